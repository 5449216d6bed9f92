#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window of another program, from which something can be dragged: drag-source.py text|file|picture WHAT"""
import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def content(kind, what):
    if kind == "text":
        return Gdk.ContentProvider.new_for_value(what)
    if kind == "picture":
        texture = Gdk.Texture.new_from_filename(what)
        return Gdk.ContentProvider.new_for_bytes("image/png", texture.save_to_png_bytes())
    uri = Gio.File.new_for_path(what).get_uri()
    return Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new((uri + "\r\n").encode()))


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Drag From Here", default_width=160,
                                   default_height=120)
    label = Gtk.Label(label="Drag me")
    source = Gtk.DragSource.new()
    source.set_content(content(sys.argv[1], sys.argv[2]))
    label.add_controller(source)
    window.set_child(label)
    window.present()


main = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
main.connect("activate", activate)
main.run(None)
