/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "spare-secret.h"

G_BEGIN_DECLS

#define SPARE_RECORD_MAX 262144 /* bytes; a longer line is refused unread */

/* Gives a new id: g_uuid_string_random. */
typedef char *(*SpareNewId) (void);

/**
 * SpareRecord:
 *
 * What one keyring item holds: an account (SpareAccount) or a thing
 * (SpareThing). It has an id, a revision that tells one stored state from
 * another (the store sets it; 0 means never stored), and a printed form: one
 * line of printable ASCII without blank or backslash (docs/record.md).
 */
#define SPARE_TYPE_RECORD (spare_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (SpareRecord, spare_record, SPARE, RECORD, GObject)

/**
 * SpareRecordClass:
 * @kind: the item attribute `kind`: "account" or "thing"
 * @print: the stored form, without the revision
 * @copy: another object with the same values, revision included
 * @assign: takes over all values of @from, which has the same class
 * @check: may this be stored?
 */
struct _SpareRecordClass
{
  GObjectClass  parent_class;

  const char   *kind;
  SpareSecret *(*print)  (SpareRecord *self);
  SpareRecord *(*copy)   (SpareRecord *self);
  void         (*assign) (SpareRecord *self, SpareRecord *from);
  gboolean     (*check)  (SpareRecord *self, GError **error);
};

const char  *spare_record_get_id       (SpareRecord *self);
const char  *spare_record_get_kind     (SpareRecord *self);
guint64      spare_record_get_revision (SpareRecord *self);
void         spare_record_set_revision (SpareRecord *self, guint64 revision);

SpareSecret *spare_record_print  (SpareRecord *self) G_GNUC_WARN_UNUSED_RESULT;
SpareRecord *spare_record_copy   (SpareRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void         spare_record_assign (SpareRecord *self, SpareRecord *from);
gboolean     spare_record_check  (SpareRecord *self, GError **error);

/* An account or a thing, by the line's scheme. @id: (nullable): the item's id;
 * NULL takes the line's own x-id, which must then be there. */
SpareRecord *spare_record_parse  (const char *line,
                                  const char *id,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
