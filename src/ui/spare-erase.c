/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-erase.h"

#include <glib/gi18n.h>

#include "spare-dialogs.h"

typedef struct
{
  GPtrArray *files;
  GString   *told;
  guint      at;
  guint      n_gone;
} Job;

static void
job_free (Job *self)
{
  g_ptr_array_unref (self->files);
  g_string_free (self->told, TRUE);
  g_free (self);
}

static void erase_next (GTask *task);

char *
spare_erase_dup_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return base != NULL ? g_filename_display_name (base) : g_file_get_parse_name (file);
}

char *
spare_erase_dup_label (GPtrArray *files)
{
  if (files->len == 1)
    {
      g_autofree char *name = spare_erase_dup_name (g_ptr_array_index (files, 0));
      g_auto(GStrv) parts = g_strsplit (name, "_", -1);
      g_autofree char *escaped = g_strjoinv ("__", parts);

      /* Translators: %s is the name of a file. */
      return g_strdup_printf (_("_Delete “%s”"), escaped);
    }

  return g_strdup_printf (ngettext ("_Delete %u File", "_Delete %u Files", files->len), files->len);
}

const char *
spare_erase_get_worth (void)
{
  return _("Deleting it helps, but is no certain end: on an SSD, in a backup, or in the bin of a sync service it may "
           "live on.");
}

static const char *
describe_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _("It is no longer there.");
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return _("Sparekey runs in a sandbox and may not delete it. Delete it in the file manager, and empty the bin "
             "there.");

  return _("It may not be deleted. Delete it in the file manager, and empty the bin there.");
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *name = spare_erase_dup_name (G_FILE (source));

  if (job->told->len > 0)
    g_string_append_c (job->told, '\n');
  if (g_file_delete_finish (G_FILE (source), result, &error))
    {
      /* Translators: %s is the name of a file. */
      g_string_append_printf (job->told, _("“%s” is deleted."), name);
      job->n_gone++;
    }
  else
    {
      /* Translators: the name of a file, and a sentence. */
      g_string_append_printf (job->told, _("“%s” was not deleted. %s"), name, describe_error (error));
    }
  job->at++;
  erase_next (task);
}

/* @task: (transfer full) */
static void
erase_next (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (job->at < job->files->len)
    {
      g_file_delete_async (g_ptr_array_index (job->files, job->at), G_PRIORITY_DEFAULT, NULL, erased_cb, task);
      return;
    }

  g_task_return_pointer (task, g_strdup (job->told->str), g_free);
  g_object_unref (task);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  if (spare_dialogs_confirm_finish (result))
    erase_next (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, NULL, NULL);
}

void
spare_erase_async (GtkWindow          *parent,
                   GPtrArray          *files,
                   const char         *body,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *heading = NULL;

  g_task_set_source_tag (task, spare_erase_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  job->files = g_ptr_array_ref (files);
  job->told = g_string_new (NULL);

  if (files->len == 1)
    {
      g_autofree char *name = spare_erase_dup_name (g_ptr_array_index (files, 0));

      /* Translators: %s is the name of a file. */
      heading = g_strdup_printf (_("Delete “%s”?"), name);
    }
  else
    {
      heading = g_strdup_printf (ngettext ("Delete %u File?", "Delete %u Files?", files->len), files->len);
      for (guint i = 0; i < files->len; i++)
        {
          g_autofree char *name = spare_erase_dup_name (g_ptr_array_index (files, i));

          g_string_append_printf (text, "%s\n", name);
        }
    }
  g_string_append (text, body);
  spare_dialogs_confirm_async (parent, heading, text->str, _("_Delete"), answered_cb, task);
}

char *
spare_erase_finish (GAsyncResult *result,
                    guint        *n_gone)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (n_gone != NULL)
    *n_gone = job->n_gone;

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
