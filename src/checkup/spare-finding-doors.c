/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#include <glib/gi18n.h>

#include "spare-attack.h"
#include "spare-map-words.h"

/* AT4: easier ways in than the front door. Those that rest on an assumption are told
 * with that. */
static gboolean
has_backdoor (SpareCheckup *self,
              guint         account)
{
  return self->front[account] != SPARE_EXPOSURE_NONE && self->sure[account] < self->front[account];
}

static void
take_all (SpareCheckup *self,
          SpareClosure *closure,
          const GArray *things,
          guint         but)
{
  spare_scenario_take (NULL, self->graph, closure);
  for (guint i = 0; i < things->len; i++)
    if (g_array_index (things, guint, i) != but)
      spare_closure_add (closure, g_array_index (things, guint, i));
}

/* Things that open @account, none of which can be left out: one where one is enough. */
static GArray *
find_key (SpareCheckup *self,
          SpareClosure *closure,
          guint         account)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (guint));
  int tier = self->sure[account];

  for (guint i = 0; i < spare_graph_get_n_vertices (self->graph); i++)
    {
      int own = spare_graph_get_vertex (self->graph, i)->tier;

      if (own == SPARE_TIER_NONE || own > tier || i == account)
        continue;
      spare_scenario_take (NULL, self->graph, closure);
      spare_closure_add (closure, i);
      if (spare_closure_has (closure, account))
        {
          g_array_set_size (things, 0);
          g_array_append_val (things, i);
          return things;
        }
      g_array_append_val (things, i);
    }

  for (guint i = things->len; i > 0; i--)
    {
      guint thing = g_array_index (things, guint, i - 1);

      take_all (self, closure, things, thing);
      if (spare_closure_has (closure, account))
        g_array_remove_index (things, i - 1);
    }
  return things;
}

static char *
dup_key_id (SpareCheckup *self,
            const GArray *key)
{
  g_autoptr (GString) id = g_string_new (NULL);

  for (guint i = 0; i < key->len; i++)
    g_string_append_printf (id, "%s%s", i > 0 ? "+" : "",
                            spare_graph_get_vertex (self->graph, g_array_index (key, guint, i))->id);
  return g_string_free (g_steal_pointer (&id), FALSE);
}

typedef struct
{
  GArray *key;
  GArray *accounts;
} Door;

static void
door_free (gpointer data)
{
  Door *door = data;

  g_array_unref (door->key);
  g_array_unref (door->accounts);
  g_free (door);
}

static void
add_backdoor (SpareCheckup *self,
              const char   *id,
              const Door   *door)
{
  SpareFinding *finding = spare_finding_add (self, SPARE_FINDING_BACKDOOR, id, g_array_index (door->key, guint, 0),
                                             door->accounts);
  g_autoptr (SpareScenario) scenario = spare_scenario_new ("taken");
  SpareEvent event = { scenario->id, SPARE_EVENT_TAKE_NUMBER, finding->subject, scenario };
  guint first = g_array_index (finding->accounts, guint, 0);
  g_autofree char *what = spare_finding_dup_names (self, door->key);
  g_autofree char *names = spare_finding_dup_names (self, finding->accounts);

  g_array_append_vals (scenario->things, door->key->data, door->key->len);
  spare_finding_weigh (self, finding, self->sure[first]);
  /* Translators: one or several accounts; a thing, such as "a call to your carrier". */
  finding->title = g_strdup_printf (_("%s is guarded well in front, and there is an easier way in: %s"), names, what);
  finding->why = spare_map_words_taken (self->map, &event, first);
  finding->advice = g_strdup (_("First get a safer way back in, such as backup codes on paper; then remove the easy "
                                "one."));
  spare_finding_set_fix (finding, SPARE_FIX_RECOVERY_PAGE, spare_checkup_get_record (self, first), 15);
  spare_finding_close (self, finding, scenario);
}

static void
find_backdoors (SpareCheckup *self)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (self->graph, SPARE_SIDE_ATTACKER_CERTAIN);
  g_autoptr (GHashTable) doors = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, door_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const guint *all = spare_map_get_accounts (self->map, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) key = NULL;
      g_autofree char *id = NULL;
      Door *door;

      if (!has_backdoor (self, all[i]))
        continue;
      key = find_key (self, closure, all[i]);
      /* What is public is enough: no thing to name. */
      if (key->len == 0)
        continue;
      id = dup_key_id (self, key);
      door = g_hash_table_lookup (doors, id);
      if (door == NULL)
        {
          door = g_new (Door, 1);
          door->key = g_steal_pointer (&key);
          door->accounts = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (doors, id, door);
          g_ptr_array_add (ids, g_steal_pointer (&id));
        }
      g_array_append_val (door->accounts, all[i]);
    }

  for (guint i = 0; i < ids->len; i++)
    add_backdoor (self, ids->pdata[i], g_hash_table_lookup (doors, ids->pdata[i]));
}

/* AT2: the accounts whose front door has the same password in it. */
static GArray *
find_users (SpareCheckup *self,
            guint         password)
{
  GArray *users = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < spare_graph_get_n_rules (self->graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (self->graph, i);
      gboolean has = FALSE;

      for (guint j = 0; j < rule->n_body; j++)
        has |= rule->body[j] == password;
      if (has && rule->label == SPARE_RULE_LOGIN && !spare_accounts_have (users, rule->head))
        g_array_append_val (users, rule->head);
    }
  return users;
}

static void
add_reuse (SpareCheckup *self,
           guint         password,
           GArray       *users)
{
  const char *id = spare_graph_get_vertex (self->graph, password)->id;
  SpareFinding *finding = spare_finding_add (self, SPARE_FINDING_REUSE, id, password, users);
  g_autoptr (SpareScenario) scenario = spare_scenario_new ("taken");
  g_autofree char *names = spare_finding_dup_names (self, finding->accounts);
  g_autofree char *fix_id = g_strconcat ("own-password:", id, NULL);

  spare_scenario_add_thing (scenario, password);
  finding->title = g_strdup_printf (ngettext ("%u account has this password: %s", "%u accounts have one password: %s",
                                              users->len),
                                    users->len, names);
  finding->why = g_strdup (_("If one of these services is broken into, whoever gets the password there tries it at "
                             "the others, too."));
  spare_finding_weigh (self, finding, 0);
  finding->evidence = SPARE_EVIDENCE_SAID;
  spare_finding_close (self, finding, scenario);
  finding->has_columns = FALSE;
  g_clear_pointer (&finding->first, g_free);
  g_hash_table_remove (self->chosen, finding);

  /* A password of one's own is right even where the figures stay as they are. */
  for (guint i = 0; i < self->fixes->len; i++)
    if (g_str_equal (((const SpareFix *) self->fixes->pdata[i])->id, fix_id))
      {
        SpareFix *fix = self->fixes->pdata[i];

        g_free (finding->advice);
        finding->advice = g_strdup (fix->text);
        if (!fix->is_worse)
          (void) spare_finding_take_fix (self, finding, fix, NULL);
      }
  if (finding->advice == NULL)
    finding->advice = g_strdup (_("Give each of them a password of its own."));
  spare_finding_set_fix (finding, SPARE_FIX_CHANGE_PASSWORD,
                         spare_checkup_get_record (self, g_array_index (finding->accounts, guint, 0)), 15);
}

/* The snapshot of the passwords says so already. */
static gboolean
is_told (SpareCheckup *self,
         const GArray *users)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const SpareFinding *finding = self->findings->pdata[i];
      guint n = 0;

      for (guint j = 0; finding->kind == SPARE_FINDING_REUSE && j < users->len; j++)
        n += spare_accounts_have (finding->accounts, g_array_index (users, guint, j));
      if (n == users->len)
        return TRUE;
    }
  return FALSE;
}

static void
find_reuse (SpareCheckup *self)
{
  for (guint i = 0; i < spare_graph_get_n_vertices (self->graph); i++)
    {
      g_autoptr (GArray) users = NULL;

      /* A memory that is used at services with one back end only is not shared. */
      if (spare_map_get_item (self->map, i)->kind != SPARE_ITEM_SHARED)
        continue;
      users = find_users (self, i);
      if (users->len >= 2 && !is_told (self, users))
        add_reuse (self, i, users);
    }
}

void
spare_checkup_find_doors (SpareCheckup *self)
{
  find_backdoors (self);
  find_reuse (self);
}
