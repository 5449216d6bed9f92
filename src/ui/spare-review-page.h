/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareReviewPage:
 *
 * The yearly review, one step at a time: what changed, what is due, what was put off,
 * what was told long ago. At its end the day is stored.
 */
#define SPARE_TYPE_REVIEW_PAGE (spare_review_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareReviewPage, spare_review_page, SPARE, REVIEW_PAGE, AdwBin)

GtkWidget *spare_review_page_new (SpareWindow *window);

G_END_DECLS
