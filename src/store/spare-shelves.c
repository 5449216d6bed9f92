/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-shelves.h"

struct _SpareShelves
{
  GListStore *accounts;
  GListStore *bin;
  GListStore *things;
  GListStore *broken;
  GHashTable *by_id; /* id -> SpareRecord, borrowed from the lists */
};

SpareShelves *
spare_shelves_new (void)
{
  SpareShelves *self = g_new0 (SpareShelves, 1);

  self->accounts = g_list_store_new (SPARE_TYPE_ACCOUNT);
  self->bin = g_list_store_new (SPARE_TYPE_ACCOUNT);
  self->things = g_list_store_new (SPARE_TYPE_THING);
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
  g_object_unref (self->things);
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
remove_record (SpareShelves *self,
               const char   *id)
{
  SpareRecord *record = g_hash_table_lookup (self->by_id, id);

  if (record == NULL)
    return;
  g_object_ref (record);
  g_hash_table_remove (self->by_id, id);
  if (SPARE_IS_THING (record))
    {
      remove_from (self->things, record);
    }
  else
    {
      remove_from (self->accounts, record);
      remove_from (self->bin, record);
    }
  g_object_unref (record);
}

/* Takes over the values of @fresh, and moves between use and bin. */
static void
update_account (SpareShelves    *self,
                SpareAccount    *account,
                SpareAccount    *fresh,
                SpareChangedFunc changed,
                gpointer         user_data)
{
  gboolean was_deleted = FALSE;

  if (spare_account_get_used (account) > spare_account_get_used (fresh))
    spare_account_set_used (fresh, spare_account_get_used (account)); /* ours is not written yet */
  if (spare_account_get_revision (account) == spare_account_get_revision (fresh) &&
      spare_account_get_used (account) == spare_account_get_used (fresh))
    return;

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
}

static void
update_thing (SpareShelves *self,
              SpareThing   *thing,
              SpareThing   *fresh)
{
  gpointer same = thing;
  guint position = 0;

  if (spare_record_get_revision (SPARE_RECORD (thing)) == spare_record_get_revision (SPARE_RECORD (fresh)))
    return;

  g_object_ref (thing);
  spare_record_assign (SPARE_RECORD (thing), SPARE_RECORD (fresh));
  if (g_list_store_find (self->things, thing, &position))
    g_list_store_splice (self->things, position, 1, &same, 1);
  g_object_unref (thing);
}

/* New records are left to the caller, which adds them all at once. */
static gboolean
update_record (SpareShelves    *self,
               SpareRecord     *fresh,
               SpareChangedFunc changed,
               gpointer         user_data)
{
  const char *id = spare_record_get_id (fresh);
  SpareRecord *record = g_hash_table_lookup (self->by_id, id);

  if (record == NULL)
    return FALSE;
  if (G_OBJECT_TYPE (record) != G_OBJECT_TYPE (fresh))
    {
      remove_record (self, id);
      return FALSE;
    }
  if (SPARE_IS_ACCOUNT (record))
    update_account (self, SPARE_ACCOUNT (record), SPARE_ACCOUNT (fresh), changed, user_data);
  else
    update_thing (self, SPARE_THING (record), SPARE_THING (fresh));

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
apply_records (SpareShelves    *self,
               GPtrArray       *records,
               SpareChangedFunc changed,
               gpointer         user_data)
{
  g_autoptr (GPtrArray) live = g_ptr_array_new ();
  g_autoptr (GPtrArray) deleted = g_ptr_array_new ();
  g_autoptr (GPtrArray) things = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      SpareRecord *fresh = g_ptr_array_index (records, i);

      if (update_record (self, fresh, changed, user_data))
        continue;
      g_hash_table_insert (self->by_id, g_strdup (spare_record_get_id (fresh)), fresh);
      if (SPARE_IS_THING (fresh))
        g_ptr_array_add (things, fresh);
      else
        g_ptr_array_add (spare_account_get_deleted (SPARE_ACCOUNT (fresh)) != 0 ? deleted : live, fresh);
    }
  append_all (self->accounts, live);
  append_all (self->bin, deleted);
  append_all (self->things, things);
}

static void
drop_absent (SpareShelves *self,
             GPtrArray    *records)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) absent = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id = NULL;

  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (present, (gpointer) spare_record_get_id (g_ptr_array_index (records, i)));
  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (present, id))
      g_ptr_array_add (absent, g_strdup (id));
  for (guint i = 0; i < absent->len; i++)
    remove_record (self, g_ptr_array_index (absent, i));
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
      remove_record (self, g_ptr_array_index (report->erased, i));
      remove_broken (self, g_ptr_array_index (report->erased, i));
    }

  if (report->full)
    drop_absent (self, report->records);
  apply_records (self, report->records, changed, user_data);
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

GListModel *
spare_shelves_get_things (SpareShelves *self)
{
  return G_LIST_MODEL (self->things);
}

SpareAccount *
spare_shelves_find (SpareShelves *self,
                    const char   *id)
{
  /* Codes that another version noted may belong to no account. */
  SpareRecord *record = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;

  return SPARE_IS_ACCOUNT (record) ? SPARE_ACCOUNT (record) : NULL;
}
