/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-scenario.h"
#include "spare-set.h"

G_BEGIN_DECLS

/* What an attacker gets at. All but the certain side are reckoned with what is
 * assumed. Answers are numbers of vertices (guint), in order. */

/* Exposure: the lowest tier of attackers who get at an account. */
#define SPARE_EXPOSURE_NEVER (SPARE_TIER_MAX + 1)
#define SPARE_EXPOSURE_NONE (-1) /* no account; for the front door: it has none */

/* @first lets one get at @second, which matters more. */
typedef struct
{
  guint first;
  guint second;
} SparePair;

/* Accounts, those that were taken in @scenario among them. (transfer full) */
GArray    *spare_attack_find_seized (const SpareGraph    *graph,
                                     SpareSide            side,
                                     const SpareScenario *scenario) G_GNUC_WARN_UNUSED_RESULT;

/* By vertex, a GArray of the accounts that it lets an attacker have who did not
 * before; without itself. (transfer full) */
GPtrArray *spare_attack_find_blast  (const SpareGraph *graph) G_GNUC_WARN_UNUSED_RESULT;

/* By vertex, a GArray of the least sets of up to @size_max things with a tier
 * (1 to 3) that let an attacker have it, none with the account itself in it. The
 * empty set: what is public is enough. NULL for what is no account. For any
 * thread. (transfer full): NULL with %G_IO_ERROR_CANCELLED */
GPtrArray *spare_attack_find_sets   (const SpareGraph  *graph,
                                     guint              size_max,
                                     GCancellable      *cancellable,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* By vertex; (transfer full): an int for each */
int       *spare_attack_find_exposure (const SpareGraph *graph) G_GNUC_WARN_UNUSED_RESULT;
/* With only the front door of each account, its rules to log in. */
int       *spare_attack_find_front    (const SpareGraph *graph) G_GNUC_WARN_UNUSED_RESULT;

/* By vertex, a GArray of the things with a tier, no accounts, each of which alone
 * opens an account of two factors or more; NULL for what is no such account.
 * (transfer full) */
GPtrArray *spare_attack_find_collapse   (const SpareGraph *graph) G_GNUC_WARN_UNUSED_RESULT;
/* Accounts that open ones that matter more: SparePair. (transfer full) */
GArray    *spare_attack_find_inversions (const SpareGraph *graph) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
