/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareTakeDialog:
 *
 * Takes in backup codes: pasted, typed, dropped, or from the text file that a
 * service gave. What was understood is shown and can be corrected before
 * anything is saved.
 *
 * Signals: "taken" (const char *set_id): the codes are saved; "erased": the file
 * that they came from is deleted.
 */
#define SPARE_TYPE_TAKE_DIALOG (spare_take_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpareTakeDialog, spare_take_dialog, SPARE, TAKE_DIALOG, AdwWindow)

/* @account_id: (nullable): NULL lets the person choose, or name a service that
 *   has no account yet
 * @file: (nullable): read at once */
void             spare_take_dialog_show      (SpareWindow *window,
                                              const char  *account_id,
                                              GFile       *file);
/* The same with a text; @origin: "pasted", "typed", … */
void             spare_take_dialog_show_text (SpareWindow *window,
                                              const char  *text,
                                              const char  *origin);
/* The same before another dialog of @window; NULL where the keyring is not
 * ready. Borrowed: it ends itself. */
SpareTakeDialog *spare_take_dialog_open      (SpareWindow *window,
                                              GtkWindow   *parent,
                                              const char  *account_id,
                                              GFile       *file);
/* The same with codes (element-type SpareSecret) that were made here. */
SpareTakeDialog *spare_take_dialog_open_codes (SpareWindow *window,
                                               GtkWindow   *parent,
                                               const char  *account_id,
                                               GPtrArray   *codes);

G_END_DECLS
