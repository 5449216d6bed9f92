/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-export-job.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "spare-ui-test.h"

#define NOON 1704110400 /* 2024-01-01 12:00 UTC: the same day from -12 to +11 h */

typedef struct
{
  char  *path;
  GFile *folder;
} Fixture;

typedef struct
{
  GAsyncResult *result; /* (nullable) */
} Wait;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->path = g_dir_make_tmp ("sparekey-export-XXXXXX", NULL);
  self->folder = g_file_new_for_path (self->path);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted. */
static GPtrArray *
list (Fixture *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (self->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GPtrArray) names = list (self);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (self->path, g_ptr_array_index (names, i), NULL);

      g_remove (path);
    }
  g_rmdir (self->path);
  g_object_unref (self->folder);
  g_free (self->path);
}

/* Two pages of transfer codes: ten accounts are on the first, and the second
 * holds more bytes, since the names are long. */
static GPtrArray *
make_accounts (void)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *longest = g_strnfill (400, 'x');

  for (guint i = 0; i < 12; i++)
    g_ptr_array_add (accounts, spare_ui_test_named (i < 10 ? "GitHub" : longest, "alice"));

  return accounts;
}

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

static GPtrArray *
export (const char   *format,
        GPtrArray    *accounts,
        GFile        *file,
        GCancellable *cancellable,
        GPtrArray   **left,
        GError      **error)
{
  Wait wait = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  spare_export_job_run_async (spare_export_find (format), accounts, NULL, file, NOON, cancellable, ready_cb, &wait);
  spare_ui_test_wait (is_ready, &wait);
  result = wait.result;

  return spare_export_job_run_finish (result, left, error);
}

static char *
read_file (Fixture    *self,
           const char *name,
           gsize      *size)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, size, NULL));
  return bytes;
}

/* What somebody put there stays as it is, though it has our name. */
static void
test_names (Fixture      *self,
            gconstpointer data)
{
  static const char *const wanted[] = {
    "Sparekey 2024-01-01 (2), 1 of 2.png", "Sparekey 2024-01-01 (2), 2 of 2.png",
    "Sparekey 2024-01-01 (3), 1 of 2.png", "Sparekey 2024-01-01 (3), 2 of 2.png",
    "Sparekey 2024-01-01, 2 of 2.png",
  };
  g_autoptr (GPtrArray) accounts = make_accounts ();
  g_autofree char *path = g_build_filename (self->path, wanted[4], NULL);
  g_autofree char *theirs = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) pages = export ("google", accounts, self->folder, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (pages->len, ==, 2);
    }

  names = list (self);
  g_assert_cmpuint (names->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpstr (g_ptr_array_index (names, i), ==, wanted[i]);
  theirs = read_file (self, wanted[4], NULL);
  g_assert_cmpstr (theirs, ==, "mine");
}

static void
set_limit (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = size;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* The disk takes the first picture and not the second: neither stays, and those
 * of an earlier run do. */
static void
test_second_fails (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (GPtrArray) accounts = make_accounts ();
  g_autoptr (GPtrArray) good = export ("google", accounts, self->folder, NULL, NULL, NULL);
  g_autoptr (GPtrArray) names = list (self);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  gsize first;
  gsize second;

  g_assert_cmpuint (names->len, ==, 2);
  g_free (read_file (self, g_ptr_array_index (names, 0), &first));
  g_free (read_file (self, g_ptr_array_index (names, 1), &second));
  g_assert_cmpuint (first, <, second);

  signal (SIGXFSZ, SIG_IGN);
  set_limit (first);
  pages = export ("google", accounts, self->folder, NULL, NULL, &error);
  set_limit (RLIM_INFINITY);
  g_assert_null (pages);
  g_assert_nonnull (error);
  after = list (self);
  g_assert_cmpuint (after->len, ==, 2);
}

static void
test_cancelled (Fixture      *self,
                gconstpointer format)
{
  g_autoptr (GPtrArray) accounts = make_accounts ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) file = g_file_get_child (self->folder, "links.txt");
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pages = export (format, accounts, g_str_equal (format, "google") ? self->folder : file, cancellable, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  names = list (self);
  g_assert_cmpuint (names->len, ==, 0);
}

/* Where nothing can be written, what was left out is the answer to why. */
static void
test_left (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (accounts, spare_ui_test_account ("otpauth://steam/Steam:alice?secret=" RFC_SECRET));
  pages = export ("google", accounts, self->folder, NULL, &left, &error);
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY);
  g_assert_nonnull (left);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpint (((SpareExportLeft *) g_ptr_array_index (left, 0))->reason, ==, SPARE_EXPORT_LEFT_KIND);
}

static void
test_file (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GPtrArray) accounts = make_accounts ();
  g_autofree char *path = g_build_filename (self->path, "links.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  texts = export ("otpauth", accounts, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, ==, 0);
  text = read_file (self, "links.txt", &size);
  g_assert_true (g_str_has_prefix (text, "otpauth://totp/GitHub"));
}

int
main (int   argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

#define ADD(path, data, function) g_test_add ("/ui/export/" path, Fixture, data, set_up, function, tear_down)
  ADD ("names", NULL, test_names);
  ADD ("second-fails", NULL, test_second_fails);
  ADD ("cancelled-pictures", "google", test_cancelled);
  ADD ("cancelled-file", "otpauth", test_cancelled);
  ADD ("left", NULL, test_left);
  ADD ("file", NULL, test_file);

  return g_test_run ();
}
