/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "spare-qr-error.h"

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
#define SPARE_PICTURE_BYTES_MAX  (256 * 1024 * 1024) /* of a file */

/* Does the file begin like a PNG, JPEG, GIF, BMP, TIFF, WebP, … that can be
 * loaded here? By content. */
gboolean      spare_picture_is_picture (GBytes *file);
/* Blocks; transparent parts count as white; turned as its EXIF data says. */
SparePicture *spare_picture_load       (GBytes  *file,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for less than SPARE_PICTURE_PIXELS_MAX. */
SparePicture *spare_picture_load_small (GBytes  *file,
                                        guint    pixels_max,
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
/* For code that fills a picture in place: `*data` may be written until the
 * picture is handed on. */
SparePicture *spare_picture_new_empty  (guint    width,
                                        guint    height,
                                        guint8 **data) G_GNUC_WARN_UNUSED_RESULT;
void          spare_picture_free       (SparePicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SparePicture, spare_picture_free)

G_END_DECLS
