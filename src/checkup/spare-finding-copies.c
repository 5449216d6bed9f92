/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#include <glib/gi18n.h>

#include "spare-map-words.h"

#define MATTERS 3 /* importance */

typedef gboolean (*RuleTest) (SpareCheckup *self,
                              guint         rule);

static gboolean
is_at_place (SpareCheckup *self,
             guint         rule)
{
  return spare_map_get_item (self->map, spare_graph_get_rule (self->graph, rule)->body[0])->kind == SPARE_ITEM_PLACE;
}

static gboolean
is_said (SpareCheckup *self,
         guint         rule)
{
  return spare_map_get_evidence (self->map, rule, NULL) == SPARE_EVIDENCE_SAID;
}

static gboolean
is_stored (SpareCheckup *self,
           guint         codes,
           RuleTest      test)
{
  for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);

      if (rule->head == codes && rule->n_body == 1 && test (self, i))
        return TRUE;
    }
  return FALSE;
}

static const SpareEvent *
get_loss (SpareCheckup *self,
          guint         place)
{
  return g_ptr_array_index (spare_map_get_losses (self->map), place);
}

static gboolean
is_kept (SpareCheckup *self,
         guint         place,
         guint         vertex)
{
  return ((const guint8 *) g_ptr_array_index (self->kept, place))[vertex];
}

/* What of the accounts that matter the owner has backup codes of, today. */
static guint
find_codes (SpareCheckup *self,
            guint         account)
{
  guint codes = spare_map_find (self->map, SPARE_ITEM_CODES, spare_checkup_get_record (self, account));

  return codes != SPARE_GRAPH_NONE && self->today[codes] && spare_checkup_get_importance (self, account) >= MATTERS
           ? codes
           : SPARE_GRAPH_NONE;
}

/* The codes of each of the accounts, as they are reached today. */
static void
rest_on_codes (SpareCheckup *self,
               SpareFinding *finding)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (self->graph, SPARE_SIDE_OWNER);

  spare_scenario_lose (NULL, self->graph, closure);
  for (guint i = 0; i < finding->accounts->len; i++)
    spare_finding_rest_on (self, finding, closure,
                           find_codes (self, g_array_index (finding->accounts, guint, i)));
}

static void
take_fix_named (SpareCheckup *self,
                SpareFinding *finding,
                const char   *prefix)
{
  for (guint i = 0; i < self->fixes->len; i++)
    {
      SpareFix *fix = g_ptr_array_index (self->fixes, i);

      if (g_str_has_prefix (fix->id, prefix) && !fix->is_worse)
        {
          (void) spare_finding_take_fix (self, finding, fix, NULL);
          return;
        }
    }
}

static void
add_together (SpareCheckup *self,
              guint         place,
              GArray       *accounts)
{
  const SpareEvent *event = get_loss (self, place);
  SpareFinding *finding = spare_finding_add (self, SPARE_FINDING_COPIES_TOGETHER, event->id, event->subject, accounts);
  g_autofree char *names = spare_finding_dup_names (self, finding->accounts);
  g_autofree char *what = spare_map_words_event (self->map, event);

  for (guint i = 0; i < accounts->len; i++)
    if (spare_accounts_have (g_ptr_array_index (self->lost, place), g_array_index (accounts, guint, i)))
      finding->urgency = SPARE_URGENCY_LOCKOUT;
  /* Translators: %s is one or several accounts. */
  finding->title = g_strdup_printf (_("All copies of the backup codes go at once: %s"), names);
  /* Translators: %s is "If your home is gone". */
  finding->why = g_strdup_printf (_("%s, no copy of them is left."), what);
  finding->advice = g_strdup (_("Keep a second copy in another place."));
  rest_on_codes (self, finding);
  spare_finding_set_fix (finding, SPARE_FIX_PRINT_CODES,
                         spare_checkup_get_record (self, g_array_index (finding->accounts, guint, 0)), 5);
  take_fix_named (self, finding, "second-copy:");
}

/* LK2: in one place, in the home, in the bag; each account where it is met first. */
static void
find_together (SpareCheckup  *self,
               SpareEventKind kind,
               GHashTable    *done)
{
  guint n;
  const guint *all = spare_map_get_accounts (self->map, &n);

  for (guint i = 0; i < self->lost->len; i++)
    {
      g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint j = 0; get_loss (self, i)->kind == kind && j < n; j++)
        {
          guint codes = find_codes (self, all[j]);

          if (codes != SPARE_GRAPH_NONE && !is_kept (self, i, codes) && is_stored (self, codes, is_at_place)
              && g_hash_table_add (done, GUINT_TO_POINTER (all[j])))
            g_array_append_val (accounts, all[j]);
        }
      if (accounts->len > 0)
        add_together (self, i, accounts);
    }
}

/* LK4: @behind: an account, or a device */
static void
add_behind (SpareCheckup *self,
            guint         behind,
            GArray       *accounts)
{
  SpareFinding *finding = spare_finding_add (self, SPARE_FINDING_CODES_BEHIND,
                                             spare_graph_get_vertex (self->graph, behind)->id, behind, accounts);
  g_autofree char *thing = spare_map_words_name (self->map, behind);
  g_autofree char *names = spare_finding_dup_names (self, finding->accounts);
  guint first = g_array_index (finding->accounts, guint, 0);
  const SpareAccountNote *note = g_ptr_array_index (self->notes, first);
  g_autofree char *prefix = g_strconcat ("move-codes:", note != NULL ? note->id : "", NULL);

  finding->urgency = SPARE_URGENCY_LOCKOUT;
  if (spare_graph_is_account (self->graph, behind))
    {
      /* Translators: %s is an account. */
      finding->title = g_strdup_printf (_("The backup codes of %s are kept behind it"), thing);
      finding->why = g_strdup (_("Whoever is locked out cannot get at the codes that would let them in."));
    }
  else
    {
      /* Translators: one or several accounts, a device. */
      finding->title = g_strdup_printf (_("The backup codes of %s are on the device that they stand in for: %s"),
                                        names, thing);
      finding->why = g_strdup (_("When the device is gone, the one-time codes and the backup codes go together."));
    }
  finding->advice = g_strdup (_("Print them, and keep the paper where none of this is needed to get at it."));
  rest_on_codes (self, finding);
  spare_finding_set_fix (finding,
                         note != NULL && note->has_codes ? SPARE_FIX_PRINT_CODES : SPARE_FIX_TAKE_CODES,
                         spare_checkup_get_record (self, first), 5);
  take_fix_named (self, finding, prefix);
}

static void
find_behind_itself (SpareCheckup *self,
                    GHashTable   *done)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (self->graph, SPARE_SIDE_OWNER);
  guint n;
  const guint *all = spare_map_get_accounts (self->map, &n);

  for (guint i = 0; i < n; i++)
    {
      guint codes = find_codes (self, all[i]);
      g_autoptr (SpareScenario) without = spare_scenario_new ("without");
      g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));

      if (codes == SPARE_GRAPH_NONE)
        continue;
      spare_scenario_bar (without, all[i]);
      spare_scenario_lose (without, self->graph, closure);
      if (spare_closure_has (closure, codes))
        continue;
      g_hash_table_add (done, GUINT_TO_POINTER (all[i]));
      g_array_append_val (accounts, all[i]);
      add_behind (self, all[i], accounts);
    }
}

/* Codes that are only in Sparekey are another finding: print them. */
static void
find_behind_devices (SpareCheckup *self,
                     GHashTable   *done)
{
  guint n;
  const guint *all = spare_map_get_accounts (self->map, &n);

  for (guint i = 0; i < self->lost->len; i++)
    {
      const SpareEvent *event = get_loss (self, i);
      g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint j = 0; event->kind == SPARE_EVENT_LOSE_DEVICE && j < n; j++)
        {
          guint codes = find_codes (self, all[j]);
          guint secret = spare_map_find (self->map, SPARE_ITEM_SECRET, spare_checkup_get_record (self, all[j]));

          if (codes != SPARE_GRAPH_NONE && secret != SPARE_GRAPH_NONE && self->today[secret]
              && !is_kept (self, i, codes) && !is_kept (self, i, secret) && is_stored (self, codes, is_said)
              && g_hash_table_add (done, GUINT_TO_POINTER (all[j])))
            g_array_append_val (accounts, all[j]);
        }
      if (accounts->len > 0)
        add_behind (self, event->subject, accounts);
    }
}

void
spare_checkup_find_copies (SpareCheckup *self)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  find_behind_itself (self, done);
  find_behind_devices (self, done);
  find_together (self, SPARE_EVENT_LOSE_PLACE, done);
  find_together (self, SPARE_EVENT_LOSE_HOME, done);
  find_together (self, SPARE_EVENT_LOSE_BAG, done);
}
