/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-finding.h"
#include "spare-window.h"

G_BEGIN_DECLS

/* The fixes of findings, as buttons that start the thing itself. */

/* What the button says, with a mnemonic; NULL where there is no fix.
 * (transfer full) (nullable) */
char    *spare_finding_fix_dup_label   (const SpareFinding   *finding,
                                        GListModel           *accounts,
                                        const SpareDirectory *directory) G_GNUC_WARN_UNUSED_RESULT;
void     spare_finding_fix_start       (const SpareFinding   *finding,
                                        SpareWindow          *window);

/* Is it done elsewhere, so that only the person can tell that it is done? Then the
 * interview of the account asks how it is now. */
gboolean spare_finding_fix_is_elsewhere (const SpareFinding *finding);

G_END_DECLS
