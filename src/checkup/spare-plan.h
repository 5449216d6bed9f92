/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup.h"

G_BEGIN_DECLS

typedef enum
{
  SPARE_PLAN_SECTION, /* a title */
  SPARE_PLAN_TEXT,    /* a text below it */
  SPARE_PLAN_EVENT,   /* a title, and what follows */
  SPARE_PLAN_STEP,    /* something to do, to be ticked */
} SparePlanKind;

typedef struct
{
  SparePlanKind kind;
  char         *title; /* (nullable) */
  char        **texts; /* paragraphs; may be empty */
} SparePlanPart;

/**
 * SparePlan:
 *
 * The check-up in words, in the order in which it is read on paper: what would be lost,
 * what somebody would get, what to do about it, and what is due. Translated; holds
 * names, and nothing that is secret.
 */
typedef struct
{
  char      *title;   /* "Recovery Plan" */
  char      *made;    /* "As of 22 November 2026, about 8 accounts." */
  char      *warning; /* who may see it */
  gint64     day;     /* Unix s, plus the offset: the day of @made */
  GPtrArray *parts;   /* SparePlanPart */
} SparePlan;

/* @accounts, @things: the vault's lists, of which @checkup is. @now: Unix s; @offset:
 * how many s it is later here than in UTC. What is due within a year is in it.
 * (transfer full) */
SparePlan *spare_plan_new  (const SpareCheckup *checkup,
                            GListModel         *accounts,
                            GListModel         *things,
                            gint64              now,
                            int                 offset,
                            SpareDayWords       day_words) G_GNUC_WARN_UNUSED_RESULT;
void       spare_plan_free (SparePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SparePlan, spare_plan_free)

/* What stands at the foot of each page: "Page 1 of 3". */
char      *spare_plan_dup_page (guint number,
                                guint count) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
