/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-sheet.h"

G_BEGIN_DECLS

/**
 * SpareSheetPreview:
 *
 * The pages of a sheet as they will be printed, with buttons to turn pages and
 * to zoom; Ctrl and the wheel zoom, too. Without a sheet it says why.
 */
#define SPARE_TYPE_SHEET_PREVIEW (spare_sheet_preview_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetPreview, spare_sheet_preview, SPARE, SHEET_PREVIEW, AdwBin)

/* @sheet: (transfer full) */
void spare_sheet_preview_show    (SpareSheetPreview *self,
                                  SpareSheet        *sheet);
/* In place of pages. What was shown is wiped. */
void spare_sheet_preview_explain (SpareSheetPreview *self,
                                  const char        *title,
                                  const char        *text);

void spare_sheet_preview_zoom    (SpareSheetPreview *self,
                                  int                steps); /* 0: whole pages */
GtkWidget *spare_sheet_preview_get_canvas (SpareSheetPreview *self);

G_END_DECLS
