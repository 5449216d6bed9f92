/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sets-index.h"

struct _SpareSetsIndex
{
  GHashTable *accounts; /* account id: GPtrArray of its code sets */
  GHashTable *sets;     /* set id: SpareThing */
  GHashTable *on;       /* set id: GPtrArray of the sheets it is on */
  GPtrArray  *orphans;
  GPtrArray  *sheets;
};

static void
add_to (GHashTable *table,
        const char *key,
        SpareThing *thing)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (table, g_strdup (key), list);
    }
  g_ptr_array_add (list, g_object_ref (thing));
}

static void
add_set (SpareSetsIndex *self,
         SpareVault     *vault,
         SpareThing     *set)
{
  const char *account_id = spare_code_set_get_account (set);

  g_hash_table_insert (self->sets, g_strdup (spare_thing_get_id (set)), g_object_ref (set));
  if (account_id != NULL && spare_vault_find (vault, account_id) != NULL)
    add_to (self->accounts, account_id, set);
  else
    g_ptr_array_add (self->orphans, g_object_ref (set));
}

static int
compare_created (gconstpointer a,
                 gconstpointer b)
{
  SpareThing *one = *(SpareThing *const *) a;
  SpareThing *other = *(SpareThing *const *) b;
  gint64 apart = spare_code_set_get_created (other) - spare_code_set_get_created (one);

  if (apart != 0)
    return apart < 0 ? -1 : 1;

  return g_strcmp0 (spare_thing_get_id (one), spare_thing_get_id (other));
}

SpareSetsIndex *
spare_sets_index_new (SpareVault *vault)
{
  SpareSetsIndex *self = g_new (SpareSetsIndex, 1);
  GListModel *things = spare_vault_get_things (vault);

  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->on = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->orphans = g_ptr_array_new_with_free_func (g_object_unref);
  self->sheets = spare_sheet_record_list (things, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_code_set (thing))
        add_set (self, vault, thing);
    }
  g_ptr_array_sort (self->orphans, compare_created);
  for (guint i = 0; i < self->sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (self->sheets, i);
      g_auto(GStrv) ids = spare_sheet_record_dup_sets (sheet);

      for (guint n = 0; ids[n] != NULL; n++)
        add_to (self->on, ids[n], sheet);
    }

  return self;
}

void
spare_sets_index_free (SpareSetsIndex *self)
{
  g_hash_table_unref (self->accounts);
  g_hash_table_unref (self->sets);
  g_hash_table_unref (self->on);
  g_ptr_array_unref (self->orphans);
  g_ptr_array_unref (self->sheets);
  g_free (self);
}

GPtrArray *
spare_sets_index_peek_sets (SpareSetsIndex *self,
                            const char     *account_id)
{
  return g_hash_table_lookup (self->accounts, account_id);
}

GPtrArray *
spare_sets_index_peek_orphans (SpareSetsIndex *self)
{
  return self->orphans;
}

GPtrArray *
spare_sets_index_peek_sheets (SpareSetsIndex *self)
{
  return self->sheets;
}

GPtrArray *
spare_sets_index_list_sheets (SpareSetsIndex *self,
                              GPtrArray      *sets)
{
  GPtrArray *sheets = g_ptr_array_new ();

  for (guint i = 0; i < sets->len; i++)
    {
      GPtrArray *some = g_hash_table_lookup (self->on, spare_thing_get_id (g_ptr_array_index (sets, i)));

      for (guint n = 0; some != NULL && n < some->len; n++)
        {
          if (!g_ptr_array_find (sheets, g_ptr_array_index (some, n), NULL))
            g_ptr_array_add (sheets, g_ptr_array_index (some, n));
        }
    }

  return sheets;
}

/* Those that are there, in the order of the sheet. */
static GPtrArray *
list_sets (SpareSetsIndex *self,
           SpareThing     *sheet)
{
  g_auto(GStrv) ids = spare_sheet_record_dup_sets (sheet);
  GPtrArray *sets = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SpareThing *set = g_hash_table_lookup (self->sets, ids[i]);

      if (set != NULL)
        g_ptr_array_add (sets, set);
    }

  return sets;
}

gboolean
spare_sets_index_is_due (SpareSetsIndex *self,
                         SpareThing     *sheet,
                         gint64          now)
{
  gint64 due = spare_sheet_record_get_due (sheet);
  g_autoptr(GPtrArray) sets = NULL;

  if (due == 0 || due > now)
    return FALSE;

  sets = list_sets (self, sheet);

  return spare_sets_has_valid (sets);
}

gboolean
spare_sets_index_is_outdated (SpareSetsIndex *self,
                              SpareThing     *sheet)
{
  g_autoptr(GPtrArray) sets = NULL;

  if (spare_sheet_record_get_void (sheet) != SPARE_VOID_NOT || spare_sheet_record_get_destroyed (sheet) != 0)
    return FALSE;

  sets = list_sets (self, sheet);

  return spare_sets_has_valid (sets) && !spare_sheet_record_matches (sheet, sets);
}

gboolean
spare_sets_has_valid (GPtrArray *sets)
{
  for (guint i = 0; sets != NULL && i < sets->len; i++)
    {
      if (spare_code_set_get_void (g_ptr_array_index (sets, i)) == SPARE_VOID_NOT)
        return TRUE;
    }

  return FALSE;
}
