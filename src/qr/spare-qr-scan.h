/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-qr-error.h"
#include "spare-secret.h"

G_BEGIN_DECLS

/**
 * SparePicture:
 * @gray: eight bits a pixel, rows of @width bytes; wiped when freed
 */
typedef struct
{
  guint   width;
  guint   height;
  GBytes *gray;
} SparePicture;

#define SPARE_PICTURE_PIXELS_MAX (100 * 1000 * 1000)

/* Does the file begin like a PNG, JPEG, GIF, BMP, TIFF, WebP, … that can be
 * loaded here? By content. */
gboolean      spare_picture_is_picture (GBytes *file);
/* Blocks; transparent parts count as white; turned as its EXIF data says. */
SparePicture *spare_picture_load       (GBytes  *file,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @pixels: 8-bit RGB or RGBA rows of @stride bytes, copied as gray. */
SparePicture *spare_picture_new_rgb    (const guint8 *pixels,
                                        guint         width,
                                        guint         height,
                                        gsize         stride,
                                        guint         channels) G_GNUC_WARN_UNUSED_RESULT;
SparePicture *spare_picture_new_gray   (const guint8 *pixels,
                                        guint         width,
                                        guint         height,
                                        gsize         stride) G_GNUC_WARN_UNUSED_RESULT;
void          spare_picture_free       (SparePicture *self);

typedef enum
{
  SPARE_QR_SCAN_QUICK,    /* one look, for the frames of a camera */
  SPARE_QR_SCAN_THOROUGH, /* also scaled, inverted, with other thresholds: for photos and screens */
} SpareQrScanEffort;

/* The texts of all QR codes in @picture, each once, in reading order; blocks.
 *
 * Returns: (transfer full) (element-type SpareSecret): empty where there is
 *   none; NULL only with G_IO_ERROR_CANCELLED or SPARE_QR_ERROR_FAILED */
GPtrArray    *spare_qr_scan            (const SparePicture *picture,
                                        SpareQrScanEffort   effort,
                                        GCancellable       *cancellable,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SparePicture, spare_picture_free)

G_END_DECLS
