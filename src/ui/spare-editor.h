/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareEditor:
 *
 * The dialog that adds an account or edits one. It works on a copy; what it
 * holds counts only after the vault has confirmed it. Closing with unsaved
 * input asks first.
 */
#define SPARE_TYPE_EDITOR (spare_editor_get_type ())
G_DECLARE_FINAL_TYPE (SpareEditor, spare_editor, SPARE, EDITOR, AdwWindow)

/* @account: (nullable): NULL adds a new one */
GtkWindow *spare_editor_new         (SpareWindow  *parent,
                                     SpareAccount *account) G_GNUC_WARN_UNUSED_RESULT;

/* A new phone: the service gave @account a new secret. The old one goes into the
 * bin, and is refused as the new one. @with_codes: the backup codes are void, too */
GtkWindow *spare_editor_new_for_renewal (SpareWindow  *parent,
                                         SpareAccount *account,
                                         gboolean      with_codes) G_GNUC_WARN_UNUSED_RESULT;

/* Adds what @uri says, after the person has looked at it; a bad URI opens the
 * dialog with a sentence that says what is wrong. */
GtkWindow *spare_editor_new_for_uri (SpareWindow *parent,
                                     const char  *uri) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
