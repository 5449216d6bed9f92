/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sheet-content.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareSheetEmergency:
 *
 * What stands on a sheet that has no codes. For an emergency sheet: which
 * accounts, which sheets and in which order to use them, whom to ask; for a
 * backup sheet: what the file is called and where it is kept.
 *
 * Signals: "changed": spare_sheet_emergency_apply() would give something else.
 */
#define SPARE_TYPE_SHEET_EMERGENCY (spare_sheet_emergency_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetEmergency, spare_sheet_emergency, SPARE, SHEET_EMERGENCY_FORM, AdwBin)

/* @kind: SPARE_SHEET_EMERGENCY or SPARE_SHEET_BACKUP. @account_ids: (nullable):
 * the accounts chosen at first; NULL for all of them. @window outlives it. */
GtkWidget *spare_sheet_emergency_new   (SpareWindow       *window,
                                        SpareSheetKind     kind,
                                        const char *const *account_ids) G_GNUC_WARN_UNUSED_RESULT;

/* Adds what was chosen to @content, which is new and of the same kind. */
void       spare_sheet_emergency_apply (SpareSheetEmergency *self,
                                        SpareSheetContent   *content);

G_END_DECLS
