/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-fact.h"

#include <glib/gi18n.h>
#include <unistd.h>

typedef struct
{
  const char *name;
  gboolean  (*run) (SpareCli *self, int argc, char **argv, GError **error);
  const char *usage;
  const char *summary;
} Command;

static const Command commands[] = {
  { "add", spare_cli_run_add, "add [URI|-]", N_("Add accounts") },
  { "list", spare_cli_run_list, "list", N_("List the accounts") },
  { "code", spare_cli_run_code, "code NAME", N_("Print or copy a code") },
  { "show", spare_cli_run_show, "show NAME", N_("Show one account") },
  { "edit", spare_cli_run_edit, "edit NAME", N_("Change an account") },
  { "remove", spare_cli_run_remove, "remove NAME", N_("Move an account to the bin") },
  { "restore", spare_cli_run_restore, "restore NAME|FILE", N_("Get an account back from the bin, or all from a backup") },
  { "import", spare_cli_run_import, "import FILE…", N_("Take in accounts from other programs") },
  { "export", spare_cli_run_export, "export FILE", N_("Write accounts for another program") },
  { "qr", spare_cli_run_qr, "qr NAME FILE", N_("Write an account’s QR code") },
  { "backup", spare_cli_run_backup, "backup FILE", N_("Write everything into a sealed backup") },
  { "codes", spare_cli_run_codes, "codes COMMAND", N_("Backup codes: take in, list, use, make") },
  { "sheet", spare_cli_run_sheet, "sheet NAME…", N_("Write a sheet with backup codes, to be printed") },
  { "checkup", spare_cli_run_checkup, "checkup", N_("What you would lose, what a thief would get, what to do") },
};

static const struct
{
  SpareCliStatus status;
  const char    *text;
} statuses[] = {
  { SPARE_CLI_OK, N_("done") },
  { SPARE_CLI_FAILED, N_("failed for another reason") },
  { SPARE_CLI_USAGE, N_("the command line is not right") },
  { SPARE_CLI_NOT_FOUND, N_("no such account, thing or code") },
  { SPARE_CLI_AMBIGUOUS, N_("NAME or THING can mean several") },
  { SPARE_CLI_KEYRING, N_("the keyring is locked or does not answer") },
  { SPARE_CLI_RECORDS, N_("the keyring’s records are missing, foreign or damaged") },
  { SPARE_CLI_INPUT, N_("an address, secret or number is not valid") },
  { SPARE_CLI_DUPLICATE, N_("an account with the same codes, or these backup codes, are there already") },
  { SPARE_CLI_NOT_SAVED, N_("the change was not saved") },
  { SPARE_CLI_PARTLY, N_("only some of the accounts were added") },
  { SPARE_CLI_CLIPBOARD, N_("the code could not be copied") },
  { SPARE_CLI_PASSWORD, N_("a password is missing or wrong") },
};

static char *
describe (void)
{
  GString *out = g_string_new (_("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_string_append (out, "\n  ");
      spare_cli_text_pad (out, commands[i].usage, 19);
      g_string_append (out, _(commands[i].summary));
    }

  g_string_append (out, "\n\n");
  g_string_append (out, _("NAME is a service, an account name, “service:name”, a part of it, or an id. "
                          "Upper and lower case do not matter.\n"
                          "Each command has a --help of its own."));
  g_string_append (out, "\n\n");
  g_string_append (out, _("Exit status:"));
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_string_append_printf (out, "\n  %2d  %s", (int) statuses[i].status, _(statuses[i].text));

  return g_string_free (out, FALSE);
}

static gboolean
parse_main (SpareCli *self,
            gboolean *version,
            int      *argc,
            char   ***argv,
            GError  **error)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("Print one JSON document"), NULL },
    { "unlock", 0, 0, G_OPTION_ARG_NONE, &self->unlock, N_("Let a locked keyring ask for its password"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_("Print the version"), NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (_("COMMAND [ARGUMENT…]"));
  g_autofree char *description = describe ();

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Codes for two-factor sign-in, from the accounts in your keyring."));
  g_option_context_set_description (context, description);
  /* The command's own options are for the command. */
  g_option_context_set_strict_posix (context, TRUE);

  return g_option_context_parse (context, argc, argv, error);
}

gboolean
spare_cli_parse (SpareCli           *self,
                 const char         *usage,
                 const char         *summary,
                 const GOptionEntry *entries,
                 int                *argc,
                 char             ***argv,
                 int                 n_min,
                 int                 n_max,
                 GError            **error)
{
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("Print one JSON document"), NULL },
    { "unlock", 0, 0, G_OPTION_ARG_NONE, &self->unlock, N_("Let a locked keyring ask for its password"), NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (usage);
  g_autofree char *program = g_strconcat ("sparekey-cli ", (*argv)[0], NULL);

  g_set_prgname (program);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  /* GOption leaves "--" in place before arguments that start with a dash. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      (*argv)[1] = (*argv)[0];
      (*argv)++;
      (*argc)--;
    }
  if (*argc - 1 < n_min || *argc - 1 > n_max)
    {
      g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                   *argc - 1 < n_min ? _("Something is missing after “%s”.") : _("There is too much after “%s”."),
                   (*argv)[0]);
      return FALSE;
    }

  return TRUE;
}

static char *
dup_candidate (SpareRecord *record)
{
  if (SPARE_IS_ACCOUNT (record))
    return spare_cli_text_label (SPARE_ACCOUNT (record));

  return spare_cli_text_clean (spare_fact_get_name (SPARE_THING (record)));
}

static void
json_candidate (SpareJsonWriter *json,
                SpareRecord     *record)
{
  if (SPARE_IS_ACCOUNT (record))
    {
      spare_cli_account_json_id (json, SPARE_ACCOUNT (record));
      return;
    }
  spare_json_writer_string (json, "id", spare_record_get_id (record));
  spare_json_writer_string (json, "type", spare_thing_get_type_name (SPARE_THING (record)));
  spare_json_writer_string (json, "name", spare_fact_get_name (SPARE_THING (record)));
}

void
spare_cli_json_error (SpareCli        *self,
                      SpareJsonWriter *json,
                      const GError    *error)
{
  g_autofree char *text = spare_cli_error_text (error);

  spare_json_writer_object (json, "error");
  spare_json_writer_int (json, "status", (int) spare_cli_error_status (error));
  spare_json_writer_string (json, "message", text);
  if (self->candidates != NULL)
    {
      spare_json_writer_array (json, "candidates");
      for (guint i = 0; i < self->candidates->len; i++)
        {
          spare_json_writer_object (json, NULL);
          json_candidate (json, g_ptr_array_index (self->candidates, i));
          spare_json_writer_close (json);
        }
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
}

static void
report (SpareCli     *self,
        const GError *error)
{
  g_autofree char *text = spare_cli_error_text (error);

  spare_cli_text_tell (text);
  if (error->domain == G_OPTION_ERROR || g_error_matches (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE))
    {
      /* Translators: %s is the program and its command. */
      g_autofree char *hint = g_strdup_printf (_("See: %s --help"), g_get_prgname ());

      spare_cli_text_tell (hint);
    }
  for (guint i = 0; self->candidates != NULL && i < self->candidates->len; i++)
    {
      SpareRecord *record = g_ptr_array_index (self->candidates, i);
      g_autofree char *label = dup_candidate (record);

      g_printerr ("  %s  %s\n", spare_record_get_id (record), label);
    }

  if (self->json && !self->printed)
    {
      g_autoptr(SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

      spare_json_writer_object (json, NULL);
      spare_cli_json_error (self, json, error);
      /* The exit status tells of the failure that matters. */
      spare_json_writer_finish (json, NULL);
    }
}

static gboolean
dispatch (SpareCli *self,
          int       argc,
          char    **argv,
          GError  **error)
{
  gboolean version = FALSE;

  if (!parse_main (self, &version, &argc, &argv, error))
    return FALSE;
  if (version)
    return spare_cli_text_print ("sparekey-cli " SPARE_CLI_VERSION "\n", error);
  if (argc < 2)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                           _("Say what to do: add, list, code, show, edit, remove, restore, import, export, "
                             "qr, backup, codes, sheet or checkup."));
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (self, argc - 1, argv + 1, error);

  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
               _("There is no command of this name. Say what to do: add, list, code, show, edit, remove, restore, import, "
                 "export, qr, backup, codes, sheet or checkup."));

  return FALSE;
}

int
spare_cli_run (SpareCli *self,
               int       argc,
               char    **argv)
{
  g_autoptr(GError) error = NULL;
  gboolean done = dispatch (self, argc, argv, &error);

  if (!spare_secret_memory_is_locked ())
    spare_cli_text_tell (_("The system lets Sparekey lock too little memory, so secrets could be swapped to disk. "
                           "Raise the limit (ulimit -l), or use encrypted swap."));
  if (done)
    return SPARE_CLI_OK;

  report (self, error);

  return (int) spare_cli_error_status (error);
}
