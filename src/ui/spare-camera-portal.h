/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks the desktop, and it the person, for the cameras. Fails with
 * G_IO_ERROR_CANCELLED where the person says no, with G_IO_ERROR_NOT_SUPPORTED
 * where nobody can be asked, and with other errors where the desktop refuses.
 *
 * Returns: a PipeWire remote that the caller closes, or -1 */
void spare_camera_portal_open_async  (GtkWindow          *parent,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
int  spare_camera_portal_open_finish (GAsyncResult *result,
                                      GError      **error);

/* Nobody answers, or nobody knows what we ask. */
gboolean spare_camera_portal_is_missing (const GError *error);

G_END_DECLS
