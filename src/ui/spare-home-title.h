/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SpareHomeTitle:
 *
 * The middle of a home page's header bar: the switcher between the home pages,
 * or, where there is no room for it, the program's name. Then the window shows
 * the switcher at its lower edge.
 *
 * Signals: "changed": spare_home_title_get_narrow() has another answer.
 */
#define SPARE_TYPE_HOME_TITLE (spare_home_title_get_type ())
G_DECLARE_FINAL_TYPE (SpareHomeTitle, spare_home_title, SPARE, HOME_TITLE, GtkWidget)

void     spare_home_title_set_stack  (SpareHomeTitle *self,
                                      AdwViewStack   *stack);
gboolean spare_home_title_get_narrow (SpareHomeTitle *self);

G_END_DECLS
