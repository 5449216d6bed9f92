/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-codes.h"
#include "spare-cli-error.h"
#include "spare-cli-files.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"
#include "spare-sheet.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define COPIES_MAX 20

typedef struct
{
  char             *output;
  char             *paper;
  char             *copies_text;
  char             *owner;
  char             *passwords;
  char             *language;
  char             *second_language;
  char            **places;
  gboolean          no_user_names;
  gboolean          force;
  gboolean          printed;
  guint             copies;
  SpareSheetOptions sheet;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->output);
  g_free (self->paper);
  g_free (self->copies_text);
  g_free (self->owner);
  g_free (self->passwords);
  g_free (self->language);
  g_free (self->second_language);
  g_strfreev (self->places);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_paper (Options *self,
             GError **error)
{
  static const char *const names[] = { "a4", "letter", "a5" };
  static const SparePaper papers[] = { SPARE_PAPER_A4, SPARE_PAPER_LETTER, SPARE_PAPER_A5 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (self->paper != NULL ? self->paper : "a4", names[i]) == 0)
      {
        self->sheet.paper = papers[i];
        return TRUE;
      }
  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("Say on which paper: --paper A4, Letter or A5."));
  return FALSE;
}

/* @language: (nullable) */
static gboolean
check_language (const char *language,
                GError    **error)
{
  const char *const *all = spare_sheet_list_languages ();
  g_autofree char *names = NULL;

  if (language == NULL || g_strv_contains (all, language))
    return TRUE;
  names = g_strjoinv (", ", (char **) all);
  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
               /* Translators: %s is a list such as “en, de”. */
               _("Sheets cannot be written in this language. There are: %s."), names);
  return FALSE;
}

static gboolean
options_check (Options *self,
               GError **error)
{
  guint64 copies = 1;

  if (self->output == NULL)
    g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("Say where to write it: --output FILE.pdf"));
  else if (self->copies_text != NULL &&
           !g_ascii_string_to_unsigned (self->copies_text, 10, 1, COPIES_MAX, &copies, NULL))
    g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                 /* Translators: an option of the command line, and a number. */
                 _("%s is not valid. Give a whole number from 1 to %u."), "--copies", COPIES_MAX);
  else if (self->places != NULL && g_strv_length (self->places) > COPIES_MAX)
    g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, _("These are too many places for one sheet."));
  else if (!g_str_equal (self->output, "-") && !self->force && g_file_test (self->output, G_FILE_TEST_EXISTS))
    g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_FAILED,
                         _("There is a file of this name. Give another one, or add --force to overwrite it."));
  else if (check_paper (self, error) && check_language (self->language, error) &&
           check_language (self->second_language, error))
    {
      self->copies = MAX ((guint) copies, self->places != NULL ? g_strv_length (self->places) : 0);
      self->sheet.user_names = !self->no_user_names;
      self->sheet.language = self->language != NULL ? self->language
                                                    : spare_sheet_choose_language (g_get_language_names ());
      self->sheet.second_language = self->second_language;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_printable (SpareThing *set)
{
  return spare_code_set_get_void (set) == SPARE_VOID_NOT && !spare_code_set_is_forgotten (set) &&
         spare_code_set_count (set) > 0;
}

/* Adds the sets of @account to the sheet and to @sets. */
static gboolean
add_account (SpareCli          *cli,
             const Options     *options,
             SpareAccount      *account,
             SpareSheetContent *content,
             GPtrArray         *sets,
             GError           **error)
{
  g_autoptr (GPtrArray) all = spare_code_set_list (spare_vault_get_things (cli->vault), spare_account_get_id (account));
  g_autofree char *label = spare_cli_text_label (account);
  guint before = sets->len;

  for (guint i = 0; i < all->len; i++)
    {
      SpareThing *set = g_ptr_array_index (all, i);

      if (!is_printable (set))
        continue;
      spare_sheet_content_add (content, account, set);
      g_ptr_array_add (sets, g_object_ref (set));
    }
  if (sets->len > before)
    return TRUE;
  if (options->sheet.secrets)
    {
      spare_sheet_content_add (content, account, NULL);
      return TRUE;
    }
  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
               /* Translators: %s is an account. */
               _("%s has no backup codes that are kept here and count. Take new ones in with: "
                 "sparekey-cli codes import NAME FILE"), label);
  return FALSE;
}

static gboolean
add_accounts (SpareCli          *cli,
              const Options     *options,
              char             **names,
              SpareSheetContent *content,
              GPtrArray         *sets,
              GError           **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (; *names != NULL; names++)
    {
      SpareAccount *account = spare_cli_vault_find (cli, *names, SPARE_CLI_IN_USE, error);

      if (account == NULL)
        return FALSE;
      if (g_ptr_array_find (accounts, account, NULL))
        {
          g_object_unref (account);
          continue;
        }
      g_ptr_array_add (accounts, account);
      if (!add_account (cli, options, account, content, sets, error))
        return FALSE;
    }
  return TRUE;
}

static SpareSheetContent *
content_new (const Options *options,
             gint64         now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autofree char *name = spare_sheet_name_new ();
  g_autofree const char **places = g_new0 (const char *, options->copies + 1);
  SpareSheetContent *content;
  gboolean more = options->places != NULL;

  content = spare_sheet_content_new (SPARE_SHEET_CODES, name, now,
                                     (int) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_SECOND));
  for (guint i = 0; i < options->copies; i++)
    {
      more = more && options->places[i] != NULL;
      places[i] = more ? options->places[i] : "";
    }
  spare_sheet_content_set_owner (content, options->owner != NULL ? options->owner : "");
  spare_sheet_content_set_places (content, places);
  spare_sheet_content_set_passwords (content, options->passwords);
  return content;
}

/* The person holds it: a line in each set's log, and the sheet in the register;
 * last, so that it is not there where anything else failed. */
static gboolean
record (SpareCli          *cli,
        const Options     *options,
        SpareSheetContent *content,
        GPtrArray         *sets,
        gint64             now,
        GError           **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  SpareThing *sheet = spare_sheet_content_to_record (content, id, now);

  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *copy = SPARE_THING (spare_record_copy (g_ptr_array_index (sets, i)));

      spare_code_set_log (copy, now, SPARE_CODE_EVENT_PRINTED, spare_sheet_content_get_name (content));
      g_ptr_array_add (records, copy);
    }
  spare_sheet_note_secrets (content, &options->sheet, sheet);
  g_ptr_array_add (records, sheet);
  return spare_cli_vault_save (cli, records, error);
}

static gboolean
print_result (SpareCli          *cli,
              const Options     *options,
              SpareSheetContent *content,
              GPtrArray         *sets,
              guint              pages,
              GError           **error)
{
  const char *name = spare_sheet_content_get_name (content);
  g_autofree char *fingerprint = spare_sheet_content_dup_fingerprint (content);
  g_autofree char *file = spare_cli_text_clean (options->output);
  g_autofree char *text = NULL;

  if (g_str_equal (options->output, "-"))
    return TRUE;
  if (cli->json)
    {
      g_autoptr (SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

      spare_json_writer_object (json, NULL);
      spare_json_writer_string (json, "file", options->output);
      spare_json_writer_string (json, "sheet", name);
      spare_json_writer_string (json, "fingerprint", fingerprint);
      spare_json_writer_uint (json, "sets", sets->len);
      spare_json_writer_uint (json, "copies", options->copies);
      spare_json_writer_uint (json, "pages", pages);
      spare_json_writer_bool (json, "recorded", options->printed);
      return spare_json_writer_finish (json, error);
    }
  /* Translators: the sheet's printed id, a file’s name, and a number of pages. */
  text = g_strdup_printf (ngettext ("Sheet %s written to %s: %u page\n", "Sheet %s written to %s: %u pages\n", pages),
                          name, file, pages);
  return spare_cli_text_print (text, error);
}

static gboolean
run (SpareCli *cli,
     Options  *options,
     char    **names,
     GError  **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (SpareSheetContent) content = content_new (options, now);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SpareSheet) sheet = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (!add_accounts (cli, options, names, content, sets, error))
    return FALSE;
  sheet = spare_sheet_new (content, &options->sheet, error);
  pdf = sheet != NULL ? spare_sheet_to_pdf (sheet, NULL, NULL, NULL, error) : NULL;
  if (pdf == NULL || !spare_cli_file_write (options->output, pdf, error))
    return FALSE;
  spare_cli_text_tell (_("A PDF is a digital copy: whoever gets at it has the codes. Print it, check it, and delete "
                         "it."));
  if (options->printed && !record (cli, options, content, sets, now, error))
    return FALSE;
  if (!options->printed)
    spare_cli_text_tell (_("The sheet is not in Sparekey’s register of printed sheets. With --printed it is put there: "
                           "give that only for one that you hold in your hands."));
  return print_result (cli, options, content, sets, spare_sheet_get_n_pages (sheet), error);
}

gboolean
spare_cli_run_sheet (SpareCli *cli,
                     int       argc,
                     char    **argv,
                     GError  **error)
{
  g_auto (Options) o = { NULL };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, N_("Where to write it; “-” is standard output"),
      N_("FILE.pdf") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &o.force, N_("Overwrite the file"), NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &o.paper, N_("Its size"), "A4|Letter|A5" },
    { "copies", 0, 0, G_OPTION_ARG_STRING, &o.copies_text, N_("How many, one for each place"), N_("N") },
    { "place", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.places, N_("Where a copy will be kept; again for the next one"),
      N_("PLACE") },
    { "owner", 0, 0, G_OPTION_ARG_STRING, &o.owner, N_("Whose accounts they are"), N_("NAME") },
    { "passwords", 0, 0, G_OPTION_ARG_STRING, &o.passwords, N_("Where the passwords are"), N_("PLACE") },
    { "large", 0, 0, G_OPTION_ARG_NONE, &o.sheet.large, N_("Large print"), NULL },
    { "no-user-names", 0, 0, G_OPTION_ARG_NONE, &o.no_user_names, N_("Leave user names out"), NULL },
    { "code-names", 0, 0, G_OPTION_ARG_NONE, &o.sheet.code_names, N_("Letters instead of services"), NULL },
    { "qr", 0, 0, G_OPTION_ARG_NONE, &o.sheet.qr, N_("Add a QR code for each account"), NULL },
    { "secrets", 0, 0, G_OPTION_ARG_NONE, &o.sheet.secrets, N_("Add the accounts’ setup links, for a new phone"),
      NULL },
    { "one-each", 0, 0, G_OPTION_ARG_NONE, &o.sheet.one_each, N_("Begin a page for each account"), NULL },
    { "blank", 0, 0, G_OPTION_ARG_NONE, &o.sheet.blank, N_("Lines to fill in by hand instead of the codes"), NULL },
    { "cut-marks", 0, 0, G_OPTION_ARG_NONE, &o.sheet.cut_marks, N_("Print cut marks"), NULL },
    { "card", 0, 0, G_OPTION_ARG_NONE, &o.sheet.card, N_("Cards for a wallet"), NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &o.language, N_("Its language"), "en|de|…" },
    { "second-language", 0, 0, G_OPTION_ARG_STRING, &o.second_language, N_("The steps once more in this language"),
      "en|de|…" },
    { "printed", 0, 0, G_OPTION_ARG_NONE, &o.printed, N_("Put it into the register: you hold the paper in your hands"),
      NULL },
    { NULL },
  };

  if (!spare_cli_parse (cli, _("NAME… --output FILE.pdf"),
                        _("Writes a sheet with the backup codes of these accounts as a PDF, to be printed."),
                        entries, &argc, &argv, 1, G_MAXINT, error) ||
      !options_check (&o, error) || !spare_cli_vault_open (cli, error))
    return FALSE;
  argv[argc] = NULL;
  return run (cli, &o, argv + 1, error);
}
