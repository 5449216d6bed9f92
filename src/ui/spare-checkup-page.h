/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-home-title.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareCheckupPage:
 *
 * The check-up: what each event would cost, what to do about it, and what is due.
 * A home page of the main window. Follows the vault while it is on the screen.
 */
#define SPARE_TYPE_CHECKUP_PAGE (spare_checkup_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareCheckupPage, spare_checkup_page, SPARE, CHECKUP_PAGE, AdwBin)

/* @window outlives the page; @menu: the main menu */
void            spare_checkup_page_set_window (SpareCheckupPage *self,
                                               SpareWindow      *window,
                                               GMenuModel       *menu);
SpareHomeTitle *spare_checkup_page_get_title  (SpareCheckupPage *self);

/* From now on, the page says that codes cannot be made here. */
void            spare_checkup_page_refuse     (SpareCheckupPage *self);

G_END_DECLS
