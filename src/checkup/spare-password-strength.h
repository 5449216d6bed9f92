/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-password.h"

G_BEGIN_DECLS

/* By what zxcvbn estimates: how many bits a guesser needs who knows the common
 * passwords (English ones), names, dates and keyboards, and the person's own words.
 * The bounds are those of docs/record.md. */
typedef enum
{
  SPARE_STRENGTH_VERY_WEAK, /* below 30 bits */
  SPARE_STRENGTH_WEAK,      /* below 45 */
  SPARE_STRENGTH_FAIR,      /* below 60 */
  SPARE_STRENGTH_FINE,      /* from 60, where it is used once */
} SpareStrength;

typedef enum
{
  SPARE_LENGTH_SHORT,  /* below 8 letters */
  SPARE_LENGTH_MEDIUM, /* 8 to 14 */
  SPARE_LENGTH_LONG,   /* from 15 */
} SpareLength;

/* Of at most the first 256 bytes. @words: (nullable): in lower case, what a guesser
 * tries first: user name, service */
double        spare_password_get_bits     (const SpareSecret *password,
                                           const char *const *words);
SpareStrength spare_password_get_strength (const SpareSecret *password,
                                           const char *const *words);
SpareLength   spare_password_get_length   (const SpareSecret *password);

/* The words of its title, its domains, its service and its user name, and the part of
 * a mail address before the @: in lower case, three letters at least. */
char        **spare_password_dup_words    (const SparePassword *self) G_GNUC_WARN_UNUSED_RESULT;
/* Likewise, of any text. */
char        **spare_password_split_words  (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
