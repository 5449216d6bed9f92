/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "spare-format-private.h"

/* The CSV file of any password manager that keeps one-time codes: Apple, Proton
 * Pass, LastPass, Dashlane and more. */

static gboolean
csv_recognize (SpareImportFile *file)
{
  GPtrArray *rows = spare_import_file_get_csv (file);

  return rows != NULL && spare_import_has_logins (rows);
}

static gboolean
csv_read (SpareImportFile          *file,
          const SpareImportContext *context,
          SpareImport              *import,
          GError                  **error)
{
  return spare_import_read_logins (spare_import_file_get_csv (file), context, import, error);
}

const SpareFormat spare_format_csv = {
  .id = "csv",
  .name = N_ ("Password manager (CSV)"),
  .recognize = csv_recognize,
  .read = csv_read,
};
