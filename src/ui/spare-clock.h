/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SpareClock:
 *
 * The one clock of a window. It wakes at the second boundaries of the wall
 * clock, and only while one of the watching widgets is mapped in a window that
 * is neither minimised nor suspended; otherwise it has no timer at all.
 *
 * Signals: "tick" (gint64 unix_time), once for each second that begins; after
 * the computer slept or the time was set, once with the new time.
 */
#define SPARE_TYPE_CLOCK (spare_clock_get_type ())
G_DECLARE_FINAL_TYPE (SpareClock, spare_clock, SPARE, CLOCK, GObject)

SpareClock *spare_clock_new         (void) G_GNUC_WARN_UNUSED_RESULT;

/* The wall clock now, in Unix seconds; asks the system each time. */
gint64      spare_clock_get_now     (SpareClock *self);

/* While @widget is on screen, the clock ticks. The widget is not kept alive; a
 * widget that goes away is forgotten. Both may be called twice. */
void        spare_clock_watch       (SpareClock *self,
                                     GtkWidget  *widget);
void        spare_clock_unwatch     (SpareClock *self,
                                     GtkWidget  *widget);

/* Has the clock a timer at this moment? */
gboolean    spare_clock_get_running (SpareClock *self);

G_END_DECLS
