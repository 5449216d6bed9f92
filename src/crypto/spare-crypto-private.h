/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gcrypt.h>

#include "spare-crypto-error.h"
#include "spare-kdf.h"

G_BEGIN_DECLS

/* For the rest of this room. */

/* Sets up libgcrypt; any number of times, from any thread. */
gboolean     spare_gcrypt_ready (GError **error);

/* @error from @code, which is none of the errors with a code of their own. */
void         spare_gcrypt_fail  (GError     **error,
                                 gcry_error_t code,
                                 const char  *what);

void         spare_crypto_fail  (GError         **error,
                                 SpareCryptoError code,
                                 const char      *message);

/* Argon2id with all its inputs (RFC 9106, 3.1). */
typedef struct
{
  const SpareSecret *password;
  const guint8      *salt;
  gsize              salt_size;
  const guint8      *key; /* (nullable) */
  gsize              key_size;
  const guint8      *data; /* (nullable) */
  gsize              data_size;
  guint64            iterations;
  guint64            memory; /* KiB */
  guint64            parallelism;
  gsize              size;
} SpareArgon2;

SpareSecret *spare_kdf_argon2id_full (const SpareArgon2   *input,
                                      const SpareKdfWatch *watch,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
