/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareSetFacts:
 *
 * What using a code of a set does and how it is typed, each with a row that
 * corrects it and saves at once.
 */
#define SPARE_TYPE_SET_FACTS (spare_set_facts_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetFacts, spare_set_facts, SPARE, SET_FACTS, AdwBin)

GtkWidget *spare_set_facts_new     (void) G_GNUC_WARN_UNUSED_RESULT;
/* @window outlives the widget; @set: one of the vault's */
void       spare_set_facts_set_set (SpareSetFacts *self,
                                    SpareWindow   *window,
                                    SpareThing    *set);
/* The set has new values. */
void       spare_set_facts_update  (SpareSetFacts *self);

G_END_DECLS
