/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GDK_TOPLEVEL_STATE_SUSPENDED of GTK 4.12; older versions never set the bit.
 * Drop it when the floor reaches 4.12. */
#define SPARE_TOPLEVEL_STATE_SUSPENDED (1 << 16)

/* Has a screen reader say @text now. Where GTK cannot (before 4.14), @text
 * becomes the description of @accessible, which screen readers read when it
 * changes on the focused widget. */
void spare_compat_announce (GtkAccessible *accessible,
                            const char    *text);

G_END_DECLS
