/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-graph.h"

G_BEGIN_DECLS

/**
 * SpareAction:
 *
 * Something that one may do, as changes of the graph: "print the codes for A, keep
 * them in the desk". What it speaks of is looked up by id when it is tried.
 */
typedef struct _SpareAction SpareAction;

SpareAction *spare_action_new         (const char *id) G_GNUC_WARN_UNUSED_RESULT;
void         spare_action_free        (SpareAction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareAction, spare_action_free)

const char  *spare_action_get_id      (const SpareAction *self);
/* A thing that is there already, by another action, stays as it is. */
void         spare_action_add_vertex  (SpareAction       *self,
                                       const SpareVertex *vertex);
void         spare_action_add_rule    (SpareAction          *self,
                                       const SpareRuleDraft *draft);
void         spare_action_remove_rule (SpareAction *self,
                                       const char  *rule);
void         spare_action_add_root    (SpareAction *self,
                                       const char  *vertex);
/* In the scenario @scenario @vertex is lost too. */
void         spare_action_lose_also   (SpareAction *self,
                                       const char  *scenario,
                                       const char  *vertex);

/* @graph with all of @actions done, in their order; vertices of @graph keep their
 * numbers. (transfer full): NULL with %SPARE_GRAPH_ERROR */
SpareGraph  *spare_action_apply       (const SpareGraph          *graph,
                                       const SpareAction *const  *actions,
                                       guint                      n_actions,
                                       GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds to @lost the vertices (guint) of @graph that are lost too in @scenario. */
gboolean     spare_action_find_lost   (const SpareAction  *self,
                                       const SpareGraph   *graph,
                                       const char         *scenario,
                                       GArray             *lost,
                                       GError            **error);

G_END_DECLS
