/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-graph.h"

#include <string.h>

struct _SpareGraph
{
  gatomicrefcount refs;
  GArray         *vertices; /* SpareVertex; ids are GRefStrings */
  GArray         *rules;    /* SpareRule */
  GHashTable     *vertices_by_id;
  GHashTable     *rules_by_id;
  GArray         *roots; /* guint */
  GArray         *public;
};

G_DEFINE_QUARK (spare-graph-error-quark, spare_graph_error)

static gboolean
fail (GError        **error,
      SpareGraphError code,
      const char     *message)
{
  g_set_error_literal (error, SPARE_GRAPH_ERROR, code, message);
  return FALSE;
}

static void
vertex_clear (SpareVertex *vertex)
{
  g_ref_string_release ((char *) vertex->id);
}

static void
rule_clear (SpareRule *rule)
{
  g_clear_pointer ((char **) &rule->id, g_ref_string_release);
  g_free ((guint *) rule->body);
}

SpareGraph *
spare_graph_new (void)
{
  SpareGraph *self = g_new0 (SpareGraph, 1);

  g_atomic_ref_count_init (&self->refs);
  self->vertices = g_array_new (FALSE, FALSE, sizeof (SpareVertex));
  g_array_set_clear_func (self->vertices, (GDestroyNotify) vertex_clear);
  self->rules = g_array_new (FALSE, FALSE, sizeof (SpareRule));
  g_array_set_clear_func (self->rules, (GDestroyNotify) rule_clear);
  self->vertices_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->rules_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->roots = g_array_new (FALSE, FALSE, sizeof (guint));
  self->public = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

SpareGraph *
spare_graph_ref (SpareGraph *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
spare_graph_unref (SpareGraph *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_hash_table_unref (self->vertices_by_id);
  g_hash_table_unref (self->rules_by_id);
  g_array_unref (self->vertices);
  g_array_unref (self->rules);
  g_array_unref (self->roots);
  g_array_unref (self->public);
  g_free (self);
}

static void
append_vertex (SpareGraph  *self,
               SpareVertex  vertex)
{
  g_array_append_val (self->vertices, vertex);
  g_hash_table_insert (self->vertices_by_id, (gpointer) vertex.id, GUINT_TO_POINTER (self->vertices->len));
}

static void
append_rule (SpareGraph *self,
             SpareRule   rule)
{
  g_array_append_val (self->rules, rule);
  if (rule.id != NULL)
    g_hash_table_insert (self->rules_by_id, (gpointer) rule.id, GUINT_TO_POINTER (self->rules->len));
}

SpareGraph *
spare_graph_copy (const SpareGraph *self)
{
  SpareGraph *copy = spare_graph_new ();

  for (guint i = 0; i < self->vertices->len; i++)
    {
      SpareVertex vertex = g_array_index (self->vertices, SpareVertex, i);

      vertex.id = g_ref_string_acquire ((char *) vertex.id);
      append_vertex (copy, vertex);
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      SpareRule rule = g_array_index (self->rules, SpareRule, i);

      rule.id = rule.id != NULL ? g_ref_string_acquire ((char *) rule.id) : NULL;
      rule.body = g_memdup2 (rule.body, rule.n_body * sizeof *rule.body);
      append_rule (copy, rule);
    }
  g_array_append_vals (copy->roots, self->roots->data, self->roots->len);
  g_array_append_vals (copy->public, self->public->data, self->public->len);
  return copy;
}

static gboolean
check_id (const char *id,
          GError    **error)
{
  gsize length = id != NULL ? strnlen (id, SPARE_GRAPH_ID_MAX + 1) : 0;

  if (length == 0 || length > SPARE_GRAPH_ID_MAX || !g_utf8_validate (id, (gssize) length, NULL))
    return fail (error, SPARE_GRAPH_ERROR_ID, "An id that is empty, too long or not UTF-8");
  return TRUE;
}

/**
 * spare_graph_add_vertex:
 *
 * Returns: FALSE with %SPARE_GRAPH_ERROR_ID, _DUPLICATE, _RANGE or _TOO_MANY
 */
gboolean
spare_graph_add_vertex (SpareGraph        *self,
                        const SpareVertex *vertex,
                        GError           **error)
{
  SpareVertex added = *vertex;

  if (!check_id (vertex->id, error))
    return FALSE;
  if (g_hash_table_contains (self->vertices_by_id, vertex->id))
    return fail (error, SPARE_GRAPH_ERROR_DUPLICATE, "Two vertices of one id");
  if (self->vertices->len >= SPARE_GRAPH_VERTICES_MAX)
    return fail (error, SPARE_GRAPH_ERROR_TOO_MANY, "Too many vertices");
  if (vertex->importance > 5 || vertex->factors > 9 || vertex->tier < SPARE_TIER_NONE || vertex->tier > SPARE_TIER_MAX
      || vertex->kind > SPARE_VERTEX_OTHER)
    return fail (error, SPARE_GRAPH_ERROR_RANGE, "Importance, factors or tier out of range");

  added.id = g_ref_string_new (vertex->id);
  append_vertex (self, added);
  return TRUE;
}

static gboolean
find_vertex (const SpareGraph *self,
             const char       *id,
             guint            *vertex,
             GError          **error)
{
  *vertex = id != NULL ? spare_graph_find_vertex (self, id) : SPARE_GRAPH_NONE;
  return *vertex != SPARE_GRAPH_NONE || fail (error, SPARE_GRAPH_ERROR_UNKNOWN, "No vertex of this id");
}

static gboolean
contains (const guint *numbers,
          guint        n,
          guint        number)
{
  for (guint i = 0; i < n; i++)
    if (numbers[i] == number)
      return TRUE;
  return FALSE;
}

/**
 * spare_graph_add_rule:
 *
 * Returns: FALSE with %SPARE_GRAPH_ERROR_ID, _DUPLICATE, _UNKNOWN, _RANGE or _TOO_MANY
 */
gboolean
spare_graph_add_rule (SpareGraph           *self,
                      const SpareRuleDraft *draft,
                      GError              **error)
{
  guint body[SPARE_GRAPH_BODY_MAX];
  SpareRule rule = { NULL, draft->label, NULL, 0, 0, draft->who, draft->assumed };

  if (draft->id != NULL && !check_id (draft->id, error))
    return FALSE;
  if (draft->id != NULL && g_hash_table_contains (self->rules_by_id, draft->id))
    return fail (error, SPARE_GRAPH_ERROR_DUPLICATE, "Two rules of one id");
  if (self->rules->len >= SPARE_GRAPH_RULES_MAX)
    return fail (error, SPARE_GRAPH_ERROR_TOO_MANY, "Too many rules");
  if (draft->label > SPARE_RULE_OTHER || draft->who > SPARE_WHO_ATTACKER)
    return fail (error, SPARE_GRAPH_ERROR_RANGE, "Another kind of rule");
  if (!find_vertex (self, draft->head, &rule.head, error))
    return FALSE;

  for (guint i = 0; draft->body[i] != NULL; i++)
    {
      guint vertex;

      if (i >= SPARE_GRAPH_BODY_MAX)
        return fail (error, SPARE_GRAPH_ERROR_TOO_MANY, "Too many vertices in a body");
      if (!find_vertex (self, draft->body[i], &vertex, error))
        return FALSE;
      if (!contains (body, rule.n_body, vertex))
        body[rule.n_body++] = vertex;
    }

  rule.id = draft->id != NULL ? g_ref_string_new (draft->id) : NULL;
  rule.body = g_memdup2 (body, rule.n_body * sizeof *body);
  append_rule (self, rule);
  return TRUE;
}

/**
 * spare_graph_add_threshold:
 * @draft: with 1 to %SPARE_GRAPH_THRESHOLD_MAX different vertices in its body
 * @k: 1 to as many
 *
 * Returns: FALSE with an error of spare_graph_add_rule(); _RANGE also for @k
 */
gboolean
spare_graph_add_threshold (SpareGraph           *self,
                           const SpareRuleDraft *draft,
                           guint                 k,
                           GError              **error)
{
  guint n = g_strv_length ((char **) draft->body);
  guint before = self->rules->len;
  guint count = 0;

  for (guint i = 0; i < n; i++)
    if (g_strv_contains (draft->body + i + 1, draft->body[i]))
      return fail (error, SPARE_GRAPH_ERROR_DUPLICATE, "A part of a threshold counts once");
  if (k == 0 || k > n || n > SPARE_GRAPH_THRESHOLD_MAX)
    return fail (error, SPARE_GRAPH_ERROR_RANGE, "A threshold out of range");

  for (guint choice = 0; choice < 1u << n; choice++)
    {
      const char *body[SPARE_GRAPH_THRESHOLD_MAX + 1] = { NULL };
      g_autofree char *id = NULL;
      SpareRuleDraft one = *draft;
      guint chosen = 0;

      for (guint i = 0; i < n; i++)
        if ((choice & 1u << i) != 0)
          body[chosen++] = draft->body[i];
      if (chosen != k)
        continue;

      id = draft->id != NULL ? g_strdup_printf ("%s.%u", draft->id, ++count) : NULL;
      one.id = id;
      one.body = body;
      if (!spare_graph_add_rule (self, &one, error))
        {
          for (guint i = before; i < self->rules->len; i++)
            if (g_array_index (self->rules, SpareRule, i).id != NULL)
              g_hash_table_remove (self->rules_by_id, g_array_index (self->rules, SpareRule, i).id);
          g_array_set_size (self->rules, before);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
add_to_set (SpareGraph *self,
            GArray     *set,
            const char *id,
            GError    **error)
{
  guint vertex;

  if (!find_vertex (self, id, &vertex, error))
    return FALSE;
  if (!contains ((const guint *) (gpointer) set->data, set->len, vertex))
    g_array_append_val (set, vertex);
  return TRUE;
}

gboolean
spare_graph_add_root (SpareGraph *self,
                      const char *id,
                      GError    **error)
{
  return add_to_set (self, self->roots, id, error);
}

gboolean
spare_graph_add_public (SpareGraph *self,
                        const char *id,
                        GError    **error)
{
  return add_to_set (self, self->public, id, error);
}

gboolean
spare_graph_remove_rule (SpareGraph *self,
                         const char *id,
                         GError    **error)
{
  guint rule = spare_graph_find_rule (self, id);

  if (rule == SPARE_GRAPH_NONE)
    return fail (error, SPARE_GRAPH_ERROR_UNKNOWN, "No rule of this id");

  g_hash_table_remove (self->rules_by_id, id);
  g_array_remove_index (self->rules, rule);
  for (guint i = rule; i < self->rules->len; i++)
    {
      const char *moved = g_array_index (self->rules, SpareRule, i).id;

      if (moved != NULL)
        g_hash_table_insert (self->rules_by_id, (gpointer) moved, GUINT_TO_POINTER (i + 1));
    }
  return TRUE;
}

guint
spare_graph_get_n_vertices (const SpareGraph *self)
{
  return self->vertices->len;
}

const SpareVertex *
spare_graph_get_vertex (const SpareGraph *self,
                        guint             vertex)
{
  g_assert (vertex < self->vertices->len);
  return &g_array_index (self->vertices, SpareVertex, vertex);
}

guint
spare_graph_get_n_rules (const SpareGraph *self)
{
  return self->rules->len;
}

const SpareRule *
spare_graph_get_rule (const SpareGraph *self,
                      guint             rule)
{
  g_assert (rule < self->rules->len);
  return &g_array_index (self->rules, SpareRule, rule);
}

const guint *
spare_graph_get_roots (const SpareGraph *self,
                       guint            *n_roots)
{
  *n_roots = self->roots->len;
  return (const guint *) (gpointer) self->roots->data;
}

const guint *
spare_graph_get_public (const SpareGraph *self,
                        guint            *n_public)
{
  *n_public = self->public->len;
  return (const guint *) (gpointer) self->public->data;
}

gboolean
spare_graph_is_account (const SpareGraph *self,
                        guint             vertex)
{
  return spare_graph_get_vertex (self, vertex)->kind == SPARE_VERTEX_ACCOUNT;
}

guint
spare_graph_find_vertex (const SpareGraph *self,
                         const char       *id)
{
  /* One more than the number; not there is 0, and so becomes NONE. */
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->vertices_by_id, id)) - 1;
}

guint
spare_graph_find_rule (const SpareGraph *self,
                       const char       *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->rules_by_id, id)) - 1;
}
