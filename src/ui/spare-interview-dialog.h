/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Asks at most three questions about each account: how one signs in, how one gets
 * back in, how bad it would be to lose it. Each answer is saved as it is given.
 * @account_id: (nullable): NULL asks about all accounts with open questions */
void spare_interview_dialog_show (SpareWindow *window,
                                  const char  *account_id);

G_END_DECLS
