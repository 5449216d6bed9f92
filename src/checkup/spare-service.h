/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-code-set.h"

G_BEGIN_DECLS

/**
 * SpareService:
 *
 * What is known of one service, from data/services/ID.json (docs/services.md).
 * Each fact has a source, an address, and the day on which it was looked up
 * there. What has no source is not known: NULL, 0 or UNKNOWN. Immutable, and
 * there as long as the program runs.
 */
typedef struct _SpareService SpareService;

/* Facts, by the names that they have in the file. */
#define SPARE_SERVICE_SIGN_IN     "sign-in"       /* address: where one signs in */
#define SPARE_SERVICE_SETTINGS    "settings"      /* address: where two-step sign-in is turned on */
#define SPARE_SERVICE_PASSWORD_PAGE "password-page" /* address: where the password is changed */
#define SPARE_SERVICE_PATH        "settings-path" /* the names to choose there, in order, as the service writes them */
#define SPARE_SERVICE_APP         "app"           /* yes or no: does it take codes of an authenticator app? */
#define SPARE_SERVICE_SUPPORT     "support"       /* address: help with sign-in */
#define SPARE_SERVICE_RECOVERY    "recovery"      /* address: how to get back in without the second factor */
#define SPARE_SERVICE_CODES       "codes"         /* yes or no: does it give backup codes? */
#define SPARE_SERVICE_CODES_PAGE  "codes-page"    /* address: where they are shown or made anew */
#define SPARE_SERVICE_COUNT       "code-count"    /* number */
#define SPARE_SERVICE_FORM        "code-form"     /* text: "8 digits" */
#define SPARE_SERVICE_SINGLE      "single"        /* yes: one recovery key, not a list */
#define SPARE_SERVICE_EFFECT      "effect"        /* "second-step", "turns-off", "no-password" */
#define SPARE_SERVICE_BY_NUMBER   "by-number"     /* yes or no */
#define SPARE_SERVICE_CASE        "case"          /* yes or no */
#define SPARE_SERVICE_SEPARATORS  "separators"    /* yes or no */
#define SPARE_SERVICE_FILES       "files"         /* patterns of the names of files with its codes */
#define SPARE_SERVICE_SSH_CODES   "ssh-codes"     /* text: the command with which an SSH key makes new backup codes */
#define SPARE_SERVICE_NEW_VOIDS   "new-voids"     /* yes: new codes make the old ones void */
#define SPARE_SERVICE_OFF_VOIDS   "off-voids"     /* yes: turning two-step sign-in off does */
#define SPARE_SERVICE_WAIT        "wait"          /* text: how long help takes: "48 to 72 hours" */
/* Lists of words, those of docs/services.md. */
#define SPARE_SERVICE_SIGN_IN_WITH "sign-in-with" /* the first step: "password", "passkey", "google", … */
#define SPARE_SERVICE_SECOND_STEPS "second-steps" /* "app", "sms", "security-key", … */
#define SPARE_SERVICE_WAYS_BACK   "ways-back"     /* without the second step: "codes", "email", "support", … */
#define SPARE_SERVICE_HELP_RESETS "help-resets"   /* yes or no: does its help turn two-step sign-in off for one? */

/* NULL-terminated, by name; those of the set-up guide and others. */
const SpareService *const *spare_service_list (void);
/* By id, or by the name or a domain of it as accounts have it, in upper or lower
 * case. (nullable) */
const SpareService *spare_service_find         (const char *service);
/* What services of a kind ("bank") have in common, for one that is not known by itself:
 * it has no domain, and spare_service_find() does not find it. (nullable) */
const SpareService *spare_service_get_generic  (const char *kind);
gboolean     spare_service_is_generic  (const SpareService *self); /* @self: (nullable) */
/* The one whose backup codes have files of this name; (nullable) */
const SpareService *spare_service_find_by_file (const char *file_name);

const char  *spare_service_get_id      (const SpareService *self);
const char  *spare_service_get_name    (const SpareService *self);
const char *const *spare_service_get_domains (const SpareService *self); /* at least one */
/* One of those that the guide leads through step by step? */
gboolean     spare_service_has_guide   (const SpareService *self);

/* All take NULL for @self: nothing is known. */
const char  *spare_service_get_text    (const SpareService *self, const char *fact); /* (nullable) */
const char *const *spare_service_get_list (const SpareService *self, const char *fact); /* (nullable) */
guint        spare_service_get_number  (const SpareService *self, const char *fact); /* 0 where it is not known */
SpareAnswer  spare_service_get_answer  (const SpareService *self, const char *fact);
SpareCodeEffect spare_service_get_effect (const SpareService *self);
const char  *spare_service_get_source  (const SpareService *self, const char *fact); /* (nullable): an address */
const char  *spare_service_get_checked (const SpareService *self, const char *fact); /* (nullable): "2026-11-22" */

/* (transfer full) (nullable): the domain of what an account calls its service: the first
 * of the service's own, or the registrable one of @name. @name: (nullable) */
char        *spare_service_dup_domain  (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Does the name look like a file of saved codes, of whatever service
 * ("*backup*code*", "*recovery*code*", "*Emergency Kit*.pdf", …)? Upper and
 * lower case do not matter. */
gboolean     spare_service_is_codes_file (const char *file_name);

/* Fills in what the service's facts say and the set does not. */
void         spare_service_fill_in     (const SpareService *self,
                                        SpareThing         *code_set);

G_END_DECLS
