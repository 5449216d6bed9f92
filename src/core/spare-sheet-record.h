/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-code-set.h"

G_BEGIN_DECLS

/* A printed sheet in the register: a thing of the type "sheet" (docs/record.md).
 * It is made when the person said that they hold the paper, never before. */
#define SPARE_SHEET_RECORD_TYPE   "sheet"
#define SPARE_SHEET_RECORD_SECRET "secret"

typedef enum
{
  SPARE_SHEET_CODES,     /* "codes": backup codes */
  SPARE_SHEET_EMERGENCY, /* "emergency": for family or colleagues, no secrets */
  SPARE_SHEET_BACKUP,    /* "backup": how to open the sealed backup, a blank for the passphrase */
} SpareSheetKind;

/* @name: printed on it, see spare_sheet_name_new(); @fingerprint: likewise */
SpareThing    *spare_sheet_record_new          (const char     *id,
                                                SpareSheetKind  kind,
                                                const char     *name,
                                                const char     *fingerprint,
                                                gint64          printed) G_GNUC_WARN_UNUSED_RESULT;
gboolean       spare_thing_is_sheet            (SpareThing *self);

SpareSheetKind spare_sheet_record_get_kind     (SpareThing *self);
const char    *spare_sheet_record_get_name     (SpareThing *self);
const char    *spare_sheet_record_get_fingerprint (SpareThing *self);
gint64         spare_sheet_record_get_printed  (SpareThing *self);

/* What is on it: ids of code sets, and of accounts; of those accounts with whose
 * secret, too. Each once. */
void           spare_sheet_record_add_set      (SpareThing *self, const char *set_id);
void           spare_sheet_record_add_account  (SpareThing *self, const char *account_id);
void           spare_sheet_record_add_secret   (SpareThing *self, const char *account_id);
gboolean       spare_sheet_record_has_set      (SpareThing *self, const char *set_id);
gboolean       spare_sheet_record_has_account  (SpareThing *self, const char *account_id);
gboolean       spare_sheet_record_has_secret   (SpareThing *self, const char *account_id);
char         **spare_sheet_record_dup_sets     (SpareThing *self) G_GNUC_WARN_UNUSED_RESULT;
char         **spare_sheet_record_dup_accounts (SpareThing *self) G_GNUC_WARN_UNUSED_RESULT;

/* One place for each copy, in the order of the copies; "" where it was not said. */
void           spare_sheet_record_set_places   (SpareThing *self, const char *const *places);
char         **spare_sheet_record_dup_places   (SpareThing *self) G_GNUC_WARN_UNUSED_RESULT;

/* Typed back from, last; 0 for never. */
gint64         spare_sheet_record_get_tested   (SpareThing *self);
void           spare_sheet_record_set_tested   (SpareThing *self, gint64 time);

/* Void: it must be destroyed. Destroyed: the person said that it was. */
SpareVoid      spare_sheet_record_get_void      (SpareThing *self);
gint64         spare_sheet_record_get_voided    (SpareThing *self);
void           spare_sheet_record_void          (SpareThing *self, SpareVoid reason, gint64 now);
gint64         spare_sheet_record_get_destroyed (SpareThing *self);
void           spare_sheet_record_set_destroyed (SpareThing *self, gint64 now);

/* When the next test is due: 12 months after the last one, 7 days after it was
 * printed for one that was never tested. Without codes there is nothing to type
 * back: 12 months after it was printed. 0 for a void or destroyed one. Unix s. */
gint64         spare_sheet_record_get_due       (SpareThing *self);

/* Were its codes printed more than 24 months ago? Then they should be replaced.
 * FALSE for a void or destroyed one, and for one without codes. @now: Unix s */
gboolean       spare_sheet_record_is_old        (SpareThing *self, gint64 now);

/* Six characters without look-alikes, "K7M-3QP", from libsodium's generator. */
char          *spare_sheet_name_new             (void) G_GNUC_WARN_UNUSED_RESULT;

/* Four characters without look-alikes of BLAKE2b over the printed codes in
 * their order, each with its check characters, so that a set that forgot its
 * codes has the same (docs/record.md). @sets: (element-type SpareThing) */
char          *spare_sheet_fingerprint          (GPtrArray *sets) G_GNUC_WARN_UNUSED_RESULT;

/* Do its sets still read as they were printed? TRUE, too, where that cannot be
 * told: it has no fingerprint, or not all of its sets are there. Upper and lower
 * case and separators are no part of it. @sets: (element-type SpareThing): those
 * that are there, in the order of spare_sheet_record_dup_sets() */
gboolean       spare_sheet_record_matches      (SpareThing *self,
                                                GPtrArray  *sets);

/* Of all of @things: the sheets, the newest first; only those with @set_id where
 * it is given. Returns: (transfer container) (element-type SpareThing) */
GPtrArray     *spare_sheet_record_list          (GListModel *things,
                                                 const char *set_id) G_GNUC_WARN_UNUSED_RESULT;

/* The sets on it with codes that still work and are on no other sheet to be kept.
 * A sheet may be void for one account and bear those of another: where such a set
 * forgot its codes, whoever destroys the paper has them no more.
 * Returns: (transfer container) (element-type SpareThing) */
GPtrArray     *spare_sheet_record_list_last    (SpareThing *self,
                                                GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
