/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-promise.h"
#include "spare-window.h"

G_BEGIN_DECLS

/* A row for what is due, with what leads to it: what only the person can know is
 * answered in the row; for the rest, it uses the actions win.drill(s),
 * win.show-sheets, win.show-set(s), win.show-checkup, win.review, win.fact(s) and
 * win.interview(s). */

/* @promises: of spare_promise_list(); @window outlives the row. */
GtkWidget *spare_due_row_new  (SpareWindow    *window,
                               GPtrArray      *promises,
                               const SpareDue *due);
/* @row: a former one for the same thing. @promises is kept until the next call or the
 * end of the row. */
void       spare_due_row_fill (GtkWidget      *row,
                               GPtrArray      *promises,
                               const SpareDue *due,
                               gint64          now);
/* What stays the same while the thing is due. */
char      *spare_due_row_dup_key (const SpareDue *due) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
