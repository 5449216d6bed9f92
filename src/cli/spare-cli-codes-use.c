/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-codes.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* A code that was found, in a set that counts. */
typedef struct
{
  SpareThing *set;
  guint       position;
} Found;

/* "01" is "1". */
static const char *
skip_zeros (const char *number)
{
  while (number[0] == '0' && number[1] != '\0')
    number++;
  return number;
}

static gboolean
find_number (GPtrArray  *sets,
             const char *number,
             Found      *found)
{
  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);

      for (guint j = 0; spare_code_set_get_void (set) == SPARE_VOID_NOT && j < spare_code_set_count (set); j++)
        {
          g_autofree char *its = spare_code_set_dup_number (set, j);

          if (g_ascii_strcasecmp (skip_zeros (its), skip_zeros (number)) == 0)
            {
              *found = (Found) { set, j };
              return TRUE;
            }
        }
    }
  return FALSE;
}

static gboolean
find_next (GPtrArray *sets,
           Found     *found,
           GError   **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);
      int position = spare_code_set_get_void (set) == SPARE_VOID_NOT ? spare_code_set_get_next (set) : -1;

      any = any || spare_code_set_get_void (set) == SPARE_VOID_NOT;
      if (position < 0)
        continue;
      if (spare_code_set_get_by_number (set) == SPARE_ANSWER_YES)
        {
          g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                               _("The service asks for a code by its number. Give that number after NAME."));
          return FALSE;
        }
      *found = (Found) { set, (guint) position };
      return TRUE;
    }
  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
                       any ? _("All backup codes of this account are used. Get new ones from the service.")
                           : _("The account has no backup codes. Take them in with: "
                               "sparekey-cli codes import NAME FILE"));
  return FALSE;
}

static gboolean
find (GPtrArray  *sets,
      const char *number,
      Found      *found,
      GError    **error)
{
  if (number == NULL)
    return find_next (sets, found, error);
  if (find_number (sets, number, found))
    return TRUE;
  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
                       _("There is no backup code with this number. See them with: sparekey-cli codes list NAME"));
  return FALSE;
}

static gboolean
check_use (const Found *found,
           gboolean     undo,
           GError     **error)
{
  gint64 used = spare_code_set_get_used (found->set, found->position);
  g_autofree char *day = spare_cli_codes_day (used);

  if ((used != 0) == undo)
    return TRUE;
  if (undo)
    g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_INPUT, _("This code is not marked as used."));
  else
    g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_INPUT,
                 /* Translators: %s is a day. */
                 _("This code was used on %s, and works only once. If that is wrong, take it back with --undo"), day);
  return FALSE;
}

/* Gives the set as it is stored afterwards. */
static SpareThing *
save_use (SpareCli    *cli,
          const Found *found,
          gboolean     undo,
          GError     **error)
{
  g_autoptr (SpareThing) copy = SPARE_THING (spare_record_copy (SPARE_RECORD (found->set)));
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  spare_code_set_set_used (copy, found->position, undo ? 0 : now, now);
  g_ptr_array_add (records, copy);
  return spare_cli_vault_save (cli, records, error) ? g_steal_pointer (&copy) : NULL;
}

static void
tell_effect (SpareThing *set)
{
  guint left = spare_code_set_count_left (set);
  g_autofree char *text = NULL;

  if (spare_code_set_get_effect (set) == SPARE_CODE_EFFECT_TURNS_OFF)
    spare_cli_text_tell (_("Using this code turns two-step sign-in off. Turn it on again as soon as you are in."));
  if (left == 0)
    text = g_strdup (_("This was the last one. Get new codes from the service as soon as you are in."));
  else if (spare_code_set_is_low (set))
    text = g_strdup_printf (ngettext ("%u code is left. Get new ones from the service.",
                                      "%u codes are left. Get new ones from the service.", left), left);
  if (text != NULL)
    spare_cli_text_tell (text);
}

static gboolean
print_json (SpareAccount *account,
            SpareThing   *set,
            const Found  *found,
            gboolean      undo,
            GError      **error)
{
  g_autoptr (SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);
  g_autofree char *number = spare_code_set_dup_number (set, found->position);
  g_autofree char *check = spare_code_set_dup_check (set, found->position);
  SpareSecret *code = undo ? NULL : spare_code_set_peek (set, found->position);

  spare_json_writer_object (json, NULL);
  spare_cli_account_json_id (json, account);
  spare_json_writer_string (json, "set", spare_thing_get_id (set));
  spare_json_writer_string (json, "number", number);
  spare_json_writer_string (json, "check", check);
  if (code != NULL)
    spare_json_writer_secret (json, "code", code);
  spare_json_writer_int (json, "used", spare_code_set_get_used (set, found->position));
  spare_json_writer_uint (json, "left", spare_code_set_count_left (set));
  return spare_json_writer_finish (json, error);
}

static gboolean
print_use (SpareThing  *set,
           const Found *found,
           gboolean     undo,
           GError     **error)
{
  g_autofree char *number = spare_code_set_dup_number (set, found->position);
  g_autofree char *clean = spare_cli_text_clean (number);
  SpareSecret *code = undo ? NULL : spare_code_set_peek (set, found->position);
  g_autofree char *text = NULL;

  if (code != NULL)
    return spare_cli_text_write_secret (code, "\n", error);
  if (undo)
    /* Translators: %s is a code's number. */
    text = g_strdup_printf (_("Code %s counts as unused again.\n"), clean);
  else
    text = g_strdup_printf (_("Take code %s from your sheet; it is marked as used here.\n"), clean);
  return spare_cli_text_print (text, error);
}

gboolean
spare_cli_run_codes_use (SpareCli *cli,
                         int       argc,
                         char    **argv,
                         GError  **error)
{
  gboolean undo = FALSE;
  const GOptionEntry entries[] = {
    { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, N_("Take a use back: the code with this number was not used"), NULL },
    { NULL },
  };
  g_autoptr (SpareAccount) account = NULL;
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (SpareThing) saved = NULL;
  Found found = { NULL, 0 };

  if (!spare_cli_parse (cli, _("NAME [NUMBER]"),
                        _("Prints a backup code and marks it as used: the one with this number, or the next unused "
                          "one."),
                        entries, &argc, &argv, 1, 2, error))
    return FALSE;
  if (undo && argc < 3)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("Say which: --undo NAME NUMBER"));
      return FALSE;
    }
  if (!spare_cli_vault_open (cli, error))
    return FALSE;
  account = spare_cli_vault_find (cli, argv[1], SPARE_CLI_IN_USE, error);
  if (account == NULL)
    return FALSE;
  sets = spare_code_set_list (spare_vault_get_things (cli->vault), spare_account_get_id (account));
  if (!find (sets, argc > 2 ? argv[2] : NULL, &found, error) || !check_use (&found, undo, error))
    return FALSE;
  saved = save_use (cli, &found, undo, error);
  if (saved == NULL)
    return FALSE;
  if (!undo)
    tell_effect (saved);
  return cli->json ? print_json (account, saved, &found, undo, error) : print_use (saved, &found, undo, error);
}
