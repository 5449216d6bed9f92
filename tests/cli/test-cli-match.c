/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-match.h"

#include "spare-fact.h"

/* Who is in the list: id, service, name. */
static const char *const people[][3] = {
  { "0a000000-0000-4000-8000-000000000001", "GitHub", "alice@example.org" },
  { "0a000000-0000-4000-8000-000000000002", "GitHub", "bob" },
  { "0a000000-0000-4000-8000-000000000003", "Git", "alice" },
  { "0a000000-0000-4000-8000-000000000004", "", "lonely" },
  { "0a000000-0000-4000-8000-000000000005", "Caf\xc3\xa9 Stra\xc3\x9f" "e", "" },
  { "0a000000-0000-4000-8000-000000000006", "bob", "Mail" },
};

/* Candidates as digits: the last one of each id. */
static const struct
{
  const char *name;
  const char *found;
} cases[] = {
  { "github", "12" },           /* a whole service, twice; "Git" is another one */
  { "git", "3" },               /* a whole service wins over parts */
  { "GITHUB:BOB", "2" },
  { "alice", "3" },             /* a whole name wins over a part */
  { "alice@", "1" },
  { "bob", "26" },              /* whole as name and as service */
  { "mail", "6" },
  { "lonely", "4" },
  { ":lonely", "4" },
  { "hub:", "12" },
  { "cafe\xcc\x81", "5" },      /* e and a combining accent */
  { "CAF\xc3\x89 STRASSE", "5" },
  { "0A000000-0000-4000-8000-000000000004", "4" },
  { "0a000000", "" },           /* a part of an id is none */
  { "gitlab", "" },
  { "", "" },
};

static void
test_match (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GListStore) list = g_list_store_new (SPARE_TYPE_ACCOUNT);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GString) digits = g_string_new (NULL);

  for (gsize n = 0; n < G_N_ELEMENTS (people); n++)
    {
      g_autoptr(SpareAccount) account = spare_account_new (people[n][0]);

      spare_account_set_service (account, people[n][1]);
      spare_account_set_name (account, people[n][2]);
      g_list_store_append (list, account);
    }

  found = spare_cli_match (G_LIST_MODEL (list), cases[i].name);
  for (guint n = 0; n < found->len; n++)
    g_string_append_c (digits, spare_account_get_id (g_ptr_array_index (found, n))[35]);

  g_assert_cmpstr (digits->str, ==, cases[i].found);
}

/* Devices and the like beside accounts; what has no name of its own is none of them. */
static void
test_things (void)
{
  g_autoptr(GListStore) accounts = g_list_store_new (SPARE_TYPE_ACCOUNT);
  g_autoptr(GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr(SpareAccount) account = spare_account_new (people[0][0]);
  g_autoptr(SpareThing) phone = spare_fact_new (SPARE_FACT_DEVICE, "phone-id", "Phone of Maya");
  g_autoptr(SpareThing) maya = spare_fact_new (SPARE_FACT_PERSON, "maya-id", "Maya");
  g_autoptr(SpareThing) access = spare_fact_new (SPARE_FACT_ACCESS, "access-id", "Maya");
  static const struct
  {
    const char *name;
    const char *ids;
  } wanted[] = { { "phone", "phone-id" }, { "MAYA", "maya-id" }, { "may", "maya phone-id maya-id" },
                 { "phone-id", "phone-id" }, { "access-id", "" }, { "shop", "maya" }, { "-id", "" } };

  spare_account_set_service (account, "Shop");
  spare_account_set_name (account, "maya@example.org");
  g_list_store_append (accounts, account);
  g_list_store_append (things, access);
  g_list_store_append (things, phone);
  g_list_store_append (things, maya);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr(GPtrArray) found = spare_cli_match_all (G_LIST_MODEL (accounts), G_LIST_MODEL (things), wanted[i].name);
      g_autoptr(GString) ids = g_string_new (NULL);

      for (guint n = 0; n < found->len; n++)
        {
          SpareRecord *record = g_ptr_array_index (found, n);

          g_string_append_printf (ids, "%s%s", n > 0 ? " " : "",
                                  SPARE_IS_ACCOUNT (record) ? "maya" : spare_record_get_id (record));
        }
      g_assert_cmpstr (ids->str, ==, wanted[i].ids);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/match/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_match);
    }
  g_test_add_func ("/cli/match/things", test_things);

  return g_test_run ();
}
