/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph-file.h"
#include "spare-door.h"
#include "spare-loss.h"
#include "spare-trap.h"
#include "spare-what-if.h"

/* Answers with the ids of the file, all sets in the order of their letters. */

static const char *
id_of (const GraphFile *self,
       guint            vertex)
{
  return spare_graph_get_vertex (self->graph, vertex)->id;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static JsonArray *
put_ids (const GraphFile *self,
         const guint     *vertices,
         guint            n)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, (gpointer) id_of (self, vertices[i]));
  g_ptr_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    json_array_add_string_element (array, ids->pdata[i]);
  return array;
}

static JsonArray *
put_list (const GraphFile *self,
          const GArray    *vertices)
{
  return put_ids (self, (const guint *) (gpointer) vertices->data, vertices->len);
}

static JsonArray *
take_list (const GraphFile *self,
           GArray          *vertices)
{
  JsonArray *array = put_list (self, vertices);

  g_array_unref (vertices);
  return array;
}

static int
compare_arrays (gconstpointer a,
                gconstpointer b)
{
  JsonArray *x = *(JsonArray *const *) a;
  JsonArray *y = *(JsonArray *const *) b;
  guint n = MIN (json_array_get_length (x), json_array_get_length (y));

  for (guint i = 0; i < n; i++)
    {
      int order = strcmp (json_array_get_string_element (x, i), json_array_get_string_element (y, i));

      if (order != 0)
        return order;
    }
  return (int) json_array_get_length (x) - (int) json_array_get_length (y);
}

/* @arrays: (transfer full): of strings */
static JsonArray *
sort_arrays (GPtrArray *arrays)
{
  JsonArray *sorted = json_array_new ();

  g_ptr_array_sort (arrays, compare_arrays);
  for (guint i = 0; i < arrays->len; i++)
    json_array_add_array_element (sorted, arrays->pdata[i]);
  g_ptr_array_unref (arrays);
  return sorted;
}

static JsonArray *
put_sets (const GraphFile *self,
          const GArray    *sets)
{
  GPtrArray *arrays = g_ptr_array_new ();

  for (guint i = 0; i < sets->len; i++)
    {
      const SpareSet *set = &g_array_index (sets, SpareSet, i);

      g_ptr_array_add (arrays, put_ids (self, set->members, set->n));
    }
  return sort_arrays (arrays);
}

static JsonArray *
put_traps (const GraphFile     *self,
           const SpareScenario *scenario)
{
  g_autoptr (GPtrArray) traps = spare_trap_find (self->graph, scenario);
  GPtrArray *arrays = g_ptr_array_new ();

  for (guint i = 0; i < traps->len; i++)
    g_ptr_array_add (arrays, put_list (self, traps->pdata[i]));
  return sort_arrays (arrays);
}

static void
answer_losses (const GraphFile *self,
               JsonObject      *answers)
{
  JsonObject *losses = json_object_new ();
  GArray *cold = spare_loss_find_reach (self->graph, SPARE_SIDE_OWNER, NULL);
  GArray *warm = spare_loss_find_reach (self->graph, SPARE_SIDE_OWNER_WARM, NULL);

  json_object_set_array_member (answers, "owner_reach", take_list (self, cold));
  json_object_set_array_member (answers, "owner_reach_warm", take_list (self, warm));
  json_object_set_array_member (answers, "unreachable_accounts",
                                take_list (self, spare_loss_find_unreachable (self->graph)));
  json_object_set_array_member (answers, "circular_today", put_traps (self, NULL));
  for (guint i = 0; i < self->losses->len; i++)
    {
      const SpareScenario *scenario = self->losses->pdata[i];
      JsonObject *loss = json_object_new ();

      json_object_set_array_member (loss, "lost_accounts",
                                    take_list (self, spare_loss_find_accounts (self->graph, scenario)));
      json_object_set_array_member (loss, "reach",
                                    take_list (self, spare_loss_find_reach (self->graph, SPARE_SIDE_OWNER, scenario)));
      json_object_set_array_member (loss, "circular", put_traps (self, scenario));
      json_object_set_object_member (losses, scenario->id, loss);
    }
  json_object_set_object_member (answers, "loss", losses);
}

static void
answer_lockout (const GraphFile *self,
                JsonObject      *answers)
{
  g_autoptr (GPtrArray) sets = spare_loss_find_sets (self->graph, SPARE_SET_MAX, NULL, NULL);
  g_autoptr (GPtrArray) points = spare_loss_find_single_points (self->graph);
  JsonObject *lockout = json_object_new ();
  JsonObject *resilience = json_object_new ();
  JsonObject *single = json_object_new ();

  for (guint i = 0; i < sets->len; i++)
    {
      guint least = spare_loss_get_resilience (sets->pdata[i]);

      if (!spare_graph_is_account (self->graph, i))
        continue;
      if (sets->pdata[i] == NULL)
        json_object_set_null_member (lockout, id_of (self, i));
      else
        json_object_set_array_member (lockout, id_of (self, i), put_sets (self, sets->pdata[i]));
      if (least > SPARE_SET_MAX)
        json_object_set_string_member (resilience, id_of (self, i), ">3");
      else
        json_object_set_int_member (resilience, id_of (self, i), least);
      json_object_set_array_member (single, id_of (self, i), put_list (self, points->pdata[i]));
    }
  json_object_set_object_member (answers, "min_lockout_sets", lockout);
  json_object_set_object_member (answers, "resilience", resilience);
  json_object_set_object_member (answers, "single_points_of_failure", single);
}

static void
answer_attacks (const GraphFile *self,
                JsonObject      *answers)
{
  g_autoptr (GPtrArray) blast = spare_attack_find_blast (self->graph);
  JsonObject *attacks = json_object_new ();
  JsonObject *radius = json_object_new ();

  for (guint i = 0; i < self->attacks->len; i++)
    {
      const SpareScenario *scenario = self->attacks->pdata[i];
      JsonObject *attack = json_object_new ();
      GArray *may = spare_attack_find_seized (self->graph, SPARE_SIDE_ATTACKER, scenario);
      GArray *certain = spare_attack_find_seized (self->graph, SPARE_SIDE_ATTACKER_CERTAIN, scenario);

      json_object_set_array_member (attack, "seized_may", take_list (self, may));
      json_object_set_array_member (attack, "seized_certain", take_list (self, certain));
      json_object_set_object_member (attacks, scenario->id, attack);
    }
  json_object_set_object_member (answers, "attack", attacks);

  for (guint i = 0; i < self->blast_for->len; i++)
    {
      guint vertex = g_array_index (self->blast_for, guint, i);

      json_object_set_array_member (radius, id_of (self, vertex), put_list (self, blast->pdata[vertex]));
    }
  json_object_set_object_member (answers, "blast_radius", radius);
}

static void
put_exposure (const GraphFile *self,
              JsonObject      *answers,
              const char      *key,
              int             *exposure)
{
  JsonObject *tiers = json_object_new ();

  for (guint i = 0; i < spare_graph_get_n_vertices (self->graph); i++)
    if (exposure[i] == SPARE_EXPOSURE_NEVER)
      json_object_set_null_member (tiers, id_of (self, i));
    else if (exposure[i] != SPARE_EXPOSURE_NONE)
      json_object_set_int_member (tiers, id_of (self, i), exposure[i]);
  json_object_set_object_member (answers, key, tiers);
  g_free (exposure);
}

static void
put_doors (const GraphFile *self,
           JsonObject      *object,
           guint            account,
           const GArray    *doors)
{
  if (doors->len > 0)
    json_object_set_array_member (object, id_of (self, account), put_sets (self, doors));
}

static void
answer_doors (const GraphFile *self,
              JsonObject      *answers)
{
  g_autoptr (GPtrArray) sets = spare_attack_find_sets (self->graph, SPARE_SET_MAX, NULL, NULL);
  g_autoptr (GPtrArray) found = spare_door_find (self->graph, sets, NULL, NULL);
  JsonObject *attack = json_object_new ();
  JsonObject *side = json_object_new ();
  JsonObject *back = json_object_new ();
  JsonObject *shorter = json_object_new ();

  for (guint i = 0; i < found->len; i++)
    {
      const SpareDoors *doors = found->pdata[i];

      if (spare_graph_is_account (self->graph, i))
        json_object_set_array_member (attack, id_of (self, i), put_sets (self, sets->pdata[i]));
      if (doors == NULL)
        continue;
      put_doors (self, side, i, doors->side);
      put_doors (self, back, i, doors->back);
      put_doors (self, shorter, i, doors->shorter);
    }
  json_object_set_object_member (answers, "min_attack_sets", attack);
  json_object_set_object_member (answers, "side_doors", side);
  json_object_set_object_member (answers, "backdoors", back);
  json_object_set_object_member (answers, "shorter_side_doors", shorter);
}

static void
answer_collapse (const GraphFile *self,
                 JsonObject      *answers)
{
  g_autoptr (GPtrArray) collapse = spare_attack_find_collapse (self->graph);
  g_autoptr (GArray) inversions = spare_attack_find_inversions (self->graph);
  JsonArray *collapsed = json_array_new ();
  GPtrArray *pairs = g_ptr_array_new ();

  for (guint i = 0; i < collapse->len; i++)
    {
      const GArray *by = collapse->pdata[i];
      JsonObject *one;

      if (by == NULL || by->len == 0)
        continue;
      one = json_object_new ();
      json_object_set_string_member (one, "account", id_of (self, i));
      json_object_set_array_member (one, "by", put_list (self, by));
      json_array_add_object_element (collapsed, one);
    }
  for (guint i = 0; i < inversions->len; i++)
    {
      const SparePair *pair = &g_array_index (inversions, SparePair, i);
      JsonArray *array = json_array_new ();

      json_array_add_string_element (array, id_of (self, pair->first));
      json_array_add_string_element (array, id_of (self, pair->second));
      g_ptr_array_add (pairs, array);
    }
  json_object_set_array_member (answers, "factor_collapse", collapsed);
  json_object_set_array_member (answers, "importance_inversions", sort_arrays (pairs));
}

/* @with: (nullable): vertices that an action adds have numbers of its graph only */
static JsonObject *
put_outlook (const GraphFile          *self,
             const SpareAction *const *actions,
             guint                     n_actions,
             SpareOutlook             *outlook)
{
  g_autoptr (SpareGraph) graph = spare_action_apply (self->graph, actions, n_actions, NULL);
  GraphFile after = *self;
  JsonObject *object = json_object_new ();
  JsonObject *lost = json_object_new ();
  JsonObject *seized = json_object_new ();

  after.graph = graph;
  for (guint i = 0; i < self->losses->len; i++)
    json_object_set_array_member (lost, ((SpareScenario *) self->losses->pdata[i])->id,
                                  put_list (&after, outlook->lost->pdata[i]));
  for (guint i = 0; i < self->attacks->len; i++)
    json_object_set_array_member (seized, ((SpareScenario *) self->attacks->pdata[i])->id,
                                  put_list (&after, outlook->seized->pdata[i]));
  json_object_set_object_member (object, "lost", lost);
  json_object_set_object_member (object, "seized", seized);
  json_object_set_int_member (object, "lost_weight", outlook->lost_weight);
  json_object_set_int_member (object, "seized_weight", outlook->seized_weight);
  spare_outlook_free (outlook);
  return object;
}

static JsonObject *
put_tried (const GraphFile          *self,
           SpareWhatIf              *what_if,
           const SpareAction *const *actions,
           guint                     n_actions)
{
  g_autoptr (GError) error = NULL;
  SpareOutlook *outlook = spare_what_if_try (what_if, actions, n_actions, &error);

  if (outlook == NULL)
    g_error ("%s: %s", self->name, error->message);
  return put_outlook (self, actions, n_actions, outlook);
}

static void
answer_what_if (const GraphFile *self,
                JsonObject      *answers)
{
  const SpareAction *const *actions = (const SpareAction *const *) self->actions->pdata;
  g_autoptr (SpareWhatIf) what_if = spare_what_if_new (self->graph, self->losses, self->attacks);
  g_autoptr (GArray) order = spare_what_if_order (what_if, actions, self->actions->len, NULL, NULL);
  g_autofree const SpareAction **chosen = g_new0 (const SpareAction *, self->actions->len + 1);
  JsonObject *object = json_object_new ();
  JsonObject *single = json_object_new ();
  JsonArray *greedy = json_array_new ();

  json_object_set_object_member (object, "base", put_tried (self, what_if, NULL, 0));
  for (guint i = 0; i < self->actions->len; i++)
    json_object_set_object_member (single, spare_action_get_id (actions[i]),
                                   put_tried (self, what_if, &actions[i], 1));
  for (guint i = 0; i < order->len; i++)
    {
      const SparePick *pick = &g_array_index (order, SparePick, i);
      JsonObject *one = json_object_new ();

      chosen[i] = actions[pick->action];
      json_object_set_string_member (one, "action", spare_action_get_id (chosen[i]));
      json_object_set_int_member (one, "gain", pick->gain);
      json_object_set_int_member (one, "lost_weight", pick->lost_weight);
      json_object_set_int_member (one, "seized_weight", pick->seized_weight);
      json_array_add_object_element (greedy, one);
    }
  json_object_set_object_member (object, "single", single);
  json_object_set_array_member (object, "greedy", greedy);
  json_object_set_object_member (object, "after", put_tried (self, what_if, chosen, order->len));
  json_object_set_object_member (answers, "what_if", object);
}

JsonObject *
graph_file_answer (const GraphFile *self)
{
  JsonObject *answers = json_object_new ();

  answer_losses (self, answers);
  answer_lockout (self, answers);
  answer_attacks (self, answers);
  put_exposure (self, answers, "exposure", spare_attack_find_exposure (self->graph));
  put_exposure (self, answers, "front_exposure", spare_attack_find_front (self->graph));
  answer_doors (self, answers);
  answer_collapse (self, answers);
  if (self->actions != NULL)
    answer_what_if (self, answers);
  return answers;
}
