/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-thing.h"

G_BEGIN_DECLS

/* The backup codes that a service gave for one account: a thing of the type
 * "code-set" (docs/record.md). Codes are told apart by their position, from 0,
 * in the service's order; it never changes.
 *
 * A set keeps its codes, or has forgotten them: then only the number of codes,
 * their numbers, check characters and dates are left (see
 * spare_code_set_forget()). */
#define SPARE_CODE_SET_TYPE    "code-set"
#define SPARE_CODE_SET_ACCOUNT "account"
#define SPARE_CODE_SET_CODE    "code"
#define SPARE_CODE_SET_CREATED "created"
#define SPARE_CODE_SET_ORIGIN  "origin" /* "steam-revocation", "pasted", "typed", "file", "made", … */

#define SPARE_CODE_SET_MAX 500          /* codes in one set */

/* What is not known is asked, and never taken for one or the other. */
typedef enum
{
  SPARE_ANSWER_UNKNOWN,
  SPARE_ANSWER_YES,
  SPARE_ANSWER_NO,
} SpareAnswer;

/* What using one does. */
typedef enum
{
  SPARE_CODE_EFFECT_UNKNOWN,
  SPARE_CODE_EFFECT_SECOND_STEP, /* "second-step": with the password, in place of the second step */
  SPARE_CODE_EFFECT_TURNS_OFF,   /* "turns-off": two-step sign-in is off afterwards */
  SPARE_CODE_EFFECT_NO_PASSWORD, /* "no-password": works without the password, too */
} SpareCodeEffect;

/* Why a set is void. */
typedef enum
{
  SPARE_VOID_NOT,
  SPARE_VOID_REPLACED,   /* "replaced": the service gave new ones */
  SPARE_VOID_TURNED_OFF, /* "turned-off": two-step sign-in was */
  SPARE_VOID_RE_ENROLLED, /* "re-enrolled": a new phone, a new secret */
  SPARE_VOID_LOST,       /* "lost": a sheet with them */
} SpareVoid;

/* What happened when; @detail is a position, a sheet's printed id, … or empty. */
typedef enum
{
  SPARE_CODE_EVENT_TAKEN_IN,  /* "taken-in" */
  SPARE_CODE_EVENT_USED,      /* "used": the position */
  SPARE_CODE_EVENT_UNUSED,    /* "unused": the position; a use was taken back */
  SPARE_CODE_EVENT_CHANGED,   /* "changed": what is known of them was corrected, or the code at the position */
  SPARE_CODE_EVENT_PRINTED,   /* "printed": the sheet; the person holds it */
  SPARE_CODE_EVENT_FORGOTTEN, /* "forgotten" */
  SPARE_CODE_EVENT_TESTED,    /* "tested": the sheet; a code was typed back rightly */
  SPARE_CODE_EVENT_VOIDED,    /* "voided": "replaced", … */
} SpareCodeEventKind;

typedef struct
{
  gint64             time; /* Unix s */
  SpareCodeEventKind kind;
  char              *detail;
} SpareCodeEvent;

void spare_code_event_free (SpareCodeEvent *self);

SpareThing *spare_code_set_new      (const char *id,
                                     const char *account_id,
                                     const char *origin,
                                     gint64      created) G_GNUC_WARN_UNUSED_RESULT;
gboolean    spare_thing_is_code_set (SpareThing *self);

/* Of all of @things (SpareThing, the vault's list): the sets of one account, the
 * newest first; void ones behind those that count.
 * Returns: (transfer container) (element-type SpareThing): own references */
GPtrArray  *spare_code_set_list     (GListModel *things,
                                     const char *account_id) G_GNUC_WARN_UNUSED_RESULT;

/* Adds one behind the others. @number: (nullable): how the service numbers it
 * where that is not its place from 1. */
void         spare_code_set_add        (SpareThing  *self,
                                        SpareSecret *code,
                                        const char  *number);
guint        spare_code_set_count      (SpareThing *self); /* used ones too, also when forgotten */
guint        spare_code_set_count_left (SpareThing *self); /* unused; 0 when void */
/* At most 2, or less than 30 %, of a list; never of a set of one that is unused
 * (domain rule LK5, B4). */
gboolean     spare_code_set_is_low     (SpareThing *self);
/* Borrowed; NULL when forgotten. */
SpareSecret *spare_code_set_peek       (SpareThing *self,
                                        guint       position);
/* What was taken in wrongly: another text and another number of the same code.
 * Uses stay. Not of a set that forgot its codes. @number: (nullable): its place
 * from 1. Written into the log. */
void         spare_code_set_correct    (SpareThing  *self,
                                        guint        position,
                                        SpareSecret *code,
                                        const char  *number,
                                        gint64       now);
/* The service's own number of it, or its place from 1. */
char        *spare_code_set_dup_number (SpareThing *self,
                                        guint       position) G_GNUC_WARN_UNUSED_RESULT;
/* Two characters of spare-check.h; "" where the code cannot have any. */
char        *spare_code_set_dup_check  (SpareThing *self,
                                        guint       position) G_GNUC_WARN_UNUSED_RESULT;
/* Unix s, 0 where it is unused. */
gint64       spare_code_set_get_used   (SpareThing *self,
                                        guint       position);
/* @time: 0 takes the use back. Written into the log. */
void         spare_code_set_set_used   (SpareThing *self,
                                        guint       position,
                                        gint64      time,
                                        gint64      now);
/* The next one to use, or -1 where none is left. */
int          spare_code_set_get_next   (SpareThing *self);

SpareCodeEffect spare_code_set_get_effect (SpareThing *self);
void            spare_code_set_set_effect (SpareThing      *self,
                                           SpareCodeEffect  effect);
/* Does the service ask for a code by its number? Do upper and lower case, and
 * dashes and blanks, matter? */
SpareAnswer  spare_code_set_get_by_number  (SpareThing *self);
SpareAnswer  spare_code_set_get_case       (SpareThing *self);
SpareAnswer  spare_code_set_get_separators (SpareThing *self);
void         spare_code_set_set_by_number  (SpareThing *self, SpareAnswer answer);
void         spare_code_set_set_case       (SpareThing *self, SpareAnswer answer);
void         spare_code_set_set_separators (SpareThing *self, SpareAnswer answer);

/* (nullable): the account's id; the name of the file they came from. */
const char  *spare_code_set_get_account (SpareThing *self);
const char  *spare_code_set_get_file    (SpareThing *self);
void         spare_code_set_set_file    (SpareThing *self, const char *name);
gint64       spare_code_set_get_created (SpareThing *self); /* Unix s, 0 where it is not known */

/* A single recovery key, not a list. */
gboolean     spare_code_set_is_single (SpareThing *self);

SpareVoid    spare_code_set_get_void  (SpareThing *self);
void         spare_code_set_void      (SpareThing *self,
                                       SpareVoid   reason,
                                       gint64      now);

/* Forgets the codes: their number, numbers, check characters and dates stay.
 * Writes into the log. Cannot be taken back. */
gboolean     spare_code_set_is_forgotten (SpareThing *self);
void         spare_code_set_forget       (SpareThing *self,
                                          gint64      now);

/* The log, oldest first: (element-type SpareCodeEvent). */
void         spare_code_set_log          (SpareThing        *self,
                                          gint64             now,
                                          SpareCodeEventKind kind,
                                          const char        *detail);
GPtrArray   *spare_code_set_dup_log      (SpareThing *self) G_GNUC_WARN_UNUSED_RESULT;
/* When it was last taken in, used, printed, tested, …; 0 for never. */
gint64       spare_code_set_get_last     (SpareThing        *self,
                                          SpareCodeEventKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareCodeEvent, spare_code_event_free)

G_END_DECLS
