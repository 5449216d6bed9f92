/* SPDX-License-Identifier: GPL-3.0-or-later */

/* libsecret's file, used in a sandbox. libsecret reads it once in a process's
 * life, writes it whole, and does not notice another writer within one second;
 * so this keeps a backend object of its own and makes a new one whenever the
 * file on disk is not the one it has read or written last. */

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "spare-keyring-private.h"

#define FILE_HEADER     "GnomeKeyring\n\r\0\n"
#define FILE_HEADER_LEN 16
#define FILE_TYPE       "(uayutua(a{say}ay))"
#define FILE_MAX        (256 * 1024 * 1024)
#define ITERATIONS_MAX  10000000u

struct _SpareKeyringFile
{
  SpareKeyring parent_instance;

  SecretBackend     *backend;
  GType              backend_type;
  char              *path;
  SpareFileSignature signature; /* of the file that the backend knows */
};

#define SPARE_TYPE_KEYRING_FILE (spare_keyring_file_get_type ())
G_DECLARE_FINAL_TYPE (SpareKeyringFile, spare_keyring_file, SPARE, KEYRING_FILE, SpareKeyring)
G_DEFINE_FINAL_TYPE (SpareKeyringFile, spare_keyring_file, SPARE_TYPE_KEYRING)

static gboolean
contents_are_sound (const char *data,
                    gsize       length,
                    guint      *items)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) file = NULL;
  g_autoptr (GVariant) salt = NULL;
  g_autoptr (GVariant) list = NULL;
  guint32 salt_size = 0;
  guint32 iterations = 0;

  if (length < FILE_HEADER_LEN + 2 || memcmp (data, FILE_HEADER, FILE_HEADER_LEN) != 0 ||
      data[FILE_HEADER_LEN] != 1 || data[FILE_HEADER_LEN + 1] != 0)
    return FALSE;

  bytes = g_bytes_new (data + FILE_HEADER_LEN + 2, length - FILE_HEADER_LEN - 2);
  file = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FILE_TYPE), bytes, FALSE));
  if (!g_variant_is_normal_form (file))
    return FALSE;

  g_variant_get (file, "(u@ayutu@a(a{say}ay))", &salt_size, &salt, &iterations, NULL, NULL, &list);
  iterations = GUINT32_FROM_LE (iterations);
  if (GUINT32_FROM_LE (salt_size) != g_variant_n_children (salt) ||
      iterations == 0 || iterations > ITERATIONS_MAX)
    return FALSE;
  if (items != NULL)
    *items = (guint) g_variant_n_children (list);

  return TRUE;
}

gboolean
spare_keyring_file_check (const char *path,
                          guint      *items,
                          GError    **error)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) local_error = NULL;
  GStatBuf status;
  gsize length = 0;

  if (items != NULL)
    *items = 0;
  if (g_stat (path, &status) != 0)
    return TRUE;

  if (S_ISREG (status.st_mode) && status.st_size == 0)
    {
      /* The very first store was cut off before its first byte. Nothing is
       * lost with the empty file, and libsecret would fail on it for ever. */
      g_unlink (path);
      return TRUE;
    }
  if (status.st_size > FILE_MAX || !g_file_get_contents (path, &data, &length, &local_error))
    {
      g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DAMAGED, "The keyring file cannot be read: %s",
                   local_error != NULL ? local_error->message : "too large");
      return FALSE;
    }
  if (!contents_are_sound (data, length, items))
    {
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DAMAGED,
                           "The keyring file is truncated or damaged");
      return FALSE;
    }

  return TRUE;
}

gboolean
spare_keyring_file_set_aside (const char *path,
                              const char *suffix,
                              GError    **error)
{
  g_autofree char *aside = g_strdup_printf ("%s.%s", path, suffix);
  g_autofree char *beside = g_strconcat (path, "~", NULL);
  g_autofree char *data = NULL;
  gsize length = 0;
  gboolean was_sound = g_file_get_contents (path, &data, &length, NULL) && contents_are_sound (data, length, NULL);

  if (g_rename (path, aside) != 0 && errno != ENOENT)
    {
      int saved_errno = errno;

      g_set_error (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISK,
                   "The keyring file cannot be renamed: %s", g_strerror (saved_errno));
      return FALSE;
    }
  g_clear_pointer (&data, g_free);
  if (!was_sound && g_file_get_contents (beside, &data, &length, NULL) && contents_are_sound (data, length, NULL) &&
      g_rename (beside, path) != 0)
    g_debug ("The previous state of the keyring file could not be moved back");

  return TRUE;
}

SpareFileSignature
spare_keyring_file_sign (const char *path)
{
  SpareFileSignature signature = { { 0 } };
  g_autofree char *data = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &data, &length, NULL))
    crypto_generichash (signature.hash, sizeof signature.hash, (const guint8 *) data, length, NULL, 0);

  return signature;
}

static gboolean
refresh (SpareKeyring *keyring,
         GCancellable *cancellable,
         GError      **error)
{
  SpareKeyringFile *self = SPARE_KEYRING_FILE (keyring);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GObject) source = NULL;
  GObject *backend = NULL;
  SpareFileSignature signature;
  SpareWait wait;

  if (!spare_keyring_file_check (self->path, NULL, error))
    return FALSE;

  signature = spare_keyring_file_sign (self->path);
  spare_wait_begin (&wait);
  g_async_initable_new_async (self->backend_type, G_PRIORITY_DEFAULT, cancellable, spare_wait_cb, &wait,
                              "flags", SECRET_SERVICE_NONE, NULL);
  result = spare_wait_end (&wait);
  source = g_async_result_get_source_object (result);
  backend = g_async_initable_new_finish (G_ASYNC_INITABLE (source), result, error);
  if (backend == NULL)
    return FALSE;

  g_set_object (&self->backend, SECRET_BACKEND (backend));
  g_object_unref (backend);
  self->signature = signature;

  return TRUE;
}

static gboolean
ensure (SpareKeyringFile *self,
        GCancellable     *cancellable,
        GError          **error)
{
  SpareFileSignature signature = spare_keyring_file_sign (self->path);

  if (self->backend != NULL && memcmp (&signature, &self->signature, sizeof signature) == 0)
    return TRUE;

  return refresh (SPARE_KEYRING (self), cancellable, error);
}

static gboolean
lookup (SpareKeyring *keyring,
        const char   *kind,
        const char   *id,
        SpareSecret **line,
        GCancellable *cancellable,
        GError      **error)
{
  SpareKeyringFile *self = SPARE_KEYRING_FILE (keyring);
  g_autoptr (GHashTable) attributes = spare_keyring_attributes (kind, id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GError) local_error = NULL;
  SpareWait wait;

  if (!ensure (self, cancellable, error))
    return FALSE;
  spare_wait_begin (&wait);
  SECRET_BACKEND_GET_IFACE (self->backend)->lookup (self->backend, spare_keyring_schema (), attributes,
                                                    cancellable, spare_wait_cb, &wait);
  result = spare_wait_end (&wait);
  value = SECRET_BACKEND_GET_IFACE (self->backend)->lookup_finish (self->backend, result, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (value != NULL)
    *line = spare_keyring_line_from_value (value);

  return TRUE;
}

static GList *
search (SpareKeyringFile *self,
        GCancellable     *cancellable,
        GError          **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GAsyncResult) result = NULL;
  SpareWait wait;

  spare_wait_begin (&wait);
  SECRET_BACKEND_GET_IFACE (self->backend)->search (self->backend, NULL, all,
                                                    SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS,
                                                    cancellable, spare_wait_cb, &wait);
  result = spare_wait_end (&wait);

  return SECRET_BACKEND_GET_IFACE (self->backend)->search_finish (self->backend, result, error);
}

/* One item that does not open spoils the search: fetch the others one by one. */
static void
load_known (SpareKeyringFile *self,
            GHashTable       *known,
            GPtrArray        *items,
            GCancellable     *cancellable)
{
  static const char *const kinds[] = { SPARE_KIND_ACCOUNT, SPARE_KIND_THING, SPARE_KIND_CANARY };
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          g_autoptr (SpareSecret) line = NULL;

          if (lookup (SPARE_KEYRING (self), kinds[i], id, &line, cancellable, NULL) && line != NULL)
            {
              g_ptr_array_add (items, spare_item_new (id, line));
              break;
            }
        }
    }
}

static void
add_found (GPtrArray         *items,
           SecretRetrievable *found)
{
  g_autoptr (SecretValue) value = secret_retrievable_retrieve_secret_sync (found, NULL, NULL);
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (found);
  const char *id = attributes != NULL ? g_hash_table_lookup (attributes, "id") : NULL;
  g_autoptr (SpareSecret) line = NULL;

  if (value == NULL || id == NULL)
    return;
  line = spare_keyring_line_from_value (value);
  g_ptr_array_add (items, spare_item_new (id, line));
}

static GPtrArray *
load (SpareKeyring *keyring,
      GHashTable   *known,
      guint        *unreadable,
      GCancellable *cancellable,
      GError      **error)
{
  SpareKeyringFile *self = SPARE_KEYRING_FILE (keyring);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_item_free);
  g_autoptr (GError) local_error = NULL;
  GList *found = NULL;
  guint total = 0;

  if (!spare_keyring_file_check (self->path, &total, error) || !ensure (self, cancellable, error))
    return NULL;

  found = search (self, cancellable, &local_error);
  if (local_error != NULL && g_cancellable_is_cancelled (cancellable))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (local_error != NULL)
    load_known (self, known, items, cancellable);
  for (GList *l = found; l != NULL; l = l->next)
    add_found (items, l->data);
  g_list_free_full (found, g_object_unref);
  *unreadable = total > items->len ? total - items->len : 0;

  return g_steal_pointer (&items);
}

typedef gboolean (*WriteFinish) (SecretBackend *backend,
                                 GAsyncResult  *result,
                                 GError       **error);

typedef struct
{
  SpareWait     wait;
  WriteFinish   finish;
  GCancellable *stop;
  GError       *error;
  char         *old; /* the file before */
  gsize         old_length;
  gboolean      first; /* there was none */
} Write;

static void
write_begin (SpareKeyringFile *self,
             Write            *write,
             WriteFinish       finish)
{
  memset (write, 0, sizeof *write);
  write->finish = finish;
  write->stop = g_cancellable_new ();
  write->first = !g_file_test (self->path, G_FILE_TEST_EXISTS);
  g_file_get_contents (self->path, &write->old, &write->old_length, NULL);
  spare_wait_begin (&write->wait);
}

/* When a write fails half-way, on a full disk, GIO closes what it has right
 * after this callback, and closing puts it over the good file: unless the
 * operation was cancelled by then. */
static void
write_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Write *write = user_data;

  write->finish (SECRET_BACKEND (source), result, &write->error);
  if (write->error != NULL)
    g_cancellable_cancel (write->stop);
  spare_wait_cb (source, result, &write->wait);
}

/* Should the file be cut off all the same: its last state is still beside it,
 * and moving that back needs no space. */
static void
mend (SpareKeyringFile *self,
      const Write      *write)
{
  g_autofree char *beside_path = g_strconcat (self->path, "~", NULL);
  g_autofree char *now = NULL;
  g_autofree char *beside = NULL;
  gsize now_length = 0;
  gsize beside_length = 0;

  if (g_file_get_contents (self->path, &now, &now_length, NULL) && contents_are_sound (now, now_length, NULL))
    return;

  if (write->first && now != NULL)
    g_unlink (self->path); /* it has never been whole */
  if (write->old == NULL)
    return;
  if (g_file_get_contents (beside_path, &beside, &beside_length, NULL) &&
      beside_length == write->old_length &&
      memcmp (beside, write->old, beside_length) == 0 && g_rename (beside_path, self->path) == 0)
    return;
  g_file_set_contents_full (self->path, write->old, (gssize) write->old_length,
                            G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL);
}

static gboolean
write_end (SpareKeyringFile *self,
           Write            *write,
           GError          **error)
{
  g_autoptr (GAsyncResult) result = spare_wait_end (&write->wait);
  gboolean done = write->error == NULL;

  if (done)
    self->signature = spare_keyring_file_sign (self->path);
  else
    {
      g_clear_object (&self->backend); /* holds a change that the disk does not */
      mend (self, write);
      g_propagate_error (error, g_steal_pointer (&write->error));
    }
  g_clear_object (&write->stop);
  g_clear_pointer (&write->old, g_free);

  return done;
}

static gboolean
store (SpareKeyring *keyring,
       const char   *kind,
       const char   *id,
       SpareSecret  *line,
       GCancellable *cancellable,
       GError      **error)
{
  SpareKeyringFile *self = SPARE_KEYRING_FILE (keyring);
  g_autoptr (GHashTable) attributes = spare_keyring_attributes (kind, id);
  g_autoptr (SecretValue) value = spare_keyring_value_from_line (line);
  SecretBackendInterface *backend = NULL;
  Write write;

  if (!ensure (self, cancellable, error))
    return FALSE;
  backend = SECRET_BACKEND_GET_IFACE (self->backend);
  write_begin (self, &write, backend->store_finish);
  backend->store (self->backend, spare_keyring_schema (), attributes, NULL, spare_keyring_label (kind), value,
                  write.stop, write_cb, &write);

  return write_end (self, &write, error);
}

static gboolean
erase (SpareKeyring *keyring,
       const char   *kind,
       const char   *id,
       GCancellable *cancellable,
       GError      **error)
{
  SpareKeyringFile *self = SPARE_KEYRING_FILE (keyring);
  g_autoptr (GHashTable) attributes = spare_keyring_attributes (kind, id);
  SecretBackendInterface *backend = NULL;
  Write write;

  if (!ensure (self, cancellable, error))
    return FALSE;
  backend = SECRET_BACKEND_GET_IFACE (self->backend);
  write_begin (self, &write, backend->clear_finish);
  backend->clear (self->backend, spare_keyring_schema (), attributes, write.stop, write_cb, &write);

  return write_end (self, &write, error);
}

static gboolean
prepare (SpareKeyring *keyring,
         gboolean      may_ask,
         GCancellable *cancellable,
         GError      **error)
{
  return TRUE;
}

/* There is nothing to unlock but the portal's key, which a new backend asks for. */
static gboolean
unlock (SpareKeyring *keyring,
        GCancellable *cancellable,
        GError      **error)
{
  return refresh (keyring, cancellable, error);
}

static void
describe (SpareKeyring *keyring,
          char        **provider,
          char        **collection)
{
  SpareKeyringFile *self = SPARE_KEYRING_FILE (keyring);

  *provider = g_strdup ("libsecret");
  *collection = g_strdup (self->path);
}

static void
spare_keyring_file_dispose (GObject *object)
{
  SpareKeyringFile *self = SPARE_KEYRING_FILE (object);

  g_clear_object (&self->backend);

  G_OBJECT_CLASS (spare_keyring_file_parent_class)->dispose (object);
}

static void
spare_keyring_file_finalize (GObject *object)
{
  SpareKeyringFile *self = SPARE_KEYRING_FILE (object);

  g_free (self->path);

  G_OBJECT_CLASS (spare_keyring_file_parent_class)->finalize (object);
}

static void
spare_keyring_file_class_init (SpareKeyringFileClass *klass)
{
  SpareKeyringClass *keyring_class = SPARE_KEYRING_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_keyring_file_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_keyring_file_finalize;
  keyring_class->refresh = refresh;
  keyring_class->load = load;
  keyring_class->lookup = lookup;
  keyring_class->store = store;
  keyring_class->erase = erase;
  keyring_class->prepare = prepare;
  keyring_class->unlock = unlock;
  keyring_class->describe = describe;
}

static void
spare_keyring_file_init (SpareKeyringFile *self)
{
}

SpareKeyring *
spare_keyring_file_new (SecretBackend     *backend,
                        const char        *path,
                        SpareFileSignature before)
{
  SpareKeyringFile *self = g_object_new (SPARE_TYPE_KEYRING_FILE, NULL);

  /* libsecret keeps its backend for good: on a second opening it knows the file
   * of then, and ours is made when it is needed. Otherwise take a reference of
   * our own, on top of the one that libsecret counts as its. */
  if (g_object_get_data (G_OBJECT (backend), "spare-known") == NULL)
    self->backend = g_object_ref (backend);
  g_object_set_data (G_OBJECT (backend), "spare-known", GINT_TO_POINTER (TRUE));
  self->backend_type = G_OBJECT_TYPE (backend);
  self->path = g_strdup (path);
  self->signature = before;

  return SPARE_KEYRING (self);
}
