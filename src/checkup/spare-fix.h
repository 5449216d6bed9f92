/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup.h"
#include "spare-what-if.h"

G_BEGIN_DECLS

/**
 * SpareFix:
 *
 * Something that the person can do, as a change of the map's graph, and what it comes
 * to: one of the catalogue of print codes, keep a second copy, add a second device,
 * drop a way back in, move codes away, a password of its own, find out what is
 * assumed, a sealed kit for somebody.
 */
typedef struct
{
  char         *id;      /* "print-codes:ACCOUNT:PLACE"; also the action's */
  SpareAction  *action;
  SpareFixKind  kind;
  char         *record;  /* (nullable) */
  guint         minutes;
  char         *text;    /* translated: "Print the backup codes of GitHub, and keep them here: Desk." */
  GArray       *cuts;    /* guint: the graph's rules that it does away with */

  /* When it is done alone: */
  SpareOutlook *outlook;
  SpareColumns  after;
  gboolean      is_worse; /* than now, in one of the columns or their weights */
  guint         gain;     /* by how much the sum of both weights falls; 0 where it is worse */
  guint         now;     /* the same, after those that are done before it */
  /* What to do first, where it is worse: NULL where there is nothing. Looked for once. */
  gpointer      first;
  gboolean      has_looked;
  SpareColumns  both;     /* when both are done */
} SpareFix;

/* All that can be tried for this check-up's map, in the order of the catalogue.
 * (element-type SpareFix) */
GPtrArray *spare_fix_list  (const SpareCheckup *checkup) G_GNUC_WARN_UNUSED_RESULT;
SpareFix  *spare_fix_new   (const char  *id,
                            SpareFixKind kind,
                            const char  *record,
                            guint        minutes) G_GNUC_WARN_UNUSED_RESULT;
void       spare_fix_free  (SpareFix *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareFix, spare_fix_free)

G_END_DECLS
