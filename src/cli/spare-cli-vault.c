/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-vault.h"

#include "spare-cli-error.h"
#include "spare-cli-match.h"
#include "spare-cli-text.h"

#include <glib/gi18n.h>

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **done = user_data;

  *done = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **done)
{
  while (*done == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (done);
}

gboolean
spare_cli_vault_open (SpareCli *cli,
                      GError  **error)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) state = NULL;
  gboolean loaded;

  cli->vault = spare_vault_new (cli->places);
  if (cli->unlock)
    {
      spare_vault_unlock_async (cli->vault, NULL, done_cb, &done);
      result = wait_for (&done);
      loaded = spare_vault_unlock_finish (cli->vault, result, error);
    }
  else
    {
      spare_vault_load_async (cli->vault, NULL, done_cb, &done);
      result = wait_for (&done);
      loaded = spare_vault_load_finish (cli->vault, result, error);
    }
  if (!loaded)
    return FALSE;

  state = spare_cli_state_error (cli->vault);
  if (state != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&state));
      return FALSE;
    }

  return TRUE;
}

gboolean
spare_cli_vault_save (SpareCli  *cli,
                      GPtrArray *accounts,
                      GError   **error)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  spare_vault_save_async (cli->vault, accounts, NULL, NULL, NULL, done_cb, &done);
  result = wait_for (&done);

  return spare_vault_save_finish (cli->vault, result, error);
}

gboolean
spare_cli_vault_advance (SpareCli   *cli,
                         const char *id,
                         guint64    *counter,
                         GError    **error)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  spare_vault_advance_async (cli->vault, id, NULL, done_cb, &done);
  result = wait_for (&done);

  return spare_vault_advance_finish (cli->vault, result, counter, error);
}

gboolean
spare_cli_vault_erase (SpareCli   *cli,
                       const char *id,
                       GError    **error)
{
  const char *ids[] = { id, NULL };
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  spare_vault_erase_async (cli->vault, ids, NULL, done_cb, &done);
  result = wait_for (&done);

  return spare_vault_erase_finish (cli->vault, result, error);
}

gboolean
spare_cli_vault_backup (SpareBundle  *bundle,
                        SpareSealKey *key,
                        const char   *path,
                        GError      **error)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);

  spare_backup_write_async (bundle, key, file, NULL, done_cb, &done);
  result = wait_for (&done);

  return spare_backup_write_finish (result, error);
}

void
spare_cli_vault_flush (SpareCli *cli)
{
  GAsyncResult *done = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  spare_vault_flush_async (cli->vault, NULL, done_cb, &done);
  result = wait_for (&done);
  spare_vault_flush_finish (cli->vault, result, NULL);
}

static GPtrArray *
match_in (SpareCli     *cli,
          const char   *name,
          SpareCliWhere where)
{
  if (where & SPARE_CLI_IN_USE)
    {
      g_autoptr(GPtrArray) found = spare_cli_match (spare_vault_get_accounts (cli->vault), name);

      if (found->len > 0 || !(where & SPARE_CLI_IN_BIN))
        return g_steal_pointer (&found);
    }

  return spare_cli_match (spare_vault_get_bin (cli->vault), name);
}

static void
set_not_found (SpareCli     *cli,
               const char   *name,
               SpareCliWhere where,
               GError      **error)
{
  g_autofree char *clean = spare_cli_text_clean (name);
  g_autoptr(GPtrArray) elsewhere = NULL;

  elsewhere = spare_cli_match (where & SPARE_CLI_IN_BIN ? spare_vault_get_accounts (cli->vault)
                                                        : spare_vault_get_bin (cli->vault), name);
  if (elsewhere->len == 0)
    g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
                 /* Translators: %s is what the person gave as NAME. */
                 _("No account is called “%s”. See them all with: sparekey-cli list"), clean);
  else if (where & SPARE_CLI_IN_BIN)
    g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
                 _("“%s” is not in the bin: the account is in use."), clean);
  else
    g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
                 _("“%s” is in the bin. Get it back with: sparekey-cli restore NAME"), clean);
}

SpareAccount *
spare_cli_vault_find (SpareCli     *cli,
                      const char   *argument,
                      SpareCliWhere where,
                      GError      **error)
{
  g_autofree char *name = g_locale_to_utf8 (argument, -1, NULL, NULL, NULL);
  g_autoptr(GPtrArray) found = NULL;

  if (name == NULL || *name == '\0')
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                           _("NAME is empty or not valid text. Give a part of the service or account name."));
      return NULL;
    }

  found = match_in (cli, name, where);

  if (found->len == 1)
    return g_object_ref (g_ptr_array_index (found, 0));
  if (found->len == 0)
    set_not_found (cli, name, where, error);
  else
    {
      g_autofree char *clean = spare_cli_text_clean (name);

      g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_AMBIGUOUS,
                   ngettext ("“%s” can mean %u account. Give more of its name, or its id.",
                             "“%s” can mean %u accounts. Give more of its name, or its id.", found->len),
                   clean, found->len);
      cli->candidates = g_steal_pointer (&found);
    }

  return NULL;
}

static SpareAccount *
twin_in (GListModel   *list,
         SpareAccount *account)
{
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SpareAccount) other = g_list_model_get_item (list, i);

      if (!g_str_equal (spare_account_get_id (other), spare_account_get_id (account)) &&
          spare_account_same_codes (other, account))
        return other; /* the list keeps it */
    }

  return NULL;
}

SpareAccount *
spare_cli_vault_twin (SpareCli     *cli,
                      SpareAccount *account)
{
  SpareAccount *twin;

  if (spare_account_get_params (account)->kind == SPARE_OTP_NONE)
    return NULL;

  twin = twin_in (spare_vault_get_accounts (cli->vault), account);

  return twin != NULL ? twin : twin_in (spare_vault_get_bin (cli->vault), account);
}
