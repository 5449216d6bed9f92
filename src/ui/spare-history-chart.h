/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-history.h"

G_BEGIN_DECLS

/**
 * SpareHistoryChart:
 *
 * Counts over time as two lines, told apart by colour and by shape: what the worst loss
 * costs, and what the worst taking gives away. A list beside it says the same in words.
 */
#define SPARE_TYPE_HISTORY_CHART (spare_history_chart_get_type ())
G_DECLARE_FINAL_TYPE (SpareHistoryChart, spare_history_chart, SPARE, HISTORY_CHART, GtkWidget)

/* @counts: (transfer none): SpareCount, the oldest first */
void spare_history_chart_set (SpareHistoryChart *self,
                              GArray            *counts);

G_END_DECLS
