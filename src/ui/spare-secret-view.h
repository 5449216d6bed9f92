/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-secret.h"

G_BEGIN_DECLS

/**
 * SpareSecretView:
 *
 * Draws a secret as text in groups of four, on as many lines as it takes. It
 * reads locked memory while drawing: a label would hold a copy.
 */
#define SPARE_TYPE_SECRET_VIEW (spare_secret_view_get_type ())
G_DECLARE_FINAL_TYPE (SpareSecretView, spare_secret_view, SPARE, SECRET_VIEW, GtkWidget)

/* @text: (nullable): NULL shows nothing */
void spare_secret_view_set_text (SpareSecretView *self,
                                 SpareSecret     *text);
/* FALSE shows it just as it is: a service's own groups are part of a code. */
void spare_secret_view_set_grouped (SpareSecretView *self,
                                    gboolean         grouped);

G_END_DECLS
