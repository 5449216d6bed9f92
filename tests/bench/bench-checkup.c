/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "map-facts.h"
#include "spare-checkup.h"
#include "spare-closure.h"

/* The whole check-up of made-up accounts and facts, always the same ones:
 * bench-checkup ROUNDS [ACCOUNTS]
 *
 * A line for each round: ms of CPU time for the check-up, for the map alone, and for one
 * bare closure of its graph. The first line, "size": accounts, vertices, rules, roots,
 * losses, takings and findings. */

#define CLOSURES 1000
#define MAILBOXES 4

static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
add_facts (Facts *facts)
{
  facts_add (facts, SPARE_FACT_MEMORY, "master", "Master password", "kind", "master", NULL);
  facts_add (facts, SPARE_FACT_MEMORY, "reused", "Old password", "kind", "password", NULL);
  facts_add (facts, SPARE_FACT_DEVICE, "phone", "Phone", "kind", "phone", "lock", "pin", "carried", "yes", NULL);
  facts_add (facts, SPARE_FACT_DEVICE, "laptop", "Laptop", "kind", "computer", "encrypted", "no", "here", "yes", NULL);
  facts_add (facts, SPARE_FACT_DEVICE, "tablet", "Tablet", "kind", "tablet", "lock", "short-pin", NULL);
  facts_add (facts, SPARE_FACT_DOCUMENT, "passport", "Passport", "carried", "yes", NULL);
  facts_add (facts, SPARE_FACT_NUMBER, "number", "+49 170 555", "device", "phone", "document", "passport", NULL);
  facts_add (facts, SPARE_FACT_PLACE, "home", "Home", "kind", "home", "locked", "yes", NULL);
  facts_add (facts, SPARE_FACT_PLACE, "desk", "Desk", "in", "home", "locked", "no", NULL);
  facts_add (facts, SPARE_FACT_PLACE, "safe", "Safe", "kind", "bank", "locked", "yes", NULL);
  facts_add (facts, SPARE_FACT_PERSON, "sister", "Ada", NULL);
  facts_add (facts, SPARE_FACT_PERSON, "friend", "Bo", "keeps", "codes:service-7", NULL);
}

static void
add_account (Facts *facts,
             guint  i)
{
  static const char *const seconds[] = { "app:phone", "sms:number", "none", "app:tablet", "unknown" };
  static const char *const passwords[] = { "manager:service-4", "own", "memory:reused", "manager:service-4" };
  static const char *const kept[] = { "device:laptop", "place:desk", "manager:service-4" };
  g_autofree char *service = g_strdup_printf ("Service-%u", i);
  g_autofree char *id = g_ascii_strdown (service, -1);
  g_autofree char *address = g_strdup_printf ("me@mail%u.example", i % MAILBOXES);
  g_autofree char *mailbox = g_strdup_printf ("email:service-%u", i % MAILBOXES);
  char importance[] = { (char) ('1' + i % 5), '\0' };
  SpareAccount *account = facts_add_account (facts, service, i < MAILBOXES ? "me" : address);

  if (i % 3 == 0)
    facts_add_secret (account);
  if (i < MAILBOXES)
    facts_add_access (facts, id, "importance", "5", "password", "own", "second", "app:phone", "recovery",
                      "sms:number", "address", address, NULL);
  else if (i == MAILBOXES)
    facts_add_access (facts, id, "importance", "5", "password", "memory:master", "second", "none", NULL);
  else if (i % 7 == 0)
    facts_add_access (facts, id, "importance", importance, NULL);
  else
    facts_add_access (facts, id, "importance", importance, "password", passwords[i % 4], "second", seconds[i % 5],
                      "recovery", i % 6 == 0 ? "unknown" : mailbox, "codes-at", kept[i % 3], NULL);
}

static double
time_closure (SpareGraph *graph)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  guint n;
  const guint *roots = spare_graph_get_roots (graph, &n);
  double start = get_ms ();

  for (guint i = 0; i < CLOSURES; i++)
    {
      spare_closure_clear (closure);
      spare_closure_add_all (closure, roots, n);
    }
  return (get_ms () - start) / CLOSURES;
}

static double
time_map (Facts *facts)
{
  double start = get_ms ();
  g_autoptr (SpareMap) map = facts_map (facts);

  return get_ms () - start;
}

static SpareCheckup *
run (Facts  *facts,
     double *ms)
{
  double start = get_ms ();
  SpareCheckup *checkup = spare_checkup_run (G_LIST_MODEL (facts->accounts), G_LIST_MODEL (facts->things), NULL, NOW,
                                             NULL, NULL);

  *ms = get_ms () - start;
  return checkup;
}

static void
print_size (SpareCheckup *checkup)
{
  SpareMap *map = spare_checkup_get_map (checkup);
  SpareGraph *graph = spare_map_get_graph (map);
  guint n_accounts, n_roots;

  spare_map_get_accounts (map, &n_accounts);
  spare_graph_get_roots (graph, &n_roots);
  printf ("size %u %u %u %u %u %u %u\n", n_accounts, spare_graph_get_n_vertices (graph),
          spare_graph_get_n_rules (graph), n_roots, spare_map_get_losses (map)->len, spare_map_get_takings (map)->len,
          spare_checkup_get_findings (checkup)->len);
}

int
main (int   argc,
      char *argv[])
{
  guint rounds = argc > 1 ? (guint) atoi (argv[1]) : 10;
  guint n_accounts = argc > 2 ? (guint) atoi (argv[2]) : 200;
  g_auto (Facts) facts = facts_new ();

  if (rounds == 0 || n_accounts < 10 || n_accounts > 5000)
    return 2;
  for (guint i = 0; i < n_accounts; i++)
    add_account (&facts, i);
  add_facts (&facts);

  for (guint i = 0; i < rounds; i++)
    {
      double ms;
      g_autoptr (SpareCheckup) checkup = run (&facts, &ms);
      SpareGraph *graph = spare_map_get_graph (spare_checkup_get_map (checkup));

      if (i == 0)
        print_size (checkup);
      printf ("%.2f %.2f %.5f\n", ms, time_map (&facts), time_closure (graph));
    }
  return 0;
}
