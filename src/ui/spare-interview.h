/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-access.h"

G_BEGIN_DECLS

/* The questions about one account, with the answers that can be given: what the
 * dialog shows, and what comes of it. */

/* One answer. */
typedef struct
{
  char    *value;  /* as it is stored: "sms:ID" */
  char    *title;
  char    *hint;   /* (nullable): why it is suggested */
  gboolean chosen;
  gboolean alone;  /* goes with no other: "none", "unknown" */
} SpareInterviewChoice;

/* What can be added where the choices lack it; its name is enough. */
typedef struct
{
  const char   *title; /* for gettext */
  const char   *word;  /* (nullable): before the colon of the answer */
  SpareFactType type;  /* %SPARE_FACT_ACCESS: an account; %SPARE_FACT_N_TYPES: a mail address */
  const char   *kind;  /* (nullable): of a new device or memory */
} SpareInterviewAdd;

/* A part of a question, with the answers to choose from. */
typedef struct
{
  const char              *key;      /* SPARE_ACCESS_… */
  const char              *title;    /* for gettext */
  const char              *reason;   /* (nullable): for gettext */
  char                    *seen;     /* (nullable): what Sparekey sees by itself, or knows of the service: sentences */
  gboolean                 single;   /* one answer, not several */
  gboolean                 required; /* no answer is "unknown" */
  gboolean                 folded;   /* few need it */
  gboolean                 was_said; /* the chosen ones are what the person said before */
  GPtrArray               *choices;  /* of SpareInterviewChoice */
  const SpareInterviewAdd *adds;
  guint                    n_adds;
} SpareInterviewPart;

const char  *spare_interview_get_question (SpareQuestion question); /* "How Do You Sign In?" */

/* @account: one of @accounts, the vault's list, as is @things.
 * @before: (nullable): what was answered for another account just now, which may
 *   hold for this one, too
 *
 * What was said is chosen; where nothing was, what is likely, with the reason.
 * (transfer full) (element-type SpareInterviewPart) */
GPtrArray   *spare_interview_list_parts   (SpareAccount *account,
                                           GListModel   *accounts,
                                           GListModel   *things,
                                           SpareQuestion question,
                                           SpareThing   *before) G_GNUC_WARN_UNUSED_RESULT;
/* Chooses or gives up an answer, and the others with which it cannot be. */
void         spare_interview_part_choose  (SpareInterviewPart *self,
                                           guint               nth,
                                           gboolean            chosen);
/* (transfer full): NULL-terminated: what is chosen */
char       **spare_interview_part_dup_values (SpareInterviewPart *self) G_GNUC_WARN_UNUSED_RESULT;
/* Notes the answers to all @parts of a question. @access: a new record or a copy */
void         spare_interview_answer       (SpareThing *access,
                                           GPtrArray  *parts,
                                           gint64      now);

/* What is called @name, one that is on record or a new one; the new answer is chosen.
 * @id: for a new one.
 *
 * Returns: (transfer full) (nullable): a SpareRecord to save; NULL where it is there,
 *   or where @name cannot be one (then the choices are as they were) */
SpareRecord *spare_interview_part_add     (SpareInterviewPart      *self,
                                           const SpareInterviewAdd *add,
                                           const char              *name,
                                           const char              *id,
                                           GListModel              *accounts,
                                           GListModel              *things,
                                           gint64                   now) G_GNUC_WARN_UNUSED_RESULT;

/* All that was said, in a sentence or three; NULL where nothing was.
 * (transfer full) (nullable) */
char        *spare_interview_dup_summary  (SpareAccount *account,
                                           GListModel   *accounts,
                                           GListModel   *things) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
