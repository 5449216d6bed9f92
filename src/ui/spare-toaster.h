/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SpareToaster:
 *
 * Says one thing at a time in a toast. What is said next takes the place of
 * what is there: quick copies must not queue up, and libadwaita 1.2 crashes
 * when a toast is dismissed while it still slides in.
 */
#define SPARE_TYPE_TOASTER (spare_toaster_get_type ())
G_DECLARE_FINAL_TYPE (SpareToaster, spare_toaster, SPARE, TOASTER, GObject)

/* @overlay is borrowed and outlives the toaster. */
SpareToaster *spare_toaster_new (AdwToastOverlay *overlay) G_GNUC_WARN_UNUSED_RESULT;

/* @text: after a line break, a second line in smaller letters
 * @button, @detailed_action: (nullable) */
void          spare_toaster_say (SpareToaster *self,
                                 const char   *text,
                                 const char   *button,
                                 const char   *detailed_action);

G_END_DECLS
