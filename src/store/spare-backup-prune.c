/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which backups of a folder may go. The names tell their order, since a copied
 * folder has lost its times. */

#include "spare-backup-private.h"

#include <string.h>

#define DAY       (24 * 60 * 60)
#define FILE_MAX  (256 * 1024 * 1024) /* bytes; nothing that large is looked into */
#define STAMP     "00000000-000000"
#define ATTRIBUTES                                                                                     \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE \
    "," G_FILE_ATTRIBUTE_TIME_MODIFIED

typedef struct
{
  char    *name;
  char     stamp[sizeof STAMP];
  gint64   n;    /* of those of one second */
  gboolean late; /* of a time that is still to come: written with a wrong clock */
} Generation;

static void
generation_free (gpointer data)
{
  Generation *self = data;

  g_free (self->name);
  g_free (self);
}

/* "sparekey-YYYYMMDD-HHMMSS.sparekey" or "…-n.sparekey" */
static Generation *
generation_new (const char *name,
                const char *soon)
{
  g_autofree char *rest = NULL;
  guint64 n = 1;
  Generation *self;

  if (!g_str_has_prefix (name, "sparekey-") || !g_str_has_suffix (name, SPARE_SEAL_SUFFIX))
    return NULL;

  name += strlen ("sparekey-");
  for (guint i = 0; i < strlen (STAMP); i++)
    if (STAMP[i] == '0' ? !g_ascii_isdigit (name[i]) : name[i] != STAMP[i])
      return NULL;

  rest = g_strndup (name + strlen (STAMP), strlen (name) - strlen (STAMP) - strlen (SPARE_SEAL_SUFFIX));
  if (*rest != '\0' && (*rest != '-' || !g_ascii_string_to_unsigned (rest + 1, 10, 2, G_MAXINT, &n, NULL)))
    return NULL;

  self = g_new0 (Generation, 1);
  self->name = g_strconcat ("sparekey-", name, NULL);
  memcpy (self->stamp, name, strlen (STAMP));
  self->n = (gint64) n;
  self->late = strcmp (self->stamp, soon) > 0;
  return self;
}

/* The newest first, and those that cannot be at the end. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Generation *left = *(const Generation *const *) a;
  const Generation *right = *(const Generation *const *) b;
  int order = strcmp (right->stamp, left->stamp);

  if (left->late != right->late)
    return left->late ? 1 : -1;
  if (order != 0)
    return order;

  return (right->n > left->n) - (right->n < left->n);
}

static gboolean
opens (GFile              *file,
       const SpareSealKey *key,
       GCancellable       *cancellable)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, cancellable, NULL, NULL);
  g_autoptr (SpareBundle) bundle = NULL;

  if (bytes != NULL && spare_seal_key_fits (key, bytes))
    bundle = spare_seal_read (bytes, key, cancellable, NULL);

  return bundle != NULL;
}

static gboolean
is_old_piece (GFileInfo *info,
              gint64     now)
{
  const char *name = g_file_info_get_name (info);
  gint64 modified = (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED);

  return g_str_has_prefix (name, SPARE_BACKUP_PIECE_PREFIX) && g_str_has_suffix (name, SPARE_BACKUP_PIECE_SUFFIX)
         && modified != 0 && modified < now - DAY; /* another process may still write it */
}

/* Our names in @folder; removes old pieces on the way. */
static GPtrArray *
list_generations (GFile        *folder,
                  gint64        now,
                  GCancellable *cancellable)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (generation_free);
  g_autoptr (GDateTime) tomorrow = g_date_time_new_from_unix_utc (now + DAY);
  g_autofree char *soon = tomorrow != NULL ? g_date_time_format (tomorrow, "%Y%m%d-%H%M%S") : NULL;
  g_autoptr (GFileEnumerator) files =
    g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, NULL);
  GFileInfo *info = NULL;
  GFile *file = NULL;

  while (files != NULL && soon != NULL && g_file_enumerator_iterate (files, &info, &file, cancellable, NULL)
         && info != NULL)
    {
      Generation *generation;

      if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > FILE_MAX)
        continue;
      if (is_old_piece (info, now))
        {
          g_file_delete (file, cancellable, NULL);
          continue;
        }
      generation = generation_new (g_file_info_get_name (info), soon);
      if (generation != NULL)
        g_ptr_array_add (found, generation);
    }

  g_ptr_array_sort (found, compare);
  return found;
}

void
spare_backup_prune (const SpareSealKey *key,
                    GFile              *folder,
                    const char         *newest,
                    guint               generations,
                    gint64              now,
                    GCancellable       *cancellable)
{
  g_autoptr (GPtrArray) found = list_generations (folder, now, cancellable);
  gboolean is_older = FALSE;
  guint kept = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const Generation *generation = g_ptr_array_index (found, i);
      g_autoptr (GFile) file = g_file_get_child (folder, generation->name);

      if (strcmp (generation->name, newest) == 0)
        {
          is_older = TRUE;
          kept++;
          continue;
        }
      if (!opens (file, key, cancellable))
        continue;
      /* What is newer was written by another process meanwhile, which keeps it. */
      if (kept < generations || !is_older)
        kept++;
      else
        g_file_delete (file, cancellable, NULL);
    }
}
