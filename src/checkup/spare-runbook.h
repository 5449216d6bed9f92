/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-happening.h"
#include "spare-map.h"

G_BEGIN_DECLS

/* What to do when something happened, in order: mailboxes first, because they open the
 * others. Nothing in it is a secret. */

typedef struct
{
  char       *id;        /* "renew:ACCOUNT"; stays the same, also when other steps go */
  char       *title;     /* translated: "Set up two-step sign-in at GitHub anew" */
  char       *why;       /* translated */
  const char *action;    /* (nullable): the action of the window that does it, "win.renew-phone" */
  char       *parameter; /* (nullable): its parameter, an id */
  char       *address;   /* (nullable): a page of the service where it is done */
} SpareRunbookStep;

void       spare_runbook_step_free (SpareRunbookStep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareRunbookStep, spare_runbook_step_free)

/* @map: of @accounts and @things, the vault's lists. @directory: (nullable): for the pages
 * on which passwords are changed. @subject: (nullable): as in spare_happening_new(). Where
 * the subject is not known any more there are no steps.
 * (transfer full) (element-type SpareRunbookStep) */
GPtrArray *spare_runbook_new       (SpareMap             *map,
                                    GListModel           *accounts,
                                    GListModel           *things,
                                    const SpareDirectory *directory,
                                    SpareHappeningKind    kind,
                                    const char           *subject) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
