/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-directory.h"

G_BEGIN_DECLS

/* Our copies of the lists, one file for each kind in one folder. All of these
 * wait for the disk. @folder: the program's data folder
 * (~/.local/share/sparekey). */

/* Called for each copy that is there and cannot be read. */
typedef void (*SpareDirectoryProblem) (SpareDirectoryKind kind,
                                       const GError      *error,
                                       gpointer           data);

/* All that can be read; a copy that is not there is none. @problem: (nullable) */
SpareDirectory     *spare_directory_file_load_all (const char           *folder,
                                                   SpareDirectoryProblem problem,
                                                   gpointer              data) G_GNUC_WARN_UNUSED_RESULT;
/* Reads what the person chose, at most SPARE_DIRECTORY_SIZE_MAX. */
SpareDirectoryList *spare_directory_file_import   (GFile                *file,
                                                   gint64                now,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* In place of the copy of the same kind, at once or not at all. */
gboolean            spare_directory_file_save     (const char               *folder,
                                                   const SpareDirectoryList *list,
                                                   GError                  **error);
/* A copy that is not there is removed. */
gboolean            spare_directory_file_remove   (const char           *folder,
                                                   SpareDirectoryKind    kind,
                                                   GError              **error);

G_END_DECLS
