/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be wrong with a graph that is put together. Messages are for
 * developers; what people read is chosen from the code. */
#define SPARE_GRAPH_ERROR (spare_graph_error_quark ())

typedef enum
{
  SPARE_GRAPH_ERROR_ID,        /* empty, too long, or not UTF-8 */
  SPARE_GRAPH_ERROR_DUPLICATE, /* a thing or a rule of this id is there */
  SPARE_GRAPH_ERROR_UNKNOWN,   /* no thing or rule has this id */
  SPARE_GRAPH_ERROR_RANGE,     /* importance, factors, tier or a threshold */
  SPARE_GRAPH_ERROR_TOO_MANY,  /* things, rules, or parts of a body */
} SpareGraphError;

GQuark spare_graph_error_quark (void);

#define SPARE_GRAPH_NONE G_MAXUINT /* no vertex, no rule */

#define SPARE_GRAPH_VERTICES_MAX 50000
#define SPARE_GRAPH_RULES_MAX 200000
#define SPARE_GRAPH_BODY_MAX 64
#define SPARE_GRAPH_ID_MAX 256 /* bytes */
#define SPARE_GRAPH_THRESHOLD_MAX 6

typedef enum
{
  SPARE_VERTEX_ACCOUNT,
  SPARE_VERTEX_CREDENTIAL,
  SPARE_VERTEX_SEED,
  SPARE_VERTEX_SHEET,
  SPARE_VERTEX_DEVICE,
  SPARE_VERTEX_STATE,
  SPARE_VERTEX_PLACE,
  SPARE_VERTEX_PERSON,
  SPARE_VERTEX_DOCUMENT,
  SPARE_VERTEX_BIOMETRIC,
  SPARE_VERTEX_NUMBER,
  SPARE_VERTEX_PROCESS,
  SPARE_VERTEX_EVENT,
  SPARE_VERTEX_FACT,
  SPARE_VERTEX_OTHER,
} SpareVertexKind;

typedef enum
{
  SPARE_RULE_LOGIN,
  SPARE_RULE_RECOVERY,
  SPARE_RULE_SSO,
  SPARE_RULE_STORAGE,
  SPARE_RULE_UNLOCK,
  SPARE_RULE_GENERATE,
  SPARE_RULE_RECEIVE,
  SPARE_RULE_SWAP,
  SPARE_RULE_REISSUE,
  SPARE_RULE_RESET,
  SPARE_RULE_LEAK,
  SPARE_RULE_SESSION, /* already signed in: does not outlast a cold start */
  SPARE_RULE_THRESHOLD,
  SPARE_RULE_CONTAINS,
  SPARE_RULE_USE,
  SPARE_RULE_SHOWS,
  SPARE_RULE_OTHER,
} SpareRuleLabel;

typedef enum
{
  SPARE_WHO_BOTH,
  SPARE_WHO_OWNER,
  SPARE_WHO_ATTACKER,
} SpareRuleWho;

/* The weakest attacker who gets at a thing directly: 0 in bulk from afar,
 * 1 aimed from afar, 2 a thief, 3 a burglar or somebody inside. */
#define SPARE_TIER_NONE (-1) /* only by rules */
#define SPARE_TIER_MAX 3

typedef struct
{
  const char     *id;
  SpareVertexKind kind;
  guint           importance; /* of an account: 1 to 5; 0: none */
  guint           factors;    /* of an account: as many as it is said to have */
  int             tier;
} SpareVertex;

/* Who has all of the body can have the head. */
typedef struct
{
  const char    *id;   /* (nullable) */
  SpareRuleLabel label;
  const guint   *body; /* each once; none: the rule never fires */
  guint          n_body;
  guint          head;
  SpareRuleWho   who;
  gboolean       assumed; /* nobody knows whether it is so */
} SpareRule;

/* A rule by the ids of its vertices. */
typedef struct
{
  const char        *id;   /* (nullable) */
  SpareRuleLabel     label;
  const char *const *body; /* NULL-terminated; what is in it twice counts once */
  const char        *head;
  SpareRuleWho       who;
  gboolean           assumed;
} SpareRuleDraft;

/**
 * SpareGraph:
 *
 * What opens what: things (vertices), rules from things to a thing, what the
 * owner holds or remembers (roots), and what everybody knows (public). Vertices
 * and rules have numbers, in the order in which they were added.
 *
 * While it is looked at, from as many threads as there are, it must not change.
 */
typedef struct _SpareGraph SpareGraph;

SpareGraph *spare_graph_new   (void) G_GNUC_WARN_UNUSED_RESULT;
SpareGraph *spare_graph_ref   (SpareGraph *self);
void        spare_graph_unref (SpareGraph *self);
/* Vertices keep their numbers. (transfer full) */
SpareGraph *spare_graph_copy  (const SpareGraph *self) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareGraph, spare_graph_unref)

/* All copy what they are given. FALSE with an error: nothing was added. */
gboolean    spare_graph_add_vertex    (SpareGraph         *self,
                                       const SpareVertex  *vertex,
                                       GError            **error);
gboolean    spare_graph_add_rule      (SpareGraph            *self,
                                       const SpareRuleDraft  *draft,
                                       GError               **error);
/* Any @k of the body's: one rule for each choice, with ID.1, ID.2, … for ids. */
gboolean    spare_graph_add_threshold (SpareGraph            *self,
                                       const SpareRuleDraft  *draft,
                                       guint                  k,
                                       GError               **error);
/* What is a root, or public, already stays so. */
gboolean    spare_graph_add_root      (SpareGraph  *self,
                                       const char  *id,
                                       GError     **error);
gboolean    spare_graph_add_public    (SpareGraph  *self,
                                       const char  *id,
                                       GError     **error);
/* Rules behind it move up by one. */
gboolean    spare_graph_remove_rule   (SpareGraph  *self,
                                       const char  *id,
                                       GError     **error);

guint              spare_graph_get_n_vertices (const SpareGraph *self);
const SpareVertex *spare_graph_get_vertex     (const SpareGraph *self, guint vertex);
guint              spare_graph_get_n_rules    (const SpareGraph *self);
const SpareRule   *spare_graph_get_rule       (const SpareGraph *self, guint rule);
/* Numbers of vertices, in the order in which they were added. */
const guint       *spare_graph_get_roots      (const SpareGraph *self, guint *n_roots);
const guint       *spare_graph_get_public     (const SpareGraph *self, guint *n_public);
gboolean           spare_graph_is_account     (const SpareGraph *self, guint vertex);
/* %SPARE_GRAPH_NONE where there is none of this id. */
guint              spare_graph_find_vertex    (const SpareGraph *self, const char *id);
guint              spare_graph_find_rule      (const SpareGraph *self, const char *id);

/* The word in the file formats; OTHER for one that is not known. */
SpareVertexKind    spare_vertex_kind_from_string (const char *word);
SpareRuleLabel     spare_rule_label_from_string  (const char *word);

G_END_DECLS
