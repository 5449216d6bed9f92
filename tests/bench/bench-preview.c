/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "bench-sheet-content.h"
#include "spare-sheet-canvas.h"

/* The preview of a sheet in a window, timed. A line for each round: ms that the
 * widget takes to draw one page anew, at two pixels a point.
 *
 *   bench-preview ROUNDS */

#define TWO_A_POINT 1.5

static double
draw (GtkWidget *canvas,
      double     zoom)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gint64 start = g_get_monotonic_time ();
  GskRenderNode *node;

  /* Another size: no picture can be used again. */
  spare_sheet_canvas_set_zoom (SPARE_SHEET_CANVAS (canvas), zoom);
  GTK_WIDGET_GET_CLASS (canvas)->snapshot (canvas, snapshot);
  start = g_get_monotonic_time () - start;
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    exit (1);
  gsk_render_node_unref (node);

  return (double) start / 1000;
}

int
main (int   argc,
      char *argv[])
{
  SpareSheetOptions options = { .paper = SPARE_PAPER_A4, .user_names = TRUE, .language = "en" };
  int rounds = argc == 2 ? atoi (argv[1]) : 0;
  g_autoptr (SpareSheetContent) content = make_content (10, 10);
  GtkWidget *canvas;
  GtkWidget *scrolled;
  GtkWidget *window;

  gtk_init ();
  canvas = g_object_new (SPARE_TYPE_SHEET_CANVAS, NULL);
  scrolled = gtk_scrolled_window_new ();
  window = gtk_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), canvas);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 640);
  spare_sheet_canvas_set_sheet (SPARE_SHEET_CANVAS (canvas), spare_sheet_new (content, &options, NULL));
  gtk_window_present (GTK_WINDOW (window));
  /* One page and no more is then seen. */
  while (gtk_widget_get_height (scrolled) < 600)
    g_main_context_iteration (NULL, TRUE);

  for (int i = 0; i < rounds; i++)
    {
      draw (canvas, TWO_A_POINT - 0.01);
      printf ("%.3f\n", draw (canvas, TWO_A_POINT));
    }
  gtk_window_destroy (GTK_WINDOW (window));

  return rounds > 0 ? 0 : 2;
}
