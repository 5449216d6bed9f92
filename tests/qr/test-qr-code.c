/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-qr-code.h"

#include <string.h>

#include "spare-qr-scan.h"

static SpareQrCode *
make (const char  *text,
      gssize       size,
      SpareQrLevel level)
{
  g_autoptr (SpareSecret) secret = spare_secret_new (text, size < 0 ? strlen (text) : (gsize) size);
  g_autoptr (GError) error = NULL;
  SpareQrCode *code = spare_qr_code_new (secret, level, &error);

  g_assert_no_error (error);
  return code;
}

/* ISO/IEC 18004, table 7: bytes in version 40. */
static void
test_capacity (void)
{
  static const gsize most[] = { 2953, 2331, 1663, 1273 };
  g_autofree char *text = g_strnfill (3000, 'x');

  for (guint level = SPARE_QR_LEVEL_L; level <= SPARE_QR_LEVEL_H; level++)
    {
      g_autoptr (SpareQrCode) code = make (text, (gssize) most[level], level);
      g_autoptr (SpareSecret) more = spare_secret_new (text, most[level] + 1);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (spare_qr_code_get_width (code), ==, 177);
      g_assert_null (spare_qr_code_new (more, level, &error));
      g_assert_error (error, SPARE_QR_ERROR, SPARE_QR_ERROR_TOO_LARGE);
    }
}

static void
test_empty (void)
{
  g_autoptr (SpareSecret) nothing = spare_secret_new ("", 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (spare_qr_code_new (nothing, SPARE_QR_LEVEL_M, &error));
  g_assert_error (error, SPARE_QR_ERROR, SPARE_QR_ERROR_FAILED);
  spare_qr_code_free (NULL);
}

/* What the standard says of every code: the smallest size that holds the text,
 * three finders, the timing patterns, the dark module; and digits in 8-bit mode
 * like any other text: 17 bytes are the most for version 1 at level L. */
static void
test_modules (void)
{
  static const char *const finder[] = {
    "#######.", "#.....#.", "#.###.#.", "#.###.#.", "#.###.#.", "#.....#.", "#######.", "........",
  };
  g_autoptr (SpareQrCode) code = make ("12345678901234567", -1, SPARE_QR_LEVEL_L);
  g_autoptr (SpareQrCode) larger = make ("123456789012345678", -1, SPARE_QR_LEVEL_L);

  g_assert_cmpuint (spare_qr_code_get_width (code), ==, 21);
  g_assert_cmpuint (spare_qr_code_get_width (larger), ==, 25);
  for (guint row = 0; row < 8; row++)
    for (guint column = 0; column < 8; column++)
      {
        gboolean dark = finder[row][column] == '#';

        g_assert_cmpint (spare_qr_code_is_dark (code, column, row), ==, dark);
        g_assert_cmpint (spare_qr_code_is_dark (code, 20 - column, row), ==, dark);
        g_assert_cmpint (spare_qr_code_is_dark (code, column, 20 - row), ==, dark);
      }
  for (guint i = 8; i < 13; i++)
    {
      g_assert_cmpint (spare_qr_code_is_dark (code, i, 6), ==, i % 2 == 0);
      g_assert_cmpint (spare_qr_code_is_dark (code, 6, i), ==, i % 2 == 0);
    }
  g_assert_true (spare_qr_code_is_dark (code, 8, 13));
  g_assert_false (spare_qr_code_is_dark (code, 21, 0));
  g_assert_false (spare_qr_code_is_dark (code, 0, 21));
}

static void
test_draw (void)
{
  g_autoptr (SpareQrCode) code = make ("Sparekey", -1, SPARE_QR_LEVEL_Q);
  guint modules = spare_qr_code_get_width (code);

  for (guint scale = 1; scale <= 5; scale += 2)
    {
      guint side;
      g_autoptr (GBytes) bytes = spare_qr_code_draw (code, scale, &side);
      gsize size;
      const guint8 *pixels = g_bytes_get_data (bytes, &size);

      g_assert_cmpuint (side, ==, (modules + 8) * scale);
      g_assert_cmpuint (size, ==, side * side);
      for (guint y = 0; y < side; y++)
        for (guint x = 0; x < side; x++)
          {
            gboolean inside = x >= 4 * scale && y >= 4 * scale;
            gboolean dark = inside && spare_qr_code_is_dark (code, x / scale - 4, y / scale - 4);

            g_assert_cmpint (pixels[y * side + x], ==, dark ? 0 : 255);
          }
    }
}

static void
test_draw_limits (void)
{
  g_autoptr (SpareQrCode) code = make ("Sparekey", -1, SPARE_QR_LEVEL_L);
  guint side;

  g_bytes_unref (spare_qr_code_draw (code, 0, &side));
  g_assert_cmpuint (side, ==, 29);
  g_bytes_unref (spare_qr_code_draw (code, G_MAXUINT, &side));
  g_assert_cmpuint (side, ==, 29 * SPARE_QR_SCALE_MAX);
}

static void
test_png (void)
{
  g_autofree char *text = g_strnfill (1500, 'y');
  g_autoptr (SpareQrCode) code = make (text, -1, SPARE_QR_LEVEL_M);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = spare_qr_code_to_png (code, 3, &error);
  g_autoptr (SparePicture) picture = NULL;
  g_autoptr (GBytes) gray = NULL;
  guint side;

  g_assert_no_error (error);
  g_assert_true (spare_picture_is_picture (png));
  g_assert_cmpmem (g_bytes_get_data (png, NULL), 8, "\x89PNG\r\n\x1a\n", 8);

  gray = spare_qr_code_draw (code, 3, &side);
  picture = spare_picture_load (png, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (picture->width, ==, side);
  g_assert_cmpuint (picture->height, ==, side);
  g_assert_true (g_bytes_equal (picture->gray, gray));
}

static void
assert_reads (const SparePicture *picture,
              SpareQrScanEffort   effort,
              const char         *text,
              gsize               size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = spare_qr_scan (picture, effort, NULL, &error);
  gsize found_size;
  gconstpointer found;

  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, ==, 1);
  found = spare_secret_peek (g_ptr_array_index (texts, 0), &found_size);
  g_assert_cmpmem (found, found_size, text, size);
}

/* Every byte comes back as it was: no guess about what it is written in. */
static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "x",
    "0123456789",
    "OTPAUTH://TOTP/X?SECRET=ABC",
    "otpauth://totp/Caf\xc3\xa9:\xe5\xb1\xb1\xe7\x94\xb0?secret=JBSWY3DPEHPK3PXP",
    "\xe5\xb1\xb1\xe7\x94\xb0\xe5\xa4\xaa\xe9\x83\x8e \xf0\x9f\x94\x91 \xd0\x9a\xd0\xbb\xd1\x8e\xd1\x87",
    "\xef\xbb\xbfotpauth://totp/x",
    "Stra\xdf"
    "e \xe9\xe8 \x83\x40\x93\xfa\x96\x7b",
    "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTABEAEYASAA",
  };
  char all[256];

  for (guint i = 0; i < 256; i++)
    all[i] = (char) i;
  for (guint i = 0; i <= G_N_ELEMENTS (texts); i++)
    {
      const char *text = i < G_N_ELEMENTS (texts) ? texts[i] : all;
      gsize size = i < G_N_ELEMENTS (texts) ? strlen (text) : sizeof all;
      g_autoptr (SpareQrCode) code = make (text, (gssize) size, SPARE_QR_LEVEL_M);
      g_autoptr (GBytes) gray = NULL;
      g_autoptr (SparePicture) picture = NULL;
      guint side;

      gray = spare_qr_code_draw (code, 4, &side);
      picture = spare_picture_new_gray (g_bytes_get_data (gray, NULL), side, side, side);
      assert_reads (picture, SPARE_QR_SCAN_QUICK, text, size);
      assert_reads (picture, SPARE_QR_SCAN_THOROUGH, text, size);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/qr/code/capacity", test_capacity);
  g_test_add_func ("/qr/code/empty", test_empty);
  g_test_add_func ("/qr/code/modules", test_modules);
  g_test_add_func ("/qr/code/draw", test_draw);
  g_test_add_func ("/qr/code/draw-limits", test_draw_limits);
  g_test_add_func ("/qr/code/png", test_png);
  g_test_add_func ("/qr/code/round-trip", test_round_trip);

  return g_test_run ();
}
