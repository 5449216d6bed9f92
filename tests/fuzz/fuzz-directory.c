/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "spare-directory.h"

#define NOW 1767225600

/* Our own copy of what was read says the same, and is written the same. */
static void
check_copy (SpareDirectoryList *list)
{
  SpareDirectoryKind kind = spare_directory_list_get_kind (list);
  g_autoptr (GBytes) copy = spare_directory_list_save (list);
  g_autoptr (SpareDirectoryList) again = spare_directory_list_load (copy, kind, NULL);
  g_autoptr (SpareDirectory) none = spare_directory_new ();
  g_autoptr (SpareDirectory) directory = NULL;

  g_assert (again != NULL);
  g_assert (spare_directory_list_count (again) == spare_directory_list_count (list));
  g_assert (g_str_equal (spare_directory_list_get_name (again), spare_directory_list_get_name (list)));
  directory = spare_directory_with (none, kind, again);
  spare_directory_find (directory, "login.example.com");
  g_assert (spare_directory_shares (directory, "a.example.com", "b.example.com"));
}

/* A file of a directory, or a damaged copy of ours: refused or usable. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (SpareDirectoryList) list = spare_directory_list_read (bytes, "all.json", NOW, NULL);

  if (list != NULL)
    check_copy (list);
  for (guint kind = 0; kind < SPARE_DIRECTORY_N_KINDS; kind++)
    {
      g_autoptr (SpareDirectoryList) copy = spare_directory_list_load (bytes, kind, NULL);

      if (copy != NULL)
        check_copy (copy);
    }
  return 0;
}
