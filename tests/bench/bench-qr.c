/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>
#include <stdlib.h>
#include <zbar.h>

#include "spare-qr-scan.h"

/* A picture that is read, timed. A line for each round: ms of the bare loader
 * and one bare run of zbar over all pixels; ms of our load; ms of our scan; the
 * number of codes.
 *
 *   bench-qr FILE ROUNDS */

static double
get_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static void
read_bare (const char *path)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (path, NULL);
  guint width = (guint) gdk_pixbuf_get_width (pixbuf);
  guint height = (guint) gdk_pixbuf_get_height (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  gsize channels = (gsize) gdk_pixbuf_get_n_channels (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  g_autofree guint8 *gray = g_malloc ((gsize) width * height);
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();

  for (gsize y = 0; y < height; y++)
    for (gsize x = 0; x < width; x++)
      gray[y * width + x] = pixels[y * stride + x * channels + 1];
  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, width, height);
  zbar_image_set_data (image, gray, (gsize) width * height, NULL);
  zbar_scan_image (scanner, image);
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
}

int
main (int   argc,
      char *argv[])
{
  int rounds = argc == 3 ? atoi (argv[2]) : 0;

  for (int i = 0; i < rounds; i++)
    {
      g_autoptr (GBytes) file = NULL;
      g_autoptr (SparePicture) picture = NULL;
      g_autoptr (GPtrArray) texts = NULL;
      char *data;
      gsize size;
      double start, bare, loaded;

      start = get_ms ();
      read_bare (argv[1]);
      bare = get_ms ();
      if (!g_file_get_contents (argv[1], &data, &size, NULL))
        return 1;
      file = g_bytes_new_take (data, size);
      picture = spare_picture_load (file, NULL);
      if (picture == NULL)
        return 1;
      loaded = get_ms ();
      texts = spare_qr_scan (picture, SPARE_QR_SCAN_THOROUGH, NULL, NULL);
      if (texts == NULL)
        return 1;
      printf ("%.3f %.3f %.3f %u\n", bare - start, loaded - bare, get_ms () - loaded, texts->len);
    }
  return rounds > 0 ? 0 : 2;
}
