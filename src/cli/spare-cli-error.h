/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-vault.h"

G_BEGIN_DECLS

/**
 * SPARE_CLI_ERROR:
 *
 * Errors of the commands. The code is the program's exit status, the message
 * is for people.
 */
#define SPARE_CLI_ERROR (spare_cli_error_quark ())

typedef enum
{
  SPARE_CLI_OK        = 0,
  SPARE_CLI_FAILED    = 1,
  SPARE_CLI_USAGE     = 2,
  SPARE_CLI_NOT_FOUND = 3,
  SPARE_CLI_AMBIGUOUS = 4,
  SPARE_CLI_KEYRING   = 5,  /* locked, dismissed, no service */
  SPARE_CLI_RECORDS   = 6,  /* missing, foreign, damaged */
  SPARE_CLI_INPUT     = 7,
  SPARE_CLI_DUPLICATE = 8,
  SPARE_CLI_NOT_SAVED = 9,
  SPARE_CLI_PARTLY    = 10,
  SPARE_CLI_CLIPBOARD = 11,
  SPARE_CLI_PASSWORD  = 12,
} SpareCliStatus;

GQuark         spare_cli_error_quark  (void);

/* The exit status for an error of any domain. */
SpareCliStatus spare_cli_error_status (const GError *error);

/* What to tell the person: what is wrong and what to do next. */
char          *spare_cli_error_text   (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* Why the vault cannot be used; NULL where it can. */
GError        *spare_cli_state_error  (SpareVault *vault) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
