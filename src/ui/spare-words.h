/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account.h"

G_BEGIN_DECLS

/* How accounts and times are called in sentences. */

/* The service, or the account name where there is no service. */
const char *spare_words_get_title (SpareAccount *account);

/* "GitHub, alice", or the one of both that there is. */
char       *spare_words_dup_names (SpareAccount *account) G_GNUC_WARN_UNUSED_RESULT;

/* The day of @unix_time here, in the person's language and without the time. */
char       *spare_words_dup_date  (gint64 unix_time) G_GNUC_WARN_UNUSED_RESULT;

const char *spare_words_get_kind      (SpareOtpKind kind);
const char *spare_words_get_algorithm (SpareOtpAlgorithm algorithm);

G_END_DECLS
