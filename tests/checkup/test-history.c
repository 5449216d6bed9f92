/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-history.h"

#include "map-facts.h"

#define RECORD "0b9f6f1e-2d3c-4b5a-8f7e-000000000021"
#define OTHER  "0b9f6f1e-2d3c-4b5a-8f7e-000000000022"
#define DAY    (24 * 60 * 60)

static void
keep (Facts      *facts,
      SpareThing *record)
{
  g_list_store_remove_all (facts->things);
  g_list_store_append (facts->things, record);
}

static void
assert_same (const SpareCount *found,
             const SpareCount *wanted)
{
  g_assert_cmpint (found->time, ==, wanted->time);
  g_assert_cmpuint (found->lost, ==, wanted->lost);
  g_assert_cmpuint (found->seized, ==, wanted->seized);
  g_assert_cmpuint (found->accounts, ==, wanted->accounts);
  g_assert_cmpint (found->findings, ==, wanted->findings);
}

static void
test_history (void)
{
  const SpareCount first = { NOW, 5, 4, 8, 6 };
  const SpareCount same = { NOW + DAY, 5, 4, 8, 6 };
  const SpareCount better = { NOW + 8 * DAY, 2, 4, 8, 3 };  /* 30 November */
  const SpareCount later = { NOW + 9 * DAY, 2, 0, 9, -1 };   /* 1 December */
  const SpareCount nothing = { NOW, 0, 0, 0, 0 };
  g_auto (Facts) facts = facts_new ();
  GListModel *things;
  g_autoptr (SpareThing) one = NULL;
  g_autoptr (SpareThing) two = NULL;
  g_autoptr (SpareThing) three = NULL;
  g_autoptr (GArray) counts = NULL;

  things = G_LIST_MODEL (facts.things);
  g_assert_null (spare_history_add (things, &nothing, RECORD));
  one = spare_history_add (things, &first, RECORD);
  keep (&facts, one);
  g_assert_null (spare_history_add (things, &same, OTHER));
  two = spare_history_add (things, &better, OTHER);
  keep (&facts, two);
  g_assert_cmpstr (spare_thing_get_id (two), ==, RECORD);
  g_assert_cmpuint (spare_thing_count (two, "count"), ==, 1);
  g_assert_cmpstr (spare_thing_peek_text (two, "count"), ==, "1795996800:2:4:8:3");
  three = spare_history_add (things, &later, OTHER);
  keep (&facts, three);

  counts = spare_history_list (things);
  g_assert_cmpuint (counts->len, ==, 2);
  assert_same (&g_array_index (counts, SpareCount, 0), &better);
  assert_same (&g_array_index (counts, SpareCount, 1), &later);
  /* What was given is not changed. */
  g_assert_cmpuint (spare_thing_count (one, "count"), ==, 1);
}

static void
test_history_damaged (void)
{
  static const char *const texts[] = { "soon:1:2:3", "1795305600:9:2:3", "1795305600:1:2", "1795305600:1:2:3:-1", "1795305600:1:2:3:4:5",
                                       "-1:1:2:3", "1795305600:1:2:0", "", "1795305600:1:2:3" };
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareThing) record = spare_thing_new (RECORD, SPARE_HISTORY_TYPE);
  g_autoptr (GArray) counts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SpareSecret) value = spare_secret_new_text (texts[i]);

      spare_thing_add (record, "count", value);
    }
  g_list_store_append (facts.things, record);
  counts = spare_history_list (G_LIST_MODEL (facts.things));
  g_assert_cmpuint (counts->len, ==, 1);
  g_assert_cmpuint (g_array_index (counts, SpareCount, 0).seized, ==, 2);
  /* How many findings were open was not noted then. */
  g_assert_cmpint (g_array_index (counts, SpareCount, 0).findings, ==, -1);
}

/* Of eight accounts the bag costs five, and a new SIM card gives three away. */
static void
test_measure (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) checkup = NULL;
  SpareCount count;

  facts_add_maya (&facts);
  checkup = spare_checkup_run (G_LIST_MODEL (facts.accounts), G_LIST_MODEL (facts.things), NULL, NOW, NULL, NULL);
  spare_history_measure (checkup, NOW, &count);
  g_assert_cmpint (count.time, ==, NOW);
  g_assert_cmpuint (count.lost, ==, 5);
  g_assert_cmpuint (count.seized, ==, 3);
  g_assert_cmpuint (count.accounts, ==, 8);
  g_assert_cmpint (count.findings, ==, (int) spare_checkup_get_findings (checkup)->len);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/months", test_history);
  g_test_add_func ("/history/damaged", test_history_damaged);
  g_test_add_func ("/history/measure", test_measure);
  return g_test_run ();
}
