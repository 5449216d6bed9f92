/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "spare-bytes.h"

struct _SpareArchive
{
  GBytes    *bytes;
  GPtrArray *names; /* NULL-terminated */
};

static struct archive *
open_archive (GBytes            *bytes,
              const SpareSecret *password)
{
  struct archive *archive = archive_read_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  /* Without its directory an archive would be searched for the next member. */
  archive_read_support_format_zip_seekable (archive);
  if (password != NULL)
    archive_read_add_passphrase (archive, spare_secret_peek_text (password));
  if (archive_read_open_memory (archive, data, size) != ARCHIVE_OK)
    {
      archive_read_free (archive);
      return NULL;
    }
  return archive;
}

/* Without a UTF-8 locale libarchive knows only the raw name. */
static const char *
entry_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  if (name == NULL)
    name = archive_entry_pathname (entry);
  return name != NULL && g_utf8_validate (name, -1, NULL) ? name : NULL;
}

/* libarchive takes in the whole directory before it gives the first member. */
static gboolean
has_too_many (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const guint8 *end = data + size;
  guint n = 0;

  for (const guint8 *at = data; end - at >= 4 && n <= SPARE_ARCHIVE_MEMBERS_MAX; at++)
    {
      at = memchr (at, 'P', (gsize) (end - at) - 3);
      if (at == NULL)
        break;
      n += memcmp (at, "PK\1\2", 4) == 0;
    }
  return n > SPARE_ARCHIVE_MEMBERS_MAX;
}

SpareArchive *
spare_archive_new (GBytes *bytes)
{
  g_autoptr (SpareArchive) self = NULL;
  struct archive *archive;
  struct archive_entry *entry;
  int status;

  if (g_bytes_get_size (bytes) < 4 || memcmp (g_bytes_get_data (bytes, NULL), "PK\3\4", 4) != 0)
    return NULL;
  archive = !has_too_many (bytes) ? open_archive (bytes, NULL) : NULL;
  if (archive == NULL)
    return NULL;
  self = g_new0 (SpareArchive, 1);
  self->bytes = g_bytes_ref (bytes);
  self->names = g_ptr_array_new_with_free_func (g_free);
  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN)
    {
      const char *name = entry_name (entry);

      if (name != NULL)
        g_ptr_array_add (self->names, g_strdup (name));
      if (self->names->len > SPARE_ARCHIVE_MEMBERS_MAX)
        break;
    }
  archive_read_free (archive);
  if (self->names->len == 0 || self->names->len > SPARE_ARCHIVE_MEMBERS_MAX)
    return NULL;
  g_ptr_array_add (self->names, NULL);
  return g_steal_pointer (&self);
}

void
spare_archive_free (SpareArchive *self)
{
  g_ptr_array_unref (self->names);
  g_bytes_unref (self->bytes);
  g_free (self);
}

const char *const *
spare_archive_get_names (SpareArchive *self)
{
  return (const char *const *) self->names->pdata;
}

const char *
spare_archive_find (SpareArchive *self,
                    const char   *name)
{
  for (guint i = 0; i + 1 < self->names->len; i++)
    {
      const char *member = g_ptr_array_index (self->names, i);
      const char *slash = strrchr (member, '/');

      if (g_ascii_strcasecmp (slash != NULL ? slash + 1 : member, name) == 0)
        return member;
    }
  return NULL;
}

/* The extra field of a member that WinZip's AES encrypts: number, size, and
 * behind its version the two letters. */
static gboolean
has_aes (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i + 8 <= size; i++)
    {
      const guint8 *at = memchr (data + i, 0x01, size - i - 7);

      if (at == NULL)
        return FALSE;
      if (memcmp (at, "\1\x99\7\0", 4) == 0 && memcmp (at + 6, "AE", 2) == 0)
        return TRUE;
      i = (gsize) (at - data);
    }
  return FALSE;
}

/* Why a member does not unpack; libarchive has no codes for this. AES tells a
 * wrong password from damage, the old cipher only mostly. */
static SpareFormatError
reason (SpareArchive   *self,
        struct archive *archive,
        gboolean        encrypted)
{
  const char *text = archive_error_string (archive);

  if (text == NULL)
    text = "";
  if (strstr (text, "assphrase") != NULL)
    return SPARE_FORMAT_ERROR_PASSWORD_WRONG;
  if (encrypted && strstr (text, "nsupported") != NULL)
    return SPARE_FORMAT_ERROR_ENCRYPTION;
  return encrypted && !has_aes (self->bytes) ? SPARE_FORMAT_ERROR_PASSWORD_WRONG : SPARE_FORMAT_ERROR_DAMAGED;
}

/* Takes the data in pieces and trusts no size that the archive claims. */
static GBytes *
unpack (SpareArchive   *self,
        struct archive *archive,
        gboolean        encrypted,
        gsize           max,
        GCancellable   *cancellable,
        GError        **error)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize total = 0;
  gsize at = 0;
  guint8 *out;
  GBytes *whole;

  for (;;)
    {
      guint8 *data;
      GBytes *piece = spare_bytes_new_wiped (65536, &data);
      la_ssize_t got = archive_read_data (archive, data, 65536);

      g_ptr_array_add (pieces, piece);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (got < 0)
        {
          g_set_error_literal (error, SPARE_FORMAT_ERROR, reason (self, archive, encrypted),
                               "A member of the archive does not unpack");
          return NULL;
        }
      if (got == 0)
        break;
      total += (gsize) got;
      if (total > max)
        {
          g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE,
                               "A member of the archive unpacks to too much");
          return NULL;
        }
      g_ptr_array_index (pieces, pieces->len - 1) = g_bytes_new_from_bytes (piece, 0, (gsize) got);
      g_bytes_unref (piece);
    }
  whole = spare_bytes_new_wiped (total, &out);
  for (guint i = 0; i + 1 < pieces->len; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (g_ptr_array_index (pieces, i), &size);

      memcpy (out + at, data, size);
      at += size;
    }
  return whole;
}

static GBytes *
read_member (SpareArchive      *self,
             struct archive    *archive,
             const char        *name,
             const SpareSecret *password,
             gsize              max,
             GCancellable      *cancellable,
             GError           **error)
{
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN)
    {
      gboolean encrypted = archive_entry_is_data_encrypted (entry) != 0;

      if (g_strcmp0 (entry_name (entry), name) != 0)
        continue;
      if (encrypted && password == NULL)
        {
          g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED,
                               "The archive has a password");
          return NULL;
        }
      return unpack (self, archive, encrypted, max, cancellable, error);
    }
  g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED,
                       "The archive ends before the member");
  return NULL;
}

GBytes *
spare_archive_read (SpareArchive      *self,
                    const char        *name,
                    const SpareSecret *password,
                    gsize              max,
                    GCancellable      *cancellable,
                    GError           **error)
{
  struct archive *archive = open_archive (self->bytes, password);
  GBytes *bytes;

  if (archive == NULL)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED,
                           "The archive cannot be opened");
      return NULL;
    }
  bytes = read_member (self, archive, name, password, max, cancellable, error);
  archive_read_free (archive);
  return bytes;
}
