/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-private.h"

#include <string.h>

#include "spare-access-private.h"

/* Tiers of the domain's policy: a password that is weak, leaked or used elsewhere is
 * found in bulk, any other by phishing. */
#define TIER_BULK   0
#define TIER_REMOTE 1

#define NAMES_MAX 3 /* of the accounts that share a password */

static const SpareGround assumed = { SPARE_EVIDENCE_ASSUMED, 0 };

/* What the snapshot says */

/* The accounts that have a password of one class. */
typedef struct
{
  GPtrArray *titles; /* borrowed */
  GArray    *entries; /* guint: each once */
} PasswordClass;

static void
class_free (PasswordClass *self)
{
  g_ptr_array_unref (self->titles);
  g_array_unref (self->entries);
  g_free (self);
}

static void
note_in_class (SpareMapMaker *self,
               const char    *title,
               guint          entry)
{
  guint number = spare_snapshot_get (self->snapshot, entry)->number;
  PasswordClass *class = g_hash_table_lookup (self->classes, GUINT_TO_POINTER (number));

  if (class == NULL)
    {
      class = g_new (PasswordClass, 1);
      class->titles = g_ptr_array_new ();
      class->entries = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->classes, GUINT_TO_POINTER (number), class);
    }
  for (guint i = 0; i < class->entries->len; i++)
    if (g_array_index (class->entries, guint, i) == entry)
      return;
  g_array_append_val (class->entries, entry);
  g_ptr_array_add (class->titles, (char *) title);
}

void
spare_map_read_snapshot (SpareMapMaker *self)
{
  guint n_accounts = g_list_model_get_n_items (self->accounts);

  self->snapshot = spare_snapshot_read (self->things, self->directory);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->classes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) class_free);

  for (guint i = 0; self->snapshot != NULL && i < n_accounts; i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (self->accounts, i);
      const char *id = spare_account_get_id (account);
      guint vertex = id != NULL ? spare_map_look_up (self->map, SPARE_ITEM_ACCOUNT, id) : SPARE_GRAPH_NONE;
      int entry = vertex != SPARE_GRAPH_NONE ? spare_snapshot_find (self->snapshot, account) : -1;

      if (entry < 0)
        continue;
      g_hash_table_insert (self->entries, g_strdup (id), GINT_TO_POINTER (entry + 1));
      if (spare_snapshot_is_reused (self->snapshot, entry))
        note_in_class (self, spare_map_get_item (self->map, vertex)->name, entry);
    }
}

static const SpareSnapshotEntry *
find_entry (SpareMapMaker *self,
            const char    *account)
{
  int entry = GPOINTER_TO_INT (g_hash_table_lookup (self->entries, account));

  return entry > 0 ? spare_snapshot_get (self->snapshot, entry - 1) : NULL;
}

gboolean
spare_map_is_easy_password (SpareMapMaker *self,
                            const char    *account)
{
  const SpareSnapshotEntry *entry = find_entry (self, account);

  return entry != NULL && (entry->strength <= SPARE_STRENGTH_WEAK || entry->breached == SPARE_BREACHED_YES);
}

/* What the rules are made of */

static void
put_leak (SpareMapAccount *self,
          SpareFor         whose,
          SpareGround      ground,
          guint            password)
{
  spare_map_put_rule (self->maker->map, SPARE_RULE_LEAK, whose, ground, spare_map_put_own (self, SPARE_ITEM_LEAK, TIER_BULK),
                      SPARE_GRAPH_NONE, password);
}

/* One password of several accounts, by the snapshot; %SPARE_GRAPH_NONE. */
static guint
put_class (SpareMapAccount *self)
{
  const SpareSnapshotEntry *entry = find_entry (self->maker, self->id);
  PasswordClass *class = entry != NULL
                         ? g_hash_table_lookup (self->maker->classes, GUINT_TO_POINTER (entry->number)) : NULL;
  g_autofree char *key = NULL;
  g_autoptr(GString) names = g_string_new (NULL);
  SpareItemDraft draft = { SPARE_ITEM_SHARED, NULL, NULL, NULL, NULL, TIER_REMOTE };
  guint vertex;

  if (class == NULL || class->entries->len < 2)
    return SPARE_GRAPH_NONE;

  for (guint i = 0; i < class->titles->len && i < NAMES_MAX; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (class->titles, i));
  if (class->titles->len > NAMES_MAX)
    g_string_append (names, ", \342\200\246");
  key = g_strdup_printf ("class-%u", entry->number);
  draft.key = key;
  draft.name = names->str;
  if (entry->strength <= SPARE_STRENGTH_WEAK || entry->breached == SPARE_BREACHED_YES)
    draft.tier = TIER_BULK;
  vertex = spare_map_put (self->maker->map, &draft);
  put_leak (self, SPARE_FOR_ATTACKER,
            (SpareGround){ SPARE_EVIDENCE_CHECKED, spare_snapshot_get_date (self->maker->snapshot) }, vertex);
  return vertex;
}

/* The account's password: its own, or that of its class. */
static guint
put_password (SpareMapAccount *self)
{
  guint class = put_class (self);

  if (class != SPARE_GRAPH_NONE)
    return class;
  return spare_map_put_own (self, SPARE_ITEM_PASSWORD,
                            spare_map_is_easy_password (self->maker, self->id) ? TIER_BULK : TIER_REMOTE);
}

/* Passwords */

static void
add_password (SpareMapAccount *self,
              guint            vertex)
{
  for (guint i = 0; i < self->passwords->len; i++)
    if (g_array_index (self->passwords, guint, i) == vertex)
      return;
  g_array_append_val (self->passwords, vertex);
}

/* Others have the password that is remembered, too: who has the one has the other. */
static void
join_class (SpareMapAccount *self,
            guint            memory)
{
  SpareGround ground = { SPARE_EVIDENCE_CHECKED, 0 };
  guint class = put_class (self);

  if (class == SPARE_GRAPH_NONE)
    return;
  spare_map_put_rule (self->maker->map, SPARE_RULE_USE, SPARE_FOR_BOTH, ground, memory, SPARE_GRAPH_NONE, class);
  spare_map_put_rule (self->maker->map, SPARE_RULE_USE, SPARE_FOR_BOTH, ground, class, SPARE_GRAPH_NONE, memory);
}

static void
add_memories (SpareMapAccount *self,
              char           **values)
{
  SpareMap *map = self->maker->map;

  for (guint i = 0; values[i] != NULL; i++)
    {
      guint memory = spare_map_follow (self->maker, values[i], "memory", SPARE_ITEM_MEMORY);

      if (memory == SPARE_GRAPH_NONE)
        continue;
      add_password (self, memory);
      if (spare_map_get_item (map, memory)->kind == SPARE_ITEM_SHARED)
        put_leak (self, SPARE_FOR_ATTACKER, self->password_ground, memory);
      join_class (self, memory);
    }
}

/* Where it is kept: in managers, each of which has all of its passwords. */
static gboolean
add_managers (SpareMapAccount *self,
              char           **values)
{
  gboolean any = FALSE;

  for (guint i = 0; values[i] != NULL; i++)
    {
      guint manager = spare_map_follow (self->maker, values[i], "manager", SPARE_ITEM_ACCOUNT);

      if (manager == SPARE_GRAPH_NONE)
        continue;
      any = TRUE;
      if (self->passwords->len == 0)
        add_password (self, put_password (self));
      for (guint j = 0; j < self->passwords->len; j++)
        spare_map_put_rule (self->maker->map, SPARE_RULE_STORAGE, SPARE_FOR_BOTH, self->password_ground, manager,
                            SPARE_GRAPH_NONE, g_array_index (self->passwords, guint, j));
    }
  return any;
}

/* Of which the person said nothing: they have it, and where the snapshot does not tell,
 * it may be a weak one, or one of others. */
static void
add_unknown_password (SpareMapAccount *self)
{
  guint password = put_password (self);

  spare_map_hold (self->maker->map, password);
  add_password (self, password);
  if (find_entry (self->maker, self->id) != NULL)
    {
      self->password_ground = (SpareGround){ SPARE_EVIDENCE_CHECKED, 0 };
      return;
    }
  self->password_ground = assumed;
  put_leak (self, SPARE_MAYBE_FOR_ATTACKER, assumed, password);
}

void
spare_map_find_passwords (SpareMapAccount *self)
{
  g_auto(GStrv) values = spare_map_dup_values (self->access, SPARE_ACCESS_PASSWORD);
  const char *const *said = (const char *const *) values;
  gboolean in_manager;

  if (self->access != NULL)
    self->password_ground = spare_map_said (self->access, SPARE_ACCESS_PASSWORD);
  add_memories (self, values);
  in_manager = add_managers (self, values);
  if (g_strv_contains (said, "own") && (self->passwords->len == 0 || in_manager))
    {
      guint password = put_password (self);

      spare_map_hold (self->maker->map, password);
      add_password (self, password);
    }

  /* Who signs in otherwise, and said nothing of a password, has none. */
  if (self->passwords->len > 0 || g_strv_contains (said, "none")
      || (said[0] == NULL && self->access != NULL && spare_thing_count (self->access, SPARE_ACCESS_OTHER) > 0))
    return;
  add_unknown_password (self);
}
