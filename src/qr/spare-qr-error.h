/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPARE_QR_ERROR (spare_qr_error_quark ())

typedef enum
{
  SPARE_QR_ERROR_NOT_PICTURE, /* no image file that can be read */
  SPARE_QR_ERROR_TOO_LARGE,   /* more pixels or bytes than is sane; or too much text for one code */
  SPARE_QR_ERROR_NONE_FOUND,  /* no QR code in the picture */
  SPARE_QR_ERROR_FAILED,
} SpareQrError;

GQuark spare_qr_error_quark (void);

G_END_DECLS
