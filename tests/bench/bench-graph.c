/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "spare-attack.h"
#include "spare-door.h"
#include "spare-loss.h"

/* A made-up graph of 200 accounts, 60 roots and 1500 rules, times SIZE, always the
 * same one: bench-graph ROUNDS [SIZE [TRIPLES]]
 *
 * A line for each round: ms of CPU time for one closure, all single losses, all
 * pairs, and what every vertex lets an attacker have. With TRIPLES one line more,
 * "triples": ms for all losses of three; for all attacks with three; from a cancel
 * to the end of the search. The first line, "memory": bytes of the graph; of a
 * closure; those the closures asked for while they ran. */

#define ACCOUNTS 200
#define ROOTS 60
#define RULES 1500
#define CLOSURES 2000

static guint64 seed = 20261122;

/* xorshift64*: the same on every machine. */
static guint
draw (guint n)
{
  g_assert (n > 0);
  seed ^= seed >> 12;
  seed ^= seed << 25;
  seed ^= seed >> 27;
  return (guint) ((seed * G_GUINT64_CONSTANT (2685821657736338717)) >> 33) % n;
}

static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static gsize
get_bytes (void)
{
  return mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
}

static void
add_thing (SpareGraph     *graph,
           const char     *what,
           guint           number,
           SpareVertexKind kind,
           int             tier)
{
  g_autofree char *id = g_strdup_printf ("%s-%u", what, number);
  SpareVertex vertex = { id, kind, kind == SPARE_VERTEX_ACCOUNT ? 1 + number % 5 : 0, 2, tier };

  if (!spare_graph_add_vertex (graph, &vertex, NULL))
    abort ();
}

static void
add_rule (SpareGraph    *graph,
          SpareRuleLabel label,
          const char    *first,
          const char    *second,
          const char    *head)
{
  const char *const body[] = { first, second, NULL };
  SpareRuleDraft draft = { NULL, label, body, head, SPARE_WHO_BOTH, FALSE };

  if (!spare_graph_add_rule (graph, &draft, NULL))
    abort ();
}

static char *
pick (const char *what,
      guint       n)
{
  return g_strdup_printf ("%s-%u", what, draw (n));
}

/* Passwords and seeds are kept in roots; one signs in with two of them, gets back
 * in by another account or by codes kept somewhere. */
static SpareGraph *
make_graph (guint size)
{
  SpareGraph *graph = spare_graph_new ();
  guint accounts = ACCOUNTS * size;
  guint roots = ROOTS * size;

  for (guint i = 0; i < accounts; i++)
    add_thing (graph, "account", i, SPARE_VERTEX_ACCOUNT, SPARE_TIER_NONE);
  for (guint i = 0; i < roots; i++)
    {
      g_autofree char *id = g_strdup_printf ("root-%u", i);

      add_thing (graph, "root", i, SPARE_VERTEX_DEVICE, (int) (i % 4));
      spare_graph_add_root (graph, id, NULL);
    }
  for (guint i = 0; i < 2 * accounts; i++)
    add_thing (graph, "key", i, SPARE_VERTEX_CREDENTIAL, SPARE_TIER_NONE);

  for (guint i = 0; i < RULES * size; i++)
    {
      g_autofree char *root = pick ("root", roots);
      g_autofree char *key = i % 5 == 0 ? g_strdup_printf ("key-%u", i / 5) : pick ("key", 2 * accounts);
      g_autofree char *other = pick ("key", 2 * accounts);
      g_autofree char *account = pick ("account", accounts);
      g_autofree char *mailbox = pick ("account", 1 + accounts / 20);

      if (i % 5 < 2)
        add_rule (graph, SPARE_RULE_STORAGE, root, NULL, key);
      else if (i % 5 < 4)
        add_rule (graph, SPARE_RULE_LOGIN, key, other, account);
      else
        add_rule (graph, SPARE_RULE_RECOVERY, mailbox, key, account);
    }
  return graph;
}

static double
time_closures (SpareGraph *graph)
{
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  guint n_roots;
  const guint *roots = spare_graph_get_roots (graph, &n_roots);
  double start = get_ms ();

  for (guint i = 0; i < CLOSURES; i++)
    {
      spare_closure_clear (closure);
      spare_closure_add_all (closure, roots, n_roots);
    }
  return (get_ms () - start) / CLOSURES;
}

static double
time_losses (SpareGraph *graph,
             guint       size)
{
  double start = get_ms ();
  g_autoptr (GPtrArray) found = spare_loss_find_sets (graph, size, NULL, NULL);

  return get_ms () - start;
}

static double
time_blast (SpareGraph *graph)
{
  double start = get_ms ();
  g_autoptr (GPtrArray) found = spare_attack_find_blast (graph);

  return get_ms () - start;
}

static double
time_attacks (SpareGraph *graph)
{
  double start = get_ms ();
  g_autoptr (GPtrArray) sets = spare_attack_find_sets (graph, SPARE_SET_MAX, NULL, NULL);
  g_autoptr (GPtrArray) doors = spare_door_find (graph, sets, NULL, NULL);

  return get_ms () - start;
}

typedef struct
{
  SpareGraph   *graph;
  GCancellable *cancellable;
  gint64        ended; /* us */
} Worker;

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  g_autoptr (GPtrArray) found = spare_loss_find_sets (worker->graph, SPARE_SET_MAX, worker->cancellable, NULL);

  worker->ended = found == NULL ? g_get_monotonic_time () : G_MAXINT64;
  return NULL;
}

static double
time_cancel (SpareGraph *graph)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Worker worker = { graph, cancellable, 0 };
  GThread *thread = g_thread_new ("triples", work, &worker);
  gint64 start;

  g_usleep (50000);
  start = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  return worker.ended == G_MAXINT64 ? 0 : (double) (worker.ended - start) / 1e3;
}

static void
print_memory (guint size)
{
  gsize before = get_bytes ();
  g_autoptr (SpareGraph) graph = make_graph (size);
  gsize with_graph = get_bytes ();
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  gsize with_closure = get_bytes ();
  guint n_roots;
  const guint *roots = spare_graph_get_roots (graph, &n_roots);

  spare_closure_add_all (closure, roots, n_roots);
  printf ("memory %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT "\n", with_graph - before,
          with_closure - with_graph, get_bytes () - with_closure);
}

int
main (int   argc,
      char *argv[])
{
  guint rounds = argc > 1 ? (guint) atoi (argv[1]) : 10;
  guint size = argc > 2 ? (guint) atoi (argv[2]) : 1;
  g_autoptr (SpareGraph) graph = NULL;

  if (rounds == 0 || size == 0 || size > 16)
    return 2;

  print_memory (size);
  graph = make_graph (size);
  for (guint i = 0; i < rounds; i++)
    printf ("%.5f %.4f %.3f %.4f\n", time_closures (graph), time_losses (graph, 1), time_losses (graph, 2),
            time_blast (graph));
  if (argc > 3)
    printf ("triples %.1f %.1f %.2f\n", time_losses (graph, SPARE_SET_MAX), time_attacks (graph), time_cancel (graph));
  return 0;
}
