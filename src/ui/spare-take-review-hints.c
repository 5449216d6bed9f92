/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "spare-check.h"
#include "spare-take-review-private.h"
#include "spare-words.h"

char *
spare_take_review_dup_count_hint (const SpareService *service,
                                  guint               n)
{
  guint usual = spare_service_get_number (service, SPARE_SERVICE_COUNT);

  if (service == NULL || n == 0)
    return NULL;
  if (usual == 0 && spare_service_get_answer (service, SPARE_SERVICE_SINGLE) == SPARE_ANSWER_YES)
    usual = 1;
  if (usual == 0 || usual == n)
    return NULL;

  return g_strdup_printf (ngettext (
    /* Translators: %s is a service. */
    "%s usually gives %u code. All that you have are kept.",
    "%s usually gives %u codes. All that you have are kept.", usual), spare_service_get_name (service), usual);
}

/* A code that was forgotten is known by its check characters, in its place: by
 * chance that happens once in 1271 times, so for a whole list it does not. */
static gboolean
is_code (SpareThing        *set,
         guint              position,
         const SpareSecret *code)
{
  const SpareSecret *known = spare_code_set_peek (set, position);
  g_autofree char *check = NULL;

  if (known != NULL)
    return spare_check_compare (spare_secret_peek_text (code), spare_secret_peek_text (known), TRUE) == 0;

  check = spare_code_set_dup_check (set, position);
  return *check != '\0' && spare_check_matches (spare_secret_peek_text (code), check);
}

/* How many of @codes are in @set. */
static guint
count_in (SpareThing *set,
          GPtrArray  *codes)
{
  gboolean forgotten = spare_code_set_is_forgotten (set);
  guint size = spare_code_set_count (set);
  guint n = 0;

  if (forgotten && size != codes->len)
    return 0;

  for (guint i = 0; i < codes->len; i++)
    {
      gboolean found = FALSE;

      if (forgotten)
        found = is_code (set, i, g_ptr_array_index (codes, i));
      for (guint at = 0; !forgotten && at < size && !found; at++)
        found = is_code (set, at, g_ptr_array_index (codes, i));
      n += found;
    }

  return forgotten && n < size ? 0 : n;
}

/* The set that has most of them. */
static SpareThing *
find_twin (GListModel *things,
           GPtrArray  *codes,
           guint      *most)
{
  SpareThing *twin = NULL;

  *most = 0;
  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr(SpareThing) thing = g_list_model_get_item (things, i);
      guint n = spare_thing_is_code_set (thing) ? count_in (thing, codes) : 0;

      if (n > *most)
        {
          *most = n;
          twin = thing;
        }
    }

  return twin;
}

/* Whose codes a set has, for sentences. */
static char *
dup_owner (SpareVault *vault,
           SpareThing *set)
{
  const char *id = spare_code_set_get_account (set);
  SpareAccount *account = id != NULL ? spare_vault_find (vault, id) : NULL;

  return account != NULL ? spare_words_dup_names (account) : g_strdup (_("another account"));
}

/* Twice among themselves: a line that was copied twice. */
static guint
count_repeated (GPtrArray *codes)
{
  guint n = 0;

  for (guint i = 1; i < codes->len; i++)
    {
      gboolean found = FALSE;

      for (guint before = 0; before < i && !found; before++)
        found = spare_secret_equal (g_ptr_array_index (codes, i), g_ptr_array_index (codes, before));
      n += found;
    }

  return n;
}

char *
spare_take_review_dup_twin_hint (SpareVault *vault,
                                 GPtrArray  *codes)
{
  guint repeated = count_repeated (codes);
  guint n;
  SpareThing *twin = vault != NULL ? find_twin (spare_vault_get_things (vault), codes, &n) : NULL;
  g_autofree char *names = NULL;
  g_autofree char *date = NULL;

  if (twin == NULL)
    return repeated > 0 ? g_strdup_printf (ngettext ("%u code is in the list twice.", "%u codes are in the list twice.",
                                                     repeated), repeated)
                        : NULL;

  names = dup_owner (vault, twin);
  date = spare_words_dup_date (spare_code_set_get_created (twin));
  if (n == codes->len && spare_code_set_get_void (twin) != SPARE_VOID_NOT)
    /* Translators: an account, such as "GitHub, alice", and a date. */
    return g_strdup_printf (_("These are codes of %s that you have had since %s and that no longer count. Make sure "
                              "they are the new ones."), names, date);
  if (n == codes->len)
    /* Translators: an account, such as "GitHub, alice", and a date. */
    return g_strdup_printf (_("You have these already: the codes of %s of %s."), names, date);

  return g_strdup_printf (ngettext (
    /* Translators: how many codes, an account, such as "GitHub, alice", and a date. */
    "%u of them is there already, among the codes of %s of %s.",
    "%u of them are there already, among the codes of %s of %s.", n), n, names, date);
}

char *
spare_take_review_dup_replace_hint (const SpareService *service,
                                    GPtrArray          *sets)
{
  guint n = 0;

  for (guint i = 0; i < sets->len; i++)
    n += spare_code_set_count_left (g_ptr_array_index (sets, i));

  if (sets->len == 0)
    return NULL;
  if (spare_service_get_answer (service, SPARE_SERVICE_NEW_VOIDS) == SPARE_ANSWER_YES)
    {
      g_autofree char *text = g_strdup_printf (ngettext (
        /* Translators: how many codes, and a service. */
        "The %u that is left is void then, and so are the sheets it is on. New codes of %s make the old ones void",
        "The %u that are left are void then, and so are the sheets they are on. New codes of %s make the old ones void",
        n), n, spare_service_get_name (service));

      return g_markup_escape_text (text, -1);
    }

  return g_strdup_printf (ngettext ("The %u that is left is void then, and so are the sheets it is on",
                                    "The %u that are left are void then, and so are the sheets they are on", n), n);
}
