/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-account.h"
#include "spare-service.h"

G_BEGIN_DECLS

/* Turning on two-step sign-in at one service, once begun: a thing of the type
 * "guide" (docs/record.md). Holds what only the person knows; what the vault
 * knows (the account, its codes, its sheets) is looked up there each time, so
 * that a step that was done elsewhere is done here too. */
#define SPARE_GUIDE_TYPE "guide"

/* In their order. */
typedef enum
{
  SPARE_GUIDE_SETTINGS, /* "settings": the service's page is open */
  SPARE_GUIDE_ACCOUNT,  /* "account": the account is in the vault, with its secret where there is one */
  SPARE_GUIDE_ACCEPTED, /* "accepted": the service took the first code */
  SPARE_GUIDE_CODES,    /* "codes": backup codes are taken in */
  SPARE_GUIDE_PRINT,    /* "print": a sheet with them is in the register */
  SPARE_GUIDE_DRILL,    /* "drill": that sheet was tested */
  SPARE_GUIDE_SWEEP,    /* "sweep": the downloaded file is gone */
  SPARE_GUIDE_N_STEPS,
} SpareGuideStep;

typedef enum
{
  SPARE_GUIDE_OPEN,
  SPARE_GUIDE_DONE,
  SPARE_GUIDE_SKIPPED,    /* the person said why not */
  SPARE_GUIDE_NOT_NEEDED, /* the service has no such thing, or the step before was skipped */
} SpareGuideState;

/* Why a step was skipped. */
typedef enum
{
  SPARE_GUIDE_NOT_SKIPPED,
  SPARE_GUIDE_NONE_GIVEN, /* "none-given": the service gave none */
  SPARE_GUIDE_ELSEWHERE,  /* "elsewhere": they are kept in another place */
  SPARE_GUIDE_NOT_NOW,    /* "not-now" */
} SpareGuideReason;

/* @service: a service's id, or what the person calls another service */
SpareThing      *spare_guide_new          (const char *id,
                                           const char *service,
                                           gint64      started) G_GNUC_WARN_UNUSED_RESULT;
gboolean         spare_thing_is_guide     (SpareThing *self);

const char      *spare_guide_get_service  (SpareThing *self); /* as given to spare_guide_new() */
gint64           spare_guide_get_started  (SpareThing *self);
const char      *spare_guide_get_account  (SpareThing *self); /* (nullable): its id */
/* @id: (nullable): takes back what was said of its codes, too */
void             spare_guide_set_account  (SpareThing *self,
                                           const char *id);

/* What the person says of a step; the latest word counts. */
void             spare_guide_set_done     (SpareThing    *self,
                                           SpareGuideStep step);
void             spare_guide_skip         (SpareThing      *self,
                                           SpareGuideStep   step,
                                           SpareGuideReason reason);
void             spare_guide_reopen       (SpareThing    *self,
                                           SpareGuideStep step);
SpareGuideReason spare_guide_get_reason   (SpareThing    *self,
                                           SpareGuideStep step);

/* Finished, or given up: no open item any more. */
gboolean         spare_guide_is_finished  (SpareThing *self);
void             spare_guide_finish       (SpareThing *self,
                                           gint64      now);

/* @accounts, @things: the vault's lists */
SpareGuideState  spare_guide_get_state    (SpareThing    *self,
                                           SpareGuideStep step,
                                           GListModel    *accounts,
                                           GListModel    *things);
/* The first step that is open; SPARE_GUIDE_N_STEPS when there is none. */
SpareGuideStep   spare_guide_get_next     (SpareThing *self,
                                           GListModel *accounts,
                                           GListModel *things);
/* How many steps this one has, and which of them @step is, from 1; those that
 * are not needed do not count. */
guint            spare_guide_count        (SpareThing *self,
                                           GListModel *accounts,
                                           GListModel *things);
guint            spare_guide_get_place    (SpareThing    *self,
                                           SpareGuideStep step,
                                           GListModel    *accounts,
                                           GListModel    *things);

/* What the steps are about; borrowed, (nullable). */
SpareAccount    *spare_guide_find_account (SpareThing *self,
                                           GListModel *accounts);
/* (transfer full) (nullable): the codes that count, the sheet to test */
SpareThing      *spare_guide_dup_codes    (SpareThing *self,
                                           GListModel *things) G_GNUC_WARN_UNUSED_RESULT;
SpareThing      *spare_guide_dup_sheet    (SpareThing *self,
                                           GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

/* Those that are not finished, the latest first:
 * (transfer container) (element-type SpareThing): own references */
GPtrArray       *spare_guide_list_open    (GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
