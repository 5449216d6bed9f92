/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-list.h"

#include "spare-ui-test.h"

static GListStore *
create_store (const char *const *services)
{
  GListStore *store = g_list_store_new (SPARE_TYPE_ACCOUNT);

  for (guint i = 0; services[i] != NULL; i++)
    {
      g_autoptr (SpareAccount) account = spare_ui_test_named (services[i], "alice");

      g_list_store_append (store, account);
    }
  return store;
}

/* The services in order, with a blank between. */
static char *
dup_order (gpointer list)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (list, i);

      g_string_append_printf (order, "%s%s", i > 0 ? " " : "", spare_account_get_service (account));
    }
  return g_string_free (order, FALSE);
}

static void
assert_order (gpointer list,
              const char *expected)
{
  g_autofree char *order = dup_order (list);

  g_assert_cmpstr (order, ==, expected);
}

static SpareAccount *
find (GListStore *store,
      const char *service)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_assert_nonnull (account);
      if (g_str_equal (spare_account_get_service (account), service))
        return account;
    }
}

static void
test_search (void)
{
  const char *const services[] = { "GitHub", "Café", "Mailjet", "GitLab", NULL };
  const char *const tags[] = { "Work", NULL };
  g_autoptr (GListStore) store = create_store (services);
  g_autoptr (SpareAccountList) list = NULL;

  spare_account_set_tags (find (store, "Mailjet"), tags);
  spare_account_set_note (find (store, "GitLab"), "the Old machine");
  spare_account_set_name (find (store, "GitHub"), "bob@example.org");
  list = spare_account_list_new (G_LIST_MODEL (store));

  assert_order (list, "Café GitHub GitLab Mailjet");
  spare_account_list_set_search (list, "GIT");
  assert_order (list, "GitHub GitLab");
  spare_account_list_set_search (list, "git bob");
  assert_order (list, "GitHub");
  spare_account_list_set_search (list, "bob   git");
  assert_order (list, "GitHub");
  spare_account_list_set_search (list, "cafe");
  assert_order (list, "Café");
  spare_account_list_set_search (list, "CAFÉ");
  assert_order (list, "Café");
  spare_account_list_set_search (list, "work");
  assert_order (list, "Mailjet");
  spare_account_list_set_search (list, "old mach");
  assert_order (list, "GitLab");
  spare_account_list_set_search (list, "gitx");
  assert_order (list, "");
  spare_account_list_set_search (list, " ");
  assert_order (list, "Café GitHub GitLab Mailjet");
}

/* A word must not match across two fields. */
static void
test_search_fields (void)
{
  const char *const services[] = { "ab", NULL };
  g_autoptr (GListStore) store = create_store (services);
  g_autoptr (SpareAccountList) list = NULL;

  spare_account_set_name (find (store, "ab"), "cd");
  list = spare_account_list_new (G_LIST_MODEL (store));
  spare_account_list_set_search (list, "bc");
  assert_order (list, "");
  spare_account_list_set_search (list, "b c");
  assert_order (list, "ab");
}

static void
test_tags (void)
{
  const char *const services[] = { "A", "B", "C", NULL };
  const char *const work[] = { "Work", "Mail", NULL };
  const char *const home[] = { "home", "Work", NULL };
  g_autoptr (GListStore) store = create_store (services);
  g_autoptr (SpareAccountList) list = NULL;
  g_auto (GStrv) tags = NULL;

  spare_account_set_tags (find (store, "A"), work);
  spare_account_set_tags (find (store, "B"), home);
  spare_account_set_favorite (find (store, "C"), TRUE);
  list = spare_account_list_new (G_LIST_MODEL (store));

  tags = spare_account_list_dup_tags (list);
  g_assert_cmpuint (g_strv_length (tags), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *) tags, "home"));
  g_assert_true (g_strv_contains ((const char *const *) tags, "Work"));
  g_assert_true (g_strv_contains ((const char *const *) tags, "Mail"));
  g_assert_true (spare_account_list_has_favorites (list));

  spare_account_list_set_tag (list, "Work");
  assert_order (list, "A B");
  spare_account_list_set_tag (list, "work");
  assert_order (list, "");
  spare_account_list_set_tag (list, NULL);
  spare_account_list_set_favorites (list, TRUE);
  assert_order (list, "C");
}

static void
test_orders (void)
{
  const char *const services[] = { "b10", "b9", "A", "d", NULL };
  g_autoptr (GListStore) store = create_store (services);
  g_autoptr (SpareAccountList) list = NULL;

  spare_account_set_used (find (store, "b9"), 1700000000);
  spare_account_set_used (find (store, "d"), 1700000001);
  spare_account_set_position (find (store, "d"), -1.5);
  spare_account_set_position (find (store, "A"), 2);
  list = spare_account_list_new (G_LIST_MODEL (store));

  assert_order (list, "A b9 b10 d");
  spare_account_list_set_order (list, SPARE_ORDER_USED);
  assert_order (list, "d b9 A b10");
  spare_account_list_set_order (list, SPARE_ORDER_HAND);
  assert_order (list, "d b9 b10 A");

  spare_account_set_favorite (find (store, "b10"), TRUE);
  spare_account_list_refresh (list, find (store, "b10"));
  assert_order (list, "b10 d b9 A");
}

/* A row that was just copied must not jump away under the pointer. */
static void
test_used_stays (void)
{
  const char *const services[] = { "A", "B", "C", NULL };
  g_autoptr (GListStore) store = create_store (services);
  g_autoptr (SpareAccountList) list = spare_account_list_new (G_LIST_MODEL (store));

  spare_account_list_set_order (list, SPARE_ORDER_USED);
  assert_order (list, "A B C");
  spare_account_set_used (find (store, "C"), 1700000000);
  spare_account_list_refresh (list, find (store, "C"));
  assert_order (list, "A B C");

  spare_account_list_set_order (list, SPARE_ORDER_NAME);
  spare_account_list_set_order (list, SPARE_ORDER_USED);
  assert_order (list, "C A B");
}

static void
apply (GListStore *store,
       SpareAccountList *list,
       GPtrArray *moved,
       guint expected_changes)
{
  g_assert_cmpuint (moved->len, ==, expected_changes);
  for (guint i = 0; i < moved->len; i++)
    {
      SpareAccount *copy = g_ptr_array_index (moved, i);
      SpareAccount *account = find (store, spare_account_get_service (copy));

      spare_account_set_position (account, spare_account_get_position (copy));
      spare_account_list_refresh (list, account);
    }
}

static void
move (GListStore *store,
      SpareAccountList *list,
      const char *service,
      guint index,
      guint expected_changes)
{
  g_autoptr (GPtrArray) moved = spare_account_list_dup_move (list, find (store, service), index);

  apply (store, list, moved, expected_changes);
}

static void
test_move (void)
{
  const char *const services[] = { "A", "B", "C", "D", NULL };
  g_autoptr (GListStore) store = create_store (services);
  g_autoptr (SpareAccountList) list = NULL;

  for (guint i = 0; services[i] != NULL; i++)
    spare_account_set_position (find (store, services[i]), i);
  list = spare_account_list_new (G_LIST_MODEL (store));
  spare_account_list_set_order (list, SPARE_ORDER_HAND);
  assert_order (list, "A B C D");

  /* Before C, between B (1) and C (2): 1.5. */
  move (store, list, "D", 2, 1);
  assert_order (list, "A B D C");
  g_assert_cmpfloat (spare_account_get_position (find (store, "D")), ==, 1.5);

  move (store, list, "C", 0, 1);
  assert_order (list, "C A B D");
  move (store, list, "C", 4, 1);
  assert_order (list, "A B D C");
}

/* Accounts that never had an order all stand at 0. */
static void
test_move_ties (void)
{
  const char *const services[] = { "A", "B", "C", "D", "E", NULL };
  g_autoptr (GListStore) store = create_store (services);
  g_autoptr (SpareAccountList) list = spare_account_list_new (G_LIST_MODEL (store));

  spare_account_list_set_order (list, SPARE_ORDER_HAND);
  assert_order (list, "A B C D E");

  /* Only A, which stands above, has to make room. */
  move (store, list, "D", 1, 2);
  assert_order (list, "A D B C E");
  move (store, list, "A", 4, 2);
  assert_order (list, "D B C A E");
}

static void
test_move_steps (void)
{
  const char *const services[] = { "A", "B", "C", NULL };
  g_autoptr (GListStore) store = create_store (services);
  g_autoptr (SpareAccountList) list = NULL;

  for (guint i = 0; services[i] != NULL; i++)
    spare_account_set_position (find (store, services[i]), i);
  spare_account_set_favorite (find (store, "C"), TRUE);
  list = spare_account_list_new (G_LIST_MODEL (store));
  spare_account_list_set_order (list, SPARE_ORDER_HAND);
  assert_order (list, "C A B");

  /* A favourite does not change places with one that is none. */
  g_assert_cmpuint (spare_account_list_find_step (list, find (store, "C"), 1), ==, G_MAXUINT);
  g_assert_cmpuint (spare_account_list_find_step (list, find (store, "A"), -1), ==, G_MAXUINT);
  g_assert_cmpuint (spare_account_list_find_step (list, find (store, "B"), -1), ==, 1);
  move (store, list, "B", 1, 1);
  assert_order (list, "C B A");
}

/* Follows a model by its signals alone. */
static void
mirror_cb (GListModel *model,
           guint position,
           guint removed,
           guint added,
           GPtrArray *mirror)
{
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
assert_mirror (GListModel *model,
               GPtrArray *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->len);
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (model, i);

      g_assert_true (account == g_ptr_array_index (mirror, i));
    }
}

/* Whatever changes, the signals tell the whole story. */
static void
test_signals (void)
{
  const char *const none[] = { NULL };
  const char *const searches[] = { "", "1", "12", "2", "x", "" };
  g_autoptr (GListStore) store = create_store (none);
  g_autoptr (SpareAccountList) list = spare_account_list_new (G_LIST_MODEL (store));
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
  for (guint i = 0; i < 600; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
      int what = g_test_rand_int_range (0, 5);

      if (what <= 1 || n == 0)
        {
          g_autofree char *service = g_strdup_printf ("s%d", g_test_rand_int_range (0, 200));
          g_autoptr (SpareAccount) account = spare_ui_test_named (service, "x");

          g_list_store_insert (store, (guint) g_test_rand_int_range (0, (int) n + 1), account);
        }
      else if (what == 2)
        {
          g_list_store_remove (store, (guint) g_test_rand_int_range (0, (int) n));
        }
      else if (what == 3)
        {
          g_autoptr (SpareAccount) account = g_list_model_get_item (
            G_LIST_MODEL (store), (guint) g_test_rand_int_range (0, (int) n));

          spare_account_set_favorite (account, g_test_rand_int_range (0, 2));
          spare_account_list_refresh (list, account);
        }
      else
        {
          spare_account_list_set_search (list, searches[g_test_rand_int_range (0, 6)]);
        }
      assert_mirror (G_LIST_MODEL (list), mirror);
    }
  g_signal_handlers_disconnect_by_data (list, mirror);
}

static void
test_freed (void)
{
  const char *const services[] = { "A", "B", NULL };
  GListStore *store = create_store (services);
  SpareAccountList *list = spare_account_list_new (G_LIST_MODEL (store));

  spare_account_list_set_search (list, "a");
  g_assert_finalize_object (list);
  g_assert_finalize_object (store);
}

int
main (int argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/account-list/search", test_search);
  g_test_add_func ("/ui/account-list/search-fields", test_search_fields);
  g_test_add_func ("/ui/account-list/tags", test_tags);
  g_test_add_func ("/ui/account-list/orders", test_orders);
  g_test_add_func ("/ui/account-list/used-stays", test_used_stays);
  g_test_add_func ("/ui/account-list/move", test_move);
  g_test_add_func ("/ui/account-list/move-ties", test_move_ties);
  g_test_add_func ("/ui/account-list/move-steps", test_move_steps);
  g_test_add_func ("/ui/account-list/signals", test_signals);
  g_test_add_func ("/ui/account-list/freed", test_freed);

  return g_test_run ();
}
