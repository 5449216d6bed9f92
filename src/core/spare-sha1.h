/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPARE_SHA1_SIZE 20

/* HMAC-SHA-1 of RFC 2104 over GLib's digest: libsodium has no SHA-1. The key and
 * what is derived from it stays in this stack frame, which is wiped. */
void spare_sha1_hmac (const guint8 *key,
                      gsize         key_size,
                      const guint8 *message,
                      gsize         message_size,
                      guint8        out[SPARE_SHA1_SIZE]);

G_END_DECLS
