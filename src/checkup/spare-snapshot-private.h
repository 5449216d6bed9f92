/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-snapshot.h"

G_BEGIN_DECLS

struct _SpareSnapshot
{
  gint                ref_count;
  gint64              date;
  SparePasswordSource source;
  GPtrArray          *entries; /* SpareSnapshotEntry */
  guint              *owners;  /* of each entry: which account it is, from 0; a person may have noted one twice */
  gboolean           *reused;
  gboolean           *similar;
};

SpareSnapshot *spare_snapshot_new_empty   (gint64              date,
                                           SparePasswordSource source) G_GNUC_WARN_UNUSED_RESULT;
SpareSnapshotEntry *spare_snapshot_add    (SpareSnapshot *self); /* borrowed, to be filled in */
/* All entries are there: works out which are one account, and what is reused. */
void           spare_snapshot_close       (SpareSnapshot        *self,
                                           const SpareDirectory *directory); /* (nullable) */

/* spare-snapshot-compare.c */
void           spare_snapshot_compare     (SpareSnapshot       *self,
                                           const SpareSnapshot *former);
/* Do both stand for the same account? */
gboolean       spare_snapshot_entry_is_same (const SpareSnapshotEntry *a,
                                             const SpareSnapshotEntry *b);

G_END_DECLS
