/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-format-private.h"

G_BEGIN_DECLS

/* The JSON object that FreeOTP and FreeOTP+ keep for each token. @secret:
 * (nullable): taken from the object where NULL */
void spare_freeotp_add_token (JsonObject               *token,
                              SpareSecret              *secret,
                              const SpareImportContext *context,
                              SpareImport              *import);
/* What it is called, for a problem. */
char *spare_freeotp_label    (JsonObject *token) G_GNUC_WARN_UNUSED_RESULT;
gboolean spare_freeotp_is_token (JsonObject *token);

G_END_DECLS
