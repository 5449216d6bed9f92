/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-canvas.h"

#include <glib/gi18n.h>
#include <math.h>

#include "spare-bytes.h"

#define GAP             12 /* around each page */
#define PIXELS_A_POINT  (96.0 / 72.0)

struct _SpareSheetCanvas
{
  GtkWidget      parent_instance;

  SpareSheet    *sheet;      /* (nullable) */
  GPtrArray     *pictures;   /* of GdkTexture, NULL where there is none; one a page */
  double         painted;    /* their pixels a point */
  double         zoom;       /* what was asked for; 0 fits */
  double         fit;
  guint          page;
  guint          fitting;    /* an idle source */

  GtkAdjustment *horizontal; /* (nullable): of the scrolled window around it */
  GtkAdjustment *vertical;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SpareSheetCanvas, spare_sheet_canvas, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
drop_picture (gpointer picture)
{
  if (picture != NULL)
    g_object_unref (picture);
}

double
spare_sheet_canvas_get_zoom (SpareSheetCanvas *self)
{
  return self->zoom > 0 ? self->zoom : self->fit;
}

guint
spare_sheet_canvas_get_n_pages (SpareSheetCanvas *self)
{
  return self->sheet != NULL ? spare_sheet_get_n_pages (self->sheet) : 0;
}

guint
spare_sheet_canvas_get_page (SpareSheetCanvas *self)
{
  return self->page;
}

/* In pixels of the widget, rounded so that each page begins on a whole one. */
static void
get_page_size (SpareSheetCanvas *self,
               int              *width,
               int              *height)
{
  double points_wide = 0;
  double points_high = 0;
  double scale = spare_sheet_canvas_get_zoom (self) * PIXELS_A_POINT;

  if (self->sheet != NULL)
    spare_sheet_get_size (self->sheet, &points_wide, &points_high);
  *width = (int) ceil (points_wide * scale);
  *height = (int) ceil (points_high * scale);
}

static void
describe (SpareSheetCanvas *self)
{
  guint n = spare_sheet_canvas_get_n_pages (self);
  g_autofree char *label = NULL;
  g_autofree char *text = n > 0 ? spare_sheet_dup_description (self->sheet, self->page) : g_strdup ("");

  if (n > 0)
    /* Translators: for screen readers: a page of what will be printed. */
    label = g_strdup_printf (_("Preview, page %u of %u"), self->page + 1, n);
  else
    label = g_strdup (_("Preview"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* The page that covers most of the upper part of what is seen. */
static void
scrolled_cb (SpareSheetCanvas *self)
{
  guint n = spare_sheet_canvas_get_n_pages (self);
  double middle;
  guint page = 0;
  int width;
  int height;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (n == 0 || self->vertical == NULL)
    return;

  get_page_size (self, &width, &height);
  middle = gtk_adjustment_get_value (self->vertical) + gtk_adjustment_get_page_size (self->vertical) / 2;
  if (height > 0 && middle > 0)
    page = (guint) (middle / (height + GAP));
  page = MIN (page, n - 1);
  if (page != self->page)
    {
      self->page = page;
      describe (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

static void
fit (SpareSheetCanvas *self)
{
  double width = 1;
  double height = 1;
  double zoom;

  if (self->sheet == NULL || self->vertical == NULL || gtk_adjustment_get_page_size (self->vertical) < 1)
    return;

  spare_sheet_get_size (self->sheet, &width, &height);
  zoom = MIN ((gtk_adjustment_get_page_size (self->horizontal) - 2 * GAP) / (width * PIXELS_A_POINT),
              (gtk_adjustment_get_page_size (self->vertical) - 2 * GAP) / (height * PIXELS_A_POINT));
  zoom = CLAMP (zoom, SPARE_SHEET_CANVAS_MIN, SPARE_SHEET_CANVAS_MAX);
  if (fabs (zoom - self->fit) < 0.001)
    return;

  self->fit = zoom;
  if (self->zoom <= 0)
    {
      gtk_widget_queue_resize (GTK_WIDGET (self));
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

static gboolean
fit_once_cb (gpointer user_data)
{
  SpareSheetCanvas *self = user_data;

  self->fitting = 0;
  fit (self);

  return G_SOURCE_REMOVE;
}

/* The scrolled window tells its size while it gives out sizes: too late to ask
 * for another one in the same frame. */
static void
resized_cb (SpareSheetCanvas *self)
{
  if (self->fitting == 0)
    self->fitting = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_once_cb, self, NULL);
}

void
spare_sheet_canvas_show_page (SpareSheetCanvas *self,
                              guint             page)
{
  int width;
  int height;

  g_return_if_fail (SPARE_IS_SHEET_CANVAS (self));

  if (self->vertical == NULL || page >= spare_sheet_canvas_get_n_pages (self))
    return;

  get_page_size (self, &width, &height);
  gtk_adjustment_set_value (self->vertical, page * (double) (height + GAP));
}

void
spare_sheet_canvas_set_zoom (SpareSheetCanvas *self,
                             double            zoom)
{
  g_return_if_fail (SPARE_IS_SHEET_CANVAS (self));

  self->zoom = zoom > 0 ? CLAMP (zoom, SPARE_SHEET_CANVAS_MIN, SPARE_SHEET_CANVAS_MAX) : 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
spare_sheet_canvas_set_sheet (SpareSheetCanvas *self,
                              SpareSheet       *sheet)
{
  guint n;

  g_return_if_fail (SPARE_IS_SHEET_CANVAS (self));

  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->sheet, spare_sheet_free);
  self->sheet = sheet;
  n = spare_sheet_canvas_get_n_pages (self);
  if (n > 0)
    {
      self->pictures = g_ptr_array_new_full (n, drop_picture);
      g_ptr_array_set_size (self->pictures, (int) n);
    }
  self->page = n > 0 ? MIN (self->page, n - 1) : 0;
  fit (self);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Painting. */

static GdkTexture *
paint (SpareSheetCanvas *self,
       guint             page,
       int               width,
       int               height,
       double            scale)
{
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_RGB24, width);
  guint8 *data;
  g_autoptr(GBytes) bytes = spare_bytes_new_wiped ((gsize) stride * (gsize) height, &data);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (data, CAIRO_FORMAT_RGB24, width, height, stride);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  spare_sheet_draw (self->sheet, page, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  /* Four bytes a pixel, the first or the last of them unused: make it opaque. */
  for (gsize i = 0; i < (gsize) stride * (gsize) height; i += 4)
    *(guint32 *) (data + i) |= 0xff000000;

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

static void
draw_page (SpareSheetCanvas *self,
           GtkSnapshot      *snapshot,
           guint             page,
           int               left,
           int               top,
           int               width,
           int               height)
{
  double scale = spare_sheet_canvas_get_zoom (self) * PIXELS_A_POINT;
  int pixels = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) left, (float) top, (float) width, (float) height);
  graphene_rect_t edge = GRAPHENE_RECT_INIT ((float) left - 1, (float) top - 1, (float) width + 2, (float) height + 2);
  GskRoundedRect border;
  const GdkRGBA gray = { 0.5, 0.5, 0.5, 0.6 };

  if (self->painted != scale * pixels)
    {
      g_ptr_array_set_size (self->pictures, 0);
      g_ptr_array_set_size (self->pictures, (int) spare_sheet_canvas_get_n_pages (self));
      self->painted = scale * pixels;
    }
  if (g_ptr_array_index (self->pictures, page) == NULL)
    g_ptr_array_index (self->pictures, page) = paint (self, page, width * pixels, height * pixels, scale * pixels);

  gsk_rounded_rect_init_from_rect (&border, &edge, 0);
  gtk_snapshot_append_border (snapshot, &border, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ gray, gray, gray, gray });
  gtk_snapshot_append_texture (snapshot, g_ptr_array_index (self->pictures, page), &area);
}

static void
spare_sheet_canvas_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  SpareSheetCanvas *self = SPARE_SHEET_CANVAS (widget);
  double top = self->vertical != NULL ? gtk_adjustment_get_value (self->vertical) : 0;
  double bottom = self->vertical != NULL ? top + gtk_adjustment_get_page_size (self->vertical)
                                         : gtk_widget_get_height (widget);
  int width;
  int height;

  get_page_size (self, &width, &height);
  if (width == 0 || height == 0)
    return;

  for (guint i = 0; i < spare_sheet_canvas_get_n_pages (self); i++)
    {
      int y = GAP + (int) i * (height + GAP);

      if (y + height >= top && y <= bottom)
        draw_page (self, snapshot, i, (gtk_widget_get_width (widget) - width) / 2, y, width, height);
      else
        g_clear_object ((GdkTexture **) &g_ptr_array_index (self->pictures, i));
    }
}

static void
spare_sheet_canvas_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  SpareSheetCanvas *self = SPARE_SHEET_CANVAS (widget);
  int n = (int) spare_sheet_canvas_get_n_pages (self);
  int width;
  int height;

  get_page_size (self, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = n > 0 ? width + 2 * GAP : 0;
  else
    *minimum = *natural = n > 0 ? n * (height + GAP) + GAP : 0;
}

/* The scrolled window around it. */

static void
take_adjustment (SpareSheetCanvas *self,
                 GtkAdjustment   **place,
                 GtkAdjustment    *adjustment)
{
  g_set_object (place, adjustment);
  g_signal_connect_object (adjustment, "notify::page-size", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

static void
spare_sheet_canvas_root (GtkWidget *widget)
{
  SpareSheetCanvas *self = SPARE_SHEET_CANVAS (widget);
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (spare_sheet_canvas_parent_class)->root (widget);
  if (scrolled == NULL || self->vertical != NULL)
    return;

  take_adjustment (self, &self->horizontal, gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  take_adjustment (self, &self->vertical, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  fit (self);
}

static void
scroll (SpareSheetCanvas *self,
        double            step)
{
  if (self->vertical != NULL)
    gtk_adjustment_set_value (self->vertical, gtk_adjustment_get_value (self->vertical) + step);
}

static gboolean
key_cb (SpareSheetCanvas *self,
        guint             key)
{
  guint n = spare_sheet_canvas_get_n_pages (self);

  switch (key)
    {
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      spare_sheet_canvas_show_page (self, MIN (self->page + 1, MAX (n, 1) - 1));
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      spare_sheet_canvas_show_page (self, self->page > 0 ? self->page - 1 : 0);
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      spare_sheet_canvas_show_page (self, 0);
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      spare_sheet_canvas_show_page (self, MAX (n, 1) - 1);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      scroll (self, 40);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      scroll (self, -40);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }

  return GDK_EVENT_STOP;
}

static gboolean
pressed_cb (SpareSheetCanvas *self,
            guint             key,
            guint             code,
            GdkModifierType   state)
{
  return (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 ? key_cb (self, key) : GDK_EVENT_PROPAGATE;
}

static void
spare_sheet_canvas_dispose (GObject *object)
{
  SpareSheetCanvas *self = SPARE_SHEET_CANVAS (object);

  g_clear_handle_id (&self->fitting, g_source_remove);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->sheet, spare_sheet_free);
  g_clear_object (&self->horizontal);
  g_clear_object (&self->vertical);

  G_OBJECT_CLASS (spare_sheet_canvas_parent_class)->dispose (object);
}

static void
spare_sheet_canvas_class_init (SpareSheetCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_sheet_canvas_dispose;
  widget_class->measure = spare_sheet_canvas_measure;
  widget_class->snapshot = spare_sheet_canvas_snapshot;
  widget_class->root = spare_sheet_canvas_root;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "sparesheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
spare_sheet_canvas_init (SpareSheetCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->fit = 0.5;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  describe (self);
}
