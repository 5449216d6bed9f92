/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-format-error.h"
#include "spare-secret.h"

G_BEGIN_DECLS

/* A ZIP archive in memory, read by libarchive; also those with a password (AES
 * or the old cipher). */
typedef struct _SpareArchive SpareArchive;

#define SPARE_ARCHIVE_MEMBERS_MAX 65536

/* NULL where @bytes is no ZIP archive that can be listed, or one without the
 * directory at its end. */
SpareArchive *spare_archive_new       (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void          spare_archive_free      (SpareArchive *self);
/* The members' names, NULL-terminated. */
const char *const *spare_archive_get_names (SpareArchive *self);
/* (nullable): the first member whose base name is @name, case ignored. */
const char   *spare_archive_find      (SpareArchive *self,
                                       const char   *name);

/* Unpacks one member, at most @max bytes of it (SPARE_FORMAT_ERROR_TOO_LARGE).
 * @password: (nullable); without one an encrypted member is
 * SPARE_FORMAT_ERROR_PASSWORD_NEEDED. The result is wiped when freed. */
GBytes       *spare_archive_read      (SpareArchive      *self,
                                       const char        *name,
                                       const SpareSecret *password,
                                       gsize              max,
                                       GCancellable      *cancellable,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareArchive, spare_archive_free)

G_END_DECLS
