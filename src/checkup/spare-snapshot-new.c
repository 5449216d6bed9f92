/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords into classes: the same, and alike. */
#include "spare-snapshot-private.h"

#include "spare-bytes.h"
#include "spare-password-letters.h"

#define CLOSE_MIN 8 /* letters */

/* What is known of each password while there are passwords. */
typedef struct
{
  GPtrArray *passwords; /* SparePassword */
  GPtrArray *letters;   /* SpareSecret, of each */
  GPtrArray *stems;     /* likewise */
  guint     *firsts;    /* of each, the first that is the same */
  guint     *alike;     /* a forest of those that are alike */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->letters, g_ptr_array_unref);
  g_clear_pointer (&work->stems, g_ptr_array_unref);
  g_clear_pointer (&work->firsts, g_free);
  g_clear_pointer (&work->alike, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static guint
secret_hash (gconstpointer data)
{
  gsize size;
  const guint8 *bytes = spare_secret_peek (data, &size);
  guint hash = 5381;

  for (gsize i = 0; i < size; i++)
    hash = hash * 33 + bytes[i];

  return hash;
}

static gboolean
secret_equal (gconstpointer a,
              gconstpointer b)
{
  return spare_secret_equal (a, b);
}

static guint
find_root (Work *work,
           guint i)
{
  while (work->alike[i] != i)
    i = work->alike[i] = work->alike[work->alike[i]];

  return i;
}

static void
join (Work *work,
      guint a,
      guint b)
{
  guint one = find_root (work, a);
  guint other = find_root (work, b);

  work->alike[MAX (one, other)] = MIN (one, other);
}

/* The hashes of secrets do not outlive this: the table is filled with zeros. */
static void
drop_table (GHashTable *table)
{
  g_hash_table_remove_all (table);
  g_hash_table_unref (table);
}

/* The first of each, by what @secrets say. */
static void
find_firsts (Work      *work,
             GPtrArray *secrets,
             gboolean   stems)
{
  GHashTable *firsts = g_hash_table_new (secret_hash, secret_equal);

  for (guint i = 0; i < secrets->len; i++)
    {
      gpointer secret = g_ptr_array_index (secrets, i);
      gpointer first;

      if (stems && spare_secret_get_size (secret) == 0)
        continue;
      if (!g_hash_table_lookup_extended (firsts, secret, NULL, &first))
        {
          first = GUINT_TO_POINTER (i);
          g_hash_table_insert (firsts, secret, first);
        }
      if (stems)
        join (work, i, GPOINTER_TO_UINT (first));
      else
        work->firsts[i] = GPOINTER_TO_UINT (first);
    }
  drop_table (firsts);
}

static guint
count_letters (Work *work,
               guint i)
{
  guint n;

  spare_password_letters_peek (g_ptr_array_index (work->letters, i), &n);
  return n;
}

static gboolean
find_close (Work         *work,
            GCancellable *cancellable,
            GError      **error)
{
  for (guint i = 0; i < work->letters->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (work->firsts[i] != i)
        {
          join (work, i, work->firsts[i]);
          continue;
        }
      for (guint j = 0; count_letters (work, i) >= CLOSE_MIN && j < i; j++)
        if (work->firsts[j] == j && count_letters (work, j) >= CLOSE_MIN
            && spare_password_letters_close (g_ptr_array_index (work->letters, i), g_ptr_array_index (work->letters, j)))
          join (work, i, j);
    }

  return TRUE;
}

static gboolean
look_at_passwords (Work         *work,
                   GPtrArray    *passwords,
                   GCancellable *cancellable,
                   GError      **error)
{
  work->passwords = passwords;
  work->letters = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  work->stems = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  work->firsts = g_new (guint, passwords->len + 1);
  work->alike = g_new0 (guint, passwords->len + 1);
  for (guint i = 0; i < passwords->len; i++)
    {
      const SparePassword *password = g_ptr_array_index (passwords, i);
      g_auto (GStrv) words = spare_password_dup_words (password);
      SpareSecret *letters = spare_password_letters_new (password->password);

      g_ptr_array_add (work->letters, letters);
      g_ptr_array_add (work->stems, spare_password_letters_stem (letters, (const char *const *) words));
      work->alike[i] = i;
    }
  find_firsts (work, work->letters, FALSE);
  find_firsts (work, work->stems, TRUE);

  return find_close (work, cancellable, error);
}

/* Two different passwords at least: the same one is not alike. */
static gboolean
is_alike (Work *work,
          guint i)
{
  for (guint j = 0; j < work->passwords->len; j++)
    if (work->firsts[j] != work->firsts[i] && find_root (work, j) == find_root (work, i))
      return TRUE;

  return FALSE;
}

static void
number_classes (Work          *work,
                SpareSnapshot *self)
{
  g_autofree guint *numbers = g_new0 (guint, work->passwords->len + 1);
  g_autofree guint *alike = g_new0 (guint, work->passwords->len + 1);
  guint n_numbers = 0;
  guint n_alike = 0;

  for (guint i = 0; i < work->passwords->len; i++)
    {
      SpareSnapshotEntry *entry = g_ptr_array_index (self->entries, i);
      guint root = find_root (work, i);

      if (numbers[work->firsts[i]] == 0)
        numbers[work->firsts[i]] = ++n_numbers;
      if (alike[root] == 0 && is_alike (work, i))
        alike[root] = ++n_alike;
      entry->number = numbers[work->firsts[i]];
      entry->similar = alike[root];
    }
}

static void
fill_in (SpareSnapshotEntry  *entry,
         const SparePassword *password)
{
  g_auto (GStrv) words = spare_password_dup_words (password);

  entry->title = g_strdup (password->title);
  entry->user = g_strdup (password->user);
  entry->domains = g_strdupv (password->domains);
  entry->strength = spare_password_get_strength (password->password, (const char *const *) words);
  entry->length = spare_password_get_length (password->password);
  entry->changed_at = password->changed;
  entry->totp = password->totp;
  entry->http = password->http;
}

SpareSnapshot *
spare_snapshot_new (GPtrArray            *passwords,
                    SparePasswordSource   source,
                    const SpareDirectory *directory,
                    const SpareSnapshot  *former,
                    gint64                now,
                    GCancellable         *cancellable,
                    GError              **error)
{
  g_autoptr (SpareSnapshot) self = spare_snapshot_new_empty (now, source);
  g_auto (Work) work = { NULL };

  if (!look_at_passwords (&work, passwords, cancellable, error))
    return NULL;
  for (guint i = 0; i < passwords->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      fill_in (spare_snapshot_add (self), g_ptr_array_index (passwords, i));
    }
  number_classes (&work, self);
  spare_snapshot_close (self, directory);
  if (former != NULL)
    spare_snapshot_compare (self, former);

  return g_steal_pointer (&self);
}
