/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-happening.h"

#include <string.h>

#define KEY_KIND     "kind"
#define KEY_SUBJECT  "subject"
#define KEY_STARTED  "started"
#define KEY_FINISHED "finished"
#define KEY_DONE     "done" /* "TIME:STEP", once for each */

static const char *const kinds[] = {
  [SPARE_HAPPENING_LOST_PHONE] = "lost-phone",
  [SPARE_HAPPENING_STOLEN_LAPTOP] = "stolen-laptop",
  [SPARE_HAPPENING_INTRUDER] = "intruder",
  [SPARE_HAPPENING_HOME_GONE] = "home-gone",
  [SPARE_HAPPENING_CANNOT_SIGN_IN] = "cannot-sign-in",
};

const char *
spare_happening_kind_get_name (SpareHappeningKind kind)
{
  return kinds[kind];
}

SpareThing *
spare_happening_new (const char         *id,
                     SpareHappeningKind  kind,
                     const char         *subject,
                     gint64              started)
{
  SpareThing *self = spare_thing_new (id, SPARE_HAPPENING_TYPE);

  spare_thing_set_text (self, KEY_KIND, kinds[kind]);
  spare_thing_set_text (self, KEY_SUBJECT, subject);
  spare_thing_set_int (self, KEY_STARTED, started);

  return self;
}

gboolean
spare_thing_is_happening (SpareThing *self)
{
  return strcmp (spare_thing_get_type_name (self), SPARE_HAPPENING_TYPE) == 0;
}

gboolean
spare_happening_get_kind (SpareThing         *self,
                          SpareHappeningKind *kind)
{
  const char *name = spare_thing_peek_text (self, KEY_KIND);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (name, kinds[i]) == 0)
      {
        *kind = (SpareHappeningKind) i;
        return TRUE;
      }

  return FALSE;
}

const char *
spare_happening_get_subject (SpareThing *self)
{
  return spare_thing_peek_text (self, KEY_SUBJECT);
}

gint64
spare_happening_get_started (SpareThing *self)
{
  return spare_thing_get_int (self, KEY_STARTED, 0);
}

/* The step of "TIME:STEP", and its time; NULL where it is something else. */
static const char *
read_done (SpareSecret *value,
           gint64      *time)
{
  const char *text = spare_secret_peek_text (value);
  char *end;

  if (text == NULL)
    return NULL;
  *time = g_ascii_strtoll (text, &end, 10);

  return end > text && *end == ':' && *time > 0 ? end + 1 : NULL;
}

gint64
spare_happening_get_done (SpareThing *self,
                          const char *step)
{
  guint n = spare_thing_count (self, KEY_DONE);

  for (guint i = 0; i < n; i++)
    {
      gint64 time;
      const char *done = read_done (spare_thing_peek (self, KEY_DONE, i), &time);

      if (done != NULL && strcmp (done, step) == 0)
        return time;
    }

  return 0;
}

void
spare_happening_set_done (SpareThing *self,
                          const char *step,
                          gint64      now)
{
  guint n = spare_thing_count (self, KEY_DONE);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);

  for (guint i = 0; i < n; i++)
    {
      SpareSecret *value = spare_thing_peek (self, KEY_DONE, i);
      gint64 time;
      const char *done = read_done (value, &time);

      if (done == NULL || strcmp (done, step) != 0)
        g_ptr_array_add (kept, spare_secret_ref (value));
    }
  if (now > 0)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", now, step);

      g_ptr_array_add (kept, spare_secret_new_text (text));
    }
  spare_thing_set (self, KEY_DONE, NULL);
  for (guint i = 0; i < kept->len; i++)
    spare_thing_add (self, KEY_DONE, g_ptr_array_index (kept, i));
}

gint64
spare_happening_get_finished (SpareThing *self)
{
  return spare_thing_get_int (self, KEY_FINISHED, 0);
}

void
spare_happening_finish (SpareThing *self,
                        gint64      now)
{
  spare_thing_set_int (self, KEY_FINISHED, now);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  SpareThing *one = *(SpareThing *const *) a;
  SpareThing *other = *(SpareThing *const *) b;
  gint64 started = spare_happening_get_started (one);
  gint64 other_started = spare_happening_get_started (other);

  if (started != other_started)
    return started > other_started ? -1 : 1;

  return strcmp (spare_thing_get_id (one), spare_thing_get_id (other));
}

GPtrArray *
spare_happening_list_open (GListModel *things)
{
  GPtrArray *open = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (things);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_happening (thing) && spare_happening_get_finished (thing) == 0)
        g_ptr_array_add (open, g_steal_pointer (&thing));
    }
  g_ptr_array_sort (open, compare);

  return open;
}
