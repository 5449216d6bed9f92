/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <pango/pango.h>

#include "spare-map-drawing.h"

G_BEGIN_DECLS

typedef struct
{
  double red;
  double green;
  double blue;
} SpareMapColor;

/* What it is painted with. On paper everything is told by shape, too. */
typedef struct
{
  SpareMapColor text;
  SpareMapColor box;  /* its inside */
  SpareMapColor line;
  SpareMapColor lost;
  SpareMapColor taken;
} SpareMapColors;

extern const SpareMapColors spare_map_colors_paper;

/**
 * SpareMapPicture:
 *
 * A recovery map with places and sizes: the same painter draws it in the window, as
 * SVG and on paper. Lengths are those of the font's context; on paper points. For one
 * thread at a time.
 */
typedef struct _SpareMapPicture SpareMapPicture;

/* @context: (nullable): whose font is used; else 11 points of the usual one.
 * @mirrored: from right to left. */
SpareMapPicture *spare_map_picture_new       (SpareMapDrawing *drawing,
                                              PangoContext    *context,
                                              gboolean         mirrored) G_GNUC_WARN_UNUSED_RESULT;
void             spare_map_picture_free      (SpareMapPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareMapPicture, spare_map_picture_free)

SpareMapDrawing *spare_map_picture_get_drawing (SpareMapPicture *self); /* borrowed */
void             spare_map_picture_get_size  (SpareMapPicture *self,
                                              double          *width,
                                              double          *height);
/* Where the box of a node of the drawing is. */
void             spare_map_picture_get_box   (SpareMapPicture *self,
                                              guint            node,
                                              double          *x,
                                              double          *y,
                                              double          *width,
                                              double          *height);
/* The node whose box is there; %SPARE_GRAPH_NONE */
guint            spare_map_picture_find      (SpareMapPicture *self,
                                              double           x,
                                              double           y);

/* With its corner at 0, 0; the background stays as it is. @node: the one that is
 * pointed at, or %SPARE_GRAPH_NONE: then @lost and @taken, of
 * spare_map_drawing_find_lost() and _taken(), are (nullable). */
void             spare_map_picture_draw      (SpareMapPicture      *self,
                                              cairo_t              *cr,
                                              const SpareMapColors *colors,
                                              guint                 node,
                                              const GArray         *lost,
                                              const GArray         *taken);

/* A drawing of its own, with white behind it. (transfer full): NULL with
 * %G_IO_ERROR_FAILED */
GBytes          *spare_map_picture_to_svg    (SpareMapPicture  *self,
                                              GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* On paper of that size inside its margins: made smaller until its columns fit, and
 * over several pages where the rows need them. */
guint            spare_map_picture_count_pages (SpareMapPicture *self,
                                                double           width,
                                                double           height);
void             spare_map_picture_draw_page   (SpareMapPicture *self,
                                                cairo_t         *cr,
                                                guint            page,
                                                double           width,
                                                double           height);

G_END_DECLS
