/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-camera-portal.h"

#include <gio/gunixfdlist.h>
#include <libportal-gtk4/portal-gtk4.h>
#include <libportal/portal.h>

#include "spare-scan.h"

#define BUS_NAME  "org.freedesktop.portal.Desktop"
#define BUS_PATH  "/org/freedesktop/portal/desktop"
#define INTERFACE "org.freedesktop.portal.Camera"
#define PRESENT   "IsCameraPresent"

typedef struct
{
  GtkWindow       *parent;
  GDBusConnection *bus;    /* (nullable) */
  XdpPortal       *portal; /* (nullable) */
  XdpParent       *handle; /* (nullable) */
} Opening;

static void
opening_free (Opening *self)
{
  g_clear_pointer (&self->handle, xdp_parent_free);
  g_clear_object (&self->portal);
  g_clear_object (&self->bus);
  g_object_unref (self->parent);
  g_free (self);
}

gboolean
spare_camera_portal_is_missing (const GError *error)
{
  static const int codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,
    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_UNKNOWN_METHOD,
    G_DBUS_ERROR_UNKNOWN_INTERFACE,
    G_DBUS_ERROR_UNKNOWN_OBJECT,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_error_matches (error, G_DBUS_ERROR, codes[i]))
        return TRUE;
    }

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
remote_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GUnixFDList) fds = NULL;
  g_autoptr(GVariant) reply = NULL;
  GError *error = NULL;
  gint32 index;
  int fd = -1;

  reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &fds, result, &error);
  if (reply != NULL)
    {
      g_variant_get (reply, "(h)", &index);
      if (fds != NULL)
        fd = g_unix_fd_list_get (fds, index, &error);
      else
        g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_FAILED, "The answer has no file descriptor");
    }

  if (fd >= 0)
    g_task_return_int (task, fd);
  else
    g_task_return_error (task, error);
}

/* Not through libportal, which would wait for the answer. */
static void
access_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (!xdp_portal_access_camera_finish (XDP_PORTAL (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_dbus_connection_call_with_unix_fd_list (opening->bus, BUS_NAME, BUS_PATH, INTERFACE, "OpenPipeWireRemote",
                                            g_variant_new ("(a{sv})", NULL), G_VARIANT_TYPE ("(h)"),
                                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, g_task_get_cancellable (task),
                                            remote_cb, g_object_ref (task));
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);

  opening->bus = g_bus_get_finish (result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (opening->bus == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "There is no session bus");
      return;
    }

  opening->portal = xdp_portal_new ();
  opening->handle = xdp_parent_new_gtk (opening->parent);
  xdp_portal_access_camera (opening->portal, opening->handle, XDP_CAMERA_FLAG_NONE,
                            g_task_get_cancellable (task), access_cb, g_object_ref (task));
}

void
spare_camera_portal_open_async (GtkWindow          *parent,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (parent, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->parent = g_object_ref (parent);
  g_task_set_source_tag (task, spare_camera_portal_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, g_object_ref (task));
}

int
spare_camera_portal_open_finish (GAsyncResult *result,
                                 GError      **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}

/* Whether there is a camera, told to one owner as long as it lives. */
typedef struct
{
  GtkWidget    *owner; /* (nullable): borrowed */
  void        (*callback) (gboolean present, gpointer data);
  gpointer      data;
  GCancellable *cancellable;
  GDBusProxy   *proxy;    /* (nullable) */
  gboolean      answered; /* the bus gave the proxy, or none */
  gboolean      present;
} Watch;

static void
watch_free (Watch *self)
{
  if (self->proxy != NULL)
    g_signal_handlers_disconnect_by_data (self->proxy, self);
  g_clear_object (&self->proxy);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
changed_cb (Watch *self)
{
  g_autoptr(GVariant) value = g_dbus_proxy_get_cached_property (self->proxy, PRESENT);
  gboolean present = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN)
                     && g_variant_get_boolean (value);

  if (present == self->present)
    return;

  self->present = present;
  self->callback (present, self->data);
}

static void
proxy_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Watch *self = user_data;
  GDBusProxy *proxy = g_dbus_proxy_new_for_bus_finish (result, NULL);

  if (self->owner == NULL)
    {
      g_clear_object (&proxy);
      watch_free (self);
      return;
    }
  self->answered = TRUE;
  self->proxy = proxy;
  if (proxy == NULL)
    return;

  g_signal_connect_swapped (proxy, "g-properties-changed", G_CALLBACK (changed_cb), self);
  /* The portal may start anew. */
  g_signal_connect_swapped (proxy, "notify::g-name-owner", G_CALLBACK (changed_cb), self);
  changed_cb (self);
}

static void
owner_gone_cb (gpointer  data,
               GObject  *owner)
{
  Watch *self = data;

  self->owner = NULL;
  if (self->answered)
    watch_free (self);
  else
    g_cancellable_cancel (self->cancellable);
}

void
spare_scan_watch_camera (GtkWidget *owner,
                         void     (*callback) (gboolean present, gpointer data),
                         gpointer   data)
{
  Watch *self = g_new0 (Watch, 1);

  self->owner = owner;
  self->callback = callback;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  g_object_weak_ref (G_OBJECT (owner), owner_gone_cb, self);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_NONE, NULL, BUS_NAME, BUS_PATH, INTERFACE,
                            self->cancellable, proxy_cb, self);
}
