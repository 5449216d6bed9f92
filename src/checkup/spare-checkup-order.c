/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#define FIXES_MAX 16 /* of those that are put in order together */

static gboolean
is_fix_of (SpareCheckup       *self,
           const SpareFinding *finding,
           const SpareFix     *fix)
{
  return g_hash_table_lookup (self->chosen, finding) == fix;
}

/* What has to be done first for another finding opens the way. */
static void
find_openers (SpareCheckup *self)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const SpareFix *fix = g_hash_table_lookup (self->chosen, self->findings->pdata[i]);

      if (fix == NULL || fix->first == NULL)
        continue;
      for (guint j = 0; j < self->findings->len; j++)
        {
          SpareFinding *other = self->findings->pdata[j];

          if (is_fix_of (self, other, fix->first) && other->urgency == SPARE_URGENCY_HYGIENE)
            other->urgency = SPARE_URGENCY_FIRST;
        }
    }
}

static int
compare_gains (gconstpointer a,
               gconstpointer b)
{
  const SpareFix *one = *(SpareFix *const *) a;
  const SpareFix *other = *(SpareFix *const *) b;

  return one->gain != other->gain ? (one->gain > other->gain ? -1 : 1) : g_strcmp0 (one->id, other->id);
}

GPtrArray *
spare_checkup_dup_plan (SpareCheckup  *self,
                        GPtrArray     *fixes,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GArray) order = NULL;
  g_autofree const SpareAction **actions = g_new0 (const SpareAction *, fixes->len + 1);
  GPtrArray *plan;

  for (guint i = 0; i < fixes->len; i++)
    actions[i] = ((const SpareFix *) fixes->pdata[i])->action;
  order = spare_what_if_order (self->what_if, actions, fixes->len, cancellable, error);
  if (order == NULL)
    return NULL;

  plan = g_ptr_array_new ();
  for (guint i = 0; i < order->len; i++)
    {
      SpareFix *fix = fixes->pdata[g_array_index (order, SparePick, i).action];

      fix->now = g_array_index (order, SparePick, i).gain;
      g_ptr_array_add (plan, fix);
    }
  return plan;
}

/* What each finding's fix gains when those that gain more are done already. */
static gboolean
find_gains (SpareCheckup  *self,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GPtrArray) fixes = g_ptr_array_new ();
  g_autoptr (GPtrArray) plan = NULL;

  for (guint i = 0; i < self->findings->len; i++)
    {
      SpareFix *fix = g_hash_table_lookup (self->chosen, self->findings->pdata[i]);

      if (fix != NULL && !g_ptr_array_find (fixes, fix, NULL))
        g_ptr_array_add (fixes, fix);
    }
  g_ptr_array_sort (fixes, compare_gains);
  if (fixes->len > FIXES_MAX)
    g_ptr_array_set_size (fixes, FIXES_MAX);
  plan = spare_checkup_dup_plan (self, fixes, cancellable, error);
  if (plan == NULL)
    return FALSE;

  for (guint i = 0; i < self->findings->len; i++)
    {
      SpareFinding *finding = self->findings->pdata[i];
      SpareFix *fix = g_hash_table_lookup (self->chosen, finding);

      finding->gain = fix != NULL ? fix->now : 0;
    }
  return TRUE;
}

static int
compare_findings (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const SpareFinding *one = *(SpareFinding *const *) a;
  const SpareFinding *other = *(SpareFinding *const *) b;
  guint most_one, most_other;

  if (one->urgency != other->urgency)
    return one->urgency < other->urgency ? -1 : 1;
  if (one->gain != other->gain)
    return one->gain > other->gain ? -1 : 1;

  /* The first account matters most. */
  most_one = one->accounts->len > 0
               ? spare_checkup_get_importance (user_data, g_array_index (one->accounts, guint, 0))
               : 0;
  most_other = other->accounts->len > 0
                 ? spare_checkup_get_importance (user_data, g_array_index (other->accounts, guint, 0))
                 : 0;
  if (most_one != most_other)
    return most_one > most_other ? -1 : 1;
  if (one->accounts->len != other->accounts->len)
    return one->accounts->len > other->accounts->len ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}

gboolean
spare_checkup_order (SpareCheckup  *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (GPtrArray) all = NULL;

  find_openers (self);
  if (!find_gains (self, cancellable, error))
    return FALSE;

  g_ptr_array_sort_with_data (self->findings, compare_findings, self);
  all = g_steal_pointer (&self->findings);
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    if (((const SpareFinding *) all->pdata[i])->why == NULL)
      ((SpareFinding *) all->pdata[i])->why = g_strdup ("");
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_finding_free);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (spare_set_aside_has (self->set_asides, all->pdata[i], self->now) ? self->set_aside
                                                                                     : self->findings,
                     all->pdata[i]);
  return TRUE;
}
