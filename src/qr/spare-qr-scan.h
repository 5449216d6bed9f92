/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-picture.h"
#include "spare-qr-error.h"
#include "spare-secret.h"

G_BEGIN_DECLS

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

G_END_DECLS
