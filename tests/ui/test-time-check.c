/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-time-check.h"

#include "spare-ui-test.h"

static const char introspection[] =
  "<node><interface name='org.freedesktop.timedate1'>"
  "<property name='NTPSynchronized' type='b' access='read'/>"
  "</interface></node>";

typedef struct
{
  GTestDBus *daemon;
  GDBusConnection *service;
  GDBusConnection *client;
  gboolean synchronized;
  guint asked;
} Fixture;

static GVariant *
get_property_cb (GDBusConnection *connection,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *name,
                 GError **error,
                 gpointer user_data)
{
  Fixture *self = user_data;

  self->asked++;
  return g_variant_new_boolean (self->synchronized);
}

static const GDBusInterfaceVTable vtable = { .get_property = get_property_cb };

static GDBusConnection *
connect_to (GTestDBus *daemon)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (daemon),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  self->daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->daemon);
  self->client = connect_to (self->daemon);
}

static void
serve (Fixture *self)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  self->service = connect_to (self->daemon);
  g_dbus_connection_register_object (self->service, "/org/freedesktop/timedate1",
                                     node->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (self->service, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.timedate1", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  g_clear_object (&self->client);
  g_clear_object (&self->service);
  g_test_dbus_down (self->daemon);
  g_clear_object (&self->daemon);
}

static gboolean
was_asked (gpointer data)
{
  return ((Fixture *) data)->asked > 0;
}

static gboolean
is_unsynchronized (gpointer data)
{
  return spare_time_check_get_unsynchronized (data);
}

static void
test_wrong (Fixture *self,
            gconstpointer data)
{
  g_autoptr (SpareTimeCheck) check = spare_time_check_new ();

  serve (self);
  g_assert_false (spare_time_check_get_unsynchronized (check));
  spare_time_check_start (check, self->client);
  spare_ui_test_wait (is_unsynchronized, check);
}

static void
test_right (Fixture *self,
            gconstpointer data)
{
  g_autoptr (SpareTimeCheck) check = spare_time_check_new ();

  self->synchronized = TRUE;
  serve (self);
  spare_time_check_start (check, self->client);
  spare_ui_test_wait (was_asked, self);
  spare_ui_test_run (100);
  g_assert_false (spare_time_check_get_unsynchronized (check));
}

/* Nobody answers: not knowing is no warning. */
static void
test_nobody (Fixture *self,
             gconstpointer data)
{
  SpareTimeCheck *check = spare_time_check_new ();

  spare_time_check_start (check, self->client);
  spare_ui_test_run (300);
  g_assert_false (spare_time_check_get_unsynchronized (check));
  g_assert_finalize_object (check);
}

int
main (int argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

  g_test_add ("/ui/time-check/wrong", Fixture, NULL, set_up, test_wrong, tear_down);
  g_test_add ("/ui/time-check/right", Fixture, NULL, set_up, test_right, tear_down);
  g_test_add ("/ui/time-check/nobody", Fixture, NULL, set_up, test_nobody, tear_down);

  return g_test_run ();
}
