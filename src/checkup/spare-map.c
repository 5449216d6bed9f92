/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-private.h"

#include <string.h>

#include "spare-access-private.h"
#include "spare-sheet-record.h"

#define KEY_MAX 200 /* bytes; of an id in the graph, a longer one is hashed */
#define KEY_HERE "here"

/* By SpareItemKind: the beginning of its id, and what it is in the graph. */
static const struct
{
  const char     *prefix;
  SpareVertexKind vertex;
} kinds[] = {
  [SPARE_ITEM_ACCOUNT] = { "account", SPARE_VERTEX_ACCOUNT },
  [SPARE_ITEM_PASSWORD] = { "password", SPARE_VERTEX_CREDENTIAL },
  [SPARE_ITEM_SHARED] = { "shared", SPARE_VERTEX_CREDENTIAL },
  [SPARE_ITEM_MEMORY] = { "memory", SPARE_VERTEX_CREDENTIAL },
  [SPARE_ITEM_SECRET] = { "secret", SPARE_VERTEX_SEED },
  [SPARE_ITEM_CODES] = { "codes", SPARE_VERTEX_SHEET },
  [SPARE_ITEM_DEVICE] = { "device", SPARE_VERTEX_DEVICE },
  [SPARE_ITEM_UNLOCK] = { "unlock", SPARE_VERTEX_CREDENTIAL },
  [SPARE_ITEM_OPEN] = { "open", SPARE_VERTEX_STATE },
  [SPARE_ITEM_NUMBER] = { "number", SPARE_VERTEX_NUMBER },
  [SPARE_ITEM_CARRIER] = { "carrier", SPARE_VERTEX_PROCESS },
  [SPARE_ITEM_PLACE] = { "place", SPARE_VERTEX_PLACE },
  [SPARE_ITEM_PERSON] = { "person", SPARE_VERTEX_PERSON },
  [SPARE_ITEM_DOCUMENT] = { "document", SPARE_VERTEX_DOCUMENT },
  [SPARE_ITEM_ADDRESS] = { "address", SPARE_VERTEX_CREDENTIAL },
  [SPARE_ITEM_LEAK] = { "leak", SPARE_VERTEX_EVENT },
  [SPARE_ITEM_QUESTIONS] = { "questions", SPARE_VERTEX_FACT },
  [SPARE_ITEM_SUPPORT] = { "support", SPARE_VERTEX_PROCESS },
  [SPARE_ITEM_PASSKEY] = { "passkey", SPARE_VERTEX_CREDENTIAL },
  [SPARE_ITEM_SSH_KEY] = { "ssh-key", SPARE_VERTEX_CREDENTIAL },
  [SPARE_ITEM_KIT] = { "kit", SPARE_VERTEX_DOCUMENT },
};

static SpareMap *
map_new (void)
{
  SpareMap *self = g_new0 (SpareMap, 1);

  g_atomic_ref_count_init (&self->refs);
  self->graph = spare_graph_new ();
  self->items = g_array_new (FALSE, FALSE, sizeof (SpareItem));
  self->grounds = g_array_new (FALSE, FALSE, sizeof (SpareGround));
  self->strings = g_string_chunk_new (4096);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->accounts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->losses = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_event_free);
  self->takings = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_event_free);
  return self;
}

SpareMap *
spare_map_ref (SpareMap *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
spare_map_unref (SpareMap *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  spare_graph_unref (self->graph);
  g_array_unref (self->items);
  g_array_unref (self->grounds);
  g_string_chunk_free (self->strings);
  g_array_unref (self->accounts);
  g_ptr_array_unref (self->losses);
  g_ptr_array_unref (self->takings);
  g_free (self);
}

/* Making it */

static char *
dup_id (SpareItemKind kind,
        const char   *key)
{
  g_autofree char *hash = NULL;

  if (strlen (key) > KEY_MAX)
    hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  return g_strconcat (kinds[kind].prefix, ":", hash != NULL ? hash : key, NULL);
}

guint
spare_map_look_up (const SpareMap *self,
                   SpareItemKind   kind,
                   const char     *key)
{
  g_autofree char *id = dup_id (kind, key);

  return spare_graph_find_vertex (self->graph, id);
}

static const char *
keep (SpareMap   *self,
      const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

guint
spare_map_put (SpareMap             *self,
               const SpareItemDraft *draft)
{
  g_autofree char *id = dup_id (draft->kind, draft->key);
  guint there = spare_graph_find_vertex (self->graph, id);
  SpareVertex vertex = { id, kinds[draft->kind].vertex, draft->importance, draft->factors, draft->tier };
  SpareItem item = { draft->kind, keep (self, draft->record), keep (self, draft->name), keep (self, draft->detail) };

  if (there != SPARE_GRAPH_NONE)
    return there;
  if (g_strcmp0 (draft->detail, "finger") == 0 && draft->kind == SPARE_ITEM_UNLOCK)
    vertex.kind = SPARE_VERTEX_BIOMETRIC;
  if (!spare_graph_add_vertex (self->graph, &vertex, NULL))
    return SPARE_GRAPH_NONE;

  g_array_append_val (self->items, item);
  return spare_graph_get_n_vertices (self->graph) - 1;
}

static const char *
get_id (const SpareMap *self,
        guint           vertex)
{
  return vertex != SPARE_GRAPH_NONE ? spare_graph_get_vertex (self->graph, vertex)->id : NULL;
}

void
spare_map_hold (SpareMap *self,
                guint     vertex)
{
  if (vertex != SPARE_GRAPH_NONE)
    (void) spare_graph_add_root (self->graph, get_id (self, vertex), NULL);
}

void
spare_map_put_rule (SpareMap      *self,
                    SpareRuleLabel label,
                    SpareFor       whose,
                    SpareGround    ground,
                    guint          first,
                    guint          second,
                    guint          head)
{
  static const SpareRuleWho who[] = { SPARE_WHO_BOTH, SPARE_WHO_OWNER, SPARE_WHO_ATTACKER, SPARE_WHO_BOTH,
                                      SPARE_WHO_ATTACKER };
  const char *body[] = { get_id (self, first), get_id (self, second), NULL };
  char id[16];
  SpareRuleDraft draft = { id, label, body, get_id (self, head), SPARE_WHO_BOTH, FALSE };

  if (first == SPARE_GRAPH_NONE || head == SPARE_GRAPH_NONE || first == head || second == head)
    return;
  if (whose == SPARE_FOR_OWNER_MAYBE_ATTACKER)
    {
      spare_map_put_rule (self, label, SPARE_FOR_OWNER, ground, first, second, head);
      spare_map_put_rule (self, label, SPARE_MAYBE_FOR_ATTACKER, ground, first, second, head);
      return;
    }

  if (!g_hash_table_add (self->told, g_strdup_printf ("%d %d %u %u %u", label, whose, first, second, head)))
    return;
  g_snprintf (id, sizeof (id), "r%u", spare_graph_get_n_rules (self->graph) + 1);
  draft.who = who[whose];
  draft.assumed = whose == SPARE_MAYBE_FOR_BOTH || whose == SPARE_MAYBE_FOR_ATTACKER;
  if (spare_graph_add_rule (self->graph, &draft, NULL))
    g_array_append_val (self->grounds, ground);
}

/* Looking things up while it is made */

static void
add_to_list (GHashTable *lists,
             const char *key,
             gpointer    object)
{
  GPtrArray *list = g_hash_table_lookup (lists, key);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (lists, g_strdup (key), list);
    }
  g_ptr_array_add (list, g_object_ref (object));
}

static void
note_sheet (SpareMapMaker *self,
            SpareThing    *sheet)
{
  g_auto(GStrv) sets = spare_sheet_record_dup_sets (sheet);
  g_auto(GStrv) secrets = spare_fact_dup_values (sheet, SPARE_SHEET_RECORD_SECRET);

  if (spare_sheet_record_get_void (sheet) != SPARE_VOID_NOT || spare_sheet_record_get_destroyed (sheet) != 0)
    return;
  for (guint i = 0; sets[i] != NULL; i++)
    add_to_list (self->sheets, sets[i], sheet);
  for (guint i = 0; secrets[i] != NULL; i++)
    add_to_list (self->sheets, secrets[i], sheet);
}

static void
note_things (SpareMapMaker *self)
{
  guint n_things = g_list_model_get_n_items (self->things);

  for (guint i = 0; i < n_things; i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (self->things, i);

      if (spare_thing_is_sheet (thing))
        note_sheet (self, thing);
      else if (spare_thing_is_code_set (thing) && spare_code_set_get_account (thing) != NULL)
        add_to_list (self->sets, spare_code_set_get_account (thing), thing);
    }
}

static void
note_keepers (SpareMapMaker *self)
{
  GPtrArray *persons = self->facts[SPARE_FACT_PERSON];

  for (guint i = 0; i < persons->len; i++)
    {
      SpareThing *person = g_ptr_array_index (persons, i);
      g_auto(GStrv) keeps = spare_map_dup_values (person, SPARE_PERSON_KEEPS);

      for (guint j = 0; keeps[j] != NULL; j++)
        if (spare_access_get_link (keeps[j], "codes") != NULL)
          add_to_list (self->keepers, keeps[j], person);
    }
}

/* One that an account names twice counts once. */
static void
note_memories_of (SpareMapMaker *self,
                  const char    *account,
                  SpareThing    *access)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto(GStrv) values = spare_map_dup_values (access, SPARE_ACCESS_PASSWORD);
  g_autoptr(SpareAccount) found = spare_account_find (self->accounts, account);

  for (guint i = 0; values[i] != NULL; i++)
    {
      const char *memory = spare_access_get_link (values[i], "memory");

      if (memory == NULL || !g_hash_table_add (seen, values[i]))
        continue;
      if (spare_map_is_easy_password (self, account))
        g_hash_table_add (self->easy_memories, g_strdup (memory));
      if (found != NULL)
        add_to_list (self->memory_uses, memory, found);
    }
}

static void
note_memory_uses (SpareMapMaker *self)
{
  GHashTableIter iter;
  gpointer account, access;

  g_hash_table_iter_init (&iter, self->access);
  while (g_hash_table_iter_next (&iter, &account, &access))
    if (spare_map_look_up (self->map, SPARE_ITEM_ACCOUNT, account) != SPARE_GRAPH_NONE)
      note_memories_of (self, account, access);
}

static void
maker_begin (SpareMapMaker *self)
{
  for (SpareFactType type = 0; type < SPARE_FACT_ACCESS; type++)
    self->facts[type] = spare_fact_list (self->things, type);
  self->access = spare_access_index (self->things);
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->sheets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->keepers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->mailboxes = spare_access_index_mailboxes (self->accounts, self->things);
  self->place_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->memory_uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->easy_memories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->mail = g_hash_table_new (NULL, NULL);
  self->here = SPARE_GRAPH_NONE;
  note_things (self);
  note_keepers (self);
}

static void
maker_clear (SpareMapMaker *self)
{
  for (SpareFactType type = 0; type < SPARE_FACT_ACCESS; type++)
    g_ptr_array_unref (self->facts[type]);
  g_hash_table_unref (self->access);
  g_hash_table_unref (self->sets);
  g_hash_table_unref (self->sheets);
  g_hash_table_unref (self->keepers);
  g_hash_table_unref (self->mailboxes);
  g_hash_table_unref (self->place_names);
  g_hash_table_unref (self->memory_uses);
  g_hash_table_unref (self->easy_memories);
  g_clear_pointer (&self->snapshot, spare_snapshot_unref);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->classes);
  g_hash_table_unref (self->mail);
}

SpareMap *
spare_map_new (GListModel           *accounts,
               GListModel           *things,
               const SpareDirectory *directory,
               gint64                now)
{
  SpareMapMaker maker = { map_new (), accounts, things, directory };

  maker_begin (&maker);
  spare_map_put_accounts (&maker);
  spare_map_read_snapshot (&maker);
  note_memory_uses (&maker);
  spare_map_compile_facts (&maker);
  spare_map_compile_accounts (&maker);
  spare_map_make_events (&maker);
  maker_clear (&maker);
  g_clear_pointer (&maker.map->told, g_hash_table_unref);
  return maker.map;
}

/* Reading it */

SpareGraph *
spare_map_get_graph (const SpareMap *self)
{
  return self->graph;
}

const SpareItem *
spare_map_get_item (const SpareMap *self,
                    guint           vertex)
{
  g_assert (vertex < self->items->len);

  return &g_array_index (self->items, SpareItem, vertex);
}

guint
spare_map_find (const SpareMap *self,
                SpareItemKind   kind,
                const char     *record)
{
  guint found = spare_map_look_up (self, kind, record != NULL ? record : KEY_HERE);

  if (kind == SPARE_ITEM_UNLOCK && found == SPARE_GRAPH_NONE && record != NULL)
    {
      g_autofree char *key = g_strconcat (record, ".finger", NULL);

      found = spare_map_look_up (self, kind, key);
    }
  if (kind == SPARE_ITEM_SHARED && found == SPARE_GRAPH_NONE && record != NULL)
    {
      found = spare_map_look_up (self, SPARE_ITEM_MEMORY, record);
      if (found != SPARE_GRAPH_NONE && spare_map_get_item (self, found)->kind != SPARE_ITEM_SHARED)
        found = SPARE_GRAPH_NONE;
    }
  return found;
}

SpareEvidence
spare_map_get_evidence (const SpareMap *self,
                        guint           rule,
                        gint64         *said)
{
  const SpareGround *ground;

  g_return_val_if_fail (rule < self->grounds->len, SPARE_EVIDENCE_ASSUMED);

  ground = &g_array_index (self->grounds, SpareGround, rule);
  if (said != NULL)
    *said = ground->said;
  return ground->evidence;
}

GPtrArray *
spare_map_get_losses (const SpareMap *self)
{
  return self->losses;
}

GPtrArray *
spare_map_get_takings (const SpareMap *self)
{
  return self->takings;
}

static const SpareEvent *
find_event (GPtrArray  *events,
            const char *id)
{
  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);

      if (g_str_equal (event->id, id))
        return event;
    }
  return NULL;
}

const SpareEvent *
spare_map_find_event (const SpareMap *self,
                      const char     *id)
{
  const SpareEvent *event = find_event (self->losses, id);

  return event != NULL ? event : find_event (self->takings, id);
}

const guint *
spare_map_get_accounts (const SpareMap *self,
                        guint          *n_accounts)
{
  *n_accounts = self->accounts->len;
  return (const guint *) (void *) self->accounts->data;
}
