/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-cipher.h"
#include "spare-error.h"
#include "spare-kdf.h"

/* TOTP Authenticator (Android): Base64 of AES-256-CBC under SHA-256 of a
 * password, with an IV of zeros. Inside is a JSON object whose first key, of all
 * things, is the list as text, and each of its elements again JSON as text.
 * Files made without a password use one that is the same for everybody. */

#define USUAL_PASSWORD "TotpAuthenticator"
#define BLOCK          16
#define SIZE_MIN       64 /* bytes; one entry takes more */

static gboolean
totp_authenticator_recognize (SpareImportFile *file)
{
  const char *text = spare_import_file_get_text (file);
  gsize n = 0;
  gsize padding = 0;

  if (text == NULL)
    return FALSE;
  for (; *text != 0; text++)
    {
      if (*text == '\r' || *text == '\n')
        continue;
      if (*text == '=')
        padding++;
      else if (padding > 0 || (!g_ascii_isalnum (*text) && *text != '+' && *text != '/'))
        return FALSE;
      else
        n++;
    }
  /* Four characters hold three bytes; the padding may be missing. */
  return padding <= 2 && (padding == 0 || (n + padding) % 4 == 0) && n % 4 != 1 && n * 3 / 4 >= SIZE_MIN &&
         n * 3 / 4 % BLOCK == 0;
}

/* The list that the first key of @plain is; NULL where it is something else. */
static JsonNode *
parse_list (GBytes *plain)
{
  gsize size;
  const char *text = g_bytes_get_data (plain, &size);
  JsonNode *root = g_utf8_validate_len (text, size, NULL) ? spare_json_parse (text, (gssize) size) : NULL;
  JsonObject *object = spare_json_as_object (root);
  JsonNode *list = NULL;
  JsonObjectIter iter;
  const char *key;

  if (object != NULL)
    {
      json_object_iter_init_ordered (&iter, object);
      if (json_object_iter_next_ordered (&iter, &key, NULL))
        {
          list = spare_json_parse (key, -1);
          /* Of @root only this key holds secrets; it is never looked up again. */
          spare_wipe ((char *) key, strlen (key));
        }
    }
  g_clear_pointer (&root, json_node_unref);
  if (list != NULL && spare_json_as_array (list) == NULL)
    g_clear_pointer (&list, spare_json_free);
  return list;
}

static JsonNode *
try_password (GBytes     *data,
              const char *password)
{
  static const guint8 iv[BLOCK] = { 0 };
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  g_autoptr (SpareSecret) key = spare_kdf_sha256 (password, strlen (password));
  g_autoptr (GBytes) plain = spare_cipher_cbc_open (key, iv, bytes, size, NULL);

  return plain != NULL ? parse_list (plain) : NULL;
}

static gboolean
read_secret (SpareAccount *account,
             JsonObject   *object,
             GError      **error)
{
  g_autoptr (SpareSecret) secret = NULL;
  const char *text = NULL;
  gint64 base = 0;

  if (!spare_import_json_text (object, "key", &text, error) ||
      !spare_import_json_number (object, "base", &base, error))
    return FALSE;
  if (text == NULL || *text == 0)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_MISSING, "No secret");
      return FALSE;
    }
  if (base == 32)
    return spare_import_set_base32 (account, text, error);
  if (base == 16)
    secret = spare_base16_decode (text, -1, error);
  else if (base == 64)
    secret = spare_base64_decode_secret (text, -1);
  else
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENTRY, "The secret is of an unknown base");
  if (secret == NULL)
    {
      if (base == 64)
        g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_INVALID, "No Base64");
      return FALSE;
    }
  spare_account_set_secret (account, secret);
  return TRUE;
}

static void
add_object (SpareImport              *import,
            const SpareImportContext *context,
            JsonObject               *object)
{
  g_autoptr (SpareAccount) account = spare_import_new_account (context);
  SpareOtpParams params = spare_otp_params_default (SPARE_OTP_TOTP);
  const char *service = "";
  const char *name = "";
  GError *error = NULL;
  SpareImportEntry *entry;

  spare_account_set_params (account, &params);
  if (spare_import_json_text (object, "issuer", &service, &error) &&
      spare_import_json_text (object, "name", &name, &error))
    read_secret (account, object, &error);
  spare_account_set_service (account, service);
  spare_account_set_name (account, name);
  entry = spare_import_add_read (import, g_steal_pointer (&account), error);
  if (entry->account != NULL)
    entry->notes |= SPARE_IMPORT_NOTE_PERIOD_ASSUMED;
}

static void
add_element (SpareImport              *import,
             const SpareImportContext *context,
             JsonNode                 *node)
{
  JsonNode *inner = NULL;
  JsonObject *object = spare_json_as_object (node);

  if (object == NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      inner = spare_json_parse (json_node_get_string (node), -1);
      object = spare_json_as_object (inner);
    }
  if (object != NULL)
    add_object (import, context, object);
  else
    spare_import_add_bad (import, NULL, "No JSON object");
  spare_json_free (inner);
}

static gboolean
add_list (SpareImport              *import,
          const SpareImportContext *context,
          JsonArray                *array,
          GError                  **error)
{
  for (guint i = 0; i < json_array_get_length (array) && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      add_element (import, context, json_array_get_element (array, i));
    }
  return TRUE;
}

static gboolean
totp_authenticator_read (SpareImportFile          *file,
                         const SpareImportContext *context,
                         SpareImport              *import,
                         GError                  **error)
{
  g_autoptr (GBytes) data = spare_base64_decode (spare_import_file_get_text (file), -1);
  JsonNode *list;
  gboolean ok;

  if (data == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The file is no Base64");
      return FALSE;
    }
  list = try_password (data, USUAL_PASSWORD);
  import->plain = list != NULL;
  if (list == NULL)
    {
      SpareSecret *password = spare_import_need_password (context, error);

      if (password == NULL)
        return FALSE;
      list = try_password (data, spare_secret_peek_text (password));
    }
  if (list == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG,
                           "The password does not open the file");
      return FALSE;
    }
  ok = add_list (import, context, spare_json_as_array (list), error);
  spare_json_free (list);
  return ok;
}

const SpareFormat spare_format_totp_authenticator = {
  .id = "totp-authenticator",
  .name = "TOTP Authenticator",
  .recognize = totp_authenticator_recognize,
  .read = totp_authenticator_read,
};
