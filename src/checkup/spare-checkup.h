/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-directory.h"
#include "spare-finding.h"

G_BEGIN_DECLS

/**
 * SpareCheckup:
 *
 * What follows from what the person has: the map, what each event would cost, and
 * what to do about it. Immutable; holds no secret.
 */
typedef struct _SpareCheckup SpareCheckup;

/* @accounts, @things: the vault's lists, which are read at once, as is @directory
 * (nullable); what takes long is done in a worker thread. @now: Unix s. Fails with
 * %G_IO_ERROR_CANCELLED only. */
void          spare_checkup_run_async  (GListModel           *accounts,
                                        GListModel           *things,
                                        const SpareDirectory *directory,
                                        gint64                now,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
SpareCheckup *spare_checkup_run_finish (GAsyncResult         *result,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, here and now. */
SpareCheckup *spare_checkup_run        (GListModel           *accounts,
                                        GListModel           *things,
                                        const SpareDirectory *directory,
                                        gint64                now,
                                        GCancellable         *cancellable,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
SpareCheckup *spare_checkup_ref        (SpareCheckup *self);
void          spare_checkup_unref      (SpareCheckup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareCheckup, spare_checkup_unref)

SpareMap     *spare_checkup_get_map       (const SpareCheckup *self); /* borrowed */
/* SpareFinding, in the order in which they should be done; borrowed. Set aside: what
 * the person put off or found not to apply, and that is not due again yet. */
GPtrArray    *spare_checkup_get_findings  (const SpareCheckup *self);
GPtrArray    *spare_checkup_get_set_aside (const SpareCheckup *self);

/* The accounts (guint) that a loss costs, or that a taking gives away; borrowed.
 * @certain: without what is only assumed (of a loss both are the same) */
const GArray *spare_checkup_get_accounts  (const SpareCheckup *self,
                                           const SpareEvent   *event,
                                           gboolean            certain);
/* How many of those rest on what nobody said, as a sentence, translated. (transfer full)
 * (nullable): none */
char         *spare_checkup_dup_assumed   (const SpareCheckup *self,
                                           const SpareEvent   *event) G_GNUC_WARN_UNUSED_RESULT;
/* By an account's vertex, as in spare-attack.h. */
int           spare_checkup_get_exposure  (const SpareCheckup *self,
                                           guint               account);
int           spare_checkup_get_front     (const SpareCheckup *self,
                                           guint               account);
/* How few losses lock one out, at most 2 looked at: 0 (out already), 1, 2, 3 (more). */
guint         spare_checkup_get_resilience (const SpareCheckup *self,
                                            guint               account);

G_END_DECLS
