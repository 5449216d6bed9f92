/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-print.h"

#include <glib/gi18n.h>
#include <math.h>

#include "spare-file-write.h"

/* Printing. */

typedef struct
{
  GtkPrintOperation *operation;
  SpareSheet        *sheet;
  gboolean           answered;
} Print;

static void
print_free (Print *self)
{
  g_object_unref (self->operation);
  spare_sheet_free (self->sheet);
  g_free (self);
}

static void
begin_cb (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Print             *print)
{
  gtk_print_operation_set_n_pages (operation, (int) spare_sheet_get_n_pages (print->sheet));
}

/* Our paper is what the dialog begins with. Where another was chosen in it, the
 * page is made to fit, so that nothing is lost. */
static void
draw_cb (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Print             *print)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width;
  double height;
  double scale;

  spare_sheet_get_size (print->sheet, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height);
  cairo_save (cr);
  if (fabs (scale - 1) > 0.005)
    cairo_scale (cr, scale, scale);
  spare_sheet_draw (print->sheet, (guint) page, cr);
  cairo_restore (cr);
}

/* The task is held by the signal until the operation has ended. */
static void
done_cb (GtkPrintOperation      *operation,
         GtkPrintOperationResult result,
         GTask                  *task)
{
  Print *print = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (print->answered)
    return;

  print->answered = TRUE;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      g_task_return_error (task, error != NULL ? g_steal_pointer (&error)
                                               : g_error_new_literal (GTK_PRINT_ERROR, GTK_PRINT_ERROR_GENERAL,
                                                                      "Not printed"));
    }
  else
    {
      g_task_return_boolean (task, result == GTK_PRINT_OPERATION_RESULT_APPLY);
    }
  g_object_unref (task);
}

static GtkPageSetup *
create_page_setup (SparePaper paper)
{
  const char *const names[] = {
    [SPARE_PAPER_A4] = GTK_PAPER_NAME_A4,
    [SPARE_PAPER_LETTER] = GTK_PAPER_NAME_LETTER,
    [SPARE_PAPER_A5] = GTK_PAPER_NAME_A5,
  };
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (names[paper]);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_paper_size_free (size);

  return setup;
}

void
spare_sheet_print_async (GtkWindow          *parent,
                         SpareSheet         *sheet,
                         SparePaper          paper,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  g_autoptr(GtkPageSetup) setup = create_page_setup (paper);
  Print *print = g_new0 (Print, 1);
  GtkPrintOperation *operation = gtk_print_operation_new ();

  print->operation = operation;
  print->sheet = sheet;
  g_task_set_source_tag (task, spare_sheet_print_async);
  g_task_set_task_data (task, print, (GDestroyNotify) print_free);

  /* It stands in the printer's queue, where others read it. */
  gtk_print_operation_set_job_name (operation, _("Sparekey sheet"));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int) spare_sheet_get_n_pages (sheet));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), print);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), task);

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

gboolean
spare_sheet_print_finish (GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
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
