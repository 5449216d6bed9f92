/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareHappeningPage:
 *
 * "Something happened": what was lost, or who is in an account; and then, step by step,
 * what to do about it.
 */
#define SPARE_TYPE_HAPPENING_PAGE (spare_happening_page_get_type ())
G_DECLARE_FINAL_TYPE (SpareHappeningPage, spare_happening_page, SPARE, HAPPENING_PAGE, AdwBin)

GtkWidget *spare_happening_page_new (SpareWindow *window);

G_END_DECLS
