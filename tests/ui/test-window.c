/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-window.h"

#include "spare-code-list.h"
#include "spare-code-row.h"
#include "spare-sheet-forget.h"
#include "spare-sheet-record.h"
#include "spare-ui-test.h"

/* RFC 4226, appendix D: the codes of counters 0 and 1. */
#define FIRST_CODE  "755224"
#define SECOND_CODE "287082"

/* A sanitized program takes several times as long. */
static void
settle (guint milliseconds)
{
  spare_ui_test_run (g_getenv ("SPAREKEY_TEST_SANITIZED") != NULL ? 6 * milliseconds : milliseconds);
}

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
  gtk_window_present (GTK_WINDOW (self->window));
  settle (100);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  spare_ui_test_close (GTK_WINDOW (self->window), &self->vault);
}

static GtkWidget *
find_mapped (GtkWidget *widget,
             GType type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_mapped (child, type);
  return found;
}

static const char *
get_state_title (Fixture *self)
{
  GtkWidget *page = find_mapped (GTK_WIDGET (self->window), ADW_TYPE_STATUS_PAGE);

  return page != NULL ? adw_status_page_get_title (ADW_STATUS_PAGE (page)) : NULL;
}

static SpareAccount *
add (Fixture *self,
     const char *uri)
{
  g_autoptr (SpareAccount) account = spare_ui_test_account (uri);

  spare_ui_test_save (self->vault, account);
  settle (50);
  return spare_vault_find (self->vault, spare_account_get_id (account));
}

static SpareAccount *
add_hotp (Fixture *self)
{
  return add (self, "otpauth://hotp/Server:root?counter=0&issuer=Server&secret=" RFC_SECRET);
}

static void
act (Fixture *self,
     const char *action,
     SpareAccount *account)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), action, "s",
                                             spare_account_get_id (account)));
  settle (50);
}

static GdkClipboard *
get_clipboard (Fixture *self)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (self->window));
}

static void
assert_clipboard (Fixture *self,
                  const char *expected)
{
  g_autofree char *text = spare_ui_test_dup_text (get_clipboard (self));

  g_assert_cmpstr (text, ==, expected);
}

static void
set_clipboard (Fixture *self,
               const char *text)
{
  gdk_clipboard_set_text (get_clipboard (self), text);
}

static gboolean
is_shown (gpointer data)
{
  Fixture *self = data;
  g_autoptr (SpareAccount) account = g_list_model_get_item (spare_vault_get_accounts (self->vault), 0);

  return account != NULL
         && spare_reveal_get_counter (spare_window_get_reveal (self->window), account, NULL);
}

static void
test_empty (Fixture *self,
            gconstpointer data)
{
  g_assert_cmpstr (get_state_title (self), ==, "Add Your First Account");
  g_assert_false (spare_clock_get_running (spare_window_get_clock (self->window)));
  add_hotp (self);
  g_assert_null (get_state_title (self));
  g_assert_nonnull (find_mapped (GTK_WIDGET (self->window), SPARE_TYPE_CODE_ROW));
  g_assert_true (spare_clock_get_running (spare_window_get_clock (self->window)));
}

/* The new counter is stored before the code is seen; looking and copying never
 * advance it. */
static gboolean
is_advanced_twice (gpointer data)
{
  return spare_account_get_counter (SPARE_ACCOUNT (data)) == 2;
}

static void
test_hotp (Fixture *self,
           gconstpointer data)
{
  SpareAccount *account = add_hotp (self);

  set_clipboard (self, "mine");
  act (self, "win.activate", account);
  act (self, "win.copy", account);
  act (self, "win.copy-next", account);
  assert_clipboard (self, "mine");
  g_assert_cmpuint (spare_account_get_counter (account), ==, 0);

  act (self, "win.advance", account);
  spare_ui_test_wait (is_shown, self);
  g_assert_cmpuint (spare_account_get_counter (account), ==, 1);
  assert_clipboard (self, "mine");
  act (self, "win.activate", account);
  assert_clipboard (self, FIRST_CODE);
  act (self, "win.copy", account);
  g_assert_cmpuint (spare_account_get_counter (account), ==, 1);

  act (self, "win.advance", account);
  spare_ui_test_wait (is_advanced_twice, account);
  spare_ui_test_wait (is_shown, self);
  act (self, "win.copy", account);
  assert_clipboard (self, SECOND_CODE);
}

static void
test_closing_clears (Fixture *self,
                     gconstpointer data)
{
  GdkClipboard *clipboard = get_clipboard (self);
  SpareAccount *account = add_hotp (self);

  act (self, "win.advance", account);
  spare_ui_test_wait (is_shown, self);
  act (self, "win.copy", account);
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
  gtk_window_close (GTK_WINDOW (self->window));
  g_assert_null (gdk_clipboard_get_content (clipboard));

  self->window = spare_window_new (NULL, self->vault);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
test_delete (Fixture *self,
             gconstpointer data)
{
  SpareAccount *account = add_hotp (self);
  GListModel *accounts = spare_vault_get_accounts (self->vault);
  GListModel *bin = spare_vault_get_bin (self->vault);

  act (self, "win.delete", account);
  settle (300);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (bin), ==, 1);
  g_assert_cmpstr (get_state_title (self), ==, "Add Your First Account");

  account = spare_vault_find (self->vault, spare_account_get_id (account));
  act (self, "win.restore", account);
  settle (300);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (bin), ==, 0);
}

static void
test_favorite (Fixture *self,
               gconstpointer data)
{
  SpareAccount *account = add_hotp (self);

  act (self, "win.favorite", account);
  settle (300);
  g_assert_true (spare_account_get_favorite (account));
  act (self, "win.favorite", account);
  settle (300);
  g_assert_false (spare_account_get_favorite (account));
}

static GtkWidget *
open_search (Fixture *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.search", NULL);
  settle (50);
  return find_mapped (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY);
}

/* Enter in the entry copies the first hit and keeps the text. */
static void
test_search (Fixture *self,
             gconstpointer data)
{
  SpareAccount *account = add_hotp (self);
  GtkWidget *entry;

  add (self, "otpauth://totp/Another:alice?issuer=Another&secret=" RFC_SECRET);
  act (self, "win.advance", account);
  spare_ui_test_wait (is_shown, self);
  set_clipboard (self, "mine");

  entry = open_search (self);
  g_assert_nonnull (entry);
  g_signal_emit_by_name (entry, "activate");
  assert_clipboard (self, "mine");
  gtk_editable_set_text (GTK_EDITABLE (entry), "zz");
  settle (50);
  g_assert_cmpstr (get_state_title (self), ==, "No Results");
  g_signal_emit_by_name (entry, "activate");
  assert_clipboard (self, "mine");

  gtk_editable_set_text (GTK_EDITABLE (entry), "serv");
  settle (50);
  g_assert_null (get_state_title (self));
  g_signal_emit_by_name (entry, "activate");
  assert_clipboard (self, FIRST_CODE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "serv");

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.clear-search", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

/* Moving about shows and never acts. */
static void
test_moving (Fixture *self,
             gconstpointer data)
{
  SpareAccount *account = add_hotp (self);
  GtkWidget *codes;

  add (self, "otpauth://totp/Another:alice?issuer=Another&secret=" RFC_SECRET);
  set_clipboard (self, "mine");
  codes = find_mapped (GTK_WIDGET (self->window), SPARE_TYPE_CODE_LIST);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (spare_code_list_focus_position (SPARE_CODE_LIST (codes), i % 2));
      settle (20);
    }
  assert_clipboard (self, "mine");
  g_assert_cmpuint (spare_account_get_counter (account), ==, 0);
}

static void
test_refuse (Fixture *self,
             gconstpointer data)
{
  SpareAccount *account = add (self, "otpauth://totp/A:a?secret=" RFC_SECRET);

  set_clipboard (self, "mine");
  spare_window_refuse (self->window);
  settle (50);
  g_assert_cmpstr (get_state_title (self), ==, "Sparekey Cannot Make Codes Here");
  g_assert_null (find_mapped (GTK_WIDGET (self->window), SPARE_TYPE_CODE_ROW));
  act (self, "win.activate", account);
  act (self, "win.copy", account);
  assert_clipboard (self, "mine");
  g_assert_null (open_search (self));
}

/* Print and forget */

#define SET_ID   "5d0c7f0a-3b57-4a8e-9b1c-665544332211"
#define SHEET_ID "5d0c7f0a-3b57-4a8e-9b1c-665544332213"

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_assert_true (spare_vault_save_finish (SPARE_VAULT (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
start_saving (Fixture *self,
              SpareThing *thing,
              gboolean *saved)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, thing);
  spare_vault_save_async (self->vault, records, NULL, NULL, NULL, saved_cb, saved);
}

static SpareThing *
find_set (Fixture *self)
{
  return spare_thing_find (spare_vault_get_things (self->vault), SET_ID);
}

/* A set of one code, whose check characters are those of the standard's example, and a sheet with it. */
static void
add_sheet (Fixture *self,
           const char *fingerprint)
{
  g_autoptr (SpareThing) set = spare_code_set_new (SET_ID, NULL, "typed", 1);
  g_autoptr (SpareThing) sheet = spare_sheet_record_new (SHEET_ID, SPARE_SHEET_CODES, "K7M-3QP", fingerprint, 1);
  g_autoptr (SpareSecret) code = spare_secret_new_text ("ISO-79");
  gboolean saved = FALSE;

  spare_code_set_add (set, code, NULL);
  spare_sheet_record_add_set (sheet, SET_ID);
  start_saving (self, set, &saved);
  spare_ui_test_wait (is_true, &saved);
  saved = FALSE;
  start_saving (self, sheet, &saved);
  spare_ui_test_wait (is_true, &saved);
}

static GtkWidget *
find_forget (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "SpareSheetForget"))
        return window;
    }
  return NULL;
}

static void
type_back (GtkWidget *dialog,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_mapped (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW)), text);
  gtk_widget_activate_action (dialog, "forget.go", NULL);
}

static gboolean
can_type (gpointer dialog)
{
  GtkWidget *row = find_mapped (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW);

  return row != NULL && gtk_widget_is_sensitive (row);
}

static gboolean
is_closed (gpointer unused)
{
  return find_forget () == NULL;
}

/* The set is changed at the same time: nothing is forgotten, and the next try is. */
static void
test_forget (Fixture *self,
             gconstpointer data)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  g_autofree char *fingerprint = NULL;
  g_autoptr (SpareThing) set = spare_code_set_new (SET_ID, NULL, "typed", 1);
  g_autoptr (SpareThing) stored = NULL;
  g_autoptr (SpareSecret) code = spare_secret_new_text ("ISO-79");
  g_autoptr (SpareRecord) copy = NULL;
  gboolean saved = FALSE;

  spare_code_set_add (set, code, NULL);
  g_ptr_array_add (sets, set);
  fingerprint = spare_sheet_fingerprint (sets);
  add_sheet (self, fingerprint);
  spare_sheet_forget_show (self->window, SHEET_ID);
  spare_ui_test_wait (can_type, find_forget ());
  type_back (find_forget (), "W3");
  stored = find_set (self);
  copy = spare_record_copy (SPARE_RECORD (stored));
  spare_code_set_log (SPARE_THING (copy), 5, SPARE_CODE_EVENT_CHANGED, NULL);
  start_saving (self, SPARE_THING (copy), &saved);
  type_back (find_forget (), "3W");
  g_assert_false (can_type (find_forget ()));
  spare_ui_test_wait (is_true, &saved);
  spare_ui_test_wait (can_type, find_forget ());
  g_assert_false (spare_code_set_is_forgotten (stored));

  type_back (find_forget (), "3w");
  spare_ui_test_wait (is_closed, NULL);
  g_assert_true (spare_code_set_is_forgotten (stored));
}

/* Other codes are on the sheet. */
static void
test_forget_other (Fixture *self,
                   gconstpointer data)
{
  g_autoptr (SpareThing) stored = NULL;

  add_sheet (self, "JW3P");
  spare_sheet_forget_show (self->window, SHEET_ID);
  spare_ui_test_wait (can_type, find_forget ());
  type_back (find_forget (), "3W");
  g_assert_true (can_type (find_forget ()));
  settle (100);
  stored = find_set (self);
  g_assert_false (spare_code_set_is_forgotten (stored));
  gtk_window_close (GTK_WINDOW (find_forget ()));
  spare_ui_test_wait (is_closed, NULL);
}

int
main (int argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/ui/window/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("empty", test_empty);
  ADD ("hotp", test_hotp);
  ADD ("closing-clears", test_closing_clears);
  ADD ("delete", test_delete);
  ADD ("favorite", test_favorite);
  ADD ("search", test_search);
  ADD ("moving", test_moving);
  ADD ("refuse", test_refuse);
  ADD ("forget", test_forget);
  ADD ("forget-other", test_forget_other);

  return g_test_run ();
}
