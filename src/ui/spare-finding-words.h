/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-finding.h"

G_BEGIN_DECLS

/* Findings in the window's words. */

/* What it rests on: "Worked out", "You said so on 3 May 2026". */
char       *spare_finding_words_dup_evidence (const SpareFinding *self) G_GNUC_WARN_UNUSED_RESULT;
/* "5 minutes" */
char       *spare_finding_words_dup_effort   (const SpareFinding *self) G_GNUC_WARN_UNUSED_RESULT;
const char *spare_finding_words_get_icon     (SpareUrgency urgency);
/* What the icon says: "You could be locked out". */
const char *spare_finding_words_get_urgency  (SpareUrgency urgency);

/* Why it was set aside, and until when. @aside: the record (docs/record.md) */
char       *spare_finding_words_dup_aside    (SpareThing *aside) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
