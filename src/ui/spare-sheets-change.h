/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* What happens to a printed sheet, by its id: each asks where something cannot
 * be taken back, saves, and says so in a toast. */

/* Asks; then the sheet and its codes are void, and the register shows for which
 * accounts new codes must be got. */
void spare_sheets_lose       (SpareWindow *window,
                              const char  *id);

/* All copies are destroyed. Asks for one that counts. */
void spare_sheets_destroy    (SpareWindow *window,
                              const char  *id);

/* It is not destroyed after all. */
void spare_sheets_find_again (SpareWindow *window,
                              const char  *id);

/* It was read, and is still right. */
void spare_sheets_confirm    (SpareWindow *window,
                              const char  *id);

/* Where copy @copy (from 0) is now. */
void spare_sheets_move       (SpareWindow *window,
                              const char  *id,
                              guint        copy,
                              const char  *place);

G_END_DECLS
