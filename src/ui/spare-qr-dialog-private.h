/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-qr-dialog.h"

G_BEGIN_DECLS

/* How long the dialog waits without a sign of the person. For tests, which do
 * not wait two minutes. */
void spare_qr_dialog_set_patience (SpareQrDialog *self,
                                   guint          milliseconds);

G_END_DECLS
