/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Lets the person correct the code at @position of the set with @set_id, and its
 * number: a typing error may be found only when the code is needed. */
void spare_set_correct_show (SpareWindow *window,
                             const char  *set_id,
                             guint        position);

/* Gives the code that was corrected last its former text and number. */
void spare_set_correct_undo (SpareWindow *window);

G_END_DECLS
