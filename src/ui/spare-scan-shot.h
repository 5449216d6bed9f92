/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SpareScanShot:
 * @file: the picture
 * @texts: (nullable) (element-type SpareSecret): what its QR codes say; NULL
 *   where @problem tells why
 * @problem: (nullable)
 * @deleted: the picture is gone, whatever came of reading it
 */
typedef struct
{
  GFile     *file;
  GPtrArray *texts;
  GError    *problem;
  gboolean   deleted;
} SpareScanShot;

/* Reads the QR codes of a picture of the screen and deletes it, on a thread; it
 * is deleted also where reading fails or is cancelled. */
void           spare_scan_shot_read_async  (GFile              *file,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
SpareScanShot *spare_scan_shot_read_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

void           spare_scan_shot_free        (SpareScanShot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareScanShot, spare_scan_shot_free)

G_END_DECLS
