/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPARE_CLI_CLIPBOARD_SECONDS 30 /* as in the window */

/**
 * spare_cli_clipboard_command:
 * @wayland: (nullable): the value of WAYLAND_DISPLAY
 * @x11: (nullable): the value of DISPLAY
 * @path: where to look for programs, as in PATH
 *
 * The program that can put its standard input on the clipboard and, ended,
 * takes it off again unless something else is there by then.
 *
 * Returns: (transfer full) (nullable): its command line, or NULL with a
 *   SPARE_CLI_CLIPBOARD error that says what to install
 */
char   **spare_cli_clipboard_command (const char *wayland,
                                      const char *x11,
                                      const char *path,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts @text on the clipboard for SPARE_CLI_CLIPBOARD_SECONDS; a process of
 * its own stays behind that long. */
gboolean spare_cli_clipboard_copy    (char      **command,
                                      const char *text,
                                      GError    **error);

G_END_DECLS
