/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-service.h"

G_BEGIN_DECLS

#define SPARE_SERVICE_GENERIC "generic-" /* how the ids of kinds of services begin */

/* Refuses what docs/services.md does not allow, with the place in the message.
 * @id: the file's name without ".json" */
SpareService      *spare_service_parse       (const char *id,
                                              GBytes     *json,
                                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void               spare_service_free        (SpareService *self);

const char *const *spare_service_get_names   (const SpareService *self); /* its name first */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareService, spare_service_free)

G_END_DECLS
