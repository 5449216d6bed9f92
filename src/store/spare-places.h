/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SparePlaces:
 *
 * Where the store keeps its own files, and which keyring it is to expect.
 * Computed by the programs from the environment, so that the store asks nobody.
 */
typedef struct
{
  char *folder;       /* our data folder: marker and lock */
  char *keyring_file; /* (nullable): libsecret's file, where its file backend may be in use */
  char *application;  /* name of this process, for the other ones to show: "window", "command line" */
  char *canary;       /* a fresh random id: becomes the canary of a keyring that has none */
} SparePlaces;

/**
 * spare_places_new:
 * @data_dir: the user's data folder (g_get_user_data_dir())
 * @secret_backend: (nullable): the value of SECRET_BACKEND
 * @secret_file: (nullable): the value of SECRET_FILE_TEST_PATH
 * @sandboxed: does /.flatpak-info exist, or is SNAP_NAME set?
 */
SparePlaces *spare_places_new  (const char *data_dir,
                                const char *secret_backend,
                                const char *secret_file,
                                gboolean    sandboxed,
                                const char *application,
                                const char *canary) G_GNUC_WARN_UNUSED_RESULT;
SparePlaces *spare_places_copy (const SparePlaces *self) G_GNUC_WARN_UNUSED_RESULT;
void         spare_places_free (SparePlaces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SparePlaces, spare_places_free)

G_END_DECLS
