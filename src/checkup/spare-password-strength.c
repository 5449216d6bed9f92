/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-password-strength.h"

#include <string.h>
#include <zxcvbn.h>

#include "spare-service.h"

#define BYTES_MAX 256
#define WORD_MIN  3

double
spare_password_get_bits (const SpareSecret *password,
                         const char *const *words)
{
  const char *none[] = { NULL };
  gsize size;
  const char *text = spare_secret_peek (password, &size);
  g_autoptr (SpareSecret) start = spare_secret_new (text, MIN (size, BYTES_MAX));

  return ZxcvbnMatch (spare_secret_peek_text (start), words != NULL ? (const char **) words : none, NULL);
}

SpareStrength
spare_password_get_strength (const SpareSecret *password,
                             const char *const *words)
{
  double bits = spare_password_get_bits (password, words);

  if (bits < 30)
    return SPARE_STRENGTH_VERY_WEAK;
  if (bits < 45)
    return SPARE_STRENGTH_WEAK;

  return bits < 60 ? SPARE_STRENGTH_FAIR : SPARE_STRENGTH_FINE;
}

SpareLength
spare_password_get_length (const SpareSecret *password)
{
  glong letters = g_utf8_strlen (spare_secret_peek_text (password), (gssize) spare_secret_get_size (password));

  if (letters < 8)
    return SPARE_LENGTH_SHORT;

  return letters < 15 ? SPARE_LENGTH_MEDIUM : SPARE_LENGTH_LONG;
}

static void
add_word (GPtrArray  *words,
          const char *word)
{
  if (g_utf8_strlen (word, -1) < WORD_MIN)
    return;
  for (guint i = 0; i < words->len; i++)
    if (g_str_equal (g_ptr_array_index (words, i), word))
      return;

  g_ptr_array_add (words, g_strdup (word));
}

static void
add_words (GPtrArray  *words,
           const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalnum (letter))
        {
          g_string_append_unichar (word, letter);
          continue;
        }
      add_word (words, word->str);
      g_string_truncate (word, 0);
    }
  add_word (words, word->str);
}

/* "alice.smith" of "alice.smith@example.org", as it is. */
static void
add_local_part (GPtrArray  *words,
                const char *user)
{
  g_autofree char *local = g_utf8_strdown (user, (gssize) strcspn (user, "@"));

  add_word (words, local);
}

static char **
take_words (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

char **
spare_password_split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new ();

  add_words (words, text);

  return take_words (words);
}

char **
spare_password_dup_words (const SparePassword *self)
{
  GPtrArray *words = g_ptr_array_new ();

  add_words (words, self->title);
  for (guint i = 0; self->domains[i] != NULL; i++)
    {
      const SpareService *service = spare_service_find (self->domains[i]);
      /* Not the public suffix: "com" is nobody's name. */
      g_autofree char *label = g_strndup (self->domains[i], strcspn (self->domains[i], "."));

      add_words (words, label);
      if (service != NULL)
        add_words (words, spare_service_get_name (service));
    }
  add_local_part (words, self->user);
  add_words (words, self->user);

  return take_words (words);
}
