/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/* Bytes of a whole file, too many for locked memory: on the ordinary heap, and
 * wiped when the last reference goes. `*data` may be written until the bytes
 * are handed on. */
GBytes      *spare_bytes_new_wiped (gsize    size,
                                    guint8 **data) G_GNUC_WARN_UNUSED_RESULT;
GBytes      *spare_bytes_copy_wiped (gconstpointer data,
                                     gsize         size) G_GNUC_WARN_UNUSED_RESULT;

/* Base64 of RFC 4648 in the standard or the URL alphabet, padded or not; blanks
 * and line ends are skipped. NULL where it is anything else. */
GBytes      *spare_base64_decode        (const char *text,
                                         gssize      length) G_GNUC_WARN_UNUSED_RESULT;
SpareSecret *spare_base64_decode_secret (const char *text,
                                         gssize      length) G_GNUC_WARN_UNUSED_RESULT;
/* Standard alphabet, padded. */
SpareSecret *spare_base64_encode        (gconstpointer data,
                                         gsize         size) G_GNUC_WARN_UNUSED_RESULT;

/* Overwrites, so that the compiler cannot leave it out. */
void         spare_wipe            (gpointer data,
                                    gsize    size);
void         spare_wipe_text       (char *text); /* (nullable) (transfer full): wiped and freed */

G_END_DECLS
