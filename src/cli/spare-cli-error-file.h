/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-cli-error.h"

G_BEGIN_DECLS

/* Errors of files: exports, backups, pictures, what protects them. */

/* FALSE where the error is of another kind. */
gboolean    spare_cli_error_file_status (const GError   *error,
                                         SpareCliStatus *status);
/* NULL where the error is of another kind. */
const char *spare_cli_error_file_text   (const GError *error);

G_END_DECLS
