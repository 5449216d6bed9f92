/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup.h"
#include "spare-window.h"

G_BEGIN_DECLS

#define SPARE_CHECKUP_DUE_MAX 5 /* shown at first */

/**
 * SpareCheckupDue:
 *
 * What is due: what only the person can tell, sheets to be tested, codes to be
 * renewed. There only while something is. A row uses the actions win.drill(s),
 * win.show-sheets, win.show-set(s), win.fact(s) and win.interview(s).
 */
#define SPARE_TYPE_CHECKUP_DUE (spare_checkup_due_get_type ())
G_DECLARE_FINAL_TYPE (SpareCheckupDue, spare_checkup_due, SPARE, CHECKUP_DUE, AdwPreferencesGroup)

/* @window outlives the group. What the findings of @checkup ask for already is left out. */
void  spare_checkup_due_update   (SpareCheckupDue *self,
                                  SpareWindow     *window,
                                  SpareCheckup    *checkup);
guint spare_checkup_due_count    (SpareCheckupDue *self);

/* The next date: "Next: test sheet K7M-3QP, on 3 May 2027."; NULL where there is none
 * within two years. (nullable) (transfer full) */
char *spare_checkup_due_dup_next (SpareWindow     *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
