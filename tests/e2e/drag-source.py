#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window of another program, from which something can be dragged: drag-source.py text|file|picture WHAT

It says "shown" once the window is drawn, "begun" when a drag begins, and "accepted" when one lies where it is taken."""
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


def say(word):
    print(word, flush=True)


def begun(_, drag):
    say("begun")
    # What is under it says which action it takes; none where it takes nothing.
    drag.connect("notify::selected-action", lambda *_: drag.get_selected_action() and say("accepted"))


def drawn(_, clock):
    say("shown")
    return GLib.SOURCE_REMOVE


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Drag From Here", default_width=160,
                                   default_height=120)
    label = Gtk.Label(label="Drag me")
    source = Gtk.DragSource.new()
    source.set_content(content(sys.argv[1], sys.argv[2]))
    source.connect("drag-begin", begun)
    label.add_controller(source)
    window.set_child(label)
    window.present()
    label.add_tick_callback(drawn)


main = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
main.connect("activate", activate)
main.run(None)
