/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Secret Service. Loading takes a search and a D-Bus call for each hundred
 * items (libsecret's simple search makes a proxy and a round trip an item);
 * changes go through the simple calls. */

#define SECRET_API_SUBJECT_TO_CHANGE

#include <string.h>

#include "spare-keyring-private.h"

#define FETCH_SIZE 100u /* secrets asked for in one call */

struct _SpareKeyringService
{
  SpareKeyring parent_instance;

  SecretService *service;
};

#define SPARE_TYPE_KEYRING_SERVICE (spare_keyring_service_get_type ())
G_DECLARE_FINAL_TYPE (SpareKeyringService, spare_keyring_service, SPARE, KEYRING_SERVICE, SpareKeyring)
G_DEFINE_FINAL_TYPE (SpareKeyringService, spare_keyring_service, SPARE_TYPE_KEYRING)

/* The service answers from what it holds: there is no copy here to forget. */
static gboolean
refresh (SpareKeyring *keyring,
         GCancellable *cancellable,
         GError      **error)
{
  return TRUE;
}

/* After the daemon was restarted, its old proxy and session are dead. */
static gboolean
reconnect (SpareKeyringService *self,
           GCancellable        *cancellable,
           GError             **error)
{
  secret_service_disconnect ();
  g_clear_object (&self->service);
  self->service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, cancellable, error);

  return self->service != NULL;
}

static gboolean
ensure (SpareKeyringService *self,
        GCancellable        *cancellable,
        GError             **error)
{
  g_autofree char *owner = NULL;

  if (self->service != NULL)
    {
      owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (self->service));
      if (owner != NULL)
        return TRUE;
    }

  return reconnect (self, cancellable, error);
}

/* A daemon that was restarted has forgotten the session of the old one, and
 * says so in many ways: what may be that is tried once more on a new session. */
static gboolean
session_may_be_stale (const GError *error)
{
  return error->domain != SPARE_STORE_ERROR &&
         !g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static char *
default_collection (SpareKeyringService *self,
                    gboolean            *locked)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) property = NULL;
  g_autoptr (GVariant) value = NULL;
  const char *path = NULL;
  GDBusProxy *proxy = G_DBUS_PROXY (self->service);

  *locked = FALSE;
  reply = g_dbus_proxy_call_sync (proxy, "ReadAlias", g_variant_new ("(s)", "default"),
                                  G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(o)")))
    return NULL;
  g_variant_get (reply, "(&o)", &path);
  if (g_str_equal (path, "/"))
    return NULL;

  property = g_dbus_connection_call_sync (g_dbus_proxy_get_connection (proxy),
                                          g_dbus_proxy_get_name (proxy), path,
                                          "org.freedesktop.DBus.Properties", "Get",
                                          g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Locked"),
                                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  if (property != NULL)
    {
      g_variant_get (property, "(v)", &value);
      *locked = g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value);
    }

  return g_strdup (path);
}

/* A keyring without a password opens without a question, but only when told to.
 * One that has a question is left locked, and the question is taken back. */
static gboolean
unlock_quietly (SpareKeyringService *self,
                const char          *path)
{
  GDBusProxy *proxy = G_DBUS_PROXY (self->service);
  const char *paths[] = { path, NULL };
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) unlocked = NULL;
  g_autoptr (GVariant) dismissed = NULL;
  const char *prompt = NULL;

  reply = g_dbus_proxy_call_sync (proxy, "Unlock", g_variant_new ("(^ao)", paths), G_DBUS_CALL_FLAGS_NONE, -1,
                                  NULL, NULL);
  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(aoo)")))
    return FALSE;
  g_variant_get (reply, "(@ao&o)", &unlocked, &prompt);
  if (!g_str_equal (prompt, "/"))
    dismissed = g_dbus_connection_call_sync (g_dbus_proxy_get_connection (proxy), g_dbus_proxy_get_name (proxy),
                                             prompt, "org.freedesktop.Secret.Prompt", "Dismiss", NULL, NULL,
                                             G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);

  return g_variant_n_children (unlocked) > 0;
}

/* Where one id has several items, each but the first goes by its path. */
static gboolean
is_path (const char *id)
{
  return id[0] == '/';
}

static guint64
modified (SpareKeyringService *self,
          const char          *path)
{
  GDBusProxy *proxy = G_DBUS_PROXY (self->service);
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_sync (g_dbus_proxy_get_connection (proxy), g_dbus_proxy_get_name (proxy), path,
                                 "org.freedesktop.DBus.Properties", "Get",
                                 g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Modified"),
                                 G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);

  if (reply == NULL)
    return 0;
  g_variant_get (reply, "(v)", &value);

  return g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64) ? g_variant_get_uint64 (value) : 0;
}

/* Several collections may hold one id, when a keyring was copied: everybody is
 * to speak of the same item then, and the last state is the one that counts. */
static gboolean
comes_before (SpareKeyringService *self,
              const char          *path,
              const char          *other)
{
  guint64 mine = modified (self, path);
  guint64 theirs = modified (self, other);

  return mine != theirs ? mine > theirs : strcmp (path, other) < 0;
}

/* The id of an item whose line does not tell: a call of its own, so only for those. */
static char *
dup_id_of_path (SpareKeyringService *self,
                const char          *path)
{
  g_autoptr (SecretItem) item = secret_item_new_for_dbus_path_sync (self->service, path, SECRET_ITEM_NONE,
                                                                    NULL, NULL);
  g_autoptr (GHashTable) attributes = item != NULL ? secret_item_get_attributes (item) : NULL;
  const char *id = attributes != NULL ? g_hash_table_lookup (attributes, "id") : NULL;

  return g_strdup (id != NULL ? id : path);
}

static void
set_duplicate (SpareItem  *item,
               const char *path)
{
  g_free (item->id);
  item->id = g_strdup (path);
  if (item->error == NULL)
    g_set_error_literal (&item->error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DUPLICATE,
                         "Two items hold the same record");
}

static GPtrArray *
items_from_values (SpareKeyringService *self,
                   char               **paths,
                   GHashTable          *values,
                   guint               *unreadable)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_item_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) path_of = g_hash_table_new (NULL, NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      SecretValue *value = g_hash_table_lookup (values, paths[i]);
      g_autoptr (SpareSecret) line = NULL;
      g_autofree char *id = NULL;
      SpareItem *item = NULL;
      SpareItem *other = NULL;

      if (value == NULL)
        {
          (*unreadable)++;
          continue;
        }
      line = spare_keyring_line_from_value (value);
      id = spare_line_dup_id (line);
      if (id == NULL)
        id = dup_id_of_path (self, paths[i]);
      item = spare_item_new (id, line);
      g_ptr_array_add (items, item);
      g_hash_table_insert (path_of, item, paths[i]);

      other = g_hash_table_lookup (by_id, id);
      if (other != NULL && !comes_before (self, paths[i], g_hash_table_lookup (path_of, other)))
        {
          set_duplicate (item, paths[i]);
          continue;
        }
      if (other != NULL)
        set_duplicate (other, g_hash_table_lookup (path_of, other));
      g_hash_table_insert (by_id, g_steal_pointer (&id), item);
    }

  return g_steal_pointer (&items);
}

/* The paths of all our items, none of them locked. */
static char **
search (SpareKeyringService *self,
        GCancellable        *cancellable,
        GError             **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);

  for (gboolean again = FALSE;; again = TRUE)
    {
      g_autofree char *collection = NULL;
      g_auto (GStrv) unlocked = NULL;
      g_auto (GStrv) locked = NULL;
      gboolean is_locked = FALSE;

      if (!secret_service_search_for_dbus_paths_sync (self->service, spare_keyring_schema (), all, cancellable,
                                                      &unlocked, &locked, error))
        return NULL;
      if (unlocked[0] == NULL && locked[0] == NULL)
        collection = default_collection (self, &is_locked);
      if (locked[0] == NULL && !is_locked)
        return g_steal_pointer (&unlocked);
      if (again || !unlock_quietly (self, locked[0] != NULL ? locked[0] : collection))
        {
          g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_LOCKED, "The keyring is locked");
          return NULL;
        }
    }
}

typedef struct
{
  GMainContext *context;
  GHashTable   *values;  /* path -> SecretValue */
  GError       *error;   /* (nullable): the first one */
  guint         pending;
} Fetch;

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fetch *fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) part = secret_service_get_secrets_for_dbus_paths_finish (SECRET_SERVICE (source),
                                                                                  result, &error);
  GHashTableIter iter;
  gpointer path;
  gpointer value;

  fetch->pending--;
  if (part == NULL)
    {
      if (fetch->error == NULL)
        fetch->error = g_steal_pointer (&error);
      return;
    }

  g_hash_table_iter_init (&iter, part);
  while (g_hash_table_iter_next (&iter, &path, &value))
    g_hash_table_insert (fetch->values, g_strdup (path), secret_value_ref (value));
}

/* All secrets, asked for in parts at once: while the service encrypts the next
 * part, this process decrypts the one before. */
static GHashTable *
fetch_secrets (SpareKeyringService *self,
               char               **paths,
               GCancellable        *cancellable,
               GError             **error)
{
  Fetch fetch = { 0 };
  guint n = g_strv_length (paths);

  fetch.context = g_main_context_ref_thread_default ();
  fetch.values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_value_unref);
  for (guint i = 0; i < n; i += FETCH_SIZE)
    {
      guint size = MIN (FETCH_SIZE, n - i);
      g_autofree const char **part = g_new0 (const char *, size + 1);

      memcpy (part, paths + i, size * sizeof *part);
      fetch.pending++;
      secret_service_get_secrets_for_dbus_paths (self->service, part, cancellable, fetched_cb, &fetch);
    }
  while (fetch.pending > 0)
    g_main_context_iteration (fetch.context, TRUE);
  g_main_context_unref (fetch.context);

  if (fetch.error != NULL)
    {
      g_hash_table_unref (fetch.values);
      g_propagate_error (error, fetch.error);
      return NULL;
    }

  return fetch.values;
}

static GPtrArray *
load_once (SpareKeyringService *self,
           guint               *unreadable,
           GCancellable        *cancellable,
           GError             **error)
{
  g_autoptr (GHashTable) values = NULL;
  g_auto (GStrv) unlocked = search (self, cancellable, error);

  if (unlocked == NULL)
    return NULL;
  if (unlocked[0] == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) spare_item_free);

  values = fetch_secrets (self, unlocked, cancellable, error);
  if (values == NULL)
    return NULL;

  return items_from_values (self, unlocked, values, unreadable);
}

static GPtrArray *
load (SpareKeyring *keyring,
      GHashTable   *known,
      guint        *unreadable,
      GCancellable *cancellable,
      GError      **error)
{
  SpareKeyringService *self = SPARE_KEYRING_SERVICE (keyring);
  g_autoptr (GError) local_error = NULL;
  GPtrArray *items = NULL;

  if (!ensure (self, cancellable, error))
    return NULL;
  items = load_once (self, unreadable, cancellable, &local_error);
  if (items == NULL && session_may_be_stale (local_error))
    {
      g_clear_error (&local_error);
      *unreadable = 0;
      if (!reconnect (self, cancellable, error))
        return NULL;
      items = load_once (self, unreadable, cancellable, &local_error);
    }
  if (items == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return items;
}

/* @path: (inout) (nullable): NULL; becomes the path of the item with this id */
static gboolean
find_path (SpareKeyringService *self,
           const char          *kind,
           const char          *id,
           char               **path,
           GCancellable        *cancellable,
           GError             **error)
{
  g_autoptr (GHashTable) attributes = spare_keyring_attributes (kind, id);
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;

  if (!secret_service_search_for_dbus_paths_sync (self->service, spare_keyring_schema (), attributes,
                                                  cancellable, &unlocked, &locked, error))
    return FALSE;
  if (locked[0] != NULL)
    {
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_LOCKED, "The keyring is locked");
      return FALSE;
    }
  for (guint i = 0; unlocked[i] != NULL; i++)
    if (i == 0 || comes_before (self, unlocked[i], *path))
      {
        g_free (*path);
        *path = g_strdup (unlocked[i]);
      }

  return TRUE;
}

static gboolean
lookup_once (SpareKeyringService *self,
             const char          *kind,
             const char          *id,
             SpareSecret        **line,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr (SecretValue) value = NULL;
  g_autofree char *path = NULL;

  if (!find_path (self, kind, id, &path, cancellable, error))
    return FALSE;
  if (path == NULL)
    return TRUE;

  value = secret_service_get_secret_for_dbus_path_sync (self->service, path, cancellable, error);
  if (value == NULL)
    return FALSE;
  *line = spare_keyring_line_from_value (value);

  return TRUE;
}

static gboolean
lookup (SpareKeyring *keyring,
        const char   *kind,
        const char   *id,
        SpareSecret **line,
        GCancellable *cancellable,
        GError      **error)
{
  SpareKeyringService *self = SPARE_KEYRING_SERVICE (keyring);
  g_autoptr (GError) local_error = NULL;

  if (!ensure (self, cancellable, error))
    return FALSE;
  if (lookup_once (self, kind, id, line, cancellable, &local_error))
    return TRUE;
  if (session_may_be_stale (local_error))
    return reconnect (self, cancellable, error) && lookup_once (self, kind, id, line, cancellable, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
store_once (SpareKeyringService *self,
            const char          *kind,
            const char          *id,
            SpareSecret         *line,
            GCancellable        *cancellable,
            GError             **error)
{
  g_autoptr (GHashTable) attributes = spare_keyring_attributes (kind, id);
  g_autoptr (SecretValue) value = spare_keyring_value_from_line (line);
  g_autofree char *path = NULL;
  g_autofree char *collection = NULL;

  /* A record stays in its collection, whatever the default one is by now. */
  if (!find_path (self, kind, id, &path, cancellable, error))
    return FALSE;
  if (path != NULL)
    collection = g_path_get_dirname (path);

  return secret_service_store_sync (self->service, spare_keyring_schema (), attributes,
                                    collection != NULL ? collection : SECRET_COLLECTION_DEFAULT,
                                    spare_keyring_label (kind), value, cancellable, error);
}

static gboolean
store (SpareKeyring *keyring,
       const char   *kind,
       const char   *id,
       SpareSecret  *line,
       GCancellable *cancellable,
       GError      **error)
{
  SpareKeyringService *self = SPARE_KEYRING_SERVICE (keyring);
  g_autoptr (GError) local_error = NULL;

  if (!ensure (self, cancellable, error))
    return FALSE;
  if (store_once (self, kind, id, line, cancellable, &local_error))
    return TRUE;
  if (session_may_be_stale (local_error))
    return reconnect (self, cancellable, error) && store_once (self, kind, id, line, cancellable, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
erase (SpareKeyring *keyring,
       const char   *kind,
       const char   *id,
       GCancellable *cancellable,
       GError      **error)
{
  SpareKeyringService *self = SPARE_KEYRING_SERVICE (keyring);
  g_autoptr (GHashTable) attributes = spare_keyring_attributes (kind, id);
  g_autoptr (GError) local_error = NULL;

  if (!ensure (self, cancellable, error))
    return FALSE;
  if (is_path (id))
    secret_service_delete_item_dbus_path_sync (self->service, id, cancellable, &local_error);
  else
    secret_service_clear_sync (self->service, spare_keyring_schema (), attributes, cancellable, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
unlock_path (SpareKeyringService *self,
             const char          *path,
             GCancellable        *cancellable,
             GError             **error)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) local_error = NULL;
  g_auto (GStrv) done = NULL;
  int n_done = secret_service_unlock_dbus_paths_sync (self->service, paths, cancellable, &done, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (n_done == 0)
    {
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISMISSED,
                           "The question for the keyring's password was closed");
      return FALSE;
    }

  return TRUE;
}

static gboolean
prepare (SpareKeyring *keyring,
         gboolean      may_ask,
         GCancellable *cancellable,
         GError      **error)
{
  SpareKeyringService *self = SPARE_KEYRING_SERVICE (keyring);
  g_autoptr (SecretCollection) made = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *collection = NULL;
  gboolean is_locked = FALSE;

  if (!ensure (self, cancellable, error))
    return FALSE;
  collection = default_collection (self, &is_locked);
  if (!may_ask && (collection == NULL || (is_locked && !unlock_quietly (self, collection))))
    {
      g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_LOCKED, "The keyring would have to ask");
      return FALSE;
    }
  if (collection != NULL)
    return !may_ask || !is_locked || unlock_path (self, collection, cancellable, error);

  made = secret_collection_create_sync (self->service, "Default keyring", SECRET_COLLECTION_DEFAULT,
                                        SECRET_COLLECTION_CREATE_NONE, cancellable, &local_error);
  if (made != NULL)
    return TRUE;
  /* A closed question comes back as a collection at no path. */
  if (local_error == NULL || g_error_matches (local_error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
      g_error_matches (local_error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
      g_error_matches (local_error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT))
    g_set_error_literal (error, SPARE_STORE_ERROR, SPARE_STORE_ERROR_DISMISSED,
                         "The question for a new keyring's password was closed");
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
unlock (SpareKeyring *keyring,
        GCancellable *cancellable,
        GError      **error)
{
  SpareKeyringService *self = SPARE_KEYRING_SERVICE (keyring);
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *collection = NULL;
  g_auto (GStrv) locked = NULL;
  gboolean is_locked = FALSE;

  if (!ensure (self, cancellable, error) ||
      !secret_service_search_for_dbus_paths_sync (self->service, spare_keyring_schema (), all, cancellable,
                                                  NULL, &locked, error))
    return FALSE;

  if (locked[0] != NULL) /* one item opens its collection, with one question */
    return unlock_path (self, locked[0], cancellable, error);
  collection = default_collection (self, &is_locked);

  return !is_locked || unlock_path (self, collection, cancellable, error);
}

static void
describe (SpareKeyring *keyring,
          char        **provider,
          char        **collection)
{
  SpareKeyringService *self = SPARE_KEYRING_SERVICE (keyring);
  g_autofree char *owner = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GVariant) reply = NULL;
  gboolean locked = FALSE;
  guint32 pid = 0;

  if (self->service == NULL)
    return;
  *collection = default_collection (self, &locked);
  owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (self->service));
  if (owner == NULL)
    return;
  reply = g_dbus_connection_call_sync (g_dbus_proxy_get_connection (G_DBUS_PROXY (self->service)),
                                       "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "GetConnectionUnixProcessID", g_variant_new ("(s)", owner),
                                       G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  if (reply == NULL)
    return;
  g_variant_get (reply, "(u)", &pid);
  path = g_strdup_printf ("/proc/%u/comm", pid);
  if (g_file_get_contents (path, provider, NULL, NULL))
    g_strchomp (*provider);
}

static void
spare_keyring_service_dispose (GObject *object)
{
  SpareKeyringService *self = SPARE_KEYRING_SERVICE (object);

  g_clear_object (&self->service);

  G_OBJECT_CLASS (spare_keyring_service_parent_class)->dispose (object);
}

static void
spare_keyring_service_class_init (SpareKeyringServiceClass *klass)
{
  SpareKeyringClass *keyring_class = SPARE_KEYRING_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_keyring_service_dispose;
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
spare_keyring_service_init (SpareKeyringService *self)
{
}

SpareKeyring *
spare_keyring_service_new (SecretService *service)
{
  SpareKeyringService *self = g_object_new (SPARE_TYPE_KEYRING_SERVICE, NULL);

  self->service = g_object_ref (service);

  return SPARE_KEYRING (self);
}
