/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-bundle.h"
#include "spare-crypto-error.h"

G_BEGIN_DECLS

/**
 * The sealed backup: a header (magic, version, Argon2id parameters, salt), then
 * libsodium's secretstream XChaCha20-Poly1305 in chunks, the header
 * authenticated with the first. docs/backup.md has every byte.
 */
#define SPARE_SEAL_SUFFIX        ".sparekey"
#define SPARE_SEAL_MIME          "application/x-sparekey-backup"
#define SPARE_SEAL_PASSPHRASE_MAX 1024 /* bytes */

/**
 * SpareSealKey:
 *
 * A key with the parameters that made it from a passphrase, so that more
 * backups can be sealed and opened without the passphrase.
 */
typedef struct _SpareSealKey SpareSealKey;

typedef enum
{
  SPARE_SEAL_STRENGTH_USUAL, /* 256 MiB, 3 passes: what people get */
  SPARE_SEAL_STRENGTH_LEAST, /* the least that is accepted when opening; for tests and fuzzing */
} SpareSealStrength;

/* Draws a salt and derives; blocks for a second or so (libsodium, Argon2id). */
SpareSealKey *spare_seal_key_new      (const SpareSecret *passphrase,
                                       SpareSealStrength  strength,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The key that @file's header asks for; blocks likewise. Parameters are checked
 * first: SPARE_CRYPTO_ERROR_PARAMETERS, _MEMORY, _VERSION, _DAMAGED. */
SpareSealKey *spare_seal_key_for      (GBytes            *file,
                                       const SpareSecret *passphrase,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* For the keyring: parameters, salt and key in one secret, and back. */
SpareSecret  *spare_seal_key_print    (const SpareSealKey *self) G_GNUC_WARN_UNUSED_RESULT;
SpareSealKey *spare_seal_key_parse    (const SpareSecret *printed,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
SpareSealKey *spare_seal_key_ref      (SpareSealKey *self);
void          spare_seal_key_unref    (SpareSealKey *self);
/* Was @file sealed with this key's salt and parameters? */
gboolean      spare_seal_key_fits     (const SpareSealKey *self,
                                       GBytes             *file);

gboolean      spare_seal_is_sealed    (GBytes *file); /* by its magic */

/* The sealed file. */
GBytes       *spare_seal_write        (const SpareBundle  *bundle,
                                       const SpareSealKey *key,
                                       GCancellable       *cancellable,
                                       GError            **error) G_GNUC_WARN_UNUSED_RESULT;
/* What it holds; nothing of it before its last chunk has been authenticated.
 * SPARE_CRYPTO_ERROR_PASSWORD where the first chunk does not open,
 * SPARE_CRYPTO_ERROR_DAMAGED where a later one does not or is missing. */
SpareBundle  *spare_seal_read         (GBytes             *file,
                                       const SpareSealKey *key,
                                       GCancellable       *cancellable,
                                       GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareSealKey, spare_seal_key_unref)

G_END_DECLS
