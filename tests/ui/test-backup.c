/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-backup-keeper.h"

#include <glib/gstdio.h>
#include <string.h>

#include "spare-backup-passphrase.h"
#include "spare-hint-row.h"
#include "spare-preferences-window.h"
#include "spare-ui-test.h"

typedef struct
{
  SpareVault        *vault;
  GSettings         *settings;
  SpareBackupKeeper *keeper;
  char              *folder;
} Fixture;

typedef struct
{
  GAsyncResult *result; /* (nullable) */
} Wait;

static SpareSealKey *keys[2]; /* Argon2id takes its time: made once */

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ((Wait *) user_data)->result = g_object_ref (result);
}

static gboolean
is_ready (gpointer wait)
{
  return ((Wait *) wait)->result != NULL;
}

static SpareSealKey *
make_key (const char *text)
{
  g_autoptr (SpareSecret) passphrase = spare_secret_new_text (text);
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait = { NULL };

  spare_backup_key_async (passphrase, NULL, ready_cb, &wait);
  spare_ui_test_wait (is_ready, &wait);
  result = wait.result;

  return spare_backup_key_finish (result, NULL);
}

static void
save_key (Fixture      *self,
          SpareSealKey *key)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait = { NULL };

  g_ptr_array_add (records, spare_backup_new_key_thing (self->vault, key, id));
  spare_vault_save_async (self->vault, records, NULL, NULL, NULL, ready_cb, &wait);
  spare_ui_test_wait (is_ready, &wait);
  result = wait.result;
  g_assert_true (spare_vault_save_finish (self->vault, result, NULL));
}

static void
add (Fixture    *self,
     const char *service)
{
  g_autoptr (SpareAccount) account = spare_ui_test_named (service, "alice");

  spare_ui_test_save (self->vault, account);
}

static void
reset (GSettings *settings)
{
  static const char *const names[] = {
    "backup-automatic", "backup-folder", "backup-generations", "backup-fingerprint", "backup-file", "backup-time",
    "backup-changed",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_settings_reset (settings, names[i]);
}

/* One account, a folder and a passphrase; no backup yet. */
static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *uri = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] == NULL)
      keys[i] = make_key (i == 0 ? "the first passphrase" : "the second passphrase");

  self->folder = g_dir_make_tmp ("sparekey-backup-XXXXXX", NULL);
  uri = g_filename_to_uri (self->folder, NULL, NULL);
  self->vault = spare_ui_test_vault ();
  self->settings = g_settings_new ("io.github.sparekey.Sparekey");
  reset (self->settings);
  g_settings_set_string (self->settings, "backup-folder", uri);
  g_settings_set_uint (self->settings, "backup-generations", 1);
  g_settings_set_boolean (self->settings, "backup-automatic", TRUE);
  add (self, "GitHub");
  save_key (self, keys[0]);
  self->keeper = spare_backup_keeper_new (self->vault, self->settings);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Paths, the oldest first. */
static GPtrArray *
list (Fixture *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (paths, g_build_filename (self->folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);

  return paths;
}

static guint
count (Fixture *self)
{
  g_autoptr (GPtrArray) paths = list (self);

  return paths->len;
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
  g_autoptr (GPtrArray) paths = list (self);
  gpointer vault = self->vault;

  for (guint i = 0; i < paths->len; i++)
    g_remove (g_ptr_array_index (paths, i));
  g_rmdir (self->folder);
  g_free (self->folder);
  g_clear_object (&self->keeper);
  reset (self->settings);
  g_object_unref (self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->vault), &vault);
  g_clear_object (&self->vault);
  spare_ui_test_wait (is_gone, &vault);
}

/* How many accounts the newest backup holds; it opens with @key. */
static guint
count_newest (Fixture      *self,
              SpareSealKey *key)
{
  g_autofree char *newest = g_settings_get_string (self->settings, "backup-file");
  g_autoptr (GFile) file = g_file_new_for_uri (newest);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareBundle) bundle = NULL;

  g_assert_nonnull (bytes);
  g_assert_true (spare_seal_key_fits (key, bytes));
  bundle = spare_seal_read (bytes, key, NULL, &error);
  g_assert_no_error (error);

  return bundle->accounts->len;
}

static void
flush (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait = { NULL };

  spare_backup_keeper_flush_async (self->keeper, ready_cb, &wait);
  spare_ui_test_wait (is_ready, &wait);
  result = wait.result;
  spare_backup_keeper_flush_finish (self->keeper, result);
  g_assert_false (spare_backup_keeper_is_writing (self->keeper));
}

/* What another program's change does to the lists, before the write that was
 * begun can have told of its end. */
static void
change_key (Fixture      *self,
            SpareSealKey *key)
{
  GListModel *things = spare_vault_get_things (self->vault);
  g_autoptr (SpareThing) thing = g_list_model_get_item (things, 0);
  g_autoptr (SpareSecret) printed = spare_seal_key_print (key);

  g_assert_cmpuint (g_list_model_get_n_items (things), ==, 1);
  spare_thing_set (thing, "key", printed);
  spare_backup_keeper_outdate (self->keeper);
}

static char *
dup_newest_name (Fixture *self)
{
  g_autofree char *newest = g_settings_get_string (self->settings, "backup-file");
  g_autoptr (GFile) file = g_file_new_for_uri (newest);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_autoptr (SpareBundle) bundle = spare_seal_read (bytes, keys[0], NULL, NULL);

  g_assert_nonnull (bundle);
  return g_strdup (spare_account_get_name (g_ptr_array_index (bundle->accounts, 0)));
}

static void
test_change_while_writing (Fixture      *self,
                           gconstpointer data)
{
  g_autoptr (SpareAccount) account = g_list_model_get_item (spare_vault_get_accounts (self->vault), 0);
  g_autofree char *name = NULL;

  spare_backup_keeper_run (self->keeper);
  spare_account_set_name (account, "bob");
  g_assert_true (spare_backup_keeper_is_writing (self->keeper));
  flush (self);
  g_assert_cmpint (spare_backup_keeper_get_state (self->keeper), ==, SPARE_BACKUP_COVERED);
  name = dup_newest_name (self);
  g_assert_cmpstr (name, ==, "bob");
}

static gboolean
is_idle (gpointer keeper)
{
  return !spare_backup_keeper_is_writing (keeper);
}

/* The same where nothing waits for it. */
static void
test_change_and_go_on (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (SpareAccount) account = g_list_model_get_item (spare_vault_get_accounts (self->vault), 0);
  g_autofree char *name = NULL;

  spare_backup_keeper_run (self->keeper);
  spare_account_set_name (account, "bob");
  spare_ui_test_wait (is_idle, self->keeper);
  g_assert_cmpint (spare_backup_keeper_get_state (self->keeper), ==, SPARE_BACKUP_COVERED);
  name = dup_newest_name (self);
  g_assert_cmpstr (name, ==, "bob");
}

static void
test_key_while_writing (Fixture      *self,
                        gconstpointer data)
{
  spare_backup_keeper_run (self->keeper);
  change_key (self, keys[1]);
  spare_backup_keeper_run (self->keeper);
  g_assert_true (spare_backup_keeper_is_writing (self->keeper));
  flush (self);
  g_assert_cmpint (spare_backup_keeper_get_state (self->keeper), ==, SPARE_BACKUP_COVERED);
  g_assert_cmpuint (count_newest (self, keys[1]), ==, 1);
  g_assert_cmpuint (count (self), ==, 2); /* the other key does not open the older one: it stays */
}

/* The folder goes with the new passphrase: what is under the old one does not count. */
static void
test_key_and_no_folder (Fixture      *self,
                        gconstpointer data)
{
  flush (self);
  g_assert_cmpint (spare_backup_keeper_get_state (self->keeper), ==, SPARE_BACKUP_COVERED);

  spare_backup_keeper_run (self->keeper);
  change_key (self, keys[1]);
  g_settings_set_string (self->settings, "backup-folder", "file:///nowhere/at/all");
  spare_backup_keeper_run (self->keeper);
  flush (self);
  g_assert_nonnull (spare_backup_keeper_get_problem (self->keeper));
  g_assert_cmpint (spare_backup_keeper_get_state (self->keeper), ==, SPARE_BACKUP_CHANGED);
}

static void
load (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait = { NULL };

  spare_vault_load_async (self->vault, NULL, ready_cb, &wait);
  spare_ui_test_wait (is_ready, &wait);
  result = wait.result;
  g_assert_true (spare_vault_load_finish (self->vault, result, NULL));
}

/* The keyring has lost an account: the backup that has it stays, whatever comes after. */
static void
test_lost (Fixture      *self,
           gconstpointer data)
{
  const char *keyring = g_getenv ("SECRET_FILE_TEST_PATH");
  g_autofree char *before = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (keyring, &before, &size, NULL));
  add (self, "MailerSend");
  flush (self);
  g_assert_cmpuint (count_newest (self, keys[0]), ==, 2);

  g_assert_true (g_file_set_contents (keyring, before, (gssize) size, NULL));
  load (self);
  g_assert_cmpint (spare_vault_get_state (self->vault), ==, SPARE_VAULT_READY);
  g_assert_cmpuint (spare_vault_get_found (self->vault), <, spare_vault_get_expected (self->vault));
  for (guint i = 2; i < 5; i++)
    {
      flush (self);
      g_assert_cmpint (spare_backup_keeper_get_state (self->keeper), ==, SPARE_BACKUP_LACKING);
      g_assert_cmpuint (count (self), ==, i);
      add (self, "Wiki");
    }
}

static void
erase_all (Fixture *self)
{
  g_autoptr (SpareAccount) account = g_list_model_get_item (spare_vault_get_accounts (self->vault), 0);
  const char *const ids[] = { spare_account_get_id (account), NULL };
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait = { NULL };

  spare_vault_erase_async (self->vault, ids, NULL, ready_cb, &wait);
  spare_ui_test_wait (is_ready, &wait);
  result = wait.result;
  g_assert_true (spare_vault_erase_finish (self->vault, result, NULL));
}

static void
test_nothing_left (Fixture      *self,
                   gconstpointer data)
{
  flush (self);
  g_assert_cmpuint (count_newest (self, keys[0]), ==, 1);
  erase_all (self);
  flush (self);
  g_assert_cmpuint (count_newest (self, keys[0]), ==, 0);
  g_assert_cmpuint (count (self), ==, 2);

  add (self, "MailerSend");
  flush (self);
  g_assert_cmpuint (count_newest (self, keys[0]), ==, 1);
  g_assert_cmpuint (count (self), ==, 1);
}

static gboolean
write_by_hand (Fixture     *self,
               const char  *text,
               GError     **error)
{
  g_autofree char *path = g_build_filename (self->folder, "by hand.sparekey", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SpareSecret) passphrase = text != NULL ? spare_secret_new_text (text) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait = { NULL };

  spare_backup_keeper_write_async (self->keeper, passphrase, file, NULL, ready_cb, &wait);
  flush (self);
  g_assert_true (g_file_query_exists (file, NULL)); /* closing waited for it */
  spare_ui_test_wait (is_ready, &wait);
  result = wait.result;

  return spare_backup_keeper_write_finish (result, error);
}

static void
test_by_hand (Fixture      *self,
              gconstpointer text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  g_settings_set_boolean (self->settings, "backup-automatic", FALSE);
  g_assert_true (write_by_hand (self, text, &error));
  g_assert_no_error (error);
  g_assert_cmpint (spare_backup_keeper_get_state (self->keeper), ==, SPARE_BACKUP_COVERED);
  uri = g_settings_get_string (self->settings, "backup-file");
  g_assert_true (g_str_has_suffix (uri, "/by%20hand.sparekey"));
  if (text == NULL)
    g_assert_cmpuint (count_newest (self, keys[0]), ==, 1);
}

static GtkWidget *
get_child (GtkWidget  *widget,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name));
}

static gboolean
has_chooser (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (GTK_IS_FILE_CHOOSER (at->data) && gtk_widget_get_mapped (at->data))
      *(gpointer *) data = at->data;

  return *(gpointer *) data != NULL;
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* A backup by hand is not left to end unseen. */
static void
test_page (Fixture      *self,
           gconstpointer data)
{
  SpareWindow *window = spare_window_new (NULL, self->vault);
  GtkWindow *preferences = spare_preferences_window_new (window, "backups");
  GtkWidget *page = get_child (GTK_WIDGET (preferences), "backups");
  gpointer gone = preferences;
  gpointer chooser = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  g_object_add_weak_pointer (G_OBJECT (preferences), &gone);
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_present (preferences);
  spare_ui_test_wait (is_visible, page);
  spare_ui_test_run (200);
  adw_action_row_activate (ADW_ACTION_ROW (get_child (page, "by_hand")));
  spare_ui_test_wait (has_chooser, &chooser);
  spare_ui_test_run (300);
  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  spare_ui_test_run (300);
  gtk_dialog_response (chooser, GTK_RESPONSE_ACCEPT);

  spare_ui_test_wait (is_visible, get_child (page, "spinner"));
  gtk_window_close (preferences);
  g_assert_nonnull (gone);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (preferences)));
  spare_ui_test_wait (is_visible, get_child (page, "result"));
  g_assert_false (gtk_widget_get_visible (get_child (page, "spinner")));
  gtk_window_close (preferences);
  spare_ui_test_wait (is_gone, &gone);
  gtk_window_close (GTK_WINDOW (window));
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type,
      guint     *nth)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at != NULL; at = gtk_widget_get_next_sibling (at))
    {
      GtkWidget *found = find (at, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_nth (GtkWidget *widget,
         GType      type,
         guint      nth)
{
  return find (widget, type, &nth);
}

static void
test_words (void)
{
  SpareBackupPassphrase *entries = g_object_new (SPARE_TYPE_BACKUP_PASSPHRASE, NULL);
  GtkWindow *window = spare_ui_test_present (GTK_WIDGET (entries), 400, 300);
  GtkWidget *first = get_nth (GTK_WIDGET (entries), ADW_TYPE_PASSWORD_ENTRY_ROW, 0);
  GtkWidget *second = get_nth (GTK_WIDGET (entries), ADW_TYPE_PASSWORD_ENTRY_ROW, 1);
  SpareHintRow *hint = SPARE_HINT_ROW (get_nth (GTK_WIDGET (entries), SPARE_TYPE_HINT_ROW, 0));

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (first)), ==, "New Passphrase");
  g_assert_nonnull (strstr (spare_hint_row_get_text (hint), "At least 10 characters"));

  /* Both of what is wrong, not the last of it only. */
  gtk_editable_set_text (GTK_EDITABLE (first), "short");
  gtk_editable_set_text (GTK_EDITABLE (second), "sharp");
  g_assert_nonnull (strstr (spare_hint_row_get_text (hint), "not the same"));
  g_assert_nonnull (strstr (spare_hint_row_get_text (hint), "At least 10 characters"));
  g_assert_cmpint (spare_hint_row_get_kind (hint), ==, SPARE_HINT_ERROR);
  g_assert_false (spare_backup_passphrase_is_good (entries));

  spare_backup_passphrase_set_word (entries, SPARE_WORD_PASSWORD);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (first)), ==, "New Password");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *longest = g_strnfill (100000, 'x');

      /* Neither when it is good, nor when it is too long. */
      gtk_editable_set_text (GTK_EDITABLE (first), i == 0 ? "long enough for it" : longest);
      gtk_editable_set_text (GTK_EDITABLE (second), i == 0 ? "long enough for it" : longest);
      g_assert_cmpint (spare_backup_passphrase_is_good (entries), ==, i == 0);
      g_assert_null (strstr (spare_hint_row_get_text (hint), "passphrase"));
    }
  gtk_window_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  int failures;

  spare_ui_test_init (&argc, &argv);

#define ADD(path, data, function) g_test_add ("/ui/backup/" path, Fixture, data, set_up, function, tear_down)
  ADD ("change-while-writing", NULL, test_change_while_writing);
  ADD ("change-and-go-on", NULL, test_change_and_go_on);
  ADD ("key-while-writing", NULL, test_key_while_writing);
  ADD ("key-and-no-folder", NULL, test_key_and_no_folder);
  ADD ("lost", NULL, test_lost);
  ADD ("nothing-left", NULL, test_nothing_left);
  ADD ("by-hand", NULL, test_by_hand);
  ADD ("by-hand-passphrase", "one that is used once", test_by_hand);
  ADD ("page", NULL, test_page);
  g_test_add_func ("/ui/backup/words", test_words);
  failures = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_clear_pointer (&keys[i], spare_seal_key_unref);

  return failures;
}
