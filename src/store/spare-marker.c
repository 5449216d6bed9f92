/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-marker.h"

#include "spare-store-error.h"

#define GROUP   "Keyring"
#define VERSION 1
#define MAX_IDS 100000

SpareMarker *
spare_marker_new (void)
{
  SpareMarker *self = g_new0 (SpareMarker, 1);

  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
spare_marker_free (SpareMarker *self)
{
  g_free (self->canary);
  g_free (self->provider);
  g_free (self->collection);
  g_hash_table_unref (self->ids);
  g_free (self);
}

SpareMarker *
spare_marker_load (const char *path,
                   GError    **error)
{
  g_autoptr (SpareMarker) self = spare_marker_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;
  g_auto (GStrv) ids = NULL;
  gsize n_ids = 0;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &local_error))
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&self);
      g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISK,
                   "The marker cannot be read: %s", local_error->message);
      return NULL;
    }
  if (g_key_file_get_integer (file, GROUP, "Version", NULL) != VERSION)
    {
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISK,
                           "The marker is of an unknown version");
      return NULL;
    }

  self->generation = g_key_file_get_uint64 (file, GROUP, "Generation", NULL);
  self->canary = g_key_file_get_string (file, GROUP, "Canary", NULL);
  self->provider = g_key_file_get_string (file, GROUP, "Provider", NULL);
  self->collection = g_key_file_get_string (file, GROUP, "Collection", NULL);
  ids = g_key_file_get_string_list (file, GROUP, "Records", &n_ids, NULL);
  for (gsize i = 0; i < MIN (n_ids, MAX_IDS); i++)
    g_hash_table_add (self->ids, g_strdup (ids[i]));

  return g_steal_pointer (&self);
}

gboolean
spare_marker_save (SpareMarker *self,
                   const char  *path,
                   gboolean     durable,
                   GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;
  g_autofree const char **ids = NULL;
  g_autofree char *data = NULL;
  guint n_ids = 0;
  gsize length = 0;

  self->generation++;
  ids = (const char **) g_hash_table_get_keys_as_array (self->ids, &n_ids);
  g_key_file_set_integer (file, GROUP, "Version", VERSION);
  g_key_file_set_uint64 (file, GROUP, "Generation", self->generation);
  if (self->canary != NULL)
    g_key_file_set_string (file, GROUP, "Canary", self->canary);
  if (self->provider != NULL)
    g_key_file_set_string (file, GROUP, "Provider", self->provider);
  if (self->collection != NULL)
    g_key_file_set_string (file, GROUP, "Collection", self->collection);
  g_key_file_set_integer (file, GROUP, "Count", (int) n_ids);
  g_key_file_set_string_list (file, GROUP, "Records", ids, n_ids);
  g_key_file_set_comment (file, NULL, NULL,
                          " What Sparekey stored in the keyring, without any secret or name.\n"
                          " Removing this file loses nothing but the warning about lost records.", NULL);

  data = g_key_file_to_data (file, &length, NULL);
  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT |
                                  (durable ? G_FILE_SET_CONTENTS_DURABLE : 0),
                                0600, &local_error))
    return TRUE;

  g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISK,
               "The marker cannot be written: %s", local_error->message);
  return FALSE;
}
