/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-places.h"

SparePlaces *
spare_places_new (const char *data_dir,
                  const char *secret_backend,
                  const char *secret_file,
                  gboolean    sandboxed,
                  const char *application,
                  const char *canary)
{
  SparePlaces *self = g_new0 (SparePlaces, 1);

  g_return_val_if_fail (data_dir != NULL && canary != NULL, NULL);

  self->folder = g_build_filename (data_dir, "sparekey", NULL);
  if (sandboxed || g_strcmp0 (secret_backend, "file") == 0)
    {
      if (secret_file != NULL && *secret_file != '\0')
        self->keyring_file = g_strdup (secret_file);
      else
        self->keyring_file = g_build_filename (data_dir, "keyrings", "default.keyring", NULL);
    }
  self->application = g_strdup (application);
  self->canary = g_strdup (canary);

  return self;
}

SparePlaces *
spare_places_copy (const SparePlaces *self)
{
  SparePlaces *copy = g_new0 (SparePlaces, 1);

  copy->folder = g_strdup (self->folder);
  copy->keyring_file = g_strdup (self->keyring_file);
  copy->application = g_strdup (self->application);
  copy->canary = g_strdup (self->canary);

  return copy;
}

void
spare_places_free (SparePlaces *self)
{
  g_free (self->folder);
  g_free (self->keyring_file);
  g_free (self->application);
  g_free (self->canary);
  g_free (self);
}
