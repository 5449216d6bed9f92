/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-happening-log.h"

#include <string.h>

#include "spare-account.h"
#include "spare-code-set.h"

#define KEY_LOG "log" /* "TIME:WHAT:ACCOUNT:DETAIL" */

static const char *const names[] = {
  [SPARE_HAPPENING_EVENT_DONE] = "done",     [SPARE_HAPPENING_EVENT_OPENED] = "opened",
  [SPARE_HAPPENING_EVENT_USED] = "used",     [SPARE_HAPPENING_EVENT_UNUSED] = "unused",
  [SPARE_HAPPENING_EVENT_CODES] = "codes",   [SPARE_HAPPENING_EVENT_SECRET] = "secret",
};

void
spare_happening_event_free (SpareHappeningEvent *self)
{
  g_free (self->account);
  g_free (self->detail);
  g_free (self);
}

void
spare_happening_log (SpareThing              *self,
                     gint64                   now,
                     SpareHappeningEventKind  kind,
                     const char              *account,
                     const char              *detail)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ":%s:%s:%s", now, names[kind],
                                           account != NULL ? account : "", detail != NULL ? detail : "");
  g_autoptr (SpareSecret) line = spare_secret_new_text (text);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  guint n = spare_thing_count (self, KEY_LOG);

  if (n < SPARE_HAPPENING_MAX_LOG)
    {
      spare_thing_add (self, KEY_LOG, line);
      return;
    }
  for (guint i = n - SPARE_HAPPENING_MAX_LOG + 1; i < n; i++)
    g_ptr_array_add (kept, spare_secret_ref (spare_thing_peek (self, KEY_LOG, i)));
  g_ptr_array_add (kept, g_steal_pointer (&line));
  spare_thing_set (self, KEY_LOG, NULL);
  for (guint i = 0; i < kept->len; i++)
    spare_thing_add (self, KEY_LOG, g_ptr_array_index (kept, i));
}

/* (nullable): it is none */
static SpareHappeningEvent *
read_line (const char *text)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ":", 4) : NULL;
  gint64 time = parts != NULL && g_strv_length (parts) == 4 ? g_ascii_strtoll (parts[0], NULL, 10) : 0;

  for (guint i = 0; time > 0 && i < G_N_ELEMENTS (names); i++)
    if (strcmp (parts[1], names[i]) == 0)
      {
        SpareHappeningEvent *event = g_new (SpareHappeningEvent, 1);

        event->time = time;
        event->kind = (SpareHappeningEventKind) i;
        event->account = g_strdup (parts[2]);
        event->detail = g_strdup (parts[3]);
        return event;
      }

  return NULL;
}

GPtrArray *
spare_happening_dup_log (SpareThing *self)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_happening_event_free);
  guint n = spare_thing_count (self, KEY_LOG);

  for (guint i = 0; i < n; i++)
    {
      SpareHappeningEvent *event = read_line (spare_secret_peek_text (spare_thing_peek (self, KEY_LOG, i)));

      if (event != NULL)
        g_ptr_array_add (events, event);
    }

  return events;
}

/* What a change does */

typedef struct
{
  SpareThing *happening;
  GPtrArray  *steps;
  GListModel *accounts;
  GListModel *things;
  gint64      now;
  gboolean    changed;
} Note;

/* "renew:ACCOUNT"; NULL where it is not among the steps. */
static const char *
find_step (Note       *self,
           const char *kind,
           const char *account)
{
  g_autofree char *id = g_strconcat (kind, ":", account, NULL);

  for (guint i = 0; i < self->steps->len; i++)
    {
      SpareRunbookStep *step = g_ptr_array_index (self->steps, i);

      if (strcmp (step->id, id) == 0)
        return step->id;
    }

  return NULL;
}

static gboolean
concerns (Note       *self,
          const char *account)
{
  static const char *const kinds[] = { "back", "renew", "codes" };

  for (guint i = 0; account != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (find_step (self, kinds[i], account) != NULL)
      return TRUE;

  return FALSE;
}

static void
note (Note                    *self,
      SpareHappeningEventKind  kind,
      const char              *account,
      const char              *detail,
      const char              *done)
{
  const char *step = done != NULL ? find_step (self, done, account) : NULL;

  spare_happening_log (self->happening, self->now, kind, account, detail);
  if (step != NULL && spare_happening_get_done (self->happening, step) == 0)
    spare_happening_set_done (self->happening, step, self->now);
  self->changed = TRUE;
}

static void
note_uses (Note       *self,
           const char *account,
           SpareThing *before,
           SpareThing *after)
{
  guint n = MIN (spare_code_set_count (before), spare_code_set_count (after));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = spare_code_set_dup_number (after, i);
      gint64 was = spare_code_set_get_used (before, i);
      gint64 is = spare_code_set_get_used (after, i);

      if (was == 0 && is != 0)
        note (self, SPARE_HAPPENING_EVENT_USED, account, number, "back");
      else if (was != 0 && is == 0)
        {
          const char *step = find_step (self, "back", account);

          note (self, SPARE_HAPPENING_EVENT_UNUSED, account, number, NULL);
          /* The tick that came with the use goes with it. */
          if (step != NULL && spare_happening_get_done (self->happening, step) == was)
            spare_happening_set_done (self->happening, step, 0);
        }
    }
}

static gboolean
has_fresh_codes (GPtrArray  *records,
                 const char *account)
{
  for (guint i = 0; i < records->len; i++)
    {
      SpareRecord *record = g_ptr_array_index (records, i);

      if (SPARE_IS_THING (record) && spare_thing_is_code_set (SPARE_THING (record))
          && spare_code_set_get_void (SPARE_THING (record)) == SPARE_VOID_NOT
          && g_strcmp0 (spare_code_set_get_account (SPARE_THING (record)), account) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
note_set (Note       *self,
          SpareThing *after,
          GPtrArray  *records)
{
  g_autoptr (SpareThing) before = spare_thing_find (self->things, spare_thing_get_id (after));
  const char *account = spare_code_set_get_account (after);

  if (before == NULL || !concerns (self, account))
    return;

  note_uses (self, account, before, after);
  if (spare_code_set_get_void (before) == SPARE_VOID_NOT && spare_code_set_get_void (after) != SPARE_VOID_NOT)
    note (self, SPARE_HAPPENING_EVENT_CODES, account, NULL, has_fresh_codes (records, account) ? "codes" : NULL);
}

static void
note_account (Note         *self,
              SpareAccount *after)
{
  const char *id = spare_account_get_id (after);
  g_autoptr (SpareAccount) before = spare_account_find (self->accounts, id);
  SpareSecret *old = before != NULL ? spare_account_peek_secret (before) : NULL;
  SpareSecret *fresh = spare_account_peek_secret (after);

  if (old == NULL || (fresh != NULL && spare_secret_equal (old, fresh)) || !concerns (self, id))
    return;

  note (self, SPARE_HAPPENING_EVENT_SECRET, id, NULL, fresh != NULL ? "renew" : NULL);
}

gboolean
spare_happening_note (SpareThing *self,
                      GPtrArray  *steps,
                      GListModel *accounts,
                      GListModel *things,
                      GPtrArray  *records,
                      gint64      now)
{
  Note state = { self, steps, accounts, things, now, FALSE };

  for (guint i = 0; i < records->len; i++)
    {
      SpareRecord *record = g_ptr_array_index (records, i);

      if (SPARE_IS_ACCOUNT (record))
        note_account (&state, SPARE_ACCOUNT (record));
      else if (SPARE_IS_THING (record) && spare_thing_is_code_set (SPARE_THING (record)))
        note_set (&state, SPARE_THING (record), records);
    }

  return state.changed;
}
