/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-canvas.h"

#include <glib/gstdio.h>
#include <math.h>

#include "spare-code-set.h"
#include "spare-sheet-preview.h"
#include "spare-sheet-print.h"
#include "spare-ui-test.h"

#define NOW (G_GINT64_CONSTANT (1767225600)) /* 1 January 2026 */

static const SpareSheetOptions options = { .paper = SPARE_PAPER_A4, .language = "en" };

/* A page for each of three copies. */
static SpareSheetContent *
make_content (void)
{
  static const char *const places[] = { "safe", "desk", "bank", NULL };
  SpareSheetContent *content = spare_sheet_content_new (SPARE_SHEET_CODES, "AB2-CD3", NOW, 0);
  g_autoptr (SpareAccount) account = spare_ui_test_named ("GitHub", "alice");
  g_autoptr (SpareThing) set = spare_code_set_new ("5d0c7f0a-3b57-4a8e-9b1c-665544332211", "account", "pasted", NOW);
  g_autoptr (SpareSecret) code = spare_secret_new_text ("1wq7k-zj4v1");

  spare_code_set_add (set, code, NULL);
  spare_sheet_content_add (content, account, set);
  spare_sheet_content_set_places (content, places);

  return content;
}

static SpareSheet *
make_sheet (void)
{
  g_autoptr (SpareSheetContent) content = make_content ();
  g_autoptr (GError) error = NULL;
  SpareSheet *sheet = spare_sheet_new (content, &options, &error);

  g_assert_no_error (error);

  return sheet;
}

static SpareSheetCanvas *
present_canvas (GtkWindow **window)
{
  SpareSheetCanvas *canvas = g_object_new (SPARE_TYPE_SHEET_CANVAS, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (canvas));
  *window = spare_ui_test_present (scrolled, 400, 500);
  spare_sheet_canvas_set_sheet (canvas, make_sheet ());
  spare_ui_test_frame (GTK_WIDGET (canvas));

  return canvas;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_pages (void)
{
  GtkWindow *window;
  SpareSheetCanvas *canvas = present_canvas (&window);
  guint changes = 0;

  g_assert_cmpuint (spare_sheet_canvas_get_n_pages (canvas), ==, 3);
  g_assert_cmpuint (spare_sheet_canvas_get_page (canvas), ==, 0);

  g_signal_connect_swapped (canvas, "changed", G_CALLBACK (count_cb), &changes);
  spare_sheet_canvas_show_page (canvas, 2);
  spare_ui_test_frame (GTK_WIDGET (canvas));
  g_assert_cmpuint (spare_sheet_canvas_get_page (canvas), ==, 2);
  g_assert_cmpuint (changes, >, 0);

  /* There is no such page. */
  spare_sheet_canvas_show_page (canvas, 3);
  g_assert_cmpuint (spare_sheet_canvas_get_page (canvas), ==, 2);

  spare_sheet_canvas_set_sheet (canvas, NULL);
  g_assert_cmpuint (spare_sheet_canvas_get_n_pages (canvas), ==, 0);
  g_assert_cmpuint (spare_sheet_canvas_get_page (canvas), ==, 0);
  gtk_window_destroy (window);
}

static int
measure (SpareSheetCanvas *canvas,
         GtkOrientation orientation)
{
  int natural;

  gtk_widget_measure (GTK_WIDGET (canvas), orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* 210 mm are 793.7 pixels of 1/96 inch, 297 mm are 1122.5; 12 pixels lie around each page. */
static void
test_size (void)
{
  GtkWindow *window;
  SpareSheetCanvas *canvas = present_canvas (&window);

  spare_sheet_canvas_set_zoom (canvas, 1);
  g_assert_cmpint (measure (canvas, GTK_ORIENTATION_HORIZONTAL), ==, 794 + 2 * 12);
  g_assert_cmpint (measure (canvas, GTK_ORIENTATION_VERTICAL), ==, 3 * 1123 + 4 * 12);

  spare_sheet_canvas_set_zoom (canvas, 2);
  g_assert_cmpint (measure (canvas, GTK_ORIENTATION_HORIZONTAL), ==, 1588 + 2 * 12);
  gtk_window_destroy (window);
}

static void
test_fit (void)
{
  GtkWindow *window;
  SpareSheetCanvas *canvas = present_canvas (&window);
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (canvas), GTK_TYPE_SCROLLED_WINDOW);
  double fit;

  spare_ui_test_run (100);
  fit = spare_sheet_canvas_get_zoom (canvas);
  /* A4 is higher than 400 by 500 is. */
  g_assert_cmpfloat (fabs (fit * 1122.52 + 2 * 12 - gtk_widget_get_height (scrolled)), <, 1);
  g_assert_cmpfloat (fit * 793.7 + 2 * 12, <=, gtk_widget_get_width (scrolled));

  spare_sheet_canvas_set_zoom (canvas, 100);
  g_assert_cmpfloat (spare_sheet_canvas_get_zoom (canvas), ==, SPARE_SHEET_CANVAS_MAX);
  spare_sheet_canvas_set_zoom (canvas, 0.001);
  g_assert_cmpfloat (spare_sheet_canvas_get_zoom (canvas), ==, SPARE_SHEET_CANVAS_MIN);
  spare_sheet_canvas_set_zoom (canvas, 0);
  g_assert_cmpfloat (spare_sheet_canvas_get_zoom (canvas), ==, fit);
  gtk_window_destroy (window);
}

static void
test_steps (void)
{
  SpareSheetPreview *preview = g_object_new (SPARE_TYPE_SHEET_PREVIEW, NULL);
  GtkWindow *window = spare_ui_test_present (GTK_WIDGET (preview), 500, 600);
  SpareSheetCanvas *canvas = SPARE_SHEET_CANVAS (spare_sheet_preview_get_canvas (preview));
  double last = 0;

  spare_sheet_preview_show (preview, make_sheet ());
  spare_ui_test_frame (GTK_WIDGET (preview));
  for (guint i = 0; i < 12; i++)
    {
      g_assert_cmpfloat (spare_sheet_canvas_get_zoom (canvas), >=, last);
      last = spare_sheet_canvas_get_zoom (canvas);
      spare_sheet_preview_zoom (preview, 1);
    }
  g_assert_cmpfloat (last, ==, SPARE_SHEET_CANVAS_MAX);

  for (guint i = 0; i < 12; i++)
    spare_sheet_preview_zoom (preview, -1);
  g_assert_cmpfloat (spare_sheet_canvas_get_zoom (canvas), ==, SPARE_SHEET_CANVAS_MIN);

  spare_sheet_preview_explain (preview, "Nothing", "<Nothing> & none");
  g_assert_cmpuint (spare_sheet_canvas_get_n_pages (canvas), ==, 0);
  gtk_window_destroy (window);
}

/* Files. */

typedef struct
{
  GString      *told;
  GThread      *thread;
  GAsyncResult *result; /* (nullable) */
} Writing;

static void
told_cb (goffset  done,
         goffset  all,
         gpointer user_data)
{
  Writing *writing = user_data;

  g_assert_true (g_thread_self () == writing->thread);
  g_assert_null (writing->result);
  g_string_append_printf (writing->told, "%d/%d ", (int) done, (int) all);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ((Writing *) user_data)->result = g_object_ref (result);
}

/* Gives what was told of the pages. */
static char *
write_sheet (GFile        *file,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (SpareSheetContent) content = make_content ();
  Writing writing = { g_string_new (NULL), g_thread_self (), NULL };

  spare_sheet_write_async (content, &options, file, told_cb, &writing, cancellable, written_cb, &writing);
  while (writing.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (spare_sheet_write_finish (writing.result, error) == (*error == NULL));
  g_object_unref (writing.result);

  return g_string_free (writing.told, FALSE);
}

static void
test_write (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sparekey-sheet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *told = write_sheet (file, cancellable, &error);
  g_autofree char *told_again = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (told, ==, "1/3 2/3 3/3 ");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));

  g_assert_true (g_file_delete (file, NULL, NULL));
  g_cancellable_cancel (cancellable);
  told_again = write_sheet (file, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (told_again, ==, "1/3 ");
  /* Nothing beside it, either. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc,
      char **argv)
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/sheet/pages", test_pages);
  g_test_add_func ("/sheet/size", test_size);
  g_test_add_func ("/sheet/fit", test_fit);
  g_test_add_func ("/sheet/steps", test_steps);
  g_test_add_func ("/sheet/write", test_write);

  return g_test_run ();
}
