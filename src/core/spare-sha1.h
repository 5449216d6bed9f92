/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPARE_SHA1_SIZE 20

/* HMAC-SHA-1 of RFC 2104 for the rest of this room. libsodium has no SHA-1, and
 * GLib's leaves the digest as text in memory that nobody wipes. */
void spare_sha1_hmac (const guint8 *key,
                      gsize         key_size,
                      const guint8 *message,
                      gsize         message_size,
                      guint8        out[SPARE_SHA1_SIZE]);

G_END_DECLS
