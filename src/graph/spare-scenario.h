/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-closure.h"

G_BEGIN_DECLS

/**
 * SpareScenario:
 *
 * Something that may happen. To the owner: things are lost, though perhaps got
 * again by other rules (a new SIM card for the same number). To an attacker:
 * things are taken. What is barred is gone for good (the number was given up),
 * and no rule brings it back.
 */
typedef struct
{
  char   *id;
  GArray *things; /* guint: vertices */
  GArray *barred; /* guint */
} SpareScenario;

SpareScenario *spare_scenario_new       (const char *id) G_GNUC_WARN_UNUSED_RESULT;
void           spare_scenario_free      (SpareScenario *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareScenario, spare_scenario_free)

void           spare_scenario_add_thing (SpareScenario *self,
                                         guint          vertex);
void           spare_scenario_bar       (SpareScenario *self,
                                         guint          vertex);

/* Run @closure from what the owner has left: roots and what is public, without
 * the things; from what an attacker has: the things and what is public. @self:
 * (nullable): nothing happened. */
void           spare_scenario_lose      (const SpareScenario *self,
                                         const SpareGraph    *graph,
                                         SpareClosure        *closure);
void           spare_scenario_take      (const SpareScenario *self,
                                         const SpareGraph    *graph,
                                         SpareClosure        *closure);

/* What @closure has reached, or the accounts in it, by their numbers: guint.
 * (transfer full) */
GArray        *spare_closure_dup_reached  (const SpareClosure *closure) G_GNUC_WARN_UNUSED_RESULT;
GArray        *spare_closure_dup_accounts (const SpareClosure *closure,
                                           const SpareGraph   *graph) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
