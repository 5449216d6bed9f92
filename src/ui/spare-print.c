/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-print.h"

typedef struct
{
  GtkPrintOperation *operation;
  SparePrint         print;
  gboolean           answered;
} Job;

static void
job_free (Job *self)
{
  g_object_unref (self->operation);
  if (self->print.free_data != NULL)
    self->print.free_data (self->print.data);
  g_free (self);
}

static void
begin_cb (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Job               *job)
{
  gtk_print_operation_set_n_pages (operation,
                                   (int) job->print.count_pages (gtk_print_context_get_width (context),
                                                                 gtk_print_context_get_height (context),
                                                                 job->print.data));
}

static void
draw_cb (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Job               *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_save (cr);
  job->print.draw_page (cr, (guint) page, gtk_print_context_get_width (context),
                        gtk_print_context_get_height (context), job->print.data);
  cairo_restore (cr);
}

/* The task is held by the signal until the operation has ended. */
static void
done_cb (GtkPrintOperation      *operation,
         GtkPrintOperationResult result,
         GTask                  *task)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (job->answered)
    return;

  job->answered = TRUE;
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
create_page_setup (const SparePrint *print)
{
  const char *const names[] = {
    [SPARE_PAPER_A4] = GTK_PAPER_NAME_A4,
    [SPARE_PAPER_LETTER] = GTK_PAPER_NAME_LETTER,
    [SPARE_PAPER_A5] = GTK_PAPER_NAME_A5,
  };
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (names[print->paper]);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  if (print->landscape)
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_paper_size_free (size);

  return setup;
}

void
spare_print_async (GtkWindow          *parent,
                   const SparePrint   *print,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  g_autoptr(GtkPageSetup) setup = create_page_setup (print);
  Job *job = g_new0 (Job, 1);
  GtkPrintOperation *operation = gtk_print_operation_new ();

  job->operation = operation;
  job->print = *print;
  g_task_set_source_tag (task, spare_print_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  gtk_print_operation_set_job_name (operation, print->job_name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_n_pages (operation,
                                   (int) print->count_pages (gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS),
                                                             gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS),
                                                             print->data));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), job);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), task);

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

gboolean
spare_print_finish (GAsyncResult *result,
                    GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
