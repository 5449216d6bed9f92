/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/* Check characters of ISO/IEC 7064, MOD 1271,36: two characters of 0-9A-Z that
 * find every single wrong character and every swap of neighbours. They are
 * computed over the letters and digits of a code; case, blanks, dashes and
 * other separators do not count. */
#define SPARE_CHECK_LENGTH 2

/* FALSE where @code has no letter or digit, or one that is not ASCII. */
gboolean spare_check_compute (const char *code,
                              char        check[SPARE_CHECK_LENGTH + 1]);
gboolean spare_check_matches (const char *code,
                              const char *check);

/**
 * spare_check_locate:
 * @typed: what does not match
 * @swap: (out): is it this character and the next one that changed places?
 *
 * Looks for the one wrong character, or swap of neighbours, that explains why
 * @typed does not match.
 *
 * Returns: its place among the letters and digits of @typed, from 1; 0 where
 *   several places, or none, explain it
 */
guint    spare_check_locate  (const char *typed,
                              const char *check,
                              gboolean   *swap);

/**
 * spare_check_compare:
 *
 * Where @typed differs from a code that is known, separators and, unless
 * @with_case, case aside: the place of the first difference among the letters
 * and digits, from 1; 0 for none. One that lacks or is too many counts at the
 * end. Takes the same time wherever it is.
 */
guint    spare_check_compare (const char *typed,
                              const char *code,
                              gboolean    with_case);

G_END_DECLS
