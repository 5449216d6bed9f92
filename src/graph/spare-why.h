/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-closure.h"

G_BEGIN_DECLS

/* Why something is reached, or is not: numbers of vertices and rules. The words
 * are the caller's. */

/* A step of a proof: the vertex follows by the rule from those in its body. */
typedef struct
{
  guint vertex;
  guint rule; /* %SPARE_GRAPH_NONE: it was there to begin with */
} SpareStep;

/* A way that is closed: by the rule one could get there, but not to the vertex
 * that is the first missing one of its body. */
typedef struct
{
  guint rule;
  guint missing;
} SpareGap;

/* The proof of @vertex in @closure, made for @graph: each thing that it rests on
 * once, by the first rule that gave it, after what that one rests on; @vertex
 * comes last. Empty where it is not reached. GArray of SpareStep. (transfer full) */
GArray *spare_why_reached     (const SpareGraph   *graph,
                               const SpareClosure *closure,
                               guint               vertex) G_GNUC_WARN_UNUSED_RESULT;

/* For each rule of the owner's that would give @vertex, in the order of the graph,
 * what is missing of its body; rules without a body are left out. The caller picks
 * those that make sense to tell by their labels. Empty where it is reached. GArray
 * of SpareGap. (transfer full) */
GArray *spare_why_not_reached (const SpareGraph   *graph,
                               const SpareClosure *closure,
                               guint               vertex) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
