/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-cipher.h"
#include "spare-error.h"

#define KINDS \
  (SPARE_IMPORT_KIND (SPARE_OTP_TOTP) | SPARE_IMPORT_KIND (SPARE_OTP_HOTP) | SPARE_IMPORT_KIND (SPARE_OTP_STEAM) | \
   SPARE_IMPORT_KIND (SPARE_OTP_MOTP))

/* andOTP: a JSON array; encrypted without any mark of its own, in two ways. */

#define NONCE          12
#define SALT           12
#define OLD_HEAD       NONCE
#define NEW_HEAD       (4 + SALT + NONCE)
#define LEAST          (OLD_HEAD + SPARE_GCM_TAG + 32) /* an array with one account */
#define SIZE_MAX_BYTES (16 * 1024 * 1024)
#define ITERATIONS_MIN 1000 /* real files have 140000 to 160000 */

static guint32
read_iterations (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

/* Ciphertext is flat: about half of all bytes have the top bit, and no value is
 * much more frequent than others. Text, pictures' headers and tables are not. */
static gboolean
looks_random (const guint8 *data,
              gsize         size)
{
  gsize counts[256] = { 0 };
  gsize high = 0;
  gsize expected = size / 256 + 1;
  gsize most = expected * 2 + 8;

  for (gsize i = 0; i < size; i++)
    {
      counts[data[i]]++;
      high += data[i] >> 7;
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > most)
      return FALSE;
  return high > size / 4 && high < size - size / 4;
}

/* Files that are as random, and begin with a mark. */
static gboolean
has_mark (SpareImportFile *file)
{
  static const char *const marks[] = { "\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF", "PK", "%PDF", "\x1f\x8b", "7z\xbc\xaf",
                                       "BZh", "\xfd\x37zXZ", "\x28\xb5\x2f\xfd", "SQLite format 3", "\x7f\x45LF",
                                       "\x03\xd9\xa2\x9a", "\xac\xed", "Salted__", "age-encryption.org", "OggS", "ID3",
                                       "Rar!", "wOF", "\xca\xfe\xba\xbe" };
  gsize size;
  const char *data = g_bytes_get_data (spare_import_file_get_bytes (file), &size);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (spare_import_file_has_prefix (file, marks[i], strlen (marks[i])))
      return TRUE;
  return size > 12 && memcmp (data + 4, "ftyp", 4) == 0;
}

static gboolean
is_encrypted (SpareImportFile *file)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (spare_import_file_get_bytes (file), &size);

  /* The number of iterations is not random. */
  return size >= LEAST && size <= SIZE_MAX_BYTES && spare_import_file_get_text (file) == NULL && !has_mark (file) &&
         looks_random (data + 4, size - 4);
}

/* The members that each entry has, and which no other array has together. */
static gboolean
is_entry (JsonObject *entry)
{
  return json_object_has_member (entry, "secret") && json_object_has_member (entry, "label") &&
         (json_object_has_member (entry, "type") || json_object_has_member (entry, "period")) &&
         !json_object_has_member (entry, "kind") && !json_object_has_member (entry, "account");
}

static gboolean
has_entries (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *entry = spare_json_as_object (json_array_get_element (array, i));

      if (entry != NULL && is_entry (entry))
        return TRUE;
    }
  return FALSE;
}

static gboolean
andotp_recognize (SpareImportFile *file)
{
  JsonArray *array = spare_import_file_get_array (file);

  return array != NULL ? has_entries (array) : is_encrypted (file);
}

static SpareSecret *
new_key (const guint8             *data,
         const SpareImportContext *context,
         GError                  **error)
{
  return spare_kdf_pbkdf2 (SPARE_HASH_SHA1, context->password, data + 4, SALT, read_iterations (data), 32,
                           &context->watch, error);
}

static SpareSecret *
old_key (const SpareImportContext *context)
{
  gsize size;
  gconstpointer text = spare_secret_peek (context->password, &size);

  return spare_kdf_sha256 (text, size);
}

/* The newer way first; nothing but the tag tells which one it was. */
static JsonNode *
open_array (SpareImportFile          *file,
            const SpareImportContext *context,
            GError                  **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (spare_import_file_get_bytes (file), &size);
  guint32 iterations = read_iterations (data);
  g_autoptr (SpareSecret) key = NULL;
  g_autoptr (GBytes) text = NULL;
  JsonNode *root;

  if (size > NEW_HEAD + SPARE_GCM_TAG && iterations >= ITERATIONS_MIN && iterations <= SPARE_KDF_ITERATIONS_MAX)
    {
      key = new_key (data, context, error);
      if (key == NULL)
        return NULL;
      text = spare_cipher_gcm_open (key, data + 4 + SALT, NONCE, NULL, 0, data + NEW_HEAD, size - NEW_HEAD, NULL);
      g_clear_pointer (&key, spare_secret_unref);
    }
  if (text == NULL)
    {
      key = old_key (context);
      text = spare_cipher_gcm_open (key, data, NONCE, NULL, 0, data + OLD_HEAD, size - OLD_HEAD, NULL);
    }
  if (text == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG, "Nothing opens the file");
      return NULL;
    }
  root = spare_json_parse (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text));
  if (spare_json_as_array (root) != NULL)
    return root;
  spare_json_free (root);
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The file opens to no array");
  return NULL;
}

/* mOTP's secret is hexadecimal, sometimes in Base32 once more. */
static gboolean
set_motp_secret (SpareAccount *account,
                 const char   *text,
                 GError      **error)
{
  g_autoptr (SpareSecret) secret = text != NULL && *text != 0 ? spare_base16_decode (text, -1, NULL) : NULL;
  g_autoptr (SpareSecret) inner = NULL;

  if (secret != NULL)
    {
      spare_account_set_secret (account, secret);
      return TRUE;
    }
  if (!spare_import_set_base32 (account, text, error))
    return FALSE;
  secret = spare_secret_ref (spare_account_peek_secret (account));
  inner = spare_base16_decode (spare_secret_peek_text (secret), (gssize) spare_secret_get_size (secret), NULL);
  if (inner != NULL && spare_secret_get_size (inner) > 0)
    spare_account_set_secret (account, inner);
  return TRUE;
}

static gboolean
read_code (JsonObject   *entry,
           SpareAccount *account,
           GError      **error)
{
  SpareOtpAlgorithm algorithm = SPARE_OTP_SHA1;
  SpareOtpKind kind = SPARE_OTP_TOTP;
  const char *type = "TOTP";
  const char *secret = NULL;
  const char *pin = NULL;
  gint64 digits = 0;
  gint64 period = 0;

  if (!spare_import_json_text (entry, "type", &type, error) ||
      !spare_import_parse_kind (type, KINDS, &kind, error) ||
      !spare_import_json_text (entry, "secret", &secret, error) ||
      !spare_import_json_count (entry, "digits", &digits, error) ||
      !spare_import_json_count (entry, "period", &period, error) ||
      !spare_import_json_text (entry, "pin", &pin, error) ||
      (kind == SPARE_OTP_HOTP && !spare_import_json_counter (entry, "counter", account, error)) ||
      !spare_import_json_algorithm_of (entry, "algorithm", kind, &algorithm, error) ||
      !spare_import_set_params (account, kind, algorithm, digits, period, error))
    return FALSE;
  if (kind != SPARE_OTP_MOTP)
    return spare_import_set_base32 (account, secret, error);
  if (pin != NULL && *pin != 0)
    {
      g_autoptr (SpareSecret) own = spare_secret_new_text (pin);

      spare_account_set_pin (account, own);
    }
  return set_motp_secret (account, secret, error);
}

/* Files of old versions have both names in the label. */
static gboolean
read_names (JsonObject   *entry,
            SpareAccount *account,
            GError      **error)
{
  const char *issuer = NULL;
  const char *label = "";
  const char *dash;
  gboolean good = spare_import_json_text (entry, "label", &label, error) &&
                  spare_import_json_text (entry, "issuer", &issuer, error);

  dash = issuer == NULL ? strstr (label, " - ") : NULL;
  if (dash != NULL)
    {
      g_autofree char *before = g_strndup (label, (gsize) (dash - label));

      spare_account_set_service (account, before);
      spare_account_set_name (account, dash + 3);
    }
  else
    {
      spare_account_set_service (account, issuer != NULL ? issuer : "");
      spare_account_set_name (account, label);
    }
  return good;
}

static void
read_entry (JsonObject               *entry,
            const SpareImportContext *context,
            SpareImport              *import)
{
  SpareAccount *account = spare_import_new_account (context);
  JsonArray *tags = spare_json_get_array (entry, "tags");
  g_autoptr (GError) error = NULL;
  gint64 used = 0;

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonNode *tag = json_array_get_element (tags, i);

      if (JSON_NODE_HOLDS_VALUE (tag) && json_node_get_value_type (tag) == G_TYPE_STRING)
        spare_import_add_tag (account, json_node_get_string (tag));
    }
  if (spare_json_get_int (entry, "last_used", &used) && used > 0)
    spare_account_set_used (account, used / 1000);
  if (read_names (entry, account, &error))
    read_code (entry, account, &error);
  spare_import_add_read (import, account, g_steal_pointer (&error));
}

static gboolean
read_array (JsonArray                *array,
            const SpareImportContext *context,
            SpareImport              *import,
            GError                  **error)
{
  for (guint i = 0; i < json_array_get_length (array) && i <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      JsonObject *entry = spare_json_as_object (json_array_get_element (array, i));

      if (spare_import_stopped (context, error))
        return FALSE;
      if (entry != NULL)
        read_entry (entry, context, import);
      else
        spare_import_add_bad (import, NULL, "An entry is no object");
    }
  return TRUE;
}

static gboolean
andotp_read (SpareImportFile          *file,
             const SpareImportContext *context,
             SpareImport              *import,
             GError                  **error)
{
  JsonArray *array = spare_import_file_get_array (file);
  JsonNode *root;
  gboolean good;

  import->plain = array != NULL;
  if (array != NULL)
    return read_array (array, context, import, error);
  if (spare_import_need_password (context, error) == NULL)
    return FALSE;
  root = open_array (file, context, error);
  if (root == NULL)
    return spare_import_explain (error);
  good = read_array (spare_json_as_array (root), context, import, error);
  spare_json_free (root);
  return good;
}

const SpareFormat spare_format_andotp = {
  .id = "andotp",
  .name = "andOTP",
  .recognize = andotp_recognize,
  .read = andotp_read,
};
