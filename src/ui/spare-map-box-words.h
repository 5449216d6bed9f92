/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-map-drawing.h"

G_BEGIN_DECLS

/* A box of the drawing in words. All (transfer full). */

/* What it opens by itself, and what it helps to open; "" where it opens nothing. */
char *spare_map_box_dup_opens   (SpareMapDrawing *drawing,
                                 guint            node) G_GNUC_WARN_UNUSED_RESULT;
/* What opens it, likewise. */
char *spare_map_box_dup_opened  (SpareMapDrawing *drawing,
                                 guint            node) G_GNUC_WARN_UNUSED_RESULT;
/* "Without it you lose 2 of 8 accounts: Cloud, Code host." */
char *spare_map_box_dup_lost    (SpareMapDrawing *drawing,
                                 guint            node) G_GNUC_WARN_UNUSED_RESULT;
/* "Whoever has it gets 3 of 8 accounts: …" */
char *spare_map_box_dup_taken   (SpareMapDrawing *drawing,
                                 guint            node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
