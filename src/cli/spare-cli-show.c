/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include "spare-otpauth.h"

#include <glib/gi18n.h>
#include <unistd.h>

static void
warn_of_secret (void)
{
  if (isatty (STDOUT_FILENO))
    spare_cli_text_tell (_("Whoever sees the following line can make the codes of this account. "
                           "Clear the terminal afterwards."));
}

static gboolean
show_secret (SpareCli     *cli,
             SpareAccount *account,
             GError      **error)
{
  g_autoptr(SpareSecret) uri = spare_otpauth_print (account);

  if (uri == NULL)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_NO_CODES, "No codes");
      return FALSE;
    }

  warn_of_secret ();
  if (cli->json)
    {
      g_autoptr(SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

      spare_json_writer_object (json, NULL);
      spare_cli_account_json (json, "account", account);
      spare_json_writer_secret (json, "uri", uri);

      return spare_json_writer_finish (json, error);
    }

  return spare_cli_text_write_secret (uri, "\n", error);
}

static gboolean
show_account (SpareAccount *account,
              GError      **error)
{
  g_autoptr(GString) out = g_string_new (NULL);

  spare_cli_account_text (out, account);

  return spare_cli_text_print (out->str, error);
}

static SpareBroken *
find_broken (SpareCli   *cli,
             const char *id,
             GError    **error)
{
  GListModel *list = spare_vault_get_broken (cli->vault);
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SpareBroken) record = g_list_model_get_item (list, i);

      if (g_strcmp0 (spare_broken_get_id (record), id) == 0)
        return g_steal_pointer (&record);
    }

  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
                       _("No broken record has this id. See them all with: sparekey-cli list --broken"));

  return NULL;
}

static gboolean
show_broken (SpareCli   *cli,
             const char *id,
             GError    **error)
{
  g_autoptr(SpareBroken) record = find_broken (cli, id, error);
  g_autofree char *reason = NULL;
  SpareSecret *raw;

  if (record == NULL)
    return FALSE;
  raw = spare_broken_peek_raw (record);
  if (raw == NULL)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_FAILED,
                           _("The keyring does not give out this record. Restart the keyring and try again."));
      return FALSE;
    }

  warn_of_secret ();
  if (!cli->json)
    return spare_cli_text_write_secret (raw, "\n", error);
  else
    {
      g_autoptr(SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

      reason = spare_cli_error_text (spare_broken_get_reason (record));
      spare_json_writer_object (json, NULL);
      spare_json_writer_string (json, "id", spare_broken_get_id (record));
      spare_json_writer_string (json, "reason", reason);
      spare_json_writer_secret (json, "raw", raw);

      return spare_json_writer_finish (json, error);
    }
}

gboolean
spare_cli_run_show (SpareCli *cli,
                    int       argc,
                    char    **argv,
                    GError  **error)
{
  gboolean secret = FALSE;
  gboolean broken = FALSE;
  const GOptionEntry entries[] = {
    { "secret", 0, 0, G_OPTION_ARG_NONE, &secret, N_("Print the account with its secret, as an otpauth address"),
      NULL },
    { "broken", 0, 0, G_OPTION_ARG_NONE, &broken, N_("Print the record with this id, which could not be understood"),
      NULL },
    { NULL },
  };
  g_autoptr(SpareAccount) account = NULL;

  if (!spare_cli_parse (cli, _("NAME"), _("Shows one account, from the bin too, without its secret."), entries, &argc,
                        &argv, 1, 1, error) ||
      !spare_cli_vault_open (cli, error))
    return FALSE;
  if (broken)
    return show_broken (cli, argv[1], error);

  account = spare_cli_vault_find (cli, argv[1], SPARE_CLI_IN_USE | SPARE_CLI_IN_BIN, error);
  if (account == NULL)
    return FALSE;
  if (secret)
    return show_secret (cli, account, error);

  return cli->json ? spare_cli_account_print_json (account, error) : show_account (account, error);
}
