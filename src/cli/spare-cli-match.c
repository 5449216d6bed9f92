/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-match.h"

#include <string.h>

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
match_account (SpareAccount *account,
               const char   *wanted)
{
  g_autofree char *id = fold (spare_account_get_id (account));
  g_autofree char *service = fold (spare_account_get_service (account));
  g_autofree char *name = fold (spare_account_get_name (account));
  g_autofree char *both = g_strconcat (service, ":", name, NULL);

  if (g_str_equal (id, wanted))
    return MATCH_ID;
  if (g_str_equal (both, wanted))
    return MATCH_BOTH;
  if (g_str_equal (service, wanted) || g_str_equal (name, wanted))
    return MATCH_WORD;
  if (strstr (both, wanted) != NULL)
    return MATCH_PART;

  return MATCH_NONE;
}

GPtrArray *
spare_cli_match (GListModel *accounts,
                 const char *name)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *wanted = fold (name);
  guint n = g_list_model_get_n_items (accounts);
  Match best = MATCH_PART;

  if (*wanted == '\0')
    return found;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      Match match = match_account (account, wanted);

      if (match > best)
        {
          g_ptr_array_set_size (found, 0);
          best = match;
        }
      if (match == best)
        g_ptr_array_add (found, g_steal_pointer (&account));
    }

  return found;
}
