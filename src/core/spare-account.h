/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-otp.h"
#include "spare-record.h"

G_BEGIN_DECLS

/**
 * SpareAccount:
 *
 * One account at a service: what makes its codes, and what a person says of
 * it. Text and numbers are GObject properties (read-only, notified): id,
 * service, name, prefix, note, tags, favorite, created, used, deleted,
 * position, counter, kind, algorithm, digits, period, revision. The secret, the
 * PIN and parameters that this version does not know are not.
 *
 * The store owns the accounts in its lists and changes them with
 * spare_account_assign() after a change has been written and read back.
 * Everybody else changes a spare_account_copy() and hands it to the store.
 */
#define SPARE_ACCOUNT_TEXT_MAX 65536 /* bytes in all texts and tags of one account */

#define SPARE_TYPE_ACCOUNT (spare_account_get_type ())
G_DECLARE_FINAL_TYPE (SpareAccount, spare_account, SPARE, ACCOUNT, SpareRecord)

SpareAccount *spare_account_new    (const char *id) G_GNUC_WARN_UNUSED_RESULT;
SpareAccount *spare_account_copy   (SpareAccount *self) G_GNUC_WARN_UNUSED_RESULT;
void          spare_account_assign (SpareAccount *self,
                                    SpareAccount *from);

const char   *spare_account_get_id       (SpareAccount *self);
const char   *spare_account_get_service  (SpareAccount *self); /* the issuer; may be "" */
const char   *spare_account_get_name     (SpareAccount *self); /* may be "" */
const char   *spare_account_get_prefix   (SpareAccount *self); /* (nullable): label's issuer where it differs */
const char   *spare_account_get_note     (SpareAccount *self);
const char *const *spare_account_get_tags (SpareAccount *self);
gboolean      spare_account_get_favorite (SpareAccount *self);
gint64        spare_account_get_created  (SpareAccount *self); /* Unix s, 0 unknown */
gint64        spare_account_get_used     (SpareAccount *self); /* Unix s, 0 never */
gint64        spare_account_get_deleted  (SpareAccount *self); /* Unix s, 0 not in the bin */
double        spare_account_get_position (SpareAccount *self); /* order by hand, ascending */
guint64       spare_account_get_counter  (SpareAccount *self);
const SpareOtpParams *spare_account_get_params (SpareAccount *self);

void          spare_account_set_service  (SpareAccount *self, const char *service);
void          spare_account_set_name     (SpareAccount *self, const char *name);
void          spare_account_set_prefix   (SpareAccount *self, const char *prefix);
void          spare_account_set_note     (SpareAccount *self, const char *note);
void          spare_account_set_tags     (SpareAccount *self, const char *const *tags);
void          spare_account_set_favorite (SpareAccount *self, gboolean favorite);
void          spare_account_set_created  (SpareAccount *self, gint64 unix_time);
void          spare_account_set_used     (SpareAccount *self, gint64 unix_time);
void          spare_account_set_deleted  (SpareAccount *self, gint64 unix_time);
void          spare_account_set_position (SpareAccount *self, double position);
void          spare_account_set_counter  (SpareAccount *self, guint64 counter);
void          spare_account_set_params   (SpareAccount *self, const SpareOtpParams *params);

/* Borrowed, nullable; the setters take a reference of their own. */
SpareSecret  *spare_account_peek_secret  (SpareAccount *self);
SpareSecret  *spare_account_peek_pin     (SpareAccount *self);
SpareSecret  *spare_account_peek_unknown (SpareAccount *self); /* "key=value&…" kept for others */
void          spare_account_set_secret   (SpareAccount *self, SpareSecret *secret);
void          spare_account_set_pin      (SpareAccount *self, SpareSecret *pin);
void          spare_account_set_unknown  (SpareAccount *self, SpareSecret *unknown);

/* The revision tells one stored state of a record from another; the store sets
 * it. 0 means never stored. */
guint64       spare_account_get_revision (SpareAccount *self);
void          spare_account_set_revision (SpareAccount *self, guint64 revision);

/* Is everything there that a code needs, and in range; has it a name, and are
 * its texts short enough to be stored? */
gboolean      spare_account_check (SpareAccount *self,
                                   GError      **error);

/* The code at @unix_time (timed kinds) or at the stored counter (HOTP). */
gboolean      spare_account_code  (SpareAccount *self,
                                   gint64        unix_time,
                                   char          out[SPARE_OTP_CODE_SIZE],
                                   GError      **error);

/* Do both make the same codes (kind, secret, algorithm, digits, period)? The
 * label does not count. */
gboolean      spare_account_same_codes (SpareAccount *a,
                                        SpareAccount *b);

/* The one of @accounts (SpareAccount, the vault's list) with that id; @id: (nullable).
 * (transfer full) (nullable) */
SpareAccount *spare_account_find  (GListModel *accounts,
                                   const char *id) G_GNUC_WARN_UNUSED_RESULT;

/* For hash tables of accounts by what makes their codes; keyed, so that nobody
 * can choose secrets that collide. 0 for accounts without codes. */
guint         spare_account_hash_codes (SpareAccount *self);

G_END_DECLS
