/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-account-list.h"
#include "spare-backup-keeper.h"
#include "spare-clock.h"
#include "spare-home-title.h"
#include "spare-reveal.h"
#include "spare-sheets-reminder.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SpareCodesPage:
 *
 * The home page: search, tags, the list of codes, and what stands in its place
 * when there is none.
 */
#define SPARE_TYPE_CODES_PAGE (spare_codes_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareCodesPage, spare_codes_page, SPARE, CODES_PAGE, GtkWidget)

/* Once, after it was made. */
void              spare_codes_page_set_up          (SpareCodesPage *self,
                                                    SpareVault     *vault,
                                                    SpareReveal    *reveal,
                                                    SpareClock     *clock,
                                                    GSettings      *settings);

SpareAccountList *spare_codes_page_get_list        (SpareCodesPage *self);
SpareHomeTitle   *spare_codes_page_get_title       (SpareCodesPage *self);
/* The main menu, for the other home pages. */
GMenuModel       *spare_codes_page_get_menu        (SpareCodesPage *self);

/* Typing anywhere in @widget searches, while this page is on screen. */
void              spare_codes_page_capture_keys    (SpareCodesPage *self,
                                                    GtkWidget      *widget);
void              spare_codes_page_start_search    (SpareCodesPage *self);

/* Shows all accounts again: no search, no tag. */
void              spare_codes_page_clear_search    (SpareCodesPage *self);

/* Gives the focus to the row of @account, or of the cursor. */
gboolean          spare_codes_page_focus_list      (SpareCodesPage *self,
                                                    SpareAccount   *account); /* (nullable) */

/* From now on, the page says that codes cannot be made here. */
void              spare_codes_page_refuse          (SpareCodesPage *self);

/* Says when backups need the person. */
void              spare_codes_page_watch_backups   (SpareCodesPage    *self,
                                                    SpareBackupKeeper *keeper);

/* Says which sheets are to be tested or destroyed. */
void              spare_codes_page_watch_sheets    (SpareCodesPage      *self,
                                                    SpareSheetsReminder *sheets);

void              spare_codes_page_warn_of_clock   (SpareCodesPage *self,
                                                    gboolean        unsynchronized);
void              spare_codes_page_warn_of_memory  (SpareCodesPage *self);

G_END_DECLS
