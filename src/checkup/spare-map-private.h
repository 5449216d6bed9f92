/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-access.h"
#include "spare-map.h"
#include "spare-service.h"
#include "spare-snapshot.h"

G_BEGIN_DECLS

/* What a rule rests on. */
typedef struct
{
  SpareEvidence evidence;
  gint64        said; /* Unix s, 0 */
} SpareGround;

struct _SpareMap
{
  gatomicrefcount refs;
  SpareGraph     *graph;
  GArray         *items;    /* SpareItem, by vertex */
  GArray         *grounds;  /* SpareGround, by rule */
  GStringChunk   *strings;
  GHashTable     *told;     /* what each rule says, while it is made: none is there twice */
  GArray         *accounts; /* guint */
  GPtrArray      *losses;   /* SpareEvent */
  GPtrArray      *takings;
};

/* A thing to add. @key: with the kind its id. */
typedef struct
{
  SpareItemKind kind;
  const char   *key;
  const char   *record; /* (nullable) */
  const char   *name;
  const char   *detail; /* (nullable) */
  int           tier;
  guint         importance;
  guint         factors;
} SpareItemDraft;

/* For whom a rule is, and whether it is sure. */
typedef enum
{
  SPARE_FOR_BOTH,
  SPARE_FOR_OWNER,
  SPARE_FOR_ATTACKER,
  SPARE_MAYBE_FOR_BOTH,
  SPARE_MAYBE_FOR_ATTACKER,
  SPARE_FOR_OWNER_MAYBE_ATTACKER, /* two rules: what is not known is reckoned as the weak kind */
} SpareFor;

/* The one that is there already keeps what it is. Too many: %SPARE_GRAPH_NONE. */
guint spare_map_put      (SpareMap             *self,
                          const SpareItemDraft *draft);
void  spare_map_hold     (SpareMap *self, /* the owner has it: a root */
                          guint     vertex);
/* From @first, and @second where it is not %SPARE_GRAPH_NONE, to @head. Nothing where
 * @first or @head is %SPARE_GRAPH_NONE. */
void  spare_map_put_rule (SpareMap      *self,
                          SpareRuleLabel label,
                          SpareFor       whose,
                          SpareGround    ground,
                          guint          first,
                          guint          second,
                          guint          head);
guint spare_map_look_up  (const SpareMap *self,
                          SpareItemKind   kind,
                          const char     *key);

/* Where everything is kept while a map is made. */
typedef struct
{
  SpareMap   *map;
  GListModel *accounts;
  GListModel *things;
  const SpareDirectory *directory; /* (nullable) */
  GPtrArray  *facts[SPARE_FACT_ACCESS]; /* SpareThing */
  GHashTable *access;       /* account's id to SpareThing */
  GHashTable *sets;         /* account's id to GPtrArray of SpareThing: code sets */
  GHashTable *sheets;       /* a code set's id, or an account's for its secret, to GPtrArray of sheets to be kept */
  GHashTable *keepers;      /* "codes:ACCOUNT" to GPtrArray of the persons who keep them */
  GHashTable *mailboxes;    /* spare_access_index_mailboxes() */
  GHashTable *place_names;  /* folded names to vertices */
  GHashTable *memory_uses;  /* memory's id to GPtrArray of SpareAccount */
  GHashTable *easy_memories; /* memory's ids: weak or leaked passwords, by the snapshot */
  SpareSnapshot *snapshot;  /* (nullable) */
  GHashTable *entries;      /* account's id to its place in the snapshot, from 1 */
  GHashTable *classes;      /* of the snapshot, by number */
  GHashTable *mail;         /* vertices of mailboxes that something arrives at */
  guint       here;         /* this computer; %SPARE_GRAPH_NONE until it is needed */
} SpareMapMaker;

/* spare-map-compile.c: all but the accounts' own rules. */
void  spare_map_compile_facts    (SpareMapMaker *self);
guint spare_map_put_here_open    (SpareMapMaker *self); /* this computer, unlocked */
guint spare_map_put_place_named  (SpareMapMaker *self,
                                  const char    *name,
                                  gboolean      *known);
guint spare_map_put_kit          (SpareMapMaker *self,
                                  SpareThing    *person);
SpareGround spare_map_said       (SpareThing *fact,
                                  const char *key);
/* The vertex of the record that a link "WORD:ID" names; %SPARE_GRAPH_NONE where it is
 * another word, or there is none. */
guint spare_map_follow           (SpareMapMaker *self,
                                  const char    *value,
                                  const char    *word,
                                  SpareItemKind  kind);
/* At most as many as one can have an overview of. */
char **spare_map_dup_values      (SpareThing *fact, /* (nullable) */
                                  const char *key) G_GNUC_WARN_UNUSED_RESULT;

/* One account while its rules are made. */
typedef struct
{
  SpareMapMaker *maker;
  SpareAccount  *account;
  const SpareService *service; /* (nullable) */
  const char    *id;
  SpareThing    *access;    /* (nullable) */
  guint          vertex;
  GArray        *passwords; /* guint; none: it needs no password */
  SpareGround    password_ground;
  GArray        *factors;   /* SpareFactor: what makes the second step, alternatives */
  gboolean       no_second; /* the person said that there is none */
  guint          codes;     /* backup codes; %SPARE_GRAPH_NONE */
} SpareMapAccount;

typedef struct
{
  guint       vertex;
  SpareGround ground;
} SpareFactor;

/* spare-map-compile-account.c */
void spare_map_put_accounts      (SpareMapMaker *self); /* the vertices */
void spare_map_compile_accounts  (SpareMapMaker *self);
guint spare_map_put_own          (SpareMapAccount *self, /* a thing of the account's own */
                                  SpareItemKind    kind,
                                  int              tier);
/* spare-map-compile-password.c */
void spare_map_read_snapshot     (SpareMapMaker *self);
void spare_map_find_passwords    (SpareMapAccount *self);
/* Is it weak, or in the list of leaked ones? FALSE where that is not known. */
gboolean spare_map_is_easy_password (SpareMapMaker *self,
                                     const char    *account);
/* spare-map-compile-back.c: backup codes and recovery */
void spare_map_compile_codes     (SpareMapAccount *self);
void spare_map_compile_recovery  (SpareMapAccount *self);
/* spare-map-events.c */
void spare_map_make_events       (SpareMapMaker *self);
void spare_event_free            (SpareEvent *self);

G_END_DECLS
