/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import-plan.h"

#include <string.h>

#include "spare-import-choice-private.h"
#include "spare-import-collect-private.h"

G_DEFINE_FINAL_TYPE (SpareImportPlan, spare_import_plan, G_TYPE_OBJECT)

static void
spare_import_plan_dispose (GObject *object)
{
  SpareImportPlan *self = SPARE_IMPORT_PLAN (object);

  g_clear_object (&self->choices);
  g_clear_object (&self->accounts);
  g_clear_object (&self->bin);
  g_clear_object (&self->things);
  G_OBJECT_CLASS (spare_import_plan_parent_class)->dispose (object);
}

static void
spare_import_plan_finalize (GObject *object)
{
  SpareImportPlan *self = SPARE_IMPORT_PLAN (object);

  g_clear_pointer (&self->import, spare_import_free);
  G_OBJECT_CLASS (spare_import_plan_parent_class)->finalize (object);
}

static void
spare_import_plan_class_init (SpareImportPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_import_plan_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_import_plan_finalize;
}

static void
spare_import_plan_init (SpareImportPlan *self)
{
  self->choices = g_list_store_new (SPARE_TYPE_IMPORT_CHOICE);
}

/* What makes two accounts give the same codes, so that a thousand are compared
 * with ten thousand in one pass. */
static guint
codes_hash (gconstpointer key)
{
  SpareAccount *account = (SpareAccount *)key;
  SpareSecret *secret = spare_account_peek_secret (account);
  gsize size = 0;
  const guint8 *data = secret != NULL ? spare_secret_peek (secret, &size) : NULL;
  guint hash = 5381 + (guint)spare_account_get_params (account)->kind;

  for (gsize i = 0; i < size; i++)
    hash = hash * 33 + data[i];
  return hash;
}

static gboolean
codes_equal (gconstpointer a,
             gconstpointer b)
{
  return a == b || spare_account_same_codes ((SpareAccount *)a, (SpareAccount *)b);
}

/* The first with the same codes counts: lists go in by their rank. */
static void
add_list (GHashTable *known,
          GListModel *list)
{
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (list, i);

      if (spare_account_peek_secret (account) != NULL && !g_hash_table_contains (known, account))
        g_hash_table_add (known, g_steal_pointer (&account));
    }
}

static GHashTable *
ids_of (GListModel *list)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n; i++)
    {
      SpareRecord *record = g_list_model_get_item (list, i);

      g_hash_table_replace (ids, g_strdup (spare_record_get_id (record)), record);
    }
  return ids;
}

typedef struct
{
  GHashTable *in_use; /* by their codes */
  GHashTable *in_bin;
  GHashTable *in_file;
  GHashTable *ids;    /* of accounts in use */
} Known;

static void
find_twin (SpareImportChoice *choice,
           const Known       *known)
{
  SpareAccount *account = choice->entry->account;
  SpareAccount *saved = choice->saved_id != NULL ? g_hash_table_lookup (known->ids, choice->saved_id) : NULL;
  SpareAccount *twin;

  if (saved != NULL)
    {
      /* Taken in already: what was chosen is done. */
      spare_import_choice_set_twin (choice, saved, SPARE_TWIN_IN_USE);
      spare_import_choice_set_action (choice, SPARE_IMPORT_SKIP);
      return;
    }
  if (spare_account_peek_secret (account) == NULL)
    return;
  if ((twin = g_hash_table_lookup (known->in_use, account)) != NULL)
    spare_import_choice_set_twin (choice, twin, SPARE_TWIN_IN_USE);
  else if ((twin = g_hash_table_lookup (known->in_bin, account)) != NULL)
    spare_import_choice_set_twin (choice, twin, SPARE_TWIN_IN_BIN);
  else if ((twin = g_hash_table_lookup (known->in_file, account)) != NULL)
    spare_import_choice_set_twin (choice, twin, SPARE_TWIN_IN_FILE);
  else
    g_hash_table_add (known->in_file, g_object_ref (account));
}

void
spare_import_plan_refresh (SpareImportPlan *self)
{
  g_autoptr (GHashTable) in_use = g_hash_table_new_full (codes_hash, codes_equal, g_object_unref, NULL);
  g_autoptr (GHashTable) in_bin = g_hash_table_new_full (codes_hash, codes_equal, g_object_unref, NULL);
  g_autoptr (GHashTable) in_file = g_hash_table_new_full (codes_hash, codes_equal, g_object_unref, NULL);
  g_autoptr (GHashTable) ids = NULL;
  Known known = { in_use, in_bin, in_file, NULL };
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));

  g_return_if_fail (SPARE_IS_IMPORT_PLAN (self));

  ids = ids_of (self->accounts);
  known.ids = ids;
  add_list (in_use, self->accounts);
  add_list (in_bin, self->bin);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      find_twin (choice, &known);
    }
}

SpareImportPlan *
spare_import_plan_new (SpareImport *import,
                       GListModel  *accounts,
                       GListModel  *bin,
                       GListModel  *things)
{
  SpareImportPlan *self = g_object_new (SPARE_TYPE_IMPORT_PLAN, NULL);

  self->import = import;
  self->accounts = g_object_ref (accounts);
  self->bin = g_object_ref (bin);
  g_set_object (&self->things, things);
  for (guint i = 0; i < import->entries->len; i++)
    {
      SpareImportEntry *entry = g_ptr_array_index (import->entries, i);
      g_autoptr (SpareImportChoice) choice = NULL;

      if (entry->account == NULL)
        continue;
      choice = spare_import_choice_new (entry);
      if (entry->notes & SPARE_IMPORT_NOTE_TRASHED)
        spare_import_choice_set_selected (choice, FALSE);
      g_list_store_append (self->choices, choice);
    }
  spare_import_plan_refresh (self);
  return self;
}

const SpareImport *
spare_import_plan_get_import (SpareImportPlan *self)
{
  return self->import;
}

GListModel *
spare_import_plan_get_choices (SpareImportPlan *self)
{
  return G_LIST_MODEL (self->choices);
}

guint
spare_import_plan_count_selected (SpareImportPlan *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));
  guint count = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      count += spare_import_choice_get_selected (choice) && !spare_import_choice_needs_pin (choice);
    }
  return count;
}

void
spare_import_plan_select_all (SpareImportPlan *self,
                              gboolean         selected)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (!selected || choice->twin == NULL)
        spare_import_choice_set_selected (choice, selected);
    }
}

void
spare_import_plan_set_twins (SpareImportPlan  *self,
                             SpareImportAction action)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (choice->twin != NULL)
        spare_import_choice_set_action (choice, action);
    }
}
