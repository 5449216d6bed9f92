/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-crypto-error.h"
#include "spare-secret.h"

G_BEGIN_DECLS

/* Keys out of passwords, by libgcrypt, for the files of other programs. All of
 * these block for up to minutes: call them on a thread. A cancelled one returns
 * at once. Its thread ends, and lets go of its memory, when libgcrypt looks up:
 * Argon2 behind a lane of a quarter of a pass, the others at their very end. As
 * long as there is such a one with memory (Argon2, scrypt), the next of these
 * waits before it takes some of its own. Parameters out of range
 * are SPARE_CRYPTO_ERROR_PARAMETERS, more than SPARE_KDF_MEMORY_MAX is
 * SPARE_CRYPTO_ERROR_MEMORY, a cancelled one G_IO_ERROR_CANCELLED. */

#define SPARE_KDF_MEMORY_MAX     (G_GUINT64_CONSTANT (2) << 30) /* bytes */
#define SPARE_KDF_ITERATIONS_MAX 10000000

/* @fraction: 0 to 1, or less than 0 where the library does not tell. Called on
 * the thread that waits for the key. */
typedef void (*SpareKdfProgress) (double fraction, gpointer data);

/**
 * SpareKdfWatch:
 * @cancellable: (nullable)
 * @progress: (nullable)
 * @cost_max: bytes that may be gone through, memory times passes; a round of
 *   PBKDF2 counts as 128. More is SPARE_CRYPTO_ERROR_PARAMETERS. 0 sets no bound
 */
typedef struct
{
  GCancellable    *cancellable;
  SpareKdfProgress progress;
  gpointer         data;
  guint64          cost_max;
} SpareKdfWatch;

typedef enum
{
  SPARE_HASH_SHA1,
  SPARE_HASH_SHA256,
  SPARE_HASH_SHA512,
} SpareHash;

/* @watch: (nullable) in all of them. @size: bytes of the key, at most 64. */
SpareSecret *spare_kdf_pbkdf2   (SpareHash            hash,
                                 const SpareSecret   *password,
                                 const guint8        *salt,
                                 gsize                salt_size,
                                 guint64              iterations,
                                 gsize                size,
                                 const SpareKdfWatch *watch,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* @n a power of two, 2 to 2^20; @r 8, the only one in use; @p at most 16;
 * 128 * n * r bytes of memory. */
SpareSecret *spare_kdf_scrypt   (const SpareSecret   *password,
                                 const guint8        *salt,
                                 gsize                salt_size,
                                 guint64              n,
                                 guint64              r,
                                 guint64              p,
                                 gsize                size,
                                 const SpareKdfWatch *watch,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Version 0x13. @memory in KiB; a salt of at least 8 bytes. Tells its progress. An empty password is SPARE_CRYPTO_ERROR_PASSWORD. */
SpareSecret *spare_kdf_argon2id (const SpareSecret   *password,
                                 const guint8        *salt,
                                 gsize                salt_size,
                                 guint64              iterations,
                                 guint64              memory,
                                 guint64              parallelism,
                                 gsize                size,
                                 const SpareKdfWatch *watch,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* HKDF-Expand alone (RFC 5869, 2.3) with SHA-256. */
SpareSecret *spare_kdf_hkdf_expand (const SpareSecret *key,
                                    const char        *info,
                                    gsize              size,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
SpareSecret *spare_kdf_sha256      (gconstpointer data,
                                    gsize         size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
