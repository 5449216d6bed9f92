/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  SPARE_HINT_NOTE,
  SPARE_HINT_WARNING,
  SPARE_HINT_ERROR,
} SpareHintKind;

/**
 * SpareHintRow:
 *
 * A sentence right below the row of a form that it is about. It is there only
 * while it has something to say.
 */
#define SPARE_TYPE_HINT_ROW (spare_hint_row_get_type ())
G_DECLARE_FINAL_TYPE (SpareHintRow, spare_hint_row, SPARE, HINT_ROW, AdwPreferencesRow)

/* @text: (nullable): NULL hides the row */
void          spare_hint_row_set      (SpareHintRow *self,
                                       SpareHintKind kind,
                                       const char   *text);
const char   *spare_hint_row_get_text (SpareHintRow *self); /* (nullable) */
SpareHintKind spare_hint_row_get_kind (SpareHintRow *self);

G_END_DECLS
