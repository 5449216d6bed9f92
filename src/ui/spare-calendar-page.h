/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareCalendarPage:
 *
 * What is due in the next twelve months, by month, overdue ones first. Follows the vault
 * while it is on the screen.
 */
#define SPARE_TYPE_CALENDAR_PAGE (spare_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareCalendarPage, spare_calendar_page, SPARE, CALENDAR_PAGE, AdwBin)

GtkWidget *spare_calendar_page_new (SpareWindow *window);

G_END_DECLS
