/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareSetPage:
 *
 * The backup codes of one account, or a set whose account is gone: the next one to use, all of them, what using
 * one does, where the sheets are, what happened when. Codes are shown only after
 * a press, and forgotten when the page leaves the screen.
 */
#define SPARE_TYPE_SET_PAGE (spare_set_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetPage, spare_set_page, SPARE, SET_PAGE, AdwBin)

/* @window outlives the page. */
GtkWidget *spare_set_page_new         (SpareWindow *window) G_GNUC_WARN_UNUSED_RESULT;
/* @account: one of the vault's, not in the bin */
void       spare_set_page_set_account (SpareSetPage *self,
                                       SpareAccount *account);
/* One set alone, whose account is gone. @set: one of the vault's */
void       spare_set_page_set_orphan  (SpareSetPage *self,
                                       SpareThing   *set);
/* Forgets what was shown. */
void       spare_set_page_clear       (SpareSetPage *self);

G_END_DECLS
