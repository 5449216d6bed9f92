/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-error.h"
#include "spare-secret.h"

G_BEGIN_DECLS

/**
 * SpareCliLines:
 *
 * Reads lines that hold secrets, straight into locked memory, with a bound on
 * each line and none on their number.
 */
typedef struct _SpareCliLines SpareCliLines;

typedef enum
{
  SPARE_CLI_LINE_END,
  SPARE_CLI_LINE_TEXT,
  SPARE_CLI_LINE_TOO_LONG,  /* skipped up to its end */
  SPARE_CLI_LINE_FAILED,
} SpareCliLine;

SpareCliLines *spare_cli_lines_new    (int   fd,
                                       gsize max) G_GNUC_WARN_UNUSED_RESULT;
void           spare_cli_lines_free   (SpareCliLines *self);

/**
 * spare_cli_lines_next:
 * @line: (out): the line without its end and blanks at both ends; not
 *   NUL-terminated, valid until the next call
 * @length: (out): bytes
 * @number: (out): of the line, from 1
 */
SpareCliLine   spare_cli_lines_next   (SpareCliLines *self,
                                       const char   **line,
                                       gsize         *length,
                                       guint         *number,
                                       GError       **error);

/* The next line as a secret of its own; asks for it with @prompt and without
 * echo where the input is a terminal. An empty line or none is the error
 * @missing. */
SpareSecret   *spare_cli_lines_secret (SpareCliLines *self,
                                       const char    *prompt,
                                       SpareCoreError missing,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Turns the terminal's echo off until the returned guard is freed, also when a
 * signal ends the program. NULL where @fd is no terminal. */
typedef struct _SpareCliEcho SpareCliEcho;

SpareCliEcho  *spare_cli_echo_off     (int fd) G_GNUC_WARN_UNUSED_RESULT;
void           spare_cli_echo_free    (SpareCliEcho *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareCliLines, spare_cli_lines_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareCliEcho, spare_cli_echo_free)

G_END_DECLS
