/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-ui-test.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define PATIENCE_US (30 * G_USEC_PER_SEC)

void
spare_ui_test_init (int *argc,
                    char ***argv)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("ADW_DISABLE_PORTAL", "1", TRUE);
  if (!spare_secret_protect_process (&error))
    g_error ("%s", error->message);

  /* Not with isolated folders: without the system's, GTK finds no icons. */
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      exit (0);
    }
  adw_init ();
}

SpareAccount *
spare_ui_test_account (const char *uri)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  SpareAccount *account = spare_otpauth_parse (uri, -1, id, &error);

  g_assert_no_error (error);
  return account;
}

SpareAccount *
spare_ui_test_named (const char *service,
                     const char *name)
{
  SpareAccount *account = spare_ui_test_account ("otpauth://totp/x?secret=" RFC_SECRET);

  spare_account_set_service (account, service);
  spare_account_set_name (account, name);
  return account;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
spare_ui_test_wait (gboolean (*done) (gpointer data),
                    gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  guint timer = g_timeout_add (20, wake_cb, NULL);

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timer);
}

void
spare_ui_test_run (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;
  guint timer = g_timeout_add (10, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
painted_cb (GdkFrameClock *clock,
            gboolean *painted)
{
  *painted = TRUE;
}

static gboolean
is_painted (gpointer data)
{
  return *(gboolean *) data;
}

void
spare_ui_test_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  /* What changes while a frame is on its way is in the one after it. */
  for (guint i = 0; i < 2; i++)
    {
      painted = FALSE;
      gtk_widget_queue_draw (widget);
      spare_ui_test_wait (is_painted, &painted);
    }
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

GtkWindow *
spare_ui_test_present (GtkWidget *child,
                       int width,
                       int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  spare_ui_test_wait (is_mapped, child);
  spare_ui_test_frame (child);
  return window;
}

typedef struct
{
  char *text;
  gboolean done;
} Read;

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  Read *read = user_data;

  read->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  read->done = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Read *) data)->done;
}

char *
spare_ui_test_dup_text (GdkClipboard *clipboard)
{
  Read read = { 0 };

  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &read);
  spare_ui_test_wait (is_read, &read);
  return read.text;
}

static gboolean
is_ready (gpointer data)
{
  return spare_vault_get_state (data) == SPARE_VAULT_READY;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

static char *vault_folder;

static void
remove_vault_folder (void)
{
  remove_folder (vault_folder);
}

SpareVault *
spare_ui_test_vault (void)
{
  g_autofree char *own = g_uuid_string_random ();
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autofree char *canary = g_uuid_string_random ();
  g_autoptr (SparePlaces) places = NULL;
  SpareVault *vault;

  if (vault_folder == NULL)
    {
      vault_folder = g_dir_make_tmp ("sparekey-ui-XXXXXX", NULL);
      atexit (remove_vault_folder);
    }
  folder = g_build_filename (vault_folder, own, NULL);
  g_mkdir (folder, 0700);
  file = g_build_filename (folder, "test.keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  places = spare_places_new (folder, "file", file, FALSE, "test", canary);
  vault = spare_vault_new (places);
  spare_vault_load_async (vault, NULL, NULL, NULL);
  spare_ui_test_wait (is_ready, vault);
  return vault;
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  spare_vault_save_finish (SPARE_VAULT (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

void
spare_ui_test_save_all (SpareVault *vault,
                        GPtrArray *records)
{
  gboolean saved = FALSE;

  spare_vault_save_async (vault, records, NULL, NULL, NULL, saved_cb, &saved);
  spare_ui_test_wait (is_true, &saved);
}

void
spare_ui_test_save (SpareVault *vault,
                    gpointer record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  spare_ui_test_save_all (vault, records);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
spare_ui_test_close (GtkWindow *window,
                     SpareVault **vault)
{
  gpointer left = *vault;

  gtk_window_close (window);
  g_object_add_weak_pointer (G_OBJECT (*vault), &left);
  g_clear_object (vault);
  spare_ui_test_wait (is_gone, &left);
}
