/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sets-model.h"

#include <string.h>

#include "spare-renewal.h"
#include "spare-ui-test.h"

#define NOW (G_GINT64_CONSTANT (1767225600)) /* 1 January 2026 */
#define DAY (G_GINT64_CONSTANT (86400))

typedef struct
{
  SpareVault     *vault;
  SpareSetsModel *model;
  GListModel     *rows;
  guint           changes; /* of the rows */
} Fixture;

static void
rows_cb (Fixture *self)
{
  self->changes++;
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  self->vault = spare_ui_test_vault ();
  self->model = spare_sets_model_new (self->vault);
  self->rows = spare_sets_model_get_rows (self->model);
  spare_sets_model_refresh (self->model, NOW);
  g_signal_connect_swapped (self->rows, "items-changed", G_CALLBACK (rows_cb), self);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  g_object_unref (self->model);
  g_object_unref (self->vault);
}

/* Of the vault: its id. */
static char *
add_account (Fixture *self,
             const char *service)
{
  g_autoptr (SpareAccount) account = spare_ui_test_named (service, "alice");

  spare_ui_test_save (self->vault, account);
  return g_strdup (spare_account_get_id (account));
}

/* Codes "ISO79", which has the check characters 3W, "10000001", "10000002", … */
static SpareThing *
make_set (const char *id,
          const char *account_id,
          guint n)
{
  SpareThing *set = spare_code_set_new (id, account_id, "pasted", NOW - 90 * DAY);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = i == 0 ? g_strdup ("ISO79") : g_strdup_printf ("%u", 10000000 + i);
      g_autoptr (SpareSecret) code = spare_secret_new_text (text);

      spare_code_set_add (set, code, NULL);
    }
  return set;
}

static void
add_set (Fixture *self,
         const char *id,
         const char *account_id,
         guint n)
{
  g_autoptr (SpareThing) set = make_set (id, account_id, n);

  spare_ui_test_save (self->vault, set);
}

static void
add_sheet (Fixture *self,
           const char *id,
           const char *name,
           const char *set_id,
           gint64 printed)
{
  static const char *const places[] = { "desk", NULL };
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SpareThing) sheet = NULL;
  g_autofree char *fingerprint = NULL;

  g_ptr_array_add (sets, spare_thing_find (spare_vault_get_things (self->vault), set_id));
  fingerprint = spare_sheet_fingerprint (sets);
  sheet = spare_sheet_record_new (id, SPARE_SHEET_CODES, name, fingerprint, printed);
  spare_sheet_record_add_set (sheet, set_id);
  spare_sheet_record_set_places (sheet, places);
  spare_ui_test_save (self->vault, sheet);
}

/* A changed copy of a thing of the vault. */
static SpareThing *
copy (Fixture *self,
      const char *id)
{
  g_autoptr (SpareThing) thing = spare_thing_find (spare_vault_get_things (self->vault), id);

  return SPARE_THING (spare_record_copy (SPARE_RECORD (thing)));
}

/* Waits for the model; "# HEADING", "title, name, status, detail", a line each. */
static char *
dup_rows (Fixture *self)
{
  GString *text = g_string_new (NULL);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < g_list_model_get_n_items (self->rows); i++)
    {
      g_autoptr (SpareSetsItem) item = g_list_model_get_item (self->rows, i);
      g_autofree char *spoken = spare_sets_item_dup_spoken (item);

      if (item->heading != NULL)
        g_string_append_printf (text, "# %s\n", item->heading);
      g_string_append_printf (text, "%s%s\n", spoken, item->low ? " (!)" : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_rows (Fixture *self,
             const char *expected)
{
  g_autofree char *rows = dup_rows (self);

  g_assert_cmpstr (rows, ==, expected);
}

static gpointer
find_row (Fixture *self,
          const char *title)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (SpareSetsItem) item = g_list_model_get_item (self->rows, i);

      g_assert_nonnull (item);
      if (g_str_equal (item->title, title))
        return item;
    }
}

/* By name: first those that have codes. */
static void
test_order (Fixture *self,
            gconstpointer data)
{
  g_autofree char *wiki = add_account (self, "Wiki");
  g_autofree char *bank = add_account (self, "Bank");
  g_autofree char *forge = add_account (self, "Forge");

  g_assert_false (spare_sets_model_has_content (self->model));
  assert_rows (self, "# Accounts Without\nBank, alice, No backup codes yet\nForge, alice, No backup codes yet\n"
                     "Wiki, alice, No backup codes yet\n");
  add_set (self, "set-w", wiki, 5);
  add_set (self, "set-f", forge, 10);
  g_assert_nonnull (bank);
  assert_rows (self, "# Accounts With Backup Codes\nForge, alice, 10 of 10 left, Not on paper\n"
                     "Wiki, alice, 5 of 5 left, Not on paper\n# Accounts Without\nBank, alice, No backup codes yet\n");
  g_assert_true (spare_sets_model_has_content (self->model));
}

/* What is urgent comes first, and each only while it is. */
static void
test_todo (Fixture *self,
           gconstpointer data)
{
  g_autofree char *bank = add_account (self, "Bank");
  g_autofree char *forge = add_account (self, "Forge");
  g_autoptr (SpareThing) set = NULL;
  g_autoptr (SpareThing) tested = NULL;
  g_autoptr (SpareThing) gone = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *renewed = NULL;
  g_autofree char *after = NULL;
  g_autofree char *later = NULL;

  add_set (self, "set-b", bank, 3);
  add_set (self, "set-f", forge, 4);
  add_sheet (self, "sheet-b", "K7M-3QP", "set-b", NOW - 8 * DAY);
  add_sheet (self, "sheet-f", "W4X-9RT", "set-f", NOW - 8 * DAY);
  set = copy (self, "set-b");
  spare_code_set_set_used (set, 1, NOW, NOW);
  spare_ui_test_save (self->vault, set);
  tested = copy (self, "sheet-b");
  spare_sheet_record_set_tested (tested, NOW);
  spare_ui_test_save (self->vault, tested);
  assert_rows (self, "# To Do\n"
                     "Few codes left: Bank, alice, 2 of 3 left. Get new ones from the service before you need them.\n"
                     "Test sheet W4X-9RT, It was printed on 24 Dec 2025 and never tested. One code typed back is "
                     "enough.\n"
                     "# Accounts With Backup Codes\n"
                     "Bank, alice, 2 of 3 left, On paper: desk · tested on 1 Jan 2026 (!)\n"
                     "Forge, alice, 4 of 4 left, On paper: desk · never tested\n");

  /* The service gave new codes: the old sheet is to be destroyed, and tested no more. */
  records = spare_renewal_replace_codes (spare_vault_get_things (self->vault), forge, NULL, NOW);
  spare_ui_test_save_all (self->vault, records);
  renewed = dup_rows (self);
  g_assert_true (g_str_has_prefix (renewed, "# To Do\nGet new codes: Forge, alice, "));
  g_assert_nonnull (strstr (renewed, "\nDestroy sheet W4X-9RT, "));
  g_assert_null (strstr (renewed, "Test sheet"));
  g_assert_nonnull (strstr (renewed, "\nForge, alice, No valid codes, Not on paper (!)\n"));
  gone = copy (self, "sheet-f");
  spare_sheet_record_set_destroyed (gone, NOW);
  spare_ui_test_save (self->vault, gone);
  after = dup_rows (self);
  g_assert_null (strstr (after, "Destroy"));
  g_assert_null (strstr (after, "Test sheet"));

  /* A year later the other one is due again. */
  spare_sets_model_refresh (self->model, NOW + 366 * DAY);
  later = dup_rows (self);
  g_assert_nonnull (strstr (later, "Test sheet K7M-3QP, It was tested last on 1 Jan 2026."));
}

/* No more at first than one can do in one sitting. */
static void
test_many_todo (Fixture *self,
                gconstpointer data)
{
  g_autofree char *bank = add_account (self, "Bank");
  g_autoptr (SpareSetsItem) more = NULL;

  add_set (self, "set-b", bank, 10);
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *id = g_strdup_printf ("sheet-%u", i);

      add_sheet (self, id, "K7M-3QP", "set-b", NOW - 8 * DAY - i);
    }
  g_free (dup_rows (self));
  g_assert_cmpuint (g_list_model_get_n_items (self->rows), ==, SPARE_SETS_MODEL_TODO_MAX + 2);
  more = g_list_model_get_item (self->rows, SPARE_SETS_MODEL_TODO_MAX);
  g_assert_cmpstr (more->title, ==, "Show 2 More");
  g_assert_cmpstr (more->action, ==, "sets.show-all");
  spare_sets_model_set_show_all (self->model, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (self->rows), ==, 8);
}

static void
test_void (Fixture *self,
           gconstpointer data)
{
  g_autofree char *bank = add_account (self, "Bank");
  g_autoptr (SpareThing) fresh = make_set ("set-new", bank, 10);
  g_autoptr (GPtrArray) records = NULL;

  add_set (self, "set-old", bank, 10);
  records = spare_renewal_replace_codes (spare_vault_get_things (self->vault), bank, fresh, NOW);
  spare_ui_test_save_all (self->vault, records);
  assert_rows (self, "# Accounts With Backup Codes\nBank, alice, 10 of 10 left, Not on paper\n");
}

/* A code that was corrected after it was printed; upper and lower case are no difference. */
static void
test_outdated (Fixture *self,
               gconstpointer data)
{
  g_autofree char *bank = add_account (self, "Bank");
  g_autoptr (SpareSecret) lower = spare_secret_new_text ("iso-79");
  g_autoptr (SpareSecret) other = spare_secret_new_text ("ISO78");
  g_autoptr (SpareThing) first = NULL;
  g_autoptr (SpareThing) second = NULL;

  add_set (self, "set-b", bank, 10);
  add_sheet (self, "sheet-b", "K7M-3QP", "set-b", NOW);
  first = copy (self, "set-b");
  spare_code_set_correct (first, 0, lower, NULL, NOW);
  spare_ui_test_save (self->vault, first);
  assert_rows (self, "# Accounts With Backup Codes\nBank, alice, 10 of 10 left, On paper: desk · never tested\n");
  second = copy (self, "set-b");
  spare_code_set_correct (second, 0, other, NULL, NOW);
  spare_ui_test_save (self->vault, second);
  assert_rows (self, "# To Do\nReplace sheet K7M-3QP, A code on it was corrected after it was printed. Print a new "
                     "one, and destroy this one.\n"
                     "# Accounts With Backup Codes\nBank, alice, 10 of 10 left, On paper: desk · never tested\n");
}

/* Another program erased the account. Those of an account in the bin come back with it. */
static void
test_orphans (Fixture *self,
              gconstpointer data)
{
  g_autofree char *bank = add_account (self, "Bank");
  g_autoptr (SpareThing) named = make_set ("set-f", "nobody", 5);
  g_autoptr (SpareAccount) binned = NULL;

  add_set (self, "set-b", bank, 10);
  binned = spare_account_copy (spare_vault_find (self->vault, bank));
  spare_account_set_deleted (binned, NOW);
  spare_ui_test_save (self->vault, binned);
  assert_rows (self, "");
  g_assert_false (spare_sets_model_has_content (self->model));

  add_set (self, "set-o", NULL, 3);
  spare_code_set_set_file (named, "codes.txt");
  spare_ui_test_save (self->vault, named);
  assert_rows (self, "# Backup Codes Without an Account\ncodes.txt, 5 of 5 left, Not on paper\n"
                     "Taken in on 3 Oct 2025, 3 of 3 left, Not on paper\n");
  g_assert_true (spare_sets_model_has_content (self->model));
}

static void
test_search (Fixture *self,
             gconstpointer data)
{
  g_autofree char *bank = add_account (self, "Bank");
  g_autofree char *cafe = add_account (self, "Caf\xc3\xa9");

  add_set (self, "set-b", bank, 2);
  add_set (self, "set-o", NULL, 3);
  spare_sets_model_set_search (self->model, "cafe");
  g_assert_nonnull (cafe);
  assert_rows (self, "# Accounts Without\nCaf\xc3\xa9, alice, No backup codes yet\n");
  spare_sets_model_set_search (self->model, "taken");
  assert_rows (self, "# Backup Codes Without an Account\nTaken in on 3 Oct 2025, 3 of 3 left, Not on paper\n");
  spare_sets_model_set_search (self->model, "zz");
  assert_rows (self, "");
  g_assert_true (spare_sets_model_has_content (self->model));
  spare_sets_model_set_search (self->model, "");
  g_free (dup_rows (self));
  g_assert_cmpuint (g_list_model_get_n_items (self->rows), ==, 4);
}

/* A row that stays keeps its object, and so its focus and its place; only what changes is told. */
static void
test_one_by_one (Fixture *self,
                 gconstpointer data)
{
  g_autofree char *bank = add_account (self, "Bank");
  g_autofree char *forge = add_account (self, "Forge");
  g_autofree char *wiki = add_account (self, "Wiki");
  g_autoptr (SpareThing) set = NULL;
  g_autoptr (SpareAccount) renamed = NULL;
  gpointer row;
  gpointer other;

  add_set (self, "set-b", bank, 10);
  add_set (self, "set-f", forge, 10);
  g_assert_nonnull (wiki);
  g_free (dup_rows (self));
  row = find_row (self, "Forge");
  other = find_row (self, "Wiki");
  self->changes = 0;
  set = copy (self, "set-b");
  spare_code_set_set_used (set, 0, NOW, NOW);
  spare_ui_test_save (self->vault, set);
  assert_rows (self, "# Accounts With Backup Codes\nBank, alice, 9 of 10 left, Not on paper\n"
                     "Forge, alice, 10 of 10 left, Not on paper\n# Accounts Without\nWiki, alice, No backup codes yet\n");
  g_assert_cmpuint (self->changes, ==, 0);

  /* It goes to another place, and the one after it stays. */
  renamed = spare_account_copy (spare_vault_find (self->vault, bank));
  spare_account_set_service (renamed, "Z");
  spare_ui_test_save (self->vault, renamed);
  assert_rows (self, "# Accounts With Backup Codes\nForge, alice, 10 of 10 left, Not on paper\n"
                     "Z, alice, 9 of 10 left, Not on paper\n# Accounts Without\nWiki, alice, No backup codes yet\n");
  g_assert_true (find_row (self, "Forge") == row);
  g_assert_true (find_row (self, "Wiki") == other);

  /* Nobody looks: it is told when somebody does. */
  spare_sets_model_rest (self->model);
  self->changes = 0;
  add_set (self, "set-w", wiki, 10);
  g_free (dup_rows (self));
  g_assert_cmpuint (self->changes, ==, 0);
  spare_sets_model_refresh (self->model, NOW);
  g_assert_cmpuint (self->changes, >, 0);
  g_assert_true (find_row (self, "Z") != NULL);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc,
      char **argv)
{
  spare_ui_test_init (&argc, &argv);

  ADD ("/sets/order", test_order);
  ADD ("/sets/todo", test_todo);
  ADD ("/sets/many-todo", test_many_todo);
  ADD ("/sets/void", test_void);
  ADD ("/sets/outdated", test_outdated);
  ADD ("/sets/orphans", test_orphans);
  ADD ("/sets/search", test_search);
  ADD ("/sets/one-by-one", test_one_by_one);

  return g_test_run ();
}
