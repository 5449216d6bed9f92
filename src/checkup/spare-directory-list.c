/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-directory-private.h"

#include "spare-domain.h"

static void
facts_free (gpointer data)
{
  SpareDirectoryFacts *facts = data;

  g_strfreev (facts->second_steps);
  g_free (facts->documentation);
  g_free (facts->recovery);
  g_free (facts->notes);
  g_free (facts->page);
  g_free (facts);
}

static void
group_unref (gpointer data)
{
  g_ptr_array_unref (data);
}

SpareDirectoryList *
spare_directory_list_new (SpareDirectoryKind kind,
                          const char        *name,
                          gint64             imported)
{
  SpareDirectoryList *self = g_new0 (SpareDirectoryList, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->name = g_strdup (name);
  self->imported = imported;
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, facts_free);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_unref);

  return self;
}

SpareDirectoryList *
spare_directory_list_ref (SpareDirectoryList *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
spare_directory_list_unref (SpareDirectoryList *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_hash_table_unref (self->facts);
  g_hash_table_unref (self->groups);
  g_free (self);
}

SpareDirectoryKind
spare_directory_list_get_kind (const SpareDirectoryList *self)
{
  return self->kind;
}

const char *
spare_directory_list_get_name (const SpareDirectoryList *self)
{
  return self->name;
}

gint64
spare_directory_list_get_imported (const SpareDirectoryList *self)
{
  return self->imported;
}

guint
spare_directory_list_count (const SpareDirectoryList *self)
{
  return self->kind == SPARE_DIRECTORY_SHARED ? self->n_groups : g_hash_table_size (self->facts);
}

SpareDirectoryFacts *
spare_directory_list_add (SpareDirectoryList *self,
                          const char         *domain)
{
  g_autofree char *host = spare_domain_host (domain);
  SpareDirectoryFacts *facts = host != NULL ? g_hash_table_lookup (self->facts, host) : NULL;

  if (host == NULL || facts != NULL || g_hash_table_size (self->facts) >= SPARE_DIRECTORY_ENTRIES_MAX)
    return facts;

  facts = g_new0 (SpareDirectoryFacts, 1);
  g_hash_table_insert (self->facts, g_steal_pointer (&host), facts);

  return facts;
}

/* Two groups with a member in common are one: the larger takes the other in, so
 * that many groups do not take long. (transfer full) */
static GPtrArray *
merge (SpareDirectoryList *self,
       GPtrArray          *a,
       GPtrArray          *b)
{
  GPtrArray *into = a->len > b->len ? a : b;
  g_autoptr(GPtrArray) from = g_ptr_array_ref (into == a ? b : a);

  for (guint i = 0; i < from->len; i++)
    {
      const char *host = g_ptr_array_index (from, i);

      g_ptr_array_add (into, g_strdup (host));
      g_hash_table_replace (self->groups, g_strdup (host), g_ptr_array_ref (into));
    }

  return g_ptr_array_ref (into);
}

void
spare_directory_list_add_group (SpareDirectoryList *self,
                                const char *const  *domains)
{
  g_autoptr(GPtrArray) group = g_ptr_array_new_with_free_func (g_free);
  guint n_merged = 0;

  for (guint i = 0; domains[i] != NULL; i++)
    {
      g_autofree char *host = spare_domain_host (domains[i]);
      GPtrArray *present = host != NULL ? g_hash_table_lookup (self->groups, host) : NULL;

      if (host == NULL || present == group || g_hash_table_size (self->groups) >= SPARE_DIRECTORY_ENTRIES_MAX)
        continue;
      if (present != NULL)
        {
          GPtrArray *merged = merge (self, group, present);

          g_ptr_array_unref (group);
          group = merged;
          n_merged++;
        }
      else
        {
          g_ptr_array_add (group, g_strdup (host));
          g_hash_table_insert (self->groups, g_steal_pointer (&host), g_ptr_array_ref (group));
        }
    }

  self->n_groups -= n_merged;
  if (group->len >= 2)
    self->n_groups++;
  else if (group->len == 1)
    g_hash_table_remove (self->groups, g_ptr_array_index (group, 0));
}
