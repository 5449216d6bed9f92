/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-error.h"

#include "spare-cli-error-file.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (spare-cli-error-quark, spare_cli_error)

static SpareCliStatus
store_status (int code)
{
  switch ((SpareStoreError) code)
    {
    case SPARE_STORE_ERROR_NOT_READY:
    case SPARE_STORE_ERROR_LOCKED:
    case SPARE_STORE_ERROR_DISMISSED:
    case SPARE_STORE_ERROR_NO_SERVICE:
      return SPARE_CLI_KEYRING;
    case SPARE_STORE_ERROR_DAMAGED:
    case SPARE_STORE_ERROR_FOREIGN:
    case SPARE_STORE_ERROR_MISSING:
    case SPARE_STORE_ERROR_DUPLICATE:
      return SPARE_CLI_RECORDS;
    case SPARE_STORE_ERROR_GONE:
      return SPARE_CLI_NOT_FOUND;
    case SPARE_STORE_ERROR_CONFLICT:
    case SPARE_STORE_ERROR_NOT_SAVED:
    case SPARE_STORE_ERROR_KEYRING:
    case SPARE_STORE_ERROR_BUSY:
    case SPARE_STORE_ERROR_DISK:
      return SPARE_CLI_NOT_SAVED;
    default:
      return SPARE_CLI_FAILED;
    }
}

SpareCliStatus
spare_cli_error_status (const GError *error)
{
  SpareCliStatus status;

  if (error->domain == SPARE_CLI_ERROR)
    return (SpareCliStatus) error->code;
  if (error->domain == SPARE_STORE_ERROR)
    return store_status (error->code);
  if (g_error_matches (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SELF_TEST))
    return SPARE_CLI_FAILED;
  if (error->domain == SPARE_CORE_ERROR)
    return SPARE_CLI_INPUT;
  if (error->domain == G_OPTION_ERROR)
    return SPARE_CLI_USAGE;
  if (spare_cli_error_file_status (error, &status))
    return status;

  return SPARE_CLI_FAILED;
}

static const char *
secret_text (SpareCoreError code)
{
  switch (code)
    {
    case SPARE_CORE_ERROR_SECRET_MISSING:
      return _("The secret is missing. Copy it again from the service’s page.");
    case SPARE_CORE_ERROR_SECRET_SHORT:
      return _("The secret is too short to make codes. Copy it again from the service’s page.");
    default:
      return _("The secret is not valid: it may only have the letters A to Z and the digits 2 to 7 "
               "(for mOTP: 0 to 9 and A to F). Copy it again from the service’s page.");
    }
}

static const char *
core_text (SpareCoreError code)
{
  switch (code)
    {
    case SPARE_CORE_ERROR_NOT_URI:
      return _("This is not an “otpauth://” address. To add a bare secret, use: "
               "sparekey-cli add --service SERVICE --name NAME --secret -");
    case SPARE_CORE_ERROR_MIGRATION:
      return _("This is an export of several accounts at once. Put it into a file and use: "
               "sparekey-cli import FILE");
    case SPARE_CORE_ERROR_TYPE:
      return _("This kind of code is not known. Use totp, hotp, steam, motp, yaotp or none.");
    case SPARE_CORE_ERROR_ENCODING:
      return _("The text is damaged: a percent sign or a character in it is not valid. Copy it again.");
    case SPARE_CORE_ERROR_TOO_LONG:
      return _("This is too long for one account. Put each account on a line of its own, and shorten a long note.");
    case SPARE_CORE_ERROR_SECRET_MISSING:
    case SPARE_CORE_ERROR_SECRET_INVALID:
    case SPARE_CORE_ERROR_SECRET_SHORT:
      return secret_text (code);
    case SPARE_CORE_ERROR_ALGORITHM:
      return _("This algorithm cannot be used here. Use SHA1, SHA256 or SHA512, with totp or hotp.");
    case SPARE_CORE_ERROR_DIGITS:
      return _("This number of digits cannot be used here. Use 1 to 10, with totp or hotp.");
    case SPARE_CORE_ERROR_PERIOD:
      return _("This period cannot be used here. Use a whole number of seconds, at least 1, with totp.");
    case SPARE_CORE_ERROR_COUNTER:
      return _("The counter is not valid. Use a whole number from 0, with hotp.");
    case SPARE_CORE_ERROR_PIN:
      return _("The PIN is missing or not valid. Give it with --pin -");
    case SPARE_CORE_ERROR_TIME:
      return _("This time is before 1970. Give the seconds since 1970-01-01 00:00 UTC.");
    case SPARE_CORE_ERROR_NO_CODES:
      return _("This account has no one-time codes.");
    case SPARE_CORE_ERROR_NAME_MISSING:
      return _("The account has no name. Give the service or the account name.");
    case SPARE_CORE_ERROR_SELF_TEST:
      return _("Sparekey’s self-test failed, so it shows no codes: they could be wrong. "
               "Install Sparekey again; if that does not help, please report it.");
    case SPARE_CORE_ERROR_RECIPE:
      return _("Codes like this cannot be made. Give --count 1 to 500, --length 4 to 64 (3 to 24 words), and no more "
               "codes than there are different ones.");
    default:
      return NULL;
    }
}

static const char *
store_text (SpareStoreError code)
{
  switch (code)
    {
    case SPARE_STORE_ERROR_NOT_READY:
      return _("The keyring is not ready, so nothing was changed. Run the command again.");
    case SPARE_STORE_ERROR_CONFLICT:
      return _("Another program changed this account at the same moment, so nothing was changed here. "
               "Look at the account and run the command again.");
    case SPARE_STORE_ERROR_NOT_SAVED:
      return _("The keyring did not keep the change. Run the command again; if that does not help, "
               "restart the keyring or sign in again.");
    case SPARE_STORE_ERROR_KEYRING:
      return _("The keyring refused the change. Check that it is unlocked and run the command again.");
    case SPARE_STORE_ERROR_BUSY:
      return _("Another Sparekey program is busy writing. Wait a moment and run the command again.");
    case SPARE_STORE_ERROR_DISK:
      return _("Sparekey cannot write to its data folder. Check that the disk is not full and that "
               "the folder is yours.");
    case SPARE_STORE_ERROR_GONE:
      return _("Another program has erased this account meanwhile.");
    case SPARE_STORE_ERROR_LOCKED:
      return _("The keyring is locked. Unlock it, or run the command again with --unlock.");
    case SPARE_STORE_ERROR_DISMISSED:
      return _("The keyring is still locked, because its question was closed. "
               "Run the command again and answer it.");
    case SPARE_STORE_ERROR_NO_SERVICE:
      return _("No keyring answers in this session. Run the command in a desktop session, "
               "or install and start a keyring such as gnome-keyring.");
    case SPARE_STORE_ERROR_DAMAGED:
      return _("The keyring file is damaged and cannot be read. Nothing was changed. "
               "Open Sparekey’s window to see what can be done.");
    case SPARE_STORE_ERROR_FOREIGN:
      return _("The keyring file belongs to another key, so its accounts cannot be read. Nothing "
               "was changed. Open Sparekey’s window to see what can be done.");
    case SPARE_STORE_ERROR_MISSING:
      return _("The keyring does not hold the records that Sparekey stored earlier. Nothing was changed. "
               "Open Sparekey’s window to decide what counts.");
    case SPARE_STORE_ERROR_DUPLICATE:
      return _("The keyring holds two records with the same id. Look at both and add the right one again.");
    default:
      return NULL;
    }
}

char *
spare_cli_error_text (const GError *error)
{
  const char *text = NULL;

  if (error->domain == SPARE_CORE_ERROR)
    text = core_text ((SpareCoreError) error->code);
  else if (error->domain == SPARE_STORE_ERROR)
    text = store_text ((SpareStoreError) error->code);
  else
    text = spare_cli_error_file_text (error);

  return g_strdup (text != NULL ? text : error->message);
}

static GError *
missing_error (SpareVault *vault)
{
  return g_error_new (SPARE_CLI_ERROR, SPARE_CLI_RECORDS,
                      /* Translators: a record is an account as the keyring keeps it. */
                      _("Records that Sparekey stored earlier: %u; in this keyring now: %u. Another keyring may be "
                        "running, or it was reset. Nothing was changed. Sign in with the usual keyring, or open "
                        "Sparekey’s window to decide what counts."),
                      spare_vault_get_expected (vault), spare_vault_get_found (vault));
}

static GError *
state_error (SpareStoreError code)
{
  return g_error_new_literal (SPARE_CLI_ERROR, (int) store_status (code), store_text (code));
}

GError *
spare_cli_state_error (SpareVault *vault)
{
  const GError *cause = spare_vault_get_error (vault);

  switch (spare_vault_get_state (vault))
    {
    case SPARE_VAULT_READY:
      return NULL;
    case SPARE_VAULT_LOCKED:
      return state_error (SPARE_STORE_ERROR_LOCKED);
    case SPARE_VAULT_DISMISSED:
      return state_error (SPARE_STORE_ERROR_DISMISSED);
    case SPARE_VAULT_NO_SERVICE:
      return state_error (SPARE_STORE_ERROR_NO_SERVICE);
    case SPARE_VAULT_MISSING:
      return missing_error (vault);
    case SPARE_VAULT_FOREIGN:
      return state_error (SPARE_STORE_ERROR_FOREIGN);
    case SPARE_VAULT_DAMAGED:
      return state_error (SPARE_STORE_ERROR_DAMAGED);
    case SPARE_VAULT_FAILED:
    case SPARE_VAULT_LOADING:
    default:
      /* Translators: %s is the keyring's own message, often in English. */
      return g_error_new (SPARE_CLI_ERROR, SPARE_CLI_KEYRING,
                          _("The keyring could not be read (%s). Nothing was changed. Run the command again."),
                          cause != NULL ? cause->message : "?");
    }
}
