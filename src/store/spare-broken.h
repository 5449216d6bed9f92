/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/**
 * SpareBroken:
 *
 * A record that could not be understood: set aside, shown, exportable as it
 * is, never deleted by us.
 */
#define SPARE_TYPE_BROKEN (spare_broken_get_type ())
G_DECLARE_FINAL_TYPE (SpareBroken, spare_broken, SPARE, BROKEN, GObject)

SpareBroken  *spare_broken_new        (const char   *id,
                                       SpareSecret  *raw,
                                       const GError *reason) G_GNUC_WARN_UNUSED_RESULT;

const char   *spare_broken_get_id     (SpareBroken *self);
SpareSecret  *spare_broken_peek_raw   (SpareBroken *self); /* (nullable): the item's bytes */
const GError *spare_broken_get_reason (SpareBroken *self);

G_END_DECLS
