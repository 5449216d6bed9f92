/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup.h"
#include "spare-window.h"

G_BEGIN_DECLS

/* Tells what one event of @checkup costs: account by account, why, and what of that
 * is only assumed. */
void spare_checkup_event_show (SpareWindow      *window,
                               SpareCheckup     *checkup,
                               const SpareEvent *event);

G_END_DECLS
