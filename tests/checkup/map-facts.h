/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-access.h"
#include "spare-directory.h"
#include "spare-map.h"
#include "spare-sheet-record.h"

/* Accounts and what a person told of them, for tests. */
typedef struct
{
  GListStore *accounts;
  GListStore *things;
  SpareDirectory *directory; /* (nullable) */
} Facts;

#define NOW 1795305600 /* 22 November 2026 */

Facts       facts_new     (void);
void        facts_clear   (Facts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

/* An account without one-time codes; its id is the service in lower case. */
SpareAccount *facts_add_account (Facts      *facts,
                                 const char *service,
                                 const char *name);
/* Gives the account a secret. */
void        facts_add_secret (SpareAccount *account);
/* A fact with keys and values, up to NULL; said NOW. */
SpareThing *facts_add     (Facts        *facts,
                           SpareFactType type,
                           const char   *id,
                           const char   *name,
                           ...) G_GNUC_NULL_TERMINATED;
/* How one gets into the account of that id. */
SpareThing *facts_add_access (Facts      *facts,
                              const char *account,
                              ...) G_GNUC_NULL_TERMINATED;
SpareMap   *facts_map     (Facts *facts) G_GNUC_WARN_UNUSED_RESULT;

/* The worked example of the check-up: one person, eight accounts. */
void        facts_add_maya (Facts *facts);

/* The titles of accounts in the order of the map, with a blank between them. */
char       *facts_print   (const SpareMap *map,
                           const GArray   *accounts) G_GNUC_WARN_UNUSED_RESULT;
/* What the event costs or gives away; @certain: of a taking without what is assumed. */
char       *facts_print_event (const SpareMap *map,
                               const char     *event,
                               gboolean        certain) G_GNUC_WARN_UNUSED_RESULT;
