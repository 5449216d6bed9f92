/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "spare-qr-error.h"
#include "spare-scan-private.h"
#include "spare-scan-progress.h"
#include "spare-scan-shot.h"
#include "spare-scan-texts.h"
#include "spare-ui-test.h"

#define LINK "otpauth://totp/GitHub:alice?secret=" RFC_SECRET "&issuer=GitHub"

static void
test_setup (void)
{
  const struct
  {
    const char *text;
    gboolean    setup;
  } cases[] = {
    { LINK, TRUE },
    { "OTPAUTH://TOTP/x?secret=ABC", TRUE },
    { "otpauth-migration://offline?data=CjEK", TRUE },
    { "apple-otpauth://totp/x?secret=ABC", TRUE },
    { "motp://x:y?secret=0123456789abcdef", TRUE },
    { "steam://ABCDEF", TRUE },
    { "", FALSE },
    { "otpauth:totp/x", FALSE },
    { "https://example.org/?otpauth://totp/x", FALSE },
    { "WIFI:S:net;T:WPA;P:secret;;", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (spare_scan_is_setup (cases[i].text), ==, cases[i].setup);
}

static void
assert_join (GPtrArray  *texts,
             const char *expected)
{
  g_autoptr (GBytes) bytes = spare_scan_join (texts);

  if (expected == NULL)
    {
      g_assert_null (bytes);
      return;
    }
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
test_texts (void)
{
  const struct
  {
    const char *text;
    guint       lines;
    const char *joined;
  } cases[] = {
    { NULL, 0, NULL },
    { "", 0, NULL },
    { " \r\n\n ", 0, NULL },
    { "just words", 0, NULL },
    { LINK, 1, LINK "\n" },
    { "  " LINK " \t\r\n", 1, LINK "\n" },
    { "Hello\n" LINK "\r\nhttps://example.org\nsteam://ABC", 2, LINK "\nsteam://ABC\n" },
    { "see " LINK, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) texts = spare_scan_split (cases[i].text);

      g_assert_cmpuint (texts->len, ==, cases[i].lines);
      assert_join (texts, cases[i].joined);
    }
}

/* What else the screen shows in QR codes stays out of the import. */
static void
test_join (void)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);

  g_ptr_array_add (texts, spare_secret_new_text ("https://example.org"));
  assert_join (texts, NULL);
  g_ptr_array_add (texts, spare_secret_new_text (LINK));
  g_ptr_array_add (texts, spare_secret_new_text ("steam://ABC"));
  assert_join (texts, LINK "\nsteam://ABC\n");
}

/* What a camera sees again and again counts once. */
static void
test_add (void)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  g_autoptr (SpareSecret) first = spare_secret_new_text (LINK);
  g_autoptr (SpareSecret) same = spare_secret_new_text (LINK);
  g_autoptr (SpareSecret) other = spare_secret_new_text ("steam://ABC");

  g_assert_true (spare_scan_add (texts, first));
  g_assert_false (spare_scan_add (texts, same));
  g_assert_true (spare_scan_add (texts, other));
  g_assert_false (spare_scan_add (texts, first));
  assert_join (texts, LINK "\nsteam://ABC\n");
}

typedef struct
{
  char         *path;
  SpareScanShot *shot;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  int fd = g_file_open_tmp ("sparekey-shot-XXXXXX.png", &self->path, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_remove (self->path);
  g_free (self->path);
  g_clear_pointer (&self->shot, spare_scan_shot_free);
}

static void
make_code (const char *path,
           const char *text)
{
  const char *const words[] = { "qrencode", "-s", "4", "-o", path, text, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((Fixture *) user_data)->shot = spare_scan_shot_read_finish (result);
}

static gboolean
is_read (gpointer data)
{
  return ((Fixture *) data)->shot != NULL;
}

static void
read_shot (Fixture      *self,
           const char   *path,
           GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  spare_scan_shot_read_async (file, cancellable, read_cb, self);
  spare_ui_test_wait (is_read, self);
  g_assert_true (g_file_equal (self->shot->file, file));
}

static void
test_shot (Fixture      *self,
           gconstpointer data)
{
  make_code (self->path, LINK);
  read_shot (self, self->path, NULL);
  g_assert_no_error (self->shot->problem);
  g_assert_cmpuint (self->shot->texts->len, ==, 1);
  g_assert_cmpstr (spare_secret_peek_text (g_ptr_array_index (self->shot->texts, 0)), ==, LINK);
  g_assert_true (self->shot->deleted);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_shot_no_picture (Fixture      *self,
                      gconstpointer data)
{
  g_file_set_contents (self->path, "no picture", -1, NULL);
  read_shot (self, self->path, NULL);
  g_assert_error (self->shot->problem, SPARE_QR_ERROR, SPARE_QR_ERROR_NOT_PICTURE);
  g_assert_null (self->shot->texts);
  g_assert_true (self->shot->deleted);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_shot_missing (Fixture      *self,
                   gconstpointer data)
{
  g_remove (self->path);
  read_shot (self, self->path, NULL);
  g_assert_error (self->shot->problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (self->shot->texts);
}

/* Cancelled, it goes all the same. */
static void
test_shot_cancelled (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  make_code (self->path, LINK);
  g_cancellable_cancel (cancellable);
  read_shot (self, self->path, cancellable);
  g_assert_error (self->shot->problem, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (self->shot->texts);
  g_assert_true (self->shot->deleted);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

/* Nobody can delete what is in /proc. */
static void
test_shot_stays (Fixture      *self,
                 gconstpointer data)
{
  g_autofree char *path = NULL;
  int fd;

  make_code (self->path, LINK);
  fd = open (self->path, O_RDONLY | O_CLOEXEC);
  path = g_strdup_printf ("/proc/%d/fd/%d", (int) getpid (), fd);
  read_shot (self, path, NULL);
  close (fd);
  g_assert_cmpuint (self->shot->texts->len, ==, 1);
  g_assert_false (self->shot->deleted);
}

static GtkWindow *
find_before (GtkWindow *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    {
      if (gtk_window_get_transient_for (at->data) == parent)
        return at->data;
    }

  return NULL;
}

static gboolean
has_progress (gpointer data)
{
  return find_before (data) != NULL && gtk_widget_get_mapped (GTK_WIDGET (find_before (data)));
}

static GtkWidget *
find_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child);

  return found;
}

static void
test_progress (void)
{
  GtkWindow *parent = spare_ui_test_present (gtk_label_new ("parent"), 400, 300);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SpareScanProgress *progress = spare_scan_progress_new (parent, cancellable);

  spare_ui_test_run (100);
  g_assert_null (find_before (parent));
  spare_scan_progress_free (progress);
  spare_ui_test_run (400);
  g_assert_null (find_before (parent));

  progress = spare_scan_progress_new (parent, cancellable);
  spare_ui_test_wait (has_progress, parent);
  spare_scan_progress_free (progress);
  g_assert_null (find_before (parent));
  g_assert_false (g_cancellable_is_cancelled (cancellable));

  progress = spare_scan_progress_new (parent, cancellable);
  spare_ui_test_wait (has_progress, parent);
  g_signal_emit_by_name (find_button (gtk_widget_get_first_child (GTK_WIDGET (find_before (parent)))), "clicked");
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  spare_scan_progress_free (progress);

  gtk_window_destroy (parent);
}

static SpareWindow *
present_window (void)
{
  g_autoptr (SpareVault) vault = spare_ui_test_vault ();
  SpareWindow *window = spare_window_new (NULL, vault);

  gtk_window_present (GTK_WINDOW (window));
  spare_ui_test_run (100);
  return window;
}

static gboolean
has_question (gpointer data)
{
  GtkWindow *question = find_before (data);

  return ADW_IS_MESSAGE_DIALOG (question) && gtk_widget_get_mapped (GTK_WIDGET (question));
}

static gboolean
is_alone (gpointer data)
{
  return find_before (data) == NULL;
}

static void
answer (SpareWindow *window,
        const char  *response)
{
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (find_before (GTK_WINDOW (window)));

  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
  spare_ui_test_wait (is_alone, window);
}

/* Which buttons go with which problem. */
static void
test_tell (void)
{
  const struct
  {
    SpareScanOrigin  origin;
    SpareScanProblem problem;
    const char      *suggested;
    gboolean         open;
    gboolean         again;
  } cases[] = {
    { SPARE_SCAN_SCREEN, SPARE_SCAN_NO_PORTAL, "open", TRUE, FALSE },
    { SPARE_SCAN_SCREEN, SPARE_SCAN_DENIED, "again", TRUE, TRUE },
    { SPARE_SCAN_SCREEN, SPARE_SCAN_NOT_READ, "again", TRUE, TRUE },
    { SPARE_SCAN_SCREEN, SPARE_SCAN_NO_CODE, "again", FALSE, TRUE },
    { SPARE_SCAN_CLIPBOARD, SPARE_SCAN_NOT_READ, "again", FALSE, TRUE },
    { SPARE_SCAN_CLIPBOARD, SPARE_SCAN_EMPTY, "again", FALSE, TRUE },
    { SPARE_SCAN_DROP, SPARE_SCAN_NO_LINK, "close", FALSE, FALSE },
    { SPARE_SCAN_DROP, SPARE_SCAN_FOREIGN, "close", FALSE, FALSE },
  };
  SpareWindow *window = present_window ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AdwMessageDialog *question;

      spare_scan_tell (window, cases[i].origin, cases[i].problem);
      spare_ui_test_wait (has_question, window);
      question = ADW_MESSAGE_DIALOG (find_before (GTK_WINDOW (window)));
      g_assert_cmpint (adw_message_dialog_has_response (question, "open"), ==, cases[i].open);
      g_assert_cmpint (adw_message_dialog_has_response (question, "again"), ==, cases[i].again);
      g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, cases[i].suggested);
      answer (window, "close");
    }
  gtk_window_close (GTK_WINDOW (window));
}

static GdkTexture *
load_texture (const char *path)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_filename (path, &error);

  g_assert_no_error (error);
  return texture;
}

static gboolean
has_import (gpointer data)
{
  GtkWindow *dialog = find_before (data);

  return dialog != NULL && g_str_equal (G_OBJECT_TYPE_NAME (dialog), "SpareImportDialog");
}

/* A picture that is dropped is read as the clipboard's is, and told of in words
 * of its own. */
static void
test_texture (Fixture      *self,
              gconstpointer data)
{
  SpareWindow *window = present_window ();
  GdkTexture *texture;

  make_code (self->path, "https://example.org");
  texture = load_texture (self->path);
  spare_scan_texture (window, SPARE_SCAN_DROP, texture);
  g_object_unref (texture);
  spare_ui_test_wait (has_question, window);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_before (GTK_WINDOW (window)))),
                            "drop that"));
  answer (window, "close");

  make_code (self->path, LINK);
  texture = load_texture (self->path);
  spare_scan_texture (window, SPARE_SCAN_DROP, texture);
  g_object_unref (texture);
  spare_ui_test_wait (has_import, window);
  gtk_window_destroy (find_before (GTK_WINDOW (window)));
  gtk_window_close (GTK_WINDOW (window));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* A window that was closed meanwhile opens nothing, also where something still
 * holds it, and is not kept. */
static void
test_closed (Fixture      *self,
             gconstpointer data)
{
  gboolean from_clipboard = GPOINTER_TO_INT (data);
  SpareWindow *window = present_window ();
  gpointer watched = window;
  g_autoptr (GdkTexture) texture = NULL;

  g_object_add_weak_pointer (G_OBJECT (window), &watched);
  g_object_ref (window);
  make_code (self->path, LINK);
  texture = load_texture (self->path);
  if (from_clipboard)
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), LINK);
      spare_scan_clipboard (window);
    }
  else
    spare_scan_texture (window, SPARE_SCAN_CLIPBOARD, texture);
  gtk_window_close (GTK_WINDOW (window));
  spare_ui_test_run (500);
  g_assert_null (find_before (GTK_WINDOW (window)));
  g_object_unref (window);
  spare_ui_test_wait (is_gone, &watched);
}

int
main (int   argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/scan/setup", test_setup);
  g_test_add_func ("/ui/scan/texts", test_texts);
  g_test_add_func ("/ui/scan/join", test_join);
  g_test_add_func ("/ui/scan/add", test_add);
  g_test_add_func ("/ui/scan/progress", test_progress);
  g_test_add_func ("/ui/scan/tell", test_tell);
#define ADD(name, function) g_test_add ("/ui/scan/shot/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("read", test_shot);
  ADD ("no-picture", test_shot_no_picture);
  ADD ("missing", test_shot_missing);
  ADD ("cancelled", test_shot_cancelled);
  ADD ("stays", test_shot_stays);
#undef ADD
  g_test_add ("/ui/scan/texture", Fixture, NULL, set_up, test_texture, tear_down);
  g_test_add ("/ui/scan/closed/picture", Fixture, GINT_TO_POINTER (FALSE), set_up, test_closed, tear_down);
  g_test_add ("/ui/scan/closed/clipboard", Fixture, GINT_TO_POINTER (TRUE), set_up, test_closed, tear_down);

  return g_test_run ();
}
