/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-promise-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "spare-access.h"
#include "spare-sheet-record.h"

#define IMPORTANT 4

typedef struct
{
  GListModel *accounts;
  GListModel *things;
  GPtrArray  *accesses; /* SpareThing: how one gets into each account */
  GPtrArray  *promises;
} Listing;

void
spare_promise_free (SparePromise *self)
{
  g_free (self->subject);
  g_free (self->title);
  g_free (self);
}

gboolean
spare_promise_is_key (const char *key)
{
  const SparePromiseKind *kinds = spare_promise_get_kinds ();

  for (guint i = 0; kinds[i].key != NULL; i++)
    if (strcmp (kinds[i].key, key) == 0)
      return TRUE;

  return FALSE;
}

gint64
spare_promise_add_months (gint64 time,
                          guint  months)
{
  g_autoptr (GDateTime) then = time > 0 ? g_date_time_new_from_unix_utc (time) : NULL;
  g_autoptr (GDateTime) due = then != NULL ? g_date_time_add_months (then, (int) months) : NULL;

  return due != NULL ? g_date_time_to_unix (due) : 0;
}

char *
spare_promise_dup_name (GListModel   *accounts,
                        SpareAccount *account)
{
  const char *service = spare_account_get_service (account);
  const char *name = spare_account_get_name (account);
  guint n = g_list_model_get_n_items (accounts);
  guint n_same = 0;

  if (*service == '\0' || *name == '\0')
    return g_strdup (*service == '\0' ? name : service);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareAccount) other = g_list_model_get_item (accounts, i);

      n_same += strcmp (spare_account_get_service (other), service) == 0;
    }

  return n_same > 1 ? g_strdup_printf ("%s (%s)", service, name) : g_strdup (service);
}

SpareThing *
spare_promise_find_record (GListModel *things,
                           const char *key,
                           const char *subject)
{
  guint n = g_list_model_get_n_items (things);
  SpareThing *found = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (things, i);

      if (strcmp (spare_thing_get_type_name (thing), SPARE_PROMISE_TYPE) == 0
          && g_strcmp0 (spare_thing_peek_text (thing, SPARE_PROMISE_KEY), key) == 0
          && g_strcmp0 (spare_thing_peek_text (thing, SPARE_PROMISE_SUBJECT), subject) == 0
          && (found == NULL
              || spare_thing_get_int (thing, SPARE_PROMISE_SAID, 0) > spare_thing_get_int (found, SPARE_PROMISE_SAID, 0)))
        found = thing; /* the list keeps it */
    }

  return found;
}

/* @subject, @name: (nullable) */
static void
add (Listing                *self,
     const SparePromiseKind *kind,
     const char             *subject,
     const char             *name)
{
  SparePromise *promise = g_new0 (SparePromise, 1);
  SpareThing *record = spare_promise_find_record (self->things, kind->key, subject);

  promise->key = kind->key;
  promise->rows = kind->rows;
  promise->subject = g_strdup (subject);
  promise->text = _(kind->text);
  promise->months = kind->months;
  promise->said = record != NULL ? MAX (spare_thing_get_int (record, SPARE_PROMISE_SAID, 0), 0) : 0;
  promise->due = spare_promise_add_months (promise->said, kind->months);
  if (name == NULL)
    promise->title = g_strdup (_(kind->title));
  else
    {
      g_auto (GStrv) parts = g_strsplit (_(kind->title), "%s", 2);

      promise->title = g_strjoinv (name, parts);
    }
  g_ptr_array_add (self->promises, promise);
}

static void
add_for_devices (Listing                *self,
                 const SparePromiseKind *kind)
{
  g_autoptr (GPtrArray) devices = spare_fact_list (self->things, SPARE_FACT_DEVICE);

  for (guint i = 0; i < devices->len; i++)
    {
      SpareThing *device = g_ptr_array_index (devices, i);
      gboolean is_phone = spare_fact_has (device, SPARE_FACT_KIND, "phone")
                          || spare_fact_has (device, SPARE_FACT_KIND, "tablet");

      if (kind->about == SPARE_PROMISE_PHONE ? is_phone : !spare_fact_has (device, SPARE_FACT_KIND, "security-key"))
        add (self, kind, spare_thing_get_id (device), spare_fact_get_name (device));
    }
}

/* Does mail arrive there, by its own account, or because others get theirs there? */
static gboolean
is_mailbox (Listing      *self,
            SpareAccount *account,
            SpareThing   *access)
{
  g_auto (GStrv) addresses = spare_access_dup_addresses (account, access);
  g_autofree char *word = g_strconcat ("email:", spare_account_get_id (account), NULL);

  if (addresses != NULL && addresses[0] != NULL)
    return TRUE;

  for (guint i = 0; i < self->accesses->len; i++)
    if (spare_fact_has (g_ptr_array_index (self->accesses, i), SPARE_ACCESS_RECOVERY, word)
        || spare_fact_has (g_ptr_array_index (self->accesses, i), SPARE_ACCESS_SECOND, word))
      return TRUE;

  return FALSE;
}

static gboolean
applies_to (Listing                *self,
            const SparePromiseKind *kind,
            SpareAccount           *account)
{
  g_autoptr (SpareThing) access = spare_access_find (self->things, spare_account_get_id (account));

  switch (kind->about)
    {
    case SPARE_PROMISE_IMPORTANT:
      return spare_access_get_importance (access) >= IMPORTANT;
    case SPARE_PROMISE_MAILBOX:
      return is_mailbox (self, account, access);
    case SPARE_PROMISE_OTHERS:
      return access != NULL && spare_fact_has (access, SPARE_ACCESS_OTHERS, "yes");
    case SPARE_PROMISE_ALL:
    case SPARE_PROMISE_DEVICE:
    case SPARE_PROMISE_PHONE:
    case SPARE_PROMISE_SHARED:
    default:
      return FALSE;
    }
}

static void
add_for_accounts (Listing                *self,
                  const SparePromiseKind *kind)
{
  guint n = g_list_model_get_n_items (self->accounts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareAccount) account = g_list_model_get_item (self->accounts, i);

      if (applies_to (self, kind, account))
        {
          g_autofree char *name = spare_promise_dup_name (self->accounts, account);

          add (self, kind, spare_account_get_id (account), name);
        }
    }
}

static gboolean
has_shared (Listing *self)
{
  guint n = g_list_model_get_n_items (self->things);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpareThing) thing = g_list_model_get_item (self->things, i);

      if (spare_thing_is_fact (thing, SPARE_FACT_PLACE) || spare_thing_is_fact (thing, SPARE_FACT_PERSON)
          || spare_thing_is_sheet (thing))
        return TRUE;
    }

  return FALSE;
}

static void
add_kind (Listing                *self,
          const SparePromiseKind *kind)
{
  switch (kind->about)
    {
    case SPARE_PROMISE_ALL:
      if (g_list_model_get_n_items (self->accounts) > 0)
        add (self, kind, NULL, NULL);
      break;
    case SPARE_PROMISE_SHARED:
      if (has_shared (self))
        add (self, kind, NULL, NULL);
      break;
    case SPARE_PROMISE_DEVICE:
    case SPARE_PROMISE_PHONE:
      add_for_devices (self, kind);
      break;
    case SPARE_PROMISE_IMPORTANT:
    case SPARE_PROMISE_MAILBOX:
    case SPARE_PROMISE_OTHERS:
    default:
      add_for_accounts (self, kind);
      break;
    }
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  const SparePromise *one = *(SparePromise *const *) a;
  const SparePromise *other = *(SparePromise *const *) b;
  GHashTable *places = user_data;

  if (one->due != other->due)
    return one->due < other->due ? -1 : 1;

  return GPOINTER_TO_INT (g_hash_table_lookup (places, one)) - GPOINTER_TO_INT (g_hash_table_lookup (places, other));
}

/**
 * spare_promise_list:
 * @accounts: the vault's list
 * @things: the vault's list
 *
 * Returns: (transfer full) (element-type SparePromise): all that apply, those first
 *   that are due first, else in the order of the table
 */
GPtrArray *
spare_promise_list (GListModel *accounts,
                    GListModel *things)
{
  const SparePromiseKind *kinds = spare_promise_get_kinds ();
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  GPtrArray *promises = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_promise_free);
  g_autoptr (GPtrArray) accesses = spare_fact_list (things, SPARE_FACT_ACCESS);
  Listing listing = { accounts, things, accesses, promises };

  for (guint i = 0; kinds[i].key != NULL; i++)
    add_kind (&listing, &kinds[i]);
  /* The array's sort is not stable. */
  for (guint i = 0; i < promises->len; i++)
    g_hash_table_insert (places, g_ptr_array_index (promises, i), GUINT_TO_POINTER (i));
  g_ptr_array_sort_with_data (promises, compare, places);

  return promises;
}

/**
 * spare_promise_say:
 * @things: the vault's list
 * @promise: the one that the person said is so
 * @id: for a new record
 * @now: Unix s
 *
 * Returns: (transfer full): the record to save
 */
SpareThing *
spare_promise_say (GListModel         *things,
                   const SparePromise *promise,
                   const char         *id,
                   gint64              now)
{
  SpareThing *old = spare_promise_find_record (things, promise->key, promise->subject);
  SpareThing *self;

  if (old != NULL)
    self = SPARE_THING (spare_record_copy (SPARE_RECORD (old)));
  else
    {
      self = spare_thing_new (id, SPARE_PROMISE_TYPE);
      spare_thing_set_text (self, SPARE_PROMISE_KEY, promise->key);
      spare_thing_set_text (self, SPARE_PROMISE_SUBJECT, promise->subject);
    }
  spare_thing_set_int (self, SPARE_PROMISE_SAID, now);

  return self;
}
