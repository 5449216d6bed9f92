/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-secret.h"

G_BEGIN_DECLS

#define SPARE_BACKUP_PASSPHRASE_MIN 10 /* characters */

/**
 * SpareBackupPassphrase:
 *
 * Two entries for a new passphrase and what is wrong with it. "changed": it is,
 * or is not any more, one that can be used.
 */
#define SPARE_TYPE_BACKUP_PASSPHRASE (spare_backup_passphrase_get_type ())
G_DECLARE_FINAL_TYPE (SpareBackupPassphrase, spare_backup_passphrase, SPARE, BACKUP_PASSPHRASE, AdwPreferencesGroup)

/* Passphrases seal our own backups; what other programs ask for is called a
 * password there. */
typedef enum
{
  SPARE_WORD_PASSPHRASE, /* as it is made */
  SPARE_WORD_PASSWORD,
} SpareWord;

void         spare_backup_passphrase_set_word (SpareBackupPassphrase *self,
                                              SpareWord              word);

gboolean     spare_backup_passphrase_is_good (SpareBackupPassphrase *self);
/* The passphrase; the entries are emptied. */
SpareSecret *spare_backup_passphrase_take    (SpareBackupPassphrase *self) G_GNUC_WARN_UNUSED_RESULT;
void         spare_backup_passphrase_wipe    (SpareBackupPassphrase *self);

/* Asks for one in a dialog. Returns: (transfer full) (nullable): NULL where the
 * person closed it */
void         spare_backup_passphrase_ask_async  (GtkWindow          *parent,
                                                 const char         *text,
                                                 const char         *action,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
SpareSecret *spare_backup_passphrase_ask_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
