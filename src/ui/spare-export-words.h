/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-export.h"

G_BEGIN_DECLS

/* How formats, and what they cannot hold, are called in sentences. */

char       *spare_export_words_dup_title    (const SpareExportFormat *format) G_GNUC_WARN_UNUSED_RESULT;
const char *spare_export_words_get_subtitle (const SpareExportFormat *format);

/* @left: (nullable) (element-type SpareExportLeft)
 * @most: how many are named
 *
 * Returns: (transfer full) (nullable): NULL where nothing is left out */
char       *spare_export_words_dup_left     (GPtrArray *left,
                                             guint      most) G_GNUC_WARN_UNUSED_RESULT;

/* A name for a new file: ours, the day and @suffix. */
char       *spare_export_words_dup_file_name (const char *suffix) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
