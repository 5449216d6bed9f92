/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-ring.h"

#include <math.h>

#define SOON_SECONDS 5
#define KEPT         4

typedef struct
{
  GskRenderNode *node;
  int            size;
  guint          left;
  guint          period;
  GdkRGBA        track;
  GdkRGBA        arc;
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
append_number (GtkSnapshot   *snapshot,
               GtkWidget     *widget,
               int            size,
               guint          left,
               const GdkRGBA *color)
{
  g_autoptr(PangoLayout) layout = NULL;
  g_autofree char *text = g_strdup_printf ("%u", left);
  PangoFontDescription *font;
  PangoRectangle ink;
  double share = left < 100 ? 0.40 : left < 1000 ? 0.32 : 0.25;

  layout = gtk_widget_create_pango_layout (widget, text);
  font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));
  pango_font_description_set_weight (font, PANGO_WEIGHT_SEMIBOLD);
  pango_font_description_set_absolute_size (font, size * share * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);

  pango_layout_get_pixel_extents (layout, &ink, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
    roundf ((size - ink.width) / 2.f - ink.x), roundf ((size - ink.height) / 2.f - ink.y)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
append_arcs (GtkSnapshot   *snapshot,
             int            size,
             double         share,
             const GdkRGBA *track,
             const GdkRGBA *arc)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, size, size));
  double width = MAX (size / 11.0, 2.0);
  double radius = (size - width) / 2.0;
  GdkRGBA faint = *track;

  faint.alpha *= 0.18f;
  cairo_set_line_width (cr, width);
  gdk_cairo_set_source_rgba (cr, &faint);
  cairo_arc (cr, size / 2.0, size / 2.0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);

  /* The end of the arc that moves goes round like a clock's hand. */
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  gdk_cairo_set_source_rgba (cr, arc);
  cairo_arc (cr, size / 2.0, size / 2.0, radius,
             -G_PI_2 + 2 * G_PI * (1 - share), 1.5 * G_PI);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static gboolean
is_kept (const Drawing *drawing,
         const Drawing *wanted)
{
  return drawing->node != NULL && drawing->size == wanted->size
         && drawing->left == wanted->left && drawing->period == wanted->period
         && gdk_rgba_equal (&drawing->track, &wanted->track)
         && gdk_rgba_equal (&drawing->arc, &wanted->arc);
}

void
spare_ring_snapshot (GtkSnapshot *snapshot,
                     GtkWidget   *widget,
                     int          size,
                     guint        left,
                     guint        period)
{
  Drawing wanted = { .size = size, .left = left, .period = period };
  GtkSnapshot *own;

  choose_colors (widget, left, &wanted.track, &wanted.arc);

  for (guint i = 0; i < KEPT; i++)
    {
      if (is_kept (&kept[i], &wanted))
        {
          gtk_snapshot_append_node (snapshot, kept[i].node);
          return;
        }
    }

  own = gtk_snapshot_new ();
  append_arcs (own, size, period != 0 ? (double) left / period : 0, &wanted.track, &wanted.arc);
  append_number (own, widget, size, left, &wanted.track);
  wanted.node = gtk_snapshot_free_to_node (own);
  gtk_snapshot_append_node (snapshot, wanted.node);

  g_clear_pointer (&kept[oldest].node, gsk_render_node_unref);
  kept[oldest] = wanted;
  oldest = (oldest + 1) % KEPT;
}
