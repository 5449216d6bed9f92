/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

#include <time.h>

#include "spare-attack.h"
#include "spare-map-words.h"

/* The ids of what is lost or taken, in the order of the map. */
static void
check_things (const SpareMap *map,
              const char     *event_id,
              const char     *wanted)
{
  const SpareEvent *event = spare_map_find_event (map, event_id);
  g_autoptr(GString) found = g_string_new (NULL);

  g_test_message ("%s", event_id);
  g_assert_nonnull (event);
  for (guint i = 0; i < event->scenario->things->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                            spare_graph_get_vertex (spare_map_get_graph (map),
                                                    g_array_index (event->scenario->things, guint, i))->id);
  g_assert_cmpstr (found->str, ==, wanted);
}

static char *
list_ids (GPtrArray *events)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((const SpareEvent *) g_ptr_array_index (events, i))->id);
  return g_string_free (ids, FALSE);
}

static void
test_maya (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_autofree char *losses = NULL;
  g_autofree char *takings = NULL;
  const SpareEvent *number;

  facts_add_maya (&facts);
  map = facts_map (&facts);
  losses = list_ids (spare_map_get_losses (map));
  takings = list_ids (spare_map_get_takings (map));
  /* Home and desk hold nothing, and the other mailbox is none. */
  g_assert_cmpstr (losses, ==, "lose-device:laptop lose-device:phone forget:master forget:reused lose-bag lose-home "
                               "lose-number:number absent");
  g_assert_cmpstr (takings, ==, "take-mailbox:mail take-number:number take-device:laptop take-device:phone "
                                "take-unlocked:phone take-shared:forum take-shared:shop take-master:master");
  check_things (map, "lose-bag", "device:laptop device:phone document:passport");
  check_things (map, "lose-home", "place:desk place:home device:laptop device:phone document:passport");
  check_things (map, "take-number:number", "carrier:number");
  check_things (map, "take-unlocked:phone", "device:phone unlock:phone open:phone");

  number = spare_map_find_event (map, "lose-number:number");
  g_assert_cmpuint (number->scenario->barred->len, ==, 1);
  g_assert_cmpuint (g_array_index (number->scenario->barred, guint, 0), ==, number->subject);
  check_things (map, "lose-number:number", "number:number");
  g_assert_null (spare_map_find_event (map, "lose-device:tablet"));
}

/* Whose number is gone for good gets no new card; see the graph's vector of cancelled numbers. */
static void
test_maya_more (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  static const struct
  {
    const char *event;
    const char *wanted;
  } cases[] = {
    { "lose-number:number", "Bank" },
    { "forget:reused", "Forum" },
    { "absent", "Mail Manager Bank Cloud Mailer Code Forum Shop" },
    { "take-unlocked:phone", "Mail Cloud Shop" },
    { "take-device:laptop", "" },
  };

  facts_add_maya (&facts);
  map = facts_map (&facts);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = facts_print_event (map, cases[i].event, FALSE);

      g_test_message ("%s", cases[i].event);
      g_assert_cmpstr (found, ==, cases[i].wanted);
    }
}

/* A household: what goes together, and what is left when the owner is away. */
static void
test_household (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_account (&facts, "A", "");
  facts_add_access (&facts, "a", "password", "memory:m", "second", "app:desktop", "second", "key:key", "recovery",
                    "none", "codes-at", "place:safe", "codes-at", "place:bank", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "m", "Master", "kind", "master", "at", "desk", NULL);
  facts_add (&facts, SPARE_FACT_PERSON, "ana", "Ana", NULL);
  facts_add (&facts, SPARE_FACT_PERSON, "ex", "Ex", "gone", "yes", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "home", "Home", "kind", "home", "person", "ana", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "desk", "Desk", "in", "home", "locked", "no", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "safe", "Safe", "in", "desk", "locked", "yes", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "bank", "Bank", "kind", "bank", "person", "ex", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "desktop", "Desktop", "at", "home", "lock", "none", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "key", "Key", "kind", "security-key", "at", "bank", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "phone", "Phone", "kind", "phone", NULL);
  facts_add (&facts, SPARE_FACT_DOCUMENT, "card", "Card", NULL);
  map = facts_map (&facts);

  check_things (map, "lose-place:safe", "place:safe");
  check_things (map, "lose-place:desk", "place:desk place:safe");
  check_things (map, "lose-place:bank", "place:bank device:key");
  /* All in it and all that is carried, and what nobody knows of where it is. */
  check_things (map, "lose-home", "place:desk place:home place:safe device:desktop device:phone document:card");
  /* The phone opens nothing. */
  g_assert_null (spare_map_find_event (map, "lose-bag"));
  g_assert_null (spare_map_find_event (map, "lose-device:phone"));
  /* Ana gets at the desk and the computer, not at the safe; the other one is not trusted. */
  check_things (map, "absent", "document:card memory:m place:bank place:safe device:key device:phone");
  check_things (map, "take-place:home", "place:home");
}

static void
check_accounts (const SpareMap *map,
                const char     *event,
                const char     *wanted)
{
  g_autofree char *found = facts_print_event (map, event, FALSE);

  g_test_message ("%s", event);
  g_assert_cmpstr (found, ==, wanted);
}

static void
test_household_accounts (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_account (&facts, "A", "");
  facts_add_access (&facts, "a", "password", "memory:m", "second", "app:desktop", "recovery", "none", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "m", "Master", "kind", "master", "at", "desk", NULL);
  facts_add (&facts, SPARE_FACT_PERSON, "ana", "Ana", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "home", "Home", "kind", "home", "person", "ana", "locked", "yes", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "desk", "Desk", "in", "home", "locked", "no", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "desktop", "Desktop", "at", "home", "lock", "none", NULL);
  map = facts_map (&facts);

  /* It is written down in the desk, and Ana gets there. */
  check_accounts (map, "forget:m", "");
  check_accounts (map, "absent", "");
  check_accounts (map, "take-person:ana", "A");
  check_accounts (map, "take-place:home", "A");
  check_accounts (map, "take-place:desk", "");
  check_accounts (map, "lose-home", "A");
  check_accounts (map, "lose-place:desk", "");
  check_accounts (map, "lose-device:desktop", "A");
}

/* This computer, where nobody told of it, and paper of which nobody said where it is. */
static void
test_here (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_autoptr(SpareThing) set = spare_code_set_new ("set", "a", "pasted", NOW);
  g_autoptr(SpareThing) sheet = spare_sheet_record_new ("sheet", SPARE_SHEET_CODES, "K7M-3QP", "A2B3", NOW);
  g_autoptr(SpareSecret) code = spare_secret_new_text ("12345678");
  static const char *const nowhere[] = { "", NULL };
  const SpareEvent *event;
  g_autofree char *words = NULL;

  facts_add_secret (facts_add_account (&facts, "A", ""));
  spare_code_set_add (set, code, NULL);
  spare_code_set_forget (set, NOW);
  spare_sheet_record_add_set (sheet, "set");
  spare_sheet_record_set_places (sheet, nowhere);
  g_list_store_append (facts.things, set);
  g_list_store_append (facts.things, sheet);
  map = facts_map (&facts);

  check_things (map, "lose-device:here", "device:here");
  check_things (map, "lose-home", "device:here place:text:");
  check_accounts (map, "lose-home", "A");
  check_accounts (map, "lose-device:here", "");
  event = spare_map_find_event (map, "lose-device:here");
  words = spare_map_words_event (map, event);
  g_assert_cmpstr (words, ==, "If you lose this computer");
}

/* What a record says cannot be relied on. */

static void
add_chain (Facts *facts,
           guint  n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i);
      g_autofree char *outer = g_strdup_printf ("p%u", (i + 1) % n);

      facts_add (facts, SPARE_FACT_PLACE, id, id, "in", outer, "in", id, "locked", "no", "kind", "home", NULL);
    }
}

static void
test_nonsense (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_autoptr(SpareThing) nobody = spare_fact_new (SPARE_FACT_DEVICE, NULL, NULL);
  g_autoptr(SpareAccount) nameless = spare_account_new (NULL);
  g_autofree char *long_name = g_strnfill (5000, 'a');
  g_autofree char *address = g_strconcat ("address:", long_name, "@mail.example", NULL);
  guint n;

  add_chain (&facts, 3);
  g_list_store_append (facts.things, nobody);
  g_list_store_append (facts.accounts, nameless);
  facts_add_account (&facts, "A", "");
  facts_add_account (&facts, "A", "");
  facts_add_access (&facts, "a", "password", "manager:a", "password", "", "password", ":", "password", "memory:",
                    "second", "email:a", "second", "app:", "other", "sso:a", "recovery", address, "recovery",
                    "address:", "codes-at", "place:p0", "importance", "-1", "mail-lifts", "perhaps", NULL);
  facts_add_access (&facts, "a", "password", "own", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "d", "", "lock", "magic", "at", "nowhere", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "d", "", "lock", "pin", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "d", "", "device", "d", "device", "d", NULL);
  facts_add (&facts, SPARE_FACT_PERSON, "d", "", "keeps", "memory", "keeps", "codes:nobody", NULL);
  map = facts_map (&facts);

  (void) spare_map_get_accounts (map, &n);
  g_assert_cmpuint (n, ==, 1);
  /* Kept in itself alone, it cannot be got at: so it says. */
  check_accounts (map, "lose-place:p0", "");
  g_assert_cmpuint (spare_map_find_event (map, "lose-place:p0")->scenario->things->len, ==, 3);
  for (guint i = 0; i < spare_graph_get_n_vertices (spare_map_get_graph (map)); i++)
    {
      g_autofree char *name = spare_map_words_name (map, i);

      g_assert_cmpstr (name, !=, "");
    }
}

static void
test_empty (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = facts_map (&facts);
  guint n = 1;

  (void) spare_map_get_accounts (map, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (spare_map_get_losses (map)->len, ==, 0);
  g_assert_cmpuint (spare_map_get_takings (map)->len, ==, 0);
}

/* @n accounts as people have them: most in a manager, with a second step, some with a mailbox behind them. */
static void
add_many (Facts *facts,
          guint  n)
{
  facts_add_account (facts, "Manager", "maya");
  facts_add_account (facts, "Mail", "maya");
  facts_add_access (facts, "manager", "password", "memory:m", "second", "none", "recovery", "none", NULL);
  facts_add_access (facts, "mail", "password", "manager:manager", "second", "app:phone", "address",
                    "maya@mail.example", "recovery", "sms:n", NULL);
  facts_add (facts, SPARE_FACT_MEMORY, "m", "Master", "kind", "master", NULL);
  facts_add (facts, SPARE_FACT_DEVICE, "phone", "Phone", "lock", "pin", NULL);
  facts_add (facts, SPARE_FACT_NUMBER, "n", "555", "device", "phone", NULL);
  for (guint i = 2; i < n; i++)
    {
      g_autofree char *service = g_strdup_printf ("service%u.example", i);
      SpareAccount *account = facts_add_account (facts, service, "maya@mail.example");

      if (i % 3 == 0)
        facts_add_secret (account);
      if (i % 4 != 0)
        facts_add_access (facts, service, "password", i % 5 == 0 ? "own" : "manager:manager", "second",
                          i % 2 == 0 ? "sms:n" : "none", "recovery", i % 7 == 0 ? "unknown" : "email:mail", NULL);
    }
}

static void
test_many (void)
{
  g_auto(Facts) facts = facts_new ();
  g_auto(Facts) more = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_autoptr(SpareMap) large = NULL;
  clock_t start;
  guint n;

  add_many (&facts, 500);
  /* The services' data is read once. */
  spare_map_unref (facts_map (&more));
  start = clock ();
  map = facts_map (&facts);
  g_test_message ("500 accounts: %.1f ms, %u things, %u rules", (clock () - start) * 1000.0 / CLOCKS_PER_SEC,
                  spare_graph_get_n_vertices (spare_map_get_graph (map)),
                  spare_graph_get_n_rules (spare_map_get_graph (map)));
  (void) spare_map_get_accounts (map, &n);
  g_assert_cmpuint (n, ==, 500);

  add_many (&more, 3000);
  start = clock ();
  large = facts_map (&more);
  g_test_message ("3000 accounts: %.1f ms", (clock () - start) * 1000.0 / CLOCKS_PER_SEC);
  (void) spare_map_get_accounts (large, &n);
  g_assert_cmpuint (n, ==, 3000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/events/maya", test_maya);
  g_test_add_func ("/map/events/maya-more", test_maya_more);
  g_test_add_func ("/map/events/household", test_household);
  g_test_add_func ("/map/events/household-accounts", test_household_accounts);
  g_test_add_func ("/map/events/here", test_here);
  g_test_add_func ("/map/events/nonsense", test_nonsense);
  g_test_add_func ("/map/events/empty", test_empty);
  g_test_add_func ("/map/events/many", test_many);

  return g_test_run ();
}
