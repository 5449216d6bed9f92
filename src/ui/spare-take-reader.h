/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-code-text.h"

G_BEGIN_DECLS

/* Reads a file, on a thread, for the codes in it.
 *
 * Returns: (transfer full): NULL with an error; what is a picture or a PDF is
 *   G_IO_ERROR_NOT_SUPPORTED */
void           spare_take_reader_run_async  (GFile              *file,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
SpareCodeText *spare_take_reader_run_finish (GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* A sentence on why there are no codes, and what to do. */
char          *spare_take_reader_describe   (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
