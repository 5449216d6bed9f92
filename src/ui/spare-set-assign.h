/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Lets the person say whose codes the set is, whose account is gone. */
void spare_set_assign_show (SpareWindow *window,
                            const char  *set_id);

G_END_DECLS
