/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-map-picture.h"

G_BEGIN_DECLS

typedef struct
{
  PangoLayout *layout;
  double       x;
  double       y;
  double       width;
  double       height;
} SpareMapBox;

typedef struct
{
  PangoLayout *layout; /* (nullable): the column is empty */
  double       x;
  double       width;
} SpareMapHeading;

struct _SpareMapPicture
{
  SpareMapDrawing *drawing;
  PangoContext    *context;
  gboolean         mirrored;
  double           line;   /* the height of a line of letters */
  double           row;    /* from one box to the next */
  double           top;    /* below the headings */
  double           width;
  double           height;
  SpareMapBox     *boxes;  /* by the drawing's nodes */
  guint            n_boxes;
  SpareMapHeading  headings[SPARE_MAP_N_COLUMNS];
};

/* The two parts of spare_map_picture_draw(). */
void spare_map_picture_draw_headings (SpareMapPicture      *self,
                                      cairo_t              *cr,
                                      const SpareMapColors *colors);
void spare_map_picture_draw_boxes    (SpareMapPicture      *self,
                                      cairo_t              *cr,
                                      const SpareMapColors *colors,
                                      guint                 node,
                                      const GArray         *lost,
                                      const GArray         *taken);

G_END_DECLS
