/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-import.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-files.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include "spare-bytes.h"
#include "spare-qr-scan.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* One file, or all the pictures together: Google's codes come in several. */
typedef struct
{
  char            *name;
  SpareImportPlan *plan;    /* (nullable): NULL where the file cannot be read */
  GPtrArray       *records; /* (nullable): saved, or to be saved in a dry run */
  GError          *error;   /* (nullable) */
  const char      *advice;  /* (nullable): what to give instead */
} Source;

typedef struct
{
  SpareCli         *cli;
  GPtrArray        *sources;
  char             *password_file;
  SpareSecret      *password;
  SpareImportAction twins;
  gboolean          dry;
} Batch;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->plan);
  g_clear_pointer (&source->records, g_ptr_array_unref);
  g_clear_error (&source->error);
  g_free (source->name);
  g_free (source);
}

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->sources, g_ptr_array_unref);
  g_clear_pointer (&batch->password, spare_secret_unref);
  g_free (batch->password_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static Source *
add_source (Batch      *batch,
            const char *name)
{
  Source *source = g_new0 (Source, 1);

  source->name = spare_cli_text_clean (g_str_equal (name, "-") ? _("standard input") : name);
  g_ptr_array_add (batch->sources, source);
  return source;
}

/* Saves what the plan chooses; what is there afterwards counts. */
static void
save_source (Batch  *batch,
             Source *source)
{
  if (batch->dry || source->records->len == 0)
    return;
  spare_cli_vault_save (batch->cli, source->records, &source->error);
  for (guint i = source->records->len; i > 0 && source->error != NULL; i--)
    {
      SpareRecord *record = g_ptr_array_index (source->records, i - 1);
      SpareAccount *there = spare_vault_find (batch->cli->vault, spare_record_get_id (record));

      if (there == NULL || spare_record_get_revision (SPARE_RECORD (there)) == spare_record_get_revision (record))
        g_ptr_array_remove_index (source->records, i - 1);
    }
}

static void
take_bytes (Batch  *batch,
            Source *source,
            GBytes *bytes)
{
  SpareVault *vault = batch->cli->vault;
  SpareImport *import = spare_cli_import_read (bytes, batch->password_file, &batch->password, &source->error);

  if (import == NULL)
    {
      if (g_error_matches (source->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENCRYPTION))
        source->advice = spare_format_get_advice (spare_import_recognize (bytes));
      return;
    }
  source->plan = spare_import_plan_new (import, spare_vault_get_accounts (vault), spare_vault_get_bin (vault),
                                        spare_vault_get_things (vault));
  spare_import_plan_set_twins (source->plan, batch->twins);
  source->records = spare_import_plan_collect (source->plan, g_uuid_string_random);
  save_source (batch, source);
}

static GBytes *
join (GPtrArray *lines)
{
  gsize total = 0;
  guint8 *out;
  GBytes *all;

  for (guint i = 0; i < lines->len; i++)
    total += g_bytes_get_size (g_ptr_array_index (lines, i));
  all = spare_bytes_new_wiped (total, &out);
  for (guint i = 0; i < lines->len; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (g_ptr_array_index (lines, i), &size);

      if (size > 0)
        memcpy (out, data, size);
      out += size;
    }
  return all;
}

/* Files at once; the codes of all pictures after them, as one. */
static void
take_files (Batch *batch,
            int    n,
            char **paths)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GString) names = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = spare_cli_file_read (paths[i], SPARE_IMPORT_SIZE_MAX, &error);
      GBytes *lines = NULL;

      if (bytes != NULL && spare_picture_is_picture (bytes))
        lines = spare_cli_import_scan (bytes, &error);
      if (lines != NULL)
        {
          g_ptr_array_add (codes, lines);
          g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", paths[i]);
        }
      else if (error != NULL)
        {
          add_source (batch, paths[i])->error = g_steal_pointer (&error);
        }
      else
        {
          take_bytes (batch, add_source (batch, paths[i]), bytes);
        }
    }
  if (codes->len > 0)
    {
      g_autoptr (GBytes) all = join (codes);

      take_bytes (batch, add_source (batch, names->str), all);
    }
}

static guint
count_records (Source *source,
               GType   type)
{
  guint n = 0;

  for (guint i = 0; source->records != NULL && i < source->records->len; i++)
    n += G_TYPE_CHECK_INSTANCE_TYPE (g_ptr_array_index (source->records, i), type);
  return n;
}

/* Entries that are not taken in because the account is there. */
static guint
count_skipped (Source *source)
{
  GListModel *choices = source->plan != NULL ? spare_import_plan_get_choices (source->plan) : NULL;
  guint n = 0;

  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (choices, i);

      n += spare_import_choice_get_twin (choice) != NULL && !spare_import_choice_get_selected (choice);
    }
  return n;
}

/* What could not be taken in, of all that the file has. */
static guint
count_problems (Source *source)
{
  const SpareImport *import = source->plan != NULL ? spare_import_plan_get_import (source->plan) : NULL;
  guint n = 0;

  if (import == NULL)
    return 0;
  for (guint i = 0; i < import->entries->len; i++)
    {
      g_autoptr (GError) problem = spare_cli_import_entry_problem (import, g_ptr_array_index (import->entries, i));

      n += problem != NULL && problem->code != SPARE_CLI_OK;
    }
  if (import->bundle != NULL)
    n += import->bundle->broken->len;
  return n + import->parts - MIN (import->parts, import->parts_read);
}

static void
tell_file (const SpareImport *import)
{
  spare_cli_import_tell_entries (import);
  if (import->others > 0)
    {
      g_autofree char *line =
        g_strdup_printf (ngettext ("  %u other entry has no one-time codes.",
                                   "  %u other entries have no one-time codes.", import->others),
                         import->others);

      spare_cli_text_tell (line);
    }
  if (import->parts > import->parts_read)
    {
      g_autofree char *line =
        g_strdup_printf (_("Only %u of %u transfer codes were there. Give the pictures of the others too; what is "
                           "there already is skipped."),
                         import->parts_read, import->parts);

      spare_cli_text_tell (line);
    }
  if (import->plain)
    spare_cli_text_tell (_("The secrets stand in this file for everybody to read. Delete it when you no longer need "
                           "it; on an SSD or in a synchronised folder a copy can stay behind."));
}

static gboolean
print_source (Batch   *batch,
              Source  *source,
              GError **error)
{
  guint n = count_records (source, SPARE_TYPE_ACCOUNT);
  g_autoptr (GString) out = g_string_new (source->name);
  g_autofree char *why = source->error != NULL ? spare_cli_error_text (source->error) : NULL;

  g_string_append (out, ": ");
  if (source->plan != NULL)
    {
      guint skipped = count_skipped (source);

      g_string_append_printf (
          out, "%s. ", _(spare_format_get_name (spare_import_plan_get_import (source->plan)->format)));
      g_string_append_printf (out,
                              batch->dry ? ngettext ("%u account would be taken in",
                                                     "%u accounts would be taken in", n)
                                         : ngettext ("%u account taken in", "%u accounts taken in", n),
                              n);
      if (skipped > 0)
        g_string_append_printf (out, ngettext (", %u was there already", ", %u were there already", skipped),
                                skipped);
      if (count_records (source, SPARE_TYPE_THING) > 0)
        g_string_append (out, _(", backup codes too"));
      g_string_append (out, ".");
    }
  if (why != NULL)
    g_string_append_printf (out, "%s%s", source->plan != NULL ? " " : "", why);
  if (source->advice != NULL)
    g_string_append_printf (out, " %s", _(source->advice));
  g_string_append (out, "\n");
  if (source->plan == NULL)
    {
      g_string_truncate (out, out->len - 1);
      spare_cli_text_tell (out->str);
      return TRUE;
    }
  if (!spare_cli_text_print (out->str, error))
    return FALSE;
  tell_file (spare_import_plan_get_import (source->plan));
  return TRUE;
}

static void
json_problems (SpareJsonWriter *json,
               Source       *source)
{
  const SpareImport *import = spare_import_plan_get_import (source->plan);

  spare_json_writer_array (json, "problems");
  for (guint i = 0; i < import->entries->len; i++)
    {
      SpareImportEntry *entry = g_ptr_array_index (import->entries, i);
      g_autoptr (GError) problem = spare_cli_import_entry_problem (import, entry);
      g_autofree char *text = problem != NULL ? spare_cli_error_text (problem) : NULL;

      if (text == NULL)
        continue;
      spare_json_writer_object (json, NULL);
      spare_json_writer_string (json, "label", entry->label);
      spare_json_writer_int (json, "status", (int) spare_cli_error_status (problem));
      spare_json_writer_string (json, "message", text);
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
}

static void
json_source (Batch        *batch,
             SpareJsonWriter *json,
             Source       *source)
{
  spare_json_writer_object (json, NULL);
  spare_json_writer_string (json, "file", source->name);
  if (source->plan != NULL)
    {
      const SpareImport *import = spare_import_plan_get_import (source->plan);

      spare_json_writer_string (json, "format", spare_format_get_id (import->format));
      spare_json_writer_bool (json, "plain", import->plain);
      spare_json_writer_array (json, "accounts");
      for (guint i = 0; i < source->records->len; i++)
        if (SPARE_IS_ACCOUNT (g_ptr_array_index (source->records, i)))
          spare_cli_account_json (json, NULL, g_ptr_array_index (source->records, i));
      spare_json_writer_close (json);
      spare_json_writer_uint (json, "skipped", count_skipped (source));
      spare_json_writer_uint (json, "others", import->others);
      spare_json_writer_uint (json, "parts", import->parts);
      spare_json_writer_uint (json, "parts_read", import->parts_read);
      json_problems (json, source);
    }
  if (source->error != NULL)
    spare_cli_json_error (batch->cli, json, source->error);
  spare_json_writer_close (json);
}

/* The whole call's failure: NULL where everything that can be here is here. */
static GError *
batch_error (Batch *batch)
{
  guint taken = 0;
  guint bad = 0;
  const GError *only = NULL;

  for (guint i = 0; i < batch->sources->len; i++)
    {
      Source *source = g_ptr_array_index (batch->sources, i);

      taken += count_records (source, SPARE_TYPE_ACCOUNT) + count_skipped (source);
      bad += count_problems (source) + (source->error != NULL);
      if (source->error != NULL)
        only = source->error;
    }
  if (bad == 0)
    return NULL;
  if (taken > 0)
    return g_error_new_literal (SPARE_CLI_ERROR, SPARE_CLI_PARTLY, _("Not everything could be taken in."));
  if (only != NULL)
    return g_error_new_literal (SPARE_CLI_ERROR, (int) spare_cli_error_status (only), _("Nothing was taken in."));
  return g_error_new_literal (SPARE_CLI_ERROR, SPARE_CLI_INPUT, _("Nothing was taken in."));
}

static gboolean
batch_print (Batch        *batch,
             const GError *failure,
             GError      **error)
{
  g_autoptr (SpareJsonWriter) json = NULL;

  if (!batch->cli->json)
    {
      for (guint i = 0; i < batch->sources->len; i++)
        if (!print_source (batch, g_ptr_array_index (batch->sources, i), error))
          return FALSE;
      return TRUE;
    }
  json = spare_cli_json_new (STDOUT_FILENO);
  spare_json_writer_object (json, NULL);
  spare_json_writer_bool (json, "dry_run", batch->dry);
  spare_json_writer_array (json, "files");
  for (guint i = 0; i < batch->sources->len; i++)
    json_source (batch, json, g_ptr_array_index (batch->sources, i));
  spare_json_writer_close (json);
  if (failure != NULL)
    spare_cli_json_error (batch->cli, json, failure);
  batch->cli->printed = TRUE;
  return spare_json_writer_finish (json, error);
}

static gboolean
parse_twins (const char        *text,
             SpareImportAction *action,
             GError           **error)
{
  if (text == NULL || g_str_equal (text, "skip"))
    *action = SPARE_IMPORT_SKIP;
  else if (g_str_equal (text, "keep"))
    *action = SPARE_IMPORT_KEEP;
  else if (g_str_equal (text, "replace"))
    *action = SPARE_IMPORT_REPLACE;
  else
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                           _("--duplicates is followed by skip, keep or replace."));
      return FALSE;
    }
  return TRUE;
}

gboolean
spare_cli_run_import (SpareCli *cli,
                      int       argc,
                      char    **argv,
                      GError  **error)
{
  g_auto (Batch) batch = { .cli = cli, .sources = g_ptr_array_new_with_free_func (source_free) };
  g_autofree char *twins = NULL;
  g_autoptr (GError) failure = NULL;
  const GOptionEntry entries[] = {
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &batch.password_file,
      N_("Read the password from this file’s first line"), N_("FILE") },
    { "duplicates", 0, 0, G_OPTION_ARG_STRING, &twins,
      N_("Of accounts that are there already: skip, keep both, or replace their names"), "skip|keep|replace" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &batch.dry, N_("Say what would be taken in, and save nothing"), NULL },
    { NULL },
  };

  if (!spare_cli_parse (cli, _("FILE…"),
                        _("Takes in the accounts of other programs’ exports, of backups, and of pictures with QR "
                          "codes. Whose file it is, is found out by its content. “-” is standard input."),
                        entries, &argc, &argv, 1, G_MAXINT - 1, error) ||
      !parse_twins (twins, &batch.twins, error) || !spare_cli_vault_open (cli, error))
    return FALSE;

  take_files (&batch, argc - 1, argv + 1);
  failure = batch_error (&batch);
  if (!batch_print (&batch, failure, error))
    return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
