/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SpareSetsList:
 *
 * A list of SpareSetsItem. It is one stop of Tab, and the button of the row with
 * the focus is the next one; arrow keys go from row to row.
 */
#define SPARE_TYPE_SETS_LIST (spare_sets_list_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetsList, spare_sets_list, SPARE, SETS_LIST, GtkWidget)

void spare_sets_list_set_model (SpareSetsList *self,
                                GListModel    *model); /* (nullable) */
/* Does what a click on that row does. */
void spare_sets_list_activate  (SpareSetsList *self,
                                guint          position);

G_END_DECLS
