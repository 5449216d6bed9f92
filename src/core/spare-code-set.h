/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-thing.h"

G_BEGIN_DECLS

/* The backup codes that a service gave for one account: a thing of the type
 * "code-set" with the keys `account` (an account's id), `code` (one or more, as
 * the service writes them, in its order), `origin` and `created`. */
#define SPARE_CODE_SET_TYPE    "code-set"
#define SPARE_CODE_SET_ACCOUNT "account"
#define SPARE_CODE_SET_CODE    "code"
#define SPARE_CODE_SET_CREATED "created"
#define SPARE_CODE_SET_ORIGIN  "origin" /* what it came from: "steam-revocation", … */

SpareThing *spare_code_set_new      (const char *id,
                                     const char *account_id,
                                     const char *origin,
                                     gint64      created) G_GNUC_WARN_UNUSED_RESULT;
gboolean    spare_thing_is_code_set (SpareThing *self);

G_END_DECLS
