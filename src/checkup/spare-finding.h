/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-map.h"
#include "spare-thing.h"

G_BEGIN_DECLS

/* What a finding is about; each stands for one or several recommendations, see
 * spare-recommendation.h. */
typedef enum
{
  /* Getting locked out. */
  SPARE_FINDING_ONE_LOSS,       /* LK1: one loss, and an account that matters is gone */
  SPARE_FINDING_COPIES_TOGETHER, /* LK2: all copies of the codes go together */
  SPARE_FINDING_TRAP,           /* LK3: accounts that only recover each other */
  SPARE_FINDING_CODES_BEHIND,   /* LK4: the codes are kept where they are needed to get in */
  SPARE_FINDING_FEW_CODES,      /* LK5 */
  SPARE_FINDING_NO_WAY_IN,      /* LK6: none is recorded */
  SPARE_FINDING_NOBODY_ELSE,    /* LK7: a person for emergencies could open nothing */
  /* Being taken over. */
  SPARE_FINDING_MAILBOX,        /* AT1: whoever reads a mailbox gets other accounts */
  SPARE_FINDING_REUSE,          /* AT2: one password for several accounts */
  SPARE_FINDING_COLLAPSE,       /* AT3: one thing is both factors */
  SPARE_FINDING_BACKDOOR,       /* AT4: a weaker way in than the front door */
  SPARE_FINDING_INVERSION,      /* AT5: a minor account opens one that matters more */
  SPARE_FINDING_FOREIGN_MAILBOX, /* AT6: the recovery address is none of the accounts, or given up */
  SPARE_FINDING_ASSUMED,        /* AT7: an assumption decides: find out */
  SPARE_FINDING_GONE_PERSON,    /* M13: a person without trust still gets at something */
  /* Hygiene. */
  SPARE_FINDING_NO_CODES,       /* B2: two-step sign-in and no backup codes */
  SPARE_FINDING_NOT_PRINTED,    /* B7 */
  SPARE_FINDING_NOT_TESTED,     /* B12: a sheet was never read back, or long ago */
  SPARE_FINDING_NO_SECOND_STEP, /* M2, E4: possible and not used */
  SPARE_FINDING_WEAK_PASSWORD,  /* M8, E1 */
  SPARE_FINDING_BREACHED,       /* M8, M9 */
  SPARE_FINDING_OPEN_QUESTIONS, /* how one gets in or back in is not known yet */
  SPARE_FINDING_N_KINDS,
} SpareFindingKind;

/* The place in the order in which findings are shown (domain: permanent lockout,
 * takeovers from afar of what matters, what opens the way for other fixes, hygiene). */
typedef enum
{
  SPARE_URGENCY_LOCKOUT,
  SPARE_URGENCY_TAKEOVER,
  SPARE_URGENCY_FIRST,
  SPARE_URGENCY_HYGIENE,
} SpareUrgency;

/* What the button starts. */
typedef enum
{
  SPARE_FIX_NONE,
  SPARE_FIX_PRINT_CODES,   /* @record: an account */
  SPARE_FIX_TAKE_CODES,    /* … */
  SPARE_FIX_DRILL,         /* a sheet */
  SPARE_FIX_ASK,           /* the interview of an account */
  SPARE_FIX_CHANGE_PASSWORD, /* an account */
  SPARE_FIX_SET_UP,        /* the set-up guide of an account's service */
  SPARE_FIX_RECOVERY_PAGE, /* the service's page about recovery options: an account */
  SPARE_FIX_FACT,          /* the page of a device, place, person or number */
  SPARE_FIX_NEW_PERSON,    /* somebody for emergencies */
} SpareFixKind;

/* Two figures that can be added up by hand, from the sentences about what may happen:
 * @lost is the sum, over all losses of the map, of the number of accounts that the
 * owner would lose; @seized the sum, over all takings, of the number of accounts that
 * somebody would get, with what is assumed. Takings of a person are left out: who is
 * given something is meant to have it, and the advice says how much that is. */
typedef struct
{
  guint lost;
  guint seized;
} SpareColumns;

typedef struct
{
  SpareFindingKind kind;
  SpareUrgency     urgency;
  char            *id;       /* "one-loss:lose-device:ID", "no-codes"; stays the same while it stands */
  guint            subject;  /* the vertex that it is about; %SPARE_GRAPH_NONE */
  GArray          *accounts; /* guint: the accounts at stake */
  char            *title;    /* translated: "Without Pixel 8 you cannot get back into GitHub" */
  char            *why;      /* the path as a sentence */
  char            *advice;   /* what to do, and what it changes */
  char            *first;    /* (nullable): "First do X", where what is advised would alone make something worse */
  SpareEvidence    evidence;
  gint64           said;     /* Unix s, 0 */
  guint            minutes;  /* effort: 2, 5, 15 */
  SpareFixKind     fix;      /* with @first: how to do that */
  char            *record;   /* (nullable): what the fix is done to */
  gboolean         has_columns;
  SpareColumns     before;   /* where what is advised changes the graph: both figures, now and when it is done */
  SpareColumns     after;    /* neither is higher; with @first when both are done */
  guint            gain;     /* orders only, never shown */
} SpareFinding;

void         spare_finding_free      (SpareFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareFinding, spare_finding_free)
const char  *spare_finding_kind_get_name (SpareFindingKind kind); /* "one-loss" */

/* How a day is written: (transfer full). @time: Unix s */
typedef char *(*SpareDayWords) (gint64 time);

/* What it rests on, translated: "worked out", "you said so on 3 May 2026". */
char        *spare_finding_dup_evidence (const SpareFinding *self,
                                         SpareDayWords       day_words) G_GNUC_WARN_UNUSED_RESULT;

/* "Later" and "does not apply": things of the type "set-aside" (docs/record.md), so
 * that they go into the backup, too. */
#define SPARE_SET_ASIDE_TYPE   "set-aside"
#define SPARE_SET_ASIDE_DAYS   30      /* "later" */
#define SPARE_SET_ASIDE_MONTHS 12      /* "does not apply": asked again then */

/* @reason: (nullable): why it does not apply, as the person says it; none: it is only
 * put off. @until: Unix s: asked again then */
SpareThing  *spare_set_aside_new     (const char *id,
                                      const char *finding_id,
                                      const char *reason,
                                      gint64      now,
                                      gint64      until) G_GNUC_WARN_UNUSED_RESULT;
/* The same with the usual date, and with how many accounts are at stake: once there
 * are more or fewer, the finding is back at once. */
SpareThing  *spare_set_aside_new_for (const char         *id,
                                      const SpareFinding *finding,
                                      const char         *reason,
                                      gint64              now) G_GNUC_WARN_UNUSED_RESULT;
gboolean     spare_thing_is_set_aside (SpareThing *self);
/* The one of @things that sets this finding aside today; of several the latest.
 * (transfer full) (nullable) */
SpareThing  *spare_set_aside_find    (GListModel         *things,
                                      const SpareFinding *finding,
                                      gint64              now) G_GNUC_WARN_UNUSED_RESULT;
const char  *spare_set_aside_get_finding (SpareThing *self); /* "" where it is missing */
const char  *spare_set_aside_get_reason  (SpareThing *self); /* (nullable): only put off */
gint64       spare_set_aside_get_until   (SpareThing *self); /* Unix s */

G_END_DECLS
