/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From choices to the records that are to be saved. */
#include "spare-import-collect-private.h"

#include "spare-check.h"
#include "spare-code-set.h"
#include "spare-import-choice-private.h"
#include "spare-sheet-record.h"

typedef struct
{
  SpareImportPlan *plan;
  SpareNewId new_id;
  GPtrArray       *records;  /* what is to be saved */
  GHashTable      *taken;    /* ids of records that are there already */
  GHashTable      *pending;  /* an entry's account → its copy in @records */
  GHashTable      *accounts; /* id in the file → id under which the account is kept */
  double           position;
} Collect;

static void
note_ids (Collect    *self,
          GListModel *list)
{
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareRecord) record = g_list_model_get_item (list, i);

      g_hash_table_add (self->taken, g_strdup (spare_record_get_id (record)));
      if (SPARE_IS_ACCOUNT (record))
        self->position = MAX (self->position, spare_account_get_position (SPARE_ACCOUNT (record)));
    }
}

static void
collect_init (Collect         *self,
              SpareImportPlan *plan,
              SpareNewId new_id)
{
  self->plan = plan;
  self->new_id = new_id;
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pending = g_hash_table_new (NULL, NULL);
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->position = 0;
  note_ids (self, plan->accounts);
  note_ids (self, plan->bin);
  note_ids (self, plan->things);
}

static void
collect_clear (Collect *self)
{
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->pending);
  g_hash_table_unref (self->accounts);
}

/* All but the id, the place and the bin. */
static void
copy_values (SpareAccount *account,
             SpareAccount *from)
{
  spare_account_set_service (account, spare_account_get_service (from));
  spare_account_set_name (account, spare_account_get_name (from));
  spare_account_set_prefix (account, spare_account_get_prefix (from));
  spare_account_set_note (account, spare_account_get_note (from));
  spare_account_set_tags (account, spare_account_get_tags (from));
  spare_account_set_favorite (account, spare_account_get_favorite (from));
  spare_account_set_created (account, spare_account_get_created (from));
  spare_account_set_used (account, spare_account_get_used (from));
  spare_account_set_counter (account, spare_account_get_counter (from));
  spare_account_set_params (account, spare_account_get_params (from));
  spare_account_set_secret (account, spare_account_peek_secret (from));
  spare_account_set_pin (account, spare_account_peek_pin (from));
  spare_account_set_unknown (account, spare_account_peek_unknown (from));
}

/* The same account under an id that is free, at the end of the order by hand. */
static SpareAccount *
new_record (Collect           *self,
            SpareImportChoice *choice)
{
  SpareAccount *from = choice->entry->account;
  g_autofree char *id = NULL;
  SpareAccount *account;

  if (!g_hash_table_contains (self->taken, spare_account_get_id (from)))
    id = g_strdup (spare_account_get_id (from));
  else
    id = self->new_id ();
  account = spare_account_new (id);
  copy_values (account, from);
  if (self->plan->import->bundle != NULL)
    spare_account_set_deleted (account, spare_account_get_deleted (from));
  self->position += 1;
  spare_account_set_position (account, self->position);
  g_hash_table_add (self->taken, g_steal_pointer (&id));
  g_ptr_array_add (self->records, account);
  return account;
}

/* The entry's names, tags and note, as far as the file has them; the codes are
 * the same already. */
static void
take_texts (SpareAccount     *account,
            SpareImportEntry *entry)
{
  SpareAccount *from = entry->account;
  gboolean named = (entry->notes & SPARE_IMPORT_NOTE_NAMELESS) == 0;

  if (named && *spare_account_get_service (from) != 0)
    {
      spare_account_set_service (account, spare_account_get_service (from));
      spare_account_set_prefix (account, spare_account_get_prefix (from));
    }
  if (named && *spare_account_get_name (from) != 0)
    spare_account_set_name (account, spare_account_get_name (from));
  if (*spare_account_get_note (from) != 0)
    spare_account_set_note (account, spare_account_get_note (from));
  if (*spare_account_get_tags (from) != NULL)
    spare_account_set_tags (account, spare_account_get_tags (from));
  if (spare_account_get_favorite (from))
    spare_account_set_favorite (account, TRUE);
  if (spare_account_peek_pin (account) == NULL)
    spare_account_set_pin (account, spare_account_peek_pin (from));
  spare_account_set_deleted (account, 0);
  /* A counter that goes back gives codes that the service has seen. */
  spare_account_set_counter (account,
                             MAX (spare_account_get_counter (account), spare_account_get_counter (from)));
}

static SpareAccount *
replace_record (Collect           *self,
                SpareImportChoice *choice)
{
  SpareAccount *account = g_hash_table_lookup (self->pending, choice->twin);

  if (account == NULL && choice->place == SPARE_TWIN_IN_FILE)
    return new_record (self, choice);
  if (account == NULL)
    {
      account = spare_account_copy (choice->twin);
      g_ptr_array_add (self->records, account);
      g_hash_table_insert (self->pending, choice->twin, account);
    }
  take_texts (account, choice->entry);
  return account;
}

/* Is it the first code of the set? Of one that was forgotten, the check characters
 * and the number of codes must do: it is not to come back unasked. */
static gboolean
begins_with (SpareThing *set,
             GPtrArray  *codes)
{
  SpareSecret *first = spare_code_set_peek (set, 0);
  g_autofree char *check = NULL;

  if (!spare_code_set_is_forgotten (set))
    return spare_secret_equal (first, g_ptr_array_index (codes, 0));

  check = spare_code_set_dup_check (set, 0);
  return spare_code_set_count (set) == codes->len && *check != 0 &&
         spare_check_matches (spare_secret_peek_text (g_ptr_array_index (codes, 0)), check);
}

/* Is one of the code sets that are there for the account the same? */
static gboolean
has_codes (SpareImportPlan *plan,
           const char      *account_id,
           GPtrArray       *codes)
{
  guint n = plan->things != NULL ? g_list_model_get_n_items (plan->things) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (plan->things, i);

      if (spare_thing_is_code_set (thing) && g_strcmp0 (spare_code_set_get_account (thing), account_id) == 0 &&
          begins_with (thing, codes))
        return TRUE;
    }
  return FALSE;
}

static void
add_codes (Collect           *self,
           SpareImportChoice *choice,
           SpareAccount      *account)
{
  GPtrArray *codes = choice->entry->codes;
  g_autofree char *id = NULL;
  SpareThing *set;

  if (codes == NULL || codes->len == 0 || has_codes (self->plan, spare_account_get_id (account), codes))
    return;
  id = self->new_id ();
  set = spare_code_set_new (id, spare_account_get_id (account), choice->entry->codes_origin,
                            spare_account_get_created (choice->entry->account));
  for (guint i = 0; i < codes->len; i++)
    spare_code_set_add (set, g_ptr_array_index (codes, i), NULL);
  g_ptr_array_add (self->records, set);
}

/* What belongs to an account that stays out belongs to its twin. */
static void
collect_for_twin (Collect           *self,
                  SpareImportChoice *choice)
{
  SpareAccount *twin = choice->twin;

  if (twin != NULL && choice->place == SPARE_TWIN_IN_FILE)
    twin = g_hash_table_lookup (self->pending, twin);
  if (twin == NULL)
    return;
  g_hash_table_insert (self->accounts, g_strdup (spare_account_get_id (choice->entry->account)),
                       g_strdup (spare_account_get_id (twin)));
  add_codes (self, choice, twin);
}

static void
collect_choice (Collect           *self,
                SpareImportChoice *choice)
{
  SpareAccount *from = choice->entry->account;
  SpareAccount *account;

  g_clear_pointer (&choice->saved_id, g_free);
  if (choice->action == SPARE_IMPORT_SKIP || spare_import_choice_needs_pin (choice))
    {
      collect_for_twin (self, choice);
      return;
    }
  account = choice->action == SPARE_IMPORT_REPLACE ? replace_record (self, choice) : new_record (self, choice);
  g_hash_table_insert (self->pending, from, account);
  choice->saved_id = g_strdup (spare_account_get_id (account));
  g_hash_table_insert (self->accounts, g_strdup (spare_account_get_id (from)),
                       g_strdup (spare_account_get_id (account)));
  add_codes (self, choice, account);
}

/* Never another keyring's key: backups would be sealed for somebody else. */
static gboolean
may_come_back (SpareThing *thing)
{
  return !g_str_equal (spare_thing_get_type_name (thing), SPARE_THING_BACKUP_KEY);
}

/* A value that names an account of the file names the one under which it is kept. */
static gboolean
follow_accounts (Collect    *self,
                 SpareThing *thing,
                 const char *key)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  SpareSecret *value;
  guint place = 0;
  gboolean any = FALSE;

  while ((value = spare_thing_next (thing, key, &place)) != NULL)
    {
      const char *here = g_hash_table_lookup (self->accounts, spare_secret_peek_text (value));

      any |= here != NULL;
      g_ptr_array_add (values, here != NULL ? spare_secret_new_text (here) : spare_secret_ref (value));
    }
  if (!any)
    return FALSE;

  spare_thing_set (thing, key, NULL);
  for (guint i = 0; i < values->len; i++)
    spare_thing_add (thing, key, g_ptr_array_index (values, i));
  return TRUE;
}

/* A thing of the backup that is not here yet, unless its accounts all stay out. */
static void
collect_thing (Collect    *self,
               SpareThing *thing)
{
  g_autoptr (SpareRecord) copy = NULL;

  if (!may_come_back (thing) || g_hash_table_contains (self->taken, spare_thing_get_id (thing)))
    return;
  copy = spare_record_copy (SPARE_RECORD (thing));
  if (!follow_accounts (self, SPARE_THING (copy), SPARE_CODE_SET_ACCOUNT) &&
      spare_thing_peek (thing, SPARE_CODE_SET_ACCOUNT, 0) != NULL)
    return;
  if (spare_thing_is_sheet (thing))
    follow_accounts (self, SPARE_THING (copy), SPARE_SHEET_RECORD_SECRET);
  spare_record_set_revision (copy, 0);
  g_ptr_array_add (self->records, g_steal_pointer (&copy));
}

GPtrArray *
spare_import_plan_collect (SpareImportPlan *self,
                           SpareNewId new_id)
{
  GListModel *choices = spare_import_plan_get_choices (self);
  SpareBundle *bundle = self->import->bundle;
  Collect collect;

  collect_init (&collect, self, new_id);
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (SpareImportChoice) choice = g_list_model_get_item (choices, i);

      collect_choice (&collect, choice);
    }
  for (guint i = 0; bundle != NULL && i < bundle->things->len; i++)
    collect_thing (&collect, g_ptr_array_index (bundle->things, i));
  collect_clear (&collect);
  return collect.records;
}

static void
add_by_id (GHashTable *ids,
           GListModel *list)
{
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n; i++)
    {
      SpareRecord *record = g_list_model_get_item (list, i);

      g_hash_table_replace (ids, (char *) spare_record_get_id (record), record);
    }
}

static gboolean
same_record (SpareRecord *a,
             SpareRecord *b)
{
  g_autoptr (SpareSecret) line_a = spare_record_print (a);
  g_autoptr (SpareSecret) line_b = spare_record_print (b);

  return spare_secret_equal (line_a, line_b);
}

/* A second factor that would be overwritten by another one: it goes to the bin. */
static void
save_from_overwriting (GPtrArray    *records,
                       SpareAccount *here,
                       gint64        now,
                       SpareNewId new_id)
{
  g_autofree char *id = new_id ();
  SpareAccount *other = spare_account_new (id);

  copy_values (other, here);
  spare_account_set_deleted (other, now);
  g_ptr_array_add (records, other);
}

/* A code that was used does not become unused, nor a void set good again. */
static void
keep_past (SpareThing *set,
           SpareThing *here,
           gint64      now)
{
  guint n = MIN (spare_code_set_count (set), spare_code_set_count (here));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *check = spare_code_set_dup_check (set, i);
      g_autofree char *check_here = spare_code_set_dup_check (here, i);
      gint64 used = spare_code_set_get_used (here, i);

      if (used != 0 && spare_code_set_get_used (set, i) == 0 && g_str_equal (check, check_here))
        spare_code_set_set_used (set, i, used, now);
    }
  if (spare_code_set_get_void (here) != SPARE_VOID_NOT)
    spare_code_set_void (set, spare_code_set_get_void (here), now);
}

/* The record as the backup has it, over the one that is here. */
static void
put_back (GPtrArray   *records,
          SpareRecord *record,
          SpareRecord *here,
          gint64       now,
          SpareNewId new_id)
{
  g_autoptr (SpareRecord) copy = spare_record_copy (record);

  if ((here != NULL && G_OBJECT_TYPE (here) != G_OBJECT_TYPE (record)) || !spare_record_check (copy, NULL))
    return;
  spare_record_set_revision (copy, here != NULL ? spare_record_get_revision (here) : 0);
  if (here != NULL && SPARE_IS_ACCOUNT (here))
    {
      if (spare_account_same_codes (SPARE_ACCOUNT (here), SPARE_ACCOUNT (copy)))
        spare_account_set_counter (SPARE_ACCOUNT (copy), MAX (spare_account_get_counter (SPARE_ACCOUNT (copy)),
                                                              spare_account_get_counter (SPARE_ACCOUNT (here))));
      else if (spare_account_peek_secret (SPARE_ACCOUNT (here)) != NULL)
        save_from_overwriting (records, SPARE_ACCOUNT (here), now, new_id);
    }
  if (here != NULL && SPARE_IS_THING (here) && spare_thing_is_code_set (SPARE_THING (here)) &&
      spare_thing_is_code_set (SPARE_THING (copy)))
    keep_past (SPARE_THING (copy), SPARE_THING (here), now);
  if (here == NULL || !same_record (copy, here))
    g_ptr_array_add (records, g_steal_pointer (&copy));
}

/* The accounts in use that are not among @kept, marked as deleted. */
static GPtrArray *
others_to_bin (GListModel *accounts,
               GHashTable *kept,
               gint64      now)
{
  GPtrArray *to_bin = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (accounts, i);
      SpareAccount *copy;

      if (g_hash_table_contains (kept, spare_account_get_id (account)))
        continue;
      copy = spare_account_copy (account);
      spare_account_set_deleted (copy, now);
      g_ptr_array_add (to_bin, copy);
    }
  return to_bin;
}

guint
spare_import_plan_count_leaving (SpareImportPlan *self)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) leaving = NULL;
  SpareBundle *bundle = self->import->bundle;

  for (guint i = 0; bundle != NULL && i < bundle->accounts->len; i++)
    g_hash_table_add (kept, (char *) spare_record_get_id (g_ptr_array_index (bundle->accounts, i)));
  leaving = others_to_bin (self->accounts, kept, 1);
  return bundle != NULL ? leaving->len : 0;
}

GPtrArray *
spare_import_plan_collect_replace (SpareImportPlan *self,
                                   gint64           now,
                                   SpareNewId new_id,
                                   GPtrArray      **to_bin)
{
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  SpareBundle *bundle = self->import->bundle;

  g_return_val_if_fail (bundle != NULL, records);

  add_by_id (here, self->accounts);
  add_by_id (here, self->bin);
  add_by_id (here, self->things);
  for (guint i = 0; i < bundle->accounts->len; i++)
    {
      SpareRecord *record = g_ptr_array_index (bundle->accounts, i);

      g_hash_table_add (kept, (char *) spare_record_get_id (record));
      put_back (records, record, g_hash_table_lookup (here, spare_record_get_id (record)), now, new_id);
    }
  for (guint i = 0; i < bundle->things->len; i++)
    {
      SpareRecord *record = g_ptr_array_index (bundle->things, i);

      if (may_come_back (SPARE_THING (record)))
        put_back (records, record, g_hash_table_lookup (here, spare_record_get_id (record)), now, new_id);
    }
  *to_bin = others_to_bin (self->accounts, kept, now);
  return records;
}
