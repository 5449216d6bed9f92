/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes before they are kept: what was understood, whose they are, how good made ones are. */
#include <string.h>

#include "spare-account-chooser.h"
#include "spare-code-set.h"
#include "spare-hint-row.h"
#include "spare-take-review.h"
#include "spare-take-row.h"
#include "spare-ui-test.h"

/* The dialog is a file of its own; what it says of a recipe is in its first page. */
GType spare_make_dialog_get_type (void);

#define NOW (G_GINT64_CONSTANT (1767225600)) /* 1 January 2026 */

/* A heading, a date, an address, own numbers with a gap, a tick, one twice, and one unlike the others. */
static const char text[] = "GitHub two-factor recovery codes\n"
                           "Generated 2026-01-01 for alice@example.org\n"
                           "https://github.com/settings/security\n"
                           "1. 1a2b3-4c5d6\n"
                           "[x] 2. 2b3c4-5d6e7\n"
                           "7. 3c4d5-6e7f8\n"
                           "8. 1a2b3-4c5d6\n"
                           "XY77ZK\n";

typedef struct
{
  SpareVault          *vault;
  SpareAccount        *account;
  SpareTakeReview     *review;
  SpareAccountChooser *chooser;
  GtkWindow           *window;
} Fixture;

/* The @nth widget of @type below @parent, in the order in which they stand. */
static GtkWidget *
find (GtkWidget *parent,
      GType      type,
      guint     *nth)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = NULL;

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && (*nth)-- == 0)
        return child;
      found = find (child, type, nth);
      if (found != NULL)
        return found;
    }

  return NULL;
}

static gpointer
get (gpointer parent,
     GType    type,
     guint    nth)
{
  return find (GTK_WIDGET (parent), type, &nth);
}

static guint
count (gpointer parent,
       GType    type)
{
  guint n = 0;

  while (get (parent, type, n) != NULL)
    n++;
  return n;
}

/* A row's number, and its code. */
static GtkEditable *
get_entry (Fixture *self,
           guint    row,
           guint    which)
{
  return get (get (self->review, SPARE_TYPE_TAKE_ROW, row), GTK_TYPE_ENTRY, which);
}

/* Does a label that can be seen say @part? */
static gboolean
says (gpointer    parent,
      const char *part)
{
  GtkLabel *label;

  for (guint i = 0; (label = get (parent, GTK_TYPE_LABEL, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (label)) && strstr (gtk_label_get_text (label), part) != NULL)
      return TRUE;

  return FALSE;
}

static void
read_text (Fixture    *self,
           const char *words,
           const char *file_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareCodeText) read = spare_code_text_read (words, strlen (words), &error);

  g_assert_no_error (error);
  spare_take_review_set_text (self->review, read, file_name);
}

static void
add_account (Fixture    *self,
             const char *service,
             const char *name)
{
  g_autoptr (SpareAccount) account = spare_ui_test_named (service, name);

  spare_ui_test_save (self->vault, account);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->vault = spare_ui_test_vault ();
  self->account = spare_ui_test_named ("GitHub", "alice@example.org");
  spare_ui_test_save (self->vault, self->account);
  self->review = g_object_new (SPARE_TYPE_TAKE_REVIEW, NULL);
  spare_take_review_set_vault (self->review, self->vault, NULL);
  self->window = spare_ui_test_present (GTK_WIDGET (self->review), 420, 700);
  self->chooser = get (self->review, SPARE_TYPE_ACCOUNT_CHOOSER, 0);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_object_unref (self->account);
  g_object_unref (self->vault);
}

static SpareThing *
take (Fixture *self)
{
  return spare_take_review_dup_set (self->review, spare_account_get_id (self->account), "pasted", NULL, NOW);
}

static void
assert_code (SpareThing *set,
             guint       position,
             const char *number,
             const char *code,
             gboolean    used)
{
  g_autofree char *own = spare_code_set_dup_number (set, position);

  g_assert_cmpstr (own, ==, number);
  g_assert_cmpstr (spare_secret_peek_text (spare_code_set_peek (set, position)), ==, code);
  g_assert_cmpint (spare_code_set_get_used (set, position) != 0, ==, used);
}

/* The order and the service's own numbers, and what is ticked there. */
static void
test_numbers (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (SpareThing) set = NULL;

  read_text (self, text, NULL);
  g_assert_cmpuint (spare_take_review_count (self->review), ==, 4);
  set = take (self);
  g_assert_cmpuint (spare_code_set_count (set), ==, 4);
  assert_code (set, 0, "1", "1a2b3-4c5d6", FALSE);
  assert_code (set, 1, "2", "2b3c4-5d6e7", TRUE);
  assert_code (set, 2, "7", "3c4d5-6e7f8", FALSE);
  assert_code (set, 3, "8", "1a2b3-4c5d6", FALSE);
}

/* Each line is a code, waits for a tick, or can be looked at and taken after all. */
static void
test_nothing_lost (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (SpareCodeText) read = spare_code_text_read (text, strlen (text), NULL);
  g_autoptr (SpareThing) set = NULL;
  AdwExpanderRow *left;
  g_autofree char *title = NULL;
  guint n_rows;
  guint n_left = 0;

  spare_take_review_set_text (self->review, read, NULL);
  n_rows = count (self->review, SPARE_TYPE_TAKE_ROW);
  for (guint i = 0; i < read->parts->len; i++)
    {
      const SpareCodeTextPart *part = g_ptr_array_index (read->parts, i);

      n_left += part->kind != SPARE_CODE_TEXT_CODE && part->kind != SPARE_CODE_TEXT_UNSURE;
    }
  g_assert_cmpuint (n_rows, ==, 5);
  g_assert_cmpuint (n_left, >=, 3);
  left = get (self->review, ADW_TYPE_EXPANDER_ROW, 0);
  title = g_strdup_printf ("%u Lines Left Out", n_left);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (left)), ==, title);

  /* The one unlike the others waits, and counts once it is ticked. */
  g_assert_cmpuint (spare_take_review_count_waiting (self->review), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (self, 4, 1)), ==, "XY77ZK");
  gtk_check_button_set_active (get (get (self->review, SPARE_TYPE_TAKE_ROW, 4), GTK_TYPE_CHECK_BUTTON, 1), TRUE);
  g_assert_cmpuint (spare_take_review_count_waiting (self->review), ==, 0);
  g_assert_cmpuint (spare_take_review_count (self->review), ==, 5);

  /* The first line that was left out comes to stand before the codes. */
  g_signal_emit_by_name (get (left, GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_cmpuint (count (self->review, SPARE_TYPE_TAKE_ROW), ==, 6);
  set = take (self);
  assert_code (set, 0, "1", "GitHub two-factor recovery codes", FALSE);
  assert_code (set, 1, "1", "1a2b3-4c5d6", FALSE);
}

/* What the person corrects is what is kept: blanks around it go, and an empty line is no code. */
static void
test_corrected (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SpareThing) set = NULL;

  read_text (self, text, NULL);
  gtk_editable_set_text (get_entry (self, 1, 1), "  2B3C4-5D6E7 ");
  gtk_editable_set_text (get_entry (self, 2, 0), "12");
  gtk_editable_set_text (get_entry (self, 3, 1), "");
  set = take (self);
  g_assert_cmpuint (spare_code_set_count (set), ==, 3);
  assert_code (set, 1, "2", "2B3C4-5D6E7", TRUE);
  assert_code (set, 2, "12", "3c4d5-6e7f8", FALSE);
}

/* Twice in the list, and there already. */
static void
test_duplicates (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (SpareThing) set = NULL;

  read_text (self, text, NULL);
  g_assert_true (says (self->review, "1 code is in the list twice."));
  gtk_editable_set_text (get_entry (self, 3, 1), "4d5e6-7f809");
  g_assert_false (says (self->review, "in the list twice"));

  set = take (self);
  spare_ui_test_save (self->vault, set);
  read_text (self, "2b3c4-5d6e7\n9f8e7-6d5c4\n", NULL);
  g_assert_true (says (self->review, "1 of them is there already, among the codes of GitHub, alice@example.org"));
  read_text (self, "2b3c4-5d6e7\n3c4d5-6e7f8\n", NULL);
  g_assert_true (says (self->review, "You have these already: the codes of GitHub, alice@example.org"));
}

/* The only account of a service is suggested; of several only the one that the text names. */
static void
test_suggested (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SpareAccount) only = NULL;
  g_autoptr (SpareAccount) one_of_two = NULL;
  g_autoptr (SpareAccount) named = NULL;
  g_autoptr (SpareAccount) fresh = NULL;

  read_text (self, "1a2b3-4c5d6\n2b3c4-5d6e7\n", "github-recovery-codes.txt");
  only = spare_take_review_dup_account (self->review);
  g_assert_cmpstr (spare_account_get_name (only), ==, "alice@example.org");

  add_account (self, "GitHub", "bob@example.org");
  read_text (self, "1a2b3-4c5d6\n2b3c4-5d6e7\n", "github-recovery-codes.txt");
  one_of_two = spare_take_review_dup_account (self->review);
  g_assert_null (one_of_two);

  read_text (self, "bob@example.org\n1a2b3-4c5d6\n2b3c4-5d6e7\n", "github-recovery-codes.txt");
  named = spare_take_review_dup_account (self->review);
  g_assert_cmpstr (spare_account_get_name (named), ==, "bob@example.org");

  read_text (self, "1a2b3-4c5d6\n2b3c4-5d6e7\n", "Backup-codes-alice.txt");
  fresh = spare_take_review_dup_account (self->review);
  g_assert_cmpstr (spare_account_get_service (fresh), ==, "Google");
  g_assert_null (spare_vault_find (self->vault, spare_account_get_id (fresh)));
}

static void
search (Fixture    *self,
        const char *words)
{
  gtk_editable_set_text (get (self->chooser, GTK_TYPE_SEARCH_ENTRY, 0), words);
}

static guint
count_hits (Fixture *self)
{
  GtkListView *list = get (self->chooser, GTK_TYPE_LIST_VIEW, 0);

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
}

/* Part of a name finds it, without capitals and accents; Enter takes the hit; what is not found becomes a service. */
static void
test_chooser (Fixture      *self,
              gconstpointer data)
{
  GtkMenuButton *button = get (self->chooser, GTK_TYPE_MENU_BUTTON, 0);
  g_autoptr (SpareAccount) none = NULL;
  g_autoptr (SpareAccount) found = NULL;
  g_autoptr (SpareAccount) other = NULL;

  add_account (self, "Café Zürich", "carol");
  add_account (self, "MailerSend", "alice");
  spare_take_review_set_text (self->review, NULL, NULL);
  none = spare_take_review_dup_account (self->review);
  g_assert_null (none);

  gtk_menu_button_popup (button);
  g_assert_true (gtk_widget_is_visible (get (self->chooser, GTK_TYPE_SEARCH_ENTRY, 0)));
  g_assert_cmpuint (count_hits (self), ==, 3);
  search (self, "alice");
  g_assert_cmpuint (count_hits (self), ==, 2);
  search (self, "ersend");
  g_assert_cmpuint (count_hits (self), ==, 1);
  search (self, "FE ZURI");
  g_assert_cmpuint (count_hits (self), ==, 1);
  g_assert_false (says (self->chooser, "No account is called"));
  g_signal_emit_by_name (get (self->chooser, GTK_TYPE_SEARCH_ENTRY, 0), "activate");
  found = spare_take_review_dup_account (self->review);
  g_assert_cmpstr (spare_account_get_service (found), ==, "Café Zürich");
  g_assert_true (says (button, "Café Zürich, carol"));

  gtk_menu_button_popup (button);
  g_assert_cmpuint (count_hits (self), ==, 3);
  search (self, "Town Library");
  g_assert_cmpuint (count_hits (self), ==, 0);
  g_assert_true (says (self->chooser, "No account is called “Town Library”."));
  g_signal_emit_by_name (get (self->chooser, GTK_TYPE_SEARCH_ENTRY, 0), "activate");
  g_signal_emit_by_name (get (gtk_menu_button_get_popover (button), GTK_TYPE_BUTTON, 0), "clicked");
  other = spare_take_review_dup_account (self->review);
  g_assert_cmpstr (spare_account_get_service (other), ==, "Town Library");
  g_assert_null (spare_vault_find (self->vault, spare_account_get_id (other)));
}

/* By hand: 8 x log2 (10) = 26.57; 10 x log2 (27) = 47.54; 16 x log2 (16) = 64; 6 x log2 (2048) = 66. */
static void
test_made (void)
{
  static const struct
  {
    const char   *bits;
    SpareHintKind kind;
  } presets[] = {
    { "26 bits each: enough beside a password", SPARE_HINT_WARNING },
    { "47 bits each: enough beside a password", SPARE_HINT_WARNING },
    { "64 bits each: enough to work alone.", SPARE_HINT_NOTE },
    { "66 bits each: enough to work alone.", SPARE_HINT_NOTE },
  };
  GtkWindow *dialog = GTK_WINDOW (g_object_ref_sink (g_object_new (spare_make_dialog_get_type (), NULL)));
  AdwComboRow *kind = get (dialog, ADW_TYPE_COMBO_ROW, 0);
  SpareHintRow *hint = get (dialog, SPARE_TYPE_HINT_ROW, 0);
  GtkSpinButton *length = get (dialog, GTK_TYPE_SPIN_BUTTON, 1);

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      adw_combo_row_set_selected (kind, i);
      g_assert_true (g_str_has_prefix (spare_hint_row_get_text (hint), presets[i].bits));
      g_assert_cmpint (spare_hint_row_get_kind (hint), ==, presets[i].kind);
    }

  /* 5 words: 55; 19 digits: 63.1, 20: 66.4; the bound itself lies between. */
  gtk_spin_button_set_value (length, 5);
  g_assert_true (g_str_has_prefix (spare_hint_row_get_text (hint), "55 bits each: enough beside"));
  adw_combo_row_set_selected (kind, 0);
  gtk_spin_button_set_value (length, 19);
  g_assert_true (g_str_has_prefix (spare_hint_row_get_text (hint), "63 bits each: enough beside"));
  gtk_spin_button_set_value (length, 20);
  g_assert_true (g_str_has_prefix (spare_hint_row_get_text (hint), "66 bits each: enough to work alone."));
  gtk_window_destroy (dialog);
  g_object_unref (dialog);
}

#define add(path, function) g_test_add ("/ui/take/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);
  add ("numbers", test_numbers);
  add ("nothing-lost", test_nothing_lost);
  add ("corrected", test_corrected);
  add ("duplicates", test_duplicates);
  add ("suggested", test_suggested);
  add ("chooser", test_chooser);
  g_test_add_func ("/ui/take/made", test_made);

  return g_test_run ();
}
