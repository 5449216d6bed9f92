/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-avatar.h"

struct _SpareAvatar
{
  GtkWidget parent_instance;

  char     *text;
  int       size;
};

G_DEFINE_FINAL_TYPE (SpareAvatar, spare_avatar, GTK_TYPE_WIDGET)

/* Dark enough for white letters in either theme, far enough apart to tell. */
static const char *const palette[] = {
  "#1a5fb4", "#26734d", "#a3470a", "#7b5236", "#813d9c", "#a51d2d", "#0f6b70",
  "#a62d6c", "#4b4fb5", "#4a5b6c", "#5a6610", "#2b6cb0", "#8a5a00", "#5e3fa3",
};

static void
spare_avatar_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = *natural = SPARE_AVATAR (widget)->size;
}

static void
spare_avatar_snapshot_vfunc (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  SpareAvatar *self = SPARE_AVATAR (widget);
  float size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  spare_avatar_snapshot (snapshot, widget, self->text,
                         (gtk_widget_get_width (widget) - size) / 2,
                         (gtk_widget_get_height (widget) - size) / 2, size);
}

static void
spare_avatar_finalize (GObject *object)
{
  g_free (SPARE_AVATAR (object)->text);

  G_OBJECT_CLASS (spare_avatar_parent_class)->finalize (object);
}

static void
spare_avatar_class_init (SpareAvatarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = spare_avatar_finalize;
  widget_class->measure = spare_avatar_measure;
  widget_class->snapshot = spare_avatar_snapshot_vfunc;

  gtk_widget_class_set_css_name (widget_class, "spareavatar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
spare_avatar_init (SpareAvatar *self)
{
  self->size = 40;
}

GtkWidget *
spare_avatar_new (int size)
{
  SpareAvatar *self = g_object_new (SPARE_TYPE_AVATAR, NULL);

  spare_avatar_set_size (self, size);

  return GTK_WIDGET (self);
}

void
spare_avatar_set_size (SpareAvatar *self,
                       int          size)
{
  if (self->size == size)
    return;

  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
spare_avatar_set_text (SpareAvatar *self,
                       const char  *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The first letter or digit, in upper case. */
static char *
dup_letter (const char *text)
{
  g_autofree char *first = NULL;

  for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!g_unichar_isalnum (g_utf8_get_char (at)))
        continue;

      first = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
      return g_utf8_strup (first, -1);
    }

  return g_strdup ("?");
}

void
spare_avatar_color (const char *text,
                    GdkRGBA    *color)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);
  guint32 hash = 2166136261u; /* FNV-1a, so that a colour stays the same for ever */

  for (const char *at = folded; *at != '\0'; at++)
    hash = (hash ^ (guint8) *at) * 16777619u;

  gdk_rgba_parse (color, palette[hash % G_N_ELEMENTS (palette)]);
}

void
spare_avatar_snapshot (GtkSnapshot *snapshot,
                       GtkWidget   *widget,
                       const char  *text,
                       float        x,
                       float        y,
                       float        size)
{
  g_autoptr(PangoLayout) layout = NULL;
  g_autofree char *letter = dup_letter (text);
  PangoFontDescription *font;
  PangoRectangle ink;
  GskRoundedRect circle;
  GdkRGBA color;

  spare_avatar_color (text, &color);
  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (x, y, size, size), size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &color, &circle.bounds);
  gtk_snapshot_pop (snapshot);

  layout = gtk_widget_create_pango_layout (widget, letter);
  font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * 0.46 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);

  pango_layout_get_pixel_extents (layout, &ink, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (x + (size - ink.width) / 2 - ink.x,
                                                y + (size - ink.height) / 2 - ink.y));
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA){ 1, 1, 1, 1 });
  gtk_snapshot_restore (snapshot);
}
