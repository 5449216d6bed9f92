/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "spare-otpauth.h"

/* For oathtool.py: each line of the standard input is a time and a URI, each
 * line of the output the code, or the number of the error. */
int
main (void)
{
  char line[2048];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SpareAccount) account = NULL;
      char code[SPARE_OTP_CODE_SIZE];
      char *uri;
      gint64 unix_time = g_ascii_strtoll (line, &uri, 10);

      account = spare_otpauth_parse (uri, -1, "id", &error);
      if (account != NULL && spare_account_code (account, unix_time, code, &error))
        printf ("%s\n", code);
      else
        printf ("error %d\n", error->code);
    }

  return 0;
}
