/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

#include "spare-attack.h"
#include "spare-loss.h"
#include "spare-map-words.h"

#define TO " \342\206\222 "

static void
check_name (const SpareMap *map,
            const char     *id,
            const char     *wanted)
{
  guint vertex = spare_graph_find_vertex (spare_map_get_graph (map), id);
  g_autofree char *name = NULL;

  g_test_message ("%s", id);
  g_assert_cmpuint (vertex, !=, SPARE_GRAPH_NONE);
  name = spare_map_words_name (map, vertex);
  g_assert_cmpstr (name, ==, wanted);
}

static void
test_names (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_autoptr(SpareAccount) second = spare_account_new ("github-2");

  facts_add_secret (facts_add_account (&facts, "GitHub", "maya"));
  spare_account_set_service (second, "github");
  spare_account_set_name (second, "work");
  facts_add_secret (second);
  g_list_store_append (facts.accounts, second);
  facts_add_account (&facts, "Posteo", "maya");
  facts_add_account (&facts, "", "only-name");
  facts_add_access (&facts, "github", "password", "unknown", "recovery", "questions", "recovery", "support",
                    "recovery", "address:a@b.example", "other", "passkey-in:posteo", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "d", "Pixel 8", "lock", "pin", "finger", "yes", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "laptop", "Laptop", "lock", "password", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "none", "", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "n", "+49 170 555", NULL);
  facts_add (&facts, SPARE_FACT_PERSON, "p", "Ana", "keeps", "memory:m", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "m", NULL, NULL);
  map = facts_map (&facts);

  check_name (map, "account:posteo", "Posteo");
  check_name (map, "account:github", "GitHub (maya)");
  check_name (map, "account:github-2", "github (work)");
  check_name (map, "account:", "only-name");
  check_name (map, "password:github", "the password of GitHub (maya)");
  check_name (map, "secret:github", "the one-time codes of GitHub (maya)");
  check_name (map, "questions:github", "the answers to the security questions of GitHub (maya)");
  check_name (map, "passkey:github", "the passkey of GitHub (maya)");
  check_name (map, "leak:github", "a leak at GitHub (maya)");
  check_name (map, "address:a@b.example", "a@b.example");
  check_name (map, "device:d", "Pixel 8");
  check_name (map, "unlock:d", "the PIN of Pixel 8");
  check_name (map, "unlock:d.finger", "the finger or face that opens Pixel 8");
  check_name (map, "unlock:laptop", "the password of Laptop");
  check_name (map, "open:d", "Pixel 8, unlocked");
  check_name (map, "device:none", "a device without a name");
  check_name (map, "device:here", "this computer");
  check_name (map, "number:n", "codes sent to +49 170 555");
  check_name (map, "carrier:n", "a new SIM card for +49 170 555");
  check_name (map, "person:p", "Ana");
  check_name (map, "kit:p", "what Ana keeps for you");
  check_name (map, "memory:m", "a password that you know by heart");
}

static void
check_event (const SpareMap *map,
             const char     *id,
             const char     *wanted)
{
  const SpareEvent *event = spare_map_find_event (map, id);
  g_autofree char *words = NULL;

  g_assert_nonnull (event);
  words = spare_map_words_event (map, event);
  g_assert_cmpstr (words, ==, wanted);
}

static void
test_events (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_maya (&facts);
  facts_add (&facts, SPARE_FACT_PERSON, "ana", "Ana", "keeps", "codes:code", "keeps", "memory:master", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "box", "Box", NULL);
  facts_add_account (&facts, "Kept", "");
  facts_add_access (&facts, "kept", "password", "own", "codes-at", "place:box", NULL);
  map = facts_map (&facts);

  check_event (map, "lose-device:phone", "If you lose Phone");
  check_event (map, "lose-place:box", "If Box is gone, with all that is kept there");
  check_event (map, "forget:master", "If you forget Master password");
  check_event (map, "lose-person:ana", "If Ana can no longer help you");
  check_event (map, "lose-bag", "If you lose your bag, with all that you carry");
  check_event (map, "lose-home", "If your home is gone, with all that is in it and all that you carry");
  check_event (map, "lose-number:number", "If +49 170 555 is no longer your number");
  check_event (map, "absent", "If you are not there");
  check_event (map, "take-mailbox:mail", "If somebody reads your mail at Mail");
  check_event (map, "take-number:number", "If somebody gets a new SIM card for +49 170 555");
  check_event (map, "take-device:phone", "If somebody takes Phone and cannot unlock it");
  check_event (map, "take-device:laptop", "If somebody takes Laptop");
  check_event (map, "take-unlocked:phone", "If somebody takes Phone and can unlock it");
  check_event (map, "take-shared:forum", "If Forum leaks its passwords");
  check_event (map, "take-place:box", "If somebody gets at Box");
  check_event (map, "take-person:ana", "If Ana turns against you");
  check_event (map, "take-master:master", "If somebody learns Master password");
}

static void
check_count (const SpareMap *map,
             const char     *id,
             const char     *wanted)
{
  const SpareEvent *event = spare_map_find_event (map, id);
  SpareGraph *graph = spare_map_get_graph (map);
  g_autoptr(GArray) accounts = NULL;
  g_autofree char *words = NULL;

  if (g_ptr_array_find (spare_map_get_losses (map), event, NULL))
    accounts = spare_loss_find_accounts (graph, event->scenario);
  else
    accounts = spare_attack_find_seized (graph, SPARE_SIDE_ATTACKER, event->scenario);
  words = spare_map_words_count (map, event, accounts);
  g_assert_cmpstr (words, ==, wanted);
}

/* Its usual name is a title, and stands in a sentence as any word; what a person wrote stays as it is. */
static void
test_this_computer (void)
{
  static const char *const names[][2] = { { "This Computer", "this computer" }, { "This Tower", "This Tower" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto(Facts) facts = facts_new ();
      g_autoptr(SpareMap) map = NULL;
      g_autofree char *title = NULL;
      g_autofree char *wanted = g_strconcat ("If you lose ", names[i][1], NULL);
      g_autofree char *pin = g_strconcat ("the PIN of ", names[i][1], NULL);

      facts_add_secret (facts_add_account (&facts, "GitHub", "maya"));
      facts_add (&facts, SPARE_FACT_DEVICE, "d", names[i][0], "lock", "pin", "here", "yes", NULL);
      map = facts_map (&facts);
      title = spare_map_words_event (map, spare_map_find_event (map, "lose-device:d"));
      g_assert_cmpstr (title, ==, wanted);
      check_name (map, "device:d", names[i][1]);
      check_name (map, "unlock:d", pin);
    }
}

static void
test_counts (void)
{
  g_auto(Facts) facts = facts_new ();
  g_auto(Facts) single = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_autoptr(SpareMap) one = NULL;

  facts_add_maya (&facts);
  map = facts_map (&facts);
  check_count (map, "lose-device:phone", "2 of 8 accounts.");
  check_count (map, "lose-bag", "5 of 8 accounts, and your mailbox is one of them.");
  check_count (map, "lose-device:laptop", "None of 8 accounts.");
  check_count (map, "take-number:number", "3 of 8 accounts, and your mailbox is one of them.");
  /* That goes without saying. */
  check_count (map, "take-mailbox:mail", "3 of 8 accounts.");

  facts_add_secret (facts_add_account (&single, "A", ""));
  one = facts_map (&single);
  check_count (one, "lose-device:here", "1 of 1 account.");
}

static void
check_taken (const SpareMap *map,
             const char     *event,
             const char     *account,
             const char     *wanted)
{
  g_autofree char *words = spare_map_words_taken (map, spare_map_find_event (map, event),
                                                  spare_map_find (map, SPARE_ITEM_ACCOUNT, account));

  g_assert_cmpstr (words, ==, wanted);
}

static void
check_lost (const SpareMap *map,
            const char     *event,
            const char     *account,
            const char     *wanted)
{
  g_autofree char *words = spare_map_words_lost (map, spare_map_find_event (map, event),
                                                 spare_map_find (map, SPARE_ITEM_ACCOUNT, account));

  g_assert_cmpstr (words, ==, wanted);
}

static void
test_why (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_maya (&facts);
  map = facts_map (&facts);

  check_taken (map, "take-number:number", "mail",
               "a new SIM card for +49 170 555" TO "codes sent to +49 170 555" TO "Mail");
  check_taken (map, "take-number:number", "cloud",
               "a new SIM card for +49 170 555" TO "codes sent to +49 170 555" TO "Mail" TO "Cloud (perhaps)");
  check_taken (map, "take-number:number", "bank", NULL);
  check_taken (map, "take-shared:forum", "shop", "a leak at Forum" TO "Old password" TO "Shop");
  check_taken (map, "take-mailbox:mail", "mail", "Mail");

  check_lost (map, "lose-device:phone", "mail", NULL);
  check_lost (map, "lose-device:phone", "cloud",
              "To sign in you would need the one-time codes of Cloud, and for that Phone. "
              "There is no other way back in. Nobody knows whether Mail would be enough to get back in.");
  check_lost (map, "lose-bag", "mailer",
              "To sign in you would need the one-time codes of Mailer, and for that Phone. "
              "To get back in you would need the backup codes of Mailer, and for that Laptop.");
  check_lost (map, "lose-bag", "bank",
              "To sign in you would need codes sent to +49 170 555, and for that Phone or Passport. "
              "There is no other way back in.");
  check_lost (map, "forget:master", "manager",
              "To sign in you would need Master password. There is no other way back in.");
}

static void
test_both_factors (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_account (&facts, "Manager", "");
  facts_add_account (&facts, "A", "");
  facts_add_access (&facts, "manager", "password", "memory:m", "second", "none", "recovery", "none", NULL);
  facts_add_access (&facts, "a", "password", "manager:manager", "second", "app:phone", "recovery", "none",
                    "codes-at", "manager:manager", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "m", "Master", "kind", "master", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "phone", "Phone", "lock", "pin", NULL);
  map = facts_map (&facts);

  check_taken (map, "take-master:m", "a",
               "(Master" TO "Manager" TO "the password of A) + (Manager" TO "the backup codes of A)" TO "A");
}

static void
test_proof (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_auto(GStrv) sentences = NULL;
  g_autofree char *text = NULL;

  facts_add_maya (&facts);
  facts_add_account (&facts, "Closed", "");
  facts_add_access (&facts, "closed", "password", "none", "recovery", "none", NULL);
  map = facts_map (&facts);

  sentences = spare_map_words_proof (map, spare_map_find (map, SPARE_ITEM_ACCOUNT, "cloud"));
  text = g_strjoinv ("\n", sentences);
  g_assert_cmpstr (text, ==, "With Master password you get into Manager.\n"
                             "With Manager you have the password of Cloud.\n"
                             "With Phone and the PIN of Phone you have Phone, unlocked.\n"
                             "With Phone, unlocked you have the one-time codes of Cloud.\n"
                             "With the password of Cloud and the one-time codes of Cloud you get into Cloud.");
  g_assert_null (spare_map_words_proof (map, spare_map_find (map, SPARE_ITEM_ACCOUNT, "closed")));
  check_lost (map, "lose-bag", "closed", "No way to sign in is known. There is no other way back in.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/words/names", test_names);
  g_test_add_func ("/map/words/events", test_events);
  g_test_add_func ("/map/words/this-computer", test_this_computer);
  g_test_add_func ("/map/words/counts", test_counts);
  g_test_add_func ("/map/words/why", test_why);
  g_test_add_func ("/map/words/both-factors", test_both_factors);
  g_test_add_func ("/map/words/proof", test_proof);

  return g_test_run ();
}
