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

static guint
codes_hash (gconstpointer key)
{
  return spare_account_hash_codes ((SpareAccount *) key);
}

static gboolean
codes_equal (gconstpointer a,
             gconstpointer b)
{
  return a == b || spare_account_same_codes ((SpareAccount *) a, (SpareAccount *) b);
}

/* Accounts that are there: by their id, and by what makes their codes. */
typedef struct
{
  GHashTable *in_use;
  GHashTable *in_bin;
  GHashTable *in_file;
  GHashTable *ids;       /* of accounts in use and in the bin */
  GHashTable *of_backup; /* (nullable): ids that our own backup has */
} Known;

/* The first with the same codes counts. One that the backup has by its id is
 * nobody else's twin: two accounts with one secret may both be wanted. */
static void
add_list (Known      *known,
          GHashTable *codes,
          GListModel *list)
{
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n; i++)
    {
      SpareAccount *account = g_list_model_get_item (list, i);
      const char *id = spare_account_get_id (account);

      if (spare_account_peek_secret (account) != NULL && !g_hash_table_contains (codes, account) &&
          (known->of_backup == NULL || !g_hash_table_contains (known->of_backup, id)))
        g_hash_table_add (codes, g_object_ref (account));
      g_hash_table_replace (known->ids, g_strdup (id), account);
    }
}

static void
known_init (Known           *known,
            SpareImportPlan *self)
{
  SpareBundle *bundle = self->import->bundle;

  known->in_use = g_hash_table_new_full (codes_hash, codes_equal, g_object_unref, NULL);
  known->in_bin = g_hash_table_new_full (codes_hash, codes_equal, g_object_unref, NULL);
  known->in_file = g_hash_table_new_full (codes_hash, codes_equal, g_object_unref, NULL);
  known->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  known->of_backup = bundle != NULL ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;
  for (guint i = 0; bundle != NULL && i < bundle->accounts->len; i++)
    g_hash_table_add (known->of_backup, (char *) spare_account_get_id (g_ptr_array_index (bundle->accounts, i)));
  add_list (known, known->in_use, self->accounts);
  add_list (known, known->in_bin, self->bin);
}

static void
known_clear (Known *known)
{
  g_hash_table_unref (known->in_use);
  g_hash_table_unref (known->in_bin);
  g_hash_table_unref (known->in_file);
  g_hash_table_unref (known->ids);
  g_clear_pointer (&known->of_backup, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static SpareTwinPlace
place_of (SpareAccount *account)
{
  return spare_account_get_deleted (account) != 0 ? SPARE_TWIN_IN_BIN : SPARE_TWIN_IN_USE;
}

/* Our own backup knows its accounts by their ids, as long as it is the same
 * second factor. */
static SpareAccount *
find_same_record (const Known  *known,
                  SpareAccount *account)
{
  SpareAccount *here =
    known->of_backup != NULL ? g_hash_table_lookup (known->ids, spare_account_get_id (account)) : NULL;

  if (here == NULL || spare_account_same_codes (here, account))
    return here;
  return spare_account_peek_secret (here) == NULL && spare_account_peek_secret (account) == NULL ? here : NULL;
}

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
      spare_import_choice_set_twin (choice, saved, place_of (saved));
      spare_import_choice_set_action (choice, SPARE_IMPORT_SKIP);
      return;
    }
  if ((twin = find_same_record (known, account)) != NULL)
    spare_import_choice_set_twin (choice, twin, place_of (twin));
  else if (spare_account_peek_secret (account) == NULL)
    return;
  else if ((twin = g_hash_table_lookup (known->in_use, account)) != NULL)
    spare_import_choice_set_twin (choice, twin, SPARE_TWIN_IN_USE);
  else if ((twin = g_hash_table_lookup (known->in_bin, account)) != NULL)
    spare_import_choice_set_twin (choice, twin, SPARE_TWIN_IN_BIN);
  else if (known->of_backup != NULL)
    return;
  else if ((twin = g_hash_table_lookup (known->in_file, account)) != NULL)
    spare_import_choice_set_twin (choice, twin, SPARE_TWIN_IN_FILE);
  else
    g_hash_table_add (known->in_file, g_object_ref (account));
}

static gboolean
is_taken (SpareImportChoice *choice)
{
  return spare_import_choice_get_selected (choice) && !spare_import_choice_needs_pin (choice);
}

/* May the entry stay out though nothing like it is there? Then it must not keep
 * another one out. */
static gboolean
comes_last (SpareImportChoice *choice)
{
  return (choice->entry->notes & SPARE_IMPORT_NOTE_TRASHED) != 0 || spare_import_choice_needs_pin (choice);
}

void
spare_import_plan_refresh (SpareImportPlan *self)
{
  g_auto (Known) known = { NULL };
  guint n;

  g_return_if_fail (SPARE_IS_IMPORT_PLAN (self));

  known_init (&known, self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

        if (comes_last (choice) == (pass == 1))
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
      /* Our own bin comes back as a bin. */
      if ((entry->notes & SPARE_IMPORT_NOTE_TRASHED) && import->bundle == NULL)
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

/* The choices of @from that have not been met yet. Those of transfer codes have
 * new ids each time; the same codes can be there twice. */
typedef struct
{
  GHashTable *by_id;
  GHashTable *by_codes; /* account → GQueue of choices */
} Chosen;

static void
chosen_init (Chosen          *chosen,
             SpareImportPlan *from)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (from->choices));

  chosen->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  chosen->by_codes = g_hash_table_new_full (codes_hash, codes_equal, NULL, (GDestroyNotify) g_queue_free);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (from->choices), i);
      SpareAccount *account = choice->entry->account;
      GQueue *same = g_hash_table_lookup (chosen->by_codes, account);

      g_hash_table_insert (chosen->by_id, (char *) spare_account_get_id (account), choice);
      if (same == NULL)
        g_hash_table_insert (chosen->by_codes, account, same = g_queue_new ());
      g_queue_push_tail (same, choice);
    }
}

static void
chosen_clear (Chosen *chosen)
{
  g_hash_table_unref (chosen->by_id);
  g_hash_table_unref (chosen->by_codes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chosen, chosen_clear)

static SpareImportChoice *
chosen_take (Chosen       *chosen,
             SpareAccount *account)
{
  SpareImportChoice *choice = g_hash_table_lookup (chosen->by_id, spare_account_get_id (account));
  GQueue *same = g_hash_table_lookup (chosen->by_codes, account);

  if (choice == NULL && same != NULL)
    choice = g_queue_peek_head (same);
  if (choice != NULL && same != NULL)
    g_queue_remove (same, choice);
  return choice;
}

void
spare_import_plan_carry (SpareImportPlan *self,
                         SpareImportPlan *from)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));
  g_autofree SpareImportChoice **before = g_new0 (SpareImportChoice *, n + 1);
  g_auto (Chosen) chosen = { NULL };

  chosen_init (&chosen, from);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);
      SpareAccount *account = choice->entry->account;

      before[i] = chosen_take (&chosen, account);
      if (before[i] == NULL)
        continue;
      choice->saved_id = g_strdup (before[i]->saved_id);
      if (spare_import_choice_needs_pin (choice))
        spare_account_set_pin (account, spare_account_peek_pin (before[i]->entry->account));
    }

  /* Whose twin is whose depends on PINs and on what was saved. */
  spare_import_plan_refresh (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (before[i] != NULL)
        spare_import_choice_carry (choice, before[i]);
    }
}

guint
spare_import_plan_count_selected (SpareImportPlan *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));
  guint count = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      count += is_taken (choice);
    }
  return count;
}

SpareImportTwins
spare_import_plan_count_twins (SpareImportPlan *self,
                               gboolean         skipped)
{
  SpareImportTwins twins = { 0 };
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (choice->twin == NULL || (skipped && is_taken (choice)))
        continue;
      twins.in_use += choice->place == SPARE_TWIN_IN_USE;
      twins.in_bin += choice->place == SPARE_TWIN_IN_BIN;
      twins.in_file += choice->place == SPARE_TWIN_IN_FILE;
    }
  return twins;
}

guint
spare_import_plan_count_missing (SpareImportPlan *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (codes_hash, codes_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));
  guint missing = self->import->entries->len - n;

  /* First those that are there; of the others, the same codes count once. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr (SpareImportChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);
        gboolean there = is_taken (choice) || (choice->twin != NULL && choice->place == SPARE_TWIN_IN_USE);

        if (there == (pass == 0) && g_hash_table_add (seen, choice->entry->account))
          missing += !there;
      }
  return missing;
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

      if (choice->twin != NULL && !(choice->entry->notes & SPARE_IMPORT_NOTE_TRASHED))
        spare_import_choice_set_action (choice, action);
    }
}
