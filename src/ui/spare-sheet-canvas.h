/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-sheet.h"

G_BEGIN_DECLS

/**
 * SpareSheetCanvas:
 *
 * The pages of a sheet below each other, drawn by its painter. Lies in a
 * GtkScrolledWindow and paints only the pages that are on the screen. Pictures
 * of pages are wiped when they are no longer needed.
 *
 * Signals: "changed": another page is the present one, or the scale changed.
 */
#define SPARE_TYPE_SHEET_CANVAS (spare_sheet_canvas_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetCanvas, spare_sheet_canvas, SPARE, SHEET_CANVAS, GtkWidget)

#define SPARE_SHEET_CANVAS_MIN 0.25 /* pixels of 1/96 inch a pixel of the screen */
#define SPARE_SHEET_CANVAS_MAX 2.5

/* @sheet: (nullable) (transfer full) */
void    spare_sheet_canvas_set_sheet  (SpareSheetCanvas *self,
                                       SpareSheet       *sheet);

guint   spare_sheet_canvas_get_page   (SpareSheetCanvas *self); /* from 0 */
guint   spare_sheet_canvas_get_n_pages (SpareSheetCanvas *self);
void    spare_sheet_canvas_show_page  (SpareSheetCanvas *self,
                                       guint             page);

/* @zoom: 1 for the size of the paper at 96 dpi; 0 shows whole pages */
void    spare_sheet_canvas_set_zoom   (SpareSheetCanvas *self,
                                       double            zoom);
/* The one that is in force, also where whole pages are shown. */
double  spare_sheet_canvas_get_zoom   (SpareSheetCanvas *self);

G_END_DECLS
