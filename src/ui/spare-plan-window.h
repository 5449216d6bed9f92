/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* The check-up on paper: shows the pages, and prints them or saves them as PDF. No
 * secret is on it. */
void spare_plan_window_show (SpareWindow *window);

G_END_DECLS
