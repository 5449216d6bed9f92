/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-scan.h"

#include "spare-bytes.h"
#include "spare-import-dialog.h"
#include "spare-qr-scan.h"
#include "spare-scan-private.h"
#include "spare-scan-progress.h"
#include "spare-scan-texts.h"

/* One look at the clipboard: its text, and if that sets nothing up, its picture. */
typedef struct
{
  SpareWindow       *window;
  GCancellable      *cancellable;
  SpareScanProgress *progress; /* (nullable) */
  gboolean           has_text;
} Scan;

static void
scan_free (Scan *self)
{
  g_clear_pointer (&self->progress, spare_scan_progress_free);
  g_object_unref (self->cancellable);
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

static GdkClipboard *
get_clipboard (Scan *self)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (self->window));
}

static gboolean
is_closed (Scan *self)
{
  return spare_window_get_vault (self->window) == NULL;
}

/* GTK gives colours multiplied by their alpha, blue first or last as this
 * computer likes it: put on white, and the order of the colours does not matter
 * for gray. */
static SparePicture *
create_picture (GdkTexture *texture)
{
  guint width = (guint) gdk_texture_get_width (texture);
  guint height = (guint) gdk_texture_get_height (texture);
  gsize stride = (gsize) width * 4;
  g_autoptr(GBytes) bytes = NULL;
  guint8 *pixels;
  guint alpha = G_BYTE_ORDER == G_LITTLE_ENDIAN ? 3 : 0;
  guint first = G_BYTE_ORDER == G_LITTLE_ENDIAN ? 0 : 1;

  if ((gsize) width * height > SPARE_PICTURE_PIXELS_MAX)
    return NULL;

  bytes = spare_bytes_new_wiped (stride * height, &pixels);
  gdk_texture_download (texture, pixels, stride);
  for (gsize i = 0; i < stride * height; i += 4)
    {
      guint white = 255 - pixels[i + alpha];

      for (guint color = 0; color < 3; color++)
        pixels[i + color] = (guint8) MIN (pixels[i + first + color] + white, 255);
      pixels[i + 3] = 255;
    }

  return spare_picture_new_rgb (pixels, width, height, stride, 4);
}

static void
scan_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr(SparePicture) picture = create_picture (task_data);
  g_autoptr(GError) error = NULL;
  GPtrArray *texts = NULL;

  if (picture != NULL)
    texts = spare_qr_scan (picture, SPARE_QR_SCAN_THOROUGH, cancellable, &error);
  else
    g_set_error_literal (&error, SPARE_QR_ERROR, SPARE_QR_ERROR_TOO_LARGE, "The picture has too many pixels");

  if (texts != NULL)
    g_task_return_pointer (task, texts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
scanned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) texts = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_pointer (&self->progress, spare_scan_progress_free);
  if (is_closed (self))
    return;

  if (texts != NULL)
    spare_scan_hand_over (self->window, SPARE_SCAN_CLIPBOARD, texts);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    spare_scan_tell (self->window, SPARE_SCAN_CLIPBOARD, SPARE_SCAN_NOT_READ);
}

static void
texture_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;
  g_autoptr(GdkTexture) texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr(GTask) task = NULL;

  if (is_closed (self))
    return;
  if (texture == NULL)
    {
      spare_scan_tell (self->window, SPARE_SCAN_CLIPBOARD, SPARE_SCAN_NOT_READ);
      return;
    }

  self->progress = spare_scan_progress_new (GTK_WINDOW (self->window), self->cancellable);
  task = g_task_new (NULL, self->cancellable, scanned_cb, self);
  g_task_set_source_tag (task, texture_cb);
  g_task_set_task_data (task, g_steal_pointer (&texture), g_object_unref);
  self = NULL;
  g_task_run_in_thread (task, scan_in_thread);
}

static void
read_picture (Scan *scan)
{
  g_autoptr(Scan) self = scan;
  GdkContentFormats *formats = gdk_clipboard_get_formats (get_clipboard (self));
  GdkContentFormats *types = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));
  gboolean has_picture = gdk_content_formats_contain_gtype (types, GDK_TYPE_TEXTURE);

  gdk_content_formats_unref (types);
  if (!has_picture)
    {
      spare_scan_tell (self->window, SPARE_SCAN_CLIPBOARD,
                       self->has_text ? SPARE_SCAN_NO_LINK : SPARE_SCAN_EMPTY);
      return;
    }

  gdk_clipboard_read_texture_async (get_clipboard (self), self->cancellable, texture_cb, self);
  self = NULL;
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Scan) self = user_data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr(GPtrArray) texts = spare_scan_split (text);
  g_autoptr(GBytes) bytes = spare_scan_join (texts);

  self->has_text = text != NULL && *text != '\0';
  spare_wipe_text (text);
  if (is_closed (self))
    return;

  if (bytes != NULL)
    spare_import_dialog_read_bytes (self->window, bytes);
  else
    read_picture (g_steal_pointer (&self));
}

void
spare_scan_clipboard (SpareWindow *window)
{
  Scan *self;
  GdkContentFormats *types;
  gboolean has_text;

  g_return_if_fail (SPARE_IS_WINDOW (window));

  self = g_new0 (Scan, 1);
  self->window = g_object_ref (window);
  self->cancellable = g_cancellable_new ();

  types = gdk_content_formats_union_deserialize_gtypes (
    gdk_content_formats_ref (gdk_clipboard_get_formats (get_clipboard (self))));
  has_text = gdk_content_formats_contain_gtype (types, G_TYPE_STRING);
  gdk_content_formats_unref (types);
  if (has_text)
    gdk_clipboard_read_text_async (get_clipboard (self), self->cancellable, text_cb, self);
  else
    read_picture (self);
}
