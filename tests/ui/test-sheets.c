/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheets-words.h"

#include <string.h>

#include "spare-drill.h"
#include "spare-sets-todo.h"
#include "spare-sheets-reminder.h"
#include "spare-ui-test.h"

#define NOW (G_GINT64_CONSTANT (1767225600)) /* 1 January 2026 */
#define DAY (G_GINT64_CONSTANT (86400))

#define SET_ID   "5d0c7f0a-3b57-4a8e-9b1c-665544332211"
#define OTHER_ID "5d0c7f0a-3b57-4a8e-9b1c-665544332212"

/* A code of ISO/IEC 7064, annex: "ISO79" has the check characters 3W. */
#define ISO_CODE  "ISO-79"
#define ISO_CHECK "3W"

static SpareThing *
make_set (const char *id,
          const char *const *codes)
{
  SpareThing *set = spare_code_set_new (id, "account", "pasted", NOW);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (SpareSecret) code = spare_secret_new_text (codes[i]);

      spare_code_set_add (set, code, NULL);
    }
  return set;
}

static SpareThing *
make_sheet (const char *name,
            const char *fingerprint,
            gint64 printed,
            const char *set_id)
{
  g_autofree char *id = g_uuid_string_random ();
  SpareThing *sheet = spare_sheet_record_new (id, SPARE_SHEET_CODES, name, fingerprint, printed);

  if (set_id != NULL)
    spare_sheet_record_add_set (sheet, set_id);
  return sheet;
}

static SpareDrillAnswer
check (SpareThing *set,
       const char *typed,
       guint *place)
{
  const SpareDrillQuestion question = { set, 0 };

  return spare_drill_check (&question, typed, place);
}

#define assert_answer(set, typed, wanted, wanted_place) \
  G_STMT_START \
  { \
    guint place_; \
    g_assert_cmpint (check (set, typed, &place_), ==, wanted); \
    g_assert_cmpuint (place_, ==, wanted_place); \
  } \
  G_STMT_END

static void
test_kept (void)
{
  static const char *const codes[] = { ISO_CODE, NULL };
  g_autoptr (SpareThing) set = make_set (SET_ID, codes);

  assert_answer (set, ISO_CODE, SPARE_DRILL_RIGHT, 0);
  assert_answer (set, "iso 79", SPARE_DRILL_RIGHT, 0);
  assert_answer (set, "ISO-79 " ISO_CHECK, SPARE_DRILL_RIGHT, 0);
  assert_answer (set, ISO_CHECK, SPARE_DRILL_RIGHT_BY_CHECK, 0);
  assert_answer (set, "3w", SPARE_DRILL_RIGHT_BY_CHECK, 0);
  assert_answer (set, "W3", SPARE_DRILL_WRONG_CHECK, 0);
  assert_answer (set, " - ", SPARE_DRILL_EMPTY, 0);
  assert_answer (set, "IS0-79", SPARE_DRILL_DIFFERS, 3);
  assert_answer (set, "IS0-79 " ISO_CHECK, SPARE_DRILL_DIFFERS, 3);
  assert_answer (set, "SIO-79", SPARE_DRILL_SWAPPED, 1);
  assert_answer (set, "ISO-97", SPARE_DRILL_SWAPPED, 4);
  assert_answer (set, "ISO-7", SPARE_DRILL_LENGTH, 5);
  assert_answer (set, "IS-79", SPARE_DRILL_LENGTH, 3);
}

static void
test_case (void)
{
  static const char *const codes[] = { "aBcD-1234", NULL };
  g_autoptr (SpareThing) set = make_set (SET_ID, codes);

  assert_answer (set, "abcd1234", SPARE_DRILL_RIGHT, 0);
  spare_code_set_set_case (set, SPARE_ANSWER_YES);
  assert_answer (set, "aBcD1234", SPARE_DRILL_RIGHT, 0);
  assert_answer (set, "abcD1234", SPARE_DRILL_CASE, 2);
  assert_answer (set, "aBxD1234", SPARE_DRILL_DIFFERS, 3);
}

/* Without check characters what is kept is compared all the same. */
static void
test_other_scripts (void)
{
  static const char *const codes[] = { "größe-12", NULL };
  g_autoptr (SpareThing) set = make_set (SET_ID, codes);

  assert_answer (set, "GRÖßE 12", SPARE_DRILL_RIGHT, 0);
  assert_answer (set, "große-12", SPARE_DRILL_DIFFERS, 3);
  assert_answer (set, "12", SPARE_DRILL_LENGTH, 1);
}

static void
test_forgotten (void)
{
  static const char *const codes[] = { ISO_CODE, NULL };
  g_autoptr (SpareThing) set = make_set (SET_ID, codes);

  spare_code_set_forget (set, NOW);
  assert_answer (set, ISO_CODE, SPARE_DRILL_RIGHT, 0);
  assert_answer (set, "iso79" ISO_CHECK, SPARE_DRILL_RIGHT, 0);
  assert_answer (set, ISO_CHECK, SPARE_DRILL_RIGHT_BY_CHECK, 0);
  assert_answer (set, "3X", SPARE_DRILL_WRONG_CHECK, 0);
  g_assert_cmpint (check (set, "ISO-78", &(guint){ 0 }), !=, SPARE_DRILL_RIGHT);
  g_assert_cmpint (check (set, "IOS-79", &(guint){ 0 }), !=, SPARE_DRILL_RIGHT);
}

/* Unused codes first; none of a void set, none without anything to compare with. */
static void
test_questions (void)
{
  static const char *const codes[] = { "11111111", "22222222", NULL };
  static const char *const words[] = { "größe", NULL };
  g_autoptr (SpareThing) set = make_set (SET_ID, codes);
  g_autoptr (SpareThing) other = make_set (OTHER_ID, words);
  g_autoptr (SpareThing) sheet = make_sheet ("K7M-3QP", "ABCD", NOW, SET_ID);
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) unused = NULL;
  g_autoptr (GPtrArray) used = NULL;
  g_autoptr (GPtrArray) none = NULL;

  spare_sheet_record_add_set (sheet, OTHER_ID);
  g_list_store_append (things, set);
  g_list_store_append (things, other);
  g_list_store_append (things, sheet);
  all = spare_drill_list (sheet, G_LIST_MODEL (things));
  g_assert_cmpuint (all->len, ==, 3);

  spare_code_set_forget (other, NOW);
  spare_code_set_set_used (set, 0, NOW, NOW);
  unused = spare_drill_list (sheet, G_LIST_MODEL (things));
  g_assert_cmpuint (unused->len, ==, 1);
  g_assert_cmpuint (((SpareDrillQuestion *) g_ptr_array_index (unused, 0))->position, ==, 1);

  spare_code_set_set_used (set, 1, NOW, NOW);
  used = spare_drill_list (sheet, G_LIST_MODEL (things));
  g_assert_cmpuint (used->len, ==, 2);

  spare_code_set_void (set, SPARE_VOID_REPLACED, NOW);
  none = spare_drill_list (sheet, G_LIST_MODEL (things));
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_due (void)
{
  static const char *const codes[] = { "11111111", NULL };
  g_autoptr (SpareThing) set = make_set (SET_ID, codes);
  g_autoptr (SpareThing) sheet = make_sheet ("K7M-3QP", "ABCD", NOW, SET_ID);
  g_autoptr (SpareThing) old = make_sheet ("W4X-9RT", "EFGH", NOW - 30 * DAY, SET_ID);
  g_autoptr (SpareThing) bare = make_sheet ("H2J-6KN", "", NOW - 30 * DAY, NULL);
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  GListModel *list = G_LIST_MODEL (things);
  g_autoptr (SpareThing) first = NULL;
  g_autofree char *reminder = NULL;
  g_autofree char *later = NULL;

  g_list_store_append (things, set);
  g_list_store_append (things, sheet);
  g_list_store_append (things, old);
  g_list_store_append (things, bare);
  first = spare_sheets_find_first_due (list);
  g_assert_true (first == old);
  g_assert_false (spare_sheets_is_due (sheet, list, NOW + 6 * DAY));
  g_assert_true (spare_sheets_is_due (sheet, list, NOW + 8 * DAY));
  g_assert_cmpint (spare_sheets_get_due (bare, list), ==, 0);
  reminder = spare_sheets_dup_reminder (list, NOW);
  g_assert_cmpstr (reminder, ==, "1 sheet with backup codes should be tested.");

  spare_sheet_record_set_tested (old, NOW);
  spare_sheet_record_void (sheet, SPARE_VOID_REPLACED, NOW);
  g_assert_cmpint (spare_sheets_get_due (sheet, list), ==, 0);
  later = spare_sheets_dup_reminder (list, NOW + 8 * DAY);
  g_assert_cmpstr (later, ==, "1 void sheet must be destroyed.");

  spare_sheet_record_set_destroyed (sheet, NOW);
  g_assert_cmpint (spare_sheets_get_fate (sheet), ==, SPARE_SHEETS_GONE);
  g_assert_null (spare_sheets_dup_reminder (list, NOW + 8 * DAY));
}

/* Losing one sheet leaves others with the same codes: they still open the account, until there are new ones. */
static void
test_shared (void)
{
  static const char *const codes[] = { "11111111", NULL };
  g_autoptr (SpareThing) set = make_set (SET_ID, codes);
  g_autoptr (SpareThing) other = make_set (OTHER_ID, codes);
  g_autoptr (SpareThing) sheet = make_sheet ("K7M-3QP", "ABCD", NOW, SET_ID);
  g_autoptr (SpareThing) apart = make_sheet ("W4X-9RT", "EFGH", NOW, OTHER_ID);
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  GListModel *list = G_LIST_MODEL (things);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *others = NULL;

  g_list_store_append (things, set);
  g_list_store_append (things, other);
  before = spare_sheets_dup_standing (sheet, list, NOW);
  g_assert_null (strstr (before, "void"));
  spare_code_set_void (set, SPARE_VOID_LOST, NOW);
  g_assert_cmpint (spare_sheets_get_fate (sheet), ==, SPARE_SHEETS_VALID);
  g_assert_cmpint (spare_sheets_get_due (sheet, list), ==, 0);
  g_assert_false (spare_sheets_is_kept (sheet, list));
  after = spare_sheets_dup_standing (sheet, list, NOW);
  g_assert_nonnull (strstr (after, "new codes will make this one void"));
  others = spare_sheets_dup_standing (apart, list, NOW);
  g_assert_null (strstr (others, "void"));

  /* Half of its codes are enough. */
  spare_sheet_record_add_set (apart, SET_ID);
  g_clear_pointer (&others, g_free);
  others = spare_sheets_dup_standing (apart, list, NOW);
  g_assert_cmpstr (others, ==, after);
}

/* One that was lost and turns up is no paper to destroy before there are new codes. */
static void
test_found_again (void)
{
  static const char *const codes[] = { "11111111", NULL };
  g_autoptr (SpareThing) set = make_set (SET_ID, codes);
  g_autoptr (SpareThing) fresh = make_set (OTHER_ID, codes);
  g_autoptr (SpareThing) sheet = make_sheet ("K7M-3QP", "ABCD", NOW, SET_ID);
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  GListModel *list = G_LIST_MODEL (things);
  g_autofree char *before = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *after = NULL;
  g_autofree char *reminder = NULL;

  g_list_store_append (things, set);
  g_list_store_append (things, sheet);
  spare_code_set_void (set, SPARE_VOID_LOST, NOW);
  spare_sheet_record_void (sheet, SPARE_VOID_LOST, NOW);
  g_assert_true (spare_sheets_awaits_codes (sheet, list));
  g_assert_null (spare_sheets_dup_reminder (list, NOW));
  before = spare_sheets_dup_standing (sheet, list, NOW);
  g_assert_cmpstr (before, ==, "Void since 1 Jan 2026. It was lost: others may know its codes. Get new codes, then "
                               "destroy it.");
  verdict = spare_sheets_dup_verdict (list, "K7M-3QP");
  g_assert_cmpstr (verdict, ==, "K7M-3QP, printed on 1 Jan 2026: a paper with its codes was lost. Get new codes, then "
                                "destroy it.");

  g_list_store_append (things, fresh);
  g_assert_false (spare_sheets_awaits_codes (sheet, list));
  after = spare_sheets_dup_standing (sheet, list, NOW);
  g_assert_cmpstr (after, ==, "Void since 1 Jan 2026. It was lost: others may know its codes.");
  reminder = spare_sheets_dup_reminder (list, NOW);
  g_assert_cmpstr (reminder, ==, "1 void sheet must be destroyed.");
}

static void
assert_verdict (GListModel *things,
                const char *text,
                const char *wanted)
{
  g_autofree char *verdict = spare_sheets_dup_verdict (things, text);

  g_assert_true (g_str_has_prefix (verdict, wanted));
}

static void
test_papers (void)
{
  g_autoptr (SpareThing) sheet = make_sheet ("K7M-3QP", "ABCD", NOW, SET_ID);
  g_autoptr (SpareThing) again = make_sheet ("W4X-9RT", "ABCD", NOW + DAY, SET_ID);
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  GListModel *list = G_LIST_MODEL (things);

  g_list_store_append (things, sheet);
  g_list_store_append (things, again);
  spare_sheet_record_void (sheet, SPARE_VOID_REPLACED, NOW);
  assert_verdict (list, "k7m 3qp", "K7M-3QP, printed on 1 Jan 2026: it is void. Destroy it.");
  assert_verdict (list, "w4x-9rt", "W4X-9RT, printed on 2 Jan 2026: it counts. Keep it.");
  assert_verdict (list, "abcd", "Several sheets have the same codes.");
  assert_verdict (list, "ABCE", "No sheet here has that number or fingerprint.");
  assert_verdict (list, "", "No sheet here has that number or fingerprint.");
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* Silent for a day once it was closed, and for good when it is switched off. */
static void
test_reminder (void)
{
  g_autoptr (SpareVault) vault = spare_ui_test_vault ();
  g_autoptr (GSettings) settings = g_settings_new ("io.github.sparekey.Sparekey");
  g_autoptr (SpareSheetsReminder) reminder = spare_sheets_reminder_new (vault, settings);
  g_autoptr (SpareThing) sheet = make_sheet ("K7M-3QP", "ABCD", NOW, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autofree char *notice = NULL;
  g_autofree char *again = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint changes = 0;

  g_assert_null (spare_sheets_reminder_dup_notice (reminder));
  g_signal_connect_swapped (reminder, "changed", G_CALLBACK (count_cb), &changes);
  spare_sheet_record_void (sheet, SPARE_VOID_REPLACED, NOW);
  g_ptr_array_add (records, sheet);
  spare_vault_save_async (vault, records, NULL, NULL, NULL, NULL, NULL);
  while (changes == 0)
    g_main_context_iteration (NULL, TRUE);
  notice = spare_sheets_reminder_dup_notice (reminder);
  g_assert_cmpstr (notice, ==, "1 void sheet must be destroyed.");

  spare_sheets_reminder_dismiss (reminder);
  g_assert_cmpuint (changes, >, 1);
  g_assert_null (spare_sheets_reminder_dup_notice (reminder));
  g_settings_set_int64 (settings, "sheet-reminded", now - DAY - 1);
  again = spare_sheets_reminder_dup_notice (reminder);
  g_assert_nonnull (again);
  g_settings_set_boolean (settings, "sheet-reminder", FALSE);
  g_assert_null (spare_sheets_reminder_dup_notice (reminder));
  g_settings_reset (settings, "sheet-reminder");
  g_settings_reset (settings, "sheet-reminded");
}

static void
assert_todo (SpareVault *vault,
             const char *title,
             const char *detail)
{
  g_autoptr (SpareSetsIndex) index = spare_sets_index_new (vault);
  g_autoptr (GPtrArray) items = spare_sets_todo_list (vault, index, spare_vault_get_accounts (vault), NOW + DAY);

  g_assert_cmpuint (items->len, >=, 1);
  g_assert_cmpstr (((SpareSetsItem *) g_ptr_array_index (items, 0))->title, ==, title);
  g_assert_nonnull (strstr (((SpareSetsItem *) g_ptr_array_index (items, 0))->detail, detail));
}

/* A sheet that is void for one account, and bears the codes of another: nobody is sent to destroy the last of
 * them. */
static void
test_last (void)
{
  static const char *const codes[] = { "11111111", NULL };
  g_autoptr (SpareVault) vault = spare_ui_test_vault ();
  g_autoptr (SpareThing) gone = make_set (SET_ID, codes);
  g_autoptr (SpareThing) left = spare_code_set_new (OTHER_ID, NULL, "pasted", NOW);
  g_autoptr (SpareThing) sheet = make_sheet ("K7M-3QP", "ABCD", NOW, SET_ID);
  g_autoptr (SpareSecret) code = spare_secret_new_text (ISO_CODE);
  g_autoptr (SpareThing) other = NULL;

  spare_sheet_record_add_set (sheet, OTHER_ID);
  spare_code_set_add (left, code, NULL);
  spare_code_set_void (gone, SPARE_VOID_REPLACED, NOW);
  spare_sheet_record_void (sheet, SPARE_VOID_REPLACED, NOW);
  spare_ui_test_save (vault, gone);
  spare_ui_test_save (vault, left);
  spare_ui_test_save (vault, sheet);
  assert_todo (vault, "Replace sheet K7M-3QP", "the only paper with codes that still work: A deleted account. Print");

  g_clear_object (&left);
  left = spare_thing_find (spare_vault_get_things (vault), OTHER_ID);
  {
    g_autoptr (SpareRecord) copy = spare_record_copy (SPARE_RECORD (left));

    spare_code_set_forget (SPARE_THING (copy), NOW);
    spare_ui_test_save (vault, SPARE_THING (copy));
  }
  assert_todo (vault, "Replace sheet K7M-3QP", "Get new codes there before you destroy it.");
  assert_verdict (spare_vault_get_things (vault), "K7M-3QP",
                  "K7M-3QP, printed on 1 Jan 2026: it is void, and the only paper with other codes that still work.");
  g_assert_null (spare_sheets_dup_reminder (spare_vault_get_things (vault), NOW));

  /* They are on another sheet, too. */
  other = make_sheet ("W4X-9RT", "EFGH", NOW, OTHER_ID);
  spare_ui_test_save (vault, other);
  assert_todo (vault, "Destroy sheet K7M-3QP", "Codes on it do not work any more.");
}

/* Read again a year later, new codes after two. */
static void
test_old (void)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (SpareVault) vault = spare_ui_test_vault ();
  g_autoptr (SpareThing) emergency = spare_sheet_record_new (id, SPARE_SHEET_EMERGENCY, "W4X-9RT", "", NOW - 366 * DAY);
  g_autoptr (SpareThing) sheet = make_sheet ("K7M-3QP", "ABCD", NOW - 731 * DAY, NULL);
  g_autofree char *standing = spare_sheets_dup_standing (emergency, spare_vault_get_things (vault), NOW);
  g_autofree char *later = NULL;

  g_assert_true (spare_sheets_is_unread (emergency, NOW));
  g_assert_cmpstr (standing, ==, "It was right on 31 Dec 2024. Read it again: is it still?");
  spare_ui_test_save (vault, emergency);
  assert_todo (vault, "Read sheet W4X-9RT again", "If not, print a new one.");

  spare_sheet_record_set_tested (emergency, NOW);
  g_assert_false (spare_sheets_is_unread (emergency, NOW + 364 * DAY));
  g_assert_true (spare_sheets_is_unread (emergency, NOW + 365 * DAY));
  later = spare_sheets_dup_standing (emergency, spare_vault_get_things (vault), NOW);
  g_assert_cmpstr (later, ==, "It was right on 1 Jan 2026. Read it again on 1 Jan 2027.");

  g_clear_object (&vault);
  vault = spare_ui_test_vault ();
  spare_ui_test_save (vault, sheet);
  assert_todo (vault, "Renew sheet K7M-3QP", "It was printed on 1 Jan 2024, more than two years ago.");
}

int
main (int argc,
      char **argv)
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/drill/kept", test_kept);
  g_test_add_func ("/drill/case", test_case);
  g_test_add_func ("/drill/other-scripts", test_other_scripts);
  g_test_add_func ("/drill/forgotten", test_forgotten);
  g_test_add_func ("/drill/questions", test_questions);
  g_test_add_func ("/sheets/due", test_due);
  g_test_add_func ("/sheets/shared", test_shared);
  g_test_add_func ("/sheets/found-again", test_found_again);
  g_test_add_func ("/sheets/papers", test_papers);
  g_test_add_func ("/sheets/last", test_last);
  g_test_add_func ("/sheets/old", test_old);
  g_test_add_func ("/sheets/reminder", test_reminder);

  return g_test_run ();
}
