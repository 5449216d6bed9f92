/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-service.h"
#include "spare-vault.h"

G_BEGIN_DECLS

/* What a review says about the codes, spare-take-review-hints.c; all give NULL
 * where there is nothing to say. */

/* Another number than the service gives is told, and is no mistake. */
char *spare_take_review_dup_count_hint   (const SpareService *service,
                                          guint               n) G_GNUC_WARN_UNUSED_RESULT;
/* Some of the codes (element-type SpareSecret) are there already.
 * @vault: (nullable) */
char *spare_take_review_dup_twin_hint    (SpareVault *vault,
                                          GPtrArray  *codes) G_GNUC_WARN_UNUSED_RESULT;
/* What becomes of the sets (element-type SpareThing) that are there. */
char *spare_take_review_dup_replace_hint (const SpareService *service,
                                          GPtrArray          *sets) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
