/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SpareStatePage:
 *
 * What stands in place of the list: why there is nothing to see, what that
 * means for the accounts, and the next step as a button. The buttons use the
 * actions win.add, win.unlock, win.reload, win.accept and win.clear-search.
 */
#define SPARE_TYPE_STATE_PAGE (spare_state_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareStatePage, spare_state_page, SPARE, STATE_PAGE, AdwBin)

void spare_state_page_show_vault      (SpareStatePage *self,
                                       SpareVault     *vault);
void spare_state_page_show_empty      (SpareStatePage *self);
void spare_state_page_show_no_results (SpareStatePage *self,
                                       const char     *search); /* (nullable): a tag hides all */
void spare_state_page_show_self_test  (SpareStatePage *self);

/* The page leaves the screen: stops what moves. */
void spare_state_page_rest            (SpareStatePage *self);

G_END_DECLS
