/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-runbook.h"

G_BEGIN_DECLS

/* What was done while something goes on, line by line: what the person ticked, and what
 * was done to the backup codes and secrets of the accounts in the steps. Never a code. */

#define SPARE_HAPPENING_MAX_LOG 500 /* lines; the newest are kept */

typedef enum
{
  SPARE_HAPPENING_EVENT_DONE,   /* "done": a step was ticked; the detail is what it said */
  SPARE_HAPPENING_EVENT_OPENED, /* "opened": its tick was taken out */
  SPARE_HAPPENING_EVENT_USED,   /* "used": a backup code of the account; the detail is its number */
  SPARE_HAPPENING_EVENT_UNUSED, /* "unused": that was taken back */
  SPARE_HAPPENING_EVENT_CODES,  /* "codes": backup codes of the account became void */
  SPARE_HAPPENING_EVENT_SECRET, /* "secret": the account's old secret went into the bin */
  SPARE_HAPPENING_N_EVENTS,
} SpareHappeningEventKind;

typedef struct
{
  gint64                  time;    /* Unix s */
  SpareHappeningEventKind kind;
  char                   *account; /* its id; "" where it is about a step */
  char                   *detail;
} SpareHappeningEvent;

void       spare_happening_event_free (SpareHappeningEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareHappeningEvent, spare_happening_event_free)

/* @account, @detail: (nullable) */
void       spare_happening_log        (SpareThing              *self,
                                       gint64                   now,
                                       SpareHappeningEventKind  kind,
                                       const char              *account,
                                       const char              *detail);
/* Oldest first; lines of a later version are left out.
 * (element-type SpareHappeningEvent) */
GPtrArray *spare_happening_dup_log    (SpareThing *self) G_GNUC_WARN_UNUSED_RESULT;

/* What saving @records (element-type SpareRecord) does to the codes and secrets of the
 * accounts in @steps (of spare_runbook_new()) is written into the log of @self, and the
 * steps that are done with it are ticked; where a use is taken back, its tick is, too.
 * @accounts, @things: the vault's lists, as they are before. FALSE where nothing of it
 * concerns @self. */
gboolean   spare_happening_note       (SpareThing *self,
                                       GPtrArray  *steps,
                                       GListModel *accounts,
                                       GListModel *things,
                                       GPtrArray  *records,
                                       gint64      now);

G_END_DECLS
