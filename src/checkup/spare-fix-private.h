/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-checkup-private.h"

G_BEGIN_DECLS

/* While the catalogue is gone through. Vertices that a fix brings along have ids that
 * begin with "fix:", and are the same ones in all fixes. */
typedef struct
{
  const SpareCheckup *checkup;
  SpareMap           *map;
  SpareGraph         *graph;
  GPtrArray          *fixes;
  guint               home;      /* where one would keep paper; %SPARE_GRAPH_NONE: to be found */
  guint               elsewhere; /* what is still there when the home is gone; likewise */
  guint               manager;   /* an account in which passwords are kept; likewise */
} SpareCatalogue;

/* Adds what is not there yet. */
typedef struct
{
  SpareCatalogue *catalogue;
  SpareFix       *fix;
} SpareFixMaker;

SpareFixMaker spare_fix_begin (SpareCatalogue *catalogue,
                               const char     *what,
                               const char     *record,
                               SpareFixKind    kind,
                               guint           account,
                               guint           minutes);
const char *spare_fix_get_id   (const SpareCatalogue *catalogue,
                                guint                 vertex);
/* @second: (nullable) */
void        spare_fix_add_rule (SpareFixMaker *self,
                                SpareRuleLabel label,
                                const char    *first,
                                const char    *second,
                                const char    *head);
void        spare_fix_add_new  (SpareFixMaker  *self,
                                const char     *id,
                                SpareVertexKind kind,
                                int             tier);
/* It does away with the rule. */
void        spare_fix_cut      (SpareFixMaker *self,
                                guint          rule);
void        spare_fix_lose_in  (SpareFixMaker *self,
                                SpareEventKind event,
                                const char    *vertex);
/* The id of the place for paper: at home, or elsewhere; a new one where none is known. */
const char *spare_fix_put_place (SpareFixMaker *self,
                                 gboolean       elsewhere);
char       *spare_fix_dup_place (const SpareCatalogue *catalogue,
                                 gboolean              elsewhere) G_GNUC_WARN_UNUSED_RESULT;
/* The id of the account's backup codes, with a way back in by them where the map has
 * none. (transfer full) (nullable): nobody knows what one would need besides. */
char       *spare_fix_put_codes (SpareFixMaker *self,
                                 guint          account) G_GNUC_WARN_UNUSED_RESULT;
char       *spare_fix_dup_name  (const SpareCatalogue *catalogue,
                                 guint                 vertex) G_GNUC_WARN_UNUSED_RESULT;

const SpareAccountNote *spare_fix_get_note (const SpareCatalogue *catalogue,
                                            guint                 account);
SpareItemKind spare_fix_get_kind (const SpareCatalogue *catalogue,
                                  guint                 vertex);
/* A password, shared or not. */
gboolean    spare_fix_is_password (const SpareCatalogue *catalogue,
                                   guint                 vertex);
gboolean    spare_rule_has        (const SpareRule *rule,
                                   guint            vertex);

/* spare-fix-ways.c */
void spare_fix_list_drops    (SpareCatalogue *self);
void spare_fix_list_moves    (SpareCatalogue *self);
void spare_fix_list_unique   (SpareCatalogue *self);
void spare_fix_list_resolves (SpareCatalogue *self);
/* spare-fix-copies.c */
void spare_fix_list_prints   (SpareCatalogue *self);
void spare_fix_list_copies   (SpareCatalogue *self);
void spare_fix_list_devices  (SpareCatalogue *self);
void spare_fix_list_kits     (SpareCatalogue *self);

G_END_DECLS
