# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for systemd-timedated: timedate.py true|false, as the system's clock is to be."""
import os
import sys

from gi.repository import Gio, GLib

NAME = "org.freedesktop.timedate1"
XML = f"""<node><interface name="{NAME}"><property name="NTPSynchronized" type="b" access="read"/></interface></node>"""


def get_property(*_):
    GLib.idle_add(lambda: print("asked", flush=True))
    return GLib.Variant("b", sys.argv[1] == "true")


connection = Gio.DBusConnection.new_for_address_sync(
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"],
    Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
connection.register_object("/org/freedesktop/timedate1", Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], None,
                           get_property, None)
Gio.bus_own_name_on_connection(connection, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: print("ready", flush=True), None)
GLib.MainLoop().run()
