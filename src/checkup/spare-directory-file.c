/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-directory-file.h"

#include <errno.h>
#include <glib/gstdio.h>

#define SUBFOLDER "directories"

static char *
dup_path (const char        *folder,
          SpareDirectoryKind kind)
{
  static const char *const names[] = { "two-step.json", "passkeys.json", "password-pages.json", "shared.json" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == SPARE_DIRECTORY_N_KINDS);

  return g_build_filename (folder, SUBFOLDER, names[kind], NULL);
}

/* One byte more than is allowed is enough to know. */
static GBytes *
load (GFile        *file,
      gsize         max,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autofree char *buffer = g_malloc (65536);
  gsize total = 0;
  gssize n = 0;

  if (stream == NULL)
    return NULL;
  while (total <= max && (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 65536, cancellable, error)) > 0)
    {
      if (!g_output_stream_write_all (memory, buffer, (gsize) n, NULL, NULL, error))
        return NULL;
      total += (gsize) n;
    }
  if (n < 0 || !g_output_stream_close (memory, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * spare_directory_file_load_all:
 * @folder: the program's data folder
 * @problem: (nullable): told of each copy that is there and cannot be read
 * @data: for @problem
 *
 * Returns: (transfer full)
 */
SpareDirectory *
spare_directory_file_load_all (const char           *folder,
                               SpareDirectoryProblem problem,
                               gpointer              data)
{
  SpareDirectory *self = spare_directory_new ();

  for (guint kind = 0; kind < SPARE_DIRECTORY_N_KINDS; kind++)
    {
      g_autofree char *path = dup_path (folder, kind);
      g_autoptr(GFile) file = g_file_new_for_path (path);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = load (file, 2 * SPARE_DIRECTORY_SIZE_MAX, NULL, &error);
      g_autoptr(SpareDirectoryList) list = bytes != NULL ? spare_directory_list_load (bytes, kind, &error) : NULL;
      SpareDirectory *before = self;

      if (list != NULL)
        {
          self = spare_directory_with (before, kind, list);
          spare_directory_unref (before);
        }
      else if (problem != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        problem (kind, error, data);
    }

  return self;
}

SpareDirectoryList *
spare_directory_file_import (GFile        *file,
                             gint64        now,
                             GCancellable *cancellable,
                             GError      **error)
{
  g_autoptr(GBytes) bytes = load (file, SPARE_DIRECTORY_SIZE_MAX, cancellable, error);
  g_autofree char *name = g_file_get_basename (file);

  return bytes != NULL ? spare_directory_list_read (bytes, name != NULL ? name : "", now, error) : NULL;
}

static gboolean
fail (GError    **error,
      const char *message)
{
  g_set_error (error, SPARE_DIRECTORY_ERROR, SPARE_DIRECTORY_ERROR_DISK, "The copy of a directory: %s", message);
  return FALSE;
}

gboolean
spare_directory_file_save (const char               *folder,
                           const SpareDirectoryList *list,
                           GError                  **error)
{
  g_autofree char *path = dup_path (folder, spare_directory_list_get_kind (list));
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr(GBytes) bytes = spare_directory_list_save (list);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr(GError) reason = NULL;

  if (g_mkdir_with_parents (parent, 0700) != 0)
    return fail (error, g_strerror (errno));

  if (g_file_set_contents_full (path, text, (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &reason))
    return TRUE;

  return fail (error, reason->message);
}

gboolean
spare_directory_file_remove (const char        *folder,
                             SpareDirectoryKind kind,
                             GError           **error)
{
  g_autofree char *path = dup_path (folder, kind);

  return g_unlink (path) == 0 || errno == ENOENT || fail (error, g_strerror (errno));
}
