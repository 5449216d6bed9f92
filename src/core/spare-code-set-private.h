/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-code-set.h"

G_BEGIN_DECLS

#define SPARE_CODE_SET_NUMBER     "number"
#define SPARE_CODE_SET_USED       "used"
#define SPARE_CODE_SET_EFFECT     "effect"
#define SPARE_CODE_SET_BY_NUMBER  "by-number"
#define SPARE_CODE_SET_CASE       "case"
#define SPARE_CODE_SET_SEPARATORS "separators"
#define SPARE_CODE_SET_FILE       "file"
#define SPARE_CODE_SET_FORGOTTEN  "forgotten"
#define SPARE_CODE_SET_CHECK      "check"
#define SPARE_CODE_SET_LOG        "log"

#define SPARE_CODE_SET_LOG_MAX 200 /* events */

/* Sheets are void for the same reasons as sets, and say it in the same way. */
#define SPARE_THING_VOID   "void"
#define SPARE_THING_VOIDED "voided"

SpareVoid   spare_thing_get_void  (SpareThing *self);
/* FALSE where it is void already; that is left as it is. */
gboolean    spare_thing_make_void (SpareThing *self,
                                   SpareVoid   reason,
                                   gint64      now);

G_END_DECLS
