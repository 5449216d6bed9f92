/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sheet.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareSheetForm:
 *
 * What stands on a sheet and how it looks, chosen by the person. How it looks is
 * remembered; names, places and whether secrets are on it are not.
 *
 * Signals: "changed": the sheet would be another one.
 */
#define SPARE_TYPE_SHEET_FORM (spare_sheet_form_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetForm, spare_sheet_form, SPARE, SHEET_FORM, AdwBin)

/* @account_ids: (nullable): those that are ticked; NULL for all that have codes.
 * @window outlives it. */
GtkWidget *spare_sheet_form_new (SpareWindow       *window,
                                 SpareSheetKind     kind,
                                 const char *const *account_ids) G_GNUC_WARN_UNUSED_RESULT;

/* Is there something to be put on a sheet of codes at all? */
gboolean   spare_sheet_form_has_accounts (SpareSheetForm *self);
/* Is something chosen? */
gboolean   spare_sheet_form_is_filled    (SpareSheetForm *self);

/* Copies of records, so that a thread may read them. */
SpareSheetContent *spare_sheet_form_create_content (SpareSheetForm *self,
                                                    const char     *name,
                                                    gint64          now,
                                                    int             offset) G_GNUC_WARN_UNUSED_RESULT;
/* The languages live as long as the program. */
void       spare_sheet_form_get_options  (SpareSheetForm    *self,
                                          SpareSheetOptions *options);

G_END_DECLS
