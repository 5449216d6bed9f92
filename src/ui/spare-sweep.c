/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sweep.h"

#define DEPTH_MAX 16
#define FILES_MAX 500000
#define HITS_MAX  500

static const char attributes[] = G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME ","
                                 G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                                 G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE "," G_FILE_ATTRIBUTE_TIME_MODIFIED;

typedef struct
{
  GFile              *root;
  SpareSweepProgress *progress;
  GPtrArray          *hits;
  guint               n_files;
  gboolean            cut;
} Job;

typedef struct
{
  GFile *folder;
  guint  depth;
} Place;

void
spare_sweep_hit_free (SpareSweepHit *self)
{
  g_object_unref (self->file);
  g_free (self->folder);
  g_free (self);
}

SpareSweepProgress *
spare_sweep_progress_new (void)
{
  return g_atomic_rc_box_new0 (SpareSweepProgress);
}

void
spare_sweep_progress_unref (SpareSweepProgress *self)
{
  g_atomic_rc_box_release (self);
}

static void
job_free (Job *self)
{
  g_object_unref (self->root);
  spare_sweep_progress_unref (self->progress);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_free (self);
}

static void
place_free (Place *self)
{
  g_object_unref (self->folder);
  g_free (self);
}

static Place *
place_new (GFile *folder,
           guint  depth)
{
  Place *self = g_new (Place, 1);

  self->folder = g_object_ref (folder);
  self->depth = depth;

  return self;
}

static gboolean
is_readable (GFileInfo *info)
{
  const char *type = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE);
  g_autofree char *mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;

  return mime == NULL || (!g_str_has_prefix (mime, "image/") && !g_str_equal (mime, "application/pdf"));
}

static void
add_hit (Job       *job,
         GFile     *folder,
         GFileInfo *info)
{
  SpareSweepHit *hit = g_new0 (SpareSweepHit, 1);
  g_autoptr(GDateTime) modified = g_file_info_get_modification_date_time (info);
  g_autofree char *below = g_file_get_relative_path (job->root, folder);

  hit->file = g_file_get_child (folder, g_file_info_get_name (info));
  hit->folder = below != NULL ? g_filename_display_name (below) : g_strdup ("");
  hit->size = g_file_info_get_size (info);
  hit->modified = modified != NULL ? g_date_time_to_unix (modified) : 0;
  hit->service = spare_service_find_by_file (g_file_info_get_display_name (info));
  hit->readable = is_readable (info);
  g_ptr_array_add (job->hits, hit);
}

static gboolean
look (Job          *job,
      Place        *place,
      GQueue       *places,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr(GFileEnumerator) entries = g_file_enumerate_children (place->folder, attributes,
                                                                  G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable,
                                                                  error);

  while (entries != NULL && !job->cut)
    {
      g_autoptr(GFileInfo) info = g_file_enumerator_next_file (entries, cancellable, NULL);

      if (info == NULL)
        break;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        {
          g_autoptr(GFile) child = g_file_get_child (place->folder, g_file_info_get_name (info));

          if (place->depth < DEPTH_MAX)
            g_queue_push_tail (places, place_new (child, place->depth + 1));
          else
            job->cut = TRUE;
          continue;
        }
      g_atomic_int_inc (&job->progress->n_seen);
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
          && spare_service_is_codes_file (g_file_info_get_display_name (info)))
        add_hit (job, place->folder, info);
      job->cut = ++job->n_files >= FILES_MAX || job->hits->len >= HITS_MAX;
    }

  return entries != NULL;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const SpareSweepHit *one = *(const SpareSweepHit *const *) a;
  const SpareSweepHit *other = *(const SpareSweepHit *const *) b;

  return (one->modified < other->modified) - (one->modified > other->modified);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  GQueue places = G_QUEUE_INIT;
  g_autoptr(GError) error = NULL;
  gboolean good = TRUE;

  g_queue_push_tail (&places, place_new (job->root, 0));
  while (good && !job->cut && !g_queue_is_empty (&places))
    {
      Place *place = g_queue_pop_head (&places);

      /* A folder below that may not be read has nothing to show. */
      good = look (job, place, &places, cancellable, place->depth == 0 ? &error : NULL) || place->depth > 0;
      good = good && !g_cancellable_set_error_if_cancelled (cancellable, &error);
      place_free (place);
    }
  g_queue_clear_full (&places, (GDestroyNotify) place_free);
  g_ptr_array_sort (job->hits, compare_hits);

  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
spare_sweep_run_async (GFile              *folder,
                       SpareSweepProgress *progress,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->root = g_object_ref (folder);
  job->progress = g_atomic_rc_box_acquire (progress);
  job->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_sweep_hit_free);
  g_task_set_source_tag (task, spare_sweep_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_in_thread);
}

GPtrArray *
spare_sweep_run_finish (GAsyncResult *result,
                        gboolean     *cut,
                        GError      **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  *cut = job->cut;
  return g_steal_pointer (&job->hits);
}
