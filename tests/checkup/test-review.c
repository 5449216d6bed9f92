/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-review.h"

#include "map-facts.h"
#include "spare-plan.h"

#define RECORD "0b9f6f1e-2d3c-4b5a-8f7e-000000000041"
#define OTHER  "0b9f6f1e-2d3c-4b5a-8f7e-000000000042"
#define DAY    (24 * 60 * 60)
#define YEAR   (365 * DAY) /* from 22 November 2026: 2027 has no leap day */

static SpareThing *
finish (Facts            *facts,
        const SpareCount *count,
        const char       *id)
{
  return spare_review_finish (G_LIST_MODEL (facts->accounts), G_LIST_MODEL (facts->things), count, id, count->time);
}

/* The day and the counts are kept, in one record, and the next one is due in a year. */
static void
test_finish (void)
{
  const SpareCount first = { NOW, 5, 3, 8, 9 };
  const SpareCount later = { NOW + YEAR, 2, 3, 9, 4 };
  g_auto (Facts) facts = facts_new ();
  GListModel *things = G_LIST_MODEL (facts.things);
  g_autoptr (SpareThing) one = NULL;
  g_autoptr (SpareThing) two = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  SpareReview review;

  g_assert_null (finish (&facts, &first, RECORD));
  facts_add_account (&facts, "Mail", "maya");
  spare_review_read (things, &review);
  g_assert_cmpint (review.said, ==, 0);
  g_assert_false (review.has_then);

  one = finish (&facts, &first, RECORD);
  g_assert_cmpstr (spare_thing_peek_text (one, "count"), ==, "1795305600:5:3:8:9");
  g_list_store_append (facts.things, one);
  spare_review_read (things, &review);
  g_assert_cmpint (review.said, ==, NOW);
  g_assert_true (review.has_then);
  g_assert_cmpuint (review.then.lost, ==, 5);
  g_assert_cmpuint (review.then.accounts, ==, 8);
  g_assert_cmpint (review.then.findings, ==, 9);

  before = spare_due_list (G_LIST_MODEL (facts.accounts), things, NOW + YEAR - DAY);
  after = spare_due_list (G_LIST_MODEL (facts.accounts), things, NOW + YEAR);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  g_assert_cmpstr (((SpareDue *) after->pdata[after->len - 1])->what, ==, SPARE_PROMISE_REVIEW);

  /* The calendar goes as far. */
  g_assert_cmpint (spare_due_get_end (NOW), ==, NOW + YEAR);

  two = finish (&facts, &later, OTHER);
  g_assert_cmpstr (spare_thing_get_id (two), ==, RECORD);
  g_assert_cmpint (spare_thing_get_int (two, "said", 0), ==, NOW + YEAR);
  /* What was given is not changed. */
  g_assert_cmpint (spare_thing_get_int (one, "said", 0), ==, NOW);
}

/* Of a review without counts, those that were noted last before it. */
static void
test_history_before (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareThing) said = spare_thing_new (RECORD, SPARE_PROMISE_TYPE);
  g_autoptr (SpareThing) history = spare_thing_new (OTHER, SPARE_HISTORY_TYPE);
  static const char *const counts[] = { "1790000000:4:2:8:7", "1795305600:3:2:8:5", "1800000000:1:1:8:2" };
  SpareReview review;

  spare_thing_set_text (said, "promise", "review");
  spare_thing_set_int (said, "said", NOW + DAY);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (SpareSecret) value = spare_secret_new_text (counts[i]);

      spare_thing_add (history, "count", value);
    }
  g_list_store_append (facts.things, said);
  spare_review_read (G_LIST_MODEL (facts.things), &review);
  g_assert_cmpint (review.said, ==, NOW + DAY);
  g_assert_false (review.has_then);

  g_list_store_append (facts.things, history);
  spare_review_read (G_LIST_MODEL (facts.things), &review);
  g_assert_true (review.has_then);
  g_assert_cmpint (review.then.time, ==, NOW);
  g_assert_cmpuint (review.then.lost, ==, 3);
}

/* Told a year ago to the day is old, and a day less is not; what is confirmed keeps its
 * values and those answers that are newer. */
static void
test_old (void)
{
  g_auto (Facts) facts = facts_new ();
  GListModel *things = G_LIST_MODEL (facts.things);
  SpareThing *phone = facts_add (&facts, SPARE_FACT_DEVICE, "phone", "Phone", "kind", "phone", NULL);
  g_autoptr (GPtrArray) early = NULL;
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (SpareThing) confirmed = NULL;

  facts_add (&facts, SPARE_FACT_PLACE, "home", "Home", NULL);
  spare_fact_say_one (phone, SPARE_DEVICE_LOCK, "pin", NOW + 10 * DAY);
  early = spare_review_list_old (G_LIST_MODEL (facts.accounts), things, NOW + YEAR - DAY);
  g_assert_cmpuint (early->len, ==, 0);
  old = spare_review_list_old (G_LIST_MODEL (facts.accounts), things, NOW + YEAR);
  g_assert_cmpuint (old->len, ==, 1);
  g_assert_true (old->pdata[0] == phone);
  g_assert_cmpint (spare_review_get_told (phone), ==, NOW);

  confirmed = spare_review_confirm (phone, NOW + YEAR);
  g_assert_true (spare_fact_has (confirmed, SPARE_FACT_KIND, "phone"));
  g_assert_cmpint (spare_fact_get_said (confirmed, SPARE_FACT_KIND), ==, NOW + YEAR);
  g_assert_true (spare_fact_has (confirmed, SPARE_DEVICE_LOCK, "pin"));
  g_assert_cmpint (spare_fact_get_said (confirmed, SPARE_DEVICE_LOCK), ==, NOW + 10 * DAY);
  g_assert_cmpint (spare_fact_get_said (phone, SPARE_FACT_KIND), ==, NOW);

  g_list_store_remove_all (facts.things);
  g_list_store_append (facts.things, confirmed);
  none = spare_review_list_old (G_LIST_MODEL (facts.accounts), things, NOW + YEAR);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Of an account that is gone, or in the bin, nothing is asked. */
static void
test_old_access (void)
{
  g_auto (Facts) facts = facts_new ();
  SpareThing *mail;
  g_autoptr (GPtrArray) old = NULL;

  facts_add_account (&facts, "Mail", "maya");
  mail = facts_add_access (&facts, "mail", "password", "own", NULL);
  facts_add_access (&facts, "gone", "password", "own", NULL);
  old = spare_review_list_old (G_LIST_MODEL (facts.accounts), G_LIST_MODEL (facts.things), NOW + YEAR);
  g_assert_cmpuint (old->len, ==, 1);
  g_assert_true (old->pdata[0] == mail);
}

static char *
dup_day (gint64 time)
{
  return g_strdup_printf ("<%" G_GINT64_FORMAT ">", time);
}

static const SparePlanPart *
find_part (const SparePlan *plan,
           SparePlanKind    kind,
           const char      *title)
{
  for (guint i = 0; i < plan->parts->len; i++)
    {
      const SparePlanPart *part = g_ptr_array_index (plan->parts, i);

      if (part->kind == kind && g_strcmp0 (part->title, title) == 0)
        return part;
    }
  return NULL;
}

static char **
get_texts (const SparePlan *plan,
           SparePlanKind    kind,
           const char      *title)
{
  const SparePlanPart *part = find_part (plan, kind, title);

  g_assert (part != NULL);
  return part->texts;
}

/* The worked example in the words of the plan. */
static void
test_plan (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) checkup = NULL;
  g_autoptr (SparePlan) plan = NULL;
  char **texts;

  facts_add_maya (&facts);
  checkup = spare_checkup_run (G_LIST_MODEL (facts.accounts), G_LIST_MODEL (facts.things), NULL, NOW, NULL, NULL);
  plan = spare_plan_new (checkup, G_LIST_MODEL (facts.accounts), G_LIST_MODEL (facts.things), NOW, 3600, dup_day);
  g_assert_cmpstr (plan->made, ==, "As of <1795305600>, about 8 accounts.");
  g_assert_cmpint (plan->day, ==, NOW + 3600);
  texts = get_texts (plan, SPARE_PLAN_EVENT, "If you lose Phone");
  g_assert_cmpstr (texts[0], ==, "2 of 8 accounts.");
  g_assert_cmpstr (texts[1], ==, "Cloud, Code.");
  texts = get_texts (plan, SPARE_PLAN_EVENT, "If Forum leaks its passwords");
  g_assert_cmpstr (texts[0], ==, "2 of 8 accounts.");
  g_assert_cmpstr (texts[1], ==, "Forum, Shop.");
  texts = get_texts (plan, SPARE_PLAN_STEP, "Have you rehearsed an emergency?");
  g_assert_null (texts[0]);
  g_assert_nonnull (find_part (plan, SPARE_PLAN_SECTION, "Not Looked At Yet"));
  /* Nothing is set aside, so there is no such heading. */
  g_assert_null (find_part (plan, SPARE_PLAN_SECTION, "Set Aside"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/finish", test_finish);
  g_test_add_func ("/review/history-before", test_history_before);
  g_test_add_func ("/review/old", test_old);
  g_test_add_func ("/review/old-access", test_old_access);
  g_test_add_func ("/review/plan", test_plan);
  return g_test_run ();
}
