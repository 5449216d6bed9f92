/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-bytes.h"
#include "spare-crypto-error.h"

G_BEGIN_DECLS

/* Ciphers of other programs' files: AES by libgcrypt, secretstream by
 * libsodium. Results are wiped when freed. A tag, MAC or padding that does not
 * fit is SPARE_CRYPTO_ERROR_PASSWORD. */

#define SPARE_GCM_TAG 16

/* @data: ciphertext with the 16-byte tag behind it. @key: 16 or 32 bytes.
 * @aad: (nullable) */
GBytes *spare_cipher_gcm_open (const SpareSecret *key,
                               const guint8      *nonce,
                               gsize              nonce_size,
                               const guint8      *aad,
                               gsize              aad_size,
                               const guint8      *data,
                               gsize              size,
                               GError           **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *spare_cipher_gcm_seal (const SpareSecret *key,
                               const guint8      *nonce,
                               gsize              nonce_size,
                               const guint8      *aad,
                               gsize              aad_size,
                               const guint8      *data,
                               gsize              size,
                               GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* AES-CBC with PKCS #7 padding; @iv has 16 bytes. */
GBytes *spare_cipher_cbc_open (const SpareSecret *key,
                               const guint8       iv[16],
                               const guint8      *data,
                               gsize              size,
                               GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Compares HMAC-SHA-256 in constant time. */
gboolean spare_cipher_hmac_check (const SpareSecret *key,
                                  const guint8      *first,
                                  gsize              first_size,
                                  const guint8      *second,
                                  gsize              second_size,
                                  const guint8       mac[32]);

/* One chunk of libsodium's secretstream XChaCha20-Poly1305, as Ente writes it;
 * whatever its closing tag. @header has 24 bytes, @key 32. */
GBytes *spare_cipher_stream_open (const SpareSecret *key,
                                  const guint8       header[24],
                                  const guint8      *data,
                                  gsize              size,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Random bytes from libsodium: salts, nonces, keys. */
void         spare_cipher_random     (guint8 *out,
                                      gsize   size);

G_END_DECLS
