/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Image files: whatever gdk-pixbuf makes of them is a picture within the limit
 * or an error. What is a loader's own fault is found here as well. */
#include "fuzz.h"

#include "spare-qr-scan.h"

#define PIXELS_MAX 40000

/* A loader that complains about a file of nonsense, as that of GIF does of
 * frames without a width, gives an error too, and that is all we ask. */
static void
ignore_cb (const char    *domain,
           GLogLevelFlags level,
           const char    *message,
           gpointer       user_data)
{
}

static void
let_loaders_complain (void)
{
  static const char *const ours[] = { "sparekey", "GLib", "GLib-GObject", "GLib-GIO" };
  static gboolean done = FALSE;

  if (done)
    return;

  done = TRUE;
  g_log_set_handler ("GdkPixbuf", G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING, ignore_cb, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    g_log_set_fatal_mask (ours[i], G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (SparePicture) picture = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_picture = spare_picture_is_picture (file);

  let_loaders_complain ();
  picture = spare_picture_load_small (file, PIXELS_MAX, &error);
  if (picture == NULL)
    {
      g_assert_true (g_error_matches (error, SPARE_QR_ERROR, SPARE_QR_ERROR_NOT_PICTURE)
                     || g_error_matches (error, SPARE_QR_ERROR, SPARE_QR_ERROR_TOO_LARGE));
      return 0;
    }

  g_assert_no_error (error);
  g_assert_true (is_picture);
  g_assert_cmpuint (picture->width, >, 0);
  g_assert_cmpuint (picture->height, >, 0);
  g_assert_cmpuint (picture->width * picture->height, <=, PIXELS_MAX);
  g_assert_cmpuint (g_bytes_get_size (picture->gray), ==, picture->width * picture->height);

  texts = spare_qr_scan (picture, SPARE_QR_SCAN_QUICK, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (texts);
  return 0;
}
