/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-shelves.h"

struct _SpareShelves
{
  GListStore *accounts;
  GListStore *bin;
  GListStore *broken;
  GHashTable *by_id; /* id -> SpareAccount, borrowed from the lists */
};

SpareShelves *
spare_shelves_new (void)
{
  SpareShelves *self = g_new0 (SpareShelves, 1);

  self->accounts = g_list_store_new (SPARE_TYPE_ACCOUNT);
  self->bin = g_list_store_new (SPARE_TYPE_ACCOUNT);
  self->broken = g_list_store_new (SPARE_TYPE_BROKEN);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
spare_shelves_free (SpareShelves *self)
{
  g_hash_table_unref (self->by_id);
  g_object_unref (self->accounts);
  g_object_unref (self->bin);
  g_object_unref (self->broken);
  g_free (self);
}

static void
remove_from (GListStore *list,
             gpointer    item)
{
  guint position = 0;

  if (g_list_store_find (list, item, &position))
    g_list_store_remove (list, position);
}

static void
remove_account (SpareShelves *self,
                const char   *id)
{
  SpareAccount *account = g_hash_table_lookup (self->by_id, id);

  if (account == NULL)
    return;
  g_object_ref (account);
  g_hash_table_remove (self->by_id, id);
  remove_from (self->accounts, account);
  remove_from (self->bin, account);
  g_object_unref (account);
}

/* Takes over the values of @fresh, and moves between use and bin. New accounts
 * are left to the caller, which adds them all at once. */
static gboolean
update_account (SpareShelves    *self,
                SpareAccount    *fresh,
                SpareChangedFunc changed,
                gpointer         user_data)
{
  SpareAccount *account = g_hash_table_lookup (self->by_id, spare_account_get_id (fresh));
  gboolean was_deleted = FALSE;

  if (account == NULL)
    return FALSE;
  if (spare_account_get_used (account) > spare_account_get_used (fresh))
    spare_account_set_used (fresh, spare_account_get_used (account)); /* ours is not written yet */
  if (spare_account_get_revision (account) == spare_account_get_revision (fresh) &&
      spare_account_get_used (account) == spare_account_get_used (fresh))
    return TRUE;

  was_deleted = spare_account_get_deleted (account) != 0;
  g_object_ref (account);
  spare_account_assign (account, fresh);
  if (was_deleted != (spare_account_get_deleted (account) != 0))
    {
      remove_from (was_deleted ? self->bin : self->accounts, account);
      g_list_store_append (was_deleted ? self->accounts : self->bin, account);
    }
  changed (account, user_data);
  g_object_unref (account);

  return TRUE;
}

static void
append_all (GListStore *list,
            GPtrArray  *items)
{
  if (items->len > 0)
    g_list_store_splice (list, g_list_model_get_n_items (G_LIST_MODEL (list)), 0, items->pdata, items->len);
}

static void
apply_accounts (SpareShelves    *self,
                GPtrArray       *accounts,
                SpareChangedFunc changed,
                gpointer         user_data)
{
  g_autoptr (GPtrArray) live = g_ptr_array_new ();
  g_autoptr (GPtrArray) deleted = g_ptr_array_new ();

  for (guint i = 0; i < accounts->len; i++)
    {
      SpareAccount *fresh = g_ptr_array_index (accounts, i);

      if (update_account (self, fresh, changed, user_data))
        continue;
      g_hash_table_insert (self->by_id, g_strdup (spare_account_get_id (fresh)), fresh);
      g_ptr_array_add (spare_account_get_deleted (fresh) != 0 ? deleted : live, fresh);
    }
  append_all (self->accounts, live);
  append_all (self->bin, deleted);
}

static void
drop_absent (SpareShelves *self,
             GPtrArray    *accounts)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) absent = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id = NULL;

  for (guint i = 0; i < accounts->len; i++)
    g_hash_table_add (present, (gpointer) spare_account_get_id (g_ptr_array_index (accounts, i)));
  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (present, id))
      g_ptr_array_add (absent, g_strdup (id));
  for (guint i = 0; i < absent->len; i++)
    remove_account (self, g_ptr_array_index (absent, i));
}

static void
remove_broken (SpareShelves *self,
               const char   *id)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->broken)); i > 0; i--)
    {
      g_autoptr (SpareBroken) broken = g_list_model_get_item (G_LIST_MODEL (self->broken), i - 1);

      if (g_str_equal (spare_broken_get_id (broken), id))
        g_list_store_remove (self->broken, i - 1);
    }
}

void
spare_shelves_apply (SpareShelves    *self,
                     SpareReport     *report,
                     SpareChangedFunc changed,
                     gpointer         user_data)
{
  for (guint i = 0; i < report->erased->len; i++)
    {
      remove_account (self, g_ptr_array_index (report->erased, i));
      remove_broken (self, g_ptr_array_index (report->erased, i));
    }

  if (report->full)
    drop_absent (self, report->accounts);
  apply_accounts (self, report->accounts, changed, user_data);
  if (report->full)
    g_list_store_splice (self->broken, 0, g_list_model_get_n_items (G_LIST_MODEL (self->broken)),
                         report->broken->pdata, report->broken->len);
}

GListModel *
spare_shelves_get_accounts (SpareShelves *self)
{
  return G_LIST_MODEL (self->accounts);
}

GListModel *
spare_shelves_get_bin (SpareShelves *self)
{
  return G_LIST_MODEL (self->bin);
}

GListModel *
spare_shelves_get_broken (SpareShelves *self)
{
  return G_LIST_MODEL (self->broken);
}

SpareAccount *
spare_shelves_find (SpareShelves *self,
                    const char   *id)
{
  return g_hash_table_lookup (self->by_id, id);
}
