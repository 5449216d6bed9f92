/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-avatar.h"

#include <math.h>

#include "spare-ui-test.h"

/* Relative luminance and contrast as WCAG 2.1 defines them. */
static double
get_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_contrast_with_white (const GdkRGBA *color)
{
  double luminance = 0.2126 * get_linear (color->red) + 0.7152 * get_linear (color->green)
                     + 0.0722 * get_linear (color->blue);

  return 1.05 / (luminance + 0.05);
}

static void
test_contrast (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Service %u", i);
      GdkRGBA color;

      spare_avatar_color (name, &color);
      g_assert_cmpfloat (get_contrast_with_white (&color), >=, 4.5);
      g_assert_cmpfloat (color.alpha, ==, 1);
      g_hash_table_add (seen, gdk_rgba_to_string (&color));
    }
  g_assert_cmpuint (g_hash_table_size (seen), >=, 10);
}

static void
test_stable (void)
{
  GdkRGBA one;
  GdkRGBA two;

  spare_avatar_color ("GitHub", &one);
  spare_avatar_color ("gitHUB", &two);
  g_assert_true (gdk_rgba_equal (&one, &two));
  spare_avatar_color (NULL, &one);
  spare_avatar_color ("", &two);
  g_assert_true (gdk_rgba_equal (&one, &two));
}

/* Names that begin with no letter, or have none, are drawn all the same. */
static void
test_draw (void)
{
  static const char *const names[] = { "GitHub", "@home", "", "日本", "\xc3\xa9tsy", "…" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWindow *window;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *avatar = spare_avatar_new (40);

      spare_avatar_set_text (SPARE_AVATAR (avatar), names[i]);
      gtk_box_append (GTK_BOX (box), avatar);
    }
  window = spare_ui_test_present (box, 400, 100);
  g_assert_cmpint (gtk_widget_get_width (gtk_widget_get_first_child (box)), ==, 40);
  gtk_window_destroy (window);
}

int
main (int argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/avatar/contrast", test_contrast);
  g_test_add_func ("/ui/avatar/stable", test_stable);
  g_test_add_func ("/ui/avatar/draw", test_draw);

  return g_test_run ();
}
