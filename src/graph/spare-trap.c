/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-trap.h"

#include "spare-set.h"

typedef struct
{
  const SpareGraph *graph;
  guint8           *is_out;     /* by vertex: not reached */
  guint8           *is_loop;    /* by vertex: leads to itself */
  guint            *first_edge; /* by vertex, and one more */
  guint            *edges;
  guint            *next_edge;  /* by vertex: where its walk goes on */
  guint            *order;      /* by vertex: when it was found, from 1 */
  guint            *low;        /* by vertex: the first that is found again from it */
  guint            *path;       /* the walk, in place of recursion */
  guint            *stack;      /* found, and in no component yet */
  guint8           *is_stacked;
  guint             n_found;
  guint             n_path;
  guint             n_stack;
  GPtrArray        *traps;
} Walk;

/* Counts the edges of each vertex, or writes them down. */
static void
take_edges (Walk     *self,
            gboolean  write)
{
  for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);

      if (!spare_rule_is_for (rule, SPARE_SIDE_OWNER) || !self->is_out[rule->head])
        continue;

      for (guint j = 0; j < rule->n_body; j++)
        {
          guint from = rule->body[j];

          if (!self->is_out[from])
            continue;
          if (write)
            self->edges[self->next_edge[from]++] = rule->head;
          else
            self->first_edge[from + 1]++;
          if (from == rule->head)
            self->is_loop[from] = TRUE;
        }
    }
}

static void
walk_init (Walk                *self,
           const SpareGraph    *graph,
           const SpareScenario *scenario)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  guint n = spare_graph_get_n_vertices (graph);

  self->graph = graph;
  self->is_out = g_new0 (guint8, n + 1);
  self->is_loop = g_new0 (guint8, n + 1);
  self->first_edge = g_new0 (guint, n + 1);
  self->next_edge = g_new0 (guint, n + 1);
  self->order = g_new0 (guint, n + 1);
  self->low = g_new0 (guint, n + 1);
  self->path = g_new0 (guint, n + 1);
  self->stack = g_new0 (guint, n + 1);
  self->is_stacked = g_new0 (guint8, n + 1);
  self->traps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  spare_scenario_lose (scenario, graph, closure);
  for (guint i = 0; i < n; i++)
    self->is_out[i] = !spare_closure_has (closure, i);
  take_edges (self, FALSE);
  for (guint i = 0; i < n; i++)
    {
      self->first_edge[i + 1] += self->first_edge[i];
      self->next_edge[i + 1] = self->first_edge[i + 1];
    }
  self->edges = g_new0 (guint, self->first_edge[n] + 1);
  take_edges (self, TRUE);
  for (guint i = 0; i < n; i++)
    self->next_edge[i] = self->first_edge[i];
}

static void
walk_clear (Walk *self)
{
  g_free (self->is_out);
  g_free (self->is_loop);
  g_free (self->first_edge);
  g_free (self->edges);
  g_free (self->next_edge);
  g_free (self->order);
  g_free (self->low);
  g_free (self->path);
  g_free (self->stack);
  g_free (self->is_stacked);
}

/* Takes the component that begins with @first from the stack. */
static void
end_component (Walk *self,
               guint first)
{
  g_autoptr (GArray) component = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean has_account = FALSE;
  guint vertex;

  do
    {
      vertex = self->stack[--self->n_stack];
      self->is_stacked[vertex] = FALSE;
      has_account = has_account || spare_graph_is_account (self->graph, vertex);
      g_array_append_val (component, vertex);
    }
  while (vertex != first);

  if (!has_account || (component->len == 1 && !self->is_loop[first]))
    return;
  g_array_sort (component, spare_number_compare);
  g_ptr_array_add (self->traps, g_steal_pointer (&component));
}

static void
enter (Walk *self,
       guint vertex)
{
  self->order[vertex] = self->low[vertex] = ++self->n_found;
  self->path[self->n_path++] = vertex;
  self->stack[self->n_stack++] = vertex;
  self->is_stacked[vertex] = TRUE;
}

static void
walk_from (Walk *self,
           guint start)
{
  enter (self, start);
  while (self->n_path > 0)
    {
      guint vertex = self->path[self->n_path - 1];

      if (self->next_edge[vertex] < self->first_edge[vertex + 1])
        {
          guint to = self->edges[self->next_edge[vertex]++];

          if (self->order[to] == 0)
            enter (self, to);
          else if (self->is_stacked[to])
            self->low[vertex] = MIN (self->low[vertex], self->order[to]);
          continue;
        }

      if (self->low[vertex] == self->order[vertex])
        end_component (self, vertex);
      self->n_path--;
      if (self->n_path > 0)
        {
          guint before = self->path[self->n_path - 1];

          self->low[before] = MIN (self->low[before], self->low[vertex]);
        }
    }
}

static int
compare_traps (gconstpointer a,
               gconstpointer b)
{
  const GArray *x = *(const GArray *const *) a;
  const GArray *y = *(const GArray *const *) b;

  return spare_number_compare (x->data, y->data);
}

GPtrArray *
spare_trap_find (const SpareGraph    *graph,
                 const SpareScenario *scenario)
{
  Walk walk = { 0 };

  walk_init (&walk, graph, scenario);
  for (guint i = 0; i < spare_graph_get_n_vertices (graph); i++)
    if (walk.is_out[i] && walk.order[i] == 0)
      walk_from (&walk, i);
  walk_clear (&walk);
  g_ptr_array_sort (walk.traps, compare_traps);
  return walk.traps;
}
