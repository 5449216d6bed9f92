/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-attack.h"
#include "spare-checkup-private.h"
#include "spare-loss.h"

#define LOSSES_MAX 2 /* how many at once */

static void
reckon_losses (SpareCheckup *self)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (self->graph, SPARE_SIDE_OWNER);
  GPtrArray *events = spare_map_get_losses (self->map);
  guint n = spare_graph_get_n_vertices (self->graph);

  self->today = g_new0 (guint8, n + 1);
  spare_scenario_lose (NULL, self->graph, closure);
  for (guint i = 0; i < n; i++)
    self->today[i] = spare_closure_has (closure, i);

  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);
      GArray *lost = g_array_new (FALSE, FALSE, sizeof (guint));
      guint8 *kept = g_new0 (guint8, n + 1);

      spare_scenario_lose (event->scenario, self->graph, closure);
      for (guint j = 0; j < n; j++)
        {
          kept[j] = spare_closure_has (closure, j);
          if (spare_graph_is_account (self->graph, j) && self->today[j] && !kept[j])
            g_array_append_val (lost, j);
        }
      g_ptr_array_add (self->lost, lost);
      g_ptr_array_add (self->kept, kept);
    }
}

static void
reckon_takings (SpareCheckup *self)
{
  g_autoptr (SpareClosure) may = spare_closure_new (self->graph, SPARE_SIDE_ATTACKER);
  g_autoptr (SpareClosure) certain = spare_closure_new (self->graph, SPARE_SIDE_ATTACKER_CERTAIN);
  GPtrArray *events = spare_map_get_takings (self->map);

  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);

      spare_scenario_take (event->scenario, self->graph, may);
      g_ptr_array_add (self->seized, spare_closure_dup_accounts (may, self->graph));
      spare_scenario_take (event->scenario, self->graph, certain);
      g_ptr_array_add (self->certain, spare_closure_dup_accounts (certain, self->graph));
    }
}

/* As spare_attack_find_exposure(), without what is assumed. An account of a tier would
 * only tell of itself: the map has none. */
static void
reckon_sure (SpareCheckup *self)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (self->graph, SPARE_SIDE_ATTACKER_CERTAIN);
  guint n = spare_graph_get_n_vertices (self->graph);

  self->sure = g_new (int, n + 1);
  for (guint i = 0; i < n; i++)
    self->sure[i] = spare_graph_is_account (self->graph, i) ? SPARE_EXPOSURE_NEVER : SPARE_EXPOSURE_NONE;
  spare_scenario_take (NULL, self->graph, closure);
  for (int tier = 0; tier <= SPARE_TIER_MAX; tier++)
    {
      for (guint i = 0; i < n; i++)
        if (spare_graph_get_vertex (self->graph, i)->tier == tier)
          spare_closure_add (closure, i);
      for (guint i = 0; i < n; i++)
        if (self->sure[i] == SPARE_EXPOSURE_NEVER && spare_closure_has (closure, i))
          self->sure[i] = tier;
    }
}

static gboolean
reckon_resilience (SpareCheckup  *self,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (GPtrArray) sets = spare_loss_find_sets (self->graph, LOSSES_MAX, cancellable, error);
  guint n = spare_graph_get_n_vertices (self->graph);

  if (sets == NULL)
    return FALSE;

  self->resilience = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    self->resilience[i] = (guint8) MIN (spare_loss_get_resilience (sets->pdata[i]), LOSSES_MAX + 1);
  return TRUE;
}

static SpareColumns
count (const SpareOutlook *outlook)
{
  SpareColumns columns = { 0 };

  for (guint i = 0; i < outlook->lost->len; i++)
    columns.lost += ((const GArray *) outlook->lost->pdata[i])->len;
  for (guint i = 0; i < outlook->seized->len; i++)
    columns.seized += ((const GArray *) outlook->seized->pdata[i])->len;
  return columns;
}

SpareOutlook *
spare_checkup_try (const SpareCheckup       *self,
                   const SpareAction *const *actions,
                   guint                     n_actions,
                   SpareColumns             *columns)
{
  SpareOutlook *outlook = spare_what_if_try (self->what_if, actions, n_actions, NULL);

  if (outlook != NULL)
    *columns = count (outlook);
  return outlook;
}

gboolean
spare_outlook_is_worse (const SpareOutlook *outlook,
                        SpareColumns        columns,
                        const SpareOutlook *than,
                        SpareColumns        than_columns)
{
  return outlook->lost_weight > than->lost_weight || outlook->seized_weight > than->seized_weight
         || columns.lost > than_columns.lost || columns.seized > than_columns.seized;
}

static void
prepare_what_if (SpareCheckup *self)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new ();
  GPtrArray *events = spare_map_get_losses (self->map);

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (losses, ((const SpareEvent *) events->pdata[i])->scenario);
  self->counted = g_ptr_array_new ();
  events = spare_map_get_takings (self->map);
  for (guint i = 0; i < events->len; i++)
    if (((const SpareEvent *) events->pdata[i])->kind != SPARE_EVENT_TAKE_PERSON)
      g_ptr_array_add (self->counted, ((const SpareEvent *) events->pdata[i])->scenario);
  self->what_if = spare_what_if_new (self->graph, losses, self->counted);
  self->base = spare_checkup_try (self, NULL, 0, &self->columns);
}

static gboolean
try_fixes (SpareCheckup  *self,
           GCancellable  *cancellable,
           GError       **error)
{
  guint kept = 0;

  self->fixes = spare_fix_list (self);
  for (guint i = 0; i < self->fixes->len; i++)
    {
      SpareFix *fix = self->fixes->pdata[i];
      const SpareAction *action = fix->action;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      fix->outlook = spare_checkup_try (self, &action, 1, &fix->after);
      /* What cannot be tried is no advice; it may be forgotten. */
      if (fix->outlook == NULL)
        continue;

      fix->is_worse = spare_outlook_is_worse (fix->outlook, fix->after, self->base, self->columns);
      if (!fix->is_worse)
        fix->gain = self->base->lost_weight + self->base->seized_weight - fix->outlook->lost_weight
                    - fix->outlook->seized_weight;
      self->fixes->pdata[i] = self->fixes->pdata[kept];
      self->fixes->pdata[kept++] = fix;
    }
  g_ptr_array_set_size (self->fixes, (int) kept);
  return TRUE;
}

gboolean
spare_checkup_reckon (SpareCheckup  *self,
                      GCancellable  *cancellable,
                      GError       **error)
{
  reckon_losses (self);
  reckon_takings (self);
  self->exposure = spare_attack_find_exposure (self->graph);
  self->front = spare_attack_find_front (self->graph);
  reckon_sure (self);
  if (!reckon_resilience (self, cancellable, error))
    return FALSE;

  prepare_what_if (self);
  return try_fixes (self, cancellable, error);
}
