/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A new row for @item, or one that stays, filled with it. */
typedef GtkWidget *(*SpareCheckupRowNew)  (gpointer   item,
                                           gpointer   user_data);
typedef void       (*SpareCheckupRowFill) (GtkWidget *row,
                                           gpointer   item,
                                           gpointer   user_data);

/* Makes the rows of @list those of @items, in their order. @keys: what each item is
 * called, which stays the same. A row of a key that stays is kept, and so are the
 * focus in it and what is open in it; where the row with the focus goes, the one in
 * its place gets it. */
void spare_checkup_rows_sync (GtkListBox         *list,
                              GPtrArray          *keys,
                              GPtrArray          *items,
                              SpareCheckupRowNew  create,
                              SpareCheckupRowFill fill,
                              gpointer            user_data);

/* What an expander @row opens: @text, and below it a box for buttons, which is returned. */
GtkWidget *spare_checkup_rows_add_inside (GtkWidget  *row,
                                          const char *text);

/* @label: with a mnemonic; it wraps where there is little room. */
GtkWidget *spare_checkup_rows_add_button (GtkWidget  *box,
                                          const char *label);

G_END_DECLS
