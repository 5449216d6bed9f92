/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-cipher.h"
#include "spare-csv.h"
#include "spare-format-private.h"

/* Bitwarden, the password manager, and Bitwarden Authenticator, which writes
 * the same JSON with less in it, and a CSV file of its own. */

#define AUTHENTICATOR_HEADER "folder,favorite,type,name,login_uri,login_totp"
#define VALIDATION           "encKeyValidation_DO_NOT_EDIT"
#define TYPE_LOGIN           1
#define IV_SIZE              16
#define MAC_SIZE             32

/* The Authenticator for Android writes labels of URIs as HTML. */
static char *
without_html (const char *text)
{
  static const char *const pairs[][2] = { { "&lt;", "<" },  { "&gt;", ">" },    { "&#39;", "'" },
                                          { "&quot;", "\"" }, { "&amp;", "&" } };
  GString *plain = g_string_new (NULL);

  while (*text != 0)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (pairs) && !g_str_has_prefix (text, pairs[i][0]))
        i++;
      if (i < G_N_ELEMENTS (pairs))
        {
          g_string_append (plain, pairs[i][1]);
          text += strlen (pairs[i][0]);
        }
      else
        {
          g_string_append_c (plain, *text++);
        }
    }
  return g_string_free (plain, FALSE);
}

/* An issuer that was HTML in the label and none in the query is one. So is a
 * label that is the issuer alone. Without an issuer in the query the service is
 * the label's. */
static void
mend_authenticator (SpareAccount           *account,
                    const SpareImportLogin *login)
{
  g_autofree char *name = without_html (spare_account_get_name (account));
  const char *prefix = spare_account_get_prefix (account);
  g_autofree char *plain = prefix != NULL ? without_html (prefix) : NULL;
  const char *service = spare_account_get_service (account);
  g_autofree char *plain_service = strstr (login->value, "issuer=") == NULL ? without_html (service) : g_strdup (service);

  if (plain != NULL)
    spare_account_set_prefix (account, g_strcmp0 (plain, plain_service) != 0 ? plain : NULL);
  spare_account_set_name (account, g_strcmp0 (name, plain_service) != 0 ? name : "");
  spare_account_set_service (account, plain_service);
}

static GHashTable *
names_by_id (JsonArray *array)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = spare_json_as_object (json_array_get_element (array, i));
      const char *id = object != NULL ? spare_json_get_string (object, "id") : NULL;

      if (id != NULL)
        g_hash_table_insert (names, (gpointer) id, (gpointer) spare_json_get_text (object, "name"));
    }
  return names;
}

static const char *
first_url (JsonObject *login)
{
  JsonArray *uris = spare_json_get_array (login, "uris");
  JsonObject *first = NULL;

  if (uris != NULL && json_array_get_length (uris) > 0)
    first = spare_json_as_object (json_array_get_element (uris, 0));
  return first != NULL ? spare_json_get_string (first, "uri") : NULL;
}

/* Of an organization: the collections that the item is in. */
static const char **
collections_of (JsonObject *item,
                GHashTable *collections)
{
  JsonArray *ids = spare_json_get_array (item, "collectionIds");
  guint n = ids != NULL ? json_array_get_length (ids) : 0;
  const char **tags = g_new0 (const char *, n + 1);
  guint used = 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      const char *name = id != NULL ? g_hash_table_lookup (collections, id) : NULL;

      if (name != NULL)
        tags[used++] = name;
    }
  return tags;
}

static void
read_login (JsonObject               *item,
            JsonObject               *login,
            GHashTable               *folders,
            GHashTable               *collections,
            const SpareImportContext *context,
            SpareImport              *import)
{
  const char *folder = spare_json_get_string (item, "folderId");
  g_autofree const char **tags = collections_of (item, collections);
  gboolean is_authenticator = !json_object_has_member (login, "username") &&
                              !json_object_has_member (login, "password") &&
                              !json_object_has_member (login, "uris");
  SpareImportLogin found = {
    .value = spare_json_get_string (login, "totp"),
    .title = spare_json_get_string (item, "name"),
    .name = spare_json_get_string (login, "username"),
    .url = first_url (login),
    .note = spare_json_get_string (item, "notes"),
    .folder = folder != NULL ? g_hash_table_lookup (folders, folder) : NULL,
    .tags = tags,
    .favorite = spare_json_get_bool (item, "favorite"),
    .mend = is_authenticator ? mend_authenticator : NULL,
  };

  if (*spare_json_get_text (login, "password") != 0)
    found.notes |= SPARE_IMPORT_NOTE_PASSWORD_THERE;
  if (spare_json_get_string (item, "deletedDate") != NULL)
    found.notes |= SPARE_IMPORT_NOTE_TRASHED;
  if (found.value == NULL)
    spare_import_add_bad (import, found.title, "The code is no text");
  else
    spare_import_add_login (import, context, &found);
}

static void
read_item (JsonNode                 *node,
           GHashTable               *folders,
           GHashTable               *collections,
           const SpareImportContext *context,
           SpareImport              *import)
{
  JsonObject *item = spare_json_as_object (node);
  JsonObject *login;
  gint64 type = TYPE_LOGIN;

  if (item == NULL)
    {
      spare_import_add_bad (import, NULL, "The item is no object");
      return;
    }
  login = spare_json_get_object (item, "login");
  if (!spare_json_is_null (item, "type") && !spare_json_get_int (item, "type", &type))
    spare_import_add_bad (import, spare_json_get_text (item, "name"), "The type is no number");
  else if (login == NULL && type == TYPE_LOGIN && !spare_json_is_null (item, "login"))
    spare_import_add_bad (import, spare_json_get_text (item, "name"), "The login is no object");
  else if (type != TYPE_LOGIN || login == NULL || spare_json_is_null (login, "totp") ||
           g_strcmp0 (spare_json_get_string (login, "totp"), "") == 0)
    import->others++;
  else
    read_login (item, login, folders, collections, context, import);
}

static gboolean
read_items (JsonObject               *root,
            const SpareImportContext *context,
            SpareImport              *import,
            GError                  **error)
{
  JsonArray *items = spare_json_get_array (root, "items");
  g_autoptr (GHashTable) folders = names_by_id (spare_json_get_array (root, "folders"));
  g_autoptr (GHashTable) collections = names_by_id (spare_json_get_array (root, "collections"));

  if (items == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "No items");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      read_item (json_array_get_element (items, i), folders, collections, context, import);
      if (import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
        break;
    }
  return TRUE;
}

typedef struct
{
  SpareSecret *cipher;
  SpareSecret *mac;
} Keys;

static void
keys_clear (Keys *self)
{
  g_clear_pointer (&self->cipher, spare_secret_unref);
  g_clear_pointer (&self->mac, spare_secret_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, keys_clear)

/* "2.iv|data|mac", each in Base64. */
static GBytes *
open_text (const char *text,
           const Keys *keys,
           GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (g_str_has_prefix (text, "2.") ? text + 2 : "", "|", 4);
  g_autoptr (GBytes) iv = NULL;
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GBytes) mac = NULL;
  const guint8 *first;
  const guint8 *second;
  gsize size;

  if (g_strv_length (parts) == 3)
    {
      iv = spare_base64_decode (parts[0], -1);
      data = spare_base64_decode (parts[1], -1);
      mac = spare_base64_decode (parts[2], -1);
    }
  if (iv == NULL || data == NULL || mac == NULL || g_bytes_get_size (iv) != IV_SIZE ||
      g_bytes_get_size (mac) != MAC_SIZE)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "Not the text of a cipher");
      return NULL;
    }
  first = g_bytes_get_data (iv, NULL);
  second = g_bytes_get_data (data, &size);
  if (!spare_cipher_hmac_check (keys->mac, first, IV_SIZE, second, size, g_bytes_get_data (mac, NULL)))
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG, "The MAC does not fit");
      return NULL;
    }
  return spare_cipher_cbc_open (keys->cipher, first, second, size, error);
}

static SpareSecret *
derive (JsonObject               *root,
        SpareSecret              *password,
        const SpareImportContext *context,
        GError                  **error)
{
  const char *salt = spare_json_get_text (root, "salt");
  g_autoptr (SpareSecret) hashed = NULL;
  gint64 type = -1;
  gint64 iterations = 0;
  gint64 memory = 0;
  gint64 lanes = 0;

  spare_json_get_int (root, "kdfType", &type);
  spare_json_get_int (root, "kdfIterations", &iterations);
  spare_json_get_int (root, "kdfMemory", &memory);
  spare_json_get_int (root, "kdfParallelism", &lanes);
  /* The salt is the text, not what it stands for; numbers below 0 become ones
   * that are out of range. */
  if (type == 0)
    return spare_kdf_pbkdf2 (SPARE_HASH_SHA256, password, (const guint8 *) salt, strlen (salt),
                             (guint64) iterations, 32, &context->watch, error);
  if (type == 1)
    {
      hashed = spare_kdf_sha256 (salt, strlen (salt));
      return spare_kdf_argon2id (password, spare_secret_peek (hashed, NULL), 32, (guint64) iterations,
                                 (guint64) CLAMP (memory, 0, G_MAXINT64 / 1024) * 1024, (guint64) lanes, 32,
                                 &context->watch, error);
    }
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PARAMETERS, "Unknown key derivation");
  return NULL;
}

static gboolean
derive_keys (Keys                     *keys,
             JsonObject               *root,
             SpareSecret              *password,
             const SpareImportContext *context,
             GError                  **error)
{
  g_autoptr (SpareSecret) key = derive (root, password, context, error);

  if (key == NULL)
    return FALSE;
  keys->cipher = spare_kdf_hkdf_expand (key, "enc", 32, error);
  if (keys->cipher == NULL)
    return FALSE;
  keys->mac = spare_kdf_hkdf_expand (key, "mac", 32, error);
  return keys->mac != NULL;
}

static GBytes *
open_data (JsonObject               *root,
           const SpareImportContext *context,
           GError                  **error)
{
  const char *validation = spare_json_get_string (root, VALIDATION);
  g_auto (Keys) keys = { NULL };
  SpareSecret *password = spare_import_need_password (context, error);
  GBytes *bytes;

  if (password == NULL || !derive_keys (&keys, root, password, context, error))
    return NULL;
  if (validation != NULL)
    {
      g_autoptr (GBytes) checked = open_text (validation, &keys, error);

      if (checked == NULL)
        return NULL;
    }
  bytes = open_text (spare_json_get_text (root, "data"), &keys, error);
  /* The password was right a moment ago. */
  if (bytes == NULL && validation != NULL && error != NULL && (*error)->domain == SPARE_FORMAT_ERROR)
    (*error)->code = SPARE_FORMAT_ERROR_DAMAGED;
  return bytes;
}

static gboolean
read_encrypted (JsonObject               *root,
                const SpareImportContext *context,
                SpareImport              *import,
                GError                  **error)
{
  g_autoptr (GBytes) bytes = NULL;
  JsonNode *inner;
  JsonObject *object;
  gboolean good = FALSE;

  if (!spare_json_get_bool (root, "passwordProtected"))
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_RESTRICTED,
                           "Encrypted for one account of Bitwarden");
      return FALSE;
    }
  bytes = open_data (root, context, error);
  if (bytes == NULL)
    return spare_import_explain (error);
  inner = spare_import_parse_inner (bytes, error);
  if (inner == NULL)
    return FALSE;
  object = spare_json_as_object (inner);
  if (object != NULL)
    good = read_items (object, context, import, error);
  else
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "No object inside");
  spare_json_free (inner);
  return good;
}

static gboolean
is_authenticator_csv (SpareImportFile *file)
{
  const char *text = spare_import_file_get_text (file);

  return text != NULL && g_str_has_prefix (text, AUTHENTICATOR_HEADER) &&
         strchr ("\r\n", text[strlen (AUTHENTICATOR_HEADER)]) != NULL;
}

/* ",,1,issuer,,uri,issuer,period,digits", without any quotes, whatever the
 * issuer holds; only the URI surely has no comma. */
static void
read_authenticator_line (const char               *line,
                         const SpareImportContext *context,
                         SpareImport              *import)
{
  const char *uri = strstr (line, ",,otpauth://");
  const char *name = g_str_has_prefix (line, ",,1,") ? line + 4 : line;
  SpareImportLogin login = { .mend = mend_authenticator };
  g_autofree char *title = NULL;
  char *value;

  if (uri == NULL)
    uri = strstr (line, ",,steam://");
  if (uri == NULL)
    {
      spare_import_add_bad (import, NULL, "No URI in the line");
      return;
    }
  title = uri > name ? g_strndup (name, (gsize) (uri - name)) : g_strdup ("");
  value = g_strndup (uri + 2, strcspn (uri + 2, ","));
  login.title = title;
  login.value = value;
  spare_import_add_login (import, context, &login);
  spare_wipe_text (value);
}

static gboolean
read_authenticator_csv (SpareImportFile          *file,
                        const SpareImportContext *context,
                        SpareImport              *import,
                        GError                  **error)
{
  const char *text = spare_import_file_get_text (file) + strlen (AUTHENTICATOR_HEADER);

  import->plain = TRUE;
  while (*(text += strspn (text, "\r\n")) != 0 && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX)
    {
      gsize length = strcspn (text, "\r\n");
      char *line;

      if (spare_import_stopped (context, error))
        return FALSE;
      line = g_strndup (text, length);
      read_authenticator_line (line, context, import);
      spare_wipe_text (line);
      text += length;
    }
  return TRUE;
}

static gboolean
bitwarden_recognize (SpareImportFile *file)
{
  JsonObject *root = spare_import_file_get_object (file);
  GPtrArray *rows;

  if (root != NULL)
    return json_object_has_member (root, "encrypted") &&
           (spare_json_get_array (root, "items") != NULL || json_object_has_member (root, VALIDATION) ||
            json_object_has_member (root, "passwordProtected"));
  if (is_authenticator_csv (file))
    return TRUE;
  rows = spare_import_file_get_csv (file);
  return rows != NULL && spare_csv_column (rows, "login_totp") >= 0 && spare_csv_column (rows, "login_uri") >= 0;
}

static gboolean
bitwarden_read (SpareImportFile          *file,
                const SpareImportContext *context,
                SpareImport              *import,
                GError                  **error)
{
  JsonObject *root = spare_import_file_get_object (file);

  if (root == NULL && is_authenticator_csv (file))
    return read_authenticator_csv (file, context, import, error);
  if (root == NULL)
    return spare_import_read_logins (spare_import_file_get_csv (file), context, import, error);
  if (spare_json_get_bool (root, "encrypted"))
    return read_encrypted (root, context, import, error);
  import->plain = TRUE;
  return read_items (root, context, import, error);
}

const SpareFormat spare_format_bitwarden = {
  .id = "bitwarden",
  .name = "Bitwarden",
  .recognize = bitwarden_recognize,
  .read = bitwarden_read,
};
