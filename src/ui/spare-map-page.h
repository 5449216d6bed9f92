/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareMapPage:
 *
 * The recovery map: who opens whom, as a drawing and as a list with the same in words;
 * saved as SVG and printed.
 */
#define SPARE_TYPE_MAP_PAGE (spare_map_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareMapPage, spare_map_page, SPARE, MAP_PAGE, AdwBin)

GtkWidget *spare_map_page_new (SpareWindow *window);

G_END_DECLS
