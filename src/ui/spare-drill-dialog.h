/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Tests a sheet: the person types one code of it, or its check characters, back
 * from the paper. Nothing is used up; the day is noted.
 * @sheet_id: (nullable): NULL takes the one whose test is due first */
void spare_drill_dialog_show (SpareWindow *window,
                              const char  *sheet_id);

G_END_DECLS
