/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which passwords were changed since the snapshot before. */
#include "spare-snapshot-private.h"

#define NONE G_MAXUINT

gboolean
spare_snapshot_entry_is_same (const SpareSnapshotEntry *a,
                              const SpareSnapshotEntry *b)
{
  if (g_ascii_strcasecmp (a->user, b->user) != 0)
    return FALSE;
  if (a->domains[0] != NULL && b->domains[0] != NULL)
    return g_str_equal (a->domains[0], b->domains[0]);

  return a->domains[0] == b->domains[0] && g_str_equal (a->title, b->title);
}

/* Of each entry its place in the other snapshot, or NONE; each place once. */
static guint *
pair (const SpareSnapshot *self,
      const SpareSnapshot *former)
{
  guint *places = g_new (guint, self->entries->len + 1);
  g_autofree gboolean *taken = g_new0 (gboolean, former->entries->len + 1);

  for (guint i = 0; i < self->entries->len; i++)
    {
      places[i] = NONE;
      for (guint j = 0; places[i] == NONE && j < former->entries->len; j++)
        if (!taken[j] && spare_snapshot_entry_is_same (spare_snapshot_get (self, i), spare_snapshot_get (former, j)))
          {
            places[i] = j;
            taken[j] = TRUE;
          }
    }

  return places;
}

/* How many others had the same password before, have it now, and both. */
static void
count_mates (const SpareSnapshot *self,
             const SpareSnapshot *former,
             const guint         *places,
             guint                i,
             guint               *before,
             guint               *now,
             guint               *both)
{
  *before = *now = *both = 0;
  for (guint j = 0; j < self->entries->len; j++)
    {
      gboolean had, has;

      if (j == i || places[j] == NONE)
        continue;
      had = spare_snapshot_get (former, places[j])->number == spare_snapshot_get (former, places[i])->number;
      has = spare_snapshot_get (self, j)->number == spare_snapshot_get (self, i)->number;
      *before += had ? 1 : 0;
      *now += has ? 1 : 0;
      *both += had && has ? 1 : 0;
    }
}

static SpareChanged
compare (const SpareSnapshot *self,
         const SpareSnapshot *former,
         const guint         *places,
         guint                i)
{
  const SpareSnapshotEntry *entry = spare_snapshot_get (self, i);
  const SpareSnapshotEntry *old;
  guint before, now, both;

  if (places[i] == NONE)
    return SPARE_CHANGED_UNKNOWN;
  old = spare_snapshot_get (former, places[i]);
  if (entry->changed_at != 0 && old->changed_at != 0)
    return entry->changed_at != old->changed_at ? SPARE_CHANGED_YES : SPARE_CHANGED_NO;
  if (entry->length != old->length || entry->strength != old->strength)
    return SPARE_CHANGED_YES;

  count_mates (self, former, places, i, &before, &now, &both);
  /* Some had the same password before and have it now: it stayed, and others went or came. */
  if (both > 0)
    return SPARE_CHANGED_NO;
  /* It left several, or joined several. Of two that parted or met, one or both were
   * changed; of one that is alone, nothing can be told. */
  return MAX (before, now) > 1 ? SPARE_CHANGED_YES : SPARE_CHANGED_UNKNOWN;
}

void
spare_snapshot_compare (SpareSnapshot       *self,
                        const SpareSnapshot *former)
{
  g_autofree guint *places = pair (self, former);

  for (guint i = 0; i < self->entries->len; i++)
    {
      SpareSnapshotEntry *entry = g_ptr_array_index (self->entries, i);

      entry->changed = compare (self, former, places, i);
    }
}
