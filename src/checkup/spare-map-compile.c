/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-private.h"

#include <glib/gi18n-lib.h>

#include "spare-access-private.h"
#include "spare-owners.h"

#define VALUES_MAX 32 /* of one answer; more cannot be meant */
#define KEY_HERE   "here"

/* Tiers of the domain's policy: the weakest attacker who gets at it. */
#define TIER_BULK    0
#define TIER_REMOTE  1
#define TIER_THEFT   2
#define TIER_BURGLAR 3

char **
spare_map_dup_values (SpareThing *fact,
                      const char *key)
{
  char **values = fact != NULL ? spare_fact_dup_values (fact, key) : g_new0 (char *, 1);
  guint n = g_strv_length (values);

  for (guint i = VALUES_MAX; i < n; i++)
    g_clear_pointer (&values[i], g_free);
  return values;
}

SpareGround
spare_map_said (SpareThing *fact,
                const char *key)
{
  return (SpareGround){ SPARE_EVIDENCE_SAID, spare_fact_get_said (fact, key) };
}

guint
spare_map_follow (SpareMapMaker *self,
                  const char    *value,
                  const char    *word,
                  SpareItemKind  kind)
{
  const char *id = spare_access_get_link (value, word);

  return id != NULL ? spare_map_look_up (self->map, kind, id) : SPARE_GRAPH_NONE;
}

/* This computer is called so in the middle of a sentence, unless the person gave it a name of its own. */
static const char *
get_name (SpareThing *fact)
{
  const char *name = spare_fact_get_name (fact);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *here = g_utf8_casefold (_("this computer"), -1);

  return spare_fact_has (fact, SPARE_DEVICE_HERE, "yes") && g_str_equal (folded, here) ? _("this computer") : name;
}

/* The vertex of a fact, without its rules. */
static guint
put_fact (SpareMapMaker *self,
          SpareItemKind  kind,
          SpareThing    *fact,
          int            tier)
{
  const char *id = spare_thing_get_id (fact);
  SpareItemDraft draft = { kind, id, id, get_name (fact), NULL, tier };

  return id != NULL ? spare_map_put (self->map, &draft) : SPARE_GRAPH_NONE;
}

/* This computer, where it is none of the devices. */
static guint
put_here (SpareMapMaker *self)
{
  static const SpareGround ground = { SPARE_EVIDENCE_ASSUMED, 0 };
  SpareItemDraft device = { SPARE_ITEM_DEVICE, KEY_HERE, NULL, _("this computer"), NULL, TIER_THEFT };
  SpareItemDraft open = { SPARE_ITEM_OPEN, KEY_HERE, NULL, _("this computer"), NULL, SPARE_TIER_NONE };

  if (self->here == SPARE_GRAPH_NONE)
    {
      self->here = spare_map_put (self->map, &device);
      spare_map_hold (self->map, self->here);
      spare_map_put_rule (self->map, SPARE_RULE_UNLOCK, SPARE_FOR_OWNER_MAYBE_ATTACKER, ground, self->here,
                          SPARE_GRAPH_NONE, spare_map_put (self->map, &open));
    }
  return self->here;
}

guint
spare_map_put_here_open (SpareMapMaker *self)
{
  const SpareItem *here = spare_map_get_item (self->map, put_here (self));

  return spare_map_look_up (self->map, SPARE_ITEM_OPEN, here->record != NULL ? here->record : KEY_HERE);
}

/* What the person knows or is, that opens the device. */
static void
put_unlock (SpareMapMaker *self,
            SpareThing    *device,
            const char    *detail,
            int            tier,
            SpareGround    ground)
{
  const char *id = spare_thing_get_id (device);
  g_autofree char *finger = g_strconcat (id, ".finger", NULL);
  SpareItemDraft draft = { SPARE_ITEM_UNLOCK, g_str_equal (detail, "finger") ? finger : id, id,
                           get_name (device), detail, tier };
  guint unlock = spare_map_put (self->map, &draft);

  spare_map_hold (self->map, unlock);
  spare_map_put_rule (self->map, SPARE_RULE_UNLOCK, SPARE_FOR_BOTH, ground,
                      spare_map_look_up (self->map, SPARE_ITEM_DEVICE, id), unlock,
                      spare_map_look_up (self->map, SPARE_ITEM_OPEN, id));
}

static void
compile_device (SpareMapMaker *self,
                SpareThing    *device)
{
  static const SpareGround unknown = { SPARE_EVIDENCE_ASSUMED, 0 };
  const char *lock = spare_thing_peek_text (device, SPARE_DEVICE_LOCK);
  SpareGround ground = spare_map_said (device, SPARE_DEVICE_LOCK);
  guint vertex = put_fact (self, SPARE_ITEM_DEVICE, device, TIER_THEFT);
  guint open = put_fact (self, SPARE_ITEM_OPEN, device, SPARE_TIER_NONE);

  if (vertex == SPARE_GRAPH_NONE)
    return;

  spare_map_hold (self->map, vertex);
  if (g_strcmp0 (lock, "pin") == 0 || g_strcmp0 (lock, "password") == 0)
    put_unlock (self, device, lock, TIER_BURGLAR, ground);
  else if (g_strcmp0 (lock, "short-pin") == 0)
    put_unlock (self, device, "pin", TIER_THEFT, ground);
  else if (g_strcmp0 (lock, "none") == 0)
    spare_map_put_rule (self->map, SPARE_RULE_UNLOCK, SPARE_FOR_BOTH, ground, vertex, SPARE_GRAPH_NONE, open);
  else
    spare_map_put_rule (self->map, SPARE_RULE_UNLOCK, SPARE_FOR_OWNER_MAYBE_ATTACKER, unknown, vertex,
                        SPARE_GRAPH_NONE, open);

  if (spare_fact_has (device, SPARE_DEVICE_FINGER, "yes"))
    put_unlock (self, device, "finger", TIER_BURGLAR, spare_map_said (device, SPARE_DEVICE_FINGER));
  if (self->here == SPARE_GRAPH_NONE && spare_fact_has (device, SPARE_DEVICE_HERE, "yes"))
    self->here = vertex;
}

static void
compile_number (SpareMapMaker *self,
                SpareThing    *number)
{
  guint vertex = put_fact (self, SPARE_ITEM_NUMBER, number, SPARE_TIER_NONE);
  guint carrier = put_fact (self, SPARE_ITEM_CARRIER, number, TIER_REMOTE);
  g_auto(GStrv) devices = spare_map_dup_values (number, SPARE_NUMBER_DEVICE);
  g_auto(GStrv) documents = spare_map_dup_values (number, SPARE_NUMBER_DOCUMENT);
  guint n_ways = 0;

  spare_map_put_rule (self->map, SPARE_RULE_SWAP, SPARE_FOR_ATTACKER, (SpareGround){ SPARE_EVIDENCE_DERIVED, 0 },
                      carrier, SPARE_GRAPH_NONE, vertex);
  if (vertex == SPARE_GRAPH_NONE || spare_fact_has (number, SPARE_NUMBER_MINE, "no"))
    return;

  for (guint i = 0; devices[i] != NULL; i++)
    {
      guint device = spare_map_look_up (self->map, SPARE_ITEM_DEVICE, devices[i]);

      spare_map_put_rule (self->map, SPARE_RULE_RECEIVE, SPARE_FOR_BOTH, spare_map_said (number, SPARE_NUMBER_DEVICE),
                          device, SPARE_GRAPH_NONE, vertex);
      n_ways += device != SPARE_GRAPH_NONE;
    }
  for (guint i = 0; documents[i] != NULL; i++)
    spare_map_put_rule (self->map, SPARE_RULE_REISSUE, SPARE_FOR_OWNER,
                        spare_map_said (number, SPARE_NUMBER_DOCUMENT),
                        spare_map_look_up (self->map, SPARE_ITEM_DOCUMENT, documents[i]), SPARE_GRAPH_NONE, vertex);
  /* Where the card is was not said: it is somewhere. */
  if (n_ways == 0)
    spare_map_hold (self->map, vertex);
}

/* Places */

static char *
fold_name (const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  return g_utf8_casefold (stripped, -1);
}

guint
spare_map_put_place_named (SpareMapMaker *self,
                           const char    *name,
                           gboolean      *known)
{
  g_autofree char *folded = fold_name (name);
  g_autofree char *key = g_strconcat ("text:", folded, NULL);
  SpareItemDraft draft = { SPARE_ITEM_PLACE, key, NULL, name, NULL, TIER_THEFT };
  gpointer place;
  guint vertex;

  *known = g_hash_table_lookup_extended (self->place_names, folded, NULL, &place);
  if (*known)
    return GPOINTER_TO_UINT (place);

  vertex = spare_map_put (self->map, &draft);
  spare_map_hold (self->map, vertex);
  return vertex;
}

static void
put_place (SpareMapMaker *self,
           SpareThing    *place)
{
  gboolean locked = spare_fact_has (place, SPARE_PLACE_LOCKED, "yes");
  guint vertex = put_fact (self, SPARE_ITEM_PLACE, place, locked ? TIER_BURGLAR : TIER_THEFT);
  g_autofree char *folded = fold_name (spare_fact_get_name (place));

  spare_map_hold (self->map, vertex);
  if (vertex != SPARE_GRAPH_NONE && !g_hash_table_contains (self->place_names, folded))
    g_hash_table_insert (self->place_names, g_steal_pointer (&folded), GUINT_TO_POINTER (vertex));
}

/* Who else gets at it, and what it is part of. The owner's way is the place itself:
 * what somebody else could fetch counts in the event of being away (spare-map-events.c). */
static void
compile_place (SpareMapMaker *self,
               SpareThing    *place)
{
  const char *id = spare_thing_get_id (place);
  guint vertex = id != NULL ? spare_map_look_up (self->map, SPARE_ITEM_PLACE, id) : SPARE_GRAPH_NONE;
  g_auto(GStrv) persons = spare_map_dup_values (place, SPARE_PLACE_PERSON);
  g_auto(GStrv) outer = spare_map_dup_values (place, SPARE_PLACE_IN);
  gboolean is_open = spare_fact_has (place, SPARE_PLACE_LOCKED, "no");

  for (guint i = 0; persons[i] != NULL; i++)
    spare_map_put_rule (self->map, SPARE_RULE_USE, SPARE_FOR_ATTACKER, spare_map_said (place, SPARE_PLACE_PERSON),
                        spare_map_look_up (self->map, SPARE_ITEM_PERSON, persons[i]), SPARE_GRAPH_NONE, vertex);
  if (spare_fact_has (place, SPARE_PLACE_LOCKED, "yes"))
    return;
  for (guint i = 0; outer[i] != NULL; i++)
    spare_map_put_rule (self->map, SPARE_RULE_CONTAINS, is_open ? SPARE_FOR_ATTACKER : SPARE_MAYBE_FOR_ATTACKER,
                        is_open ? spare_map_said (place, SPARE_PLACE_IN) : (SpareGround){ SPARE_EVIDENCE_ASSUMED, 0 },
                        spare_map_look_up (self->map, SPARE_ITEM_PLACE, outer[i]), SPARE_GRAPH_NONE, vertex);
}

/* Whoever gets at a place gets at what is kept there; its owner has it anyhow. */
static void
compile_kept_at (SpareMapMaker *self,
                 SpareItemKind  kind,
                 SpareThing    *fact,
                 SpareFor       whose)
{
  const char *id = spare_thing_get_id (fact);
  g_auto(GStrv) places = spare_map_dup_values (fact, SPARE_FACT_AT);

  if (id == NULL || (kind != SPARE_ITEM_MEMORY && spare_fact_has (fact, SPARE_FACT_CARRIED, "yes")))
    return;
  for (guint i = 0; places[i] != NULL; i++)
    spare_map_put_rule (self->map, SPARE_RULE_STORAGE, whose, spare_map_said (fact, SPARE_FACT_AT),
                        spare_map_look_up (self->map, SPARE_ITEM_PLACE, places[i]), SPARE_GRAPH_NONE,
                        spare_map_look_up (self->map, kind, id));
}

/* Persons */

guint
spare_map_put_kit (SpareMapMaker *self,
                   SpareThing    *person)
{
  const char *id = spare_thing_get_id (person);
  guint kit = id != NULL ? spare_map_look_up (self->map, SPARE_ITEM_KIT, id) : SPARE_GRAPH_NONE;

  if (id == NULL || kit != SPARE_GRAPH_NONE)
    return kit;

  kit = put_fact (self, SPARE_ITEM_KIT, person, SPARE_TIER_NONE);
  spare_map_put_rule (self->map, SPARE_RULE_STORAGE, SPARE_FOR_BOTH, spare_map_said (person, SPARE_PERSON_KEEPS),
                      spare_map_look_up (self->map, SPARE_ITEM_PERSON, id), SPARE_GRAPH_NONE, kit);
  return kit;
}

/* Codes are those of an account: they come with its rules. */
static void
compile_person (SpareMapMaker *self,
                SpareThing    *person)
{
  g_auto(GStrv) keeps = spare_map_dup_values (person, SPARE_PERSON_KEEPS);

  for (guint i = 0; keeps[i] != NULL; i++)
    {
      guint kept = spare_map_follow (self, keeps[i], "memory", SPARE_ITEM_MEMORY);

      if (kept == SPARE_GRAPH_NONE)
        kept = spare_map_follow (self, keeps[i], "document", SPARE_ITEM_DOCUMENT);
      if (kept != SPARE_GRAPH_NONE)
        spare_map_put_rule (self->map, SPARE_RULE_CONTAINS, SPARE_FOR_BOTH,
                            spare_map_said (person, SPARE_PERSON_KEEPS), spare_map_put_kit (self, person),
                            SPARE_GRAPH_NONE, kept);
    }
}

static void
put_person (SpareMapMaker *self,
            SpareThing    *person)
{
  guint vertex = put_fact (self, SPARE_ITEM_PERSON, person, TIER_BURGLAR);

  if (!spare_fact_has (person, SPARE_PERSON_GONE, "yes"))
    spare_map_hold (self->map, vertex);
}

static void
put_memory (SpareMapMaker *self,
            SpareThing    *memory)
{
  const char *id = spare_thing_get_id (memory);
  gboolean easy = id != NULL && g_hash_table_contains (self->easy_memories, id);
  guint vertex = put_fact (self, SPARE_ITEM_MEMORY, memory, easy ? TIER_BULK : TIER_REMOTE);
  GPtrArray *users = id != NULL ? g_hash_table_lookup (self->memory_uses, id) : NULL;

  spare_map_hold (self->map, vertex);
  if (vertex != SPARE_GRAPH_NONE && users != NULL && spare_owners_count (users, self->directory) > 1)
    g_array_index (self->map->items, SpareItem, vertex).kind = SPARE_ITEM_SHARED;
}

static void
put_document (SpareMapMaker *self,
              SpareThing    *document)
{
  spare_map_hold (self->map, put_fact (self, SPARE_ITEM_DOCUMENT, document, TIER_BURGLAR));
}

static void
for_each (SpareMapMaker *self,
          SpareFactType  type,
          void         (*compile) (SpareMapMaker *self, SpareThing *fact))
{
  for (guint i = 0; i < self->facts[type]->len; i++)
    compile (self, g_ptr_array_index (self->facts[type], i));
}

void
spare_map_compile_facts (SpareMapMaker *self)
{
  for_each (self, SPARE_FACT_DOCUMENT, put_document);
  for_each (self, SPARE_FACT_MEMORY, put_memory);
  for_each (self, SPARE_FACT_PERSON, put_person);
  for_each (self, SPARE_FACT_PLACE, put_place);
  for_each (self, SPARE_FACT_DEVICE, compile_device);
  for_each (self, SPARE_FACT_NUMBER, compile_number);
  for_each (self, SPARE_FACT_PLACE, compile_place);
  for_each (self, SPARE_FACT_PERSON, compile_person);

  for (guint i = 0; i < self->facts[SPARE_FACT_DEVICE]->len; i++)
    compile_kept_at (self, SPARE_ITEM_DEVICE, g_ptr_array_index (self->facts[SPARE_FACT_DEVICE], i),
                     SPARE_FOR_ATTACKER);
  for (guint i = 0; i < self->facts[SPARE_FACT_DOCUMENT]->len; i++)
    compile_kept_at (self, SPARE_ITEM_DOCUMENT, g_ptr_array_index (self->facts[SPARE_FACT_DOCUMENT], i),
                     SPARE_FOR_ATTACKER);
  for (guint i = 0; i < self->facts[SPARE_FACT_MEMORY]->len; i++)
    compile_kept_at (self, SPARE_ITEM_MEMORY, g_ptr_array_index (self->facts[SPARE_FACT_MEMORY], i), SPARE_FOR_BOTH);
}
