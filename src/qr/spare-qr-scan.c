/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-qr-scan.h"

#include <string.h>
#include <zbar.h>

#include "spare-bytes.h"
#include "spare-qr-pixels.h"

/* A thorough scan looks at a coarse and a middle copy of a large picture first:
 * most codes fill a good part of it, and a copy has less noise. */
#define COARSE_PIXELS 1000000
#define MIDDLE_PIXELS 3200000

/* Larger pictures are read in parts, so that a cancellation does not wait. */
#define PART_SIDE    4096
#define PART_OVERLAP 1024

/* Of a picture larger than this, every second line is looked at. */
#define SPARSE_PIXELS 4000000

#define GROWN_PIXELS 4200000

/* So many looks in a row that found nothing new end the scan, once there is
 * something. */
#define FRUITLESS_MAX 3

typedef enum
{
  LEVEL_COARSE,
  LEVEL_MIDDLE,
  LEVEL_WHOLE,
  N_LEVELS
} Level;

typedef enum
{
  SHAPE_SAME,
  SHAPE_SMALL,   /* half the size */
  SHAPE_BLURRED,
  SHAPE_DOUBLE,
  SHAPE_TRIPLE,
  SHAPE_SQUARES, /* four times the size, in squares: for modules of a pixel or two */
  SHAPE_TILTED,
} Shape;

typedef struct
{
  Level       level;
  Shape       shape;
  SpareQrTone tone;
  guint       windows; /* of SPARE_QR_TONE_LOCAL: so many along the shorter side */
  gboolean    negative;
  double      right; /* of SHAPE_TILTED */
  double      below;
} Look;

static const Look looks[] = {
  { LEVEL_COARSE, SHAPE_SAME, SPARE_QR_TONE_PLAIN, 0, FALSE },
  { LEVEL_COARSE, SHAPE_SAME, SPARE_QR_TONE_LOCAL, 8, FALSE },
  { LEVEL_MIDDLE, SHAPE_SAME, SPARE_QR_TONE_PLAIN, 0, FALSE },
  { LEVEL_COARSE, SHAPE_SAME, SPARE_QR_TONE_PLAIN, 0, TRUE },
  { LEVEL_COARSE, SHAPE_DOUBLE, SPARE_QR_TONE_PLAIN, 0, FALSE },
  { LEVEL_WHOLE, SHAPE_SAME, SPARE_QR_TONE_PLAIN, 0, FALSE },
  { LEVEL_COARSE, SHAPE_SAME, SPARE_QR_TONE_STRETCHED, 0, FALSE },
  { LEVEL_COARSE, SHAPE_BLURRED, SPARE_QR_TONE_PLAIN, 0, FALSE },
  { LEVEL_COARSE, SHAPE_SMALL, SPARE_QR_TONE_PLAIN, 0, FALSE },
  { LEVEL_MIDDLE, SHAPE_SAME, SPARE_QR_TONE_LOCAL, 12, FALSE },
  { LEVEL_COARSE, SHAPE_SAME, SPARE_QR_TONE_GLOBAL, 0, FALSE },
  { LEVEL_COARSE, SHAPE_BLURRED, SPARE_QR_TONE_LOCAL, 24, FALSE },
  { LEVEL_MIDDLE, SHAPE_BLURRED, SPARE_QR_TONE_LOCAL, 24, FALSE },
  { LEVEL_MIDDLE, SHAPE_SAME, SPARE_QR_TONE_PLAIN, 0, TRUE },
  { LEVEL_COARSE, SHAPE_TILTED, SPARE_QR_TONE_PLAIN, 0, FALSE, 0.25, 0 },
  { LEVEL_COARSE, SHAPE_TILTED, SPARE_QR_TONE_PLAIN, 0, FALSE, -0.25, 0 },
  { LEVEL_COARSE, SHAPE_TILTED, SPARE_QR_TONE_PLAIN, 0, FALSE, 0, 0.25 },
  { LEVEL_COARSE, SHAPE_TILTED, SPARE_QR_TONE_PLAIN, 0, FALSE, 0, -0.25 },
  { LEVEL_COARSE, SHAPE_TILTED, SPARE_QR_TONE_PLAIN, 0, FALSE, 0.18, 0.18 },
  { LEVEL_COARSE, SHAPE_TILTED, SPARE_QR_TONE_PLAIN, 0, FALSE, -0.18, 0.18 },
  { LEVEL_COARSE, SHAPE_TILTED, SPARE_QR_TONE_PLAIN, 0, FALSE, 0.18, -0.18 },
  { LEVEL_COARSE, SHAPE_TILTED, SPARE_QR_TONE_PLAIN, 0, FALSE, -0.18, -0.18 },
  { LEVEL_COARSE, SHAPE_SAME, SPARE_QR_TONE_LOCAL, 8, TRUE },
  { LEVEL_COARSE, SHAPE_DOUBLE, SPARE_QR_TONE_LOCAL, 12, FALSE },
  { LEVEL_COARSE, SHAPE_DOUBLE, SPARE_QR_TONE_PLAIN, 0, TRUE },
  { LEVEL_COARSE, SHAPE_TRIPLE, SPARE_QR_TONE_PLAIN, 0, FALSE },
  { LEVEL_COARSE, SHAPE_SQUARES, SPARE_QR_TONE_PLAIN, 0, FALSE },
  { LEVEL_COARSE, SHAPE_TRIPLE, SPARE_QR_TONE_LOCAL, 12, FALSE },
};

/* Where a pixel of what was scanned lies in the picture: see
 * spare_qr_pixels_tilt(). */
typedef struct
{
  double m[8];
} Place;

typedef struct
{
  SpareSecret *text;
  double       x; /* of the middle */
  double       y;
  double       height;
} Found;

typedef struct
{
  zbar_image_scanner_t *scanner;
  const SparePicture   *levels[N_LEVELS]; /* NULL: the same as the one before */
  guint                 factors[N_LEVELS];
  GPtrArray            *found; /* of Found */
} Scan;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_clear_pointer (&self->text, spare_secret_unref);
  g_free (self);
}

static void
add_found (Scan                *scan,
           const zbar_symbol_t *symbol,
           const Place         *place)
{
  const double *m = place->m;
  g_autoptr (SpareSecret) text = NULL;
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;
  double top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;
  Found *found;

  text = spare_secret_new (zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));
  for (guint i = 0; i < scan->found->len; i++)
    if (spare_secret_equal (((Found *) g_ptr_array_index (scan->found, i))->text, text))
      return;

  for (guint i = 0; i < zbar_symbol_get_loc_size (symbol); i++)
    {
      int column = zbar_symbol_get_loc_x (symbol, i);
      int row = zbar_symbol_get_loc_y (symbol, i);
      double d = m[6] * column + m[7] * row + 1;
      double x = (m[0] * column + m[1] * row + m[2]) / d;
      double y = (m[3] * column + m[4] * row + m[5]) / d;

      left = MIN (left, x);
      right = MAX (right, x);
      top = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  found = g_new (Found, 1);
  found->text = g_steal_pointer (&text);
  found->x = (left + right) / 2;
  found->y = (top + bottom) / 2;
  found->height = bottom - top;
  g_ptr_array_add (scan->found, found);
}

/* One run of zbar over @picture. FALSE: zbar could not. */
static gboolean
read_codes (Scan               *scan,
            const SparePicture *picture,
            const Place        *place,
            gboolean            sparse)
{
  int density = sparse ? 2 : 1;
  zbar_image_t *image;
  int count;

  if (picture->width == 0 || picture->height == 0)
    return TRUE;

  zbar_image_scanner_set_config (scan->scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, density);
  zbar_image_scanner_set_config (scan->scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, density);

  image = zbar_image_create ();
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, picture->width, picture->height);
  zbar_image_set_data (image, g_bytes_get_data (picture->gray, NULL), g_bytes_get_size (picture->gray), NULL);
  count = zbar_scan_image (scan->scanner, image);
  for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image); symbol != NULL;
       symbol = zbar_symbol_next (symbol))
    {
      if (zbar_symbol_get_type (symbol) == ZBAR_QRCODE && zbar_symbol_get_data_length (symbol) > 0)
        add_found (scan, symbol, place);
      /* It is zbar's own copy, which it only frees. */
      spare_wipe ((char *) zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));
    }
  zbar_image_destroy (image);
  return count >= 0;
}

static gboolean
read_parts (Scan               *scan,
            const SparePicture *picture,
            GCancellable       *cancellable,
            GError            **error)
{
  const guint step = PART_SIDE - PART_OVERLAP;
  gboolean sparse = (gsize) picture->width * picture->height > SPARSE_PIXELS;
  guint y = 0;
  gboolean good = TRUE;

  do
    {
      guint x = 0;

      do
        {
          g_autoptr (SparePicture) part = spare_qr_pixels_cut (picture, x, y, PART_SIDE, PART_SIDE);
          Place place = { { 1, 0, x, 0, 1, y } };

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          good = read_codes (scan, part, &place, sparse) && good;
          x += step;
        }
      while (x + PART_OVERLAP < picture->width);
      y += step;
    }
  while (y + PART_OVERLAP < picture->height);

  if (!good)
    g_set_error_literal (error, SPARE_QR_ERROR, SPARE_QR_ERROR_FAILED, "The picture could not be scanned");
  return good;
}

/* @picture as the look wants it; NULL: as it is. *left_out: that would be too
 * large, or of no use. */
static SparePicture *
reshape (const SparePicture *picture,
         const Look         *look,
         Place              *place,
         gboolean           *left_out)
{
  gsize pixels = (gsize) picture->width * picture->height;
  guint factor = look->shape == SHAPE_DOUBLE ? 2 : look->shape == SHAPE_TRIPLE ? 3 : 4;

  switch (look->shape)
    {
    case SHAPE_SMALL:
      *left_out = MIN (picture->width, picture->height) < 100;
      *place = (Place){ { 2, 0, 0, 0, 2, 0 } };
      return *left_out ? NULL : spare_qr_pixels_shrink (picture, 2);
    case SHAPE_BLURRED:
      return spare_qr_pixels_blur (picture, 1);
    case SHAPE_DOUBLE:
    case SHAPE_TRIPLE:
    case SHAPE_SQUARES:
      *left_out = pixels * factor * factor > GROWN_PIXELS;
      *place = (Place){ { 1.0 / factor, 0, 0, 0, 1.0 / factor, 0 } };
      return *left_out ? NULL : spare_qr_pixels_grow (picture, factor, look->shape != SHAPE_SQUARES);
    case SHAPE_TILTED:
      return spare_qr_pixels_tilt (picture, look->right, look->below, place->m);
    case SHAPE_SAME:
    default:
      return NULL;
    }
}

static gboolean
take_look (Scan         *scan,
           const Look   *look,
           GCancellable *cancellable,
           GError      **error)
{
  const SparePicture *picture = scan->levels[look->level];
  double factor = scan->factors[look->level];
  Place place = { { 1, 0, 0, 0, 1, 0 } };
  g_autoptr (SparePicture) shaped = NULL;
  g_autoptr (SparePicture) toned = NULL;
  /* A middle copy of a larger picture: the coarse one has the finer modules. */
  gboolean sparse = look->level == LEVEL_MIDDLE && factor > 1;
  gboolean left_out = FALSE;

  if (look->level == LEVEL_WHOLE)
    return read_parts (scan, picture, cancellable, error);

  shaped = reshape (picture, look, &place, &left_out);
  if (left_out)
    return TRUE;
  if (shaped != NULL)
    picture = shaped;
  if (look->tone != SPARE_QR_TONE_PLAIN || look->negative)
    {
      guint radius = look->windows == 0 ? 0 : MIN (picture->width, picture->height) / (2 * look->windows);

      toned = spare_qr_pixels_tone (picture, look->tone, MAX (radius, 4), look->negative);
      picture = toned;
    }
  for (guint i = 0; i < 6; i++)
    place.m[i] *= factor;
  if (read_codes (scan, picture, &place, sparse))
    return TRUE;

  g_set_error_literal (error, SPARE_QR_ERROR, SPARE_QR_ERROR_FAILED, "The picture could not be scanned");
  return FALSE;
}

/* By how much to shrink a picture so that it has at most @wanted pixels. */
static guint
find_factor (const SparePicture *picture,
             gsize               wanted)
{
  guint factor = 1;

  while ((gsize) (picture->width / factor) * (picture->height / factor) > wanted)
    factor++;
  return factor;
}

static gboolean
scan_thoroughly (Scan               *scan,
                 const SparePicture *picture,
                 GCancellable       *cancellable,
                 GError            **error)
{
  guint coarse_factor = find_factor (picture, COARSE_PIXELS);
  guint middle_factor = find_factor (picture, MIDDLE_PIXELS);
  g_autoptr (SparePicture) coarse = NULL;
  g_autoptr (SparePicture) middle = NULL;
  guint fruitless = 0;

  if (middle_factor > 1)
    middle = spare_qr_pixels_shrink (picture, middle_factor);
  if (coarse_factor > 1 && coarse_factor % middle_factor == 0)
    coarse = spare_qr_pixels_shrink (middle != NULL ? middle : picture, coarse_factor / middle_factor);
  else if (coarse_factor > 1)
    coarse = spare_qr_pixels_shrink (picture, coarse_factor);
  scan->factors[LEVEL_COARSE] = coarse_factor;
  scan->factors[LEVEL_MIDDLE] = middle_factor;
  scan->factors[LEVEL_WHOLE] = 1;
  scan->levels[LEVEL_COARSE] = coarse != NULL ? coarse : picture;
  if (middle_factor != coarse_factor)
    scan->levels[LEVEL_MIDDLE] = middle != NULL ? middle : picture;
  if (middle_factor > 1)
    scan->levels[LEVEL_WHOLE] = picture;

  for (guint i = 0; i < G_N_ELEMENTS (looks) && fruitless < FRUITLESS_MAX; i++)
    {
      guint before = scan->found->len;

      if (scan->levels[looks[i].level] == NULL)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !take_look (scan, &looks[i], cancellable, error))
        return FALSE;
      if (scan->found->len > before)
        fruitless = 0;
      else if (scan->found->len > 0)
        fruitless++;
    }
  return TRUE;
}

static int
compare_y (gconstpointer a,
           gconstpointer b)
{
  const Found *first = *(const Found *const *) a;
  const Found *second = *(const Found *const *) b;

  return (first->y > second->y) - (first->y < second->y);
}

static int
compare_x (gconstpointer a,
           gconstpointer b)
{
  const Found *first = *(const Found *const *) a;
  const Found *second = *(const Found *const *) b;

  return (first->x > second->x) - (first->x < second->x);
}

/* Codes whose middles are less than half a code apart stand in one row. */
static GPtrArray *
in_reading_order (GPtrArray *found)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  guint start = 0;

  g_ptr_array_sort (found, compare_y);
  while (start < found->len)
    {
      const Found *first = g_ptr_array_index (found, start);
      guint end = start + 1;

      while (end < found->len
             && ((Found *) g_ptr_array_index (found, end))->y - first->y < first->height / 2)
        end++;
      qsort (found->pdata + start, end - start, sizeof *found->pdata, compare_x);
      while (start < end)
        g_ptr_array_add (texts, spare_secret_ref (((Found *) g_ptr_array_index (found, start++))->text));
    }
  return texts;
}

/**
 * spare_qr_scan:
 *
 * The texts are the very bytes of the codes, mostly UTF-8: nothing is
 * converted. A cancellation is seen between two looks.
 */
GPtrArray *
spare_qr_scan (const SparePicture *picture,
               SpareQrScanEffort   effort,
               GCancellable       *cancellable,
               GError            **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (found_free);
  Scan scan = { .found = found };
  GPtrArray *texts = NULL;
  gboolean good;

  g_return_val_if_fail (picture != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  scan.scanner = zbar_image_scanner_create ();
  zbar_image_scanner_set_config (scan.scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scan.scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config (scan.scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);

  if (effort == SPARE_QR_SCAN_THOROUGH)
    good = scan_thoroughly (&scan, picture, cancellable, error);
  else
    good = read_parts (&scan, picture, cancellable, error);
  if (good)
    texts = in_reading_order (found);

  zbar_image_scanner_destroy (scan.scanner);
  return texts;
}
