/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SpareSheetPanes:
 *
 * Two widgets side by side; where there is no room for both, one of them.
 *
 * Signals: "changed": they were folded or unfolded, or another one is shown.
 */
#define SPARE_TYPE_SHEET_PANES (spare_sheet_panes_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetPanes, spare_sheet_panes, SPARE, SHEET_PANES, GtkWidget)

void     spare_sheet_panes_set_children  (SpareSheetPanes *self,
                                          GtkWidget       *first,
                                          GtkWidget       *second);
gboolean spare_sheet_panes_is_folded     (SpareSheetPanes *self);
/* Which one is shown while folded. */
gboolean spare_sheet_panes_shows_second  (SpareSheetPanes *self);
void     spare_sheet_panes_show_second   (SpareSheetPanes *self,
                                          gboolean         second);

G_END_DECLS
