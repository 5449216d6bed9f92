/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading whole files: all of them, and no more than an import takes. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "spare-import.h"

#define LONGEST_PIPE 300000

static char *
make_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("sparekey-load-XXXXXX", NULL);

  return g_build_filename (folder, name, NULL);
}

static void
remove_path (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
  g_free (path);
}

static void
fill (guint8 *data,
      gsize   size)
{
  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 7 + i / 256);
}

static gpointer
write_pipe (gpointer path)
{
  g_autofree guint8 *data = g_malloc (LONGEST_PIPE);
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  fill (data, LONGEST_PIPE);
  for (gsize done = 0; done < LONGEST_PIPE;)
    {
      gssize written = write (fd, data + done, LONGEST_PIPE - done);

      g_assert_cmpint (written, >, 0);
      done += (gsize) written;
    }
  close (fd);
  return NULL;
}

static void
assert_loads (const char *path,
              gsize       size)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *expected = g_malloc (size + 1);
  g_autoptr (GBytes) bytes = spare_import_load (file, NULL, &error);

  g_assert_no_error (error);
  fill (expected, size);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, size);
}

static void
test_load (void)
{
  const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 1000000 };
  char *path = make_path ("file");

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *data = g_malloc (sizes[i] + 1);

      fill (data, sizes[i]);
      g_assert_true (g_file_set_contents (path, (char *) data, (gssize) sizes[i], NULL));
      assert_loads (path, sizes[i]);
    }
  remove_path (path);
}

/* A pipe does not tell how much it brings. */
static void
test_load_pipe (void)
{
  char *path = make_path ("pipe");
  GThread *thread;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  thread = g_thread_new ("pipe", write_pipe, path);
  assert_loads (path, LONGEST_PIPE);
  g_thread_join (thread);
  remove_path (path);
}

static void
test_load_bounds (void)
{
  char *path = make_path ("large");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (spare_import_load (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (truncate (path, (off_t) SPARE_IMPORT_SIZE_MAX + 1), ==, 0);
  g_assert_null (spare_import_load (file, NULL, &error));
  g_assert_error (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (spare_import_load (file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  remove_path (path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/load/sizes", test_load);
  g_test_add_func ("/formats/load/pipe", test_load_pipe);
  g_test_add_func ("/formats/load/bounds", test_load_bounds);

  return g_test_run ();
}
