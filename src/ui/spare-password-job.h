/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-breach.h"

G_BEGIN_DECLS

/**
 * SparePasswordJob:
 * @file: (nullable): an export of passwords
 * @passwords: (nullable) (element-type SparePassword): in place of one; the thread
 *   empties it
 * @source: where @passwords are from
 * @list: (nullable): a list of leaked passwords, a file or a folder
 * @directory: (nullable): which domains have one account behind them
 * @former: (nullable): the snapshot before
 * @now: Unix s
 */
typedef struct
{
  GFile              *file;
  GPtrArray          *passwords;
  SparePasswordSource source;
  GFile              *list;
  SpareDirectory     *directory;
  SpareSnapshot      *former;
  gint64              now;

  gint                done; /* of 1000; the thread writes it */
} SparePasswordJob;

SparePasswordJob *spare_password_job_new  (void) G_GNUC_WARN_UNUSED_RESULT;
/* What is left of it; it may be asked for its progress until it is over. */
void              spare_password_job_free (SparePasswordJob *self);
double            spare_password_job_get_done (SparePasswordJob *self); /* 0 to 1, -1 where it cannot be told */

/* In a thread. When it is over, no password is left in memory. @self: lives until then */
void              spare_password_job_run_async  (SparePasswordJob    *self,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
SpareSnapshot    *spare_password_job_run_finish (GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* A sentence on why it failed, and what to do. */
char             *spare_password_job_describe   (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* "3 of 20: The same password is used for something else, too", … for people: what is
 * known of all of them, a line each. Returns: (element-type utf8) */
GPtrArray        *spare_password_job_dup_lines  (const SpareSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SparePasswordJob, spare_password_job_free)

G_END_DECLS
