/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-fix-private.h"

#include <glib/gi18n.h>

#include "spare-map-words.h"

#define NEW_HOME      "fix:home"
#define NEW_ELSEWHERE "fix:elsewhere"

SpareItemKind
spare_fix_get_kind (const SpareCatalogue *catalogue,
                    guint                 vertex)
{
  return spare_map_get_item (catalogue->map, vertex)->kind;
}

gboolean
spare_fix_is_password (const SpareCatalogue *catalogue,
                       guint                 vertex)
{
  SpareItemKind kind = spare_fix_get_kind (catalogue, vertex);

  return kind == SPARE_ITEM_PASSWORD || kind == SPARE_ITEM_SHARED || kind == SPARE_ITEM_MEMORY;
}

gboolean
spare_rule_has (const SpareRule *rule,
                guint            vertex)
{
  for (guint i = 0; i < rule->n_body; i++)
    if (rule->body[i] == vertex)
      return TRUE;
  return FALSE;
}

const SpareAccountNote *
spare_fix_get_note (const SpareCatalogue *catalogue,
                    guint                 account)
{
  return g_ptr_array_index (catalogue->checkup->notes, account);
}

const char *
spare_fix_get_id (const SpareCatalogue *catalogue,
                  guint                 vertex)
{
  return spare_graph_get_vertex (catalogue->graph, vertex)->id;
}

char *
spare_fix_dup_name (const SpareCatalogue *catalogue,
                    guint                 vertex)
{
  return spare_map_words_name (catalogue->map, vertex);
}

SpareFixMaker
spare_fix_begin (SpareCatalogue *catalogue,
                 const char     *what,
                 const char     *record,
                 SpareFixKind    kind,
                 guint           account,
                 guint           minutes)
{
  g_autofree char *id = g_strdup_printf ("%s:%s", what, record);
  SpareFixMaker self = { catalogue, NULL };

  self.fix = spare_fix_new (id, kind, spare_checkup_get_record (catalogue->checkup, account), minutes);
  g_ptr_array_add (catalogue->fixes, self.fix);
  return self;
}

void
spare_fix_add_rule (SpareFixMaker *self,
                    SpareRuleLabel label,
                    const char    *first,
                    const char    *second,
                    const char    *head)
{
  const char *body[] = { first, second, NULL };
  SpareRuleDraft draft = { NULL, label, body, head, SPARE_WHO_BOTH, FALSE };

  spare_action_add_rule (self->fix->action, &draft);
}

void
spare_fix_add_new (SpareFixMaker  *self,
                   const char     *id,
                   SpareVertexKind kind,
                   int             tier)
{
  SpareVertex vertex = { id, kind, 0, 0, tier };

  spare_action_add_vertex (self->fix->action, &vertex);
}

void
spare_fix_cut (SpareFixMaker *self,
               guint          rule)
{
  const char *id = spare_graph_get_rule (self->catalogue->graph, rule)->id;

  if (id == NULL)
    return;
  spare_action_remove_rule (self->fix->action, id);
  g_array_append_val (self->fix->cuts, rule);
}

void
spare_fix_lose_in (SpareFixMaker *self,
                   SpareEventKind kind,
                   const char    *vertex)
{
  GPtrArray *events = spare_map_get_losses (self->catalogue->map);

  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);

      if (event->kind == kind)
        spare_action_lose_also (self->fix->action, event->scenario->id, vertex);
    }
}

const char *
spare_fix_put_place (SpareFixMaker *self,
                     gboolean       elsewhere)
{
  guint place = elsewhere ? self->catalogue->elsewhere : self->catalogue->home;
  const char *id = elsewhere ? NEW_ELSEWHERE : NEW_HOME;

  if (place != SPARE_GRAPH_NONE)
    return spare_fix_get_id (self->catalogue, place);

  spare_fix_add_new (self, id, SPARE_VERTEX_PLACE, elsewhere ? 3 : 2);
  spare_action_add_root (self->fix->action, id);
  spare_fix_lose_in (self, SPARE_EVENT_ABSENT, id);
  if (!elsewhere)
    spare_fix_lose_in (self, SPARE_EVENT_LOSE_HOME, id);
  return id;
}

char *
spare_fix_dup_place (const SpareCatalogue *catalogue,
                     gboolean              elsewhere)
{
  guint place = elsewhere ? catalogue->elsewhere : catalogue->home;

  if (place != SPARE_GRAPH_NONE)
    return spare_fix_dup_name (catalogue, place);
  return g_strdup (elsewhere ? _("somewhere outside of your home") : _("a drawer that locks"));
}

/* By what else one would get in with codes: a password of each front door. */
static guint
put_codes_rules (SpareFixMaker *self,
                 guint          account,
                 const char    *codes)
{
  SpareCatalogue *catalogue = self->catalogue;
  guint n = 0;

  if (spare_fix_get_note (catalogue, account)->effect == SPARE_CODE_EFFECT_NO_PASSWORD)
    {
      spare_fix_add_rule (self, SPARE_RULE_RECOVERY, codes, NULL, spare_fix_get_id (catalogue, account));
      return 1;
    }

  for (guint i = 0; i < spare_graph_get_n_rules (catalogue->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (catalogue->graph, i);

      if (rule->head != account || rule->label != SPARE_RULE_LOGIN || rule->who == SPARE_WHO_ATTACKER)
        continue;
      for (guint j = 0; j < rule->n_body; j++)
        if (spare_fix_is_password (catalogue, rule->body[j]))
          {
            spare_fix_add_rule (self, SPARE_RULE_RECOVERY, spare_fix_get_id (catalogue, rule->body[j]), codes,
                                spare_fix_get_id (catalogue, account));
            n++;
            break;
          }
    }
  return n;
}

char *
spare_fix_put_codes (SpareFixMaker *self,
                     guint          account)
{
  SpareCatalogue *catalogue = self->catalogue;
  const char *record = spare_checkup_get_record (catalogue->checkup, account);
  guint there = spare_map_find (catalogue->map, SPARE_ITEM_CODES, record);
  char *id;

  if (there != SPARE_GRAPH_NONE)
    for (guint i = 0; i < spare_graph_get_n_rules (catalogue->graph); i++)
      {
        const SpareRule *rule = spare_graph_get_rule (catalogue->graph, i);

        if (rule->head == account && spare_rule_has (rule, there))
          return g_strdup (spare_fix_get_id (catalogue, there));
      }

  id = there != SPARE_GRAPH_NONE ? g_strdup (spare_fix_get_id (catalogue, there))
                                 : g_strconcat ("fix:codes:", record, NULL);
  if (there == SPARE_GRAPH_NONE)
    spare_fix_add_new (self, id, SPARE_VERTEX_SHEET, SPARE_TIER_NONE);
  if (put_codes_rules (self, account, id) > 0)
    return id;
  g_free (id);
  return NULL;
}

/* Places by what is left when the home is gone; for elsewhere people will do, too. */
static void
find_places (SpareCatalogue *self)
{
  GPtrArray *losses = spare_map_get_losses (self->map);
  const guint8 *kept = NULL;

  for (guint i = 0; i < losses->len; i++)
    if (((const SpareEvent *) losses->pdata[i])->kind == SPARE_EVENT_LOSE_HOME)
      kept = g_ptr_array_index (self->checkup->kept, i);

  for (guint i = 0; i < spare_graph_get_n_vertices (self->graph); i++)
    {
      SpareItemKind kind = spare_fix_get_kind (self, i);

      if (!self->checkup->today[i])
        continue;
      if (kind == SPARE_ITEM_PLACE && (kept == NULL || !kept[i]) && self->home == SPARE_GRAPH_NONE)
        self->home = i;
      else if (kind == SPARE_ITEM_PLACE && self->elsewhere == SPARE_GRAPH_NONE)
        self->elsewhere = i;
    }
  for (guint i = 0; i < spare_graph_get_n_vertices (self->graph); i++)
    if (spare_fix_get_kind (self, i) == SPARE_ITEM_PERSON && self->checkup->today[i]
        && self->elsewhere == SPARE_GRAPH_NONE
        && !g_hash_table_contains (self->checkup->gone, GUINT_TO_POINTER (i)))
      self->elsewhere = i;
  if (self->home == SPARE_GRAPH_NONE && self->elsewhere != SPARE_GRAPH_NONE
      && spare_fix_get_kind (self, self->elsewhere) == SPARE_ITEM_PLACE)
    self->home = self->elsewhere;
}

static void
find_manager (SpareCatalogue *self)
{
  for (guint i = 0; i < spare_graph_get_n_rules (self->graph) && self->manager == SPARE_GRAPH_NONE; i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);

      if (rule->label == SPARE_RULE_STORAGE && rule->n_body == 1 && spare_graph_is_account (self->graph, rule->body[0])
          && spare_fix_get_kind (self, rule->head) == SPARE_ITEM_PASSWORD)
        self->manager = rule->body[0];
    }
}

GPtrArray *
spare_fix_list (const SpareCheckup *checkup)
{
  SpareCatalogue self = { checkup, checkup->map, checkup->graph, NULL, SPARE_GRAPH_NONE, SPARE_GRAPH_NONE,
                          SPARE_GRAPH_NONE };

  self.fixes = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_fix_free);
  find_places (&self);
  find_manager (&self);
  spare_fix_list_kits (&self);
  spare_fix_list_prints (&self);
  spare_fix_list_moves (&self);
  spare_fix_list_drops (&self);
  spare_fix_list_resolves (&self);
  spare_fix_list_unique (&self);
  spare_fix_list_copies (&self);
  spare_fix_list_devices (&self);
  return self.fixes;
}
