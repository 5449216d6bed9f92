/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-qr-pixels.h"

#include <math.h>
#include <string.h>

static const guint8 *
get_pixels (const SparePicture *picture)
{
  return g_bytes_get_data (picture->gray, NULL);
}

SparePicture *
spare_qr_pixels_shrink (const SparePicture *picture,
                        guint               factor)
{
  guint width = picture->width / factor;
  guint height = picture->height / factor;
  guint area = factor * factor;
  const guint8 *from = get_pixels (picture);
  g_autofree guint32 *sums = g_new (guint32, MAX (width, 1));
  guint8 *to;
  SparePicture *result = spare_picture_new_empty (width, height, &to);

  for (gsize y = 0; y < height; y++)
    {
      memset (sums, 0, width * sizeof *sums);
      for (gsize dy = 0; dy < factor; dy++)
        {
          const guint8 *row = from + (y * factor + dy) * picture->width;

          for (guint x = 0; x < width; x++)
            for (guint dx = 0; dx < factor; dx++)
              sums[x] += *row++;
        }
      for (guint x = 0; x < width; x++)
        *to++ = (guint8) (sums[x] / area);
    }
  return result;
}

/* Where the middle of pixel @at of the result lies, in 1/256 of pixels. */
static void
place (guint  at,
       guint  factor,
       guint  size,
       guint *first,
       guint *second,
       guint *weight)
{
  guint scaled = (2 * at + 1) * 128 / factor;
  guint shifted = scaled > 128 ? scaled - 128 : 0;

  *first = MIN (shifted / 256, size - 1);
  *second = MIN (*first + 1, size - 1);
  *weight = shifted % 256;
}

SparePicture *
spare_qr_pixels_grow (const SparePicture *picture,
                      guint               factor,
                      gboolean            smooth)
{
  guint width = picture->width * factor;
  guint height = picture->height * factor;
  const guint8 *from = get_pixels (picture);
  guint8 *to;
  SparePicture *result = spare_picture_new_empty (width, height, &to);

  g_assert (factor > 0);

  for (guint y = 0; y < height; y++)
    {
      guint top, bottom, down;
      const guint8 *upper, *lower;

      place (y, factor, picture->height, &top, &bottom, &down);
      upper = from + (gsize) (smooth ? top : y / factor) * picture->width;
      lower = from + (gsize) bottom * picture->width;
      for (guint x = 0; x < width; x++)
        {
          guint left, right, aside;

          if (!smooth)
            {
              *to++ = upper[x / factor];
              continue;
            }
          place (x, factor, picture->width, &left, &right, &aside);
          *to++ = (guint8) (((upper[left] * (256 - aside) + upper[right] * aside) * (256 - down)
                             + (lower[left] * (256 - aside) + lower[right] * aside) * down) >> 16);
        }
    }
  return result;
}

/* Adds or takes away one row of the columns' sums. */
static void
move_sums (guint32            *sums,
           const SparePicture *picture,
           gsize               y,
           gboolean            add)
{
  const guint8 *row = get_pixels (picture) + y * picture->width;

  for (guint x = 0; x < picture->width; x++)
    sums[x] = add ? sums[x] + row[x] : sums[x] - row[x];
}

/* The means of the squares around the pixels of one row; @tall rows are in @sums. */
static void
mean_row (const guint32 *sums,
          guint          width,
          guint          radius,
          guint          tall,
          guint8        *mean)
{
  guint64 sum = 0;
  guint wide = MIN (radius, width);

  for (guint x = 0; x < wide; x++)
    sum += sums[x];
  for (guint x = 0; x < width; x++)
    {
      if (x + radius < width)
        {
          sum += sums[x + radius];
          wide++;
        }
      if (x > radius)
        {
          sum -= sums[x - radius - 1];
          wide--;
        }
      mean[x] = (guint8) (sum / ((guint64) wide * tall));
    }
}

SparePicture *
spare_qr_pixels_blur (const SparePicture *picture,
                      guint               radius)
{
  guint width = picture->width;
  guint height = picture->height;
  g_autofree guint32 *sums = g_new0 (guint32, MAX (width, 1));
  guint8 *to;
  SparePicture *result = spare_picture_new_empty (width, height, &to);
  guint tall = MIN (radius, height);

  for (guint y = 0; y < tall; y++)
    move_sums (sums, picture, y, TRUE);
  for (guint y = 0; y < height; y++)
    {
      if (y + radius < height)
        {
          move_sums (sums, picture, y + radius, TRUE);
          tall++;
        }
      if (y > radius)
        {
          move_sums (sums, picture, y - radius - 1, FALSE);
          tall--;
        }
      mean_row (sums, width, radius, tall, to + (gsize) y * width);
    }
  return result;
}

static void
count (const SparePicture *picture,
       gsize               histogram[256])
{
  const guint8 *from = get_pixels (picture);
  gsize size = (gsize) picture->width * picture->height;

  memset (histogram, 0, 256 * sizeof *histogram);
  for (gsize i = 0; i < size; i++)
    histogram[from[i]]++;
}

/* All but the darkest and the lightest hundredth get the whole range. */
static void
stretch (const gsize histogram[256],
         gsize       size,
         guint8      table[256])
{
  gsize below = 0;
  int low = 0;
  int high = 255;

  while (low < 255 && (below += histogram[low]) <= size / 100)
    low++;
  below = 0;
  while (high > 0 && (below += histogram[high]) <= size / 100)
    high--;
  for (int i = 0; i < 256; i++)
    table[i] = high > low ? (guint8) (255 * (CLAMP (i, low, high) - low) / (high - low)) : (guint8) i;
}

/* The threshold that parts the histogram into the two groups that differ most. */
static void
part (const gsize histogram[256],
      gsize       size,
      guint8      table[256])
{
  double total = 0;
  double dark = 0;
  double dark_total = 0;
  double best = -1;
  int threshold = 127;

  for (int i = 0; i < 256; i++)
    total += (double) i * (double) histogram[i];
  for (int i = 0; i < 255; i++)
    {
      double light = (double) size - (dark += (double) histogram[i]);
      double apart;

      dark_total += (double) i * (double) histogram[i];
      if (dark <= 0 || light <= 0)
        continue;
      apart = dark_total / dark - (total - dark_total) / light;
      if (dark * light * apart * apart > best)
        {
          best = dark * light * apart * apart;
          threshold = i;
        }
    }
  for (int i = 0; i < 256; i++)
    table[i] = i > threshold ? 255 : 0;
}

/* Black is what is clearly darker than the mean around it. */
static SparePicture *
tone_local (const SparePicture *picture,
            guint               radius,
            gboolean            negative)
{
  SparePicture *result = spare_qr_pixels_blur (picture, radius);
  const guint8 *from = get_pixels (picture);
  guint8 *to = (guint8 *) get_pixels (result);
  gsize size = (gsize) picture->width * picture->height;

  for (gsize i = 0; i < size; i++)
    to[i] = negative ? (from[i] > to[i] + 4 ? 0 : 255) : (from[i] + 4 < to[i] ? 0 : 255);
  return result;
}

SparePicture *
spare_qr_pixels_tone (const SparePicture *picture,
                      SpareQrTone         tone,
                      guint               radius,
                      gboolean            negative)
{
  gsize size = (gsize) picture->width * picture->height;
  gsize histogram[256];
  guint8 table[256];
  const guint8 *from = get_pixels (picture);
  guint8 *to;
  SparePicture *result;

  if (tone == SPARE_QR_TONE_LOCAL)
    return tone_local (picture, radius, negative);

  for (guint i = 0; i < 256; i++)
    table[i] = (guint8) i;
  if (tone != SPARE_QR_TONE_PLAIN)
    count (picture, histogram);
  if (tone == SPARE_QR_TONE_STRETCHED)
    stretch (histogram, size, table);
  else if (tone == SPARE_QR_TONE_GLOBAL)
    part (histogram, size, table);
  for (guint i = 0; negative && i < 256; i++)
    table[i] = (guint8) (255 - table[i]);

  result = spare_picture_new_empty (picture->width, picture->height, &to);
  for (gsize i = 0; i < size; i++)
    to[i] = table[from[i]];
  return result;
}

/* The colour between four pixels; around the picture it is white. */
static guint8
pick (const SparePicture *picture,
      double              x,
      double              y)
{
  gsize width = picture->width;
  const guint8 *at;
  guint aside, down;

  if (!(x >= 0 && y >= 0 && x < picture->width - 1.0 && y < picture->height - 1.0))
    return 255;

  at = get_pixels (picture) + (gsize) y * width + (gsize) x;
  aside = (guint) (x * 256) & 255;
  down = (guint) (y * 256) & 255;
  return (guint8) (((at[0] * (256 - aside) + at[1] * aside) * (256 - down)
                    + (at[width] * (256 - aside) + at[width + 1] * aside) * down) >> 16);
}

SparePicture *
spare_qr_pixels_tilt (const SparePicture *picture,
                      double              right,
                      double              below,
                      double              m[8])
{
  double width = picture->width;
  double height = picture->height;
  double grown = 1 + fabs (right) + fabs (below);
  guint columns = (guint) (width * grown);
  guint rows = (guint) (height * grown);
  /* The denominator at the corner, which is to become 1. */
  double corner = 1 - right - below;
  guint8 *to;
  SparePicture *result = spare_picture_new_empty (columns, rows, &to);

  m[6] = 2 * right / columns / corner;
  m[7] = 2 * below / rows / corner;
  m[0] = width / 2 * m[6] + width * grown / columns / corner;
  m[1] = width / 2 * m[7];
  m[2] = width / 2 - width * grown / 2 / corner;
  m[3] = height / 2 * m[6];
  m[4] = height / 2 * m[7] + height * grown / rows / corner;
  m[5] = height / 2 - height * grown / 2 / corner;

  for (guint y = 0; y < rows; y++)
    for (guint x = 0; x < columns; x++)
      {
        double d = m[6] * x + m[7] * y + 1;

        *to++ = pick (picture, (m[0] * x + m[1] * y + m[2]) / d, (m[3] * x + m[4] * y + m[5]) / d);
      }
  return result;
}

SparePicture *
spare_qr_pixels_cut (const SparePicture *picture,
                     guint               x,
                     guint               y,
                     guint               width,
                     guint               height)
{
  g_return_val_if_fail (x < picture->width && y < picture->height, NULL);

  return spare_picture_new_gray (get_pixels (picture) + (gsize) y * picture->width + x,
                                 MIN (width, picture->width - x), MIN (height, picture->height - y),
                                 picture->width);
}
