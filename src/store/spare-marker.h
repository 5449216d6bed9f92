/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SpareMarker:
 *
 * What we know of the keyring outside of the keyring, so that an empty answer
 * is never taken for a new user: which records there are (their ids only: no
 * secret, no name), the canary that was stored with them, and who kept them.
 *
 * Each change is a new generation; other processes follow it. The list never
 * names a record that the keyring does not hold: an id is added after its
 * record was read back, and dropped before its record is erased.
 */
typedef struct
{
  guint64     generation;
  char       *canary;     /* (nullable) */
  char       *provider;   /* (nullable): name of the process that kept them */
  char       *collection; /* (nullable): object path of the default collection */
  GHashTable *ids;        /* set of char* */
} SpareMarker;

SpareMarker *spare_marker_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void         spare_marker_free (SpareMarker *self);

/* A missing file is an empty marker; one that is not understood is an error. */
SpareMarker *spare_marker_load (const char *path,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* Counts the generation up and replaces the file. @durable: also survives a
 * power cut from here on. */
gboolean     spare_marker_save (SpareMarker *self,
                                const char  *path,
                                gboolean     durable,
                                GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareMarker, spare_marker_free)

G_END_DECLS
