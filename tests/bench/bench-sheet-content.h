/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sheet.h"

/* What is printed in the benchmarks. */
static SpareSheetContent *
make_content (guint accounts,
              guint codes)
{
  SpareSheetContent *content = spare_sheet_content_new (SPARE_SHEET_CODES, "K7M-3QP", 1795305600, 0);

  for (guint i = 0; i < accounts; i++)
    {
      g_autoptr (SpareAccount) account = spare_account_new (NULL);
      g_autoptr (SpareThing) set = spare_code_set_new (NULL, NULL, "typed", 0);
      g_autofree char *service = g_strdup_printf ("Service %u", i);

      spare_account_set_service (account, service);
      spare_account_set_name (account, "alice@example.org");
      for (guint j = 0; j < codes; j++)
        {
          g_autofree char *text = g_strdup_printf ("%05u-%05u", (i * 7919 + j * 104729) % 100000, (i * 31 + j) % 100000);
          g_autoptr (SpareSecret) code = spare_secret_new_text (text);

          spare_code_set_add (set, code, NULL);
        }
      spare_sheet_content_add (content, account, set);
    }
  return content;
}
