/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-cli.h"

G_BEGIN_DECLS

/* Files that commands read and write, "-" for standard input and output, and
 * the passwords of those that are encrypted. */

/* The whole file, wiped when freed; at most @max bytes. */
GBytes      *spare_cli_file_read     (const char *path,
                                      gsize       max,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* Readable by its owner only; replaces what is there at once or not at all.
 * Bytes that are no text are not sent to a terminal. */
gboolean     spare_cli_file_write    (const char *path,
                                      GBytes     *bytes,
                                      GError    **error);

/**
 * spare_cli_password_read:
 * @file: (nullable): whose first line is the password; "-" for standard input;
 *   NULL asks on the terminal, without echo
 * @prompt: shown there
 * @twice: ask a second time, because it is a new one
 */
SpareSecret *spare_cli_password_read (const char *file,
                                      const char *prompt,
                                      gboolean    twice,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* One line to standard error where that is a terminal: how far it is. */
void         spare_cli_progress      (const char *text);
void         spare_cli_progress_end  (void);

/* For the context of an import or export: tells how far the key is. */
void         spare_cli_key_progress  (double   fraction,
                                      gpointer data);

G_END_DECLS
