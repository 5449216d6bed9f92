/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-qr-view.h"

/* Of a module: below the first, phones give up; the second fills a dialog. */
#define SMALLEST 2
#define NATURAL  6
#define WIDEST   480

struct _SpareQrView
{
  GtkWidget    parent_instance;

  SpareQrCode *code; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SpareQrView, spare_qr_view, GTK_TYPE_WIDGET)

static int
count_modules (SpareQrView *self)
{
  return (int) spare_qr_code_get_width (self->code) + 2 * SPARE_QR_QUIET;
}

static void
spare_qr_view_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  SpareQrView *self = SPARE_QR_VIEW (widget);
  int modules = self->code != NULL ? count_modules (self) : 0;

  *minimum = modules * SMALLEST;
  *natural = MAX (*minimum, MIN (modules * NATURAL, WIDEST));
}

/* One rectangle for each run of dark modules of a row. */
static void
draw_row (SpareQrView *self,
          GtkSnapshot *snapshot,
          guint        row,
          float        left,
          float        top,
          float        module)
{
  const GdkRGBA black = { 0, 0, 0, 1 };
  guint width = spare_qr_code_get_width (self->code);

  for (guint column = 0; column < width;)
    {
      guint start = column;

      while (column < width && spare_qr_code_is_dark (self->code, column, row))
        column++;
      if (column > start)
        gtk_snapshot_append_color (snapshot, &black,
                                   &GRAPHENE_RECT_INIT (left + (float) start * module, top + (float) row * module,
                                                        (float) (column - start) * module, module));
      else
        column++;
    }
}

static void
spare_qr_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  SpareQrView *self = SPARE_QR_VIEW (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  int scale = gtk_widget_get_scale_factor (widget);
  int width = gtk_widget_get_width (widget) * scale;
  int height = gtk_widget_get_height (widget) * scale;
  int modules;
  int pixels;
  float module;
  float left;
  float top;
  int x;
  int y;

  if (self->code == NULL)
    return;

  modules = count_modules (self);
  pixels = MAX (MIN (width, height) / modules, 1);
  module = (float) pixels / (float) scale;
  /* Whole pixels: half of one would blur every edge. */
  x = (width - pixels * modules) / 2;
  y = (height - pixels * modules) / 2;
  left = (float) x / (float) scale;
  top = (float) y / (float) scale;

  gtk_snapshot_append_color (snapshot, &white,
                             &GRAPHENE_RECT_INIT (left, top, (float) modules * module, (float) modules * module));
  for (guint row = 0; row < spare_qr_code_get_width (self->code); row++)
    draw_row (self, snapshot, row, left + SPARE_QR_QUIET * module, top + SPARE_QR_QUIET * module, module);
}

static void
spare_qr_view_finalize (GObject *object)
{
  g_clear_pointer (&SPARE_QR_VIEW (object)->code, spare_qr_code_free);

  G_OBJECT_CLASS (spare_qr_view_parent_class)->finalize (object);
}

static void
spare_qr_view_class_init (SpareQrViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spare_qr_view_finalize;
  widget_class->measure = spare_qr_view_measure;
  widget_class->snapshot = spare_qr_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "spareqr");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
spare_qr_view_init (SpareQrView *self)
{
}

GtkWidget *
spare_qr_view_new (void)
{
  return g_object_new (SPARE_TYPE_QR_VIEW, NULL);
}

void
spare_qr_view_set_code (SpareQrView *self,
                        SpareQrCode *code)
{
  g_return_if_fail (SPARE_IS_QR_VIEW (self));

  g_clear_pointer (&self->code, spare_qr_code_free);
  self->code = code;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
