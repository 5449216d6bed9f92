/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-snapshot-private.h"

#include "spare-service.h"

#define COMPANIES "/io/github/sparekey/Sparekey/passwords/companies.txt"

GResource *spare_passwords_get_resource (void);

/* A domain -> the first domain of its company. */
static GHashTable *
read_companies (void)
{
  GHashTable *companies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (spare_passwords_get_resource (), COMPANIES,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = NULL;

  g_assert (bytes != NULL);
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) domains = g_strsplit (lines[i], " ", -1);

      for (guint j = 0; lines[i][0] != '#' && domains[j] != NULL; j++)
        g_hash_table_insert (companies, g_strdup (domains[j]), g_strdup (domains[0]));
    }

  return companies;
}

char *
spare_snapshot_party (const char *domain)
{
  static GHashTable *companies = NULL;
  static gsize ready = 0;
  const SpareService *service;
  const char *first;

  if (g_once_init_enter (&ready))
    {
      companies = read_companies ();
      g_once_init_leave (&ready, 1);
    }
  first = g_hash_table_lookup (companies, domain);
  service = spare_service_find (first != NULL ? first : domain);

  return g_strdup (service != NULL ? spare_service_get_domains (service)[0] : first != NULL ? first : domain);
}
