/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-scan-shot.h"

#include <string.h>

#include "spare-import.h"
#include "spare-qr-scan.h"

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  SpareScanShot *self = task_data;
  g_autoptr(GBytes) bytes = spare_import_load (self->file, cancellable, &self->problem);
  g_autoptr(SparePicture) picture = NULL;

  if (bytes != NULL)
    picture = spare_picture_load (bytes, &self->problem);
  if (picture != NULL)
    self->texts = spare_qr_scan (picture, SPARE_QR_SCAN_THOROUGH, cancellable, &self->problem);
  /* Not the cancellable: it stops the search, not the cleaning up. */
  self->deleted = g_file_delete (self->file, NULL, NULL);

  g_task_return_boolean (task, TRUE);
}

void
spare_scan_shot_read_async (GFile              *file,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SpareScanShot *self = g_new0 (SpareScanShot, 1);

  self->file = g_object_ref (file);
  g_task_set_source_tag (task, spare_scan_shot_read_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) spare_scan_shot_free);
  g_task_run_in_thread (task, read_in_thread);
}

SpareScanShot *
spare_scan_shot_read_finish (GAsyncResult *result)
{
  SpareScanShot *self = g_task_get_task_data (G_TASK (result));
  SpareScanShot *shot = g_new (SpareScanShot, 1);

  /* The task keeps an empty one. */
  *shot = *self;
  memset (self, 0, sizeof *self);

  return shot;
}

void
spare_scan_shot_free (SpareScanShot *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_free (self);
}
