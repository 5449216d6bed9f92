/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-scenario.h"

G_BEGIN_DECLS

/* What only opens each other: of the things that the owner does not get at in
 * @scenario ((nullable): today), those sets with an account in them in which each
 * leads to each by the owner's sure rules, or one to itself. Time and space are
 * linear in the graph (Tarjan's strongly connected components). A GPtrArray of
 * GArrays of vertices (guint), in order. (transfer full) */
GPtrArray *spare_trap_find (const SpareGraph    *graph,
                            const SpareScenario *scenario) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
