/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

#include "spare-base32.h"
#include "spare-cipher.h"
#include "spare-error.h"

#define KINDS \
  (SPARE_IMPORT_KIND (SPARE_OTP_TOTP) | SPARE_IMPORT_KIND (SPARE_OTP_HOTP) | SPARE_IMPORT_KIND (SPARE_OTP_STEAM) | \
   SPARE_IMPORT_KIND (SPARE_OTP_MOTP) | SPARE_IMPORT_KIND (SPARE_OTP_YANDEX))

/* Aegis: a header with slots, each of which wraps the key of the content, and
 * the content, a JSON document in itself where it is encrypted. */

#define VERSION         1
#define CONTENT_VERSION 3
#define SLOTS_MAX       32
#define SLOT_PASSWORD   1
#define KEY_SIZE        32

/* JSON in which nonce and tag are apart from what they belong to. */
static GBytes *
open_apart (const SpareSecret *key,
            JsonObject        *params,
            GBytes            *text,
            GError           **error)
{
  g_autoptr (GBytes) nonce = spare_json_get_hex (params, "nonce");
  g_autoptr (GBytes) tag = spare_json_get_hex (params, "tag");
  g_autoptr (GBytes) joined = NULL;
  gsize size = g_bytes_get_size (text);
  guint8 *data;

  if (nonce == NULL || g_bytes_get_size (nonce) != 12 || tag == NULL || g_bytes_get_size (tag) != SPARE_GCM_TAG)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "Nonce or tag is missing");
      return NULL;
    }
  joined = spare_bytes_new_wiped (size + SPARE_GCM_TAG, &data);
  memcpy (data, g_bytes_get_data (text, NULL), size);
  memcpy (data + size, g_bytes_get_data (tag, NULL), SPARE_GCM_TAG);
  return spare_cipher_gcm_open (key, g_bytes_get_data (nonce, NULL), 12, NULL, 0, data, size + SPARE_GCM_TAG, error);
}

static SpareSecret *
open_slot (JsonObject               *slot,
           const SpareImportContext *context,
           GError                  **error)
{
  g_autoptr (GBytes) salt = spare_json_get_hex (slot, "salt");
  g_autoptr (GBytes) wrapped = spare_json_get_hex (slot, "key");
  g_autoptr (SpareSecret) key = NULL;
  g_autoptr (GBytes) master = NULL;
  JsonObject *params = spare_json_get_object (slot, "key_params");
  gint64 n = -1;
  gint64 r = -1;
  gint64 p = -1;

  if (salt == NULL || wrapped == NULL || g_bytes_get_size (wrapped) != KEY_SIZE || params == NULL ||
      !spare_json_get_int (slot, "n", &n) || !spare_json_get_int (slot, "r", &r) ||
      !spare_json_get_int (slot, "p", &p))
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "A slot is incomplete");
      return NULL;
    }
  /* What is negative becomes too large to be taken. */
  key = spare_kdf_scrypt (context->password, g_bytes_get_data (salt, NULL), g_bytes_get_size (salt), (guint64) n,
                          (guint64) r, (guint64) p, KEY_SIZE, &context->watch, error);
  if (key == NULL)
    return NULL;
  master = open_apart (key, params, wrapped, error);
  return master != NULL ? spare_secret_new (g_bytes_get_data (master, NULL), g_bytes_get_size (master)) : NULL;
}

/* Tries each slot with a password: one may be that of the backups. Of several
 * reasons the one to tell is that the password fits nowhere. */
static SpareSecret *
open_slots (JsonArray                *slots,
            const SpareImportContext *context,
            GError                  **error)
{
  g_autoptr (GError) reason = NULL;
  guint n = MIN (json_array_get_length (slots), SLOTS_MAX);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *slot = spare_json_as_object (json_array_get_element (slots, i));
      g_autoptr (GError) own = NULL;
      SpareSecret *master;
      gint64 type = -1;

      if (slot == NULL || !spare_json_get_int (slot, "type", &type) || type != SLOT_PASSWORD)
        continue;
      master = open_slot (slot, context, &own);
      if (master != NULL)
        return master;
      spare_import_explain (&own);
      if (g_error_matches (own, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&own));
          return NULL;
        }
      if (reason == NULL || g_error_matches (own, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG))
        {
          g_clear_error (&reason);
          reason = g_steal_pointer (&own);
        }
    }
  if (reason == NULL)
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENCRYPTION, "No slot has a password");
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

static JsonNode *
open_content (JsonObject               *root,
              JsonArray                *slots,
              const SpareImportContext *context,
              GError                  **error)
{
  JsonObject *params = spare_json_get_object (spare_json_get_object (root, "header"), "params");
  g_autoptr (GBytes) sealed = spare_json_get_base64 (root, "db");
  g_autoptr (SpareSecret) master = NULL;
  g_autoptr (GBytes) text = NULL;
  JsonNode *content;

  if (params == NULL || sealed == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The content is missing");
      return NULL;
    }
  if (spare_import_need_password (context, error) == NULL)
    return NULL;
  master = open_slots (slots, context, error);
  if (master == NULL)
    return NULL;
  text = open_apart (master, params, sealed, NULL);
  content = text != NULL ? spare_json_parse (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text)) : NULL;
  if (content == NULL)
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED,
                         "The key fits, and the content does not");
  return content;
}

/* The names of the groups; content before version 3 has the name in the entry. */
static void
add_groups (JsonObject   *entry,
            GHashTable   *groups,
            SpareAccount *account)
{
  JsonArray *ids = spare_json_get_array (entry, "groups");

  spare_import_add_tag (account, spare_json_get_string (entry, "group"));
  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      JsonNode *id = json_array_get_element (ids, i);

      if (JSON_NODE_HOLDS_VALUE (id) && json_node_get_value_type (id) == G_TYPE_STRING)
        spare_import_add_tag (account, g_hash_table_lookup (groups, json_node_get_string (id)));
    }
}

static gboolean
read_info (JsonObject   *entry,
           SpareAccount *account,
           GError      **error)
{
  JsonObject *info = spare_json_get_object (entry, "info");
  SpareOtpAlgorithm algorithm = SPARE_OTP_SHA1;
  SpareOtpKind kind;
  const char *secret = NULL;
  const char *pin = NULL;
  gint64 digits = 0;
  gint64 period = 0;

  if (!spare_import_parse_kind (spare_json_get_text (entry, "type"), KINDS, &kind, error))
    return FALSE;
  if (info == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENTRY, "\"info\" is missing");
      return FALSE;
    }
  if (!spare_import_json_algorithm_of (info, "algo", kind, &algorithm, error) ||
      !spare_import_json_text (info, "secret", &secret, error) ||
      !spare_import_json_count (info, "digits", &digits, error) ||
      !spare_import_json_count (info, "period", &period, error) ||
      !spare_import_json_text (info, "pin", &pin, error) ||
      (kind == SPARE_OTP_HOTP && !spare_import_json_counter (info, "counter", account, error)))
    return FALSE;
  if (pin != NULL && *pin != 0 && spare_otp_kind_needs_pin (kind))
    {
      g_autoptr (SpareSecret) own = spare_secret_new_text (pin);

      spare_account_set_pin (account, own);
    }
  return spare_import_set_params (account, kind, algorithm, digits, period, error) &&
         spare_import_set_base32 (account, secret, error);
}

static void
read_entry (JsonObject               *entry,
            GHashTable               *groups,
            const SpareImportContext *context,
            SpareImport              *import)
{
  SpareAccount *account = spare_import_new_account (context);
  g_autoptr (GError) error = NULL;
  const char *issuer = "";
  const char *name = "";
  const char *note = "";

  if (spare_import_json_text (entry, "issuer", &issuer, &error) &&
      spare_import_json_text (entry, "name", &name, &error))
    spare_import_json_text (entry, "note", &note, &error);
  spare_account_set_service (account, issuer);
  spare_account_set_name (account, name);
  spare_account_set_note (account, note);
  spare_account_set_favorite (account, spare_json_get_bool (entry, "favorite"));
  add_groups (entry, groups, account);
  if (error == NULL)
    read_info (entry, account, &error);
  spare_import_add_read (import, account, g_steal_pointer (&error));
}

static gboolean
read_content (JsonObject               *content,
              const SpareImportContext *context,
              SpareImport              *import,
              GError                  **error)
{
  JsonArray *entries = content != NULL ? spare_json_get_array (content, "entries") : NULL;
  g_autoptr (GHashTable) groups = NULL;
  gint64 version = 0;

  if (entries == NULL || !spare_json_get_int (content, "version", &version) || version < 1)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The content has no entries");
      return FALSE;
    }
  if (version > CONTENT_VERSION)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_VERSION, "The content is of a later version");
      return FALSE;
    }
  groups = spare_import_json_names (spare_json_get_array (content, "groups"), "uuid");
  for (guint i = 0; i < json_array_get_length (entries) && i <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      JsonObject *entry = spare_json_as_object (json_array_get_element (entries, i));

      if (spare_import_stopped (context, error))
        return FALSE;
      if (entry != NULL)
        read_entry (entry, groups, context, import);
      else
        spare_import_add_bad (import, NULL, "An entry is no object");
    }
  return TRUE;
}

static gboolean
aegis_recognize (SpareImportFile *file)
{
  JsonObject *root = spare_import_file_get_object (file);
  JsonObject *header = root != NULL ? spare_json_get_object (root, "header") : NULL;

  return header != NULL && json_object_has_member (header, "slots") && json_object_has_member (header, "params") &&
         json_object_has_member (root, "db");
}

static gboolean
aegis_read (SpareImportFile          *file,
            const SpareImportContext *context,
            SpareImport              *import,
            GError                  **error)
{
  JsonObject *root = spare_import_file_get_object (file);
  JsonArray *slots = spare_json_get_array (spare_json_get_object (root, "header"), "slots");
  JsonNode *content;
  gint64 version = 0;
  gboolean good;

  if (!spare_json_get_int (root, "version", &version) || version != VERSION)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR,
                           version > VERSION ? SPARE_FORMAT_ERROR_VERSION : SPARE_FORMAT_ERROR_DAMAGED,
                           "The version is not known");
      return FALSE;
    }
  import->plain = slots == NULL;
  if (slots == NULL)
    return read_content (spare_json_get_object (root, "db"), context, import, error);
  content = open_content (root, slots, context, error);
  if (content == NULL)
    return FALSE;
  good = read_content (spare_json_as_object (content), context, import, error);
  spare_json_free (content);
  return good;
}

const SpareFormat spare_format_aegis = {
  .id = "aegis",
  .name = "Aegis",
  .recognize = aegis_recognize,
  .read = aegis_read,
};
