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
 */
#define SPARE_TYPE_CODE_VIEW (spare_code_view_get_type ())
G_DECLARE_FINAL_TYPE (SpareCodeView, spare_code_view, SPARE, CODE_VIEW, GtkWidget)

/* @reveal: (nullable): without one (a preview) timed codes are always shown
 * and a counter-based one shows the code of its stored counter. */
GtkWidget *spare_code_view_new         (SpareReveal *reveal);
void       spare_code_view_set_account (SpareCodeView *self,
                                        SpareAccount  *account); /* (nullable) */
void       spare_code_view_tick        (SpareCodeView *self,
                                        gint64         unix_time);

/* The code as one reads it out: "4 8 2 9 1 3", or "hidden". For accessible
 * names; wipe it with spare_wipe_string() before freeing it. */
char      *spare_code_view_dup_spoken  (SpareReveal  *reveal,
                                        SpareAccount *account,
                                        gint64        unix_time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
