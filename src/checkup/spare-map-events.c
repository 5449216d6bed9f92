/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-private.h"

#include <string.h>

#include "spare-access-private.h"

/* What may happen, by the facts; and which things lead to an account at all. */
typedef struct
{
  SpareMapMaker *maker;
  SpareMap      *map;
  GArray        *leads; /* guint8, by vertex: does an account follow from it, with others? */
  GHashTable    *parts; /* find_parts() */
} SpareMapEvents;

void
spare_event_free (SpareEvent *self)
{
  spare_scenario_free (self->scenario);
  g_free (self->id);
  g_free (self);
}

/* Backwards from the accounts: rules in the order in which their heads are met. */
static GArray *
find_leads (const SpareGraph *graph)
{
  guint n_vertices = spare_graph_get_n_vertices (graph);
  guint n_rules = spare_graph_get_n_rules (graph);
  GArray *leads = g_array_new (FALSE, TRUE, 1);
  g_autofree guint *first = g_new (guint, n_vertices);
  g_autofree guint *next = g_new (guint, n_rules);
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_set_size (leads, n_vertices);
  for (guint i = 0; i < n_vertices; i++)
    first[i] = SPARE_GRAPH_NONE;
  for (guint i = 0; i < n_rules; i++)
    {
      guint head = spare_graph_get_rule (graph, i)->head;

      next[i] = first[head];
      first[head] = i;
    }
  /* An account does not lead to itself. */
  for (guint i = 0; i < n_vertices; i++)
    if (spare_graph_is_account (graph, i))
      g_array_append_val (list, i);

  for (guint i = 0; i < list->len; i++)
    for (guint r = first[g_array_index (list, guint, i)]; r != SPARE_GRAPH_NONE; r = next[r])
      {
        const SpareRule *rule = spare_graph_get_rule (graph, r);

        for (guint j = 0; j < rule->n_body; j++)
          if (!g_array_index (leads, guint8, rule->body[j]))
            {
              g_array_index (leads, guint8, rule->body[j]) = TRUE;
              if (!spare_graph_is_account (graph, rule->body[j]))
                g_array_append_val (list, rule->body[j]);
            }
      }
  return leads;
}

static gboolean
does_lead (SpareMapEvents *self,
           guint           vertex)
{
  return vertex != SPARE_GRAPH_NONE && g_array_index (self->leads, guint8, vertex);
}

static guint
find_fact (SpareMapEvents *self,
           SpareItemKind   kind,
           SpareThing     *fact)
{
  const char *id = spare_thing_get_id (fact);

  return id != NULL ? spare_map_look_up (self->map, kind, id) : SPARE_GRAPH_NONE;
}

/* Making one */

static SpareEvent *
event_new (SpareEventKind kind,
           const char    *what,
           const char    *about, /* (nullable) */
           guint          subject)
{
  SpareEvent *event = g_new0 (SpareEvent, 1);

  event->id = about != NULL ? g_strconcat (what, ":", about, NULL) : g_strdup (what);
  event->kind = kind;
  event->subject = subject;
  event->scenario = spare_scenario_new (event->id);
  return event;
}

static void
add_thing (SpareEvent *event,
           guint       vertex)
{
  const GArray *things = event->scenario->things;

  if (vertex == SPARE_GRAPH_NONE)
    return;
  for (guint i = 0; i < things->len; i++)
    if (g_array_index (things, guint, i) == vertex)
      return;
  spare_scenario_add_thing (event->scenario, vertex);
}

/* The vertex's id without its kind. */
static const char *
get_key (const SpareMap *map,
         guint           vertex)
{
  return strchr (spare_graph_get_vertex (map->graph, vertex)->id, ':') + 1;
}

static void
give (GPtrArray  *events,
      SpareEvent *event)
{
  if (event->scenario->things->len > 0)
    g_ptr_array_add (events, event);
  else
    spare_event_free (event);
}

/* An event of one thing, if that leads anywhere. */
static void
give_one (SpareMapEvents *self,
          GPtrArray      *events,
          SpareEventKind  kind,
          const char     *what,
          guint           vertex)
{
  SpareEvent *event;

  if (!does_lead (self, vertex))
    return;
  event = event_new (kind, what, get_key (self->map, vertex), vertex);
  add_thing (event, vertex);
  give (events, event);
}

/* Where things are */

static gboolean
is_carried (SpareThing *fact)
{
  /* Of a phone it goes without saying. */
  return spare_fact_has (fact, SPARE_FACT_CARRIED, "yes")
         || (spare_thing_count (fact, SPARE_FACT_CARRIED) == 0 && spare_thing_is_fact (fact, SPARE_FACT_DEVICE)
             && spare_fact_has (fact, SPARE_FACT_KIND, "phone"));
}

/* Which places are part of which: by the id of the outer one a GPtrArray of places. */
static GHashTable *
find_parts (const GPtrArray *facts)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < facts->len; i++)
    {
      SpareThing *place = g_ptr_array_index (facts, i);
      g_auto(GStrv) outer = spare_map_dup_values (place, SPARE_PLACE_IN);

      for (guint j = 0; outer[j] != NULL && spare_thing_get_id (place) != NULL; j++)
        {
          GPtrArray *inner = g_hash_table_lookup (parts, outer[j]);

          if (inner == NULL)
            {
              inner = g_ptr_array_new ();
              g_hash_table_insert (parts, g_strdup (outer[j]), inner);
            }
          g_ptr_array_add (inner, place);
        }
    }
  return parts;
}

/* @places: ids. Adds those that are part of one of them, and so on. */
static void
add_parts (SpareMapEvents *self,
           GHashTable     *places,
           gboolean        open_only)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (list, id);
  for (guint i = 0; i < list->len; i++)
    {
      const GPtrArray *inner = g_hash_table_lookup (self->parts, g_ptr_array_index (list, i));

      for (guint j = 0; inner != NULL && j < inner->len; j++)
        {
          SpareThing *place = g_ptr_array_index (inner, j);
          const char *part = spare_thing_get_id (place);

          if (!g_hash_table_contains (places, part)
              && (!open_only || spare_fact_has (place, SPARE_PLACE_LOCKED, "no")))
            {
              g_hash_table_add (places, g_strdup (part));
              g_ptr_array_add (list, (char *) part);
            }
        }
    }
}

/* Is it kept at one of the places, as far as was said? */
static gboolean
is_at (SpareThing *fact,
       GHashTable *places)
{
  g_auto(GStrv) at = spare_map_dup_values (fact, SPARE_FACT_AT);

  for (guint i = 0; at[i] != NULL; i++)
    if (!is_carried (fact) && g_hash_table_contains (places, at[i]))
      return TRUE;
  return FALSE;
}

typedef gboolean (*IsLost) (SpareThing *fact,
                            GHashTable *places);

/* Devices and documents. */
static void
add_objects (SpareMapEvents *self,
             SpareEvent     *event,
             IsLost          is_lost,
             GHashTable     *places)
{
  static const SpareFactType types[] = { SPARE_FACT_DEVICE, SPARE_FACT_DOCUMENT };
  static const SpareItemKind kinds[] = { SPARE_ITEM_DEVICE, SPARE_ITEM_DOCUMENT };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint j = 0; j < self->maker->facts[types[i]]->len; j++)
      {
        SpareThing *fact = g_ptr_array_index (self->maker->facts[types[i]], j);

        if (is_lost (fact, places))
          add_thing (event, find_fact (self, kinds[i], fact));
      }
}

static void
add_places (SpareMapEvents *self,
            SpareEvent     *event,
            GHashTable     *places)
{
  for (guint i = 0; i < self->maker->facts[SPARE_FACT_PLACE]->len; i++)
    {
      SpareThing *place = g_ptr_array_index (self->maker->facts[SPARE_FACT_PLACE], i);

      if (spare_thing_get_id (place) != NULL && g_hash_table_contains (places, spare_thing_get_id (place)))
        add_thing (event, find_fact (self, SPARE_ITEM_PLACE, place));
    }
}

static GHashTable *
places_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Losses */

static gboolean
any_leads (SpareMapEvents   *self,
           const SpareEvent *event)
{
  for (guint i = 0; i < event->scenario->things->len; i++)
    if (does_lead (self, g_array_index (event->scenario->things, guint, i)))
      return TRUE;
  return FALSE;
}

static void
lose_place (SpareMapEvents *self,
            guint           vertex)
{
  g_autoptr(GHashTable) places = places_new ();
  const char *record = spare_map_get_item (self->map, vertex)->record;
  SpareEvent *event = event_new (SPARE_EVENT_LOSE_PLACE, "lose-place", get_key (self->map, vertex), vertex);

  add_thing (event, vertex);
  if (record != NULL)
    {
      g_hash_table_add (places, g_strdup (record));
      add_parts (self, places, FALSE);
      add_places (self, event, places);
      add_objects (self, event, is_at, places);
    }
  if (any_leads (self, event))
    give (self->map->losses, event);
  else
    spare_event_free (event);
}

static gboolean
is_lost_with_bag (SpareThing *fact,
                  GHashTable *places)
{
  return is_carried (fact);
}

/* At home is what is carried, what is kept there, and what nobody knows of where it is. */
static gboolean
is_lost_with_home (SpareThing *fact,
                   GHashTable *places)
{
  return is_carried (fact) || spare_thing_count (fact, SPARE_FACT_AT) == 0 || is_at (fact, places);
}

static void
lose_bag (SpareMapEvents *self)
{
  SpareEvent *event = event_new (SPARE_EVENT_LOSE_BAG, "lose-bag", NULL, SPARE_GRAPH_NONE);

  add_objects (self, event, is_lost_with_bag, NULL);
  if (any_leads (self, event))
    give (self->map->losses, event);
  else
    spare_event_free (event);
}

static void
lose_home (SpareMapEvents *self)
{
  g_autoptr(GHashTable) places = places_new ();
  SpareEvent *event = event_new (SPARE_EVENT_LOSE_HOME, "lose-home", NULL, SPARE_GRAPH_NONE);

  for (guint i = 0; i < self->maker->facts[SPARE_FACT_PLACE]->len; i++)
    {
      SpareThing *place = g_ptr_array_index (self->maker->facts[SPARE_FACT_PLACE], i);

      if (spare_thing_get_id (place) != NULL && spare_fact_has (place, SPARE_FACT_KIND, "home"))
        g_hash_table_add (places, g_strdup (spare_thing_get_id (place)));
    }
  add_parts (self, places, FALSE);
  add_places (self, event, places);
  add_objects (self, event, is_lost_with_home, places);
  /* This computer, and paper of which was not said where it is. */
  add_thing (event, spare_map_look_up (self->map, SPARE_ITEM_DEVICE, "here"));
  add_thing (event, spare_map_look_up (self->map, SPARE_ITEM_PLACE, "text:"));
  if (any_leads (self, event))
    give (self->map->losses, event);
  else
    spare_event_free (event);
}

static void
lose_number (SpareMapEvents *self,
             guint           vertex)
{
  SpareEvent *event;

  if (!does_lead (self, vertex))
    return;
  event = event_new (SPARE_EVENT_LOSE_NUMBER, "lose-number", get_key (self->map, vertex), vertex);
  add_thing (event, vertex);
  spare_scenario_bar (event->scenario, vertex);
  give (self->map->losses, event);
}

/* Places that somebody gets at without me. */
static GHashTable *
find_reachable_places (SpareMapEvents *self)
{
  GHashTable *places = places_new ();
  const GPtrArray *facts = self->maker->facts[SPARE_FACT_PLACE];

  for (guint i = 0; i < facts->len; i++)
    {
      SpareThing *place = g_ptr_array_index (facts, i);
      g_auto(GStrv) persons = spare_map_dup_values (place, SPARE_PLACE_PERSON);

      for (guint j = 0; persons[j] != NULL && spare_thing_get_id (place) != NULL; j++)
        {
          g_autoptr(SpareThing) person = spare_thing_find (self->maker->things, persons[j]);

          if (person != NULL && spare_thing_is_fact (person, SPARE_FACT_PERSON)
              && !spare_fact_has (person, SPARE_PERSON_GONE, "yes"))
            g_hash_table_add (places, g_strdup (spare_thing_get_id (place)));
        }
    }
  add_parts (self, places, TRUE);
  return places;
}

/* All that the owner has is gone, but persons, and what these can fetch. */
static void
be_absent (SpareMapEvents *self)
{
  g_autoptr(GHashTable) places = find_reachable_places (self);
  SpareEvent *left = event_new (SPARE_EVENT_ABSENT, "left", NULL, SPARE_GRAPH_NONE);
  SpareEvent *event = event_new (SPARE_EVENT_ABSENT, "absent", NULL, SPARE_GRAPH_NONE);
  g_autoptr(GHashTable) kept = g_hash_table_new (NULL, NULL);
  guint n_roots;
  const guint *roots = spare_graph_get_roots (self->map->graph, &n_roots);

  add_places (self, left, places);
  add_objects (self, left, is_at, places);
  for (guint i = 0; i < left->scenario->things->len; i++)
    g_hash_table_add (kept, GUINT_TO_POINTER (g_array_index (left->scenario->things, guint, i)));
  spare_event_free (left);

  for (guint i = 0; i < n_roots; i++)
    if (spare_map_get_item (self->map, roots[i])->kind != SPARE_ITEM_PERSON
        && !g_hash_table_contains (kept, GUINT_TO_POINTER (roots[i])))
      spare_scenario_add_thing (event->scenario, roots[i]);
  give (self->map->losses, event);
}

/* All vertices of the kind, in the order of the map. */
typedef void (*ForVertex) (SpareMapEvents *self,
                           guint           vertex);

static void
for_each (SpareMapEvents *self,
          SpareItemKind   kind,
          ForVertex       make)
{
  for (guint i = 0; i < self->map->items->len; i++)
    if (spare_map_get_item (self->map, i)->kind == kind)
      make (self, i);
}

static void
lose_device (SpareMapEvents *self,
             guint           vertex)
{
  give_one (self, self->map->losses, SPARE_EVENT_LOSE_DEVICE, "lose-device", vertex);
}

static void
forget (SpareMapEvents *self,
        guint           vertex)
{
  /* What several accounts share is remembered, too, if it is no class of the snapshot. */
  if (g_str_has_prefix (spare_graph_get_vertex (self->map->graph, vertex)->id, "memory:"))
    give_one (self, self->map->losses, SPARE_EVENT_FORGET, "forget", vertex);
}

static void
lose_person (SpareMapEvents *self,
             guint           vertex)
{
  give_one (self, self->map->losses, SPARE_EVENT_LOSE_PERSON, "lose-person", vertex);
}

static void
make_losses (SpareMapEvents *self)
{
  for_each (self, SPARE_ITEM_DEVICE, lose_device);
  for_each (self, SPARE_ITEM_PLACE, lose_place);
  for_each (self, SPARE_ITEM_MEMORY, forget);
  for_each (self, SPARE_ITEM_SHARED, forget);
  for_each (self, SPARE_ITEM_PERSON, lose_person);
  lose_bag (self);
  lose_home (self);
  for_each (self, SPARE_ITEM_NUMBER, lose_number);
  be_absent (self);
}

/* Takings */

static void
take_mailbox (SpareMapEvents *self,
              guint           vertex)
{
  if (g_hash_table_contains (self->maker->mail, GUINT_TO_POINTER (vertex)))
    give_one (self, self->map->takings, SPARE_EVENT_TAKE_MAILBOX, "take-mailbox", vertex);
}

static void
take_number (SpareMapEvents *self,
             guint           vertex)
{
  give_one (self, self->map->takings, SPARE_EVENT_TAKE_NUMBER, "take-number", vertex);
}

static void
take_device (SpareMapEvents *self,
             guint           vertex)
{
  give_one (self, self->map->takings, SPARE_EVENT_TAKE_DEVICE, "take-device", vertex);
}

/* With whatever unlocks it; of one without a lock, or where none is known, there is nothing more to say. */
static void
take_unlocked (SpareMapEvents *self,
               guint           open)
{
  const char *key = get_key (self->map, open);
  guint device = spare_map_look_up (self->map, SPARE_ITEM_DEVICE, key);
  guint code = spare_map_look_up (self->map, SPARE_ITEM_UNLOCK, key);
  g_autofree char *with_finger = g_strconcat (key, ".finger", NULL);
  guint finger = spare_map_look_up (self->map, SPARE_ITEM_UNLOCK, with_finger);
  SpareEvent *event;

  if (!does_lead (self, open) || device == SPARE_GRAPH_NONE || (code == SPARE_GRAPH_NONE && finger == SPARE_GRAPH_NONE))
    return;
  event = event_new (SPARE_EVENT_TAKE_UNLOCKED, "take-unlocked", key, device);
  add_thing (event, device);
  add_thing (event, code);
  add_thing (event, finger);
  add_thing (event, open);
  give (self->map->takings, event);
}

/* Leaks of what several accounts share; one of an account's own password says nothing. */
static void
take_shared (SpareMapEvents *self)
{
  g_autoptr(GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < spare_graph_get_n_rules (self->map->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->map->graph, i);

      if (rule->label == SPARE_RULE_LEAK && spare_map_get_item (self->map, rule->head)->kind == SPARE_ITEM_SHARED
          && g_hash_table_add (done, GUINT_TO_POINTER (rule->body[0])))
        give_one (self, self->map->takings, SPARE_EVENT_TAKE_SHARED, "take-shared", rule->body[0]);
    }
}

static void
take_place (SpareMapEvents *self,
            guint           vertex)
{
  give_one (self, self->map->takings, SPARE_EVENT_TAKE_PLACE, "take-place", vertex);
}

static void
take_person (SpareMapEvents *self,
             guint           vertex)
{
  give_one (self, self->map->takings, SPARE_EVENT_TAKE_PERSON, "take-person", vertex);
}

static void
take_master (SpareMapEvents *self,
             guint           vertex)
{
  const char *record = spare_map_get_item (self->map, vertex)->record;
  g_autoptr(SpareThing) memory = record != NULL ? spare_thing_find (self->maker->things, record) : NULL;

  if (memory != NULL && spare_fact_has (memory, SPARE_FACT_KIND, "master"))
    give_one (self, self->map->takings, SPARE_EVENT_TAKE_MASTER, "take-master", vertex);
}

static void
make_takings (SpareMapEvents *self)
{
  for_each (self, SPARE_ITEM_ACCOUNT, take_mailbox);
  for_each (self, SPARE_ITEM_ADDRESS, take_mailbox);
  for_each (self, SPARE_ITEM_CARRIER, take_number);
  for_each (self, SPARE_ITEM_DEVICE, take_device);
  for_each (self, SPARE_ITEM_OPEN, take_unlocked);
  take_shared (self);
  for_each (self, SPARE_ITEM_PLACE, take_place);
  for_each (self, SPARE_ITEM_PERSON, take_person);
  for_each (self, SPARE_ITEM_MEMORY, take_master);
  for_each (self, SPARE_ITEM_SHARED, take_master);
}

void
spare_map_make_events (SpareMapMaker *maker)
{
  g_autoptr(GArray) leads = find_leads (maker->map->graph);
  g_autoptr(GHashTable) parts = find_parts (maker->facts[SPARE_FACT_PLACE]);
  SpareMapEvents self = { maker, maker->map, leads, parts };

  make_losses (&self);
  make_takings (&self);
}
