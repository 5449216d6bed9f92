/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-clipboard.h"
#include "spare-cli-error.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char         *at;       /* as given; NULL: now */
  gboolean      next;
  gboolean      copy;
  char        **command;  /* for the clipboard, where asked for */
  SpareAccount *account;
  gboolean      timed;
  gint64        now;
  gint64        time;     /* inside the code's period */
  guint64       counter;
} Job;

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->at, g_free);
  g_clear_pointer (&job->command, g_strfreev);
  g_clear_object (&job->account);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gint64
period_start (Job *job)
{
  const SpareOtpParams *params = spare_account_get_params (job->account);

  return job->time + spare_otp_seconds_left (params, job->time) - params->period;
}

static gboolean
find_time (Job     *job,
           GError **error)
{
  const SpareOtpParams *params = spare_account_get_params (job->account);
  /* So that adding periods cannot overflow. */
  const gint64 max = G_MAXINT64 - 4 * (gint64) SPARE_OTP_PERIOD_MAX;

  job->now = g_get_real_time () / G_USEC_PER_SEC;
  job->time = job->now;
  if (job->at != NULL && !g_ascii_string_to_signed (job->at, 10, 0, max, &job->time, NULL))
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_INPUT,
                           _("The time after --at is not valid. Give the seconds since 1970-01-01 00:00 UTC."));
      return FALSE;
    }
  if (job->next && job->time >= 0)
    job->time += spare_otp_seconds_left (params, job->time);

  return TRUE;
}

static gboolean
make_code (SpareCli *cli,
           Job      *job,
           char      out[SPARE_OTP_CODE_SIZE],
           GError  **error)
{
  if (job->timed)
    return find_time (job, error) && spare_account_code (job->account, job->time, out, error);

  /* A code that cannot be made must not use up a counter. */
  if (!spare_account_check (job->account, error) ||
      !spare_cli_vault_advance (cli, spare_account_get_id (job->account), &job->counter, error))
    return FALSE;
  job->now = g_get_real_time () / G_USEC_PER_SEC;

  return spare_otp_code (spare_account_get_params (job->account), spare_account_peek_secret (job->account),
                         spare_account_peek_pin (job->account), job->counter, out, error);
}

static gboolean
print_json (Job        *job,
            const char *code,
            GError    **error)
{
  g_autoptr(SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);
  const SpareOtpParams *params = spare_account_get_params (job->account);

  spare_json_writer_object (json, NULL);
  spare_cli_account_json_id (json, job->account);
  spare_json_writer_string (json, "kind", spare_otp_kind_to_string (params->kind));
  if (job->copy)
    spare_json_writer_bool (json, "copied", TRUE);
  else
    {
      g_autoptr(SpareSecret) secret = spare_secret_new_text (code);

      spare_json_writer_secret (json, "code", secret);
    }
  if (job->timed)
    {
      gint64 start = period_start (job);

      spare_json_writer_int (json, "valid_from", start);
      spare_json_writer_int (json, "valid_until", start + params->period);
    }
  else
    spare_json_writer_uint (json, "counter", job->counter);

  return spare_json_writer_finish (json, error);
}

/* Only for somebody who sits there: scripts get the code alone. */
static void
tell_validity (Job *job)
{
  const SpareOtpParams *params = spare_account_get_params (job->account);
  gint64 left;
  g_autofree char *text = NULL;

  if (!job->timed || job->at != NULL || !isatty (STDERR_FILENO) || !isatty (STDOUT_FILENO))
    return;

  left = period_start (job) - job->now + (job->next ? 0 : params->period);
  if (job->next)
    text = g_strdup_printf (ngettext ("Valid in %u second.", "Valid in %u seconds.", (guint) left), (guint) left);
  else
    text = g_strdup_printf (ngettext ("Valid for %u second.", "Valid for %u seconds.", (guint) left), (guint) left);
  spare_cli_text_tell (text);
}

static gboolean
hand_out (SpareCli   *cli,
          Job        *job,
          const char *code,
          GError    **error)
{
  char line[SPARE_OTP_CODE_SIZE + 1];
  gsize size = strlen (code);
  gboolean written;

  if (job->copy)
    {
      g_autofree char *text = NULL;

      if (!spare_cli_clipboard_copy (job->command, code, error))
        return FALSE;
      text = g_strdup_printf (ngettext ("Copied. The clipboard is cleared in %u second.",
                                        "Copied. The clipboard is cleared in %u seconds.",
                                        SPARE_CLI_CLIPBOARD_SECONDS),
                              SPARE_CLI_CLIPBOARD_SECONDS);
      spare_cli_text_tell (text);
    }
  if (cli->json)
    return print_json (job, code, error);
  if (job->copy)
    return TRUE;

  memcpy (line, code, size);
  line[size] = '\n';
  written = spare_cli_text_write (STDOUT_FILENO, line, size + 1, error);
  explicit_bzero (line, sizeof line);
  tell_validity (job);

  return written;
}

static gboolean
prepare (SpareCli   *cli,
         Job        *job,
         const char *argument,
         GError    **error)
{
  SpareOtpKind kind;

  if (cli->self_test != NULL)
    {
      g_propagate_error (error, g_error_copy (cli->self_test));
      return FALSE;
    }
  if (!spare_cli_vault_open (cli, error))
    return FALSE;
  job->account = spare_cli_vault_find (cli, argument, SPARE_CLI_IN_USE, error);
  if (job->account == NULL)
    return FALSE;

  kind = spare_account_get_params (job->account)->kind;
  if (kind == SPARE_OTP_NONE)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_NO_CODES, "No codes");
      return FALSE;
    }
  job->timed = spare_otp_kind_is_timed (kind);
  if (!job->timed && (job->at != NULL || job->next))
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
                           _("The codes of this account follow a counter, not the clock. "
                             "Leave out --at and --next."));
      return FALSE;
    }
  if (job->copy)
    {
      job->command = spare_cli_clipboard_command (g_getenv ("WAYLAND_DISPLAY"), g_getenv ("DISPLAY"),
                                                  g_getenv ("PATH") != NULL ? g_getenv ("PATH") : "/usr/bin:/bin",
                                                  error);
      return job->command != NULL;
    }

  return TRUE;
}

gboolean
spare_cli_run_code (SpareCli *cli,
                    int       argc,
                    char    **argv,
                    GError  **error)
{
  g_auto(Job) job = { NULL };
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &job.at, N_("The code of this time, in seconds since 1970"), N_("UNIX_TIME") },
    { "next", 0, 0, G_OPTION_ARG_NONE, &job.next, N_("The code of the next period"), NULL },
    { "copy", 0, 0, G_OPTION_ARG_NONE, &job.copy, N_("Put the code on the clipboard for 30 seconds"), NULL },
    { NULL },
  };
  char code[SPARE_OTP_CODE_SIZE] = "";
  gboolean done;

  if (!spare_cli_parse (cli, _("NAME"),
                        _("Prints the code of an account. A counter-based code is used up by printing it: the next "
                          "counter is stored first."),
                        entries, &argc, &argv, 1, 1, error) ||
      !prepare (cli, &job, argv[1], error))
    return FALSE;

  done = make_code (cli, &job, code, error) && hand_out (cli, &job, code, error);
  explicit_bzero (code, sizeof code);

  if (done && job.at == NULL)
    {
      spare_vault_touch (cli->vault, job.account, job.now);
      spare_cli_vault_flush (cli);
    }

  return done;
}
