/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#include <glib/gi18n.h>

#include "spare-attack.h"
#include "spare-map-words.h"
#include "spare-why.h"

#define IMPORTANT 4 /* of accounts */
#define MOST      5
#define REMOTE    1 /* tier */

static guint
get_first (const SpareFinding *finding)
{
  return g_array_index (finding->accounts, guint, 0);
}

/* Rules by which what was taken leads to the accounts. */
static GArray *
find_rules (SpareCheckup        *self,
            const SpareScenario *scenario,
            const SpareFinding  *finding,
            SpareFinding        *rest)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (self->graph, SPARE_SIDE_ATTACKER);
  GArray *rules = g_array_new (FALSE, FALSE, sizeof (guint));

  spare_scenario_take (scenario, self->graph, closure);
  for (guint i = 0; i < finding->accounts->len; i++)
    {
      guint account = g_array_index (finding->accounts, guint, i);
      g_autoptr (GArray) steps = spare_why_reached (self->graph, closure, account);

      for (guint j = 0; j < steps->len; j++)
        if (g_array_index (steps, SpareStep, j).rule != SPARE_GRAPH_NONE)
          g_array_append_val (rules, g_array_index (steps, SpareStep, j).rule);
      spare_finding_rest_on (self, rest, closure, account);
    }
  return rules;
}

static guint
get_relief (SpareCheckup   *self,
            const SpareFix *fix)
{
  return self->base->seized_weight > fix->outlook->seized_weight
           ? self->base->seized_weight - fix->outlook->seized_weight
           : 0;
}

void
spare_finding_close (SpareCheckup        *self,
                     SpareFinding        *finding,
                     const SpareScenario *scenario)
{
  g_autoptr (GArray) rules = find_rules (self, scenario, finding, finding);
  SpareFix *best = NULL;

  for (guint i = 0; i < self->fixes->len; i++)
    {
      SpareFix *fix = g_ptr_array_index (self->fixes, i);
      gboolean cuts = FALSE;

      for (guint j = 0; j < fix->cuts->len && !cuts; j++)
        cuts = spare_accounts_have (rules, g_array_index (fix->cuts, guint, j));
      if (cuts && get_relief (self, fix) > 0 && (best == NULL || get_relief (self, fix) > get_relief (self, best)))
        best = fix;
    }
  if (best != NULL)
    (void) spare_finding_take_fix (self, finding, best, NULL);
}

/* Who gets what matters much from afar? */
void
spare_finding_weigh (SpareCheckup *self,
                     SpareFinding *finding,
                     int           tier)
{
  for (guint i = 0; i < finding->accounts->len; i++)
    if (tier <= REMOTE
        && spare_checkup_get_importance (self, g_array_index (finding->accounts, guint, i)) >= IMPORTANT)
      finding->urgency = SPARE_URGENCY_TAKEOVER;
}

static GArray *
without (const GArray *accounts,
         guint         account)
{
  GArray *others = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < accounts->len; i++)
    if (g_array_index (accounts, guint, i) != account)
      g_array_append_vals (others, &g_array_index (accounts, guint, i), 1);
  return others;
}

static gboolean
has_importance (SpareCheckup *self,
                const GArray *accounts,
                guint         importance)
{
  for (guint i = 0; i < accounts->len; i++)
    if (spare_checkup_get_importance (self, g_array_index (accounts, guint, i)) >= importance)
      return TRUE;
  return FALSE;
}

/* Do all of them follow without what is assumed? */
static gboolean
is_sure (SpareCheckup *self,
         guint         opener,
         const GArray *accounts)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (self->graph, SPARE_SIDE_ATTACKER_CERTAIN);

  spare_scenario_take (NULL, self->graph, closure);
  spare_closure_add (closure, opener);
  for (guint i = 0; i < accounts->len; i++)
    if (!spare_closure_has (closure, g_array_index (accounts, guint, i)))
      return FALSE;
  return TRUE;
}

/* AT1, AT5: what an account opens. */
static void
add_opener (SpareCheckup     *self,
            const SpareEvent *event,
            SpareFindingKind  kind,
            guint             opener,
            GArray           *accounts)
{
  SpareFinding *finding = spare_finding_add (self, kind, spare_checkup_get_record (self, opener), opener, accounts);
  g_autofree char *name = spare_map_words_name (self->map, opener);
  g_autofree char *names = spare_finding_dup_names (self, finding->accounts);
  g_autoptr (SpareScenario) scenario = spare_scenario_new ("taken");
  SpareEvent own = { scenario->id, SPARE_EVENT_TAKE_MAILBOX, opener, scenario };

  spare_scenario_add_thing (scenario, opener);
  spare_finding_weigh (self, finding, self->exposure[opener]);
  finding->why = spare_map_words_taken (self->map, event != NULL ? event : &own, get_first (finding));
  if (kind == SPARE_FINDING_MAILBOX)
    {
      finding->title = is_sure (self, opener, finding->accounts)
                         ? g_strdup_printf (ngettext ("Whoever reads %s gets %u other account",
                                                      "Whoever reads %s gets %u other accounts", accounts->len),
                                            name, accounts->len)
                         : g_strdup_printf (ngettext ("Whoever reads %s may get %u other account",
                                                      "Whoever reads %s may get %u other accounts", accounts->len),
                                            name, accounts->len);
      finding->advice = g_strdup (_("Guard this mailbox best of all: with a password of its own, a second step that "
                                    "is no text message, and backup codes on paper."));
    }
  else
    {
      /* Translators: both are accounts. */
      finding->title = g_strdup_printf (_("%s opens what matters more: %s"), name, names);
      finding->advice = g_strdup (_("Remove it as a way back in, or guard it as well as what it opens."));
    }
  spare_finding_set_fix (finding, SPARE_FIX_RECOVERY_PAGE,
                         spare_checkup_get_record (self, kind == SPARE_FINDING_MAILBOX ? opener : get_first (finding)),
                         15);
  spare_finding_close (self, finding, (event != NULL ? event : &own)->scenario);
}

static void
find_mailboxes (SpareCheckup *self,
                GHashTable   *done)
{
  GPtrArray *events = spare_map_get_takings (self->map);

  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);
      g_autoptr (GArray) accounts = NULL;

      if (event->kind != SPARE_EVENT_TAKE_MAILBOX || event->subject == SPARE_GRAPH_NONE
          || !spare_graph_is_account (self->graph, event->subject))
        continue;
      accounts = without (g_ptr_array_index (self->seized, i), event->subject);
      /* A minor one that opens the main one is told so. */
      if (spare_checkup_get_importance (self, event->subject) < IMPORTANT - 1
          || (accounts->len < 2 && !has_importance (self, accounts, MOST)))
        continue;
      g_hash_table_add (done, GUINT_TO_POINTER (event->subject));
      add_opener (self, event, SPARE_FINDING_MAILBOX, event->subject, accounts);
    }
}

static void
find_inversions (SpareCheckup *self,
                 GHashTable   *done)
{
  g_autoptr (GArray) pairs = spare_attack_find_inversions (self->graph);

  for (guint i = 0; i < pairs->len; i++)
    {
      guint first = g_array_index (pairs, SparePair, i).first;
      g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));

      if (!g_hash_table_add (done, GUINT_TO_POINTER (first)))
        continue;
      for (guint j = i; j < pairs->len; j++)
        if (g_array_index (pairs, SparePair, j).first == first)
          g_array_append_val (accounts, g_array_index (pairs, SparePair, j).second);
      add_opener (self, NULL, SPARE_FINDING_INVERSION, first, accounts);
    }
}

/* By the front door: what goes past it is another finding. */
static gboolean
is_both_steps (SpareCheckup *self,
               SpareClosure *closure,
               guint         thing,
               guint         account)
{
  spare_closure_set_front (closure, account);
  spare_scenario_take (NULL, self->graph, closure);
  spare_closure_add (closure, thing);
  return spare_closure_has (closure, account);
}

/* AT3 */
static void
find_collapses (SpareCheckup *self)
{
  g_autoptr (GPtrArray) found = spare_attack_find_collapse (self->graph);
  g_autoptr (SpareClosure) front = spare_closure_new (self->graph, SPARE_SIDE_ATTACKER);

  for (guint thing = 0; thing < found->len; thing++)
    {
      g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (SpareScenario) scenario = NULL;
      SpareEvent event = { 0 };
      SpareFinding *finding;
      g_autofree char *name = NULL;
      g_autofree char *names = NULL;

      for (guint i = 0; i < found->len; i++)
        if (found->pdata[i] != NULL && spare_accounts_have (found->pdata[i], thing)
            && is_both_steps (self, front, thing, i))
          g_array_append_val (accounts, i);
      if (accounts->len == 0)
        continue;

      event.scenario = scenario = spare_scenario_new ("taken");
      event.id = scenario->id;
      event.kind = SPARE_EVENT_TAKE_MASTER;
      event.subject = thing;
      spare_scenario_add_thing (scenario, thing);
      finding = spare_finding_add (self, SPARE_FINDING_COLLAPSE, spare_graph_get_vertex (self->graph, thing)->id, thing,
                                   accounts);
      name = spare_map_words_name (self->map, thing);
      names = spare_finding_dup_names (self, finding->accounts);
      spare_finding_weigh (self, finding, spare_graph_get_vertex (self->graph, thing)->tier);
      /* Translators: one or several accounts; a thing such as a device or a password. */
      finding->title = g_strdup_printf (_("Both steps of %s hang on one thing: %s"), names, name);
      finding->why = spare_map_words_taken (self->map, &event, get_first (finding));
      finding->advice = g_strdup (_("Keep the password and the second step in different places."));
      spare_finding_set_fix (finding, SPARE_FIX_ASK, spare_checkup_get_record (self, get_first (finding)), 5);
      spare_finding_close (self, finding, scenario);
    }
}

/* AT6 */
static void
find_foreign (SpareCheckup *self)
{
  for (guint thing = 0; thing < spare_graph_get_n_vertices (self->graph); thing++)
    {
      SpareItemKind kind = spare_map_get_item (self->map, thing)->kind;
      g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (SpareScenario) scenario = NULL;
      SpareFinding *finding;
      g_autofree char *name = NULL;
      g_autofree char *names = NULL;

      if (kind != SPARE_ITEM_ADDRESS && (kind != SPARE_ITEM_NUMBER || self->today[thing]))
        continue;
      for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
        {
          const SpareRule *rule = spare_graph_get_rule (self->graph, i);

          if (rule->n_body >= 1 && rule->body[0] == thing && rule->label == SPARE_RULE_RECOVERY && !rule->assumed
              && spare_graph_is_account (self->graph, rule->head) && !spare_accounts_have (accounts, rule->head))
            g_array_append_val (accounts, rule->head);
        }
      if (accounts->len == 0)
        continue;

      scenario = spare_scenario_new ("taken");
      spare_scenario_add_thing (scenario, thing);
      finding = spare_finding_add (self, SPARE_FINDING_FOREIGN_MAILBOX,
                                   spare_graph_get_vertex (self->graph, thing)->id, thing, accounts);
      name = g_strdup (spare_map_get_item (self->map, thing)->name);
      names = spare_finding_dup_names (self, finding->accounts);
      spare_finding_weigh (self, finding, REMOTE);
      /* Translators: a mail address or phone number; one or several accounts. */
      finding->title = g_strdup_printf (_("%s can reset %s"), name, names);
      finding->why = g_strdup (kind == SPARE_ITEM_ADDRESS
                                 ? _("This mailbox is none of your accounts here: who reads it now, or will?")
                                 : _("You gave this number up, or do not get messages there: somebody else may."));
      finding->advice = g_strdup (_("Replace it by a mailbox or number that is yours, or add the mailbox here."));
      spare_finding_set_fix (finding, SPARE_FIX_RECOVERY_PAGE, spare_checkup_get_record (self, get_first (finding)), 5);
      spare_finding_close (self, finding, scenario);
    }
}

/* Is it an assumption about this account itself that decides? */
static gboolean
has_assumed_way (SpareCheckup *self,
                 guint         account)
{
  for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);

      if (rule->head == account && rule->assumed && rule->label != SPARE_RULE_LOGIN)
        return TRUE;
    }
  return FALSE;
}

/* AT7 */
static void
find_assumed (SpareCheckup *self)
{
  g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *names = NULL;
  SpareFinding *finding;
  SpareFix *best = NULL;
  guint n;
  const guint *all = spare_map_get_accounts (self->map, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean decides = self->exposure[all[i]] < self->sure[all[i]];

      for (guint j = 0; j < self->seized->len && !decides; j++)
        decides = spare_accounts_have (self->seized->pdata[j], all[i])
                  && !spare_accounts_have (self->certain->pdata[j], all[i]);
      if (decides && has_assumed_way (self, all[i]))
        g_array_append_val (accounts, all[i]);
    }
  if (accounts->len == 0)
    return;

  finding = spare_finding_add (self, SPARE_FINDING_ASSUMED, NULL, SPARE_GRAPH_NONE, accounts);
  names = spare_finding_dup_names (self, finding->accounts);
  for (guint i = 0; i < accounts->len; i++)
    if (self->exposure[g_array_index (accounts, guint, i)] <= REMOTE
        && spare_checkup_get_importance (self, g_array_index (accounts, guint, i)) >= IMPORTANT)
      finding->urgency = SPARE_URGENCY_TAKEOVER;
  finding->evidence = SPARE_EVIDENCE_ASSUMED;
  /* Translators: %s is one or several accounts. */
  finding->title = g_strdup_printf (_("What decides about %s is only assumed"), names);
  finding->why = g_strdup (_("As long as nobody knows how one gets back in there, a mail or a call to the support is "
                             "taken to be enough."));
  finding->advice = g_strdup (_("Find out, and note it."));
  spare_finding_set_fix (finding, SPARE_FIX_ASK, spare_checkup_get_record (self, get_first (finding)), 2);
  for (guint i = 0; i < self->fixes->len; i++)
    {
      SpareFix *fix = g_ptr_array_index (self->fixes, i);

      if (g_str_has_prefix (fix->id, "find-out:") && !fix->is_worse && (best == NULL || fix->gain > best->gain))
        best = fix;
    }
  if (best != NULL && best->gain > 0)
    (void) spare_finding_take_fix (self, finding, best, NULL);
}

/* M13 */
static void
find_gone (SpareCheckup *self)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (self->graph, SPARE_SIDE_ATTACKER);

  for (guint person = 0; person < spare_graph_get_n_vertices (self->graph); person++)
    {
      g_autoptr (GArray) accounts = NULL;
      SpareFinding *finding;
      g_autofree char *name = NULL;
      guint before, n;

      if (!g_hash_table_contains (self->gone, GUINT_TO_POINTER (person)))
        continue;
      spare_scenario_take (NULL, self->graph, closure);
      spare_closure_get_reached (closure, &before);
      spare_closure_add (closure, person);
      spare_closure_get_reached (closure, &n);
      if (n <= before + 1)
        continue;

      accounts = spare_closure_dup_accounts (closure, self->graph);
      finding = spare_finding_add (self, SPARE_FINDING_GONE_PERSON, spare_checkup_get_record (self, person), person,
                                   accounts);
      for (guint i = 0; i < accounts->len; i++)
        spare_finding_rest_on (self, finding, closure, g_array_index (accounts, guint, i));
      spare_finding_weigh (self, finding, REMOTE);
      name = spare_map_words_name (self->map, person);
      /* Translators: %s is a person. */
      finding->title = g_strdup_printf (_("%s still gets at things of yours"), name);
      finding->why = g_strdup_printf (ngettext ("With what they have or get at, %u account can be opened.",
                                                "With what they have or get at, %u accounts can be opened.",
                                                accounts->len),
                                      accounts->len);
      finding->advice = g_strdup (_("Take back what they keep, change the locks or the place, and get new codes for "
                                    "what they could read. Then note it."));
      if (finding->evidence == SPARE_EVIDENCE_CHECKED)
        finding->evidence = SPARE_EVIDENCE_SAID;
      spare_finding_set_fix (finding, SPARE_FIX_FACT, spare_checkup_get_record (self, person), 15);
    }
}

void
spare_checkup_find_takeovers (SpareCheckup *self)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  find_mailboxes (self, done);
  find_inversions (self, done);
  find_collapses (self);
  find_foreign (self);
  find_assumed (self);
  find_gone (self);
}
