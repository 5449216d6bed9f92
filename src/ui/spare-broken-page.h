/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareBrokenPage:
 *
 * Records that could not be understood: why, a way to export each as it is, and
 * to erase it after a question.
 */
#define SPARE_TYPE_BROKEN_PAGE (spare_broken_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareBrokenPage, spare_broken_page, SPARE, BROKEN_PAGE, AdwBin)

/* @window outlives the page. */
GtkWidget *spare_broken_page_new (SpareWindow *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
