/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "spare-reveal.h"

G_BEGIN_DECLS

/**
 * SpareCodeView:
 *
 * Draws the code of one account: grouped digits, the next code in the last
 * seconds, and the ring that counts down. Codes are computed while drawing and
 * wiped at once. It asks for redrawing only when somebody calls
 * spare_code_view_tick(), so that one clock drives all of them.
 *
 * A code that is too wide for its place is drawn smaller, never cut off, and
 * always from left to right.
 */
#define SPARE_TYPE_CODE_VIEW (spare_code_view_get_type ())
G_DECLARE_FINAL_TYPE (SpareCodeView, spare_code_view, SPARE, CODE_VIEW, GtkWidget)

/* @reveal: (nullable): without one (a preview) timed codes are always shown
 * and a counter-based one shows the code of its stored counter. */
GtkWidget *spare_code_view_new         (SpareReveal *reveal);
void       spare_code_view_set_reveal  (SpareCodeView *self,
                                        SpareReveal   *reveal);

/* @account: (nullable): set it again after its values changed */
void       spare_code_view_set_account (SpareCodeView *self,
                                        SpareAccount  *account);

/* Returns: whether the code is another one than at the last tick. */
gboolean   spare_code_view_tick        (SpareCodeView *self,
                                        gint64         unix_time);

/* The code as one reads it out: "4 8 2 9 1 3", or "hidden"; NULL for an account
 * without codes. @reveal is nullable as above. */
char      *spare_code_view_dup_spoken  (SpareReveal  *reveal,
                                        SpareAccount *account,
                                        gint64        unix_time) G_GNUC_WARN_UNUSED_RESULT;

/* The width in pixels that a code of @digits wants in the font of @self,
 * without the ring, and the size of the ring with its gap. */
int        spare_code_view_get_code_width (SpareCodeView *self,
                                           guint          digits);
int        spare_code_view_get_ring_width (SpareCodeView *self);

/* The empty band above the code, as high as the next code below it. */
int        spare_code_view_get_band       (SpareCodeView *self);

G_END_DECLS
