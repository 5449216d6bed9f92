/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-set.h"

#include <stdlib.h>

GArray *
spare_set_list_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (SpareSet));
}

static int
compare_sets (gconstpointer a,
              gconstpointer b)
{
  const SpareSet *x = a;
  const SpareSet *y = b;

  if (x->n != y->n)
    return x->n < y->n ? -1 : 1;
  for (guint i = 0; i < x->n; i++)
    if (x->members[i] != y->members[i])
      return x->members[i] < y->members[i] ? -1 : 1;
  return 0;
}

gboolean
spare_set_list_has_part (const GArray   *list,
                         const SpareSet *set)
{
  if (list->len == 0)
    return FALSE;

  /* Each choice of some of the members, as bits. */
  for (guint choice = 0; choice + 1 < 1u << set->n; choice++)
    {
      SpareSet part = { 0 };

      for (guint i = 0; i < set->n; i++)
        if ((choice & 1u << i) != 0)
          part.members[part.n++] = set->members[i];
      if (bsearch (&part, list->data, list->len, sizeof part, compare_sets) != NULL)
        return TRUE;
    }

  return FALSE;
}

gboolean
spare_set_contains (const SpareSet *set,
                    guint           vertex)
{
  for (guint i = 0; i < set->n; i++)
    if (set->members[i] == vertex)
      return TRUE;
  return FALSE;
}

static void
array_unref (gpointer array)
{
  if (array != NULL)
    g_array_unref (array);
}

GPtrArray *
spare_lists_new (guint n)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func (array_unref);

  g_ptr_array_set_size (lists, (int) n);
  return lists;
}

int
spare_number_compare (gconstpointer a,
                      gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}
