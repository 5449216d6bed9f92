/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The name of @file as people read it. */
char    *spare_erase_dup_name (GFile *file) G_GNUC_WARN_UNUSED_RESULT;
/* "_Delete “codes.txt”", with a mnemonic; "_Delete 3 Files". (element-type GFile) */
char    *spare_erase_dup_label (GPtrArray *files) G_GNUC_WARN_UNUSED_RESULT;
/* What deleting a file is worth. */
const char *spare_erase_get_worth (void);

/**
 * spare_erase_async:
 * @files: (element-type GFile): with secrets that everybody can read
 * @body: what is said before the person decides, such as where the secrets are
 *   now
 *
 * Asks once more, and then erases them: a bin is one more place where they lie.
 */
void     spare_erase_async  (GtkWindow          *parent,
                             GPtrArray          *files,
                             const char         *body,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
/* @n_gone: (out) (optional): how many are
 *
 * Returns: (transfer full) (nullable): a sentence for each on what became of it;
 *   NULL where the person did not want it */
char    *spare_erase_finish (GAsyncResult *result,
                             guint        *n_gone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
