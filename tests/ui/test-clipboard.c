/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-clipboard.h"

#include "spare-ui-test.h"

static GdkClipboard *
get_clipboard (void)
{
  /* Word from the display about the last owner may still be on its way. */
  spare_ui_test_run (100);
  return gdk_display_get_clipboard (gdk_display_get_default ());
}

static gboolean
is_empty (gpointer data)
{
  return gdk_clipboard_get_content (data) == NULL;
}

static void
written_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static char *
dup_content (GdkClipboard *clipboard,
             const char *mime_type)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  gboolean done = FALSE;

  gdk_content_provider_write_mime_type_async (gdk_clipboard_get_content (clipboard), mime_type,
                                              stream, G_PRIORITY_DEFAULT, NULL, written_cb, &done);
  spare_ui_test_wait (is_true, &done);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
}

static void
test_copy (void)
{
  GdkClipboard *clipboard = get_clipboard ();
  g_autoptr (SpareClipboard) copier = spare_clipboard_new (clipboard);
  g_autofree char *text = NULL;
  g_autofree char *hint = NULL;

  g_assert_false (spare_clipboard_owns (copier));
  g_assert_true (spare_clipboard_copy (copier, "482913", 0));
  g_assert_true (spare_clipboard_owns (copier));
  text = spare_ui_test_dup_text (clipboard);
  g_assert_cmpstr (text, ==, "482913");

  hint = dup_content (clipboard, "x-kde-passwordManagerHint");
  g_assert_cmpstr (hint, ==, "secret");

  spare_clipboard_clear (copier);
  g_assert_false (spare_clipboard_owns (copier));
  g_assert_null (gdk_clipboard_get_content (clipboard));
}

static void
test_timeout (void)
{
  GdkClipboard *clipboard = get_clipboard ();
  g_autoptr (SpareClipboard) copier = spare_clipboard_new (clipboard);
  gint64 start = g_get_monotonic_time ();

  spare_clipboard_copy (copier, "482913", 1);
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
  spare_ui_test_wait (is_empty, clipboard);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC / 2);
}

/* What somebody copied meanwhile is not ours to clear. */
static void
test_foreign (void)
{
  GdkClipboard *clipboard = get_clipboard ();
  g_autoptr (SpareClipboard) copier = spare_clipboard_new (clipboard);
  g_autofree char *text = NULL;

  spare_clipboard_copy (copier, "482913", 1);
  gdk_clipboard_set_text (clipboard, "a shopping list");
  g_assert_false (spare_clipboard_owns (copier));
  spare_clipboard_clear (copier);
  spare_ui_test_run (1500);
  text = spare_ui_test_dup_text (clipboard);
  g_assert_cmpstr (text, ==, "a shopping list");
}

/* The second copy has its own 2 seconds; the first one's timer must not end it. */
static void
test_again (void)
{
  GdkClipboard *clipboard = get_clipboard ();
  g_autoptr (SpareClipboard) copier = spare_clipboard_new (clipboard);
  g_autofree char *text = NULL;

  spare_clipboard_copy (copier, "111111", 1);
  spare_clipboard_copy (copier, "222222", 0);
  spare_ui_test_run (2200);
  text = spare_ui_test_dup_text (clipboard);
  g_assert_cmpstr (text, ==, "222222");
  spare_clipboard_clear (copier);
  g_assert_finalize_object (g_steal_pointer (&copier));
}

int
main (int argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/clipboard/copy", test_copy);
  g_test_add_func ("/ui/clipboard/timeout", test_timeout);
  g_test_add_func ("/ui/clipboard/foreign", test_foreign);
  g_test_add_func ("/ui/clipboard/again", test_again);

  return g_test_run ();
}
