/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-qr-code.h"

G_BEGIN_DECLS

/**
 * SpareQrView:
 *
 * Draws a QR code, black on white in every theme, each module a whole number of
 * the screen's pixels, with its quiet zone. Screen readers hear the label that
 * the owner gives it, never what the code says.
 */
#define SPARE_TYPE_QR_VIEW (spare_qr_view_get_type ())
G_DECLARE_FINAL_TYPE (SpareQrView, spare_qr_view, SPARE, QR_VIEW, GtkWidget)

GtkWidget *spare_qr_view_new      (void) G_GNUC_WARN_UNUSED_RESULT;

/* @code: (transfer full) (nullable): NULL shows nothing */
void       spare_qr_view_set_code (SpareQrView *self,
                                   SpareQrCode *code);

G_END_DECLS
