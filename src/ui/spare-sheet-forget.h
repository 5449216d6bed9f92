/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Print and forget: says what it means, has the person type a code or its check
 * characters back from the paper, and then wipes the codes that are on the sheet
 * @sheet_id of the register. */
void spare_sheet_forget_show (SpareWindow *window,
                              const char  *sheet_id);

G_END_DECLS
