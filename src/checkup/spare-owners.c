/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-owners.h"

#include "spare-service.h"
#include "spare-snapshot.h"

struct _SpareOwners
{
  const SpareDirectory *directory; /* (nullable) */
  GArray               *owners;    /* guint: a forest, each pointing to one of its own tree */
  GHashTable           *keys;      /* key to the place that had it first */
};

SpareOwners *
spare_owners_new (const SpareDirectory *directory)
{
  SpareOwners *self = g_new (SpareOwners, 1);

  self->directory = directory;
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint));
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
spare_owners_free (SpareOwners *self)
{
  g_array_unref (self->owners);
  g_hash_table_unref (self->keys);
  g_free (self);
}

guint
spare_owners_add (SpareOwners *self)
{
  guint place = self->owners->len;

  g_array_append_val (self->owners, place);
  return place;
}

guint
spare_owners_find (SpareOwners *self,
                   guint        i)
{
  guint *owners = (guint *) (void *) self->owners->data;

  while (owners[i] != i)
    i = owners[i] = owners[owners[i]];

  return i;
}

void
spare_owners_join (SpareOwners *self,
                   guint        i,
                   const char  *key)
{
  gpointer first;
  guint owner;

  if (!g_hash_table_lookup_extended (self->keys, key, NULL, &first))
    {
      g_hash_table_insert (self->keys, g_strdup (key), GUINT_TO_POINTER (i));
      return;
    }
  owner = spare_owners_find (self, i);
  g_array_index (self->owners, guint, owner) = spare_owners_find (self, GPOINTER_TO_UINT (first));
}

void
spare_owners_join_domain (SpareOwners *self,
                          guint        i,
                          const char  *domain)
{
  const char *back_end = spare_directory_get_back_end (self->directory, domain);
  g_autofree char *party = spare_snapshot_party (domain);
  g_autofree char *by_party = g_strconcat ("d ", party, NULL);

  spare_owners_join (self, i, by_party);
  if (back_end != NULL)
    {
      g_autofree char *by_back_end = g_strconcat ("b ", back_end, NULL);

      spare_owners_join (self, i, by_back_end);
    }
}

/* Counting accounts */

typedef struct
{
  GHashTable *seen;  /* a set: account names of each service */
  GHashTable *names; /* how many there are of each */
} Names;

/* How many account names there are now at this service of the account with this owner. */
static guint
count_name (Names      *self,
            guint       owner,
            const char *domain,
            const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  char *service = g_strdup_printf ("%u %s", owner, domain);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, service));

  n += g_hash_table_add (self->seen, g_strconcat (service, "\n", folded, NULL));
  g_hash_table_replace (self->names, service, GUINT_TO_POINTER (n));

  return n;
}

guint
spare_owners_count (GPtrArray            *accounts,
                    const SpareDirectory *directory)
{
  g_autoptr (SpareOwners) owners = spare_owners_new (directory);
  g_autoptr (GPtrArray) domains = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *counts = g_new0 (guint, accounts->len + 1);
  Names noted = { seen, names };
  guint sum = 0;

  for (guint i = 0; i < accounts->len; i++)
    {
      char *domain = spare_service_dup_domain (spare_account_get_service (g_ptr_array_index (accounts, i)));
      guint place = spare_owners_add (owners);

      g_ptr_array_add (domains, domain);
      if (domain != NULL)
        spare_owners_join_domain (owners, place, domain);
    }
  for (guint i = 0; i < accounts->len; i++)
    {
      const char *domain = g_ptr_array_index (domains, i);
      const char *name = spare_account_get_name (g_ptr_array_index (accounts, i));
      guint owner = spare_owners_find (owners, i);
      /* One without a name may be any of them. */
      guint n = domain != NULL && *name != '\0' ? count_name (&noted, owner, domain, name) : 1;

      sum += MAX (counts[owner], n) - counts[owner];
      counts[owner] = MAX (counts[owner], n);
    }

  return sum;
}
