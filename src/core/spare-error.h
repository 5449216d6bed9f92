/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SPARE_CORE_ERROR:
 *
 * What can be wrong with an account that comes from outside. The message of
 * the GError is for developers and never holds a part of a secret; what people
 * read is chosen from the code.
 */
#define SPARE_CORE_ERROR (spare_core_error_quark ())

typedef enum
{
  SPARE_CORE_ERROR_NOT_URI,        /* not an otpauth, motp or steam URI */
  SPARE_CORE_ERROR_MIGRATION,      /* otpauth-migration: several accounts */
  SPARE_CORE_ERROR_TYPE,           /* unknown kind of code */
  SPARE_CORE_ERROR_ENCODING,       /* bad percent-encoding or UTF-8 */
  SPARE_CORE_ERROR_TOO_LONG,
  SPARE_CORE_ERROR_SECRET_MISSING,
  SPARE_CORE_ERROR_SECRET_INVALID, /* not Base32 (or hex for mOTP) */
  SPARE_CORE_ERROR_SECRET_SHORT,   /* fewer than 8 bits remain */
  SPARE_CORE_ERROR_ALGORITHM,
  SPARE_CORE_ERROR_DIGITS,
  SPARE_CORE_ERROR_PERIOD,
  SPARE_CORE_ERROR_COUNTER,
  SPARE_CORE_ERROR_PIN,            /* Yandex and mOTP need one */
  SPARE_CORE_ERROR_TIME,           /* before 1970 */
  SPARE_CORE_ERROR_NO_CODES,       /* an account without one-time codes */
  SPARE_CORE_ERROR_NAME_MISSING,   /* neither service nor account name */
  SPARE_CORE_ERROR_SELF_TEST,
  SPARE_CORE_ERROR_BUNDLE,         /* not the text of a backup, or cut short */
  SPARE_CORE_ERROR_VERSION,        /* the text of a backup by a later version */
  SPARE_CORE_ERROR_RECIPE,         /* codes cannot be made like this */
  SPARE_CORE_ERROR_SECRET_REUSED,  /* an old secret in place of a new one */
} SpareCoreError;

GQuark spare_core_error_quark (void);

G_END_DECLS
