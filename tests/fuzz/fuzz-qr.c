/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QR codes that nobody would make. The first byte says what the others are:
 *
 *   even  the width in modules, then the modules, a bit each
 *   odd   the size and level, then pieces of a code: what kind, how many bytes,
 *         the bytes; libqrencode makes a sound code of them, so that all of what
 *         reads such pieces is reached
 */
#include "fuzz.h"

#include <qrencode.h>
#include <string.h>

#include "spare-qr-scan.h"

#define SCALE       3
#define QUIET       4
#define MODULES_MAX 61

static void
scan_modules (guint           width,
              const gboolean *dark)
{
  guint side = (width + 2 * QUIET) * SCALE;
  g_autofree guint8 *pixels = g_malloc (side * side);
  g_autoptr (SparePicture) picture = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GError) error = NULL;

  memset (pixels, 255, side * side);
  for (guint y = 0; y < width * SCALE; y++)
    for (guint x = 0; x < width * SCALE; x++)
      if (dark[y / SCALE * width + x / SCALE])
        pixels[(y + QUIET * SCALE) * side + x + QUIET * SCALE] = 0;

  picture = spare_picture_new_gray (pixels, side, side, side);
  texts = spare_qr_scan (picture, SPARE_QR_SCAN_QUICK, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < texts->len; i++)
    g_assert_cmpuint (spare_secret_get_size (g_ptr_array_index (texts, i)), >, 0);
}

static void
scan_bits (const guint8 *data,
           gsize         size)
{
  static gboolean dark[MODULES_MAX * MODULES_MAX];
  guint width = 1 + data[0] % MODULES_MAX;

  for (guint i = 0; i < width * width; i++)
    dark[i] = 1 + i / 8 < size && (data[1 + i / 8] >> (i % 8) & 1);
  scan_modules (width, dark);
}

static void
scan_pieces (const guint8 *data,
             gsize         size)
{
  static gboolean dark[MODULES_MAX * MODULES_MAX];
  QRinput *input = QRinput_new2 (data[0] % 11, (QRecLevel) (data[0] / 64));
  QRcode *code = NULL;
  gboolean filled = FALSE;
  gsize at = 1;

  while (at + 2 < size)
    {
      guint kind = data[at] % 8;
      gsize length = MIN (data[at + 1], size - at - 2);

      /* What libqrencode refuses is left out. */
      if (kind == 5)
        QRinput_appendECIheader (input, data[at + 1] | (guint) data[at + 2] << 8);
      else if (kind == 6)
        QRinput_setFNC1First (input);
      else if (kind == 7)
        QRinput_setFNC1Second (input, data[at + 1]);
      else if (length > 0)
        filled = QRinput_append (input, (QRencodeMode) (kind % 4), (int) length, data + at + 2) == 0 || filled;
      at += 2 + length;
    }

  /* Of nothing but a mark, it makes a crash. */
  if (filled)
    code = QRcode_encodeInput (input);
  QRinput_free (input);
  if (code == NULL)
    return;
  if (code->width <= MODULES_MAX)
    {
      for (guint i = 0; i < (guint) (code->width * code->width); i++)
        dark[i] = code->data[i] & 1;
      scan_modules ((guint) code->width, dark);
    }
  QRcode_free (code);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  if (size < 2)
    return 0;

  if (data[0] % 2 == 0)
    scan_bits (data + 1, size - 1);
  else
    scan_pieces (data + 1, size - 1);
  return 0;
}
