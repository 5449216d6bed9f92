/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The yearly review, the calendar, the history and the plan, with records made by hand. */
#include "spare-fact.h"
#include "spare-history.h"
#include "spare-promise.h"
#include "spare-ui-test.h"
#include "spare-window.h"

#define LONG_AGO (G_GINT64_CONSTANT (1672574400)) /* 1 January 2023 */

#define PHONE  "33333333-0000-4000-8000-000000000001"
#define COUNTS "33333333-0000-4000-8000-000000000002"

typedef struct
{
  SpareVault *vault;
  SpareWindow *window;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  self->vault = spare_ui_test_vault ();
  self->window = spare_window_new (NULL, self->vault);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 720, 900);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  spare_ui_test_close (GTK_WINDOW (self->window), &self->vault);
}

/* A phone that was told of long ago, and one account. */
static void
save_phone (Fixture *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  SpareThing *phone = spare_fact_new (SPARE_FACT_DEVICE, PHONE, "Pixel 8");
  SpareAccount *account = spare_ui_test_account ("otpauth://none/x");

  spare_fact_say_one (phone, SPARE_FACT_KIND, "phone", LONG_AGO);
  spare_account_set_service (account, "Posteo");
  g_ptr_array_add (records, phone);
  g_ptr_array_add (records, account);
  spare_ui_test_save_all (self->vault, records);
}

typedef struct
{
  GtkWidget *root;
  const char *text; /* how a label, or a button, begins */
  GtkWidget *found;
} Search;

static GtkWidget *
search (GtkWidget *widget,
        const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = search (child, text);
  return found;
}

static gboolean
is_found (gpointer data)
{
  Search *self = data;

  self->found = search (self->root, self->text);
  return self->found != NULL;
}

static GtkWidget *
wait_text (Fixture *self,
           const char *text)
{
  Search wanted = { GTK_WIDGET (self->window), text, NULL };

  spare_ui_test_wait (is_found, &wanted);
  return wanted.found;
}

static void
open_page (Fixture *self,
           const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL));
}

/* Without anything each page says what it is for. */
static void
test_empty (Fixture *self,
            gconstpointer data)
{
  open_page (self, "win.calendar");
  wait_text (self, "Nothing to Remember Yet");
  open_page (self, "win.history");
  wait_text (self, "No Counts Yet");
  open_page (self, "win.review");
  wait_text (self, "Nothing to Review Yet");
}

/* One count is a row, with two there is a drawing, too. */
static void
test_history (Fixture *self,
              gconstpointer data)
{
  const SpareCount first = { LONG_AGO, 3, 1, 4, -1 };
  const SpareCount second = { LONG_AGO + 40 * 86400, 1, 0, 4, 1 };
  g_autoptr (SpareThing) one = spare_history_add (spare_vault_get_things (self->vault), &first, COUNTS);
  g_autoptr (SpareThing) two = NULL;

  spare_ui_test_save (self->vault, one);
  open_page (self, "win.history");
  wait_text (self, "There is one count so far");
  wait_text (self, "The worst loss costs 3 of 4 accounts.\nThe worst taking gives away 1 of 4 accounts.\nHow many");

  two = spare_history_add (spare_vault_get_things (self->vault), &second, COUNTS);
  spare_ui_test_save (self->vault, two);
  wait_text (self, "The worst loss costs 1 of 4 accounts.\nThe worst taking gives away 0 of 4 accounts.\n1 finding open.");
  g_assert_null (search (GTK_WIDGET (self->window), "There is one count so far"));
}

static gboolean
is_rehearsed (gpointer data)
{
  Fixture *self = data;
  g_autoptr (GPtrArray) promises = spare_promise_list (spare_vault_get_accounts (self->vault),
                                                       spare_vault_get_things (self->vault));

  for (guint i = 0; i < promises->len; i++)
    {
      const SparePromise *promise = g_ptr_array_index (promises, i);

      if (g_str_equal (promise->key, "rehearsal"))
        return promise->said > LONG_AGO;
    }
  return FALSE;
}

/* A row that is answered moves to next year's month. */
static void
test_calendar (Fixture *self,
               gconstpointer data)
{
  GtkWidget *row;

  save_phone (self);
  open_page (self, "win.calendar");
  row = gtk_widget_get_ancestor (wait_text (self, "Have you rehearsed an emergency"), ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  wait_text (self, "Let somebody whom you trust");
  g_signal_emit_by_name (gtk_widget_get_ancestor (search (row, "Yes"), GTK_TYPE_BUTTON), "clicked");
  spare_ui_test_wait (is_rehearsed, self);
  wait_text (self, "Due on ");
}

static gboolean
is_reviewed (gpointer data)
{
  Fixture *self = data;
  g_autoptr (GPtrArray) dues = spare_due_list (spare_vault_get_accounts (self->vault),
                                               spare_vault_get_things (self->vault), g_get_real_time () / G_USEC_PER_SEC);

  for (guint i = 0; i < dues->len; i++)
    if (g_str_equal (((SpareDue *) g_ptr_array_index (dues, i))->what, "review"))
      return FALSE;
  return TRUE;
}

static gboolean
is_confirmed (gpointer data)
{
  Fixture *self = data;
  g_autoptr (SpareThing) phone = spare_thing_find (spare_vault_get_things (self->vault), PHONE);

  return spare_fact_get_said (phone, SPARE_FACT_KIND) > LONG_AGO && spare_fact_has (phone, SPARE_FACT_KIND, "phone");
}

/* From the first step to the stored day; what was told long ago is confirmed on the way. */
static void
test_review (Fixture *self,
             gconstpointer data)
{
  static const char *const texts[] = { "How", "Go through it", "Nothing that you set aside", "You said this", "With" };
  GtkWidget *row;

  save_phone (self);
  open_page (self, "win.review");
  wait_text (self, "This is the first review");
  for (guint i = 1; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *next = gtk_widget_get_ancestor (wait_text (self, "Next"), GTK_TYPE_BUTTON);

      gtk_widget_activate_action (next, "review.next", NULL);
      wait_text (self, texts[i]);
      if (i != 3)
        continue;
      row = gtk_widget_get_ancestor (wait_text (self, "Pixel 8"), ADW_TYPE_EXPANDER_ROW);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      wait_text (self, "Yes, Still So");
      g_signal_emit_by_name (gtk_widget_get_ancestor (search (row, "Yes, Still So"), GTK_TYPE_BUTTON), "clicked");
      spare_ui_test_wait (is_confirmed, self);
      wait_text (self, "Everything you said is less than a year old");
    }
  g_assert_false (is_reviewed (self));
  gtk_widget_activate_action (gtk_widget_get_ancestor (wait_text (self, "Finish"), GTK_TYPE_BUTTON), "review.next",
                              NULL);
  wait_text (self, "The Review Is Done");
  g_assert_true (is_reviewed (self));
}

static GtkWindow *
find_other (Fixture *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != GTK_WINDOW (self->window))
        return window;
    }
  return NULL;
}

static gboolean
has_pages (gpointer data)
{
  GtkWindow *window = find_other (data);

  return window != NULL && search (GTK_WIDGET (window), "1 of ") != NULL;
}

static gboolean
is_alone (gpointer data)
{
  return find_other (data) == NULL;
}

/* The pages are shown; closing ends it, and nothing of it stays. */
static void
test_plan (Fixture *self,
           gconstpointer data)
{
  save_phone (self);
  open_page (self, "win.print-plan");
  spare_ui_test_wait (has_pages, self);
  gtk_widget_activate_action (GTK_WIDGET (find_other (self)), "plan.close", NULL);
  spare_ui_test_wait (is_alone, self);
}

int
main (int argc,
      char **argv)
{
  spare_ui_test_init (&argc, &argv);

  g_test_add ("/review/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/review/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/review/calendar", Fixture, NULL, set_up, test_calendar, tear_down);
  g_test_add ("/review/review", Fixture, NULL, set_up, test_review, tear_down);
  g_test_add ("/review/plan", Fixture, NULL, set_up, test_plan, tear_down);

  return g_test_run ();
}
