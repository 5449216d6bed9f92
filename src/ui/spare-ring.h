/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Draws a countdown at the origin: an arc that shrinks, and the seconds left as
 * a number inside it, in the colours of @widget. What was drawn last is kept,
 * so that the many rows that show the same moment cost one drawing. */
void spare_ring_snapshot (GtkSnapshot *snapshot,
                          GtkWidget   *widget,
                          int          size,
                          guint        left,
                          guint        period);

G_END_DECLS
