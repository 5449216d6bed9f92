/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The half of the ledger that reads: what is there, and is it ours? */

#include "spare-ledger.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "spare-ledger-private.h"

static SpareVaultState
state_from_error (const GError *error)
{
  if (error->domain != SPARE_STORE_ERROR)
    return SPARE_VAULT_FAILED;

  switch ((SpareStoreError) error->code)
    {
    case SPARE_STORE_ERROR_LOCKED:
      return SPARE_VAULT_LOCKED;
    case SPARE_STORE_ERROR_DISMISSED:
      return SPARE_VAULT_DISMISSED;
    case SPARE_STORE_ERROR_NO_SERVICE:
      return SPARE_VAULT_NO_SERVICE;
    case SPARE_STORE_ERROR_DAMAGED:
      return SPARE_VAULT_DAMAGED;
    case SPARE_STORE_ERROR_FOREIGN:
      return SPARE_VAULT_FOREIGN;
    case SPARE_STORE_ERROR_MISSING:
      return SPARE_VAULT_MISSING;
    case SPARE_STORE_ERROR_NOT_READY:
    case SPARE_STORE_ERROR_CONFLICT:
    case SPARE_STORE_ERROR_NOT_SAVED:
    case SPARE_STORE_ERROR_KEYRING:
    case SPARE_STORE_ERROR_BUSY:
    case SPARE_STORE_ERROR_DISK:
    case SPARE_STORE_ERROR_GONE:
    case SPARE_STORE_ERROR_DUPLICATE:
    case SPARE_STORE_ERROR_BACKUP:
    default:
      return SPARE_VAULT_FAILED;
    }
}

static gboolean
open_keyring (SpareLedger  *self,
              GCancellable *cancellable,
              GError      **error)
{
  if (self->keyring == NULL)
    self->keyring = spare_keyring_open (self->places, cancellable, error);

  return self->keyring != NULL;
}

static void
add_record (SpareLedger *self,
            SpareItem   *item,
            SpareReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareRecord) record = NULL;

  if (g_str_equal (item->kind, SPARE_KIND_CANARY))
    {
      if (item->error == NULL &&
          (self->canary == NULL || g_strcmp0 (item->id, self->marker->canary) == 0))
        {
          g_free (self->canary);
          self->canary = g_strdup (item->id);
        }
      return;
    }
  /* A keyring that ended in the middle of a first store leaves an item with
   * nothing in it, which nobody was told to be saved. */
  if (spare_secret_get_size (item->line) == 0 && !g_hash_table_contains (self->marker->ids, item->id))
    return;

  if (item->id[0] != '/')
    g_hash_table_add (self->found, g_strdup (item->id));
  if (item->error == NULL)
    record = spare_ledger_parse (self, item->line, item->id, &error);
  if (record != NULL)
    g_ptr_array_add (report->records, g_steal_pointer (&record));
  else
    g_ptr_array_add (report->broken,
                     spare_broken_new (item->id, item->line, item->error != NULL ? item->error : error));
}

/* Is this the keyring that the marker speaks of? */
static gboolean
compare_with_marker (SpareLedger *self,
                     guint        n_items,
                     guint        unreadable,
                     gboolean     marker_damaged,
                     SpareReport *report,
                     GError     **error)
{
  gboolean right_canary = self->marker->canary == NULL || g_strcmp0 (self->marker->canary, self->canary) == 0;
  GHashTableIter iter;
  gpointer id = NULL;

  report->expected = g_hash_table_size (self->marker->ids);
  g_hash_table_iter_init (&iter, self->marker->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (g_hash_table_contains (self->found, id))
      report->found++;

  if (unreadable > 0 && (n_items == 0 || (report->found < report->expected && !right_canary)))
    {
      g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_FOREIGN,
                   "%u items in the keyring file do not open with its key", unreadable);
      return FALSE;
    }
  if ((report->found < report->expected && (report->found == 0 || !right_canary)) ||
      (marker_damaged && n_items == 0))
    {
      g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_MISSING,
                   "%u of %u records are in the keyring", report->found, report->expected);
      return FALSE;
    }

  return TRUE;
}

static gboolean
load_into (SpareLedger  *self,
           SpareReport  *report,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) marker_error = NULL;
  g_autoptr (GError) lock_error = NULL;
  SpareMarker *marker = NULL;
  SpareLock lock = -1;
  guint unreadable = 0;

  /* Opening may make the desktop ask the person: not while others wait for the lock. */
  if (!open_keyring (self, cancellable, error))
    {
      g_autoptr (SpareMarker) known = spare_marker_load (self->marker_path, NULL);

      report->expected = known != NULL ? g_hash_table_size (known->ids) : 0;
      report->provider = known != NULL ? g_strdup (known->provider) : NULL;
      return FALSE;
    }
  lock = spare_ledger_lock (self, TRUE, cancellable, &lock_error);
  /* A folder that cannot be written, as on a disk that the system has set to
   * read-only, keeps nobody from their codes. There is nobody to lock out. */
  if (lock < 0 && !g_error_matches (lock_error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISK))
    {
      g_propagate_error (error, g_steal_pointer (&lock_error));
      return FALSE;
    }

  marker = spare_marker_load (self->marker_path, &marker_error);
  if (marker == NULL)
    marker = spare_marker_new ();
  g_clear_pointer (&self->marker, spare_marker_free);
  self->marker = marker;
  report->provider = g_strdup (marker->provider);
  report->expected = g_hash_table_size (marker->ids);
  if (marker->canary != NULL)
    g_hash_table_add (marker->ids, g_strdup (marker->canary)); /* for a load one by one */
  items = spare_keyring_load (self->keyring, marker->ids, &unreadable, cancellable, error);
  if (marker->canary != NULL)
    g_hash_table_remove (marker->ids, marker->canary);
  spare_lock_release (lock);
  if (items == NULL)
    return FALSE;

  g_hash_table_remove_all (self->found);
  g_clear_pointer (&self->canary, g_free);
  for (guint i = 0; i < items->len; i++)
    add_record (self, g_ptr_array_index (items, i), report);

  return compare_with_marker (self, items->len, unreadable, marker_error != NULL, report, error);
}

SpareReport *
spare_ledger_load (SpareLedger  *self,
                   GCancellable *cancellable)
{
  SpareReport *report = spare_report_new ();

  report->full = TRUE;
  if (load_into (self, report, cancellable, &report->why))
    report->state = SPARE_VAULT_READY;
  else
    {
      report->state = state_from_error (report->why);
      /* What does not belong to the marker's keyring is not shown as if it did. */
      g_ptr_array_set_size (report->records, 0);
      g_ptr_array_set_size (report->broken, 0);
    }
  self->state = report->state;
  self->behind = FALSE;

  return report;
}

gboolean
spare_ledger_is_behind (SpareLedger *self)
{
  g_autoptr (SpareMarker) marker = spare_marker_load (self->marker_path, NULL);

  return self->behind ||
         (marker != NULL && marker->generation != 0 && marker->generation != self->marker->generation);
}

gboolean
spare_ledger_unlock (SpareLedger  *self,
                     GCancellable *cancellable,
                     GError      **error)
{
  return open_keyring (self, cancellable, error) && spare_keyring_unlock (self->keyring, cancellable, error);
}

static gboolean
set_aside (const char *path,
           const char *suffix,
           GError    **error)
{
  g_autofree char *aside = g_strdup_printf ("%s.%s", path, suffix);

  if (g_rename (path, aside) != 0 && errno != ENOENT)
    {
      int saved_errno = errno;

      g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISK,
                   "A file cannot be renamed: %s", g_strerror (saved_errno));
      return FALSE;
    }

  return TRUE;
}

/* Sets aside what is in the way of the keyring as it is now. */
static gboolean
make_way (SpareLedger *self,
          gint64       unix_time,
          GError     **error)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (unix_time);
  g_autofree char *suffix = g_date_time_format (when, "%Y%m%dT%H%M%SZ");
  gboolean file_is_useless = self->state == SPARE_VAULT_DAMAGED || self->state == SPARE_VAULT_FOREIGN;
  g_autoptr (SpareMarker) old = spare_marker_load (self->marker_path, NULL);
  g_autoptr (SpareMarker) fresh = spare_marker_new ();

  /* Later than what any other process has seen. */
  fresh->generation = MAX (self->marker->generation, old != NULL ? old->generation : 0);

  return set_aside (self->marker_path, suffix, error) &&
         (!file_is_useless || self->places->keyring_file == NULL ||
          spare_keyring_file_set_aside (self->places->keyring_file, suffix, error)) &&
         spare_marker_save (fresh, self->marker_path, TRUE, error);
}

gboolean
spare_ledger_accept (SpareLedger *self,
                     gint64       unix_time,
                     GError     **error)
{
  SpareVaultState confirmed = self->state;
  g_autoptr (SpareReport) now = spare_ledger_load (self, NULL);
  SpareLock lock = -1;
  gboolean done = FALSE;

  /* A keyring that came back, or a file that was mended, while the question was
   * on the screen: that was not asked about. */
  if (now->state != confirmed || (now->state == SPARE_VAULT_READY && now->found == now->expected))
    return TRUE;
  if (now->state != SPARE_VAULT_READY && now->state != SPARE_VAULT_MISSING && now->state != SPARE_VAULT_FOREIGN &&
      now->state != SPARE_VAULT_DAMAGED)
    {
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_NOT_READY, "There is nothing to accept");
      return FALSE;
    }

  lock = spare_ledger_lock (self, FALSE, NULL, error);
  if (lock < 0)
    return FALSE;
  done = make_way (self, unix_time, error);
  spare_lock_release (lock);
  g_clear_object (&self->keyring);

  return done;
}
