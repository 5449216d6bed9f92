/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-record.h"

G_BEGIN_DECLS

/**
 * SpareThing:
 *
 * A record that is not an account: a code set, the key of the automatic
 * backups, later a device or a place. It has a type ("code-set", lower case
 * ASCII and dashes) and values under keys, in order; a key may have several.
 * Values are text or bytes, in locked memory, and no property.
 *
 * Stored as `sparekey:TYPE?x-id=…&key=value&…`, values percent-encoded.
 */
#define SPARE_TYPE_THING (spare_thing_get_type ())
G_DECLARE_FINAL_TYPE (SpareThing, spare_thing, SPARE, THING, SpareRecord)

/* The key of the automatic backups: of this keyring alone, in no backup. */
#define SPARE_THING_BACKUP_KEY "backup-key"

/* How the counts of the check-up went: written by itself, no change by the person. */
#define SPARE_THING_COUNTS "checkup-count"

SpareThing  *spare_thing_new      (const char *id,
                                   const char *type) G_GNUC_WARN_UNUSED_RESULT;
const char  *spare_thing_get_id   (SpareThing *self);
const char  *spare_thing_get_type_name (SpareThing *self);

guint        spare_thing_count    (SpareThing *self,
                                   const char *key);
/* Borrowed; NULL where there is no @nth value (from 0) of @key. */
SpareSecret *spare_thing_peek     (SpareThing *self,
                                   const char *key,
                                   guint       nth);
/* Borrowed; NULL behind the last value of @key. @place: 0 before the first call. */
SpareSecret *spare_thing_next     (SpareThing *self,
                                   const char *key,
                                   guint      *place);
/* The first value as text without NUL; NULL where there is none. */
const char  *spare_thing_peek_text (SpareThing *self,
                                    const char *key);
gint64       spare_thing_get_int  (SpareThing *self,
                                   const char *key,
                                   gint64      absent);

/* Replaces all values of @key by one, or by none where @value is NULL. */
void         spare_thing_set      (SpareThing  *self,
                                   const char  *key,
                                   SpareSecret *value);
void         spare_thing_set_text (SpareThing *self,
                                   const char *key,
                                   const char *text);
void         spare_thing_set_int  (SpareThing *self,
                                   const char *key,
                                   gint64      value);
void         spare_thing_add      (SpareThing  *self,
                                   const char  *key,
                                   SpareSecret *value);

/* The one of @things (SpareThing, the vault's list) with that id; (nullable). */
SpareThing  *spare_thing_find     (GListModel *things,
                                   const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
