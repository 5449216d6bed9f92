/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-loss.h"

#include <stdlib.h>

#define LOOK_EVERY 128 /* closures between two looks at the cancellable */

typedef struct
{
  const SpareGraph *graph;
  SpareClosure     *closure;
  GPtrArray        *found;    /* by vertex: GArray of SpareSet */
  GArray           *accounts; /* guint: those that are reached today */
  guint            *roots;    /* in order */
  guint             n_roots;
  guint             size;     /* of the sets that are looked for now */
  guint             count;
  GCancellable     *cancellable;
} Search;

GArray *
spare_loss_find_reach (const SpareGraph    *graph,
                       SpareSide            side,
                       const SpareScenario *scenario)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, side);

  spare_scenario_lose (scenario, graph, closure);
  return spare_closure_dup_reached (closure);
}

GArray *
spare_loss_find_accounts (const SpareGraph    *graph,
                          const SpareScenario *scenario)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  g_autoptr (GArray) today = NULL;
  GArray *lost = g_array_new (FALSE, FALSE, sizeof (guint));

  spare_scenario_lose (NULL, graph, closure);
  today = spare_closure_dup_accounts (closure, graph);
  spare_scenario_lose (scenario, graph, closure);
  for (guint i = 0; i < today->len; i++)
    if (!spare_closure_has (closure, g_array_index (today, guint, i)))
      g_array_append_val (lost, g_array_index (today, guint, i));
  return lost;
}

GArray *
spare_loss_find_unreachable (const SpareGraph *graph)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  spare_scenario_lose (NULL, graph, closure);
  for (guint i = 0; i < spare_graph_get_n_vertices (graph); i++)
    if (spare_graph_is_account (graph, i) && !spare_closure_has (closure, i))
      g_array_append_val (found, i);
  return found;
}

static void
search_init (Search           *self,
             const SpareGraph *graph)
{
  const guint *roots = spare_graph_get_roots (graph, &self->n_roots);

  self->graph = graph;
  self->closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  spare_scenario_lose (NULL, graph, self->closure);
  self->accounts = spare_closure_dup_accounts (self->closure, graph);
  self->found = spare_lists_new (spare_graph_get_n_vertices (graph));
  for (guint i = 0; i < self->accounts->len; i++)
    self->found->pdata[g_array_index (self->accounts, guint, i)] = spare_set_list_new ();

  self->roots = g_new (guint, self->n_roots + 1);
  for (guint i = 0; i < self->n_roots; i++)
    self->roots[i] = roots[i];
  qsort (self->roots, self->n_roots, sizeof *self->roots, spare_number_compare);
}

static void
search_clear (Search *self)
{
  spare_closure_free (self->closure);
  g_array_unref (self->accounts);
  g_free (self->roots);
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

/* From what is public and no root: a root that is lost is lost from there too. */
static void
begin (Search *self)
{
  guint n_public;
  const guint *known = spare_graph_get_public (self->graph, &n_public);

  spare_closure_clear (self->closure);
  for (guint i = 0; i < n_public; i++)
    if (self->n_roots == 0
        || bsearch (&known[i], self->roots, self->n_roots, sizeof *known, spare_number_compare) == NULL)
      spare_closure_add (self->closure, known[i]);
}

static void
note_lost (Search         *self,
           const SpareSet *lost)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      guint account = g_array_index (self->accounts, guint, i);
      GArray *sets = self->found->pdata[account];

      if (!spare_closure_has (self->closure, account) && !spare_set_list_has_part (sets, lost))
        g_array_append_vals (sets, lost, 1);
    }
}

/* Loses one root more, of those from @from on. All before it that are not lost
 * are added already, and stay: only what comes behind is run again each time. */
static gboolean
lose_more (Search   *self,
           SpareSet *lost,
           guint     from,
           GError  **error)
{
  for (guint i = from; i < self->n_roots; i++)
    {
      gboolean good = TRUE;
      guint mark;

      spare_closure_get_reached (self->closure, &mark);
      lost->members[lost->n++] = self->roots[i];
      if (lost->n < self->size)
        {
          good = lose_more (self, lost, i + 1, error);
        }
      else
        {
          spare_closure_add_all (self->closure, self->roots + i + 1, self->n_roots - i - 1);
          note_lost (self, lost);
          good = ++self->count % LOOK_EVERY != 0
                 || !g_cancellable_set_error_if_cancelled (self->cancellable, error);
        }
      lost->n--;
      if (!good)
        return FALSE;

      spare_closure_undo (self->closure, mark);
      spare_closure_add (self->closure, self->roots[i]);
    }

  return TRUE;
}

GPtrArray *
spare_loss_find_sets (const SpareGraph *graph,
                      guint             size_max,
                      GCancellable     *cancellable,
                      GError          **error)
{
  Search search = { .cancellable = cancellable };
  GPtrArray *found = NULL;
  gboolean good = TRUE;

  g_return_val_if_fail (size_max >= 1 && size_max <= SPARE_SET_MAX, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  search_init (&search, graph);
  for (search.size = 1; good && search.size <= size_max; search.size++)
    {
      SpareSet lost = { 0 };

      begin (&search);
      good = lose_more (&search, &lost, 0, error);
    }
  if (good)
    found = g_steal_pointer (&search.found);
  search_clear (&search);
  return found;
}

GPtrArray *
spare_loss_find_single_points (const SpareGraph *graph)
{
  g_autoptr (GPtrArray) sets = spare_loss_find_sets (graph, 1, NULL, NULL);
  GPtrArray *found = spare_lists_new (sets->len);

  for (guint i = 0; i < sets->len; i++)
    {
      const GArray *of_account = sets->pdata[i];

      if (!spare_graph_is_account (graph, i))
        continue;

      found->pdata[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint j = 0; of_account != NULL && j < of_account->len; j++)
        g_array_append_val (found->pdata[i], g_array_index (of_account, SpareSet, j).members[0]);
    }
  return found;
}

guint
spare_loss_get_resilience (const GArray *sets)
{
  if (sets == NULL)
    return 0;
  return sets->len > 0 ? g_array_index (sets, SpareSet, 0).n : SPARE_SET_MAX + 1;
}
