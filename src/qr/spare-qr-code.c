/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-qr-code.h"

#include <errno.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <qrencode.h>
#include <string.h>

#include "spare-bytes.h"

struct _SpareQrCode
{
  QRcode *code;
};

static const QRecLevel levels[] = {
  [SPARE_QR_LEVEL_L] = QR_ECLEVEL_L,
  [SPARE_QR_LEVEL_M] = QR_ECLEVEL_M,
  [SPARE_QR_LEVEL_Q] = QR_ECLEVEL_Q,
  [SPARE_QR_LEVEL_H] = QR_ECLEVEL_H,
};

/**
 * spare_qr_code_new:
 * @text: what the code says, byte by byte; up to 2953 bytes at level L, 2331 at
 *   M, 1663 at Q, 1273 at H
 * @level: how much of it may be spoilt
 *
 * In the smallest size that holds @text. Fails with SPARE_QR_ERROR_TOO_LARGE
 * where none does, and with SPARE_QR_ERROR_FAILED for no text at all.
 *
 * Returns: (transfer full):
 */
SpareQrCode *
spare_qr_code_new (const SpareSecret *text,
                   SpareQrLevel       level,
                   GError           **error)
{
  SpareQrCode *self;
  QRcode *code = NULL;
  gsize size;
  const guint8 *data;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail ((guint) level < G_N_ELEMENTS (levels), NULL);

  data = spare_secret_peek (text, &size);
  errno = EINVAL;
  if (size > 0 && size <= G_MAXINT)
    code = QRcode_encodeData ((int) size, data, 0, levels[level]);
  if (code == NULL)
    {
      if (size > 0 && errno == ERANGE)
        g_set_error_literal (error, SPARE_QR_ERROR, SPARE_QR_ERROR_TOO_LARGE,
                             "Too much text for one QR code");
      else
        g_set_error (error, SPARE_QR_ERROR, SPARE_QR_ERROR_FAILED,
                     "No QR code was made: %s", g_strerror (errno));
      return NULL;
    }

  self = g_new (SpareQrCode, 1);
  self->code = code;
  return self;
}

void
spare_qr_code_free (SpareQrCode *self)
{
  if (self == NULL)
    return;

  spare_wipe (self->code->data, (gsize) self->code->width * (gsize) self->code->width);
  QRcode_free (self->code);
  g_free (self);
}

guint
spare_qr_code_get_width (const SpareQrCode *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) self->code->width;
}

/**
 * spare_qr_code_is_dark:
 *
 * Modules outside the code are light: they are its quiet zone.
 */
gboolean
spare_qr_code_is_dark (const SpareQrCode *self,
                       guint              column,
                       guint              row)
{
  guint width;

  g_return_val_if_fail (self != NULL, FALSE);

  width = (guint) self->code->width;
  return column < width && row < width && (self->code->data[row * width + column] & 1) != 0;
}

/* Rows of @channels equal bytes a pixel. */
static GBytes *
draw (const SpareQrCode *self,
      guint              scale,
      guint              channels,
      guint             *side)
{
  guint modules = spare_qr_code_get_width (self);
  gsize module = (gsize) CLAMP (scale, 1, SPARE_QR_SCALE_MAX);
  gsize pixels = (modules + 2 * SPARE_QR_QUIET) * module;
  gsize stride = pixels * channels;
  guint8 *data;
  GBytes *bytes = spare_bytes_new_wiped (stride * pixels, &data);

  memset (data, 0xff, stride * pixels);
  for (guint row = 0; row < modules; row++)
    {
      guint8 *first = data + (row + SPARE_QR_QUIET) * module * stride;

      for (guint column = 0; column < modules; column++)
        if (spare_qr_code_is_dark (self, column, row))
          memset (first + (column + SPARE_QR_QUIET) * module * channels, 0, module * channels);
      for (gsize again = 1; again < module; again++)
        memcpy (first + again * stride, first, stride);
    }

  *side = (guint) pixels;
  return bytes;
}

/**
 * spare_qr_code_draw:
 * @scale: pixels a module; taken as the nearest of 1 … %SPARE_QR_SCALE_MAX
 * @side: (out): pixels a side
 *
 * Returns: (transfer full): @side rows of @side bytes, 0 is black; wiped when freed
 */
GBytes *
spare_qr_code_draw (const SpareQrCode *self,
                    guint              scale,
                    guint             *side)
{
  g_return_val_if_fail (self != NULL && side != NULL, NULL);

  return draw (self, scale, 1, side);
}

typedef struct
{
  guint8 *data; /* of bytes */
  GBytes *bytes;
  gsize   size;
  gsize   room;
} Output;

/* A buffer that grows by realloc() would leave its pieces behind. */
static gboolean
write_cb (const char *buffer,
          gsize       count,
          GError    **error,
          gpointer    user_data)
{
  Output *output = user_data;

  if (count > output->room - output->size)
    {
      guint8 *data;
      gsize room = 2 * (output->room + count);
      GBytes *bytes = spare_bytes_new_wiped (room, &data);

      if (output->size > 0)
        memcpy (data, output->data, output->size);
      g_clear_pointer (&output->bytes, g_bytes_unref);
      output->bytes = bytes;
      output->data = data;
      output->room = room;
    }
  memcpy (output->data + output->size, buffer, count);
  output->size += count;
  return TRUE;
}

/**
 * spare_qr_code_to_png:
 * @scale: as for spare_qr_code_draw()
 *
 * Returns: (transfer full): wiped when freed
 */
GBytes *
spare_qr_code_to_png (const SpareQrCode *self,
                      guint              scale,
                      GError           **error)
{
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) reason = NULL;
  Output output = { NULL, NULL, 0, 0 };
  GBytes *png = NULL;
  guint side;

  g_return_val_if_fail (self != NULL, NULL);

  pixels = draw (self, scale, 3, &side);
  pixbuf = gdk_pixbuf_new_from_bytes (pixels, GDK_COLORSPACE_RGB, FALSE, 8,
                                      (int) side, (int) side, (int) side * 3);
  if (gdk_pixbuf_save_to_callback (pixbuf, write_cb, &output, "png", &reason, NULL))
    png = g_bytes_new_from_bytes (output.bytes, 0, output.size);
  else
    g_set_error (error, SPARE_QR_ERROR, SPARE_QR_ERROR_FAILED,
                 "No PNG was written: %s", reason->message);
  g_clear_pointer (&output.bytes, g_bytes_unref);
  return png;
}
