/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareRenewalSource:
 *
 * Buttons that read the new secret of an account from a QR code on the screen, in
 * front of the camera, in a picture or on the clipboard, or from a setup link
 * there. What is wrong with it is told below them.
 *
 * Signal "found" (SpareAccount): what the code sets up.
 */
#define SPARE_TYPE_RENEWAL_SOURCE (spare_renewal_source_get_type ())
G_DECLARE_FINAL_TYPE (SpareRenewalSource, spare_renewal_source, SPARE, RENEWAL_SOURCE, AdwBin)

/* @owner: the dialog in which it stands */
GtkWidget *spare_renewal_source_new   (SpareWindow  *window,
                                       GtkWindow    *owner,
                                       SpareAccount *account) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the clipboard: a picture or a link. */
void       spare_renewal_source_paste (SpareRenewalSource *self);

G_END_DECLS
