/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-files.h"
#include "spare-cli-import.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include "spare-backup.h"
#include "spare-preferences.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* The window's preferences; NULL where it is not installed. */
static GSettings *
settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
    source != NULL ? g_settings_schema_source_lookup (source, SPARE_CLI_SCHEMA, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static gboolean
seal (SpareCli    *cli,
      SpareSecret *passphrase,
      const char  *path,
      guint       *n,
      GError     **error)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (GVariant) preferences = settings != NULL ? spare_preferences_read (settings) : NULL;
  g_autoptr (SpareSealKey) key = NULL;
  g_autoptr (SpareBundle) bundle = NULL;
  g_autoptr (GBytes) file = NULL;

  spare_cli_key_progress (-1, NULL);
  key = spare_seal_key_new (passphrase, SPARE_SEAL_STRENGTH_USUAL, error);
  spare_cli_progress_end ();
  if (key == NULL)
    return FALSE;
  bundle = spare_backup_gather (cli->vault, preferences, g_get_real_time () / G_USEC_PER_SEC);
  *n = bundle->accounts->len;
  if (!g_str_equal (path, "-"))
    return spare_cli_vault_backup (g_steal_pointer (&bundle), key, path, error);
  file = spare_seal_write (bundle, key, NULL, error);
  return file != NULL && spare_cli_file_write (path, file, error);
}

static gboolean
print_backup (SpareCli   *cli,
              const char *path,
              guint       n,
              GError    **error)
{
  g_autoptr (SpareJsonWriter) json = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (path, "-"))
    return TRUE;
  clean = spare_cli_text_clean (path);
  if (!cli->json)
    {
      text = g_strdup_printf (ngettext ("%u account and everything that belongs to it is in %s now.\n",
                                        "%u accounts and everything that belongs to them are in %s now.\n", n),
                              n, clean);
      return spare_cli_text_print (text, error);
    }
  json = spare_cli_json_new (STDOUT_FILENO);
  spare_json_writer_object (json, NULL);
  spare_json_writer_string (json, "file", clean);
  spare_json_writer_uint (json, "accounts", n);
  return spare_json_writer_finish (json, error);
}

gboolean
spare_cli_run_backup (SpareCli *cli,
                      int       argc,
                      char    **argv,
                      GError  **error)
{
  g_autofree char *password_file = NULL;
  g_autoptr (SpareSecret) passphrase = NULL;
  guint n = 0;
  const GOptionEntry entries[] = {
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
      N_("Read the passphrase from this file’s first line"), N_("FILE") },
    { NULL },
  };

  if (!spare_cli_parse (cli, _("FILE"),
                        _("Writes everything, the bin too, into one file that only its passphrase opens. "
                          "“-” is standard output."),
                        entries, &argc, &argv, 1, 1, error) ||
      !spare_cli_vault_open (cli, error))
    return FALSE;
  passphrase = spare_cli_password_read (password_file, _("Passphrase for the backup (without it nobody can open it): "),
                                        TRUE, error);
  return passphrase != NULL && seal (cli, passphrase, argv[1], &n, error) &&
         print_backup (cli, argv[1], n, error);
}

/* Saves what came from the backup; only then what goes to the bin. */
static gboolean
put_back (SpareCli        *cli,
          SpareImportPlan *plan,
          gboolean         replace,
          gboolean         dry,
          guint           *saved,
          guint           *binned,
          GError         **error)
{
  g_autoptr (GPtrArray) to_bin = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (replace)
    records = spare_import_plan_collect_replace (plan, g_get_real_time () / G_USEC_PER_SEC, g_uuid_string_random, &to_bin);
  else
    records = spare_import_plan_collect (plan, g_uuid_string_random);
  *saved = records->len;
  *binned = to_bin != NULL ? to_bin->len : 0;
  if (dry)
    return TRUE;
  if (records->len > 0 && !spare_cli_vault_save (cli, records, error))
    return FALSE;
  return *binned == 0 || spare_cli_vault_save (cli, to_bin, error);
}

static void
put_back_preferences (const SpareImport *import)
{
  g_autoptr (GSettings) settings = import->bundle->preferences != NULL ? settings_new () : NULL;

  if (settings == NULL)
    return;
  spare_preferences_apply (settings, import->bundle->preferences);
  g_settings_sync ();
}

static gboolean
print_restore (SpareCli *cli,
               guint     in_file,
               guint     saved,
               guint     binned,
               guint     broken,
               gboolean  dry,
               GError  **error)
{
  g_autoptr (SpareJsonWriter) json = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (broken > 0)
    spare_cli_text_tell (_("Some records in the backup could not be understood when it was made. They stay in the "
                           "file."));
  if (!cli->json)
    {
      g_string_append_printf (out, dry ? _("In the backup: %u accounts. Records to write: %u. To the bin: %u.\n")
                                       : _("In the backup: %u accounts. Records written: %u. To the bin: %u.\n"),
                              in_file, saved, binned);
      return spare_cli_text_print (out->str, error);
    }
  json = spare_cli_json_new (STDOUT_FILENO);
  spare_json_writer_object (json, NULL);
  spare_json_writer_bool (json, "dry_run", dry);
  spare_json_writer_uint (json, "accounts", in_file);
  spare_json_writer_uint (json, "written", saved);
  spare_json_writer_uint (json, "binned", binned);
  spare_json_writer_uint (json, "broken", broken);
  cli->printed = TRUE;
  return spare_json_writer_finish (json, error);
}

static gboolean
restore_backup (SpareCli   *cli,
                GBytes     *bytes,
                const char *password_file,
                gboolean    replace,
                gboolean    dry,
                GError    **error)
{
  g_autoptr (SpareSecret) password = NULL;
  g_autoptr (SpareImportPlan) plan = NULL;
  const SpareImport *import;
  SpareImport *read;
  guint saved = 0;
  guint binned = 0;
  guint bad;

  if (!spare_seal_is_sealed (bytes))
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_INPUT,
                           _("This file is no backup of Sparekey. For files of other programs use: sparekey-cli "
                             "import FILE. To get an account back from the bin, give its id."));
      return FALSE;
    }
  read = spare_cli_import_read (bytes, password_file, &password, error);
  if (read == NULL)
    return FALSE;
  plan = spare_import_plan_new (read, spare_vault_get_accounts (cli->vault), spare_vault_get_bin (cli->vault),
                                spare_vault_get_things (cli->vault));
  import = spare_import_plan_get_import (plan);
  if (!put_back (cli, plan, replace, dry, &saved, &binned, error))
    return FALSE;
  if (replace && !dry)
    put_back_preferences (import);
  bad = spare_cli_import_tell_entries (import) + import->bundle->broken->len;
  if (!print_restore (cli, import->bundle->accounts->len, saved, binned, import->bundle->broken->len, dry, error))
    return FALSE;
  if (bad == 0)
    return TRUE;
  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_PARTLY,
                       _("Not everything could be restored. Keep the backup file."));
  return FALSE;
}

gboolean
spare_cli_run_restore (SpareCli *cli,
                       int       argc,
                       char    **argv,
                       GError  **error)
{
  g_autofree char *password_file = NULL;
  gboolean replace = FALSE;
  gboolean dry = FALSE;
  g_autoptr (GBytes) bytes = NULL;
  const GOptionEntry entries[] = {
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
      N_("Read the passphrase from this file’s first line"), N_("FILE") },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace,
      N_("Make everything as it was in the backup; other accounts go to the bin"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry, N_("Say what would be done, and save nothing"), NULL },
    { NULL },
  };

  if (!spare_cli_parse (cli, _("NAME|FILE"),
                        _("Gets an account back from the bin by its NAME; or, where there is such a FILE, what is "
                          "missing here from that sealed backup. “-” is a backup on standard input."),
                        entries, &argc, &argv, 1, 1, error))
    return FALSE;
  if (!g_str_equal (argv[1], "-") && strchr (argv[1], '/') == NULL && !g_file_test (argv[1], G_FILE_TEST_EXISTS) &&
      !replace && password_file == NULL)
    return spare_cli_restore_from_bin (cli, argv[1], error);

  bytes = spare_cli_file_read (argv[1], SPARE_IMPORT_SIZE_MAX, error);
  return bytes != NULL && spare_cli_vault_open (cli, error) &&
         restore_backup (cli, bytes, password_file, replace, dry, error);
}
