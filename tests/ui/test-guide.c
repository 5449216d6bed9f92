/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-guide-window-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "spare-sheet-record.h"
#include "spare-ui-test.h"

/* Those that the guide was written out for, and one of which nothing is known. */
static const char *const services[] = {
  "apple",
  "constant-contact",
  "github",
  "google",
  "hubspot",
  "mailchimp",
  "mailersend",
  "mailjet",
  "microsoft",
  "Tea Club",
};

typedef struct
{
  SpareVault *vault;
  SpareWindow *window;
  SpareGuideWindow *guide;
  SpareGuideStep wanted;
  JsonNode *json;    /* (nullable): the file of the service */
  JsonObject *facts; /* (nullable) */
  char *name;
} Fixture;

static void
read_facts (Fixture *self,
            const char *service)
{
  g_autofree char *base = g_strconcat (service, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("SPARE_SERVICES"), base, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  self->name = g_strdup (service);
  if (strcmp (service, "Tea Club") == 0)
    return;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  self->json = json_parser_steal_root (parser);
  self->facts = json_object_get_object_member (json_node_get_object (self->json), "facts");
  g_free (self->name);
  self->name = g_strdup (json_object_get_string_member (json_node_get_object (self->json), "name"));
}

static void
set_up (Fixture *self,
        gconstpointer service)
{
  read_facts (self, service);
  self->vault = spare_ui_test_vault ();
  self->window = spare_window_new (NULL, self->vault);
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Nothing of a closed guide may keep the accounts in memory. */
static void
tear_down (Fixture *self,
           gconstpointer service)
{
  gpointer vault = self->vault;

  gtk_window_close (GTK_WINDOW (self->window));
  g_object_add_weak_pointer (G_OBJECT (self->vault), &vault);
  g_clear_object (&self->vault);
  spare_ui_test_wait (is_gone, &vault);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self->name);
}

/* What the file says; NULL where it says nothing. */
static JsonNode *
get_fact (Fixture *self,
          const char *fact)
{
  if (self->facts == NULL || !json_object_has_member (self->facts, fact))
    return NULL;

  return json_object_get_member (json_object_get_object_member (self->facts, fact), "value");
}

static gboolean
has_answer (Fixture *self,
            const char *fact,
            const char *answer)
{
  JsonNode *value = get_fact (self, fact);

  return value != NULL && strcmp (json_node_get_string (value), answer) == 0;
}

static gboolean
contains (GtkWidget *widget,
          const char *text)
{
  const char *words = NULL;

  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    words = gtk_label_get_text (GTK_LABEL (widget));
  if (words != NULL && strstr (words, text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (contains (child, text))
      return TRUE;

  return FALSE;
}

/* Of the page that is shown. */
static gboolean
says (Fixture *self,
      const char *text)
{
  return contains (gtk_stack_get_visible_child (self->guide->stack), text);
}

static void
assert_says (Fixture *self,
             const char *text)
{
  if (!says (self, text))
    g_error ("“%s” is not on the page “%s” of %s", text, gtk_label_get_text (self->guide->heading), self->name);
}

static void
assert_heading (Fixture *self,
                const char *text)
{
  g_assert_cmpstr (gtk_label_get_text (self->guide->heading), ==, text);
}

/* The domain that a fact was read at is named beside it. */
static void
assert_source (Fixture *self,
               const char *fact)
{
  const char *source = json_object_get_string_member (json_object_get_object_member (self->facts, fact), "source");
  g_autoptr (GUri) uri = g_uri_parse (source, G_URI_FLAGS_NONE, NULL);
  g_autofree char *text = g_strconcat ("As read at ", g_uri_get_host (uri), " on ", NULL);

  assert_says (self, text);
}

static gboolean
is_at_wanted (gpointer data)
{
  Fixture *self = data;

  return !self->guide->saving && self->guide->step == self->wanted
         && strcmp (gtk_stack_get_visible_child_name (self->guide->stack), "step") == 0;
}

static void
wait_for (Fixture *self,
          SpareGuideStep step)
{
  self->wanted = step;
  spare_ui_test_wait (is_at_wanted, self);
}

static void
press (GtkButton *button)
{
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (button)) && gtk_widget_is_sensitive (GTK_WIDGET (button)));
  g_signal_emit_by_name (button, "clicked");
}

static void
go_on (Fixture *self,
       SpareGuideStep step)
{
  press (self->guide->primary);
  wait_for (self, step);
}

static void
show (Fixture *self,
      const char *service)
{
  GListModel *windows = gtk_window_get_toplevels ();

  self->guide = NULL;
  spare_guide_window_show (self->window, service);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (SPARE_IS_GUIDE_WINDOW (window))
        self->guide = SPARE_GUIDE_WINDOW (window);
    }
  g_assert_nonnull (self->guide);
}

static void
begin (Fixture *self,
       const char *service)
{
  g_autoptr (SpareThing) guide = NULL;

  /* What has no file is named by the person. */
  if (self->facts == NULL)
    {
      guide = spare_guide_new ("5d0c7f0a-3b57-4a8e-9b1c-665544332211", service, 1795305600);
      spare_ui_test_save (self->vault, guide);
    }
  show (self, service);
  wait_for (self, SPARE_GUIDE_SETTINGS);
}

/* The pages, one after the other. */

static void
check_settings (Fixture *self)
{
  JsonNode *path = get_fact (self, "settings-path");
  JsonNode *settings = get_fact (self, get_fact (self, "settings") != NULL ? "settings" : "sign-in");
  g_autofree char *heading = g_strdup_printf ("Sign In at %s", self->name);

  assert_heading (self, heading);
  g_assert_cmpstr (adw_window_title_get_title (self->guide->title), ==, self->name);
  if (settings != NULL)
    assert_says (self, json_node_get_string (settings));
  else if (self->facts != NULL && !has_answer (self, "app", "no"))
    {
      JsonArray *domains = json_object_get_array_member (json_node_get_object (self->json), "domains");
      g_autofree char *address = g_strdup_printf ("https://%s/", json_array_get_string_element (domains, 0));

      assert_says (self, address);
    }
  if (path == NULL)
    {
      assert_says (self, "look in the settings of your account for two-step sign-in");
      return;
    }

  for (guint i = 0; i < json_array_get_length (json_node_get_array (path)); i++)
    {
      g_autofree char *line = g_strdup_printf ("%u. %s", i + 1,
                                               json_array_get_string_element (json_node_get_array (path), i));

      assert_says (self, line);
    }
  assert_source (self, "settings-path");
}

/* Gives the new account's id. */
static char *
check_account (Fixture *self)
{
  g_autoptr (SpareAccount) account = NULL;

  if (has_answer (self, "app", "no"))
    {
      assert_heading (self, "Name the Account");
      g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (self->guide->primary)));
      gtk_editable_set_text (GTK_EDITABLE (self->guide->name), "alice@example.org");
      go_on (self, SPARE_GUIDE_CODES);

      return g_strdup (spare_guide_get_account (self->guide->guide));
    }

  assert_heading (self, "Scan the QR Code");
  for (const char *const *way = (const char *const[]){ "Scan the Screen", "Open a Picture…", "Paste from the Clipboard",
                                                       "Type the Secret…", NULL };
       *way != NULL; way++)
    assert_says (self, *way);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->guide->primary)));
  /* What comes while the page is shown is what was scanned. */
  account = spare_ui_test_named (self->name, "alice@example.org");
  spare_ui_test_save (self->vault, account);
  wait_for (self, SPARE_GUIDE_ACCEPTED);
  assert_heading (self, "Enter the First Code");
  press (self->guide->second);
  assert_says (self, "What to Check");
  assert_says (self, "Only the last one counts.");
  go_on (self, SPARE_GUIDE_CODES);

  return g_strdup (spare_account_get_id (account));
}

static void
check_no_codes (Fixture *self)
{
  JsonNode *recovery = get_fact (self, "recovery");

  assert_heading (self, "No Backup Codes");
  assert_says (self, "as far as its help says");
  assert_source (self, "codes");
  if (recovery != NULL)
    assert_says (self, json_node_get_string (recovery));
}

static void
check_codes (Fixture *self)
{
  gboolean single = has_answer (self, "single", "yes");
  JsonNode *count = get_fact (self, "code-count");
  JsonNode *form = get_fact (self, "code-form");

  assert_heading (self, single ? "Take In the Recovery Key" : "Take In the Backup Codes");
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (self->guide->second)), ==, get_fact (self, "codes") == NULL);
  if (get_fact (self, "codes") == NULL)
    assert_says (self, "Sparekey does not know.");
  if (count != NULL)
    {
      g_autofree char *text = g_strdup_printf ("%d codes", (int) json_node_get_int (count));

      assert_says (self, json_node_get_int (count) == 1 ? "1 code" : text);
    }
  if (form != NULL)
    assert_says (self, json_node_get_string (form));
}

/* What the dialogs store is seen at once, and leads on. */
static void
take_codes (Fixture *self,
            const char *account)
{
  g_autoptr (SpareThing) set = spare_code_set_new ("1c0c7f0a-3b57-4a8e-9b1c-665544332211", account, "pasted", 1795305600);
  g_autoptr (SpareSecret) code = spare_secret_new_text ("12345678");

  spare_code_set_add (set, code, NULL);
  spare_ui_test_save (self->vault, set);
  assert_heading (self, "The Codes Are Here");
  assert_says (self, "1 code is saved in your keyring.");
  go_on (self, SPARE_GUIDE_PRINT);
}

static void
check_sheet (Fixture *self)
{
  const char *id = "2c0c7f0a-3b57-4a8e-9b1c-665544332211";
  g_autoptr (SpareThing) sheet = spare_sheet_record_new (id, SPARE_SHEET_CODES, "K7M-3QP", "A2B3", 1795305600);
  g_autoptr (SpareThing) stored = NULL;
  g_autoptr (SpareThing) tested = NULL;

  assert_heading (self, "Print a Sheet");
  spare_sheet_record_add_set (sheet, "1c0c7f0a-3b57-4a8e-9b1c-665544332211");
  spare_ui_test_save (self->vault, sheet);
  assert_heading (self, "The Sheet Is Printed");
  go_on (self, SPARE_GUIDE_DRILL);
  assert_heading (self, "Test the Sheet");
  stored = spare_thing_find (spare_vault_get_things (self->vault), id);
  tested = SPARE_THING (spare_record_copy (SPARE_RECORD (stored)));
  spare_sheet_record_set_tested (tested, 1795305700);
  spare_ui_test_save (self->vault, tested);
  assert_heading (self, "The Sheet Is Tested");
  go_on (self, SPARE_GUIDE_SWEEP);
}

static void
check_sweep (Fixture *self)
{
  JsonNode *files = get_fact (self, "files");

  assert_heading (self, "Delete the Downloaded File");
  for (guint i = 0; files != NULL && i < json_array_get_length (json_node_get_array (files)); i++)
    assert_says (self, json_array_get_string_element (json_node_get_array (files), i));
  g_assert_cmpstr (gtk_button_get_label (self->guide->primary), ==, "_Look for It…");
  press (self->guide->second);
  wait_for (self, SPARE_GUIDE_N_STEPS);
}

/* Back through all that was done, and forward to the end again. */
static void
check_back (Fixture *self)
{
  while (self->guide->step != SPARE_GUIDE_SETTINGS)
    {
      SpareGuideStep before = self->guide->step;

      gtk_widget_activate_action (GTK_WIDGET (self->guide), "guide.back", NULL);
      g_assert_cmpint (self->guide->step, <, before);
      g_assert_cmpstr (gtk_label_get_text (self->guide->heading), !=, "");
      g_assert_cmpstr (gtk_label_get_text (self->guide->text), !=, "");
    }
  go_on (self, SPARE_GUIDE_N_STEPS);
}

static void
check_end (Fixture *self)
{
  g_assert_true (spare_guide_is_finished (self->guide->guide));
  assert_heading (self, "Two-Step Sign-In Is On");
  assert_says (self, "Done");
  g_assert_false (says (self, "Skipped"));
  press (self->guide->primary);
}

static void
test_pages (Fixture *self,
            gconstpointer service)
{
  g_autofree char *account = NULL;
  gboolean none = has_answer (self, "codes", "no");

  begin (self, service);
  check_settings (self);
  go_on (self, SPARE_GUIDE_ACCOUNT);
  account = check_account (self);
  if (none)
    {
      check_no_codes (self);
      go_on (self, SPARE_GUIDE_N_STEPS);
      assert_says (self, "The service gives none");
      g_assert_false (says (self, "Sheet printed"));
    }
  else
    {
      check_codes (self);
      take_codes (self, account);
      check_sheet (self);
      check_sweep (self);
    }
  check_back (self);
  check_end (self);
}

int
main (int argc,
      char **argv)
{
  spare_ui_test_init (&argc, &argv);
  /* Without a window manager no window is told that it lost the keyboard, and a cursor that blinks warns of it. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autofree char *path = g_strdup_printf ("/guide/pages/%s", services[i]);

      g_strdelimit (path, " ", '-');
      g_test_add (path, Fixture, services[i], set_up, test_pages, tear_down);
    }

  return g_test_run ();
}
