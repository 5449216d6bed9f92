/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-web-passwords.h"

#include "spare-keyring-private.h"

/* As Epiphany has it; older items lack the later ones of its attributes, and none is
 * asked for. */
static const SecretSchema schema = {
  "org.epiphany.FormPassword",
  SECRET_SCHEMA_NONE,
  {
    { "uri", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "target_origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "username", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
  0, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
};

static void
password_free (gpointer data)
{
  SpareWebPassword *self = data;

  g_free (self->address);
  g_free (self->user);
  spare_secret_unref (self->password);
  g_free (self);
}

/* "" where there is none, or no text. */
static char *
dup_attribute (GHashTable *attributes,
               const char *name)
{
  const char *text = g_hash_table_lookup (attributes, name);

  return g_strdup (text != NULL && g_utf8_validate (text, -1, NULL) ? text : "");
}

static void
add_item (GPtrArray  *passwords,
          SecretItem *item)
{
  SecretValue *value = secret_item_get_secret (item);
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  SpareWebPassword *password;
  const char *text;
  gsize size;

  if (value == NULL)
    return;
  text = secret_value_get (value, &size);
  if (size > 0 && g_utf8_validate (text, (gssize) size, NULL))
    {
      password = g_new0 (SpareWebPassword, 1);
      password->address = dup_attribute (attributes, "target_origin");
      if (*password->address == '\0')
        {
          g_free (password->address);
          password->address = dup_attribute (attributes, "uri");
        }
      password->user = dup_attribute (attributes, "username");
      password->password = spare_secret_new (text, size);
      g_ptr_array_add (passwords, password);
    }
  secret_value_unref (value);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) passwords = g_ptr_array_new_with_free_func (password_free);
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SecretService) service = NULL;
  GList *items = NULL;

  /* One of its own, so that the vault's waits for nobody. */
  service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, cancellable, &error);
  if (service != NULL)
    items = secret_service_search_sync (service, &schema, all,
                                        SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS,
                                        cancellable, &error);
  if (error != NULL)
    {
      spare_keyring_translate (&error, cancellable);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (GList *at = items; at != NULL && passwords->len < SPARE_WEB_PASSWORDS_MAX; at = at->next)
    add_item (passwords, at->data);
  g_list_free_full (items, g_object_unref);
  g_task_return_pointer (task, g_steal_pointer (&passwords), (GDestroyNotify) g_ptr_array_unref);
}

void
spare_web_passwords_read_async (GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, spare_web_passwords_read_async);
  g_task_run_in_thread (task, read_in_thread);
}

GPtrArray *
spare_web_passwords_read_finish (GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
