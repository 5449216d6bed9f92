/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sodium.h>

#include "spare-keyring.h"
#include "spare-ledger.h"
#include "spare-lock.h"
#include "spare-marker.h"

G_BEGIN_DECLS

struct _SpareLedger
{
  SparePlaces    *places;
  char           *marker_path;
  char           *lock_path;
  SpareKeyring   *keyring;
  SpareMarker    *marker;
  GHashTable     *found;        /* ids of the records that the last load found */
  char           *canary;       /* the canary in the keyring, once seen or stored */
  SpareVaultState state;
  gboolean        behind;       /* there is more to see than we have loaded */
  guint8          revision_key[crypto_generichash_KEYBYTES];
};

/* Tells one state of a record from another. The time of use does not count:
 * using a code must not collide with editing its account. */
guint64   spare_ledger_revision (SpareLedger       *self,
                                 const SpareSecret *line);

/* The record that @line holds, with its revision. */
SpareRecord *spare_ledger_parse   (SpareLedger       *self,
                                   const SpareSecret *line,
                                   const char        *id,
                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the data folder where there is none. */
SpareLock spare_ledger_lock     (SpareLedger  *self,
                                 gboolean      shared,
                                 GCancellable *cancellable,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
