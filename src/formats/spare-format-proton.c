/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-cipher.h"
#include "spare-error.h"
#include "spare-format-private.h"
#include "spare-uri.h"

/* Proton Authenticator. */

#define VERSION     1
#define AAD         "proton.authenticator.export.v1"
#define MEMORY      19456 /* KiB */
#define PASSES      2
#define NONCE_SIZE  12
#define STEAM       "steam://"

/* Base32 has these characters not, nor both cases. */
static gboolean
is_base64 (const char *text,
           gsize       size)
{
  gboolean has_lower = FALSE;
  gboolean has_upper = FALSE;

  /* A slash at the end belongs to the URI. */
  for (gsize i = 0; i < size; i++)
    {
      if (strchr ("+0189", text[i]) != NULL || (text[i] == '/' && i + 1 < size))
        return TRUE;
      has_lower |= g_ascii_islower (text[i]);
      has_upper |= g_ascii_isupper (text[i]);
    }
  return has_lower && has_upper;
}

/* steam://SECRET in Base32, or in Base64. */
static SpareAccount *
read_steam (const char               *uri,
            const SpareImportContext *context,
            GError                  **error)
{
  g_autoptr (SpareAccount) account = NULL;
  g_autoptr (SpareSecret) text = NULL;
  g_autoptr (SpareSecret) secret = NULL;
  SpareSlice slice = { uri + strlen (STEAM) };
  const char *letters;
  gsize size;

  if (g_ascii_strncasecmp (uri, STEAM, strlen (STEAM)) != 0)
    return spare_import_read_value (context, uri, error);
  slice.length = strcspn (slice.text, "?");
  text = spare_uri_decode_secret (slice, FALSE, error);
  if (text == NULL)
    return NULL;
  letters = spare_secret_peek (text, &size);
  if (!is_base64 (letters, size))
    return spare_import_read_value (context, uri, error);
  secret = spare_base64_decode_secret (letters, (gssize) size);
  if (secret == NULL || spare_secret_get_size (secret) == 0)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_INVALID, "Neither Base32 nor Base64");
      return NULL;
    }
  account = spare_import_new_account (context);
  if (!spare_import_set_params (account, SPARE_OTP_STEAM, SPARE_OTP_SHA1, 0, 0, error))
    return NULL;
  spare_account_set_secret (account, secret);
  spare_account_set_service (account, "Steam");
  return g_steal_pointer (&account);
}

static SpareAccount *
read_content (JsonObject               *content,
              const SpareImportContext *context,
              GError                  **error)
{
  const char *type = spare_json_get_text (content, "entry_type");
  const char *uri = spare_json_get_string (content, "uri");

  if (uri == NULL)
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENTRY, "No URI");
  else if (g_ascii_strcasecmp (type, "Steam") == 0)
    return read_steam (uri, context, error);
  else if (g_ascii_strcasecmp (type, "Totp") == 0 && spare_import_is_uri (uri))
    return spare_import_read_value (context, uri, error);
  else
    g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TYPE, "Unknown kind of code");
  return NULL;
}

static void
read_entry (JsonNode                 *node,
            const SpareImportContext *context,
            SpareImport              *import)
{
  JsonObject *entry = spare_json_as_object (node);
  JsonObject *content = entry != NULL ? spare_json_get_object (entry, "content") : NULL;
  SpareImportLogin login = { NULL };
  SpareAccount *account;
  GError *problem = NULL;

  if (content == NULL)
    {
      spare_import_add_bad (import, NULL, "No content");
      return;
    }
  login.note = spare_json_get_string (entry, "note");
  login.name = spare_json_get_string (content, "name");
  account = read_content (content, context, &problem);
  spare_import_add_login_account (import, &login, account, problem);
}

static gboolean
read_entries (JsonObject               *root,
              const SpareImportContext *context,
              SpareImport              *import,
              GError                  **error)
{
  JsonArray *entries = spare_json_get_array (root, "entries");

  if (entries == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "No entries");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      read_entry (json_array_get_element (entries, i), context, import);
      if (import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
        break;
    }
  return TRUE;
}

static GBytes *
open_content (JsonObject               *root,
              const SpareImportContext *context,
              GError                  **error)
{
  g_autoptr (GBytes) salt = spare_json_get_base64 (root, "salt");
  g_autoptr (GBytes) content = spare_json_get_base64 (root, "content");
  g_autoptr (SpareSecret) key = NULL;
  const guint8 *data;
  gsize size;
  SpareSecret *password;

  if (salt == NULL || content == NULL || g_bytes_get_size (salt) < 8 ||
      g_bytes_get_size (content) < NONCE_SIZE + SPARE_GCM_TAG)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "Salt or content is missing");
      return NULL;
    }
  password = spare_import_need_password (context, error);
  if (password == NULL)
    return NULL;
  key = spare_kdf_argon2id (password, g_bytes_get_data (salt, NULL), g_bytes_get_size (salt), PASSES, MEMORY, 1,
                            32, &context->watch, error);
  if (key == NULL)
    return NULL;
  data = g_bytes_get_data (content, &size);
  return spare_cipher_gcm_open (key, data, NONCE_SIZE, (const guint8 *) AAD, strlen (AAD), data + NONCE_SIZE,
                                size - NONCE_SIZE, error);
}

static gboolean
read_encrypted (JsonObject               *root,
                const SpareImportContext *context,
                SpareImport              *import,
                GError                  **error)
{
  g_autoptr (GBytes) bytes = open_content (root, context, error);
  JsonNode *inner;
  gboolean good = FALSE;

  if (bytes == NULL)
    return spare_import_explain (error);
  inner = spare_import_parse_inner (bytes, error);
  if (inner == NULL)
    return FALSE;
  if (spare_json_as_object (inner) != NULL)
    good = read_entries (spare_json_as_object (inner), context, import, error);
  else
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "No object inside");
  spare_json_free (inner);
  return good;
}

static gboolean
has_contents (JsonArray *entries)
{
  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = spare_json_as_object (json_array_get_element (entries, i));

      if (entry != NULL && spare_json_get_object (entry, "content") != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
proton_recognize (SpareImportFile *file)
{
  JsonObject *root = spare_import_file_get_object (file);
  gint64 version;

  if (root == NULL || !spare_json_get_int (root, "version", &version))
    return FALSE;
  return has_contents (spare_json_get_array (root, "entries")) ||
         (spare_json_get_string (root, "salt") != NULL && spare_json_get_string (root, "content") != NULL);
}

static gboolean
proton_read (SpareImportFile          *file,
             const SpareImportContext *context,
             SpareImport              *import,
             GError                  **error)
{
  JsonObject *root = spare_import_file_get_object (file);
  gint64 version = 0;

  if (!spare_json_get_int (root, "version", &version) || version > VERSION)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_VERSION, "Of a later version");
      return FALSE;
    }
  if (spare_json_get_array (root, "entries") == NULL)
    return read_encrypted (root, context, import, error);
  import->plain = TRUE;
  return read_entries (root, context, import, error);
}

const SpareFormat spare_format_proton = {
  .id = "proton",
  .name = "Proton Authenticator",
  .recognize = proton_recognize,
  .read = proton_read,
};
