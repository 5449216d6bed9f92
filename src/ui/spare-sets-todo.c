/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sets-todo.h"

#include <glib/gi18n.h>

#include "spare-guide.h"
#include "spare-renewal.h"
#include "spare-service.h"
#include "spare-set-words.h"
#include "spare-sheets-words.h"
#include "spare-words.h"

typedef struct
{
  SpareVault     *vault;
  SpareSetsIndex *index;
  gint64          now;
  GPtrArray      *items;
} Todo;

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
add_renewals (SpareVault *vault,
              GPtrArray  *items)
{
  g_autoptr(GPtrArray) accounts = spare_renewal_list (spare_vault_get_accounts (vault),
                                                      spare_vault_get_things (vault));

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

/* Whose codes they are, each account once. */
static char *
dup_owners (SpareVault *vault,
            GPtrArray  *sets)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sets->len; i++)
    {
      SpareAccount *account = spare_vault_find (vault, spare_code_set_get_account (g_ptr_array_index (sets, i)));
      g_autofree char *names = account != NULL ? spare_words_dup_names (account) : g_strdup (_("A deleted account"));

      if (!g_ptr_array_find_with_equal_func (all, names, g_str_equal, NULL))
        g_ptr_array_add (all, g_steal_pointer (&names));
    }
  g_ptr_array_add (all, NULL);

  return g_strjoinv (_(", "), (char **) all->pdata);
}

/* Void for one account, and the last paper with codes of another. */
static void
add_replace (Todo       *self,
             SpareThing *sheet,
             GPtrArray  *last)
{
  g_autofree char *owners = dup_owners (self->vault, last);
  gboolean forgotten = FALSE;

  for (guint i = 0; i < last->len; i++)
    forgotten |= spare_code_set_is_forgotten (g_ptr_array_index (last, i));
  add_todo (self->items, "destroy", spare_thing_get_id (sheet),
            /* Translators: something to do; %s is what a sheet is called, such as "K7M-3QP". */
            g_strdup_printf (_("Replace sheet %s"), spare_sheet_record_get_name (sheet)),
            forgotten
              /* Translators: %s is a list of accounts. */
              ? g_strdup_printf (_("It is void, and all the same the only place of codes that still work: %s. Get new "
                                   "codes there before you destroy it."), owners)
              /* Translators: %s is a list of accounts. */
              : g_strdup_printf (_("It is void, and all the same the only paper with codes that still work: %s. Print "
                                   "those again, and destroy this one."), owners),
            g_strdup ("win.show-sheets"));
}

static void
add_destroy (Todo       *self,
             SpareThing *sheet)
{
  GListModel *things = spare_vault_get_things (self->vault);
  g_autoptr(GPtrArray) last = NULL;
  g_autofree char *places = NULL;

  /* What waits for new codes is to be destroyed when they are in, which is an item of its own. */
  if (spare_sheets_get_fate (sheet) != SPARE_SHEETS_TO_DESTROY || spare_sheets_awaits_codes (sheet, things))
    return;

  last = spare_sheet_record_list_last (sheet, things);
  if (last->len > 0)
    {
      add_replace (self, sheet, last);
      return;
    }

  places = spare_set_words_dup_places (sheet);
  add_todo (self->items, "destroy", spare_thing_get_id (sheet),
            /* Translators: something to do; %s is what a sheet is called, such as "K7M-3QP". */
            g_strdup_printf (_("Destroy sheet %s"), spare_sheet_record_get_name (sheet)),
            *places != '\0'
              /* Translators: %s is a list of places such as "desk, sister". */
              ? g_strdup_printf (_("Codes on it do not work any more. It is here: %s"), places)
              : g_strdup (_("Codes on it do not work any more.")),
            g_strdup ("win.show-sheets"));
}

/* Paper does not change when a code is corrected. */
static void
add_outdated (Todo       *self,
              SpareThing *sheet)
{
  if (spare_sets_index_is_outdated (self->index, sheet))
    add_todo (self->items, "outdated", spare_thing_get_id (sheet),
              /* Translators: something to do; %s is what a sheet is called, such as "K7M-3QP". */
              g_strdup_printf (_("Replace sheet %s"), spare_sheet_record_get_name (sheet)),
              g_strdup (_("A code on it was corrected after it was printed. Print a new one, and destroy this "
                          "one.")),
              g_strdup ("win.show-sheets"));
}

static void
add_low (SpareSetsIndex *index,
         GListModel     *accounts,
         GPtrArray      *items)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      GPtrArray *sets = spare_sets_index_peek_sets (index, spare_account_get_id (account));
      g_autofree char *names = NULL;
      g_autofree char *left = NULL;

      if (!spare_sets_has_valid (sets) || !spare_set_words_is_low (sets))
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
add_due (Todo       *self,
         SpareThing *sheet)
{
  gint64 tested = spare_sheet_record_get_tested (sheet);
  g_autofree char *date = NULL;

  if (!spare_sets_index_is_due (self->index, sheet, self->now))
    return;

  date = spare_words_dup_date (tested != 0 ? tested : spare_sheet_record_get_printed (sheet));
  add_todo (self->items, "test", spare_thing_get_id (sheet),
            /* Translators: something to do; %s is what a sheet is called, such as "K7M-3QP". */
            g_strdup_printf (_("Test sheet %s"), spare_sheet_record_get_name (sheet)),
            /* Translators: both: %s is a day. */
            tested != 0 ? g_strdup_printf (_("It was tested last on %s. Is it still there, and can you read it?"), date)
                        : g_strdup_printf (_("It was printed on %s and never tested. One code typed back is enough."),
                                           date),
            spare_sets_item_dup_action ("win.drill", spare_thing_get_id (sheet)));
}

/* Sheets without codes: nothing to type back. */
static void
add_unread (Todo       *self,
            SpareThing *sheet)
{
  if (spare_sheets_is_unread (sheet, self->now))
    add_todo (self->items, "read", spare_thing_get_id (sheet),
              /* Translators: something to do; %s is what a sheet is called, such as "K7M-3QP". */
              g_strdup_printf (_("Read sheet %s again"), spare_sheet_record_get_name (sheet)),
              g_strdup (_("A year has gone by. Does it still say what is right, and do those who need it know where "
                          "it is? If not, print a new one.")),
              g_strdup ("win.show-sheets"));
}

/* Codes are replaced from time to time: who saw the paper in two years? */
static void
add_old (Todo       *self,
         SpareThing *sheet)
{
  g_autofree char *printed = NULL;

  if (!spare_sheet_record_is_old (sheet, self->now))
    return;

  printed = spare_words_dup_date (spare_sheet_record_get_printed (sheet));
  add_todo (self->items, "old", spare_thing_get_id (sheet),
            /* Translators: something to do; %s is what a sheet is called, such as "K7M-3QP". */
            g_strdup_printf (_("Renew sheet %s"), spare_sheet_record_get_name (sheet)),
            /* Translators: %s is a day. */
            g_strdup_printf (_("It was printed on %s, more than two years ago. Get new codes from the services on "
                               "it, print a new sheet, and destroy this one."), printed),
            g_strdup ("win.show-sheets"));
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
add_guides (SpareVault *vault,
            GPtrArray  *items)
{
  GListModel *accounts = spare_vault_get_accounts (vault);
  GListModel *things = spare_vault_get_things (vault);
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

static void
for_each_sheet (Todo *self,
                void (*add) (Todo       *self,
                             SpareThing *sheet))
{
  GPtrArray *sheets = spare_sets_index_peek_sheets (self->index);

  for (guint i = 0; i < sheets->len; i++)
    add (self, g_ptr_array_index (sheets, i));
}

GPtrArray *
spare_sets_todo_list (SpareVault     *vault,
                      SpareSetsIndex *index,
                      GListModel     *accounts,
                      gint64          now)
{
  Todo todo = { vault, index, now, g_ptr_array_new_with_free_func (g_object_unref) };

  add_renewals (vault, todo.items);
  for_each_sheet (&todo, add_destroy);
  for_each_sheet (&todo, add_outdated);
  add_low (index, accounts, todo.items);
  for_each_sheet (&todo, add_due);
  for_each_sheet (&todo, add_unread);
  for_each_sheet (&todo, add_old);
  add_guides (vault, todo.items);

  return todo.items;
}
