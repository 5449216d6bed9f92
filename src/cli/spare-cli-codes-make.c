/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-codes.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"
#include "spare-code-maker.h"
#include "spare-service.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static gboolean
find_recipe (const char      *id,
             SpareCodeRecipe *recipe,
             GError         **error)
{
  for (guint i = 0; spare_code_recipes[i].id != NULL; i++)
    if (g_ascii_strcasecmp (spare_code_recipes[i].id, id != NULL ? id : "groups") == 0)
      {
        *recipe = spare_code_recipes[i];
        return TRUE;
      }
  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                       _("Say which codes to make: --preset digits, groups, hex or words."));
  return FALSE;
}

static gboolean
set_number (const char *text,
            guint       max,
            const char *option,
            guint      *number,
            GError    **error)
{
  guint64 value = 0;

  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, 1, max, &value, NULL))
    {
      *number = (guint) value;
      return TRUE;
    }
  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
               /* Translators: an option of the command line, and a number. */
               _("%s is not valid. Give a whole number from 1 to %u."), option, max);
  return FALSE;
}

static void
tell_strength (const SpareCodeRecipe *recipe)
{
  double bits = spare_code_recipe_get_bits (recipe);
  /* Translators: %.1f is a number of bits. */
  g_autofree char *text = g_strdup_printf (_("Each code has %.1f bits of chance."), bits);

  spare_cli_text_tell (text);
  if (bits < SPARE_CODE_MAKER_ALONE_BITS)
    spare_cli_text_tell (_("That is too little for codes that work without a password: those need 64 bits. "
                           "Make them longer with --length, or ask for the password, too, and limit the attempts."));
}

static SpareThing *
make_set (SpareAccount *account,
          GPtrArray    *codes,
          gint64        now)
{
  g_autofree char *id = g_uuid_string_random ();
  SpareThing *set = spare_code_set_new (id, spare_account_get_id (account), "made", now);

  spare_code_set_log (set, now, SPARE_CODE_EVENT_TAKEN_IN, "");
  for (guint i = 0; i < codes->len; i++)
    spare_code_set_add (set, g_ptr_array_index (codes, i), NULL);
  spare_service_fill_in (spare_service_find (spare_account_get_service (account)), set);
  return set;
}

static gboolean
save (SpareCli   *cli,
      const char *name,
      GPtrArray  *codes,
      gboolean    replace,
      SpareThing **set,
      GError    **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (SpareAccount) account = NULL;
  g_autoptr (SpareThing) fresh = NULL;

  if (!spare_cli_vault_open (cli, error))
    return FALSE;
  account = spare_cli_vault_find (cli, name, SPARE_CLI_IN_USE, error);
  if (account == NULL)
    return FALSE;
  fresh = make_set (account, codes, now);
  if (!spare_cli_codes_save (cli, fresh, replace, now, error))
    return FALSE;
  *set = g_steal_pointer (&fresh);
  return TRUE;
}

static gboolean
print_json (const SpareCodeRecipe *recipe,
            GPtrArray             *codes,
            SpareThing            *set,
            GError               **error)
{
  g_autoptr (SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

  spare_json_writer_object (json, NULL);
  spare_json_writer_string (json, "preset", recipe->id);
  spare_json_writer_uint (json, "length", recipe->length);
  spare_json_writer_int (json, "bits", (gint64) spare_code_recipe_get_bits (recipe));
  spare_json_writer_array (json, "codes");
  for (guint i = 0; i < codes->len; i++)
    spare_json_writer_secret (json, NULL, g_ptr_array_index (codes, i));
  spare_json_writer_close (json);
  if (set != NULL)
    spare_cli_codes_json (json, "set", set, FALSE);
  return spare_json_writer_finish (json, error);
}

static gboolean
print_list (GPtrArray *codes,
            GError   **error)
{
  for (guint i = 0; i < codes->len; i++)
    if (!spare_cli_text_write_secret (g_ptr_array_index (codes, i), "\n", error))
      return FALSE;
  return TRUE;
}

gboolean
spare_cli_run_codes_make (SpareCli *cli,
                          int       argc,
                          char    **argv,
                          GError  **error)
{
  g_autofree char *preset = NULL;
  g_autofree char *count = NULL;
  g_autofree char *length = NULL;
  gboolean replace = FALSE;
  const GOptionEntry entries[] = {
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset, N_("What they look like"), "digits|groups|hex|words" },
    { "count", 0, 0, G_OPTION_ARG_STRING, &count, N_("How many"), N_("N") },
    { "length", 0, 0, G_OPTION_ARG_STRING, &length, N_("Characters, or words, of one code"), N_("N") },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, N_("With NAME: the account’s older codes are void"), NULL },
    { NULL },
  };
  SpareCodeRecipe recipe;
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (SpareThing) set = NULL;

  if (!spare_cli_parse (cli, _("[NAME]"),
                        _("Makes backup codes for a service that you run yourself, and prints them, one a line. "
                          "With NAME they are kept for this account, too."),
                        entries, &argc, &argv, 0, 1, error) ||
      !find_recipe (preset, &recipe, error) ||
      !set_number (count, SPARE_CODE_SET_MAX, "--count", &recipe.count, error) ||
      !set_number (length, 64, "--length", &recipe.length, error))
    return FALSE;
  if (replace && argc < 2)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("Say whose older codes are void: add NAME."));
      return FALSE;
    }
  codes = spare_code_maker_make (&recipe, NULL, error);
  if (codes == NULL || (argc > 1 && !save (cli, argv[1], codes, replace, &set, error)))
    return FALSE;
  tell_strength (&recipe);
  if (isatty (STDOUT_FILENO))
    spare_cli_text_tell (_("Whoever sees the following lines can use the codes. Clear the terminal afterwards."));
  return cli->json ? print_json (&recipe, codes, set, error) : print_list (codes, error);
}
