/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "graph-file.h"
#include "spare-attack.h"
#include "spare-door.h"
#include "spare-loss.h"
#include "spare-trap.h"
#include "spare-what-if.h"
#include "spare-why.h"

static void
add_thing (SpareGraph     *graph,
           const char     *id,
           SpareVertexKind kind,
           int             tier)
{
  g_autoptr (GError) error = NULL;
  SpareVertex vertex = { id, kind, kind == SPARE_VERTEX_ACCOUNT ? 1 : 0, 0, tier };

  spare_graph_add_vertex (graph, &vertex, &error);
  g_assert_no_error (error);
}

/* @body: words with blanks between */
static gboolean
try_rule (SpareGraph    *graph,
          const char    *id,
          SpareRuleLabel label,
          const char    *body,
          const char    *head,
          GError       **error)
{
  g_auto (GStrv) words = g_strsplit (body, " ", -1);
  SpareRuleDraft draft = { id, label, (const char *const *) words, head, SPARE_WHO_BOTH, FALSE };

  return spare_graph_add_rule (graph, &draft, error);
}

static void
add_rule (SpareGraph    *graph,
          const char    *id,
          SpareRuleLabel label,
          const char    *body,
          const char    *head)
{
  g_autoptr (GError) error = NULL;

  try_rule (graph, id, label, body, head, &error);
  g_assert_no_error (error);
}

/* password & phone → mail; kit → password; mail → shop */
static SpareGraph *
make_mail (void)
{
  SpareGraph *graph = spare_graph_new ();

  add_thing (graph, "mail", SPARE_VERTEX_ACCOUNT, SPARE_TIER_NONE);
  add_thing (graph, "shop", SPARE_VERTEX_ACCOUNT, SPARE_TIER_NONE);
  add_thing (graph, "password", SPARE_VERTEX_CREDENTIAL, 1);
  add_thing (graph, "phone", SPARE_VERTEX_DEVICE, 2);
  add_thing (graph, "kit", SPARE_VERTEX_DOCUMENT, 3);
  add_rule (graph, "log-in", SPARE_RULE_LOGIN, "password phone", "mail");
  add_rule (graph, "in-kit", SPARE_RULE_CONTAINS, "kit", "password");
  add_rule (graph, "reset", SPARE_RULE_RECOVERY, "mail", "shop");
  g_assert_true (spare_graph_add_root (graph, "kit", NULL));
  g_assert_true (spare_graph_add_root (graph, "phone", NULL));
  return graph;
}

static guint
find (SpareGraph *graph,
      const char *id)
{
  guint vertex = spare_graph_find_vertex (graph, id);

  g_assert_cmpuint (vertex, !=, SPARE_GRAPH_NONE);
  return vertex;
}

static void
test_refused (void)
{
  static const struct
  {
    const char     *id;
    const char     *body;
    const char     *head;
    SpareGraphError code;
  } cases[] = {
    { "log-in", "phone", "mail", SPARE_GRAPH_ERROR_DUPLICATE },
    { "new", "phone tablet", "mail", SPARE_GRAPH_ERROR_UNKNOWN },
    { "new", "phone", "tablet", SPARE_GRAPH_ERROR_UNKNOWN },
    { "", "phone", "mail", SPARE_GRAPH_ERROR_ID },
    { "\xff", "phone", "mail", SPARE_GRAPH_ERROR_ID },
  };
  g_autoptr (SpareGraph) graph = make_mail ();
  g_autofree char *id = g_strnfill (SPARE_GRAPH_ID_MAX + 1, 'x');
  g_autoptr (GError) error = NULL;
  SpareVertex vertex = { id, SPARE_VERTEX_FACT, 0, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (try_rule (graph, cases[i].id, SPARE_RULE_USE, cases[i].body, cases[i].head, &error));
      g_assert_error (error, SPARE_GRAPH_ERROR, (int) cases[i].code);
      g_clear_error (&error);
    }
  g_assert_cmpuint (spare_graph_get_n_rules (graph), ==, 3);

  g_assert_false (spare_graph_add_vertex (graph, &vertex, &error));
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_ID);
  g_clear_error (&error);
  vertex.id = "phone";
  g_assert_false (spare_graph_add_vertex (graph, &vertex, &error));
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_DUPLICATE);
  g_clear_error (&error);
  vertex.id = "new";
  vertex.tier = 4;
  g_assert_false (spare_graph_add_vertex (graph, &vertex, &error));
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (spare_graph_add_root (graph, "new", &error));
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_UNKNOWN);
  g_clear_error (&error);
  g_assert_false (spare_graph_remove_rule (graph, "new", &error));
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_UNKNOWN);
}

static void
test_copy (void)
{
  g_autoptr (SpareGraph) graph = make_mail ();
  g_autoptr (SpareGraph) copy = spare_graph_copy (graph);

  g_assert_true (spare_graph_remove_rule (copy, "log-in", NULL));
  g_assert_cmpuint (spare_graph_get_n_rules (copy), ==, 2);
  g_assert_cmpuint (spare_graph_find_rule (copy, "reset"), ==, 1);
  g_assert_cmpuint (spare_graph_find_rule (copy, "log-in"), ==, SPARE_GRAPH_NONE);
  g_assert_cmpuint (spare_graph_get_n_rules (graph), ==, 3);
  g_assert_cmpuint (spare_graph_find_rule (graph, "reset"), ==, 2);
  add_rule (copy, "log-in", SPARE_RULE_LOGIN, "phone", "mail");
}

/* Any 2 of 3: 3 rules; one more of the ids that they take is refused whole. */
static void
test_threshold (void)
{
  g_autoptr (SpareGraph) graph = make_mail ();
  g_autoptr (GError) error = NULL;
  const char *const body[] = { "password", "phone", "kit", NULL };
  const char *const twice[] = { "password", "phone", "phone", NULL };
  SpareRuleDraft draft = { "any", SPARE_RULE_THRESHOLD, body, "shop", SPARE_WHO_BOTH, FALSE };

  g_assert_true (spare_graph_add_threshold (graph, &draft, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (spare_graph_get_n_rules (graph), ==, 6);
  for (guint i = 3; i < 6; i++)
    g_assert_cmpuint (spare_graph_get_rule (graph, i)->n_body, ==, 2);

  g_assert_false (spare_graph_add_threshold (graph, &draft, 4, &error));
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_RANGE);
  g_clear_error (&error);
  draft.id = "one";
  draft.body = twice;
  g_assert_false (spare_graph_add_threshold (graph, &draft, 2, &error));
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_DUPLICATE);
  g_clear_error (&error);

  add_rule (graph, "two.2", SPARE_RULE_USE, "kit", "shop");
  draft.id = "two";
  draft.body = body;
  g_assert_false (spare_graph_add_threshold (graph, &draft, 2, &error));
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_DUPLICATE);
  g_assert_cmpuint (spare_graph_get_n_rules (graph), ==, 7);
  g_assert_cmpuint (spare_graph_find_rule (graph, "two.1"), ==, SPARE_GRAPH_NONE);
}

static void
test_closure (void)
{
  g_autoptr (SpareGraph) graph = make_mail ();
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  guint n, all;

  spare_closure_add (closure, find (graph, "phone"));
  spare_closure_get_reached (closure, &n);
  g_assert_cmpuint (n, ==, 1);
  spare_closure_add (closure, find (graph, "kit"));
  spare_closure_get_reached (closure, &all);
  g_assert_cmpuint (all, ==, 5);
  g_assert_cmpuint (spare_closure_get_rule (closure, find (graph, "shop")), ==, 2);
  g_assert_cmpuint (spare_closure_get_rule (closure, find (graph, "kit")), ==, SPARE_GRAPH_NONE);

  spare_closure_undo (closure, n);
  g_assert_true (spare_closure_has (closure, find (graph, "phone")));
  g_assert_false (spare_closure_has (closure, find (graph, "password")));
  g_assert_false (spare_closure_has (closure, find (graph, "shop")));
  spare_closure_add (closure, find (graph, "password"));
  g_assert_true (spare_closure_has (closure, find (graph, "shop")));

  spare_closure_clear (closure);
  spare_closure_bar (closure, find (graph, "mail"));
  spare_closure_add (closure, find (graph, "phone"));
  spare_closure_add (closure, find (graph, "kit"));
  spare_closure_add (closure, find (graph, "mail"));
  g_assert_false (spare_closure_has (closure, find (graph, "mail")));
  g_assert_false (spare_closure_has (closure, find (graph, "shop")));

  spare_closure_set_front (closure, find (graph, "shop"));
  spare_closure_clear (closure);
  spare_closure_add (closure, find (graph, "mail"));
  g_assert_false (spare_closure_has (closure, find (graph, "shop")));
  spare_closure_set_front (closure, SPARE_GRAPH_NONE);
  spare_closure_clear (closure);
  spare_closure_add (closure, find (graph, "mail"));
  g_assert_true (spare_closure_has (closure, find (graph, "shop")));
}

static void
test_why (void)
{
  static const char *const order[] = { "kit", "password", "phone", "mail", "shop" };
  g_autoptr (SpareGraph) graph = make_mail ();
  g_autoptr (SpareClosure) closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  g_autoptr (SpareScenario) scenario = spare_scenario_new ("no phone");
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) gaps = NULL;
  g_autoptr (GArray) no_gaps = NULL;

  spare_scenario_lose (NULL, graph, closure);
  steps = spare_why_reached (graph, closure, find (graph, "shop"));
  g_assert_cmpuint (steps->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < steps->len; i++)
    g_assert_cmpstr (spare_graph_get_vertex (graph, g_array_index (steps, SpareStep, i).vertex)->id, ==, order[i]);
  g_assert_cmpuint (g_array_index (steps, SpareStep, 0).rule, ==, SPARE_GRAPH_NONE);
  g_assert_cmpuint (g_array_index (steps, SpareStep, 3).rule, ==, 0);
  no_gaps = spare_why_not_reached (graph, closure, find (graph, "shop"));
  g_assert_cmpuint (no_gaps->len, ==, 0);

  spare_scenario_add_thing (scenario, find (graph, "phone"));
  spare_scenario_lose (scenario, graph, closure);
  none = spare_why_reached (graph, closure, find (graph, "shop"));
  g_assert_cmpuint (none->len, ==, 0);
  gaps = spare_why_not_reached (graph, closure, find (graph, "mail"));
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpuint (g_array_index (gaps, SpareGap, 0).rule, ==, 0);
  g_assert_cmpuint (g_array_index (gaps, SpareGap, 0).missing, ==, find (graph, "phone"));
}

/* A ring of as many accounts as a graph may have: nothing recurses over it. */
static void
test_deep (void)
{
  g_autoptr (SpareGraph) graph = spare_graph_new ();
  g_autoptr (GPtrArray) traps = NULL;
  g_autoptr (SpareClosure) closure = NULL;
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  SpareVertex one_more = { "one more", SPARE_VERTEX_FACT, 0, 0, 0 };

  for (guint i = 0; i < SPARE_GRAPH_VERTICES_MAX; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add_thing (graph, id, SPARE_VERTEX_ACCOUNT, SPARE_TIER_NONE);
    }
  for (guint i = 0; i < SPARE_GRAPH_VERTICES_MAX; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *head = g_strdup_printf ("%u", (i + 1) % SPARE_GRAPH_VERTICES_MAX);

      add_rule (graph, NULL, SPARE_RULE_RECOVERY, id, head);
    }
  g_assert_false (spare_graph_add_vertex (graph, &one_more, &error));
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_TOO_MANY);

  traps = spare_trap_find (graph, NULL);
  g_assert_cmpuint (traps->len, ==, 1);
  g_assert_cmpuint (((GArray *) traps->pdata[0])->len, ==, SPARE_GRAPH_VERTICES_MAX);
  closure = spare_closure_new (graph, SPARE_SIDE_OWNER);
  spare_closure_add (closure, 0);
  steps = spare_why_reached (graph, closure, SPARE_GRAPH_VERTICES_MAX - 1);
  g_assert_cmpuint (steps->len, ==, SPARE_GRAPH_VERTICES_MAX);
}

static void
test_empty (void)
{
  g_autoptr (SpareGraph) graph = spare_graph_new ();
  g_autoptr (GPtrArray) losses = spare_loss_find_sets (graph, SPARE_SET_MAX, NULL, NULL);
  g_autoptr (GPtrArray) attacks = spare_attack_find_sets (graph, SPARE_SET_MAX, NULL, NULL);
  g_autoptr (GPtrArray) doors = spare_door_find (graph, attacks, NULL, NULL);
  g_autoptr (GPtrArray) traps = spare_trap_find (graph, NULL);
  g_autoptr (GArray) inversions = spare_attack_find_inversions (graph);
  g_autofree int *exposure = spare_attack_find_exposure (graph);

  g_assert_cmpuint (losses->len + attacks->len + doors->len + traps->len + inversions->len, ==, 0);
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *found = spare_loss_find_sets (task_data, SPARE_SET_MAX, cancellable, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GError **error = user_data;
  GPtrArray *found = g_task_propagate_pointer (G_TASK (result), error);

  g_assert_null (found);
}

/* 400 roots: hours of work, ended by the cancellable within the time of this test. */
static void
test_cancel (void)
{
  g_autoptr (SpareGraph) graph = make_mail ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  GPtrArray *found;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *id = g_strdup_printf ("thing-%u", i);

      add_thing (graph, id, SPARE_VERTEX_DEVICE, 2);
      g_assert_true (spare_graph_add_root (graph, id, NULL));
    }

  task = g_task_new (NULL, cancellable, found_cb, &error);
  g_task_set_task_data (task, spare_graph_ref (graph), (GDestroyNotify) spare_graph_unref);
  g_task_run_in_thread (task, search_in_thread);
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  while (!g_task_get_completed (task))
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  found = spare_attack_find_sets (graph, SPARE_SET_MAX, cancellable, &error);
  g_assert_null (found);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The worked example: who drops the SMS first is worse off, unless the kit is at
 * the sister's; and what removes the only way in is no gain. */
static void
test_first (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = graph_file_load (g_getenv ("SPARE_GRAPHS"), &error);
  g_autoptr (SpareWhatIf) what_if = NULL;
  g_autoptr (SpareAction) cut = spare_action_new ("cut");
  g_autoptr (SpareAction) unknown = spare_action_new ("unknown");
  g_autoptr (SpareOutlook) outlook = NULL;
  g_autoptr (SpareOutlook) none = NULL;
  const SpareAction *only = cut;
  const GraphFile *maya;
  const SpareAction *const *actions;
  guint first;

  g_assert_no_error (error);
  maya = files->pdata[files->len - 1];
  g_assert_cmpstr (maya->name, ==, "G17-maya");
  actions = (const SpareAction *const *) maya->actions->pdata;
  what_if = spare_what_if_new (maya->graph, maya->losses, maya->attacks);
  g_assert_cmpstr (spare_action_get_id (actions[1]), ==, "drop-sms-recovery");
  g_assert_true (spare_what_if_find_first (what_if, actions, maya->actions->len, 1, &first, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (spare_action_get_id (actions[first]), ==, "kit-at-sister");
  g_assert_true (spare_what_if_find_first (what_if, actions, maya->actions->len, 0, &first, &error));
  g_assert_cmpuint (first, ==, SPARE_GRAPH_NONE);

  /* The forum, of importance 1, is then lost in all five scenarios: 74 + 5. */
  spare_action_remove_rule (cut, "r21");
  outlook = spare_what_if_try (what_if, &only, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outlook->lost_weight, ==, 79);
  spare_action_remove_rule (unknown, "r99");
  only = unknown;
  none = spare_what_if_try (what_if, &only, 1, &error);
  g_assert_null (none);
  g_assert_error (error, SPARE_GRAPH_ERROR, SPARE_GRAPH_ERROR_UNKNOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/graph/parts/refused", test_refused);
  g_test_add_func ("/graph/parts/copy", test_copy);
  g_test_add_func ("/graph/parts/threshold", test_threshold);
  g_test_add_func ("/graph/parts/closure", test_closure);
  g_test_add_func ("/graph/parts/why", test_why);
  g_test_add_func ("/graph/parts/deep", test_deep);
  g_test_add_func ("/graph/parts/empty", test_empty);
  g_test_add_func ("/graph/parts/cancel", test_cancel);
  g_test_add_func ("/graph/parts/first", test_first);

  return g_test_run ();
}
