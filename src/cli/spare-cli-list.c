/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Records that were stored and that the keyring lacks now. */
static guint
count_missing (SpareCli *cli)
{
  guint expected = spare_vault_get_expected (cli->vault);
  guint found = spare_vault_get_found (cli->vault);

  return expected > found ? expected - found : 0;
}

static gboolean
accounts_json (SpareCli  *cli,
               GPtrArray *accounts,
               GError   **error)
{
  g_autoptr(SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

  spare_json_writer_object (json, NULL);
  spare_json_writer_array (json, "accounts");
  for (guint i = 0; i < accounts->len; i++)
    spare_cli_account_json (json, NULL, g_ptr_array_index (accounts, i));
  spare_json_writer_close (json);
  spare_json_writer_uint (json, "broken", g_list_model_get_n_items (spare_vault_get_broken (cli->vault)));
  spare_json_writer_uint (json, "missing", count_missing (cli));

  return spare_json_writer_finish (json, error);
}

static char *
row_end (SpareAccount *account)
{
  const char *const *tags = spare_account_get_tags (account);
  g_autofree char *joined = tags != NULL ? g_strjoinv (", ", (char **) tags) : g_strdup ("");
  g_autofree char *clean = spare_cli_text_clean (joined);

  return g_strconcat (spare_account_get_favorite (account) ? "★ " : "", clean, NULL);
}

/* Three columns: service, account name, star and tags. */
static gboolean
accounts_text (GPtrArray *accounts,
               GError   **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) out = g_string_new (NULL);
  guint widths[2] = { 0, 0 };

  for (guint i = 0; i < accounts->len; i++)
    {
      SpareAccount *account = g_ptr_array_index (accounts, i);

      g_ptr_array_add (cells, spare_cli_text_clean (spare_account_get_service (account)));
      g_ptr_array_add (cells, spare_cli_text_clean (spare_account_get_name (account)));
      g_ptr_array_add (cells, row_end (account));
    }

  for (guint i = 0; i < cells->len; i++)
    if (i % 3 < 2)
      widths[i % 3] = MAX (widths[i % 3], spare_cli_text_width (g_ptr_array_index (cells, i)));

  for (guint i = 0; i < cells->len; i += 3)
    {
      gsize start = out->len;
      gsize end;

      spare_cli_text_pad (out, g_ptr_array_index (cells, i), widths[0] + 2);
      spare_cli_text_pad (out, g_ptr_array_index (cells, i + 1), widths[1] + 2);
      g_string_append (out, g_ptr_array_index (cells, i + 2));
      for (end = out->len; end > start && out->str[end - 1] == ' ';)
        end--;
      g_string_truncate (out, end);
      g_string_append_c (out, '\n');
    }

  return spare_cli_text_print (out->str, error);
}

static gboolean
broken_json (GListModel *broken,
             GError    **error)
{
  g_autoptr(SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);
  guint n = g_list_model_get_n_items (broken);

  spare_json_writer_object (json, NULL);
  spare_json_writer_array (json, "broken");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SpareBroken) record = g_list_model_get_item (broken, i);
      g_autofree char *reason = spare_cli_error_text (spare_broken_get_reason (record));

      spare_json_writer_object (json, NULL);
      spare_json_writer_string (json, "id", spare_broken_get_id (record));
      spare_json_writer_string (json, "reason", reason);
      spare_json_writer_close (json);
    }

  return spare_json_writer_finish (json, error);
}

static gboolean
broken_text (GListModel *broken,
             GError    **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  guint n = g_list_model_get_n_items (broken);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SpareBroken) record = g_list_model_get_item (broken, i);
      g_autofree char *id = spare_cli_text_clean (spare_broken_get_id (record));
      g_autofree char *reason = spare_cli_error_text (spare_broken_get_reason (record));
      g_autofree char *clean = spare_cli_text_clean (reason);

      g_string_append_printf (out, "%s  %s\n", id, clean);
    }
  if (n > 0)
    spare_cli_text_tell (_("These records are kept as they are. Print one with: sparekey-cli show --broken ID"));

  return spare_cli_text_print (out->str, error);
}

static void
tell_of_broken (SpareCli *cli)
{
  guint n = g_list_model_get_n_items (spare_vault_get_broken (cli->vault));
  g_autofree char *text = NULL;

  if (n == 0)
    return;

  text = g_strdup_printf (ngettext ("%u record could not be understood and was set aside. "
                                    "See it with: sparekey-cli list --broken",
                                    "%u records could not be understood and were set aside. "
                                    "See them with: sparekey-cli list --broken", n), n);
  spare_cli_text_tell (text);
}

static void
tell_of_missing (SpareCli *cli)
{
  guint n = count_missing (cli);
  g_autofree char *text = NULL;

  if (n == 0)
    return;

  text = g_strdup_printf (ngettext ("%u record that Sparekey stored earlier is missing from the keyring. "
                                    "Open Sparekey’s window to see what can be done.",
                                    "%u records that Sparekey stored earlier are missing from the keyring. "
                                    "Open Sparekey’s window to see what can be done.", n), n);
  spare_cli_text_tell (text);
}

static gboolean
list_accounts (SpareCli *cli,
               gboolean  bin,
               GError  **error)
{
  g_autoptr(GPtrArray) accounts = NULL;

  accounts = spare_cli_account_sort (bin ? spare_vault_get_bin (cli->vault) : spare_vault_get_accounts (cli->vault));
  tell_of_broken (cli);
  tell_of_missing (cli);
  if (cli->json)
    return accounts_json (cli, accounts, error);

  if (accounts->len == 0 && bin)
    spare_cli_text_tell (_("The bin is empty."));
  else if (accounts->len == 0)
    spare_cli_text_tell (_("There are no accounts yet. Add one with: sparekey-cli add -"));

  return accounts_text (accounts, error);
}

gboolean
spare_cli_run_list (SpareCli *cli,
                    int       argc,
                    char    **argv,
                    GError  **error)
{
  gboolean bin = FALSE;
  gboolean broken = FALSE;
  const GOptionEntry entries[] = {
    { "bin", 0, 0, G_OPTION_ARG_NONE, &bin, N_("List the bin instead"), NULL },
    { "broken", 0, 0, G_OPTION_ARG_NONE, &broken, N_("List the records that could not be understood instead"), NULL },
    { NULL },
  };
  GListModel *list;

  if (!spare_cli_parse (cli, NULL, _("Lists the accounts: service, account name, tags."), entries, &argc, &argv, 0, 0,
                        error))
    return FALSE;
  if (bin && broken)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("Give --bin or --broken, not both."));
      return FALSE;
    }
  if (!spare_cli_vault_open (cli, error))
    return FALSE;
  if (!broken)
    return list_accounts (cli, bin, error);

  list = spare_vault_get_broken (cli->vault);
  if (cli->json)
    return broken_json (list, error);
  if (g_list_model_get_n_items (list) == 0)
    spare_cli_text_tell (_("All records are fine."));

  return broken_text (list, error);
}
