/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import-reader.h"

#include <string.h>

#include "spare-bytes.h"
#include "spare-qr-scan.h"
#include "spare-scan-texts.h"

#define BLOCK (256 * 1024)

/* One file or text. A thread works on copies of these and gives them back. */
typedef struct
{
  GFile       *file;   /* (nullable) */
  char        *name;
  GBytes      *bytes;  /* (nullable): not loaded yet, or not needed any more */
  gboolean     picture;
  gboolean     done;
  SpareImport *import; /* (nullable) */
  GError      *error;  /* (nullable) */
} Source;

/* Outlives the reader where a thread is slow to notice that it was cancelled. */
typedef struct
{
  int permille; /* atomic; less than 0 where it is not known */
} Progress;

typedef struct
{
  GPtrArray   *sources; /* of Source */
  GPtrArray   *texts;   /* of SpareSecret: what QR codes say */
  SpareImport *codes;   /* (nullable): read from the texts */
  SpareSecret *password;
  char        *asking;
  Progress    *progress;
  gint64       now;
  guint        at;
} Job;

struct _SpareImportReader
{
  GObject      parent_instance;

  GPtrArray   *sources;
  GPtrArray   *texts;
  SpareImport *codes;
  GPtrArray   *failures;
  Progress    *progress;
  char        *asking;
  guint        settled; /* how many sources the last run knew */
};

G_DEFINE_FINAL_TYPE (SpareImportReader, spare_import_reader, G_TYPE_OBJECT)

void
spare_import_failure_free (SpareImportFailure *self)
{
  g_free (self->name);
  g_clear_error (&self->error);
  g_free (self);
}

/* Both can be had by several owners: entries and bundles are never changed. */
static gpointer
ref_broken (gconstpointer line,
            gpointer      data)
{
  return spare_secret_ref ((SpareSecret *) line);
}

static gpointer
ref_record (gconstpointer record,
            gpointer      data)
{
  return g_object_ref ((gpointer) record);
}

/* What one more backup holds; the preferences of the first one count. */
static void
add_bundle (SpareBundle       *into,
            const SpareBundle *bundle)
{
  g_ptr_array_extend (into->accounts, bundle->accounts, (GCopyFunc) ref_record, NULL);
  g_ptr_array_extend (into->things, bundle->things, (GCopyFunc) ref_record, NULL);
  g_ptr_array_extend (into->broken, bundle->broken, (GCopyFunc) ref_broken, NULL);
  if (into->preferences == NULL && bundle->preferences != NULL)
    into->preferences = g_variant_ref (bundle->preferences);
  into->created = MAX (into->created, bundle->created);
}

static SpareImportEntry *
copy_entry (const SpareImportEntry *entry)
{
  SpareImportEntry *copy = g_new0 (SpareImportEntry, 1);

  copy->account = entry->account != NULL ? spare_account_copy (entry->account) : NULL;
  copy->label = g_strdup (entry->label);
  copy->codes = entry->codes != NULL ? g_ptr_array_ref (entry->codes) : NULL;
  copy->codes_origin = entry->codes_origin;
  copy->notes = entry->notes;
  copy->problem = entry->problem != NULL ? g_error_copy (entry->problem) : NULL;

  return copy;
}

static void
merge (SpareImport       *into,
       const SpareImport *from)
{
  if (from == NULL)
    return;

  if (into->format == NULL)
    into->format = from->format;
  for (guint i = 0; i < from->entries->len; i++)
    g_ptr_array_add (into->entries, copy_entry (g_ptr_array_index (from->entries, i)));
  into->others += from->others;
  into->plain |= from->plain;
  into->parts += from->parts;
  into->parts_read += from->parts_read;
  if (from->bundle != NULL)
    {
      if (into->bundle == NULL)
        into->bundle = spare_bundle_new ();
      add_bundle (into->bundle, from->bundle);
    }
}

static Source *
source_new (GFile      *file,
            const char *name,
            GBytes     *bytes)
{
  Source *self = g_new0 (Source, 1);

  self->file = file != NULL ? g_object_ref (file) : NULL;
  self->name = g_strdup (name);
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;

  return self;
}

static void
source_free (Source *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->import, spare_import_free);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self);
}

static void
job_free (Job *self)
{
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->codes, spare_import_free);
  g_clear_pointer (&self->password, spare_secret_unref);
  g_clear_pointer (&self->progress, g_atomic_rc_box_release);
  g_free (self->asking);
  g_free (self);
}

static void
wipe_bytes (gpointer bytes)
{
  gsize size;
  gpointer data = g_bytes_unref_to_data (bytes, &size);

  spare_wipe (data, size);
  g_free (data);
}

static GBytes *
join (GPtrArray *blocks,
      gsize      total)
{
  guint8 *data;
  GBytes *bytes = spare_bytes_new_wiped (total, &data);
  gsize at = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      gsize size;
      gconstpointer block = g_bytes_get_data (g_ptr_array_index (blocks, i), &size);

      memcpy (data + at, block, size);
      at += size;
    }

  return bytes;
}

/* Nothing of a file may be left on the heap. */
static GBytes *
load (GFile        *file,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func (wipe_bytes);
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  gsize total = 0;
  gsize got;

  if (stream == NULL)
    return NULL;

  do
    {
      guint8 *block = g_malloc (BLOCK);
      gboolean good = g_input_stream_read_all (G_INPUT_STREAM (stream), block, BLOCK, &got, cancellable, error);

      g_ptr_array_add (blocks, g_bytes_new_take (block, got));
      total += got;
      if (!good)
        return NULL;
      if (total > SPARE_IMPORT_SIZE_MAX)
        {
          g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE, "Larger than any export");
          return NULL;
        }
    }
  while (got == BLOCK);

  return join (blocks, total);
}

static void
add_text (GPtrArray   *texts,
          SpareSecret *text)
{
  for (guint i = 0; i < texts->len; i++)
    {
      if (spare_secret_equal (g_ptr_array_index (texts, i), text))
        return;
    }
  g_ptr_array_add (texts, spare_secret_ref (text));
}

static void
scan (Job          *job,
      Source       *source,
      GCancellable *cancellable)
{
  g_autoptr(SparePicture) picture = spare_picture_load (source->bytes, &source->error);
  g_autoptr(GPtrArray) found = NULL;
  gboolean useful = FALSE;

  source->picture = TRUE;
  if (picture != NULL)
    found = spare_qr_scan (picture, SPARE_QR_SCAN_THOROUGH, cancellable, &source->error);
  source->done = picture == NULL || found != NULL;
  if (found == NULL)
    return;

  for (guint i = 0; i < found->len; i++)
    {
      if (spare_scan_is_setup (spare_secret_peek_text (g_ptr_array_index (found, i))))
        {
          add_text (job->texts, g_ptr_array_index (found, i));
          useful = TRUE;
        }
    }
  if (found->len == 0)
    g_set_error_literal (&source->error, SPARE_QR_ERROR, SPARE_QR_ERROR_NONE_FOUND, "No code");
  else if (!useful)
    g_set_error_literal (&source->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_UNKNOWN, "No setup link");
}

static void
progress_cb (double   fraction,
             gpointer data)
{
  Job *job = data;
  int permille = fraction < 0 ? -1 : (int) (1000 * (job->at + CLAMP (fraction, 0, 1)) / job->sources->len);

  g_atomic_int_set (&job->progress->permille, permille);
}

static SpareImport *
read_bytes (Job          *job,
            GBytes       *bytes,
            SpareSecret  *password,
            GCancellable *cancellable,
            GError      **error)
{
  SpareImportContext context = {
    .password = password,
    .now = job->now,
    .new_id = g_uuid_string_random,
    .watch = { cancellable, progress_cb, job },
  };

  return spare_import_read (bytes, &context, error);
}

static gboolean
asks (const GError *error)
{
  return g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_NEEDED)
         || g_error_matches (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG);
}

/* @opened: has the password opened the file that it was typed for? */
static void
read_source (Job          *job,
             Source       *source,
             gboolean     *opened,
             GCancellable *cancellable)
{
  gboolean asked = g_strcmp0 (source->name, job->asking) == 0;
  SpareSecret *password = asked || *opened ? job->password : NULL;

  g_clear_error (&source->error);
  if (source->bytes == NULL)
    source->bytes = load (source->file, cancellable, &source->error);
  if (source->bytes == NULL)
    {
      source->done = TRUE;
      return;
    }
  if (spare_picture_is_picture (source->bytes))
    {
      scan (job, source, cancellable);
      g_clear_pointer (&source->bytes, g_bytes_unref);
      return;
    }

  source->import = read_bytes (job, source->bytes, password, cancellable, &source->error);
  *opened |= asked && source->import != NULL && password != NULL;
  /* The password of another file was only a guess. */
  if (!asked && g_error_matches (source->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG))
    source->error->code = SPARE_FORMAT_ERROR_PASSWORD_NEEDED;
  source->done = !asks (source->error);
  if (source->done)
    g_clear_pointer (&source->bytes, g_bytes_unref);
}

static void
run_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  gboolean opened = FALSE;
  g_autoptr(GError) error = NULL;

  for (job->at = 0; job->at < job->sources->len; job->at++)
    {
      Source *source = g_ptr_array_index (job->sources, job->at);

      if (!source->done)
        read_source (job, source, &opened, cancellable);
      if (g_task_return_error_if_cancelled (task))
        return;
    }

  if (job->texts->len > 0)
    {
      g_autoptr(GBytes) lines = spare_scan_join (job->texts);

      job->at = 0;
      job->codes = read_bytes (job, lines, NULL, cancellable, &error);
    }
  if (error != NULL && job->sources->len == 0)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
spare_import_reader_finalize (GObject *object)
{
  SpareImportReader *self = SPARE_IMPORT_READER (object);

  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->failures);
  g_clear_pointer (&self->codes, spare_import_free);
  g_clear_pointer (&self->progress, g_atomic_rc_box_release);
  g_free (self->asking);

  G_OBJECT_CLASS (spare_import_reader_parent_class)->finalize (object);
}

static void
spare_import_reader_class_init (SpareImportReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = spare_import_reader_finalize;
}

static void
spare_import_reader_init (SpareImportReader *self)
{
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  self->failures = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_import_failure_free);
}

SpareImportReader *
spare_import_reader_new (void)
{
  return g_object_new (SPARE_TYPE_IMPORT_READER, NULL);
}

void
spare_import_reader_add_file (SpareImportReader *self,
                              GFile             *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_file_get_parse_name (file);

  g_ptr_array_add (self->sources, source_new (file, name, NULL));
}

/* What QR codes say is kept apart: their parts belong together. */
void
spare_import_reader_add_bytes (SpareImportReader *self,
                               GBytes            *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(SpareSecret) text = size > 0 && size < SPARE_RECORD_MAX ? spare_secret_new (data, size) : NULL;
  const char *at = text != NULL ? spare_secret_peek_text (text) : "";
  g_autoptr(GPtrArray) lines = NULL;

  if (!spare_scan_is_setup (at))
    {
      g_ptr_array_add (self->sources, source_new (NULL, "", bytes));
      return;
    }

  lines = spare_scan_split (at);
  for (guint i = 0; i < lines->len; i++)
    add_text (self->texts, g_ptr_array_index (lines, i));
}

static Job *
job_new (SpareImportReader *self)
{
  Job *job = g_new0 (Job, 1);

  job->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);
  job->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = g_ptr_array_index (self->sources, i);
      Source *copy;

      if (source->done)
        continue;

      copy = source_new (source->file, source->name, source->bytes);
      g_ptr_array_add (job->sources, copy);
    }
  for (guint i = 0; i < self->texts->len; i++)
    g_ptr_array_add (job->texts, spare_secret_ref (g_ptr_array_index (self->texts, i)));

  return job;
}

void
spare_import_reader_run_async (SpareImportReader  *self,
                               gint64              now,
                               SpareSecret        *password,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = job_new (self);

  job->now = now;
  job->password = password != NULL ? spare_secret_ref (password) : NULL;
  job->asking = g_strdup (self->asking);
  job->progress = g_atomic_rc_box_new0 (Progress);
  job->progress->permille = -1;
  g_clear_pointer (&self->progress, g_atomic_rc_box_release);
  self->progress = g_atomic_rc_box_acquire (job->progress);

  g_task_set_source_tag (task, spare_import_reader_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, run_in_thread);
}

/* Takes what the thread found out into the places it came from. */
static void
settle (SpareImportReader *self,
        Job               *job)
{
  guint at = 0;

  for (guint i = 0; i < self->sources->len && at < job->sources->len; i++)
    {
      Source **place = (Source **) &g_ptr_array_index (self->sources, i);

      if ((*place)->done)
        continue;

      source_free (*place);
      *place = g_steal_pointer (&g_ptr_array_index (job->sources, at));
      at++;
    }
  g_ptr_array_set_free_func (job->sources, NULL);

  g_ptr_array_unref (self->texts);
  self->texts = g_ptr_array_ref (job->texts);
  g_clear_pointer (&self->codes, spare_import_free);
  self->codes = g_steal_pointer (&job->codes);
  self->settled = self->sources->len;
}

static void
list_failures (SpareImportReader *self)
{
  g_ptr_array_set_size (self->failures, 0);
  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = g_ptr_array_index (self->sources, i);
      SpareImportFailure *failure;

      if (!source->done || source->error == NULL)
        continue;

      failure = g_new0 (SpareImportFailure, 1);
      failure->name = g_strdup (source->name);
      failure->picture = source->picture;
      failure->error = g_error_copy (source->error);
      g_ptr_array_add (self->failures, failure);
    }
}

/* The first file that waits for its password. */
static const Source *
find_asking (SpareImportReader *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = g_ptr_array_index (self->sources, i);

      if (!source->done)
        return source;
    }

  return NULL;
}

static SpareImport *
merge_all (SpareImportReader *self,
           GError           **error)
{
  SpareImport *all;

  if (self->codes == NULL)
    {
      gboolean some = FALSE;

      for (guint i = 0; i < self->sources->len; i++)
        some |= ((Source *) g_ptr_array_index (self->sources, i))->import != NULL;
      if (!some)
        {
          SpareImportFailure *first = self->failures->len > 0 ? g_ptr_array_index (self->failures, 0) : NULL;

          g_propagate_error (error, first != NULL ? g_error_copy (first->error)
                                                  : g_error_new_literal (SPARE_FORMAT_ERROR,
                                                                         SPARE_FORMAT_ERROR_EMPTY, "Nothing read"));
          return NULL;
        }
    }

  all = g_new0 (SpareImport, 1);
  all->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_import_entry_free);
  for (guint i = 0; i < self->sources->len; i++)
    merge (all, ((Source *) g_ptr_array_index (self->sources, i))->import);
  merge (all, self->codes);

  return all;
}

SpareImport *
spare_import_reader_run_finish (SpareImportReader *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  const Source *asking;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  settle (self, g_task_get_task_data (G_TASK (result)));
  list_failures (self);
  g_clear_pointer (&self->asking, g_free);
  asking = find_asking (self);
  if (asking == NULL)
    return merge_all (self, error);

  self->asking = g_strdup (asking->name);
  g_propagate_error (error, g_error_copy (asking->error));
  return NULL;
}

const char *
spare_import_reader_get_asking (SpareImportReader *self)
{
  return self->asking;
}

void
spare_import_reader_skip (SpareImportReader *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = g_ptr_array_index (self->sources, i);

      if (!source->done)
        {
          source->done = TRUE;
          break;
        }
    }
  g_clear_pointer (&self->asking, g_free);
}

void
spare_import_reader_forget (SpareImportReader *self)
{
  if (self->sources->len > self->settled)
    g_ptr_array_set_size (self->sources, (int) self->settled);
}

guint
spare_import_reader_count (SpareImportReader *self)
{
  return self->sources->len;
}

double
spare_import_reader_get_fraction (SpareImportReader *self)
{
  return self->progress != NULL ? g_atomic_int_get (&self->progress->permille) / 1000.0 : -1;
}

GPtrArray *
spare_import_reader_get_failures (SpareImportReader *self)
{
  return self->failures;
}

GPtrArray *
spare_import_reader_dup_plain_files (SpareImportReader *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = g_ptr_array_index (self->sources, i);
      gboolean plain = source->import != NULL ? source->import->plain : source->picture && source->error == NULL;

      if (source->file != NULL && plain)
        g_ptr_array_add (files, g_object_ref (source->file));
    }

  return files;
}
