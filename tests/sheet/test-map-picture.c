/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../checkup/map-facts.h"

#include "spare-map-picture.h"

static SpareMapPicture *
paint_maya (gboolean mirrored)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_autoptr(SpareMapDrawing) drawing = NULL;

  facts_add_maya (&facts);
  map = facts_map (&facts);
  drawing = spare_map_drawing_new (map);
  return spare_map_picture_new (drawing, NULL, mirrored);
}

/* Boxes lie inside of the picture and apart from each other, those of one column below
 * each other, and each is found where it is. */
static void
test_boxes (gconstpointer mirrored)
{
  g_autoptr(SpareMapPicture) picture = paint_maya (GPOINTER_TO_INT (mirrored));
  guint n_nodes;
  const SpareMapNode *nodes = spare_map_drawing_get_nodes (spare_map_picture_get_drawing (picture), &n_nodes);
  double width;
  double height;

  spare_map_picture_get_size (picture, &width, &height);
  g_assert_cmpuint (n_nodes, ==, 16);
  for (guint i = 0; i < n_nodes; i++)
    {
      double x[2];
      double y[2];
      double w[2];
      double h[2];

      spare_map_picture_get_box (picture, i, &x[0], &y[0], &w[0], &h[0]);
      g_assert_cmpfloat (x[0], >=, 0);
      g_assert_cmpfloat (x[0] + w[0], <=, width);
      g_assert_cmpfloat (y[0] + h[0], <=, height);
      g_assert_cmpuint (spare_map_picture_find (picture, x[0] + w[0] / 2, y[0] + h[0] / 2), ==, i);
      if (i + 1 == n_nodes)
        break;
      spare_map_picture_get_box (picture, i + 1, &x[1], &y[1], &w[1], &h[1]);
      if (nodes[i].column == nodes[i + 1].column)
        g_assert_cmpfloat (y[0] + h[0], <, y[1]);
      else if (GPOINTER_TO_INT (mirrored))
        g_assert_cmpfloat (x[1] + w[1], <, x[0]);
      else
        g_assert_cmpfloat (x[0] + w[0], <, x[1]);
    }
  g_assert_cmpuint (spare_map_picture_find (picture, width + 1, 1), ==, SPARE_GRAPH_NONE);
}

static void
start_cb (GMarkupParseContext  *context,
          const char           *name,
          const char          **names,
          const char          **values,
          gpointer              data,
          GError              **error)
{
  guint *paths = data;

  *paths += g_str_equal (name, "path");
}

/* It is an SVG with at least a shape for each of the 16 boxes and 20 lines. */
static void
test_svg (void)
{
  const GMarkupParser parser = { .start_element = start_cb };
  g_autoptr(SpareMapPicture) picture = paint_maya (FALSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) svg = spare_map_picture_to_svg (picture, &error);
  g_autoptr(GMarkupParseContext) context = NULL;
  guint paths = 0;
  gsize size;
  const char *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (svg, &size);
  context = g_markup_parse_context_new (&parser, 0, &paths, NULL);
  g_assert_true (g_markup_parse_context_parse (context, text, (gssize) size, &error));
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_nonnull (g_strstr_len (text, (gssize) size, "<svg"));
  g_assert_cmpuint (paths, >=, 16 + 20);
}

static double
measure_ink (SpareMapPicture *picture,
             guint            page,
             double           width,
             double           height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x;
  double y;
  double ink_width;
  double ink_height;

  spare_map_picture_draw_page (picture, cr, page, width, height);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, &x, &y, &ink_width, &ink_height);
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (x, >=, -1);
  g_assert_cmpfloat (y, >=, -1);
  g_assert_cmpfloat (x + ink_width, <=, width + 1);
  g_assert_cmpfloat (y + ink_height, <=, height + 1);
  return ink_height;
}

/* A4 turned, in its margins, takes all; a page half as wide and low needs several, and
 * nothing of any page is outside of it. */
static void
test_pages (void)
{
  g_autoptr(SpareMapPicture) picture = paint_maya (FALSE);
  guint pages;

  g_assert_cmpuint (spare_map_picture_count_pages (picture, 756, 510), ==, 1);
  g_assert_cmpfloat (measure_ink (picture, 0, 756, 510), >, 50);
  pages = spare_map_picture_count_pages (picture, 378, 70);
  g_assert_cmpuint (pages, >, 1);
  for (guint i = 0; i < pages; i++)
    g_assert_cmpfloat (measure_ink (picture, i, 378, 70), >, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/map-picture/boxes", GINT_TO_POINTER (FALSE), test_boxes);
  g_test_add_data_func ("/map-picture/mirrored", GINT_TO_POINTER (TRUE), test_boxes);
  g_test_add_func ("/map-picture/svg", test_svg);
  g_test_add_func ("/map-picture/pages", test_pages);

  return g_test_run ();
}
