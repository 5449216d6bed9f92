/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of several files at once, and what counts as saved. */
#include <glib/gstdio.h>

#include "spare-import-dialog-private.h"
#include "spare-seal.h"
#include "spare-ui-test.h"

#define LINK      "otpauth://totp/GitHub:alice?secret=" RFC_SECRET "&issuer=GitHub"
#define OTHER     "otpauth://totp/Wiki:bob?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Wiki"
/* One of Google's codes without an account in it: its bytes 10 01 18 01 20 00. */
#define BAD_CODE  "otpauth-migration://offline?data=EAEYASAA"

typedef struct
{
  char              *folder;
  SpareImportReader *reader;
  SpareImport       *import;
  GError            *error;
  gboolean           done;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("sparekey-import-XXXXXX", NULL);
  self->reader = spare_import_reader_new ();
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  remove_all (self->folder);
  g_free (self->folder);
  g_object_unref (self->reader);
  g_clear_pointer (&self->import, spare_import_free);
  g_clear_error (&self->error);
}

static GFile *
write_file (Fixture    *self,
            const char *name,
            GBytes     *bytes)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  gsize size;
  const char *content = g_bytes_get_data (bytes, &size);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

static void
add_links (Fixture    *self,
           const char *name,
           const char *links)
{
  g_autoptr (GBytes) bytes = g_bytes_new (links, strlen (links));
  g_autoptr (GFile) file = write_file (self, name, bytes);

  spare_import_reader_add_file (self->reader, file);
}

static void
add_sealed (Fixture    *self,
            const char *name,
            const char *uri,
            const char *passphrase)
{
  g_autoptr (SpareBundle) bundle = spare_bundle_new ();
  g_autoptr (SpareSecret) secret = spare_secret_new_text (passphrase);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareSealKey) key = spare_seal_key_new (secret, SPARE_SEAL_STRENGTH_LEAST, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFile) file = NULL;

  g_assert_no_error (error);
  g_ptr_array_add (bundle->accounts, spare_ui_test_account (uri));
  bytes = spare_seal_write (bundle, key, NULL, &error);
  g_assert_no_error (error);
  file = write_file (self, name, bytes);
  spare_import_reader_add_file (self->reader, file);
}

static void
add_text (Fixture    *self,
          const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  spare_import_reader_add_bytes (self->reader, bytes);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *self = user_data;

  self->import = spare_import_reader_run_finish (self->reader, result, &self->error);
  self->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->done;
}

static void
run (Fixture    *self,
     const char *password)
{
  g_autoptr (SpareSecret) secret = password != NULL ? spare_secret_new_text (password) : NULL;

  g_clear_pointer (&self->import, spare_import_free);
  g_clear_error (&self->error);
  self->done = FALSE;
  spare_import_reader_run_async (self->reader, 1767225600, secret, NULL, read_cb, self);
  spare_ui_test_wait (is_done, self);
}

static void
assert_services (Fixture    *self,
                 const char *services)
{
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (self->error);
  g_assert_nonnull (self->import);
  for (guint i = 0; i < self->import->entries->len; i++)
    {
      SpareImportEntry *entry = g_ptr_array_index (self->import->entries, i);

      g_assert_nonnull (entry->account);
      g_string_append_printf (found, "%s ", spare_account_get_service (entry->account));
    }
  g_assert_cmpstr (found->str, ==, services);
}

/* Two backups of one name, from two folders, each with a passphrase of its own. */
static void
test_same_name (Fixture      *self,
                gconstpointer data)
{
  add_sealed (self, "one/all.sparekey", LINK, "the first passphrase");
  add_sealed (self, "two/all.sparekey", OTHER, "the second passphrase");
  run (self, NULL);
  g_assert_error (self->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED);
  g_assert_cmpstr (spare_import_reader_get_asking (self->reader), ==, "all.sparekey");
  g_assert_true (spare_import_reader_asks_passphrase (self->reader));
  run (self, "the first passphrase");
  /* Nobody typed anything for the second one yet. */
  g_assert_error (self->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED);
  run (self, "the first passphrase");
  g_assert_error (self->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG);
  run (self, "the second passphrase");
  assert_services (self, "GitHub Wiki ");
  g_assert_null (spare_import_reader_get_asking (self->reader));
}

/* Who does not know the password and cancels is not asked again. */
static void
test_forget (Fixture      *self,
             gconstpointer data)
{
  add_links (self, "links.txt", LINK "\n");
  run (self, NULL);
  assert_services (self, "GitHub ");
  add_sealed (self, "all.sparekey", OTHER, "a passphrase");
  add_text (self, OTHER);
  run (self, NULL);
  g_assert_error (self->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED);
  spare_import_reader_forget (self->reader);
  g_assert_null (spare_import_reader_get_asking (self->reader));
  g_assert_cmpuint (spare_import_reader_count (self->reader), ==, 1);
  run (self, NULL);
  assert_services (self, "GitHub ");
}

/* What is left out is told. */
static void
test_skip (Fixture      *self,
           gconstpointer data)
{
  add_sealed (self, "all.sparekey", OTHER, "a passphrase");
  add_links (self, "links.txt", LINK "\n");
  run (self, NULL);
  g_assert_error (self->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED);
  spare_import_reader_skip (self->reader);
  run (self, NULL);
  assert_services (self, "GitHub ");
  g_assert_cmpuint (spare_import_reader_get_failures (self->reader)->len, ==, 1);
}

/* A code that cannot be read is told, though a file could be, and does not take
 * along what was read before. */
static void
test_bad_code (Fixture      *self,
               gconstpointer data)
{
  SpareImportFailure *failure;

  add_text (self, BAD_CODE);
  run (self, NULL);
  g_assert_nonnull (self->error);
  g_clear_object (&self->reader);
  self->reader = spare_import_reader_new ();

  add_links (self, "links.txt", LINK "\n");
  add_text (self, BAD_CODE);
  run (self, NULL);
  assert_services (self, "GitHub ");
  g_assert_cmpuint (spare_import_reader_get_failures (self->reader)->len, ==, 1);
  failure = g_ptr_array_index (spare_import_reader_get_failures (self->reader), 0);
  g_assert_cmpstr (failure->name, ==, "QR Codes");

  add_text (self, OTHER);
  run (self, NULL);
  assert_services (self, "GitHub Wiki ");
  g_assert_cmpuint (spare_import_reader_get_failures (self->reader)->len, ==, 1);
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *self = user_data;

  g_clear_error (&self->error);
  spare_vault_save_finish (SPARE_VAULT (source), result, &self->error);
  self->done = TRUE;
}

/* What another program made of it meanwhile is not what was to be saved. */
static void
test_count_saved (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr (SpareVault) vault = spare_ui_test_vault ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SpareAccount) first = spare_ui_test_account (LINK);
  SpareAccount *ours;
  SpareAccount *theirs;

  spare_ui_test_save (vault, first);
  ours = spare_account_copy (spare_vault_find (vault, spare_account_get_id (first)));
  theirs = spare_account_copy (ours);
  spare_account_set_name (ours, "ours");
  spare_account_set_name (theirs, "theirs");
  spare_ui_test_save (vault, theirs);
  g_object_unref (theirs);

  g_ptr_array_add (records, spare_ui_test_account (OTHER));
  g_ptr_array_add (records, ours);
  g_assert_cmpuint (spare_import_dialog_count_saved (vault, records), ==, 0);
  spare_vault_save_async (vault, records, NULL, NULL, NULL, save_cb, self);
  spare_ui_test_wait (is_done, self);
  g_assert_error (self->error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_CONFLICT);
  g_assert_cmpuint (spare_import_dialog_count_saved (vault, records), ==, 1);

  /* Its code was used since: it is saved all the same. */
  spare_vault_touch (vault, spare_vault_find (vault, spare_account_get_id (records->pdata[0])), 1767225600);
  g_assert_cmpuint (spare_import_dialog_count_saved (vault, records), ==, 1);
}

#define ADD(path, function) g_test_add ("/ui/import/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);
  ADD ("same-name", test_same_name);
  ADD ("forget", test_forget);
  ADD ("skip", test_skip);
  ADD ("bad-code", test_bad_code);
  ADD ("count-saved", test_count_saved);
  return g_test_run ();
}
