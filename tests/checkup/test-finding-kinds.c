/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

#include <string.h>

#include "spare-checkup.h"
#include "spare-directory.h"
#include "spare-owners.h"
#include "spare-snapshot.h"

#define DAY 86400

/* Accounts that a finding should be about, "" for none of this id. */
static void
check (Facts      *facts,
       const char *id,
       const char *accounts)
{
  g_autoptr (SpareCheckup) checkup = spare_checkup_run (G_LIST_MODEL (facts->accounts), G_LIST_MODEL (facts->things),
                                                        facts->directory, NOW, NULL, NULL);
  GPtrArray *findings = spare_checkup_get_findings (checkup);
  g_autofree char *found = g_strdup ("");

  for (guint i = 0; i < findings->len; i++)
    {
      const SpareFinding *finding = findings->pdata[i];

      g_test_message ("%s: %s", finding->id, finding->title);
      g_assert_true (*finding->title != '\0' && *finding->why != '\0' && *finding->advice != '\0');
      g_assert_true (g_str_has_prefix (finding->id, spare_finding_kind_get_name (finding->kind)));
      if (finding->has_columns)
        {
          g_assert_cmpuint (finding->after.lost, <=, finding->before.lost);
          g_assert_cmpuint (finding->after.seized, <=, finding->before.seized);
        }
      if (strcmp (finding->id, id) == 0)
        {
          g_free (found);
          found = facts_print (spare_checkup_get_map (checkup), finding->accounts);
        }
    }
  g_assert_cmpstr (found, ==, accounts);
}

static void
say (Facts      *facts,
     const char *thing_id,
     const char *key,
     const char *value)
{
  g_autoptr (SpareThing) thing = spare_thing_find (G_LIST_MODEL (facts->things), thing_id);

  g_assert (thing != NULL);
  spare_fact_say_one (thing, key, value, NOW);
}

static void
add_places (Facts *facts)
{
  facts_add (facts, SPARE_FACT_DEVICE, "phone", "Phone", "kind", "phone", "lock", "pin", "carried", "yes", NULL);
  facts_add (facts, SPARE_FACT_DEVICE, "laptop", "Laptop", "kind", "computer", "encrypted", "no", NULL);
  facts_add (facts, SPARE_FACT_PLACE, "home", "Home", "kind", "home", "locked", "yes", NULL);
  facts_add (facts, SPARE_FACT_PLACE, "desk", "Desk", "in", "home", "locked", "no", NULL);
  facts_add (facts, SPARE_FACT_PLACE, "safe", "Safe", "kind", "bank", "locked", "yes", NULL);
}

static void
test_copies (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareThing) access = NULL;

  add_places (&facts);
  facts_add_account (&facts, "Cloud", "me");
  facts_add_access (&facts, "cloud", "importance", "4", "password", "own", "second", "app:phone", "recovery", "none",
                    "codes-at", "place:desk", NULL);
  check (&facts, "copies-together:lose-place:desk", "Cloud");

  /* Home and desk go together; the bank's safe does not. */
  facts_add (&facts, SPARE_FACT_PLACE, "shelf", "Shelf", "in", "home", NULL);
  access = spare_thing_find (G_LIST_MODEL (facts.things), "access-cloud");
  spare_fact_say (access, "codes-at", (const char *const[]){ "place:desk", "place:shelf", NULL }, NOW);
  check (&facts, "copies-together:lose-place:desk", "");
  check (&facts, "copies-together:lose-place:home", "Cloud");
  say (&facts, "access-cloud", "codes-at", "place:safe");
  check (&facts, "copies-together:lose-place:home", "");
  check (&facts, "copies-together:lose-place:safe", "Cloud");
}

static void
test_trap (void)
{
  g_auto (Facts) facts = facts_new ();

  facts_add (&facts, SPARE_FACT_MEMORY, "one", "Password", "kind", "password", NULL);
  facts_add (&facts, SPARE_FACT_NUMBER, "number", "+49 170 555", NULL);
  facts_add_account (&facts, "Mail", "me");
  facts_add_account (&facts, "Post", "me");
  facts_add_access (&facts, "mail", "password", "memory:one", "second", "none", "recovery", "email:post", NULL);
  facts_add_access (&facts, "post", "password", "memory:one", "second", "none", "recovery", "email:mail", NULL);
  check (&facts, "trap:mail,post", "Mail Post");
  say (&facts, "access-post", "recovery", "sms:number");
  check (&facts, "trap:mail,post", "");
}

static void
test_behind (void)
{
  g_auto (Facts) facts = facts_new ();

  add_places (&facts);
  facts_add_account (&facts, "Manager", "me");
  facts_add_access (&facts, "manager", "importance", "5", "password", "own", "second", "app:phone", "recovery", "none",
                    "codes-at", "manager:manager", NULL);
  facts_add_account (&facts, "Cloud", "me");
  facts_add_access (&facts, "cloud", "importance", "4", "password", "own", "second", "app:phone", "recovery", "none",
                    "codes-at", "device:phone", NULL);
  check (&facts, "codes-behind:account:manager", "Manager");
  check (&facts, "codes-behind:device:phone", "Cloud");

  say (&facts, "access-manager", "codes-at", "place:desk");
  say (&facts, "access-cloud", "codes-at", "device:laptop");
  check (&facts, "codes-behind:account:manager", "");
  check (&facts, "codes-behind:device:phone", "");
}

static void
test_no_way_in (void)
{
  g_auto (Facts) facts = facts_new ();

  facts_add_account (&facts, "Bank", "me");
  facts_add_access (&facts, "bank", "password", "none", "second", "none", "recovery", "none", NULL);
  check (&facts, "no-way-in", "Bank");
  say (&facts, "access-bank", "password", "own");
  check (&facts, "no-way-in", "");
}

static void
test_nobody (void)
{
  g_auto (Facts) facts = facts_new ();

  facts_add (&facts, SPARE_FACT_MEMORY, "one", "Password", "kind", "password", NULL);
  facts_add (&facts, SPARE_FACT_PERSON, "sister", "Ada", NULL);
  facts_add_account (&facts, "Mail", "me");
  facts_add_access (&facts, "mail", "password", "memory:one", "second", "none", "recovery", "none", NULL);
  check (&facts, "nobody-else", "Mail");
  say (&facts, "sister", "keeps", "memory:one");
  check (&facts, "nobody-else", "");

  /* Who is not trusted any more still has it. */
  check (&facts, "gone-person:sister", "");
  say (&facts, "sister", "gone", "yes");
  check (&facts, "gone-person:sister", "Mail");
  check (&facts, "nobody-else", "Mail");
}

static void
test_mailbox (void)
{
  g_auto (Facts) facts = facts_new ();

  facts_add_account (&facts, "Mail", "me");
  facts_add_account (&facts, "Shop", "me");
  facts_add_access (&facts, "mail", "importance", "5", "password", "own", "second", "none", "recovery", "none", NULL);
  facts_add_access (&facts, "shop", "importance", "4", "password", "own", "second", "none", "recovery", "email:mail",
                    NULL);
  check (&facts, "mailbox:mail", "");
  say (&facts, "access-shop", "importance", "5");
  check (&facts, "mailbox:mail", "Shop");
  say (&facts, "access-shop", "importance", "3");
  facts_add_account (&facts, "Forum", "me");
  facts_add_access (&facts, "forum", "importance", "1", "password", "own", "second", "none", "recovery", "email:mail",
                    NULL);
  check (&facts, "mailbox:mail", "Shop Forum");

  /* A minor one that opens what matters. */
  check (&facts, "inversion:mail", "");
  say (&facts, "access-mail", "importance", "1");
  check (&facts, "inversion:mail", "Shop");
  check (&facts, "mailbox:mail", "");
}

static void
test_collapse (void)
{
  g_auto (Facts) facts = facts_new ();

  facts_add (&facts, SPARE_FACT_MEMORY, "one", "Password", "kind", "password", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "other", "Other", "kind", "password", NULL);
  facts_add_account (&facts, "Mail", "me");
  facts_add_account (&facts, "Bank", "me");
  facts_add_access (&facts, "mail", "password", "memory:one", "second", "none", "recovery", "none", NULL);
  facts_add_access (&facts, "bank", "password", "memory:one", "second", "email:mail", "recovery", "none", NULL);
  check (&facts, "collapse:memory:one", "Bank");
  check (&facts, "reuse:memory:one", "Mail Bank");
  say (&facts, "access-bank", "password", "memory:other");
  check (&facts, "collapse:memory:one", "");
  check (&facts, "reuse:memory:one", "");
}

static void
test_doors (void)
{
  g_auto (Facts) facts = facts_new ();

  add_places (&facts);
  facts_add (&facts, SPARE_FACT_NUMBER, "number", "+49 170 555", "device", "phone", NULL);
  facts_add_account (&facts, "Bank", "me");
  facts_add_access (&facts, "bank", "importance", "5", "password", "own", "second", "app:phone", "recovery",
                    "sms:number", NULL);
  check (&facts, "backdoor:carrier:number", "Bank");
  check (&facts, "foreign-mailbox:number:number", "");

  /* Given up: somebody else may have it now. */
  say (&facts, "number", "mine", "no");
  check (&facts, "foreign-mailbox:number:number", "Bank");
  say (&facts, "access-bank", "recovery", "none");
  check (&facts, "backdoor:carrier:number", "");
  check (&facts, "foreign-mailbox:number:number", "");

  say (&facts, "access-bank", "recovery", "address:me@former.example");
  check (&facts, "foreign-mailbox:address:me@former.example", "Bank");
  facts_add_account (&facts, "Former", "me@former.example");
  facts_add_access (&facts, "former", "password", "own", "second", "none", "recovery", "none", "address",
                    "me@former.example", NULL);
  check (&facts, "foreign-mailbox:address:me@former.example", "");
}

static void
test_assumed (void)
{
  g_auto (Facts) facts = facts_new ();

  add_places (&facts);
  facts_add_account (&facts, "Mail", "me");
  facts_add_account (&facts, "Cloud", "me@mail.example");
  facts_add_access (&facts, "mail", "password", "own", "second", "none", "recovery", "none", "address",
                    "me@mail.example", NULL);
  facts_add_access (&facts, "cloud", "password", "own", "second", "app:phone", "recovery", "unknown", NULL);
  check (&facts, "assumed", "Cloud");
  say (&facts, "access-cloud", "mail-lifts", "no");
  check (&facts, "assumed", "");
}

static void
test_questions (void)
{
  g_auto (Facts) facts = facts_new ();

  facts_add_account (&facts, "Mail", "me");
  check (&facts, "open-questions", "Mail");
  facts_add_access (&facts, "mail", "importance", "5", "password", "own", "second", "none", "recovery", "none", NULL);
  check (&facts, "open-questions", "");

  /* GitHub's data says that it takes codes of an app. */
  facts_add_account (&facts, "GitHub", "me");
  facts_add_access (&facts, "github", "importance", "5", "password", "own", "second", "none", "recovery", "none", NULL);
  check (&facts, "no-second-step", "GitHub");
  say (&facts, "access-github", "second", "app:phone");
  check (&facts, "no-second-step", "");
}

static SpareThing *
add_codes (Facts      *facts,
           const char *account,
           guint       n)
{
  g_autoptr (SpareThing) set = spare_code_set_new ("set", account, "pasted", NOW);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%08u", 10000000 + i);
      g_autoptr (SpareSecret) code = spare_secret_new_text (text);

      spare_code_set_add (set, code, NULL);
    }
  g_list_store_append (facts->things, set);
  return set;
}

static void
add_sheet (Facts      *facts,
           const char *account,
           gint64      printed)
{
  g_autoptr (SpareThing) sheet = spare_sheet_record_new ("sheet", SPARE_SHEET_CODES, "K7M-3QP", "JW3P", printed);

  spare_sheet_record_add_set (sheet, "set");
  spare_sheet_record_add_account (sheet, account);
  g_list_store_append (facts->things, sheet);
}

static void
test_codes (void)
{
  g_auto (Facts) facts = facts_new ();
  SpareThing *set;

  facts_add_secret (facts_add_account (&facts, "GitHub", "me"));
  facts_add_secret (facts_add_account (&facts, "Nowhere", "me"));
  check (&facts, "no-codes", "GitHub");
  check (&facts, "no-codes:unknown", "Nowhere");
  check (&facts, "not-printed", "");

  set = add_codes (&facts, "github", 10);
  check (&facts, "no-codes", "");
  check (&facts, "not-printed", "GitHub");
  check (&facts, "few-codes", "");
  for (guint i = 0; i < 8; i++)
    spare_code_set_set_used (set, i, NOW, NOW);
  check (&facts, "few-codes", "GitHub");

  /* A week after it was printed it should be tested. */
  add_sheet (&facts, "github", NOW - 6 * DAY);
  check (&facts, "not-printed", "");
  check (&facts, "not-tested", "");
  g_list_store_remove (facts.things, 1);
  add_sheet (&facts, "github", NOW - 8 * DAY);
  check (&facts, "not-tested", "GitHub");
}

static void
add_password (GPtrArray  *passwords,
              const char *service,
              const char *text)
{
  g_autoptr (SpareSecret) password = spare_secret_new_text (text);
  g_autofree char *url = g_strdup_printf ("https://%s", service);

  g_ptr_array_add (passwords, spare_password_new (service, "me", url, password));
}

static guint next_id;

static char *
new_id (void)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012u", next_id++);
}

static void
test_passwords (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) passwords = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_password_free);
  g_autoptr (SpareSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) records = NULL;

  facts_add_account (&facts, "github.com", "me");
  facts_add_account (&facts, "gitlab.com", "me");
  facts_add_account (&facts, "dropbox.com", "me");
  facts_add_account (&facts, "reddit.com", "me");
  facts_add_account (&facts, "discord.com", "me");
  check (&facts, "weak-password", "");

  add_password (passwords, "github.com", "x9$Kq2!vLp0z-Wm4#Ty");
  add_password (passwords, "gitlab.com", "x9$Kq2!vLp0z-Wm4#Ty");
  add_password (passwords, "dropbox.com", "password");
  add_password (passwords, "reddit.com", "Jd8%bN3&hR6*sF1@qZ5");
  add_password (passwords, "discord.com", "Gp7!uC2(eX9)kV4_mB8");
  add_password (passwords, "elsewhere.example", "Gp7!uC2(eX9)kV4_mB8");
  snapshot = spare_snapshot_new (passwords, SPARE_PASSWORD_SOURCE_FIREFOX, NULL, NULL, NOW, NULL, NULL);
  spare_snapshot_set_breached (snapshot, 3, SPARE_BREACHED_YES);
  records = spare_snapshot_print (snapshot, G_LIST_MODEL (facts.things), new_id);
  for (guint i = 0; i < records->len; i++)
    g_list_store_append (facts.things, records->pdata[i]);

  check (&facts, "weak-password", "dropbox.com");
  check (&facts, "breached", "reddit.com");
  check (&facts, "reuse:github.com", "github.com gitlab.com");
  check (&facts, "reuse:elsewhere", "discord.com");
}

static void
add_directory (Facts      *facts,
               const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (SpareDirectoryList) list = spare_directory_list_read (bytes, "shared-credentials.json", NOW, &error);
  g_autoptr (SpareDirectory) none = spare_directory_new ();

  g_assert_no_error (error);
  g_assert_cmpint (spare_directory_list_get_kind (list), ==, SPARE_DIRECTORY_SHARED);
  facts->directory = spare_directory_with (none, SPARE_DIRECTORY_SHARED, list);
}

/* Services with one back end take one password: that is no reuse, by a list that the
 * person imported as well as by what Sparekey knows itself. */
static void
test_back_ends (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GPtrArray) passwords = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_password_free);
  g_autoptr (SpareSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) records = NULL;

  facts_add_account (&facts, "airline.example", "me");
  facts_add_account (&facts, "miles.example", "me");
  facts_add_account (&facts, "hotel.example", "me");
  add_password (passwords, "airline.example", "x9$Kq2!vLp0z-Wm4#Ty");
  add_password (passwords, "miles.example", "x9$Kq2!vLp0z-Wm4#Ty");
  snapshot = spare_snapshot_new (passwords, SPARE_PASSWORD_SOURCE_FIREFOX, NULL, NULL, NOW, NULL, NULL);
  records = spare_snapshot_print (snapshot, G_LIST_MODEL (facts.things), new_id);
  g_list_store_append (facts.things, records->pdata[0]);
  check (&facts, "reuse:airline.example", "airline.example miles.example");

  add_directory (&facts, "[{\"shared\":[\"airline.example\",\"miles.example\"]}]");
  check (&facts, "reuse:airline.example", "");
  check (&facts, "reuse:elsewhere", "");

  /* A third one that is not of them: all three are told of. */
  add_password (passwords, "hotel.example", "x9$Kq2!vLp0z-Wm4#Ty");
  g_clear_pointer (&snapshot, spare_snapshot_unref);
  g_clear_pointer (&records, g_ptr_array_unref);
  snapshot = spare_snapshot_new (passwords, SPARE_PASSWORD_SOURCE_FIREFOX, facts.directory, NULL, NOW, NULL, NULL);
  g_assert_cmpuint (spare_snapshot_count (snapshot, SPARE_SNAPSHOT_REUSED), ==, 3);
  records = spare_snapshot_print (snapshot, G_LIST_MODEL (facts.things), new_id);
  g_list_store_remove_all (facts.things);
  g_list_store_append (facts.things, records->pdata[0]);
  check (&facts, "reuse:airline.example", "airline.example miles.example hotel.example");

  /* The third one is none of the accounts: the two share theirs with something else. */
  g_list_store_remove (facts.accounts, 2);
  check (&facts, "reuse:airline.example", "");
  check (&facts, "reuse:elsewhere", "airline.example miles.example");
}

/* The same of a password that is remembered. */
static void
test_back_ends_of_memory (void)
{
  g_auto (Facts) facts = facts_new ();

  facts_add_account (&facts, "airline.example", "me");
  facts_add_account (&facts, "miles.example", "me");
  facts_add_account (&facts, "youtube.com", "me");
  facts_add_account (&facts, "Gmail", "me");
  facts_add_access (&facts, "airline.example", "password", "memory:one", NULL);
  facts_add_access (&facts, "miles.example", "password", "memory:one", NULL);
  facts_add_access (&facts, "youtube.com", "password", "memory:two", NULL);
  facts_add_access (&facts, "gmail", "password", "memory:two", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "one", "Old one", "kind", "password", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "two", "Other one", "kind", "password", NULL);
  check (&facts, "reuse:memory:one", "airline.example miles.example");
  check (&facts, "reuse:memory:two", "");

  add_directory (&facts, "[{\"from\":[\"miles.example\"],\"to\":[\"airline.example\"]}]");
  check (&facts, "reuse:memory:one", "");
  facts_add_account (&facts, "hotel.example", "me");
  facts_add_access (&facts, "hotel.example", "password", "memory:one", NULL);
  check (&facts, "reuse:memory:one", "airline.example miles.example hotel.example");
}

static const char *const linked[] = { "airline.example", "miles.example", "hotel.example" };

/* A third service ties two together, whichever of them comes first. */
static void
test_order_of_back_ends (void)
{
  static const guint orders[][3] = { { 0, 1, 2 }, { 2, 0, 1 }, { 1, 2, 0 }, { 2, 1, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_auto (Facts) facts = facts_new ();
      g_autoptr (GPtrArray) accounts = g_ptr_array_new ();

      add_directory (&facts, "[{\"shared\":[\"airline.example\",\"hotel.example\"]},"
                             "{\"shared\":[\"miles.example\",\"hotel.example\"]}]");
      for (guint j = 0; j < G_N_ELEMENTS (linked); j++)
        g_ptr_array_add (accounts, facts_add_account (&facts, linked[orders[i][j]], "me"));
      g_assert_cmpuint (spare_owners_count (accounts, facts.directory), ==, 1);
      g_assert_cmpuint (spare_owners_count (accounts, NULL), ==, 3);
    }
}

/* By company and by back end: by hand, any order is one account. */
static void
test_order_of_joins (void)
{
  static const guint orders[][3] = { { 0, 1, 2 }, { 2, 0, 1 }, { 1, 2, 0 }, { 2, 1, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (SpareOwners) owners = spare_owners_new (NULL);

      for (guint j = 0; j < 3; j++)
        {
          guint place = spare_owners_add (owners);

          if (orders[i][j] != 1)
            spare_owners_join (owners, place, "party");
          if (orders[i][j] != 0)
            spare_owners_join (owners, place, "back end");
        }
      (void) spare_owners_add (owners);
      g_assert_cmpuint (spare_owners_find (owners, 0), ==, spare_owners_find (owners, 1));
      g_assert_cmpuint (spare_owners_find (owners, 0), ==, spare_owners_find (owners, 2));
      g_assert_cmpuint (spare_owners_find (owners, 3), ==, 3);
    }
}

/* Two accounts at one service are two; twice the same one, or one without a name, is not. */
static void
test_two_at_one_service (void)
{
  g_auto (Facts) facts = facts_new ();
  SpareAccount *other;

  facts_add_account (&facts, "Gmail", "maya@gmail.com");
  other = facts_add_account (&facts, "google.com", "shop@gmail.com");
  facts_add_access (&facts, "gmail", "password", "memory:one", NULL);
  facts_add_access (&facts, "google.com", "password", "memory:one", NULL);
  facts_add (&facts, SPARE_FACT_MEMORY, "one", "Old one", "kind", "password", NULL);
  check (&facts, "reuse:memory:one", "Gmail google.com");

  spare_account_set_name (other, "Maya@Gmail.com");
  check (&facts, "reuse:memory:one", "");
  spare_account_set_name (other, "");
  check (&facts, "reuse:memory:one", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding/copies", test_copies);
  g_test_add_func ("/finding/trap", test_trap);
  g_test_add_func ("/finding/behind", test_behind);
  g_test_add_func ("/finding/no-way-in", test_no_way_in);
  g_test_add_func ("/finding/nobody", test_nobody);
  g_test_add_func ("/finding/mailbox", test_mailbox);
  g_test_add_func ("/finding/collapse", test_collapse);
  g_test_add_func ("/finding/doors", test_doors);
  g_test_add_func ("/finding/assumed", test_assumed);
  g_test_add_func ("/finding/questions", test_questions);
  g_test_add_func ("/finding/codes", test_codes);
  g_test_add_func ("/finding/passwords", test_passwords);
  g_test_add_func ("/finding/back-ends", test_back_ends);
  g_test_add_func ("/finding/back-ends-of-memory", test_back_ends_of_memory);
  g_test_add_func ("/finding/order-of-back-ends", test_order_of_back_ends);
  g_test_add_func ("/finding/order-of-joins", test_order_of_joins);
  g_test_add_func ("/finding/two-at-one-service", test_two_at_one_service);
  return g_test_run ();
}
