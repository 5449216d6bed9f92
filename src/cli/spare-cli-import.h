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

G_END_DECLS
