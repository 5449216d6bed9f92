/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareSheetsRenewal:
 *
 * The accounts whose backup codes are void and that have no others: where to get
 * new ones, and the way to take them in. Not there while there are none.
 */
#define SPARE_TYPE_SHEETS_RENEWAL (spare_sheets_renewal_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetsRenewal, spare_sheets_renewal, SPARE, SHEETS_RENEWAL, AdwPreferencesGroup)

/* @window outlives it. */
void  spare_sheets_renewal_set_window (SpareSheetsRenewal *self,
                                       SpareWindow        *window);
guint spare_sheets_renewal_count      (SpareSheetsRenewal *self);
void  spare_sheets_renewal_update     (SpareSheetsRenewal *self);

G_END_DECLS
