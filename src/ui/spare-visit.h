/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Opens a service's page in the browser; where there is none, a toast says the
 * address. */
void spare_visit_open (SpareWindow *window,
                       const char  *address);

G_END_DECLS
