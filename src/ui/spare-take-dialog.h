/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Takes in backup codes: pasted, typed, dropped, or from the text file that a
 * service gave. What was understood is shown and can be corrected before
 * anything is saved.
 * @account_id: (nullable): NULL lets the person choose, or name a service that
 *   has no account yet
 * @file: (nullable): read at once */
void spare_take_dialog_show (SpareWindow *window,
                             const char  *account_id,
                             GFile       *file);

G_END_DECLS
