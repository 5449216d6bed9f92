/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

/* LastPass Authenticator. */

#define VERSION        3
#define FOLDER_OTHERS  0 /* accounts in no folder */
#define FOLDER_STARRED 1 /* `isFavorite` says the same */

/* Names (borrowed) by number. */
static GHashTable *
read_folders (JsonArray *folders)
{
  GHashTable *names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; folders != NULL && i < json_array_get_length (folders); i++)
    {
      JsonObject *folder = spare_json_as_object (json_array_get_element (folders, i));
      gint64 id;

      if (folder == NULL || !spare_json_get_int (folder, "id", &id) || id == FOLDER_OTHERS || id == FOLDER_STARRED)
        continue;
      g_hash_table_insert (names, g_memdup2 (&id, sizeof id), (gpointer) spare_json_get_text (folder, "name"));
    }
  return names;
}

static gboolean
read_codes (JsonObject   *object,
            SpareAccount *account,
            GError      **error)
{
  SpareOtpAlgorithm algorithm = SPARE_OTP_SHA1;
  gint64 digits = 0;
  gint64 period = 0;

  return spare_import_json_algorithm (object, "algorithm", &algorithm, error) &&
         spare_import_json_count (object, "digits", &digits, error) &&
         spare_import_json_count (object, "timeStep", &period, error) &&
         spare_import_set_params (account, SPARE_OTP_TOTP, algorithm, digits, period, error) &&
         spare_import_set_base32 (account, spare_json_get_string (object, "secret"), error);
}

/* What the person called it, or what it was called before. */
static const char *
pick (JsonObject *object,
      const char *name,
      const char *original)
{
  const char *text = spare_json_get_text (object, name);

  return *text != 0 ? text : spare_json_get_text (object, original);
}

static void
read_account (JsonNode                 *node,
              GHashTable               *folders,
              const SpareImportContext *context,
              SpareImport              *import)
{
  JsonObject *object = spare_json_as_object (node);
  JsonObject *data = object != NULL ? spare_json_get_object (object, "folderData") : NULL;
  SpareImportLogin login = { NULL };
  SpareAccount *account;
  GError *problem = NULL;
  gint64 folder;

  if (object == NULL)
    {
      spare_import_add_bad (import, NULL, "The account is no object");
      return;
    }
  login.title = pick (object, "issuerName", "originalIssuerName");
  login.name = pick (object, "userName", "originalUserName");
  login.favorite = spare_json_get_bool (object, "isFavorite");
  if (data != NULL && spare_json_get_int (data, "folderId", &folder))
    login.folder = g_hash_table_lookup (folders, &folder);
  account = spare_import_new_account (context);
  if (!read_codes (object, account, &problem))
    g_clear_object (&account);
  spare_import_add_login_account (import, &login, account, problem);
}

static gboolean
lastpass_recognize (SpareImportFile *file)
{
  JsonObject *root = spare_import_file_get_object (file);
  JsonArray *accounts = root != NULL ? spare_json_get_array (root, "accounts") : NULL;

  for (guint i = 0; accounts != NULL && i < json_array_get_length (accounts); i++)
    {
      JsonObject *account = spare_json_as_object (json_array_get_element (accounts, i));

      if (account != NULL && json_object_has_member (account, "issuerName") &&
          json_object_has_member (account, "secret"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
lastpass_read (SpareImportFile          *file,
               const SpareImportContext *context,
               SpareImport              *import,
               GError                  **error)
{
  JsonObject *root = spare_import_file_get_object (file);
  JsonArray *accounts = spare_json_get_array (root, "accounts");
  g_autoptr (GHashTable) folders = NULL;
  gint64 version = VERSION;

  if (spare_json_get_int (root, "version", &version) && version > VERSION)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_VERSION, "Of a later version");
      return FALSE;
    }
  import->plain = TRUE;
  folders = read_folders (spare_json_get_array (root, "folders"));
  for (guint i = 0; i < json_array_get_length (accounts); i++)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      read_account (json_array_get_element (accounts, i), folders, context, import);
      if (import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
        break;
    }
  return TRUE;
}

const SpareFormat spare_format_lastpass = {
  .id = "lastpass",
  .name = "LastPass Authenticator",
  .recognize = lastpass_recognize,
  .read = lastpass_read,
};
