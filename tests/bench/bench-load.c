/* SPDX-License-Identifier: GPL-3.0-or-later */
#define SECRET_API_SUBJECT_TO_CHANGE

#include <libsecret/secret.h>
#include <stdio.h>

#include "spare-vault.h"

/* Ways to the keyring, timed. Each line: the time in ms, and a number of records.
 *
 *   bench-load vault   all records, in a fresh process
 *   bench-load floor   the same in two bare calls, without a look at the answer
 *   bench-load store   one record more, written and read back by bare calls; ten
 *                      times, each taken away again */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  spare_vault_load_finish (SPARE_VAULT (source), result, NULL);
  g_main_loop_quit (user_data);
}

static const SecretSchema schema = {
  "io.github.sparekey.Record",
  SECRET_SCHEMA_NONE,
  { { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "version", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
  0, 0, 0, 0, 0, 0, 0, 0,
};

static double
get_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static guint
load_vault (void)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(SparePlaces) places = spare_places_new (g_get_user_data_dir (), NULL, NULL, FALSE,
                                                    "bench", "bench");
  /* Never freed: what ends the process does not belong to the load. */
  SpareVault *vault = spare_vault_new (places);

  spare_vault_load_async (vault, NULL, loaded_cb, loop);
  g_main_loop_run (loop);

  if (spare_vault_get_state (vault) != SPARE_VAULT_READY)
    return 0;

  return g_list_model_get_n_items (spare_vault_get_accounts (vault));
}

static guint
load_floor (void)
{
  SecretService *service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, NULL);
  g_autoptr(GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) values = NULL;
  g_auto(GStrv) paths = NULL;

  g_hash_table_insert (all, (gpointer) "kind", (gpointer) "account");
  if (service == NULL
      || !secret_service_search_for_dbus_paths_sync (service, &schema, all, NULL, &paths, NULL, NULL))
    return 0;
  values = secret_service_get_secrets_for_dbus_paths_sync (service, (const char **) paths, NULL, NULL);

  return values != NULL ? g_hash_table_size (values) : 0;
}

static void
store_bare (void)
{
  SecretService *service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, NULL);
  g_autoptr(GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (attributes, (gpointer) "kind", (gpointer) "bench");
  for (guint i = 0; service != NULL && i < 10; i++)
    {
      g_autoptr(SecretValue) value = secret_value_new ("otpauth://none/?x-id=bench", -1, "text/plain");
      g_autoptr(SecretValue) back = NULL;
      double start = get_ms ();

      secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT, "bench", value,
                                 NULL, NULL);
      back = secret_service_lookup_sync (service, &schema, attributes, NULL, NULL);
      printf ("%.2f %u\n", get_ms () - start, back != NULL);
      secret_service_clear_sync (service, &schema, attributes, NULL, NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  double start = get_ms ();
  guint n;

  if (argc != 2)
    return 2;

  if (g_str_equal (argv[1], "store"))
    {
      store_bare ();
      return 0;
    }

  n = g_str_equal (argv[1], "vault") ? load_vault () : load_floor ();
  printf ("%.2f %u\n", get_ms () - start, n);

  return 0;
}
