/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-reveal.h"

G_BEGIN_DECLS

/**
 * SpareCodeRow:
 *
 * One account in the list of codes: avatar, service and account name, code and
 * countdown, and a button to copy (for counter-based codes, another for the
 * next code). All rows of one list are equally high: wide rows have one line,
 * narrow ones put the code below the names.
 *
 * The buttons use the actions win.copy and win.advance.
 */
#define SPARE_TYPE_CODE_ROW (spare_code_row_get_type ())
G_DECLARE_FINAL_TYPE (SpareCodeRow, spare_code_row, SPARE, CODE_ROW, GtkWidget)

GtkWidget    *spare_code_row_new          (SpareReveal *reveal);

/* Set it again after the account's values changed. */
void          spare_code_row_set_account  (SpareCodeRow *self,
                                           SpareAccount *account); /* (nullable) */
SpareAccount *spare_code_row_get_account  (SpareCodeRow *self);

/* For assistive technology: the row is number @position of @total, from 0. */
void          spare_code_row_set_position (SpareCodeRow *self,
                                           guint         position,
                                           guint         total);
void          spare_code_row_set_selected (SpareCodeRow *self,
                                           gboolean      selected);

/* In pixels; the same for all rows of that width, and for hidden ones. */
int           spare_code_row_get_height   (SpareCodeRow *self,
                                           int           width);

void          spare_code_row_tick         (SpareCodeRow *self,
                                           gint64        unix_time);

G_END_DECLS
