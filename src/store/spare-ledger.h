/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-report.h"

G_BEGIN_DECLS

/**
 * SpareLedger:
 *
 * The rules of reading and writing: keyring, marker and lock together. A change
 * is done when it was written and read back; the keyring is ours only while it
 * holds what the marker says. Blocks; belongs to the store's thread.
 */
typedef struct _SpareLedger SpareLedger;

SpareLedger *spare_ledger_new     (const SparePlaces *places) G_GNUC_WARN_UNUSED_RESULT;
void         spare_ledger_free    (SpareLedger *self);

/* Everything anew. Never fails: the report's state says what came of it. */
SpareReport *spare_ledger_load    (SpareLedger  *self,
                                   GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* Has another process written since our last load or change? */
gboolean     spare_ledger_is_behind (SpareLedger *self);

/* Was the keyring locked, or nobody there, when it was last looked at? */
gboolean     spare_ledger_is_away (SpareLedger *self);

gboolean     spare_ledger_unlock  (SpareLedger  *self,
                                   GCancellable *cancellable,
                                   GError      **error);
gboolean     spare_ledger_accept  (SpareLedger *self,
                                   gint64       unix_time,
                                   GError     **error);

/* Saves @n of @records from @first on, under one lock; what is saved is added
 * to @report even when FALSE is returned. Where new items have no open place and
 * @may_ask is FALSE: SPARE_STORE_ERROR_LOCKED. */
gboolean     spare_ledger_save    (SpareLedger  *self,
                                   GPtrArray    *records,
                                   guint         first,
                                   guint         n,
                                   gboolean      may_ask,
                                   SpareReport  *report,
                                   GCancellable *cancellable,
                                   GError      **error);
gboolean     spare_ledger_advance (SpareLedger *self,
                                   const char  *id,
                                   SpareReport *report,
                                   guint64     *counter,
                                   GError     **error);
gboolean     spare_ledger_erase   (SpareLedger       *self,
                                   const char *const *ids,
                                   SpareReport       *report,
                                   GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareLedger, spare_ledger_free)

G_END_DECLS
