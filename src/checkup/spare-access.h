/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"
#include "spare-fact.h"
#include "spare-service.h"

G_BEGIN_DECLS

/* How one gets into one account, and back into it: a thing of the type "access"
 * for each account of which something was said (docs/record.md). Keys, each with
 * values that are alternatives of each other. "unknown" is "I don't know": kept,
 * and reckoned with as the weak kind. */
#define SPARE_ACCESS_ACCOUNT    "account"    /* the account's id */
#define SPARE_ACCESS_KIND       "kind"       /* "bank": it is at one; where its service is not known by itself */
#define SPARE_ACCESS_IMPORTANCE "importance" /* 1 to 5; nothing said: 3 */
#define SPARE_ACCESS_OTHERS     "others"     /* "yes": holds other people's data */
#define SPARE_ACCESS_ADDRESS    "address"    /* mail addresses that arrive there: it is a mailbox */
/* "own" (its own, remembered), "memory:ID" (one password for several accounts, when
 * several have the same), "manager:ACCOUNT" (kept in a password manager), "none",
 * "unknown" */
#define SPARE_ACCESS_PASSWORD   "password"
/* "app:DEVICE" (codes on that device), "sms:NUMBER", "email:ACCOUNT", "key:DEVICE",
 * "none", "unknown". That its secret is here is seen, and not said. */
#define SPARE_ACCESS_SECOND     "second"
/* Without a password: "passkey:DEVICE", "passkey-in:ACCOUNT" (synchronised by a
 * manager), "sso:ACCOUNT" */
#define SPARE_ACCESS_OTHER      "other"
/* "email:ACCOUNT", "address:TEXT" (a mailbox that is none of the accounts),
 * "sms:NUMBER", "person:ID" (a contact, colleague or administrator), "questions",
 * "support", "none", "unknown". Backup codes are seen, and not said. */
#define SPARE_ACCESS_RECOVERY   "recovery"
/* Where its backup codes are, besides here and on the sheets of the register:
 * "place:ID", "device:ID", "manager:ACCOUNT", "person:ID" */
#define SPARE_ACCESS_CODES_AT   "codes-at"
/* Is a mail enough for its support to lift two-step sign-in? "yes", "no", "unknown" */
#define SPARE_ACCESS_MAIL_LIFTS "mail-lifts"
#define SPARE_ACCESS_SESSION    "session"    /* devices that stay signed in */
#define SPARE_ACCESS_SSH_KEY    "ssh-key"    /* devices with an SSH key that makes new backup codes there */

/* The questions of the interview, in their order. */
typedef enum
{
  SPARE_QUESTION_SIGN_IN,    /* password, second step, other ways in */
  SPARE_QUESTION_BACK_IN,    /* recovery */
  SPARE_QUESTION_IMPORTANCE, /* how bad would it be? */
  SPARE_N_QUESTIONS,
} SpareQuestion;

SpareThing   *spare_access_new        (const char *id,
                                       const char *account_id) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): the record of that account in @things */
SpareThing   *spare_access_find       (GListModel *things,
                                       const char *account_id) G_GNUC_WARN_UNUSED_RESULT;
/* What is known of the account's service, or of services of its kind. @access: (nullable)
 * Returns: (transfer none) (nullable) */
const SpareService *spare_access_get_service (SpareAccount *account,
                                              SpareThing   *access);
/* @self: (nullable): nothing was said; 1 to 5 */
guint         spare_access_get_importance (SpareThing *self);
/* Was the question answered, "I don't know" too? @self: (nullable) */
gboolean      spare_access_is_answered (SpareThing    *self,
                                        SpareQuestion  question);
/* (transfer container) (element-type SpareAccount): the accounts with open questions,
 * those first whose answers tell most: mailboxes and managers, then those with a
 * second step, then the others; own references */
GPtrArray    *spare_access_list_open  (GListModel *accounts,
                                       GListModel *things) G_GNUC_WARN_UNUSED_RESULT;

/* The addresses that arrive at @account: what was said, else its name where that is
 * an address in a domain of its service. (transfer full) */
char        **spare_access_dup_addresses (SpareAccount *account,
                                          SpareThing   *access) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (nullable): the account of @accounts at which mail to @address arrives */
SpareAccount *spare_access_find_mailbox  (GListModel *accounts,
                                          GListModel *things,
                                          const char *address);
/* Is it a password manager: one that others name, or a service known as one? */
gboolean      spare_access_is_manager    (SpareAccount *account,
                                          GListModel   *things);

G_END_DECLS
