/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Takes accounts out: which ones, for which program, with or without a
 * passphrase. What the other program cannot hold is said before and after. */
#define SPARE_TYPE_EXPORT_DIALOG (spare_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpareExportDialog, spare_export_dialog, SPARE, EXPORT_DIALOG, AdwWindow)

GtkWindow *spare_export_dialog_new (SpareWindow *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
