/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-export.h"

G_BEGIN_DECLS

/* Writing accounts for another program, on a thread. */

/**
 * spare_export_job_run_async:
 * @accounts: (element-type SpareAccount): copies
 * @file: (nullable): where to; a folder for the pictures of a paged format;
 *   NULL only makes what would be written
 * @now: Unix s
 */
void       spare_export_job_run_async  (const SpareExportFormat *format,
                                        GPtrArray               *accounts,
                                        SpareSecret             *password,
                                        GFile                   *file,
                                        gint64                   now,
                                        GCancellable            *cancellable,
                                        GAsyncReadyCallback      callback,
                                        gpointer                 user_data);

/* Written to a file, it was read back; SPARE_STORE_ERROR_BACKUP where the disk
 * gives back something else. Pictures get names that are free; where one of them
 * fails, those of this run are removed.
 *
 * @left: (out) (transfer full) (nullable) (element-type SpareExportLeft): also
 *   with an error
 *
 * Returns: (transfer full) (element-type SpareSecret): the texts of a paged
 *   format, else empty; NULL with an error */
GPtrArray *spare_export_job_run_finish (GAsyncResult *result,
                                        GPtrArray   **left,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
