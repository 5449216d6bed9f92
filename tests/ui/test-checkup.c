/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the check-up, with a real check-up of records made by hand. */
#include "spare-access.h"
#include "spare-checkup-event.h"
#include "spare-checkup-events.h"
#include "spare-checkup-rows.h"
#include "spare-code-set.h"
#include "spare-fact.h"
#include "spare-finding-fix.h"
#include "spare-finding-row.h"
#include "spare-finding-words.h"
#include "spare-ui-test.h"
#include "spare-window.h"

#define NOW (G_GINT64_CONSTANT (1767225600)) /* 1 January 2026 */

#define PHONE "11111111-0000-4000-8000-000000000001"
#define CODES "11111111-0000-4000-8000-000000000002"

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
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-checkup", NULL));
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  spare_ui_test_close (GTK_WINDOW (self->window), &self->vault);
}

typedef struct
{
  GtkWidget *root;
  GType type;
  const char *title;    /* how the row's title begins; NULL: any */
  const char *subtitle; /* how its subtitle begins; NULL: any */
  GtkWidget *found;
} Search;

static const char *
get_subtitle (GtkWidget *row)
{
  return ADW_IS_EXPANDER_ROW (row) ? adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row))
                                   : adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

static GtkWidget *
search (GtkWidget *widget,
        const Search *search_for)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, search_for->type)
      && (search_for->title == NULL
          || g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), search_for->title))
      && (search_for->subtitle == NULL || g_str_has_prefix (get_subtitle (widget), search_for->subtitle)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = search (child, search_for);
  return found;
}

static gboolean
is_found (gpointer data)
{
  Search *self = data;

  self->found = search (self->root, self);
  return self->found != NULL;
}

/* Waits until a row says so. */
static GtkWidget *
wait_row (Fixture *self,
          GType type,
          const char *title,
          const char *subtitle)
{
  Search wanted = { GTK_WIDGET (self->window), type, title, subtitle, NULL };

  spare_ui_test_wait (is_found, &wanted);
  return wanted.found;
}

/* An account without a secret here: its codes are where the person says. */
static SpareAccount *
make_account (const char *service,
              const char *name)
{
  SpareAccount *account = spare_ui_test_account ("otpauth://none/x");

  spare_account_set_service (account, service);
  spare_account_set_name (account, name);
  return account;
}

static SpareThing *
make_access (SpareAccount *account,
             const char *second,
             const char *recovery)
{
  g_autofree char *id = g_uuid_string_random ();
  SpareThing *access = spare_access_new (id, spare_account_get_id (account));

  spare_fact_say_one (access, SPARE_ACCESS_PASSWORD, "own", NOW);
  spare_fact_say_one (access, SPARE_ACCESS_SECOND, second, NOW);
  spare_fact_say_one (access, SPARE_ACCESS_RECOVERY, recovery, NOW);
  spare_fact_say_one (access, SPARE_ACCESS_IMPORTANCE, "4", NOW);
  return access;
}

/* A phone, and three accounts: forum and mail ask for a code from the phone, and
 * nothing else gets one back in. The shop has a password only, and lets who reads the
 * mail in. So the phone costs 2 of 3, and the mail gives away the shop and itself: 2. */
static char *
save_three (Fixture *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  SpareThing *phone = spare_fact_new (SPARE_FACT_DEVICE, PHONE, "Pixel 8");
  SpareAccount *mail = make_account ("Posteo", "eve@posteo.de");
  SpareAccount *forum = make_account ("Forum", "eve");
  SpareAccount *shop = make_account ("Shop", "eve");
  g_autofree char *app = g_strconcat ("app:", PHONE, NULL);
  g_autofree char *back = g_strconcat ("email:", spare_account_get_id (mail), NULL);
  char *id = g_strdup (spare_account_get_id (forum));

  spare_fact_say_one (phone, SPARE_FACT_KIND, "phone", NOW);
  g_ptr_array_add (records, phone);
  g_ptr_array_add (records, mail);
  g_ptr_array_add (records, forum);
  g_ptr_array_add (records, shop);
  g_ptr_array_add (records, make_access (mail, app, "none"));
  g_ptr_array_add (records, make_access (forum, app, "none"));
  g_ptr_array_add (records, make_access (shop, "none", back));
  spare_ui_test_save_all (self->vault, records);
  return id;
}

static void
test_empty (Fixture *self,
            gconstpointer data)
{
  Search page = { GTK_WIDGET (self->window), ADW_TYPE_STATUS_PAGE, NULL, NULL, NULL };

  spare_ui_test_wait (is_found, &page);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page.found)), ==, "What Would You Lose?");
}

/* Numbers that a person can work out, and that move when something changes. */
static void
test_numbers (Fixture *self,
              gconstpointer data)
{
  g_autofree char *forum = save_three (self);
  g_autoptr (SpareThing) set = spare_code_set_new (CODES, forum, "typed", NOW);
  g_autoptr (SpareSecret) code = spare_secret_new_text ("1234 5678");
  GtkWidget *row = wait_row (self, ADW_TYPE_ACTION_ROW, "If you lose Pixel 8", "2 of 3 accounts");

  g_assert_nonnull (strstr (get_subtitle (row), "mailbox"));
  wait_row (self, SPARE_TYPE_FINDING_ROW, "Without Pixel 8", NULL);

  gtk_widget_grab_focus (row);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == row);
  spare_code_set_add (set, code, NULL);
  spare_ui_test_save (self->vault, set);
  /* The row stays, and so does the focus. */
  g_assert_true (wait_row (self, ADW_TYPE_ACTION_ROW, "If you lose Pixel 8", "1 of 3 accounts") == row);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == row);
}

static guint
count_rows (GtkListBox *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

/* Other things may come meanwhile: the counts of the check-up. */
static guint
count_asides (Fixture *self)
{
  GListModel *things = spare_vault_get_things (self->vault);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      n += spare_thing_is_set_aside (thing);
    }
  return n;
}

static gboolean
is_aside (gpointer data)
{
  Fixture *self = data;
  GListModel *things = spare_vault_get_things (self->vault);

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_set_aside (thing))
        return spare_set_aside_get_until (thing) > 0;
    }
  return FALSE;
}

static gboolean
is_back (gpointer data)
{
  return !is_aside (data);
}

/* Later takes a finding away, and what set it aside can be taken back. */
static void
test_later (Fixture *self,
            gconstpointer data)
{
  g_autofree char *forum = save_three (self);
  GtkWidget *row = wait_row (self, SPARE_TYPE_FINDING_ROW, "Without Pixel 8", NULL);
  g_autofree char *title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_parent (row));
  guint n = count_rows (list);
  const char *id = g_object_get_data (G_OBJECT (row), "checkup-key");
  g_autofree char *kept = g_strdup (id);

  gtk_widget_activate_action (row, "checkup.later", "s", kept);
  spare_ui_test_wait (is_aside, self);
  while (count_rows (list) == n)
    spare_ui_test_run (20);
  g_assert_cmpuint (count_rows (list), ==, n - 1);

  gtk_widget_activate_action (GTK_WIDGET (list), "checkup.ask-again", "s", kept);
  spare_ui_test_wait (is_back, self);
  wait_row (self, SPARE_TYPE_FINDING_ROW, title, NULL);

  /* Put off once more: the same record. */
  gtk_widget_activate_action (GTK_WIDGET (list), "checkup.later", "s", kept);
  spare_ui_test_wait (is_aside, self);
  g_assert_cmpuint (count_asides (self), ==, 1);
}

static GtkWidget *
new_label_row_cb (gpointer item,
                  gpointer user_data)
{
  return adw_action_row_new ();
}

static void
fill_label_row_cb (GtkWidget *row,
                   gpointer item,
                   gpointer user_data)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

static void
show_keys (GtkListBox *list,
           const char *keys)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);
  g_autoptr (GPtrArray) array = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (array, words[i]);
  spare_checkup_rows_sync (list, array, array, new_label_row_cb, fill_label_row_cb, NULL);
}

static const char *
get_title (GtkListBox *list,
           int place)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (gtk_list_box_get_row_at_index (list, place)));
}

static void
test_rows (void)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());
  GtkWindow *window = spare_ui_test_present (GTK_WIDGET (list), 400, 400);
  GtkListBoxRow *row;

  show_keys (list, "a b c d");
  row = gtk_list_box_get_row_at_index (list, 2);
  gtk_widget_grab_focus (GTK_WIDGET (row));

  /* Moved, it keeps the focus. */
  show_keys (list, "c x a");
  g_assert_cmpuint (count_rows (list), ==, 3);
  g_assert_true (gtk_list_box_get_row_at_index (list, 0) == row);
  g_assert_true (gtk_window_get_focus (window) == GTK_WIDGET (row));
  g_assert_cmpstr (get_title (list, 1), ==, "x");
  g_assert_cmpstr (get_title (list, 2), ==, "a");

  /* Gone, it leaves it to the one in its place. */
  show_keys (list, "x a");
  g_assert_cmpuint (count_rows (list), ==, 2);
  g_assert_true (gtk_window_get_focus (window) == GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));

  gtk_window_destroy (window);
}

static void
test_words (void)
{
  SpareFinding finding = { .evidence = SPARE_EVIDENCE_SAID, .said = NOW + 43200, .minutes = 5 };
  g_autofree char *said = spare_finding_words_dup_evidence (&finding);
  g_autofree char *effort = spare_finding_words_dup_effort (&finding);
  g_autoptr (SpareThing) later = spare_set_aside_new ("11111111-0000-4000-8000-000000000003", "x", NULL, NOW,
                                                      NOW + 43200);
  g_autofree char *until = spare_finding_words_dup_aside (later);

  g_assert_true (g_str_has_prefix (said, "you said so on "));
  g_assert_nonnull (strstr (said, "26"));
  g_assert_cmpstr (effort, ==, "5 minutes");
  g_assert_true (g_str_has_prefix (until, "Put off until "));
}

/* A service whose page is known is opened; of others the account is shown. */
static void
test_fix_labels (void)
{
  g_autoptr (GListStore) accounts = g_list_store_new (SPARE_TYPE_ACCOUNT);
  g_autoptr (SpareAccount) known = make_account ("GitHub", "eve");
  g_autoptr (SpareAccount) other = make_account ("Tea Club", "eve");
  g_autoptr (SpareAccount) domain = make_account ("tea.example.co.uk", "eve");
  g_autoptr (SpareDirectory) directory = spare_directory_new ();
  SpareFinding finding = { .fix = SPARE_FIX_CHANGE_PASSWORD };
  g_autofree char *github = NULL;
  g_autofree char *tea = NULL;
  g_autofree char *named = NULL;
  g_autofree char *print = NULL;

  g_list_store_append (accounts, known);
  g_list_store_append (accounts, other);
  finding.record = (char *) spare_account_get_id (known);
  github = spare_finding_fix_dup_label (&finding, G_LIST_MODEL (accounts), directory);
  g_assert_cmpstr (github, ==, "_Open GitHub");
  g_assert_true (spare_finding_fix_is_elsewhere (&finding));
  finding.record = (char *) spare_account_get_id (other);
  tea = spare_finding_fix_dup_label (&finding, G_LIST_MODEL (accounts), directory);
  g_assert_cmpstr (tea, ==, "_Show the Account");
  g_list_store_append (accounts, domain);
  finding.record = (char *) spare_account_get_id (domain);
  named = spare_finding_fix_dup_label (&finding, G_LIST_MODEL (accounts), directory);
  g_assert_cmpstr (named, ==, "_Open tea.example.co.uk");
  finding.fix = SPARE_FIX_PRINT_CODES;
  print = spare_finding_fix_dup_label (&finding, G_LIST_MODEL (accounts), directory);
  g_assert_cmpstr (print, ==, "_Print Backup Codes…");
  g_assert_false (spare_finding_fix_is_elsewhere (&finding));
}

int
main (int argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/checkup/rows", test_rows);
  g_test_add_func ("/ui/checkup/words", test_words);
  g_test_add_func ("/ui/checkup/fix-labels", test_fix_labels);
#define ADD(name, function) g_test_add ("/ui/checkup/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("empty", test_empty);
  ADD ("numbers", test_numbers);
  ADD ("later", test_later);

  return g_test_run ();
}
