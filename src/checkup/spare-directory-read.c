/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files as their makers publish them. Which one it is tells the content:
 * names of files say nothing, three of these are called "all.json". */

#include "spare-directory-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "spare-domain.h"
#include "spare-json-bounds.h"

#define ADDRESS_MAX 2000 /* bytes */
#define NOTES_MAX   2000
#define SHOWN_MAX   200 /* characters of the name */
#define WORDS_MAX   32
#define GROUP_MAX   1000

/* Their words for what a person signs in with, and ours (docs/services.md). */
static const struct
{
  const char *theirs;
  const char *ours;
} methods[] = {
  { "totp", "app" },
  { "sms", "sms" },
  { "call", "call" },
  { "email", "email" },
  { "u2f", "security-key" },
  { "custom-software", "own-app" },
  { "custom-hardware", "own-device" },
};

/* (nullable) */
static JsonObject *
as_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* (nullable) */
static JsonArray *
as_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* (nullable) */
static const char *
as_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

static char *
dup_text (JsonNode *node,
          gsize     max)
{
  const char *text = as_string (node);

  return text != NULL && *text != '\0' && strlen (text) <= max ? g_strdup (text) : NULL;
}

/* Of what is opened in a browser, only what is safe to open. */
static char *
dup_address (JsonNode *node)
{
  g_autofree char *text = dup_text (node, ADDRESS_MAX);
  g_autoptr(GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL || strcmp (g_uri_get_scheme (uri), "https") != 0 || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  return g_steal_pointer (&text);
}

static void
read_methods (SpareDirectoryFacts *facts,
              JsonNode            *node)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array = as_array (node);
  guint n = array != NULL ? MIN (json_array_get_length (array), WORDS_MAX) : 0;

  facts->two_step = n > 0 ? SPARE_ANSWER_YES : SPARE_ANSWER_NO;
  g_clear_pointer (&facts->second_steps, g_strfreev);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (methods); j++)
      if (g_strcmp0 (as_string (json_array_get_element (array, i)), methods[j].theirs) == 0
          && !g_ptr_array_find_with_equal_func (words, methods[j].ours, g_str_equal, NULL))
        g_ptr_array_add (words, g_strdup (methods[j].ours));

  if (words->len == 0)
    return;
  g_ptr_array_add (words, NULL);
  facts->second_steps = (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static void
read_facts (SpareDirectoryList *self,
            const char         *domain,
            JsonObject         *entry)
{
  SpareDirectoryFacts *facts = spare_directory_list_add (self, domain);

  if (facts == NULL)
    return;

  g_free (facts->documentation);
  facts->documentation = dup_address (json_object_get_member (entry, "documentation"));
  g_free (facts->recovery);
  facts->recovery = dup_address (json_object_get_member (entry, "recovery"));
  g_free (facts->notes);
  facts->notes = dup_text (json_object_get_member (entry, "notes"), NOTES_MAX);
  if (self->kind == SPARE_DIRECTORY_TWO_STEP)
    read_methods (facts, json_object_get_member (entry, json_object_has_member (entry, "methods") ? "methods" : "tfa"));
  else
    {
      /* "allowed" or "required": no other words are in use. */
      facts->passkey_alone = as_string (json_object_get_member (entry, "passwordless")) != NULL ? SPARE_ANSWER_YES
                                                                                                : SPARE_ANSWER_NO;
      facts->passkey_second = as_string (json_object_get_member (entry, "mfa")) != NULL ? SPARE_ANSWER_YES
                                                                                        : SPARE_ANSWER_NO;
    }
}

/* Under its own domain, and the others that it names. */
static void
read_entry (SpareDirectoryList *self,
            const char         *key,
            JsonObject         *entry)
{
  const char *domain = as_string (json_object_get_member (entry, "domain"));
  JsonArray *others = as_array (json_object_get_member (entry, "additional-domains"));

  read_facts (self, domain != NULL ? domain : key, entry);
  for (guint i = 0; others != NULL && i < MIN (json_array_get_length (others), GROUP_MAX); i++)
    read_facts (self, as_string (json_array_get_element (others, i)), entry);
}

static void
read_page (SpareDirectoryList *self,
           const char         *domain,
           JsonNode           *node)
{
  g_autofree char *address = dup_address (node);
  SpareDirectoryFacts *facts = address != NULL ? spare_directory_list_add (self, domain) : NULL;

  if (facts != NULL && facts->page == NULL)
    facts->page = g_steal_pointer (&address);
}

static void
collect (GPtrArray *domains,
         JsonNode  *node)
{
  JsonArray *array = as_array (node);

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && domains->len < GROUP_MAX; i++)
    {
      const char *domain = as_string (json_array_get_element (array, i));

      if (domain != NULL)
        g_ptr_array_add (domains, (gpointer) domain);
    }
}

/* "shared", or "from" and "to"; of older files only the list. */
static void
read_group (SpareDirectoryList *self,
            JsonNode           *node)
{
  g_autoptr(GPtrArray) domains = g_ptr_array_new ();
  JsonObject *object = as_object (node);

  collect (domains, node);
  if (object != NULL)
    {
      collect (domains, json_object_get_member (object, "shared"));
      collect (domains, json_object_get_member (object, "from"));
      collect (domains, json_object_get_member (object, "to"));
    }
  g_ptr_array_add (domains, NULL);
  spare_directory_list_add_group (self, (const char *const *) domains->pdata);
}

static SpareDirectoryKind
find_array_kind (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = as_object (node);
      JsonArray *pair = as_array (node);

      if (object != NULL
          && (json_object_has_member (object, "shared")
              || (json_object_has_member (object, "from") && json_object_has_member (object, "to"))))
        return SPARE_DIRECTORY_SHARED;
      if (pair == NULL || json_array_get_length (pair) < 2 || as_string (json_array_get_element (pair, 0)) == NULL)
        continue;
      if (as_string (json_array_get_element (pair, 1)) != NULL)
        return SPARE_DIRECTORY_SHARED;
      object = as_object (json_array_get_element (pair, 1));
      if (object != NULL && json_object_has_member (object, "domain"))
        return SPARE_DIRECTORY_TWO_STEP;
    }

  return SPARE_DIRECTORY_N_KINDS;
}

static SpareDirectoryKind
find_object_kind (JsonObject *root)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, root);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *object = as_object (node);
      g_autofree char *host = object == NULL ? spare_domain_host (name) : NULL;
      g_autofree char *address = host != NULL ? dup_address (node) : NULL;

      if (address != NULL)
        return SPARE_DIRECTORY_PASSWORD_PAGES;
      if (object == NULL)
        continue;
      if (json_object_has_member (object, "methods") || json_object_has_member (object, "tfa"))
        return SPARE_DIRECTORY_TWO_STEP;
      if (json_object_has_member (object, "passwordless") || json_object_has_member (object, "mfa"))
        return SPARE_DIRECTORY_PASSKEYS;
    }

  return SPARE_DIRECTORY_N_KINDS;
}

static void
read_array (SpareDirectoryList *self,
            JsonArray          *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonArray *pair = as_array (node);
      JsonObject *entry;

      if (self->kind == SPARE_DIRECTORY_SHARED)
        read_group (self, node);
      else if (pair != NULL && json_array_get_length (pair) == 2
               && (entry = as_object (json_array_get_element (pair, 1))) != NULL)
        read_entry (self, NULL, entry);
    }
}

static void
read_object (SpareDirectoryList *self,
             JsonObject         *root)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, root);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *entry = as_object (node);

      if (self->kind == SPARE_DIRECTORY_PASSWORD_PAGES)
        read_page (self, name, node);
      else if (entry != NULL)
        read_entry (self, name, entry);
    }
}

/* Files of others have names of others: only what can be shown in a line. */
static char *
dup_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);

  for (char *c = valid; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return g_utf8_strlen (valid, -1) > SHOWN_MAX ? g_utf8_substring (valid, 0, SHOWN_MAX) : g_steal_pointer (&valid);
}

/**
 * spare_directory_list_read:
 * @bytes: a file as it is published
 * @name: the file's name
 * @now: Unix s
 * @error: a SpareDirectoryErrorCode
 *
 * Returns: (transfer full)
 */
SpareDirectoryList *
spare_directory_list_read (GBytes     *bytes,
                           const char *name,
                           gint64      now,
                           GError    **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(SpareDirectoryList) self = NULL;
  g_autofree char *shown = dup_name (name);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  SpareDirectoryKind kind;
  JsonNode *root;

  if (size > SPARE_DIRECTORY_SIZE_MAX)
    {
      g_set_error_literal (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_SIZE, "The file is too large");
      return NULL;
    }
  if (size == 0 || !g_utf8_validate_len (text, size, NULL) || !spare_json_is_bounded (text, size)
      || !json_parser_load_from_data (parser, text, (gssize) size, NULL))
    {
      g_set_error_literal (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_NO_JSON, "The file is no JSON");
      return NULL;
    }

  root = json_parser_get_root (parser);
  kind = as_array (root) != NULL ? find_array_kind (as_array (root)) : find_object_kind (as_object (root));
  if (kind == SPARE_DIRECTORY_N_KINDS)
    {
      g_set_error_literal (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_UNKNOWN, "None of the directories");
      return NULL;
    }

  self = spare_directory_list_new (kind, shown, now);
  if (as_array (root) != NULL)
    read_array (self, as_array (root));
  else
    read_object (self, as_object (root));
  if (spare_directory_list_count (self) == 0)
    {
      g_set_error_literal (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_EMPTY, "Nothing in it can be used");
      return NULL;
    }

  return g_steal_pointer (&self);
}
