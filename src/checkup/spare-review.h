/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-history.h"
#include "spare-promise.h"

G_BEGIN_DECLS

/* The yearly review: what was so at the last one, what was told long ago, and the end
 * of this one. */

#define SPARE_REVIEW_MONTHS 12 /* an answer that is older is asked about again */

typedef struct
{
  gint64     said;     /* Unix s: when the last one was finished; 0: there was none */
  gboolean   has_then;
  SpareCount then;     /* what was counted on that day, or last before it */
} SpareReview;

/* @things: the vault's list */
void        spare_review_read     (GListModel  *things,
                                   SpareReview *self);

/* Facts with an answer that is more than a year old, in the order of their types and
 * names. @accounts: those in use; what was told of others is left out.
 * (transfer full) (element-type SpareThing) */
GPtrArray  *spare_review_list_old (GListModel  *accounts,
                                   GListModel  *things,
                                   gint64       now) G_GNUC_WARN_UNUSED_RESULT;
/* When the oldest answer in it was given; Unix s, 0: none has a date. */
gint64      spare_review_get_told (SpareThing  *fact);
/* The record to save when all of it is still so: its old answers have the date of
 * today. (transfer full) */
SpareThing *spare_review_confirm  (SpareThing  *fact,
                                   gint64       now) G_GNUC_WARN_UNUSED_RESULT;

/* The record to save at the end: the next one is due in a year. @id: for a new record.
 * (transfer full) (nullable): there are no accounts */
SpareThing *spare_review_finish   (GListModel       *accounts,
                                   GListModel       *things,
                                   const SpareCount *count,
                                   const char       *id,
                                   gint64            now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
