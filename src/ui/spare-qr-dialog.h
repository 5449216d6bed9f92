/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-account.h"

G_BEGIN_DECLS

/**
 * SpareQrDialog:
 *
 * Shows QR codes that hold secrets: only after a press, and it closes by itself
 * after two minutes without a key or a pointer's move.
 */
#define SPARE_TYPE_QR_DIALOG (spare_qr_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpareQrDialog, spare_qr_dialog, SPARE, QR_DIALOG, AdwWindow)

/* The setup link of one account, with "Save as Picture…". */
void spare_qr_dialog_show_account (GtkWindow    *parent,
                                   SpareAccount *account);

/* Several codes that belong together, one at a time, with "1 of 3", Previous
 * and Next.
 *
 * @texts: (element-type SpareSecret): at least one; kept until the dialog closes
 * @title: of the dialog, translated */
void spare_qr_dialog_show_pages   (GtkWindow  *parent,
                                   GPtrArray  *texts,
                                   const char *title);

G_END_DECLS
