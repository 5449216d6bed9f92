/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sheet-record.h"
#include "spare-window.h"

G_BEGIN_DECLS

/* A sheet before it is printed: what is on it, how it looks, the preview, and
 * printing or saving as PDF. After it was printed it asks whether the person
 * holds it, and only then puts it into the register; then it offers to forget
 * the codes.
 * @account_ids: (nullable): the accounts on it; NULL for all that have codes */
void spare_sheet_window_show (SpareWindow       *window,
                              SpareSheetKind     kind,
                              const char *const *account_ids);

G_END_DECLS
