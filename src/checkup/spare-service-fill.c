/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-service.h"

/**
 * spare_service_fill_in:
 * @self: (nullable): the service that gave the codes
 * @code_set: a set of its codes, changed
 *
 * What the person said of the set stays.
 */
void
spare_service_fill_in (const SpareService *self,
                       SpareThing         *code_set)
{
  if (spare_code_set_get_effect (code_set) == SPARE_CODE_EFFECT_UNKNOWN
      && spare_service_get_effect (self) != SPARE_CODE_EFFECT_UNKNOWN)
    spare_code_set_set_effect (code_set, spare_service_get_effect (self));

  if (spare_code_set_get_by_number (code_set) == SPARE_ANSWER_UNKNOWN
      && spare_service_get_answer (self, SPARE_SERVICE_BY_NUMBER) != SPARE_ANSWER_UNKNOWN)
    spare_code_set_set_by_number (code_set, spare_service_get_answer (self, SPARE_SERVICE_BY_NUMBER));

  if (spare_code_set_get_case (code_set) == SPARE_ANSWER_UNKNOWN
      && spare_service_get_answer (self, SPARE_SERVICE_CASE) != SPARE_ANSWER_UNKNOWN)
    spare_code_set_set_case (code_set, spare_service_get_answer (self, SPARE_SERVICE_CASE));

  if (spare_code_set_get_separators (code_set) == SPARE_ANSWER_UNKNOWN
      && spare_service_get_answer (self, SPARE_SERVICE_SEPARATORS) != SPARE_ANSWER_UNKNOWN)
    spare_code_set_set_separators (code_set, spare_service_get_answer (self, SPARE_SERVICE_SEPARATORS));
}
