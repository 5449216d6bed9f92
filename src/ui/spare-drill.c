/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-drill.h"

#include <string.h>

#include "spare-check.h"

void
spare_drill_question_free (SpareDrillQuestion *self)
{
  g_object_unref (self->set);
  g_free (self);
}

static gboolean
is_askable (SpareThing *set,
            guint       position)
{
  SpareSecret *code = spare_code_set_peek (set, position);
  g_autofree char *check = NULL;

  if (code != NULL)
    return g_utf8_validate (spare_secret_peek_text (code), spare_secret_get_size (code), NULL);

  check = spare_code_set_dup_check (set, position);

  return *check != '\0';
}

static void
add_questions (GPtrArray  *questions,
               SpareThing *set,
               gboolean    used)
{
  for (guint i = 0; i < spare_code_set_count (set); i++)
    {
      SpareDrillQuestion *question;

      if ((spare_code_set_get_used (set, i) != 0) != used || !is_askable (set, i))
        continue;

      question = g_new (SpareDrillQuestion, 1);
      question->set = g_object_ref (set);
      question->position = i;
      g_ptr_array_add (questions, question);
    }
}

GPtrArray *
spare_drill_list (SpareThing *sheet,
                  GListModel *things)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_drill_question_free);

  for (int used = 0; used <= 1 && questions->len == 0; used++)
    for (guint i = 0; i < g_list_model_get_n_items (things); i++)
      {
        g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);

        if (spare_thing_is_code_set (thing) && spare_sheet_record_has_set (sheet, spare_thing_get_id (thing))
            && spare_code_set_get_void (thing) == SPARE_VOID_NOT)
          add_questions (questions, thing, used);
      }

  return questions;
}

/* Letters and digits of any script, because codes may be words. */
static guint
count_characters (const char *text)
{
  guint n = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    n += g_unichar_isalnum (g_utf8_get_char (c));

  return n;
}

/* Where the letter or digit @place (from 1) of @text is. */
static const char *
find_character (const char *text,
                guint       place)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)) && --place == 0)
      return c;

  return NULL;
}

static gboolean
is_check (const char *typed,
          const char *check)
{
  guint found = 0;

  for (const char *c = typed; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c))
        continue;
      if (found == SPARE_CHECK_LENGTH || g_ascii_toupper (*c) != check[found])
        return FALSE;
      found++;
    }

  return found == SPARE_CHECK_LENGTH;
}

/* @typed without the check characters at its end; NULL where those are not
 * there. */
static SpareSecret *
dup_without_check (const char *typed,
                   const char *check)
{
  guint n = count_characters (typed);
  const char *end;

  if (*check == '\0' || n <= SPARE_CHECK_LENGTH)
    return NULL;

  end = find_character (typed, n - SPARE_CHECK_LENGTH + 1);

  return is_check (end, check) ? spare_secret_new (typed, end - typed) : NULL;
}

/* @typed with the character at @place and the next one changed; NULL where those
 * are not two of ASCII. */
static SpareSecret *
dup_swapped (const char *typed,
             guint       place)
{
  const char *first = find_character (typed, place);
  const char *second = find_character (typed, place + 1);
  SpareSecret *swapped;
  guint8 *data;

  if (first == NULL || second == NULL || (guchar) *first >= 0x80 || (guchar) *second >= 0x80)
    return NULL;

  swapped = spare_secret_new_empty (strlen (typed), &data);
  memcpy (data, typed, strlen (typed));
  data[first - typed] = *second;
  data[second - typed] = *first;

  return swapped;
}

static SpareDrillAnswer
check_kept (const char *typed,
            const char *code,
            gboolean    with_case,
            guint      *place)
{
  g_autoptr(SpareSecret) swapped = NULL;

  *place = spare_check_compare (typed, code, with_case);
  if (*place == 0)
    return SPARE_DRILL_RIGHT;
  if (count_characters (typed) != count_characters (code))
    return SPARE_DRILL_LENGTH;
  if (with_case && spare_check_compare (typed, code, FALSE) != *place)
    return SPARE_DRILL_CASE;

  swapped = dup_swapped (typed, *place);
  if (swapped != NULL && spare_check_compare (spare_secret_peek_text (swapped), code, with_case) == 0)
    return SPARE_DRILL_SWAPPED;

  return SPARE_DRILL_DIFFERS;
}

static SpareDrillAnswer
check_forgotten (const char *typed,
                 const char *check,
                 guint      *place)
{
  gboolean swap = FALSE;

  *place = 0;
  if (spare_check_matches (typed, check))
    return SPARE_DRILL_RIGHT;

  *place = spare_check_locate (typed, check, &swap);
  if (*place == 0)
    return SPARE_DRILL_WRONG;

  return swap ? SPARE_DRILL_SWAPPED : SPARE_DRILL_DIFFERS;
}

static SpareDrillAnswer
check_code (const SpareDrillQuestion *question,
            const char               *typed,
            const char               *check,
            guint                    *place)
{
  SpareSecret *code = spare_code_set_peek (question->set, question->position);
  gboolean with_case = spare_code_set_get_case (question->set) == SPARE_ANSWER_YES;

  if (code == NULL)
    return check_forgotten (typed, check, place);

  return check_kept (typed, spare_secret_peek_text (code), with_case, place);
}

SpareDrillAnswer
spare_drill_check (const SpareDrillQuestion *question,
                   const char               *typed,
                   guint                    *place)
{
  g_autofree char *check = spare_code_set_dup_check (question->set, question->position);
  g_autoptr(SpareSecret) bare = NULL;
  SpareDrillAnswer answer;
  guint n = count_characters (typed);

  *place = 0;
  if (n == 0)
    return SPARE_DRILL_EMPTY;
  if (*check != '\0' && n <= SPARE_CHECK_LENGTH)
    return is_check (typed, check) ? SPARE_DRILL_RIGHT_BY_CHECK : SPARE_DRILL_WRONG_CHECK;

  answer = check_code (question, typed, check, place);
  if (answer == SPARE_DRILL_RIGHT)
    return answer;

  bare = dup_without_check (typed, check);

  return bare != NULL ? check_code (question, spare_secret_peek_text (bare), check, place) : answer;
}
