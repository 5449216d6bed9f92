# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop without a screen: a display with a window manager, and the buses that programs on it talk to."""

import os
import re
import subprocess
import tempfile
import time
from sparetest import Display, end_child, wait_until

from gi.repository import Gio, GLib


def clean_env(**more):
    """Other programs must not stop at the warnings that end ours."""
    env = {name: value for name, value in os.environ.items() if name not in ("G_DEBUG", "MALLOC_CHECK_", "GTK_A11Y")}
    env.update(more)
    return env


class Desktop(Display):
    """A display with a window manager, and the bus on which programs can be read.

    libatspi's cache falls behind with GTK 4.8, so the bus is asked itself."""

    def __init__(self, size="1280x1000x24"):
        self.children = []
        self.folder = tempfile.TemporaryDirectory(prefix="sparekey-desktop-", ignore_cleanup_errors=True)
        self.address = ""
        super().__init__(size)
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _start(self):
        bus = self.bus = self._start_bus()
        self._run("/usr/libexec/at-spi-bus-launcher", "--launch-immediately", DBUS_SESSION_BUS_ADDRESS=bus)
        self.address = wait_until(lambda: self._ask_bus(bus), "the accessibility bus", 60)
        self._run("openbox", "--sm-disable", "--config-file", self._write_openbox(), DBUS_SESSION_BUS_ADDRESS=bus)
        wait_until(self._has_manager, "the window manager", 60)
        self.connection = Gio.DBusConnection.new_for_address_sync(
            self.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def _write_openbox(self):
        """Its usual keys would get in the way; and it would hold each click back until it has looked at it, so that a key
        which is pressed after the click comes before it."""
        path = os.path.join(self.folder.name, "openbox.xml")
        with open(path, "w", encoding="utf-8") as file:
            file.write('<openbox_config xmlns="http://openbox.org/3.4/rc"><focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus>'
                       '<desktops><number>1</number></desktops><keyboard/><mouse/><applications/></openbox_config>')
        return path

    def env(self, **more):
        return clean_env(DISPLAY=self.name, AT_SPI_BUS_ADDRESS=self.address, XDG_RUNTIME_DIR=self.folder.name,
                         HOME=self.folder.name, **more)

    def _run(self, *command, **env):
        with open(os.path.join(self.folder.name, "log"), "ab") as log:
            self.children.append(subprocess.Popen(command, env=self.env(**env), stdout=log, stderr=log,
                                                  stdin=subprocess.DEVNULL))

    def _start_bus(self):
        """On it nothing starts by itself: portals would come with the first window, and mount a file system."""
        config = os.path.join(self.folder.name, "bus.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write('<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" '
                       '"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd"><busconfig><type>session</type>'
                       f'<listen>unix:dir={self.folder.name}</listen><policy context="default">'
                       '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>'
                       '</policy></busconfig>')
        read, write = os.pipe()
        self.children.append(subprocess.Popen(["dbus-daemon", "--config-file", config, "--nofork",
                                               f"--print-address={write}"],
                                              env=self.env(), pass_fds=[write], stdin=subprocess.DEVNULL,
                                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as file:
            return file.readline().strip()

    def _ask_bus(self, bus):
        done = self.tool("gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
                         "--method", "org.a11y.Bus.GetAddress", DBUS_SESSION_BUS_ADDRESS=bus)
        found = re.search(r"'(.+)'", done)
        return found and found.group(1)

    def _has_manager(self):
        if self.children[-1].poll() is not None:
            with open(os.path.join(self.folder.name, "log"), encoding="utf-8", errors="replace") as file:
                raise AssertionError("the window manager ended: " + file.read())
        return "#" in self.tool("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")

    def tool(self, *command, **env):
        """What another program says on this display; "" if it fails."""
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, timeout=60,
                              env=self.env(**env))
        return done.stdout if done.returncode == 0 else ""

    def xdotool(self, *words):
        return self.tool("xdotool", *words).strip()

    def picture(self, path, window="root"):
        subprocess.run(["import", "-window", str(window), path], check=True, env=self.env(), timeout=60)

    def look(self):
        """The display's width and its pixels, three bytes each."""
        done = subprocess.run(["import", "-silent", "-window", "root", "-depth", "8", "ppm:-"], check=True, timeout=60,
                              capture_output=True, env=self.env())
        width, pixels = re.match(rb"P6\s(\d+)\s\d+\s\d+\s(.*)", done.stdout, re.DOTALL).groups()
        return int(width), pixels

    def copy(self, text):
        """Another program copies TEXT, and has done so: xclip goes into the background before it asks the display."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), check=True, env=self.env(),
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.time() + 60
        while self.clipboard() != text:
            assert time.time() < until, "the clipboard does not take what is copied"
            time.sleep(0.05)

    def clipboard(self, target="UTF8_STRING"):
        """What the clipboard holds; "" if nobody offers it."""
        return self.tool("xclip", "-selection", "clipboard", "-o", "-target", target)

    def call_all(self, calls):
        """Answers to many calls (name, path, interface, method, arguments), None where one failed."""
        answers = [None] * len(calls)
        left = len(calls)
        context = GLib.MainContext.default()

        def answered(connection, result, index):
            nonlocal left
            left -= 1
            try:
                answers[index] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass  # it went away meanwhile

        for index, (name, path, interface, method, arguments) in enumerate(calls):
            self.connection.call(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 60000, None,
                                 answered, index)
        while left:
            context.iteration(True)
        return answers

    def close(self):
        for child in reversed(self.children):
            end_child(child)
        super().close()
        self.folder.cleanup()
