/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-bytes.h"
#include "spare-sheet-grid.h"

#define QR_MODULES_MAX 57 /* version 10: what a webcam reads */
#define QR_PARTS_MAX   64

typedef struct
{
  gboolean digits;
  gboolean lower;
  gboolean upper;
  gboolean beyond_f;
} Classes;

static void
look_at (Classes    *classes,
         const char *code)
{
  for (; *code != '\0'; code++)
    {
      classes->digits |= g_ascii_isdigit (*code);
      classes->lower |= g_ascii_islower (*code);
      classes->upper |= g_ascii_isupper (*code);
      classes->beyond_f |= g_ascii_isalpha (*code) && !g_ascii_isxdigit (*code);
    }
}

/* Those whose capital is the same drawn larger. */
static gboolean
is_alike_in_both_cases (char letter)
{
  return letter != '\0' && strchr ("ckopsuvwxzCKOPSUVWXZ", letter) != NULL;
}

/* Of all codes. */
static Classes
look_at_all (SpareThing *code_set)
{
  Classes classes = { FALSE };

  for (guint i = 0; i < spare_code_set_count (code_set); i++)
    {
      SpareSecret *code = spare_code_set_peek (code_set, i);

      if (code != NULL)
        look_at (&classes, spare_secret_peek_text (code));
    }
  return classes;
}

/* Digits and a few letters, of which none looks like a digit: said once. */
static gboolean
is_hexadecimal (const Classes *classes)
{
  return classes->digits && (classes->lower || classes->upper) && !classes->beyond_f;
}

static const char *
name_of (char           letter,
         const Classes *classes)
{
  switch (letter)
    {
    case '0':
      return classes->lower || classes->upper ? "char-zero" : NULL;
    case '1':
      return classes->lower || classes->upper ? "char-one" : NULL;
    case 'O':
    case 'o':
      return classes->digits ? "char-letter" : NULL;
    case 'l':
      return "char-ell";
    case 'I':
      return "char-eye";
    default:
      return NULL;
    }
}

char *
spare_sheet_code_spell (SpareSheetFlow *flow,
                        SpareThing     *code_set,
                        const char     *code)
{
  gboolean cases = spare_code_set_get_case (code_set) != SPARE_ANSWER_NO;
  g_autoptr (GString) text = g_string_sized_new (512);
  Classes classes = { FALSE };
  Classes all = look_at_all (code_set);

  look_at (&classes, code);
  if (is_hexadecimal (&all) && !(all.lower && all.upper))
    return NULL;
  for (const char *at = code; *at != '\0'; at++)
    {
      const char *name = name_of (*at, &classes);
      char letter[2] = { *at, '\0' };
      g_autofree char *said = NULL;

      if (memchr (code, *at, (gsize) (at - code)) != NULL)
        continue;
      if (cases && classes.lower && classes.upper && is_alike_in_both_cases (*at))
        said = spare_sheet_words_fill (flow->words, g_ascii_islower (*at) ? "char-lower" : "char-upper",
                                       "letter", letter, NULL);
      else if (name != NULL)
        said = g_strdup_printf ("%s %s", letter, spare_sheet_words_peek (flow->words, name));
      if (said != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", said);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
append (GString               *text,
        const SpareSheetWords *words,
        const char            *key)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", spare_sheet_words_peek (words, key));
}

/* What they are made of, where all are alike. */
static void
append_classes (GString               *text,
                const SpareSheetWords *words,
                SpareThing            *code_set)
{
  Classes classes = look_at_all (code_set);
  SpareAnswer cases = spare_code_set_get_case (code_set);

  if (is_hexadecimal (&classes))
    append (text, words, "hex");
  if (classes.digits && !classes.lower && !classes.upper)
    append (text, words, "digits");
  else if (cases == SPARE_ANSWER_NO)
    append (text, words, "case-no");
  else if (classes.lower && !classes.upper)
    append (text, words, "lower");
  else if (classes.upper && !classes.lower)
    append (text, words, "upper");
  else if (cases == SPARE_ANSWER_YES)
    append (text, words, "case-yes");
}

char *
spare_sheet_code_facts (SpareSheetFlow        *flow,
                        const SpareSheetWords *words,
                        SpareThing            *code_set)
{
  static const char *const effects[] = {
    [SPARE_CODE_EFFECT_UNKNOWN] = "effect-unknown",
    [SPARE_CODE_EFFECT_SECOND_STEP] = "effect-second-step",
    [SPARE_CODE_EFFECT_TURNS_OFF] = "effect-turns-off",
    [SPARE_CODE_EFFECT_NO_PASSWORD] = "effect-no-password",
  };
  GString *text = g_string_new (NULL);

  if (spare_code_set_is_single (code_set))
    append (text, words, "single");
  append (text, words, effects[spare_code_set_get_effect (code_set)]);
  if (spare_code_set_get_by_number (code_set) == SPARE_ANSWER_YES)
    append (text, words, "by-number");
  if (!flow->options->blank)
    append_classes (text, words, code_set);
  if (spare_code_set_get_separators (code_set) == SPARE_ANSWER_NO)
    append (text, words, "separators-no");
  else if (spare_code_set_get_separators (code_set) == SPARE_ANSWER_YES)
    append (text, words, "separators-yes");
  return g_string_free (text, FALSE);
}

SpareQrCode *
spare_sheet_text_to_qr (SpareSheetFlow    *flow,
                        const SpareSecret *text,
                        gboolean           lower_level)
{
  SpareQrCode *qr = spare_qr_code_new (text, SPARE_QR_LEVEL_Q, NULL);

  if (lower_level && (qr == NULL || spare_qr_code_get_width (qr) > QR_MODULES_MAX))
    {
      g_clear_pointer (&qr, spare_qr_code_free);
      qr = spare_qr_code_new (text, SPARE_QR_LEVEL_M, NULL);
    }
  if (qr != NULL && spare_qr_code_get_width (qr) > QR_MODULES_MAX)
    g_clear_pointer (&qr, spare_qr_code_free);
  if (qr != NULL)
    g_ptr_array_add (flow->sheet->qr_codes, qr);
  return qr;
}

/* The unused codes of positions @from to @to as they are printed, a line each,
 * below @heading lines: the service, the user name. */
static SpareQrCode *
part_to_qr (SpareSheetFlow *flow,
            guint           nth,
            GArray         *positions,
            guint           from,
            guint           to,
            guint           heading)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);
  g_autofree char *service = spare_sheet_dup_service (flow, nth);
  g_autoptr (SpareSecret) secret = NULL;
  /* Longer than any QR code of this size, so that it never grows. */
  GString *text = g_string_sized_new (8192);

  if (heading > 0)
    g_string_append_printf (text, "%s\n", service);
  if (heading > 1 && *spare_sheet_peek_user (flow, nth) != '\0')
    g_string_append_printf (text, "%s\n", spare_sheet_peek_user (flow, nth));
  for (guint i = from; i < to && text->len < 1024; i++)
    {
      guint position = g_array_index (positions, guint, i);
      g_autofree char *number = spare_code_set_dup_number (block->code_set, position);
      SpareSecret *code = spare_code_set_peek (block->code_set, position);

      g_string_append_printf (text, "%s%s ", i > from ? "\n" : "", number);
      g_string_append_len (text, spare_secret_peek_text (code), MIN (spare_secret_get_size (code), 1024));
    }
  secret = spare_secret_new_text (text->str);
  spare_wipe (text->str, text->len);
  g_string_free (text, TRUE);
  return spare_sheet_text_to_qr (flow, secret, FALSE);
}

static void
qr_clear (SpareSheetQr *part)
{
  g_free (part->caption);
}

static char *
dup_caption (SpareSheetFlow *flow,
             SpareThing     *code_set,
             guint           from,
             guint           to)
{
  g_autofree char *first = spare_code_set_dup_number (code_set, from);
  g_autofree char *last = spare_code_set_dup_number (code_set, to);

  if (from == to)
    return spare_sheet_words_fill (flow->words, "qr-one", "first", first, NULL);
  return spare_sheet_words_fill (flow->words, "qr-range", "first", first, "last", last, NULL);
}

/* As few as there can be, even if they say codes only, with about as many codes each. */
static GArray *
split (SpareSheetFlow *flow,
       guint           nth,
       GArray         *positions,
       guint           n_parts,
       guint           heading)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (SpareSheetQr));
  guint from = 0;

  g_array_set_clear_func (parts, (GDestroyNotify) qr_clear);
  for (guint i = 0; i < n_parts; i++)
    {
      guint to = (positions->len * (i + 1) + n_parts - 1) / n_parts;
      SpareSheetQr part = { part_to_qr (flow, nth, positions, from, to, heading), NULL };

      if (part.qr == NULL)
        {
          g_array_unref (parts);
          return NULL;
        }
      part.caption = dup_caption (flow, block->code_set, g_array_index (positions, guint, from),
                                  g_array_index (positions, guint, to - 1));
      g_array_append_val (parts, part);
      from = to;
    }
  return parts;
}

GArray *
spare_sheet_code_to_qr (SpareSheetFlow *flow,
                        guint           nth)
{
  SpareSheetBlock *block = g_ptr_array_index (flow->content->blocks, nth);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *parts = NULL;

  for (guint i = 0; i < spare_code_set_count (block->code_set); i++)
    if (spare_code_set_peek (block->code_set, i) != NULL && spare_code_set_get_used (block->code_set, i) == 0)
      g_array_append_val (positions, i);
  for (guint n = 1; parts == NULL && n <= MIN (positions->len, QR_PARTS_MAX); n++)
    for (guint heading = 3; parts == NULL && heading > 0; heading--)
      parts = split (flow, nth, positions, n, heading - 1);
  return parts != NULL ? parts : g_array_new (FALSE, FALSE, sizeof (SpareSheetQr));
}
