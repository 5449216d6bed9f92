/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-account.h"

G_BEGIN_DECLS

/**
 * SpareAccountForm:
 *
 * The fields of an account, a preview of the code that they make, and a
 * sentence below each field that is not right. It saves nothing.
 *
 * The secret is read from its entry straight into locked memory. The Copy
 * button of the preview uses the action editor.copy-code.
 *
 * Signals: "changed": the person changed a field.
 */
#define SPARE_TYPE_ACCOUNT_FORM (spare_account_form_get_type ())
G_DECLARE_FINAL_TYPE (SpareAccountForm, spare_account_form, SPARE, ACCOUNT_FORM, AdwBin)

/* Fills the fields. @stored: is @account in the vault? Then its secret stays out
 * of sight and is kept unless the person replaces it. */
void          spare_account_form_set_account  (SpareAccountForm *self,
                                               SpareAccount     *account,
                                               gboolean          stored);

/* With hidden codes: the preview waits until a stored account's codes change. */
void          spare_account_form_set_discreet (SpareAccountForm *self,
                                               gboolean          discreet);

/* The field that is most likely needed. */
void          spare_account_form_focus_first  (SpareAccountForm *self);

/* Does @text begin like a setup link? */
gboolean      spare_account_form_is_link      (const char *text);

/* Fills the fields with what a setup link says. A stored account keeps its
 * names. FALSE after a sentence about what is wrong with the link. */
gboolean      spare_account_form_read_link    (SpareAccountForm *self,
                                               const char       *uri);

gboolean      spare_account_form_is_modified  (SpareAccountForm *self);

/* Would saving replace the secret of a stored account? */
gboolean      spare_account_form_new_secret   (SpareAccountForm *self);

/* A stored account gets a new secret, and may not keep the one that it has: shows
 * the entry for it at once, and previews no code of the old one. */
void          spare_account_form_ask_secret   (SpareAccountForm *self);

/* Fills in the secret of @found, and how it makes codes; names stay. Says so
 * where @found is of another service. */
void          spare_account_form_take_secret  (SpareAccountForm *self,
                                               SpareAccount     *found);

/* Says that the secret is an old one, and moves the focus there. */
void          spare_account_form_refuse_secret (SpareAccountForm *self);

/* What the fields say now, right or not; no secret unless it is right. */
SpareAccount *spare_account_form_get_draft    (SpareAccountForm *self); /* (transfer none) */

/**
 * spare_account_form_dup_account:
 * @onto: (nullable): the stored account as it is now; fields that the person
 *   did not touch keep its values
 *
 * Returns: (transfer full) (nullable): a complete account; NULL after saying
 *   beside the fields what is wrong and moving the focus to the first of them
 */
SpareAccount *spare_account_form_dup_account  (SpareAccountForm *self,
                                               SpareAccount     *onto) G_GNUC_WARN_UNUSED_RESULT;

/* @text: (nullable): a note below the names, such as that they are taken */
void          spare_account_form_set_remark   (SpareAccountForm *self,
                                               const char       *text);

void          spare_account_form_tick         (SpareAccountForm *self,
                                               gint64            unix_time);

/* Takes the secrets out of the entries. */
void          spare_account_form_wipe         (SpareAccountForm *self);

G_END_DECLS
