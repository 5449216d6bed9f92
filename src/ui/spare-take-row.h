/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-secret.h"

G_BEGIN_DECLS

/**
 * SpareTakeRow:
 *
 * One code before it is taken in: its number, the code, whether it is used, all
 * to be corrected. What is in it is in locked memory.
 *
 * Signals: "changed"; "enter": Enter in the code; "remove": it is to go.
 */
#define SPARE_TYPE_TAKE_ROW (spare_take_row_get_type ())
G_DECLARE_FINAL_TYPE (SpareTakeRow, spare_take_row, SPARE, TAKE_ROW, GtkListBoxRow)

/* @code, @number: (nullable)
 * @unsure: asks whether it is one at all, and says no to begin with */
GtkWidget   *spare_take_row_new        (SpareSecret *code,
                                        const char  *number,
                                        gboolean     used,
                                        gboolean     unsure) G_GNUC_WARN_UNUSED_RESULT;
/* Which one it is, from 1: what a code without a number counts as. */
void         spare_take_row_set_place  (SpareTakeRow *self,
                                        guint         place);
/* Returns: (transfer full) (nullable): NULL where it is empty or no code */
SpareSecret *spare_take_row_dup_code   (SpareTakeRow *self) G_GNUC_WARN_UNUSED_RESULT;
/* Returns: (transfer full) (nullable): NULL where it has none of its own */
char        *spare_take_row_dup_number (SpareTakeRow *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean     spare_take_row_get_used   (SpareTakeRow *self);
/* Does it wait for a tick, so that it is not taken in as it is? */
gboolean     spare_take_row_get_waits  (SpareTakeRow *self);
/* Empties the entries. */
void         spare_take_row_wipe       (SpareTakeRow *self);

G_END_DECLS
