/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

#include <string.h>

#include "spare-checkup-private.h"

static SpareCheckup *
run (Facts *facts)
{
  g_autoptr (GError) error = NULL;
  SpareCheckup *checkup = spare_checkup_run (G_LIST_MODEL (facts->accounts), G_LIST_MODEL (facts->things), NULL, NOW,
                                             NULL, &error);

  g_assert_no_error (error);
  return checkup;
}

static const SpareFinding *
find (SpareCheckup *checkup,
      const char   *id)
{
  GPtrArray *findings = spare_checkup_get_findings (checkup);

  for (guint i = 0; i < findings->len; i++)
    if (strcmp (((const SpareFinding *) findings->pdata[i])->id, id) == 0)
      return findings->pdata[i];
  return NULL;
}

/* How many findings of the kind there are. */
static guint
count (SpareCheckup    *checkup,
       SpareFindingKind kind)
{
  GPtrArray *findings = spare_checkup_get_findings (checkup);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const SpareFinding *) findings->pdata[i])->kind == kind;
  return n;
}

/* @accounts: their titles, those that matter most first. */
static const SpareFinding *
check (SpareCheckup *checkup,
       const char   *id,
       const char   *accounts)
{
  const SpareFinding *finding = find (checkup, id);
  g_autofree char *found = NULL;

  g_test_message ("%s", id);
  g_assert (finding != NULL);
  found = facts_print (spare_checkup_get_map (checkup), finding->accounts);
  g_assert_cmpstr (found, ==, accounts);
  g_assert_true (finding->title != NULL && *finding->title != '\0');
  g_assert_true (finding->why != NULL && *finding->why != '\0');
  g_assert_true (finding->advice != NULL && *finding->advice != '\0');
  g_assert_cmpuint (finding->minutes, >, 0);
  return finding;
}

static void
check_columns (const SpareFinding *finding,
               guint               lost_before,
               guint               seized_before,
               guint               lost_after,
               guint               seized_after)
{
  g_assert_true (finding->has_columns);
  g_assert_cmpuint (finding->before.lost, ==, lost_before);
  g_assert_cmpuint (finding->before.seized, ==, seized_before);
  g_assert_cmpuint (finding->after.lost, ==, lost_after);
  g_assert_cmpuint (finding->after.seized, ==, seized_after);
}

/* The worked example, with services that give backup codes for the mailbox and the code
 * host, and a sister. */
static void
add_maya (Facts *facts)
{
  facts_add_maya (facts);
  facts_add (facts, SPARE_FACT_PERSON, "sister", "Ada", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (facts->accounts)); i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (G_LIST_MODEL (facts->accounts), i);

      if (strcmp (spare_account_get_id (account), "mail") == 0)
        spare_account_set_service (account, "Proton");
      if (strcmp (spare_account_get_id (account), "code") == 0)
        spare_account_set_service (account, "GitHub");
    }
}

/* Over all losses: phone 2 (cloud, code host), laptop 0, home 5, desk 0, master 5, old
 * password 1 (forum), number 1 (bank), bag 5, sister 0, away 8: 27. Over all takings:
 * mailbox 3 (it, cloud, shop), number 3, phone 3, laptop 0, phone unlocked 3, laptop
 * unlocked 0, leak 2 for each of the two services: 4, home and desk 0, master 1: 17. */
static void
test_maya (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) checkup = NULL;
  const SpareFinding *finding;

  add_maya (&facts);
  checkup = run (&facts);

  finding = check (checkup, "one-loss:forget:master", "Manager Bank Cloud Mailer GitHub");
  g_assert_cmpint (finding->urgency, ==, SPARE_URGENCY_LOCKOUT);
  g_assert_cmpint (finding->fix, ==, SPARE_FIX_FACT);
  g_assert_cmpstr (finding->record, ==, "sister");
  g_assert_cmpint (finding->evidence, ==, SPARE_EVIDENCE_SAID);
  g_assert_cmpint (finding->said, ==, NOW);
  /* What is left: phone 1, home 2, old password 1, number 1, bag 2, away 3 (bank, cloud, forum). */
  check_columns (finding, 27, 17, 10, 17);
  g_assert_true (g_ptr_array_index (spare_checkup_get_findings (checkup), 0) == finding);

  check (checkup, "one-loss:lose-device:phone", "Cloud GitHub");
  check (checkup, "one-loss:lose-number:number", "Bank");
  g_assert_cmpuint (count (checkup, SPARE_FINDING_ONE_LOSS), ==, 3);

  /* To remove the number alone would cost the mailbox twice: print first. */
  finding = check (checkup, "backdoor:carrier:number", "Proton");
  g_assert_cmpint (finding->urgency, ==, SPARE_URGENCY_TAKEOVER);
  g_assert_nonnull (finding->first);
  g_assert_cmpstr (finding->record, ==, "sister");
  /* With both done: mailbox 3, leaks 4, master 1. */
  check_columns (finding, 27, 17, 10, 8);
  check (checkup, "backdoor:memory:master+device:laptop", "Mailer");

  finding = check (checkup, "mailbox:mail", "Cloud Shop");
  g_assert_cmpint (finding->evidence, ==, SPARE_EVIDENCE_ASSUMED);
  finding = check (checkup, "assumed", "Cloud");
  g_assert_cmpint (finding->fix, ==, SPARE_FIX_ASK);
  g_assert_cmpstr (finding->record, ==, "cloud");
  check (checkup, "reuse:memory:reused", "Shop Forum");
  finding = check (checkup, "nobody-else", "Proton Manager Bank Cloud Mailer GitHub Shop Forum");
  g_assert_cmpint (finding->urgency, ==, SPARE_URGENCY_FIRST);
  check (checkup, "no-codes", "Proton GitHub");
  check (checkup, "no-codes:unknown", "Bank Cloud");
  g_assert_cmpuint (spare_checkup_get_findings (checkup)->len, ==, 11);
}

/* By importance: lost is 110 (phone 8, master 22, home and bag 22 each, number 5, old
 * password 1, away 30), seized is 55 (mailbox, number, phone twice 11 each, leaks 3 each,
 * master 5). The kit leaves 38; without the number 22 are seized; the bank's codes spare 5
 * twice, the cloud's 4 twice, and so on. */
static void
test_plan (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) checkup = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  add_maya (&facts);
  checkup = run (&facts);
  g_assert_cmpuint (checkup->base->lost_weight, ==, 110);
  g_assert_cmpuint (checkup->base->seized_weight, ==, 55);
  plan = spare_checkup_dup_plan (checkup, checkup->fixes, NULL, NULL);
  for (guint i = 0; i < plan->len; i++)
    g_string_append_printf (text, "%s=%u ", ((const SpareFix *) plan->pdata[i])->id,
                            ((const SpareFix *) plan->pdata[i])->now);
  g_assert_cmpstr (text->str, ==,
                   "kit:person:sister=72 drop:mail:number:number=33 print-codes:bank=10 print-codes:cloud=8 "
                   "find-out:cloud=4 own-password:memory:reused=2 ");
}

static void
test_empty (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) checkup = run (&facts);

  g_assert_cmpuint (spare_checkup_get_findings (checkup)->len, ==, 0);
  g_assert_cmpuint (spare_checkup_get_set_aside (checkup)->len, ==, 0);
}

/* The events, and what each account comes to. */
static void
test_answers (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) checkup = NULL;
  SpareMap *map;
  const SpareEvent *event;
  g_autofree char *lost = NULL;
  g_autofree char *may = NULL;
  g_autofree char *certain = NULL;
  guint mail, shop, code;

  add_maya (&facts);
  checkup = run (&facts);
  map = spare_checkup_get_map (checkup);
  event = spare_map_find_event (map, "lose-device:phone");
  lost = facts_print (map, spare_checkup_get_accounts (checkup, event, FALSE));
  g_assert_cmpstr (lost, ==, "Cloud GitHub");
  g_assert_true (spare_checkup_get_accounts (checkup, event, TRUE)
                 == spare_checkup_get_accounts (checkup, event, FALSE));
  event = spare_map_find_event (map, "take-number:number");
  may = facts_print (map, spare_checkup_get_accounts (checkup, event, FALSE));
  g_assert_cmpstr (may, ==, "Proton Cloud Shop");
  certain = facts_print (map, spare_checkup_get_accounts (checkup, event, TRUE));
  g_assert_cmpstr (certain, ==, "Proton Shop");

  mail = spare_map_find (map, SPARE_ITEM_ACCOUNT, "mail");
  shop = spare_map_find (map, SPARE_ITEM_ACCOUNT, "shop");
  code = spare_map_find (map, SPARE_ITEM_ACCOUNT, "code");
  g_assert_cmpint (spare_checkup_get_exposure (checkup, mail), ==, 1);
  g_assert_cmpint (spare_checkup_get_front (checkup, mail), ==, 3);
  g_assert_cmpuint (spare_checkup_get_resilience (checkup, mail), ==, 2);
  g_assert_cmpint (spare_checkup_get_exposure (checkup, shop), ==, 0);
  g_assert_cmpuint (spare_checkup_get_resilience (checkup, shop), ==, 3);
  g_assert_cmpuint (spare_checkup_get_resilience (checkup, code), ==, 1);
}

/* Each fix of Maya's plan is done in the records, and the figures are those that were
 * promised. */
static void
test_done (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareThing) sister = NULL;
  g_autoptr (SpareThing) mail = NULL;
  g_autoptr (SpareCheckup) after_kit = NULL;
  g_autoptr (SpareCheckup) after_drop = NULL;

  add_maya (&facts);
  sister = spare_thing_find (G_LIST_MODEL (facts.things), "sister");
  spare_fact_say (sister, SPARE_PERSON_KEEPS,
                  (const char *const[]){ "memory:master", "codes:mail", "codes:mailer", "codes:code", NULL }, NOW);
  after_kit = run (&facts);
  g_assert_cmpuint (after_kit->columns.lost, ==, 10);
  g_assert_cmpuint (after_kit->columns.seized, ==, 17);
  g_assert_null (find (after_kit, "one-loss:forget:master"));
  g_assert_null (find (after_kit, "nobody-else"));
  /* Nothing has to be done first any more. */
  g_assert_null (check (after_kit, "backdoor:carrier:number", "Proton")->first);

  mail = spare_thing_find (G_LIST_MODEL (facts.things), "access-mail");
  spare_fact_say_one (mail, SPARE_ACCESS_RECOVERY, "none", NOW);
  after_drop = run (&facts);
  g_assert_cmpuint (after_drop->columns.lost, ==, 10);
  g_assert_cmpuint (after_drop->columns.seized, ==, 8);
  g_assert_cmpuint (count (after_drop, SPARE_FINDING_BACKDOOR), ==, 1);
}

static void
add_set_aside (Facts      *facts,
               const char *finding,
               const char *reason,
               gint64      now)
{
  g_autoptr (SpareCheckup) checkup = run (facts);
  const SpareFinding *found = find (checkup, finding);
  g_autoptr (SpareThing) thing = NULL;

  g_assert (found != NULL);
  thing = spare_set_aside_new_for ("aside", found, reason, now);
  g_list_store_append (facts->things, thing);
}

static void
test_set_aside (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) put_off = NULL;
  g_autoptr (SpareCheckup) other = NULL;
  g_autoptr (SpareCheckup) due = NULL;
  g_autoptr (SpareThing) found = NULL;
  const SpareFinding *finding;

  facts_add_secret (facts_add_account (&facts, "GitHub", "me"));
  add_set_aside (&facts, "no-codes", NULL, NOW - 30 * 86400 + 1);
  put_off = run (&facts);
  g_assert_null (find (put_off, "no-codes"));
  g_assert_cmpuint (spare_checkup_get_set_aside (put_off)->len, ==, 1);
  finding = g_ptr_array_index (spare_checkup_get_set_aside (put_off), 0);
  g_assert_cmpstr (finding->id, ==, "no-codes");
  found = spare_set_aside_find (G_LIST_MODEL (facts.things), finding, NOW);
  g_assert_cmpstr (spare_thing_get_id (found), ==, "aside");
  g_assert_null (spare_set_aside_get_reason (found));
  g_assert_cmpint (spare_set_aside_get_until (found), ==, NOW + 1);

  /* One account more: that is news. */
  facts_add_secret (facts_add_account (&facts, "GitLab", "me"));
  other = run (&facts);
  check (other, "no-codes", "GitHub GitLab");
  g_assert_cmpuint (spare_checkup_get_set_aside (other)->len, ==, 0);

  /* And again, a day too long ago; the latest word counts. */
  add_set_aside (&facts, "no-codes", NULL, NOW - 30 * 86400);
  due = run (&facts);
  check (due, "no-codes", "GitHub GitLab");
}

static void
test_does_not_apply (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) checkup = NULL;
  g_autoptr (SpareThing) plain = spare_set_aside_new ("one", "open-questions", NULL, NOW, NOW + 1);
  g_autoptr (SpareThing) found = NULL;

  facts_add_secret (facts_add_account (&facts, "GitHub", "me"));
  add_set_aside (&facts, "no-codes", "They come by post", NOW);
  g_list_store_append (facts.things, plain);
  checkup = run (&facts);
  g_assert_null (find (checkup, "no-codes"));
  g_assert_null (find (checkup, "open-questions"));
  g_assert_cmpuint (spare_checkup_get_set_aside (checkup)->len, ==, 2);
  found = spare_thing_find (G_LIST_MODEL (facts.things), "aside");
  g_assert_cmpstr (spare_set_aside_get_reason (found), ==, "They come by post");
  /* 22 November 2027 */
  g_assert_cmpint (spare_set_aside_get_until (found), ==, NOW + 365 * 86400);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_set_object ((GAsyncResult **) data, result);
}

static void
test_async (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SpareCheckup) checkup = NULL;
  g_autoptr (GError) error = NULL;

  add_maya (&facts);
  spare_checkup_run_async (G_LIST_MODEL (facts.accounts), G_LIST_MODEL (facts.things), NULL, NOW, NULL, done_cb,
                           &result);
  /* The lists were read at once. */
  g_list_store_remove_all (facts.accounts);
  g_list_store_remove_all (facts.things);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  checkup = spare_checkup_run_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (spare_checkup_get_findings (checkup)->len, ==, 11);
}

static void
test_cancel (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_maya (&facts);
  g_cancellable_cancel (cancellable);
  spare_checkup_run_async (G_LIST_MODEL (facts.accounts), G_LIST_MODEL (facts.things), NULL, NOW, cancellable, done_cb,
                           &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (spare_checkup_run_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* 200 accounts of which nobody said anything: few findings, and not one a row each. */
static void
test_many (void)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) checkup = NULL;
  const SpareFinding *questions;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *service = g_strdup_printf ("Service-%u", i);

      facts_add_secret (facts_add_account (&facts, service, "me@mail.example"));
    }
  checkup = run (&facts);
  g_assert_cmpuint (spare_checkup_get_findings (checkup)->len, <, 10);
  questions = find (checkup, "open-questions");
  g_assert (questions != NULL);
  g_assert_cmpuint (questions->accounts->len, ==, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding/maya", test_maya);
  g_test_add_func ("/finding/plan", test_plan);
  g_test_add_func ("/finding/empty", test_empty);
  g_test_add_func ("/finding/answers", test_answers);
  g_test_add_func ("/finding/done", test_done);
  g_test_add_func ("/finding/set-aside", test_set_aside);
  g_test_add_func ("/finding/does-not-apply", test_does_not_apply);
  g_test_add_func ("/finding/async", test_async);
  g_test_add_func ("/finding/cancel", test_cancel);
  g_test_add_func ("/finding/many", test_many);
  return g_test_run ();
}
