/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import-reader.h"

#include <glib/gi18n.h>

#include "spare-qr-scan.h"
#include "spare-scan-texts.h"

/* What was read has several owners, also on threads; it is never changed. */
typedef struct
{
  SpareImport *import;
} Read;

/* One file or text. A thread works on copies of these and gives them back. */
typedef struct
{
  GFile             *file;   /* (nullable) */
  char              *name;
  GBytes            *bytes;  /* (nullable): not loaded yet, or not needed any more */
  gboolean           picture;
  gboolean           done;
  const SpareFormat *format; /* (nullable): while it waits for a password */
  Read              *read;   /* (nullable) */
  GError            *error;  /* (nullable) */
} Source;

/* Outlives the reader where a thread is slow to notice that it was cancelled. */
typedef struct
{
  int permille; /* atomic; less than 0 where it is not known */
} Progress;

typedef struct
{
  GPtrArray   *sources;   /* of Source */
  GPtrArray   *texts;     /* of SpareSecret: what QR codes say */
  guint        n_settled_texts;
  Read        *codes;     /* (nullable): read from the texts */
  SpareImport *all;       /* (nullable): NULL while a password lacks, too */
  SpareSecret *password;
  int          asking;    /* the source that it was typed for, or -1 */
  Progress    *progress;
  gint64       now;
  guint        n_pending; /* sources that are to be read */
  guint        at;        /* how many of them have been */
} Job;

struct _SpareImportReader
{
  GObject      parent_instance;

  GPtrArray   *sources;
  GPtrArray   *texts;
  Read        *codes;           /* (nullable) */
  GPtrArray   *failures;
  Progress    *progress;
  int          asking;          /* the source that waits for its password, or -1 */
  guint        n_settled;       /* how many sources, */
  guint        n_settled_texts; /* and texts, the last run to its end knew */
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
merge (SpareImport *into,
       const Read  *source)
{
  const SpareImport *from;

  if (source == NULL)
    return;
  from = source->import;

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

static void
read_clear (gpointer data)
{
  Read *self = data;

  g_clear_pointer (&self->import, spare_import_free);
}

static void
read_unref (Read *self)
{
  g_atomic_rc_box_release_full (self, read_clear);
}

/* @import: (transfer full) (nullable) */
static Read *
read_new (SpareImport *import)
{
  Read *self;

  if (import == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (Read);
  self->import = import;
  return self;
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

static Source *
source_copy (const Source *self)
{
  Source *copy = source_new (self->file, self->name, self->bytes);

  copy->picture = self->picture;
  copy->done = self->done;
  copy->format = self->format;
  copy->read = self->read != NULL ? g_atomic_rc_box_acquire (self->read) : NULL;
  copy->error = self->error != NULL ? g_error_copy (self->error) : NULL;

  return copy;
}

static void
source_free (Source *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->read, read_unref);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self);
}

static void
job_free (Job *self)
{
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->codes, read_unref);
  g_clear_pointer (&self->all, spare_import_free);
  g_clear_pointer (&self->password, spare_secret_unref);
  g_clear_pointer (&self->progress, g_atomic_rc_box_release);
  g_free (self);
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
          spare_scan_add (job->texts, g_ptr_array_index (found, i));
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
  int permille = fraction < 0 ? -1 : (int) (1000 * (job->at + CLAMP (fraction, 0, 1)) / MAX (job->n_pending, 1));

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

/* @asked: was the password typed for this one?
 * @opened: has it opened that one? */
static void
read_source (Job          *job,
             Source       *source,
             gboolean      asked,
             gboolean     *opened,
             GCancellable *cancellable)
{
  SpareSecret *password = asked || *opened ? job->password : NULL;

  g_clear_error (&source->error);
  if (source->bytes == NULL)
    source->bytes = spare_import_load (source->file, cancellable, &source->error);
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

  source->read = read_new (read_bytes (job, source->bytes, password, cancellable, &source->error));
  *opened |= asked && source->read != NULL && password != NULL;
  /* The password of another file was only a guess. */
  if (!asked && g_error_matches (source->error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_PASSWORD_WRONG))
    source->error->code = SPARE_FORMAT_ERROR_PASSWORD_NEEDED;
  source->done = !asks (source->error);
  if (source->done)
    g_clear_pointer (&source->bytes, g_bytes_unref);
  else if (source->format == NULL)
    source->format = spare_import_recognize (source->bytes);
}

/* Where they cannot be read, those that came last are at fault: the others were
 * read before. */
static void
read_texts (Job          *job,
            GCancellable *cancellable)
{
  g_autoptr(GBytes) lines = job->texts->len > 0 ? spare_scan_join (job->texts) : NULL;
  g_autoptr(GError) error = NULL;
  SpareImport *import;
  Source *failed;

  if (lines == NULL)
    return;

  job->at = 0;
  import = read_bytes (job, lines, NULL, cancellable, &error);
  if (import != NULL)
    {
      g_clear_pointer (&job->codes, read_unref);
      job->codes = read_new (import);
      return;
    }

  failed = source_new (NULL, _("QR Codes"), NULL);
  failed->done = TRUE;
  failed->error = g_steal_pointer (&error);
  g_ptr_array_add (job->sources, failed);
  g_ptr_array_set_size (job->texts, (int) MIN (job->n_settled_texts, job->texts->len));
}

/* The first file that waits for its password, or -1. */
static int
find_asking (GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    {
      if (!((Source *) g_ptr_array_index (sources, i))->done)
        return (int) i;
    }

  return -1;
}

/* (nullable) */
static SpareImport *
merge_all (Job *job)
{
  gboolean some = job->codes != NULL;
  SpareImport *all;

  for (guint i = 0; i < job->sources->len; i++)
    some |= ((Source *) g_ptr_array_index (job->sources, i))->read != NULL;
  if (!some)
    return NULL;

  all = g_new0 (SpareImport, 1);
  all->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_import_entry_free);
  for (guint i = 0; i < job->sources->len; i++)
    merge (all, ((Source *) g_ptr_array_index (job->sources, i))->read);
  merge (all, job->codes);

  return all;
}

static void
run_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  gboolean opened = FALSE;

  for (guint i = 0; i < job->sources->len; i++)
    {
      Source *source = g_ptr_array_index (job->sources, i);

      if (source->done)
        continue;
      read_source (job, source, (int) i == job->asking, &opened, cancellable);
      if (g_task_return_error_if_cancelled (task))
        return;
      job->at++;
    }

  read_texts (job, cancellable);
  if (g_task_return_error_if_cancelled (task))
    return;
  /* So many are not copied while the window waits. */
  if (find_asking (job->sources) < 0)
    job->all = merge_all (job);
  g_task_return_boolean (task, TRUE);
}

static void
spare_import_reader_finalize (GObject *object)
{
  SpareImportReader *self = SPARE_IMPORT_READER (object);

  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->failures);
  g_clear_pointer (&self->codes, read_unref);
  g_clear_pointer (&self->progress, g_atomic_rc_box_release);

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
  self->asking = -1;
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
    spare_scan_add (self->texts, g_ptr_array_index (lines, i));
}

static Job *
job_new (SpareImportReader *self)
{
  Job *job = g_new0 (Job, 1);

  job->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);
  job->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  job->asking = self->asking;
  job->n_settled_texts = self->n_settled_texts;
  job->codes = self->codes != NULL ? g_atomic_rc_box_acquire (self->codes) : NULL;
  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = g_ptr_array_index (self->sources, i);

      g_ptr_array_add (job->sources, source_copy (source));
      job->n_pending += !source->done;
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
  job->progress = g_atomic_rc_box_new0 (Progress);
  job->progress->permille = -1;
  g_clear_pointer (&self->progress, g_atomic_rc_box_release);
  self->progress = g_atomic_rc_box_acquire (job->progress);

  g_task_set_source_tag (task, spare_import_reader_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, run_in_thread);
}

static Source *
get_asking (SpareImportReader *self)
{
  return g_ptr_array_index (self->sources, self->asking);
}

/* Takes what the thread found out into the places it came from. */
static void
settle (SpareImportReader *self,
        Job               *job)
{
  g_ptr_array_unref (self->sources);
  self->sources = g_ptr_array_ref (job->sources);
  g_ptr_array_unref (self->texts);
  self->texts = g_ptr_array_ref (job->texts);
  self->asking = find_asking (self->sources);
  if (self->asking >= 0)
    return;

  /* Only now can nobody cancel it any more. */
  self->n_settled = self->sources->len;
  self->n_settled_texts = self->texts->len;
  g_clear_pointer (&self->codes, read_unref);
  self->codes = g_steal_pointer (&job->codes);
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

SpareImport *
spare_import_reader_run_finish (SpareImportReader *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  SpareImportFailure *first;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  settle (self, job);
  list_failures (self);
  if (job->all != NULL)
    return g_steal_pointer (&job->all);

  first = self->failures->len > 0 ? g_ptr_array_index (self->failures, 0) : NULL;
  if (self->asking >= 0)
    g_propagate_error (error, g_error_copy (get_asking (self)->error));
  else if (first != NULL)
    g_propagate_error (error, g_error_copy (first->error));
  else
    g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_EMPTY, "Nothing read");
  return NULL;
}

const char *
spare_import_reader_get_asking (SpareImportReader *self)
{
  return self->asking >= 0 ? get_asking (self)->name : NULL;
}

gboolean
spare_import_reader_asks_passphrase (SpareImportReader *self)
{
  const SpareFormat *format = self->asking >= 0 ? get_asking (self)->format : NULL;

  return format != NULL && g_str_equal (spare_format_get_id (format), "sparekey");
}

void
spare_import_reader_skip (SpareImportReader *self)
{
  if (self->asking < 0)
    return;

  get_asking (self)->done = TRUE;
  self->asking = -1;
}

void
spare_import_reader_forget (SpareImportReader *self)
{
  g_ptr_array_set_size (self->sources, (int) MIN (self->n_settled, self->sources->len));
  g_ptr_array_set_size (self->texts, (int) MIN (self->n_settled_texts, self->texts->len));
  self->asking = -1;
  list_failures (self);
}

guint
spare_import_reader_count (SpareImportReader *self)
{
  return self->sources->len;
}

GFile *
spare_import_reader_peek_only_file (SpareImportReader *self)
{
  if (self->sources->len != 1 || self->texts->len > 0)
    return NULL;

  return ((Source *) g_ptr_array_index (self->sources, 0))->file;
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
      gboolean plain = source->read != NULL ? source->read->import->plain : source->picture && source->error == NULL;

      if (source->file != NULL && plain)
        g_ptr_array_add (files, g_object_ref (source->file));
    }

  return files;
}
