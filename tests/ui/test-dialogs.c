/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-dialogs.h"

#include <string.h>

#include "spare-access.h"
#include "spare-account-form.h"
#include "spare-account-page.h"
#include "spare-bin-page.h"
#include "spare-broken-page.h"
#include "spare-editor.h"
#include "spare-preferences-window.h"
#include "spare-ui-test.h"

#define DAY (24 * 60 * 60)

typedef struct
{
  SpareVault  *vault;
  SpareWindow *window;
} Fixture;

static void
set_up (Fixture      *self,
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

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  spare_ui_test_close (GTK_WINDOW (self->window), &self->vault);
}

static SpareAccount *
add (Fixture    *self,
     const char *uri,
     gint64      deleted)
{
  g_autoptr (SpareAccount) account = spare_ui_test_account (uri);

  spare_account_set_deleted (account, deleted);
  spare_ui_test_save (self->vault, account);

  return spare_vault_find (self->vault, spare_account_get_id (account));
}

static guint
count_accounts (Fixture *self)
{
  return g_list_model_get_n_items (spare_vault_get_accounts (self->vault));
}

/* The window of this type that is on the screen, or NULL. */
static GtkWindow *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    {
      if (G_TYPE_CHECK_INSTANCE_TYPE (at->data, type) && gtk_widget_get_mapped (at->data))
        return at->data;
    }

  return NULL;
}

static gboolean
is_shown (gpointer type)
{
  return find_window ((GType) type) != NULL;
}

static gboolean
is_not_shown (gpointer type)
{
  return find_window ((GType) type) == NULL;
}

static AdwMessageDialog *
wait_for_question (void)
{
  spare_ui_test_wait (is_shown, (gpointer) ADW_TYPE_MESSAGE_DIALOG);
  spare_ui_test_run (150);

  return ADW_MESSAGE_DIALOG (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

static void
answer (AdwMessageDialog *question,
        const char       *response)
{
  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
  spare_ui_test_wait (is_not_shown, (gpointer) ADW_TYPE_MESSAGE_DIALOG);
}

/* Neither Enter nor Escape may do what cannot be undone. */
static void
check_harmless (AdwMessageDialog *question)
{
  const char *preferred = adw_message_dialog_get_default_response (question);
  const char *closing = adw_message_dialog_get_close_response (question);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (question));

  g_assert_cmpint (adw_message_dialog_get_response_appearance (question, preferred), !=, ADW_RESPONSE_DESTRUCTIVE);
  g_assert_cmpint (adw_message_dialog_get_response_appearance (question, closing), !=, ADW_RESPONSE_DESTRUCTIVE);
  g_assert_true (GTK_IS_BUTTON (focus));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==,
                   adw_message_dialog_get_response_label (question, preferred));
}

static GtkWidget *
get_child (GtkWidget  *widget,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name));
}

static GtkWidget *
get_field (GtkWindow  *editor,
           const char *name)
{
  return get_child (get_child (GTK_WIDGET (editor), "form"), name);
}

static void
fill (GtkWindow  *editor,
      const char *name,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_field (editor, name)), text);
}

static void
press (GtkWindow  *editor,
       const char *name)
{
  g_signal_emit_by_name (get_child (GTK_WIDGET (editor), name), "clicked");
}

static GtkWindow *
open_editor (Fixture      *self,
             SpareAccount *account)
{
  GtkWindow *editor = spare_editor_new (self->window, account);

  gtk_window_present (editor);
  spare_ui_test_run (100);

  return editor;
}

static void
test_add (Fixture      *self,
          gconstpointer data)
{
  GtkWindow *editor = open_editor (self, NULL);
  g_autoptr (SpareAccount) account = NULL;

  g_assert_false (gtk_widget_get_sensitive (get_child (GTK_WIDGET (editor), "save")));
  fill (editor, "service", "GitHub");
  fill (editor, "name", "alice");
  fill (editor, "secret", RFC_SECRET);
  g_assert_true (gtk_widget_get_sensitive (get_child (GTK_WIDGET (editor), "save")));
  press (editor, "save");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_EDITOR);

  g_assert_cmpuint (count_accounts (self), ==, 1);
  account = g_list_model_get_item (spare_vault_get_accounts (self->vault), 0);
  g_assert_cmpstr (spare_account_get_service (account), ==, "GitHub");
  g_assert_cmpint (spare_account_get_created (account), >, 1700000000);
}

static void
test_add_twin (Fixture      *self,
               gconstpointer data)
{
  GtkWindow *editor;
  AdwMessageDialog *question;

  add (self, "otpauth://totp/GitHub:alice?secret=" RFC_SECRET, GPOINTER_TO_INT (data));
  editor = open_editor (self, NULL);
  fill (editor, "service", "Something Else");
  fill (editor, "secret", RFC_SECRET);
  press (editor, "save");
  question = wait_for_question ();
  g_assert_nonnull (strstr (adw_message_dialog_get_body (question), "GitHub, alice"));
  check_harmless (question);
  answer (question, "cancel");
  g_assert_true (is_shown ((gpointer) SPARE_TYPE_EDITOR));
  g_assert_cmpuint (count_accounts (self), ==, data == NULL);

  press (editor, "save");
  answer (wait_for_question (), "keep");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_EDITOR);
  g_assert_cmpuint (count_accounts (self), ==, data == NULL ? 2 : 1);
}

/* The same names with another secret: both are kept, without a question. */
static void
test_add_namesake (Fixture      *self,
                   gconstpointer data)
{
  GtkWindow *editor;

  add (self, "otpauth://totp/GitHub:alice?secret=" RFC_SECRET, 0);
  editor = open_editor (self, NULL);
  fill (editor, "service", "GitHub");
  fill (editor, "name", "alice");
  fill (editor, "secret", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
  press (editor, "save");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_EDITOR);
  g_assert_cmpuint (count_accounts (self), ==, 2);
}

static void
test_edit (Fixture      *self,
           gconstpointer data)
{
  SpareAccount *account = add (self, "otpauth://totp/GitHub:alice?secret=" RFC_SECRET, 0);
  GtkWindow *editor = open_editor (self, account);

  fill (editor, "name", "bob");
  press (editor, "save");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_EDITOR);
  g_assert_cmpuint (count_accounts (self), ==, 1);
  g_assert_cmpstr (spare_account_get_name (account), ==, "bob");
  g_assert_cmpuint (spare_secret_get_size (spare_account_peek_secret (account)), ==, 20);
}

static void
test_edit_secret (Fixture      *self,
                  gconstpointer data)
{
  SpareAccount *account = add (self, "otpauth://totp/GitHub:alice?secret=" RFC_SECRET, 0);
  GtkWindow *editor = open_editor (self, account);
  AdwMessageDialog *question;

  fill (editor, "secret", "JBSWY3DPEHPK3PXP");
  press (editor, "save");
  question = wait_for_question ();
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (question), "GitHub"));
  check_harmless (question);
  answer (question, adw_message_dialog_get_close_response (question));
  g_assert_cmpuint (spare_secret_get_size (spare_account_peek_secret (account)), ==, 20);

  press (editor, "save");
  answer (wait_for_question (), "action");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_EDITOR);
  g_assert_cmpuint (spare_secret_get_size (spare_account_peek_secret (account)), ==, 10);
}

static void
test_discard (Fixture      *self,
              gconstpointer data)
{
  GtkWindow *editor = open_editor (self, NULL);
  AdwMessageDialog *question;

  fill (editor, "service", "GitHub");
  gtk_window_close (editor);
  question = wait_for_question ();
  check_harmless (question);
  answer (question, adw_message_dialog_get_close_response (question));
  g_assert_true (is_shown ((gpointer) SPARE_TYPE_EDITOR));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_field (editor, "service"))), ==, "GitHub");

  gtk_window_close (editor);
  answer (wait_for_question (), "discard");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_EDITOR);
  g_assert_cmpuint (count_accounts (self), ==, 0);
}

static void
test_untouched (Fixture      *self,
                gconstpointer data)
{
  GtkWindow *editor = open_editor (self, NULL);
  gpointer alive = editor;

  g_object_add_weak_pointer (G_OBJECT (editor), &alive);
  gtk_window_close (editor);
  spare_ui_test_wait (is_gone, &alive);
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

static void
test_uri (Fixture      *self,
          gconstpointer data)
{
  GtkWindow *editor = spare_editor_new_for_uri (self->window,
                                                "otpauth://totp/GitHub:alice?secret=" RFC_SECRET "&issuer=GitHub");

  gtk_window_present (editor);
  spare_ui_test_run (100);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_field (editor, "name"))), ==, "alice");
  press (editor, "save");
  spare_ui_test_wait (is_not_shown, (gpointer) SPARE_TYPE_EDITOR);
  g_assert_cmpuint (count_accounts (self), ==, 1);
}

static GtkWidget *
show_sub_page (Fixture   *self,
               GtkWidget *page)
{
  GtkStack *pages = GTK_STACK (get_child (GTK_WIDGET (self->window), "pages"));

  gtk_stack_add_child (pages, page);
  gtk_stack_set_visible_child (pages, page);
  spare_ui_test_run (150);
  g_assert_true (gtk_widget_get_mapped (page));

  return page;
}

static void
test_account_page (Fixture      *self,
                   gconstpointer data)
{
  SpareAccount *account = add (self, "otpauth://totp/GitHub:alice?secret=" RFC_SECRET, 0);
  SpareAccountPage *page = SPARE_ACCOUNT_PAGE (spare_account_page_new (self->window));
  GtkWidget *text;
  GtkSwitch *button;

  show_sub_page (self, GTK_WIDGET (page));
  spare_account_page_set_account (page, account);
  text = get_child (GTK_WIDGET (page), "secret_text_row");
  button = GTK_SWITCH (get_child (GTK_WIDGET (page), "secret_switch"));
  g_assert_false (gtk_widget_get_visible (text));
  gtk_switch_set_active (button, TRUE);
  g_assert_true (gtk_widget_get_visible (text));

  /* Whoever leaves and comes back must ask again. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.back", NULL);
  spare_ui_test_run (400);
  g_assert_false (gtk_switch_get_active (button));
  g_assert_false (gtk_widget_get_visible (text));
}

static gboolean
has_one (gpointer list)
{
  return g_list_model_get_n_items (list) == 1;
}

static gboolean
has_none (gpointer list)
{
  return g_list_model_get_n_items (list) == 0;
}

static void
test_bin_page (Fixture      *self,
               gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GtkWidget *page;
  AdwMessageDialog *question;
  GtkWidget *notice;
  SpareAccount *old = add (self, "otpauth://totp/GitHub:alice?secret=" RFC_SECRET, now - 31 * DAY);
  SpareAccount *young = add (self, "otpauth://totp/Mailjet:bob?secret=JBSWY3DPEHPK3PXP", now - 29 * DAY);
  g_autoptr(SpareThing) of_old = spare_access_new ("55555555-0000-4000-8000-000000000001", spare_account_get_id (old));
  g_autoptr(SpareThing) of_young = spare_access_new ("55555555-0000-4000-8000-000000000002",
                                                     spare_account_get_id (young));
  g_autoptr(SpareThing) left = NULL;

  spare_ui_test_save (self->vault, of_old);
  spare_ui_test_save (self->vault, of_young);
  page = show_sub_page (self, spare_bin_page_new (self->window));
  notice = get_child (page, "notice");
  g_assert_true (gtk_widget_get_visible (notice));

  gtk_widget_activate_action (page, "bin.erase-old", NULL);
  question = wait_for_question ();
  check_harmless (question);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (question), "GitHub, alice"));
  g_assert_null (strstr (adw_message_dialog_get_body (question), "Mailjet"));
  answer (question, "cancel");
  spare_ui_test_run (100);
  g_assert_cmpuint (g_list_model_get_n_items (spare_vault_get_bin (self->vault)), ==, 2);

  gtk_widget_activate_action (page, "bin.erase-old", NULL);
  answer (wait_for_question (), "action");
  spare_ui_test_wait (has_one, spare_vault_get_bin (self->vault));
  spare_ui_test_run (50);
  g_assert_false (gtk_widget_get_visible (notice));
  /* What was told of it is gone with it. */
  g_assert_cmpuint (g_list_model_get_n_items (spare_vault_get_things (self->vault)), ==, 1);
  left = g_list_model_get_item (spare_vault_get_things (self->vault), 0);
  g_assert_cmpstr (spare_thing_get_id (left), ==, spare_thing_get_id (of_young));

  gtk_widget_activate_action (page, "bin.erase-all", NULL);
  question = wait_for_question ();
  g_assert_nonnull (strstr (adw_message_dialog_get_body (question), "Mailjet, bob"));
  answer (question, "action");
  spare_ui_test_wait (has_none, spare_vault_get_bin (self->vault));
  spare_ui_test_run (50);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (get_child (page, "stack"))), ==, "empty");
}

static void
test_broken_page (Fixture      *self,
                  gconstpointer data)
{
  GtkWidget *page = show_sub_page (self, spare_broken_page_new (self->window));

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (get_child (page, "stack"))), ==, "empty");
}

static void
test_preferences (Fixture      *self,
                  gconstpointer data)
{
  GSettings *settings = spare_window_get_settings (self->window);
  GtkWindow *preferences;
  AdwComboRow *timeout;
  AdwComboRow *order;

  g_settings_set_uint (settings, "clipboard-timeout", 45);
  preferences = spare_preferences_window_new (self->window, "general");
  gtk_window_present (preferences);
  spare_ui_test_run (100);
  timeout = ADW_COMBO_ROW (get_child (GTK_WIDGET (preferences), "timeout"));
  order = ADW_COMBO_ROW (get_child (GTK_WIDGET (preferences), "order"));

  /* 10, 30, 45, 60, 120 seconds, never */
  g_assert_cmpuint (adw_combo_row_get_selected (timeout), ==, 2);
  adw_combo_row_set_selected (timeout, 5);
  g_assert_cmpuint (g_settings_get_uint (settings, "clipboard-timeout"), ==, 0);
  adw_combo_row_set_selected (order, 2);
  g_assert_cmpint (g_settings_get_enum (settings, "sort-order"), ==, 2);
  gtk_switch_set_active (GTK_SWITCH (get_child (GTK_WIDGET (preferences), "hide")), TRUE);
  g_assert_true (g_settings_get_boolean (settings, "hide-codes"));

  g_settings_reset (settings, "clipboard-timeout");
  g_settings_reset (settings, "sort-order");
  g_settings_reset (settings, "hide-codes");
  gtk_window_close (preferences);
}

static void
test_shortcuts_and_about (Fixture      *self,
                          gconstpointer data)
{
  GtkWindow *about;

  spare_dialogs_show_shortcuts (GTK_WINDOW (self->window));
  spare_ui_test_wait (is_shown, (gpointer) GTK_TYPE_SHORTCUTS_WINDOW);
  gtk_window_close (find_window (GTK_TYPE_SHORTCUTS_WINDOW));
  spare_ui_test_wait (is_not_shown, (gpointer) GTK_TYPE_SHORTCUTS_WINDOW);

  spare_dialogs_show_about (GTK_WINDOW (self->window));
  spare_ui_test_wait (is_shown, (gpointer) ADW_TYPE_ABOUT_WINDOW);
  about = find_window (ADW_TYPE_ABOUT_WINDOW);
  g_assert_cmpint (adw_about_window_get_license_type (ADW_ABOUT_WINDOW (about)), ==, GTK_LICENSE_GPL_3_0);
  gtk_window_close (about);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(char **) user_data = spare_dialogs_ask_finish (result);
}

/* A question whose parent goes away is answered with what changes nothing. */
static void
test_parent_goes (Fixture      *self,
                  gconstpointer data)
{
  const SpareChoice choices[] = {
    { "keep", "_Keep", SPARE_CHOICE_PLAIN },
    { "drop", "_Drop", SPARE_CHOICE_DESTRUCTIVE },
    { NULL },
  };
  GtkWindow *parent = spare_ui_test_present (gtk_label_new ("parent"), 200, 200);
  char *id = NULL;

  spare_dialogs_ask_async (parent, "Heading", "Body", choices, asked_cb, &id);
  check_harmless (wait_for_question ());
  gtk_window_destroy (find_window (ADW_TYPE_MESSAGE_DIALOG));
  spare_ui_test_run (100);
  g_assert_cmpstr (id, ==, "keep");
  g_free (id);
  gtk_window_destroy (parent);
}

int
main (int   argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

#define ADD(path, data, function) g_test_add ("/ui/dialogs/" path, Fixture, data, set_up, function, tear_down)
  ADD ("add", NULL, test_add);
  ADD ("add-twin", NULL, test_add_twin);
  ADD ("add-twin-of-bin", GINT_TO_POINTER (1700000000), test_add_twin);
  ADD ("add-namesake", NULL, test_add_namesake);
  ADD ("edit", NULL, test_edit);
  ADD ("edit-secret", NULL, test_edit_secret);
  ADD ("discard", NULL, test_discard);
  ADD ("untouched", NULL, test_untouched);
  ADD ("uri", NULL, test_uri);
  ADD ("account-page", NULL, test_account_page);
  ADD ("bin-page", NULL, test_bin_page);
  ADD ("broken-page", NULL, test_broken_page);
  ADD ("preferences", NULL, test_preferences);
  ADD ("shortcuts-and-about", NULL, test_shortcuts_and_about);
  ADD ("parent-goes", NULL, test_parent_goes);

  return g_test_run ();
}
