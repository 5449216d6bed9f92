/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-ledger.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#include "spare-ledger-private.h"

#define PATIENCE_US (30 * G_USEC_PER_SEC)
#define FEW         8

SpareLedger *
spare_ledger_new (const SparePlaces *places)
{
  SpareLedger *self = g_new0 (SpareLedger, 1);

  self->places = spare_places_copy (places);
  self->marker_path = g_build_filename (places->folder, "marker.ini", NULL);
  self->lock_path = g_build_filename (places->folder, "lock", NULL);
  self->marker = spare_marker_new ();
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  crypto_generichash (self->revision_key, sizeof self->revision_key,
                      (const guint8 *) places->canary, strlen (places->canary), NULL, 0);

  return self;
}

void
spare_ledger_free (SpareLedger *self)
{
  spare_places_free (self->places);
  g_free (self->marker_path);
  g_free (self->lock_path);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->marker, spare_marker_free);
  g_hash_table_unref (self->found);
  g_free (self->canary);
  g_free (self);
}

guint64
spare_ledger_revision (SpareLedger       *self,
                       const SpareSecret *line)
{
  static const char used[] = "&x-used=";
  gsize length = 0;
  const char *text = spare_secret_peek (line, &length);
  const char *cut = memmem (text, length, used, strlen (used));
  gsize head = cut != NULL ? (gsize) (cut - text) : length;
  gsize skip = cut != NULL ? strlen (used) + strspn (cut + strlen (used), "0123456789") : 0;
  guint8 digest[crypto_generichash_BYTES_MIN];
  crypto_generichash_state state;
  guint64 revision = 0;

  crypto_generichash_init (&state, self->revision_key, sizeof self->revision_key, sizeof digest);
  crypto_generichash_update (&state, (const guint8 *) text, head);
  crypto_generichash_update (&state, (const guint8 *) text + head + skip, length - head - skip);
  crypto_generichash_final (&state, digest, sizeof digest);
  sodium_memzero (&state, sizeof state);
  memcpy (&revision, digest, sizeof revision);

  return revision != 0 ? revision : 1;
}

SpareRecord *
spare_ledger_parse (SpareLedger       *self,
                    const SpareSecret *line,
                    const char        *id,
                    GError           **error)
{
  const char *text = spare_secret_peek_text (line);
  SpareRecord *record = NULL;

  /* What is behind a NUL would be gone after the next change. */
  if (strlen (text) != spare_secret_get_size (line))
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_ENCODING, "A NUL in a record");
      return NULL;
    }
  record = spare_record_parse (text, id, error);
  if (record != NULL)
    spare_record_set_revision (record, spare_ledger_revision (self, line));

  return record;
}

SpareLock
spare_ledger_lock (SpareLedger  *self,
                   gboolean      shared,
                   GCancellable *cancellable,
                   GError      **error)
{
  if (g_mkdir_with_parents (self->places->folder, 0700) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISK,
                   "The data folder cannot be made: %s", g_strerror (saved_errno));
      return -1;
    }

  return spare_lock_take (self->lock_path, shared, PATIENCE_US, cancellable, error);
}

/* Changing */

static gboolean
save_marker (SpareLedger *self,
             gboolean     durable,
             GError     **error)
{
  if (self->marker->provider == NULL && self->keyring != NULL)
    spare_keyring_describe (self->keyring, &self->marker->provider, &self->marker->collection);

  return spare_marker_save (self->marker, self->marker_path, durable, error);
}

static gboolean
store_and_read_back (SpareLedger *self,
                     const char  *kind,
                     const char  *id,
                     SpareSecret *line,
                     GError     **error)
{
  g_autoptr (GError) store_error = NULL;
  g_autoptr (SpareSecret) stored = NULL;
  gboolean told = spare_keyring_store (self->keyring, kind, id, line, NULL, &store_error);

  /* Whatever the keyring told: what counts is what is there. */
  if (!spare_keyring_refresh (self->keyring, NULL, error) ||
      !spare_keyring_lookup (self->keyring, kind, id, &stored, NULL, error))
    {
      if (!told)
        {
          g_clear_error (error);
          g_propagate_error (error, g_steal_pointer (&store_error));
        }
      return FALSE;
    }
  if (stored != NULL && spare_secret_equal (stored, line))
    return TRUE;
  if (!told)
    g_propagate_error (error, g_steal_pointer (&store_error));
  else
    g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_NOT_SAVED,
                         "The keyring took the record and does not give it back");

  return FALSE;
}

static gboolean
store_canary (SpareLedger *self,
              GError     **error)
{
  const char *id = self->canary != NULL ? self->canary : self->places->canary;
  g_autofree char *text = g_strdup_printf ("sparekey:canary?x-id=%s", id);
  g_autoptr (SpareSecret) line = spare_secret_new_text (text);

  if (!store_and_read_back (self, SPARE_KIND_CANARY, id, line, error))
    return FALSE;
  if (self->canary == NULL)
    self->canary = g_strdup (id);

  return TRUE;
}

static gboolean
is_not_in_cb (gpointer id,
              gpointer value,
              gpointer ids)
{
  return !g_hash_table_contains (ids, id);
}

/* Takes over what another process has noted since our load, or notes what our
 * load has found. */
static void
update_marker (SpareLedger *self,
               SpareReport *report)
{
  SpareMarker *marker = spare_marker_load (self->marker_path, NULL);
  GHashTableIter iter;
  gpointer id = NULL;

  if (marker != NULL && marker->generation != 0 && marker->generation != self->marker->generation)
    {
      self->behind = TRUE;
      report->follow = TRUE;
      if (self->canary == NULL)
        self->canary = g_strdup (marker->canary);
      /* What was erased there must not come back into the list with our next change. */
      g_hash_table_foreach_remove (self->found, is_not_in_cb, marker->ids);
      g_clear_pointer (&self->marker, spare_marker_free);
      self->marker = marker;
      return;
    }

  g_hash_table_iter_init (&iter, self->found);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (self->marker->ids, g_strdup (id));
  g_clear_pointer (&marker, spare_marker_free);
}

/* Is it still the keyring that was loaded? Another wallet may have taken its
 * place meanwhile, or a daemon that was started on an empty one. The first
 * change of all puts the canary there before anything else. */
static gboolean
check_canary (SpareLedger *self,
              SpareReport *report,
              GError     **error)
{
  g_autoptr (SpareSecret) line = NULL;
  g_autoptr (GError) local_error = NULL;

  if (self->canary == NULL)
    return store_canary (self, error);

  if (spare_keyring_lookup (self->keyring, SPARE_KIND_CANARY, self->canary, &line, NULL, &local_error) &&
      line != NULL)
    return TRUE;

  self->behind = TRUE; /* the next load tells what it is now */
  report->follow = TRUE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_NOT_READY,
                         "The keyring is not the one that was loaded");
  return FALSE;
}

gboolean
spare_ledger_is_away (SpareLedger *self)
{
  return self->state == SPARE_VAULT_NO_SERVICE || self->state == SPARE_VAULT_LOCKED;
}

/* Takes the lock, brings the marker up to date, and makes sure of the keyring. */
static SpareLock
begin (SpareLedger *self,
       SpareReport *report,
       GError     **error)
{
  SpareLock lock = -1;

  if (self->state != SPARE_VAULT_READY)
    {
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_NOT_READY, "The keyring is not ready");
      return -1;
    }
  lock = spare_ledger_lock (self, FALSE, NULL, error);
  if (lock < 0)
    return -1;

  update_marker (self, report);
  if (!check_canary (self, report, error))
    {
      spare_lock_release (lock);
      return -1;
    }
  if (g_strcmp0 (self->marker->canary, self->canary) != 0)
    {
      g_free (self->marker->canary);
      self->marker->canary = g_strdup (self->canary);
    }

  return lock;
}

/* A record that is in the keyring and not in the marker is safe; the other way
 * round would be a false alarm. So the marker comes last, also after a failure. */
static gboolean
end (SpareLedger *self,
     SpareLock    lock,
     gboolean     done,
     GError     **error)
{
  g_autoptr (GError) marker_error = NULL;

  if (!save_marker (self, FALSE, &marker_error) && done)
    {
      g_propagate_error (error, g_steal_pointer (&marker_error));
      done = FALSE;
    }
  spare_lock_release (lock);

  return done;
}

/* Is the record still what the changed copy was made from? */
static gboolean
check_unchanged (SpareLedger *self,
                 SpareRecord *record,
                 SpareReport *report,
                 GError     **error)
{
  const char *id = spare_record_get_id (record);
  guint64 revision = spare_record_get_revision (record);
  g_autoptr (SpareSecret) current = NULL;
  SpareRecord *other = NULL;

  if (revision == 0 && !g_hash_table_contains (self->marker->ids, id))
    return TRUE; /* new */
  if (!spare_keyring_lookup (self->keyring, NULL, id, &current, NULL, error))
    return FALSE;
  if (current == NULL)
    {
      /* Erased elsewhere, or lost: the next load tells which. */
      self->behind = TRUE;
      report->follow = TRUE;
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_GONE, "The record is gone");
      return FALSE;
    }
  if (revision == spare_ledger_revision (self, current))
    return TRUE;

  other = spare_ledger_parse (self, current, id, NULL);
  if (other != NULL)
    g_ptr_array_add (report->records, other);
  g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_CONFLICT,
                       "The record was changed by another program");
  return FALSE;
}

static void
record_saved (SpareLedger *self,
              SpareRecord *record,
              SpareSecret *line,
              SpareReport *report)
{
  const char *id = spare_record_get_id (record);
  SpareRecord *saved = spare_record_copy (record);

  spare_record_set_revision (saved, spare_ledger_revision (self, line));
  g_ptr_array_add (report->records, saved);
  g_hash_table_add (self->marker->ids, g_strdup (id));
  g_hash_table_add (self->found, g_strdup (id));
}

static void
clear_line (gpointer line)
{
  if (line != NULL)
    spare_secret_unref (line);
}

/* What the keyring holds of @records, in their order; NULL where it has none.
 * Many are faster fetched with everything else than one by one. */
static GPtrArray *
read_back (SpareLedger *self,
           GPtrArray   *records,
           guint        first,
           guint        n,
           GError     **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (clear_line);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  guint unreadable = 0;

  if (!spare_keyring_refresh (self->keyring, NULL, error))
    return NULL;
  if (n > FEW)
    {
      items = spare_keyring_load (self->keyring, self->marker->ids, &unreadable, NULL, error);
      if (items == NULL)
        return NULL;
      for (guint i = 0; i < items->len; i++)
        {
          SpareItem *item = g_ptr_array_index (items, i);

          g_hash_table_insert (by_id, item->id, item->line);
        }
    }

  g_ptr_array_set_size (lines, (int) n);
  for (guint i = 0; i < n; i++)
    {
      SpareRecord *record = g_ptr_array_index (records, first + i);
      const char *id = spare_record_get_id (record);
      SpareSecret *line = items != NULL ? g_hash_table_lookup (by_id, id) : NULL;

      if (line != NULL)
        spare_secret_ref (line);
      else if (!spare_keyring_lookup (self->keyring, spare_record_get_kind (record), id, &line, NULL, error))
        return NULL;
      lines->pdata[i] = line;
    }

  return g_steal_pointer (&lines);
}

/* Writes up to the first one that fails, then reads back what was tried. */
static gboolean
save_batch (SpareLedger  *self,
            GPtrArray    *records,
            guint         first,
            guint         n,
            SpareReport  *report,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GError) stopped = NULL;
  g_autoptr (GError) unread = NULL;

  for (guint i = first; stopped == NULL && i < first + n; i++)
    {
      SpareRecord *record = g_ptr_array_index (records, i);
      SpareSecret *line = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, &stopped) ||
          !spare_record_check (record, &stopped) ||
          !check_unchanged (self, record, report, &stopped))
        break;
      line = spare_record_print (record);
      g_ptr_array_add (lines, line);
      spare_keyring_store (self->keyring, spare_record_get_kind (record), spare_record_get_id (record), line, NULL,
                           &stopped);
    }

  /* Whatever the keyring told: what counts is what is there. */
  if (lines->len > 0)
    stored = read_back (self, records, first, lines->len, &unread);
  for (guint i = 0; stored != NULL && i < lines->len; i++)
    {
      SpareSecret *line = g_ptr_array_index (lines, i);

      if (stored->pdata[i] != NULL && spare_secret_equal (stored->pdata[i], line))
        record_saved (self, g_ptr_array_index (records, first + i), line, report);
      else if (unread == NULL && (stopped == NULL || i + 1 < lines->len))
        g_set_error_literal (&unread, SPARE_STORE_ERROR, SPARE_STORE_ERROR_NOT_SAVED,
                             "The keyring took the record and does not give it back");
    }

  if (report->records->len >= n && stopped != NULL && unread == NULL && lines->len == n)
    g_clear_error (&stopped); /* the last one is there, though the keyring said no */
  if (stopped == NULL && unread == NULL)
    return TRUE;

  g_propagate_error (error, stopped != NULL ? g_steal_pointer (&stopped) : g_steal_pointer (&unread));
  self->behind = TRUE; /* the lists are to show what is really there */
  report->follow = TRUE;
  return FALSE;
}

static gboolean
has_new (GPtrArray *records,
         guint      first,
         guint      n)
{
  for (guint i = first; i < first + n; i++)
    if (spare_record_get_revision (g_ptr_array_index (records, i)) == 0)
      return TRUE;

  return FALSE;
}

gboolean
spare_ledger_save (SpareLedger  *self,
                   GPtrArray    *records,
                   guint         first,
                   guint         n,
                   gboolean      may_ask,
                   SpareReport  *report,
                   GCancellable *cancellable,
                   GError      **error)
{
  SpareLock lock = -1;
  gboolean done = FALSE;

  /* Nobody is asked anything while others wait for the lock. The canary may be new, too. */
  if (self->state == SPARE_VAULT_READY && (self->canary == NULL || has_new (records, first, n)) &&
      !spare_keyring_prepare (self->keyring, may_ask, cancellable, error))
    {
      self->behind = report->follow = TRUE;
      return FALSE;
    }
  lock = begin (self, report, error);
  if (lock < 0)
    return FALSE;
  done = save_batch (self, records, first, n, report, cancellable, error);

  return end (self, lock, done, error);
}

static gboolean
advance_locked (SpareLedger *self,
                const char  *id,
                SpareReport *report,
                guint64     *counter,
                GError     **error)
{
  g_autoptr (SpareSecret) current = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  SpareRecord *record = NULL;
  SpareAccount *account = NULL;

  if (!spare_keyring_lookup (self->keyring, NULL, id, &current, NULL, error))
    return FALSE;
  if (current == NULL)
    {
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_GONE, "The record is gone");
      return FALSE;
    }
  record = spare_ledger_parse (self, current, id, error);
  if (record == NULL)
    return FALSE;
  g_ptr_array_add (records, record);

  account = SPARE_IS_ACCOUNT (record) ? SPARE_ACCOUNT (record) : NULL;
  *counter = account != NULL ? spare_account_get_counter (account) : 0;
  if (account == NULL || spare_account_get_params (account)->kind != SPARE_OTP_HOTP || *counter == G_MAXUINT64)
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_COUNTER, "There is no next counter");
      return FALSE;
    }
  spare_account_set_counter (account, *counter + 1);

  return save_batch (self, records, 0, 1, report, NULL, error);
}

gboolean
spare_ledger_advance (SpareLedger *self,
                      const char  *id,
                      SpareReport *report,
                      guint64     *counter,
                      GError     **error)
{
  SpareLock lock = begin (self, report, error);
  gboolean done = FALSE;

  if (lock < 0)
    return FALSE;
  done = advance_locked (self, id, report, counter, error);

  return end (self, lock, done, error);
}

static gboolean
erase_one (SpareLedger *self,
           const char  *id,
           SpareReport *report,
           GError     **error)
{
  g_autoptr (SpareSecret) left = NULL;

  /* The marker first: it must never promise what is about to go. */
  g_hash_table_remove (self->marker->ids, id);
  if (!save_marker (self, TRUE, error))
    return FALSE;
  if (!spare_keyring_erase (self->keyring, NULL, id, NULL, error) ||
      !spare_keyring_refresh (self->keyring, NULL, error) ||
      !spare_keyring_lookup (self->keyring, NULL, id, &left, NULL, error))
    return FALSE;
  if (left != NULL)
    {
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_NOT_SAVED,
                           "The keyring still holds the record");
      return FALSE;
    }
  g_hash_table_remove (self->found, id);
  g_ptr_array_add (report->erased, g_strdup (id));

  return TRUE;
}

gboolean
spare_ledger_erase (SpareLedger       *self,
                    const char *const *ids,
                    SpareReport       *report,
                    GError           **error)
{
  SpareLock lock = begin (self, report, error);
  gboolean done = TRUE;

  if (lock < 0)
    return FALSE;
  for (guint i = 0; done && ids[i] != NULL; i++)
    done = erase_one (self, ids[i], report, error);

  /* libsecret's file keeps its last state beside it, with what was just erased:
   * one more write, and that is gone, too. */
  if (done)
    done = store_canary (self, error);
  spare_lock_release (lock);

  return done;
}
