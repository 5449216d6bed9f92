/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-report.h"

G_BEGIN_DECLS

/**
 * SpareShelves:
 *
 * The vault's live lists: accounts in use, accounts in the bin, things, records
 * set aside. Takes in what the store's thread reports, keeping the objects that
 * others hold: a record that changed is the same object with new values.
 */
typedef struct _SpareShelves SpareShelves;

typedef void (*SpareChangedFunc) (SpareAccount *account,
                                  gpointer      user_data);

SpareShelves *spare_shelves_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void          spare_shelves_free (SpareShelves *self);

/* @changed is called for each account that was there and has new values. */
void          spare_shelves_apply (SpareShelves    *self,
                                   SpareReport     *report,
                                   SpareChangedFunc changed,
                                   gpointer         user_data);

/* Borrowed. */
GListModel   *spare_shelves_get_accounts (SpareShelves *self);
GListModel   *spare_shelves_get_bin      (SpareShelves *self);
GListModel   *spare_shelves_get_broken   (SpareShelves *self);
GListModel   *spare_shelves_get_things   (SpareShelves *self);
SpareAccount *spare_shelves_find         (SpareShelves *self,
                                          const char   *id);

G_END_DECLS
