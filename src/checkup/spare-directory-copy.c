/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our own copy of a list: only what is used, in one form for all of them. */

#include "spare-directory-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "spare-json-bounds.h"

#define VERSION  1
#define COPY_MAX (2 * SPARE_DIRECTORY_SIZE_MAX) /* bytes; never reached by what we write */

static const char *const kinds[] = { "two-step", "passkeys", "password-pages", "shared" };

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == SPARE_DIRECTORY_N_KINDS);

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
dup_sorted_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_sized_new (g_hash_table_size (table));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_texts);

  return keys;
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_answer (JsonBuilder *builder,
            const char  *name,
            SpareAnswer  answer)
{
  if (answer == SPARE_ANSWER_UNKNOWN)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, answer == SPARE_ANSWER_YES);
}

static void
add_facts (JsonBuilder               *builder,
           const SpareDirectoryFacts *facts)
{
  json_builder_begin_object (builder);
  add_answer (builder, "two-step", facts->two_step);
  if (facts->second_steps != NULL)
    {
      json_builder_set_member_name (builder, "second-steps");
      json_builder_begin_array (builder);
      for (guint i = 0; facts->second_steps[i] != NULL; i++)
        json_builder_add_string_value (builder, facts->second_steps[i]);
      json_builder_end_array (builder);
    }
  add_answer (builder, "passkey-alone", facts->passkey_alone);
  add_answer (builder, "passkey-second", facts->passkey_second);
  add_text (builder, "documentation", facts->documentation);
  add_text (builder, "recovery", facts->recovery);
  add_text (builder, "notes", facts->notes);
  add_text (builder, "page", facts->page);
  json_builder_end_object (builder);
}

static void
add_all_facts (JsonBuilder *builder,
               GHashTable  *facts)
{
  g_autoptr(GPtrArray) hosts = dup_sorted_keys (facts);

  json_builder_set_member_name (builder, "domains");
  json_builder_begin_object (builder);
  for (guint i = 0; i < hosts->len; i++)
    {
      const char *host = g_ptr_array_index (hosts, i);

      json_builder_set_member_name (builder, host);
      add_facts (builder, g_hash_table_lookup (facts, host));
    }
  json_builder_end_object (builder);
}

/* Each group where the first of its members has its place. */
static void
add_all_groups (JsonBuilder *builder,
                GHashTable  *groups)
{
  g_autoptr(GPtrArray) hosts = dup_sorted_keys (groups);
  g_autoptr(GHashTable) written = g_hash_table_new (NULL, NULL);

  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < hosts->len; i++)
    {
      GPtrArray *group = g_hash_table_lookup (groups, g_ptr_array_index (hosts, i));

      if (!g_hash_table_add (written, group))
        continue;
      json_builder_begin_array (builder);
      for (guint j = 0; j < group->len; j++)
        json_builder_add_string_value (builder, g_ptr_array_index (group, j));
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

GBytes *
spare_directory_list_save (const SpareDirectoryList *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = NULL;
  char *text;
  gsize length;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  add_text (builder, "kind", kinds[self->kind]);
  add_text (builder, "name", self->name);
  json_builder_set_member_name (builder, "imported");
  json_builder_add_int_value (builder, self->imported);
  if (self->kind == SPARE_DIRECTORY_SHARED)
    add_all_groups (builder, self->groups);
  else
    add_all_facts (builder, self->facts);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);

  return g_bytes_new_take (text, length);
}

/* (nullable) */
static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

static gboolean
get_number (JsonObject *object,
            const char *name,
            gint64     *number)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *number = json_node_get_int (node);

  return TRUE;
}

static SpareAnswer
get_answer (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return SPARE_ANSWER_UNKNOWN;

  return json_node_get_boolean (node) ? SPARE_ANSWER_YES : SPARE_ANSWER_NO;
}

/* (nullable): NULL also where something else than texts is in it. */
static char **
dup_texts (JsonNode *node)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        return NULL;
      g_ptr_array_add (texts, g_strdup (json_node_get_string (element)));
    }
  if (texts->len == 0)
    return NULL;
  g_ptr_array_add (texts, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

static gboolean
load_facts (SpareDirectoryList *self,
            const char         *host,
            JsonNode           *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  guint n = g_hash_table_size (self->facts);
  SpareDirectoryFacts *facts = object != NULL ? spare_directory_list_add (self, host) : NULL;

  /* None is written twice. */
  if (facts == NULL || g_hash_table_size (self->facts) == n)
    return FALSE;

  facts->two_step = get_answer (object, "two-step");
  facts->second_steps = dup_texts (json_object_get_member (object, "second-steps"));
  facts->passkey_alone = get_answer (object, "passkey-alone");
  facts->passkey_second = get_answer (object, "passkey-second");
  facts->documentation = g_strdup (get_text (object, "documentation"));
  facts->recovery = g_strdup (get_text (object, "recovery"));
  facts->notes = g_strdup (get_text (object, "notes"));
  facts->page = g_strdup (get_text (object, "page"));

  return TRUE;
}

static gboolean
load_all_facts (SpareDirectoryList *self,
                JsonNode           *node)
{
  JsonObjectIter iter;
  const char *host;
  JsonNode *member;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &host, &member))
    if (!load_facts (self, host, member))
      return FALSE;

  return TRUE;
}

static gboolean
load_all_groups (SpareDirectoryList *self,
                 JsonNode           *node)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_auto(GStrv) hosts = dup_texts (json_array_get_element (array, i));

      if (hosts == NULL)
        return FALSE;
      spare_directory_list_add_group (self, (const char *const *) hosts);
    }

  return array != NULL;
}

static SpareDirectoryList *
load (JsonNode          *root,
      SpareDirectoryKind kind)
{
  g_autoptr(SpareDirectoryList) self = NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  gint64 version;
  gint64 imported;

  if (object == NULL || !get_number (object, "version", &version) || version != VERSION
      || g_strcmp0 (get_text (object, "kind"), kinds[kind]) != 0 || get_text (object, "name") == NULL
      || !get_number (object, "imported", &imported))
    return NULL;

  self = spare_directory_list_new (kind, get_text (object, "name"), imported);
  if (kind == SPARE_DIRECTORY_SHARED ? !load_all_groups (self, json_object_get_member (object, "groups"))
                                     : !load_all_facts (self, json_object_get_member (object, "domains")))
    return NULL;

  return spare_directory_list_count (self) > 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * spare_directory_list_load:
 * @bytes: what spare_directory_list_save() gave
 * @kind: of the list that is expected
 * @error: SPARE_DIRECTORY_ERROR_DAMAGED
 *
 * Returns: (transfer full)
 */
SpareDirectoryList *
spare_directory_list_load (GBytes            *bytes,
                           SpareDirectoryKind kind,
                           GError           **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  SpareDirectoryList *self = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (size > 0 && size <= COPY_MAX && g_utf8_validate_len (text, size, NULL) && spare_json_is_bounded (text, size)
      && json_parser_load_from_data (parser, text, (gssize) size, NULL))
    self = load (json_parser_get_root (parser), kind);
  if (self == NULL)
    g_set_error_literal (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_DAMAGED, "The copy is damaged");

  return self;
}
