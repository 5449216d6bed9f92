/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-freeotp-token.h"

#include <string.h>

#include "spare-cipher.h"
#include "spare-java-map.h"

/* FreeOTP: the settings file of version 1 (tokens.xml), and the backup of
 * version 2, a serialized Java map in which each token is encrypted by itself
 * with a master key, and that with the password. */

#define MASTER     "masterKey"
#define META       "-token"
#define SALT_MAX   1024
#define NONCE      12
#define DER_OCTETS 0x04
#define DER_LIST   0x30

/* ---- version 1: <map><string name="…">JSON</string></map> ---- */

#define DEPTH_MAX    3 /* <map>, <set>, <string>; GLib keeps a name of each that is open */
#define SETTINGS_MAX (2 * SPARE_IMPORT_ENTRIES_MAX)

typedef struct
{
  char *name;
  char *value;
} Setting;

typedef struct
{
  GPtrArray *settings; /* Setting */
  GString   *text;     /* of the <string> that is open */
  char      *name;
  guint      depth;
} Settings;

static void
start_element_cb (GMarkupParseContext *context,
                  const char          *element,
                  const char         **names,
                  const char         **values,
                  gpointer             data,
                  GError             **error)
{
  Settings *self = data;

  if (self->depth == 0 && strcmp (element, "map") != 0)
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT, "Another document");
  else if (self->depth == DEPTH_MAX || self->settings->len == SETTINGS_MAX)
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "Too much for settings");
  else if (self->depth == 1 && strcmp (element, "string") == 0)
    {
      g_string_truncate (self->text, 0);
      g_clear_pointer (&self->name, g_free);
      for (guint i = 0; names[i] != NULL; i++)
        if (strcmp (names[i], "name") == 0)
          self->name = g_strdup (values[i]);
    }
  self->depth++;
}

static void
end_element_cb (GMarkupParseContext *context,
                const char          *element,
                gpointer             data,
                GError             **error)
{
  Settings *self = data;

  self->depth--;
  if (self->depth == 1 && strcmp (element, "string") == 0)
    {
      Setting *setting = g_new (Setting, 1);

      setting->name = g_steal_pointer (&self->name);
      setting->value = g_strdup (self->text->str);
      g_ptr_array_add (self->settings, setting);
    }
}

static void
text_cb (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             data,
         GError             **error)
{
  Settings *self = data;

  if (self->depth == 2)
    g_string_append_len (self->text, text, (gssize) length);
}

static void
setting_free (gpointer data)
{
  Setting *self = data;

  g_free (self->name);
  spare_wipe_text (self->value);
  g_free (self);
}

/* (nullable) (transfer full) (element-type Setting): all <string> */
static GPtrArray *
read_settings (SpareImportFile *file)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  const char *text = spare_import_file_get_text (file);
  g_autoptr (GPtrArray) settings = NULL;
  g_autoptr (GMarkupParseContext) context = NULL;
  Settings self = { NULL };
  gboolean good;

  if (text == NULL || text[strspn (text, " \t\r\n")] != '<' || strstr (text, "<map") == NULL)
    return NULL;
  settings = g_ptr_array_new_with_free_func (setting_free);
  self.settings = settings;
  self.text = g_string_new (NULL);
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &self, NULL);
  good = g_markup_parse_context_parse (context, text, -1, NULL) && g_markup_parse_context_end_parse (context, NULL);
  spare_wipe (self.text->str, self.text->len);
  g_string_free (self.text, TRUE);
  g_free (self.name);
  return good ? g_steal_pointer (&settings) : NULL;
}

static gboolean
has_token (GPtrArray *settings)
{
  for (guint i = 0; i < settings->len; i++)
    {
      const Setting *setting = g_ptr_array_index (settings, i);
      JsonNode *root = spare_json_parse (setting->value, -1);
      JsonObject *token = spare_json_as_object (root);
      gboolean is_token = token != NULL && spare_freeotp_is_token (token);

      spare_json_free (root);
      if (is_token)
        return TRUE;
    }
  return FALSE;
}

/* Values that are no objects are other settings, the order of the tokens among
 * them. What begins as an object and is none is a token that was damaged. */
static gboolean
read_tokens (GPtrArray                *settings,
             const SpareImportContext *context,
             SpareImport              *import,
             GError                  **error)
{
  for (guint i = 0; i < settings->len && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      const Setting *setting = g_ptr_array_index (settings, i);
      JsonNode *root;

      if (spare_import_stopped (context, error))
        return FALSE;
      root = spare_json_parse (setting->value, -1);
      if (spare_json_as_object (root) != NULL)
        spare_freeotp_add_token (spare_json_as_object (root), NULL, context, import);
      else if (root == NULL && setting->value[strspn (setting->value, " \t\r\n")] == '{')
        spare_import_add_bad (import, setting->name, "The token is damaged");
      spare_json_free (root);
    }
  return TRUE;
}

/* ---- version 2 ---- */

/* The nonce in DER: an octet string, or a list that begins with one. */
static gboolean
read_nonce (const SpareSecret *der,
            guint8             nonce[NONCE])
{
  gsize size;
  const guint8 *at = spare_secret_peek (der, &size);

  if (size >= 2 && at[0] == DER_LIST && at[1] < 0x80 && (gsize) at[1] + 2 == size)
    {
      at += 2;
      size -= 2;
    }
  if (size < 2 + NONCE || at[0] != DER_OCTETS || at[1] != NONCE)
    return FALSE;
  memcpy (nonce, at + 2, NONCE);
  return TRUE;
}

static SpareSecret *
read_bytes (JsonObject *object,
            const char *name)
{
  JsonArray *array = spare_json_get_array (object, name);

  return array != NULL && json_array_get_length (array) <= SPARE_OTPAUTH_MAX ? spare_json_as_secret (array) : NULL;
}

/* A key, encrypted with another one and bound to the name of its use. */
static SpareSecret *
unwrap (JsonObject        *wrapped,
        const SpareSecret *key,
        GError           **error)
{
  g_autoptr (SpareSecret) text = read_bytes (wrapped, "mCipherText");
  g_autoptr (SpareSecret) params = read_bytes (wrapped, "mParameters");
  g_autoptr (GBytes) opened = NULL;
  const char *token = spare_json_get_string (wrapped, "mToken");
  const char *cipher = spare_json_get_text (wrapped, "mCipher");
  guint8 nonce[NONCE];
  const guint8 *data;
  gsize size;

  if (text == NULL || spare_secret_get_size (text) < SPARE_GCM_TAG || params == NULL || token == NULL ||
      !read_nonce (params, nonce))
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "An encrypted key is incomplete");
      return NULL;
    }
  if (strcmp (cipher, "AES/GCM/NoPadding") != 0)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENCRYPTION, "Another cipher");
      return NULL;
    }
  data = spare_secret_peek (text, &size);
  opened = spare_cipher_gcm_open (key, nonce, NONCE, (const guint8 *) token, strlen (token), data, size, error);
  return opened != NULL ? spare_secret_new (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened)) : NULL;
}

static SpareSecret *
derive (JsonObject               *master,
        const SpareImportContext *context,
        GError                  **error)
{
  g_autoptr (SpareSecret) salt = read_bytes (master, "mSalt");
  const char *name = spare_json_get_text (master, "mAlgorithm");
  SpareHash hash;
  gint64 iterations = 0;
  gsize size;
  const guint8 *data;

  if (salt == NULL || spare_secret_get_size (salt) == 0 || spare_secret_get_size (salt) > SALT_MAX ||
      !spare_json_get_int (master, "mIterations", &iterations))
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The master key is incomplete");
      return NULL;
    }
  if (g_ascii_strcasecmp (name, "PBKDF2withHmacSHA512") == 0)
    hash = SPARE_HASH_SHA512;
  else if (g_ascii_strcasecmp (name, "PBKDF2withHmacSHA256") == 0)
    hash = SPARE_HASH_SHA256;
  else if (g_ascii_strcasecmp (name, "PBKDF2withHmacSHA1") == 0)
    hash = SPARE_HASH_SHA1;
  else
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENCRYPTION, "Another key derivation");
      return NULL;
    }
  data = spare_secret_peek (salt, &size);
  return spare_kdf_pbkdf2 (hash, context->password, data, size, (guint64) iterations, 32, &context->watch, error);
}

static SpareSecret *
open_master (SpareJavaMap             *map,
             const SpareImportContext *context,
             GError                  **error)
{
  const char *text = spare_java_map_find (map, MASTER);
  JsonNode *root = text != NULL ? spare_json_parse (text, -1) : NULL;
  JsonObject *master = spare_json_as_object (root);
  JsonObject *wrapped = master != NULL ? spare_json_get_object (master, "mEncryptedKey") : NULL;
  g_autoptr (SpareSecret) key = NULL;
  SpareSecret *result = NULL;

  if (wrapped == NULL)
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "There is no master key");
  else if (spare_import_need_password (context, error) != NULL)
    key = derive (master, context, error);
  if (key != NULL)
    result = unwrap (wrapped, key, error);
  spare_json_free (root);
  if (result != NULL && spare_secret_get_size (result) != 32)
    {
      g_clear_pointer (&result, spare_secret_unref);
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The master key has another size");
    }
  return result;
}

/* {"key": "{…}"} */
static SpareSecret *
open_token (const char        *text,
            const SpareSecret *master,
            GError           **error)
{
  JsonNode *outer = text != NULL ? spare_json_parse (text, -1) : NULL;
  JsonObject *object = spare_json_as_object (outer);
  const char *inner_text = object != NULL ? spare_json_get_string (object, "key") : NULL;
  JsonNode *inner = inner_text != NULL ? spare_json_parse (inner_text, -1) : NULL;
  SpareSecret *secret = NULL;

  if (spare_json_as_object (inner) != NULL)
    secret = unwrap (spare_json_as_object (inner), master, error);
  else
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The token has no key");
  spare_json_free (inner);
  spare_json_free (outer);
  return secret;
}

static void
read_token (GHashTable               *keys,
            const SpareJavaEntry     *entry,
            const SpareSecret        *master,
            const SpareImportContext *context,
            SpareImport              *import)
{
  g_autofree char *id = g_strndup (entry->key, strlen (entry->key) - strlen (META));
  JsonNode *root = entry->value != NULL ? spare_json_parse (entry->value, -1) : NULL;
  JsonObject *token = spare_json_as_object (root);
  g_autofree char *label = token != NULL ? spare_freeotp_label (token) : NULL;
  g_autoptr (SpareSecret) secret = NULL;
  GError *error = NULL;

  secret = open_token (g_hash_table_lookup (keys, id), master, &error);
  if (secret == NULL)
    {
      /* Here it is the token that is damaged: the password has opened the master key. */
      spare_import_explain (&error);
      if (g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG))
        error->code = SPARE_FORMAT_ERROR_DAMAGED;
      spare_import_add_problem (import, label, error);
    }
  else if (token == NULL)
    {
      spare_import_add_bad (import, NULL, "The token has no description");
    }
  else
    {
      spare_freeotp_add_token (token, secret, context, import);
    }
  spare_json_free (root);
}

/* A key without a description: nothing tells what codes it makes. */
static gboolean
is_lone_key (GHashTable           *keys,
             const SpareJavaEntry *entry)
{
  g_autofree char *meta = g_strconcat (entry->key, META, NULL);
  JsonNode *root;
  gboolean is_key;

  if (strcmp (entry->key, MASTER) == 0 || entry->value == NULL || g_hash_table_contains (keys, meta))
    return FALSE;
  root = spare_json_parse (entry->value, -1);
  is_key = spare_json_as_object (root) != NULL && json_object_has_member (spare_json_as_object (root), "key");
  spare_json_free (root);
  return is_key;
}

static gboolean
read_backup (SpareJavaMap             *map,
             const SpareImportContext *context,
             SpareImport              *import,
             GError                  **error)
{
  g_autoptr (SpareSecret) master = open_master (map, context, error);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  if (master == NULL)
    return spare_import_explain (error);
  for (guint i = 0; i < map->entries->len; i++)
    {
      const SpareJavaEntry *entry = &g_array_index (map->entries, SpareJavaEntry, i);

      g_hash_table_insert (keys, (gpointer) entry->key, (gpointer) entry->value);
    }
  for (guint i = 0; i < map->entries->len && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX; i++)
    {
      const SpareJavaEntry *entry = &g_array_index (map->entries, SpareJavaEntry, i);

      if (spare_import_stopped (context, error))
        return FALSE;
      if (g_str_has_suffix (entry->key, META))
        read_token (keys, entry, master, context, import);
      else if (is_lone_key (keys, entry))
        spare_import_add_bad (import, NULL, "The token has no description");
    }
  return TRUE;
}

static gboolean
freeotp_recognize (SpareImportFile *file)
{
  g_autoptr (GPtrArray) settings = NULL;

  if (spare_java_is_map (spare_import_file_get_bytes (file)))
    return TRUE;
  settings = read_settings (file);
  return settings != NULL && has_token (settings);
}

static gboolean
freeotp_read (SpareImportFile          *file,
              const SpareImportContext *context,
              SpareImport              *import,
              GError                  **error)
{
  g_autoptr (GPtrArray) settings = NULL;
  g_autoptr (SpareJavaMap) map = NULL;

  if (spare_java_is_map (spare_import_file_get_bytes (file)))
    {
      map = spare_java_map_new (spare_import_file_get_bytes (file));
      if (map != NULL)
        return read_backup (map, context, import, error);
    }
  else
    {
      import->plain = TRUE;
      settings = read_settings (file);
      if (settings != NULL)
        return read_tokens (settings, context, import, error);
    }
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The file is cut short");
  return FALSE;
}

const SpareFormat spare_format_freeotp = {
  .id = "freeotp",
  .name = "FreeOTP",
  .recognize = freeotp_recognize,
  .read = freeotp_read,
};
