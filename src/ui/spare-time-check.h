/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SpareTimeCheck:
 *
 * Knows whether systemd-timedated says that this computer's clock is not
 * synchronised: then codes may be refused. Where nobody answers, nothing is
 * said: not knowing is no warning.
 *
 * Properties: "unsynchronized" (gboolean, notified).
 */
#define SPARE_TYPE_TIME_CHECK (spare_time_check_get_type ())
G_DECLARE_FINAL_TYPE (SpareTimeCheck, spare_time_check, SPARE, TIME_CHECK, GObject)

SpareTimeCheck *spare_time_check_new                (void) G_GNUC_WARN_UNUSED_RESULT;

/* Asks on the system bus, or on @bus; never blocks. */
void            spare_time_check_start              (SpareTimeCheck  *self,
                                                     GDBusConnection *bus); /* (nullable) */
gboolean        spare_time_check_get_unsynchronized (SpareTimeCheck *self);

G_END_DECLS
