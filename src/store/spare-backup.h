/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-seal.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/* Sealed backups of all that a vault holds. Everything that touches the disk or
 * derives a key runs on a thread; calls are for the vault's own. */

/* Accounts in use, the bin, things (but not the key of the backups), records
 * set aside, and @preferences (nullable, a{sv}, not floating). */
SpareBundle *spare_backup_gather        (SpareVault *vault,
                                         GVariant   *preferences,
                                         gint64      now) G_GNUC_WARN_UNUSED_RESULT;

/* Tells one state of the vault from another, so that a change that is in no
 * backup can be noticed: hexadecimal, nothing can be read out of it. What comes by
 * itself does not count: preferences, when a code was last used, the check-up's counts. */
char        *spare_backup_fingerprint   (SpareVault *vault) G_GNUC_WARN_UNUSED_RESULT;

/* Turns a passphrase into a key, on a thread. */
void          spare_backup_key_async    (const SpareSecret  *passphrase,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
SpareSealKey *spare_backup_key_finish   (GAsyncResult *result,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * spare_backup_write_async:
 * @bundle: taken
 * @file: where; replaced at once or not at all (a new file beside it, synced,
 *   read back, opened, compared, renamed)
 *
 * Done means: it was read back from the disk and opens. What the disk refuses is
 * a G_IO_ERROR; SPARE_STORE_ERROR_BACKUP where it gives back something else. In
 * both cases, and when cancelled, what was there is as it was.
 */
void         spare_backup_write_async   (SpareBundle        *bundle,
                                         SpareSealKey       *key,
                                         GFile              *file,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean     spare_backup_write_finish  (GAsyncResult *result,
                                         GError      **error);

/**
 * spare_backup_keep_async:
 * @folder: where the generations are
 * @generations: how many to keep, at least 1
 *
 * The same into a new file of @folder named after @now (UTC), then removes the
 * oldest of our own names beyond @generations; a file that @key does not open is
 * never removed. spare_backup_keep_finish() gives the new file.
 */
void         spare_backup_keep_async    (SpareBundle        *bundle,
                                         SpareSealKey       *key,
                                         GFile              *folder,
                                         guint               generations,
                                         gint64              now,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
GFile       *spare_backup_keep_finish   (GAsyncResult *result,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The key of the automatic backups, kept in the keyring as a thing of the type
 * "backup-key"; (transfer full) (nullable). Saving it is
 * spare_vault_save_async() of the thing. */
#define SPARE_BACKUP_KEY_TYPE SPARE_THING_BACKUP_KEY
SpareSealKey *spare_backup_find_key     (SpareVault *vault) G_GNUC_WARN_UNUSED_RESULT;
SpareThing   *spare_backup_new_key_thing (SpareVault         *vault,
                                          const SpareSealKey *key,
                                          const char         *new_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
