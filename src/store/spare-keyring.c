/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-keyring.h"

#include <string.h>

#include "spare-keyring-private.h"

G_DEFINE_ABSTRACT_TYPE (SpareKeyring, spare_keyring, G_TYPE_OBJECT)

G_DEFINE_QUARK (spare-store-error-quark, spare_store_error)

#define ID_LENGTH 36

static void
spare_keyring_class_init (SpareKeyringClass *klass)
{
}

static void
spare_keyring_init (SpareKeyring *self)
{
}

const SecretSchema *
spare_keyring_schema (void)
{
  static const SecretSchema schema = {
    "io.github.sparekey.Record",
    SECRET_SCHEMA_NONE,
    {
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "id", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "version", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
    },
    0, 0, 0, 0, 0, 0, 0, 0,
  };

  return &schema;
}

GHashTable *
spare_keyring_attributes (const char *kind,
                          const char *id)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (kind != NULL)
    {
      g_hash_table_insert (attributes, g_strdup ("kind"), g_strdup (kind));
      g_hash_table_insert (attributes, g_strdup ("version"), g_strdup (SPARE_KEYRING_VERSION));
    }
  g_hash_table_insert (attributes, g_strdup ("id"), g_strdup (id));

  return attributes;
}

const char *
spare_keyring_label (const char *kind)
{
  if (g_str_equal (kind, SPARE_KIND_ACCOUNT))
    return "Sparekey account";
  if (g_str_equal (kind, SPARE_KIND_CANARY))
    return "Sparekey: proof that this is the right keyring";

  return "Sparekey record";
}

SpareSecret *
spare_keyring_line_from_value (SecretValue *value)
{
  gsize length = 0;
  const char *text = secret_value_get (value, &length);

  return spare_secret_new (text, length);
}

SecretValue *
spare_keyring_value_from_line (SpareSecret *line)
{
  gsize length = 0;
  const char *text = spare_secret_peek (line, &length);

  return secret_value_new (text, (gssize) length, "text/plain");
}

SpareItem *
spare_item_new (const char  *id,
                SpareSecret *line)
{
  SpareItem *self = g_new0 (SpareItem, 1);
  const char *text = spare_secret_peek_text (line);

  self->id = g_strdup (id);
  self->line = spare_secret_ref (line);
  if (g_str_has_prefix (text, "otpauth:"))
    self->kind = g_strdup (SPARE_KIND_ACCOUNT);
  else if (g_str_has_prefix (text, "sparekey:canary?"))
    self->kind = g_strdup (SPARE_KIND_CANARY);
  else if (g_str_has_prefix (text, "sparekey:"))
    self->kind = g_strdup (SPARE_KIND_THING);
  else
    self->kind = g_strdup ("");

  return self;
}

void
spare_item_free (SpareItem *self)
{
  g_free (self->id);
  g_free (self->kind);
  g_clear_pointer (&self->line, spare_secret_unref);
  g_clear_error (&self->error);
  g_free (self);
}

char *
spare_line_dup_id (const SpareSecret *line)
{
  const char *text = spare_secret_peek_text (line);
  const char *found = text;

  while ((found = strstr (found, "x-id=")) != NULL)
    {
      const char *id = found + strlen ("x-id=");

      if (found > text && (found[-1] == '?' || found[-1] == '&') &&
          strspn (id, "0123456789abcdef-") == ID_LENGTH)
        return g_strndup (id, ID_LENGTH);
      found = id;
    }

  return NULL;
}

void
spare_wait_begin (SpareWait *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->result = NULL;
}

void
spare_wait_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  SpareWait *self = user_data;

  self->result = g_object_ref (result);
}

GAsyncResult *
spare_wait_end (SpareWait *self)
{
  while (self->result == NULL)
    g_main_context_iteration (self->context, TRUE);
  g_clear_pointer (&self->context, g_main_context_unref);

  return g_steal_pointer (&self->result);
}

static gboolean
means_no_service (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_SERVER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_FAILED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
         g_error_matches (error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED);
}

void
spare_keyring_translate (GError      **error,
                         GCancellable *cancellable)
{
  SpareStoreError code = SPARE_STORE_ERROR_KEYRING;
  g_autoptr (GError) from = NULL;

  if (error == NULL || *error == NULL || (*error)->domain == SPARE_STORE_ERROR)
    return;
  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (g_cancellable_is_cancelled (cancellable))
        return;
      code = SPARE_STORE_ERROR_DISMISSED; /* the portal says so when the person closed its question */
    }
  else if (means_no_service (*error))
    code = SPARE_STORE_ERROR_NO_SERVICE;
  else if (g_error_matches (*error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
           g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_FAILED))
    code = SPARE_STORE_ERROR_LOCKED; /* the portal's "user interaction failed" is G_IO_ERROR_FAILED */
  else if (g_error_matches (*error, SECRET_ERROR, SECRET_ERROR_INVALID_FILE_FORMAT))
    code = SPARE_STORE_ERROR_DAMAGED;

  from = g_steal_pointer (error);
  g_dbus_error_strip_remote_error (from);
  g_set_error_literal (error, SPARE_STORE_ERROR, code, from->message);
}

SpareKeyring *
spare_keyring_open (const SparePlaces *places,
                    GCancellable      *cancellable,
                    GError           **error)
{
  SpareKeyring *keyring = NULL;

  if (places->keyring_file != NULL)
    {
      SecretBackend *backend = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      SpareFileSignature before;
      SpareWait wait;

      if (!spare_keyring_file_check (places->keyring_file, NULL, error))
        return NULL;
      before = spare_keyring_file_sign (places->keyring_file);
      spare_wait_begin (&wait);
      secret_backend_get (SECRET_BACKEND_NONE, cancellable, spare_wait_cb, &wait);
      result = spare_wait_end (&wait);
      backend = secret_backend_get_finish (result, error); /* libsecret keeps this reference, too */
      if (backend == NULL)
        {
          spare_keyring_translate (error, cancellable);
          return NULL;
        }
      if (!SECRET_IS_SERVICE (backend))
        return spare_keyring_file_new (backend, places->keyring_file, before);
    }

  {
    g_autoptr (SecretService) service =
      secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, cancellable, error);

    if (service == NULL)
      spare_keyring_translate (error, cancellable);
    else
      keyring = spare_keyring_service_new (service);
  }

  return keyring;
}

gboolean
spare_keyring_refresh (SpareKeyring *self,
                       GCancellable *cancellable,
                       GError      **error)
{
  gboolean done = SPARE_KEYRING_GET_CLASS (self)->refresh (self, cancellable, error);

  if (!done)
    spare_keyring_translate (error, cancellable);
  return done;
}

GPtrArray *
spare_keyring_load (SpareKeyring *self,
                    GHashTable   *known,
                    guint        *unreadable,
                    GCancellable *cancellable,
                    GError      **error)
{
  GPtrArray *items = NULL;

  *unreadable = 0;
  items = SPARE_KEYRING_GET_CLASS (self)->load (self, known, unreadable, cancellable, error);
  if (items == NULL)
    spare_keyring_translate (error, cancellable);
  return items;
}

gboolean
spare_keyring_lookup (SpareKeyring *self,
                      const char   *kind,
                      const char   *id,
                      SpareSecret **line,
                      GCancellable *cancellable,
                      GError      **error)
{
  gboolean done = FALSE;

  *line = NULL;
  done = SPARE_KEYRING_GET_CLASS (self)->lookup (self, kind, id, line, cancellable, error);
  if (!done)
    spare_keyring_translate (error, cancellable);
  return done;
}

gboolean
spare_keyring_store (SpareKeyring *self,
                     const char   *kind,
                     const char   *id,
                     SpareSecret  *line,
                     GCancellable *cancellable,
                     GError      **error)
{
  gboolean done = SPARE_KEYRING_GET_CLASS (self)->store (self, kind, id, line, cancellable, error);

  if (!done)
    spare_keyring_translate (error, cancellable);
  return done;
}

gboolean
spare_keyring_erase (SpareKeyring *self,
                     const char   *kind,
                     const char   *id,
                     GCancellable *cancellable,
                     GError      **error)
{
  gboolean done = SPARE_KEYRING_GET_CLASS (self)->erase (self, kind, id, cancellable, error);

  if (!done)
    spare_keyring_translate (error, cancellable);
  return done;
}

gboolean
spare_keyring_prepare (SpareKeyring *self,
                       gboolean      may_ask,
                       GCancellable *cancellable,
                       GError      **error)
{
  gboolean done = SPARE_KEYRING_GET_CLASS (self)->prepare (self, may_ask, cancellable, error);

  if (!done)
    spare_keyring_translate (error, cancellable);
  return done;
}

gboolean
spare_keyring_unlock (SpareKeyring *self,
                      GCancellable *cancellable,
                      GError      **error)
{
  gboolean done = SPARE_KEYRING_GET_CLASS (self)->unlock (self, cancellable, error);

  if (!done)
    spare_keyring_translate (error, cancellable);
  return done;
}

void
spare_keyring_describe (SpareKeyring *self,
                        char        **provider,
                        char        **collection)
{
  *provider = NULL;
  *collection = NULL;
  SPARE_KEYRING_GET_CLASS (self)->describe (self, provider, collection);
}
