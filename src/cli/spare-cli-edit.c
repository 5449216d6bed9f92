/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-options.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include "spare-otpauth.h"

#include <glib/gi18n.h>
#include <unistd.h>

static gboolean
check_given (const SpareCliOptions *options,
             GError               **error)
{
  if (!spare_cli_options_any (options))
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("Say what to change, for example --name NAME."));
      return FALSE;
    }

  return spare_cli_options_check (options, error);
}

static SpareAccount *
change (SpareCli              *cli,
        const SpareCliOptions *options,
        SpareAccount          *account,
        gboolean               duplicate,
        GError               **error)
{
  g_autoptr(SpareAccount) copy = spare_account_copy (account);
  g_autoptr(SpareCliLines) lines = spare_cli_lines_new (STDIN_FILENO, SPARE_OTPAUTH_MAX);
  SpareAccount *twin;

  if (!spare_cli_options_apply (options, copy, lines, error))
    return NULL;

  twin = duplicate || spare_account_same_codes (account, copy) ? NULL : spare_cli_vault_twin (cli, copy);
  if (twin != NULL)
    {
      g_autofree char *label = spare_cli_text_label (twin);

      g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_DUPLICATE,
                   /* Translators: %s is an account. */
                   _("%s makes the same codes, so nothing was changed. Add --duplicate to do it all the same."), label);
      return NULL;
    }

  return g_steal_pointer (&copy);
}

gboolean
spare_cli_run_edit (SpareCli *cli,
                    int       argc,
                    char    **argv,
                    GError  **error)
{
  g_auto(SpareCliOptions) options = { NULL };
  GOptionEntry entries[SPARE_CLI_OPTIONS_N + 2] = { { NULL } };
  gboolean duplicate = FALSE;
  g_autoptr(SpareAccount) account = NULL;
  g_autoptr(SpareAccount) copy = NULL;
  g_autoptr(GPtrArray) accounts = g_ptr_array_new ();
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  spare_cli_options_entries (&options, entries);
  entries[SPARE_CLI_OPTIONS_N] = (GOptionEntry) {
    "duplicate", 0, 0, G_OPTION_ARG_NONE, &duplicate, N_("Even if another account makes the same codes"), NULL,
  };
  if (!spare_cli_parse (cli, _("NAME"), _("Changes what is given, and nothing else."), entries, &argc, &argv, 1, 1,
                        error) ||
      !check_given (&options, error) ||
      !spare_cli_vault_open (cli, error))
    return FALSE;

  account = spare_cli_vault_find (cli, argv[1], SPARE_CLI_IN_USE, error);
  if (account == NULL)
    return FALSE;
  copy = change (cli, &options, account, duplicate, error);
  if (copy == NULL)
    return FALSE;
  g_ptr_array_add (accounts, copy);
  if (!spare_cli_vault_save (cli, accounts, error))
    return FALSE;

  if (cli->json)
    return spare_cli_account_print_json (copy, error);

  label = spare_cli_text_label (copy);
  /* Translators: %s is an account. */
  text = g_strdup_printf (_("Saved %s.\n"), label);

  return spare_cli_text_print (text, error);
}
