/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "spare-code-set.h"
#include "spare-code-text.h"
#include "spare-format-error.h"

/* A code has no line in it, no blank at its ends and no sign without width. */
static void
check_code (const SpareCodeTextPart *part)
{
  gsize size;
  const char *text = spare_secret_peek (part->text, &size);

  g_assert (size > 0 && text[0] != ' ' && text[size - 1] != ' ');
  g_assert (memchr (text, '\n', size) == NULL && memchr (text, '\t', size) == NULL && memchr (text, 0, size) == NULL);
  g_assert (part->number == NULL || (strlen (part->number) > 0 && strlen (part->number) <= 3));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpareCodeText) text = spare_code_text_read ((const char *) data, size, &error);
  guint codes = 0;

  g_assert ((text == NULL) == (error != NULL));
  if (text == NULL)
    {
      g_assert (error->domain == SPARE_FORMAT_ERROR);
      return 0;
    }
  for (guint i = 0; i < text->parts->len; i++)
    {
      const SpareCodeTextPart *part = g_ptr_array_index (text->parts, i);

      g_assert (g_utf8_validate (spare_secret_peek_text (part->text), -1, NULL));
      if (part->kind == SPARE_CODE_TEXT_CODE || part->kind == SPARE_CODE_TEXT_UNSURE)
        {
          check_code (part);
          codes++;
        }
      else
        g_assert (part->number == NULL && !part->used);
    }
  g_assert (codes >= spare_code_text_count (text) && spare_code_text_count (text) > 0);
  g_assert (codes <= SPARE_CODE_SET_MAX);
  g_assert (text->user == NULL || g_utf8_validate (text->user, -1, NULL));
  return 0;
}
