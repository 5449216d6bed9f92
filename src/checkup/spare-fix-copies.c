/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-fix-private.h"

#include <glib/gi18n.h>

#define PRINTS_MAX  60 /* accounts, those that matter most: each is tried */
#define PERSONS_MAX 3
#define IMPORTANT   4

#define NEW_DEVICE "fix:device"
#define NEW_PERSON "fix:person"

typedef struct
{
  guint account;
  guint importance;
} Rank;

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const Rank *one = a;
  const Rank *other = b;

  if (one->importance != other->importance)
    return one->importance > other->importance ? -1 : 1;
  return one->account < other->account ? -1 : one->account > other->account;
}

/* Those with a second step, the ones that matter most first. */
static GArray *
list_two_step (SpareCatalogue *self)
{
  GArray *ranks = g_array_new (FALSE, FALSE, sizeof (Rank));
  guint n;
  const guint *accounts = spare_map_get_accounts (self->map, &n);

  for (guint i = 0; i < n; i++)
    {
      Rank rank = { accounts[i], spare_checkup_get_importance (self->checkup, accounts[i]) };

      if (spare_fix_get_note (self, accounts[i]) != NULL
          && spare_graph_get_vertex (self->graph, accounts[i])->factors >= 2)
        g_array_append_val (ranks, rank);
    }
  g_array_sort (ranks, compare_ranks);
  return ranks;
}

static gboolean
is_on_paper (SpareCatalogue *self,
             guint           codes)
{
  for (guint i = 0; codes != SPARE_GRAPH_NONE && i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);

      if (rule->head == codes && rule->n_body == 1 && spare_fix_get_kind (self, rule->body[0]) == SPARE_ITEM_PLACE)
        return TRUE;
    }
  return FALSE;
}

static void
list_print (SpareCatalogue *self,
            guint           account)
{
  const SpareAccountNote *note = spare_fix_get_note (self, account);
  g_autofree char *name = spare_fix_dup_name (self, account);
  g_autofree char *place = spare_fix_dup_place (self, FALSE);
  g_autofree char *codes = NULL;
  SpareFixMaker maker;

  maker = spare_fix_begin (self, "print-codes", note->id,
                           note->has_codes ? SPARE_FIX_PRINT_CODES : SPARE_FIX_TAKE_CODES, account, 5);
  codes = spare_fix_put_codes (&maker, account);
  if (codes == NULL)
    {
      g_ptr_array_remove (self->fixes, maker.fix);
      return;
    }

  spare_fix_add_rule (&maker, SPARE_RULE_STORAGE, spare_fix_put_place (&maker, FALSE), NULL, codes);
  if (note->has_codes || spare_map_find (self->map, SPARE_ITEM_CODES, note->id) != SPARE_GRAPH_NONE)
    /* Translators: the first %s is an account, the second a place. */
    maker.fix->text = g_strdup_printf (_("Print the backup codes of %s, and keep them here: %s."), name, place);
  else if (note->gives_codes == SPARE_ANSWER_YES)
    /* Translators: the first %s is an account, the second a place. */
    maker.fix->text = g_strdup_printf (_("Get backup codes from %s, print them, and keep them here: %s."), name, place);
  else
    maker.fix->text = g_strdup_printf (
      /* Translators: the first %s is an account, the second a place. */
      _("Look whether %s gives backup codes; if it does, print them, and keep them here: %s."), name, place);
}

void
spare_fix_list_prints (SpareCatalogue *self)
{
  g_autoptr (GArray) ranks = list_two_step (self);

  for (guint i = 0; i < ranks->len && i < PRINTS_MAX; i++)
    {
      guint account = g_array_index (ranks, Rank, i).account;
      const SpareAccountNote *note = spare_fix_get_note (self, account);
      guint codes = spare_map_find (self->map, SPARE_ITEM_CODES, note->id);

      if (note->gives_codes != SPARE_ANSWER_NO && !is_on_paper (self, codes))
        list_print (self, account);
    }
}

/* Codes that are on paper at home, and nowhere else. */
void
spare_fix_list_copies (SpareCatalogue *self)
{
  g_autoptr (GArray) ranks = list_two_step (self);
  g_autofree char *place = NULL;
  SpareFixMaker maker = { self, NULL };

  for (guint i = 0; i < ranks->len; i++)
    {
      guint account = g_array_index (ranks, Rank, i).account;
      guint codes = spare_map_find (self->map, SPARE_ITEM_CODES, spare_fix_get_note (self, account)->id);

      if (!is_on_paper (self, codes))
        continue;
      if (maker.fix == NULL)
        maker = spare_fix_begin (self, "second-copy", "all", SPARE_FIX_PRINT_CODES, account, 15);
      spare_fix_add_rule (&maker, SPARE_RULE_STORAGE, spare_fix_put_place (&maker, TRUE), NULL,
                          spare_fix_get_id (self, codes));
    }
  if (maker.fix == NULL)
    return;
  place = spare_fix_dup_place (self, TRUE);
  /* Translators: %s is a place or a person. */
  maker.fix->text = g_strdup_printf (_("Keep a second copy of the printed backup codes here: %s."), place);
}

/* The device whose opening is @open; another that is open to the owner when it is lost. */
static guint
find_other_open (SpareCatalogue *self,
                 guint           open,
                 guint          *event)
{
  GPtrArray *losses = spare_map_get_losses (self->map);
  guint device = spare_map_find (self->map, SPARE_ITEM_DEVICE, spare_checkup_get_record (self->checkup, open));

  *event = SPARE_GRAPH_NONE;
  for (guint i = 0; i < losses->len; i++)
    if (((const SpareEvent *) losses->pdata[i])->kind == SPARE_EVENT_LOSE_DEVICE
        && ((const SpareEvent *) losses->pdata[i])->subject == device)
      *event = i;
  if (*event == SPARE_GRAPH_NONE)
    return SPARE_GRAPH_NONE;

  for (guint i = 0; i < spare_graph_get_n_vertices (self->graph); i++)
    if (i != open && spare_fix_get_kind (self, i) == SPARE_ITEM_OPEN && self->checkup->today[i]
        && ((const guint8 *) g_ptr_array_index (self->checkup->kept, *event))[i])
      return i;
  return SPARE_GRAPH_NONE;
}

static void
list_device (SpareCatalogue *self,
             guint           open)
{
  guint event;
  guint other = find_other_open (self, open, &event);
  g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *names = NULL;
  SpareFixMaker maker = { self, NULL };

  for (guint i = 0; event != SPARE_GRAPH_NONE && i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);
      const guint8 *kept = g_ptr_array_index (self->checkup->kept, event);
      guint account;

      if (!spare_rule_has (rule, open) || spare_fix_get_kind (self, rule->head) != SPARE_ITEM_SECRET
          || kept[rule->head] || !self->checkup->today[rule->head])
        continue;
      account = spare_map_find (self->map, SPARE_ITEM_ACCOUNT, spare_checkup_get_record (self->checkup, rule->head));
      if (account == SPARE_GRAPH_NONE || spare_accounts_have (accounts, account))
        continue;
      if (maker.fix == NULL)
        maker = spare_fix_begin (self, "second-device", spare_fix_get_id (self, open), SPARE_FIX_ASK, account, 15);
      if (other == SPARE_GRAPH_NONE && accounts->len == 0)
        {
          spare_fix_add_new (&maker, NEW_DEVICE, SPARE_VERTEX_DEVICE, SPARE_TIER_NONE);
          spare_action_add_root (maker.fix->action, NEW_DEVICE);
          spare_fix_lose_in (&maker, SPARE_EVENT_LOSE_HOME, NEW_DEVICE);
          spare_fix_lose_in (&maker, SPARE_EVENT_ABSENT, NEW_DEVICE);
        }
      spare_fix_add_rule (&maker, SPARE_RULE_GENERATE,
                          other != SPARE_GRAPH_NONE ? spare_fix_get_id (self, other) : NEW_DEVICE, NULL,
                          spare_fix_get_id (self, rule->head));
      g_array_append_val (accounts, account);
    }
  if (maker.fix == NULL)
    return;

  names = spare_finding_dup_names (self->checkup, accounts);
  if (other != SPARE_GRAPH_NONE)
    maker.fix->text = g_strdup_printf (
      /* Translators: the first %s is one or several accounts, the second a device. */
      _("Set up the one-time codes of %s on %s, too."), names, spare_map_get_item (self->map, other)->name);
  else
    maker.fix->text = g_strdup_printf (
      /* Translators: %s is one or several accounts. */
      _("Set up the one-time codes of %s on a second device, too, and leave that at home."), names);
}

void
spare_fix_list_devices (SpareCatalogue *self)
{
  for (guint i = 0; i < spare_graph_get_n_vertices (self->graph); i++)
    if (spare_fix_get_kind (self, i) == SPARE_ITEM_OPEN && self->checkup->today[i])
      list_device (self, i);
}

/* From which importance on an account's password belongs into a kit: where nothing was
 * said of what matters, all do. */
static guint
find_threshold (SpareCatalogue *self)
{
  guint n, most = 0;
  const guint *accounts = spare_map_get_accounts (self->map, &n);

  for (guint i = 0; i < n; i++)
    most = MAX (most, spare_checkup_get_importance (self->checkup, accounts[i]));
  return MIN (most, IMPORTANT);
}

/* What opens a password manager; without one the passwords of what matters. */
static GArray *
list_masters (SpareCatalogue *self)
{
  GArray *masters = g_array_new (FALSE, FALSE, sizeof (guint));
  guint threshold = find_threshold (self);

  for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);

      if (rule->label != SPARE_RULE_LOGIN
          || (self->manager != SPARE_GRAPH_NONE
                ? rule->head != self->manager
                : spare_checkup_get_importance (self->checkup, rule->head) < threshold))
        continue;
      for (guint j = 0; j < rule->n_body; j++)
        if (spare_fix_is_password (self, rule->body[j]) && !spare_accounts_have (masters, rule->body[j]))
          g_array_append_val (masters, rule->body[j]);
    }
  return masters;
}

/* How many accounts somebody gets with it. */
static guint
count_opened (SpareCatalogue *self,
              SpareFix       *fix,
              const char     *person)
{
  const SpareAction *action = fix->action;
  g_autoptr (SpareGraph) graph = spare_action_apply (self->graph, &action, 1, NULL);
  g_autoptr (SpareClosure) closure = NULL;
  g_autoptr (GArray) accounts = NULL;

  if (graph == NULL)
    return 0;
  closure = spare_closure_new (graph, SPARE_SIDE_ATTACKER);
  spare_scenario_take (NULL, graph, closure);
  spare_closure_add (closure, spare_graph_find_vertex (graph, person));
  accounts = spare_closure_dup_accounts (closure, graph);
  return accounts->len;
}

static void
set_kit_text (SpareCatalogue *self,
              SpareFix       *fix,
              const char     *person,
              const char     *name)
{
  guint n_accounts;
  guint n = count_opened (self, fix, person);
  g_autofree char *what = NULL;

  spare_map_get_accounts (self->map, &n_accounts);
  what = g_strdup (self->manager != SPARE_GRAPH_NONE
                     ? _("a sealed copy of your master password and of the printed backup codes")
                     : _("a sealed copy of the passwords that matter and of the printed backup codes"));
  fix->text = g_strdup_printf (
    /* Translators: the name of a person or "somebody whom you trust", what it is, two numbers of accounts. */
    _("Give %s %s. Whoever opens it can get into %u of %u accounts."), name, what, n, n_accounts);
}

/* @person: a vertex; %SPARE_GRAPH_NONE: somebody new */
static void
list_kit (SpareCatalogue *self,
          guint           person)
{
  g_autoptr (GArray) masters = list_masters (self);
  g_autoptr (GArray) ranks = list_two_step (self);
  const char *id = person != SPARE_GRAPH_NONE ? spare_fix_get_id (self, person) : NEW_PERSON;
  SpareFixMaker maker = spare_fix_begin (self, "kit", id,
                                         person != SPARE_GRAPH_NONE ? SPARE_FIX_FACT : SPARE_FIX_NEW_PERSON, person,
                                         15);

  if (person == SPARE_GRAPH_NONE)
    spare_fix_add_new (&maker, id, SPARE_VERTEX_PERSON, SPARE_TIER_MAX);
  spare_action_add_root (maker.fix->action, id);
  for (guint i = 0; i < masters->len; i++)
    spare_fix_add_rule (&maker, SPARE_RULE_STORAGE, id, NULL,
                        spare_fix_get_id (self, g_array_index (masters, guint, i)));
  for (guint i = 0; i < ranks->len; i++)
    {
      guint account = g_array_index (ranks, Rank, i).account;
      const SpareAccountNote *note = spare_fix_get_note (self, account);
      g_autofree char *codes = NULL;

      if (spare_map_find (self->map, SPARE_ITEM_CODES, note->id) == SPARE_GRAPH_NONE
          && note->gives_codes != SPARE_ANSWER_YES)
        continue;
      codes = spare_fix_put_codes (&maker, account);
      if (codes != NULL)
        spare_fix_add_rule (&maker, SPARE_RULE_STORAGE, id, NULL, codes);
    }
  set_kit_text (self, maker.fix, id,
                person != SPARE_GRAPH_NONE ? spare_map_get_item (self->map, person)->name
                                           : _("somebody whom you trust"));
}

void
spare_fix_list_kits (SpareCatalogue *self)
{
  guint n_accounts, n_persons = 0;

  spare_map_get_accounts (self->map, &n_accounts);
  if (n_accounts == 0)
    return;

  for (guint i = 0; i < spare_graph_get_n_vertices (self->graph) && n_persons < PERSONS_MAX; i++)
    {
      if (spare_fix_get_kind (self, i) != SPARE_ITEM_PERSON
          || g_hash_table_contains (self->checkup->gone, GUINT_TO_POINTER (i)))
        continue;
      list_kit (self, i);
      n_persons++;
    }
  if (n_persons == 0)
    list_kit (self, SPARE_GRAPH_NONE);
}
