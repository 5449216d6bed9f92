/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-time-check.h"

#define BUS_NAME  "org.freedesktop.timedate1"
#define BUS_PATH  "/org/freedesktop/timedate1"
#define INTERFACE "org.freedesktop.timedate1"
#define PROPERTY  "NTPSynchronized"

struct _SpareTimeCheck
{
  GObject       parent_instance;

  GCancellable *cancellable;
  gboolean      unsynchronized;
};

G_DEFINE_FINAL_TYPE (SpareTimeCheck, spare_time_check, G_TYPE_OBJECT)

typedef enum { PROP_UNSYNCHRONIZED = 1 } SpareTimeCheckProperty;
static GParamSpec *props[PROP_UNSYNCHRONIZED + 1];

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SpareTimeCheck) self = SPARE_TIME_CHECK (user_data);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) value = NULL;
  gboolean unsynchronized;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (reply == NULL)
    return;

  g_variant_get (reply, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return;

  unsynchronized = !g_variant_get_boolean (value);
  if (unsynchronized == self->unsynchronized)
    return;

  self->unsynchronized = unsynchronized;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNSYNCHRONIZED]);
}

static void
ask (SpareTimeCheck  *self,
     GDBusConnection *bus)
{
  g_dbus_connection_call (bus, BUS_NAME, BUS_PATH, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", INTERFACE, PROPERTY), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, answer_cb,
                          g_object_ref (self));
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(SpareTimeCheck) self = SPARE_TIME_CHECK (user_data);
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus != NULL && !g_cancellable_is_cancelled (self->cancellable))
    ask (self, bus);
}

static void
spare_time_check_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SpareTimeCheck *self = SPARE_TIME_CHECK (object);

  switch ((SpareTimeCheckProperty) prop_id)
    {
    case PROP_UNSYNCHRONIZED:
      g_value_set_boolean (value, self->unsynchronized);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
spare_time_check_finalize (GObject *object)
{
  g_clear_object (&SPARE_TIME_CHECK (object)->cancellable);

  G_OBJECT_CLASS (spare_time_check_parent_class)->finalize (object);
}

static void
spare_time_check_class_init (SpareTimeCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spare_time_check_get_property;
  object_class->finalize = spare_time_check_finalize;

  props[PROP_UNSYNCHRONIZED] = g_param_spec_boolean ("unsynchronized", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
spare_time_check_init (SpareTimeCheck *self)
{
  self->cancellable = g_cancellable_new ();
}

SpareTimeCheck *
spare_time_check_new (void)
{
  return g_object_new (SPARE_TYPE_TIME_CHECK, NULL);
}

void
spare_time_check_start (SpareTimeCheck  *self,
                        GDBusConnection *bus)
{
  g_return_if_fail (SPARE_IS_TIME_CHECK (self));

  if (bus != NULL)
    ask (self, bus);
  else
    g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_cb, g_object_ref (self));
}

gboolean
spare_time_check_get_unsynchronized (SpareTimeCheck *self)
{
  return self->unsynchronized;
}
