/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sets-model.h"

#include <glib/gi18n.h>

#include "spare-account-list.h"
#include "spare-guide.h"
#include "spare-renewal.h"
#include "spare-service.h"
#include "spare-set-words.h"
#include "spare-sheets-words.h"
#include "spare-words.h"

struct _SpareSetsModel
{
  GObject           parent_instance;

  SpareVault       *vault;
  SpareAccountList *accounts; /* by name */
  GPtrArray        *items;
  gint64            now;
  gboolean          show_all;
  gboolean          has_sets;
  gboolean          has_valid;
  gboolean          active; /* somebody looks */
  guint             source;
};

/* What the things say, looked up once for all accounts. */
typedef struct
{
  GHashTable *sets;   /* account id: GPtrArray of its code sets */
  GHashTable *sheets; /* set id: GPtrArray of the sheets it is on */
  GPtrArray  *all;    /* sheets */
} Facts;

static void spare_sets_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SpareSetsModel, spare_sets_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, spare_sets_model_list_init))

static GType
spare_sets_model_get_item_type (GListModel *list)
{
  return SPARE_TYPE_SETS_ITEM;
}

static guint
spare_sets_model_get_n_items (GListModel *list)
{
  return SPARE_SETS_MODEL (list)->items->len;
}

static gpointer
spare_sets_model_get_item (GListModel *list,
                           guint       position)
{
  SpareSetsModel *self = SPARE_SETS_MODEL (list);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
spare_sets_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = spare_sets_model_get_item_type;
  iface->get_n_items = spare_sets_model_get_n_items;
  iface->get_item = spare_sets_model_get_item;
}

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
facts_init (Facts      *facts,
            GListModel *things)
{
  facts->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  facts->sheets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  facts->all = spare_sheet_record_list (things, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_code_set (thing) && spare_code_set_get_account (thing) != NULL)
        add_to (facts->sets, spare_code_set_get_account (thing), thing);
    }
  for (guint i = 0; i < facts->all->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (facts->all, i);
      g_auto(GStrv) ids = spare_sheet_record_dup_sets (sheet);

      for (guint n = 0; ids != NULL && ids[n] != NULL; n++)
        add_to (facts->sheets, ids[n], sheet);
    }
}

static void
facts_clear (Facts *facts)
{
  g_hash_table_unref (facts->sets);
  g_hash_table_unref (facts->sheets);
  g_ptr_array_unref (facts->all);
}

/* The sheets with one of @sets, each once. */
static GPtrArray *
list_sheets (Facts     *facts,
             GPtrArray *sets)
{
  GPtrArray *sheets = g_ptr_array_new ();

  for (guint i = 0; i < sets->len; i++)
    {
      GPtrArray *some = g_hash_table_lookup (facts->sheets, spare_thing_get_id (g_ptr_array_index (sets, i)));

      for (guint n = 0; some != NULL && n < some->len; n++)
        {
          if (!g_ptr_array_find (sheets, g_ptr_array_index (some, n), NULL))
            g_ptr_array_add (sheets, g_ptr_array_index (some, n));
        }
    }

  return sheets;
}

static gboolean
has_valid (GPtrArray *sets)
{
  for (guint i = 0; sets != NULL && i < sets->len; i++)
    {
      if (spare_code_set_get_void (g_ptr_array_index (sets, i)) == SPARE_VOID_NOT)
        return TRUE;
    }

  return FALSE;
}

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

static SpareSetsItem *
create_have (SpareAccount *account,
             Facts        *facts,
             GPtrArray    *sets)
{
  SpareSetsItem *item = create_account_item (SPARE_SETS_HAVE, account);
  g_autoptr(GPtrArray) sheets = list_sheets (facts, sets);
  g_autofree char *where = spare_set_words_dup_where (sheets);
  g_autofree char *tested = spare_set_words_dup_tested (sheets);

  item->status = spare_set_words_dup_left (sets);
  item->low = spare_set_words_is_low (sets);
  /* Translators: where codes are and when that was tested: "On paper: desk · never tested". */
  item->detail = tested != NULL ? g_strdup_printf (_("%s · %s"), where, tested) : g_steal_pointer (&where);
  if (has_valid (sets))
    {
      item->button = spare_sets_item_dup_action ("win.print-sheet", spare_account_get_id (account));
      item->button_icon = "printer-symbolic";
      /* Translators: what a button does; %s is a service. */
      item->button_label = g_strdup_printf (_("Print the Backup Codes of %s"), spare_words_get_title (account));
    }

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

/* @action: (transfer full); @title and @detail likewise */
static void
add_todo (GPtrArray  *items,
          const char *what,
          const char *id,
          char       *title,
          char       *detail,
          char       *action)
{
  g_autofree char *key = g_strdup_printf ("%s:%s", what, id);
  SpareSetsItem *item = spare_sets_item_new (SPARE_SETS_TODO, key);

  item->title = title;
  item->detail = detail;
  item->action = action;
  g_ptr_array_add (items, item);
}

/* All codes are void, and no new ones are in yet. */
static void
add_renewals (SpareSetsModel *self,
              GPtrArray      *items)
{
  g_autoptr(GPtrArray) accounts = spare_renewal_list (spare_vault_get_accounts (self->vault),
                                                      spare_vault_get_things (self->vault));

  for (guint i = 0; i < accounts->len; i++)
    {
      SpareAccount *account = g_ptr_array_index (accounts, i);
      const char *id = spare_account_get_id (account);
      g_autofree char *names = spare_words_dup_names (account);

      /* Translators: something to do; %s is a service and an account name. */
      add_todo (items, "renew", id, g_strdup_printf (_("Get new codes: %s"), names),
                g_strdup (_("The ones you had are void. Until there are new ones, nothing helps when the phone is "
                            "lost.")),
                spare_sets_item_dup_action ("win.show-set", id));
    }
}

static void
add_destroy (GPtrArray *items,
             Facts     *facts)
{
  for (guint i = 0; i < facts->all->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (facts->all, i);
      g_autofree char *places = NULL;

      if (spare_sheet_record_get_void (sheet) == SPARE_VOID_NOT || spare_sheet_record_get_destroyed (sheet) != 0)
        continue;

      places = spare_set_words_dup_places (sheet);
      add_todo (items, "destroy", spare_thing_get_id (sheet),
                /* Translators: something to do; %s is what a sheet is called, such as "K7M-3QP". */
                g_strdup_printf (_("Destroy sheet %s"), spare_sheet_record_get_name (sheet)),
                *places != '\0'
                  /* Translators: %s is a list of places such as "desk, sister". */
                  ? g_strdup_printf (_("Its codes do not work any more. It is here: %s"), places)
                  : g_strdup (_("Its codes do not work any more.")),
                g_strdup ("win.show-sheets"));
    }
}

static void
add_low (SpareSetsModel *self,
         GPtrArray      *items,
         Facts          *facts)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
      GPtrArray *sets = g_hash_table_lookup (facts->sets, spare_account_get_id (account));
      g_autofree char *names = NULL;
      g_autofree char *left = NULL;

      if (!has_valid (sets) || !spare_set_words_is_low (sets))
        continue;

      names = spare_words_dup_names (account);
      left = spare_set_words_dup_left (sets);
      add_todo (items, "low", spare_account_get_id (account),
                /* Translators: something to do; %s is a service and an account name. */
                g_strdup_printf (_("Few codes left: %s"), names),
                /* Translators: %s is "2 of 10 left". */
                g_strdup_printf (_("%s. Get new ones from the service before you need them."), left),
                spare_sets_item_dup_action ("win.show-set", spare_account_get_id (account)));
    }
}

static void
add_due (SpareSetsModel *self,
         GPtrArray      *items,
         Facts          *facts)
{
  GListModel *things = spare_vault_get_things (self->vault);

  for (guint i = 0; i < facts->all->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (facts->all, i);
      gint64 tested = spare_sheet_record_get_tested (sheet);
      g_autofree char *date = NULL;

      if (!spare_sheets_is_due (sheet, things, self->now))
        continue;

      date = spare_words_dup_date (tested != 0 ? tested : spare_sheet_record_get_printed (sheet));
      add_todo (items, "test", spare_thing_get_id (sheet),
                /* Translators: something to do; %s is what a sheet is called, such as "K7M-3QP". */
                g_strdup_printf (_("Test sheet %s"), spare_sheet_record_get_name (sheet)),
                /* Translators: both: %s is a day. */
                tested != 0 ? g_strdup_printf (_("It was tested last on %s. Is it still there, and can you read it?"), date)
                            : g_strdup_printf (_("It was printed on %s and never tested. One code typed back is enough."),
                                               date),
                spare_sets_item_dup_action ("win.drill", spare_thing_get_id (sheet)));
    }
}

static char *
dup_guide_names (SpareThing *guide,
                 GListModel *accounts)
{
  SpareAccount *account = spare_guide_find_account (guide, accounts);
  const SpareService *service = spare_service_find (spare_guide_get_service (guide));

  if (account != NULL)
    return spare_words_dup_names (account);

  return g_strdup (service != NULL ? spare_service_get_name (service) : spare_guide_get_service (guide));
}

/* Begun, and not finished. */
static void
add_guides (SpareSetsModel *self,
            GPtrArray      *items)
{
  GListModel *accounts = spare_vault_get_accounts (self->vault);
  GListModel *things = spare_vault_get_things (self->vault);
  g_autoptr(GPtrArray) guides = spare_guide_list_open (things);

  for (guint i = 0; i < guides->len; i++)
    {
      SpareThing *guide = g_ptr_array_index (guides, i);
      const char *id = spare_thing_get_id (guide);
      SpareGuideStep next = spare_guide_get_next (guide, accounts, things);
      g_autofree char *names = dup_guide_names (guide, accounts);

      add_todo (items, "guide", id,
                *names != '\0'
                  /* Translators: something to do; %s is a service, or a service and an account name. */
                  ? g_strdup_printf (_("Finish turning on two-step sign-in: %s"), names)
                  : g_strdup (_("Finish turning on two-step sign-in")),
                next < SPARE_GUIDE_N_STEPS
                  ? g_strdup_printf (_("Step %u of %u is next."), spare_guide_get_place (guide, next, accounts, things),
                                     spare_guide_count (guide, accounts, things))
                  : g_strdup (_("All steps are done; have a last look.")),
                spare_sets_item_dup_action ("win.guide", id));
    }
}

/* No more at first than one can do in one sitting. */
static void
add_todos (SpareSetsModel *self,
           GPtrArray      *items,
           Facts          *facts)
{
  guint left_out;

  add_renewals (self, items);
  add_destroy (items, facts);
  add_low (self, items, facts);
  add_due (self, items, facts);
  add_guides (self, items);
  if (self->show_all || items->len <= SPARE_SETS_MODEL_TODO_MAX)
    return;

  left_out = items->len - SPARE_SETS_MODEL_TODO_MAX;
  g_ptr_array_set_size (items, SPARE_SETS_MODEL_TODO_MAX);
  g_ptr_array_add (items, spare_sets_item_new (SPARE_SETS_MORE, "more"));
  ((SpareSetsItem *) g_ptr_array_index (items, SPARE_SETS_MODEL_TODO_MAX))->title =
    g_strdup_printf (ngettext ("Show %u More", "Show %u More", left_out), left_out);
  ((SpareSetsItem *) g_ptr_array_index (items, SPARE_SETS_MODEL_TODO_MAX))->action = g_strdup ("sets.show-all");
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

static GPtrArray *
create_items (SpareSetsModel *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  Facts facts;

  facts_init (&facts, spare_vault_get_things (self->vault));
  self->has_sets = self->has_valid = FALSE;
  add_todos (self, items, &facts);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
      GPtrArray *sets = g_hash_table_lookup (facts.sets, spare_account_get_id (account));

      self->has_sets |= sets != NULL;
      self->has_valid |= has_valid (sets);
      if (sets != NULL)
        g_ptr_array_add (items, create_have (account, &facts, sets));
      else
        g_ptr_array_add (none, create_none (account));
    }
  g_ptr_array_extend_and_steal (items, g_steal_pointer (&none));
  facts_clear (&facts);
  add_headings (items);

  return items;
}

static gboolean
is_same_row (GPtrArray *one,
             guint      place,
             GPtrArray *other,
             guint      other_place)
{
  SpareSetsItem *item = g_ptr_array_index (one, place);
  SpareSetsItem *other_item = g_ptr_array_index (other, other_place);

  return g_str_equal (item->key, other_item->key);
}

/* Rows that stay keep their object, so that focus and place in the list stay. */
static void
keep (GPtrArray *old,
      guint      place,
      GPtrArray *fresh,
      guint      fresh_place)
{
  SpareSetsItem *item = g_ptr_array_index (old, place);

  spare_sets_item_assign (item, g_ptr_array_index (fresh, fresh_place));
  g_object_unref (g_ptr_array_index (fresh, fresh_place));
  g_ptr_array_index (fresh, fresh_place) = g_object_ref (item);
}

static void
update (SpareSetsModel *self)
{
  g_autoptr(GPtrArray) old = self->items;
  GPtrArray *fresh = create_items (self);
  guint first = 0;
  guint last = 0;

  while (first < MIN (old->len, fresh->len) && is_same_row (old, first, fresh, first))
    {
      keep (old, first, fresh, first);
      first++;
    }
  while (last < MIN (old->len, fresh->len) - first
         && is_same_row (old, old->len - 1 - last, fresh, fresh->len - 1 - last))
    {
      keep (old, old->len - 1 - last, fresh, fresh->len - 1 - last);
      last++;
    }

  self->items = fresh;
  if (old->len != fresh->len || first + last < fresh->len)
    g_list_model_items_changed (G_LIST_MODEL (self), first, old->len - first - last, fresh->len - first - last);
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
  g_ptr_array_unref (SPARE_SETS_MODEL (object)->items);

  G_OBJECT_CLASS (spare_sets_model_parent_class)->finalize (object);
}

static void
spare_sets_model_class_init (SpareSetsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_sets_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_sets_model_finalize;
}

static void
spare_sets_model_init (SpareSetsModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
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

gboolean
spare_sets_model_has_sets (SpareSetsModel *self)
{
  return self->has_sets;
}

gboolean
spare_sets_model_has_valid (SpareSetsModel *self)
{
  return self->has_valid;
}
