/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

#include "spare-snapshot.h"

/* What is to be expected is the table of how facts become rules, worked out by hand. */

static const char *const labels[] = {
  "login", "recovery", "sso", "storage", "unlock", "generate", "receive", "swap", "reissue", "reset", "leak",
  "session", "contains", "use",
};

static const char *
get_label (SpareRuleLabel label)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (spare_rule_label_from_string (labels[i]) == label)
      return labels[i];
  return "another";
}

static const char *
get_id (const SpareMap *map,
        guint           vertex)
{
  return spare_graph_get_vertex (spare_map_get_graph (map), vertex)->id;
}

/* "login password:a + number:n owner?, …": all rules to a thing; "?" where it is assumed. */
static void
check (const SpareMap *map,
       const char     *head,
       const char     *wanted)
{
  static const char *const who[] = { "", " owner", " attacker" };
  const SpareGraph *graph = spare_map_get_graph (map);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < spare_graph_get_n_rules (graph); i++)
    {
      const SpareRule *rule = spare_graph_get_rule (graph, i);

      if (!g_str_equal (get_id (map, rule->head), head))
        continue;
      g_string_append_printf (found, "%s%s %s", found->len > 0 ? ", " : "", get_label (rule->label),
                              get_id (map, rule->body[0]));
      for (guint j = 1; j < rule->n_body; j++)
        g_string_append_printf (found, " + %s", get_id (map, rule->body[j]));
      g_string_append_printf (found, "%s%s", who[rule->who], rule->assumed ? "?" : "");
    }
  g_test_message ("%s", head);
  g_assert_cmpstr (found->str, ==, wanted);
}

/* -2: it is not there. */
static void
check_vertex (const SpareMap *map,
              const char     *id,
              int             tier,
              gboolean        held)
{
  const SpareGraph *graph = spare_map_get_graph (map);
  guint vertex = spare_graph_find_vertex (graph, id);
  guint n_roots;
  const guint *roots = spare_graph_get_roots (graph, &n_roots);
  gboolean is_root = FALSE;

  for (guint i = 0; i < n_roots; i++)
    is_root = is_root || roots[i] == vertex;
  g_test_message ("%s", id);
  g_assert_cmpint (vertex != SPARE_GRAPH_NONE ? spare_graph_get_vertex (graph, vertex)->tier : -2, ==, tier);
  g_assert_cmpint (is_root, ==, held);
}

static SpareEvidence
get_evidence (const SpareMap *map,
              const char     *head,
              gint64         *said)
{
  const SpareGraph *graph = spare_map_get_graph (map);

  for (guint i = 0; i < spare_graph_get_n_rules (graph); i++)
    if (g_str_equal (get_id (map, spare_graph_get_rule (graph, i)->head), head))
      return spare_map_get_evidence (map, i, said);
  g_assert_not_reached ();
}

static guint
get_factors (const SpareMap *map,
             const char     *account)
{
  return spare_graph_get_vertex (spare_map_get_graph (map), spare_map_find (map, SPARE_ITEM_ACCOUNT, account))->factors;
}

static void
test_passwords (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  gint64 said;

  facts_add_account (&facts, "Own", "");
  facts_add_access (&facts, "own", "password", "own", "second", "none", "recovery", "none", NULL);
  facts_add_account (&facts, "Kept", "");
  facts_add_access (&facts, "kept", "password", "manager:own", "second", "none", "recovery", "none", NULL);
  facts_add_account (&facts, "Both", "");
  facts_add_access (&facts, "both", "password", "memory:m", "password", "manager:own", "second", "none", "recovery",
                    "none", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "m", "Master", "at", "drawer", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "drawer", "Drawer", NULL);
  facts_add_account (&facts, "Silent", "");
  facts_add_account (&facts, "Broken", "");
  facts_add_access (&facts, "broken", "password", "manager:gone", "password", "memory:gone", "second", "none",
                    "recovery", "none", NULL);
  map = facts_map (&facts);

  check (map, "account:own", "login password:own");
  check (map, "password:own", "");
  check_vertex (map, "password:own", 1, TRUE);
  g_assert_cmpint (get_evidence (map, "account:own", &said), ==, SPARE_EVIDENCE_SAID);
  g_assert_cmpint (said, ==, NOW);

  check (map, "account:kept", "login password:kept");
  check (map, "password:kept", "storage account:own");
  check_vertex (map, "password:kept", 1, FALSE);

  check (map, "account:both", "login memory:m");
  check (map, "memory:m", "storage place:drawer, storage account:own");
  check_vertex (map, "memory:m", 1, TRUE);
  check_vertex (map, "password:both", -2, FALSE);

  /* Nobody said anything: the owner gets in, and somebody else may. */
  check (map, "account:silent", "login password:silent owner, login password:silent attacker?");
  check (map, "password:silent", "leak leak:silent attacker?");
  check_vertex (map, "password:silent", 1, TRUE);
  check_vertex (map, "leak:silent", 0, FALSE);
  g_assert_cmpint (get_evidence (map, "account:silent", &said), ==, SPARE_EVIDENCE_ASSUMED);
  g_assert_cmpint (said, ==, 0);

  /* Links to what is gone say nothing. */
  check (map, "account:broken", "login password:broken");
  check (map, "password:broken", "leak leak:broken attacker?");
  check_vertex (map, "password:broken", 1, TRUE);
}

static void
test_shared (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_account (&facts, "Forum", "");
  facts_add_account (&facts, "Shop", "");
  facts_add_account (&facts, "Once", "");
  facts_add_access (&facts, "forum", "password", "memory:m", "second", "none", NULL);
  facts_add_access (&facts, "shop", "password", "memory:m", "password", "memory:m", "second", "none", NULL);
  facts_add_access (&facts, "once", "password", "memory:o", "password", "memory:o", "second", "none", NULL);
  facts_add_access (&facts, "gone", "password", "memory:o", "second", "none", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "m", "Old one", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "o", "Other one", NULL);
  map = facts_map (&facts);

  check (map, "memory:m", "leak leak:forum attacker, leak leak:shop attacker");
  g_assert_cmpint (spare_map_get_item (map, spare_map_find (map, SPARE_ITEM_SHARED, "m"))->kind, ==,
                   SPARE_ITEM_SHARED);
  g_assert_cmpuint (spare_map_find (map, SPARE_ITEM_MEMORY, "m"), ==, spare_map_find (map, SPARE_ITEM_SHARED, "m"));
  /* One account, however often it says so. */
  check (map, "memory:o", "");
  g_assert_cmpuint (spare_map_find (map, SPARE_ITEM_SHARED, "o"), ==, SPARE_GRAPH_NONE);
  g_assert_nonnull (spare_map_find_event (map, "take-shared:forum"));
  g_assert_null (spare_map_find_event (map, "take-shared:once"));
}

static char *
new_id (void)
{
  static guint next;

  return g_strdup_printf ("snapshot-%u", next++);
}

static void
add_password (GPtrArray  *passwords,
              const char *url,
              const char *text)
{
  g_autoptr(SpareSecret) password = spare_secret_new_text (text);

  g_ptr_array_add (passwords, spare_password_new ("", "maya", url, password));
}

static void
test_snapshot (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(GPtrArray) passwords = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_password_free);
  g_autoptr(SpareSnapshot) snapshot = NULL;
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(SpareMap) map = NULL;

  facts_add_account (&facts, "one.example", "maya");
  facts_add_account (&facts, "two.example", "maya");
  facts_add_account (&facts, "weak.example", "maya");
  facts_add_account (&facts, "fine.example", "maya");
  facts_add_account (&facts, "heart.example", "maya");
  facts_add_access (&facts, "two.example", "password", "manager:fine.example", NULL);
  facts_add_access (&facts, "heart.example", "password", "memory:m", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "m", "Old one", NULL);
  add_password (passwords, "https://one.example", "tK8#vvQz!93mLpR2");
  add_password (passwords, "https://two.example", "tK8#vvQz!93mLpR2");
  add_password (passwords, "https://heart.example", "tK8#vvQz!93mLpR2");
  add_password (passwords, "https://weak.example", "password1");
  add_password (passwords, "https://fine.example", "Zw5+qqYb-17hNsD8");
  snapshot = spare_snapshot_new (passwords, SPARE_PASSWORD_SOURCE_FIREFOX, NULL, NULL, NOW, NULL, NULL);
  records = spare_snapshot_print (snapshot, G_LIST_MODEL (facts.things), new_id);
  for (guint i = 0; i < records->len; i++)
    g_list_store_append (facts.things, g_ptr_array_index (records, i));
  map = facts_map (&facts);

  /* Three with one password: who has one of the three services' lists has it. */
  check (map, "shared:class-1", "leak leak:one.example attacker, leak leak:two.example attacker, "
                                "storage account:fine.example, leak leak:heart.example attacker, use memory:m");
  check (map, "memory:m", "use shared:class-1");
  check_vertex (map, "shared:class-1", 1, TRUE);
  g_assert_cmpstr (spare_map_get_item (map, spare_graph_find_vertex (spare_map_get_graph (map), "shared:class-1"))
                     ->name, ==, "one.example, two.example, heart.example");
  /* Weak: guessed in bulk. Known to be neither: no leak is assumed. */
  check_vertex (map, "password:weak.example", 0, TRUE);
  check_vertex (map, "password:fine.example", 1, TRUE);
  check (map, "password:fine.example", "");
  check_vertex (map, "password:one.example", -2, FALSE);
}

static void
test_second_steps (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  gint64 said;

  facts_add_secret (facts_add_account (&facts, "Here", ""));
  facts_add_access (&facts, "here", "password", "own", "recovery", "none", NULL);
  facts_add_account (&facts, "Mail", "");
  facts_add_access (&facts, "mail", "password", "own", "second", "none", "recovery", "none", NULL);
  facts_add_account (&facts, "All", "");
  facts_add_access (&facts, "all", "password", "own", "second", "app:phone", "second", "app:tablet", "second",
                    "sms:n", "second", "email:mail", "second", "key:key", "second", "app:gone", "recovery", "none",
                    NULL);
  facts_add_account (&facts, "Open", "");
  facts_add_access (&facts, "open", "password", "own", "second", "unknown", "recovery", "none", NULL);
  facts_add_account (&facts, "Codes", "");
  facts_add_access (&facts, "codes", "password", "none", "second", "email:mail", "recovery", "none", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "phone", "Phone", "lock", "none", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "tablet", "Tablet", "lock", "none", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "key", "Key", "lock", "none", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "n", "555", "device", "phone", NULL);
  map = facts_map (&facts);

  check (map, "account:here", "login password:here + secret:here");
  check (map, "secret:here", "generate open:here");
  check (map, "open:here", "unlock device:here owner, unlock device:here attacker?");
  check_vertex (map, "device:here", 2, TRUE);
  g_assert_cmpint (get_evidence (map, "secret:here", &said), ==, SPARE_EVIDENCE_CHECKED);
  g_assert_cmpuint (get_factors (map, "here"), ==, 2);

  check (map, "account:all", "login password:all + secret:all, login password:all + number:n, "
                             "login password:all + account:mail, login password:all + device:key");
  check (map, "secret:all", "generate open:phone, generate open:tablet");
  check_vertex (map, "secret:all", -1, FALSE);
  g_assert_cmpuint (get_factors (map, "all"), ==, 2);

  check (map, "account:open", "login password:open owner, login password:open attacker?");
  g_assert_cmpuint (get_factors (map, "open"), ==, 1);
  check (map, "account:codes", "login account:mail");
  g_assert_cmpuint (get_factors (map, "codes"), ==, 2);
  g_assert_cmpuint (get_factors (map, "mail"), ==, 1);
}

static void
test_other_ways (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_account (&facts, "Vault", "");
  facts_add_account (&facts, "A", "");
  facts_add_access (&facts, "a", "other", "passkey:phone", "other", "passkey-in:vault", "other", "sso:vault",
                    "session", "phone", "session", "gone", "recovery", "none", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "phone", "Phone", "lock", "none", NULL);
  map = facts_map (&facts);

  /* Nothing was said of a password: it has none. */
  check (map, "account:a", "login open:phone, login passkey:a, sso account:vault, session open:phone");
  check (map, "passkey:a", "storage account:vault");
  check_vertex (map, "passkey:a", -1, FALSE);
  check_vertex (map, "password:a", -2, FALSE);
}

static void
test_devices (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add (&facts, SPARE_FACT_DEVICE, "pin", "A", "lock", "pin", "finger", "yes", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "short", "B", "lock", "short-pin", "finger", "no", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "word", "C", "lock", "password", "here", "yes", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "none", "D", "lock", "none", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "unknown", "E", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "finger", "F", "finger", "yes", NULL);
  facts_add_secret (facts_add_account (&facts, "Here", ""));
  map = facts_map (&facts);

  check (map, "open:pin", "unlock device:pin + unlock:pin, unlock device:pin + unlock:pin.finger");
  check_vertex (map, "device:pin", 2, TRUE);
  check_vertex (map, "unlock:pin", 3, TRUE);
  check_vertex (map, "unlock:pin.finger", 3, TRUE);
  g_assert_cmpint (spare_graph_get_vertex (spare_map_get_graph (map),
                                           spare_graph_find_vertex (spare_map_get_graph (map), "unlock:pin.finger"))
                     ->kind, ==, SPARE_VERTEX_BIOMETRIC);
  check (map, "open:short", "unlock device:short + unlock:short");
  check_vertex (map, "unlock:short", 2, TRUE);
  check (map, "open:word", "unlock device:word + unlock:word");
  check_vertex (map, "unlock:word", 3, TRUE);
  check (map, "open:none", "unlock device:none");
  check (map, "open:unknown", "unlock device:unknown owner, unlock device:unknown attacker?");
  check (map, "open:finger", "unlock device:finger owner, unlock device:finger attacker?, "
                             "unlock device:finger + unlock:finger.finger");
  g_assert_cmpuint (spare_map_find (map, SPARE_ITEM_UNLOCK, "finger"), !=, SPARE_GRAPH_NONE);
  /* It is this one on which Sparekey runs. */
  check (map, "secret:here", "generate open:word");
  check_vertex (map, "device:here", -2, FALSE);
  g_assert_cmpuint (spare_map_find (map, SPARE_ITEM_DEVICE, NULL), ==, SPARE_GRAPH_NONE);
}

static void
test_numbers (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add (&facts, SPARE_FACT_DEVICE, "phone", "Phone", NULL);
  facts_add (&facts, SPARE_FACT_DOCUMENT, "card", "Identity card", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "n", "555", "device", "phone", "document", "card", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "old", "444", "device", "phone", "mine", "no", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "bare", "333", NULL);
  map = facts_map (&facts);

  check (map, "number:n", "swap carrier:n attacker, receive device:phone, reissue document:card owner");
  check_vertex (map, "carrier:n", 1, FALSE);
  check_vertex (map, "number:n", -1, FALSE);
  check_vertex (map, "document:card", 3, TRUE);
  check (map, "number:old", "swap carrier:old attacker");
  check_vertex (map, "number:old", -1, FALSE);
  check (map, "number:bare", "swap carrier:bare attacker");
  check_vertex (map, "number:bare", -1, TRUE);
}

static SpareThing *
add_set (Facts      *facts,
         const char *id,
         const char *account,
         guint       n_codes)
{
  g_autoptr(SpareThing) set = spare_code_set_new (id, account, "pasted", NOW);

  for (guint i = 0; i < n_codes; i++)
    {
      g_autofree char *text = g_strdup_printf ("1234567%u", i);
      g_autoptr(SpareSecret) code = spare_secret_new_text (text);

      spare_code_set_add (set, code, NULL);
    }
  g_list_store_append (facts->things, set);
  return set;
}

static SpareThing *
add_sheet (Facts      *facts,
           const char *set,
           const char *first,
           const char *second)
{
  g_autofree char *id = g_strconcat ("sheet-", set, NULL);
  const char *places[] = { first, second, NULL };
  g_autoptr(SpareThing) sheet = spare_sheet_record_new (id, SPARE_SHEET_CODES, "K7M-3QP", "A2B3", NOW);

  spare_sheet_record_add_set (sheet, set);
  spare_sheet_record_set_places (sheet, places);
  g_list_store_append (facts->things, sheet);
  return sheet;
}

static void
test_codes (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  SpareThing *sheet;

  facts_add_account (&facts, "A", "");
  facts_add_access (&facts, "a", "password", "own", "second", "none", "recovery", "none", NULL);
  facts_add_account (&facts, "B", "");
  facts_add_access (&facts, "b", "password", "own", "second", "none", "recovery", "none", NULL);
  facts_add_account (&facts, "Used", "");
  facts_add_access (&facts, "used", "password", "own", "second", "none", "recovery", "none", "codes-at",
                    "place:desk", NULL);
  facts_add_account (&facts, "Void", "");
  facts_add_access (&facts, "void", "password", "own", "second", "none", "recovery", "none", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "desk", "Desk", "locked", "yes", NULL);

  (void) add_set (&facts, "set-a", "a", 3);
  sheet = add_sheet (&facts, "set-a", " desk", "At my sister's");
  spare_sheet_record_add_secret (sheet, "a");
  spare_code_set_set_effect (add_set (&facts, "set-b", "b", 3), SPARE_CODE_EFFECT_NO_PASSWORD);
  sheet = add_sheet (&facts, "set-b", "Desk", "");
  spare_sheet_record_void (sheet, SPARE_VOID_LOST, NOW);
  spare_code_set_set_used (add_set (&facts, "set-used", "used", 1), 0, NOW, NOW);
  spare_code_set_void (add_set (&facts, "set-void", "void", 3), SPARE_VOID_REPLACED, NOW);
  map = facts_map (&facts);

  check (map, "account:a", "login password:a, recovery password:a + codes:a");
  check (map, "codes:a", "storage open:here, storage place:desk, storage place:text:at my sister's owner, "
                         "storage place:text:at my sister's attacker?");
  check_vertex (map, "codes:a", -1, FALSE);
  check_vertex (map, "place:text:at my sister's", 2, TRUE);
  check_vertex (map, "place:desk", 3, TRUE);
  /* It has no secret, so that the sheet cannot bear it. */
  check_vertex (map, "secret:a", -2, FALSE);
  check (map, "account:b", "login password:b, recovery codes:b");
  check (map, "codes:b", "storage open:here");
  /* None left: no rule, wherever they are. */
  check (map, "account:used", "login password:used");
  check_vertex (map, "codes:used", -2, FALSE);
  check (map, "account:void", "login password:void");
}

/* GitLab's help says that an SSH key alone makes new backup codes; they take the place
 * of the second step. Of others no file says so. */
static void
test_ssh_keys (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_account (&facts, "GitLab", "");
  facts_add_access (&facts, "gitlab", "password", "own", "second", "app:phone", "recovery", "none", "mail-lifts", "no",
                    "ssh-key", "sealed", "ssh-key", "bare", "ssh-key", "gone", NULL);
  facts_add_account (&facts, "gitlab.com", "other");
  facts_add_access (&facts, "gitlab.com", "password", "own", "second", "app:phone", "recovery", "none", "ssh-key",
                    "bare", NULL);
  spare_code_set_set_used (add_set (&facts, "set", "gitlab.com", 1), 0, NOW, NOW);
  facts_add_account (&facts, "Reddit", "");
  facts_add_access (&facts, "reddit", "password", "own", "second", "app:phone", "recovery", "none", "ssh-key", "bare",
                    NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "phone", "Phone", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "sealed", "Laptop", "encrypted", "yes", "lock", "password", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "bare", "Tower", "encrypted", "no", NULL);
  map = facts_map (&facts);

  check (map, "codes:gitlab", "generate ssh-key:sealed, generate ssh-key:bare");
  check (map, "ssh-key:sealed", "storage open:sealed");
  check (map, "ssh-key:bare", "storage device:bare");
  check_vertex (map, "ssh-key:sealed", 2, FALSE);
  check (map, "account:gitlab", "login password:gitlab + secret:gitlab, recovery password:gitlab + codes:gitlab");
  /* The last code is used up, and new ones can be made. */
  check (map, "codes:gitlab.com", "generate ssh-key:bare");
  check_vertex (map, "codes:reddit", -2, FALSE);
  g_assert_cmpstr (spare_map_get_item (map, spare_map_find (map, SPARE_ITEM_SSH_KEY, "bare"))->name, ==, "Tower");
}

static void
test_codes_elsewhere (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  SpareThing *forgotten;

  facts_add_account (&facts, "Vault", "");
  facts_add_secret (facts_add_account (&facts, "A", ""));
  facts_add_access (&facts, "a", "password", "own", "recovery", "none", "codes-at", "place:desk", "codes-at",
                    "device:bare", "codes-at", "device:sealed", "codes-at", "device:silent", "codes-at",
                    "manager:vault", "codes-at", "person:ana", "codes-at", "person:gone", NULL);
  facts_add_account (&facts, "B", "");
  facts_add (&facts, SPARE_FACT_PLACE, "desk", "Desk", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "bare", "A", "encrypted", "no", "lock", "none", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "sealed", "B", "encrypted", "yes", "lock", "none", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "silent", "C", "lock", "none", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "m", "Master", NULL);
  facts_add (&facts, SPARE_FACT_DOCUMENT, "card", "Card", NULL);
  facts_add (&facts, SPARE_FACT_PERSON, "ana", "Ana", "keeps", "codes:a", "keeps", "codes:b", "keeps", "memory:m",
             "keeps", "document:card", "keeps", "memory:gone", NULL);
  forgotten = add_set (&facts, "set-b", "b", 2);
  spare_code_set_forget (forgotten, NOW);
  (void) add_sheet (&facts, "set-b", "Desk", NULL);
  map = facts_map (&facts);

  check (map, "codes:a", "storage place:desk, storage device:bare, storage open:sealed, storage device:silent owner, "
                         "storage device:silent attacker?, storage account:vault, storage person:ana, "
                         "contains kit:ana");
  check (map, "codes:b", "storage place:desk, contains kit:ana");
  check (map, "kit:ana", "storage person:ana");
  check (map, "memory:m", "contains kit:ana");
  check (map, "document:card", "contains kit:ana");
  check_vertex (map, "person:ana", 3, TRUE);
  check_vertex (map, "kit:ana", -1, FALSE);
  g_assert_cmpint (spare_map_get_item (map, spare_map_find (map, SPARE_ITEM_KIT, "ana"))->kind, ==, SPARE_ITEM_KIT);
}

static void
test_secret_on_paper (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  SpareThing *sheet;

  facts_add_secret (facts_add_account (&facts, "A", ""));
  facts_add_access (&facts, "a", "password", "own", "recovery", "none", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "desk", "Desk", NULL);
  sheet = add_sheet (&facts, "none", "Desk", NULL);
  spare_sheet_record_add_secret (sheet, "a");
  map = facts_map (&facts);

  check (map, "secret:a", "generate open:here, storage place:desk");
}

static void
test_places (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add (&facts, SPARE_FACT_PERSON, "ana", "Ana", NULL);
  facts_add (&facts, SPARE_FACT_PERSON, "ex", "Ex", "gone", "yes", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "home", "Home", "locked", "yes", "person", "ana", "person", "ex", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "desk", "Desk", "in", "home", "locked", "no", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "shelf", "Shelf", "in", "home", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "safe", "Safe", "in", "desk", "locked", "yes", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "desktop", "Desktop", "at", "home", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "laptop", "Laptop", "at", "home", "carried", "yes", NULL);
  facts_add (&facts, SPARE_FACT_DOCUMENT, "card", "Card", "at", "safe", NULL);
  map = facts_map (&facts);

  check (map, "place:home", "use person:ana attacker, use person:ex attacker");
  check (map, "place:desk", "contains place:home attacker");
  check (map, "place:shelf", "contains place:home attacker?");
  check (map, "place:safe", "");
  check_vertex (map, "place:home", 3, TRUE);
  check_vertex (map, "place:desk", 2, TRUE);
  check_vertex (map, "place:shelf", 2, TRUE);
  check_vertex (map, "person:ana", 3, TRUE);
  check_vertex (map, "person:ex", 3, FALSE);
  /* What the owner lost at home does not come back from there. */
  check (map, "device:desktop", "storage place:home attacker");
  check (map, "device:laptop", "");
  check (map, "document:card", "storage place:safe attacker");
}

static void
test_recovery (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_account (&facts, "Mail", "");
  facts_add_access (&facts, "mail", "password", "own", "second", "none", "recovery", "email:mail", "address",
                    "maya@mail.example", NULL);
  facts_add_account (&facts, "A", "");
  facts_add_access (&facts, "a", "password", "own", "second", "none", "recovery", "email:mail", "recovery",
                    "address:Old@Work.example", "recovery", "address:maya+a@mail.example", "recovery", "sms:n",
                    "recovery", "person:ana", "recovery", "questions", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "n", "555", NULL);
  facts_add (&facts, SPARE_FACT_PERSON, "ana", "Ana", NULL);
  facts_add_account (&facts, "Helped", "");
  facts_add_access (&facts, "helped", "password", "own", "second", "none", "recovery", "support", NULL);
  map = facts_map (&facts);

  /* Its own mailbox is no way back. */
  check (map, "account:mail", "login password:mail");
  check (map, "account:a", "login password:a, recovery account:mail, recovery address:old@work.example, "
                           "recovery number:n, reset person:ana, recovery questions:a");
  check_vertex (map, "address:old@work.example", 1, FALSE);
  check_vertex (map, "questions:a", 1, TRUE);
  /* Of its staff nothing is known. */
  check (map, "account:helped", "login password:helped, reset support:helped?");
  check_vertex (map, "support:helped", 1, TRUE);
}

static void
test_assumed (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_account (&facts, "Mail", "");
  facts_add_access (&facts, "mail", "password", "own", "second", "none", "recovery", "none", "address",
                    "maya@mail.example", NULL);
  facts_add_account (&facts, "Silent", "maya@mail.example");
  facts_add_access (&facts, "silent", "password", "own", "second", "sms:n", NULL);
  facts_add_account (&facts, "Unknown", "other@away.example");
  facts_add_access (&facts, "unknown", "password", "own", "second", "sms:n", "recovery", "unknown", NULL);
  facts_add_account (&facts, "Nameless", "maya");
  facts_add_access (&facts, "nameless", "password", "own", "second", "sms:n", NULL);
  facts_add_account (&facts, "Refuses", "maya@mail.example");
  facts_add_access (&facts, "refuses", "password", "own", "second", "sms:n", "mail-lifts", "no", NULL);
  facts_add_account (&facts, "Lifts", "maya@mail.example");
  facts_add_access (&facts, "lifts", "password", "own", "second", "sms:n", "mail-lifts", "yes", "recovery", "none",
                    NULL);
  facts_add_account (&facts, "Asked", "maya@mail.example");
  facts_add_access (&facts, "asked", "password", "own", "second", "sms:n", "mail-lifts", "unknown", "recovery",
                    "none", NULL);
  facts_add_account (&facts, "Single", "maya@mail.example");
  facts_add_access (&facts, "single", "password", "own", "second", "none", NULL);
  facts_add_account (&facts, "Halfway", "maya@mail.example");
  facts_add_access (&facts, "halfway", "password", "own", "second", "sms:n", "mail-lifts", "no", "recovery",
                    "email:mail", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "n", "555", NULL);
  map = facts_map (&facts);

  check (map, "account:silent", "login password:silent + number:n, recovery account:mail?");
  check (map, "account:unknown", "login password:unknown + number:n, recovery address:other@away.example?");
  check (map, "account:nameless", "login password:nameless + number:n");
  check (map, "account:refuses", "login password:refuses + number:n");
  check (map, "account:lifts", "login password:lifts + number:n, recovery account:mail");
  check (map, "account:asked", "login password:asked + number:n, recovery account:mail?");
  check (map, "account:single", "login password:single, recovery account:mail?");
  /* The mail brings a new password, and the second step stays. */
  check (map, "account:halfway", "login password:halfway + number:n, recovery account:mail + number:n");
}

/* Of what data/services says where the person does not. */
static void
test_services (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  static const char *const services[] = { "Bitwarden", "mailbox.org", "PyPI" };

  facts_add_account (&facts, "Mail", "");
  facts_add_access (&facts, "mail", "address", "maya@mail.example", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autofree char *id = g_ascii_strdown (services[i], -1);

      facts_add_account (&facts, services[i], "maya@mail.example");
      facts_add_access (&facts, id, "password", "own", "second", "sms:n", NULL);
    }
  facts_add (&facts, SPARE_FACT_NUMBER, "n", "555", NULL);
  facts_add_account (&facts, "OVH", "");
  facts_add_access (&facts, "ovh", "password", "own", "second", "sms:n", "recovery", "support", NULL);
  facts_add_account (&facts, "Supabase", "");
  facts_add_access (&facts, "supabase", "password", "own", "second", "sms:n", "recovery", "support", NULL);
  map = facts_map (&facts);

  /* Its staff do not turn it off, and a mail is no way back. */
  check (map, "account:bitwarden", "login password:bitwarden + number:n");
  /* A mail may be one, or its staff do. */
  check (map, "account:mailbox.org", "login password:mailbox.org + number:n, recovery account:mail?");
  check (map, "account:pypi", "login password:pypi + number:n, recovery account:mail?");
  /* It says that they help one whom they know; whom they believe nobody can tell. */
  check (map, "account:ovh", "login password:ovh + number:n, reset support:ovh owner, reset support:ovh attacker?");
  check (map, "account:supabase", "login password:supabase + number:n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/rules/passwords", test_passwords);
  g_test_add_func ("/map/rules/shared", test_shared);
  g_test_add_func ("/map/rules/snapshot", test_snapshot);
  g_test_add_func ("/map/rules/second-steps", test_second_steps);
  g_test_add_func ("/map/rules/other-ways", test_other_ways);
  g_test_add_func ("/map/rules/devices", test_devices);
  g_test_add_func ("/map/rules/numbers", test_numbers);
  g_test_add_func ("/map/rules/codes", test_codes);
  g_test_add_func ("/map/rules/codes-elsewhere", test_codes_elsewhere);
  g_test_add_func ("/map/rules/ssh-keys", test_ssh_keys);
  g_test_add_func ("/map/rules/secret-on-paper", test_secret_on_paper);
  g_test_add_func ("/map/rules/places", test_places);
  g_test_add_func ("/map/rules/recovery", test_recovery);
  g_test_add_func ("/map/rules/assumed", test_assumed);
  g_test_add_func ("/map/rules/services", test_services);

  return g_test_run ();
}
