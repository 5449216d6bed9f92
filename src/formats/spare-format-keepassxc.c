/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-csv.h"
#include "spare-error.h"
#include "spare-format-private.h"

/* KeePassXC's CSV file, and what it shares with KeePass. */

#define BIN "Recycle Bin" /* its name until somebody changes it */

gboolean
spare_keepass_parse_settings (const char   *text,
                              SpareOtpKind *kind,
                              gint64       *digits,
                              gint64       *period)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", 3);

  if (g_strv_length (parts) < 2)
    return FALSE;
  *period = spare_import_parse_count (g_strstrip (parts[0]));
  *digits = 0;
  *kind = SPARE_OTP_TOTP;
  if (g_ascii_strcasecmp (g_strstrip (parts[1]), "S") == 0)
    *kind = SPARE_OTP_STEAM;
  else
    *digits = spare_import_parse_count (parts[1]);
  return *period > 0 && *digits >= 0;
}

void
spare_keepass_mend (SpareAccount           *account,
                    const SpareImportLogin *login)
{
  gboolean no_title = login->title == NULL || *login->title == 0;
  gboolean no_name = login->name == NULL || *login->name == 0;

  if (no_title && g_str_equal (spare_account_get_service (account), "KeePassXC"))
    spare_account_set_service (account, "");
  if (no_name && g_str_equal (spare_account_get_name (account), "none"))
    spare_account_set_name (account, "");
}

/* The settings of older entries are there, their secret is not. */
static void
add_login (const SpareImportLogin   *login,
           const SpareImportContext *context,
           SpareImport              *import)
{
  SpareOtpKind kind;
  gint64 digits;
  gint64 period;

  if (spare_keepass_parse_settings (login->value, &kind, &digits, &period))
    spare_import_add_login_account (import, login, NULL,
                                    g_error_new_literal (SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_MISSING,
                                                         "Settings without a secret"));
  else
    spare_import_add_login (import, context, login);
}

/* "Root/Work/Servers" is Work/Servers. */
static const char *
folder_of (const char *group,
           guint      *notes)
{
  const char *slash = strchr (group, '/');
  const char *folder = slash != NULL ? slash + 1 : "";

  if (g_str_has_prefix (folder, BIN) && strchr ("/", folder[strlen (BIN)]) != NULL)
    {
      *notes |= SPARE_IMPORT_NOTE_TRASHED;
      folder += strlen (BIN);
      folder += *folder == '/';
    }
  return folder;
}

static void
read_row (GPtrArray                *rows,
          guint                     row,
          const SpareImportContext *context,
          SpareImport              *import)
{
  SpareImportLogin login = {
    .value = spare_csv_cell (rows, row, spare_csv_column (rows, "TOTP")),
    .title = spare_csv_cell (rows, row, spare_csv_column (rows, "Title")),
    .name = spare_csv_cell (rows, row, spare_csv_column (rows, "Username")),
    .url = spare_csv_cell (rows, row, spare_csv_column (rows, "URL")),
    .note = spare_csv_cell (rows, row, spare_csv_column (rows, "Notes")),
    .mend = spare_keepass_mend,
  };

  if (*login.value == 0)
    {
      import->others++;
      return;
    }
  if (*spare_csv_cell (rows, row, spare_csv_column (rows, "Password")) != 0)
    login.notes |= SPARE_IMPORT_NOTE_PASSWORD_THERE;
  login.folder = folder_of (spare_csv_cell (rows, row, spare_csv_column (rows, "Group")), &login.notes);
  add_login (&login, context, import);
}

static gboolean
keepassxc_recognize (SpareImportFile *file)
{
  static const char *const columns[] = { "Group", "Title", "Username", "Notes", "TOTP" };
  GPtrArray *rows = spare_import_file_get_csv (file);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (spare_csv_column (rows, columns[i]) < 0)
      return FALSE;
  return TRUE;
}

static gboolean
keepassxc_read (SpareImportFile          *file,
                const SpareImportContext *context,
                SpareImport              *import,
                GError                  **error)
{
  GPtrArray *rows = spare_import_file_get_csv (file);

  import->plain = TRUE;
  for (guint i = 1; i < rows->len && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      read_row (rows, i, context, import);
    }
  return TRUE;
}

const SpareFormat spare_format_keepassxc = {
  .id = "keepassxc",
  .name = "KeePassXC",
  .recognize = keepassxc_recognize,
  .read = keepassxc_read,
};
