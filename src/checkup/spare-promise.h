/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-thing.h"

G_BEGIN_DECLS

/* What only the person can know, said with a date and asked again when it is due:
 * things of the type "promise" (docs/record.md). */
#define SPARE_PROMISE_TYPE "promise"
#define SPARE_PROMISE_REVIEW "review" /* the yearly review has a place of its own in the calendar */

typedef struct
{
  const char *key;      /* "device-lock", …: stays the same */
  const char *rows;     /* "M6 B13": the recommendations that it stands for */
  char       *subject;  /* (nullable): the id of the device, account or person that it is about */
  char       *title;    /* translated, with the subject's name in it: "Is Pixel 8 locked?" */
  const char *text;     /* translated: why, and how to find out */
  guint       months;   /* the interval */
  gint64      said;     /* Unix s, 0: never */
  gint64      due;      /* Unix s; 0: at once */
} SparePromise;

void        spare_promise_free (SparePromise *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SparePromise, spare_promise_free)

/* Is there a promise with this key? */
gboolean    spare_promise_is_key (const char *key);

/* All that apply to these accounts and facts, those first that are due first.
 * (transfer full) (element-type SparePromise) */
GPtrArray  *spare_promise_list (GListModel *accounts,
                                GListModel *things) G_GNUC_WARN_UNUSED_RESULT;
/* The record to save when the person said so: a new one, or a changed copy. @id: for a
 * new one. (transfer full) */
SpareThing *spare_promise_say  (GListModel         *things,
                                const SparePromise *promise,
                                const char         *id,
                                gint64              now) G_GNUC_WARN_UNUSED_RESULT;

/* One date of the calendar: a promise, a sheet to test, codes to renew, a finding that
 * was put off, the yearly review. */
typedef struct
{
  gint64  due;   /* Unix s */
  char   *what;  /* "promise", "sheet", "codes", "set-aside", SPARE_PROMISE_REVIEW */
  char   *record; /* the id of the sheet, code set or set-aside; of a promise "KEY" or "KEY:SUBJECT". Codes of a
                   * sheet that is old: the sheet's. A finding that is due again is among the findings again, where
                   * it still stands. */
  char   *title; /* translated */
} SpareDue;

void        spare_due_free     (SpareDue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareDue, spare_due_free)

/* The calendar looks ahead this far. */
#define SPARE_DUE_MONTHS 12
/* @now: Unix s; the end of the calendar, too */
gint64      spare_due_get_end  (gint64 now);
/* (transfer full) (element-type SpareDue): what is due until @until, overdue ones first */
GPtrArray  *spare_due_list     (GListModel *accounts,
                                GListModel *things,
                                gint64      until) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
