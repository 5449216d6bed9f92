/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"
#include "spare-directory.h"
#include "spare-password-strength.h"
#include "spare-thing.h"

G_BEGIN_DECLS

#define SPARE_SNAPSHOT_RECORD_TYPE "password-snapshot"

/* Is it in the list of leaked passwords? */
typedef enum
{
  SPARE_BREACHED_UNKNOWN, /* there was no list, or not all of it */
  SPARE_BREACHED_NO,
  SPARE_BREACHED_YES,
} SpareBreached;

/* Was the password changed since the snapshot before? */
typedef enum
{
  SPARE_CHANGED_UNKNOWN, /* not in the one before, or it cannot be told */
  SPARE_CHANGED_NO,
  SPARE_CHANGED_YES,
} SpareChanged;

/* What stays of one password. */
typedef struct
{
  char         *title;    /* "" where there is none */
  char         *user;     /* likewise */
  char        **domains;  /* registrable ones; may be empty */
  guint         number;   /* of its class, from 1: those with the same number are the same password */
  guint         similar;  /* those with the same number are alike; 0: like no other */
  SpareStrength strength;
  SpareLength   length;
  SpareBreached breached;
  SpareChanged  changed;
  gint64        changed_at; /* Unix s, as its source said; 0 where it did not */
  gboolean      totp;     /* the account's TOTP secret was in the same place */
  gboolean      http;     /* an address of it begins with http: */
} SpareSnapshotEntry;

/**
 * SpareSnapshot:
 *
 * What is known of the person's passwords: which are the same, which are alike, how
 * strong they are; and of none of them any more than that. Stored as things, see
 * docs/record.md. Immutable once it is made.
 */
typedef struct _SpareSnapshot SpareSnapshot;

/* Of all of @passwords (SparePassword). @directory: (nullable): which domains have one
 * account behind them. @former: (nullable): the one before, which says what changed. Nothing
 * is known of leaks. Slow: for a thread. @now: Unix s. Fails with %G_IO_ERROR_CANCELLED only. */
SpareSnapshot *spare_snapshot_new         (GPtrArray            *passwords,
                                           SparePasswordSource   source,
                                           const SpareDirectory *directory,
                                           const SpareSnapshot  *former,
                                           gint64                now,
                                           GCancellable         *cancellable,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the vault's list holds; NULL where there is none, or a part of it is missing.
 * @directory: (nullable) */
SpareSnapshot *spare_snapshot_read        (GListModel           *things,
                                           const SpareDirectory *directory) G_GNUC_WARN_UNUSED_RESULT;
/* The records to save, all in one call: changed copies of those that @things holds, and
 * new ones; afterwards there is this snapshot and no other.
 * Returns: (transfer full) (element-type SpareRecord) */
GPtrArray     *spare_snapshot_print       (const SpareSnapshot *self,
                                           GListModel          *things,
                                           SpareNewId           new_id) G_GNUC_WARN_UNUSED_RESULT;
SpareSnapshot *spare_snapshot_ref         (SpareSnapshot *self);
void           spare_snapshot_unref       (SpareSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareSnapshot, spare_snapshot_unref)

gint64         spare_snapshot_get_date    (const SpareSnapshot *self);
SparePasswordSource spare_snapshot_get_source (const SpareSnapshot *self);
guint          spare_snapshot_get_count   (const SpareSnapshot *self);
const SpareSnapshotEntry *spare_snapshot_get (const SpareSnapshot *self,
                                              guint                i);

/* Is this password in use for something else, too? Not for an entry of the same
 * registrable domain, of the same service or company, of domains that have one account
 * behind them, or with the same title and user name: that is the same account noted
 * twice. */
gboolean       spare_snapshot_is_reused   (const SpareSnapshot *self,
                                           guint                i);
/* Are both entries of the same account, in this sense? */
gboolean       spare_snapshot_is_one      (const SpareSnapshot *self,
                                           guint                i,
                                           guint                j);
/* The same, of passwords that are alike and not the same. */
gboolean       spare_snapshot_is_similar  (const SpareSnapshot *self,
                                           guint                i);

typedef enum
{
  SPARE_SNAPSHOT_REUSED,
  SPARE_SNAPSHOT_SIMILAR,
  SPARE_SNAPSHOT_WEAK,     /* very weak, or weak */
  SPARE_SNAPSHOT_BREACHED,
  SPARE_SNAPSHOT_UNKNOWN,  /* nobody knows whether it was leaked */
  SPARE_SNAPSHOT_HTTP,
  SPARE_SNAPSHOT_TOTP,
} SpareSnapshotKind;

/* How many entries are so. */
guint          spare_snapshot_count       (const SpareSnapshot *self,
                                           SpareSnapshotKind    kind);

/* The entry of this account: of the same registrable domain or service, and of the same
 * user name where both have one. Where several fit, one with the user name. -1: none */
int            spare_snapshot_find        (const SpareSnapshot *self,
                                           SpareAccount        *account);

/* Whose a domain is: of a company with several of them, of a service, or its own.
 * Returns: (transfer full): the first of its domains */
char          *spare_snapshot_party       (const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/* Before it is stored: what the list of leaked passwords says of entry @i. */
void           spare_snapshot_set_breached (SpareSnapshot *self,
                                            guint          i,
                                            SpareBreached  breached);

G_END_DECLS
