/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-sheet.h"

G_BEGIN_DECLS

/* Hands a sheet to the print dialog of the system, and its pages to the printer
 * that the person chooses there. Calls back when the print system has taken
 * them: whether they came out only the person knows.
 *
 * @sheet: (transfer full)
 *
 * Returns: FALSE with an error, or without one when the person chose not to */
void     spare_sheet_print_async  (GtkWindow          *parent,
                                   SpareSheet         *sheet,
                                   SparePaper          paper,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
gboolean spare_sheet_print_finish (GAsyncResult *result,
                                   GError      **error);

/* The same as a file of ours: at once or not at all, and read back. Laid out and
 * written on a thread. Cancelled while its pages are made, there is no file.
 *
 * @progress: (nullable): called before @callback with the pages that are made,
 *   and how many there will be */
void     spare_sheet_write_async  (SpareSheetContent       *content,
                                   const SpareSheetOptions *options,
                                   GFile                   *file,
                                   GFileProgressCallback    progress,
                                   gpointer                 progress_data,
                                   GCancellable            *cancellable,
                                   GAsyncReadyCallback      callback,
                                   gpointer                 user_data);
gboolean spare_sheet_write_finish (GAsyncResult *result,
                                   GError      **error);

/* Lays a sheet out on a thread. */
void        spare_sheet_lay_out_async  (SpareSheetContent       *content,
                                        const SpareSheetOptions *options,
                                        GCancellable            *cancellable,
                                        GAsyncReadyCallback      callback,
                                        gpointer                 user_data);
SpareSheet *spare_sheet_lay_out_finish (GAsyncResult *result,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many seconds it is later here than in UTC at @now (Unix s): what is printed then
 * bears the day of here. */
int         spare_sheet_print_get_offset (gint64 now);

G_END_DECLS
