/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a code set and when: values "UNIXTIME:KIND:DETAIL". */
#include "spare-code-set.h"

#include <string.h>

#include "spare-code-set-private.h"
#include "spare-thing-private.h"

static const char *const kinds[] = {
  "taken-in",
  "used",
  "unused",
  "changed",
  "printed",
  "forgotten",
  "tested",
  "voided",
};

void
spare_code_event_free (SpareCodeEvent *self)
{
  g_free (self->detail);
  g_free (self);
}

static gboolean
read_kind (const char         *name,
           SpareCodeEventKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (name, kinds[i]) == 0)
      {
        *kind = (SpareCodeEventKind) i;
        return TRUE;
      }

  return FALSE;
}

/* NULL where it cannot be read. */
static SpareCodeEvent *
read_event (const SpareSecret *value)
{
  const char *text = spare_thing_value_text (value);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ":", 3) : NULL;
  SpareCodeEvent *event;
  SpareCodeEventKind kind;
  gint64 time;

  if (parts == NULL || g_strv_length (parts) < 2 || !read_kind (parts[1], &kind) ||
      !g_ascii_string_to_signed (parts[0], 10, 0, G_MAXINT64, &time, NULL))
    return NULL;

  event = g_new (SpareCodeEvent, 1);
  event->time = time;
  event->kind = kind;
  event->detail = g_strdup (parts[2] != NULL ? parts[2] : "");
  return event;
}

/* The oldest one behind which there is another of its kind: so there is always
 * one left that tells when it was last done. */
static guint
find_expendable (GPtrArray *values)
{
  gboolean later[G_N_ELEMENTS (kinds)] = { FALSE };
  guint expendable = values->len;

  for (guint i = values->len; i-- > 0;)
    {
      g_autoptr (SpareCodeEvent) event = read_event (g_ptr_array_index (values, i));

      if (event == NULL)
        continue;
      if (later[event->kind])
        expendable = i;
      later[event->kind] = TRUE;
    }

  return expendable;
}

/**
 * spare_code_set_log:
 * @detail: (nullable): a position, a sheet's printed id, …; never a code
 */
void
spare_code_set_log (SpareThing        *self,
                    gint64             now,
                    SpareCodeEventKind kind,
                    const char        *detail)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ":%s:%s", now, kinds[kind],
                                           detail != NULL ? detail : "");
  g_autoptr (SpareSecret) value = spare_secret_new_text (text);
  g_autoptr (GPtrArray) values = NULL;
  SpareSecret *other;
  guint place = 0;

  spare_thing_add (self, SPARE_CODE_SET_LOG, value);
  if (spare_thing_count (self, SPARE_CODE_SET_LOG) <= SPARE_CODE_SET_LOG_MAX)
    return;

  values = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  while ((other = spare_thing_next (self, SPARE_CODE_SET_LOG, &place)) != NULL)
    g_ptr_array_add (values, spare_secret_ref (other));
  place = find_expendable (values);
  if (place < values->len)
    g_ptr_array_remove_index (values, place);
  spare_thing_set (self, SPARE_CODE_SET_LOG, NULL);
  for (guint i = 0; i < values->len; i++)
    spare_thing_add (self, SPARE_CODE_SET_LOG, g_ptr_array_index (values, i));
}

GPtrArray *
spare_code_set_dup_log (SpareThing *self)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_code_event_free);
  SpareSecret *value;
  guint place = 0;

  while ((value = spare_thing_next (self, SPARE_CODE_SET_LOG, &place)) != NULL)
    {
      SpareCodeEvent *event = read_event (value);

      if (event != NULL)
        g_ptr_array_add (events, event);
    }

  return events;
}

gint64
spare_code_set_get_last (SpareThing        *self,
                         SpareCodeEventKind kind)
{
  g_autoptr (GPtrArray) events = spare_code_set_dup_log (self);
  gint64 last = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const SpareCodeEvent *event = g_ptr_array_index (events, i);

      if (event->kind == kind)
        last = MAX (last, event->time);
    }

  return last;
}
