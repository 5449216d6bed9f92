/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-thing.h"

G_BEGIN_DECLS

#define SPARE_THING_SCHEME "sparekey:"

/* @line is no longer than SPARE_RECORD_MAX. */
SpareThing *spare_thing_parse (const char *line,
                               const char *id,
                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;

typedef gboolean (*SpareThingFunc) (SpareThing *self,
                                    const char *detail);

/* Those of @things that are @wanted, sorted.
 * Returns: (transfer container) (element-type SpareThing): own references */
GPtrArray  *spare_thing_list (GListModel    *things,
                              SpareThingFunc wanted,
                              const char    *detail,
                              GCompareFunc   compare) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): the value as text without NUL; borrowed */
const char *spare_thing_value_text (const SpareSecret *value);

G_END_DECLS
