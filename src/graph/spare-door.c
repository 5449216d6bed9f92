/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-door.h"

#define LOOK_EVERY 512 /* sets between two looks at the cancellable */

/* How hard a set of things is to get. */
typedef struct
{
  int   tier; /* the highest; of no things at all 0, as everybody has them */
  guint n;
} Effort;

typedef struct
{
  const SpareGraph *graph;
  SpareClosure     *closure; /* attacker's, with one front door */
  guint             account;
  int               tier;
  guint             count;
  GCancellable     *cancellable;
  GError           *error;
} Search;

void
spare_doors_free (SpareDoors *self)
{
  g_array_unref (self->side);
  g_array_unref (self->back);
  g_array_unref (self->shorter);
  g_free (self);
}

static void
doors_free_if_any (gpointer doors)
{
  if (doors != NULL)
    spare_doors_free (doors);
}

static int
get_tier (const SpareGraph *graph,
          const SpareSet   *set)
{
  int tier = 0;

  for (guint i = 0; i < set->n; i++)
    tier = MAX (tier, spare_graph_get_vertex (graph, set->members[i])->tier);
  return tier;
}

/* Do @n things more, of those from @from on up to a tier, open the account? */
static gboolean
opens (Search *self,
       guint   from,
       guint   n)
{
  if (spare_closure_has (self->closure, self->account))
    return TRUE;

  for (guint i = from; n > 0 && i < spare_graph_get_n_vertices (self->graph); i++)
    {
      int tier = spare_graph_get_vertex (self->graph, i)->tier;
      gboolean found;
      guint before;

      if (tier == SPARE_TIER_NONE || tier > self->tier || i == self->account || spare_closure_has (self->closure, i))
        continue;

      spare_closure_get_reached (self->closure, &before);
      spare_closure_add (self->closure, i);
      found = opens (self, i + 1, n - 1);
      spare_closure_undo (self->closure, before);
      if (found)
        return TRUE;
      if (self->error != NULL
          || (++self->count % LOOK_EVERY == 0
              && g_cancellable_set_error_if_cancelled (self->cancellable, &self->error)))
        return FALSE;
    }

  return FALSE;
}

/* The easiest way through the front door: of those with up to three things; if
 * there are none, it takes more. */
static Effort
find_easiest (Search *self,
              int     front)
{
  Effort effort = { front, SPARE_SET_MAX + 1 };

  spare_scenario_take (NULL, self->graph, self->closure);
  for (self->tier = front; self->tier <= SPARE_TIER_MAX; self->tier++)
    for (guint n = 0; n <= SPARE_SET_MAX; n++)
      if (opens (self, 0, n))
        {
          effort.tier = self->tier;
          effort.n = n;
          return effort;
        }
      else if (self->error != NULL)
        {
          return effort;
        }

  return effort;
}

/* No smaller set opens the account at all, so that a set has a way through the
 * front door in it if and only if it is one. */
static gboolean
is_side_door (Search         *self,
              const SpareSet *set)
{
  spare_scenario_take (NULL, self->graph, self->closure);
  spare_closure_add_all (self->closure, set->members, set->n);
  return !spare_closure_has (self->closure, self->account);
}

static SpareDoors *
find_doors (Search       *self,
            const GArray *sets,
            int           front)
{
  SpareDoors *doors = g_new0 (SpareDoors, 1);
  Effort easiest = { -1, 0 };

  doors->front = front;
  doors->side = spare_set_list_new ();
  doors->back = spare_set_list_new ();
  doors->shorter = spare_set_list_new ();
  spare_closure_set_front (self->closure, self->account);

  for (guint i = 0; i < sets->len && self->error == NULL; i++)
    {
      const SpareSet *set = &g_array_index (sets, SpareSet, i);
      int tier = get_tier (self->graph, set);

      if (!is_side_door (self, set))
        continue;

      g_array_append_vals (doors->side, set, 1);
      if (tier < front)
        {
          g_array_append_vals (doors->back, set, 1);
          continue;
        }
      if (easiest.tier < 0)
        easiest = find_easiest (self, front);
      if (tier < easiest.tier || (tier == easiest.tier && set->n < easiest.n))
        g_array_append_vals (doors->shorter, set, 1);
    }

  return doors;
}

GPtrArray *
spare_door_find (const SpareGraph *graph,
                 const GPtrArray  *sets,
                 GCancellable     *cancellable,
                 GError          **error)
{
  g_autoptr (SpareClosure) closure = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree int *front = NULL;
  Search search = { .graph = graph, .cancellable = cancellable };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  found = g_ptr_array_new_with_free_func (doors_free_if_any);
  search.closure = closure = spare_closure_new (graph, SPARE_SIDE_ATTACKER);
  front = spare_attack_find_front (graph);
  g_ptr_array_set_size (found, (int) spare_graph_get_n_vertices (graph));
  for (guint i = 0; i < found->len; i++)
    {
      if (front[i] == SPARE_EXPOSURE_NONE)
        continue;

      search.account = i;
      found->pdata[i] = find_doors (&search, sets->pdata[i], front[i]);
      if (search.error != NULL)
        {
          g_propagate_error (error, search.error);
          return NULL;
        }
    }

  return g_steal_pointer (&found);
}
