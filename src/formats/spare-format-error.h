/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SPARE_FORMAT_ERROR:
 *
 * Why a file, or one entry of it, cannot be taken in. Messages are for
 * developers and hold nothing of a secret; what people read is chosen from the
 * code. Errors of a key derivation or a cipher are translated into these.
 */
#define SPARE_FORMAT_ERROR (spare_format_error_quark ())

typedef enum
{
  SPARE_FORMAT_ERROR_UNKNOWN,         /* no format has this content */
  SPARE_FORMAT_ERROR_PASSWORD_NEEDED, /* encrypted, and no password was given */
  SPARE_FORMAT_ERROR_PASSWORD_WRONG,  /* or damaged: the format cannot tell */
  SPARE_FORMAT_ERROR_DAMAGED,         /* cut short, or not what it claims to be */
  SPARE_FORMAT_ERROR_TOO_LARGE,       /* more bytes, entries or nesting than any real file has */
  SPARE_FORMAT_ERROR_PARAMETERS,      /* iterations and the like out of range */
  SPARE_FORMAT_ERROR_MEMORY,          /* opening it would take more than 2 GiB of memory */
  SPARE_FORMAT_ERROR_VERSION,         /* made by a later version than is known */
  SPARE_FORMAT_ERROR_RESTRICTED,      /* bound to an account of the other program: cannot be opened elsewhere */
  SPARE_FORMAT_ERROR_ENCRYPTION,      /* encrypted in a way that is not supported; export it otherwise */
  SPARE_FORMAT_ERROR_EMPTY,           /* of a known format, with no account that has one-time codes */
  SPARE_FORMAT_ERROR_ENTRY,           /* of one entry: fields missing or of the wrong type */
} SpareFormatError;

GQuark spare_format_error_quark (void);

G_END_DECLS
