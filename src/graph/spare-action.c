/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-action.h"

struct _SpareAction
{
  char      *id;
  GArray    *vertices; /* SpareVertex; owns its id */
  GPtrArray *rules;    /* SpareRuleDraft; owns all */
  GPtrArray *removed;  /* char */
  GPtrArray *roots;    /* char */
  GPtrArray *lost;     /* char: scenario, vertex, scenario, vertex, … */
};

static void
vertex_clear (SpareVertex *vertex)
{
  g_free ((char *) vertex->id);
}

static void
draft_free (SpareRuleDraft *draft)
{
  g_free ((char *) draft->id);
  g_strfreev ((char **) draft->body);
  g_free ((char *) draft->head);
  g_free (draft);
}

SpareAction *
spare_action_new (const char *id)
{
  SpareAction *self = g_new0 (SpareAction, 1);

  self->id = g_strdup (id);
  self->vertices = g_array_new (FALSE, FALSE, sizeof (SpareVertex));
  g_array_set_clear_func (self->vertices, (GDestroyNotify) vertex_clear);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) draft_free);
  self->removed = g_ptr_array_new_with_free_func (g_free);
  self->roots = g_ptr_array_new_with_free_func (g_free);
  self->lost = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
spare_action_free (SpareAction *self)
{
  g_free (self->id);
  g_array_unref (self->vertices);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->removed);
  g_ptr_array_unref (self->roots);
  g_ptr_array_unref (self->lost);
  g_free (self);
}

const char *
spare_action_get_id (const SpareAction *self)
{
  return self->id;
}

void
spare_action_add_vertex (SpareAction       *self,
                         const SpareVertex *vertex)
{
  SpareVertex added = *vertex;

  added.id = g_strdup (vertex->id);
  g_array_append_val (self->vertices, added);
}

void
spare_action_add_rule (SpareAction          *self,
                       const SpareRuleDraft *draft)
{
  SpareRuleDraft *added = g_memdup2 (draft, sizeof *draft);

  added->id = g_strdup (draft->id);
  added->body = (const char *const *) g_strdupv ((char **) draft->body);
  added->head = g_strdup (draft->head);
  g_ptr_array_add (self->rules, added);
}

void
spare_action_remove_rule (SpareAction *self,
                          const char  *rule)
{
  g_ptr_array_add (self->removed, g_strdup (rule));
}

void
spare_action_add_root (SpareAction *self,
                       const char  *vertex)
{
  g_ptr_array_add (self->roots, g_strdup (vertex));
}

void
spare_action_lose_also (SpareAction *self,
                        const char  *scenario,
                        const char  *vertex)
{
  g_ptr_array_add (self->lost, g_strdup (scenario));
  g_ptr_array_add (self->lost, g_strdup (vertex));
}

static gboolean
apply_one (const SpareAction *self,
           const SpareGraph  *before,
           SpareGraph        *graph,
           GError           **error)
{
  for (guint i = 0; i < self->vertices->len; i++)
    {
      const SpareVertex *vertex = &g_array_index (self->vertices, SpareVertex, i);

      if (spare_graph_find_vertex (graph, vertex->id) == SPARE_GRAPH_NONE
          && !spare_graph_add_vertex (graph, vertex, error))
        return FALSE;
    }
  for (guint i = 0; i < self->removed->len; i++)
    {
      const char *id = self->removed->pdata[i];
      gboolean is_gone = spare_graph_find_rule (graph, id) == SPARE_GRAPH_NONE
                         && spare_graph_find_rule (before, id) != SPARE_GRAPH_NONE;

      /* Another action may have removed it. */
      if (!is_gone && !spare_graph_remove_rule (graph, id, error))
        return FALSE;
    }
  for (guint i = 0; i < self->rules->len; i++)
    if (!spare_graph_add_rule (graph, self->rules->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < self->roots->len; i++)
    if (!spare_graph_add_root (graph, self->roots->pdata[i], error))
      return FALSE;

  return TRUE;
}

SpareGraph *
spare_action_apply (const SpareGraph         *graph,
                    const SpareAction *const *actions,
                    guint                     n_actions,
                    GError                  **error)
{
  g_autoptr (SpareGraph) copy = spare_graph_copy (graph);

  for (guint i = 0; i < n_actions; i++)
    if (!apply_one (actions[i], graph, copy, error))
      return NULL;
  return g_steal_pointer (&copy);
}

gboolean
spare_action_find_lost (const SpareAction *self,
                        const SpareGraph  *graph,
                        const char        *scenario,
                        GArray            *lost,
                        GError           **error)
{
  for (guint i = 0; i < self->lost->len; i += 2)
    {
      guint vertex = spare_graph_find_vertex (graph, self->lost->pdata[i + 1]);

      if (!g_str_equal (self->lost->pdata[i], scenario))
        continue;
      if (vertex == SPARE_GRAPH_NONE)
        {
          g_set_error_literal (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_UNKNOWN, "No vertex of this id");
          return FALSE;
        }
      g_array_append_val (lost, vertex);
    }
  return TRUE;
}
