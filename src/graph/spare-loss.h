/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-scenario.h"
#include "spare-set.h"

G_BEGIN_DECLS

/* What the owner can no longer get at. All are reckoned with the owner's sure
 * rules after a cold start. Answers are numbers of vertices (guint), in order. */

/* What the owner gets at; @scenario: (nullable): today. (transfer full) */
GArray    *spare_loss_find_reach    (const SpareGraph    *graph,
                                     SpareSide            side,
                                     const SpareScenario *scenario) G_GNUC_WARN_UNUSED_RESULT;
/* Accounts that the owner gets at today, and not then. (transfer full) */
GArray    *spare_loss_find_accounts (const SpareGraph    *graph,
                                     const SpareScenario *scenario) G_GNUC_WARN_UNUSED_RESULT;
/* Accounts that the owner does not get at today. (transfer full) */
GArray    *spare_loss_find_unreachable (const SpareGraph *graph) G_GNUC_WARN_UNUSED_RESULT;

/* By vertex, a GArray of the roots each of which alone is needed to get at it;
 * NULL for what is no account. One closure a root. (transfer full) */
GPtrArray *spare_loss_find_single_points (const SpareGraph *graph) G_GNUC_WARN_UNUSED_RESULT;

/* By vertex, a GArray of the least sets of up to @size_max roots (1 to 3) without
 * which the owner does not get at it; NULL for what is no account, or is out of
 * reach today. For any thread; as many closures as there are such sets of roots.
 * (transfer full): NULL with %G_IO_ERROR_CANCELLED */
GPtrArray *spare_loss_find_sets     (const SpareGraph  *graph,
                                     guint              size_max,
                                     GCancellable      *cancellable,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of such an element: how many losses it takes. 0: out of reach already; one
 * more than %SPARE_SET_MAX: none of the sets. */
guint      spare_loss_get_resilience (const GArray *sets);

G_END_DECLS
