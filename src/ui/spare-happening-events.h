/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-thing.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareHappeningEvents:
 *
 * What was done while something goes on, the latest first; hidden while that is nothing.
 */
#define SPARE_TYPE_HAPPENING_EVENTS (spare_happening_events_get_type ())
G_DECLARE_FINAL_TYPE (SpareHappeningEvents, spare_happening_events, SPARE, HAPPENING_EVENTS, AdwBin)

/* @happening: (nullable): nothing is shown. @accounts: the vault's */
void spare_happening_events_show (SpareHappeningEvents *self,
                                  SpareThing           *happening,
                                  GListModel           *accounts);

G_END_DECLS
