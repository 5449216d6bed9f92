/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "spare-breach.h"

/* As many reads as there may be, whatever the file holds. */
static void
look (SpareBreach *list)
{
  g_autoptr (GPtrArray) passwords = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  SpareBreached found[2];

  g_ptr_array_add (passwords, spare_secret_new_text ("password"));
  g_ptr_array_add (passwords, spare_secret_new_text ("not in it"));
  if (spare_breach_find (list, passwords, found, NULL, NULL, NULL, NULL))
    g_assert (found[1] != SPARE_BREACHED_YES);
  g_assert (spare_breach_get_reads (list) <= SPARE_BREACH_READS_MAX);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  int fd = memfd_create ("list", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareBreach) list = NULL;

  g_assert (fd >= 0 && write (fd, data, size) == (gssize) size);
  list = spare_breach_open (path, &error);
  g_assert ((list == NULL) == (error != NULL));
  if (list != NULL)
    look (list);
  close (fd);
  return 0;
}
