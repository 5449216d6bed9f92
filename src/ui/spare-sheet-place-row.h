/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SpareSheetPlaceRow:
 *
 * Where a copy of a sheet will be kept, with the places of earlier sheets to
 * choose from.
 */
#define SPARE_TYPE_SHEET_PLACE_ROW (spare_sheet_place_row_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetPlaceRow, spare_sheet_place_row, SPARE, SHEET_PLACE_ROW, AdwEntryRow)

/* @things: the vault's list */
GtkWidget *spare_sheet_place_row_new        (GListModel *things,
                                              guint       number) G_GNUC_WARN_UNUSED_RESULT;
/* Copy @number of @n. */
void       spare_sheet_place_row_set_number (SpareSheetPlaceRow *self,
                                              guint                number,
                                              guint                n);

G_END_DECLS
