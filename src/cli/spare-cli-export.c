/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-files.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include "spare-bytes.h"
#include "spare-export.h"
#include "spare-qr-code.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define SCALE 8 /* pixels a module */

static const SpareExportFormat *
find_format (const char *id,
             GError    **error)
{
  const SpareExportFormat *format = id != NULL ? spare_export_find (id) : NULL;
  const SpareExportFormat *const *all = spare_export_list ();
  g_autoptr (GString) ids = g_string_new (NULL);

  if (format != NULL)
    return format;
  for (guint i = 0; all[i] != NULL; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", all[i]->id);
  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_USAGE,
               /* Translators: %s is a list of names. */
               _("Say which program it is for: --format with one of %s. For everything in one sealed file use: "
                 "sparekey-cli backup FILE"),
               ids->str);
  return NULL;
}

static const char *
left_text (SpareExportReason reason)
{
  switch (reason)
    {
    case SPARE_EXPORT_LEFT_KIND:
      return _("the other program does not have this kind of code");
    case SPARE_EXPORT_LEFT_PERIOD:
      return _("the other program would use another period and show wrong codes");
    case SPARE_EXPORT_LEFT_DIGITS:
      return _("the other program cannot show codes of this length");
    case SPARE_EXPORT_LEFT_COUNTER:
      return _("the other program cannot count as far as its counter");
    case SPARE_EXPORT_LEFT_PIN:
      return _("the other program cannot hold its PIN");
    case SPARE_EXPORT_LEFT_SIZE:
      return _("its names are too long for a link or a QR code");
    case SPARE_EXPORT_LEFT_NO_CODES:
    default:
      return _("it has no one-time codes");
    }
}

/* "codes.png" becomes "codes-2.png" for the second page. */
static char *
page_path (const char *path,
           guint       page,
           guint       pages)
{
  const char *dot = strrchr (path, '.');
  const char *slash = strrchr (path, '/');
  int stem = dot != NULL && (slash == NULL || dot > slash + 1) ? (int) (dot - path) : (int) strlen (path);

  if (pages == 1)
    return g_strdup (path);
  return g_strdup_printf ("%.*s-%u%s", stem, path, page + 1, path + stem);
}

static gboolean
write_page (const char *path,
            GBytes     *text,
            GError    **error)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  g_autoptr (SpareSecret) secret = spare_secret_new (data, size);
  g_autoptr (SpareQrCode) code = spare_qr_code_new (secret, SPARE_QR_LEVEL_L, error);
  g_autoptr (GBytes) png = code != NULL ? spare_qr_code_to_png (code, SCALE, error) : NULL;

  return png != NULL && spare_cli_file_write (path, png, error);
}

static gboolean
write_result (const SpareExportFormat *format,
              GPtrArray               *result,
              const char              *path,
              GError                 **error)
{
  if (!format->paged)
    return spare_cli_file_write (path, g_ptr_array_index (result, 0), error);
  for (guint i = 0; i < result->len; i++)
    {
      g_autofree char *page = page_path (path, i, result->len);
      GBytes *text = g_ptr_array_index (result, i);

      if (g_str_equal (path, "-") ? !spare_cli_file_write (path, text, error) ||
                                      !spare_cli_text_write (STDOUT_FILENO, "\n", 1, error)
                                  : !write_page (page, text, error))
        return FALSE;
    }
  return TRUE;
}

static void
tell_left (GPtrArray *left)
{
  for (guint i = 0; i < left->len; i++)
    {
      SpareExportLeft *one = g_ptr_array_index (left, i);
      g_autofree char *label = spare_cli_text_label (one->account);
      /* Translators: an account and the reason. */
      g_autofree char *line = g_strdup_printf (_("%s was left out: %s."), label, left_text (one->reason));

      spare_cli_text_tell (line);
    }
}

static gboolean
print_json (SpareCli                *cli,
            const SpareExportFormat *format,
            guint                    written,
            guint                    pages,
            GPtrArray               *left,
            const GError            *failure,
            GError                 **error)
{
  g_autoptr (SpareJsonWriter) json = spare_cli_json_new (STDOUT_FILENO);

  spare_json_writer_object (json, NULL);
  spare_json_writer_string (json, "format", format->id);
  spare_json_writer_uint (json, "written", written);
  spare_json_writer_uint (json, "pages", pages);
  spare_json_writer_array (json, "left");
  for (guint i = 0; i < left->len; i++)
    {
      SpareExportLeft *one = g_ptr_array_index (left, i);

      spare_json_writer_object (json, NULL);
      spare_cli_account_json_id (json, one->account);
      spare_json_writer_string (json, "message", left_text (one->reason));
      spare_json_writer_close (json);
    }
  spare_json_writer_close (json);
  if (failure != NULL)
    spare_cli_json_error (cli, json, failure);
  cli->printed = TRUE;
  return spare_json_writer_finish (json, error);
}

static gboolean
finish (SpareCli                *cli,
        const SpareExportFormat *format,
        guint                    total,
        GPtrArray               *result,
        GPtrArray               *left,
        const char              *path,
        GError                 **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean to_output = g_str_equal (path, "-");

  tell_left (left);
  if (!format->encrypted)
    spare_cli_text_tell (_("The secrets stand in it for everybody to read. Delete it when it is no longer needed."));
  if (left->len > 0)
    failure = g_error_new (SPARE_CLI_ERROR, SPARE_CLI_PARTLY,
                           ngettext ("%u account was left out.", "%u accounts were left out.", left->len), left->len);
  if (cli->json && !to_output &&
      !print_json (cli, format, total - left->len, result->len, left, failure, error))
    return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
run (SpareCli                *cli,
     const SpareExportFormat *format,
     const char              *path,
     const char              *password_file,
     GError                 **error)
{
  g_autoptr (GPtrArray) accounts = spare_cli_account_sort (spare_vault_get_accounts (cli->vault));
  g_autoptr (SpareSecret) password = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) result = NULL;
  SpareExportContext context = {
    .now = g_get_real_time () / G_USEC_PER_SEC,
    .new_id = g_uuid_string_random,
    .watch = { NULL, spare_cli_key_progress, NULL },
  };

  if (accounts->len == 0)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND, _("There is no account to write."));
      return FALSE;
    }
  if (format->encrypted)
    password = spare_cli_password_read (password_file, _("New password for the file: "), TRUE, error);
  if (format->encrypted && password == NULL)
    return FALSE;
  context.password = password;
  result = spare_export_write (format, accounts, &context, &left, error);
  spare_cli_progress_end ();
  if (result == NULL || !write_result (format, result, path, error))
    return FALSE;
  return finish (cli, format, accounts->len, result, left, path, error);
}

gboolean
spare_cli_run_export (SpareCli *cli,
                      int       argc,
                      char    **argv,
                      GError  **error)
{
  g_autofree char *id = NULL;
  g_autofree char *password_file = NULL;
  const SpareExportFormat *format;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &id, N_("The program it is for"), N_("FORMAT") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
      N_("Read the new password from this file’s first line"), N_("FILE") },
    { NULL },
  };

  if (!spare_cli_parse (cli, _("FILE"),
                        _("Writes the accounts in use for another program. Google’s transfer codes become one PNG "
                          "picture a page. “-” is standard output."),
                        entries, &argc, &argv, 1, 1, error))
    return FALSE;
  format = find_format (id, error);
  if (format == NULL || !spare_cli_vault_open (cli, error))
    return FALSE;
  return run (cli, format, argv[1], password_file, error);
}
