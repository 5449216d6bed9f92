/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-graph.h"

G_BEGIN_DECLS

/* Whose rules count. Both err on the safe side: the owner has what is sure, an
 * attacker what may be. */
typedef enum
{
  SPARE_SIDE_OWNER,            /* after a cold start: nobody is signed in anywhere; nothing assumed */
  SPARE_SIDE_OWNER_WARM,       /* sessions count */
  SPARE_SIDE_ATTACKER,         /* with what is assumed */
  SPARE_SIDE_ATTACKER_CERTAIN, /* without */
} SpareSide;

gboolean spare_rule_is_for (const SpareRule *rule,
                            SpareSide        side);

/**
 * SpareClosure:
 *
 * All that follows from some things: the least set with them in it that has a
 * rule's head whenever it has the rule's whole body (Dowling and Gallier's
 * linear time: a counter a rule and a list of what is new). Time and space are
 * linear in vertices and the lengths of all bodies. It is made once for a graph
 * and a side, and run as often as needed without asking for memory.
 *
 * It keeps nothing of the graph, and belongs to one thread at a time.
 */
typedef struct _SpareClosure SpareClosure;

SpareClosure *spare_closure_new  (const SpareGraph *graph,
                                  SpareSide         side) G_GNUC_WARN_UNUSED_RESULT;
void          spare_closure_free (SpareClosure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareClosure, spare_closure_free)

/* Of the rules to @account only those of its front door stay, %SPARE_RULE_LOGIN;
 * %SPARE_GRAPH_NONE: all are back. Takes effect with the next clear. */
void          spare_closure_set_front (SpareClosure *self,
                                       guint         account);

/* Nothing is reached, nothing barred. */
void          spare_closure_clear  (SpareClosure *self);
/* After a clear, before what is added: it is never reached. */
void          spare_closure_bar    (SpareClosure *self,
                                    guint         vertex);
/* Also all that follows from it. */
void          spare_closure_add    (SpareClosure *self,
                                    guint         vertex);
void          spare_closure_add_all (SpareClosure *self,
                                     const guint  *vertices,
                                     guint         n_vertices);
/* Takes back what was reached since spare_closure_get_reached() gave @n_reached. */
void          spare_closure_undo   (SpareClosure *self,
                                    guint         n_reached);

gboolean      spare_closure_has    (const SpareClosure *self,
                                    guint               vertex);
/* In the order in which they were reached. (transfer none): until it changes. */
const guint  *spare_closure_get_reached (const SpareClosure *self,
                                         guint              *n_reached);
/* The graph's rule by which it was first reached; %SPARE_GRAPH_NONE for what was
 * added or not reached. */
guint         spare_closure_get_rule (const SpareClosure *self,
                                      guint               vertex);

G_END_DECLS
