/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-qr-error.h"
#include "spare-secret.h"

G_BEGIN_DECLS

/**
 * SpareQrCode:
 *
 * A QR code to show or print: a square of modules, made by libqrencode. What
 * it says is a secret: it is wiped when freed.
 */
typedef struct _SpareQrCode SpareQrCode;

typedef enum
{
  SPARE_QR_LEVEL_L, /* restores 7 % */
  SPARE_QR_LEVEL_M, /* 15 % */
  SPARE_QR_LEVEL_Q, /* 25 % */
  SPARE_QR_LEVEL_H, /* 30 % */
} SpareQrLevel;

#define SPARE_QR_QUIET 4      /* modules of white that belong around a code */
#define SPARE_QR_SCALE_MAX 64 /* pixels a module */

SpareQrCode *spare_qr_code_new       (const SpareSecret *text,
                                      SpareQrLevel       level,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void         spare_qr_code_free      (SpareQrCode *self);
guint        spare_qr_code_get_width (const SpareQrCode *self); /* modules a side, without the quiet zone */
gboolean     spare_qr_code_is_dark   (const SpareQrCode *self,
                                      guint              column,
                                      guint              row);

/* Eight bits of gray a pixel, @scale pixels a module, the quiet zone around;
 * rows of *side bytes. */
GBytes      *spare_qr_code_draw      (const SpareQrCode *self,
                                      guint              scale,
                                      guint             *side) G_GNUC_WARN_UNUSED_RESULT;
/* The same as a PNG file. */
GBytes      *spare_qr_code_to_png    (const SpareQrCode *self,
                                      guint              scale,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareQrCode, spare_qr_code_free)

G_END_DECLS
