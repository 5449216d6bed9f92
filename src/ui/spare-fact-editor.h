/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-fact.h"
#include "spare-window.h"

G_BEGIN_DECLS

/* The dialog in which a device, place, person, … is told: one for all, after the
 * table of spare-fact-fields.h. */

/* A new one. */
void spare_fact_editor_show_new (SpareWindow  *window,
                                 SpareFactType type);
/* The one of this id; says so where it is gone. */
void spare_fact_editor_show     (SpareWindow *window,
                                 const char  *id);

G_END_DECLS
