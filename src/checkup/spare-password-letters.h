/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/* A password letter by letter, in locked memory: an array of gunichar. GLib's own
 * normalization and folding would leave copies on the heap. */

/* In NFC. @text: UTF-8 */
SpareSecret    *spare_password_letters_new   (const SpareSecret *text) G_GNUC_WARN_UNUSED_RESULT;
const gunichar *spare_password_letters_peek  (const SpareSecret *self,
                                              guint             *n);

/* What is left of it when the parts are gone that people change from one password to
 * the next: upper case, digits and signs at both ends, letters written as digits, and
 * the @words (in lower case; NULL-terminated). Empty where fewer than four letters are
 * left. */
SpareSecret    *spare_password_letters_stem  (const SpareSecret *self,
                                              const char *const *words) G_GNUC_WARN_UNUSED_RESULT;

/* May one become the other by inserting, leaving out or exchanging up to two letters? */
gboolean        spare_password_letters_close (const SpareSecret *a,
                                              const SpareSecret *b);

G_END_DECLS
