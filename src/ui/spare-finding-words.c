/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-finding-words.h"

#include <glib/gi18n.h>

#include "spare-words.h"

char *
spare_finding_words_dup_evidence (const SpareFinding *self)
{
  return spare_finding_dup_evidence (self, spare_words_dup_date);
}

char *
spare_finding_words_dup_effort (const SpareFinding *self)
{
  return g_strdup_printf (ngettext ("%u minute", "%u minutes", self->minutes), self->minutes);
}

const char *
spare_finding_words_get_icon (SpareUrgency urgency)
{
  switch (urgency)
    {
    case SPARE_URGENCY_LOCKOUT:
      return "changes-prevent-symbolic";
    case SPARE_URGENCY_TAKEOVER:
      return "security-low-symbolic";
    case SPARE_URGENCY_FIRST:
      return "dialog-question-symbolic";
    case SPARE_URGENCY_HYGIENE:
    default:
      /* A tick would say that it is done. */
      return "checkbox-symbolic";
    }
}

const char *
spare_finding_words_get_urgency (SpareUrgency urgency)
{
  switch (urgency)
    {
    case SPARE_URGENCY_LOCKOUT:
      return _("You could be locked out");
    case SPARE_URGENCY_TAKEOVER:
      return _("Somebody else could get in");
    case SPARE_URGENCY_FIRST:
      return _("Opens the way for other steps");
    case SPARE_URGENCY_HYGIENE:
    default:
      return _("Good to have done");
    }
}

char *
spare_finding_words_dup_aside (SpareThing *aside)
{
  const char *reason = spare_set_aside_get_reason (aside);
  g_autofree char *date = spare_words_dup_date (spare_set_aside_get_until (aside));

  if (reason == NULL || *reason == '\0')
    /* Translators: of a finding that was put off; %s is a day. */
    return g_strdup_printf (_("Put off until %s"), date);

  /* Translators: why a finding does not apply; the first %s is the reason, the second one a day. */
  return g_strdup_printf (_("%s. Asked again on %s"), reason, date);
}
