/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup.h"
#include "spare-window.h"

G_BEGIN_DECLS

/* Sets findings aside, in the keyring, and takes that back. @finding: of @checkup */

void spare_finding_put_off   (SpareWindow        *window,
                              const SpareFinding *finding);
/* Asks for the reason first. */
void spare_finding_reject    (SpareWindow        *window,
                              SpareCheckup       *checkup,
                              const SpareFinding *finding);
/* @id: of the record that sets it aside */
void spare_finding_ask_again (SpareWindow        *window,
                              const char         *id);

G_END_DECLS
