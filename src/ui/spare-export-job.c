/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-job.h"

#include "spare-file-write.h"
#include "spare-qr-code.h"

#define PIXELS_A_MODULE 8
#define TRIES           1000 /* names in one day */

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

static GFile *
get_picture (Job  *job,
             guint attempt,
             guint number,
             guint total)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (job->now);
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *again = attempt > 1 ? g_strdup_printf (" (%u)", attempt) : g_strdup ("");
  g_autofree char *name = g_strdup_printf ("Sparekey %s%s, %u of %u.png", day, again, number, total);

  return g_file_get_child (job->file, name);
}

/* Pictures of one run belong together, so one name that is taken bars them all. */
static guint
find_attempt (Job  *job,
              guint total)
{
  for (guint attempt = 1; attempt < TRIES; attempt++)
    {
      gboolean taken = FALSE;

      for (guint i = 1; !taken && i <= total; i++)
        {
          g_autoptr(GFile) file = get_picture (job, attempt, i, total);

          taken = g_file_query_exists (file, NULL);
        }
      if (!taken)
        return attempt;
    }

  return TRIES;
}

/* @made: where a file goes that is there now and was not before */
static gboolean
write_picture (GFile        *file,
               SpareSecret  *text,
               GPtrArray    *made,
               GCancellable *cancellable,
               GError      **error)
{
  g_autoptr(SpareQrCode) code = spare_qr_code_new (text, SPARE_QR_LEVEL_M, error);
  g_autoptr(GBytes) png = code != NULL ? spare_qr_code_to_png (code, PIXELS_A_MODULE, error) : NULL;
  g_autoptr(GFileOutputStream) stream = NULL;

  if (png != NULL)
    stream = g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);
  if (stream == NULL)
    return FALSE;

  g_ptr_array_add (made, g_object_ref (file));
  return spare_file_write_stream (stream, file, png, cancellable, error);
}

/* All of them or none: some alone would be secrets that nobody knows of. */
static gboolean
write_pictures (Job          *job,
                GPtrArray    *pages,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  guint attempt = find_attempt (job, pages->len);
  gboolean good = TRUE;

  for (guint i = 0; good && i < pages->len; i++)
    {
      g_autoptr(GFile) file = get_picture (job, attempt, i + 1, pages->len);

      good = write_picture (file, g_ptr_array_index (pages, i), made, cancellable, error);
    }
  for (guint i = 0; !good && i < made->len; i++)
    g_file_delete (g_ptr_array_index (made, i), NULL, NULL);

  return good;
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

  for (guint i = 0; good && job->format->paged && i < written->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (written, i);

      g_ptr_array_add (pages, spare_secret_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
    }
  if (good && job->file != NULL)
    good = job->format->paged ? write_pictures (job, pages, cancellable, &error)
                              : spare_file_write (job->file, g_ptr_array_index (written, 0), cancellable, &error);

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

  if (left != NULL)
    *left = g_steal_pointer (&job->left);

  return pages;
}
