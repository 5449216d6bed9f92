/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareHistoryKeeper:
 *
 * Notes the counts of the check-up once they rest, one value a month, so that one
 * sees later how they went.
 */
#define SPARE_TYPE_HISTORY_KEEPER (spare_history_keeper_get_type ())
G_DECLARE_FINAL_TYPE (SpareHistoryKeeper, spare_history_keeper, SPARE, HISTORY_KEEPER, GObject)

/* @window outlives the keeper. */
SpareHistoryKeeper *spare_history_keeper_new  (SpareWindow        *window) G_GNUC_WARN_UNUSED_RESULT;

/* What the newest check-up says. It is written some seconds later, unless another one
 * comes. */
void                spare_history_keeper_note (SpareHistoryKeeper *self,
                                               SpareCheckup       *checkup);
/* Nobody looks any more: what was not written yet is not. */
void                spare_history_keeper_rest (SpareHistoryKeeper *self);

G_END_DECLS
