/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-private.h"

#include <string.h>

#include "spare-cipher.h"
#include "spare-uri.h"

/* Ente Auth: setup links with a parameter of its own, one a line; encrypted as
 * one chunk of libsodium's secretstream. */

#define VERSION      1
#define PARAMETER    "codeDisplay"
#define SALT         16
#define HEADER       24
#define KEY_SIZE     32
#define STREAM_EXTRA 17
#define DISPLAY_MAX  32768 /* bytes; with the link itself, it fits into an account */

/* Cuts our parameter out of a link. The rest is @link (transfer full: wiped),
 * the value, still encoded, is @display within @line. */
static GBytes *
without_display (const char *line,
                 gsize       length,
                 SpareSlice *display)
{
  SpareSlice query = { line, length };
  SpareSlice path, parameter, name;
  guint8 *out;
  g_autoptr (GBytes) link = spare_bytes_new_wiped (length + 2, &out);
  gsize size;

  spare_slice_cut (&query, '?', &path);
  memcpy (out, path.text, path.length);
  size = path.length;
  out[size++] = '?';
  *display = (SpareSlice){ NULL, 0 };
  while (query.length > 0)
    {
      SpareSlice whole;

      spare_slice_cut (&query, '&', &whole);
      parameter = whole;
      spare_slice_cut (&parameter, '=', &name);
      if (spare_slice_equal (name, PARAMETER))
        {
          *display = parameter;
          continue;
        }
      memcpy (out + size, whole.text, whole.length);
      size += whole.length;
      out[size++] = '&';
    }
  return g_bytes_new_from_bytes (link, 0, size - 1);
}

/* Microseconds today, milliseconds once: by its size. */
static gint64
to_seconds (gint64 time)
{
  if (time > G_GINT64_CONSTANT (100000000000000))
    return time / 1000000;
  return time > G_GINT64_CONSTANT (100000000000) ? time / 1000 : MAX (time, 0);
}

/* What the person said of an account. That it cannot be read costs nothing but
 * itself. */
static void
read_display (SpareImportEntry *entry,
              SpareSlice        display)
{
  gboolean is_there = display.text != NULL && display.length <= DISPLAY_MAX;
  g_autofree char *text = is_there ? spare_uri_decode (display, TRUE, NULL) : NULL;
  JsonNode *root = text != NULL ? spare_json_parse (text, -1) : NULL;
  JsonObject *object = spare_json_as_object (root);
  JsonArray *tags = object != NULL ? spare_json_get_array (object, "tags") : NULL;
  gint64 used = 0;

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonNode *tag = json_array_get_element (tags, i);

      if (JSON_NODE_HOLDS_VALUE (tag) && json_node_get_value_type (tag) == G_TYPE_STRING)
        spare_import_add_tag (entry->account, json_node_get_string (tag));
    }
  if (object != NULL)
    {
      spare_account_set_note (entry->account, spare_json_get_text (object, "note"));
      spare_account_set_favorite (entry->account, spare_json_get_bool (object, "pinned"));
      if (spare_json_get_int (object, "lastUsedAt", &used))
        spare_account_set_used (entry->account, to_seconds (used));
      if (spare_json_get_bool (object, "trashed"))
        entry->notes |= SPARE_IMPORT_NOTE_TRASHED;
    }
  spare_json_free (root);
}

static void
read_line (const char               *line,
           gsize                     length,
           const SpareImportContext *context,
           SpareImport              *import)
{
  g_autoptr (GBytes) link = NULL;
  SpareSlice display;
  SpareImportEntry *entry;

  link = without_display (line, length, &display);
  entry = spare_import_add_uri (import, context, g_bytes_get_data (link, NULL), (gssize) g_bytes_get_size (link), NULL);
  if (entry != NULL && entry->account != NULL)
    read_display (entry, display);
}

static gboolean
read_lines (const char               *text,
            const SpareImportContext *context,
            SpareImport              *import,
            GError                  **error)
{
  const char *line;
  gsize length;

  while (spare_import_next_line (&text, &line, &length) && import->entries->len <= SPARE_IMPORT_ENTRIES_MAX)
    {
      if (spare_import_stopped (context, error))
        return FALSE;
      if (spare_import_is_link (line, length))
        read_line (line, length, context, import);
      else
        import->others++;
    }
  return TRUE;
}

static gboolean
has_display (const char *line,
             gsize       length)
{
  return spare_import_is_link (line, length) &&
         (g_strstr_len (line, (gssize) length, "&" PARAMETER "=") != NULL ||
          g_strstr_len (line, (gssize) length, "?" PARAMETER "=") != NULL);
}

static gboolean
is_sealed (JsonObject *root)
{
  return json_object_has_member (root, "kdfParams") && json_object_has_member (root, "encryptedData") &&
         json_object_has_member (root, "encryptionNonce");
}

static gboolean
ente_recognize (SpareImportFile *file)
{
  JsonObject *root = spare_import_file_get_object (file);
  const char *text = spare_import_file_get_text (file);
  const char *line;
  gsize length;

  if (root != NULL)
    return is_sealed (root);
  while (text != NULL && spare_import_next_line (&text, &line, &length))
    if (has_display (line, length))
      return TRUE;
  return FALSE;
}

static SpareSecret *
derive (JsonObject               *root,
        const SpareImportContext *context,
        GError                  **error)
{
  JsonObject *params = spare_json_get_object (root, "kdfParams");
  g_autoptr (GBytes) salt = params != NULL ? spare_json_get_base64 (params, "salt") : NULL;
  gint64 memory = 0;
  gint64 passes = 0;

  if (salt == NULL || g_bytes_get_size (salt) != SALT || !spare_json_get_int (params, "memLimit", &memory) ||
      !spare_json_get_int (params, "opsLimit", &passes))
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "\"kdfParams\" is incomplete");
      return NULL;
    }
  return spare_kdf_argon2id (context->password, g_bytes_get_data (salt, NULL), SALT, passes > 0 ? (guint64) passes : 0,
                             memory > 0 ? (guint64) memory / 1024 : 0, 1, KEY_SIZE, &context->watch, error);
}

static GBytes *
open_text (JsonObject               *root,
           const SpareImportContext *context,
           GError                  **error)
{
  g_autoptr (GBytes) sealed = spare_json_get_base64 (root, "encryptedData");
  g_autoptr (GBytes) header = spare_json_get_base64 (root, "encryptionNonce");
  g_autoptr (SpareSecret) key = NULL;
  gint64 version = VERSION;

  spare_json_get_int (root, "version", &version);
  if (version > VERSION)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_VERSION, "A later version");
      return NULL;
    }
  if (sealed == NULL || g_bytes_get_size (sealed) < STREAM_EXTRA || header == NULL ||
      g_bytes_get_size (header) != HEADER)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "What is encrypted is cut short");
      return NULL;
    }
  if (spare_import_need_password (context, error) == NULL)
    return NULL;
  key = derive (root, context, error);
  if (key == NULL)
    return NULL;
  return spare_cipher_stream_open (key, g_bytes_get_data (header, NULL), g_bytes_get_data (sealed, NULL),
                                   g_bytes_get_size (sealed), error);
}

static gboolean
ente_read (SpareImportFile          *file,
           const SpareImportContext *context,
           SpareImport              *import,
           GError                  **error)
{
  JsonObject *root = spare_import_file_get_object (file);
  g_autoptr (GBytes) opened = NULL;
  g_autoptr (GBytes) text = NULL;

  import->plain = root == NULL;
  if (root == NULL)
    return read_lines (spare_import_file_get_text (file), context, import, error);
  opened = open_text (root, context, error);
  if (opened == NULL)
    return spare_import_explain (error);
  /* With a NUL behind it. */
  text = spare_bytes_copy_wiped (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened));
  if (g_utf8_validate_len (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL))
    return read_lines (g_bytes_get_data (text, NULL), context, import, error);
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "What was encrypted is no text");
  return FALSE;
}

const SpareFormat spare_format_ente = {
  .id = "ente",
  .name = "Ente Auth",
  .recognize = ente_recognize,
  .read = ente_read,
};
