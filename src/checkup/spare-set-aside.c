/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#include <string.h>

#define KEY_FINDING  "finding"
#define KEY_REASON   "reason"
#define KEY_NOTED    "noted"
#define KEY_UNTIL    "until"
#define KEY_ACCOUNTS "accounts"

SpareThing *
spare_set_aside_new (const char *id,
                     const char *finding_id,
                     const char *reason,
                     gint64      now,
                     gint64      until)
{
  SpareThing *self = spare_thing_new (id, SPARE_SET_ASIDE_TYPE);

  spare_thing_set_text (self, KEY_FINDING, finding_id);
  if (reason != NULL && *reason != '\0')
    spare_thing_set_text (self, KEY_REASON, reason);
  spare_thing_set_int (self, KEY_NOTED, now);
  spare_thing_set_int (self, KEY_UNTIL, until);
  return self;
}

SpareThing *
spare_set_aside_new_for (const char         *id,
                         const SpareFinding *finding,
                         const char         *reason,
                         gint64              now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_utc (now);
  g_autoptr (GDateTime) due = NULL;
  SpareThing *self;

  if (reason != NULL && *reason != '\0')
    due = g_date_time_add_months (today, SPARE_SET_ASIDE_MONTHS);
  else
    due = g_date_time_add_days (today, SPARE_SET_ASIDE_DAYS);
  self = spare_set_aside_new (id, finding->id, reason, now, g_date_time_to_unix (due));
  spare_thing_set_int (self, KEY_ACCOUNTS, finding->accounts->len);
  return self;
}

gboolean
spare_thing_is_set_aside (SpareThing *self)
{
  return strcmp (spare_thing_get_type_name (self), SPARE_SET_ASIDE_TYPE) == 0;
}

const char *
spare_set_aside_get_finding (SpareThing *self)
{
  const char *finding = spare_thing_peek_text (self, KEY_FINDING);

  return finding != NULL ? finding : "";
}

const char *
spare_set_aside_get_reason (SpareThing *self)
{
  return spare_thing_peek_text (self, KEY_REASON);
}

gint64
spare_set_aside_get_until (SpareThing *self)
{
  return spare_thing_get_int (self, KEY_UNTIL, 0);
}

static gboolean
holds (gint64              until,
       gint64              n_accounts,
       const SpareFinding *finding,
       gint64              now)
{
  return until > now && (n_accounts < 0 || n_accounts == finding->accounts->len);
}

SpareThing *
spare_set_aside_find (GListModel         *things,
                      const SpareFinding *finding,
                      gint64              now)
{
  g_autoptr (SpareThing) latest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (!spare_thing_is_set_aside (thing) || strcmp (spare_set_aside_get_finding (thing), finding->id) != 0)
        continue;
      if (latest == NULL
          || spare_thing_get_int (thing, KEY_NOTED, 0) >= spare_thing_get_int (latest, KEY_NOTED, 0))
        g_set_object (&latest, thing);
    }

  if (latest == NULL
      || !holds (spare_set_aside_get_until (latest), spare_thing_get_int (latest, KEY_ACCOUNTS, -1), finding, now))
    return NULL;
  return g_steal_pointer (&latest);
}

/* What stays of such a thing where no record may go, in a worker thread. */
typedef struct
{
  gint64 noted;
  gint64 until;
  gint64 n_accounts; /* -1: not noted */
} Note;

GHashTable *
spare_set_aside_gather (GListModel *things)
{
  GHashTable *notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);
      Note note = { 0 };
      const Note *other;

      if (!spare_thing_is_set_aside (thing))
        continue;
      note.noted = spare_thing_get_int (thing, KEY_NOTED, 0);
      note.until = spare_set_aside_get_until (thing);
      note.n_accounts = spare_thing_get_int (thing, KEY_ACCOUNTS, -1);
      other = g_hash_table_lookup (notes, spare_set_aside_get_finding (thing));
      if (other == NULL || note.noted >= other->noted)
        g_hash_table_replace (notes, g_strdup (spare_set_aside_get_finding (thing)), g_memdup2 (&note, sizeof note));
    }
  return notes;
}

gboolean
spare_set_aside_has (GHashTable         *notes,
                     const SpareFinding *finding,
                     gint64              now)
{
  const Note *note = g_hash_table_lookup (notes, finding->id);

  return note != NULL && holds (note->until, note->n_accounts, finding, now);
}
