/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Looks through a folder that the person picks for files whose names look like
 * saved backup codes; offers to take them in, and then to delete them. */
void spare_sweep_dialog_show (SpareWindow *window);

G_END_DECLS
