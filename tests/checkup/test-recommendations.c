/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each recommendation has a home in the program, and each home is there. */

#include "spare-recommendation.h"

#include <string.h>

#include "spare-finding.h"
#include "spare-promise.h"

static const struct
{
  const char *letter;
  guint       n;
} rows[] = { { "M", 16 }, { "E", 16 }, { "B", 18 }, { "C", 10 }, { "S", 12 } };

/* In their order: M1, M2, …, M16, E1, … */
static char **
list_rows (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint number = 1; number <= rows[i].n; number++)
      {
        g_autofree char *row = g_strdup_printf ("%s%u", rows[i].letter, number);

        g_strv_builder_add (builder, row);
      }

  return g_strv_builder_end (builder);
}

static void
test_rows (void)
{
  g_auto (GStrv) wanted = list_rows ();
  const SpareHome *homes = spare_recommendation_list ();
  guint place = 0;

  g_assert_cmpuint (g_strv_length (wanted), ==, 72);
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      /* At least one home each, in the order of the rows. */
      g_assert_cmpstr (homes[place].row, ==, wanted[i]);
      for (; g_strcmp0 (homes[place].row, wanted[i]) == 0; place++)
        ;
    }
  g_assert_null (homes[place].row);
}

static gboolean
is_finding (const char *name)
{
  for (SpareFindingKind kind = 0; kind < SPARE_FINDING_N_KINDS; kind++)
    if (strcmp (spare_finding_kind_get_name (kind), name) == 0)
      return TRUE;

  return FALSE;
}

/* "FILE:WORDS" */
static gboolean
is_in_source (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ":", 2);
  g_autofree char *path = g_build_filename (g_getenv ("SPARE_SOURCE"), parts[0], NULL);
  g_autofree char *text = NULL;

  return g_strv_length (parts) == 2 && strlen (parts[1]) > 3 && g_file_get_contents (path, &text, NULL, NULL)
         && strstr (text, parts[1]) != NULL;
}

static void
test_homes (void)
{
  const SpareHome *homes = spare_recommendation_list ();

  for (guint i = 0; homes[i].row != NULL; i++)
    {
      gboolean found;

      switch (homes[i].kind)
        {
        case SPARE_HOME_FINDING:
          found = is_finding (homes[i].name);
          break;
        case SPARE_HOME_PROMISE:
          found = spare_promise_is_key (homes[i].name);
          break;
        case SPARE_HOME_CHECK:
        case SPARE_HOME_TEXT:
        default:
          found = is_in_source (homes[i].name);
          break;
        }
      if (!found)
        g_test_fail_printf ("%s has no home called %s", homes[i].row, homes[i].name);
    }
}

/* Each finding and each promise stands for a recommendation, or for what only the
 * graph can tell. */
static void
test_all_used (void)
{
  static const char *const of_the_graph[] = { "trap", "no-way-in", "collapse", "open-questions", NULL };
  const SpareHome *homes = spare_recommendation_list ();

  for (SpareFindingKind kind = 0; kind < SPARE_FINDING_N_KINDS; kind++)
    {
      const char *name = spare_finding_kind_get_name (kind);
      gboolean found = g_strv_contains (of_the_graph, name);

      for (guint i = 0; homes[i].row != NULL; i++)
        found |= homes[i].kind == SPARE_HOME_FINDING && strcmp (homes[i].name, name) == 0;
      if (!found)
        g_test_fail_printf ("the finding %s stands for nothing", name);
    }
}

static void
test_nothing_else (void)
{
  g_assert_false (is_finding ("no-such-finding"));
  g_assert_false (spare_promise_is_key ("no-such-promise"));
  g_assert_false (is_in_source ("src/no-such-file.c:main"));
  g_assert_false (is_in_source ("src/checkup/spare-due.c:no such words in it"));
  g_assert_true (is_in_source ("src/checkup/spare-due.c:spare_due_list"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommendations/rows", test_rows);
  g_test_add_func ("/recommendations/homes", test_homes);
  g_test_add_func ("/recommendations/all-used", test_all_used);
  g_test_add_func ("/recommendations/nothing-else", test_nothing_else);
  return g_test_run ();
}
