/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a backup comes onto the disk: beside its place, synced, read back, opened,
 * compared, renamed. In a sandbox the folder is the document portal's, where
 * there are no locks, so nothing here needs one. */

#include "spare-backup-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TRIES 100 /* names in one second */

/* The digest */

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  return memcmp (a, b, SPARE_BACKUP_DIGEST_SIZE);
}

static void
add_line (GArray      *hashes,
          SpareSecret *line)
{
  guint8 hash[SPARE_BACKUP_DIGEST_SIZE];
  gsize size;
  const guint8 *bytes = spare_secret_peek (line, &size);

  crypto_generichash (hash, sizeof hash, bytes, size, NULL, 0);
  g_array_append_val (hashes, hash);
}

/* A second item with one id was set aside, though its line can be read; a
 * backup gives it back as a record. */
static void
add_broken (GArray      *hashes,
            SpareSecret *raw)
{
  const char *text = spare_secret_peek_text (raw);
  g_autoptr (SpareRecord) record = NULL;
  g_autoptr (SpareSecret) line = NULL;

  if (strlen (text) == spare_secret_get_size (raw))
    record = spare_record_parse (text, NULL, NULL);
  line = record != NULL ? spare_record_print (record) : spare_secret_ref (raw);
  add_line (hashes, line);
}

void
spare_backup_digest (const SpareBundle *bundle,
                     guint8             digest[SPARE_BACKUP_DIGEST_SIZE])
{
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, SPARE_BACKUP_DIGEST_SIZE);
  const GPtrArray *records[] = { bundle->accounts, bundle->things };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    for (guint j = 0; j < records[i]->len; j++)
      {
        g_autoptr (SpareSecret) line = spare_record_print (g_ptr_array_index (records[i], j));

        add_line (hashes, line);
      }
  for (guint i = 0; i < bundle->broken->len; i++)
    add_broken (hashes, g_ptr_array_index (bundle->broken, i));

  g_array_sort (hashes, compare_hashes);
  crypto_generichash (digest, SPARE_BACKUP_DIGEST_SIZE, (const guint8 *) hashes->data,
                      (gsize) hashes->len * SPARE_BACKUP_DIGEST_SIZE, NULL, 0);
}

/* The disk */

static gboolean
fail_errno (GError    **error,
            int         code,
            const char *what)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s", what, g_strerror (code));
  return FALSE;
}

/* Not every file system of a sandbox or a server syncs folders. */
static gboolean
sync_path (const char *path,
           gboolean    is_folder,
           GError    **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | (is_folder ? O_DIRECTORY : 0), 0);
  gboolean done;

  if (fd < 0)
    return is_folder || fail_errno (error, errno, "The backup cannot be opened");

  done = fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS || (is_folder && errno != EIO);
  if (!done)
    fail_errno (error, errno, "The backup cannot be brought to the disk");
  else if (!is_folder)
    (void) posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED); /* so that it is read from the disk */
  close (fd);

  return done;
}

static gboolean
write_file (GFile        *file,
            GBytes       *bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (stream == NULL)
    return FALSE;

  return g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, cancellable, error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

/* Is what the disk gives back a backup of @bundle that @key opens? */
static gboolean
check_file (GFile              *file,
            GBytes             *written,
            const SpareBundle  *bundle,
            const SpareSealKey *key,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, cancellable, NULL, error);
  g_autoptr (SpareBundle) read = NULL;
  g_autoptr (GError) reason = NULL;
  guint8 wanted[SPARE_BACKUP_DIGEST_SIZE];
  guint8 found[SPARE_BACKUP_DIGEST_SIZE];

  if (bytes == NULL)
    return FALSE;

  if (g_bytes_equal (bytes, written))
    read = spare_seal_read (bytes, key, cancellable, &reason);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (read != NULL)
    {
      spare_backup_digest (bundle, wanted);
      spare_backup_digest (read, found);
      if (memcmp (wanted, found, sizeof wanted) == 0)
        return TRUE;
    }

  g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_BACKUP,
               "The backup was written and does not read back: %s",
               reason != NULL ? reason->message : "it is different");
  return FALSE;
}

static gboolean
write_piece_to (GFile              *piece,
                const SpareBundle  *bundle,
                const SpareSealKey *key,
                GCancellable       *cancellable,
                GError            **error)
{
  g_autoptr (GBytes) sealed = spare_seal_write (bundle, key, cancellable, error);
  const char *path = g_file_peek_path (piece);

  return sealed != NULL && write_file (piece, sealed, cancellable, error)
         && (path == NULL || sync_path (path, FALSE, error))
         && check_file (piece, sealed, bundle, key, cancellable, error);
}

/* A new file of @folder that holds @bundle, and was read back. */
static GFile *
write_piece (GFile              *folder,
             const SpareBundle  *bundle,
             const SpareSealKey *key,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autofree char *name = g_strdup_printf (SPARE_BACKUP_PIECE_PREFIX "%08x" SPARE_BACKUP_PIECE_SUFFIX,
                                           randombytes_random ());
  g_autoptr (GFile) piece = g_file_get_child (folder, name);
  g_autoptr (GError) reason = NULL;

  if (write_piece_to (piece, bundle, key, cancellable, &reason)
      && !g_cancellable_set_error_if_cancelled (cancellable, &reason))
    return g_steal_pointer (&piece);

  if (!g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_file_delete (piece, NULL, NULL);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/* @replace: otherwise G_IO_ERROR_EXISTS where @target is there */
static gboolean
rename_path (const char *from,
             const char *to,
             gboolean    replace,
             GError    **error)
{
  if (replace)
    return rename (from, to) == 0 || fail_errno (error, errno, "The backup cannot take its place");

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  /* Not every file system can. */
  if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP)
    {
      errno = EEXIST;
      if (access (to, F_OK) != 0 && rename (from, to) == 0)
        return TRUE;
    }

  return fail_errno (error, errno, "The backup cannot take its place");
}

static gboolean
take_place (GFile   *piece,
            GFile   *target,
            gboolean replace,
            GError **error)
{
  const char *from = g_file_peek_path (piece);
  const char *to = g_file_peek_path (target);
  g_autofree char *folder = NULL;

  if (from == NULL || to == NULL)
    return g_file_move (piece, target, G_FILE_COPY_NO_FALLBACK_FOR_MOVE | (replace ? G_FILE_COPY_OVERWRITE : 0), NULL,
                        NULL, NULL, error);

  if (!rename_path (from, to, replace, error))
    return FALSE;

  folder = g_path_get_dirname (to);
  return sync_path (folder, TRUE, error);
}

/* Where @file is a link, what it leads to: the link stays. */
static GFile *
resolve (GFile *file)
{
  const char *path = g_file_peek_path (file);
  char *real = path != NULL ? realpath (path, NULL) : NULL;
  GFile *resolved = real != NULL ? g_file_new_for_path (real) : g_object_ref (file);

  free (real);
  return resolved;
}

gboolean
spare_backup_file_write (const SpareBundle  *bundle,
                         const SpareSealKey *key,
                         GFile              *file,
                         GCancellable       *cancellable,
                         GError            **error)
{
  g_autoptr (GFile) target = resolve (file);
  g_autoptr (GFile) folder = g_file_get_parent (target);
  g_autoptr (GFile) piece = NULL;

  if (folder == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, "No place for a file");
      return FALSE;
    }

  piece = write_piece (folder, bundle, key, cancellable, error);
  if (piece == NULL)
    return FALSE;
  if (take_place (piece, target, TRUE, error))
    return TRUE;

  g_file_delete (piece, NULL, NULL);
  return FALSE;
}

static GFile *
take_new_place (GFile      *piece,
                GFile      *folder,
                const char *stamp,
                GError    **error)
{
  for (guint n = 1; n <= TRIES; n++)
    {
      g_autofree char *name = n == 1 ? g_strdup_printf ("sparekey-%s" SPARE_SEAL_SUFFIX, stamp)
                                     : g_strdup_printf ("sparekey-%s-%u" SPARE_SEAL_SUFFIX, stamp, n);
      g_autoptr (GFile) target = g_file_get_child (folder, name);
      g_autoptr (GError) reason = NULL;

      if (take_place (piece, target, FALSE, &reason))
        return g_steal_pointer (&target);
      if (n == TRIES || !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          break;
        }
    }

  g_file_delete (piece, NULL, NULL);
  return NULL;
}

GFile *
spare_backup_file_keep (const SpareBundle  *bundle,
                        const SpareSealKey *key,
                        GFile              *folder,
                        guint               generations,
                        gint64              now,
                        GCancellable       *cancellable,
                        GError            **error)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (now);
  g_autofree char *stamp = when != NULL ? g_date_time_format (when, "%Y%m%d-%H%M%S") : NULL;
  g_autofree char *name = NULL;
  g_autoptr (GFile) piece = NULL;
  GFile *file;

  if (stamp == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "No such time");
      return NULL;
    }

  piece = write_piece (folder, bundle, key, cancellable, error);
  file = piece != NULL ? take_new_place (piece, folder, stamp, error) : NULL;
  if (file == NULL)
    return NULL;

  name = g_file_get_basename (file);
  spare_backup_prune (key, folder, name, generations, now, cancellable);
  return file;
}
