/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-fix-private.h"

#include <glib/gi18n.h>

#define IMPORTANT 4

/* Rules that say the same: of one the owner's half, of the other what somebody else may. */
static gboolean
is_same (const SpareRule *a,
         const SpareRule *b)
{
  if (a->head != b->head || a->label != b->label || a->n_body != b->n_body)
    return FALSE;
  for (guint i = 0; i < a->n_body; i++)
    if (!spare_rule_has (b, a->body[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_droppable (SpareCatalogue  *self,
              const SpareRule *rule)
{
  guint importance;

  if (rule->label != SPARE_RULE_RECOVERY || rule->n_body != 1 || rule->assumed || rule->who == SPARE_WHO_ATTACKER
      || spare_fix_get_note (self, rule->head) == NULL)
    return FALSE;

  importance = spare_checkup_get_importance (self->checkup, rule->head);
  switch (spare_fix_get_kind (self, rule->body[0]))
    {
    case SPARE_ITEM_NUMBER:
    case SPARE_ITEM_QUESTIONS:
      return importance >= IMPORTANT - 1;
    case SPARE_ITEM_ACCOUNT:
      return importance >= IMPORTANT;
    case SPARE_ITEM_ADDRESS:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
dup_drop_text (SpareCatalogue  *self,
               const SpareRule *rule)
{
  g_autofree char *way = spare_fix_dup_name (self, rule->body[0]);
  g_autofree char *account = spare_fix_dup_name (self, rule->head);

  if (spare_fix_get_kind (self, rule->body[0]) == SPARE_ITEM_QUESTIONS)
    /* Translators: %s is an account. */
    return g_strdup_printf (_("Turn off the security questions of %s, or answer them with words that are made up."),
                            account);
  if (spare_fix_get_kind (self, rule->body[0]) == SPARE_ITEM_NUMBER)
    /* Translators: the first %s is a phone number, the second an account. */
    return g_strdup_printf (_("Remove the phone number %s as a way back into %s."),
                            spare_map_get_item (self->map, rule->body[0])->name, account);
  /* Translators: the first %s is a mailbox, the second an account. */
  return g_strdup_printf (_("Remove the mailbox %s as a way back into %s."), way, account);
}

void
spare_fix_list_drops (SpareCatalogue *self)
{
  for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);
      g_autofree char *id = NULL;
      SpareFixMaker maker;

      if (!is_droppable (self, rule))
        continue;
      id = g_strconcat (spare_fix_get_note (self, rule->head)->id, ":", spare_fix_get_id (self, rule->body[0]), NULL);
      maker = spare_fix_begin (self, "drop", id, SPARE_FIX_RECOVERY_PAGE, rule->head, 5);
      for (guint j = 0; j < spare_graph_get_n_rules (self->graph); j++)
        if (is_same (rule, spare_graph_get_rule (self->graph, j)))
          spare_fix_cut (&maker, j);
      maker.fix->text = dup_drop_text (self, rule);
    }
}

void
spare_fix_list_moves (SpareCatalogue *self)
{
  for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);
      g_autofree char *name = NULL;
      g_autofree char *place = NULL;
      g_autofree char *device = NULL;
      guint account;
      SpareFixMaker maker;

      /* What Sparekey keeps itself is moved by being printed; this is what was said. */
      if (rule->label != SPARE_RULE_STORAGE || rule->n_body != 1
          || spare_fix_get_kind (self, rule->head) != SPARE_ITEM_CODES
          || (spare_fix_get_kind (self, rule->body[0]) != SPARE_ITEM_DEVICE
              && spare_fix_get_kind (self, rule->body[0]) != SPARE_ITEM_OPEN)
          || spare_map_get_evidence (self->map, i, NULL) != SPARE_EVIDENCE_SAID)
        continue;
      account = spare_map_find (self->map, SPARE_ITEM_ACCOUNT, spare_checkup_get_record (self->checkup, rule->head));
      if (account == SPARE_GRAPH_NONE || spare_fix_get_note (self, account) == NULL)
        continue;

      maker = spare_fix_begin (self, "move-codes", spare_fix_get_note (self, account)->id,
                               spare_fix_get_note (self, account)->has_codes ? SPARE_FIX_PRINT_CODES
                                                                            : SPARE_FIX_TAKE_CODES,
                               account, 5);
      spare_fix_cut (&maker, i);
      spare_fix_add_rule (&maker, SPARE_RULE_STORAGE, spare_fix_put_place (&maker, FALSE), NULL,
                          spare_fix_get_id (self, rule->head));
      name = spare_fix_dup_name (self, account);
      place = spare_fix_dup_place (self, FALSE);
      device = g_strdup (spare_map_get_item (self->map, rule->body[0])->name);
      maker.fix->text = g_strdup_printf (
        /* Translators: an account, a place, a device. */
        _("Print the backup codes of %s, keep them here: %s, and delete the file on %s."), name, place, device);
    }
}

/* The accounts with @password at their front door, each once. */
static GArray *
find_users (SpareCatalogue *self,
            guint           password)
{
  GArray *users = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);

      if (rule->label == SPARE_RULE_LOGIN && spare_rule_has (rule, password)
          && spare_fix_get_note (self, rule->head) != NULL && !spare_accounts_have (users, rule->head))
        g_array_append_val (users, rule->head);
    }
  return users;
}

static void
give_own_password (SpareFixMaker *maker,
                   guint          account,
                   guint          shared)
{
  SpareCatalogue *self = maker->catalogue;
  g_autofree char *own = g_strconcat ("fix:password:", spare_fix_get_note (self, account)->id, NULL);

  spare_fix_add_new (maker, own, SPARE_VERTEX_CREDENTIAL, 1);
  if (self->manager != SPARE_GRAPH_NONE && self->manager != account)
    spare_fix_add_rule (maker, SPARE_RULE_STORAGE, spare_fix_get_id (self, self->manager), NULL, own);
  else
    spare_action_add_root (maker->fix->action, own);

  for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);
      const char *other = NULL;

      if (rule->head != account || !spare_rule_has (rule, shared) || rule->n_body > 2)
        continue;
      for (guint j = 0; j < rule->n_body; j++)
        if (rule->body[j] != shared)
          other = spare_fix_get_id (self, rule->body[j]);
      spare_fix_cut (maker, i);
      spare_fix_add_rule (maker, rule->label, own, other, spare_fix_get_id (self, account));
    }
}

/* All but the account that matters least get one of their own. */
void
spare_fix_list_unique (SpareCatalogue *self)
{
  for (guint i = 0; i < spare_graph_get_n_vertices (self->graph); i++)
    {
      g_autoptr (GArray) users = NULL;
      g_autofree char *names = NULL;
      guint least = 0, most = 0;
      SpareFixMaker maker;

      if (!spare_fix_is_password (self, i))
        continue;
      users = find_users (self, i);
      if (users->len < 2)
        continue;

      for (guint j = 1; j < users->len; j++)
        {
          guint importance = spare_checkup_get_importance (self->checkup, g_array_index (users, guint, j));

          if (importance < spare_checkup_get_importance (self->checkup, g_array_index (users, guint, least)))
            least = j;
          if (importance > spare_checkup_get_importance (self->checkup, g_array_index (users, guint, most)))
            most = j;
        }
      maker = spare_fix_begin (self, "own-password", spare_fix_get_id (self, i), SPARE_FIX_CHANGE_PASSWORD,
                               g_array_index (users, guint, most), 5);
      if (most == least)
        least = most == 0 ? 1 : 0;
      g_array_remove_index (users, least);
      for (guint j = 0; j < users->len; j++)
        give_own_password (&maker, g_array_index (users, guint, j), i);
      names = spare_finding_dup_names (self->checkup, users);
      /* Translators: %s is one or several accounts. */
      maker.fix->text = g_strdup_printf (_("Give a password of its own to %s."), names);
    }
}

void
spare_fix_list_resolves (SpareCatalogue *self)
{
  guint n;
  const guint *accounts = spare_map_get_accounts (self->map, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree char *name = NULL;
      SpareFixMaker maker;

      if (spare_fix_get_note (self, accounts[i]) == NULL)
        continue;
      for (guint j = 0; j < spare_graph_get_n_rules (self->graph); j++)
        {
          const SpareRule *rule = spare_graph_get_rule (self->graph, j);

          if (rule->head == accounts[i] && rule->assumed && rule->label != SPARE_RULE_LOGIN)
            g_array_append_val (rules, j);
        }
      if (rules->len == 0)
        continue;

      maker = spare_fix_begin (self, "find-out", spare_fix_get_note (self, accounts[i])->id, SPARE_FIX_ASK,
                               accounts[i], 2);
      for (guint j = 0; j < rules->len; j++)
        spare_fix_cut (&maker, g_array_index (rules, guint, j));
      name = spare_fix_dup_name (self, accounts[i]);
      /* Translators: %s is an account. */
      maker.fix->text = g_strdup_printf (_("Find out how one gets back into %s, and note it."), name);
    }
}
