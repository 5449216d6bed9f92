/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareSheetsPage:
 *
 * The register of sheets: those that count, those that must be destroyed, those
 * that are gone. A page of the main window with a Back button.
 */
#define SPARE_TYPE_SHEETS_PAGE (spare_sheets_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetsPage, spare_sheets_page, SPARE, SHEETS_PAGE, AdwBin)

/* @window outlives the page. */
GtkWidget *spare_sheets_page_new (SpareWindow *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
