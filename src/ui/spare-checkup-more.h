/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SpareCheckupMore:
 *
 * The button below a list that shows all of it, or only its first rows. There
 * only while there are more.
 *
 * Signals: "toggled".
 */
#define SPARE_TYPE_CHECKUP_MORE (spare_checkup_more_get_type ())
G_DECLARE_FINAL_TYPE (SpareCheckupMore, spare_checkup_more, SPARE, CHECKUP_MORE, AdwBin)

SpareCheckupMore *spare_checkup_more_new (guint max);

/* Takes from @items what is not to be shown now. */
void              spare_checkup_more_cut (SpareCheckupMore *self,
                                          GPtrArray        *items);

/* A list of rows in @group, which is called @title. Borrowed. */
GtkListBox       *spare_checkup_more_add_list (AdwPreferencesGroup *group,
                                               const char          *title);

G_END_DECLS
