/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-attack.h"

#define LOOK_EVERY 512 /* sets between two looks at the cancellable */

GArray *
spare_attack_find_seized (const SpareGraph    *graph,
                          SpareSide            side,
                          const SpareScenario *scenario)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, side);

  spare_scenario_take (scenario, graph, closure);
  return spare_closure_dup_accounts (closure, graph);
}

GPtrArray *
spare_attack_find_blast (const SpareGraph *graph)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_ATTACKER);
  GPtrArray *found = spare_lists_new (spare_graph_get_n_vertices (graph));
  guint before, n;

  spare_scenario_take (NULL, graph, closure);
  spare_closure_get_reached (closure, &before);
  for (guint i = 0; i < found->len; i++)
    {
      GArray *accounts = g_array_new (FALSE, FALSE, sizeof (guint));
      const guint *reached;

      spare_closure_add (closure, i);
      reached = spare_closure_get_reached (closure, &n);
      for (guint j = before; j < n; j++)
        if (reached[j] != i && spare_graph_is_account (graph, reached[j]))
          g_array_append_val (accounts, reached[j]);
      g_array_sort (accounts, spare_number_compare);
      spare_closure_undo (closure, before);
      found->pdata[i] = accounts;
    }
  return found;
}

typedef struct
{
  const SpareGraph *graph;
  SpareClosure     *closure;
  GPtrArray        *found; /* by vertex: GArray of SpareSet */
  GArray           *things;
  guint             size;
  guint             count;
  GCancellable     *cancellable;
} Search;

static void
note_taken (Search         *self,
            const SpareSet *taken,
            guint           before)
{
  guint n;
  const guint *reached = spare_closure_get_reached (self->closure, &n);

  for (guint i = before; i < n; i++)
    {
      GArray *sets = self->found->pdata[reached[i]];

      if (sets != NULL && !spare_set_contains (taken, reached[i]) && !spare_set_list_has_part (sets, taken))
        g_array_append_vals (sets, taken, 1);
    }
}

/* Takes one thing more, of those from @from on. What it brings is run on top of
 * what the others brought, and taken back. */
static gboolean
take_more (Search   *self,
           SpareSet *taken,
           guint     from,
           GError  **error)
{
  for (guint i = from; i < self->things->len; i++)
    {
      guint thing = g_array_index (self->things, guint, i);
      gboolean good = TRUE;
      guint before;

      /* What the others bring already is in no least set with them. */
      if (spare_closure_has (self->closure, thing))
        continue;

      spare_closure_get_reached (self->closure, &before);
      spare_closure_add (self->closure, thing);
      taken->members[taken->n++] = thing;
      if (taken->n == self->size)
        note_taken (self, taken, before);
      else
        good = take_more (self, taken, i + 1, error);
      taken->n--;
      spare_closure_undo (self->closure, before);

      if (!good
          || (++self->count % LOOK_EVERY == 0
              && g_cancellable_set_error_if_cancelled (self->cancellable, error)))
        return FALSE;
    }

  return TRUE;
}

static GArray *
find_things (const SpareGraph *graph)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < spare_graph_get_n_vertices (graph); i++)
    if (spare_graph_get_vertex (graph, i)->tier != SPARE_TIER_NONE)
      g_array_append_val (things, i);
  return things;
}

GPtrArray *
spare_attack_find_sets (const SpareGraph *graph,
                        guint             size_max,
                        GCancellable     *cancellable,
                        GError          **error)
{
  g_autoptr (SpareClosure) closure = NULL;
  g_autoptr (GArray) things = NULL;
  g_autoptr (GPtrArray) found = NULL;
  Search search = { .graph = graph, .cancellable = cancellable };
  SpareSet taken = { 0 };

  g_return_val_if_fail (size_max >= 1 && size_max <= SPARE_SET_MAX, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  search.closure = closure = spare_closure_new (graph, SPARE_SIDE_ATTACKER);
  search.things = things = find_things (graph);
  search.found = found = spare_lists_new (spare_graph_get_n_vertices (graph));
  spare_scenario_take (NULL, graph, closure);
  for (guint i = 0; i < found->len; i++)
    if (spare_graph_is_account (graph, i))
      {
        found->pdata[i] = spare_set_list_new ();
        if (spare_closure_has (closure, i))
          g_array_append_val (found->pdata[i], taken);
      }

  for (search.size = 1; search.size <= size_max; search.size++)
    if (!take_more (&search, &taken, 0, error))
      return NULL;
  return g_steal_pointer (&found);
}

/* The things of each tier after those below it, without @but, until @account is
 * reached. Of all accounts at once: @account is NONE, @exposure is filled in. */
static int
run_tiers (const SpareGraph *graph,
           const GArray     *things,
           SpareClosure     *closure,
           guint             account,
           int              *exposure)
{
  spare_scenario_take (NULL, graph, closure);
  for (int tier = 0; tier <= SPARE_TIER_MAX; tier++)
    {
      guint n;
      const guint *reached;

      for (guint i = 0; i < things->len; i++)
        {
          guint thing = g_array_index (things, guint, i);

          if (thing != account && spare_graph_get_vertex (graph, thing)->tier == tier)
            spare_closure_add (closure, thing);
        }

      if (account != SPARE_GRAPH_NONE && spare_closure_has (closure, account))
        return tier;
      reached = spare_closure_get_reached (closure, &n);
      for (guint i = 0; exposure != NULL && i < n; i++)
        if (exposure[reached[i]] == SPARE_EXPOSURE_NEVER)
          exposure[reached[i]] = tier;
    }

  return SPARE_EXPOSURE_NEVER;
}

int *
spare_attack_find_exposure (const SpareGraph *graph)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_ATTACKER);
  g_autoptr (GArray) things = find_things (graph);
  guint n = spare_graph_get_n_vertices (graph);
  int *exposure = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    exposure[i] = spare_graph_is_account (graph, i) ? SPARE_EXPOSURE_NEVER : SPARE_EXPOSURE_NONE;
  run_tiers (graph, things, closure, SPARE_GRAPH_NONE, exposure);

  /* An account with a tier has itself among the things. */
  for (guint i = 0; i < n; i++)
    if (spare_graph_is_account (graph, i) && spare_graph_get_vertex (graph, i)->tier != SPARE_TIER_NONE)
      exposure[i] = run_tiers (graph, things, closure, i, NULL);
  return exposure;
}

int *
spare_attack_find_front (const SpareGraph *graph)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_ATTACKER);
  g_autoptr (GArray) things = find_things (graph);
  guint n = spare_graph_get_n_vertices (graph);
  int *front = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    front[i] = SPARE_EXPOSURE_NONE;
  for (guint i = 0; i < spare_graph_get_n_rules (graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (graph, i);

      if (rule->label != SPARE_RULE_LOGIN || rule->n_body == 0 || front[rule->head] != SPARE_EXPOSURE_NONE
          || !spare_graph_is_account (graph, rule->head))
        continue;

      spare_closure_set_front (closure, rule->head);
      front[rule->head] = run_tiers (graph, things, closure, rule->head, NULL);
    }
  return front;
}

GPtrArray *
spare_attack_find_collapse (const SpareGraph *graph)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_ATTACKER);
  g_autoptr (GArray) things = find_things (graph);
  GPtrArray *found = spare_lists_new (spare_graph_get_n_vertices (graph));
  guint before, n;

  for (guint i = 0; i < found->len; i++)
    if (spare_graph_is_account (graph, i) && spare_graph_get_vertex (graph, i)->factors >= 2)
      found->pdata[i] = g_array_new (FALSE, FALSE, sizeof (guint));

  spare_scenario_take (NULL, graph, closure);
  spare_closure_get_reached (closure, &before);
  for (guint i = 0; i < things->len; i++)
    {
      guint thing = g_array_index (things, guint, i);
      const guint *reached;

      if (spare_graph_is_account (graph, thing))
        continue;
      spare_closure_add (closure, thing);
      reached = spare_closure_get_reached (closure, &n);
      for (guint j = 0; j < n; j++)
        if (found->pdata[reached[j]] != NULL)
          g_array_append_val (found->pdata[reached[j]], thing);
      spare_closure_undo (closure, before);
    }
  return found;
}

GArray *
spare_attack_find_inversions (const SpareGraph *graph)
{
  g_autoptr (GPtrArray) blast = spare_attack_find_blast (graph);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (SparePair));

  for (guint i = 0; i < blast->len; i++)
    {
      const GArray *accounts = blast->pdata[i];

      if (!spare_graph_is_account (graph, i))
        continue;
      for (guint j = 0; j < accounts->len; j++)
        {
          SparePair pair = { i, g_array_index (accounts, guint, j) };

          if (spare_graph_get_vertex (graph, pair.second)->importance > spare_graph_get_vertex (graph, i)->importance)
            g_array_append_val (found, pair);
        }
    }
  return found;
}
