/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

#include "spare-bytes.h"

#define CHUNK 65536

/* Vector pictures have no pixels of their own: their longer side becomes this. */
#define VECTOR_SIDE 1600u

typedef struct
{
  const char *mime;
  gsize       offset;
  const char *magic;
  gsize       length;
} Kind;

#define KIND(mime, offset, magic)         \
  {                                       \
    mime, offset, magic, sizeof magic - 1 \
  }

/* The loader is chosen here and not by gdk-pixbuf, which would also try those
 * of files that nobody has a QR code in. */
static const Kind kinds[] = {
  KIND ("image/png", 0, "\x89PNG\r\n\x1a\n"),
  KIND ("image/jpeg", 0, "\xff\xd8\xff"),
  KIND ("image/gif", 0, "GIF87a"),
  KIND ("image/gif", 0, "GIF89a"),
  KIND ("image/webp", 8, "WEBPVP8"),
  KIND ("image/tiff", 0, "II*\0"),
  KIND ("image/tiff", 0, "MM\0*"),
  KIND ("image/avif", 4, "ftypavif"),
  KIND ("image/heif", 4, "ftyphei"),
  KIND ("image/heif", 4, "ftypmif1"),
  KIND ("image/jxl", 0, "\xff\x0a"),
  KIND ("image/jxl", 0, "\0\0\0\x0cJXL \r\n\x87\n"),
  KIND ("image/bmp", 0, "BM"),
};

SparePicture *
spare_picture_new_empty (guint    width,
                         guint    height,
                         guint8 **data)
{
  SparePicture *self = g_new0 (SparePicture, 1);

  self->width = width;
  self->height = height;
  self->gray = spare_bytes_new_wiped ((gsize) width * height, data);
  return self;
}

void
spare_picture_free (SparePicture *self)
{
  if (self == NULL)
    return;

  g_bytes_unref (self->gray);
  g_free (self);
}

SparePicture *
spare_picture_new_gray (const guint8 *pixels,
                        guint         width,
                        guint         height,
                        gsize         stride)
{
  guint8 *gray;
  SparePicture *self;

  g_return_val_if_fail (pixels != NULL && stride >= width, NULL);

  self = spare_picture_new_empty (width, height, &gray);
  for (gsize y = 0; y < height; y++)
    memcpy (gray + y * width, pixels + y * stride, width);
  return self;
}

static void
gray_row (const guint8 *pixels,
          guint         width,
          guint         channels,
          guint         paper,
          guint8       *gray)
{
  for (guint x = 0; x < width; x++, pixels += channels)
    {
      guint luma = (77u * pixels[0] + 150u * pixels[1] + 29u * pixels[2] + 128u) >> 8;

      if (channels == 4)
        luma = (luma * pixels[3] + paper * (255u - pixels[3]) + 127u) / 255u;
      gray[x] = (guint8) luma;
    }
}

static gboolean
is_plain (const guint8 *gray,
          gsize         size)
{
  guint8 low = 255;
  guint8 high = 0;

  for (gsize i = 0; i < size; i++)
    {
      low = MIN (low, gray[i]);
      high = MAX (high, gray[i]);
    }
  return high - MIN (low, high) < 16;
}

/**
 * spare_picture_new_rgb:
 * @channels: 3, or 4 with alpha that is not premultiplied
 *
 * Transparent parts count as white, or as black where nothing at all could be
 * seen on white.
 *
 * Returns: (transfer full):
 */
SparePicture *
spare_picture_new_rgb (const guint8 *pixels,
                       guint         width,
                       guint         height,
                       gsize         stride,
                       guint         channels)
{
  guint8 *gray;
  SparePicture *self;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (channels == 3 || channels == 4, NULL);
  g_return_val_if_fail (stride / channels >= width, NULL);

  self = spare_picture_new_empty (width, height, &gray);
  for (gsize y = 0; y < height; y++)
    gray_row (pixels + y * stride, width, channels, 255, gray + y * width);
  if (channels == 4 && is_plain (gray, (gsize) width * height))
    for (gsize y = 0; y < height; y++)
      gray_row (pixels + y * stride, width, channels, 0, gray + y * width);
  return self;
}

/* Turns as the EXIF orientation says: 1 is upright, from 5 on the sides swap. */
static SparePicture *
picture_turn (SparePicture *picture,
              guint         orientation)
{
  g_autoptr (SparePicture) self = picture;
  gboolean swapped = orientation >= 5;
  guint width = swapped ? self->height : self->width;
  guint height = swapped ? self->width : self->height;
  gboolean from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  const guint8 *from;
  guint8 *to;
  SparePicture *turned;

  if (orientation < 2 || orientation > 8)
    return g_steal_pointer (&self);

  from = g_bytes_get_data (self->gray, NULL);
  turned = spare_picture_new_empty (width, height, &to);
  for (gsize y = 0; y < height; y++)
    for (gsize x = 0; x < width; x++)
      {
        gsize column = swapped ? y : x;
        gsize row = swapped ? x : y;

        if (from_right)
          column = self->width - 1 - column;
        if (from_bottom)
          row = self->height - 1 - row;
        *to++ = from[row * self->width + column];
      }
  return turned;
}

/* A root element <svg, after what may stand before it. */
static gboolean
is_svg (const guint8 *data,
        gsize         size)
{
  g_autofree char *head = g_strndup (size > 0 ? (const char *) data : "", MIN (size, 1024));
  const char *at = g_str_has_prefix (head, "\xef\xbb\xbf") ? head + 3 : head;

  while (*at != 0)
    {
      const char *end = NULL;

      at += strspn (at, " \t\r\n");
      if (g_str_has_prefix (at, "<svg"))
        return strchr (" \t\r\n>", at[4]) != NULL && at[4] != 0;
      if (g_str_has_prefix (at, "<!--"))
        end = strstr (at, "-->");
      else if (g_str_has_prefix (at, "<?") || g_str_has_prefix (at, "<!"))
        end = strchr (at, '>');
      if (end == NULL)
        return FALSE;
      at = strchr (end, '>') + 1;
    }
  return FALSE;
}

static guint32
get_le32 (const guint8 *data)
{
  return data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

/* Two letters are little: the pixels begin inside the file, after a header of a
 * known size and a palette that can be. The loader believes any number and takes
 * memory for it. */
static gboolean
is_bitmap (const guint8 *data,
           gsize         size)
{
  guint32 header;

  if (size < 54 || get_le32 (data + 10) >= size)
    return FALSE;

  header = get_le32 (data + 14);
  return header == 12 || (header >= 40 && header <= 124 && get_le32 (data + 46) <= 256);
}

static const char *
find_mime (const guint8 *data,
           gsize         size)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const Kind *kind = &kinds[i];

      if (size < kind->offset + kind->length
          || memcmp (data + kind->offset, kind->magic, kind->length) != 0)
        continue;
      if (g_str_equal (kind->mime, "image/bmp") && !is_bitmap (data, size))
        continue;
      return kind->mime;
    }
  return is_svg (data, size) ? "image/svg+xml" : NULL;
}

static gboolean
can_load (const char *mime)
{
  GSList *formats = gdk_pixbuf_get_formats ();
  gboolean found = FALSE;

  for (GSList *l = formats; l != NULL && !found; l = l->next)
    {
      g_auto (GStrv) mimes = gdk_pixbuf_format_get_mime_types (l->data);

      found = g_strv_contains ((const char *const *) mimes, mime)
              && !gdk_pixbuf_format_is_disabled (l->data);
    }
  g_slist_free (formats);
  return found;
}

gboolean
spare_picture_is_picture (GBytes *file)
{
  gsize size;
  const guint8 *data;
  const char *mime;

  g_return_val_if_fail (file != NULL, FALSE);

  data = g_bytes_get_data (file, &size);
  mime = find_mime (data, size);
  return mime != NULL && can_load (mime);
}

typedef struct
{
  gboolean vector;
  guint    pixels_max;
  gboolean too_large;
} Limits;

/* Before the loader takes memory for the pixels. */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  Limits *limits = user_data;

  if (width <= 0 || height <= 0)
    return;
  if (limits->vector)
    {
      guint side = MIN (VECTOR_SIDE, (guint) sqrt (limits->pixels_max));
      double scale = (double) side / MAX (width, height);

      gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
    }
  else if ((gint64) width * height > limits->pixels_max)
    {
      /* Loaders give up on a size of nothing. */
      limits->too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
}

static gboolean
feed (GdkPixbufLoader *loader,
      const guint8    *data,
      gsize            size,
      const Limits    *limits,
      GError         **error)
{
  for (gsize at = 0; at < size && !limits->too_large; at += CHUNK)
    if (!gdk_pixbuf_loader_write (loader, data + at, MIN (CHUNK, size - at), error))
      {
        gdk_pixbuf_loader_close (loader, NULL);
        return FALSE;
      }
  return gdk_pixbuf_loader_close (loader, limits->too_large ? NULL : error);
}

static void
pixbuf_wipe (GdkPixbuf *pixbuf)
{
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);

  spare_wipe (pixels, gdk_pixbuf_get_byte_length (pixbuf));
}

static SparePicture *
picture_from_pixbuf (GdkPixbuf *pixbuf)
{
  const char *orientation = gdk_pixbuf_get_option (pixbuf, "orientation");
  SparePicture *self;

  self = spare_picture_new_rgb (gdk_pixbuf_read_pixels (pixbuf),
                                (guint) gdk_pixbuf_get_width (pixbuf),
                                (guint) gdk_pixbuf_get_height (pixbuf),
                                (gsize) gdk_pixbuf_get_rowstride (pixbuf),
                                (guint) gdk_pixbuf_get_n_channels (pixbuf));
  if (orientation != NULL)
    self = picture_turn (self, (guint) g_ascii_strtoull (orientation, NULL, 10));
  return self;
}

SparePicture *
spare_picture_load_small (GBytes  *file,
                          guint    pixels_max,
                          GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GError) reason = NULL;
  Limits limits = { FALSE, pixels_max, FALSE };
  GdkPixbuf *pixbuf;
  SparePicture *self = NULL;
  gsize size;
  const guint8 *data;
  const char *mime;
  gboolean whole;

  g_return_val_if_fail (file != NULL, NULL);

  data = g_bytes_get_data (file, &size);
  mime = find_mime (data, size);
  if (size > SPARE_PICTURE_BYTES_MAX)
    limits.too_large = TRUE;
  else if (mime != NULL && can_load (mime))
    loader = gdk_pixbuf_loader_new_with_mime_type (mime, &reason);
  if (loader != NULL)
    {
      limits.vector = g_str_equal (mime, "image/svg+xml");
      g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &limits);
      whole = feed (loader, data, size, &limits, &reason);
      pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
      if (pixbuf != NULL)
        {
          if (whole && !limits.too_large)
            self = picture_from_pixbuf (pixbuf);
          pixbuf_wipe (pixbuf);
        }
    }
  if (self == NULL && limits.too_large)
    g_set_error_literal (error, SPARE_QR_ERROR, SPARE_QR_ERROR_TOO_LARGE, "The picture is too large");
  else if (self == NULL)
    g_set_error (error, SPARE_QR_ERROR, SPARE_QR_ERROR_NOT_PICTURE, "The picture cannot be read: %s",
                 reason != NULL ? reason->message : "unknown kind of file");
  return self;
}

/**
 * spare_picture_load:
 * @file: a whole image file; of an animation, the first frame counts
 *
 * A file that ends too early gives SPARE_QR_ERROR_NOT_PICTURE unless enough of
 * it came for its loader to be content.
 *
 * Returns: (transfer full):
 */
SparePicture *
spare_picture_load (GBytes  *file,
                    GError **error)
{
  return spare_picture_load_small (file, SPARE_PICTURE_PIXELS_MAX, error);
}
