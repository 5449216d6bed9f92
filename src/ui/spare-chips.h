/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SpareChips:
 *
 * A row of buttons of which one is pressed: all accounts, the favourites, or
 * one tag. One stop for Tab; the arrow keys move along.
 *
 * Signals: "changed": another one was chosen.
 */
#define SPARE_TYPE_CHIPS (spare_chips_get_type ())
G_DECLARE_FINAL_TYPE (SpareChips, spare_chips, SPARE, CHIPS, GtkWidget)

void        spare_chips_set_tags      (SpareChips        *self,
                                       const char *const *tags,
                                       gboolean           favorites);
void        spare_chips_select_all    (SpareChips *self);

/* (nullable): NULL unless a tag is chosen */
const char *spare_chips_get_tag       (SpareChips *self);
gboolean    spare_chips_get_favorites (SpareChips *self);

G_END_DECLS
