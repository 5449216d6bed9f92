/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-cli.h"
#include "spare-import-plan.h"

G_BEGIN_DECLS

/* Reading one file, which `import` and `restore` share. */

/**
 * spare_cli_import_read:
 * @bytes: the file; a picture is looked through for QR codes
 * @password_file: (nullable)
 * @password: (inout): (nullable): what was given for the file before, tried
 *   first; what opened this one
 */
SpareImport *spare_cli_import_read (GBytes       *bytes,
                                    const char   *password_file,
                                    SpareSecret **password,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The texts of the QR codes in a picture, one a line. */
GBytes      *spare_cli_import_scan (GBytes  *picture,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is wrong with an entry, or to be known of it; NULL where nothing is. The
 * code SPARE_CLI_OK is a remark only. */
GError      *spare_cli_import_entry_problem (const SpareImport      *import,
                                             const SpareImportEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
/* Says them on standard error, each with its label, and how many are more than
 * a remark. */
guint        spare_cli_import_tell_entries (const SpareImport *import);

G_END_DECLS
