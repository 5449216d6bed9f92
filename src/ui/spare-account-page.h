/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareAccountPage:
 *
 * Everything about one account. The secret and the setup link are shown only
 * after a press, and forgotten when the page leaves the screen.
 */
#define SPARE_TYPE_ACCOUNT_PAGE (spare_account_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareAccountPage, spare_account_page, SPARE, ACCOUNT_PAGE, AdwBin)

/* @window outlives the page. */
GtkWidget *spare_account_page_new         (SpareWindow *window) G_GNUC_WARN_UNUSED_RESULT;

/* @account: (nullable): one of the vault's, not in the bin */
void       spare_account_page_set_account (SpareAccountPage *self,
                                           SpareAccount     *account);
gboolean   spare_account_page_has_account (SpareAccountPage *self);

G_END_DECLS
