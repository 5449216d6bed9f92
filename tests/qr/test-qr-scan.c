/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-qr-scan.h"

#include <qrencode.h>
#include <string.h>
#include <sys/resource.h>

#include "spare-qr-code.h"

/* Pictures */

static void
test_gray (void)
{
  static const guint8 pixels[] = { 1, 2, 3, 99, 4, 5, 6, 99 };
  g_autoptr (SparePicture) picture = spare_picture_new_gray (pixels, 3, 2, 4);

  g_assert_cmpuint (picture->width, ==, 3);
  g_assert_cmpuint (picture->height, ==, 2);
  g_assert_cmpmem (g_bytes_get_data (picture->gray, NULL), g_bytes_get_size (picture->gray),
                   "\1\2\3\4\5\6", 6);
}

/* ITU-R BT.601: 0.299, 0.587, 0.114. */
static void
test_rgb (void)
{
  static const guint8 pixels[] = {
    255, 255, 255, 0, 0, 0, 128, 128, 128, 77,
    255, 0, 0, 0, 255, 0, 0, 0, 255, 77,
  };
  static const int expected[] = { 255, 0, 128, 76, 150, 29 };
  g_autoptr (SparePicture) picture = spare_picture_new_rgb (pixels, 3, 2, 10, 3);
  const guint8 *gray = g_bytes_get_data (picture->gray, NULL);

  for (guint i = 0; i < 6; i++)
    g_assert_cmpint (ABS (gray[i] - expected[i]), <=, 1);
}

static void
test_alpha (void)
{
  static const guint8 black[] = { 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 128, 255, 255, 255, 255 };
  static const guint8 white[] = { 255, 255, 255, 0, 255, 255, 255, 255 };
  g_autoptr (SparePicture) on_white = spare_picture_new_rgb (black, 4, 1, sizeof black, 4);
  g_autoptr (SparePicture) on_black = spare_picture_new_rgb (white, 2, 1, sizeof white, 4);

  g_assert_cmpmem (g_bytes_get_data (on_white->gray, NULL), 4, "\xff\x00\x7f\xff", 4);
  g_assert_cmpmem (g_bytes_get_data (on_black->gray, NULL), 2, "\x00\xff", 2);
}

static GBytes *
bytes_of (const char *data,
          gsize       size)
{
  return g_bytes_new (data, size);
}

#define BYTES(literal) bytes_of (literal, sizeof literal - 1)

static void
test_kinds (void)
{
  static const char *const pictures[] = {
    "\x89PNG\r\n\x1a\n....", "\xff\xd8\xff\xe0....", "GIF87a....", "GIF89a....", "II*",
  };
  static const char *const others[] = {
    "", "P", "BM", "BMW is a car and no bitmap at all", "PK\3\4 in a zip", "%PDF-1.7",
    "{\"entries\": []}", "otpauth://totp/x?secret=ABC", "P5: our meeting", "GIF88a....",
    "<?xml version=\"1.0\"?><KeePassFile>", "<svgs>", "<svg", "<", "<!--", "<!-- <svg> -->",
    "RIFF....WAVEfmt ", "\x89PNG\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      /* The NUL belongs to TIFF's. */
      g_autoptr (GBytes) file = bytes_of (pictures[i], strlen (pictures[i]) + 1);

      g_assert_true (spare_picture_is_picture (file));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) file = bytes_of (others[i], strlen (others[i]));
      g_autoptr (GError) error = NULL;

      g_assert_false (spare_picture_is_picture (file));
      g_assert_null (spare_picture_load (file, &error));
      g_assert_error (error, SPARE_QR_ERROR, SPARE_QR_ERROR_NOT_PICTURE);
    }
}

static SpareQrCode *
make_code (const char *text)
{
  g_autoptr (SpareSecret) secret = spare_secret_new_text (text);
  g_autoptr (GError) error = NULL;
  SpareQrCode *code = spare_qr_code_new (secret, SPARE_QR_LEVEL_M, &error);

  g_assert_no_error (error);
  return code;
}

static void
test_truncated (void)
{
  g_autoptr (SpareQrCode) code = make_code ("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP");
  g_autoptr (GError) png_error = NULL;
  g_autoptr (GBytes) png = spare_qr_code_to_png (code, 2, &png_error);
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);

  for (gsize at = 0; at < size; at++)
    {
      /* A block of its own, so that a read past its end is seen. */
      g_autoptr (GBytes) file = g_bytes_new (data, at);
      g_autoptr (GError) error = NULL;
      g_autoptr (SparePicture) picture = spare_picture_load (file, &error);

      if (picture == NULL)
        g_assert_error (error, SPARE_QR_ERROR, SPARE_QR_ERROR_NOT_PICTURE);
      else
        g_assert_cmpuint (picture->width, ==, picture->height);
    }
}

/* Headers that claim 60000 × 60000 pixels or more. */
static void
test_bombs (void)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  struct rusage before, after;

  g_ptr_array_add (files, BYTES ("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0\x0f\xb0\xe2\x15"
                                 "\0\0\0\x09" "IDAT\x78\x9c\x63\0\0\0\x01\0\x01\x5e\xff\x7d\xf9\0\0\0\0IEND\xae\x42\x60\x82"));
  g_ptr_array_add (files, BYTES ("GIF89a\x60\xea\x60\xea\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x60\xea\x60\xea\0\x02\x02\x44\x01\0;"));
  g_ptr_array_add (files, BYTES ("BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x60\xea\0\0\x60\xea\0\0\x01\0\x18\0\0\0\0\0"
                                 "\x10\0\0\0\x13\x0b\0\0\x13\x0b\0\0\0\0\0\0\0\0\0\0................"));
  g_ptr_array_add (files, BYTES ("\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\xff\xdc\xff\xdc"
                                 "\x03\x01\x11\0\x02\x11\0\x03\x11\0\xff\xda\0\x0c\x03\x01\0\x02\0\x03\0\0\x3f\0...."));

  getrusage (RUSAGE_SELF, &before);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (spare_picture_is_picture (g_ptr_array_index (files, i)));
      g_assert_null (spare_picture_load (g_ptr_array_index (files, i), &error));
      g_assert_error (error, SPARE_QR_ERROR, SPARE_QR_ERROR_TOO_LARGE);
    }
  getrusage (RUSAGE_SELF, &after);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 64 * 1024);
}

/* Scans */

typedef struct
{
  guint   width;
  guint   height;
  guint8 *pixels;
} Sheet;

static void
sheet_init (Sheet *sheet,
            guint  width,
            guint  height)
{
  sheet->width = width;
  sheet->height = height;
  sheet->pixels = g_malloc (width * height);
  memset (sheet->pixels, 255, width * height);
}

static void
sheet_put (Sheet      *sheet,
           const char *text,
           guint       scale,
           guint       x,
           guint       y)
{
  g_autoptr (SpareQrCode) code = make_code (text);
  g_autoptr (GBytes) gray = NULL;
  const guint8 *pixels;
  guint side;

  gray = spare_qr_code_draw (code, scale, &side);
  pixels = g_bytes_get_data (gray, NULL);
  g_assert_cmpuint (x + side, <=, sheet->width);
  g_assert_cmpuint (y + side, <=, sheet->height);
  for (guint row = 0; row < side; row++)
    memcpy (sheet->pixels + (y + row) * sheet->width + x, pixels + row * side, side);
}

static SparePicture *
sheet_take (Sheet *sheet)
{
  SparePicture *picture = spare_picture_new_gray (sheet->pixels, sheet->width, sheet->height, sheet->width);

  g_free (sheet->pixels);
  return picture;
}

static char *
scan_all (const SparePicture *picture,
          SpareQrScanEffort   effort)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = spare_qr_scan (picture, effort, NULL, &error);
  GString *all = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "", spare_secret_peek_text (g_ptr_array_index (texts, i)));
  return g_string_free (all, FALSE);
}

/* Rows that are not quite straight, the same text twice, sizes that differ. */
static void
test_order (void)
{
  Sheet sheet;
  g_autoptr (SparePicture) picture = NULL;
  g_autofree char *quick = NULL;
  g_autofree char *thorough = NULL;

  sheet_init (&sheet, 900, 700);
  sheet_put (&sheet, "four", 4, 20, 250);
  sheet_put (&sheet, "three", 4, 600, 10);
  sheet_put (&sheet, "one", 4, 10, 35);
  sheet_put (&sheet, "six", 8, 100, 440);
  sheet_put (&sheet, "five", 4, 600, 220);
  sheet_put (&sheet, "two", 4, 300, 20);
  sheet_put (&sheet, "four", 4, 320, 235);
  picture = sheet_take (&sheet);

  quick = scan_all (picture, SPARE_QR_SCAN_QUICK);
  thorough = scan_all (picture, SPARE_QR_SCAN_THOROUGH);
  g_assert_cmpstr (quick, ==, "one two three four five six");
  g_assert_cmpstr (thorough, ==, quick);
}

/* A picture that is read in parts, with codes where the parts meet, and none of
 * them can be seen in a smaller copy. */
static void
test_parts (void)
{
  Sheet sheet;
  g_autoptr (SparePicture) picture = NULL;
  g_autofree char *found = NULL;

  sheet_init (&sheet, 9000, 5000);
  sheet_put (&sheet, "corner", 3, 8900, 4900);
  sheet_put (&sheet, "border", 3, 4050, 2000);
  sheet_put (&sheet, "first", 3, 0, 0);
  picture = sheet_take (&sheet);
  found = scan_all (picture, SPARE_QR_SCAN_QUICK);
  g_assert_cmpstr (found, ==, "first border corner");
}

static void
test_none (void)
{
  static const guint sizes[][2] = {
    { 1, 1 }, { 1, 3000 }, { 3000, 1 }, { 2, 2 }, { 3, 5 }, { 20, 20 }, { 99, 101 }, { 1601, 7 }, { 1300, 1100 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint noise = 0; noise < 2; noise++)
      {
        Sheet sheet;
        g_autoptr (SparePicture) picture = NULL;
        g_autofree char *quick = NULL;
        g_autofree char *thorough = NULL;

        g_random_set_seed (7);
        sheet_init (&sheet, sizes[i][0], sizes[i][1]);
        for (guint at = 0; noise && at < sheet.width * sheet.height; at++)
          sheet.pixels[at] = (guint8) g_random_int ();
        picture = sheet_take (&sheet);
        quick = scan_all (picture, SPARE_QR_SCAN_QUICK);
        thorough = scan_all (picture, SPARE_QR_SCAN_THOROUGH);
        g_assert_cmpstr (quick, ==, "");
        g_assert_cmpstr (thorough, ==, "");
      }
}

static void
draw_symbol (Sheet        *sheet,
             const QRcode *symbol,
             guint         x,
             guint         y)
{
  guint width = (guint) symbol->width;

  for (guint row = 0; row < width * 4; row++)
    for (guint column = 0; column < width * 4; column++)
      if (symbol->data[row / 4 * width + column / 4] & 1)
        sheet->pixels[(y + row) * sheet->width + x + column] = 0;
}

/* A code that says which encoding it has gives UTF-8. */
static void
test_eci (void)
{
  static const struct
  {
    guint       eci;
    const char *bytes;
  } cases[] = { { 26, "Caf\xc3\xa9" }, { 3, "Caf\xe9" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      QRinput *input = QRinput_new2 (0, QR_ECLEVEL_M);
      QRcode *symbol;
      Sheet sheet;
      g_autoptr (SparePicture) picture = NULL;
      g_autofree char *found = NULL;

      g_assert_cmpint (QRinput_appendECIheader (input, cases[i].eci), ==, 0);
      g_assert_cmpint (QRinput_append (input, QR_MODE_8, (int) strlen (cases[i].bytes),
                                       (const unsigned char *) cases[i].bytes), ==, 0);
      symbol = QRcode_encodeInput (input);
      g_assert_nonnull (symbol);
      sheet_init (&sheet, 200, 200);
      draw_symbol (&sheet, symbol, 40, 40);
      QRcode_free (symbol);
      QRinput_free (input);
      picture = sheet_take (&sheet);
      found = scan_all (picture, SPARE_QR_SCAN_THOROUGH);
      g_assert_cmpstr (found, ==, "Caf\xc3\xa9");
    }
}

/* One text in several codes (structured append): whole, or not at all. */
static void
test_pieces (void)
{
  const char *text = "otpauth://totp/Example:alice?secret=JBSWY3DPEHPK3PXP&issuer=Example and so on";

  for (guint missing = 0; missing < 2; missing++)
    {
      QRcode_List *list = QRcode_encodeStringStructured (text, 2, QR_ECLEVEL_M, QR_MODE_8, 1);
      Sheet sheet;
      g_autoptr (SparePicture) picture = NULL;
      g_autofree char *found = NULL;
      guint x = 40;

      g_assert_cmpint (QRcode_List_size (list), >, 2);
      sheet_init (&sheet, 1000, 200);
      for (QRcode_List *entry = missing ? list->next : list; entry != NULL; entry = entry->next, x += 150)
        draw_symbol (&sheet, entry->code, x, 40);
      QRcode_List_free (list);
      picture = sheet_take (&sheet);
      found = scan_all (picture, SPARE_QR_SCAN_THOROUGH);
      g_assert_cmpstr (found, ==, missing ? "" : text);
    }
}

static void
test_cancelled_before (void)
{
  static const guint8 pixel[] = { 0 };
  g_autoptr (SparePicture) picture = spare_picture_new_gray (pixel, 1, 1, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (spare_qr_scan (picture, SPARE_QR_SCAN_QUICK, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

/* Noise of 12 megapixels keeps a scan busy for seconds. */
static void
test_cancelled (void)
{
  Sheet sheet;
  g_autoptr (SparePicture) picture = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  g_random_set_seed (3);
  sheet_init (&sheet, 4000, 3000);
  for (guint at = 0; at < 4000 * 3000; at += 4)
    {
      guint32 random = g_random_int ();

      memcpy (sheet.pixels + at, &random, 4);
    }
  picture = sheet_take (&sheet);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (spare_qr_scan (picture, SPARE_QR_SCAN_THOROUGH, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/qr/picture/gray", test_gray);
  g_test_add_func ("/qr/picture/rgb", test_rgb);
  g_test_add_func ("/qr/picture/alpha", test_alpha);
  g_test_add_func ("/qr/picture/kinds", test_kinds);
  g_test_add_func ("/qr/picture/truncated", test_truncated);
  g_test_add_func ("/qr/picture/bombs", test_bombs);
  g_test_add_func ("/qr/scan/order", test_order);
  g_test_add_func ("/qr/scan/parts", test_parts);
  g_test_add_func ("/qr/scan/none", test_none);
  g_test_add_func ("/qr/scan/eci", test_eci);
  g_test_add_func ("/qr/scan/pieces", test_pieces);
  g_test_add_func ("/qr/scan/cancelled-before", test_cancelled_before);
  g_test_add_func ("/qr/scan/cancelled", test_cancelled);

  return g_test_run ();
}
