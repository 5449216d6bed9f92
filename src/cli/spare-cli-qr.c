/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli.h"

#include "spare-cli-account.h"
#include "spare-cli-error.h"
#include "spare-cli-files.h"
#include "spare-cli-text.h"
#include "spare-cli-vault.h"

#include "spare-otpauth.h"
#include "spare-qr-code.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define SCALE 8 /* pixels a module: sharp on paper and on a screen */

static GBytes *
draw (SpareAccount *account,
      GError      **error)
{
  g_autoptr (SpareSecret) uri = spare_otpauth_print (account);
  g_autoptr (SpareQrCode) code = NULL;

  if (uri == NULL)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_NO_CODES, "No codes");
      return NULL;
    }
  code = spare_qr_code_new (uri, SPARE_QR_LEVEL_M, error);
  return code != NULL ? spare_qr_code_to_png (code, SCALE, error) : NULL;
}

gboolean
spare_cli_run_qr (SpareCli *cli,
                  int       argc,
                  char    **argv,
                  GError  **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (SpareAccount) account = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (SpareJsonWriter) json = NULL;

  if (!spare_cli_parse (cli, _("NAME FILE"),
                        _("Writes the QR code of an account as a PNG picture. Whoever sees it can make the account’s "
                          "codes. “-” is standard output."),
                        entries, &argc, &argv, 2, 2, error) ||
      !spare_cli_vault_open (cli, error))
    return FALSE;

  account = spare_cli_vault_find (cli, argv[1], SPARE_CLI_IN_USE, error);
  if (account == NULL)
    return FALSE;
  png = draw (account, error);
  if (png == NULL || !spare_cli_file_write (argv[2], png, error))
    return FALSE;
  if (!g_str_equal (argv[2], "-"))
    spare_cli_text_tell (_("Whoever sees this picture can make the account’s codes. Delete it when it is no longer "
                           "needed."));
  if (!cli->json || g_str_equal (argv[2], "-"))
    return TRUE;
  json = spare_cli_json_new (STDOUT_FILENO);
  spare_json_writer_object (json, NULL);
  spare_cli_account_json (json, "account", account);
  spare_json_writer_string (json, "file", argv[2]);
  return spare_json_writer_finish (json, error);
}
