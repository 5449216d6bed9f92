/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"

G_BEGIN_DECLS

/* Text that cannot move a terminal's cursor, colour it, or turn the reading
 * direction of what follows: each control character becomes U+FFFD. */
char    *spare_cli_text_clean   (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Columns that clean text takes on a terminal. */
guint    spare_cli_text_width   (const char *text);

/* Appends @text and blanks up to @width columns. */
void     spare_cli_text_pad     (GString    *out,
                                 const char *text,
                                 guint       width);

/* "service:name", or the one of both that is there; clean. What people can
 * give back to us as NAME. */
char    *spare_cli_text_label   (SpareAccount *account) G_GNUC_WARN_UNUSED_RESULT;

/* All of @data to @fd. */
gboolean spare_cli_text_write   (int           fd,
                                 gconstpointer data,
                                 gsize         size,
                                 GError      **error);

/* A secret and what comes after it, to standard output, from locked memory. A
 * terminal gets printable ASCII only; a file or pipe gets every byte. */
gboolean spare_cli_text_write_secret (const SpareSecret *secret,
                                      const char        *end,
                                      GError           **error);

/* UTF-8 text to standard output, in the locale's character set. */
gboolean spare_cli_text_print   (const char *text,
                                 GError    **error);

/* One line to standard error, cleaned. */
void     spare_cli_text_tell    (const char *text);

G_END_DECLS
