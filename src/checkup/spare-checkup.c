/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-private.h"

#include <glib/gi18n-lib.h>

static void
note_free (gpointer data)
{
  SpareAccountNote *note = data;

  if (note != NULL)
    g_free (note->id);
  g_free (note);
}

static void
array_unref (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static SpareCheckup *
spare_checkup_new (GListModel           *accounts,
                   GListModel           *things,
                   const SpareDirectory *directory,
                   gint64                now)
{
  SpareCheckup *self = g_new0 (SpareCheckup, 1);

  g_atomic_ref_count_init (&self->refs);
  self->map = spare_map_new (accounts, things, directory, now);
  self->graph = spare_map_get_graph (self->map);
  self->now = now;
  self->notes = g_ptr_array_new_with_free_func (note_free);
  g_ptr_array_set_size (self->notes, (int) spare_graph_get_n_vertices (self->graph));
  self->gone = g_hash_table_new (NULL, NULL);
  self->set_asides = spare_set_aside_gather (things);
  self->chosen = g_hash_table_new (NULL, NULL);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_finding_free);
  self->set_aside = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_finding_free);
  self->lost = g_ptr_array_new_with_free_func (array_unref);
  self->kept = g_ptr_array_new_with_free_func (g_free);
  self->seized = g_ptr_array_new_with_free_func (array_unref);
  self->certain = g_ptr_array_new_with_free_func (array_unref);

  spare_checkup_gather (self, accounts, things);
  spare_checkup_gather_passwords (self, accounts, things, directory);
  return self;
}

SpareCheckup *
spare_checkup_ref (SpareCheckup *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
spare_checkup_unref (SpareCheckup *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->notes);
  g_hash_table_unref (self->gone);
  g_hash_table_unref (self->set_asides);
  g_hash_table_unref (self->chosen);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->set_aside);
  g_ptr_array_unref (self->lost);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->seized);
  g_ptr_array_unref (self->certain);
  g_free (self->today);
  g_free (self->exposure);
  g_free (self->sure);
  g_free (self->front);
  g_free (self->resilience);
  g_clear_pointer (&self->helpers, g_ptr_array_unref);
  g_clear_pointer (&self->fixes, g_ptr_array_unref);
  g_clear_pointer (&self->base, spare_outlook_free);
  g_clear_pointer (&self->what_if, spare_what_if_free);
  g_clear_pointer (&self->counted, g_ptr_array_unref);
  spare_map_unref (self->map);
  g_free (self);
}

/* All that needs no record. */
static gboolean
run (SpareCheckup  *self,
     GCancellable  *cancellable,
     GError       **error)
{
  if (!spare_checkup_reckon (self, cancellable, error))
    return FALSE;

  spare_checkup_find_lockouts (self);
  spare_checkup_find_copies (self);
  spare_checkup_find_takeovers (self);
  spare_checkup_find_doors (self);
  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && spare_checkup_order (self, cancellable, error);
}

SpareCheckup *
spare_checkup_run (GListModel           *accounts,
                   GListModel           *things,
                   const SpareDirectory *directory,
                   gint64                now,
                   GCancellable         *cancellable,
                   GError              **error)
{
  g_autoptr (SpareCheckup) self = spare_checkup_new (accounts, things, directory, now);

  return run (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

static void
run_thread (GTask        *task,
            gpointer      source G_GNUC_UNUSED,
            gpointer      task_data,
            GCancellable *cancellable)
{
  GError *error = NULL;

  if (run (task_data, cancellable, &error))
    g_task_return_pointer (task, spare_checkup_ref (task_data), (GDestroyNotify) spare_checkup_unref);
  else
    g_task_return_error (task, error);
}

void
spare_checkup_run_async (GListModel           *accounts,
                         GListModel           *things,
                         const SpareDirectory *directory,
                         gint64                now,
                         GCancellable         *cancellable,
                         GAsyncReadyCallback   callback,
                         gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, spare_checkup_run_async);
  g_task_set_task_data (task, spare_checkup_new (accounts, things, directory, now),
                        (GDestroyNotify) spare_checkup_unref);
  g_task_run_in_thread (task, run_thread);
}

SpareCheckup *
spare_checkup_run_finish (GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

SpareMap *
spare_checkup_get_map (const SpareCheckup *self)
{
  return self->map;
}

GPtrArray *
spare_checkup_get_findings (const SpareCheckup *self)
{
  return self->findings;
}

GPtrArray *
spare_checkup_get_set_aside (const SpareCheckup *self)
{
  return self->set_aside;
}

const GArray *
spare_checkup_get_accounts (const SpareCheckup *self,
                            const SpareEvent   *event,
                            gboolean            certain)
{
  guint place;

  if (g_ptr_array_find (spare_map_get_losses (self->map), event, &place))
    return g_ptr_array_index (self->lost, place);
  if (g_ptr_array_find (spare_map_get_takings (self->map), event, &place))
    return g_ptr_array_index (certain ? self->certain : self->seized, place);
  g_return_val_if_reached (NULL);
}

char *
spare_checkup_dup_assumed (const SpareCheckup *self,
                           const SpareEvent   *event)
{
  guint assumed = spare_checkup_get_accounts (self, event, FALSE)->len
                  - spare_checkup_get_accounts (self, event, TRUE)->len;

  if (assumed == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%u of them only if what is assumed is so.",
                                    "%u of them only if what is assumed is so.", assumed),
                          assumed);
}

int
spare_checkup_get_exposure (const SpareCheckup *self,
                            guint               account)
{
  return self->exposure[account];
}

int
spare_checkup_get_front (const SpareCheckup *self,
                         guint               account)
{
  return self->front[account];
}

guint
spare_checkup_get_resilience (const SpareCheckup *self,
                              guint               account)
{
  return self->resilience[account];
}

guint
spare_checkup_get_importance (const SpareCheckup *self,
                              guint               account)
{
  return spare_graph_get_vertex (self->graph, account)->importance;
}

const char *
spare_checkup_get_record (const SpareCheckup *self,
                          guint               vertex)
{
  return vertex != SPARE_GRAPH_NONE ? spare_map_get_item (self->map, vertex)->record : NULL;
}
