/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-code-list.h"
#include "spare-code-row.h"

G_BEGIN_DECLS

/* A widget and the account's position that it shows at the moment. */
typedef struct
{
  SpareCodeRow *widget;
  guint         position; /* GTK_INVALID_LIST_POSITION: none */
} Row;

struct _SpareCodeList
{
  GtkWidget      parent_instance;

  SpareReveal   *reveal;
  GListModel    *model;
  GArray        *rows;   /* of Row */
  SpareAccount  *cursor; /* (nullable) */

  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  gboolean       configuring;
  gboolean       configured; /* do the adjustments know all items? */

  int            row_x;
  int            row_width;
  int            row_height;

  gboolean       reorderable;
  SpareAccount  *pressed; /* (nullable): under the pointer when it went down */
  guint          drop;    /* 1 + where a dragged row would go; 0: nowhere */
};

void          spare_code_list_add_pointer    (SpareCodeList *self);
void          spare_code_list_draw_drop      (SpareCodeList *self,
                                              GtkSnapshot   *snapshot);
int           spare_code_list_get_row_y      (SpareCodeList *self,
                                              guint          position);
guint         spare_code_list_position_at    (SpareCodeList *self,
                                              double         y);
SpareAccount *spare_code_list_dup_account_at (SpareCodeList *self,
                                              double         x,
                                              double         y);
void          spare_code_list_emit_menu      (SpareCodeList *self,
                                              SpareAccount  *account,
                                              int            x,
                                              int            y);
void          spare_code_list_emit_dropped   (SpareCodeList *self,
                                              SpareAccount  *account,
                                              guint          index);

G_END_DECLS
