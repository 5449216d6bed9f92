/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-map-drawing.h"

G_BEGIN_DECLS

/**
 * SpareMapView:
 *
 * The drawing of a recovery map. The box that the pointer is on, or else the one that
 * the arrow keys have chosen, shows what is lost and what is taken with it.
 *
 * Signal "node-changed": spare_map_view_get_node() has another answer.
 */
#define SPARE_TYPE_MAP_VIEW (spare_map_view_get_type ())
G_DECLARE_FINAL_TYPE (SpareMapView, spare_map_view, SPARE, MAP_VIEW, GtkWidget)

GtkWidget *spare_map_view_new         (void);
/* @drawing: (nullable): nothing is shown. The same box stays chosen where it is there. */
void       spare_map_view_set_drawing (SpareMapView    *self,
                                       SpareMapDrawing *drawing);
/* A node of the drawing; %SPARE_GRAPH_NONE */
guint      spare_map_view_get_node    (SpareMapView    *self);
/* What a screen reader says of it. */
void       spare_map_view_describe    (SpareMapView    *self,
                                       const char      *text);

G_END_DECLS
