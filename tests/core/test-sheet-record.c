/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-record.h"

#include <string.h>

#include "spare-code-maker.h"

#define ID   "0b9f6f1e-2d3c-4b5a-8f7e-112233445566"
#define LINE "sparekey:sheet?x-id=" ID
#define NOW  G_GINT64_CONSTANT (1767225600) /* 2026-01-01 */
#define DAY  86400

static SpareThing *
parse (const char *line)
{
  g_autoptr (GError) error = NULL;
  SpareRecord *record = spare_record_parse (line, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (SPARE_IS_THING (record));
  return SPARE_THING (record);
}

static void
assert_prints (SpareThing *sheet,
               const char *line)
{
  g_autoptr (SpareSecret) printed = spare_record_print (SPARE_RECORD (sheet));

  g_assert_cmpstr (spare_secret_peek_text (printed), ==, line);
}

static void
test_values (void)
{
  const char *const places[] = { "the safe", "", "Ana", NULL };
  const char *const one[] = { "caf\xc3\xa9", NULL };
  g_autoptr (SpareThing) sheet = spare_sheet_record_new (ID, SPARE_SHEET_CODES, "K7M-3QP", "JW3P", NOW);
  g_auto (GStrv) sets = NULL;
  g_auto (GStrv) accounts = NULL;
  g_auto (GStrv) three = NULL;
  g_auto (GStrv) none = NULL;

  spare_sheet_record_add_set (sheet, "set-1");
  spare_sheet_record_add_set (sheet, "set-2");
  spare_sheet_record_add_set (sheet, "set-1");
  spare_sheet_record_add_account (sheet, "account-1");
  spare_sheet_record_add_account (sheet, "account-1");
  spare_sheet_record_add_secret (sheet, "account-1");
  spare_sheet_record_set_places (sheet, places);
  assert_prints (sheet, LINE "&kind=codes&name=K7M-3QP&fingerprint=JW3P&printed=1767225600&set=set-1&set=set-2"
                             "&account=account-1&secret=account-1&place=the%20safe&place=&place=Ana");

  g_assert_true (spare_thing_is_sheet (sheet));
  g_assert_false (spare_thing_is_code_set (sheet));
  g_assert_cmpint (spare_sheet_record_get_kind (sheet), ==, SPARE_SHEET_CODES);
  g_assert_cmpstr (spare_sheet_record_get_name (sheet), ==, "K7M-3QP");
  g_assert_cmpstr (spare_sheet_record_get_fingerprint (sheet), ==, "JW3P");
  g_assert_cmpint (spare_sheet_record_get_printed (sheet), ==, NOW);
  g_assert_true (spare_sheet_record_has_set (sheet, "set-2"));
  g_assert_false (spare_sheet_record_has_set (sheet, "account-1"));
  g_assert_false (spare_sheet_record_has_set (sheet, NULL));
  g_assert_true (spare_sheet_record_has_account (sheet, "account-1"));
  g_assert_false (spare_sheet_record_has_account (sheet, "set-1"));
  g_assert_true (spare_sheet_record_has_secret (sheet, "account-1"));
  g_assert_false (spare_sheet_record_has_secret (sheet, "account-2"));

  sets = spare_sheet_record_dup_sets (sheet);
  g_assert_cmpuint (g_strv_length (sets), ==, 2);
  g_assert_cmpstr (sets[1], ==, "set-2");
  accounts = spare_sheet_record_dup_accounts (sheet);
  g_assert_cmpuint (g_strv_length (accounts), ==, 1);
  three = spare_sheet_record_dup_places (sheet);
  g_assert_true (g_strv_equal ((const char *const *) three, places));

  spare_sheet_record_set_places (sheet, one);
  g_assert_cmpuint (spare_thing_count (sheet, "place"), ==, 1);
  spare_sheet_record_set_places (sheet, NULL);
  none = spare_sheet_record_dup_places (sheet);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_kinds (void)
{
  g_autoptr (SpareThing) emergency = spare_sheet_record_new (ID, SPARE_SHEET_EMERGENCY, "K7M-3QP", NULL, NOW);
  g_autoptr (SpareThing) backup = spare_sheet_record_new (ID, SPARE_SHEET_BACKUP, "K7M-3QP", NULL, NOW);

  assert_prints (emergency, LINE "&kind=emergency&name=K7M-3QP&printed=1767225600");
  assert_prints (backup, LINE "&kind=backup&name=K7M-3QP&printed=1767225600");
  g_assert_cmpint (spare_sheet_record_get_kind (emergency), ==, SPARE_SHEET_EMERGENCY);
  g_assert_cmpint (spare_sheet_record_get_kind (backup), ==, SPARE_SHEET_BACKUP);
  g_assert_cmpstr (spare_sheet_record_get_fingerprint (backup), ==, "");
}

/* What cannot be read is kept. */
static void
test_unreadable (void)
{
  const char *line = LINE "&kind=hologram&name=%FF&printed=soon&place=%FF&place=b&tested=x&x-new=1&set=%FF&set=s";
  g_autoptr (SpareThing) sheet = parse (line);
  g_autoptr (SpareThing) later = parse (LINE "&kind=codes&printed=5&void=stolen");
  g_autoptr (SpareThing) bare = parse (LINE);
  g_auto (GStrv) places = spare_sheet_record_dup_places (sheet);

  g_assert_cmpint (spare_sheet_record_get_kind (sheet), ==, SPARE_SHEET_CODES);
  g_assert_cmpstr (spare_sheet_record_get_name (sheet), ==, "");
  g_assert_cmpint (spare_sheet_record_get_printed (sheet), ==, 0);
  g_assert_cmpint (spare_sheet_record_get_tested (sheet), ==, 0);
  g_assert_cmpstr (places[0], ==, "");
  g_assert_cmpstr (places[1], ==, "b");
  g_assert_true (spare_sheet_record_has_set (sheet, "s"));
  spare_sheet_record_add_set (sheet, "s");
  assert_prints (sheet, line);

  g_assert_cmpint (spare_sheet_record_get_void (later), !=, SPARE_VOID_NOT);
  g_assert_cmpint (spare_sheet_record_get_due (later), ==, 0);
  g_assert_cmpint (spare_sheet_record_get_void (bare), ==, SPARE_VOID_NOT);
  g_assert_cmpint (spare_sheet_record_get_destroyed (bare), ==, 0);
}

static void
test_due (void)
{
  g_autoptr (SpareThing) sheet = spare_sheet_record_new (ID, SPARE_SHEET_CODES, "K7M-3QP", "JW3P", NOW);
  g_autoptr (SpareThing) family = spare_sheet_record_new (ID, SPARE_SHEET_EMERGENCY, "K7M-3QP", NULL, NOW);
  g_autoptr (SpareThing) undated = parse (LINE "&kind=codes");
  g_autoptr (SpareThing) destroyed = parse (LINE "&kind=codes&printed=5&destroyed=7");

  /* Never tested: seven days after it was printed. */
  g_assert_cmpint (spare_sheet_record_get_due (sheet), ==, NOW + 7 * DAY);
  g_assert_cmpint (spare_sheet_record_get_due (undated), ==, 7 * DAY);

  /* Tested on 2026-01-08: 2027-01-08. On a 29 February: the 28th. */
  spare_sheet_record_set_tested (sheet, NOW + 7 * DAY);
  g_assert_cmpint (spare_sheet_record_get_tested (sheet), ==, NOW + 7 * DAY);
  g_assert_cmpint (spare_sheet_record_get_due (sheet), ==, NOW + (7 + 365) * DAY);
  spare_sheet_record_set_tested (sheet, 1835438400); /* 2028-02-29 12:00 */
  g_assert_cmpint (spare_sheet_record_get_due (sheet), ==, 1866974400); /* 2029-02-28 12:00 */

  g_assert_cmpint (spare_sheet_record_get_due (family), ==, NOW + 365 * DAY);
  spare_sheet_record_set_tested (family, NOW + DAY);
  g_assert_cmpint (spare_sheet_record_get_due (family), ==, NOW + 366 * DAY);

  g_assert_cmpint (spare_sheet_record_get_due (destroyed), ==, 0);
  spare_sheet_record_void (sheet, SPARE_VOID_REPLACED, NOW);
  g_assert_cmpint (spare_sheet_record_get_due (sheet), ==, 0);
}

static void
test_old (void)
{
  g_autoptr (SpareThing) sheet = spare_sheet_record_new (ID, SPARE_SHEET_CODES, "K7M-3QP", "JW3P", 1704067200);
  g_autoptr (SpareThing) family = spare_sheet_record_new (ID, SPARE_SHEET_EMERGENCY, "K7M-3QP", NULL, 1704067200);
  g_autoptr (SpareThing) undated = parse (LINE "&kind=codes");

  /* Printed on 2024-01-01: 24 months later is 2026-01-01. */
  g_assert_false (spare_sheet_record_is_old (sheet, NOW));
  g_assert_true (spare_sheet_record_is_old (sheet, NOW + 1));
  g_assert_false (spare_sheet_record_is_old (family, NOW + 1));
  g_assert_false (spare_sheet_record_is_old (undated, NOW));
  spare_sheet_record_void (sheet, SPARE_VOID_REPLACED, NOW);
  g_assert_false (spare_sheet_record_is_old (sheet, NOW + 1));
}

static void
test_void (void)
{
  g_autoptr (SpareThing) sheet = spare_sheet_record_new (ID, SPARE_SHEET_CODES, "K7M-3QP", "JW3P", NOW);

  spare_sheet_record_void (sheet, SPARE_VOID_LOST, NOW + 1);
  spare_sheet_record_void (sheet, SPARE_VOID_REPLACED, NOW + 2);
  g_assert_cmpint (spare_sheet_record_get_void (sheet), ==, SPARE_VOID_LOST);
  g_assert_cmpint (spare_sheet_record_get_voided (sheet), ==, NOW + 1);
  g_assert_cmpint (spare_sheet_record_get_destroyed (sheet), ==, 0);
  spare_sheet_record_set_destroyed (sheet, NOW + 3);
  g_assert_cmpint (spare_sheet_record_get_destroyed (sheet), ==, NOW + 3);
  assert_prints (sheet, LINE "&kind=codes&name=K7M-3QP&fingerprint=JW3P&printed=1767225600&void=lost"
                             "&voided=1767225601&destroyed=1767225603");
}

static void
test_name (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *name = spare_sheet_name_new ();

      g_assert_cmpuint (strlen (name), ==, 7);
      for (guint j = 0; j < 7; j++)
        if (j == 3)
          g_assert_cmpint (name[j], ==, '-');
        else
          g_assert_nonnull (strchr (spare_code_alphabet_clear, name[j]));
      g_hash_table_add (seen, name);
    }
  /* Of 387 million: that even three of a thousand are the same does not happen. */
  g_assert_cmpuint (g_hash_table_size (seen), >=, 998);
}

static SpareThing *
new_set (const char *first,
         const char *first_number,
         const char *second,
         const char *second_number)
{
  SpareThing *set = spare_code_set_new (NULL, NULL, NULL, 0);
  g_autoptr (SpareSecret) one = spare_secret_new_text (first);
  g_autoptr (SpareSecret) other = spare_secret_new_text (second);

  spare_code_set_add (set, one, first_number);
  spare_code_set_add (set, other, second_number);
  return set;
}

static void
assert_fingerprint (GPtrArray  *sets,
                    const char *expected)
{
  g_autofree char *fingerprint = spare_sheet_fingerprint (sets);

  g_assert_cmpstr (fingerprint, ==, expected);
}

/* Expected values: Python's hashlib.blake2b over what docs/record.md says. */
static void
test_fingerprint (void)
{
  g_autoptr (SpareThing) one = new_set ("ISO79", NULL, "1234 5678", NULL);
  g_autoptr (SpareThing) other = new_set ("4k7m-2p9q", "11", "caf\xc3\xa9", "12");
  g_autoptr (SpareThing) changed = new_set ("ISO79", NULL, "1234 5679", NULL);
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  g_autofree char *swapped = NULL;
  g_autofree char *of_changed = NULL;

  assert_fingerprint (sets, "53M3");
  g_ptr_array_add (sets, one);
  assert_fingerprint (sets, "JW3P");
  g_ptr_array_add (sets, other);
  assert_fingerprint (sets, "3KGK");

  /* The same for sets that were used, are void or were forgotten. */
  spare_code_set_set_used (one, 0, NOW, NOW);
  spare_code_set_void (other, SPARE_VOID_LOST, NOW);
  assert_fingerprint (sets, "3KGK");
  spare_code_set_forget (one, NOW);
  assert_fingerprint (sets, "3KGK");
  spare_code_set_forget (other, NOW);
  assert_fingerprint (sets, "3KGK");

  /* The order counts, and so does each code. */
  sets->pdata[0] = other;
  sets->pdata[1] = one;
  swapped = spare_sheet_fingerprint (sets);
  g_assert_cmpstr (swapped, !=, "3KGK");
  g_ptr_array_set_size (sets, 0);
  g_ptr_array_add (sets, changed);
  of_changed = spare_sheet_fingerprint (sets);
  g_assert_cmpstr (of_changed, !=, "JW3P");
}

/* A code that was corrected after it was printed. */
static void
test_matches (void)
{
  g_autoptr (SpareThing) set = new_set ("ISO79", NULL, "1234 5678", NULL);
  g_autoptr (SpareThing) sheet = spare_sheet_record_new (ID, SPARE_SHEET_CODES, "K7M-3QP", "JW3P", NOW);
  g_autoptr (SpareThing) bare = spare_sheet_record_new (ID, SPARE_SHEET_CODES, "K7M-3QP", NULL, NOW);
  g_autoptr (SpareSecret) wrong = spare_secret_new_text ("1234 5679");
  g_autoptr (SpareSecret) dashes = spare_secret_new_text ("1234-5678");
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();

  spare_sheet_record_add_set (sheet, "set-1");
  spare_sheet_record_add_set (bare, "set-1");
  g_ptr_array_add (sets, set);
  g_assert_true (spare_sheet_record_matches (sheet, sets));
  spare_code_set_correct (set, 1, dashes, NULL, NOW);
  g_assert_true (spare_sheet_record_matches (sheet, sets));
  spare_code_set_correct (set, 1, wrong, NULL, NOW);
  g_assert_false (spare_sheet_record_matches (sheet, sets));
  g_assert_true (spare_sheet_record_matches (bare, sets));

  /* Of a set that is gone, nothing can be told. */
  spare_sheet_record_add_set (sheet, "set-2");
  g_assert_true (spare_sheet_record_matches (sheet, sets));
  g_ptr_array_set_size (sets, 0);
  g_assert_true (spare_sheet_record_matches (sheet, sets));
}

static void
test_list (void)
{
  const char *const lines[] = {
    "sparekey:sheet?x-id=old&printed=5&set=a&set=b",
    "sparekey:sheet?x-id=new&printed=9&set=b",
    "sparekey:code-set?x-id=b&code=x&set=b",
    "sparekey:sheet?x-id=undated",
    "sparekey:sheet?x-id=middle&printed=7&set=c&void=lost",
  };
  const char *const all[] = { "new", "middle", "old", "undated" };
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GPtrArray) with_b = NULL;
  g_autoptr (GPtrArray) with_d = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (SpareThing) thing = parse (lines[i]);

      g_list_store_append (things, thing);
    }
  sheets = spare_sheet_record_list (G_LIST_MODEL (things), NULL);
  g_assert_cmpuint (sheets->len, ==, G_N_ELEMENTS (all));
  for (guint i = 0; i < sheets->len; i++)
    g_assert_cmpstr (spare_thing_get_id (g_ptr_array_index (sheets, i)), ==, all[i]);

  with_b = spare_sheet_record_list (G_LIST_MODEL (things), "b");
  g_assert_cmpuint (with_b->len, ==, 2);
  g_assert_cmpstr (spare_thing_get_id (g_ptr_array_index (with_b, 0)), ==, "new");
  g_assert_cmpstr (spare_thing_get_id (g_ptr_array_index (with_b, 1)), ==, "old");
  with_d = spare_sheet_record_list (G_LIST_MODEL (things), "d");
  g_assert_cmpuint (with_d->len, ==, 0);
}

/* "mixed" is void for alpha, and bears beta, too. */
static void
test_last (void)
{
  const struct
  {
    const char *sheet;
    const char *other;
    const char *last[2];
  } cases[] = {
    { "set=alpha&set=beta&void=replaced", "set=gamma", { "beta" } },
    { "set=beta&set=gamma", "set=gamma", { "beta" } },
    { "set=beta&set=gamma", "set=gamma&void=lost", { "beta", "gamma" } },
    { "set=beta&set=gamma&void=lost", "set=gamma&destroyed=7", { "beta", "gamma" } },
    { "set=alpha&set=beta&void=replaced", "set=beta", { NULL } },
    { "set=alpha&set=beta&void=replaced&destroyed=7", "set=gamma", { NULL } },
    { "set=alpha&set=erased&set=used-up&void=replaced", "set=gamma", { NULL } },
    { "kind=backup", "set=gamma", { NULL } },
  };
  const char *const sets[] = {
    "sparekey:code-set?x-id=alpha&code=x&void=replaced",
    "sparekey:code-set?x-id=beta&forgotten=5&check=3W&check=QS&used=0:5",
    "sparekey:code-set?x-id=gamma&code=x",
    "sparekey:code-set?x-id=used-up&code=x&used=0:5",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
      g_autofree char *sheet_line = g_strconcat ("sparekey:sheet?x-id=mixed&", cases[i].sheet, NULL);
      g_autofree char *other_line = g_strconcat ("sparekey:sheet?x-id=other&", cases[i].other, NULL);
      g_autoptr (SpareThing) sheet = parse (sheet_line);
      g_autoptr (SpareThing) other = parse (other_line);
      g_autoptr (GPtrArray) last = NULL;
      guint n = 0;

      for (guint j = 0; j < G_N_ELEMENTS (sets); j++)
        {
          g_autoptr (SpareThing) set = parse (sets[j]);

          g_list_store_append (things, set);
        }
      g_list_store_append (things, sheet);
      g_list_store_append (things, other);
      last = spare_sheet_record_list_last (sheet, G_LIST_MODEL (things));
      for (; n < G_N_ELEMENTS (cases[i].last) && cases[i].last[n] != NULL; n++)
        {
          g_assert_cmpuint (last->len, >, n);
          g_assert_cmpstr (spare_thing_get_id (g_ptr_array_index (last, n)), ==, cases[i].last[n]);
        }
      g_assert_cmpuint (last->len, ==, n);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/sheet-record/values", test_values);
  g_test_add_func ("/core/sheet-record/kinds", test_kinds);
  g_test_add_func ("/core/sheet-record/unreadable", test_unreadable);
  g_test_add_func ("/core/sheet-record/due", test_due);
  g_test_add_func ("/core/sheet-record/old", test_old);
  g_test_add_func ("/core/sheet-record/void", test_void);
  g_test_add_func ("/core/sheet-record/name", test_name);
  g_test_add_func ("/core/sheet-record/fingerprint", test_fingerprint);
  g_test_add_func ("/core/sheet-record/matches", test_matches);
  g_test_add_func ("/core/sheet-record/list", test_list);
  g_test_add_func ("/core/sheet-record/last", test_last);

  return g_test_run ();
}
