/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-print.h"

#include <glib/gi18n.h>
#include <math.h>

#include "spare-file-write.h"
#include "spare-print.h"

static void
draw_page (cairo_t *cr,
           guint    page,
           double   width,
           double   height,
           gpointer data)
{
  SpareSheet *sheet = data;
  double own_width;
  double own_height;
  double scale;

  /* Where another paper was chosen in the dialog, the page is made to fit, so that
   * nothing is lost. */
  spare_sheet_get_size (sheet, &own_width, &own_height);
  scale = MIN (width / own_width, height / own_height);
  if (fabs (scale - 1) > 0.005)
    cairo_scale (cr, scale, scale);
  spare_sheet_draw (sheet, page, cr);
}

static guint
count_pages (double   width,
             double   height,
             gpointer data)
{
  return spare_sheet_get_n_pages (data);
}

void
spare_sheet_print_async (GtkWindow          *parent,
                         SpareSheet         *sheet,
                         SparePaper          paper,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  /* It stands in the printer's queue, where others read it. */
  const SparePrint print = {
    .job_name = _("Sparekey sheet"),
    .paper = paper,
    .count_pages = count_pages,
    .draw_page = draw_page,
    .data = sheet,
    .free_data = (GDestroyNotify) spare_sheet_free,
  };

  spare_print_async (parent, &print, callback, user_data);
}

gboolean
spare_sheet_print_finish (GAsyncResult *result,
                          GError      **error)
{
  return spare_print_finish (result, error);
}

/* Threads. */

typedef struct
{
  SpareSheetContent    *content;
  SpareSheetOptions     options;
  GFile                *file;     /* (nullable) */
  GFileProgressCallback progress; /* (nullable) */
  gpointer              progress_data;
} Job;

typedef struct
{
  GTask  *task;
  goffset done;
  goffset all;
} Tidings;

static void
job_free (Job *self)
{
  g_object_unref (self->content);
  g_clear_object (&self->file);
  g_free (self);
}

static GTask *
create_task (SpareSheetContent       *content,
             const SpareSheetOptions *options,
             GCancellable            *cancellable,
             GAsyncReadyCallback      callback,
             gpointer                 user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->content = g_object_ref (content);
  job->options = *options;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  return task;
}

static void
lay_out_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GError) error = NULL;
  SpareSheet *sheet = spare_sheet_new (job->content, &job->options, &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, (GDestroyNotify) spare_sheet_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
spare_sheet_lay_out_async (SpareSheetContent       *content,
                           const SpareSheetOptions *options,
                           GCancellable            *cancellable,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  g_autoptr(GTask) task = create_task (content, options, cancellable, callback, user_data);

  g_task_set_source_tag (task, spare_sheet_lay_out_async);
  g_task_run_in_thread (task, lay_out_in_thread);
}

SpareSheet *
spare_sheet_lay_out_finish (GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tidings_free (Tidings *self)
{
  g_object_unref (self->task);
  g_free (self);
}

static gboolean
tell_cb (gpointer user_data)
{
  Tidings *tidings = user_data;
  Job *job = g_task_get_task_data (tidings->task);

  job->progress (tidings->done, tidings->all, job->progress_data);

  return G_SOURCE_REMOVE;
}

/* On the thread; of a task's sources, those that were made first come first. Once
 * for each of a hundred parts is enough. */
static void
progress_cb (goffset  done,
             goffset  all,
             gpointer user_data)
{
  Tidings *tidings;

  if (done * 100 / all == (done - 1) * 100 / all)
    return;

  tidings = g_new (Tidings, 1);
  tidings->task = g_object_ref (user_data);
  tidings->done = done;
  tidings->all = all;
  g_main_context_invoke_full (g_task_get_context (tidings->task), G_PRIORITY_DEFAULT, tell_cb, tidings,
                              (GDestroyNotify) tidings_free);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareSheet) sheet = spare_sheet_new (job->content, &job->options, &error);
  g_autoptr(GBytes) pdf = NULL;

  if (sheet != NULL)
    pdf = spare_sheet_to_pdf (sheet, job->progress != NULL ? progress_cb : NULL, task, cancellable, &error);
  if (pdf != NULL && spare_file_write (job->file, pdf, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
spare_sheet_write_async (SpareSheetContent       *content,
                         const SpareSheetOptions *options,
                         GFile                   *file,
                         GFileProgressCallback    progress,
                         gpointer                 progress_data,
                         GCancellable            *cancellable,
                         GAsyncReadyCallback      callback,
                         gpointer                 user_data)
{
  g_autoptr(GTask) task = create_task (content, options, cancellable, callback, user_data);
  Job *job = g_task_get_task_data (task);

  job->file = g_object_ref (file);
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_source_tag (task, spare_sheet_write_async);
  /* What was written when the cancellation came stays written. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
spare_sheet_write_finish (GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

int
spare_sheet_print_get_offset (gint64 now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (now);

  return time != NULL ? (int) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_SECOND) : 0;
}
