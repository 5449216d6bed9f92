/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-ring.h"

#include <math.h>

#define SOON_SECONDS 5
#define KEPT         4

typedef struct
{
  GdkTexture *texture;
  int         size;
  int         scale;
  guint       left;
  guint       period;
  GdkRGBA     track;
  GdkRGBA     arc;
} Drawing;

static Drawing kept[KEPT];
static guint   oldest;

static void
choose_colors (GtkWidget *widget,
               guint      left,
               GdkRGBA   *track,
               GdkRGBA   *arc)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  gtk_style_context_get_color (context, track);
  if (!gtk_style_context_lookup_color (context, left <= SOON_SECONDS ? "error_color" : "accent_color",
                                       arc))
    *arc = *track;
}

static void
draw_number (cairo_t       *cr,
             GtkWidget     *widget,
             const Drawing *drawing)
{
  g_autoptr(PangoLayout) layout = NULL;
  g_autofree char *text = g_strdup_printf ("%u", drawing->left);
  PangoFontDescription *font;
  PangoRectangle ink;
  double share = drawing->left < 100 ? 0.40 : drawing->left < 1000 ? 0.32 : 0.25;

  layout = gtk_widget_create_pango_layout (widget, text);
  font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));
  pango_font_description_set_weight (font, PANGO_WEIGHT_SEMIBOLD);
  pango_font_description_set_absolute_size (font, drawing->size * share * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);

  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_move_to (cr, round ((drawing->size - ink.width) / 2.0 - ink.x),
                 round ((drawing->size - ink.height) / 2.0 - ink.y));
  gdk_cairo_set_source_rgba (cr, &drawing->track);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_arcs (cairo_t       *cr,
           const Drawing *drawing)
{
  double middle = drawing->size / 2.0;
  double width = MAX (drawing->size / 11.0, 2.0);
  double radius = middle - width / 2.0;
  double share = drawing->period != 0 ? (double) drawing->left / drawing->period : 0;
  GdkRGBA faint = drawing->track;

  faint.alpha *= 0.18f;
  cairo_set_line_width (cr, width);
  gdk_cairo_set_source_rgba (cr, &faint);
  cairo_arc (cr, middle, middle, radius, 0, 2 * G_PI);
  cairo_stroke (cr);

  /* The end of the arc that moves goes round like a clock's hand. */
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  gdk_cairo_set_source_rgba (cr, &drawing->arc);
  cairo_arc (cr, middle, middle, radius, -G_PI_2 + 2 * G_PI * (1 - share), 1.5 * G_PI);
  cairo_stroke (cr);
}

/* A picture, not drawing instructions: eighteen rows then cost eighteen copies
 * instead of thirty-six arcs each second. */
static GdkTexture *
create_texture (GtkWidget     *widget,
                const Drawing *drawing)
{
  int pixels = drawing->size * drawing->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo_t *cr;
  g_autoptr(GBytes) bytes = NULL;
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  cairo_surface_set_device_scale (surface, drawing->scale, drawing->scale);
  cr = cairo_create (surface);
  draw_arcs (cr, drawing);
  draw_number (cr, widget, drawing);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      stride * (gsize) pixels,
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (pixels, pixels, GDK_MEMORY_DEFAULT, bytes, stride);
}

static gboolean
is_kept (const Drawing *drawing,
         const Drawing *wanted)
{
  return drawing->texture != NULL && drawing->size == wanted->size
         && drawing->scale == wanted->scale && drawing->left == wanted->left
         && drawing->period == wanted->period
         && gdk_rgba_equal (&drawing->track, &wanted->track)
         && gdk_rgba_equal (&drawing->arc, &wanted->arc);
}

static GdkTexture *
find_texture (GtkWidget *widget,
              Drawing   *wanted)
{
  for (guint i = 0; i < KEPT; i++)
    {
      if (is_kept (&kept[i], wanted))
        return kept[i].texture;
    }

  wanted->texture = create_texture (widget, wanted);
  g_clear_object (&kept[oldest].texture);
  kept[oldest] = *wanted;
  oldest = (oldest + 1) % KEPT;

  return wanted->texture;
}

void
spare_ring_snapshot (GtkSnapshot *snapshot,
                     GtkWidget   *widget,
                     int          size,
                     guint        left,
                     guint        period)
{
  Drawing wanted = { .size = size, .left = left, .period = period };

  wanted.scale = gtk_widget_get_scale_factor (widget);
  choose_colors (widget, left, &wanted.track, &wanted.arc);
  gtk_snapshot_append_texture (snapshot, find_texture (widget, &wanted),
                               &GRAPHENE_RECT_INIT (0, 0, size, size));
}
