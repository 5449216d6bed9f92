/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "spare-otpauth.h"

static void
check_line (const SpareSecret *line)
{
  gsize size;
  const char *text = spare_secret_peek (line, &size);

  for (gsize i = 0; i < size; i++)
    g_assert (g_ascii_isgraph (text[i]) && text[i] != '\\');
}

/* Others make the same codes of it. A name of several lines is refused, and a
 * record may say that a service called Steam has plain codes of five digits. */
static void
check_strict (SpareAccount      *account,
              const SpareSecret *strict)
{
  g_autoptr (SpareAccount) read = NULL;

  check_line (strict);
  read = spare_otpauth_parse (spare_secret_peek_text (strict), -1, "id", NULL);
  if (read != NULL && spare_account_get_params (read)->kind == SPARE_OTP_STEAM)
    g_assert (spare_account_get_params (account)->digits == 5);
  else if (read != NULL)
    g_assert (spare_account_same_codes (account, read));
}

/* What was understood can be stored, and what was stored is read as the same. */
static void
check_account (SpareAccount *account)
{
  g_autoptr (SpareSecret) line = spare_account_print (account);
  g_autoptr (SpareSecret) strict = spare_otpauth_print (account);
  g_autoptr (SpareSecret) again = NULL;
  g_autoptr (SpareAccount) read = NULL;
  char code[SPARE_OTP_CODE_SIZE];

  check_line (line);
  read = spare_account_parse (spare_secret_peek_text (line), "id", NULL);
  g_assert (read != NULL);
  again = spare_account_print (read);
  g_assert (spare_secret_equal (line, again));

  if (strict != NULL)
    check_strict (account, strict);

  if (spare_account_check (account, NULL)
      && spare_account_get_params (account)->kind != SPARE_OTP_NONE)
    {
      g_assert (spare_account_code (account, 1767225600, code, NULL));
      g_assert (strlen (code) == spare_account_get_params (account)->digits);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GError) uri_error = NULL;
  g_autoptr (GError) line_error = NULL;
  g_autoptr (SpareAccount) from_uri = NULL;
  g_autoptr (SpareAccount) from_line = NULL;
  g_autofree char *line = NULL;

  from_uri = spare_otpauth_parse ((const char *) data, (gssize) size, "id", &uri_error);
  g_assert ((from_uri == NULL) == (uri_error != NULL));
  if (from_uri != NULL)
    check_account (from_uri);

  line = g_strndup ((const char *) data, size);
  from_line = spare_account_parse (line, "id", &line_error);
  g_assert ((from_line == NULL) == (line_error != NULL));
  if (from_line != NULL)
    check_account (from_line);

  return 0;
}
