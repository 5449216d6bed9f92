/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-checkup.h"

G_BEGIN_DECLS

#define SPARE_CHECKUP_EVENTS_MAX 5 /* shown at first */

/**
 * SpareCheckupEvents:
 *
 * What may happen, each with how many accounts it costs, the worst first. A row
 * uses the action checkup.show-event(s), with the event's id.
 */
#define SPARE_TYPE_CHECKUP_EVENTS (spare_checkup_events_get_type ())
G_DECLARE_FINAL_TYPE (SpareCheckupEvents, spare_checkup_events, SPARE, CHECKUP_EVENTS, AdwPreferencesGroup)

void spare_checkup_events_set (SpareCheckupEvents *self,
                               SpareCheckup       *checkup);

G_END_DECLS
