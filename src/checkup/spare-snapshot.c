/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-snapshot-private.h"

#include "spare-domain.h"
#include "spare-owners.h"
#include "spare-service.h"

static void
entry_free (gpointer data)
{
  SpareSnapshotEntry *entry = data;

  g_free (entry->title);
  g_free (entry->user);
  g_strfreev (entry->domains);
  g_free (entry);
}

SpareSnapshot *
spare_snapshot_new_empty (gint64              date,
                          SparePasswordSource source)
{
  SpareSnapshot *self = g_new0 (SpareSnapshot, 1);

  self->ref_count = 1;
  self->date = date;
  self->source = source;
  self->entries = g_ptr_array_new_with_free_func (entry_free);

  return self;
}

SpareSnapshotEntry *
spare_snapshot_add (SpareSnapshot *self)
{
  SpareSnapshotEntry *entry = g_new0 (SpareSnapshotEntry, 1);

  g_ptr_array_add (self->entries, entry);

  return entry;
}

SpareSnapshot *
spare_snapshot_ref (SpareSnapshot *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
spare_snapshot_unref (SpareSnapshot *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->entries);
  g_free (self->owners);
  g_free (self->reused);
  g_free (self->similar);
  g_free (self);
}

gint64
spare_snapshot_get_date (const SpareSnapshot *self)
{
  return self->date;
}

SparePasswordSource
spare_snapshot_get_source (const SpareSnapshot *self)
{
  return self->source;
}

guint
spare_snapshot_get_count (const SpareSnapshot *self)
{
  return self->entries->len;
}

const SpareSnapshotEntry *
spare_snapshot_get (const SpareSnapshot *self,
                    guint                i)
{
  return g_ptr_array_index (self->entries, i);
}

void
spare_snapshot_set_breached (SpareSnapshot *self,
                             guint          i,
                             SpareBreached  breached)
{
  SpareSnapshotEntry *entry = g_ptr_array_index (self->entries, i);

  entry->breached = breached;
}

/* Which entries are one account. */
static void
find_owners (SpareSnapshot        *self,
             const SpareDirectory *directory)
{
  g_autoptr (SpareOwners) owners = spare_owners_new (directory);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const SpareSnapshotEntry *entry = spare_snapshot_get (self, i);
      guint place = spare_owners_add (owners);

      for (guint j = 0; entry->domains[j] != NULL; j++)
        spare_owners_join_domain (owners, place, entry->domains[j]);
      if (entry->title[0] != '\0' && entry->user[0] != '\0')
        {
          g_autofree char *title = g_utf8_casefold (entry->title, -1);
          g_autofree char *user = g_utf8_casefold (entry->user, -1);
          g_autofree char *key = g_strconcat ("t ", title, "\n", user, NULL);

          spare_owners_join (owners, place, key);
        }
    }
  self->owners = g_new (guint, self->entries->len + 1);
  for (guint i = 0; i < self->entries->len; i++)
    self->owners[i] = spare_owners_find (owners, i);
}

/* What was seen first of a number, and whether there was something else later. */
typedef struct
{
  guint    first;
  gboolean several;
} Seen;

static void
look_at (GHashTable *seen,
         guint       number,
         guint       value)
{
  Seen *found = g_hash_table_lookup (seen, GUINT_TO_POINTER (number));

  if (found == NULL)
    {
      found = g_new0 (Seen, 1);
      found->first = value;
      g_hash_table_insert (seen, GUINT_TO_POINTER (number), found);
    }
  found->several = found->several || found->first != value;
}

static gboolean
is_several (GHashTable *seen,
            guint       number)
{
  const Seen *found = g_hash_table_lookup (seen, GUINT_TO_POINTER (number));

  return found != NULL && found->several;
}

void
spare_snapshot_close (SpareSnapshot        *self,
                      const SpareDirectory *directory)
{
  g_autoptr (GHashTable) same = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) alike = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  find_owners (self, directory);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const SpareSnapshotEntry *entry = spare_snapshot_get (self, i);

      look_at (same, entry->number, self->owners[i]);
      if (entry->similar != 0)
        look_at (alike, entry->similar, self->owners[i]);
    }
  self->reused = g_new0 (gboolean, self->entries->len + 1);
  self->similar = g_new0 (gboolean, self->entries->len + 1);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const SpareSnapshotEntry *entry = spare_snapshot_get (self, i);

      self->reused[i] = is_several (same, entry->number);
      self->similar[i] = entry->similar != 0 && is_several (alike, entry->similar);
    }
}

gboolean
spare_snapshot_is_reused (const SpareSnapshot *self,
                          guint                i)
{
  return self->reused[i];
}

gboolean
spare_snapshot_is_one (const SpareSnapshot *self,
                       guint                i,
                       guint                j)
{
  return self->owners[i] == self->owners[j];
}

gboolean
spare_snapshot_is_similar (const SpareSnapshot *self,
                           guint                i)
{
  return self->similar[i];
}

static gboolean
is_so (const SpareSnapshot *self,
       guint                i,
       SpareSnapshotKind    kind)
{
  const SpareSnapshotEntry *entry = spare_snapshot_get (self, i);

  switch (kind)
    {
    case SPARE_SNAPSHOT_REUSED:
      return self->reused[i];
    case SPARE_SNAPSHOT_SIMILAR:
      return self->similar[i];
    case SPARE_SNAPSHOT_WEAK:
      return entry->strength <= SPARE_STRENGTH_WEAK;
    case SPARE_SNAPSHOT_BREACHED:
      return entry->breached == SPARE_BREACHED_YES;
    case SPARE_SNAPSHOT_UNKNOWN:
      return entry->breached == SPARE_BREACHED_UNKNOWN;
    case SPARE_SNAPSHOT_HTTP:
      return entry->http;
    case SPARE_SNAPSHOT_TOTP:
      return entry->totp;
    default:
      g_assert_not_reached ();
    }
}

guint
spare_snapshot_count (const SpareSnapshot *self,
                      SpareSnapshotKind    kind)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += is_so (self, i, kind) ? 1 : 0;

  return n;
}

/* Accounts */

static gboolean
is_at (const SpareSnapshotEntry *entry,
       const SpareService       *service,
       const char               *domain,
       const char               *name)
{
  for (guint i = 0; entry->domains[i] != NULL; i++)
    if (g_strcmp0 (entry->domains[i], domain) == 0
        || (service != NULL && spare_service_find (entry->domains[i]) == service))
      return TRUE;

  /* Without an address, its title is all that there is. */
  return entry->domains[0] == NULL && entry->title[0] != '\0'
         && (g_ascii_strcasecmp (entry->title, name) == 0
             || (service != NULL && spare_service_find (entry->title) == service));
}

int
spare_snapshot_find (const SpareSnapshot *self,
                     SpareAccount        *account)
{
  const char *name = spare_account_get_service (account);
  const char *user = spare_account_get_name (account);
  const SpareService *service = spare_service_find (name);
  g_autofree char *domain = spare_domain_registrable (name);
  int found = -1;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const SpareSnapshotEntry *entry = spare_snapshot_get (self, i);

      if (!is_at (entry, service, domain, name))
        continue;
      if (user[0] != '\0' && g_ascii_strcasecmp (entry->user, user) == 0)
        return (int) i;
      if (found < 0 && (user[0] == '\0' || entry->user[0] == '\0'))
        found = (int) i;
    }

  return found;
}
