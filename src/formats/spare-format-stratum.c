/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-base32.h"
#include "spare-cipher.h"
#include "spare-error.h"
#include "spare-format-private.h"

/* Stratum, which was called Authenticator Pro. The magic of its two encryptions
 * differs in case alone. */

#define MAGIC_STRONG  "AUTHENTICATORPRO"
#define MAGIC_LEGACY  "AuthenticatorPro"
#define MAGIC_SIZE    16
#define STRONG_SALT   16
#define STRONG_NONCE  12
#define STRONG_MEMORY 65536 /* KiB */
#define STRONG_PASSES 3
#define STRONG_LANES  4
#define LEGACY_SALT   20
#define LEGACY_IV     16
#define LEGACY_ROUNDS 64000

/* Categories are bound to secrets, not to accounts. Gives the names of the
 * categories (GPtrArray) of each secret; everything is borrowed from @root. */
static GHashTable *
categories_by_secret (JsonObject *root)
{
  JsonArray *categories = spare_json_get_array (root, "Categories");
  JsonArray *bindings = spare_json_get_array (root, "AuthenticatorCategories");
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *result =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; categories != NULL && i < json_array_get_length (categories); i++)
    {
      JsonObject *category = spare_json_as_object (json_array_get_element (categories, i));
      const char *id = category != NULL ? spare_json_get_string (category, "Id") : NULL;

      if (id != NULL)
        g_hash_table_insert (names, (gpointer) id, (gpointer) spare_json_get_text (category, "Name"));
    }
  for (guint i = 0; bindings != NULL && i < json_array_get_length (bindings); i++)
    {
      JsonObject *binding = spare_json_as_object (json_array_get_element (bindings, i));
      const char *secret = binding != NULL ? spare_json_get_string (binding, "AuthenticatorSecret") : NULL;
      const char *id = binding != NULL ? spare_json_get_string (binding, "CategoryId") : NULL;
      GPtrArray *list = secret != NULL ? g_hash_table_lookup (result, secret) : NULL;

      if (secret == NULL || id == NULL || !g_hash_table_contains (names, id))
        continue;
      if (list == NULL)
        g_hash_table_insert (result, (gpointer) secret, list = g_ptr_array_new ());
      g_ptr_array_add (list, g_hash_table_lookup (names, id));
    }
  return result;
}

static gboolean
read_kind (JsonObject   *object,
           SpareOtpKind *kind,
           GError      **error)
{
  static const SpareOtpKind kinds[] = { SPARE_OTP_NONE, SPARE_OTP_HOTP,  SPARE_OTP_TOTP,
                                        SPARE_OTP_MOTP, SPARE_OTP_STEAM, SPARE_OTP_YANDEX };
  gint64 type = 0;

  spare_json_get_int (object, "Type", &type);
  if (type >= 1 && type < (gint64) G_N_ELEMENTS (kinds))
    {
      *kind = kinds[type];
      return TRUE;
    }
  g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_TYPE, "Unknown kind of code");
  return FALSE;
}

static gboolean
read_algorithm (JsonObject        *object,
                SpareOtpAlgorithm *algorithm,
                GError           **error)
{
  static const SpareOtpAlgorithm algorithms[] = { SPARE_OTP_SHA1, SPARE_OTP_SHA256, SPARE_OTP_SHA512 };
  gint64 number = 0;

  if ((spare_json_is_null (object, "Algorithm") || spare_json_get_int (object, "Algorithm", &number)) &&
      number >= 0 && number < (gint64) G_N_ELEMENTS (algorithms))
    {
      *algorithm = algorithms[number];
      return TRUE;
    }
  g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_ALGORITHM, "Unknown algorithm");
  return FALSE;
}

static gboolean
read_secret (JsonObject   *object,
             SpareAccount *account,
             SpareOtpKind  kind,
             GError      **error)
{
  const char *text = spare_json_get_string (object, "Secret");
  const char *pin = spare_json_get_text (object, "Pin");
  g_autoptr (SpareSecret) secret = NULL;

  if (*pin != 0)
    {
      secret = spare_secret_new_text (pin);
      spare_account_set_pin (account, secret);
    }
  if (kind == SPARE_OTP_MOTP && text != NULL)
    return spare_import_set_encoded (account, text, "hex", error);
  return spare_import_set_base32 (account, text, error);
}

static gboolean
read_codes (JsonObject   *object,
            SpareAccount *account,
            GError      **error)
{
  SpareOtpKind kind;
  SpareOtpAlgorithm algorithm = SPARE_OTP_SHA1;
  gint64 digits = 0;
  gint64 period = 0;

  if (!read_kind (object, &kind, error))
    return FALSE;
  if (!read_algorithm (object, &algorithm, error))
    return FALSE;
  return spare_import_json_count (object, "Digits", &digits, error) &&
         spare_import_json_count (object, "Period", &period, error) &&
         spare_import_set_params (account, kind, algorithm, digits, period, error) &&
         (kind != SPARE_OTP_HOTP || spare_import_json_counter (object, "Counter", account, error)) &&
         read_secret (object, account, kind, error);
}

static void
read_authenticator (JsonNode                 *node,
                    GHashTable               *categories,
                    const SpareImportContext *context,
                    SpareImport              *import)
{
  JsonObject *object = spare_json_as_object (node);
  g_autoptr (SpareAccount) account = NULL;
  SpareImportLogin login = { NULL };
  GPtrArray *tags;
  GError *problem = NULL;

  if (object == NULL)
    {
      spare_import_add_bad (import, NULL, "The entry is no object");
      return;
    }
  login.title = spare_json_get_string (object, "Issuer");
  login.name = spare_json_get_string (object, "Username");
  account = spare_import_new_account (context);
  if (!read_codes (object, account, &problem))
    {
      spare_import_add_login_account (import, &login, NULL, problem);
      return;
    }
  tags = g_hash_table_lookup (categories, spare_json_get_text (object, "Secret"));
  for (guint i = 0; tags != NULL && i < tags->len; i++)
    spare_import_add_tag (account, g_ptr_array_index (tags, i));
  spare_import_add_login_account (import, &login, g_steal_pointer (&account), NULL);
}

static gboolean
read_root (JsonObject               *root,
           const SpareImportContext *context,
           SpareImport              *import,
           GError                  **error)
{
  JsonArray *array = root != NULL ? spare_json_get_array (root, "Authenticators") : NULL;
  g_autoptr (GHashTable) categories = NULL;

  if (array == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "No authenticators");
      return FALSE;
    }
  categories = categories_by_secret (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      read_authenticator (json_array_get_element (array, i), categories, context, import);
      if (import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
        break;
    }
  return TRUE;
}

static GBytes *
open_strong (const guint8             *data,
             gsize                     size,
             SpareSecret              *password,
             const SpareImportContext *context,
             GError                  **error)
{
  g_autoptr (SpareSecret) key = NULL;

  key = spare_kdf_argon2id (password, data, STRONG_SALT, STRONG_PASSES, STRONG_MEMORY, STRONG_LANES, 32,
                            &context->watch, error);
  if (key == NULL)
    return NULL;
  return spare_cipher_gcm_open (key, data + STRONG_SALT, STRONG_NONCE, NULL, 0, data + STRONG_SALT + STRONG_NONCE,
                                size - STRONG_SALT - STRONG_NONCE, error);
}

static GBytes *
open_legacy (const guint8             *data,
             gsize                     size,
             SpareSecret              *password,
             const SpareImportContext *context,
             GError                  **error)
{
  g_autoptr (SpareSecret) key = NULL;

  key = spare_kdf_pbkdf2 (SPARE_HASH_SHA1, password, data, LEGACY_SALT, LEGACY_ROUNDS, 32, &context->watch,
                          error);
  if (key == NULL)
    return NULL;
  return spare_cipher_cbc_open (key, data + LEGACY_SALT, data + LEGACY_SALT + LEGACY_IV,
                                size - LEGACY_SALT - LEGACY_IV, error);
}

static gboolean
is_strong (SpareImportFile *file)
{
  return spare_import_file_has_prefix (file, MAGIC_STRONG, MAGIC_SIZE);
}

static gboolean
is_legacy (SpareImportFile *file)
{
  return spare_import_file_has_prefix (file, MAGIC_LEGACY, MAGIC_SIZE);
}

static gboolean
read_encrypted (SpareImportFile          *file,
                const SpareImportContext *context,
                SpareImport              *import,
                GError                  **error)
{
  gboolean strong = is_strong (file);
  gsize least = strong ? STRONG_SALT + STRONG_NONCE + SPARE_GCM_TAG : LEGACY_SALT + LEGACY_IV + 1;
  gsize size;
  const guint8 *data = g_bytes_get_data (spare_import_file_get_bytes (file), &size);
  g_autoptr (GBytes) bytes = NULL;
  SpareSecret *password;
  JsonNode *inner;
  gboolean good;

  if (size < MAGIC_SIZE + least)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "Cut short");
      return FALSE;
    }
  password = spare_import_need_password (context, error);
  if (password == NULL)
    return FALSE;
  bytes = (strong ? open_strong : open_legacy) (data + MAGIC_SIZE, size - MAGIC_SIZE, password, context, error);
  if (bytes == NULL)
    return spare_import_explain (error);
  inner = spare_import_parse_inner (bytes, error);
  if (inner == NULL)
    {
      /* Its padding says little of the password. */
      if (!strong && error != NULL)
        (*error)->code = SPARE_FORMAT_ERROR_PASSWORD_WRONG;
      return FALSE;
    }
  good = read_root (spare_json_as_object (inner), context, import, error);
  spare_json_free (inner);
  return good;
}

static gboolean
stratum_recognize (SpareImportFile *file)
{
  JsonObject *root;

  if (is_strong (file) || is_legacy (file))
    return TRUE;
  root = spare_import_file_get_object (file);
  return root != NULL && spare_json_get_array (root, "Authenticators") != NULL;
}

static gboolean
stratum_read (SpareImportFile          *file,
              const SpareImportContext *context,
              SpareImport              *import,
              GError                  **error)
{
  if (is_strong (file) || is_legacy (file))
    return read_encrypted (file, context, import, error);
  import->plain = TRUE;
  return read_root (spare_import_file_get_object (file), context, import, error);
}

const SpareFormat spare_format_stratum = {
  .id = "stratum",
  .name = "Stratum",
  .recognize = stratum_recognize,
  .read = stratum_read,
};
