/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-promise-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "spare-finding.h"
#include "spare-renewal.h"

#define MONTHS_OF_CODES 24 /* as spare_sheet_record_is_old() has it */

typedef struct
{
  GListModel *accounts;
  GListModel *things;
  gint64      until;
  GPtrArray  *dues;
} Calendar;

void
spare_due_free (SpareDue *self)
{
  g_free (self->what);
  g_free (self->record);
  g_free (self->title);
  g_free (self);
}

/* @record, @title: taken */
static void
add (Calendar   *self,
     gint64      due,
     const char *what,
     char       *record,
     char       *title)
{
  SpareDue *one = g_new0 (SpareDue, 1);

  one->due = due;
  one->what = g_strdup (what);
  one->record = record;
  one->title = title;
  g_ptr_array_add (self->dues, one);
}

static void
add_promises (Calendar *self)
{
  g_autoptr (GPtrArray) promises = spare_promise_list (self->accounts, self->things);

  for (guint i = 0; i < promises->len; i++)
    {
      const SparePromise *promise = g_ptr_array_index (promises, i);
      gboolean is_review = strcmp (promise->key, SPARE_PROMISE_REVIEW) == 0;

      if (promise->due <= self->until)
        add (self, promise->due, is_review ? SPARE_PROMISE_REVIEW : "promise",
             promise->subject != NULL ? g_strconcat (promise->key, ":", promise->subject, NULL)
                                      : g_strdup (promise->key),
             g_strdup (promise->title));
    }
}

static void
add_sheets (Calendar *self)
{
  g_autoptr (GPtrArray) sheets = spare_sheet_record_list (self->things, NULL);

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);
      const char *id = spare_thing_get_id (sheet);
      const char *name = spare_sheet_record_get_name (sheet);
      gboolean has_codes = spare_sheet_record_get_kind (sheet) == SPARE_SHEET_CODES;
      gint64 due = spare_sheet_record_get_due (sheet);

      if (due != 0 && due <= self->until)
        add (self, due, "sheet", g_strdup (id),
             /* Translators: %s is the printed name of a sheet, “K7M-3QP”. */
             g_strdup_printf (has_codes ? _("Test the sheet %s: type one of its codes back")
                                        : _("Read the sheet %s again: is all of it still so?"), name));
      if (spare_sheet_record_is_old (sheet, self->until))
        add (self, spare_promise_add_months (spare_sheet_record_get_printed (sheet), MONTHS_OF_CODES), "codes",
             g_strdup (id), g_strdup_printf (_("Replace the codes on the sheet %s: they are more than two years old"),
                                             name));
    }
}

static gint64
get_voided (SpareThing *set)
{
  return spare_thing_get_int (set, "voided", 0);
}

/* Accounts whose codes are void, with none in their place: since they are. */
static void
add_renewals (Calendar *self)
{
  g_autoptr (GPtrArray) accounts = spare_renewal_list (self->accounts, self->things);

  for (guint i = 0; i < accounts->len; i++)
    {
      SpareAccount *account = g_ptr_array_index (accounts, i);
      g_autoptr (GPtrArray) sets = spare_code_set_list (self->things, spare_account_get_id (account));
      g_autofree char *name = spare_promise_dup_name (self->accounts, account);
      SpareThing *last = g_ptr_array_index (sets, 0);

      for (guint j = 1; j < sets->len; j++)
        if (get_voided (g_ptr_array_index (sets, j)) > get_voided (last))
          last = g_ptr_array_index (sets, j);
      if (get_voided (last) <= self->until)
        add (self, get_voided (last), "codes", g_strdup (spare_thing_get_id (last)),
             /* Translators: %s is an account. */
             g_strdup_printf (_("Get new backup codes for %s: the old ones are void"), name));
    }
}

/* By finding, what was said of it last. (element-type utf8 SpareThing) */
static GHashTable *
list_set_aside (GListModel *things)
{
  GHashTable *latest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  guint n = g_list_model_get_n_items (things);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);
      SpareThing *other;

      if (!spare_thing_is_set_aside (thing))
        continue;
      other = g_hash_table_lookup (latest, spare_set_aside_get_finding (thing));
      if (other == NULL || spare_set_aside_get_until (thing) > spare_set_aside_get_until (other))
        g_hash_table_replace (latest, g_strdup (spare_set_aside_get_finding (thing)), g_object_ref (thing));
    }

  return latest;
}

static void
add_set_aside (Calendar *self)
{
  g_autoptr (GHashTable) latest = list_set_aside (self->things);
  guint n = g_list_model_get_n_items (self->things);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (self->things, i);
      const char *reason;
      gint64 until;

      if (!spare_thing_is_set_aside (thing)
          || g_hash_table_lookup (latest, spare_set_aside_get_finding (thing)) != thing)
        continue;
      reason = spare_set_aside_get_reason (thing);
      until = spare_set_aside_get_until (thing);
      if (until > 0 && until <= self->until)
        add (self, until, "set-aside", g_strdup (spare_thing_get_id (thing)),
             /* Translators: %s is the reason that the person gave. */
             reason != NULL ? g_strdup_printf (_("Look again at a finding that was set aside: “%s”"), reason)
                            : g_strdup (_("Look again at a finding that was put off")));
    }
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  const SpareDue *one = *(SpareDue *const *) a;
  const SpareDue *other = *(SpareDue *const *) b;
  GHashTable *places = user_data;

  if (one->due != other->due)
    return one->due < other->due ? -1 : 1;

  return GPOINTER_TO_INT (g_hash_table_lookup (places, one)) - GPOINTER_TO_INT (g_hash_table_lookup (places, other));
}

gint64
spare_due_get_end (gint64 now)
{
  return spare_promise_add_months (now, SPARE_DUE_MONTHS);
}

/**
 * spare_due_list:
 * @accounts: the vault's list
 * @things: the vault's list
 * @until: Unix s
 *
 * Returns: (transfer full) (element-type SpareDue): what is due by then, in the order
 *   of time; what was never said or done first
 */
GPtrArray *
spare_due_list (GListModel *accounts,
                GListModel *things,
                gint64      until)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  GPtrArray *dues = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_due_free);
  Calendar calendar = { accounts, things, until, dues };

  add_renewals (&calendar);
  add_sheets (&calendar);
  add_set_aside (&calendar);
  add_promises (&calendar);
  for (guint i = 0; i < dues->len; i++)
    g_hash_table_insert (places, g_ptr_array_index (dues, i), GUINT_TO_POINTER (i));
  g_ptr_array_sort_with_data (dues, compare, places);

  return dues;
}
