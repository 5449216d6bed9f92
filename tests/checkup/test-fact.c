/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

static char *
join (SpareThing *thing,
      const char *key)
{
  g_auto(GStrv) values = spare_fact_dup_values (thing, key);

  return g_strjoinv (" ", values);
}

static void
check_values (SpareThing *thing,
              const char *key,
              const char *wanted)
{
  g_autofree char *found = join (thing, key);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_say (void)
{
  static const char *const both[] = { "memory:m", "manager:b", NULL };
  g_autoptr(SpareThing) access = spare_access_new ("a1", "github");

  g_assert_true (spare_thing_is_fact (access, SPARE_FACT_ACCESS));
  g_assert_false (spare_thing_is_fact (access, SPARE_FACT_DEVICE));
  g_assert_cmpint (spare_fact_get_said (access, SPARE_ACCESS_PASSWORD), ==, 0);

  spare_fact_say (access, SPARE_ACCESS_PASSWORD, both, 100);
  spare_fact_say_one (access, SPARE_ACCESS_SECOND, "none", 200);
  check_values (access, SPARE_ACCESS_PASSWORD, "memory:m manager:b");
  g_assert_true (spare_fact_has (access, SPARE_ACCESS_PASSWORD, "manager:b"));
  g_assert_false (spare_fact_has (access, SPARE_ACCESS_PASSWORD, "manager"));
  g_assert_cmpint (spare_fact_get_said (access, SPARE_ACCESS_PASSWORD), ==, 100);

  /* The answer replaces all that was said; the other one keeps its time. */
  spare_fact_say_one (access, SPARE_ACCESS_PASSWORD, "unknown", 300);
  check_values (access, SPARE_ACCESS_PASSWORD, "unknown");
  g_assert_cmpint (spare_fact_get_said (access, SPARE_ACCESS_PASSWORD), ==, 300);
  g_assert_cmpint (spare_fact_get_said (access, SPARE_ACCESS_SECOND), ==, 200);
  check_values (access, "said", "second:200 password:300");

  /* Open again. */
  spare_fact_say (access, SPARE_ACCESS_PASSWORD, NULL, 400);
  check_values (access, SPARE_ACCESS_PASSWORD, "");
  g_assert_cmpint (spare_fact_get_said (access, SPARE_ACCESS_PASSWORD), ==, 0);
  spare_fact_say_one (access, SPARE_ACCESS_SECOND, NULL, 400);
  check_values (access, "said", "");
}

static void
test_said_nonsense (void)
{
  g_autoptr(SpareThing) device = spare_fact_new (SPARE_FACT_DEVICE, "d", "Pixel");

  spare_thing_set_text (device, "said", "lock:soon");
  g_assert_cmpint (spare_fact_get_said (device, SPARE_DEVICE_LOCK), ==, 0);
  spare_thing_set_text (device, "said", "locked:5");
  g_assert_cmpint (spare_fact_get_said (device, SPARE_DEVICE_LOCK), ==, 0);
}

static void
test_record (void)
{
  g_autoptr(SpareThing) place = spare_fact_new (SPARE_FACT_PLACE, "5d0c7f0a", "Desk");
  g_autoptr(SpareSecret) line = NULL;

  spare_fact_say_one (place, SPARE_PLACE_LOCKED, "yes", 1795305600);
  line = spare_record_print (SPARE_RECORD (place));
  g_assert_cmpstr (spare_secret_peek_text (line), ==,
                   "sparekey:place?x-id=5d0c7f0a&name=Desk&locked=yes&said=locked%3A1795305600");
  g_assert_true (spare_record_check (SPARE_RECORD (place), NULL));
}

static void
test_list (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(GPtrArray) places = NULL;

  facts_add (&facts, SPARE_FACT_PLACE, "3", "work", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "4", "Anything", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "2", "Home", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "1", "home", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "5", NULL, NULL);

  places = spare_fact_list (G_LIST_MODEL (facts.things), SPARE_FACT_PLACE);
  g_assert_cmpuint (places->len, ==, 4);
  g_assert_cmpstr (spare_thing_get_id (g_ptr_array_index (places, 0)), ==, "5");
  g_assert_cmpstr (spare_fact_get_name (g_ptr_array_index (places, 0)), ==, "");
  g_assert_cmpstr (spare_thing_get_id (g_ptr_array_index (places, 1)), ==, "1");
  g_assert_cmpstr (spare_thing_get_id (g_ptr_array_index (places, 2)), ==, "2");
  g_assert_cmpstr (spare_fact_get_name (g_ptr_array_index (places, 3)), ==, "work");
}

static void
test_users (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(GPtrArray) users = NULL;
  g_autoptr(GPtrArray) changed = NULL;
  SpareThing *access;

  access = facts_add_access (&facts, "github", "second", "app:phone", "second", "sms:number", "codes-at",
                             "device:phone", "ssh-key", "laptop", "ssh-key", "phone", "address", "phone", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "number", "phone", "device", "phone", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "phone", "Pixel 8", "at", "home", NULL);
  facts_add (&facts, SPARE_FACT_PLACE, "home", "phone", NULL);

  users = spare_fact_list_users (G_LIST_MODEL (facts.things), "phone");
  g_assert_cmpuint (users->len, ==, 2);

  changed = spare_fact_forget (G_LIST_MODEL (facts.things), "phone");
  g_assert_cmpuint (changed->len, ==, 2);
  g_assert_cmpstr (spare_record_get_id (g_ptr_array_index (changed, 0)), ==, "access-github");
  check_values (g_ptr_array_index (changed, 0), SPARE_ACCESS_SECOND, "sms:number");
  check_values (g_ptr_array_index (changed, 0), SPARE_ACCESS_CODES_AT, "");
  check_values (g_ptr_array_index (changed, 0), SPARE_ACCESS_SSH_KEY, "laptop");
  check_values (g_ptr_array_index (changed, 0), SPARE_ACCESS_ADDRESS, "phone");
  g_assert_cmpint (spare_fact_get_said (g_ptr_array_index (changed, 0), SPARE_ACCESS_SECOND), ==, NOW);
  g_assert_cmpint (spare_fact_get_said (g_ptr_array_index (changed, 0), SPARE_ACCESS_CODES_AT), ==, 0);
  check_values (g_ptr_array_index (changed, 1), SPARE_NUMBER_DEVICE, "");
  g_assert_cmpstr (spare_fact_get_name (g_ptr_array_index (changed, 1)), ==, "phone");
  /* The list's own are as they were. */
  check_values (access, SPARE_ACCESS_SECOND, "app:phone sms:number");
}

static void
test_access (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareThing) found = NULL;
  SpareThing *access = facts_add_access (&facts, "github", "recovery", "unknown", NULL);

  found = spare_access_find (G_LIST_MODEL (facts.things), "github");
  g_assert_true (found == access);
  g_assert_null (spare_access_find (G_LIST_MODEL (facts.things), "gitlab"));

  g_assert_cmpuint (spare_access_get_importance (NULL), ==, 3);
  g_assert_cmpuint (spare_access_get_importance (access), ==, 3);
  spare_fact_say_one (access, SPARE_ACCESS_IMPORTANCE, "6", NOW);
  g_assert_cmpuint (spare_access_get_importance (access), ==, 3);
  spare_fact_say_one (access, SPARE_ACCESS_IMPORTANCE, "5", NOW);
  g_assert_cmpuint (spare_access_get_importance (access), ==, 5);

  /* "I don't know" is an answer. */
  g_assert_false (spare_access_is_answered (NULL, SPARE_QUESTION_BACK_IN));
  g_assert_false (spare_access_is_answered (access, SPARE_QUESTION_SIGN_IN));
  g_assert_true (spare_access_is_answered (access, SPARE_QUESTION_BACK_IN));
  g_assert_true (spare_access_is_answered (access, SPARE_QUESTION_IMPORTANCE));
  spare_fact_say_one (access, SPARE_ACCESS_OTHER, "sso:google", NOW);
  g_assert_true (spare_access_is_answered (access, SPARE_QUESTION_SIGN_IN));
}

static void
check_mailbox (Facts      *facts,
               const char *address,
               const char *wanted)
{
  SpareAccount *account = spare_access_find_mailbox (G_LIST_MODEL (facts->accounts), G_LIST_MODEL (facts->things),
                                                     address);

  g_test_message ("%s", address);
  g_assert_cmpstr (account != NULL ? spare_account_get_id (account) : NULL, ==, wanted);
}

static void
test_mailboxes (void)
{
  g_auto(Facts) facts = facts_new ();

  facts_add_account (&facts, "Posteo", "maya@posteo.de");
  facts_add_account (&facts, "GitHub", "other@posteo.de");
  facts_add_account (&facts, "mail.example.org", "maya@example.org");
  facts_add_account (&facts, "Own", "maya");
  facts_add_access (&facts, "own", "address", "me@maya.example", "address", "info@maya.example", NULL);
  facts_add_account (&facts, "Later", "me@maya.example");
  facts_add_access (&facts, "later", "address", "me@maya.example", NULL);

  check_mailbox (&facts, "maya@posteo.de", "posteo");
  check_mailbox (&facts, " Maya@Posteo.DE ", "posteo");
  check_mailbox (&facts, "maya+shop@posteo.de", "posteo");
  check_mailbox (&facts, "other@posteo.de", NULL);
  check_mailbox (&facts, "maya@example.org", "mail.example.org");
  check_mailbox (&facts, "info@maya.example", "own");
  /* Of several that claim one the first. */
  check_mailbox (&facts, "me@maya.example", "own");
  check_mailbox (&facts, "maya", NULL);
  check_mailbox (&facts, "@posteo.de", NULL);
  check_mailbox (&facts, "+x@posteo.de", NULL);
  check_mailbox (&facts, NULL, NULL);
}

static void
test_open (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(GPtrArray) open = NULL;
  g_autoptr(GString) ids = g_string_new (NULL);

  facts_add_account (&facts, "Shop", "maya");
  facts_add_secret (facts_add_account (&facts, "GitHub", "maya"));
  facts_add_account (&facts, "Done", "maya");
  facts_add_access (&facts, "done", "password", "own", "recovery", "none", "importance", "3", NULL);
  facts_add_account (&facts, "Posteo", "maya@posteo.de");
  facts_add_account (&facts, "Vault", "maya");
  facts_add_account (&facts, "Bank", "maya");
  facts_add_access (&facts, "bank", "password", "manager:vault", "second", "sms:1", NULL);
  facts_add_account (&facts, "Bitwarden", "maya");

  open = spare_access_list_open (G_LIST_MODEL (facts.accounts), G_LIST_MODEL (facts.things));
  for (guint i = 0; i < open->len; i++)
    g_string_append_printf (ids, "%s ", spare_account_get_id (g_ptr_array_index (open, i)));
  g_assert_cmpstr (ids->str, ==, "posteo vault bitwarden github bank shop ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fact/say", test_say);
  g_test_add_func ("/fact/said-nonsense", test_said_nonsense);
  g_test_add_func ("/fact/record", test_record);
  g_test_add_func ("/fact/list", test_list);
  g_test_add_func ("/fact/users", test_users);
  g_test_add_func ("/access/questions", test_access);
  g_test_add_func ("/access/mailboxes", test_mailboxes);
  g_test_add_func ("/access/open", test_open);

  return g_test_run ();
}
