/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-breach-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "spare-digest.h"

G_STATIC_ASSERT (SPARE_DIGEST_SHA1_SIZE * 2 == SPARE_BREACH_DIGITS_MAX);

guint
spare_breach_count_digits (const char *text,
                           gsize       size)
{
  guint n = 0;

  while (n < size && g_ascii_isxdigit (text[n]))
    n++;

  return n == size || text[n] == ':' || text[n] == '\r' || text[n] == '\n' ? n : 0;
}

int
spare_breach_compare (const char *digits,
                      const char *wanted,
                      guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      int difference = g_ascii_toupper (digits[i]) - wanted[i];

      if (difference != 0)
        return difference;
    }

  return 0;
}

void
spare_breach_print (const SpareBreach       *self,
                    const SpareBreachWanted *wanted,
                    char                     digits[SPARE_BREACH_DIGITS_MAX + 1])
{
  static const char hex[] = "0123456789ABCDEF";

  for (guint i = 0; i < self->digits; i++)
    digits[i] = hex[wanted->digest[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf];
  digits[self->digits] = '\0';
}

gssize
spare_breach_read (int      fd,
                   char    *buffer,
                   gsize    size,
                   goffset  offset,
                   guint   *reads,
                   GError **error)
{
  gsize done = 0;

  while (done < size)
    {
      gssize n = pread (fd, buffer + done, size - done, offset + (goffset) done);

      (*reads)++;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno), "read: %s", g_strerror (errno));
          return -1;
        }
      if (n == 0)
        break;
      done += (gsize) n;
    }

  return (gssize) done;
}

static gboolean
open_file (SpareBreach *self,
           GError     **error)
{
  char start[SPARE_BREACH_LINE_MAX];
  guint reads = 0;
  gssize n = spare_breach_read (self->fd, start, sizeof start, 0, &reads, error);

  if (n < 0)
    return FALSE;
  self->digits = self->written = spare_breach_count_digits (start, (gsize) n);
  if (self->digits != 2 * SPARE_DIGEST_SHA1_SIZE && self->digits != 2 * SPARE_DIGEST_NTLM_SIZE)
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST, "No digest in the first line");
      return FALSE;
    }

  return spare_breach_probe (self, error);
}

SpareBreach *
spare_breach_open (const char *path,
                   GError    **error)
{
  g_autoptr (SpareBreach) self = g_new0 (SpareBreach, 1);
  struct stat status;

  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->fd < 0 || fstat (self->fd, &status) != 0)
    {
      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno), "open: %s", g_strerror (errno));
      return NULL;
    }
  self->size = status.st_size;
  self->folder = S_ISDIR (status.st_mode);
  if (!self->folder && !S_ISREG (status.st_mode))
    {
      g_set_error_literal (error, SPARE_PASSWORD_ERROR, SPARE_PASSWORD_ERROR_NOT_LIST, "Neither a file nor a folder");
      return NULL;
    }
  if (!(self->folder ? spare_breach_open_folder (self, error) : open_file (self, error)))
    return NULL;

  return g_steal_pointer (&self);
}

void
spare_breach_free (SpareBreach *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

gboolean
spare_breach_is_ordered (const SpareBreach *self)
{
  return self->ordered;
}

gboolean
spare_breach_is_ntlm (const SpareBreach *self)
{
  return self->digits == 2 * SPARE_DIGEST_NTLM_SIZE;
}

guint
spare_breach_get_reads (const SpareBreach *self)
{
  return self->most;
}

/* The digests of all, in locked memory. */
static SpareSecret *
make_wanted (const SpareBreach *self,
             GPtrArray         *passwords,
             GError           **error)
{
  guint8 *data;
  g_autoptr (SpareSecret) digests = spare_secret_new_empty (passwords->len * sizeof (SpareBreachWanted), &data);
  SpareBreachWanted *wanted = (SpareBreachWanted *) (gpointer) data;

  for (guint i = 0; i < passwords->len; i++)
    {
      const SpareSecret *password = g_ptr_array_index (passwords, i);

      wanted[i].password = i;
      if (!(spare_breach_is_ntlm (self) ? spare_digest_ntlm (password, wanted[i].digest, error)
                                        : spare_digest_sha1 (password, wanted[i].digest, error)))
        return NULL;
    }

  return g_steal_pointer (&digests);
}

static gboolean
find_one (SpareBreach             *self,
          const SpareBreachWanted *wanted,
          SpareBreached           *found,
          GError                 **error)
{
  char *digits;
  guint8 *data;
  g_autoptr (SpareSecret) text = spare_secret_new_empty (SPARE_BREACH_DIGITS_MAX + 1, &data);
  gboolean there;

  digits = (char *) data;
  spare_breach_print (self, wanted, digits);
  if (self->folder)
    return spare_breach_search_folder (self, digits, found, error);
  if (!spare_breach_search (self, digits, &there, error))
    return FALSE;
  *found = there ? SPARE_BREACHED_YES : SPARE_BREACHED_NO;

  return TRUE;
}

gboolean
spare_breach_find (SpareBreach        *self,
                   GPtrArray          *passwords,
                   SpareBreached      *found,
                   SpareBreachProgress progress,
                   gpointer            progress_data,
                   GCancellable       *cancellable,
                   GError            **error)
{
  g_autoptr (SpareSecret) digests = make_wanted (self, passwords, error);
  const SpareBreachWanted *wanted;

  if (digests == NULL)
    return FALSE;
  wanted = spare_secret_peek (digests, NULL);
  if (!self->ordered)
    return spare_breach_scan (self, wanted, passwords->len, found, progress, progress_data, cancellable, error);

  for (guint i = 0; i < passwords->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !find_one (self, &wanted[i], &found[i], error))
        return FALSE;
      if (progress != NULL)
        progress ((i + 1) / (double) passwords->len, progress_data);
    }

  return TRUE;
}

gboolean
spare_breach_check (SpareBreach        *self,
                    GPtrArray          *passwords,
                    SpareSnapshot      *snapshot,
                    SpareBreachProgress progress,
                    gpointer            progress_data,
                    GCancellable       *cancellable,
                    GError            **error)
{
  g_autoptr (GPtrArray) secrets = g_ptr_array_new ();
  g_autofree SpareBreached *found = g_new0 (SpareBreached, passwords->len + 1);

  for (guint i = 0; i < passwords->len; i++)
    g_ptr_array_add (secrets, ((SparePassword *) g_ptr_array_index (passwords, i))->password);
  if (!spare_breach_find (self, secrets, found, progress, progress_data, cancellable, error))
    return FALSE;
  for (guint i = 0; i < passwords->len; i++)
    spare_snapshot_set_breached (snapshot, i, found[i]);

  return TRUE;
}
