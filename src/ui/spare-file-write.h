/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files that the person asked for, readable by nobody else. Written counts only
 * what was read back: otherwise the error is SPARE_STORE_ERROR_BACKUP. */

/* At once or not at all; what was there before is replaced. Blocks. A
 * cancellation that comes when the file is there already is not told. */
gboolean spare_file_write        (GFile        *file,
                                  GBytes       *bytes,
                                  GCancellable *cancellable,
                                  GError      **error);

/* The same into @stream, which is that of @file and closed in any case: for a
 * file that must not be there before. Blocks. */
gboolean spare_file_write_stream (GFileOutputStream *stream,
                                  GFile             *file,
                                  GBytes            *bytes,
                                  GCancellable      *cancellable,
                                  GError           **error);

/* spare_file_write() on a thread. */
void     spare_file_write_async  (GFile              *file,
                                  GBytes             *bytes,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean spare_file_write_finish (GAsyncResult *result,
                                  GError      **error);

G_END_DECLS
