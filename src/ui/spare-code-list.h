/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-reveal.h"

G_BEGIN_DECLS

/**
 * SpareCodeList:
 *
 * The scrollable list of accounts with their codes. It has widgets only for the
 * rows on screen, all equally high; GtkListView would make some 200 and build
 * them anew when a search is undone, which takes longer than a frame.
 *
 * The list is one stop for Tab. The cursor is the row that the arrow keys move
 * and that has the focus when the list has it; moving it does nothing else.
 * Keys and clicks on a row use the window's actions, with the account's id:
 * win.activate (Enter, click), win.reveal (Space), win.copy (Ctrl+C),
 * win.copy-next (Ctrl+Shift+C), win.advance (Ctrl+G), win.show-account
 * (Alt+Enter), win.edit (F2), win.delete (Delete), win.favorite (Ctrl+D),
 * win.move-up and win.move-down (Alt+Up, Alt+Down).
 *
 * Signals: "menu" (SpareAccount *account, int x, int y): a context menu is
 * wanted at this place of the list; "dropped" (SpareAccount *account, guint
 * index): the row was dragged to stand before the row that is now at @index.
 */
#define SPARE_TYPE_CODE_LIST (spare_code_list_get_type ())
G_DECLARE_FINAL_TYPE (SpareCodeList, spare_code_list, SPARE, CODE_LIST, GtkWidget)

void          spare_code_list_set_reveal      (SpareCodeList *self,
                                               SpareReveal   *reveal);

/* @model: (nullable): of SpareAccount */
void          spare_code_list_set_model       (SpareCodeList *self,
                                               GListModel    *model);

/* May rows be dragged to another place? */
void          spare_code_list_set_reorderable (SpareCodeList *self,
                                               gboolean       reorderable);

/* Reads the account's values again, if it is on screen; NULL: all. */
void          spare_code_list_refresh         (SpareCodeList *self,
                                               SpareAccount  *account);
void          spare_code_list_tick            (SpareCodeList *self,
                                               gint64         unix_time);

/* @position: GTK_INVALID_LIST_POSITION for none */
void          spare_code_list_set_cursor      (SpareCodeList *self,
                                               guint          position);
SpareAccount *spare_code_list_get_cursor      (SpareCodeList *self); /* (transfer none) (nullable) */

/* Scrolls to the row and gives it the focus. */
gboolean      spare_code_list_focus_position  (SpareCodeList *self,
                                               guint          position);

G_END_DECLS
