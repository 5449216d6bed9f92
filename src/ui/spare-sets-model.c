/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sets-model.h"

#include <glib/gi18n.h>

#include "spare-account-list.h"
#include "spare-service.h"
#include "spare-set-words.h"
#include "spare-sets-todo.h"
#include "spare-words.h"

struct _SpareSetsModel
{
  GObject           parent_instance;

  SpareVault       *vault;
  SpareAccountList *accounts; /* by name; those that are searched for */
  GListStore       *rows;
  gint64            now;
  char             *search;   /* (nullable): not "" */
  gboolean          show_all;
  gboolean          has_content;
  gboolean          active;   /* somebody looks */
  guint             source;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpareSetsModel, spare_sets_model, G_TYPE_OBJECT)

static const SpareService *
find_service (SpareAccount *account)
{
  return spare_service_find (spare_account_get_service (account));
}

static SpareSetsItem *
create_account_item (SpareSetsKind kind,
                     SpareAccount *account)
{
  const char *id = spare_account_get_id (account);
  g_autofree char *key = g_strdup_printf ("%d:%s", (int) kind, id);
  SpareSetsItem *item = spare_sets_item_new (kind, key);

  item->title = g_strdup (spare_words_get_title (account));
  if (*spare_account_get_service (account) != '\0')
    item->name = g_strdup (spare_account_get_name (account));
  item->action = spare_sets_item_dup_action ("win.show-set", id);

  return item;
}

/* How many are left, and where they are. */
static void
say_how_many (SpareSetsItem  *item,
              SpareSetsIndex *index,
              GPtrArray      *sets)
{
  g_autoptr(GPtrArray) sheets = spare_sets_index_list_sheets (index, sets);
  g_autofree char *where = spare_set_words_dup_where (sheets);
  g_autofree char *tested = spare_set_words_dup_tested (sheets);

  item->status = spare_set_words_dup_left (sets);
  item->low = spare_set_words_is_low (sets);
  /* Translators: where codes are and when that was tested: "On paper: desk · never tested". */
  item->detail = tested != NULL ? g_strdup_printf (_("%s · %s"), where, tested) : g_steal_pointer (&where);
}

static SpareSetsItem *
create_have (SpareAccount   *account,
             SpareSetsIndex *index,
             GPtrArray      *sets)
{
  SpareSetsItem *item = create_account_item (SPARE_SETS_HAVE, account);

  say_how_many (item, index, sets);
  if (spare_sets_has_valid (sets))
    {
      item->button = spare_sets_item_dup_action ("win.print-sheet", spare_account_get_id (account));
      item->button_icon = "printer-symbolic";
      /* Translators: what a button does; %s is a service. */
      item->button_label = g_strdup_printf (_("Print the Backup Codes of %s"), spare_words_get_title (account));
    }

  return item;
}

static SpareSetsItem *
create_orphan (SpareSetsIndex *index,
               SpareThing     *set)
{
  const char *id = spare_thing_get_id (set);
  g_autofree char *key = g_strdup_printf ("%d:%s", (int) SPARE_SETS_ORPHAN, id);
  SpareSetsItem *item = spare_sets_item_new (SPARE_SETS_ORPHAN, key);
  g_autoptr(GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, set);
  item->title = spare_set_words_dup_title (set);
  say_how_many (item, index, one);
  item->action = spare_sets_item_dup_action ("win.show-orphan", id);

  return item;
}

static SpareSetsItem *
create_none (SpareAccount *account)
{
  SpareSetsItem *item = create_account_item (SPARE_SETS_NONE, account);

  if (spare_service_get_answer (find_service (account), SPARE_SERVICE_CODES) == SPARE_ANSWER_NO)
    {
      item->detail = g_strdup (_("This service gives no backup codes"));
      return item;
    }

  item->detail = g_strdup (_("No backup codes yet"));
  item->button = spare_sets_item_dup_action ("win.take-codes", spare_account_get_id (account));
  item->button_icon = "list-add-symbolic";
  /* Translators: what a button does; %s is a service. */
  item->button_label = g_strdup_printf (_("Take In Backup Codes of %s"), spare_words_get_title (account));

  return item;
}

/* No more at first than one can do in one sitting. */
static void
leave_out (GPtrArray *todo)
{
  guint left_out = todo->len - SPARE_SETS_MODEL_TODO_MAX;
  SpareSetsItem *more = spare_sets_item_new (SPARE_SETS_MORE, "more");

  g_ptr_array_set_size (todo, SPARE_SETS_MODEL_TODO_MAX);
  more->title = g_strdup_printf (ngettext ("Show %u More", "Show %u More", left_out), left_out);
  more->action = g_strdup ("sets.show-all");
  g_ptr_array_add (todo, more);
}

static const char *
get_heading (SpareSetsKind kind)
{
  switch (kind)
    {
    case SPARE_SETS_TODO:
    case SPARE_SETS_MORE:
      return _("To Do");
    case SPARE_SETS_HAVE:
      return _("Accounts With Backup Codes");
    case SPARE_SETS_ORPHAN:
      return _("Backup Codes Without an Account");
    case SPARE_SETS_NONE:
    default:
      return _("Accounts Without");
    }
}

static void
add_headings (GPtrArray *items)
{
  const char *last = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      SpareSetsItem *item = g_ptr_array_index (items, i);
      const char *heading = get_heading (item->kind);

      if (g_strcmp0 (heading, last) != 0)
        item->heading = g_strdup (heading);
      last = heading;
    }
}

static void
add_orphans (SpareSetsModel *self,
             SpareSetsIndex *index,
             GPtrArray      *items)
{
  GPtrArray *orphans = spare_sets_index_peek_orphans (index);

  self->has_content |= orphans->len > 0;
  for (guint i = 0; i < orphans->len; i++)
    {
      SpareSetsItem *item = create_orphan (index, g_ptr_array_index (orphans, i));

      if (self->search == NULL || g_str_match_string (self->search, item->title, TRUE))
        g_ptr_array_add (items, item);
      else
        g_object_unref (item);
    }
}

static void
add_accounts (SpareSetsModel *self,
              SpareSetsIndex *index,
              GPtrArray      *items)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
      GPtrArray *sets = spare_sets_index_peek_sets (index, spare_account_get_id (account));

      if (sets != NULL)
        g_ptr_array_add (items, create_have (account, index, sets));
      else
        g_ptr_array_add (none, create_none (account));
    }
  add_orphans (self, index, items);
  g_ptr_array_extend_and_steal (items, g_steal_pointer (&none));
}

static gboolean
has_sets (SpareSetsModel *self,
          SpareSetsIndex *index)
{
  GListModel *accounts = spare_vault_get_accounts (self->vault);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);

      if (spare_sets_index_peek_sets (index, spare_account_get_id (account)) != NULL)
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
create_items (SpareSetsModel *self)
{
  g_autoptr(SpareSetsIndex) index = spare_sets_index_new (self->vault);
  GPtrArray *items = spare_sets_todo_list (self->vault, index, G_LIST_MODEL (self->accounts), self->now);

  self->has_content = items->len > 0 || has_sets (self, index);
  if (self->search != NULL)
    g_ptr_array_set_size (items, 0);
  else if (!self->show_all && items->len > SPARE_SETS_MODEL_TODO_MAX)
    leave_out (items);
  add_accounts (self, index, items);
  add_headings (items);

  return items;
}

static SpareSetsItem *
get_row (SpareSetsModel *self,
         guint           place)
{
  /* The store holds it. */
  g_autoptr(SpareSetsItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), place);

  return item;
}

static GHashTable *
list_keys (GPtrArray *items)
{
  GHashTable *keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (keys, ((SpareSetsItem *) g_ptr_array_index (items, i))->key);

  return keys;
}

static void
remove_gone (SpareSetsModel *self,
             GHashTable     *keys,
             guint           place)
{
  guint n = 0;
  SpareSetsItem *item;

  while ((item = get_row (self, place + n)) != NULL && !g_hash_table_contains (keys, item->key))
    n++;
  if (n > 0)
    g_list_store_splice (self->rows, place, n, NULL, 0);
}

/* A row that stands further below goes to @place. */
static void
move_up (SpareSetsModel *self,
         const char     *key,
         guint           place)
{
  SpareSetsItem *item;

  for (guint i = place + 1; (item = get_row (self, i)) != NULL; i++)
    {
      if (!g_str_equal (item->key, key))
        continue;
      g_object_ref (item);
      g_list_store_remove (self->rows, i);
      g_list_store_insert (self->rows, place, item);
      g_object_unref (item);
      return;
    }
}

/* How many of @fresh, from @place on, are in no row yet. */
static guint
count_new (GHashTable *known,
           GPtrArray  *fresh,
           guint       place)
{
  guint n = 0;

  while (place + n < fresh->len
         && !g_hash_table_contains (known, ((SpareSetsItem *) g_ptr_array_index (fresh, place + n))->key))
    n++;

  return n;
}

/* Rows that stay keep their object, so that focus and place in the list stay. */
static void
follow (SpareSetsModel *self,
        GPtrArray      *fresh)
{
  g_autoptr(GHashTable) keys = list_keys (fresh);
  g_autoptr(GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) known = NULL;
  guint place = 0;

  for (guint i = 0; get_row (self, i) != NULL; i++)
    g_ptr_array_add (old, g_object_ref (get_row (self, i)));
  known = list_keys (old);
  while (place < fresh->len)
    {
      SpareSetsItem *wanted = g_ptr_array_index (fresh, place);
      guint n = count_new (known, fresh, place);
      SpareSetsItem *there;

      remove_gone (self, keys, place);
      there = get_row (self, place);
      if (n > 0)
        {
          g_list_store_splice (self->rows, place, 0, fresh->pdata + place, n);
          place += n;
          continue;
        }
      if (there == NULL || !g_str_equal (there->key, wanted->key))
        move_up (self, wanted->key, place);
      spare_sets_item_assign (get_row (self, place), wanted);
      place++;
    }
  remove_gone (self, keys, place);
}

static void
update (SpareSetsModel *self)
{
  g_autoptr(GPtrArray) fresh = create_items (self);

  follow (self, fresh);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
update_cb (gpointer user_data)
{
  SpareSetsModel *self = user_data;

  self->source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* A load tells of each of a thousand records, and an import again. */
static void
queue_update (SpareSetsModel *self)
{
  if (self->active && self->source == 0)
    self->source = g_idle_add (update_cb, self);
}

static void
account_cb (SpareSetsModel *self,
            SpareAccount   *account)
{
  spare_account_list_refresh (self->accounts, account);
  queue_update (self);
}

static void
spare_sets_model_dispose (GObject *object)
{
  SpareSetsModel *self = SPARE_SETS_MODEL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->accounts);
  g_clear_object (&self->vault);

  G_OBJECT_CLASS (spare_sets_model_parent_class)->dispose (object);
}

static void
spare_sets_model_finalize (GObject *object)
{
  SpareSetsModel *self = SPARE_SETS_MODEL (object);

  g_object_unref (self->rows);
  g_free (self->search);

  G_OBJECT_CLASS (spare_sets_model_parent_class)->finalize (object);
}

static void
spare_sets_model_class_init (SpareSetsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_sets_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_sets_model_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
spare_sets_model_init (SpareSetsModel *self)
{
  self->rows = g_list_store_new (SPARE_TYPE_SETS_ITEM);
}

SpareSetsModel *
spare_sets_model_new (SpareVault *vault)
{
  SpareSetsModel *self = g_object_new (SPARE_TYPE_SETS_MODEL, NULL);

  self->vault = g_object_ref (vault);
  self->accounts = spare_account_list_new (spare_vault_get_accounts (vault));
  g_signal_connect_object (vault, "changed", G_CALLBACK (account_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->accounts, "items-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (spare_vault_get_things (vault), "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);

  return self;
}

GListModel *
spare_sets_model_get_rows (SpareSetsModel *self)
{
  return G_LIST_MODEL (self->rows);
}

void
spare_sets_model_rest (SpareSetsModel *self)
{
  g_return_if_fail (SPARE_IS_SETS_MODEL (self));

  g_clear_handle_id (&self->source, g_source_remove);
  self->active = FALSE;
}

void
spare_sets_model_refresh (SpareSetsModel *self,
                          gint64          now)
{
  g_return_if_fail (SPARE_IS_SETS_MODEL (self));

  g_clear_handle_id (&self->source, g_source_remove);
  self->active = TRUE;
  self->now = now;
  update (self);
}

void
spare_sets_model_set_show_all (SpareSetsModel *self,
                               gboolean        show_all)
{
  g_return_if_fail (SPARE_IS_SETS_MODEL (self));

  if (self->show_all == show_all)
    return;

  self->show_all = show_all;
  spare_sets_model_refresh (self, self->now);
}

void
spare_sets_model_set_search (SpareSetsModel *self,
                             const char     *text)
{
  g_return_if_fail (SPARE_IS_SETS_MODEL (self));

  g_free (self->search);
  self->search = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  spare_account_list_set_search (self->accounts, text);
  spare_sets_model_refresh (self, self->now);
}

gboolean
spare_sets_model_has_content (SpareSetsModel *self)
{
  g_return_val_if_fail (SPARE_IS_SETS_MODEL (self), FALSE);

  return self->has_content;
}
