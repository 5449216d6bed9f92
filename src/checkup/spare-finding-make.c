/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "spare-map-words.h"
#include "spare-why.h"

gboolean
spare_accounts_have (const GArray *accounts,
                     guint         account)
{
  for (guint i = 0; i < accounts->len; i++)
    if (g_array_index (accounts, guint, i) == account)
      return TRUE;
  return FALSE;
}

static int
compare_importance (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  guint one = *(const guint *) a;
  guint other = *(const guint *) b;
  guint importance_one = spare_checkup_get_importance (user_data, one);
  guint importance_other = spare_checkup_get_importance (user_data, other);

  if (importance_one != importance_other)
    return importance_one > importance_other ? -1 : 1;
  return one < other ? -1 : one > other;
}

SpareFinding *
spare_finding_add (SpareCheckup     *self,
                   SpareFindingKind  kind,
                   const char       *id,
                   guint             subject,
                   const GArray     *accounts)
{
  SpareFinding *finding = g_new0 (SpareFinding, 1);
  const char *name = spare_finding_kind_get_name (kind);

  finding->kind = kind;
  finding->urgency = SPARE_URGENCY_HYGIENE;
  finding->id = id != NULL ? g_strconcat (name, ":", id, NULL) : g_strdup (name);
  finding->subject = subject;
  finding->accounts = g_array_new (FALSE, FALSE, sizeof (guint));
  if (accounts != NULL)
    g_array_append_vals (finding->accounts, accounts->data, accounts->len);
  g_array_sort_with_data (finding->accounts, compare_importance, self);
  g_ptr_array_add (self->findings, finding);
  return finding;
}

char *
spare_finding_dup_names (const SpareCheckup *self,
                         const GArray       *accounts)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (accounts->len == 0)
    return g_strdup ("");
  first = spare_map_words_name (self->map, g_array_index (accounts, guint, 0));
  if (accounts->len == 1)
    return g_steal_pointer (&first);
  second = spare_map_words_name (self->map, g_array_index (accounts, guint, 1));
  if (accounts->len == 2)
    /* Translators: two accounts. */
    return g_strdup_printf (_("%s and %s"), first, second);
  /* Translators: two accounts, and how many more. */
  return g_strdup_printf (ngettext ("%s, %s and %u other", "%s, %s and %u others", accounts->len - 2), first, second,
                          accounts->len - 2);
}

void
spare_finding_set_fix (SpareFinding *self,
                       SpareFixKind  fix,
                       const char   *record,
                       guint         minutes)
{
  self->fix = fix;
  g_free (self->record);
  self->record = g_strdup (record);
  self->minutes = minutes;
}

#define HELPERS_MAX 24 /* fixes that are tried before another: those that gain most */

static int
compare_gains (gconstpointer a,
               gconstpointer b)
{
  const SpareFix *one = *(SpareFix *const *) a;
  const SpareFix *other = *(SpareFix *const *) b;

  return one->gain != other->gain ? (one->gain > other->gain ? -1 : 1) : strcmp (one->id, other->id);
}

/* Of those that make nothing worse, the one after which this one does not either; of
 * several the one with the least sum in the end. */
static void
look_for_first (SpareCheckup *self,
                SpareFix     *fix)
{
  guint least = G_MAXUINT;

  fix->has_looked = TRUE;
  if (self->helpers == NULL)
    {
      self->helpers = g_ptr_array_copy (self->fixes, NULL, NULL);
      g_ptr_array_set_free_func (self->helpers, NULL);
      g_ptr_array_sort (self->helpers, compare_gains);
    }
  for (guint i = 0; i < self->helpers->len && i < HELPERS_MAX; i++)
    {
      SpareFix *other = g_ptr_array_index (self->helpers, i);
      const SpareAction *actions[] = { other->action, fix->action };
      g_autoptr (SpareOutlook) outlook = NULL;
      SpareColumns columns;

      if (other == fix || other->is_worse || other->gain == 0)
        continue;
      outlook = spare_checkup_try (self, actions, G_N_ELEMENTS (actions), &columns);
      if (outlook == NULL || outlook->lost_weight + outlook->seized_weight >= least
          || spare_outlook_is_worse (outlook, columns, other->outlook, other->after))
        continue;
      least = outlook->lost_weight + outlook->seized_weight;
      fix->first = other;
      fix->both = columns;
    }
}

gboolean
spare_finding_take_fix (SpareCheckup *self,
                        SpareFinding *finding,
                        SpareFix     *fix,
                        const char   *text)
{
  SpareFix *first;

  if (fix->is_worse && !fix->has_looked)
    look_for_first (self, fix);
  first = fix->first;
  if (fix->is_worse && first == NULL)
    return FALSE;

  g_free (finding->advice);
  finding->advice = text != NULL ? g_strconcat (fix->text, " ", text, NULL) : g_strdup (fix->text);
  finding->has_columns = TRUE;
  finding->before = self->columns;
  finding->after = first != NULL ? fix->both : fix->after;
  if (first != NULL)
    {
      /* Translators: %s is a whole sentence that says what to do. */
      finding->first = g_strdup_printf (_("First do this: %s"), first->text);
      spare_finding_set_fix (finding, first->kind, first->record, fix->minutes + first->minutes);
    }
  else
    {
      spare_finding_set_fix (finding, fix->kind, fix->record, fix->minutes);
    }
  g_hash_table_insert (self->chosen, finding, fix);
  return TRUE;
}

void
spare_finding_rest_on (SpareCheckup       *self,
                       SpareFinding       *finding,
                       const SpareClosure *closure,
                       guint               vertex)
{
  g_autoptr (GArray) steps = spare_why_reached (self->graph, closure, vertex);

  for (guint i = 0; i < steps->len; i++)
    {
      guint rule = g_array_index (steps, SpareStep, i).rule;
      gint64 said = 0;
      SpareEvidence evidence;

      if (rule == SPARE_GRAPH_NONE)
        continue;
      evidence = spare_map_get_evidence (self->map, rule, &said);
      finding->evidence = MAX (finding->evidence, evidence);
      if (said != 0 && (finding->said == 0 || said < finding->said))
        finding->said = said;
    }
}
