/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#include <glib/gi18n.h>

#include "spare-loss.h"
#include "spare-map-words.h"
#include "spare-trap.h"

#define MATTERS 3 /* importance */

static const SpareEvent *
get_loss (SpareCheckup *self,
          guint         place)
{
  return g_ptr_array_index (spare_map_get_losses (self->map), place);
}

/* How much less an event costs with a fix: importance. */
static guint
get_relief (SpareCheckup   *self,
            const SpareFix *fix,
            guint           place)
{
  const GArray *before = g_ptr_array_index (self->base->lost, place);
  const GArray *after = g_ptr_array_index (fix->outlook->lost, place);
  guint relief = 0;

  for (guint i = 0; i < before->len; i++)
    if (!spare_accounts_have (after, g_array_index (before, guint, i)))
      relief += spare_checkup_get_importance (self, g_array_index (before, guint, i));
  return relief;
}

/* What helps most when the thing happens; of several what helps most in all. */
static SpareFix *
choose_fix (SpareCheckup *self,
            guint         place)
{
  SpareFix *best = NULL;
  guint best_relief = 0;

  for (guint i = 0; i < self->fixes->len; i++)
    {
      SpareFix *fix = g_ptr_array_index (self->fixes, i);
      guint relief = fix->is_worse ? 0 : get_relief (self, fix, place);

      if (relief > best_relief || (relief > 0 && relief == best_relief && fix->gain > best->gain))
        {
          best = fix;
          best_relief = relief;
        }
    }
  return best;
}

/* What it comes to, in the event itself. */
static void
advise (SpareCheckup *self,
        SpareFinding *finding,
        guint         place)
{
  SpareFix *fix = choose_fix (self, place);
  g_autofree char *text = NULL;
  guint n;

  spare_map_get_accounts (self->map, &n);
  if (fix != NULL)
    {
      const GArray *after = g_ptr_array_index (fix->outlook->lost, place);
      const GArray *before = g_ptr_array_index (self->base->lost, place);

      /* Translators: three numbers. */
      text = g_strdup_printf (_("Then it would cost %u of %u accounts instead of %u."), after->len, n, before->len);
    }
  if (fix != NULL && spare_finding_take_fix (self, finding, fix, text))
    return;

  finding->advice = g_strdup (_("Is there another way back in? Then note it. If there is none, look in the "
                                "account's settings whether the service offers backup codes or a second device."));
  spare_finding_set_fix (finding, SPARE_FIX_ASK,
                         spare_checkup_get_record (self, g_array_index (finding->accounts, guint, 0)), 5);
}

/* What the accounts that are lost rest on today. */
static void
rest_on_today (SpareCheckup *self,
               SpareFinding *finding)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (self->graph, SPARE_SIDE_OWNER);

  spare_scenario_lose (NULL, self->graph, closure);
  for (guint i = 0; i < finding->accounts->len; i++)
    spare_finding_rest_on (self, finding, closure, g_array_index (finding->accounts, guint, i));
}

static char *
dup_why_lost (SpareCheckup     *self,
              const SpareEvent *event,
              const GArray     *accounts)
{
  guint account = g_array_index (accounts, guint, 0);
  g_autofree char *name = spare_map_words_name (self->map, account);
  g_autofree char *lost = spare_map_words_lost (self->map, event, account);

  /* Translators: an account, and why one does not get into it. */
  return g_strdup_printf (_("%s: %s"), name, lost != NULL ? lost : "");
}

static GArray *
dup_important (SpareCheckup *self,
               const GArray *accounts)
{
  GArray *important = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < accounts->len; i++)
    {
      guint account = g_array_index (accounts, guint, i);

      if (spare_checkup_get_importance (self, account) >= MATTERS)
        g_array_append_val (important, account);
    }
  return important;
}

static char *
dup_loss_title (SpareCheckup     *self,
                const SpareEvent *event,
                const GArray     *accounts)
{
  g_autofree char *thing = spare_map_words_name (self->map, event->subject);
  g_autofree char *names = spare_finding_dup_names (self, accounts);

  if (event->kind == SPARE_EVENT_FORGET)
    /* Translators: a password that is remembered; one or several accounts. */
    return g_strdup_printf (_("If you forget %s you cannot get back into %s"), thing, names);
  if (event->kind == SPARE_EVENT_LOSE_PLACE)
    /* Translators: a place; one or several accounts. */
    return g_strdup_printf (_("Without what is kept here you cannot get back into %2$s: %1$s"), thing, names);
  /* Translators: a device, person or phone number; one or several accounts. */
  return g_strdup_printf (_("Without %s you cannot get back into %s"), thing, names);
}

/* LK1 */
static void
find_one_losses (SpareCheckup *self)
{
  for (guint i = 0; i < self->lost->len; i++)
    {
      const SpareEvent *event = get_loss (self, i);
      g_autoptr (GArray) accounts = dup_important (self, g_ptr_array_index (self->lost, i));
      SpareFinding *finding;

      if (accounts->len == 0 || event->subject == SPARE_GRAPH_NONE)
        continue;
      finding = spare_finding_add (self, SPARE_FINDING_ONE_LOSS, event->id, event->subject, accounts);
      finding->urgency = SPARE_URGENCY_LOCKOUT;
      finding->title = dup_loss_title (self, event, finding->accounts);
      finding->why = dup_why_lost (self, event, finding->accounts);
      rest_on_today (self, finding);
      advise (self, finding, i);
    }
}

/* LK3: today, or after one loss. Each such set once, where it is met first. */
static void
find_traps_in (SpareCheckup     *self,
               GHashTable       *done,
               const SpareEvent *event,
               guint             place)
{
  g_autoptr (GPtrArray) traps = spare_trap_find (self->graph, event != NULL ? event->scenario : NULL);

  for (guint i = 0; i < traps->len; i++)
    {
      const GArray *members = g_ptr_array_index (traps, i);
      g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GString) id = g_string_new (NULL);
      g_autofree char *names = NULL;
      g_autofree char *what = NULL;
      SpareFinding *finding;

      for (guint j = 0; j < members->len; j++)
        if (spare_graph_is_account (self->graph, g_array_index (members, guint, j)))
          {
            g_array_append_vals (accounts, &g_array_index (members, guint, j), 1);
            g_string_append_printf (id, "%s%s", id->len > 0 ? "," : "",
                                    spare_checkup_get_record (self, g_array_index (members, guint, j)));
          }
      if (accounts->len < 2 || !g_hash_table_add (done, g_strdup (id->str)))
        continue;

      finding = spare_finding_add (self, SPARE_FINDING_TRAP, id->str, g_array_index (accounts, guint, 0), accounts);
      finding->urgency = SPARE_URGENCY_LOCKOUT;
      names = spare_finding_dup_names (self, finding->accounts);
      /* Translators: %s is two or more accounts. */
      finding->title = g_strdup_printf (_("They only open each other: %s"), names);
      what = event != NULL ? spare_map_words_event (self->map, event) : g_strdup (_("As things are"));
      /* Translators: %s is "If you lose Pixel 8". */
      finding->why = g_strdup_printf (_("%s, you would need one of them to get into the other."), what);
      if (event != NULL)
        {
          rest_on_today (self, finding);
          advise (self, finding, place);
          continue;
        }
      finding->evidence = SPARE_EVIDENCE_SAID;
      finding->advice = g_strdup (_("Give one of them a way back in that needs none of the others, such as backup "
                                    "codes on paper."));
      spare_finding_set_fix (finding, SPARE_FIX_TAKE_CODES,
                             spare_checkup_get_record (self, g_array_index (finding->accounts, guint, 0)), 5);
    }
}

static void
find_traps (SpareCheckup *self)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  find_traps_in (self, done, NULL, 0);
  for (guint i = 0; i < self->lost->len; i++)
    if (get_loss (self, i)->subject != SPARE_GRAPH_NONE)
      find_traps_in (self, done, get_loss (self, i), i);
}

/* LK6 */
static void
find_no_way_in (SpareCheckup *self)
{
  g_autoptr (GArray) accounts = spare_loss_find_unreachable (self->graph);
  g_autoptr (SpareScenario) nothing = spare_scenario_new ("today");
  SpareEvent today = { nothing->id, SPARE_EVENT_LOSE_DEVICE, SPARE_GRAPH_NONE, nothing };
  g_autofree char *names = NULL;
  g_autofree char *lost = NULL;
  SpareFinding *finding;
  guint first;

  if (accounts->len == 0)
    return;
  finding = spare_finding_add (self, SPARE_FINDING_NO_WAY_IN, NULL, SPARE_GRAPH_NONE, accounts);
  first = g_array_index (finding->accounts, guint, 0);
  if (spare_checkup_get_importance (self, first) >= MATTERS)
    finding->urgency = SPARE_URGENCY_LOCKOUT;
  names = spare_finding_dup_names (self, finding->accounts);
  lost = spare_map_words_lost (self->map, &today, first);
  /* Translators: %s is one or several accounts. */
  finding->title = g_strdup_printf (_("No way in is noted for %s"), names);
  finding->why = g_strdup (lost != NULL ? lost : _("By what you noted, you do not get in even today."));
  finding->advice = g_strdup (_("Note how you sign in. If you cannot, begin with getting back in."));
  finding->evidence = SPARE_EVIDENCE_SAID;
  spare_finding_set_fix (finding, SPARE_FIX_ASK, spare_checkup_get_record (self, first), 2);
}

static SpareFix *
find_kit (SpareCheckup *self)
{
  SpareFix *best = NULL;

  for (guint i = 0; i < self->fixes->len; i++)
    {
      SpareFix *fix = g_ptr_array_index (self->fixes, i);

      if (g_str_has_prefix (fix->id, "kit:") && !fix->is_worse && (best == NULL || fix->gain > best->gain))
        best = fix;
    }
  return best;
}

/* LK7: when the owner is not there, nobody gets at anything. */
static void
find_nobody_else (SpareCheckup *self)
{
  for (guint i = 0; i < self->lost->len; i++)
    {
      const SpareEvent *event = get_loss (self, i);
      const GArray *lost = g_ptr_array_index (self->lost, i);
      SpareFix *kit = find_kit (self);
      SpareFinding *finding;
      guint n, n_today = 0;
      const guint *all = spare_map_get_accounts (self->map, &n);

      for (guint j = 0; j < n; j++)
        n_today += self->today[all[j]];
      if (event->kind != SPARE_EVENT_ABSENT || n_today == 0 || lost->len < n_today)
        continue;

      finding = spare_finding_add (self, SPARE_FINDING_NOBODY_ELSE, NULL, SPARE_GRAPH_NONE, lost);
      finding->title = g_strdup (_("Nobody could get in for you"));
      finding->why = g_strdup (_("If you are not there, those who need to look after your affairs can open none of "
                                 "your accounts."));
      finding->advice = g_strdup (_("Choose somebody whom you trust, and note what they keep for you."));
      finding->evidence = SPARE_EVIDENCE_DERIVED;
      spare_finding_set_fix (finding, SPARE_FIX_NEW_PERSON, NULL, 15);
      if (kit != NULL)
        (void) spare_finding_take_fix (self, finding, kit, NULL);
    }
}

void
spare_checkup_find_lockouts (SpareCheckup *self)
{
  find_one_losses (self);
  find_traps (self);
  find_no_way_in (self);
  find_nobody_else (self);
}
