/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/* Base32 of RFC 4648, section 6. Reading accepts lower case, blanks, dashes,
 * missing padding and ignores the trailing bits of the last character; writing
 * gives upper case without padding. Bytes never leave locked memory. */
SpareSecret *spare_base32_decode (const char *text,
                                  gssize      length,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
SpareSecret *spare_base32_encode (const SpareSecret *bytes) G_GNUC_WARN_UNUSED_RESULT;

/* Two hexadecimal digits a byte, either case in, lower case out. */
SpareSecret *spare_base16_decode (const char *text,
                                  gssize      length,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
SpareSecret *spare_base16_encode (const SpareSecret *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
