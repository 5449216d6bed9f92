/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-map-drawing.h"

G_BEGIN_DECLS

gboolean spare_item_kind_is_drawn (SpareItemKind kind);

/* The lines of a drawing, between vertices of the map so far: from everything that is
 * drawn to everything drawn that it opens or helps to open, each pair once.
 * (transfer full) (element-type SpareMapLine) */
GArray  *spare_map_find_lines     (SpareMap *map) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
