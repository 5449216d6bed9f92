/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-list.h"

#include "spare-account-list.h"
#include "spare-code-row.h"
#include "spare-ui-test.h"

typedef struct
{
  GListStore *store;
  SpareCodeList *codes;
  GtkWidget *before;
  GtkWidget *after;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.sparekey.Sparekey");
  g_autoptr (SpareReveal) reveal = spare_reveal_new (settings);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->store = g_list_store_new (SPARE_TYPE_ACCOUNT);
  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++)
    {
      g_autofree char *service = g_strdup_printf ("Service %03u", i);
      g_autoptr (SpareAccount) account = spare_ui_test_named (service, "alice");

      g_list_store_append (self->store, account);
    }

  self->codes = g_object_new (SPARE_TYPE_CODE_LIST, NULL);
  spare_code_list_set_reveal (self->codes, reveal);
  spare_code_list_set_model (self->codes, G_LIST_MODEL (self->store));
  self->before = gtk_button_new_with_label ("before");
  self->after = gtk_button_new_with_label ("after");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->codes));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), self->before);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->after);
  self->window = spare_ui_test_present (box, 600, 500);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->store);
}

static guint
count_rows (Fixture *self)
{
  guint count = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->codes)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += gtk_widget_get_visible (child);
  return count;
}

/* The service of the row with the focus, or "-". */
static const char *
get_focus (Fixture *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  if (focus == NULL || !SPARE_IS_CODE_ROW (focus))
    return "-";
  return spare_account_get_service (spare_code_row_get_account (SPARE_CODE_ROW (focus)));
}

/* Every row on screen shows the account of its place, and is where it belongs. */
static void
assert_rows (Fixture *self)
{
  GtkScrollable *scrollable = GTK_SCROLLABLE (self->codes);
  double value = gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (scrollable));
  int height = gtk_widget_get_height (GTK_WIDGET (self->codes));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint seen = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->codes)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;
      g_autoptr (SpareAccount) account = NULL;
      guint position;

      if (!gtk_widget_get_visible (child))
        continue;
      g_assert_true (gtk_widget_compute_bounds (child, GTK_WIDGET (self->codes), &bounds));
      position = (guint) ((bounds.origin.y + value) / (bounds.size.height + 6));
      g_assert_cmpuint (position, <, n);
      account = g_list_model_get_item (G_LIST_MODEL (self->store), position);
      g_assert_true (spare_code_row_get_account (SPARE_CODE_ROW (child)) == account);
      seen += bounds.origin.y < height && bounds.origin.y + bounds.size.height > 0;
    }
  g_assert_cmpuint (seen, >=, MIN (n, 5));
}

static void
press (Fixture *self,
       const char *key)
{
  /* As the key's binding does; real keys are for the end-to-end tests. */
  GtkWidget *focus = gtk_window_get_focus (self->window);

  g_assert_nonnull (focus);
  if (g_str_equal (key, "Tab"))
    gtk_widget_child_focus (GTK_WIDGET (self->window), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->window), GTK_DIR_TAB_BACKWARD);
  spare_ui_test_frame (GTK_WIDGET (self->codes));
}

static void
test_few_rows (Fixture *self,
               gconstpointer data)
{
  g_assert_cmpuint (count_rows (self), <, 20);
  g_assert_cmpuint (count_rows (self), >=, 5);
  assert_rows (self);
}

static void
test_scroll (Fixture *self,
             gconstpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->codes));

  for (guint i = 0; i < 20; i++)
    {
      gtk_adjustment_set_value (adjustment, g_test_rand_double_range (0, 70000));
      spare_ui_test_frame (GTK_WIDGET (self->codes));
      assert_rows (self);
      g_assert_cmpuint (count_rows (self), <, 20);
    }
}

static void
test_one_stop (Fixture *self,
               gconstpointer data)
{
  gtk_widget_grab_focus (self->before);
  press (self, "Tab");
  g_assert_cmpstr (get_focus (self), ==, "Service 000");
  press (self, "Tab");
  g_assert_true (gtk_window_get_focus (self->window) == self->after);

  spare_code_list_set_cursor (self->codes, 700);
  press (self, "Shift+Tab");
  g_assert_cmpstr (get_focus (self), ==, "Service 700");
  press (self, "Shift+Tab");
  g_assert_true (gtk_window_get_focus (self->window) == self->before);
}

static void
test_focus_far (Fixture *self,
                gconstpointer data)
{
  g_assert_true (spare_code_list_focus_position (self->codes, 999));
  g_assert_cmpstr (get_focus (self), ==, "Service 999");
  spare_ui_test_frame (GTK_WIDGET (self->codes));
  assert_rows (self);
  g_assert_true (spare_code_list_focus_position (self->codes, 0));
  g_assert_cmpstr (get_focus (self), ==, "Service 000");
  g_assert_false (spare_code_list_focus_position (self->codes, 1000));
}

/* The row with the focus keeps it when it is scrolled away, and when others
 * come and go. */
static void
test_focus_stays (Fixture *self,
                  gconstpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->codes));

  spare_code_list_focus_position (self->codes, 10);
  gtk_adjustment_set_value (adjustment, 30000);
  spare_ui_test_frame (GTK_WIDGET (self->codes));
  g_assert_cmpstr (get_focus (self), ==, "Service 010");
  g_list_store_remove (self->store, 3);
  spare_ui_test_frame (GTK_WIDGET (self->codes));
  g_assert_cmpstr (get_focus (self), ==, "Service 010");
  g_assert_cmpstr (spare_account_get_service (spare_code_list_get_cursor (self->codes)), ==,
                   "Service 010");
}

static void
test_focus_deleted (Fixture *self,
                    gconstpointer data)
{
  spare_code_list_focus_position (self->codes, 10);
  g_list_store_remove (self->store, 10);
  spare_ui_test_frame (GTK_WIDGET (self->codes));
  g_assert_cmpstr (get_focus (self), ==, "Service 011");
  assert_rows (self);

  spare_code_list_focus_position (self->codes, 998);
  g_list_store_remove (self->store, 998);
  spare_ui_test_frame (GTK_WIDGET (self->codes));
  g_assert_cmpstr (get_focus (self), ==, "Service 998");
}

/* Nothing of an account may stay in rows that show nothing. */
static void
test_emptied (Fixture *self,
              gconstpointer data)
{
  GObject *account = g_list_model_get_item (G_LIST_MODEL (self->store), 0);

  spare_code_list_focus_position (self->codes, 0);
  g_list_store_remove_all (self->store);
  spare_ui_test_frame (GTK_WIDGET (self->codes));
  g_assert_cmpuint (count_rows (self), ==, 0);
  g_assert_null (spare_code_list_get_cursor (self->codes));
  g_assert_finalize_object (account);
}

static void
test_changes (Fixture *self,
              gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
      guint position = (guint) g_test_rand_int_range (0, (int) n);

      if (g_test_rand_bit ())
        {
          g_autoptr (SpareAccount) account = spare_ui_test_named ("New", "alice");

          g_list_store_insert (self->store, position % 12, account);
        }
      else
        {
          g_list_store_remove (self->store, position % 12);
        }
      spare_ui_test_frame (GTK_WIDGET (self->codes));
    }
  spare_ui_test_frame (GTK_WIDGET (self->codes));
  assert_rows (self);
}

int
main (int argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/ui/code-list/" name, Fixture, GUINT_TO_POINTER (1000), set_up, function, tear_down)
  ADD ("few-rows", test_few_rows);
  ADD ("scroll", test_scroll);
  ADD ("one-stop", test_one_stop);
  ADD ("focus-far", test_focus_far);
  ADD ("focus-stays", test_focus_stays);
  ADD ("focus-deleted", test_focus_deleted);
  ADD ("emptied", test_emptied);
  ADD ("changes", test_changes);

  return g_test_run ();
}
