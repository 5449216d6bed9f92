/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-set.h"

#include <string.h>

#define ID      "0b9f6f1e-2d3c-4b5a-8f7e-112233445566"
#define ACCOUNT "5d0c7f0a-3b57-4a8e-9b1c-665544332211"
#define LINE    "sparekey:code-set?x-id=" ID
#define NOW     G_GINT64_CONSTANT (1767225600)

static SpareThing *
parse (const char *line)
{
  g_autoptr (GError) error = NULL;
  SpareRecord *record = spare_record_parse (line, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (SPARE_IS_THING (record));
  return SPARE_THING (record);
}

static char *
print (SpareThing *set)
{
  g_autoptr (SpareSecret) line = spare_record_print (SPARE_RECORD (set));

  return g_strdup (spare_secret_peek_text (line));
}

static void
assert_prints (SpareThing *set,
               const char *line)
{
  g_autofree char *printed = print (set);

  g_assert_cmpstr (printed, ==, line);
}

static void
add (SpareThing *set,
     const char *code,
     const char *number)
{
  g_autoptr (SpareSecret) secret = spare_secret_new_text (code);

  spare_code_set_add (set, secret, number);
}

/* Of @n codes, "10000000" and so on. */
static SpareThing *
new_set (guint n)
{
  SpareThing *set = spare_code_set_new (ID, ACCOUNT, "pasted", NOW);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("%u", 10000000 + i);

      add (set, code, NULL);
    }

  return set;
}

static void
assert_number (SpareThing *set,
               guint       position,
               const char *expected)
{
  g_autofree char *number = spare_code_set_dup_number (set, position);

  g_assert_cmpstr (number, ==, expected);
}

static void
assert_check (SpareThing *set,
              guint       position,
              const char *expected)
{
  g_autofree char *check = spare_code_set_dup_check (set, position);

  g_assert_cmpstr (check, ==, expected);
}

static void
test_new (void)
{
  g_autoptr (SpareThing) set = spare_code_set_new (ID, ACCOUNT, "file", NOW);
  g_autoptr (SpareThing) bare = spare_code_set_new (ID, NULL, NULL, 0);

  spare_code_set_set_file (set, "github-recovery-codes.txt");
  add (set, "ISO79", NULL);
  add (set, "caf\xc3\xa9", "2");
  assert_prints (set, LINE "&account=" ACCOUNT "&origin=file&created=1767225600&file=github-recovery-codes.txt"
                           "&code=ISO79&code=caf%C3%A9");
  assert_prints (bare, LINE);

  g_assert_true (spare_thing_is_code_set (set));
  g_assert_cmpstr (spare_code_set_get_account (set), ==, ACCOUNT);
  g_assert_cmpstr (spare_code_set_get_file (set), ==, "github-recovery-codes.txt");
  g_assert_cmpint (spare_code_set_get_created (set), ==, NOW);
  g_assert_cmpuint (spare_code_set_count (set), ==, 2);
  g_assert_cmpstr (spare_secret_peek_text (spare_code_set_peek (set, 0)), ==, "ISO79");
  g_assert_null (spare_code_set_peek (set, 2));
  assert_check (set, 0, "3W");
  assert_check (set, 1, "");
  assert_check (set, 2, "");
  assert_number (set, 0, "1");

  g_assert_null (spare_code_set_get_account (bare));
  g_assert_null (spare_code_set_get_file (bare));
  g_assert_cmpint (spare_code_set_get_created (bare), ==, 0);
  g_assert_cmpuint (spare_code_set_count (bare), ==, 0);
  g_assert_cmpint (spare_code_set_get_next (bare), ==, -1);
  g_assert_false (spare_code_set_is_low (bare));
}

/* As sets were stored before they could do more than be there. */
static void
test_stored_before (void)
{
  const char *line = LINE "&account=" ACCOUNT "&origin=steam-revocation&created=1767225600&code=R12345";
  g_autoptr (SpareThing) set = parse (line);

  g_assert_cmpuint (spare_code_set_count (set), ==, 1);
  g_assert_cmpuint (spare_code_set_count_left (set), ==, 1);
  g_assert_true (spare_code_set_is_single (set));
  g_assert_false (spare_code_set_is_low (set));
  g_assert_cmpint (spare_code_set_get_effect (set), ==, SPARE_CODE_EFFECT_UNKNOWN);
  g_assert_cmpint (spare_code_set_get_by_number (set), ==, SPARE_ANSWER_UNKNOWN);
  g_assert_cmpint (spare_code_set_get_case (set), ==, SPARE_ANSWER_UNKNOWN);
  g_assert_cmpint (spare_code_set_get_separators (set), ==, SPARE_ANSWER_UNKNOWN);
  g_assert_cmpint (spare_code_set_get_void (set), ==, SPARE_VOID_NOT);
  g_assert_false (spare_code_set_is_forgotten (set));
  g_assert_cmpint (spare_code_set_get_next (set), ==, 0);
  g_assert_cmpint (spare_code_set_get_last (set, SPARE_CODE_EVENT_USED), ==, 0);
  assert_number (set, 0, "1");
  assert_prints (set, line);
}

static void
test_numbers (void)
{
  g_autoptr (SpareThing) set = new_set (2);
  g_autoptr (SpareThing) too_few = parse (LINE "&code=a&code=b&number=7");
  g_autoptr (SpareThing) bytes = parse (LINE "&code=a&code=b&number=%FF&number=8");

  /* As long as the numbers are the places, none is stored. */
  add (set, "c", "3");
  g_assert_cmpuint (spare_thing_count (set, "number"), ==, 0);
  add (set, "d", "A 4");
  add (set, "e", NULL);
  g_assert_cmpuint (spare_thing_count (set, "number"), ==, 5);
  assert_number (set, 0, "1");
  assert_number (set, 2, "3");
  assert_number (set, 3, "A 4");
  assert_number (set, 4, "5");

  assert_number (too_few, 0, "1");
  assert_number (too_few, 1, "2");
  add (too_few, "c", NULL);
  assert_number (too_few, 0, "1");
  assert_number (too_few, 2, "3");

  assert_number (bytes, 0, "1");
  assert_number (bytes, 1, "8");
}

static void
test_use (void)
{
  g_autoptr (SpareThing) set = new_set (3);

  spare_code_set_set_used (set, 0, NOW - 60, NOW);
  spare_code_set_set_used (set, 2, NOW, NOW);
  g_assert_cmpint (spare_code_set_get_used (set, 0), ==, NOW - 60);
  g_assert_cmpint (spare_code_set_get_used (set, 1), ==, 0);
  g_assert_cmpint (spare_code_set_get_next (set), ==, 1);
  g_assert_cmpuint (spare_code_set_count_left (set), ==, 1);
  g_assert_cmpuint (spare_code_set_count (set), ==, 3);

  spare_code_set_set_used (set, 0, 0, NOW + 1);
  g_assert_cmpint (spare_code_set_get_used (set, 0), ==, 0);
  g_assert_cmpint (spare_code_set_get_next (set), ==, 0);
  spare_code_set_set_used (set, 0, 0, NOW + 2); /* nothing to take back */
  spare_code_set_set_used (set, 2, NOW - 5, NOW + 3);
  spare_code_set_set_used (set, 2, NOW - 5, NOW + 4); /* nothing new */
  assert_prints (set, LINE "&account=" ACCOUNT "&origin=pasted&created=1767225600"
                           "&code=10000000&code=10000001&code=10000002"
                           "&log=1767225600%3Aused%3A0&log=1767225600%3Aused%3A2&log=1767225601%3Aunused%3A0"
                           "&used=2%3A1767225595&log=1767225603%3Achanged%3A2");

  spare_code_set_set_used (set, 0, NOW, NOW);
  spare_code_set_set_used (set, 1, NOW, NOW);
  g_assert_cmpint (spare_code_set_get_next (set), ==, -1);
  g_assert_cmpuint (spare_code_set_count_left (set), ==, 0);
}

/* What cannot be read is kept, and means nothing. */
static void
test_unreadable (void)
{
  const char *line = LINE "&code=a&code=b&used=0&used=1%3Asoon&used=-1%3A5&used=x%3A5&used=7%3A5&used=0%3A0"
                          "&used=%FF&effect=magic&case=maybe&by-number=&created=then&x-new=1"
                          "&log=5%3Aburnt%3A1&log=soon%3Aused%3A1&log=used&log=6%3Aused";
  g_autoptr (SpareThing) set = parse (line);
  g_autoptr (GPtrArray) log = spare_code_set_dup_log (set);

  g_assert_cmpuint (spare_code_set_count_left (set), ==, 2);
  g_assert_cmpint (spare_code_set_get_effect (set), ==, SPARE_CODE_EFFECT_UNKNOWN);
  g_assert_cmpint (spare_code_set_get_case (set), ==, SPARE_ANSWER_UNKNOWN);
  g_assert_cmpint (spare_code_set_get_by_number (set), ==, SPARE_ANSWER_UNKNOWN);
  g_assert_cmpint (spare_code_set_get_created (set), ==, 0);
  g_assert_cmpuint (log->len, ==, 1);
  g_assert_cmpstr (((SpareCodeEvent *) g_ptr_array_index (log, 0))->detail, ==, "");
  assert_prints (set, line);

  spare_code_set_set_used (set, 0, NOW, NOW);
  spare_code_set_set_used (set, 0, 0, NOW);
  g_assert_cmpuint (spare_thing_count (set, "used"), ==, 7);
  g_assert_cmpuint (spare_thing_count (set, "log"), ==, 6);
  g_assert_cmpstr (spare_thing_peek_text (set, "x-new"), ==, "1");
}

static void
assert_low (guint    n,
            guint    used,
            gboolean low)
{
  g_autoptr (SpareThing) set = new_set (n);

  for (guint i = 0; i < used; i++)
    spare_code_set_set_used (set, i, NOW, NOW);
  g_assert_cmpuint (spare_code_set_count_left (set), ==, n - used);
  g_assert_cmpint (spare_code_set_is_low (set), ==, low);
  spare_code_set_void (set, SPARE_VOID_REPLACED, NOW);
  g_assert_false (spare_code_set_is_low (set));
}

static void
test_low (void)
{
  assert_low (1, 0, FALSE);
  assert_low (1, 1, TRUE);
  assert_low (5, 2, FALSE);
  assert_low (5, 3, TRUE);
  assert_low (10, 7, FALSE); /* 3 of 10 are not less than 30 % */
  assert_low (10, 8, TRUE);
  assert_low (16, 11, FALSE); /* 5 of 16: 31 % */
  assert_low (16, 12, TRUE);  /* 4 of 16: 25 % */
}

static void
test_answers (void)
{
  g_autoptr (SpareThing) set = spare_code_set_new (ID, NULL, NULL, 0);

  spare_code_set_set_effect (set, SPARE_CODE_EFFECT_TURNS_OFF);
  spare_code_set_set_by_number (set, SPARE_ANSWER_YES);
  spare_code_set_set_case (set, SPARE_ANSWER_NO);
  spare_code_set_set_separators (set, SPARE_ANSWER_YES);
  assert_prints (set, LINE "&effect=turns-off&by-number=yes&case=no&separators=yes");
  g_assert_cmpint (spare_code_set_get_effect (set), ==, SPARE_CODE_EFFECT_TURNS_OFF);
  g_assert_cmpint (spare_code_set_get_by_number (set), ==, SPARE_ANSWER_YES);
  g_assert_cmpint (spare_code_set_get_case (set), ==, SPARE_ANSWER_NO);
  g_assert_cmpint (spare_code_set_get_separators (set), ==, SPARE_ANSWER_YES);

  spare_code_set_set_effect (set, SPARE_CODE_EFFECT_NO_PASSWORD);
  g_assert_cmpint (spare_code_set_get_effect (set), ==, SPARE_CODE_EFFECT_NO_PASSWORD);
  spare_code_set_set_effect (set, SPARE_CODE_EFFECT_SECOND_STEP);
  g_assert_cmpint (spare_code_set_get_effect (set), ==, SPARE_CODE_EFFECT_SECOND_STEP);
  spare_code_set_set_effect (set, SPARE_CODE_EFFECT_UNKNOWN);
  spare_code_set_set_by_number (set, SPARE_ANSWER_UNKNOWN);
  spare_code_set_set_case (set, SPARE_ANSWER_UNKNOWN);
  spare_code_set_set_separators (set, SPARE_ANSWER_UNKNOWN);
  assert_prints (set, LINE);
}

static void
test_void (void)
{
  static const struct
  {
    SpareVoid   reason;
    const char *name;
  } reasons[] = {
    { SPARE_VOID_REPLACED, "replaced" },
    { SPARE_VOID_TURNED_OFF, "turned-off" },
    { SPARE_VOID_RE_ENROLLED, "re-enrolled" },
    { SPARE_VOID_LOST, "lost" },
  };
  g_autoptr (SpareThing) later = parse (LINE "&code=a&void=stolen");

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (SpareThing) set = new_set (2);
      g_autoptr (GPtrArray) log = NULL;

      spare_code_set_void (set, reasons[i].reason, NOW);
      spare_code_set_void (set, SPARE_VOID_LOST, NOW + 1); /* void already */
      g_assert_cmpint (spare_code_set_get_void (set), ==, reasons[i].reason);
      g_assert_cmpstr (spare_thing_peek_text (set, "void"), ==, reasons[i].name);
      g_assert_cmpint (spare_thing_get_int (set, "voided", 0), ==, NOW);
      g_assert_cmpuint (spare_code_set_count (set), ==, 2);
      g_assert_cmpuint (spare_code_set_count_left (set), ==, 0);
      g_assert_cmpint (spare_code_set_get_next (set), ==, -1);
      log = spare_code_set_dup_log (set);
      g_assert_cmpuint (log->len, ==, 1);
      g_assert_cmpint (((SpareCodeEvent *) g_ptr_array_index (log, 0))->kind, ==, SPARE_CODE_EVENT_VOIDED);
      g_assert_cmpstr (((SpareCodeEvent *) g_ptr_array_index (log, 0))->detail, ==, reasons[i].name);
    }

  /* For a reason of a later version: void all the same. */
  g_assert_cmpint (spare_code_set_get_void (later), !=, SPARE_VOID_NOT);
  g_assert_cmpuint (spare_code_set_count_left (later), ==, 0);
}

/* A typing error that is found later: the code has another text, and all else stays. */
static void
test_correct (void)
{
  g_autoptr (SpareThing) set = spare_code_set_new (ID, ACCOUNT, "typed", NOW);
  g_autoptr (SpareSecret) right = spare_secret_new_text ("ISO79");
  g_autoptr (SpareSecret) last = spare_secret_new_text ("c-3");

  add (set, "IS079", NULL);
  add (set, "b-2", NULL);
  spare_code_set_set_used (set, 1, NOW, NOW);
  spare_code_set_correct (set, 0, right, NULL, NOW + 1);
  assert_prints (set, LINE "&account=" ACCOUNT "&origin=typed&created=1767225600&used=1%3A1767225600"
                           "&log=1767225600%3Aused%3A1&code=ISO79&code=b-2&log=1767225601%3Achanged%3A0");
  assert_check (set, 0, "3W");

  /* Another number, and back. */
  spare_code_set_correct (set, 1, last, "7", NOW + 2);
  assert_number (set, 0, "1");
  assert_number (set, 1, "7");
  g_assert_cmpstr (spare_secret_peek_text (spare_code_set_peek (set, 1)), ==, "c-3");
  g_assert_cmpint (spare_code_set_get_used (set, 1), ==, NOW);
  g_assert_cmpint (spare_code_set_get_last (set, SPARE_CODE_EVENT_CHANGED), ==, NOW + 2);
  spare_code_set_correct (set, 1, last, "2", NOW + 3);
  assert_number (set, 1, "2");
  g_assert_cmpuint (spare_thing_count (set, "number"), ==, 0);
}

static void
test_forget (void)
{
  g_autoptr (SpareThing) set = spare_code_set_new (ID, ACCOUNT, "typed", NOW);
  g_autofree char *line = NULL;
  g_autoptr (SpareThing) again = NULL;

  add (set, "ISO79", "11");
  add (set, "\xd9\xa1\xd9\xa2", "12");
  add (set, "4K7M-2P9Q", "13");
  spare_code_set_set_used (set, 2, NOW, NOW);
  spare_code_set_forget (set, NOW + 1);
  spare_code_set_forget (set, NOW + 2); /* there is nothing more to forget */

  line = print (set);
  g_assert_null (strstr (line, "ISO79"));
  g_assert_null (strstr (line, "%D9"));
  g_assert_null (strstr (line, "4K7M"));
  g_assert_null (strstr (line, "2P9Q"));
  g_assert_null (strstr (line, "code="));
  g_assert_cmpstr (line, ==,
                   LINE "&account=" ACCOUNT "&origin=typed&created=1767225600&number=11&number=12&number=13"
                        "&used=2%3A1767225600&log=1767225600%3Aused%3A2&check=3W&check=&check=RL"
                        "&forgotten=1767225601&log=1767225601%3Aforgotten%3A");

  again = parse (line);
  g_assert_true (spare_code_set_is_forgotten (again));
  g_assert_cmpuint (spare_code_set_count (again), ==, 3);
  g_assert_cmpuint (spare_code_set_count_left (again), ==, 2);
  g_assert_null (spare_code_set_peek (again, 0));
  assert_number (again, 0, "11");
  assert_check (again, 0, "3W");
  assert_check (again, 1, "");
  assert_check (again, 2, "RL");
  assert_check (again, 3, "");
  g_assert_cmpint (spare_code_set_get_last (again, SPARE_CODE_EVENT_FORGOTTEN), ==, NOW + 1);

  /* It can be used on paper. */
  spare_code_set_set_used (again, 0, NOW + 3, NOW + 3);
  g_assert_cmpint (spare_code_set_get_next (again), ==, 1);
}

static void
test_forget_damaged (void)
{
  g_autoptr (SpareThing) damaged = parse (LINE "&forgotten=5&check=r&check=3w&check=%FF&check=ABC&check=AB");
  g_autoptr (SpareThing) both = parse (LINE "&forgotten=5&code=ISO79&check=AB&check=CD");

  g_assert_cmpuint (spare_code_set_count (damaged), ==, 5);
  for (guint i = 0; i < 4; i++)
    assert_check (damaged, i, "");
  assert_check (damaged, 4, "AB");

  /* A code that is there is shown, and can be forgotten. */
  g_assert_false (spare_code_set_is_forgotten (both));
  g_assert_cmpuint (spare_code_set_count (both), ==, 1);
  assert_check (both, 0, "3W");
  spare_code_set_forget (both, NOW);
  g_assert_true (spare_code_set_is_forgotten (both));
  g_assert_cmpuint (spare_code_set_count (both), ==, 1);
  assert_check (both, 0, "3W");
}

static void
test_log (void)
{
  g_autoptr (SpareThing) set = new_set (1);
  g_autoptr (GPtrArray) log = NULL;
  const SpareCodeEvent *event;

  spare_code_set_log (set, NOW, SPARE_CODE_EVENT_TAKEN_IN, NULL);
  spare_code_set_log (set, NOW + 1, SPARE_CODE_EVENT_PRINTED, "K7M-3QP: two copies");
  spare_code_set_log (set, NOW + 2, SPARE_CODE_EVENT_TESTED, "K7M-3QP");
  log = spare_code_set_dup_log (set);
  g_assert_cmpuint (log->len, ==, 3);
  event = g_ptr_array_index (log, 1);
  g_assert_cmpint (event->time, ==, NOW + 1);
  g_assert_cmpint (event->kind, ==, SPARE_CODE_EVENT_PRINTED);
  g_assert_cmpstr (event->detail, ==, "K7M-3QP: two copies");

  /* The newest 200, and always the last of each kind. */
  for (guint i = 0; i < 300; i++)
    spare_code_set_log (set, NOW + 10 + i, i % 2 == 0 ? SPARE_CODE_EVENT_USED : SPARE_CODE_EVENT_UNUSED, "0");
  g_clear_pointer (&log, g_ptr_array_unref);
  log = spare_code_set_dup_log (set);
  g_assert_cmpuint (log->len, ==, 200);
  g_assert_cmpint (spare_code_set_get_last (set, SPARE_CODE_EVENT_TAKEN_IN), ==, NOW);
  g_assert_cmpint (spare_code_set_get_last (set, SPARE_CODE_EVENT_PRINTED), ==, NOW + 1);
  g_assert_cmpint (spare_code_set_get_last (set, SPARE_CODE_EVENT_TESTED), ==, NOW + 2);
  g_assert_cmpint (spare_code_set_get_last (set, SPARE_CODE_EVENT_UNUSED), ==, NOW + 309);
  g_assert_cmpint (spare_code_set_get_last (set, SPARE_CODE_EVENT_VOIDED), ==, 0);
  event = g_ptr_array_index (log, 3); /* 197 of the 300 */
  g_assert_cmpint (event->time, ==, NOW + 10 + 103);
}

static void
test_list (void)
{
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  const char *const lines[] = {
    "sparekey:code-set?x-id=old&account=" ACCOUNT "&created=5&code=a",
    "sparekey:code-set?x-id=void-new&account=" ACCOUNT "&created=9&code=a&void=lost",
    "sparekey:code-set?x-id=other&account=" ID "&created=7&code=a",
    "sparekey:place?x-id=place&account=" ACCOUNT,
    "sparekey:code-set?x-id=nobody&code=a",
    "sparekey:code-set?x-id=undated&account=" ACCOUNT "&code=a",
    "sparekey:code-set?x-id=new&account=" ACCOUNT "&created=6&code=a",
    "sparekey:code-set?x-id=void-old&account=" ACCOUNT "&created=1&code=a&void=replaced",
  };
  const char *const expected[] = { "new", "old", "undated", "void-new", "void-old" };
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (SpareThing) thing = parse (lines[i]);

      g_list_store_append (things, thing);
    }
  sets = spare_code_set_list (G_LIST_MODEL (things), ACCOUNT);
  g_assert_cmpuint (sets->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < sets->len; i++)
    g_assert_cmpstr (spare_thing_get_id (g_ptr_array_index (sets, i)), ==, expected[i]);

  none = spare_code_set_list (G_LIST_MODEL (things), "nobody-at-all");
  g_assert_cmpuint (none->len, ==, 0);
}

/* As large as it gets, every code numbered and used. */
static void
test_large (void)
{
  g_autoptr (SpareThing) set = spare_code_set_new (ID, ACCOUNT, "file", NOW);

  for (guint i = 0; i < SPARE_CODE_SET_MAX; i++)
    {
      g_autofree char *code = g_strdup_printf ("%08u-%08u-%08u-%08u", i, i, i, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 100);

      add (set, code, number);
    }
  for (guint i = 0; i < SPARE_CODE_SET_MAX; i++)
    spare_code_set_set_used (set, i, NOW + i, NOW + i);
  g_assert_true (spare_record_check (SPARE_RECORD (set), NULL));
  spare_code_set_forget (set, NOW);
  g_assert_true (spare_record_check (SPARE_RECORD (set), NULL));
  g_assert_cmpuint (spare_code_set_count (set), ==, SPARE_CODE_SET_MAX);
  g_assert_cmpuint (spare_code_set_count_left (set), ==, 0);
  assert_number (set, 499, "599");
  g_assert_cmpint (spare_code_set_get_used (set, 499), ==, NOW + 499);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/code-set/new", test_new);
  g_test_add_func ("/core/code-set/stored-before", test_stored_before);
  g_test_add_func ("/core/code-set/numbers", test_numbers);
  g_test_add_func ("/core/code-set/use", test_use);
  g_test_add_func ("/core/code-set/unreadable", test_unreadable);
  g_test_add_func ("/core/code-set/low", test_low);
  g_test_add_func ("/core/code-set/answers", test_answers);
  g_test_add_func ("/core/code-set/void", test_void);
  g_test_add_func ("/core/code-set/correct", test_correct);
  g_test_add_func ("/core/code-set/forget", test_forget);
  g_test_add_func ("/core/code-set/forget-damaged", test_forget_damaged);
  g_test_add_func ("/core/code-set/log", test_log);
  g_test_add_func ("/core/code-set/list", test_list);
  g_test_add_func ("/core/code-set/large", test_large);

  return g_test_run ();
}
