/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "spare-camera-dialog.h"
#include "spare-import-dialog.h"
#include "spare-ui-test.h"

#define LINK    "otpauth://totp/GitHub:alice?secret=" RFC_SECRET "&issuer=GitHub"
#define FOREIGN "https://example.org/"

/* Three parts of one transfer of three accounts, put together by hand from the
 * fields of Google's MigrationPayload: version 1, batch_size 3, batch_id 77. */
static const char *const parts[] = {
  "otpauth-migration://offline?data=CisKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgVhbGljZRoGR2l0SHViIAEoATACEAEYAyAAKE0%3D",
  "otpauth-migration://offline?data=CicKFGFiY2RlZmdoaWowMTIzNDU2Nzg5EgNib2IaBE1haWwgASgBMAIQARgDIAEoTQ%3D%3D",
  "otpauth-migration://offline?data=CikKFEFCQ0RFRkdISUowMTIzNDU2Nzg5EgVjYXJvbBoEV2lraSABKAEwAhABGAMgAihN",
};

typedef struct
{
  char        *folder;
  guint        pictures;
  SpareVault  *vault;
  SpareWindow *window;
  SpareCamera *camera;
  GdkTexture  *texture;
  GPtrArray   *texts;
  guint        frames;
  int          problem;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("sparekey-camera-XXXXXX", NULL);
  self->problem = -1;
  g_assert_nonnull (self->folder);
}

static void
close_window (Fixture *self)
{
  if (self->window == NULL)
    return;

  gtk_window_close (GTK_WINDOW (self->window));
  g_clear_object (&self->vault);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  if (self->camera != NULL)
    spare_camera_stop (self->camera);
  g_clear_object (&self->camera);
  close_window (self);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  for (guint i = 0; i < self->pictures; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.png", self->folder, i);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

static void
run (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static char *
dup_next_path (Fixture *self)
{
  return g_strdup_printf ("%s/%u.png", self->folder, self->pictures++);
}

/* A code on a page of 640 x 480 pixels, like a camera gives. */
static void
add_code (Fixture    *self,
          const char *text)
{
  g_autofree char *path = dup_next_path (self);
  const char *const make[] = { "qrencode", "-s", "5", "-o", path, text, NULL };
  const char *const place[] = { "convert", path, "-background", "gray70", "-gravity", "center", "-extent", "640x480",
                                "-colorspace", "sRGB", "-type", "TrueColor", path, NULL };

  run (make);
  run (place);
}

/* Plays the pictures over and over, ten a second. */
static GstElement *
create_source (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pipeline = NULL;
  GstElement *source;

  gst_init (NULL, NULL);
  pipeline = g_strdup_printf ("multifilesrc location=%s/%%d.png start-index=0 stop-index=%u loop=true "
                              "caps=image/png,framerate=10/1 ! pngdec ! videoconvert ! identity sync=true",
                              self->folder, self->pictures - 1);
  source = gst_parse_bin_from_description (pipeline, TRUE, &error);
  g_assert_no_error (error);

  return source;
}

static void
frame_cb (Fixture    *self,
          GdkTexture *texture)
{
  self->frames++;
  g_set_object (&self->texture, texture);
}

static void
found_cb (Fixture   *self,
          GPtrArray *texts)
{
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = g_ptr_array_ref (texts);
}

static void
failed_cb (Fixture *self,
           guint    problem)
{
  self->problem = (int) problem;
}

static void
start (Fixture    *self,
       GstElement *source)
{
  self->camera = spare_camera_new_with_source (source);
  g_signal_connect_swapped (self->camera, "frame", G_CALLBACK (frame_cb), self);
  g_signal_connect_swapped (self->camera, "found", G_CALLBACK (found_cb), self);
  g_signal_connect_swapped (self->camera, "failed", G_CALLBACK (failed_cb), self);
  spare_camera_start (self->camera);
}

static gboolean
has_found (gpointer data)
{
  return ((Fixture *) data)->texts != NULL;
}

static gboolean
has_frame (gpointer data)
{
  return ((Fixture *) data)->frames > 0;
}

static gboolean
has_failed (gpointer data)
{
  return ((Fixture *) data)->problem >= 0;
}

static void
test_found (Fixture      *self,
            gconstpointer data)
{
  guint frames;

  add_code (self, LINK);
  start (self, create_source (self));
  spare_ui_test_wait (has_found, self);
  g_assert_cmpuint (self->texts->len, ==, 1);
  g_assert_cmpstr (spare_secret_peek_text (g_ptr_array_index (self->texts, 0)), ==, LINK);

  /* Nothing comes after the end. */
  spare_camera_stop (self->camera);
  frames = self->frames;
  spare_ui_test_run (400);
  g_assert_cmpuint (self->frames, ==, frames);
  g_assert_cmpint (self->problem, ==, -1);
}

static void
test_inverted (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *path = NULL;

  add_code (self, LINK);
  path = g_strdup_printf ("%s/0.png", self->folder);
  run ((const char *const[]){ "convert", path, "-negate", path, NULL });
  start (self, create_source (self));
  spare_ui_test_wait (has_found, self);
  g_assert_cmpstr (spare_secret_peek_text (g_ptr_array_index (self->texts, 0)), ==, LINK);
}

/* As in a mirror: what is on the left of the camera is on the right. */
static void
test_mirrored (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *path = dup_next_path (self);
  guint32 pixels[64 * 48];

  run ((const char *const[]){ "convert", "-size", "32x48", "xc:red", "xc:blue", "+append", path, NULL });
  start (self, create_source (self));
  spare_ui_test_wait (has_frame, self);
  g_assert_cmpint (gdk_texture_get_width (self->texture), ==, 64);
  g_assert_cmpint (gdk_texture_get_height (self->texture), ==, 48);
  gdk_texture_download (self->texture, (guint8 *) pixels, 64 * 4);
  g_assert_cmphex (pixels[24 * 64 + 5], ==, 0xff0000ff);
  g_assert_cmphex (pixels[24 * 64 + 58], ==, 0xffff0000);
}

static void
test_no_picture (Fixture      *self,
                 gconstpointer data)
{
  GstElement *source;

  gst_init (NULL, NULL);
  source = gst_element_factory_make ("filesrc", NULL);
  g_object_set (source, "location", "/nonexistent", NULL);
  start (self, source);
  spare_ui_test_wait (has_failed, self);
  g_assert_cmpint (self->problem, ==, SPARE_CAMERA_NO_PICTURE);
}

/* A camera that is pulled out. */
static void
test_end (Fixture      *self,
          gconstpointer data)
{
  GstElement *source;

  gst_init (NULL, NULL);
  source = gst_element_factory_make ("videotestsrc", NULL);
  g_object_set (source, "num-buffers", 3, NULL);
  start (self, source);
  spare_ui_test_wait (has_failed, self);
  g_assert_cmpint (self->problem, ==, SPARE_CAMERA_NO_PICTURE);
}

/* Neither a start that was not finished nor one that never was may leak. */
static void
test_stopped_early (Fixture      *self,
                    gconstpointer data)
{
  gst_init (NULL, NULL);
  self->camera = spare_camera_new_with_source (gst_element_factory_make ("videotestsrc", NULL));
  g_assert_finalize_object (g_steal_pointer (&self->camera));

  start (self, gst_element_factory_make ("videotestsrc", NULL));
  spare_camera_stop (self->camera);
  spare_ui_test_run (200);
  g_assert_cmpuint (self->frames, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&self->camera));
}

static GtkWindow *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    {
      if (G_TYPE_CHECK_INSTANCE_TYPE (at->data, type) && gtk_widget_get_mapped (at->data))
        return at->data;
    }

  return NULL;
}

static gboolean
is_shown (gpointer type)
{
  return find_window ((GType) type) != NULL;
}

static gboolean
is_not_shown (gpointer type)
{
  return find_window ((GType) type) == NULL;
}

/* A label or button that says this in the camera's dialog. */
static GtkWidget *
find_words (GtkWidget  *widget,
            const char *words)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child, words);

  return found;
}

static gboolean
says (gpointer words)
{
  GtkWindow *dialog = find_window (SPARE_TYPE_CAMERA_DIALOG);

  return dialog != NULL && find_words (GTK_WIDGET (dialog), words) != NULL;
}

static void
wait_says (const char *words)
{
  spare_ui_test_wait (says, (gpointer) words);
}

static void
open_dialog (Fixture *self)
{
  self->vault = spare_ui_test_vault ();
  self->window = spare_window_new (NULL, self->vault);
  gtk_window_present (GTK_WINDOW (self->window));
  spare_ui_test_run (100);
  gtk_window_present (spare_camera_dialog_new (self->window, spare_camera_new_with_source (create_source (self))));
  spare_ui_test_wait (is_shown, (gpointer) SPARE_TYPE_CAMERA_DIALOG);
}

static gboolean
has_another_window (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    {
      if (!SPARE_IS_WINDOW (at->data) && gtk_widget_get_mapped (at->data)
          && gtk_window_get_transient_for (at->data) == data)
        return TRUE;
    }

  return FALSE;
}

/* Waits until the import has shown what it read. */
static void
wait_import (Fixture *self)
{
  spare_ui_test_wait (has_another_window, self->window);
  spare_ui_test_run (500);
}

/* Read, confirmed, and handed to the import. */
static void
test_dialog (Fixture      *self,
             gconstpointer data)
{
  add_code (self, LINK);
  open_dialog (self);
  wait_says ("The QR code was read.");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_CAMERA_DIALOG);
  wait_import (self);
}

static void
test_dialog_foreign (Fixture      *self,
                     gconstpointer data)
{
  add_code (self, FOREIGN);
  open_dialog (self);
  wait_says ("does not set up one-time codes");
  gtk_window_close (find_window (SPARE_TYPE_CAMERA_DIALOG));
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_CAMERA_DIALOG);
  spare_ui_test_run (200);
  g_assert_false (has_another_window (self->window));
}

/* Parts come in any order, and more than once; only all of them are a transfer. */
static void
test_dialog_parts (Fixture      *self,
                   gconstpointer data)
{
  add_code (self, parts[2]);
  add_code (self, parts[0]);
  open_dialog (self);
  wait_says ("2 of 3 read. Show the next one.");
  spare_ui_test_run (500);
  wait_says ("_Go On with 2 of 3");
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_words (GTK_WIDGET (find_window (SPARE_TYPE_CAMERA_DIALOG)),
                                                              "_Go On with 2 of 3"),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_CAMERA_DIALOG);
  wait_import (self);
}

static void
test_dialog_all_parts (Fixture      *self,
                       gconstpointer data)
{
  add_code (self, parts[1]);
  add_code (self, parts[2]);
  add_code (self, parts[0]);
  open_dialog (self);
  wait_says ("All QR codes were read.");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_CAMERA_DIALOG);
  wait_import (self);
}

/* The window may go while the dialog still counts, or waits for the camera. */
static void
test_dialog_window_closed (Fixture      *self,
                           gconstpointer data)
{
  gpointer dialog;

  add_code (self, parts[0]);
  open_dialog (self);
  dialog = g_object_ref (find_window (SPARE_TYPE_CAMERA_DIALOG));
  wait_says ("1 of 3 read.");
  gtk_window_close (GTK_WINDOW (self->window));
  self->window = NULL;
  g_clear_object (&self->vault);
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_CAMERA_DIALOG);
  spare_ui_test_run (300);
  g_assert_null (gtk_window_get_transient_for (dialog));
  g_object_unref (dialog);
}

int
main (int   argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/ui/camera/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("found", test_found);
  ADD ("inverted", test_inverted);
  ADD ("mirrored", test_mirrored);
  ADD ("no-picture", test_no_picture);
  ADD ("end", test_end);
  ADD ("stopped-early", test_stopped_early);
  ADD ("dialog", test_dialog);
  ADD ("dialog/foreign", test_dialog_foreign);
  ADD ("dialog/parts", test_dialog_parts);
  ADD ("dialog/all-parts", test_dialog_all_parts);
  ADD ("dialog/window-closed", test_dialog_window_closed);

  return g_test_run ();
}
