/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-match.h"

#include <string.h>

#include "spare-fact.h"

typedef enum
{
  MATCH_NONE,
  MATCH_PART,
  MATCH_WORD,  /* the whole service or the whole account name */
  MATCH_BOTH,  /* the whole "service:name" */
  MATCH_ID,
} Match;

static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal, -1);

  /* Folding can decompose again. */
  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}

static Match
match_texts (const char *id,
             const char *service,
             const char *name,
             const char *wanted)
{
  g_autofree char *folded_id = fold (id);
  g_autofree char *folded_service = fold (service);
  g_autofree char *folded_name = fold (name);
  g_autofree char *both = g_strconcat (folded_service, ":", folded_name, NULL);

  if (g_str_equal (folded_id, wanted))
    return MATCH_ID;
  if (g_str_equal (both, wanted))
    return MATCH_BOTH;
  if (g_str_equal (folded_service, wanted) || g_str_equal (folded_name, wanted))
    return MATCH_WORD;
  if (strstr (both, wanted) != NULL)
    return MATCH_PART;

  return MATCH_NONE;
}

static Match
match_account (SpareAccount *account,
               const char   *wanted)
{
  return match_texts (spare_account_get_id (account), spare_account_get_service (account),
                      spare_account_get_name (account), wanted);
}

/* Devices, places, people and the like; how one gets into an account has no name. */
static Match
match_thing (SpareThing *thing,
             const char *wanted)
{
  for (SpareFactType type = 0; type < SPARE_FACT_ACCESS; type++)
    if (spare_thing_is_fact (thing, type))
      {
        const char *name = spare_fact_get_name (thing);

        return match_texts (spare_thing_get_id (thing), "", name, wanted);
      }

  return MATCH_NONE;
}

/* Keeps in @found only what fits best. @record: taken */
static void
add (GPtrArray   *found,
     Match       *best,
     SpareRecord *record,
     Match        match)
{
  if (match > *best)
    {
      g_ptr_array_set_size (found, 0);
      *best = match;
    }
  if (match == *best)
    g_ptr_array_add (found, record);
  else
    g_object_unref (record);
}

GPtrArray *
spare_cli_match (GListModel *accounts,
                 const char *name)
{
  return spare_cli_match_all (accounts, NULL, name);
}

GPtrArray *
spare_cli_match_all (GListModel *accounts,
                     GListModel *things,
                     const char *name)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *wanted = fold (name);
  guint n = g_list_model_get_n_items (accounts);
  guint n_things = things != NULL ? g_list_model_get_n_items (things) : 0;
  Match best = MATCH_PART;

  if (*wanted == '\0')
    return found;

  for (guint i = 0; i < n; i++)
    {
      SpareAccount *account = g_list_model_get_item (accounts, i);

      add (found, &best, SPARE_RECORD (account), match_account (account, wanted));
    }
  for (guint i = 0; i < n_things; i++)
    {
      SpareThing *thing = g_list_model_get_item (things, i);

      add (found, &best, SPARE_RECORD (thing), match_thing (thing, wanted));
    }

  return found;
}
