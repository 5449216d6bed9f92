/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-picture.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "spare-map-picture-private.h"

/* In heights of a letter line. */
#define PAD 0.45
#define ROW_GAP 0.55
#define COLUMN_GAP 4.0
#define WIDTH_MIN 5.5
#define WIDTH_MAX 13.0
#define BADGES 2.2 /* room at the end of a box for what is lost and what is taken */

static const char *
get_heading (SpareMapColumn column)
{
  switch (column)
    {
    case SPARE_MAP_COLUMN_PLACES:
      return _("Places and People");
    case SPARE_MAP_COLUMN_HELD:
      return _("Devices, Numbers, Passwords");
    case SPARE_MAP_COLUMN_KEYS:
      return _("Accounts That Open Others");
    case SPARE_MAP_COLUMN_ACCOUNTS:
      return _("Other Accounts");
    case SPARE_MAP_N_COLUMNS:
    default:
      g_return_val_if_reached ("");
    }
}

static PangoLayout *
create_layout (PangoContext *context,
               const char   *text,
               double        width,
               gboolean      bold)
{
  PangoLayout *layout = pango_layout_new (context);

  if (bold)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  if (bold)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  else
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (layout, TRUE);
    }

  return layout;
}

static double
measure_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  /* Room for rounding, or the last letter becomes an ellipsis. */
  return ceil ((double) width / PANGO_SCALE) + 1;
}

static double
measure_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* The widest name of a column is the width of all of its boxes. */
static void
measure_columns (SpareMapPicture *self,
                 double           widths[SPARE_MAP_N_COLUMNS])
{
  guint n_nodes;
  const SpareMapNode *nodes = spare_map_drawing_get_nodes (self->drawing, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      double *width = &widths[nodes[i].column];

      *width = MAX (*width, WIDTH_MIN * self->line);
      *width = MAX (*width, measure_width (self->boxes[i].layout) + (2 * PAD + BADGES) * self->line);
    }
}

static void
place_columns (SpareMapPicture *self,
               const double     widths[SPARE_MAP_N_COLUMNS])
{
  double x = 0;

  for (guint i = 0; i < SPARE_MAP_N_COLUMNS; i++)
    {
      SpareMapHeading *heading = &self->headings[i];

      if (widths[i] <= 0)
        continue;
      heading->layout = create_layout (self->context, get_heading (i), widths[i], TRUE);
      heading->x = x;
      heading->width = widths[i];
      self->top = MAX (self->top, measure_height (heading->layout) + self->line);
      x += widths[i] + COLUMN_GAP * self->line;
      self->width = heading->x + widths[i];
    }
  /* What goes from a box to one of the same column bulges out. */
  self->width += 2 * self->line;
}

static void
place_boxes (SpareMapPicture *self)
{
  guint n_nodes;
  const SpareMapNode *nodes = spare_map_drawing_get_nodes (self->drawing, &n_nodes);

  self->row = (1 + 2 * PAD + ROW_GAP) * self->line;
  self->height = self->top;
  for (guint i = 0; i < n_nodes; i++)
    {
      SpareMapBox *box = &self->boxes[i];

      box->x = self->headings[nodes[i].column].x;
      box->y = self->top + nodes[i].place * self->row;
      box->width = self->headings[nodes[i].column].width;
      box->height = (1 + 2 * PAD) * self->line;
      if (self->mirrored)
        box->x = self->width - box->x - box->width;
      pango_layout_set_width (box->layout, (int) ((box->width - (2 * PAD + BADGES) * self->line) * PANGO_SCALE));
      self->height = MAX (self->height, box->y + box->height + ROW_GAP * self->line);
    }
  for (guint i = 0; self->mirrored && i < SPARE_MAP_N_COLUMNS; i++)
    self->headings[i].x = self->width - self->headings[i].x - self->headings[i].width;
}

static PangoContext *
create_context (void)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11");
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_font_description (context, font);
  pango_font_description_free (font);

  return context;
}

SpareMapPicture *
spare_map_picture_new (SpareMapDrawing *drawing,
                       PangoContext    *context,
                       gboolean         mirrored)
{
  SpareMapPicture *self = g_new0 (SpareMapPicture, 1);
  double widths[SPARE_MAP_N_COLUMNS] = { 0 };
  g_autoptr(PangoLayout) letter = NULL;
  guint n_nodes;

  spare_map_drawing_get_nodes (drawing, &n_nodes);
  self->drawing = spare_map_drawing_ref (drawing);
  self->context = context != NULL ? g_object_ref (context) : create_context ();
  self->mirrored = mirrored;
  letter = create_layout (self->context, "X", -1, FALSE);
  self->line = measure_height (letter);
  self->n_boxes = n_nodes;
  self->boxes = g_new0 (SpareMapBox, n_nodes + 1);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_autofree char *name = spare_map_drawing_dup_name (drawing, i);

      self->boxes[i].layout = create_layout (self->context, name,
                                             (WIDTH_MAX - BADGES - 2 * PAD) * self->line, FALSE);
    }
  measure_columns (self, widths);
  place_columns (self, widths);
  place_boxes (self);

  return self;
}

void
spare_map_picture_free (SpareMapPicture *self)
{
  for (guint i = 0; i < self->n_boxes; i++)
    g_object_unref (self->boxes[i].layout);
  for (guint i = 0; i < SPARE_MAP_N_COLUMNS; i++)
    g_clear_object (&self->headings[i].layout);
  g_free (self->boxes);
  g_object_unref (self->context);
  spare_map_drawing_unref (self->drawing);
  g_free (self);
}

SpareMapDrawing *
spare_map_picture_get_drawing (SpareMapPicture *self)
{
  return self->drawing;
}

void
spare_map_picture_get_size (SpareMapPicture *self,
                            double          *width,
                            double          *height)
{
  *width = self->width;
  *height = self->height;
}

void
spare_map_picture_get_box (SpareMapPicture *self,
                           guint            node,
                           double          *x,
                           double          *y,
                           double          *width,
                           double          *height)
{
  const SpareMapBox *box = &self->boxes[node];

  g_return_if_fail (node < self->n_boxes);

  *x = box->x;
  *y = box->y;
  *width = box->width;
  *height = box->height;
}

guint
spare_map_picture_find (SpareMapPicture *self,
                        double           x,
                        double           y)
{
  for (guint i = 0; i < self->n_boxes; i++)
    {
      const SpareMapBox *box = &self->boxes[i];

      if (x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height)
        return i;
    }
  return SPARE_GRAPH_NONE;
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
spare_map_picture_to_svg (SpareMapPicture  *self,
                          GError          **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  double margin = self->line;
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (write_cb, bytes, self->width + 2 * margin,
                                                                  self->height + 2 * margin);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, margin, margin);
  spare_map_picture_draw (self, cr, &spare_map_colors_paper, SPARE_GRAPH_NONE, NULL, NULL);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static double
find_scale (SpareMapPicture *self,
            double           width)
{
  return MIN (1, width / self->width);
}

/* Whole rows go on a page. */
static guint
count_rows (SpareMapPicture *self,
            double           width,
            double           height)
{
  double rows = (height / find_scale (self, width) - self->top) / self->row;

  return rows >= 1 ? (guint) rows : 1;
}

guint
spare_map_picture_count_pages (SpareMapPicture *self,
                               double           width,
                               double           height)
{
  guint rows = count_rows (self, width, height);
  guint all = (guint) ceil ((self->height - self->top) / self->row);

  return MAX (1, (all + rows - 1) / rows);
}

/* Each page has the headings and its own rows; lines end at its edge. */
void
spare_map_picture_draw_page (SpareMapPicture *self,
                             cairo_t         *cr,
                             guint            page,
                             double           width,
                             double           height)
{
  double scale = find_scale (self, width);
  double rows = count_rows (self, width, height) * self->row;

  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  spare_map_picture_draw_headings (self, cr, &spare_map_colors_paper);
  cairo_rectangle (cr, 0, self->top, self->width, rows);
  cairo_clip (cr);
  cairo_translate (cr, 0, -(double) page * rows);
  spare_map_picture_draw_boxes (self, cr, &spare_map_colors_paper, SPARE_GRAPH_NONE, NULL, NULL);
  cairo_restore (cr);
}
