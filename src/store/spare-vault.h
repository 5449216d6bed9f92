/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-account.h"
#include "spare-broken.h"
#include "spare-places.h"
#include "spare-store-error.h"
#include "spare-thing.h"

G_BEGIN_DECLS

/**
 * SpareVaultState:
 *
 * What the keyring is to us. Only READY allows writing.
 */
typedef enum
{
  SPARE_VAULT_LOADING,
  SPARE_VAULT_READY,
  SPARE_VAULT_LOCKED,      /* unlock asks the person */
  SPARE_VAULT_DISMISSED,   /* the person closed the keyring's question */
  SPARE_VAULT_NO_SERVICE,  /* nobody answers for org.freedesktop.secrets or the Secret portal */
  SPARE_VAULT_MISSING,     /* the marker knows records that this keyring does not hold */
  SPARE_VAULT_FOREIGN,     /* the keyring file holds records that its key does not open */
  SPARE_VAULT_DAMAGED,     /* the keyring file cannot be read as one */
  SPARE_VAULT_FAILED,      /* anything else; see spare_vault_get_error() */
} SpareVaultState;

#define SPARE_TYPE_VAULT_STATE (spare_vault_state_get_type ())
GType spare_vault_state_get_type (void);

/**
 * SpareVault:
 *
 * All records of this person, and the only writer of them.
 *
 * Everything that touches the keyring or the disk runs on one thread of its
 * own, one job after the other, under a lock that other processes respect.
 * A change is reported as done after it was written and read back. Methods are
 * for the thread that made the vault; results and signals arrive there.
 *
 * Properties: "state" (#SpareVaultState, notified).
 * Signals: "changed" (SpareAccount *account): an account in one of the lists
 * has new values; lists themselves tell of members that come and go.
 */
#define SPARE_TYPE_VAULT (spare_vault_get_type ())
G_DECLARE_FINAL_TYPE (SpareVault, spare_vault, SPARE, VAULT, GObject)

SpareVault     *spare_vault_new          (const SparePlaces *places) G_GNUC_WARN_UNUSED_RESULT;

SpareVaultState spare_vault_get_state    (SpareVault *self);
const GError   *spare_vault_get_error    (SpareVault *self); /* (nullable): why the state is not READY */

/* How many records the marker promises, and how many of those were found; both
 * 0 until the first load. What a MISSING page shows. A READY vault can lack
 * some too (expected > found): the others are shown, and a notice says so. */
guint           spare_vault_get_expected (SpareVault *self);
guint           spare_vault_get_found    (SpareVault *self);
const char     *spare_vault_get_provider (SpareVault *self); /* (nullable): "gnome-keyring-daemon", … as the marker last knew it */

/* Live lists, borrowed: accounts in use, accounts in the bin (both of
 * SpareAccount), records that could not be understood (of SpareBroken). */
GListModel     *spare_vault_get_accounts (SpareVault *self);
GListModel     *spare_vault_get_bin      (SpareVault *self);
GListModel     *spare_vault_get_broken   (SpareVault *self);

/* Things (of SpareThing): code sets, the key of the automatic backups, and types
 * that this version does not know. One with new values stays the same object,
 * notifies "revision", and the list tells of its place as changed. */
GListModel     *spare_vault_get_things   (SpareVault *self);

SpareAccount   *spare_vault_find         (SpareVault *self,
                                          const char *id); /* (transfer none) (nullable), both lists; @id too */

/* Reads everything again. Never prompts. The state says what came of it; the
 * finish function fails only when cancelled. */
void     spare_vault_load_async    (SpareVault         *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean spare_vault_load_finish   (SpareVault   *self,
                                    GAsyncResult *result,
                                    GError      **error);

/* Lets the keyring ask the person, and loads. */
void     spare_vault_unlock_async  (SpareVault         *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean spare_vault_unlock_finish (SpareVault   *self,
                                    GAsyncResult *result,
                                    GError      **error);

/* After MISSING, FOREIGN, DAMAGED, or READY with records missing, and only after
 * the person confirmed it: what the marker knew is set aside (a dated copy of
 * the marker stays; a damaged or foreign keyring file is renamed, never removed)
 * and the keyring as it is now counts. Loads. */
void     spare_vault_accept_async  (SpareVault         *self,
                                    gint64              unix_time,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean spare_vault_accept_finish (SpareVault   *self,
                                    GAsyncResult *result,
                                    GError      **error);

/**
 * spare_vault_save_async:
 * @records: (element-type SpareRecord): new ones (no record has their id yet)
 *   or changed copies, accounts and things; copied before the call returns
 *
 * Writes each, reads each back, then updates the lists. One that another
 * process has changed since (revision) fails with CONFLICT and is reloaded. Where the
 * keyring was locked or gone, it is looked for again first, and may ask the person.
 *
 * On failure or cancellation part of a longer list may be saved: the lists
 * show exactly what is.
 */
void     spare_vault_save_async    (SpareVault           *self,
                                    GPtrArray            *records,
                                    GFileProgressCallback progress,
                                    gpointer              progress_data,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean spare_vault_save_finish   (SpareVault   *self,
                                    GAsyncResult *result,
                                    GError      **error);

/**
 * spare_vault_save_quietly_async:
 *
 * The same for what nobody has asked to be saved: never asks the person anything. Where
 * the keyring would have to, it fails with LOCKED, or with NOT_READY where the state
 * says so already. Ends with spare_vault_save_finish().
 */
void     spare_vault_save_quietly_async (SpareVault         *self,
                                         GPtrArray          *records,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);

/* As spare_vault_save_async() for one account, without progress. */
void     spare_vault_save_one_async (SpareVault         *self,
                                     SpareAccount       *account,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);

/**
 * spare_vault_advance_async:
 *
 * The next code of a counter-based account: reads the stored counter, stores
 * the one after it, reads that back. spare_vault_advance_finish() then gives
 * the counter whose code may be shown.
 */
void     spare_vault_advance_async  (SpareVault         *self,
                                     const char         *id,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean spare_vault_advance_finish (SpareVault   *self,
                                     GAsyncResult *result,
                                     guint64      *counter,
                                     GError      **error);

/* Removes records for good: accounts, things or broken ones, by id. Only after a
 * confirmed question. (Deleting is spare_account_set_deleted() and a save.) */
void     spare_vault_erase_async   (SpareVault         *self,
                                    const char *const  *ids,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean spare_vault_erase_finish  (SpareVault   *self,
                                    GAsyncResult *result,
                                    GError      **error);

/* Notes that a code was used (sort by use). Written behind and quietly, at most
 * once an hour an account; the list has it at once. */
void     spare_vault_touch         (SpareVault   *self,
                                    SpareAccount *account,
                                    gint64        unix_time);

/* Resolves when every change handed in so far is done; for closing. */
void     spare_vault_flush_async   (SpareVault         *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean spare_vault_flush_finish  (SpareVault   *self,
                                    GAsyncResult *result,
                                    GError      **error);


G_END_DECLS
