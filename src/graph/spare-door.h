/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-attack.h"

G_BEGIN_DECLS

/**
 * SpareDoors:
 *
 * Ways into an account that go past its front door, its rules to log in. Each
 * list has the sets of spare_attack_find_sets(), in their order.
 */
typedef struct
{
  int     front;   /* its exposure by the front door; %SPARE_EXPOSURE_NEVER */
  GArray *side;    /* those that do not open the front door */
  GArray *back;    /* of these: for a weaker attacker than the front door needs */
  GArray *shorter; /* of the others: easier than the easiest way through the front door,
                    * first by the highest tier, then by the number of things */
} SpareDoors;

void       spare_doors_free (SpareDoors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareDoors, spare_doors_free)

/* @sets: of spare_attack_find_sets() for this graph. By vertex, SpareDoors; NULL
 * for what is no account or has no front door. For any thread. (transfer full):
 * NULL with %G_IO_ERROR_CANCELLED */
GPtrArray *spare_door_find  (const SpareGraph  *graph,
                             const GPtrArray   *sets,
                             GCancellable      *cancellable,
                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
