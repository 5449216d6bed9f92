/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-input.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* The longest answer that is looked at. */
#define ANSWER_MAX 256

static gboolean
set_deleted (SpareCli     *cli,
             SpareAccount *account,
             gint64        unix_time,
             GError      **error)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  SpareAccount *copy = spare_account_copy (account);

  spare_account_set_deleted (copy, unix_time);
  g_ptr_array_add (accounts, copy);

  return spare_cli_vault_save (cli, accounts, error);
}

/* Reports the account as it is stored now, or @text. */
static gboolean
print_done (SpareCli     *cli,
            SpareAccount *account,
            const char   *text,
            GError      **error)
{
  SpareAccount *stored = spare_vault_find (cli->vault, spare_account_get_id (account));

  if (cli->json)
    return spare_cli_account_print_json (stored != NULL ? stored : account, error);

  return spare_cli_text_print (text, error);
}

static gboolean
confirm (SpareAccount *account,
         GError      **error)
{
  g_autoptr(SpareCliLines) lines = spare_cli_lines_new (STDIN_FILENO, ANSWER_MAX);
  g_autofree char *label = spare_cli_text_label (account);
  /* Translators: what a person types to erase an account for good. */
  const char *word = C_("confirmation", "erase");
  const char *line = NULL;
  gsize length = 0;
  guint number = 0;

  if (!isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                           _("Erasing cannot be undone and must be confirmed. Run the command in a terminal, "
                             "or add --yes."));
      return FALSE;
    }

  /* Translators: the first %s is an account, the second the word to type. */
  g_printerr (_("%s and its secret will be erased for good. Make sure that you can sign in without it.\n"
                "Type “%s” to go on: "), label, word);
  if (spare_cli_lines_next (lines, &line, &length, &number, error) == SPARE_CLI_LINE_TEXT &&
      length == strlen (word) && memcmp (line, word, length) == 0)
    return TRUE;

  if (error == NULL || *error == NULL)
    g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_FAILED, _("Nothing was erased."));

  return FALSE;
}

static gboolean
erase (SpareCli     *cli,
       SpareAccount *account,
       gboolean      yes,
       GError      **error)
{
  g_autofree char *label = spare_cli_text_label (account);
  g_autofree char *text = NULL;

  if (!yes && !confirm (account, error))
    return FALSE;
  if (!spare_cli_vault_erase (cli, spare_account_get_id (account), error))
    return FALSE;

  if (cli->json)
    {
      g_autoptr(SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

      spare_json_writer_object (json, NULL);
      spare_json_writer_object (json, "erased");
      spare_cli_account_json_id (json, account);

      return spare_json_writer_finish (json, error);
    }

  /* Translators: %s is an account. */
  text = g_strdup_printf (_("Erased %s."), label);

  return spare_cli_text_print (text, error) && spare_cli_text_print ("\n", error);
}

gboolean
spare_cli_run_remove (SpareCli *cli,
                      int       argc,
                      char    **argv,
                      GError  **error)
{
  gboolean erase_it = FALSE;
  gboolean yes = FALSE;
  const GOptionEntry entries[] = {
    { "erase", 0, 0, G_OPTION_ARG_NONE, &erase_it, N_("Erase it for good, from the bin too, after a question"), NULL },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &yes, N_("Erase without asking"), NULL },
    { NULL },
  };
  g_autoptr(SpareAccount) account = NULL;
  g_autofree char *label = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *text = NULL;

  if (!spare_cli_parse (cli, _("NAME"), _("Moves an account to the bin, where it stays for at least 30 days."),
                        entries, &argc, &argv, 1, 1, error) ||
      !spare_cli_vault_open (cli, error))
    return FALSE;

  account = spare_cli_vault_find (cli, argv[1], erase_it ? SPARE_CLI_IN_USE | SPARE_CLI_IN_BIN : SPARE_CLI_IN_USE,
                                  error);
  if (account == NULL)
    return FALSE;
  if (erase_it)
    return erase (cli, account, yes, error);
  if (!set_deleted (cli, account, g_get_real_time () / G_USEC_PER_SEC, error))
    return FALSE;

  label = spare_cli_text_label (account);
  quoted = g_shell_quote (label);
  /* Translators: the first %s is an account, the second the same for the command line. */
  text = g_strdup_printf (_("Moved %s to the bin. Get it back with: sparekey-cli restore %s\n"), label, quoted);

  return print_done (cli, account, text, error);
}

gboolean
spare_cli_restore_from_bin (SpareCli   *cli,
                            const char *name,
                            GError    **error)
{
  g_autoptr(SpareAccount) account = NULL;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  if (!spare_cli_vault_open (cli, error))
    return FALSE;

  account = spare_cli_vault_find (cli, name, SPARE_CLI_IN_BIN, error);
  if (account == NULL || !set_deleted (cli, account, 0, error))
    return FALSE;

  label = spare_cli_text_label (account);
  /* Translators: %s is an account. */
  text = g_strdup_printf (_("Restored %s.\n"), label);

  return print_done (cli, account, text, error);
}
