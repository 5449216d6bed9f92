/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-directory.h"

G_BEGIN_DECLS

/**
 * SpareDirectoryKeeper:
 *
 * The public directories that the person has imported, read from the disk at
 * the start and written there after each change, always on a thread. "changed"
 * is emitted when the directory or a problem with it is another one.
 */
#define SPARE_TYPE_DIRECTORY_KEEPER (spare_directory_keeper_get_type ())
G_DECLARE_FINAL_TYPE (SpareDirectoryKeeper, spare_directory_keeper, SPARE, DIRECTORY_KEEPER, GObject)

/* @folder: the program's data folder; begins to read what is in it */
SpareDirectoryKeeper *spare_directory_keeper_new (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

/* Borrowed, until "changed"; without a list before everything is read. */
SpareDirectory *spare_directory_keeper_get_directory (SpareDirectoryKeeper *self);
/* (nullable): borrowed: why the copy of a list that is there could not be read */
const GError   *spare_directory_keeper_get_problem   (SpareDirectoryKeeper *self,
                                                      SpareDirectoryKind    kind);

/* Reads @file, and keeps a copy of what is used in place of the one of the same
 * kind. @now: Unix s.
 *
 * Returns: (transfer full) (nullable): the list that it was; NULL with an error of
 *   SPARE_DIRECTORY_ERROR or G_IO_ERROR, and then nothing has changed */
void                spare_directory_keeper_import_async  (SpareDirectoryKeeper *self,
                                                          GFile                *file,
                                                          gint64                now,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
SpareDirectoryList *spare_directory_keeper_import_finish (SpareDirectoryKeeper *self,
                                                          GAsyncResult         *result,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void     spare_directory_keeper_remove_async  (SpareDirectoryKeeper *self,
                                               SpareDirectoryKind    kind,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean spare_directory_keeper_remove_finish (SpareDirectoryKeeper *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
