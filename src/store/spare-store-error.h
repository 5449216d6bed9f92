/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPARE_STORE_ERROR (spare_store_error_quark ())

/**
 * SpareStoreError:
 *
 * Why records could not be read or changed. Messages are for developers; what
 * people read is chosen from the code.
 */
typedef enum
{
  SPARE_STORE_ERROR_NOT_READY,  /* the vault's state forbids writing */
  SPARE_STORE_ERROR_CONFLICT,   /* another program changed this record meanwhile; the new state is loaded */
  SPARE_STORE_ERROR_NOT_SAVED,  /* written, but read back as something else, or not at all */
  SPARE_STORE_ERROR_KEYRING,    /* the keyring refused */
  SPARE_STORE_ERROR_BUSY,       /* another program holds the lock */
  SPARE_STORE_ERROR_DISK,       /* marker or lock file */
  SPARE_STORE_ERROR_GONE,       /* no such record */
  SPARE_STORE_ERROR_LOCKED,     /* the keyring is locked */
  SPARE_STORE_ERROR_DISMISSED,  /* the person closed the keyring's question */
  SPARE_STORE_ERROR_NO_SERVICE, /* no keyring service answers */
  SPARE_STORE_ERROR_DAMAGED,    /* the keyring file is not one */
  SPARE_STORE_ERROR_FOREIGN,    /* the keyring file holds records that its key does not open */
  SPARE_STORE_ERROR_MISSING,    /* the marker knows records that the keyring does not hold */
  SPARE_STORE_ERROR_DUPLICATE,  /* two items claim one id */
  SPARE_STORE_ERROR_BACKUP,     /* a backup was written, and does not read back as what was written */
} SpareStoreError;

GQuark spare_store_error_quark (void);

G_END_DECLS
