/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sets-item.h"
#include "spare-vault.h"

G_BEGIN_DECLS

#define SPARE_SETS_MODEL_TODO_MAX 5 /* things to do that are shown at first */

/**
 * SpareSetsModel:
 *
 * The rows of the backup codes' page, which follow the vault: what is to be done,
 * the accounts with code sets, sets without an account, and accounts without.
 * Changes arrive together, when the main loop is idle; rows that stay keep their
 * object.
 *
 * Signal "changed": the rows follow what the vault says now, and so does what the
 * functions below tell.
 */
#define SPARE_TYPE_SETS_MODEL (spare_sets_model_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetsModel, spare_sets_model, SPARE, SETS_MODEL, GObject)

SpareSetsModel *spare_sets_model_new          (SpareVault *vault) G_GNUC_WARN_UNUSED_RESULT;
/* Borrowed; of SpareSetsItem. */
GListModel     *spare_sets_model_get_rows     (SpareSetsModel *self);

/* Days pass: looks at what is due by @now, and at everything else, at once. From
 * here on it follows the vault, until it may rest because nobody looks. */
void            spare_sets_model_refresh      (SpareSetsModel *self,
                                               gint64          now);
void            spare_sets_model_rest         (SpareSetsModel *self);

/* Shows all things to do, not only the first five. */
void            spare_sets_model_set_show_all (SpareSetsModel *self,
                                               gboolean        show_all);
/* Shows the accounts, and sets without one, that @text finds, and nothing to do;
 * "" ends it. */
void            spare_sets_model_set_search   (SpareSetsModel *self,
                                               const char     *text);

/* Is there anything of which the page can tell: a code set, void ones included, or
 * something to do? Whatever is searched for. */
gboolean        spare_sets_model_has_content  (SpareSetsModel *self);

G_END_DECLS
