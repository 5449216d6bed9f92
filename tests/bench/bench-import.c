/* SPDX-License-Identifier: GPL-3.0-or-later */
#define SECRET_API_SUBJECT_TO_CHANGE

#include <libsecret/secret.h>
#include <stdio.h>
#include <string.h>

#include "spare-import-plan.h"
#include "spare-vault.h"

/* Taking in a file of links, timed. Each line: a name, ms, a number of records.
 *
 *   bench-import import FILE   read, planned, saved and read back
 *   bench-import floor FILE    each of its lines stored by one bare call */

static const SecretSchema schema = {
  "io.github.sparekey.Record",
  SECRET_SCHEMA_NONE,
  { { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "version", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
  0, 0, 0, 0, 0, 0, 0, 0,
};

typedef struct
{
  SpareVault      *vault;
  SpareImportPlan *plan;
  GMainLoop       *loop;
  double           start;
  guint            n;
} Bench;

static double
get_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  if (!spare_vault_save_finish (bench->vault, result, &error))
    g_error ("not saved: %s", error->message);
  printf ("import %.2f %u\n", get_ms () - bench->start, bench->n);
  g_main_loop_quit (bench->loop);
}

static void
take_in (Bench *bench,
         GBytes *bytes)
{
  SpareImportContext context = { .now = 1767225600, .new_id = g_uuid_string_random };
  g_autoptr (GError) error = NULL;
  SpareImport *import = spare_import_read (bytes, &context, &error);
  g_autoptr (GPtrArray) records = NULL;

  if (import == NULL)
    g_error ("not read: %s", error->message);
  bench->plan = spare_import_plan_new (import, spare_vault_get_accounts (bench->vault),
                                       spare_vault_get_bin (bench->vault), spare_vault_get_things (bench->vault));
  records = spare_import_plan_collect (bench->plan, g_uuid_string_random);
  bench->n = records->len;
  printf ("planned %.2f %u\n", get_ms () - bench->start, bench->n);
  spare_vault_save_async (bench->vault, records, NULL, NULL, NULL, saved_cb, bench);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_main_loop_quit (user_data);
}

static void
run_import (GBytes *bytes)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SparePlaces) places = spare_places_new (g_get_user_data_dir (), NULL, NULL, FALSE, "bench", "bench");
  Bench bench = { .vault = spare_vault_new (places), .loop = loop };

  spare_vault_load_async (bench.vault, NULL, loaded_cb, loop);
  g_main_loop_run (loop);
  bench.start = get_ms ();
  take_in (&bench, bytes);
  g_main_loop_run (loop);
}

static void
run_floor (const char *text)
{
  SecretService *service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  double start = get_ms ();
  guint n = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != 0; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (SecretValue) value = secret_value_new (lines[i], -1, "text/plain");

      g_hash_table_insert (attributes, (gpointer) "kind", (gpointer) "bench");
      g_hash_table_insert (attributes, (gpointer) "id", id);
      n += secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT, "bench", value, NULL,
                                      NULL);
    }
  printf ("floor %.2f %u\n", get_ms () - start, n);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *text = NULL;
  gsize size;

  if (argc != 3 || !g_file_get_contents (argv[2], &text, &size, NULL))
    return 2;
  if (g_str_equal (argv[1], "import"))
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, size);

      run_import (bytes);
    }
  else
    {
      run_floor (text);
    }
  return 0;
}
