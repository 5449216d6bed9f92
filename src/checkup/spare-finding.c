/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-finding.h"

#include <glib/gi18n-lib.h>

static const char *const names[] = {
  [SPARE_FINDING_ONE_LOSS] = "one-loss",
  [SPARE_FINDING_COPIES_TOGETHER] = "copies-together",
  [SPARE_FINDING_TRAP] = "trap",
  [SPARE_FINDING_CODES_BEHIND] = "codes-behind",
  [SPARE_FINDING_FEW_CODES] = "few-codes",
  [SPARE_FINDING_NO_WAY_IN] = "no-way-in",
  [SPARE_FINDING_NOBODY_ELSE] = "nobody-else",
  [SPARE_FINDING_MAILBOX] = "mailbox",
  [SPARE_FINDING_REUSE] = "reuse",
  [SPARE_FINDING_COLLAPSE] = "collapse",
  [SPARE_FINDING_BACKDOOR] = "backdoor",
  [SPARE_FINDING_INVERSION] = "inversion",
  [SPARE_FINDING_FOREIGN_MAILBOX] = "foreign-mailbox",
  [SPARE_FINDING_ASSUMED] = "assumed",
  [SPARE_FINDING_GONE_PERSON] = "gone-person",
  [SPARE_FINDING_NO_CODES] = "no-codes",
  [SPARE_FINDING_NOT_PRINTED] = "not-printed",
  [SPARE_FINDING_NOT_TESTED] = "not-tested",
  [SPARE_FINDING_NO_SECOND_STEP] = "no-second-step",
  [SPARE_FINDING_WEAK_PASSWORD] = "weak-password",
  [SPARE_FINDING_BREACHED] = "breached",
  [SPARE_FINDING_OPEN_QUESTIONS] = "open-questions",
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == SPARE_FINDING_N_KINDS);

void
spare_finding_free (SpareFinding *self)
{
  g_free (self->id);
  g_array_unref (self->accounts);
  g_free (self->title);
  g_free (self->why);
  g_free (self->advice);
  g_free (self->first);
  g_free (self->record);
  g_free (self);
}

const char *
spare_finding_kind_get_name (SpareFindingKind kind)
{
  g_return_val_if_fail (kind < SPARE_FINDING_N_KINDS, NULL);

  return names[kind];
}

char *
spare_finding_dup_evidence (const SpareFinding *self,
                            SpareDayWords       day_words)
{
  g_autofree char *day = NULL;

  switch (self->evidence)
    {
    case SPARE_EVIDENCE_CHECKED:
      return g_strdup (_("checked by Sparekey"));
    case SPARE_EVIDENCE_DERIVED:
      return g_strdup (_("worked out"));
    case SPARE_EVIDENCE_SAID:
      if (self->said == 0)
        return g_strdup (_("you said so"));
      day = day_words (self->said);
      /* Translators: %s is a day. */
      return g_strdup_printf (_("you said so on %s"), day);
    case SPARE_EVIDENCE_ASSUMED:
    default:
      return g_strdup (_("assumed, because it is not known"));
    }
}
