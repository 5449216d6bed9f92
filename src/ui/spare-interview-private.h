/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-interview.h"
#include "spare-service.h"

G_BEGIN_DECLS

/* What the answers are chosen from. */
typedef struct
{
  SpareAccount       *account;
  GListModel         *accounts;
  GListModel         *things;
  SpareThing         *access;  /* (nullable) */
  SpareThing         *before;  /* (nullable) */
  const SpareService *service; /* (nullable) */
} SpareInterviewScene;

/* spare-interview-choices.c: the answers of each part. */

SpareInterviewChoice *spare_interview_part_add_choice (SpareInterviewPart *self,
                                                       const char         *word,
                                                       const char         *value,
                                                       const char         *format,
                                                       const char         *name);
/* One for each fact of that type. @kind: (nullable): only of this kind; the others
 * where @not is set */
void spare_interview_add_facts     (SpareInterviewPart  *part,
                                    SpareInterviewScene *scene,
                                    const char          *word,
                                    SpareFactType        type,
                                    const char          *kind,
                                    gboolean             is_not,
                                    const char          *format);
/* One for each other account of that sort. */
void spare_interview_add_managers  (SpareInterviewPart  *part,
                                    SpareInterviewScene *scene,
                                    const char          *word,
                                    const char          *format);
void spare_interview_add_mailboxes (SpareInterviewPart  *part,
                                    SpareInterviewScene *scene,
                                    const char          *format);
void spare_interview_add_identities (SpareInterviewPart  *part,
                                     SpareInterviewScene *scene,
                                     const char          *word,
                                     const char          *format);
/* Mail addresses that arrive at none of the accounts. */
void spare_interview_add_addresses (SpareInterviewPart  *part,
                                    SpareInterviewScene *scene,
                                    const char          *format);

/* Does the service list this word under that fact? */
gboolean spare_interview_lists     (SpareInterviewScene *scene,
                                    const char          *fact,
                                    const char          *word);
gboolean spare_interview_is_address (const char *text);

G_END_DECLS
