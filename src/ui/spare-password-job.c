/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-password-job.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-archive.h"
#include "spare-bytes.h"
#include "spare-import.h"
#include "spare-messages.h"

#define ZIP      "PK"
#define DASHLANE "credentials.csv" /* in the archive that Dashlane writes */

SparePasswordJob *
spare_password_job_new (void)
{
  return g_new0 (SparePasswordJob, 1);
}

void
spare_password_job_free (SparePasswordJob *self)
{
  g_clear_object (&self->file);
  g_clear_object (&self->list);
  g_clear_pointer (&self->passwords, g_ptr_array_unref);
  g_clear_pointer (&self->directory, spare_directory_unref);
  g_clear_pointer (&self->former, spare_snapshot_unref);
  g_free (self);
}

double
spare_password_job_get_done (SparePasswordJob *self)
{
  int done = g_atomic_int_get (&self->done);

  return done > 0 ? done / 1000.0 : -1;
}

static void
progress_cb (double   done,
             gpointer data)
{
  SparePasswordJob *self = data;

  g_atomic_int_set (&self->done, (int) (done * 1000));
}

/* Dashlane's table is in an archive. */
static GBytes *
unpack (GBytes       *bytes,
        GCancellable *cancellable,
        GError      **error)
{
  g_autoptr(SpareArchive) archive = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *name = NULL;

  if (size < strlen (ZIP) || memcmp (data, ZIP, strlen (ZIP)) != 0)
    return g_bytes_ref (bytes);
  archive = spare_archive_new (bytes);
  if (archive != NULL)
    name = spare_archive_find (archive, DASHLANE);
  if (name == NULL)
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_TEXT, "No table in the archive");
      return NULL;
    }

  return spare_archive_read (archive, name, NULL, SPARE_PASSWORD_FILE_MAX, cancellable, error);
}

static GPtrArray *
read_file (SparePasswordJob *self,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autoptr(GBytes) bytes = spare_import_load (self->file, cancellable, error);
  g_autoptr(GBytes) table = bytes != NULL ? unpack (bytes, cancellable, error) : NULL;
  g_autoptr(GBytes) text = NULL;
  const char *data;
  guint8 *copy;
  gsize size;

  if (table == NULL)
    return NULL;
  data = g_bytes_get_data (table, &size);
  if (size > SPARE_PASSWORD_FILE_MAX)
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_TOO_LARGE, "The file is too large");
      return NULL;
    }
  /* With a NUL behind it. */
  text = spare_bytes_new_wiped (size + 1, &copy);
  memcpy (copy, data != NULL ? data : "", size);
  copy[size] = '\0';

  return spare_password_file_parse ((const char *) copy, size, &self->source, error);
}

static SpareSnapshot *
check (SparePasswordJob *self,
       GPtrArray        *passwords,
       GCancellable     *cancellable,
       GError          **error)
{
  g_autoptr(SpareSnapshot) snapshot = NULL;
  g_autoptr(SpareBreach) list = NULL;
  g_autofree char *path = self->list != NULL ? g_file_get_path (self->list) : NULL;

  if (self->list != NULL)
    {
      list = path != NULL ? spare_breach_open (path, error) : NULL;
      if (list == NULL)
        {
          if (path == NULL)
            g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST, "Not on this computer");
          return NULL;
        }
    }
  snapshot = spare_snapshot_new (passwords, self->source, self->directory, self->former, self->now, cancellable,
                                 error);
  if (snapshot == NULL)
    return NULL;
  if (list != NULL && !spare_breach_check (list, passwords, snapshot, progress_cb, self, cancellable, error))
    return NULL;

  return g_steal_pointer (&snapshot);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  SparePasswordJob *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) passwords = g_steal_pointer (&self->passwords);
  SpareSnapshot *snapshot = NULL;

  if (passwords == NULL)
    passwords = read_file (self, cancellable, &error);
  if (passwords != NULL && passwords->len == 0)
    g_set_error_literal (&error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_EMPTY, "No password");
  else if (passwords != NULL)
    snapshot = check (self, passwords, cancellable, &error);
  g_clear_pointer (&passwords, g_ptr_array_unref);
  if (snapshot != NULL)
    g_task_return_pointer (task, snapshot, (GDestroyNotify) spare_snapshot_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
spare_password_job_run_async (SparePasswordJob   *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, spare_password_job_run_async);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, run_in_thread);
}

SpareSnapshot *
spare_password_job_run_finish (GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
spare_password_job_describe (const GError *error)
{
  if (error->domain != SPARE_PASSWORD_ERROR)
    return spare_message_for_reading (error);

  switch ((SparePasswordError) error->code)
    {
    case SPARE_PASSWORD_ERROR_NOT_TEXT:
      return g_strdup (_("This file is not a table of passwords. Export your passwords once more as CSV, and choose that "
                         "file."));
    case SPARE_PASSWORD_ERROR_NO_COLUMN:
      return g_strdup (_("This table has no column with passwords. Export your passwords once more as CSV, and choose "
                         "that file."));
    case SPARE_PASSWORD_ERROR_EMPTY:
      return g_strdup (_("There is no password in it. Choose another file."));
    case SPARE_PASSWORD_ERROR_TOO_LARGE:
      return g_strdup (_("This is more than Sparekey reads at once: 10,000 passwords. Export a part of them."));
    case SPARE_PASSWORD_ERROR_NOT_LIST:
      return g_strdup (_("The list of leaked passwords is not one that Sparekey knows. Choose the file or the folder that "
                         "the downloader of Pwned Passwords wrote."));
    case SPARE_PASSWORD_ERROR_READ:
    default:
      return g_strdup (_("The list of leaked passwords changed while it was read. Wait until it is complete, and try "
                         "again."));
    }
}

static void
add_line (GPtrArray           *lines,
          const SpareSnapshot *snapshot,
          SpareSnapshotKind    kind,
          const char          *text)
{
  guint all = spare_snapshot_get_count (snapshot);
  guint n = spare_snapshot_count (snapshot, kind);

  /* Translators: "3 of 20: " and then what is said of those 3. */
  g_ptr_array_add (lines, g_strdup_printf (_("%u of %u: %s"), n, all, text));
}

GPtrArray *
spare_password_job_dup_lines (const SpareSnapshot *snapshot)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  add_line (lines, snapshot, SPARE_SNAPSHOT_REUSED, _("the same password is used for something else, too"));
  add_line (lines, snapshot, SPARE_SNAPSHOT_SIMILAR, _("much like the password of something else"));
  add_line (lines, snapshot, SPARE_SNAPSHOT_WEAK, _("weak: a guesser finds it soon"));
  if (spare_snapshot_count (snapshot, SPARE_SNAPSHOT_UNKNOWN) == spare_snapshot_get_count (snapshot))
    {
      g_ptr_array_add (lines, g_strdup (_("Not known: whether one was leaked. There was no list to look in.")));
      return lines;
    }
  add_line (lines, snapshot, SPARE_SNAPSHOT_BREACHED, _("in the list of leaked passwords"));
  if (spare_snapshot_count (snapshot, SPARE_SNAPSHOT_UNKNOWN) > 0)
    add_line (lines, snapshot, SPARE_SNAPSHOT_UNKNOWN, _("not known whether it was leaked: the list is not complete"));

  return lines;
}
