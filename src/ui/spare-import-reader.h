/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-import.h"

G_BEGIN_DECLS

/* Why one of the files is not among what was read. */
typedef struct
{
  char    *name;
  gboolean picture;
  GError  *error;
} SpareImportFailure;

void spare_import_failure_free (SpareImportFailure *self);

/**
 * SpareImportReader:
 *
 * Reads files, pictures with QR codes and texts, on a thread, into one import.
 * More can be added after a run: the next one then tells of everything.
 */
#define SPARE_TYPE_IMPORT_READER (spare_import_reader_get_type ())
G_DECLARE_FINAL_TYPE (SpareImportReader, spare_import_reader, SPARE, IMPORT_READER, GObject)

SpareImportReader *spare_import_reader_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void               spare_import_reader_add_file  (SpareImportReader *self,
                                                  GFile             *file);
/* Texts of QR codes, one a line, or the content of a file. */
void               spare_import_reader_add_bytes (SpareImportReader *self,
                                                  GBytes            *bytes);

/**
 * spare_import_reader_run_async:
 * @now: Unix s
 * @password: (nullable): for the file that the last run asked about; tried on
 *   the files after it, too, once it has opened that one
 *
 * Cancelling ends it at once.
 */
void         spare_import_reader_run_async  (SpareImportReader  *self,
                                             gint64              now,
                                             SpareSecret        *password,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
/* Returns: (transfer full): NULL with SPARE_FORMAT_ERROR_PASSWORD_NEEDED or
 *   _PASSWORD_WRONG where spare_import_reader_get_asking() needs one, and with
 *   the first failure where nothing could be read at all */
SpareImport *spare_import_reader_run_finish (SpareImportReader *self,
                                             GAsyncResult      *result,
                                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): the file that needs a password. */
const char  *spare_import_reader_get_asking (SpareImportReader *self);
/* Is that file a sealed backup, whose password is called a passphrase? */
gboolean     spare_import_reader_asks_passphrase (SpareImportReader *self);
/* Leaves that file out; another run goes on with the others. */
void         spare_import_reader_skip       (SpareImportReader *self);
/* Leaves out the files and texts that were added since the last run that gave an
 * import or failed; a question for a password is no end. */
void         spare_import_reader_forget     (SpareImportReader *self);
guint        spare_import_reader_count      (SpareImportReader *self);

/* (nullable): borrowed: the file, where it is one and nothing else */
GFile       *spare_import_reader_peek_only_file (SpareImportReader *self);

/* 0 to 1 of the present run, less than 0 where that is not known. */
double       spare_import_reader_get_fraction (SpareImportReader *self);

/* After a run: (element-type SpareImportFailure), borrowed; and the files whose
 * secrets everybody can read (element-type GFile). */
GPtrArray   *spare_import_reader_get_failures (SpareImportReader *self);
GPtrArray   *spare_import_reader_dup_plain_files (SpareImportReader *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
