/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Makes backup codes for a service that the person runs, shows how good they
 * are, saves them as a set of the account, and gives a plain list for the server.
 * @account_id: (nullable): NULL lets the person choose */
void spare_make_dialog_show (SpareWindow *window,
                             const char  *account_id);

G_END_DECLS
