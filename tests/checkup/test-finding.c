/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

#include <string.h>

#include "spare-checkup-private.h"

static SpareCheckup *
run (Facts *facts)
{
  g_autoptr (GError) error = NULL;
  SpareCheckup *checkup = spare_checkup_run (G_LIST_MODEL (facts->accounts), G_LIST_MODEL (facts->things), NOW, NULL,
                                             &error);

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding/maya", test_maya);
  g_test_add_func ("/finding/plan", test_plan);
  g_test_add_func ("/finding/empty", test_empty);
  return g_test_run ();
}
