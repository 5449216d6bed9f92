/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-finding.h"

G_BEGIN_DECLS

/**
 * SpareFindingRow:
 *
 * One finding: its title; opened, why it is so, what its fix changes, how long
 * that takes, how it is known, and what can be done. Its buttons use the actions
 * checkup.fix(s), checkup.done(s), checkup.later(s), checkup.not-applying(s) and
 * checkup.ask-again(s), with the finding's id.
 */
#define SPARE_TYPE_FINDING_ROW (spare_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (SpareFindingRow, spare_finding_row, SPARE, FINDING_ROW, AdwExpanderRow)

GtkWidget *spare_finding_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Shows @finding, which is not kept. @label: (nullable): of the button that fixes it
 * @aside: (nullable): set aside, why and until when */
void       spare_finding_row_set (SpareFindingRow    *self,
                                  const SpareFinding *finding,
                                  const char         *label,
                                  const char         *aside);

G_END_DECLS
