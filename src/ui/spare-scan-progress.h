/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SpareScanProgress:
 *
 * A small window that says "Looking for QR codes…", with Cancel. It shows up
 * only when the search takes longer than 300 ms.
 */
typedef struct _SpareScanProgress SpareScanProgress;

/* @cancellable: cancelled by the person; @parent may go first */
SpareScanProgress *spare_scan_progress_new  (GtkWindow    *parent,
                                             GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the window away. */
void               spare_scan_progress_free (SpareScanProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareScanProgress, spare_scan_progress_free)

G_END_DECLS
