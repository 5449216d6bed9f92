/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-cli.h"
#include "spare-code-set.h"

G_BEGIN_DECLS

/* What the commands for backup codes share. */

gboolean   spare_cli_run_codes_import (SpareCli *cli, int argc, char **argv, GError **error);
gboolean   spare_cli_run_codes_list   (SpareCli *cli, int argc, char **argv, GError **error);
gboolean   spare_cli_run_codes_use    (SpareCli *cli, int argc, char **argv, GError **error);
gboolean   spare_cli_run_codes_make   (SpareCli *cli, int argc, char **argv, GError **error);

/* "yes" or "no"; @text: (nullable): nothing was said. */
gboolean   spare_cli_codes_answer     (const char  *text,
                                       const char  *option,
                                       SpareAnswer *answer,
                                       GError     **error);
gboolean   spare_cli_codes_effect     (const char      *text,
                                       SpareCodeEffect *effect,
                                       GError         **error);

/* Saves @fresh, a new set of codes; @replace: the account's older sets, and the
 * sheets with them, are void. Tells what became void. */
gboolean   spare_cli_codes_save       (SpareCli   *cli,
                                       SpareThing *fresh,
                                       gboolean    replace,
                                       gint64      now,
                                       GError    **error);

/* A table: numbers, check characters, uses. @secret: the codes, too, where they
 * are kept. */
gboolean   spare_cli_codes_print      (SpareThing *set,
                                       gboolean    secret,
                                       GError    **error);
/* As an object. */
void       spare_cli_codes_json       (SpareJsonWriter *json,
                                       const char      *key,
                                       SpareThing      *set,
                                       gboolean         secret);

/* "2026-01-02", in local time */
char      *spare_cli_codes_day        (gint64 unix_time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
