/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/* Removes the device, place, person, … of this id with all links to it, after a
 * question that says who uses it. What says that it is done offers Undo. */
void  spare_fact_remove          (SpareWindow *window,
                                  const char  *id);
/* Brings back what was removed last, if that is @id, and the links to it. */
void  spare_fact_undo            (SpareWindow *window,
                                  const char  *id);

/* Who names @id: "GitHub, alice" and others. Accounts in the bin count.
 * (transfer full): NULL-terminated */
char **spare_fact_dup_user_names (SpareVault *vault,
                                  const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
