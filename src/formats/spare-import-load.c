/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import.h"

#include <string.h>

#include "spare-bytes.h"

#define ROOM_MIN (64 * 1024)

/* Only a hint: a pipe has no size, and a file may grow. */
static gsize
guess_size (GFileInputStream *stream,
            GCancellable     *cancellable)
{
  g_autoptr(GFileInfo) info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable,
                                                              NULL);
  goffset size = info != NULL ? g_file_info_get_size (info) : 0;

  return (gsize) CLAMP (size, ROOM_MIN, SPARE_IMPORT_SIZE_MAX);
}

GBytes *
spare_import_load (GFile        *file,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(GBytes) bytes = NULL;
  guint8 *data;
  gsize room;
  gsize used = 0;
  gsize got;

  if (stream == NULL)
    return NULL;

  room = guess_size (stream, cancellable) + 1;
  bytes = spare_bytes_new_wiped (room, &data);
  while (g_input_stream_read_all (G_INPUT_STREAM (stream), data + used, room - used, &got, cancellable, error))
    {
      g_autoptr(GBytes) smaller = NULL;

      used += got;
      if (used < room)
        {
          data[used] = 0;
          return g_bytes_new_from_bytes (bytes, 0, used);
        }
      if (used > SPARE_IMPORT_SIZE_MAX)
        {
          g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE, "Larger than any export");
          return NULL;
        }

      smaller = g_steal_pointer (&bytes);
      room = MIN (2 * room, SPARE_IMPORT_SIZE_MAX + 1);
      bytes = spare_bytes_new_wiped (room, &data);
      memcpy (data, g_bytes_get_data (smaller, NULL), used);
    }

  return NULL;
}
