/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"

G_BEGIN_DECLS

#define SPARE_OTPAUTH_MAX 16384 /* bytes; a longer URI is refused unread */

/**
 * spare_otpauth_parse:
 * @text: an otpauth, apple-otpauth, motp or steam URI; read in place
 * @length: bytes, or -1 for NUL-terminated
 * @id: the id that the account gets
 *
 * Reads every dialect of the Key URI Format listed in docs/record.md. Nothing
 * is guessed silently: an unknown algorithm, digits or a period out of range
 * are errors.
 *
 * Returns: (transfer full) (nullable): the account, or NULL with a
 *   SPARE_CORE_ERROR
 */
SpareAccount *spare_otpauth_parse (const char *text,
                                   gssize      length,
                                   const char *id,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* The strict form for other apps: upper-case algorithm, %20, issuer in both
 * places, no padding, none of our own parameters. NULL for an account without
 * one-time codes or without a secret. */
SpareSecret  *spare_otpauth_print (SpareAccount *account) G_GNUC_WARN_UNUSED_RESULT;

/* The stored form: the strict one, our own `x-…` parameters (x-id first: a
 * keyring answers for many items at once only without their attributes) and
 * every unknown parameter. One line of printable ASCII without blank or backslash. What
 * spare_account_check() accepts is read back exactly; the revision is not
 * stored. */
SpareSecret  *spare_account_print  (SpareAccount *account) G_GNUC_WARN_UNUSED_RESULT;
gsize         spare_account_print_size (SpareAccount *account); /* bytes of that line */
SpareAccount *spare_account_parse  (const char *line,
                                   const char *id,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
