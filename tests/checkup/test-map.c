/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

#include "spare-attack.h"
#include "spare-loss.h"

static void
check_event (const SpareMap *map,
             const char     *event,
             gboolean        certain,
             const char     *wanted)
{
  g_autofree char *found = facts_print_event (map, event, certain);

  g_test_message ("%s", event);
  g_assert_cmpstr (found, ==, wanted);
}

/* The table of the worked example. */
static void
test_maya_events (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_maya (&facts);
  map = facts_map (&facts);

  check_event (map, "lose-device:phone", FALSE, "Cloud Code");
  check_event (map, "lose-bag", FALSE, "Mail Bank Cloud Mailer Code");
  check_event (map, "lose-home", FALSE, "Mail Bank Cloud Mailer Code");
  check_event (map, "forget:master", FALSE, "Manager Bank Cloud Mailer Code");
  check_event (map, "lose-device:laptop", FALSE, "");
  check_event (map, "take-number:number", FALSE, "Mail Cloud Shop");
  check_event (map, "take-number:number", TRUE, "Mail Shop");
  check_event (map, "take-shared:forum", FALSE, "Forum Shop");
  check_event (map, "take-shared:forum", TRUE, "Forum Shop");
  check_event (map, "take-master:master", FALSE, "Manager");
  check_event (map, "take-device:phone", FALSE, "Mail Cloud Shop");
  check_event (map, "take-device:phone", TRUE, "Mail Shop");
  check_event (map, "take-mailbox:mail", FALSE, "Mail Cloud Shop");
  check_event (map, "take-mailbox:mail", TRUE, "Mail Shop");
}

/* "Master phished and SIM swap": both at once. */
static void
check_both (const SpareMap *map,
            SpareSide       side,
            const char     *wanted)
{
  g_autoptr(SpareScenario) both = spare_scenario_new ("both");
  g_autoptr(GArray) accounts = NULL;
  g_autofree char *found = NULL;

  spare_scenario_add_thing (both, spare_map_find (map, SPARE_ITEM_MEMORY, "master"));
  spare_scenario_add_thing (both, spare_map_find (map, SPARE_ITEM_CARRIER, "number"));
  accounts = spare_attack_find_seized (spare_map_get_graph (map), side, both);
  found = facts_print (map, accounts);
  g_assert_cmpstr (found, ==, wanted);
}

static void
test_maya_both (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;

  facts_add_maya (&facts);
  map = facts_map (&facts);
  check_both (map, SPARE_SIDE_ATTACKER, "Mail Manager Bank Cloud Shop");
  check_both (map, SPARE_SIDE_ATTACKER_CERTAIN, "Mail Manager Bank Shop");
}

static void
check_account (const SpareMap *map,
               const int      *exposure,
               const int      *front,
               GPtrArray      *sets,
               const char     *account,
               int             wanted_exposure,
               int             wanted_front,
               guint           wanted_resilience)
{
  guint vertex = spare_map_find (map, SPARE_ITEM_ACCOUNT, account);

  g_test_message ("%s", account);
  g_assert_cmpuint (vertex, !=, SPARE_GRAPH_NONE);
  g_assert_cmpint (exposure[vertex], ==, wanted_exposure);
  g_assert_cmpint (front[vertex], ==, wanted_front);
  g_assert_cmpuint (spare_loss_get_resilience (g_ptr_array_index (sets, vertex)), ==, wanted_resilience);
}

static void
test_maya_accounts (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_autofree int *exposure = NULL;
  g_autofree int *front = NULL;
  g_autoptr(GPtrArray) sets = NULL;

  facts_add_maya (&facts);
  map = facts_map (&facts);
  exposure = spare_attack_find_exposure (spare_map_get_graph (map));
  front = spare_attack_find_front (spare_map_get_graph (map));
  sets = spare_loss_find_sets (spare_map_get_graph (map), 3, NULL, NULL);

  check_account (map, exposure, front, sets, "mail", 1, 3, 2);
  check_account (map, exposure, front, sets, "manager", 1, 1, 1);
  check_account (map, exposure, front, sets, "bank", 1, 1, 1);
  check_account (map, exposure, front, sets, "cloud", 1, 3, 1);
  check_account (map, exposure, front, sets, "mailer", 2, 3, 1);
  check_account (map, exposure, front, sets, "code", 3, 3, 1);
  check_account (map, exposure, front, sets, "forum", 0, 0, 1);
  check_account (map, exposure, front, sets, "shop", 0, 0, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/maya/events", test_maya_events);
  g_test_add_func ("/map/maya/both", test_maya_both);
  g_test_add_func ("/map/maya/accounts", test_maya_accounts);

  return g_test_run ();
}
