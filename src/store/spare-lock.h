/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SpareLock:
 *
 * The lock that keeps processes from writing beside each other. Held for one
 * change (or one load, shared) and given up by the kernel when its holder dies.
 * Waits on the calling thread, for @patience microseconds at most.
 */
typedef int SpareLock; /* a file descriptor, or -1 */

SpareLock spare_lock_take    (const char   *path,
                              gboolean      shared,
                              gint64        patience,
                              GCancellable *cancellable,
                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void      spare_lock_release (SpareLock     lock);

G_END_DECLS
