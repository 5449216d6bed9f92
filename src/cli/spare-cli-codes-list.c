/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-codes.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include <glib/gi18n.h>
#include <unistd.h>

static const char *
void_text (SpareVoid reason)
{
  switch (reason)
    {
    case SPARE_VOID_REPLACED:
      return _("void: the service gave new ones");
    case SPARE_VOID_TURNED_OFF:
      return _("void: two-step sign-in was turned off");
    case SPARE_VOID_RE_ENROLLED:
      return _("void: set up again");
    case SPARE_VOID_LOST:
      return _("void: a sheet with them was lost");
    case SPARE_VOID_NOT:
    default:
      return NULL;
    }
}

static const char *
effect_text (SpareCodeEffect effect)
{
  switch (effect)
    {
    case SPARE_CODE_EFFECT_SECOND_STEP:
      return _("Used with the password, in place of the one-time code.");
    case SPARE_CODE_EFFECT_TURNS_OFF:
      return _("Using one turns two-step sign-in off.");
    case SPARE_CODE_EFFECT_NO_PASSWORD:
      return _("Works without the password, too.");
    case SPARE_CODE_EFFECT_UNKNOWN:
    default:
      return NULL;
    }
}

/* "Backup codes of 2026-01-02 (codes.txt): 9 of 10 left" */
static gboolean
print_head (SpareThing *set,
            GError    **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *day = spare_cli_codes_day (spare_code_set_get_created (set));
  const char *file = spare_code_set_get_file (set);
  const char *reason = void_text (spare_code_set_get_void (set));
  const char *effect = effect_text (spare_code_set_get_effect (set));

  if (spare_code_set_get_created (set) == 0)
    g_string_append (out, _("Backup codes"));
  else
    /* Translators: %s is the day on which they were taken in. */
    g_string_append_printf (out, _("Backup codes of %s"), day);
  if (file != NULL)
    {
      g_autofree char *clean = spare_cli_text_clean (file);

      g_string_append_printf (out, " (%s)", clean);
    }
  g_string_append (out, ": ");
  if (reason != NULL)
    g_string_append (out, reason);
  else
    /* Translators: how many codes are unused, and how many there were. */
    g_string_append_printf (out, _("%u of %u left"), spare_code_set_count_left (set), spare_code_set_count (set));
  g_string_append_c (out, '\n');
  if (spare_code_set_is_forgotten (set))
    g_string_append_printf (out, "  %s\n", _("The codes are on paper only; here are their check characters."));
  if (effect != NULL && reason == NULL)
    g_string_append_printf (out, "  %s\n", effect);
  if (spare_code_set_get_by_number (set) == SPARE_ANSWER_YES && reason == NULL)
    g_string_append_printf (out, "  %s\n", _("The service asks for a code by its number."));
  return spare_cli_text_print (out->str, error);
}

static gboolean
print_json (SpareAccount *account,
            GPtrArray    *sets,
            gboolean      secret,
            GError      **error)
{
  g_autoptr (SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

  spare_json_writer_object (json, NULL);
  spare_cli_account_json_id (json, account);
  spare_json_writer_array (json, "sets");
  for (guint i = 0; i < sets->len; i++)
    spare_cli_codes_json (json, NULL, g_ptr_array_index (sets, i), secret);
  spare_json_writer_close (json);
  return spare_json_writer_finish (json, error);
}

static void
tell_if_low (SpareThing *set)
{
  guint left = spare_code_set_count_left (set);
  g_autofree char *text = NULL;

  if (spare_code_set_get_void (set) != SPARE_VOID_NOT || !spare_code_set_is_low (set))
    return;
  text = g_strdup_printf (ngettext ("%u code is left. Get new ones from the service.",
                                    "%u codes are left. Get new ones from the service.", left), left);
  spare_cli_text_tell (text);
}

gboolean
spare_cli_run_codes_list (SpareCli *cli,
                          int       argc,
                          char    **argv,
                          GError  **error)
{
  gboolean secret = FALSE;
  const GOptionEntry entries[] = {
    { "secret", 0, 0, G_OPTION_ARG_NONE, &secret, N_("Print the codes, too, where they are kept"), NULL },
    { NULL },
  };
  g_autoptr (SpareAccount) account = NULL;
  g_autoptr (GPtrArray) sets = NULL;

  if (!spare_cli_parse (cli, _("NAME"),
                        _("Lists an account’s backup codes: numbers, check characters, and which were used. The check "
                          "characters are not part of a code; they tell whether it was copied without a mistake."),
                        entries, &argc, &argv, 1, 1, error) ||
      !spare_cli_vault_open (cli, error))
    return FALSE;
  account = spare_cli_vault_find (cli, argv[1], SPARE_CLI_IN_USE | SPARE_CLI_IN_BIN, error);
  if (account == NULL)
    return FALSE;
  sets = spare_code_set_list (spare_vault_get_things (cli->vault), spare_account_get_id (account));
  if (secret && isatty (STDOUT_FILENO))
    spare_cli_text_tell (_("Whoever sees the following lines can use the codes. Clear the terminal afterwards."));
  if (cli->json)
    return print_json (account, sets, secret, error);
  if (sets->len == 0)
    spare_cli_text_tell (_("The account has no backup codes. Take them in with: sparekey-cli codes import NAME FILE"));
  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);

      if (!print_head (set, error) || !spare_cli_codes_print (set, secret, error))
        return FALSE;
      tell_if_low (set);
    }
  return TRUE;
}
