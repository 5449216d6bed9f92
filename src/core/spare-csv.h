/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPARE_CSV_COLUMNS_MAX 256
#define SPARE_CSV_ROWS_MAX    200000
#define SPARE_CSV_CELLS_MAX   4000000 /* of all rows; an empty one takes 40 bytes of memory */

/* RFC 4180, read as people's programs write it: lines end with LF or CRLF,
 * quotes are doubled, line ends may stand inside quotes. Empty lines are left
 * out. Rows may be shorter or longer than the first.
 *
 * Returns: (transfer full) (element-type GStrv): wiped when freed; NULL where a
 *   quote is never closed or a bound is passed */
GPtrArray *spare_csv_parse  (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The column with the header @name (case and blanks around ignored), or -1. */
int        spare_csv_column (GPtrArray  *rows,
                             const char *name);
/* The cell, "" where the row is shorter or @column is -1. */
const char *spare_csv_cell  (GPtrArray *rows,
                             guint      row,
                             int        column);

G_END_DECLS
