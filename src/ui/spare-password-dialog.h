/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Has passwords compared: of an export, of GNOME Web, or one that is typed. Only what
 * SpareSnapshot holds is kept. @id: ignored */
void spare_password_dialog_show (SpareWindow *window,
                                 const char  *id);

G_END_DECLS
