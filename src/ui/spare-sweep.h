/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-service.h"

G_BEGIN_DECLS

/**
 * SpareSweepHit:
 * @folder: of the file, below the folder that was looked through; may be ""
 * @modified: Unix s
 * @service: (nullable): whose codes have files of this name
 * @readable: is it text, and no picture or PDF?
 */
typedef struct
{
  GFile              *file;
  char               *folder;
  goffset             size;
  gint64              modified;
  const SpareService *service;
  gboolean            readable;
} SpareSweepHit;

void         spare_sweep_hit_free (SpareSweepHit *self);

/* How many files a run has seen; shared with its thread. */
typedef struct
{
  int n_seen; /* atomic */
} SpareSweepProgress;

SpareSweepProgress *spare_sweep_progress_new (void) G_GNUC_WARN_UNUSED_RESULT;
void                spare_sweep_progress_unref (SpareSweepProgress *self);

/**
 * spare_sweep_run_async:
 *
 * Looks on a thread through @folder and what is below it for files whose names
 * look like saved backup codes. Follows no symbolic link, and looks at so many
 * files and so deep that a disk does not go on for ever.
 */
void       spare_sweep_run_async  (GFile              *folder,
                                   SpareSweepProgress *progress,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
/* @cut: (out): was there more than it looks at?
 *
 * Returns: (transfer full) (element-type SpareSweepHit): the newest first; NULL
 *   where the folder itself cannot be read */
GPtrArray *spare_sweep_run_finish (GAsyncResult *result,
                                   gboolean     *cut,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
