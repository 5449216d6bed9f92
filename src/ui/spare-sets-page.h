/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-home-title.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareSetsPage:
 *
 * Backup codes: one row per account, what is to be done first. A home page of
 * the main window, beside that of the codes.
 */
#define SPARE_TYPE_SETS_PAGE (spare_sets_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetsPage, spare_sets_page, SPARE, SETS_PAGE, AdwBin)

/* @window outlives the page; @menu: the main menu */
void            spare_sets_page_set_window (SpareSetsPage *self,
                                            SpareWindow   *window,
                                            GMenuModel    *menu);
SpareHomeTitle *spare_sets_page_get_title  (SpareSetsPage *self);

void            spare_sets_page_start_search (SpareSetsPage *self);
/* All accounts again. */
void            spare_sets_page_clear_search (SpareSetsPage *self);

/* From now on, the page says that codes cannot be made here. */
void            spare_sets_page_refuse     (SpareSetsPage *self);

G_END_DECLS
