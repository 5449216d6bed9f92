/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-file-write.h"

#include <string.h>

#include "spare-bytes.h"
#include "spare-store-error.h"

static gboolean
is_same (GFile  *file,
         GBytes *bytes)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gsize size = g_bytes_get_size (bytes);
  g_autoptr(GBytes) copy = NULL;
  guint8 *data;
  gsize got;

  if (stream == NULL)
    return FALSE;

  /* One byte more, so that a longer file is not taken for the same. */
  copy = spare_bytes_new_wiped (size + 1, &data);
  return g_input_stream_read_all (G_INPUT_STREAM (stream), data, size + 1, &got, NULL, NULL)
         && got == size && memcmp (data, g_bytes_get_data (bytes, NULL), got) == 0;
}

gboolean
spare_file_write_stream (GFileOutputStream *stream,
                         GFile             *file,
                         GBytes            *bytes,
                         GCancellable      *cancellable,
                         GError           **error)
{
  if (!g_output_stream_write_all (G_OUTPUT_STREAM (stream), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  NULL, cancellable, error))
    {
      g_autoptr(GCancellable) never = g_cancellable_new ();

      /* A stream that is closed cancelled leaves the old file in its place. */
      g_cancellable_cancel (never);
      g_output_stream_close (G_OUTPUT_STREAM (stream), never, NULL);
      return FALSE;
    }

  if (!g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return FALSE;
  if (is_same (file, bytes))
    return TRUE;

  g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_BACKUP, "Written, and does not read back");
  return FALSE;
}

gboolean
spare_file_write (GFile        *file,
                  GBytes       *bytes,
                  GCancellable *cancellable,
                  GError      **error)
{
  /* GIO writes beside it, syncs and renames. */
  g_autoptr(GFileOutputStream) stream = g_file_replace (file, NULL, FALSE,
                                                        G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                                        cancellable, error);

  return stream != NULL && spare_file_write_stream (stream, file, bytes, cancellable, error);
}

static void
write_in_thread (GTask        *task,
                 gpointer      file,
                 gpointer      bytes,
                 GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;

  if (spare_file_write (file, bytes, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
spare_file_write_async (GFile              *file,
                        GBytes             *bytes,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, spare_file_write_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
spare_file_write_finish (GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
