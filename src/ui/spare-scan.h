/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* QR codes from the screen, the camera and the clipboard. What was read goes to
 * spare_import_dialog_read_bytes(). */
void     spare_scan_screen     (SpareWindow *window);
void     spare_scan_camera     (SpareWindow *window);
void     spare_scan_clipboard  (SpareWindow *window);

/* What was read, one of them: the texts of setup codes, one a line, or files. */
typedef void (*SpareScanTake) (gpointer    owner,
                               GBytes     *lines,
                               GListModel *files);

/* As long as @owner is open, it gets what was read in place of the import dialog,
 * and questions stand before it. */
void     spare_scan_divert    (SpareWindow  *window,
                               GtkWindow    *owner,
                               SpareScanTake take);

/* Is there a camera that the portal or this computer offers? Asked without
 * blocking; the first answer may come later, and `callback` then tells it. */
void     spare_scan_watch_camera (GtkWidget *owner,
                                  void     (*callback) (gboolean present, gpointer data),
                                  gpointer   data);

G_END_DECLS
