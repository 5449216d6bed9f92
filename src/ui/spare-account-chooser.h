/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-service.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SpareAccountChooser:
 *
 * One of the accounts, found by typing, or a service that has none yet: it gets
 * an account without one-time codes.
 *
 * Signal "changed": another choice, or other names.
 */
#define SPARE_TYPE_ACCOUNT_CHOOSER (spare_account_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SpareAccountChooser, spare_account_chooser, SPARE, ACCOUNT_CHOOSER, AdwBin)

/* @vault is borrowed and outlives the chooser's use. */
void          spare_account_chooser_fill    (SpareAccountChooser *self,
                                             SpareVault          *vault);
/* @id: (nullable): an account that is there; NULL chooses none */
void          spare_account_chooser_select  (SpareAccountChooser *self,
                                             const char          *id);
/* Chooses what fits, unless the person has chosen: the only account of @service,
 * of several the one with the name @user, and a new one where there is none;
 * without a service, the only one of that name. Both nullable. */
void          spare_account_chooser_suggest (SpareAccountChooser *self,
                                             const SpareService  *service,
                                             const char          *user);

/* Returns: (transfer full) (nullable): an account of the vault, or a new one
 *   that is not saved (revision 0); NULL where nothing is chosen, or a new one
 *   has no name */
SpareAccount *spare_account_chooser_dup_account (SpareAccountChooser *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
