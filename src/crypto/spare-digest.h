/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-crypto-error.h"
#include "spare-secret.h"

G_BEGIN_DECLS

/* Digests under which lists of leaked passwords have them. They are no way to keep
 * a password, and as secret as it is: wipe them. @text: UTF-8 */
#define SPARE_DIGEST_SHA1_SIZE 20
#define SPARE_DIGEST_NTLM_SIZE 16

gboolean spare_digest_sha1 (const SpareSecret *text,
                            guint8             out[SPARE_DIGEST_SHA1_SIZE],
                            GError           **error);
/* MD4 over UTF-16, the lower byte first. */
gboolean spare_digest_ntlm (const SpareSecret *text,
                            guint8             out[SPARE_DIGEST_NTLM_SIZE],
                            GError           **error);

G_END_DECLS
