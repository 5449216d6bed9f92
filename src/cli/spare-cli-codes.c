/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-codes.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"
#include "spare-renewal.h"
#include "spare-service.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const char *name;
  gboolean  (*run) (SpareCli *cli, int argc, char **argv, GError **error);
  const char *usage;
  const char *summary;
} Command;

static const Command commands[] = {
  { "import", spare_cli_run_codes_import, "import NAME FILE|-", N_("Take in what a service gave") },
  { "list", spare_cli_run_codes_list, "list NAME", N_("Say which are left") },
  { "use", spare_cli_run_codes_use, "use NAME [NUMBER]", N_("Print one and mark it as used") },
  { "make", spare_cli_run_codes_make, "make [NAME]", N_("Make new ones, for a service of your own") },
};

static const char *const effects[] = { NULL, "second-step", "turns-off", "no-password" };
static const char *const answers[] = { NULL, "yes", "no" };
static const char *const reasons[] = { NULL, "replaced", "turned-off", "re-enrolled", "lost" };

gboolean
spare_cli_codes_answer (const char  *text,
                        const char  *option,
                        SpareAnswer *answer,
                        GError     **error)
{
  *answer = SPARE_ANSWER_UNKNOWN;
  if (text == NULL)
    return TRUE;
  for (guint i = 1; i < G_N_ELEMENTS (answers); i++)
    if (g_ascii_strcasecmp (text, answers[i]) == 0)
      {
        *answer = (SpareAnswer) i;
        return TRUE;
      }
  /* Translators: %s is an option of the command line. */
  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("Give %s yes or no."), option);
  return FALSE;
}

gboolean
spare_cli_codes_effect (const char      *text,
                        SpareCodeEffect *effect,
                        GError         **error)
{
  *effect = SPARE_CODE_EFFECT_UNKNOWN;
  if (text == NULL)
    return TRUE;
  for (guint i = 1; i < G_N_ELEMENTS (effects); i++)
    if (g_ascii_strcasecmp (text, effects[i]) == 0)
      {
        *effect = (SpareCodeEffect) i;
        return TRUE;
      }
  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                       _("Say what using a code does: --effect second-step, turns-off or no-password."));
  return FALSE;
}

static void
tell_of_sheets (SpareCli  *cli,
                GPtrArray *records)
{
  guint n = 0;
  guint n_last = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      SpareRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GPtrArray) last = NULL;

      if (!SPARE_IS_THING (record) || !spare_thing_is_sheet (SPARE_THING (record)))
        continue;
      last = spare_sheet_record_list_last (SPARE_THING (record), spare_vault_get_things (cli->vault));
      n_last += last->len > 0;
      n += last->len == 0;
    }
  if (n_last > 0)
    spare_cli_text_tell (_("A printed sheet is void now, but the only paper with codes of other accounts that still work. "
                           "Replace those before you destroy it."));
  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u printed sheet is void now. Destroy it.",
                                    "%u printed sheets are void now. Destroy them.", n), n);
  spare_cli_text_tell (text);
}

gboolean
spare_cli_codes_save (SpareCli   *cli,
                      SpareThing *fresh,
                      gboolean    replace,
                      gint64      now,
                      GError    **error)
{
  g_autoptr (GPtrArray) records = NULL;

  if (replace)
    records = spare_renewal_replace_codes (spare_vault_get_things (cli->vault), spare_code_set_get_account (fresh),
                                           fresh, now);
  else
    {
      records = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (records, g_object_ref (fresh));
    }
  if (!spare_cli_vault_save (cli, records, error))
    return FALSE;
  tell_of_sheets (cli, records);
  return TRUE;
}

char *
spare_cli_codes_day (gint64 unix_time)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_time);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("?");
}

/* One row: the number, the code or its check characters, when it was used. */
static gboolean
print_row (SpareThing *set,
           guint       position,
           guint       width,
           gboolean    secret,
           GError    **error)
{
  g_autofree char *number = spare_code_set_dup_number (set, position);
  g_autofree char *clean = spare_cli_text_clean (number);
  g_autofree char *check = spare_code_set_dup_check (set, position);
  gint64 used = spare_code_set_get_used (set, position);
  SpareSecret *code = secret ? spare_code_set_peek (set, position) : NULL;
  g_autoptr (GString) start = g_string_new ("  ");
  g_autoptr (GString) end = g_string_new (code != NULL ? "  " : "");

  for (guint i = spare_cli_text_width (clean); i < width; i++)
    g_string_append_c (start, ' ');
  g_string_append_printf (start, "%s  ", clean);
  g_string_append_printf (end, "·%s", *check != '\0' ? check : "--");
  if (used != 0)
    {
      g_autofree char *day = spare_cli_codes_day (used);

      /* Translators: %s is a day, after a backup code. */
      g_string_append_printf (end, _("  used %s"), day);
    }
  g_string_append_c (end, '\n');
  if (code != NULL && (!spare_cli_text_print (start->str, error) || !spare_cli_text_write_secret (code, "", error)))
    return FALSE;
  if (code == NULL)
    g_string_prepend (end, start->str);
  return spare_cli_text_print (end->str, error);
}

gboolean
spare_cli_codes_print (SpareThing *set,
                       gboolean    secret,
                       GError    **error)
{
  guint n = spare_code_set_count (set);
  guint width = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = spare_code_set_dup_number (set, i);
      g_autofree char *clean = spare_cli_text_clean (number);

      width = MAX (width, spare_cli_text_width (clean));
    }
  for (guint i = 0; i < n; i++)
    if (!print_row (set, i, width, secret, error))
      return FALSE;
  return TRUE;
}

static void
json_choice (SpareJsonWriter   *json,
             const char        *key,
             const char *const *names,
             guint              choice)
{
  if (names[choice] != NULL)
    spare_json_writer_string (json, key, names[choice]);
  else
    spare_json_writer_null (json, key);
}

static void
json_codes (SpareJsonWriter *json,
            SpareThing      *set,
            gboolean         secret)
{
  guint n = spare_code_set_count (set);

  spare_json_writer_array (json, "codes");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = spare_code_set_dup_number (set, i);
      g_autofree char *check = spare_code_set_dup_check (set, i);
      SpareSecret *code = secret ? spare_code_set_peek (set, i) : NULL;

      spare_json_writer_object (json, NULL);
      spare_json_writer_string (json, "number", number);
      spare_json_writer_string (json, "check", check);
      spare_json_writer_int (json, "used", spare_code_set_get_used (set, i));
      if (code != NULL)
        spare_json_writer_secret (json, "code", code);
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
}

void
spare_cli_codes_json (SpareJsonWriter *json,
                      const char      *key,
                      SpareThing      *set,
                      gboolean         secret)
{
  spare_json_writer_object (json, key);
  spare_json_writer_string (json, "id", spare_thing_get_id (set));
  spare_json_writer_int (json, "created", spare_code_set_get_created (set));
  spare_json_writer_string (json, "file", spare_code_set_get_file (set) != NULL ? spare_code_set_get_file (set) : "");
  spare_json_writer_uint (json, "count", spare_code_set_count (set));
  spare_json_writer_uint (json, "left", spare_code_set_count_left (set));
  spare_json_writer_bool (json, "kept", !spare_code_set_is_forgotten (set));
  json_choice (json, "void", reasons, spare_code_set_get_void (set));
  json_choice (json, "effect", effects, spare_code_set_get_effect (set));
  json_choice (json, "by_number", answers, spare_code_set_get_by_number (set));
  json_choice (json, "case", answers, spare_code_set_get_case (set));
  json_choice (json, "separators", answers, spare_code_set_get_separators (set));
  json_codes (json, set, secret);
  spare_json_writer_close (json);
}

static char *
describe (void)
{
  GString *out = g_string_new (_("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_string_append (out, "\n  ");
      spare_cli_text_pad (out, commands[i].usage, 20);
      g_string_append (out, _(commands[i].summary));
    }
  return g_string_free (out, FALSE);
}

gboolean
spare_cli_run_codes (SpareCli *cli,
                     int       argc,
                     char    **argv,
                     GError  **error)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("Print one JSON document"), NULL },
    { "unlock", 0, 0, G_OPTION_ARG_NONE, &cli->unlock, N_("Let a locked keyring ask for its password"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("COMMAND [ARGUMENT…]"));
  g_autofree char *description = describe ();

  g_set_prgname ("sparekey-cli codes");
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
                                _("Backup codes: those that a service gives for signing in without the phone."));
  g_option_context_set_description (context, description);
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  for (guint i = 0; argc >= 2 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      {
        g_autofree char *name = g_strconcat ("codes ", commands[i].name, NULL);

        argv[1] = name;
        return commands[i].run (cli, argc - 1, argv + 1, error);
      }
  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                       _("Say what to do with backup codes: import, list, use or make."));
  return FALSE;
}
