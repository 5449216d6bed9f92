/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-cli.h"

#include "spare-backup.h"

G_BEGIN_DECLS

/* The vault's calls, waited for: a command does one thing after the other. */

/* Makes the vault and loads it; fails unless it is ready. */
gboolean      spare_cli_vault_open    (SpareCli *cli,
                                       GError  **error);
gboolean      spare_cli_vault_save    (SpareCli  *cli,
                                       GPtrArray *accounts,
                                       GError   **error);
gboolean      spare_cli_vault_advance (SpareCli   *cli,
                                       const char *id,
                                       guint64    *counter,
                                       GError    **error);
gboolean      spare_cli_vault_erase   (SpareCli   *cli,
                                       const char *id,
                                       GError    **error);
/* Writes @bundle (taken) to a file that is read back and opened. */
gboolean      spare_cli_vault_backup  (SpareBundle  *bundle,
                                       SpareSealKey *key,
                                       const char   *path,
                                       GError      **error);
/* Waits for what spare_vault_touch() left to do. Failing there loses nothing
 * that a person would miss, and is not reported. */
void          spare_cli_vault_flush   (SpareCli *cli);

typedef enum
{
  SPARE_CLI_IN_USE = 1 << 0,
  SPARE_CLI_IN_BIN = 1 << 1,
} SpareCliWhere;

/**
 * spare_cli_vault_find:
 * @argument: NAME as it stands on the command line, in the locale's characters
 * @where: the lists to search; the accounts in use come first, and the bin is
 *   searched only when they have none
 *
 * Returns: (transfer full) (nullable): the one account that NAME means
 */
SpareAccount *spare_cli_vault_find    (SpareCli     *cli,
                                       const char   *argument,
                                       SpareCliWhere where,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) (nullable): another account with the same codes, in use or
 * in the bin. */
SpareAccount *spare_cli_vault_twin    (SpareCli     *cli,
                                       SpareAccount *account);

G_END_DECLS
