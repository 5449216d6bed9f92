/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench-sheet-content.h"

/* A sheet, timed. A line for each round: ms of a bare PDF of cairo with as many
 * lines of text; ms from the records to our PDF; ms of one page on a picture of
 * twice its size, and of a bare picture of that size with as many lines of text.
 *
 *   bench-sheet ACCOUNTS CODES ROUNDS */

#define LINES_A_PAGE 45

static double
get_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static cairo_status_t
count_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  *(gsize *) closure += length;
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_lines (cairo_t *cr,
            guint    first,
            guint    count)
{
  cairo_select_font_face (cr, "DejaVu Sans Mono", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 12);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = g_strdup_printf ("%2u %05u-%05u ·K7 used on", i, first + i, i);

      cairo_move_to (cr, 43, 60 + i * 16);
      cairo_show_text (cr, text);
    }
}

static void
write_bare (guint lines)
{
  gsize size = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (count_cb, &size, 595.28, 841.89);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < lines; i += LINES_A_PAGE)
    {
      draw_lines (cr, i, MIN (LINES_A_PAGE, lines - i));
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static double
draw_page (SpareSheet *sheet)
{
  double width, height, start;
  cairo_surface_t *surface;
  cairo_t *cr;

  spare_sheet_get_size (sheet, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (2 * width), (int) (2 * height));
  cr = cairo_create (surface);
  start = get_ms ();
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 2, 2);
  spare_sheet_draw (sheet, MIN (1, spare_sheet_get_n_pages (sheet) - 1), cr);
  start = get_ms () - start;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return start;
}

static double
draw_bare (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1190, 1684);
  cairo_t *cr = cairo_create (surface);
  double start = get_ms ();

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_scale (cr, 2, 2);
  draw_lines (cr, 0, LINES_A_PAGE);
  start = get_ms () - start;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return start;
}

int
main (int   argc,
      char *argv[])
{
  guint accounts = argc == 4 ? (guint) atoi (argv[1]) : 0;
  guint codes = argc == 4 ? (guint) atoi (argv[2]) : 0;
  int rounds = argc == 4 ? atoi (argv[3]) : 0;
  SpareSheetOptions options = { .paper = SPARE_PAPER_A4, .user_names = TRUE, .language = "en" };
  g_autoptr (SpareSheetContent) content = make_content (accounts, codes);

  for (int i = 0; i < rounds; i++)
    {
      g_autoptr (SpareSheet) sheet = NULL;
      g_autoptr (GBytes) pdf = NULL;
      double start = get_ms ();
      double bare, ours;

      write_bare (accounts * codes);
      bare = get_ms () - start;
      start = get_ms ();
      sheet = spare_sheet_new (content, &options, NULL);
      pdf = sheet != NULL ? spare_sheet_to_pdf (sheet, NULL, NULL, NULL, NULL) : NULL;
      if (pdf == NULL)
        return 1;
      ours = get_ms () - start;
      draw_page (sheet);
      draw_bare ();
      printf ("%.3f %.3f %.3f %.3f\n", bare, ours, draw_page (sheet), draw_bare ());
    }
  return rounds > 0 ? 0 : 2;
}
