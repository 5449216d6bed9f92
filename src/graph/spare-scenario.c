/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-scenario.h"

#include "spare-set.h"

SpareScenario *
spare_scenario_new (const char *id)
{
  SpareScenario *self = g_new0 (SpareScenario, 1);

  self->id = g_strdup (id);
  self->things = g_array_new (FALSE, FALSE, sizeof (guint));
  self->barred = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
spare_scenario_free (SpareScenario *self)
{
  g_free (self->id);
  g_array_unref (self->things);
  g_array_unref (self->barred);
  g_free (self);
}

void
spare_scenario_add_thing (SpareScenario *self,
                          guint          vertex)
{
  g_array_append_val (self->things, vertex);
}

void
spare_scenario_bar (SpareScenario *self,
                    guint          vertex)
{
  g_array_append_val (self->barred, vertex);
}

static void
begin (const SpareScenario *self,
       SpareClosure        *closure)
{
  spare_closure_clear (closure);
  for (guint i = 0; self != NULL && i < self->barred->len; i++)
    spare_closure_bar (closure, g_array_index (self->barred, guint, i));
}

void
spare_scenario_lose (const SpareScenario *self,
                     const SpareGraph    *graph,
                     SpareClosure        *closure)
{
  g_autofree guint8 *is_lost = g_new0 (guint8, spare_graph_get_n_vertices (graph));
  guint n_roots, n_public;
  const guint *roots = spare_graph_get_roots (graph, &n_roots);
  const guint *known = spare_graph_get_public (graph, &n_public);

  for (guint i = 0; self != NULL && i < self->things->len; i++)
    is_lost[g_array_index (self->things, guint, i)] = TRUE;

  begin (self, closure);
  for (guint i = 0; i < n_roots; i++)
    if (!is_lost[roots[i]])
      spare_closure_add (closure, roots[i]);
  for (guint i = 0; i < n_public; i++)
    if (!is_lost[known[i]])
      spare_closure_add (closure, known[i]);
}

void
spare_scenario_take (const SpareScenario *self,
                     const SpareGraph    *graph,
                     SpareClosure        *closure)
{
  guint n_public;
  const guint *known = spare_graph_get_public (graph, &n_public);

  begin (self, closure);
  spare_closure_add_all (closure, known, n_public);
  for (guint i = 0; self != NULL && i < self->things->len; i++)
    spare_closure_add (closure, g_array_index (self->things, guint, i));
}

GArray *
spare_closure_dup_reached (const SpareClosure *closure)
{
  guint n;
  const guint *reached = spare_closure_get_reached (closure, &n);
  GArray *found = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  g_array_append_vals (found, reached, n);
  g_array_sort (found, spare_number_compare);
  return found;
}

GArray *
spare_closure_dup_accounts (const SpareClosure *closure,
                            const SpareGraph   *graph)
{
  guint n;
  const guint *reached = spare_closure_get_reached (closure, &n);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    if (spare_graph_is_account (graph, reached[i]))
      g_array_append_val (found, reached[i]);
  g_array_sort (found, spare_number_compare);
  return found;
}
