/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "spare-store-error.h"

#define POLL_US 3000

/* Whoever only reads has use for a file that cannot be written, too. */
static int
open_file (const char *path,
           gboolean    shared)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0 && shared)
    fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  return fd;
}

SpareLock
spare_lock_take (const char   *path,
                 gboolean      shared,
                 gint64        patience,
                 GCancellable *cancellable,
                 GError      **error)
{
  int fd = open_file (path, shared);
  gint64 until = g_get_monotonic_time () + patience;

  if (fd < 0)
    {
      int saved_errno = errno;

      g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISK,
                   "The lock file cannot be opened: %s", g_strerror (saved_errno));
      return -1;
    }

  while (flock (fd, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0)
    {
      int saved_errno = errno;

      if (saved_errno != EWOULDBLOCK && saved_errno != EINTR)
        {
          g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISK,
                       "The lock file cannot be locked: %s", g_strerror (saved_errno));
          close (fd);
          return -1;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          close (fd);
          return -1;
        }
      if (g_get_monotonic_time () > until)
        {
          g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_BUSY,
                               "Another program is using the vault");
          close (fd);
          return -1;
        }
      g_usleep (POLL_US);
    }

  return fd;
}

void
spare_lock_release (SpareLock lock)
{
  if (lock >= 0)
    close (lock);
}
