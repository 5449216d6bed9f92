/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-code-text.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SpareTakeReview:
 *
 * What was understood of a service's text: whose codes, which codes, what using
 * one does. All of it can be corrected; nothing is refused for its form.
 *
 * Signal "changed": something of it.
 */
#define SPARE_TYPE_TAKE_REVIEW (spare_take_review_get_type ())
G_DECLARE_FINAL_TYPE (SpareTakeReview, spare_take_review, SPARE, TAKE_REVIEW, GtkWidget)

/* @account_id: (nullable): NULL lets the person choose */
void          spare_take_review_set_vault   (SpareTakeReview *self,
                                             SpareVault      *vault,
                                             const char      *account_id);
/* @text: (nullable): NULL begins with one empty line
 * @file_name: (nullable): may tell whose codes they are */
void          spare_take_review_set_text    (SpareTakeReview     *self,
                                             const SpareCodeText *text,
                                             const char          *file_name);
/* Wipes and removes the codes. */
void          spare_take_review_clear       (SpareTakeReview *self);

/* Puts the focus where something is missing, or on the first code. */
gboolean      spare_take_review_grab_first  (SpareTakeReview *self);
guint         spare_take_review_count       (SpareTakeReview *self);
/* How many lines look like codes and are not taken in. */
guint         spare_take_review_count_waiting (SpareTakeReview *self);
/* Returns: (transfer full) (nullable): see spare_account_chooser_dup_account() */
SpareAccount *spare_take_review_dup_account (SpareTakeReview *self) G_GNUC_WARN_UNUSED_RESULT;
/* Are the other codes of that account void now? */
gboolean      spare_take_review_get_replaces (SpareTakeReview *self);
/* @file_name: (nullable)
 *
 * Returns: (transfer full): the codes as a set of @account_id that is not saved */
SpareThing   *spare_take_review_dup_set     (SpareTakeReview *self,
                                             const char      *account_id,
                                             const char      *origin,
                                             const char      *file_name,
                                             gint64           now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
