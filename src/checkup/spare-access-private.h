/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-access.h"

G_BEGIN_DECLS

/* Which account mail arrives at, for many questions: addresses, folded, to accounts.
 * Of several accounts that claim an address the first one has it. (transfer full) */
GHashTable   *spare_access_index_mailboxes (GListModel *accounts,
                                            GListModel *things) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (nullable). "alice+shop@example.org" arrives where
 * "alice@example.org" does. */
SpareAccount *spare_access_look_up_mailbox (GHashTable *mailboxes,
                                            const char *address);
/* (transfer full) (nullable): in one form for all ways to write it; NULL for what is
 * no mail address */
char         *spare_access_fold_address    (const char *address) G_GNUC_WARN_UNUSED_RESULT;
/* Things of the type "access" by the id of their account; of several the first.
 * Keys and values live as long as the table. (transfer full) */
GHashTable   *spare_access_index           (GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

/* The ID of "WORD:ID" where the word is that one; borrowed; NULL. */
const char   *spare_access_get_link        (const char *value,
                                            const char *word);

G_END_DECLS
