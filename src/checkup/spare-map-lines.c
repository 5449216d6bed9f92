/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-lines.h"

/* How one comes from a thing back to a box: each way at most once for each of the
 * four, so that the time is linear in the map for each box. */
typedef enum
{
  NEEDS_MORE = 1 << 0,
  ASSUMED = 1 << 1,
} Way;

typedef struct
{
  guint vertex;
  guint way;
} Step;

typedef struct
{
  SpareMap   *map;
  SpareGraph *graph;
  GPtrArray  *rules;   /* by vertex, a GArray of the rules that give it; NULL: none */
  guint8     *seen;    /* by vertex, a bit for each way */
  GArray     *stack;   /* Step */
  guint      *found;   /* by vertex, a bit for each way in which it leads to the box */
  GArray     *sources; /* guint: those with a bit */
  GArray     *lines;
} Walk;

static GPtrArray *
list_rules (SpareGraph *graph)
{
  guint n_vertices = spare_graph_get_n_vertices (graph);
  GPtrArray *rules = g_ptr_array_new_full (n_vertices, NULL);

  g_ptr_array_set_free_func (rules, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < n_vertices; i++)
    g_ptr_array_add (rules, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < spare_graph_get_n_rules (graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (graph, i);

      if (rule->n_body > 0)
        g_array_append_val (g_ptr_array_index (rules, rule->head), i);
    }

  return rules;
}

static void
walk_rule (Walk            *self,
           const SpareRule *rule,
           guint            way)
{
  way |= (rule->n_body > 1 ? NEEDS_MORE : 0) | (rule->assumed ? ASSUMED : 0);
  for (guint i = 0; i < rule->n_body; i++)
    {
      Step step = { .vertex = rule->body[i], .way = way };

      if ((self->seen[step.vertex] & (1 << way)) != 0)
        continue;
      self->seen[step.vertex] |= 1 << way;
      if (!spare_item_kind_is_drawn (spare_map_get_item (self->map, step.vertex)->kind))
        {
          g_array_append_val (self->stack, step);
          continue;
        }
      if (self->found[step.vertex] == 0)
        g_array_append_val (self->sources, step.vertex);
      self->found[step.vertex] |= 1 << way;
    }
}

/* The best way counts: alone before together with more, sure before assumed. */
static void
add_line (Walk  *self,
          guint  from,
          guint  to)
{
  guint ways = self->found[from];
  gboolean sure = (ways & (1 << 0 | 1 << NEEDS_MORE)) != 0;
  guint shift = sure ? 0 : ASSUMED;
  SpareMapLine line = {
    .from = from,
    .to = to,
    .alone = (ways & (1 << shift)) != 0,
    .assumed = !sure,
  };

  g_array_append_val (self->lines, line);
}

static void
walk_back (Walk *self,
           guint box)
{
  guint n_vertices = spare_graph_get_n_vertices (self->graph);
  Step step = { .vertex = box };

  memset (self->seen, 0, n_vertices);
  g_array_append_val (self->stack, step);
  while (self->stack->len > 0)
    {
      const GArray *rules;

      step = g_array_index (self->stack, Step, self->stack->len - 1);
      g_array_set_size (self->stack, self->stack->len - 1);
      rules = g_ptr_array_index (self->rules, step.vertex);
      for (guint i = 0; i < rules->len; i++)
        walk_rule (self, spare_graph_get_rule (self->graph, g_array_index (rules, guint, i)), step.way);
    }
  for (guint i = 0; i < self->sources->len; i++)
    {
      guint source = g_array_index (self->sources, guint, i);

      if (source != box)
        add_line (self, source, box);
      self->found[source] = 0;
    }
  g_array_set_size (self->sources, 0);
}

GArray *
spare_map_find_lines (SpareMap *map)
{
  SpareGraph *graph = spare_map_get_graph (map);
  guint n_vertices = spare_graph_get_n_vertices (graph);
  g_autoptr(GPtrArray) rules = list_rules (graph);
  g_autofree guint8 *seen = g_new0 (guint8, n_vertices + 1);
  g_autofree guint *found = g_new0 (guint, n_vertices + 1);
  g_autoptr(GArray) stack = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autoptr(GArray) sources = g_array_new (FALSE, FALSE, sizeof (guint));
  Walk walk = {
    .map = map,
    .graph = graph,
    .rules = rules,
    .seen = seen,
    .stack = stack,
    .found = found,
    .sources = sources,
    .lines = g_array_new (FALSE, FALSE, sizeof (SpareMapLine)),
  };

  for (guint i = 0; i < n_vertices; i++)
    {
      if (spare_item_kind_is_drawn (spare_map_get_item (map, i)->kind))
        walk_back (&walk, i);
    }

  return walk.lines;
}
