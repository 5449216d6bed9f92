/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-picture-private.h"

#include <math.h>
#include <pango/pangocairo.h>

#define FAINT 0.25 /* what has nothing to do with the box that is pointed at */
#define FAINT_TEXT 0.72 /* 4.5 to 1 on a box */

const SpareMapColors spare_map_colors_paper = {
  .text = { 0, 0, 0 },
  .box = { 0.94, 0.94, 0.94 },
  .line = { 0.35, 0.35, 0.35 },
  .lost = { 0, 0, 0 },
  .taken = { 0, 0, 0 },
};

typedef struct
{
  SpareMapPicture      *picture;
  cairo_t              *cr;
  const SpareMapColors *colors;
  guint                 node;
  const GArray         *lost;
  const GArray         *taken;
} Paint;

static gboolean
has_node (const GArray *nodes,
          guint         node)
{
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      if (g_array_index (nodes, guint, i) == node)
        return TRUE;
    }
  return FALSE;
}

static void
set_color (Paint               *self,
           const SpareMapColor *color,
           double               alpha)
{
  cairo_set_source_rgba (self->cr, color->red, color->green, color->blue, alpha);
}

static gboolean
is_marked (Paint *self,
           guint  node)
{
  return self->node == node || has_node (self->lost, node) || has_node (self->taken, node);
}

/* Without a box that is pointed at, nothing is faint. */
static double
get_alpha (Paint   *self,
           gboolean marked)
{
  return self->node == SPARE_GRAPH_NONE || marked ? 1 : FAINT;
}

static void
trace_box (Paint             *self,
           const SpareMapBox *box)
{
  double radius = self->picture->line * 0.35;
  double right = box->x + box->width;
  double bottom = box->y + box->height;

  cairo_new_sub_path (self->cr);
  cairo_arc (self->cr, right - radius, box->y + radius, radius, -G_PI_2, 0);
  cairo_arc (self->cr, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (self->cr, box->x + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_arc (self->cr, box->x + radius, box->y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (self->cr);
}

/* Lost: a crossed-out circle. */
static void
paint_lost (Paint *self,
            double x,
            double y)
{
  double radius = self->picture->line * 0.4;

  set_color (self, &self->colors->lost, 1);
  cairo_set_line_width (self->cr, self->picture->line * 0.13);
  cairo_new_sub_path (self->cr);
  cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
  cairo_move_to (self->cr, x - radius * G_SQRT2 / 2, y + radius * G_SQRT2 / 2);
  cairo_line_to (self->cr, x + radius * G_SQRT2 / 2, y - radius * G_SQRT2 / 2);
  cairo_stroke (self->cr);
}

/* Taken: a filled triangle, as of warnings. */
static void
paint_taken (Paint *self,
             double x,
             double y)
{
  double radius = self->picture->line * 0.48;

  set_color (self, &self->colors->taken, 1);
  cairo_move_to (self->cr, x, y - radius);
  cairo_line_to (self->cr, x + radius, y + radius * 0.8);
  cairo_line_to (self->cr, x - radius, y + radius * 0.8);
  cairo_close_path (self->cr);
  cairo_fill (self->cr);
}

static void
paint_badges (Paint             *self,
              const SpareMapBox *box,
              guint              node)
{
  double line = self->picture->line;
  double step = self->picture->mirrored ? line * 1.05 : -line * 1.05;
  double x = self->picture->mirrored ? box->x + line * 0.75 : box->x + box->width - line * 0.75;
  double y = box->y + box->height / 2;

  if (has_node (self->taken, node))
    {
      paint_taken (self, x, y);
      x += step;
    }
  if (has_node (self->lost, node))
    paint_lost (self, x, y);
}

static void
paint_box (Paint *self,
           guint  node)
{
  const SpareMapBox *box = &self->picture->boxes[node];
  double alpha = get_alpha (self, is_marked (self, node));
  double pad = (box->height - self->picture->line) / 2;
  double layout_width = (double) pango_layout_get_width (box->layout) / PANGO_SCALE;

  trace_box (self, box);
  set_color (self, &self->colors->box, 1);
  cairo_fill_preserve (self->cr);
  set_color (self, &self->colors->line, alpha);
  cairo_set_line_width (self->cr, self->picture->line * (self->node == node ? 0.2 : 0.07));
  cairo_stroke (self->cr);
  /* Faint, and still read. */
  set_color (self, &self->colors->text, MAX (alpha, FAINT_TEXT));
  cairo_move_to (self->cr, self->picture->mirrored ? box->x + box->width - pad - layout_width : box->x + pad,
                 box->y + pad);
  pango_cairo_show_layout (self->cr, box->layout);
  paint_badges (self, box, node);
}

/* The end of a line at @x, @y, to which it comes from the left (1) or the right (-1). */
static void
paint_arrow (Paint *self,
             double x,
             double y,
             double direction)
{
  double size = self->picture->line * 0.4;

  cairo_set_dash (self->cr, NULL, 0, 0);
  cairo_move_to (self->cr, x, y);
  cairo_rel_line_to (self->cr, -direction * size, -size * 0.6);
  cairo_rel_line_to (self->cr, 0, size * 1.2);
  cairo_close_path (self->cr);
  cairo_fill (self->cr);
}

static void
paint_line (Paint              *self,
            const SpareMapLine *line)
{
  const SpareMapBox *from = &self->picture->boxes[line->from];
  const SpareMapBox *to = &self->picture->boxes[line->to];
  double em = self->picture->line;
  double start_y = from->y + from->height / 2;
  double end_y = to->y + to->height / 2;
  gboolean same = fabs (from->x - to->x) < 1;
  gboolean rightwards = from->x < to->x || (same && !self->picture->mirrored);
  double start_x = rightwards ? from->x + from->width : from->x;
  double end_x = rightwards != same ? to->x : to->x + to->width;
  double bend = same ? em * 1.8 : MAX (fabs (end_x - start_x) / 2, em);
  double sign = rightwards ? 1 : -1;
  gboolean marked = is_marked (self, line->from) && is_marked (self, line->to);
  const double dashes[] = { em * 0.35, em * 0.3 };

  set_color (self, &self->colors->line, get_alpha (self, marked));
  cairo_set_line_width (self->cr, em * (line->alone ? 0.13 : 0.06));
  cairo_set_dash (self->cr, dashes, line->assumed ? G_N_ELEMENTS (dashes) : 0, 0);
  cairo_move_to (self->cr, start_x, start_y);
  cairo_curve_to (self->cr, start_x + sign * bend, start_y, end_x + (same ? sign : -sign) * bend, end_y, end_x,
                  end_y);
  cairo_stroke (self->cr);
  paint_arrow (self, end_x, end_y, same ? -sign : sign);
}

/* Those of the box that is pointed at come last, above the others. */
static void
paint_lines (Paint *self)
{
  guint n_lines;
  const SpareMapLine *lines = spare_map_drawing_get_lines (self->picture->drawing, &n_lines);

  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < n_lines; i++)
      {
        gboolean marked = self->node != SPARE_GRAPH_NONE && is_marked (self, lines[i].from) &&
                          is_marked (self, lines[i].to);

        if (marked == (turn == 1))
          paint_line (self, &lines[i]);
      }
}

void
spare_map_picture_draw_headings (SpareMapPicture      *self,
                                 cairo_t              *cr,
                                 const SpareMapColors *colors)
{
  cairo_set_source_rgb (cr, colors->text.red, colors->text.green, colors->text.blue);
  for (guint i = 0; i < SPARE_MAP_N_COLUMNS; i++)
    {
      if (self->headings[i].layout == NULL)
        continue;
      cairo_move_to (cr, self->headings[i].x, 0);
      pango_cairo_show_layout (cr, self->headings[i].layout);
    }
}

void
spare_map_picture_draw_boxes (SpareMapPicture      *self,
                              cairo_t              *cr,
                              const SpareMapColors *colors,
                              guint                 node,
                              const GArray         *lost,
                              const GArray         *taken)
{
  Paint paint = { .picture = self, .cr = cr, .colors = colors, .node = node, .lost = lost, .taken = taken };

  paint_lines (&paint);
  for (guint i = 0; i < self->n_boxes; i++)
    paint_box (&paint, i);
}

void
spare_map_picture_draw (SpareMapPicture      *self,
                        cairo_t              *cr,
                        const SpareMapColors *colors,
                        guint                 node,
                        const GArray         *lost,
                        const GArray         *taken)
{
  cairo_save (cr);
  spare_map_picture_draw_headings (self, cr, colors);
  spare_map_picture_draw_boxes (self, cr, colors, node, lost, taken);
  cairo_restore (cr);
}
