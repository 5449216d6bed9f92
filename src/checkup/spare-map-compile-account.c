/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-private.h"

#include <string.h>

#include "spare-access-private.h"

static const SpareGround checked = { SPARE_EVIDENCE_CHECKED, 0 };
static const SpareGround assumed = { SPARE_EVIDENCE_ASSUMED, 0 };

static gboolean
makes_codes (SpareAccount *account)
{
  return spare_account_get_params (account)->kind != SPARE_OTP_NONE;
}

/* The vertices */

static const char *
get_title (SpareAccount *account)
{
  const char *service = spare_account_get_service (account);

  return *service != '\0' ? service : spare_account_get_name (account);
}

/* How many accounts go by each title. */
static GHashTable *
count_titles (GListModel *accounts)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_accounts = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      char *folded = g_utf8_casefold (get_title (account), -1);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, folded));

      g_hash_table_insert (counts, folded, GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

/* Is there any second step, here or by one of the answers? */
static gboolean
has_second_step (SpareAccount *account,
                 SpareThing   *access)
{
  g_auto(GStrv) values = spare_map_dup_values (access, SPARE_ACCESS_SECOND);

  if (makes_codes (account))
    return TRUE;
  for (guint i = 0; values[i] != NULL; i++)
    if (!g_str_equal (values[i], "none") && !g_str_equal (values[i], "unknown"))
      return TRUE;
  return FALSE;
}

static void
put_account (SpareMapMaker *self,
             SpareAccount  *account,
             GHashTable    *titles)
{
  const char *id = spare_account_get_id (account);
  SpareThing *access = id != NULL ? g_hash_table_lookup (self->access, id) : NULL;
  const char *name = spare_account_get_name (account);
  g_autofree char *folded = g_utf8_casefold (get_title (account), -1);
  gboolean is_enough = GPOINTER_TO_UINT (g_hash_table_lookup (titles, folded)) < 2 || *name == '\0'
                       || name == get_title (account);
  SpareItemDraft draft = { SPARE_ITEM_ACCOUNT, id, id, get_title (account), is_enough ? NULL : name, SPARE_TIER_NONE,
                           spare_access_get_importance (access), has_second_step (account, access) ? 2 : 1 };
  guint n_before = spare_graph_get_n_vertices (self->map->graph);
  guint vertex = id != NULL ? spare_map_put (self->map, &draft) : SPARE_GRAPH_NONE;

  if (vertex != SPARE_GRAPH_NONE && vertex >= n_before)
    g_array_append_val (self->map->accounts, vertex);
}

void
spare_map_put_accounts (SpareMapMaker *self)
{
  g_autoptr(GHashTable) titles = count_titles (self->accounts);
  guint n_accounts = g_list_model_get_n_items (self->accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (self->accounts, i);

      put_account (self, account, titles);
    }
}

guint
spare_map_put_own (SpareMapAccount *self,
                   SpareItemKind    kind,
                   int              tier)
{
  const SpareItem *item = spare_map_get_item (self->maker->map, self->vertex);
  SpareItemDraft draft = { kind, self->id, self->id, item->name, item->detail, tier };

  return spare_map_put (self->maker->map, &draft);
}

/* Second steps */

static void
add_factor (SpareMapAccount *self,
            guint            vertex,
            SpareGround      ground)
{
  SpareFactor factor = { vertex, ground };

  if (vertex == SPARE_GRAPH_NONE || vertex == self->vertex)
    return;
  for (guint i = 0; i < self->factors->len; i++)
    if (g_array_index (self->factors, SpareFactor, i).vertex == vertex)
      return;
  g_array_append_val (self->factors, factor);
}

static void
add_secret_here (SpareMapAccount *self)
{
  guint secret = spare_map_put_own (self, SPARE_ITEM_SECRET, SPARE_TIER_NONE);

  spare_map_put_rule (self->maker->map, SPARE_RULE_GENERATE, SPARE_FOR_BOTH, checked,
                      spare_map_put_here_open (self->maker), SPARE_GRAPH_NONE, secret);
  add_factor (self, secret, checked);
}

static void
add_said_factor (SpareMapAccount *self,
                 const char      *value,
                 SpareGround      ground)
{
  SpareMapMaker *maker = self->maker;
  guint open = spare_map_follow (maker, value, "app", SPARE_ITEM_OPEN);
  guint mailbox = spare_map_follow (maker, value, "email", SPARE_ITEM_ACCOUNT);

  if (open != SPARE_GRAPH_NONE)
    {
      guint secret = spare_map_put_own (self, SPARE_ITEM_SECRET, SPARE_TIER_NONE);

      spare_map_put_rule (maker->map, SPARE_RULE_GENERATE, SPARE_FOR_BOTH, ground, open, SPARE_GRAPH_NONE, secret);
      add_factor (self, secret, ground);
    }
  if (mailbox != SPARE_GRAPH_NONE)
    g_hash_table_add (maker->mail, GUINT_TO_POINTER (mailbox));
  add_factor (self, mailbox, ground);
  add_factor (self, spare_map_follow (maker, value, "sms", SPARE_ITEM_NUMBER), ground);
  add_factor (self, spare_map_follow (maker, value, "key", SPARE_ITEM_DEVICE), ground);
}

static void
find_factors (SpareMapAccount *self)
{
  g_auto(GStrv) values = spare_map_dup_values (self->access, SPARE_ACCESS_SECOND);

  if (makes_codes (self->account))
    add_secret_here (self);
  for (guint i = 0; values[i] != NULL; i++)
    add_said_factor (self, values[i], spare_map_said (self->access, SPARE_ACCESS_SECOND));
  self->no_second = self->factors->len == 0 && g_strv_contains ((const char *const *) values, "none");
}

/* Signing in */

static SpareGround
weaker (SpareGround one,
        SpareGround other)
{
  return (SpareGround){ MAX (one.evidence, other.evidence), MAX (one.said, other.said) };
}

static void
put_login (SpareMapAccount *self,
           guint            password)
{
  SpareMap *map = self->maker->map;

  for (guint i = 0; i < self->factors->len; i++)
    {
      const SpareFactor *factor = &g_array_index (self->factors, SpareFactor, i);

      spare_map_put_rule (map, SPARE_RULE_LOGIN, SPARE_FOR_BOTH, weaker (self->password_ground, factor->ground),
                          password, factor->vertex, self->vertex);
    }
  /* Without any the password is enough: perhaps, where nobody said so. */
  if (self->factors->len == 0 && self->no_second)
    spare_map_put_rule (map, SPARE_RULE_LOGIN, SPARE_FOR_BOTH,
                        weaker (self->password_ground, spare_map_said (self->access, SPARE_ACCESS_SECOND)), password,
                        SPARE_GRAPH_NONE, self->vertex);
  else if (self->factors->len == 0)
    spare_map_put_rule (map, SPARE_RULE_LOGIN, SPARE_FOR_OWNER_MAYBE_ATTACKER, assumed, password, SPARE_GRAPH_NONE,
                        self->vertex);
}

static void
put_other_way (SpareMapAccount *self,
               const char      *value)
{
  SpareMapMaker *maker = self->maker;
  SpareGround ground = spare_map_said (self->access, SPARE_ACCESS_OTHER);
  guint manager = spare_map_follow (maker, value, "passkey-in", SPARE_ITEM_ACCOUNT);

  spare_map_put_rule (maker->map, SPARE_RULE_LOGIN, SPARE_FOR_BOTH, ground,
                      spare_map_follow (maker, value, "passkey", SPARE_ITEM_OPEN), SPARE_GRAPH_NONE, self->vertex);
  spare_map_put_rule (maker->map, SPARE_RULE_SSO, SPARE_FOR_BOTH, ground,
                      spare_map_follow (maker, value, "sso", SPARE_ITEM_ACCOUNT), SPARE_GRAPH_NONE, self->vertex);
  if (manager != SPARE_GRAPH_NONE)
    {
      guint passkey = spare_map_put_own (self, SPARE_ITEM_PASSKEY, SPARE_TIER_NONE);

      spare_map_put_rule (maker->map, SPARE_RULE_STORAGE, SPARE_FOR_BOTH, ground, manager, SPARE_GRAPH_NONE, passkey);
      spare_map_put_rule (maker->map, SPARE_RULE_LOGIN, SPARE_FOR_BOTH, ground, passkey, SPARE_GRAPH_NONE,
                          self->vertex);
    }
}

static void
put_ways_in (SpareMapAccount *self)
{
  g_auto(GStrv) others = spare_map_dup_values (self->access, SPARE_ACCESS_OTHER);
  g_auto(GStrv) sessions = spare_map_dup_values (self->access, SPARE_ACCESS_SESSION);

  for (guint i = 0; i < self->passwords->len; i++)
    put_login (self, g_array_index (self->passwords, guint, i));
  if (self->passwords->len == 0)
    for (guint i = 0; i < self->factors->len; i++)
      {
        const SpareFactor *factor = &g_array_index (self->factors, SpareFactor, i);

        spare_map_put_rule (self->maker->map, SPARE_RULE_LOGIN, SPARE_FOR_BOTH, factor->ground, factor->vertex,
                            SPARE_GRAPH_NONE, self->vertex);
      }
  for (guint i = 0; others[i] != NULL; i++)
    put_other_way (self, others[i]);
  for (guint i = 0; sessions[i] != NULL; i++)
    spare_map_put_rule (self->maker->map, SPARE_RULE_SESSION, SPARE_FOR_BOTH,
                        spare_map_said (self->access, SPARE_ACCESS_SESSION),
                        spare_map_look_up (self->maker->map, SPARE_ITEM_OPEN, sessions[i]), SPARE_GRAPH_NONE,
                        self->vertex);
}

static void
compile_account (SpareMapMaker *maker,
                 SpareAccount  *account,
                 const char    *id,
                 guint          vertex)
{
  g_autoptr(GArray) passwords = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) factors = g_array_new (FALSE, FALSE, sizeof (SpareFactor));
  SpareThing *access = g_hash_table_lookup (maker->access, id);
  SpareMapAccount self = { maker, account, spare_access_get_service (account, access), id, access, vertex,
                           passwords, checked, factors, FALSE, SPARE_GRAPH_NONE };

  spare_map_find_passwords (&self);
  find_factors (&self);
  put_ways_in (&self);
  spare_map_compile_codes (&self);
  spare_map_compile_recovery (&self);
}

void
spare_map_compile_accounts (SpareMapMaker *self)
{
  g_autoptr(GHashTable) done = g_hash_table_new (NULL, NULL);
  guint n_accounts = g_list_model_get_n_items (self->accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (self->accounts, i);
      const char *id = spare_account_get_id (account);
      guint vertex = id != NULL ? spare_map_look_up (self->map, SPARE_ITEM_ACCOUNT, id) : SPARE_GRAPH_NONE;

      if (vertex != SPARE_GRAPH_NONE && g_hash_table_add (done, GUINT_TO_POINTER (vertex)))
        compile_account (self, account, id, vertex);
    }
}
