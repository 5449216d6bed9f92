/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-cli-json.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SpareCli:
 * @places: where the records are
 * @vault: (nullable): open after spare_cli_vault_open()
 * @candidates: (element-type SpareRecord): what an ambiguous NAME could mean: accounts,
 *   and devices, places, people and the like
 * @self_test: (nullable): why no codes may be shown
 * @json: print JSON
 * @unlock: let the keyring ask
 * @printed: the command has printed its JSON document, errors included
 *
 * What the commands share.
 */
typedef struct
{
  SparePlaces *places;
  SpareVault  *vault;
  GPtrArray   *candidates;
  GError      *self_test;
  gboolean     json;
  gboolean     unlock;
  gboolean     printed;
} SpareCli;

/* Runs one command line and reports what went wrong; the exit status. */
int      spare_cli_run         (SpareCli *self,
                                int       argc,
                                char    **argv);

/**
 * spare_cli_parse:
 * @usage: what follows the options
 * @summary: what the command does, shown by --help
 * @argv: the command's name first; parsed options are removed, the strings
 *   that stay are the program's own
 * @n_min: arguments that must stay
 * @n_max: arguments that may stay
 *
 * Parses a command's options together with the common ones. Prints and exits
 * at --help.
 */
gboolean spare_cli_parse       (SpareCli           *self,
                                const char         *usage,
                                const char         *summary,
                                const GOptionEntry *entries,
                                int                *argc,
                                char             ***argv,
                                int                 n_min,
                                int                 n_max,
                                GError            **error);

/* The object "error" of a JSON document: status, message and, where NAME was
 * ambiguous, the candidates. */
void     spare_cli_json_error  (SpareCli        *self,
                                SpareJsonWriter *json,
                                const GError    *error);

/* The commands. argv[0] is the command's name. */
gboolean spare_cli_run_add     (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_list    (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_checkup (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_code    (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_show    (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_edit    (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_remove  (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_restore (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_import  (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_export  (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_qr      (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_backup  (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_codes   (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);
gboolean spare_cli_run_sheet   (SpareCli *self,
                                int       argc,
                                char    **argv,
                                GError  **error);

/* `restore NAME`: out of the bin. */
gboolean spare_cli_restore_from_bin (SpareCli   *self,
                                     const char *name,
                                     GError    **error);

G_END_DECLS
