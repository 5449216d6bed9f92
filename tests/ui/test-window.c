/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-window.h"

#include "spare-code-list.h"
#include "spare-code-row.h"
#include "spare-ui-test.h"

/* RFC 4226, appendix D: the codes of counters 0 and 1. */
#define FIRST_CODE  "755224"
#define SECOND_CODE "287082"

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
  spare_ui_test_run (100);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Nothing of a closed window may keep the accounts in memory. */
static void
tear_down (Fixture *self,
           gconstpointer data)
{
  gpointer vault = self->vault;

  gtk_window_close (GTK_WINDOW (self->window));
  g_object_add_weak_pointer (G_OBJECT (self->vault), &vault);
  g_clear_object (&self->vault);
  spare_ui_test_wait (is_gone, &vault);
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
  spare_ui_test_run (50);
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
  spare_ui_test_run (50);
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
  spare_ui_test_run (500);
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
  spare_ui_test_run (300);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (bin), ==, 1);
  g_assert_cmpstr (get_state_title (self), ==, "Add Your First Account");

  account = spare_vault_find (self->vault, spare_account_get_id (account));
  act (self, "win.restore", account);
  spare_ui_test_run (300);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (bin), ==, 0);
}

static void
test_favorite (Fixture *self,
               gconstpointer data)
{
  SpareAccount *account = add_hotp (self);

  act (self, "win.favorite", account);
  spare_ui_test_run (300);
  g_assert_true (spare_account_get_favorite (account));
  act (self, "win.favorite", account);
  spare_ui_test_run (300);
  g_assert_false (spare_account_get_favorite (account));
}

static GtkWidget *
open_search (Fixture *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.search", NULL);
  spare_ui_test_run (50);
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
  spare_ui_test_run (500);
  set_clipboard (self, "mine");

  entry = open_search (self);
  g_assert_nonnull (entry);
  g_signal_emit_by_name (entry, "activate");
  assert_clipboard (self, "mine");
  gtk_editable_set_text (GTK_EDITABLE (entry), "zz");
  spare_ui_test_run (50);
  g_assert_cmpstr (get_state_title (self), ==, "No Results");
  g_signal_emit_by_name (entry, "activate");
  assert_clipboard (self, "mine");

  gtk_editable_set_text (GTK_EDITABLE (entry), "serv");
  spare_ui_test_run (50);
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
      spare_ui_test_run (20);
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
  spare_ui_test_run (50);
  g_assert_cmpstr (get_state_title (self), ==, "Sparekey Cannot Make Codes Here");
  g_assert_null (find_mapped (GTK_WIDGET (self->window), SPARE_TYPE_CODE_ROW));
  act (self, "win.activate", account);
  act (self, "win.copy", account);
  assert_clipboard (self, "mine");
  g_assert_null (open_search (self));
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

  return g_test_run ();
}
