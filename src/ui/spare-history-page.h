/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareHistoryPage:
 *
 * How the counts of the check-up went: a drawing, and the same as a list.
 */
#define SPARE_TYPE_HISTORY_PAGE (spare_history_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareHistoryPage, spare_history_page, SPARE, HISTORY_PAGE, AdwBin)

GtkWidget *spare_history_page_new (SpareWindow *window);

G_END_DECLS
