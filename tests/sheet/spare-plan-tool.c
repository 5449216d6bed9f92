/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the plan of the worked example as PDF: spare-plan-tool PAPER DIRECTION OFFSET FILE. PAPER is 0, 1 or 2,
 * DIRECTION "ltr" or "rtl", OFFSET how many s it is later than in UTC. */
#include <stdlib.h>
#include <string.h>

#include "../checkup/map-facts.h"
#include "spare-plan.h"
#include "spare-promise.h"
#include "spare-sheet.h"

#define SECOND "0b9f6f1e-2d3c-4b5a-8f7e-000000000031"
#define ASIDE  "0b9f6f1e-2d3c-4b5a-8f7e-000000000032"
#define CODES  "0b9f6f1e-2d3c-4b5a-8f7e-000000000033"

static int offset;

static char *
dup_day (gint64 time)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (time + offset);

  return g_date_time_format (day, "%Y-%m-%d");
}

/* One finding does not apply, and one thing was said this year. */
static void
add_more (Facts *facts)
{
  g_autoptr (SpareThing) said = spare_thing_new (SECOND, SPARE_PROMISE_TYPE);
  g_autoptr (SpareThing) aside = spare_set_aside_new (ASIDE, "open-questions", "No time", NOW, NOW + 86400);
  g_autoptr (SpareThing) set = spare_code_set_new (CODES, "cloud", "typed", NOW);
  g_autoptr (SpareSecret) code = spare_secret_new_text ("48151623-secret");
  SpareAccount *wiki = facts_add_account (facts, "Wiki", "maya");

  facts_add_secret (wiki);
  spare_thing_set_text (said, "promise", "phishing");
  spare_thing_set_int (said, "said", NOW - 30 * 86400);
  g_list_store_append (facts->things, said);
  g_list_store_append (facts->things, aside);
  spare_code_set_add (set, code, NULL);
  g_list_store_append (facts->things, set);
}

int
main (int    argc,
      char **argv)
{
  g_auto (Facts) facts = facts_new ();
  g_autoptr (SpareCheckup) checkup = NULL;
  g_autoptr (SparePlan) plan = NULL;
  g_autoptr (SpareSheet) sheet = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (argc != 5)
    return 2;

  offset = atoi (argv[3]);
  facts_add_maya (&facts);
  add_more (&facts);
  checkup = spare_checkup_run (G_LIST_MODEL (facts.accounts), G_LIST_MODEL (facts.things), NULL, NOW, NULL, NULL);
  plan = spare_plan_new (checkup, G_LIST_MODEL (facts.accounts), G_LIST_MODEL (facts.things), NOW, offset, dup_day);
  sheet = spare_sheet_new_plan (plan, (SparePaper) atoi (argv[1]), strcmp (argv[2], "rtl") == 0);
  pdf = spare_sheet_to_pdf (sheet, NULL, NULL, NULL, NULL);
  return g_file_set_contents (argv[4], g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL) ? 0 : 1;
}
