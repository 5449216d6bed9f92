/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SpareNotice:
 *
 * A strip above a page that says one thing which does not go away by itself,
 * with a button for what to do and one to close it.
 *
 * Signal "closed": the person closed it.
 */
#define SPARE_TYPE_NOTICE (spare_notice_get_type ())
G_DECLARE_FINAL_TYPE (SpareNotice, spare_notice, SPARE, NOTICE, GtkWidget)

/* @button, @action: (nullable): what the strip offers to do */
void spare_notice_show (SpareNotice *self,
                        const char  *text,
                        const char  *button,
                        const char  *action);
void spare_notice_hide (SpareNotice *self);

G_END_DECLS
