/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-backup.h"

G_BEGIN_DECLS

#define SPARE_BACKUP_DIGEST_SIZE 32

/* What the records say, whatever their order; preferences and times do not
 * count. */
void      spare_backup_digest     (const SpareBundle *bundle,
                                   guint8             digest[SPARE_BACKUP_DIGEST_SIZE]);

/* The blocking halves of spare_backup_write_async() and _keep_async(). */
gboolean  spare_backup_file_write (const SpareBundle  *bundle,
                                   const SpareSealKey *key,
                                   GFile              *file,
                                   GCancellable       *cancellable,
                                   GError            **error);
GFile    *spare_backup_file_keep  (const SpareBundle  *bundle,
                                   const SpareSealKey *key,
                                   GFile              *folder,
                                   guint               generations,
                                   gint64              now,
                                   GCancellable       *cancellable,
                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes what is beyond the newest @generations that @key opens, never @newest
 * nor what is newer, and the pieces that a killed write left long ago. */
void      spare_backup_prune      (const SpareSealKey *key,
                                   GFile              *folder,
                                   const char         *newest,
                                   guint               generations,
                                   gint64              now,
                                   GCancellable       *cancellable);

#define SPARE_BACKUP_PIECE_PREFIX ".sparekey-"
#define SPARE_BACKUP_PIECE_SUFFIX ".part"

G_END_DECLS
