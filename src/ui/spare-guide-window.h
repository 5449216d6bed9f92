/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Leads through turning on two-step sign-in at a service, step by step; goes on
 * where it stopped.
 * @service: (nullable): a service's id, or the id of a guide that was begun;
 *   NULL lets the person choose */
void spare_guide_window_show (SpareWindow *window,
                              const char  *service);

G_END_DECLS
