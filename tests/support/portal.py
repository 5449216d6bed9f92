# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for xdg-desktop-portal: Screenshot and Camera, and who asked for what.

As a module it gives Portal, which runs the file as a program on the bus of a test and tells it what to
answer; and Camera, a PipeWire of its own whose camera plays pictures."""
import json
import os
import socket
import subprocess
import sys
import threading
import time

import gi
from gi.repository import Gio, GLib

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SCREENSHOT = """<interface name="org.freedesktop.portal.Screenshot">
<method name="Screenshot"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<property name="version" type="u" access="read"/></interface>"""
CAMERA = """<interface name="org.freedesktop.portal.Camera">
<method name="AccessCamera"><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<method name="OpenPipeWireRemote"><arg type="a{sv}" direction="in"/><arg type="h" direction="out"/></method>
<property name="IsCameraPresent" type="b" access="read"/><property name="version" type="u" access="read"/></interface>"""

# What a portal answers: done, the person said no, it did not work.
DONE, CANCELLED, FAILED = 0, 1, 2


class Program:
    """The service itself; what it does is told by lines of JSON."""

    def __init__(self):
        self.state = {"screenshot": DONE, "uri": "", "camera": DONE, "present": False, "socket": "",
                      "wait": False}
        self.asked = []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        info = Gio.DBusNodeInfo.new_for_xml(f"<node>{SCREENSHOT if 'screenshot' in sys.argv else ''}"
                                            f"{CAMERA if 'camera' in sys.argv else ''}</node>")
        for interface in info.interfaces:
            self.bus.register_object(PATH, interface, self.call, self.get, None)
        Gio.bus_own_name_on_connection(self.bus, NAME, Gio.BusNameOwnerFlags.NONE,
                                       lambda *_: print(json.dumps("ready"), flush=True), None)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in sys.stdin:
            GLib.idle_add(self.change, json.loads(line))

    def change(self, state):
        self.state.update(state)
        if not self.state["wait"]:
            for sender, handle in self.asked:
                self.answer_screenshot(sender, handle)
            self.asked = []
        if "present" in state:
            changed = GLib.Variant("(sa{sv}as)", ("org.freedesktop.portal.Camera",
                                                  {"IsCameraPresent": GLib.Variant("b", state["present"])}, []))
            self.bus.emit_signal(None, PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged", changed)
        print(json.dumps("changed"), flush=True)

    def get(self, _bus, _sender, _path, _interface, name):
        return GLib.Variant("u", 1) if name == "version" else GLib.Variant("b", self.state["present"])

    def call(self, _bus, sender, _path, _interface, method, arguments, invocation):
        words = arguments.unpack()
        print(json.dumps([method, *(word for word in words if isinstance(word, str)), words[-1]]), flush=True)
        if method == "OpenPipeWireRemote":
            self.open_remote(invocation)
            return
        handle = f"{PATH}/request/{sender[1:].replace('.', '_')}/{words[-1]['handle_token']}"
        invocation.return_value(GLib.Variant("(o)", (handle,)))
        if method != "Screenshot":
            GLib.idle_add(self.respond, sender, handle, self.state["camera"], {})
        elif self.state["wait"]:
            self.asked.append((sender, handle))
        else:
            GLib.idle_add(self.answer_screenshot, sender, handle)

    def answer_screenshot(self, sender, handle):
        self.respond(sender, handle, self.state["screenshot"], {"uri": GLib.Variant("s", self.state["uri"])})

    def respond(self, sender, handle, response, results):
        self.bus.emit_signal(sender, handle, "org.freedesktop.portal.Request", "Response",
                             GLib.Variant("(ua{sv})", (response, results if response == DONE else {})))

    def open_remote(self, invocation):
        remote = socket.socket(socket.AF_UNIX)
        try:
            remote.connect(self.state["socket"])
        except OSError as error:
            invocation.return_dbus_error("org.freedesktop.portal.Error.Failed", str(error))
            return
        fds = Gio.UnixFDList.new_from_array([remote.detach()])
        invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), fds)


class Portal:
    """Runs until the end of a with; @interfaces: "screenshot", "camera". While it is told to wait, the picture
    of the screen is still being taken."""

    def __init__(self, home, *interfaces, **state):
        self.calls, self.changes = [], 0
        env = {name: value for name, value in home.env().items() if name not in ("G_DEBUG", "MALLOC_CHECK_")}
        self.process = subprocess.Popen([sys.executable, os.path.abspath(__file__), *interfaces], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, env=env)
        assert json.loads(self.process.stdout.readline()) == "ready"
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.set(**state)

    def _read(self):
        for line in self.process.stdout:
            message = json.loads(line)
            if message == "changed":
                self.changes += 1
            else:
                self.calls.append(message)

    def set(self, **state):
        before = self.changes
        self.process.stdin.write(json.dumps(state) + "\n")
        self.process.stdin.flush()
        end = time.monotonic() + 20
        while self.changes == before:
            assert time.monotonic() < end, "the portal does not answer"
            time.sleep(0.01)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdin.close()
        self.reader.join(20)
        self.process.stdout.close()


class Camera:
    """A PipeWire whose only camera plays the PNG files of a folder, 0.png and so on, ten a second.

    What a session manager does, connecting a program to the camera, is done here."""

    def __init__(self, home, folder, count):
        self.env = {name: value for name, value in home.env().items() if name not in ("G_DEBUG", "MALLOC_CHECK_")}
        self.socket = os.path.join(home.runtime, "pipewire-0")
        self.children = []
        self.ended = threading.Event()
        self._run("pipewire")
        self._wait(lambda: os.path.exists(self.socket), "PipeWire")
        self._run(sys.executable, os.path.abspath(__file__), "--play", folder, str(count))
        self._wait(lambda: "camera:" in self._link("-o"), "the camera")
        self.linker = threading.Thread(target=self._connect, daemon=True)
        self.linker.start()

    def _run(self, *command):
        self.children.append(subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL,
                                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    def _link(self, *words):
        done = subprocess.run(["pw-link", *words], env=self.env, capture_output=True, text=True, check=False, timeout=20)
        return done.stdout

    def _wait(self, condition, what):
        end = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < end, f"waited in vain: {what}"
            time.sleep(0.05)

    def _connect(self):
        while not self.ended.wait(0.1):
            output = self._link("-o").split()
            for port in self._link("-i").split():
                if output and port not in self._link("-l"):
                    self._link(output[0], port)

    def watched(self):
        """Does anybody see the camera's picture now?"""
        return bool(self._link("-i").split())

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.ended.set()
        self.linker.join(20)
        for child in reversed(self.children):
            child.terminate()
            child.wait(20)


def play(folder, count):
    gi.require_version("Gst", "1.0")
    from gi.repository import Gst
    Gst.init(None)
    pipeline = Gst.parse_launch(
        f"multifilesrc location={folder}/%d.png start-index=0 stop-index={int(count) - 1} loop=true "
        "caps=image/png,framerate=10/1 ! pngdec ! videoconvert ! video/x-raw,format=RGB "
        # What pipewiresink lends to the elements before it comes back empty (PipeWire 0.3.65).
        "! identity drop-allocation=true ! clocksync "
        "! pipewiresink sync=false mode=provide "
        "stream-properties=p,media.class=Video/Source,node.name=camera,media.role=Camera")
    pipeline.set_state(Gst.State.PLAYING)
    GLib.MainLoop().run()


if __name__ == "__main__":
    if "--play" in sys.argv:
        play(*sys.argv[2:])
    else:
        Program()
        GLib.MainLoop().run()
