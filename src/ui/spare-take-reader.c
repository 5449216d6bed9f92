/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-take-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-format-error.h"
#include "spare-import.h"
#include "spare-messages.h"
#include "spare-picture.h"

#define PDF "%PDF-"

static gboolean
is_pdf (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= strlen (PDF) && memcmp (data, PDF, strlen (PDF)) == 0;
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      file,
               GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = spare_import_load (file, cancellable, &error);
  SpareCodeText *text = NULL;

  if (bytes != NULL && (is_pdf (bytes) || spare_picture_is_picture (bytes)))
    {
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "A picture or a PDF");
    }
  else if (bytes != NULL)
    {
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);

      text = spare_code_text_read (data != NULL ? data : "", size, &error);
    }

  if (text != NULL)
    g_task_return_pointer (task, text, (GDestroyNotify) spare_code_text_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
spare_take_reader_run_async (GFile              *file,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, spare_take_reader_run_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, run_in_thread);
}

SpareCodeText *
spare_take_reader_run_finish (GAsyncResult *result,
                              GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
spare_take_reader_describe (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return g_strdup (_("This is a picture or a PDF, and writing in those is not read. Open it in its own program, and "
                       "type the codes here, or copy them there and paste them here."));
  if (g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY))
    return g_strdup (_("No codes were found in it. Type them here, one a line."));
  if (g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE))
    return g_strdup (_("This is far too long for backup codes. Copy only the codes, and paste them here."));

  return spare_message_for_reading (error);
}
