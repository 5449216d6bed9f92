/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-directory-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW 1795305600 /* 22 November 2026 */

/* In the layouts of https://2fa.directory/api/, its v3 and v4, of the passkeys
 * directory's v1, and of the files in apple/password-manager-resources. */
static const char v3[] =
  "[[\"Example\",{\"domain\":\"example.com\",\"additional-domains\":[\"example.co.uk\"],\"url\":\"https://example.com\","
  "\"tfa\":[\"sms\",\"totp\",\"u2f\",\"custom-software\",\"carrier-pigeon\"],\"custom-software\":[\"Example App\"],"
  "\"documentation\":\"https://example.com/help/2fa\",\"recovery\":\"https://example.com/help/lost\","
  "\"notes\":\"Codes by SMS only in the EU.\",\"keywords\":[\"other\"]}],"
  "[\"Without\",{\"domain\":\"without.example\",\"contact\":{\"email\":\"a@without.example\"},\"keywords\":[\"other\"]}]]";
static const char v4[] =
  "{\"example.com\":{\"methods\":[\"call\",\"email\",\"custom-hardware\",\"call\"],\"custom-hardware\":[\"Key\"],"
  "\"documentation\":\"http://example.com/plain\"},"
  "\"without.example\":{\"contact\":{\"twitter\":\"without\"}}}";
static const char passkeys[] =
  "{\"example.com\":{\"passwordless\":\"allowed\",\"mfa\":\"allowed\",\"documentation\":\"https://example.com/passkeys\","
  "\"recovery\":\"https://example.com/passkeys/lost\"},"
  "\"second.example\":{\"mfa\":\"allowed\"},"
  "\"none.example\":{\"contact\":{\"form\":\"https://none.example/contact\"},\"categories\":\"other\"}}";
static const char pages[] =
  "{\"example.com\":\"https://example.com/settings/password\",\"shop.other.example\":\"https://shop.other.example/p\","
  "\"plain.example\":\"http://plain.example/p\",\"not a domain\":\"https://x.example/\"}";
static const char shared[] =
  "[{\"shared\":[\"example.com\",\"example.org\"]},"
  "{\"from\":[\"old.example\"],\"to\":[\"id.new.example\"],\"fromDomainsAreObsoleted\":true},"
  "{\"shared\":[\"example.net\",\"example.org\"]},"
  "{\"shared\":[\"single.example\"]}]";

static SpareDirectoryList *
read_text (const char *text,
           GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return spare_directory_list_read (bytes, "all.json", NOW, error);
}

/* Of one list, through our own copy. */
static SpareDirectory *
directory_of (const char        *text,
              SpareDirectoryKind kind,
              guint              count)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareDirectoryList) list = read_text (text, &error);
  g_autoptr(SpareDirectoryList) again = NULL;
  g_autoptr(GBytes) copy = NULL;
  g_autoptr(GBytes) second = NULL;
  g_autoptr(SpareDirectory) empty = spare_directory_new ();

  g_assert_no_error (error);
  g_assert_cmpint (spare_directory_list_get_kind (list), ==, kind);
  g_assert_cmpuint (spare_directory_list_count (list), ==, count);
  copy = spare_directory_list_save (list);
  again = spare_directory_list_load (copy, kind, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (spare_directory_list_get_name (again), ==, "all.json");
  g_assert_cmpint (spare_directory_list_get_imported (again), ==, NOW);
  g_assert_cmpuint (spare_directory_list_count (again), ==, count);
  second = spare_directory_list_save (again);
  g_assert_true (g_bytes_equal (copy, second));

  return spare_directory_with (empty, kind, again);
}

static void
assert_steps (SpareDirectoryEntry entry,
              const char         *expected)
{
  g_autofree char *steps = g_strjoinv (" ", (char **) entry.second_steps);

  g_assert_cmpstr (steps, ==, expected);
}

static void
test_v3 (void)
{
  g_autoptr(SpareDirectory) self = directory_of (v3, SPARE_DIRECTORY_TWO_STEP, 3);
  SpareDirectoryEntry entry = spare_directory_find (self, "https://login.example.com/");

  g_assert_cmpint (entry.two_step, ==, SPARE_ANSWER_YES);
  assert_steps (entry, "sms app security-key own-app");
  g_assert_cmpstr (entry.documentation, ==, "https://example.com/help/2fa");
  g_assert_cmpstr (entry.recovery, ==, "https://example.com/help/lost");
  g_assert_cmpstr (entry.notes, ==, "Codes by SMS only in the EU.");
  g_assert_cmpint (entry.passkey_alone, ==, SPARE_ANSWER_UNKNOWN);
  g_assert_null (entry.password_page);

  entry = spare_directory_find (self, "EXAMPLE.co.uk");
  assert_steps (entry, "sms app security-key own-app");
  entry = spare_directory_find (self, "without.example");
  g_assert_cmpint (entry.two_step, ==, SPARE_ANSWER_NO);
  g_assert_null (entry.second_steps);
  entry = spare_directory_find (self, "other.co.uk");
  g_assert_cmpint (entry.two_step, ==, SPARE_ANSWER_UNKNOWN);
}

static void
test_v4 (void)
{
  g_autoptr(SpareDirectory) self = directory_of (v4, SPARE_DIRECTORY_TWO_STEP, 2);
  SpareDirectoryEntry entry = spare_directory_find (self, "example.com");

  assert_steps (entry, "call email own-device");
  g_assert_null (entry.documentation); /* not by https */
  entry = spare_directory_find (self, "without.example");
  g_assert_cmpint (entry.two_step, ==, SPARE_ANSWER_NO);
}

static void
test_passkeys (void)
{
  g_autoptr(SpareDirectory) self = directory_of (passkeys, SPARE_DIRECTORY_PASSKEYS, 3);
  SpareDirectoryEntry entry = spare_directory_find (self, "example.com");

  g_assert_cmpint (entry.passkey_alone, ==, SPARE_ANSWER_YES);
  g_assert_cmpint (entry.passkey_second, ==, SPARE_ANSWER_YES);
  g_assert_cmpint (entry.two_step, ==, SPARE_ANSWER_UNKNOWN);
  g_assert_cmpstr (entry.passkey_documentation, ==, "https://example.com/passkeys");
  g_assert_cmpstr (entry.recovery, ==, "https://example.com/passkeys/lost");
  g_assert_null (entry.documentation);
  entry = spare_directory_find (self, "second.example");
  g_assert_cmpint (entry.passkey_alone, ==, SPARE_ANSWER_NO);
  g_assert_cmpint (entry.passkey_second, ==, SPARE_ANSWER_YES);
  entry = spare_directory_find (self, "none.example");
  g_assert_cmpint (entry.passkey_alone, ==, SPARE_ANSWER_NO);
  g_assert_cmpint (entry.passkey_second, ==, SPARE_ANSWER_NO);
}

static void
assert_page (const SpareDirectory *self,
             const char           *name,
             const char           *expected)
{
  g_autofree char *page = spare_directory_dup_password_page (self, name);

  g_assert_cmpstr (page, ==, expected);
}

static void
test_pages (void)
{
  g_autoptr(SpareDirectory) self = directory_of (pages, SPARE_DIRECTORY_PASSWORD_PAGES, 2);
  const char *dropbox = spare_service_get_text (spare_service_find ("dropbox"), SPARE_SERVICE_PASSWORD_PAGE);

  g_assert_cmpstr (spare_directory_find (self, "www.example.com").password_page, ==,
                   "https://example.com/settings/password");
  assert_page (self, "www.example.com", "https://example.com/settings/password");
  /* What a part of a site says is not said of the whole. */
  assert_page (self, "other.example", "https://other.example/.well-known/change-password");
  assert_page (self, "a.shop.other.example", "https://shop.other.example/p");
  assert_page (self, "plain.example", "https://plain.example/.well-known/change-password");
  assert_page (NULL, "www.example.co.uk", "https://example.co.uk/.well-known/change-password");
  assert_page (NULL, "co.uk", NULL);
  assert_page (NULL, NULL, NULL);
  /* The service's own fact is first, whatever a list says. */
  g_assert_nonnull (dropbox);
  assert_page (self, "dropbox", dropbox);
}

static void
test_shared (void)
{
  g_autoptr(SpareDirectory) self = directory_of (shared, SPARE_DIRECTORY_SHARED, 2);

  g_assert_true (spare_directory_shares (self, "example.com", "www.example.org"));
  /* Of two groups with a member in common. */
  g_assert_true (spare_directory_shares (self, "example.com", "example.net"));
  g_assert_true (spare_directory_shares (self, "old.example", "id.new.example"));
  g_assert_false (spare_directory_shares (self, "old.example", "new.example"));
  g_assert_false (spare_directory_shares (self, "example.com", "old.example"));
  g_assert_false (spare_directory_shares (self, "example.com", NULL));
  g_assert_cmpstr (spare_directory_get_back_end (self, "example.com"), ==,
                   spare_directory_get_back_end (self, "www.example.org"));
  g_assert_cmpstr (spare_directory_get_back_end (self, "old.example"), !=,
                   spare_directory_get_back_end (self, "example.com"));
  g_assert_null (spare_directory_get_back_end (self, "new.example"));
  g_assert_null (spare_directory_get_back_end (self, NULL));
  g_assert_null (spare_directory_get_back_end (NULL, "example.com"));
  g_assert_true (spare_directory_shares (NULL, "a.example.com", "b.example.com"));
  g_assert_false (spare_directory_shares (NULL, "example.com", "example.org"));
}

/* websites-with-shared-credential-backends.json, as it was before 2021. */
static void
test_shared_old (void)
{
  g_autoptr(SpareDirectory) self = directory_of ("[[\"example.com\",\"example.org\"],[\"example.net\",\"a.example\"]]",
                                                 SPARE_DIRECTORY_SHARED, 2);

  g_assert_true (spare_directory_shares (self, "example.com", "example.org"));
  g_assert_false (spare_directory_shares (self, "example.com", "example.net"));
}

static void
test_two_step (void)
{
  g_autoptr(SpareDirectory) self = directory_of (v3, SPARE_DIRECTORY_TWO_STEP, 3);
  const SpareService *github = spare_service_find ("github");

  g_assert_nonnull (github);
  g_assert_cmpint (spare_directory_get_two_step (NULL, github, NULL), ==, SPARE_ANSWER_YES);
  /* What the service says itself counts, whatever the list says. */
  g_assert_cmpint (spare_directory_get_two_step (self, github, "without.example"), ==, SPARE_ANSWER_YES);
  g_assert_cmpint (spare_directory_get_two_step (self, NULL, "without.example"), ==, SPARE_ANSWER_NO);
  g_assert_cmpint (spare_directory_get_two_step (self, NULL, "example.com"), ==, SPARE_ANSWER_YES);
  g_assert_cmpint (spare_directory_get_two_step (NULL, NULL, "example.com"), ==, SPARE_ANSWER_UNKNOWN);
}

static void
test_all (void)
{
  g_autoptr(SpareDirectory) one = directory_of (v3, SPARE_DIRECTORY_TWO_STEP, 3);
  g_autoptr(SpareDirectory) other = directory_of (passkeys, SPARE_DIRECTORY_PASSKEYS, 3);
  g_autoptr(SpareDirectory) both =
    spare_directory_with (one, SPARE_DIRECTORY_PASSKEYS, spare_directory_get_list (other, SPARE_DIRECTORY_PASSKEYS));
  g_autoptr(SpareDirectory) less = spare_directory_with (both, SPARE_DIRECTORY_TWO_STEP, NULL);
  SpareDirectoryEntry entry = spare_directory_find (both, "example.com");

  g_assert_cmpint (entry.two_step, ==, SPARE_ANSWER_YES);
  g_assert_cmpint (entry.passkey_alone, ==, SPARE_ANSWER_YES);
  g_assert_cmpstr (entry.recovery, ==, "https://example.com/help/lost");
  g_assert_null (spare_directory_get_list (one, SPARE_DIRECTORY_PASSKEYS));
  g_assert_null (spare_directory_get_list (less, SPARE_DIRECTORY_TWO_STEP));
  entry = spare_directory_find (less, "example.com");
  g_assert_cmpint (entry.two_step, ==, SPARE_ANSWER_UNKNOWN);
  g_assert_cmpstr (entry.recovery, ==, "https://example.com/passkeys/lost");
}

static void
assert_refused (const char             *text,
                SpareDirectoryErrorCode code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SpareDirectoryList) list = read_text (text, &error);

  g_assert_null (list);
  g_assert_error (error, SPARE_DIRECTORY_ERROR, (int) code);
}

static void
test_refused (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autofree char *cut = g_strndup (v3, sizeof v3 - 10);
  g_autofree char *large = g_strnfill (SPARE_DIRECTORY_SIZE_MAX + 1, ' ');

  assert_refused ("", SPARE_DIRECTORY_ERROR_NO_JSON);
  assert_refused ("<html></html>", SPARE_DIRECTORY_ERROR_NO_JSON);
  assert_refused ("\"example.com\"", SPARE_DIRECTORY_ERROR_NO_JSON);
  assert_refused ("{\"a\":\"\xff\"}", SPARE_DIRECTORY_ERROR_NO_JSON);
  assert_refused (deep, SPARE_DIRECTORY_ERROR_NO_JSON);
  assert_refused (cut, SPARE_DIRECTORY_ERROR_NO_JSON);
  assert_refused (large, SPARE_DIRECTORY_ERROR_SIZE);
  assert_refused ("{}", SPARE_DIRECTORY_ERROR_UNKNOWN);
  assert_refused ("[]", SPARE_DIRECTORY_ERROR_UNKNOWN);
  assert_refused ("[1,null,[],{},[{}],[\"a\"],[\"a\",{}]]", SPARE_DIRECTORY_ERROR_UNKNOWN);
  assert_refused ("{\"example.com\":{\"password-rules\":\"minlength: 8;\"}}", SPARE_DIRECTORY_ERROR_UNKNOWN);
  assert_refused ("{\"US\":{\"count\":900},\"int\":{\"count\":2566}}", SPARE_DIRECTORY_ERROR_UNKNOWN);
  assert_refused ("{\"items\":[{\"login\":{\"password\":\"x\"}}],\"folders\":[]}", SPARE_DIRECTORY_ERROR_UNKNOWN);
  assert_refused ("{\"Not a Domain\":{\"methods\":[\"totp\"]}}", SPARE_DIRECTORY_ERROR_EMPTY);
  assert_refused ("[{\"shared\":[\"example.com\",\"example.com\"]}]", SPARE_DIRECTORY_ERROR_EMPTY);
}

/* However many groups there are, and however they hang together. */
static void
test_many (void)
{
  g_autoptr(GString) text = g_string_new ("[");
  g_autoptr(SpareDirectory) self = NULL;

  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (text, "%s{\"shared\":[\"s%u.example\",\"s%u.example\"]}", i > 0 ? "," : "", i, i + 1);
  g_string_append (text, "]");
  self = directory_of (text->str, SPARE_DIRECTORY_SHARED, 1);
  g_assert_true (spare_directory_shares (self, "s0.example", "s30000.example"));
}

static void
count_problem (SpareDirectoryKind kind,
               const GError      *error,
               gpointer           data)
{
  guint *problems = data;

  g_assert_nonnull (error);
  problems[kind]++;
}

static void
test_file (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *base = g_dir_make_tmp ("sparekey-directory-XXXXXX", &error);
  g_autofree char *folder = g_build_filename (base, "sparekey", NULL);
  g_autofree char *copies = g_build_filename (folder, "directories", NULL);
  g_autofree char *source = g_build_filename (base, "tfa.json", NULL);
  g_autofree char *broken = g_build_filename (copies, "passkeys.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (source);
  g_autoptr(SpareDirectoryList) list = NULL;
  g_autoptr(SpareDirectory) empty = NULL;
  g_autoptr(SpareDirectory) self = NULL;
  g_autoptr(SpareDirectory) after = NULL;
  guint problems[SPARE_DIRECTORY_N_KINDS] = { 0 };

  g_assert_no_error (error);
  empty = spare_directory_file_load_all (folder, count_problem, problems);
  g_assert_null (spare_directory_file_import (file, NOW, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_file_set_contents (source, v3, -1, &error);
  g_assert_no_error (error);
  list = spare_directory_file_import (file, NOW, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (spare_directory_file_save (folder, list, &error));
  g_file_set_contents (broken, "{\"version\":1,", -1, &error);
  g_assert_no_error (error);

  self = spare_directory_file_load_all (folder, count_problem, problems);
  g_assert_cmpstr (
    spare_directory_list_get_name (spare_directory_get_list (self, SPARE_DIRECTORY_TWO_STEP)), ==, "tfa.json");
  assert_steps (spare_directory_find (self, "example.com"), "sms app security-key own-app");
  g_assert_null (spare_directory_get_list (self, SPARE_DIRECTORY_PASSKEYS));
  /* A file where the folder should be. */
  g_assert_false (spare_directory_file_save (source, list, &error));
  g_assert_error (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_DISK);
  g_clear_error (&error);

  for (guint i = 0; i < SPARE_DIRECTORY_N_KINDS; i++)
    {
      g_assert_cmpuint (problems[i], ==, i == SPARE_DIRECTORY_PASSKEYS ? 1 : 0);
      g_assert_true (spare_directory_file_remove (folder, i, &error));
      g_assert_true (spare_directory_file_remove (folder, i, &error));
    }

  after = spare_directory_file_load_all (folder, count_problem, problems);
  g_assert_null (spare_directory_get_list (after, SPARE_DIRECTORY_TWO_STEP));
  g_assert_cmpuint (problems[SPARE_DIRECTORY_PASSKEYS], ==, 1);
  g_assert_cmpint (g_unlink (source), ==, 0);
  g_assert_cmpint (g_rmdir (copies), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpint (g_rmdir (base), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/v3", test_v3);
  g_test_add_func ("/directory/v4", test_v4);
  g_test_add_func ("/directory/passkeys", test_passkeys);
  g_test_add_func ("/directory/pages", test_pages);
  g_test_add_func ("/directory/shared", test_shared);
  g_test_add_func ("/directory/shared-old", test_shared_old);
  g_test_add_func ("/directory/two-step", test_two_step);
  g_test_add_func ("/directory/all", test_all);
  g_test_add_func ("/directory/refused", test_refused);
  g_test_add_func ("/directory/many", test_many);
  g_test_add_func ("/directory/file", test_file);

  return g_test_run ();
}
