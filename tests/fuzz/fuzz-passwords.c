/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "spare-snapshot.h"

static guint next_id;

static char *
new_id (void)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012u", next_id++);
}

/* What was read goes into records and comes back out of them. */
static void
store (const SpareSnapshot *snapshot)
{
  g_autoptr (GListStore) things = g_list_store_new (SPARE_TYPE_THING);
  g_autoptr (GPtrArray) records = spare_snapshot_print (snapshot, G_LIST_MODEL (things), new_id);
  g_autoptr (SpareSnapshot) again = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      g_assert (spare_record_check (g_ptr_array_index (records, i), NULL));
      g_list_store_append (things, g_ptr_array_index (records, i));
    }
  again = spare_snapshot_read (G_LIST_MODEL (things), NULL);
  g_assert (again != NULL && spare_snapshot_get_count (again) == spare_snapshot_get_count (snapshot));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) passwords = NULL;
  g_autoptr (SpareSnapshot) snapshot = NULL;
  SparePasswordSource source;

  next_id = 0;
  passwords = spare_password_file_parse (text, size, &source, &error);
  g_assert ((passwords == NULL) == (error != NULL));
  if (passwords == NULL)
    {
      g_assert (error->domain == SPARE_PASSWORD_ERROR);
      return 0;
    }
  g_assert (passwords->len > 0 && passwords->len <= SPARE_PASSWORDS_MAX);
  /* Comparing many takes long and finds nothing more. */
  if (passwords->len > 50)
    return 0;
  snapshot = spare_snapshot_new (passwords, source, NULL, NULL, 1, NULL, NULL);
  store (snapshot);
  return 0;
}
