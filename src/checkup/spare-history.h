/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-checkup.h"
#include "spare-thing.h"

G_BEGIN_DECLS

/* How the counts went over time: one value a month, the last one of it, in a thing of
 * the type "checkup-count" (docs/record.md). */
#define SPARE_HISTORY_TYPE SPARE_THING_COUNTS
#define SPARE_HISTORY_MAX  240 /* values: 20 years */

typedef struct
{
  gint64 time;     /* Unix s */
  guint  lost;     /* accounts that the worst loss costs */
  guint  seized;   /* accounts that the worst taking gives away */
  guint  accounts; /* how many there are */
  int    findings; /* open ones; -1: it was not noted */
} SpareCount;

/* "TIME:LOST:SEIZED:ACCOUNTS:FINDINGS", as it is stored. (transfer full) */
char       *spare_count_dup_text  (const SpareCount   *self) G_GNUC_WARN_UNUSED_RESULT;
/* @text: (nullable) */
gboolean    spare_count_parse     (const char         *text,
                                   SpareCount         *self);

/* What the check-up says at @now. That the owner is not there at all costs most by its
 * nature and is no loss to compare by; nor is a person who turns against one. */
void        spare_history_measure (const SpareCheckup *checkup,
                                   gint64              now,
                                   SpareCount         *count);
/* The record to save, a new one (@id) or a changed copy; the value of an earlier day of
 * the same month (UTC) gives way. NULL where it has the same numbers already, or there
 * are no accounts. (transfer full) (nullable) */
SpareThing *spare_history_add  (GListModel       *things,
                                const SpareCount *count,
                                const char       *id) G_GNUC_WARN_UNUSED_RESULT;
/* SpareCount, the oldest first. (transfer full) */
GArray     *spare_history_list (GListModel       *things) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
