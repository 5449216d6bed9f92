/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-job.h"

#include <string.h>

#include "spare-bytes.h"
#include "spare-qr-code.h"
#include "spare-store-error.h"

#define PIXELS_A_MODULE 8

typedef struct
{
  const SpareExportFormat *format;
  GPtrArray               *accounts;
  SpareSecret             *password; /* (nullable) */
  GFile                   *file;     /* (nullable) */
  gint64                   now;
  GPtrArray               *left;     /* (nullable) */
} Job;

static void
job_free (Job *self)
{
  g_ptr_array_unref (self->accounts);
  g_clear_pointer (&self->password, spare_secret_unref);
  g_clear_object (&self->file);
  g_clear_pointer (&self->left, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_back (GFile        *file,
           GBytes       *bytes,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(GBytes) copy = NULL;
  guint8 *data;
  gsize got;

  if (stream == NULL)
    return FALSE;

  /* One byte more, so that a longer file is not taken for the same. */
  copy = spare_bytes_new_wiped (g_bytes_get_size (bytes) + 1, &data);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, g_bytes_get_size (bytes) + 1, &got, cancellable, error))
    return FALSE;
  if (got == g_bytes_get_size (bytes) && memcmp (data, g_bytes_get_data (bytes, NULL), got) == 0)
    return TRUE;

  g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_BACKUP, "Read back as something else");
  return FALSE;
}

/* At once or not at all: GIO writes beside it, syncs and renames. */
static gboolean
write_bytes (GFile        *file,
             GBytes       *bytes,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr(GFileOutputStream) stream = g_file_replace (file, NULL, FALSE,
                                                        G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                                        cancellable, error);

  if (stream == NULL)
    return FALSE;
  if (!g_output_stream_write_all (G_OUTPUT_STREAM (stream), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  NULL, cancellable, error))
    {
      g_autoptr(GCancellable) never = g_cancellable_new ();

      /* A stream that is closed cancelled leaves the old file in its place. */
      g_cancellable_cancel (never);
      g_output_stream_close (G_OUTPUT_STREAM (stream), never, NULL);
      return FALSE;
    }

  return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error)
         && read_back (file, bytes, cancellable, error);
}

static gboolean
write_picture (Job          *job,
               SpareSecret  *text,
               guint         number,
               guint         total,
               GCancellable *cancellable,
               GError      **error)
{
  g_autoptr(SpareQrCode) code = spare_qr_code_new (text, SPARE_QR_LEVEL_M, error);
  g_autoptr(GBytes) png = code != NULL ? spare_qr_code_to_png (code, PIXELS_A_MODULE, error) : NULL;
  g_autofree char *name = g_strdup_printf ("sparekey-%u-of-%u.png", number, total);
  g_autoptr(GFile) file = g_file_get_child (job->file, name);

  return png != NULL && write_bytes (file, png, cancellable, error);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  SpareExportContext context = { job->password, job->now, g_uuid_string_random, { cancellable, NULL, NULL } };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  g_autoptr(GPtrArray) written = spare_export_write (job->format, job->accounts, &context, &job->left, &error);
  gboolean good = written != NULL;

  for (guint i = 0; good && i < written->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (written, i);

      if (job->format->paged)
        g_ptr_array_add (pages, spare_secret_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
      if (job->file != NULL && job->format->paged)
        good = write_picture (job, g_ptr_array_index (pages, i), i + 1, written->len, cancellable, &error);
      else if (job->file != NULL)
        good = write_bytes (job->file, bytes, cancellable, &error);
    }

  if (good)
    g_task_return_pointer (task, g_steal_pointer (&pages), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
spare_export_job_run_async (const SpareExportFormat *format,
                            GPtrArray               *accounts,
                            SpareSecret             *password,
                            GFile                   *file,
                            gint64                   now,
                            GCancellable            *cancellable,
                            GAsyncReadyCallback      callback,
                            gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->format = format;
  job->accounts = g_ptr_array_ref (accounts);
  job->password = password != NULL ? spare_secret_ref (password) : NULL;
  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->now = now;
  g_task_set_source_tag (task, spare_export_job_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  /* What was written when the cancellation came stays written. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_in_thread);
}

GPtrArray *
spare_export_job_run_finish (GAsyncResult *result,
                             GPtrArray   **left,
                             GError      **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  GPtrArray *pages = g_task_propagate_pointer (G_TASK (result), error);

  if (pages != NULL && left != NULL)
    *left = g_steal_pointer (&job->left);

  return pages;
}
