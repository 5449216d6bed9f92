/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-review.h"
#include "spare-window.h"

G_BEGIN_DECLS

/* Rows of the yearly review. Their buttons use the window around them. */

/* Then and now, side by side in a sentence. @then: (nullable): it is not known */
GtkWidget *spare_review_row_new_count (const char       *title,
                                       const char       *then,
                                       const char       *now);
/* Something that was told long ago: still so, or to be changed. */
GtkWidget *spare_review_row_new_fact  (SpareWindow      *window,
                                       SpareThing       *fact);
/* A finding whose time has come again; @aside: what put it off. The buttons use
 * review.later(s) and review.not-applying(s), with the finding's id. */
GtkWidget *spare_review_row_new_aside (const SpareFinding *finding,
                                       SpareThing         *aside);

G_END_DECLS
