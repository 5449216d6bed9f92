/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-options.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include "spare-otpauth.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  guint   line;  /* 0: not from a line */
  GError *error;
} Problem;

/* What one call adds: the good ones, and what is wrong with the others. */
typedef struct
{
  SpareCli  *cli;
  GPtrArray *accounts;
  GArray    *problems;
  gboolean   duplicate;
  gint64     now;
  double     position;
} Batch;

static void
problem_clear (gpointer data)
{
  Problem *problem = data;

  g_clear_error (&problem->error);
}

static void
batch_init (Batch    *batch,
            SpareCli *cli,
            gboolean  duplicate)
{
  GListModel *list = spare_vault_get_accounts (cli->vault);
  guint n = g_list_model_get_n_items (list);

  batch->cli = cli;
  batch->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  batch->problems = g_array_new (FALSE, FALSE, sizeof (Problem));
  g_array_set_clear_func (batch->problems, problem_clear);
  batch->duplicate = duplicate;
  batch->now = g_get_real_time () / G_USEC_PER_SEC;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (list, i);

      batch->position = MAX (batch->position, spare_account_get_position (account));
    }
}

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->accounts, g_ptr_array_unref);
  g_clear_pointer (&batch->problems, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static void
batch_problem (Batch  *batch,
               guint   line,
               GError *error)
{
  Problem problem = { line, error };

  g_array_append_val (batch->problems, problem);
}

static SpareAccount *
batch_twin (Batch        *batch,
            SpareAccount *account)
{
  for (guint i = 0; i < batch->accounts->len; i++)
    {
      SpareAccount *other = g_ptr_array_index (batch->accounts, i);

      if (spare_account_get_params (account)->kind != SPARE_OTP_NONE && spare_account_same_codes (other, account))
        return other;
    }

  return spare_cli_vault_twin (batch->cli, account);
}

static GError *
duplicate_error (SpareAccount *twin)
{
  g_autofree char *label = spare_cli_text_label (twin);

  if (spare_account_get_deleted (twin) != 0)
    return g_error_new (SPARE_CLI_ERROR, SPARE_CLI_DUPLICATE,
                        /* Translators: %s is an account. */
                        _("%s makes the same codes and is in the bin. Get it back with: sparekey-cli restore NAME. "
                          "Or add --duplicate to add another one."), label);

  return g_error_new (SPARE_CLI_ERROR, SPARE_CLI_DUPLICATE,
                      /* Translators: %s is an account. */
                      _("%s makes the same codes already. Add --duplicate to add it all the same."), label);
}

static void
batch_account (Batch        *batch,
               guint         line,
               SpareAccount *account)
{
  g_autoptr(GError) error = NULL;
  SpareAccount *twin = NULL;

  if (!spare_account_check (account, &error))
    {
      batch_problem (batch, line, g_steal_pointer (&error));
      return;
    }
  if (!batch->duplicate)
    twin = batch_twin (batch, account);
  if (twin != NULL)
    {
      batch_problem (batch, line, duplicate_error (twin));
      return;
    }

  spare_account_set_created (account, batch->now);
  batch->position += 1;
  spare_account_set_position (account, batch->position);
  g_ptr_array_add (batch->accounts, g_object_ref (account));
}

static void
batch_uri (Batch      *batch,
           guint       line,
           const char *text,
           gsize       length)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareAccount) account = spare_otpauth_parse (text, (gssize) length, id, &error);

  if (account == NULL)
    batch_problem (batch, line, g_steal_pointer (&error));
  else
    batch_account (batch, line, account);
}

static gboolean
read_lines (Batch   *batch,
            GError **error)
{
  g_autoptr(SpareCliLines) lines = spare_cli_lines_new (STDIN_FILENO, SPARE_OTPAUTH_MAX);
  g_autoptr(SpareCliEcho) echo = spare_cli_echo_off (STDIN_FILENO);
  const char *text = NULL;
  gsize length = 0;
  guint number = 0;

  if (echo != NULL)
    g_printerr (_("Paste the otpauth addresses, one a line (they are not shown), then press Ctrl+D:\n"));

  while (TRUE)
    switch (spare_cli_lines_next (lines, &text, &length, &number, error))
      {
      case SPARE_CLI_LINE_TEXT:
        if (length > 0)
          batch_uri (batch, number, text, length);
        break;
      case SPARE_CLI_LINE_TOO_LONG:
        batch_problem (batch, number, g_error_new_literal (SPARE_CORE_ERROR, SPARE_CORE_ERROR_TOO_LONG, "Too long"));
        break;
      case SPARE_CLI_LINE_END:
        return TRUE;
      case SPARE_CLI_LINE_FAILED:
      default:
        return FALSE;
      }
}

/* The address stood on the command line: take it away from there. */
static void
take_argument (Batch *batch,
               char  *argument)
{
  g_autoptr(SpareSecret) uri = spare_secret_new_text (argument);

  explicit_bzero (argument, strlen (argument));
  spare_cli_text_tell (_("A secret on the command line can be seen by other users of this computer (ps) and stays in "
                         "the shell’s history. Better: sparekey-cli add -"));
  batch_uri (batch, 0, spare_secret_peek_text (uri), spare_secret_get_size (uri));
}

static void
take_options (Batch                 *batch,
              const SpareCliOptions *options)
{
  g_autoptr(SpareCliLines) lines = spare_cli_lines_new (STDIN_FILENO, SPARE_OTPAUTH_MAX);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(SpareAccount) account = spare_account_new (id);
  g_autoptr(GError) error = NULL;

  if (spare_cli_options_apply (options, account, lines, &error))
    batch_account (batch, 0, account);
  else
    batch_problem (batch, 0, g_steal_pointer (&error));
}

/* Keeps in the batch what really is in the keyring now. */
static void
batch_save (Batch *batch)
{
  g_autoptr(GError) error = NULL;

  if (batch->accounts->len == 0 || spare_cli_vault_save (batch->cli, batch->accounts, &error))
    return;

  for (guint i = batch->accounts->len; i > 0; i--)
    {
      SpareAccount *account = g_ptr_array_index (batch->accounts, i - 1);

      if (spare_vault_find (batch->cli->vault, spare_account_get_id (account)) == NULL)
        g_ptr_array_remove_index (batch->accounts, i - 1);
    }
  batch_problem (batch, 0, g_steal_pointer (&error));
}

static GError *
batch_error (Batch *batch)
{
  guint n = batch->problems->len;
  guint status = SPARE_CLI_DUPLICATE;

  if (n == 0 && batch->accounts->len == 0)
    return g_error_new_literal (SPARE_CLI_ERROR, SPARE_CLI_INPUT,
                                _("The input is empty. Give one “otpauth://” address a line."));
  if (n == 0)
    return NULL;
  if (batch->accounts->len > 0)
    return g_error_new (SPARE_CLI_ERROR, SPARE_CLI_PARTLY,
                        ngettext ("%u account was added, but not all.", "%u accounts were added, but not all.",
                                  batch->accounts->len), batch->accounts->len);
  if (n == 1)
    return g_error_copy (g_array_index (batch->problems, Problem, 0).error);

  for (guint i = 0; i < n; i++)
    {
      SpareCliStatus one = spare_cli_error_status (g_array_index (batch->problems, Problem, i).error);

      /* Of different reasons, the one that repeating cannot mend comes last. */
      if (one == SPARE_CLI_INPUT && status == SPARE_CLI_DUPLICATE)
        status = SPARE_CLI_INPUT;
      else if (one != SPARE_CLI_INPUT && one != SPARE_CLI_DUPLICATE)
        status = one;
    }

  return g_error_new_literal (SPARE_CLI_ERROR, (int) status, _("Nothing was added."));
}

static void
tell_problems (Batch *batch)
{
  for (guint i = 0; i < batch->problems->len; i++)
    {
      Problem *problem = &g_array_index (batch->problems, Problem, i);
      g_autofree char *text = spare_cli_error_text (problem->error);
      g_autofree char *line = NULL;

      if (problem->line > 0)
        /* Translators: %u is a line's number, %s what is wrong with it. */
        line = g_strdup_printf (_("Line %u: %s"), problem->line, text);
      spare_cli_text_tell (line != NULL ? line : text);
    }
}

static gboolean
print_json (Batch        *batch,
            const GError *failure,
            GError      **error)
{
  g_autoptr(SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

  spare_json_writer_object (json, NULL);
  spare_json_writer_array (json, "added");
  for (guint i = 0; i < batch->accounts->len; i++)
    spare_cli_account_json (json, NULL, g_ptr_array_index (batch->accounts, i));
  spare_json_writer_close (json);
  spare_json_writer_array (json, "problems");
  for (guint i = 0; i < batch->problems->len; i++)
    {
      Problem *problem = &g_array_index (batch->problems, Problem, i);
      g_autofree char *text = spare_cli_error_text (problem->error);

      spare_json_writer_object (json, NULL);
      spare_json_writer_uint (json, "line", problem->line);
      spare_json_writer_int (json, "status", (int) spare_cli_error_status (problem->error));
      spare_json_writer_string (json, "message", text);
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
  if (failure != NULL)
    spare_cli_json_error (batch->cli, json, failure);
  batch->cli->printed = TRUE;

  return spare_json_writer_finish (json, error);
}

static gboolean
print_text (Batch   *batch,
            GError **error)
{
  for (guint i = 0; i < batch->accounts->len; i++)
    {
      g_autofree char *label = spare_cli_text_label (g_ptr_array_index (batch->accounts, i));
      /* Translators: %s is an account. */
      g_autofree char *text = g_strdup_printf (_("Added %s.\n"), label);

      if (!spare_cli_text_print (text, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
batch_finish (Batch   *batch,
              GError **error)
{
  g_autoptr(GError) failure = NULL;

  batch_save (batch);
  failure = batch_error (batch);
  /* A single problem is told by the command's own error. */
  if (batch->problems->len > 1 || batch->accounts->len > 0)
    tell_problems (batch);
  if (!(batch->cli->json ? print_json (batch, failure, error) : print_text (batch, error)))
    return FALSE;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
check_given (const SpareCliOptions *options,
             gboolean               argument,
             GError               **error)
{
  const char *message = NULL;

  if (!spare_cli_options_check (options, error))
    return FALSE;
  if (spare_cli_options_any (options) && argument)
    message = _("Give an otpauth address or the options of an account, not both.");
  else if (!spare_cli_options_any (options) && !argument && isatty (STDIN_FILENO))
    message = _("Nothing to add. Use “sparekey-cli add -” and paste an otpauth address, or give "
                "--service SERVICE --name NAME --secret -");
  else if (spare_cli_options_any (options) && options->secret == NULL && g_strcmp0 (options->kind, "none") != 0)
    message = _("The secret is missing. Add --secret - and type or pipe it in; for an account without one-time "
                "codes add --kind none.");
  if (message == NULL)
    return TRUE;

  g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE, message);

  return FALSE;
}

gboolean
spare_cli_run_add (SpareCli *cli,
                   int       argc,
                   char    **argv,
                   GError  **error)
{
  g_auto(SpareCliOptions) options = { NULL };
  g_auto(Batch) batch = { NULL };
  GOptionEntry entries[SPARE_CLI_OPTIONS_N + 2] = { { NULL } };
  gboolean duplicate = FALSE;

  spare_cli_options_entries (&options, entries);
  entries[SPARE_CLI_OPTIONS_N] = (GOptionEntry) {
    "duplicate", 0, 0, G_OPTION_ARG_NONE, &duplicate, N_("Even if another account makes the same codes"), NULL,
  };
  if (!spare_cli_parse (cli, "[URI|-]",
                        _("Adds the accounts of otpauth addresses, one a line, from standard input; "
                          "or one account by its options."),
                        entries, &argc, &argv, 0, 1, error) ||
      !check_given (&options, argc > 1, error) ||
      !spare_cli_vault_open (cli, error))
    return FALSE;

  batch_init (&batch, cli, duplicate);
  if (spare_cli_options_any (&options))
    take_options (&batch, &options);
  else if (argc > 1 && !g_str_equal (argv[1], "-"))
    take_argument (&batch, argv[1]);
  else if (!read_lines (&batch, error))
    return FALSE;

  return batch_finish (&batch, error);
}
