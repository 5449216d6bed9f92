/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph-file.h"

#include <gio/gio.h>

void
graph_file_free (GraphFile *self)
{
  g_free (self->name);
  spare_graph_unref (self->graph);
  g_ptr_array_unref (self->losses);
  g_ptr_array_unref (self->attacks);
  g_array_unref (self->blast_for);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_pointer (&self->expected, json_object_unref);
  g_free (self);
}

static gboolean
refuse (GError    **error,
        const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Not as it should be: %s", what);
  return FALSE;
}

static const char *
text_of (JsonObject *object,
         const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
number_of (JsonObject *object,
           const char *key,
           gint64      or_else,
           gint64     *number,
           GError    **error)
{
  JsonNode *node = json_object_get_member (object, key);

  *number = or_else;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (error, key);
  *number = json_node_get_int (node);
  return (*number >= 0 && *number <= 1000) || refuse (error, key);
}

/* (transfer full): NULL with an error; what is not there is empty */
static char **
words_of (JsonObject *object,
          const char *key,
          GError    **error)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (object, key);
  JsonArray *array;

  if (node == NULL)
    return g_strv_builder_end (words);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return (void) refuse (error, key), NULL;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *word = json_array_get_element (array, i);

      if (json_node_get_value_type (word) != G_TYPE_STRING)
        return (void) refuse (error, key), NULL;
      g_strv_builder_add (words, json_node_get_string (word));
    }
  return g_strv_builder_end (words);
}

/* The objects of a list. (transfer container): NULL with an error */
static GPtrArray *
objects_of (JsonObject *object,
            const char *key,
            GError    **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    return g_steal_pointer (&found);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return (void) refuse (error, key), NULL;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return (void) refuse (error, key), NULL;
      g_ptr_array_add (found, json_node_get_object (element));
    }
  return g_steal_pointer (&found);
}

static gboolean
read_vertex (JsonObject  *object,
             SpareVertex *vertex,
             GError     **error)
{
  const char *kind = text_of (object, "kind");
  gint64 importance, factors, tier;

  vertex->id = text_of (object, "id");
  if (vertex->id == NULL || kind == NULL)
    return refuse (error, "a vertex");
  if (!number_of (object, "importance", 0, &importance, error)
      || !number_of (object, "factors", 0, &factors, error)
      || !number_of (object, "tier", SPARE_TIER_NONE, &tier, error))
    return FALSE;

  vertex->kind = spare_vertex_kind_from_string (kind);
  vertex->importance = (guint) importance;
  vertex->factors = (guint) factors;
  vertex->tier = (int) tier;
  return TRUE;
}

/* @body: (out): what keeps the draft's */
static gboolean
read_rule (JsonObject     *object,
           SpareRuleDraft *draft,
           char         ***body,
           GError        **error)
{
  const char *label = text_of (object, "label");
  const char *who = text_of (object, "who");

  draft->id = text_of (object, "id");
  draft->head = text_of (object, "head");
  draft->assumed = json_object_get_boolean_member_with_default (object, "assumed", FALSE);
  if (label == NULL || draft->head == NULL)
    return refuse (error, "a rule");

  draft->label = spare_rule_label_from_string (label);
  if (who == NULL || g_str_equal (who, "both"))
    draft->who = SPARE_WHO_BOTH;
  else if (g_str_equal (who, "owner"))
    draft->who = SPARE_WHO_OWNER;
  else if (g_str_equal (who, "attacker"))
    draft->who = SPARE_WHO_ATTACKER;
  else
    return refuse (error, "who");

  *body = words_of (object, "body", error);
  draft->body = (const char *const *) *body;
  return *body != NULL;
}

static gboolean
read_vertices (JsonObject *object,
               SpareGraph *graph,
               GError    **error)
{
  g_autoptr (GPtrArray) vertices = objects_of (object, "vertices", error);
  g_autoptr (GPtrArray) rules = vertices != NULL ? objects_of (object, "rules", error) : NULL;

  if (rules == NULL)
    return FALSE;

  for (guint i = 0; i < vertices->len; i++)
    {
      SpareVertex vertex;

      if (!read_vertex (vertices->pdata[i], &vertex, error) || !spare_graph_add_vertex (graph, &vertex, error))
        return FALSE;
    }
  for (guint i = 0; i < rules->len; i++)
    {
      g_auto (GStrv) body = NULL;
      SpareRuleDraft draft;

      if (!read_rule (rules->pdata[i], &draft, &body, error) || !spare_graph_add_rule (graph, &draft, error))
        return FALSE;
    }
  return TRUE;
}

typedef gboolean (*AddFunc) (SpareGraph  *graph,
                             const char  *id,
                             GError     **error);

static gboolean
read_set (JsonObject *object,
          const char *key,
          SpareGraph *graph,
          AddFunc     add,
          GError    **error)
{
  g_auto (GStrv) ids = words_of (object, key, error);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!add (graph, ids[i], error))
      return FALSE;
  return ids != NULL;
}

static gboolean
read_numbers (JsonObject       *object,
              const char       *key,
              const SpareGraph *graph,
              GArray           *numbers,
              GError          **error)
{
  g_auto (GStrv) ids = words_of (object, key, error);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      guint vertex = spare_graph_find_vertex (graph, ids[i]);

      if (vertex == SPARE_GRAPH_NONE)
        return refuse (error, key);
      g_array_append_val (numbers, vertex);
    }
  return ids != NULL;
}

static gboolean
read_scenarios (JsonObject       *object,
                const char       *key,
                const char       *things,
                const SpareGraph *graph,
                GPtrArray        *scenarios,
                GError          **error)
{
  g_autoptr (GPtrArray) objects = objects_of (object, key, error);

  for (guint i = 0; objects != NULL && i < objects->len; i++)
    {
      JsonObject *one = objects->pdata[i];
      SpareScenario *scenario;

      if (text_of (one, "id") == NULL)
        return refuse (error, key);
      scenario = spare_scenario_new (text_of (one, "id"));
      g_ptr_array_add (scenarios, scenario);
      if (!read_numbers (one, things, graph, scenario->things, error)
          || !read_numbers (one, "barred", graph, scenario->barred, error))
        return FALSE;
    }
  return objects != NULL;
}

static gboolean
read_also_lost (JsonObject  *object,
                SpareAction *action,
                GError     **error)
{
  JsonNode *node = json_object_get_member (object, "also_lost");
  g_autoptr (GList) keys = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "also_lost");

  keys = json_object_get_members (json_node_get_object (node));
  for (GList *l = keys; l != NULL; l = l->next)
    {
      g_auto (GStrv) ids = words_of (json_node_get_object (node), l->data, error);

      if (ids == NULL)
        return FALSE;
      for (guint i = 0; ids[i] != NULL; i++)
        spare_action_lose_also (action, l->data, ids[i]);
    }
  return TRUE;
}

static gboolean
read_action (JsonObject  *object,
             SpareAction *action,
             GError     **error)
{
  g_autoptr (GPtrArray) vertices = objects_of (object, "add_vertices", error);
  g_autoptr (GPtrArray) rules = vertices != NULL ? objects_of (object, "add_rules", error) : NULL;
  g_auto (GStrv) removed = rules != NULL ? words_of (object, "remove_rules", error) : NULL;
  g_auto (GStrv) roots = removed != NULL ? words_of (object, "add_roots", error) : NULL;

  if (roots == NULL)
    return FALSE;

  for (guint i = 0; i < vertices->len; i++)
    {
      SpareVertex vertex;

      if (!read_vertex (vertices->pdata[i], &vertex, error))
        return FALSE;
      spare_action_add_vertex (action, &vertex);
    }
  for (guint i = 0; i < rules->len; i++)
    {
      g_auto (GStrv) body = NULL;
      SpareRuleDraft draft;

      if (!read_rule (rules->pdata[i], &draft, &body, error))
        return FALSE;
      spare_action_add_rule (action, &draft);
    }
  for (guint i = 0; removed[i] != NULL; i++)
    spare_action_remove_rule (action, removed[i]);
  for (guint i = 0; roots[i] != NULL; i++)
    spare_action_add_root (action, roots[i]);
  return read_also_lost (object, action, error);
}

static gboolean
read_actions (JsonObject *object,
              GraphFile  *file,
              GError    **error)
{
  g_autoptr (GPtrArray) objects = objects_of (object, "what_if", error);

  if (objects == NULL)
    return FALSE;

  file->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_action_free);
  for (guint i = 0; i < objects->len; i++)
    {
      const char *id = text_of (objects->pdata[i], "id");

      if (id == NULL)
        return refuse (error, "an action");
      g_ptr_array_add (file->actions, spare_action_new (id));
      if (!read_action (objects->pdata[i], file->actions->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_graph (JsonObject *object,
            GraphFile  *file,
            GError    **error)
{
  file->name = g_strdup (text_of (object, "name"));
  if (file->name == NULL)
    return refuse (error, "a graph without a name");

  if (!read_vertices (object, file->graph, error)
      || !read_set (object, "owner_roots", file->graph, spare_graph_add_root, error)
      || !read_set (object, "public", file->graph, spare_graph_add_public, error)
      || !read_scenarios (object, "loss_scenarios", "lost", file->graph, file->losses, error)
      || !read_scenarios (object, "attack_scenarios", "has", file->graph, file->attacks, error)
      || !read_numbers (object, "blast_for", file->graph, file->blast_for, error)
      || (json_object_has_member (object, "what_if") && !read_actions (object, file, error)))
    return FALSE;

  /* Where nobody says for which: for all accounts. */
  for (guint i = 0; !json_object_has_member (object, "blast_for") && i < spare_graph_get_n_vertices (file->graph); i++)
    if (spare_graph_is_account (file->graph, i))
      g_array_append_val (file->blast_for, i);
  if (json_object_has_member (object, "expected"))
    file->expected = json_object_ref (json_object_get_object_member (object, "expected"));
  return TRUE;
}

GPtrArray *
graph_file_load (const char *path,
                 GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) graph_file_free);
  g_autoptr (GPtrArray) graphs = NULL;

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;
  if (json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return (void) refuse (error, "no object"), NULL;

  graphs = objects_of (json_node_get_object (json_parser_get_root (parser)), "graphs", error);
  for (guint i = 0; graphs != NULL && i < graphs->len; i++)
    {
      GraphFile *file = g_new0 (GraphFile, 1);

      file->graph = spare_graph_new ();
      file->losses = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_scenario_free);
      file->attacks = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_scenario_free);
      file->blast_for = g_array_new (FALSE, FALSE, sizeof (guint));
      g_ptr_array_add (files, file);
      if (!read_graph (graphs->pdata[i], file, error))
        return NULL;
    }
  return graphs != NULL ? g_steal_pointer (&files) : NULL;
}
