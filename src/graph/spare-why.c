/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-why.h"

GArray *
spare_why_reached (const SpareGraph   *graph,
                   const SpareClosure *closure,
                   guint               vertex)
{
  g_autofree guint8 *is_needed = g_new0 (guint8, spare_graph_get_n_vertices (graph));
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (SpareStep));
  guint n;
  const guint *reached = spare_closure_get_reached (closure, &n);

  is_needed[vertex] = TRUE;
  /* A rule's body was reached before its head. */
  for (guint i = n; i > 0; i--)
    {
      guint rule = spare_closure_get_rule (closure, reached[i - 1]);

      if (!is_needed[reached[i - 1]] || rule == SPARE_GRAPH_NONE)
        continue;
      for (guint j = 0; j < spare_graph_get_rule (graph, rule)->n_body; j++)
        is_needed[spare_graph_get_rule (graph, rule)->body[j]] = TRUE;
    }

  for (guint i = 0; i < n; i++)
    if (is_needed[reached[i]])
      {
        SpareStep step = { reached[i], spare_closure_get_rule (closure, reached[i]) };

        g_array_append_val (steps, step);
      }
  return steps;
}

GArray *
spare_why_not_reached (const SpareGraph   *graph,
                       const SpareClosure *closure,
                       guint               vertex)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (SpareGap));

  if (spare_closure_has (closure, vertex))
    return gaps;

  for (guint i = 0; i < spare_graph_get_n_rules (graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (graph, i);

      if (rule->head != vertex || !spare_rule_is_for (rule, SPARE_SIDE_OWNER))
        continue;
      for (guint j = 0; j < rule->n_body; j++)
        if (!spare_closure_has (closure, rule->body[j]))
          {
            SpareGap gap = { i, rule->body[j] };

            g_array_append_val (gaps, gap);
            break;
          }
    }
  return gaps;
}
