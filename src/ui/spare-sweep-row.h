/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-sweep.h"

G_BEGIN_DECLS

/**
 * SpareSweepRow:
 *
 * A file that was found, with what can be done about it.
 *
 * Signals: "take"; "open"; "delete": one of its buttons was pressed.
 */
#define SPARE_TYPE_SWEEP_ROW (spare_sweep_row_get_type ())
G_DECLARE_FINAL_TYPE (SpareSweepRow, spare_sweep_row, SPARE, SWEEP_ROW, GtkListBoxRow)

/* @hit: (transfer full) */
GtkWidget           *spare_sweep_row_new       (SpareSweepHit *hit) G_GNUC_WARN_UNUSED_RESULT;
const SpareSweepHit *spare_sweep_row_get_hit   (SpareSweepRow *self);
/* Its codes are in Sparekey. */
void                 spare_sweep_row_set_taken (SpareSweepRow *self);
/* @told: what became of it
 * @gone: is it no longer there? */
void                 spare_sweep_row_set_told  (SpareSweepRow *self,
                                                const char    *told,
                                                gboolean       gone);

G_END_DECLS
