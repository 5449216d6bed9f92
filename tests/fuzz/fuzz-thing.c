/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "spare-check.h"
#include "spare-renewal.h"

#define NOW 1767225600

static char *
fingerprint_of (SpareThing *set)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();

  g_ptr_array_add (sets, set);
  return spare_sheet_fingerprint (sets);
}

/* What is counted, offered and shown fits together. */
static void
check_codes (SpareThing *set)
{
  guint n = spare_code_set_count (set);
  guint left = spare_code_set_count_left (set);
  int next = spare_code_set_get_next (set);
  guint unused = 0;

  g_assert (left <= n && (left > 0) == (next >= 0) && next < (int) n);
  g_assert (!spare_code_set_is_forgotten (set) || spare_code_set_peek (set, 0) == NULL);
  for (guint i = 0; i < MIN (n, 50); i++)
    {
      g_autofree char *number = spare_code_set_dup_number (set, i);
      g_autofree char *check = spare_code_set_dup_check (set, i);
      SpareSecret *code = spare_code_set_peek (set, i);

      g_assert (g_utf8_validate (number, -1, NULL));
      g_assert (*check == '\0' || strlen (check) == SPARE_CHECK_LENGTH);
      g_assert (code == NULL || *check == '\0' || spare_check_matches (spare_secret_peek_text (code), check));
      g_assert (code == NULL || spare_check_compare (spare_secret_peek_text (code), spare_secret_peek_text (code), TRUE) == 0);
      g_assert (spare_code_set_get_used (set, i) >= 0);
      unused += spare_code_set_get_used (set, i) == 0;
      g_assert ((int) i != next || spare_code_set_get_used (set, i) == 0);
    }
  g_assert (n > 50 || left == 0 || left == unused);
  g_assert (spare_code_set_get_void (set) == SPARE_VOID_NOT || left == 0);
  g_assert (!spare_code_set_is_single (set) || n == 1);
}

static void
use_next (SpareThing *set)
{
  int next = spare_code_set_get_next (set);
  guint left = spare_code_set_count_left (set);

  if (next < 0)
    return;
  spare_code_set_set_used (set, (guint) next, NOW, NOW);
  g_assert (spare_code_set_count_left (set) == left - 1);
  g_assert (spare_code_set_get_last (set, SPARE_CODE_EVENT_USED) >= NOW);
  spare_code_set_set_used (set, (guint) next, 0, NOW);
  g_assert (spare_code_set_get_next (set) == next);
}

static void
check_set (SpareThing *set)
{
  guint n = spare_code_set_count (set);
  g_autofree char *before = fingerprint_of (set);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) log = spare_code_set_dup_log (set);
  g_autoptr (SpareSecret) line = NULL;

  g_assert (strlen (before) == 4);
  check_codes (set);
  use_next (set);
  check_codes (set);

  /* Codes are gone, and nothing else is. */
  spare_code_set_forget (set, NOW);
  g_assert (n == 0 || spare_code_set_is_forgotten (set));
  g_assert (spare_code_set_count (set) == n);
  g_assert (spare_thing_count (set, SPARE_CODE_SET_CODE) == 0);
  after = fingerprint_of (set);
  g_assert (strcmp (before, after) == 0);
  check_codes (set);

  spare_code_set_void (set, SPARE_VOID_LOST, NOW);
  g_assert (spare_code_set_get_void (set) != SPARE_VOID_NOT && spare_code_set_count_left (set) == 0);
  line = spare_record_print (SPARE_RECORD (set));
  g_assert (strstr (spare_secret_peek_text (line), "&code=") == NULL);
}

static void
check_sheet (SpareThing *sheet)
{
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  g_auto (GStrv) places = spare_sheet_record_dup_places (sheet);
  g_auto (GStrv) sets = spare_sheet_record_dup_sets (sheet);
  g_autoptr (GPtrArray) records = NULL;

  g_assert (g_strv_length (places) == spare_thing_count (sheet, "place"));
  g_assert (spare_sheet_record_get_void (sheet) == SPARE_VOID_NOT || spare_sheet_record_get_due (sheet) == 0);
  for (guint i = 0; sets[i] != NULL; i++)
    g_assert (*sets[i] == '\0' || spare_sheet_record_has_set (sheet, sets[i]));
  g_list_store_append (things, sheet);
  records = spare_renewal_lose_sheet (sheet, G_LIST_MODEL (things), NOW);
  g_assert (records->len == (spare_sheet_record_get_void (sheet) == SPARE_VOID_NOT ? 1 : 0));
}

/* Whatever stands in a record of a code set or a sheet, it can be asked, used and
 * forgotten, and what was printed is read as the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (SpareRecord) record = spare_record_parse (text, "id", NULL);
  g_autoptr (SpareRecord) again = NULL;
  g_autoptr (SpareSecret) line = NULL;
  g_autoptr (SpareSecret) line_again = NULL;

  if (record == NULL || !SPARE_IS_THING (record))
    return 0;

  line = spare_record_print (record);
  if (spare_record_check (record, NULL))
    {
      again = spare_record_parse (spare_secret_peek_text (line), "id", NULL);
      g_assert (again != NULL);
      line_again = spare_record_print (again);
      g_assert (spare_secret_equal (line, line_again));
    }
  if (spare_thing_is_code_set (SPARE_THING (record)))
    check_set (SPARE_THING (record));
  else if (spare_thing_is_sheet (SPARE_THING (record)))
    check_sheet (SPARE_THING (record));
  return 0;
}
