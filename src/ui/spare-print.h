/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-sheet.h"

G_BEGIN_DECLS

/**
 * SparePrint:
 * @job_name: stands in the printer's queue, where others read it
 * @paper: what the dialog begins with
 * @landscape: turned
 * @count_pages: how many there are on paper of that size; lengths in points
 * @draw_page: paints one of them (from 0) with its corner at 0, 0 of the paper
 * @free_data: (nullable)
 */
typedef struct
{
  const char    *job_name;
  SparePaper     paper;
  gboolean       landscape;
  guint        (*count_pages) (double width, double height, gpointer data);
  void         (*draw_page)   (cairo_t *cr, guint page, double width, double height, gpointer data);
  gpointer       data;
  GDestroyNotify free_data;
} SparePrint;

/* Hands pages to the print dialog of the system, and to the printer that the person
 * chooses there. Calls back when the print system has taken them: whether they came
 * out only the person knows. @print is copied, its data owned.
 *
 * Returns: FALSE with an error, or without one when the person chose not to */
void     spare_print_async  (GtkWindow          *parent,
                             const SparePrint   *print,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
gboolean spare_print_finish (GAsyncResult *result,
                             GError      **error);

G_END_DECLS
