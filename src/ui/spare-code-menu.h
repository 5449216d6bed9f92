/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-reveal.h"

G_BEGIN_DECLS

/* Shows the context menu of @account at (x, y) of @parent; it goes away when it
 * is closed. @parent has a layout manager. */
void spare_code_menu_popup (GtkWidget    *parent,
                            SpareAccount *account,
                            SpareReveal  *reveal,
                            gboolean      reorderable,
                            double        x,
                            double        y);

G_END_DECLS
