/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-renewal.h"

#include <string.h>

#include "spare-code-set-private.h"
#include "spare-error.h"

/* Collects the records: each is copied once, whatever happens to it. */
typedef struct
{
  GListModel *things;
  gint64      now;
  GPtrArray  *records;
} Renewal;

static void
renewal_init (Renewal    *self,
              GListModel *things,
              gint64      now)
{
  self->things = things;
  self->now = now;
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
void_set (Renewal   *self,
          SpareThing *set,
          SpareVoid   reason)
{
  SpareThing *copy;

  if (spare_code_set_get_void (set) != SPARE_VOID_NOT)
    return;

  copy = SPARE_THING (spare_record_copy (SPARE_RECORD (set)));
  spare_code_set_void (copy, reason, self->now);
  g_ptr_array_add (self->records, copy);
}

static void
void_sheet (Renewal    *self,
            SpareThing *sheet,
            SpareVoid   reason)
{
  SpareThing *copy;

  if (spare_sheet_record_get_void (sheet) != SPARE_VOID_NOT)
    return;

  copy = SPARE_THING (spare_record_copy (SPARE_RECORD (sheet)));
  spare_sheet_record_void (copy, reason, self->now);
  g_ptr_array_add (self->records, copy);
}

static gboolean
has_any_set (SpareThing *sheet,
             GPtrArray  *sets,
             const char *except_id)
{
  for (guint i = 0; i < sets->len; i++)
    {
      const char *id = spare_thing_get_id (g_ptr_array_index (sets, i));

      if (g_strcmp0 (id, except_id) != 0 && spare_sheet_record_has_set (sheet, id))
        return TRUE;
    }

  return FALSE;
}

/* The sets of an account, and the sheets with them. Those of sets that were void
 * before, too: after a loss, the sheets that were not lost wait for the new codes. */
static void
void_codes (Renewal    *self,
            const char *account_id,
            const char *except_id,
            SpareVoid   reason)
{
  g_autoptr (GPtrArray) sets = spare_code_set_list (self->things, account_id);
  g_autoptr (GPtrArray) sheets = spare_sheet_record_list (self->things, NULL);

  for (guint i = 0; i < sets->len; i++)
    {
      SpareThing *set = g_ptr_array_index (sets, i);

      if (g_strcmp0 (spare_thing_get_id (set), except_id) != 0)
        void_set (self, set, reason);
    }
  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);

      if (has_any_set (sheet, sets, except_id))
        void_sheet (self, sheet, reason);
    }
}

static gboolean
is_in (GPtrArray  *records,
       SpareThing *sheet)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (spare_record_get_id (g_ptr_array_index (records, i)), spare_thing_get_id (sheet)) == 0)
      return TRUE;

  return FALSE;
}

/* The sheets that bear the account's secret, and those with nothing but blanks for
 * its codes where @blanks is given. */
static void
void_sheets_of (Renewal    *self,
                const char *account_id,
                gboolean    blanks,
                SpareVoid   reason)
{
  g_autoptr (GPtrArray) sheets = spare_sheet_record_list (self->things, NULL);

  for (guint i = 0; i < sheets->len; i++)
    {
      SpareThing *sheet = g_ptr_array_index (sheets, i);
      gboolean with_codes = spare_sheet_record_get_kind (sheet) == SPARE_SHEET_CODES;

      if (!is_in (self->records, sheet) &&
          (spare_sheet_record_has_secret (sheet, account_id) ||
           (blanks && with_codes && spare_sheet_record_has_account (sheet, account_id))))
        void_sheet (self, sheet, reason);
    }
}

GPtrArray *
spare_renewal_replace_codes (GListModel *things,
                             const char *account_id,
                             SpareThing *fresh,
                             gint64      now)
{
  Renewal renewal;

  renewal_init (&renewal, things, now);
  if (fresh != NULL)
    g_ptr_array_add (renewal.records, spare_record_copy (SPARE_RECORD (fresh)));
  void_codes (&renewal, account_id, fresh != NULL ? spare_thing_get_id (fresh) : NULL, SPARE_VOID_REPLACED);

  return renewal.records;
}

/* The second factor as it is, in an account of its own in the bin. Comes before the
 * account that loses it: records are written one after the other, and should that
 * stop between the two, the secret is there twice and not gone. */
static void
put_into_bin (Renewal      *self,
              SpareAccount *account,
              SpareNewId    new_id)
{
  g_autofree char *id = NULL;
  SpareAccount *old;

  if (spare_account_peek_secret (account) == NULL)
    return;

  id = new_id ();
  old = spare_account_new (id);
  spare_account_assign (old, account);
  spare_account_set_deleted (old, self->now);
  spare_account_set_revision (old, 0);
  g_ptr_array_add (self->records, old);
}

GPtrArray *
spare_renewal_turn_off (SpareAccount *account,
                        GListModel   *things,
                        gint64        now,
                        SpareNewId    new_id)
{
  const SpareOtpParams none = spare_otp_params_default (SPARE_OTP_NONE);
  const char *id = spare_account_get_id (account);
  SpareAccount *without = spare_account_copy (account);
  Renewal renewal;

  renewal_init (&renewal, things, now);
  spare_account_set_params (without, &none);
  spare_account_set_secret (without, NULL);
  spare_account_set_pin (without, NULL);
  spare_account_set_counter (without, 0);
  put_into_bin (&renewal, account, new_id);
  g_ptr_array_add (renewal.records, without);
  void_codes (&renewal, id, NULL, SPARE_VOID_TURNED_OFF);
  void_sheets_of (&renewal, id, TRUE, SPARE_VOID_TURNED_OFF);

  return renewal.records;
}

static gboolean
had_secret (SpareAccount *account,
            GListModel   *bin,
            SpareSecret  *secret)
{
  guint n = bin != NULL ? g_list_model_get_n_items (bin) : 0;
  gboolean had = spare_secret_equal (spare_account_peek_secret (account), secret);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareAccount) old = g_list_model_get_item (bin, i);

      had |= spare_secret_equal (spare_account_peek_secret (old), secret);
    }

  return had;
}

GPtrArray *
spare_renewal_re_enroll (SpareAccount *account,
                         SpareAccount *renewed,
                         GListModel   *bin,
                         GListModel   *things,
                         gboolean      with_codes,
                         gint64        now,
                         SpareNewId    new_id,
                         GError      **error)
{
  const char *id = spare_account_get_id (account);
  SpareSecret *secret = spare_account_peek_secret (renewed);
  SpareAccount *copy;
  Renewal renewal;

  g_return_val_if_fail (g_strcmp0 (id, spare_account_get_id (renewed)) == 0, NULL);

  if (secret == NULL)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_MISSING, "A new phone without a secret");
      return NULL;
    }
  if (had_secret (account, bin, secret))
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_SECRET_REUSED, "The secret is an old one");
      return NULL;
    }

  renewal_init (&renewal, things, now);
  copy = spare_account_copy (renewed);
  spare_account_set_revision (copy, spare_account_get_revision (account));
  put_into_bin (&renewal, account, new_id);
  g_ptr_array_add (renewal.records, copy);
  if (with_codes)
    void_codes (&renewal, id, NULL, SPARE_VOID_RE_ENROLLED);
  void_sheets_of (&renewal, id, FALSE, SPARE_VOID_RE_ENROLLED);

  return renewal.records;
}

GPtrArray *
spare_renewal_lose_sheet (SpareThing *sheet,
                          GListModel *things,
                          gint64      now)
{
  guint n = g_list_model_get_n_items (things);
  Renewal renewal;

  renewal_init (&renewal, things, now);
  void_sheet (&renewal, sheet, SPARE_VOID_LOST);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_code_set (thing) && spare_sheet_record_has_set (sheet, spare_thing_get_id (thing)))
        void_set (&renewal, thing, SPARE_VOID_LOST);
    }

  return renewal.records;
}

/* What is to be renewed */

typedef struct
{
  SpareAccount *account;
  gint64        since;
} Due;

static void
due_clear (gpointer data)
{
  g_clear_object (&((Due *) data)->account);
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  const Due *one = a;
  const Due *other = b;

  if (one->since != other->since)
    return one->since < other->since ? -1 : 1;
  return strcmp (spare_account_get_id (one->account), spare_account_get_id (other->account));
}

/* What the sets of one account say. */
typedef struct
{
  gboolean  counts; /* one of them does */
  SpareVoid last;   /* why the last of them does not */
  gint64    since;
} Standing;

static void
add_set (GHashTable *standings,
         SpareThing *set)
{
  const char *account_id = spare_code_set_get_account (set);
  SpareVoid reason = spare_code_set_get_void (set);
  gint64 voided = spare_thing_get_int (set, SPARE_THING_VOIDED, 0);
  Standing *standing = g_hash_table_lookup (standings, account_id);

  if (standing == NULL)
    {
      standing = g_new0 (Standing, 1);
      standing->since = G_MININT64;
      g_hash_table_insert (standings, g_strdup (account_id), standing);
    }
  if (reason == SPARE_VOID_NOT)
    standing->counts = TRUE;
  else if (voided > standing->since)
    {
      standing->since = voided;
      standing->last = reason;
    }
}

/* Of all accounts in one pass: there may be hundreds. (element-type utf8 Standing) */
static GHashTable *
list_standings (GListModel *things)
{
  GHashTable *standings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n = g_list_model_get_n_items (things);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (spare_thing_is_code_set (thing) && spare_code_set_get_account (thing) != NULL)
        add_set (standings, thing);
    }

  return standings;
}

/* No codes that count, but some before. Without two-step sign-in there are none to get. */
static gboolean
is_due (const Standing *standing)
{
  return standing != NULL && !standing->counts && standing->last != SPARE_VOID_NOT
         && standing->last != SPARE_VOID_TURNED_OFF;
}

GPtrArray *
spare_renewal_list (GListModel *accounts,
                    GListModel *things)
{
  g_autoptr (GHashTable) standings = list_standings (things);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Due));
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (accounts);

  g_array_set_clear_func (list, due_clear);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (accounts, i);
      const Standing *standing = g_hash_table_lookup (standings, spare_account_get_id (account));

      if (is_due (standing))
        {
          Due due = { g_steal_pointer (&account), standing->since };

          g_array_append_val (list, due);
        }
    }
  g_array_sort (list, compare_due);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (sorted, g_object_ref (g_array_index (list, Due, i).account));

  return sorted;
}
