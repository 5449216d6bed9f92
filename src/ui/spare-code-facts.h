/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-service.h"

G_BEGIN_DECLS

/**
 * SpareCodeFacts:
 *
 * What using one of a set's codes does, and how it is typed. Each answer begins
 * as what is known of the service, with its source, or as not known.
 */
#define SPARE_TYPE_CODE_FACTS (spare_code_facts_get_type ())
G_DECLARE_FINAL_TYPE (SpareCodeFacts, spare_code_facts, SPARE, CODE_FACTS, AdwPreferencesGroup)

/* @service: (nullable): fills in what the person has not said */
void            spare_code_facts_set_service (SpareCodeFacts     *self,
                                              const SpareService *service);
/* Writes all of it into a set of codes. */
void            spare_code_facts_apply       (SpareCodeFacts *self,
                                              SpareThing     *code_set);
SpareCodeEffect spare_code_facts_get_effect  (SpareCodeFacts *self);

G_END_DECLS
