/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-scan-private.h"

#include "spare-bytes.h"
#include "spare-qr-scan.h"
#include "spare-scan-progress.h"

typedef struct
{
  SpareWindow       *window; /* (nullable): borrowed */
  SpareScanOrigin    origin;
  SpareScanProgress *progress;
} Scan;

static void
scan_free (Scan *self)
{
  spare_scan_progress_free (self->progress);
  g_clear_weak_pointer (&self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

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
  Scan *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) texts = g_task_propagate_pointer (G_TASK (result), &error);
  SpareScanOrigin origin = self->origin;
  g_autoptr(SpareWindow) window = self->window != NULL ? g_object_ref (self->window) : NULL;

  /* The progress goes before the next window comes. */
  scan_free (self);
  if (spare_scan_is_closed (window))
    return;

  if (texts != NULL)
    spare_scan_hand_over (window, origin, texts);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    spare_scan_tell (window, origin, SPARE_SCAN_NOT_READ);
}

void
spare_scan_texture (SpareWindow    *window,
                    SpareScanOrigin origin,
                    GdkTexture     *texture)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GTask) task = NULL;
  Scan *self;

  g_return_if_fail (SPARE_IS_WINDOW (window));
  g_return_if_fail (GDK_IS_TEXTURE (texture));

  self = g_new0 (Scan, 1);
  g_set_weak_pointer (&self->window, window);
  self->origin = origin;
  self->progress = spare_scan_progress_new (spare_scan_get_front (window), cancellable);
  /* Closing the window ends the search. */
  g_signal_connect_object (window, "unrealize", G_CALLBACK (g_cancellable_cancel), cancellable, G_CONNECT_SWAPPED);

  task = g_task_new (NULL, cancellable, scanned_cb, self);
  g_task_set_source_tag (task, spare_scan_texture);
  g_task_set_task_data (task, g_object_ref (texture), g_object_unref);
  g_task_run_in_thread (task, scan_in_thread);
}
