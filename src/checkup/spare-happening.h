/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-thing.h"

G_BEGIN_DECLS

/* Something happened, and what was done about it: a thing of the type "happening"
 * (docs/record.md). Which steps there are follows from what is known at the time, see
 * spare-runbook.h; the record holds when it began and which were done when. */
#define SPARE_HAPPENING_TYPE "happening"

typedef enum
{
  SPARE_HAPPENING_LOST_PHONE,     /* "lost-phone": a phone or tablet; the subject is a device */
  SPARE_HAPPENING_STOLEN_LAPTOP,  /* "stolen-laptop": a computer; a device */
  SPARE_HAPPENING_INTRUDER,       /* "intruder": somebody is in an account */
  SPARE_HAPPENING_HOME_GONE,      /* "home-gone": fire, flood, burglary; no subject */
  SPARE_HAPPENING_CANNOT_SIGN_IN, /* "cannot-sign-in": an account */
  SPARE_HAPPENING_N_KINDS,
} SpareHappeningKind;

/* "lost-phone" */
const char *spare_happening_kind_get_name (SpareHappeningKind kind);

/* @subject: (nullable): the id of the device or account. @started: Unix s */
SpareThing *spare_happening_new         (const char         *id,
                                         SpareHappeningKind  kind,
                                         const char         *subject,
                                         gint64              started) G_GNUC_WARN_UNUSED_RESULT;
gboolean    spare_thing_is_happening    (SpareThing *self);
/* FALSE for a kind of a later version. */
gboolean    spare_happening_get_kind    (SpareThing         *self,
                                         SpareHappeningKind *kind);
const char *spare_happening_get_subject (SpareThing *self); /* (nullable) */
gint64      spare_happening_get_started (SpareThing *self);

/* When a step was done, Unix s; 0: not yet. @step: its id */
gint64      spare_happening_get_done    (SpareThing *self,
                                         const char *step);
/* @now: 0: it is open again */
void        spare_happening_set_done    (SpareThing *self,
                                         const char *step,
                                         gint64      now);

/* 0: it is still going on. */
gint64      spare_happening_get_finished (SpareThing *self);
void        spare_happening_finish      (SpareThing *self,
                                         gint64      now);

/* Those that are going on, the latest first.
 * (transfer container) (element-type SpareThing): own references */
GPtrArray  *spare_happening_list_open   (GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
