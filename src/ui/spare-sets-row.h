/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-sets-item.h"

G_BEGIN_DECLS

/**
 * SpareSetsRow:
 *
 * Shows a SpareSetsItem, with its heading, as one item of a list.
 */
#define SPARE_TYPE_SETS_ROW (spare_sets_row_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetsRow, spare_sets_row, SPARE, SETS_ROW, GtkWidget)

GtkWidget *spare_sets_row_new      (void) G_GNUC_WARN_UNUSED_RESULT;
/* @item: (nullable) */
void       spare_sets_row_set_item (SpareSetsRow  *self,
                                    SpareSetsItem *item);

G_END_DECLS
