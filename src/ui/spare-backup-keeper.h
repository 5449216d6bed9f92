/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-backup.h"

G_BEGIN_DECLS

typedef enum
{
  SPARE_BACKUP_NOTHING,  /* no accounts: nothing to back up */
  SPARE_BACKUP_NEVER,    /* there has been no backup */
  SPARE_BACKUP_COVERED,  /* everything is in the last one */
  SPARE_BACKUP_CHANGED,  /* the last change is in none */
  SPARE_BACKUP_LACKING,  /* the keyring does not give all that it should: no backup now holds everything */
} SpareBackupState;

/**
 * SpareBackupKeeper:
 *
 * Knows whether the last change is in a backup, and writes the automatic ones:
 * a while after a change, and before the program ends.
 *
 * Signal "changed": the state, the problem, or what should be said is another.
 */
#define SPARE_TYPE_BACKUP_KEEPER (spare_backup_keeper_get_type ())
G_DECLARE_FINAL_TYPE (SpareBackupKeeper, spare_backup_keeper, SPARE, BACKUP_KEEPER, GObject)

SpareBackupKeeper *spare_backup_keeper_new         (SpareVault *vault,
                                                    GSettings  *settings) G_GNUC_WARN_UNUSED_RESULT;

SpareBackupState   spare_backup_keeper_get_state   (SpareBackupKeeper *self);
/* (nullable): why the last automatic backup was not written. A GIOError, or one
 * of SPARE_STORE_ERROR, SPARE_CRYPTO_ERROR. */
const GError      *spare_backup_keeper_get_problem (SpareBackupKeeper *self);
gboolean           spare_backup_keeper_is_writing  (SpareBackupKeeper *self);

/* (nullable): a sentence that the person should read now. */
char              *spare_backup_keeper_dup_notice  (SpareBackupKeeper *self) G_GNUC_WARN_UNUSED_RESULT;
/* The person has read it: says nothing for a day, or until another problem. */
void               spare_backup_keeper_dismiss     (SpareBackupKeeper *self);

/* Writes an automatic backup now, or once more after the one that is being
 * written, whether something has changed or not. */
void               spare_backup_keeper_run         (SpareBackupKeeper *self);

/* There is a new passphrase: what was written before does not count. */
void               spare_backup_keeper_outdate     (SpareBackupKeeper *self);

/**
 * spare_backup_keeper_write_async:
 * @passphrase: (nullable): NULL takes the key of the automatic backups
 *
 * A backup by hand; see spare_backup_write_async(). It counts as the last one.
 * Errors are those, and SPARE_STORE_ERROR_NOT_READY while the accounts cannot be
 * read, and SPARE_CRYPTO_ERROR_PASSWORD where there is no key.
 */
void               spare_backup_keeper_write_async  (SpareBackupKeeper  *self,
                                                     SpareSecret        *passphrase,
                                                     GFile              *file,
                                                     GCancellable       *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
gboolean           spare_backup_keeper_write_finish (GAsyncResult *result,
                                                     GError      **error);

/* Writes what is waiting, and resolves when nothing is being written. */
void               spare_backup_keeper_flush_async  (SpareBackupKeeper  *self,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
void               spare_backup_keeper_flush_finish (SpareBackupKeeper *self,
                                                     GAsyncResult      *result);

G_END_DECLS
