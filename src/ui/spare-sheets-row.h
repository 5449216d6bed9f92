/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-sheet-record.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareSheetsRow:
 *
 * One sheet in the register: its number, what is on it and how it stands; below
 * it, when opened, where its copies are and what can be done with it.
 *
 * Its actions are those of the page: "sheets.print-again", "sheets.lose",
 * "sheets.destroy", "sheets.find-again", each with the sheet's id.
 */
#define SPARE_TYPE_SHEETS_ROW (spare_sheets_row_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetsRow, spare_sheets_row, SPARE, SHEETS_ROW, AdwExpanderRow)

/* @window outlives it. */
GtkWidget  *spare_sheets_row_new       (SpareWindow *window,
                                        SpareThing  *sheet) G_GNUC_WARN_UNUSED_RESULT;
SpareThing *spare_sheets_row_get_sheet (SpareSheetsRow *self);
/* Says it anew: accounts have other names, days have passed. */
void        spare_sheets_row_update    (SpareSheetsRow *self);

G_END_DECLS
