/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-action.h"
#include "spare-scenario.h"

G_BEGIN_DECLS

/* What follows from everything that may happen: the two columns. Weights are sums
 * of importance over all scenarios; they put actions in order, and are never shown. */
typedef struct
{
  GPtrArray *lost;   /* for each loss: GArray of accounts (guint), in order */
  GPtrArray *seized; /* for each attack, with what is assumed */
  guint      lost_weight;
  guint      seized_weight;
} SpareOutlook;

void spare_outlook_free (SpareOutlook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareOutlook, spare_outlook_free)

/* One more action of the order, and what it comes to after those before it. */
typedef struct
{
  guint action; /* its place among the actions */
  guint gain;   /* by how much the sum of both weights falls */
  guint lost_weight;
  guint seized_weight;
} SparePick;

/**
 * SpareWhatIf:
 *
 * Tries actions on copies of a graph and runs all scenarios again. An account
 * counts as lost in a scenario if the owner gets at it today, before or after the
 * actions, and not then: so that to remove the only way in is no gain.
 */
typedef struct _SpareWhatIf SpareWhatIf;

/* @losses and @attacks: SpareScenario. All three are kept, and must not change. */
SpareWhatIf  *spare_what_if_new   (SpareGraph *graph,
                                   GPtrArray  *losses,
                                   GPtrArray  *attacks) G_GNUC_WARN_UNUSED_RESULT;
void          spare_what_if_free  (SpareWhatIf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareWhatIf, spare_what_if_free)

/* After all of @actions, in their order; none: as it is. (transfer full): NULL with
 * %SPARE_GRAPH_ERROR where they speak of what is not there */
SpareOutlook *spare_what_if_try   (SpareWhatIf               *self,
                                   const SpareAction *const  *actions,
                                   guint                      n_actions,
                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/* The order in which to do them: each time the one that gains most, of several the
 * first, none that raises one of the weights at that point, as long as one gains.
 * GArray of SparePick. (transfer full): NULL with %SPARE_GRAPH_ERROR or
 * %G_IO_ERROR_CANCELLED */
GArray       *spare_what_if_order (SpareWhatIf               *self,
                                   const SpareAction *const  *actions,
                                   guint                      n_actions,
                                   GCancellable              *cancellable,
                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/* "First do X": for an action that raises a weight, the one of the others that
 * raises none and after which it raises none; of several the one with the least sum
 * in the end. @first: (out): its place; %SPARE_GRAPH_NONE where there is none, or
 * nothing has to be first. FALSE with %SPARE_GRAPH_ERROR */
gboolean      spare_what_if_find_first (SpareWhatIf               *self,
                                        const SpareAction *const  *actions,
                                        guint                      n_actions,
                                        guint                      action,
                                        guint                     *first,
                                        GError                   **error);

G_END_DECLS
