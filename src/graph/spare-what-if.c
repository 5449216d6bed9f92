/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-what-if.h"

struct _SpareWhatIf
{
  SpareGraph *graph;
  GPtrArray  *losses;
  GPtrArray  *attacks;
  guint8     *today; /* by vertex: an account that the owner gets at as it is */
};

void
spare_outlook_free (SpareOutlook *self)
{
  g_ptr_array_unref (self->lost);
  g_ptr_array_unref (self->seized);
  g_free (self);
}

SpareWhatIf *
spare_what_if_new (SpareGraph *graph,
                   GPtrArray  *losses,
                   GPtrArray  *attacks)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  guint n = spare_graph_get_n_vertices (graph);
  SpareWhatIf *self = g_new0 (SpareWhatIf, 1);

  self->graph = spare_graph_ref (graph);
  self->losses = g_ptr_array_ref (losses);
  self->attacks = g_ptr_array_ref (attacks);
  self->today = g_new0 (guint8, n + 1);
  spare_scenario_lose (NULL, graph, closure);
  for (guint i = 0; i < n; i++)
    self->today[i] = spare_graph_is_account (graph, i) && spare_closure_has (closure, i);
  return self;
}

void
spare_what_if_free (SpareWhatIf *self)
{
  spare_graph_unref (self->graph);
  g_ptr_array_unref (self->losses);
  g_ptr_array_unref (self->attacks);
  g_free (self->today);
  g_free (self);
}

static guint
weigh (const SpareGraph *graph,
       const GArray     *accounts)
{
  guint weight = 0;

  for (guint i = 0; i < accounts->len; i++)
    weight += spare_graph_get_vertex (graph, g_array_index (accounts, guint, i))->importance;
  return weight;
}

static SpareScenario *
with_lost (const SpareScenario      *scenario,
           const SpareGraph         *graph,
           const SpareAction *const *actions,
           guint                     n_actions,
           GError                  **error)
{
  g_autoptr (SpareScenario) copy = spare_scenario_new (scenario->id);

  g_array_append_vals (copy->things, scenario->things->data, scenario->things->len);
  g_array_append_vals (copy->barred, scenario->barred->data, scenario->barred->len);
  for (guint i = 0; i < n_actions; i++)
    if (!spare_action_find_lost (actions[i], graph, scenario->id, copy->things, error))
      return NULL;
  return g_steal_pointer (&copy);
}

static gboolean
look_at_losses (SpareWhatIf              *self,
                const SpareGraph         *graph,
                const SpareAction *const *actions,
                guint                     n_actions,
                SpareOutlook             *outlook,
                GError                  **error)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  g_autoptr (GArray) today = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = spare_graph_get_n_vertices (self->graph);

  spare_scenario_lose (NULL, graph, closure);
  for (guint i = 0; i < spare_graph_get_n_vertices (graph); i++)
    if ((i < n && self->today[i]) || (spare_graph_is_account (graph, i) && spare_closure_has (closure, i)))
      g_array_append_val (today, i);

  for (guint i = 0; i < self->losses->len; i++)
    {
      g_autoptr (SpareScenario) scenario = with_lost (self->losses->pdata[i], graph, actions, n_actions, error);
      GArray *lost;

      if (scenario == NULL)
        return FALSE;
      lost = g_array_new (FALSE, FALSE, sizeof (guint));
      spare_scenario_lose (scenario, graph, closure);
      for (guint j = 0; j < today->len; j++)
        if (!spare_closure_has (closure, g_array_index (today, guint, j)))
          g_array_append_val (lost, g_array_index (today, guint, j));
      g_ptr_array_add (outlook->lost, lost);
      outlook->lost_weight += weigh (graph, lost);
    }
  return TRUE;
}

static void
look_at_attacks (SpareWhatIf      *self,
                 const SpareGraph *graph,
                 SpareOutlook     *outlook)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_ATTACKER);

  for (guint i = 0; i < self->attacks->len; i++)
    {
      GArray *seized;

      spare_scenario_take (self->attacks->pdata[i], graph, closure);
      seized = spare_closure_dup_accounts (closure, graph);
      g_ptr_array_add (outlook->seized, seized);
      outlook->seized_weight += weigh (graph, seized);
    }
}

SpareOutlook *
spare_what_if_try (SpareWhatIf              *self,
                   const SpareAction *const *actions,
                   guint                     n_actions,
                   GError                  **error)
{
  g_autoptr (SpareGraph) graph = spare_action_apply (self->graph, actions, n_actions, error);
  g_autoptr (SpareOutlook) outlook = NULL;

  if (graph == NULL)
    return NULL;

  outlook = g_new0 (SpareOutlook, 1);
  outlook->lost = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  outlook->seized = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  if (!look_at_losses (self, graph, actions, n_actions, outlook, error))
    return NULL;
  look_at_attacks (self, graph, outlook);
  return g_steal_pointer (&outlook);
}

/* Tries @action after the @n_done that are in @chosen, which has room for it.
 * @pick: with the weights before; gain 0 where it is not to be done now. */
static gboolean
try_more (SpareWhatIf        *self,
          const SpareAction **chosen,
          guint               n_done,
          const SpareAction  *action,
          SparePick          *pick,
          GError            **error)
{
  g_autoptr (SpareOutlook) outlook = NULL;
  guint before = pick->lost_weight + pick->seized_weight;

  chosen[n_done] = action;
  outlook = spare_what_if_try (self, chosen, n_done + 1, error);
  if (outlook == NULL)
    return FALSE;

  pick->gain = outlook->lost_weight <= pick->lost_weight && outlook->seized_weight <= pick->seized_weight
                 ? before - outlook->lost_weight - outlook->seized_weight
                 : 0;
  pick->lost_weight = outlook->lost_weight;
  pick->seized_weight = outlook->seized_weight;
  return TRUE;
}

GArray *
spare_what_if_order (SpareWhatIf              *self,
                     const SpareAction *const *actions,
                     guint                     n_actions,
                     GCancellable             *cancellable,
                     GError                  **error)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (SparePick));
  g_autoptr (SpareOutlook) base = spare_what_if_try (self, NULL, 0, error);
  g_autofree const SpareAction **chosen = g_new0 (const SpareAction *, n_actions + 1);
  g_autofree guint8 *is_chosen = g_new0 (guint8, n_actions + 1);
  SparePick now = { 0 };

  if (base == NULL)
    return NULL;

  now.lost_weight = base->lost_weight;
  now.seized_weight = base->seized_weight;
  do
    {
      SparePick best = { 0 };

      for (guint i = 0; i < n_actions; i++)
        {
          SparePick pick = now;

          if (is_chosen[i])
            continue;
          if (g_cancellable_set_error_if_cancelled (cancellable, error)
              || !try_more (self, chosen, order->len, actions[i], &pick, error))
            return NULL;
          pick.action = i;
          if (pick.gain > best.gain)
            best = pick;
        }

      now = best;
      if (best.gain > 0)
        {
          chosen[order->len] = actions[best.action];
          is_chosen[best.action] = TRUE;
          g_array_append_val (order, best);
        }
    }
  while (now.gain > 0);

  return g_steal_pointer (&order);
}

gboolean
spare_what_if_find_first (SpareWhatIf              *self,
                          const SpareAction *const *actions,
                          guint                     n_actions,
                          guint                     action,
                          guint                    *first,
                          GError                  **error)
{
  g_autoptr (SpareOutlook) base = spare_what_if_try (self, NULL, 0, error);
  g_autoptr (SpareOutlook) alone = spare_what_if_try (self, &actions[action], 1, base != NULL ? error : NULL);
  guint least = G_MAXUINT;

  *first = SPARE_GRAPH_NONE;
  if (base == NULL || alone == NULL)
    return FALSE;
  if (alone->lost_weight <= base->lost_weight && alone->seized_weight <= base->seized_weight)
    return TRUE;

  for (guint i = 0; i < n_actions; i++)
    {
      const SpareAction *both[] = { actions[i], actions[action] };
      g_autoptr (SpareOutlook) one = NULL;
      g_autoptr (SpareOutlook) two = NULL;

      if (i == action)
        continue;
      one = spare_what_if_try (self, both, 1, error);
      two = one != NULL ? spare_what_if_try (self, both, 2, error) : NULL;
      if (two == NULL)
        return FALSE;
      if (one->lost_weight <= base->lost_weight && one->seized_weight <= base->seized_weight
          && two->lost_weight <= one->lost_weight && two->seized_weight <= one->seized_weight
          && two->lost_weight + two->seized_weight < least)
        {
          least = two->lost_weight + two->seized_weight;
          *first = i;
        }
    }
  return TRUE;
}
