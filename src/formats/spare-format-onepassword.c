/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-csv.h"
#include "spare-format-private.h"

/* 1Password: 1PUX, an archive with JSON in it, and CSV. */

#define MEMBER "export.data"

/* Walks over the accounts, vaults and items of one file. */
typedef struct
{
  SpareImport              *import;
  const SpareImportContext *context;
  guint                     vaults; /* in the file; one alone is no tag */
  const char               *vault;
} Walk;

static const char *
text_in (JsonObject *object,
         const char *outer,
         const char *name)
{
  JsonObject *inner = spare_json_get_object (object, outer);

  return inner != NULL ? spare_json_get_text (inner, name) : "";
}

/* What stands in the field that is the user name, or the password. */
static const char *
login_field (JsonObject *details,
             const char *designation)
{
  JsonArray *fields = spare_json_get_array (details, "loginFields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = spare_json_as_object (json_array_get_element (fields, i));

      if (field != NULL && g_strcmp0 (spare_json_get_string (field, "designation"), designation) == 0)
        return spare_json_get_text (field, "value");
    }
  return "";
}

/* (element-type JsonObject): fields with a one-time code. */
static GPtrArray *
code_fields (JsonObject *details)
{
  JsonArray *sections = spare_json_get_array (details, "sections");
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; sections != NULL && i < json_array_get_length (sections); i++)
    {
      JsonObject *section = spare_json_as_object (json_array_get_element (sections, i));
      JsonArray *fields = section != NULL ? spare_json_get_array (section, "fields") : NULL;

      for (guint j = 0; fields != NULL && j < json_array_get_length (fields); j++)
        {
          JsonObject *field = spare_json_as_object (json_array_get_element (fields, j));
          JsonObject *value = field != NULL ? spare_json_get_object (field, "value") : NULL;

          if (value != NULL && !spare_json_is_null (value, "totp") &&
              g_strcmp0 (spare_json_get_string (value, "totp"), "") != 0)
            g_ptr_array_add (found, field);
        }
    }
  return found;
}

static const char *
first_url (JsonObject *overview)
{
  JsonArray *urls = spare_json_get_array (overview, "urls");
  const char *url = spare_json_get_text (overview, "url");
  JsonObject *first;

  if (*url != 0 || urls == NULL || json_array_get_length (urls) == 0)
    return url;
  first = spare_json_as_object (json_array_get_element (urls, 0));
  return first != NULL ? spare_json_get_text (first, "url") : "";
}

static const char **
tags_of (JsonObject *overview)
{
  JsonArray *array = spare_json_get_array (overview, "tags");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  const char **tags = g_new0 (const char *, n + 1);
  guint used = 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
        tags[used++] = json_node_get_string (node);
    }
  return tags;
}

/* One of several codes of an item that says nothing of itself is told from the
 * others by what its field is called. */
static void
add_code (Walk             *walk,
          JsonObject       *field,
          SpareImportLogin *login,
          gboolean          alone)
{
  const char *title = spare_json_get_text (field, "title");
  g_autofree char *name = NULL;
  SpareImportLogin own = *login;

  own.value = spare_json_get_string (spare_json_get_object (field, "value"), "totp");
  if (own.value == NULL)
    {
      spare_import_add_bad (walk->import, login->title, "The code is no text");
      return;
    }
  if (!alone && *title != 0)
    {
      name = *login->name != 0 ? g_strdup_printf ("%s (%s)", login->name, title) : g_strdup (title);
      own.name = name;
    }
  spare_import_add_login (walk->import, walk->context, &own);
}

static void
read_codes (Walk       *walk,
            JsonObject *item,
            JsonObject *overview,
            JsonObject *details,
            GPtrArray  *fields)
{
  g_autofree const char **tags = tags_of (overview);
  gint64 favorite = 0;
  SpareImportLogin login = {
    .title = spare_json_get_text (overview, "title"),
    .name = login_field (details, "username"),
    .url = first_url (overview),
    .note = spare_json_get_text (details, "notesPlain"),
    .folder = walk->vaults > 1 ? walk->vault : NULL,
    .tags = tags,
  };

  if (*login_field (details, "password") != 0 || *spare_json_get_text (details, "password") != 0)
    login.notes |= SPARE_IMPORT_NOTE_PASSWORD_THERE;
  if (spare_json_get_bool (item, "trashed"))
    login.notes |= SPARE_IMPORT_NOTE_TRASHED;
  login.favorite = spare_json_get_int (item, "favIndex", &favorite) && favorite != 0;
  for (guint i = 0; i < fields->len; i++)
    add_code (walk, g_ptr_array_index (fields, i), &login, fields->len == 1);
}

/* Older files wrap each item into an object of its own. */
static void
read_item (Walk     *walk,
           JsonNode *node)
{
  JsonObject *item = spare_json_as_object (node);
  JsonObject *inner = item != NULL ? spare_json_get_object (item, "item") : NULL;
  JsonObject *overview;
  JsonObject *details;
  g_autoptr (GPtrArray) fields = NULL;

  if (inner != NULL)
    item = inner;
  overview = item != NULL ? spare_json_get_object (item, "overview") : NULL;
  details = item != NULL ? spare_json_get_object (item, "details") : NULL;
  fields = details != NULL ? code_fields (details) : NULL;
  if (overview == NULL && fields != NULL && fields->len > 0)
    spare_import_add_bad (walk->import, NULL, "No overview");
  else if (fields != NULL && fields->len > 0)
    read_codes (walk, item, overview, details, fields);
  else
    walk->import->others++;
}

static gboolean
read_vault (Walk       *walk,
            JsonObject *vault,
            GError    **error)
{
  JsonArray *items = spare_json_get_array (vault, "items");

  walk->vault = text_in (vault, "attrs", "name");
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      if (spare_import_stopped (walk->context, error))
        return FALSE;
      read_item (walk, json_array_get_element (items, i));
      if (walk->import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
        break;
    }
  return TRUE;
}

/* (element-type JsonObject): those of all accounts. */
static GPtrArray *
all_vaults (JsonObject *root)
{
  JsonArray *accounts = spare_json_get_array (root, "accounts");
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; accounts != NULL && i < json_array_get_length (accounts); i++)
    {
      JsonObject *account = spare_json_as_object (json_array_get_element (accounts, i));
      JsonArray *vaults = account != NULL ? spare_json_get_array (account, "vaults") : NULL;

      for (guint j = 0; vaults != NULL && j < json_array_get_length (vaults); j++)
        {
          JsonObject *vault = spare_json_as_object (json_array_get_element (vaults, j));

          if (vault != NULL)
            g_ptr_array_add (found, vault);
        }
    }
  return found;
}

static gboolean
read_root (JsonObject               *root,
           const SpareImportContext *context,
           SpareImport              *import,
           GError                  **error)
{
  g_autoptr (GPtrArray) vaults = NULL;
  Walk walk = { .import = import, .context = context };

  if (root == NULL || spare_json_get_array (root, "accounts") == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "No accounts");
      return FALSE;
    }
  vaults = all_vaults (root);
  walk.vaults = vaults->len;
  for (guint i = 0; i < vaults->len; i++)
    if (!read_vault (&walk, g_ptr_array_index (vaults, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
is_csv (SpareImportFile *file)
{
  GPtrArray *rows = spare_import_file_get_csv (file);

  return rows != NULL && spare_csv_column (rows, "OTPAuth") >= 0 && spare_csv_column (rows, "Archived") >= 0;
}

static gboolean
onepassword_recognize (SpareImportFile *file)
{
  SpareArchive *archive = spare_import_file_get_archive (file);

  if (archive != NULL)
    return spare_archive_find (archive, MEMBER) != NULL;
  return is_csv (file);
}

static gboolean
onepassword_read (SpareImportFile          *file,
                  const SpareImportContext *context,
                  SpareImport              *import,
                  GError                  **error)
{
  SpareArchive *archive = spare_import_file_get_archive (file);
  JsonNode *inner;
  gboolean good;

  if (archive == NULL)
    return spare_import_read_logins (spare_import_file_get_csv (file), context, import, error);
  inner = spare_import_read_json_member (file, spare_archive_find (archive, MEMBER), context, import, error);
  if (inner == NULL)
    return FALSE;
  good = read_root (spare_json_as_object (inner), context, import, error);
  spare_json_free (inner);
  return good;
}

const SpareFormat spare_format_onepassword = {
  .id = "onepassword",
  .name = "1Password",
  .recognize = onepassword_recognize,
  .read = onepassword_read,
};
