/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-secret.h"

G_BEGIN_DECLS

/* Less is too little for a code that works alone (NIST SP 800-63B-4, 4.2.1.1:
 * saved recovery codes). */
#define SPARE_CODE_MAKER_ALONE_BITS 64

/**
 * SpareCodeRecipe:
 * @id: "digits", "groups", "hex", "words"
 * @count: how many codes
 * @length: characters of one code without separators, or words
 * @group: characters between separators; 0 for none
 * @alphabet: (nullable): its characters, each once; NULL makes words
 *
 * The presets: 10 x 8 digits; 16 x 5-5 of an alphabet without look-alikes;
 * 8 x 16 hexadecimal digits; 10 x 6 words of the BIP-39 list (2048 words).
 */
typedef struct
{
  const char *id;
  guint       count;
  guint       length;
  guint       group;
  const char *alphabet;
} SpareCodeRecipe;

extern const SpareCodeRecipe *const spare_code_recipes; /* ends with an id of NULL */
extern const char *const spare_code_alphabet_clear;    /* without 0 O 1 I L … */

/* Of each code, if made by an even generator: length x log2 (alphabet). */
double     spare_code_recipe_get_bits (const SpareCodeRecipe *self);

/**
 * spare_code_maker_make:
 * @uniform: (nullable): gives an even number below its argument; NULL for
 *   libsodium's generator, and that is what programs use
 *
 * Returns: (transfer full) (element-type SpareSecret): codes that all differ;
 *   NULL where so many different ones do not exist, or a number is out of
 *   bounds (count 1 to SPARE_CODE_SET_MAX, length 4 to 64; 3 to 24 words)
 */
GPtrArray *spare_code_maker_make      (const SpareCodeRecipe *recipe,
                                       guint32              (*uniform) (guint32 bound),
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
