/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-code-set.h"
#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareSetView:
 *
 * One code set: the next code, all of them, what using one does, and what
 * happened when. A code is in a widget only while it is shown: until the person
 * hides it, 30 seconds have passed, or the view leaves the screen.
 */
#define SPARE_TYPE_SET_VIEW (spare_set_view_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetView, spare_set_view, SPARE, SET_VIEW, AdwBin)

/* @window outlives the view; @set: one of the vault's */
GtkWidget  *spare_set_view_new     (SpareWindow *window,
                                    SpareThing  *set) G_GNUC_WARN_UNUSED_RESULT;
SpareThing *spare_set_view_get_set (SpareSetView *self);
/* The set has new values. */
void        spare_set_view_update  (SpareSetView *self);

G_END_DECLS
