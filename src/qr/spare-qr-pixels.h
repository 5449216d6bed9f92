/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-picture.h"

G_BEGIN_DECLS

/* What makes a code easier to read. Each gives a new picture (transfer full). */

typedef enum
{
  SPARE_QR_TONE_PLAIN,
  SPARE_QR_TONE_STRETCHED, /* darkest to black, lightest to white */
  SPARE_QR_TONE_GLOBAL,    /* black and white, one threshold (Otsu's) */
  SPARE_QR_TONE_LOCAL,     /* black and white, by the mean around each pixel */
} SpareQrTone;

/* The mean of squares of @factor pixels; an incomplete last row or column goes. */
SparePicture *spare_qr_pixels_shrink (const SparePicture *picture,
                                      guint               factor) G_GNUC_WARN_UNUSED_RESULT;
/* @smooth: between the pixels in straight lines, else in squares */
SparePicture *spare_qr_pixels_grow   (const SparePicture *picture,
                                      guint               factor,
                                      gboolean            smooth) G_GNUC_WARN_UNUSED_RESULT;
/* The mean of a square of 2 @radius + 1 pixels a side. */
SparePicture *spare_qr_pixels_blur   (const SparePicture *picture,
                                      guint               radius) G_GNUC_WARN_UNUSED_RESULT;
SparePicture *spare_qr_pixels_tone   (const SparePicture *picture,
                                      SpareQrTone         tone,
                                      guint               radius, /* of local */
                                      gboolean            negative) G_GNUC_WARN_UNUSED_RESULT;
/* As seen from another side: what is to the right is made smaller by @right and
 * what is below by @below, -0.4 … 0.4; nothing is left off. A pixel (x, y) of the
 * result is at ((m[0] x + m[1] y + m[2]) / d, (m[3] x + m[4] y + m[5]) / d) of
 * @picture, where d = m[6] x + m[7] y + 1. */
SparePicture *spare_qr_pixels_tilt   (const SparePicture *picture,
                                      double              right,
                                      double              below,
                                      double              m[8]) G_GNUC_WARN_UNUSED_RESULT;
/* A part; what sticks out of @picture is left off. */
SparePicture *spare_qr_pixels_cut    (const SparePicture *picture,
                                      guint               x,
                                      guint               y,
                                      guint               width,
                                      guint               height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
