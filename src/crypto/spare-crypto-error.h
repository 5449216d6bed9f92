/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be wrong with something encrypted. Messages are for developers and
 * hold nothing of a secret; what people read is chosen from the code. */
#define SPARE_CRYPTO_ERROR (spare_crypto_error_quark ())

typedef enum
{
  SPARE_CRYPTO_ERROR_PASSWORD,   /* the authentication failed: wrong password, or damaged */
  SPARE_CRYPTO_ERROR_DAMAGED,    /* not what it claims to be, or cut short */
  SPARE_CRYPTO_ERROR_PARAMETERS, /* iterations, memory or sizes out of range */
  SPARE_CRYPTO_ERROR_MEMORY,     /* turning the password into a key needs more than 2 GiB, or than there is */
  SPARE_CRYPTO_ERROR_VERSION,    /* made by a later version */
  SPARE_CRYPTO_ERROR_FAILED,     /* the library refused */
} SpareCryptoError;

GQuark spare_crypto_error_quark (void);

G_END_DECLS
