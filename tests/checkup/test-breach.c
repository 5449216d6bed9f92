/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-breach.h"

#include <glib/gstdio.h>
#include <string.h>

#define LINES 20000

/* The digests are GLib's for SHA-1; those of NTLM are from openssl's MD4, see
 * tests/crypto/test-digest.c. */

typedef struct
{
  char      *folder;
  char      *path;
  GPtrArray *lines;     /* the upper-case digests of "leaked 0", "leaked 1", …, in order */
  GPtrArray *passwords; /* SpareSecret */
} Fixture;

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
digest_of (const char *text)
{
  g_autofree char *lower = g_compute_checksum_for_string (G_CHECKSUM_SHA1, text, -1);

  return g_ascii_strup (lower, -1);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("spare-breach-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "list", NULL);
  fixture->lines = g_ptr_array_new_with_free_func (g_free);
  fixture->passwords = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  for (guint i = 0; i < LINES; i++)
    {
      g_autofree char *text = g_strdup_printf ("leaked %u", i);

      g_ptr_array_add (fixture->lines, digest_of (text));
    }
  g_ptr_array_sort (fixture->lines, compare_lines);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_ptr_array_unref (fixture->lines);
  g_ptr_array_unref (fixture->passwords);
}

static void
add (Fixture    *fixture,
     const char *text)
{
  g_ptr_array_add (fixture->passwords, spare_secret_new_text (text));
}

static void
write_text (const char *path,
            const char *text,
            gssize      size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, size, &error);
  g_assert_no_error (error);
}

/* Counts of many lengths: no two neighbours are equally long. */
static void
write_list (Fixture    *fixture,
            const char *end,
            gboolean    counts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < fixture->lines->len; i++)
    {
      g_string_append (text, g_ptr_array_index (fixture->lines, i));
      if (counts)
        g_string_append_printf (text, ":%u", i % 7 == 0 ? 1234567890 : i % 1000 + 1);
      g_string_append (text, end);
    }
  write_text (fixture->path, text->str, (gssize) text->len);
}

static SpareBreach *
open_list (const char *path)
{
  g_autoptr (GError) error = NULL;
  SpareBreach *list = spare_breach_open (path, &error);

  g_assert_no_error (error);
  return list;
}

static SpareBreached *
find (Fixture     *fixture,
      SpareBreach *list)
{
  SpareBreached *found = g_new0 (SpareBreached, fixture->passwords->len + 1);
  g_autoptr (GError) error = NULL;

  spare_breach_find (list, fixture->passwords, found, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return found;
}

/* Every line, the first and the last among them, and as many that are not there. */
static void
find_all (Fixture *fixture,
          gboolean ordered)
{
  g_autoptr (SpareBreach) list = open_list (fixture->path);
  g_autofree SpareBreached *found = NULL;

  for (guint i = 0; i < LINES; i++)
    {
      g_autofree char *there = g_strdup_printf ("leaked %u", i);
      g_autofree char *not_there = g_strdup_printf ("safe %u", i);

      add (fixture, there);
      add (fixture, not_there);
    }
  g_assert_cmpint (spare_breach_is_ordered (list), ==, ordered);
  g_assert_false (spare_breach_is_ntlm (list));
  found = find (fixture, list);
  for (guint i = 0; i < 2 * LINES; i++)
    g_assert_cmpint (found[i], ==, i % 2 == 0 ? SPARE_BREACHED_YES : SPARE_BREACHED_NO);
  if (ordered)
    {
      /* 1 MB of lines: 8 halves to 4 KiB, and one block. */
      g_assert_cmpuint (spare_breach_get_reads (list), >, 5);
      g_assert_cmpuint (spare_breach_get_reads (list), <=, 12);
    }
}

static void
test_ordered (Fixture      *fixture,
              gconstpointer data)
{
  write_list (fixture, data, TRUE);
  find_all (fixture, TRUE);
}

static void
test_bare (Fixture      *fixture,
           gconstpointer data)
{
  for (guint i = 0; i < fixture->lines->len; i++)
    {
      char *line = g_ptr_array_index (fixture->lines, i);

      for (char *at = line; *at != '\0'; at++)
        *at = g_ascii_tolower (*at);
    }
  write_list (fixture, "\n", FALSE);
  find_all (fixture, TRUE);
}

/* The linear congruence visits every line once. */
static void
test_unordered (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GPtrArray) ordered = g_steal_pointer (&fixture->lines);

  fixture->lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < LINES; i++)
    g_ptr_array_add (fixture->lines, g_strdup (g_ptr_array_index (ordered, (i * 7919 + 13) % LINES)));
  write_list (fixture, data, TRUE);
  find_all (fixture, FALSE);
}

/* Down to one line, and without an end of the last. */
static void
test_small (Fixture      *fixture,
            gconstpointer data)
{
  add (fixture, "leaked 0");
  add (fixture, "safe");
  for (guint n = 1; n <= 200; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (SpareBreach) list = NULL;
      g_autofree SpareBreached *found = NULL;

      g_ptr_array_add (lines, digest_of ("leaked 0"));
      for (guint i = 1; i < n; i++)
        g_ptr_array_add (lines, g_strdup (g_ptr_array_index (fixture->lines, (i * 97) % LINES)));
      g_ptr_array_sort (lines, compare_lines);
      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%s%s:3", i > 0 ? "\n" : "", (char *) g_ptr_array_index (lines, i));
      write_text (fixture->path, text->str, (gssize) text->len);
      list = open_list (fixture->path);
      found = find (fixture, list);
      g_assert_cmpint (found[0], ==, SPARE_BREACHED_YES);
      g_assert_cmpint (found[1], ==, SPARE_BREACHED_NO);
    }
}

static void
test_ntlm (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (SpareBreach) list = NULL;
  g_autofree SpareBreached *found = NULL;

  write_text (fixture->path,
              "020D86E70CC608FFFD79D1179B24B663:1\r\n8846F7EAEE8FB117AD06BDD830B7586C:9545824\r\n"
              "A4F49C406510BDCAB6824EE7C30FD852:7\r\n",
              -1);
  add (fixture, "password");
  add (fixture, "Password");
  add (fixture, "gr\xc3\xbc\xc3\x9f\xf0\x9f\x94\x91");
  add (fixture, "PASSWORD");
  list = open_list (fixture->path);
  g_assert_true (spare_breach_is_ntlm (list));
  found = find (fixture, list);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (found[i], ==, i < 3 ? SPARE_BREACHED_YES : SPARE_BREACHED_NO);
}

/* 5BAA6 1E4C9B93F3F0682250B6CF8331B7EE68FD8 is "password", as every tutorial on it says. */
static void
test_folder (Fixture      *fixture,
             gconstpointer data)
{
  const char *ending = data;
  g_autofree char *name = g_strconcat ("5BAA6", ending, NULL);
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *safe = digest_of ("safe");
  g_autofree char *padded = digest_of ("padded");
  g_autofree char *safe_path = g_strdup_printf ("%s/%.5s%s", fixture->folder, safe, ending);
  g_autofree char *padded_path = g_strdup_printf ("%s/%.5s%s", fixture->folder, padded, ending);
  g_autofree char *padding = g_strdup_printf ("%s:0\r\n", padded + 5);
  g_autoptr (SpareBreach) list = NULL;
  g_autofree SpareBreached *found = NULL;

  write_text (path, "003D68EB55068C33ACE09247EE4C639306B:3\r\n1E4C9B93F3F0682250B6CF8331B7EE68FD8:9545824\r\n", -1);
  write_text (safe_path, "00000000000000000000000000000000000:3\r\n", -1);
  write_text (padded_path, padding, -1);
  add (fixture, "password");
  add (fixture, "safe");
  add (fixture, "padded");
  add (fixture, "in no file");
  list = open_list (fixture->folder);
  g_assert_true (spare_breach_is_ordered (list));
  g_assert_false (spare_breach_is_ntlm (list));
  found = find (fixture, list);
  g_assert_cmpint (found[0], ==, SPARE_BREACHED_YES);
  g_assert_cmpint (found[1], ==, SPARE_BREACHED_NO);
  g_assert_cmpint (found[2], ==, SPARE_BREACHED_NO);
  g_assert_cmpint (found[3], ==, SPARE_BREACHED_UNKNOWN);
  g_assert_cmpuint (spare_breach_get_reads (list), <=, SPARE_BREACH_READS_MAX);
}

static void
expect_refused (Fixture    *fixture,
                const char *text,
                gssize      size)
{
  g_autoptr (GError) error = NULL;

  write_text (fixture->path, text, size);
  g_assert_null (spare_breach_open (fixture->path, &error));
  g_assert_error (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) broken = g_string_new (NULL);
  g_autoptr (SpareBreach) list = NULL;
  SpareBreached found[1];

  g_assert_null (spare_breach_open (fixture->folder, &error));
  g_assert_error (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST);
  g_clear_error (&error);
  g_assert_null (spare_breach_open (fixture->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (spare_breach_open ("/dev/null", &error));
  g_assert_error (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST);
  g_clear_error (&error);
  expect_refused (fixture, "", 0);
  expect_refused (fixture, "password\n123456\n", -1);
  expect_refused (fixture, "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8password\n", -1);
  expect_refused (fixture, "PK\3\4\0\0", 6);

  /* Somewhere in the middle something else: it cannot be said what is in it. */
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (broken, "%s:1\n", (char *) g_ptr_array_index (fixture->lines, LINES - 1 - i));
  g_string_append (broken, "no digest at all\n");
  write_text (fixture->path, broken->str, -1);
  list = open_list (fixture->path);
  add (fixture, "safe");
  g_assert_false (spare_breach_find (list, fixture->passwords, found, NULL, NULL, NULL, &error));
  g_assert_error (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST);
}

static void
cancel_cb (double   done,
           gpointer data)
{
  g_assert_cmpfloat (done, >, 0);
  g_assert_cmpfloat (done, <=, 1);
  g_cancellable_cancel (data);
}

static void
test_canceled (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareBreach) list = NULL;
  SpareBreached found[2];

  write_list (fixture, "\n", TRUE);
  list = open_list (fixture->path);
  add (fixture, "leaked 0");
  add (fixture, "leaked 1");
  g_assert_false (spare_breach_find (list, fixture->passwords, found, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_snapshot (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) passwords = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_password_free);
  g_autoptr (SpareSnapshot) snapshot = NULL;
  g_autoptr (SpareBreach) list = NULL;
  g_autoptr (GError) error = NULL;

  write_list (fixture, "\r\n", TRUE);
  add (fixture, "leaked 5");
  add (fixture, "safe 5");
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (passwords, spare_password_new ("T", "u", NULL, g_ptr_array_index (fixture->passwords, i)));
  snapshot = spare_snapshot_new (passwords, SPARE_PASSWORD_SOURCE_CHROME, NULL, NULL, 1, NULL, NULL);
  list = open_list (fixture->path);
  g_assert_true (spare_breach_check (list, passwords, snapshot, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (spare_snapshot_get (snapshot, 0)->breached, ==, SPARE_BREACHED_YES);
  g_assert_cmpint (spare_snapshot_get (snapshot, 1)->breached, ==, SPARE_BREACHED_NO);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/checkup/breach/ordered", Fixture, "\n", set_up, test_ordered, tear_down);
  g_test_add ("/checkup/breach/ordered-crlf", Fixture, "\r\n", set_up, test_ordered, tear_down);
  g_test_add ("/checkup/breach/bare", Fixture, NULL, set_up, test_bare, tear_down);
  g_test_add ("/checkup/breach/unordered", Fixture, "\n", set_up, test_unordered, tear_down);
  g_test_add ("/checkup/breach/unordered-crlf", Fixture, "\r\n", set_up, test_unordered, tear_down);
  g_test_add ("/checkup/breach/small", Fixture, NULL, set_up, test_small, tear_down);
  g_test_add ("/checkup/breach/ntlm", Fixture, NULL, set_up, test_ntlm, tear_down);
  g_test_add ("/checkup/breach/folder", Fixture, "", set_up, test_folder, tear_down);
  g_test_add ("/checkup/breach/folder-text", Fixture, ".txt", set_up, test_folder, tear_down);
  g_test_add ("/checkup/breach/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/checkup/breach/canceled", Fixture, NULL, set_up, test_canceled, tear_down);
  g_test_add ("/checkup/breach/snapshot", Fixture, NULL, set_up, test_snapshot, tear_down);

  return g_test_run ();
}
