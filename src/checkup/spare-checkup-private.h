/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup.h"
#include "spare-code-set.h"
#include "spare-fix.h"

G_BEGIN_DECLS

/* What the records say of one account, besides the map. */
typedef struct
{
  char           *id;         /* the account's */
  SpareAnswer     gives_codes; /* does its service? */
  SpareCodeEffect effect;
  gboolean        has_codes;  /* a set that counts is here */
} SpareAccountNote;

struct _SpareCheckup
{
  gatomicrefcount refs;
  SpareMap       *map;
  SpareGraph     *graph;      /* the map's */
  gint64          now;
  GPtrArray      *notes;      /* by vertex: SpareAccountNote; NULL for what is no account of the records */
  GHashTable     *gone;       /* guint: the vertices of people who are not trusted any more */
  GHashTable     *set_asides; /* of spare_set_aside_gather() */

  GPtrArray      *lost;       /* GArray of accounts (guint), for each loss of the map */
  GPtrArray      *kept;       /* guint8 by vertex, likewise: the owner gets at it all the same */
  guint8         *today;      /* by vertex: the owner gets at it */
  GPtrArray      *seized;     /* GArray of accounts, for each taking */
  GPtrArray      *certain;    /* likewise, without what is assumed */
  int            *exposure;   /* by vertex */
  int            *sure;       /* by vertex: without what is assumed */
  int            *front;      /* by vertex */
  guint8         *resilience; /* by vertex */

  SpareWhatIf    *what_if;    /* all losses, and those takings that the columns count */
  GPtrArray      *counted;    /* SpareScenario: these takings */
  SpareOutlook   *base;
  SpareColumns    columns;    /* as it is */
  GPtrArray      *fixes;      /* SpareFix */
  GPtrArray      *helpers;    /* the same, those first that gain most; NULL until needed */
  GHashTable     *chosen;     /* SpareFinding to SpareFix */
  GPtrArray      *findings;   /* SpareFinding */
  GPtrArray      *set_aside;  /* SpareFinding */
};

/* Step by step; those with a GError are run in the worker. */
void     spare_checkup_gather   (SpareCheckup  *self, /* the records; hygiene findings */
                                 GListModel    *accounts,
                                 GListModel    *things);
void     spare_checkup_gather_passwords (SpareCheckup         *self,
                                         GListModel           *accounts,
                                         GListModel           *things,
                                         const SpareDirectory *directory); /* (nullable) */
gboolean spare_checkup_reckon   (SpareCheckup  *self,
                                 GCancellable  *cancellable,
                                 GError       **error);
void     spare_checkup_find_lockouts  (SpareCheckup *self);
void     spare_checkup_find_copies    (SpareCheckup *self);
void     spare_checkup_find_takeovers (SpareCheckup *self);
void     spare_checkup_find_doors     (SpareCheckup *self);
gboolean spare_checkup_order    (SpareCheckup  *self,
                                 GCancellable  *cancellable,
                                 GError       **error);

/* Those of @fixes that gain something, in the order in which they should be done; each
 * gain at that point is noted in it. (transfer container): NULL when cancelled */
GPtrArray    *spare_checkup_dup_plan  (SpareCheckup  *self,
                                       GPtrArray     *fixes,
                                       GCancellable  *cancellable,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the map comes to after @actions. NULL where they speak of what is not there. */
SpareOutlook *spare_checkup_try       (const SpareCheckup       *self,
                                       const SpareAction *const  *actions,
                                       guint                      n_actions,
                                       SpareColumns              *columns) G_GNUC_WARN_UNUSED_RESULT;
gboolean      spare_outlook_is_worse  (const SpareOutlook *outlook,
                                       SpareColumns        columns,
                                       const SpareOutlook *than,
                                       SpareColumns        than_columns);

/* A new one in the list of findings, about @accounts (guint; those that matter most are
 * put first). @id: its kind's name and this; (nullable). Title, why, advice are the
 * caller's to give. (transfer none) */
SpareFinding *spare_finding_add       (SpareCheckup     *self,
                                       SpareFindingKind  kind,
                                       const char       *id,
                                       guint             subject,
                                       const GArray     *accounts);
/* "GitHub", "GitHub and Posteo", "GitHub, Posteo and 3 others" */
char         *spare_finding_dup_names (const SpareCheckup *self,
                                       const GArray       *accounts) G_GNUC_WARN_UNUSED_RESULT;
void          spare_finding_set_fix   (SpareFinding *self,
                                       SpareFixKind  fix,
                                       const char   *record,
                                       guint         minutes);
/* The fix becomes the finding's: advice, effort, both figures, "first do X". @text:
 * (nullable): what follows the advice. FALSE: alone it makes something worse, and
 * nothing helps to do before: then nothing was changed. */
gboolean      spare_finding_take_fix  (SpareCheckup *self,
                                       SpareFinding *finding,
                                       SpareFix     *fix,
                                       const char   *text);
/* The weaker of what it has and of the rules in the proof of @vertex in @closure. */
void          spare_finding_rest_on   (SpareCheckup       *self,
                                       SpareFinding       *finding,
                                       const SpareClosure *closure,
                                       guint               vertex);
/* What the way from @scenario to its accounts rests on; the fix that closes that way,
 * where there is one, becomes the finding's. */
void          spare_finding_close     (SpareCheckup        *self,
                                       SpareFinding        *finding,
                                       const SpareScenario *scenario);
/* A takeover where one of its accounts matters much and @tier is from afar. */
void          spare_finding_weigh     (SpareCheckup *self,
                                       SpareFinding *finding,
                                       int           tier);
guint         spare_checkup_get_importance (const SpareCheckup *self,
                                            guint               account);
/* The id of the account's or fact's record; NULL for SPARE_GRAPH_NONE. */
const char   *spare_checkup_get_record (const SpareCheckup *self,
                                        guint               vertex);
gboolean      spare_accounts_have     (const GArray *accounts,
                                       guint         account);

/* What sets findings aside, by their ids, for spare_set_aside_has(). */
GHashTable   *spare_set_aside_gather  (GListModel *things) G_GNUC_WARN_UNUSED_RESULT;
gboolean      spare_set_aside_has     (GHashTable         *notes,
                                       const SpareFinding *finding,
                                       gint64              now);

G_END_DECLS
