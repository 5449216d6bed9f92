/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-codes.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-files.h"
#include "spare-cli-input.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"
#include "spare-code-text.h"
#include "spare-format-error.h"
#include "spare-service.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char    *effect_text;
  char    *numbered_text;
  char    *case_text;
  char    *separators_text;
  gboolean replace;
  gboolean unsure;
  gboolean dry_run;
  gboolean secret;
  gboolean duplicate;

  SpareCodeEffect effect;
  SpareAnswer     numbered;
  SpareAnswer     with_case;
  SpareAnswer     separators;
} Options;

/* What was left out, and why. */
typedef struct
{
  guint prose;
  guint addresses;
  guint dates;
  guint unsure;
  guint twice;
} Left;

static void
options_clear (Options *self)
{
  g_free (self->effect_text);
  g_free (self->numbered_text);
  g_free (self->case_text);
  g_free (self->separators_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
options_check (Options *self,
               GError **error)
{
  return spare_cli_codes_effect (self->effect_text, &self->effect, error) &&
         spare_cli_codes_answer (self->numbered_text, "--numbered", &self->numbered, error) &&
         spare_cli_codes_answer (self->case_text, "--case", &self->with_case, error) &&
         spare_cli_codes_answer (self->separators_text, "--separators", &self->separators, error);
}

static SpareCodeText *
read_codes (const char *path,
            GError    **error)
{
  g_autoptr (SpareCliEcho) echo = g_str_equal (path, "-") ? spare_cli_echo_off (STDIN_FILENO) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) cause = NULL;
  SpareCodeText *text;
  const char *data;
  gsize size;

  if (echo != NULL)
    g_printerr ("%s\n", _("Paste the codes, which are not shown, and press Ctrl+D on an empty line."));
  bytes = spare_cli_file_read (path, SPARE_CODE_TEXT_MAX, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  text = spare_code_text_read (data != NULL ? data : "", size, &cause);
  if (text == NULL)
    g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_INPUT,
                         g_error_matches (cause, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY)
                           ? _("No backup codes were found in it. Text is read, but no PDF and no picture: "
                               "copy the codes out of it, one a line.")
                           : _("This is more than any service gives: at most 500 codes. Check which file it is."));
  return text;
}

static gboolean
has_code (SpareThing  *set,
          SpareSecret *code)
{
  guint n = spare_code_set_count (set);

  for (guint i = 0; i < n; i++)
    if (spare_code_set_peek (set, i) != NULL && spare_secret_equal (spare_code_set_peek (set, i), code))
      return TRUE;
  return FALSE;
}

static gboolean
is_taken (const SpareCodeText     *text,
          const SpareCodeTextPart *part,
          gboolean                 unsure)
{
  guint n = 0;

  if (part->kind == SPARE_CODE_TEXT_CODE || (unsure && part->kind == SPARE_CODE_TEXT_UNSURE))
    return TRUE;
  if (part->kind != SPARE_CODE_TEXT_UNSURE)
    return FALSE;
  for (guint i = 0; i < text->parts->len; i++)
    n += ((SpareCodeTextPart *) g_ptr_array_index (text->parts, i))->kind == SPARE_CODE_TEXT_CODE;
  return n == 0;
}

static void
count_left (const SpareCodeTextPart *part,
            Left                    *left)
{
  left->prose += part->kind == SPARE_CODE_TEXT_PROSE;
  left->addresses += part->kind == SPARE_CODE_TEXT_ADDRESS;
  left->dates += part->kind == SPARE_CODE_TEXT_DATE;
  left->unsure += part->kind == SPARE_CODE_TEXT_UNSURE;
}

static SpareThing *
make_set (SpareAccount        *account,
          const SpareCodeText *text,
          const Options       *options,
          const char          *path,
          gint64               now,
          Left                *left)
{
  g_autofree char *id = g_uuid_string_random ();
  gboolean piped = g_str_equal (path, "-");
  g_autofree char *name = piped ? NULL : g_path_get_basename (path);
  g_autofree char *file = name != NULL ? g_filename_display_name (name) : NULL;
  SpareThing *set = spare_code_set_new (id, spare_account_get_id (account), piped ? "pasted" : "file", now);

  spare_code_set_set_file (set, file);
  spare_code_set_log (set, now, SPARE_CODE_EVENT_TAKEN_IN, "");
  for (guint i = 0; i < text->parts->len; i++)
    {
      const SpareCodeTextPart *part = g_ptr_array_index (text->parts, i);

      if (!is_taken (text, part, options->unsure))
        count_left (part, left);
      else if (has_code (set, part->text))
        left->twice++;
      else
        {
          spare_code_set_add (set, part->text, part->number);
          if (part->used)
            spare_code_set_set_used (set, spare_code_set_count (set) - 1, now, now);
        }
    }
  spare_code_set_set_effect (set, options->effect);
  spare_code_set_set_by_number (set, options->numbered);
  spare_code_set_set_case (set, options->with_case);
  spare_code_set_set_separators (set, options->separators);
  spare_service_fill_in (spare_service_find (spare_account_get_service (account)), set);
  return set;
}

/* The same codes, or, where they were forgotten, the same check characters. */
static gboolean
is_same (SpareThing *one,
         SpareThing *other)
{
  guint n = spare_code_set_count (one);

  if (n != spare_code_set_count (other))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *check = spare_code_set_dup_check (one, i);
      g_autofree char *its = spare_code_set_dup_check (other, i);

      if (!g_str_equal (check, its))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_duplicates (SpareCli   *cli,
                  SpareThing *fresh,
                  GError    **error)
{
  g_autoptr (GPtrArray) sets = NULL;
  guint n = spare_code_set_count (fresh);

  sets = spare_code_set_list (spare_vault_get_things (cli->vault), spare_code_set_get_account (fresh));
  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);
      guint same = 0;

      for (guint j = 0; j < n; j++)
        same += has_code (set, spare_code_set_peek (fresh, j));
      if (same == 0 && !(spare_code_set_is_forgotten (set) && is_same (set, fresh)))
        continue;
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_DUPLICATE,
                           _("The account has these codes already, or some of them, so nothing was changed. "
                             "Add --duplicate to do it all the same."));
      return FALSE;
    }
  return TRUE;
}

/* @text: (transfer full) */
static void
tell_if (gboolean what,
         char    *text)
{
  if (what)
    spare_cli_text_tell (text);
  g_free (text);
}

static void
tell_left (const Left          *left,
           const SpareCodeText *text,
           SpareAccount        *account,
           const char          *path)
{
  g_autofree char *name = g_path_get_basename (path);
  const SpareService *by_file = g_str_equal (path, "-") ? NULL : spare_service_find_by_file (name);
  const SpareService *own = spare_service_find (spare_account_get_service (account));
  guint aside = left->prose + left->addresses + left->dates;

  tell_if (aside > 0, g_strdup_printf (ngettext ("%u line of other text was left out.",
                                                 "%u lines of other text were left out.", aside), aside));
  tell_if (left->unsure > 0,
           g_strdup_printf (ngettext ("%u part looks like a code, but unlike the others, and was left out. "
                                      "Add --unsure to take it in.",
                                      "%u parts look like codes, but unlike the others, and were left out. "
                                      "Add --unsure to take them in.", left->unsure), left->unsure));
  tell_if (left->twice > 0, g_strdup_printf (ngettext ("%u code stood there twice.", "%u codes stood there twice.",
                                                       left->twice), left->twice));
  if (text->user != NULL && strcasecmp (text->user, spare_account_get_name (account)) != 0)
    {
      g_autofree char *line = g_strdup_printf (
        /* Translators: a user name or mail address from a file of codes. */
        _("The text says that the codes are for %s. Check that this is the account."), text->user);

      spare_cli_text_tell (line);
    }
  if (by_file != NULL && own != NULL && by_file != own)
    {
      g_autofree char *line = g_strdup_printf (
        /* Translators: %s is a service. */
        _("By its name, the file is from %s. Check that this is the account."), spare_service_get_name (by_file));

      spare_cli_text_tell (line);
    }
}

static gboolean
print_result (SpareCli      *cli,
              SpareAccount  *account,
              SpareThing    *set,
              const Options *options,
              const Left    *left,
              GError       **error)
{
  guint n = spare_code_set_count (set);
  g_autofree char *label = spare_cli_text_label (account);
  g_autofree char *text = NULL;

  if (cli->json)
    {
      g_autoptr (SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

      spare_json_writer_object (json, NULL);
      spare_cli_account_json_id (json, account);
      spare_json_writer_bool (json, "dry_run", options->dry_run);
      spare_cli_codes_json (json, "set", set, options->secret);
      spare_json_writer_object (json, "left_out");
      spare_json_writer_uint (json, "prose", left->prose);
      spare_json_writer_uint (json, "addresses", left->addresses);
      spare_json_writer_uint (json, "dates", left->dates);
      spare_json_writer_uint (json, "unsure", left->unsure);
      spare_json_writer_uint (json, "twice", left->twice);
      return spare_json_writer_finish (json, error);
    }
  if (options->dry_run)
    /* Translators: a number of codes, and an account. */
    text = g_strdup_printf (ngettext ("%u backup code would be taken in for %s:\n",
                                      "%u backup codes would be taken in for %s:\n", n), n, label);
  else
    text = g_strdup_printf (ngettext ("%u backup code taken in for %s:\n",
                                      "%u backup codes taken in for %s:\n", n), n, label);
  return spare_cli_text_print (text, error) && spare_cli_codes_print (set, options->secret, error);
}

static gboolean
run (SpareCli      *cli,
     const Options *options,
     const char    *name,
     const char    *path,
     GError       **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (SpareAccount) account = spare_cli_vault_find (cli, name, SPARE_CLI_IN_USE, error);
  g_autoptr (SpareCodeText) text = account != NULL ? read_codes (path, error) : NULL;
  g_autoptr (SpareThing) set = NULL;
  Left left = { 0 };

  if (text == NULL)
    return FALSE;
  set = make_set (account, text, options, path, now, &left);
  if (!options->duplicate && !check_duplicates (cli, set, error))
    return FALSE;
  if (!options->dry_run && !spare_cli_codes_save (cli, set, options->replace, now, error))
    return FALSE;
  tell_left (&left, text, account, path);
  if (!options->dry_run && !g_str_equal (path, "-"))
    spare_cli_text_tell (_("Everybody can read the codes in the file. Delete it when you have checked them here."));
  return print_result (cli, account, set, options, &left, error);
}

gboolean
spare_cli_run_codes_import (SpareCli *cli,
                            int       argc,
                            char    **argv,
                            GError  **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "replace", 0, 0, G_OPTION_ARG_NONE, &options.replace, N_("They are new: the account’s older codes are void"),
      NULL },
    { "effect", 0, 0, G_OPTION_ARG_STRING, &options.effect_text, N_("What using one does"),
      "second-step|turns-off|no-password" },
    { "numbered", 0, 0, G_OPTION_ARG_STRING, &options.numbered_text,
      N_("Does the service ask for a code by its number?"), "yes|no" },
    { "case", 0, 0, G_OPTION_ARG_STRING, &options.case_text, N_("Do upper and lower case matter?"), "yes|no" },
    { "separators", 0, 0, G_OPTION_ARG_STRING, &options.separators_text, N_("Do dashes and blanks matter?"), "yes|no" },
    { "unsure", 0, 0, G_OPTION_ARG_NONE, &options.unsure, N_("Take in what looks unlike the other codes, too"), NULL },
    { "duplicate", 0, 0, G_OPTION_ARG_NONE, &options.duplicate, N_("Even if the account has these codes"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Only say what would be taken in"), NULL },
    { "secret", 0, 0, G_OPTION_ARG_NONE, &options.secret, N_("Print the codes, too"), NULL },
    { NULL },
  };

  return spare_cli_parse (cli, _("NAME FILE"),
                          _("Takes in the backup codes that a service gave: its text file, or “-” for standard input. "
                            "Numbers, tick boxes, dates, addresses and other text around the codes are left out."),
                          entries, &argc, &argv, 2, 2, error) &&
         options_check (&options, error) && spare_cli_vault_open (cli, error) &&
         run (cli, &options, argv[1], argv[2], error);
}
