/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-formats-test.h"

#include <string.h>

static GBytes *
load (const char *path)
{
  char *data;
  gsize size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static void
vector_file_free (gpointer data)
{
  SpareVectorFile *file = data;

  g_object_unref (file->parser);
  g_bytes_unref (file->bytes);
  g_free (file->path);
  g_free (file->name);
  g_free (file->folder);
  g_free (file);
}

static void
add_file (GPtrArray  *files,
          const char *root,
          const char *folder,
          const char *name)
{
  g_autofree char *expect = NULL;
  g_autoptr (GError) error = NULL;
  SpareVectorFile *file;

  if (g_str_has_suffix (name, ".expect"))
    return;
  file = g_new0 (SpareVectorFile, 1);
  file->folder = g_strdup (folder);
  file->name = g_strdup (name);
  file->path = g_build_filename (root, folder, name, NULL);
  file->bytes = load (file->path);
  expect = g_strconcat (file->path, ".expect", NULL);
  file->parser = json_parser_new ();
  json_parser_load_from_file (file->parser, expect, &error);
  g_assert_no_error (error);
  file->expected = json_node_get_object (json_parser_get_root (file->parser));
  if (json_object_has_member (file->expected, "password"))
    file->password = json_object_get_string_member (file->expected, "password");
  g_ptr_array_add (files, file);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp ((*(SpareVectorFile *const *) a)->path, (*(SpareVectorFile *const *) b)->path);
}

GPtrArray *
spare_vector_files (void)
{
  const char *root = g_getenv ("SPARE_VECTORS");
  GPtrArray *files = g_ptr_array_new_with_free_func (vector_file_free);
  GDir *folders = g_dir_open (root, 0, NULL);
  const char *folder;

  g_assert_nonnull (folders);
  while ((folder = g_dir_read_name (folders)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, folder, NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        add_file (files, root, folder, name);
    }
  g_dir_close (folders);
  g_ptr_array_sort (files, compare);
  return files;
}
