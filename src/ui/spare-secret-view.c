/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-secret-view.h"

#include <string.h>

#define GROUP 4

struct _SpareSecretView
{
  GtkWidget    parent_instance;

  SpareSecret *text;
  gboolean     ungrouped;
};

G_DEFINE_FINAL_TYPE (SpareSecretView, spare_secret_view, GTK_TYPE_WIDGET)

/* With a blank after each @group characters, in locked memory. */
static SpareSecret *
create_spaced (SpareSecret *text,
               gsize        group)
{
  gsize size;
  const char *from = spare_secret_peek (text, &size);
  guint8 *out;
  gsize n = 0;
  SpareSecret *spaced = spare_secret_new_empty (size + size / group + 1, &out);

  for (gsize i = 0; i < size; i++)
    {
      if (i > 0 && i % group == 0)
        out[n++] = ' ';
      out[n++] = (guint8) from[i];
    }
  spare_secret_shrink (spaced, n);

  return spaced;
}

static PangoLayout *
create_layout (SpareSecretView *self,
               int              width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);

  /* A secret is read from left to right in every language. */
  pango_context_set_base_dir (pango_layout_get_context (layout), PANGO_DIRECTION_LTR);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, width * PANGO_SCALE);
  if (self->text != NULL)
    {
      g_autoptr(SpareSecret) spaced = self->ungrouped ? spare_secret_ref (self->text)
                                                      : create_spaced (self->text, GROUP);

      pango_layout_set_text (layout, spare_secret_peek_text (spaced), -1);
    }

  return layout;
}

static GtkSizeRequestMode
spare_secret_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
spare_secret_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  SpareSecretView *self = SPARE_SECRET_VIEW (widget);
  g_autoptr(PangoLayout) layout = create_layout (self, orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1);
  g_autoptr(PangoLayout) group = gtk_widget_create_pango_layout (widget, "MMMM");

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      pango_layout_get_pixel_size (layout, NULL, natural);
      *minimum = *natural;
    }
  else
    {
      pango_layout_get_pixel_size (group, minimum, NULL);
      pango_layout_get_pixel_size (layout, natural, NULL);
      *natural = MAX (*minimum, *natural);
    }
}

static void
spare_secret_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  SpareSecretView *self = SPARE_SECRET_VIEW (widget);
  g_autoptr(PangoLayout) layout = create_layout (self, gtk_widget_get_width (widget));

  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (widget), 0, 0, layout);
}

static void
spare_secret_view_dispose (GObject *object)
{
  g_clear_pointer (&SPARE_SECRET_VIEW (object)->text, spare_secret_unref);

  G_OBJECT_CLASS (spare_secret_view_parent_class)->dispose (object);
}

static void
spare_secret_view_class_init (SpareSecretViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_secret_view_dispose;
  widget_class->get_request_mode = spare_secret_view_get_request_mode;
  widget_class->measure = spare_secret_view_measure;
  widget_class->snapshot = spare_secret_view_snapshot;

  gtk_widget_class_set_css_name (widget_class, "sparesecret");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
spare_secret_view_init (SpareSecretView *self)
{
}

void
spare_secret_view_set_text (SpareSecretView *self,
                            SpareSecret     *text)
{
  g_autoptr(SpareSecret) spoken = text != NULL ? create_spaced (text, 1) : NULL;

  g_return_if_fail (SPARE_IS_SECRET_VIEW (self));

  g_clear_pointer (&self->text, spare_secret_unref);
  self->text = text != NULL ? spare_secret_ref (text) : NULL;

  /* A reader says it letter by letter, as long as it is on the screen. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken != NULL ? spare_secret_peek_text (spoken) : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
spare_secret_view_set_grouped (SpareSecretView *self,
                               gboolean         grouped)
{
  g_return_if_fail (SPARE_IS_SECRET_VIEW (self));

  self->ungrouped = !grouped;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
