# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop without a screen, and Sparekey's window on it: looked at through
AT-SPI, used by real keys and a real mouse."""

import os
import re
import signal
import subprocess
import tempfile
import time
from sparetest import Display, wait_until

import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402  (the version comes first)

APP_ID = "io.github.sparekey.Sparekey"
A11Y = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
CLICKS = ("click", "activate", "press", "toggle")


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
        self.folder = tempfile.TemporaryDirectory(prefix="sparekey-desktop-")
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
        self.address = wait_until(lambda: self._ask_bus(bus), "the accessibility bus")
        self._run("openbox", "--sm-disable", "--config-file", self._write_openbox(), DBUS_SESSION_BUS_ADDRESS=bus)
        wait_until(self._has_manager, "the window manager")
        self.connection = Gio.DBusConnection.new_for_address_sync(
            self.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def _write_openbox(self):
        """Its usual keys would get in the way."""
        path = os.path.join(self.folder.name, "openbox.xml")
        with open(path, "w", encoding="utf-8") as file:
            file.write('<openbox_config xmlns="http://openbox.org/3.4/rc"><focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus>'
                       '<desktops><number>1</number></desktops><keyboard/><applications/></openbox_config>')
        return path

    def env(self, **more):
        return clean_env(DISPLAY=self.name, AT_SPI_BUS_ADDRESS=self.address, XDG_RUNTIME_DIR=self.folder.name,
                         HOME=self.folder.name, **more)

    def _run(self, *command, **env):
        with open(os.path.join(self.folder.name, "log"), "ab") as log:
            self.children.append(subprocess.Popen(command, env=self.env(**env), stdout=log, stderr=log,
                                                  stdin=subprocess.DEVNULL))

    def _start_bus(self):
        read, write = os.pipe()
        self.children.append(subprocess.Popen(["dbus-daemon", "--session", "--nofork", f"--print-address={write}"],
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
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, timeout=30,
                              env=self.env(**env))
        return done.stdout if done.returncode == 0 else ""

    def xdotool(self, *words):
        return self.tool("xdotool", *words).strip()

    def picture(self, path, window="root"):
        subprocess.run(["import", "-window", str(window), path], check=True, env=self.env(), timeout=30)

    def look(self):
        """The display's width and its pixels, three bytes each."""
        done = subprocess.run(["import", "-silent", "-window", "root", "-depth", "8", "ppm:-"], check=True, timeout=30,
                              capture_output=True, env=self.env())
        width, pixels = re.match(rb"P6\s(\d+)\s\d+\s\d+\s(.*)", done.stdout, re.DOTALL).groups()
        return int(width), pixels

    def copy(self, text):
        """Another program copies TEXT, and has done so: xclip goes into the background before it asks the display."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), check=True, env=self.env(),
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.time() + 30
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
            self.connection.call(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 10000, None,
                                 answered, index)
        while left:
            context.iteration(True)
        return answers

    def close(self):
        for child in reversed(self.children):
            child.terminate()
        for child in self.children:
            child.wait(20)
        super().close()
        self.folder.cleanup()


class Node:
    """One thing in a window, as it was at the moment of the look."""

    def __init__(self, app, name, path, parent):
        self.app, self.bus, self.path, self.parent = app, name, path, parent
        self.children = []
        self.role = self.name = self.description = ""
        self.text = ""
        self.states = self.interfaces = frozenset()
        self.extents = None

    def has(self, *states):
        return all(state in self.states for state in states)

    def above(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def window(self):
        """The window that it is in, itself included."""
        node = self
        while node.parent is not None and node.parent.parent is not None:
            node = node.parent
        return node

    def call(self, interface, method, signature=None, *arguments):
        value = GLib.Variant(signature, arguments) if signature else None
        return self.app.desktop.call_all([(self.bus, self.path, A11Y + interface, method, value)])[0]

    def press(self):
        actions = self.call("Action", "GetActions")
        for i, action in enumerate(actions[0] if actions else ()):
            if action[0].casefold() in CLICKS:
                return self.call("Action", "DoAction", "(i)", i)
        raise AssertionError(f"nothing to press in {self}: {actions}")

    def write(self, text):
        self.call("EditableText", "SetTextContents", "(s)", text)

    def center(self):
        x, y, width, height = self.extents
        return x + width // 2, y + height // 2

    def __repr__(self):
        return f"{self.role} {self.name!r} {self.text!r} {self.extents} {' '.join(sorted(self.states))}"


STATES = {value.real: value.value_nick for value in
          (getattr(Atspi.StateType, name) for name in dir(Atspi.StateType) if name.isupper())
          if isinstance(value, Atspi.StateType)}
WANTED = {"active", "focusable", "focused", "selected", "checked", "sensitive", "editable", "visible", "expanded",
          "pressed", "invalid-entry"}


def state_names(words):
    number = words[0] | words[1] << 32
    return frozenset(name for bit, name in STATES.items() if number >> bit & 1 and name in WANTED)


class App:
    """One run of Sparekey."""

    def __init__(self, desktop, home, program, *arguments, settings=None, **env):
        self.desktop, self.home = desktop, home
        self.log_path = os.path.join(home.folder, "sparekey.log")
        self.write_settings(settings or {})
        self.env = home.env(**{"DISPLAY": desktop.name, "AT_SPI_BUS_ADDRESS": desktop.address, "GTK_A11Y": "atspi",
                               "GSETTINGS_BACKEND": "keyfile", "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo",
                               # What has been freed is overwritten for other tests; here it costs time.
                               "MALLOC_CHECK_": "0", **env})
        # A keyring without a bus; but GTK 4.8 stops where readers have one and programs have none.
        self.env.setdefault("DBUS_SESSION_BUS_ADDRESS", desktop.bus)
        self.program = program
        self.process = self._spawn(*arguments)
        self.bus = None
        self.interfaces = {}

    def write_settings(self, settings):
        """Preferences of Sparekey, as GVariant text."""
        folder = os.path.join(self.home.folder, "config", "glib-2.0", "settings")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
            file.write(f"[{APP_ID.replace('.', '/')}]\nmemory-lock-warned=true\n")
            file.writelines(f"{key}={value}\n" for key, value in settings.items())
        folder = os.path.join(self.home.folder, "config", "gtk-4.0")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "settings.ini"), "w", encoding="utf-8") as file:
            file.write("[Settings]\ngtk-cursor-blink=0\ngtk-enable-animations=0\n")

    def _spawn(self, *arguments):
        with open(self.log_path, "ab") as log:
            return subprocess.Popen([self.program, *arguments], env=self.env, stdout=log, stderr=log,
                                    stdin=subprocess.DEVNULL)

    def hand_over(self, *arguments):
        """A second start, which gives its arguments to this one."""
        assert self._spawn(*arguments).wait(30) == 0, self.log()

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    # Looking

    def _find_bus(self):
        if self.process.poll() is not None:
            raise AssertionError(f"Sparekey ended with {self.process.returncode}: {self.log()}")
        apps = self.desktop.call_all([(A11Y + "Registry", ROOT, A11Y + "Accessible", "GetChildren", None)])[0]
        for name, _ in apps[0] if apps else ():
            answer = self.desktop.call_all([("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                             "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))])[0]
            if answer and answer[0] == self.process.pid:
                return name
        return None

    def tree(self):
        """Every node of every window, level by level; the first one is the program."""
        if self.bus is None:
            self.bus = wait_until(self._find_bus, "Sparekey on the accessibility bus", 30)
        if self.process.poll() is not None:
            raise AssertionError(f"Sparekey ended with {self.process.returncode}: {self.log()}")
        nodes, level = [], [Node(self, self.bus, ROOT, None)]
        while level:
            nodes += level
            level = self._look(level)
        return nodes

    def _look(self, level):
        """Fills a level and gives the next one."""
        self._learn_interfaces([node for node in level if node.path not in self.interfaces])
        calls, places = [], []
        for node in level:
            node.interfaces = self.interfaces.get(node.path, frozenset())
            asked = [(A11Y + "Accessible", "GetRole", None), (A11Y + "Accessible", "GetState", None),
                     (A11Y + "Accessible", "GetChildren", None),
                     ("org.freedesktop.DBus.Properties", "GetAll", GLib.Variant("(s)", (A11Y + "Accessible",)))]
            if "Component" in node.interfaces:
                asked.append((A11Y + "Component", "GetExtents", GLib.Variant("(u)", (1,))))
            if "Text" in node.interfaces:
                asked.append((A11Y + "Text", "GetText", GLib.Variant("(ii)", (0, 2**31 - 1))))
            places.append(slice(len(calls), len(calls) + len(asked)))
            calls += [(node.bus, node.path, *call) for call in asked]
        answers = self.desktop.call_all(calls)
        below = []
        for node, place in zip(level, places):
            role, states, children, properties, *more = answers[place]
            if None in (role, states, children, properties):
                continue
            node.role = Atspi.role_get_name(Atspi.Role(role[0]))
            node.states = state_names(states[0])
            node.name, node.description = properties[0].get("Name", ""), properties[0].get("Description", "")
            node.children = [Node(self, bus, path, node) for bus, path in dict.fromkeys(children[0])]
            for what, answer in zip([what for what in ("Component", "Text") if what in node.interfaces], more):
                if answer:
                    setattr(node, "extents" if what == "Component" else "text", answer[0])
            if may_be_seen(node):
                below += node.children
        return below

    def _learn_interfaces(self, nodes):
        """What a widget can do stays the same; so each look asks once a level, which counts when much else runs."""
        answers = self.desktop.call_all([(node.bus, node.path, A11Y + "Accessible", "GetInterfaces", None)
                                         for node in nodes])
        for node, answer in zip(nodes, answers):
            if answer:
                self.interfaces[node.path] = frozenset(name.removeprefix(A11Y) for name in answer[0])

    def nodes(self):
        """What can be seen, in the order of the tree."""
        found = []

        def walk(node):
            if not may_be_seen(node):
                return
            found.append(node)
            for child in self._front(node):
                walk(child)

        walk(self.tree()[0])
        return found

    def _front(self, node):
        """The children of NODE without the pages that lie behind another one: GTK 4.8 says of no widget
        whether it is mapped, but tells what a pointer would hit."""
        # A menu is a window of its own, with places of its own.
        if node.parent is None or node.extents is None or "menu" in [node.role, *(above.role for above in node.above())]:
            return node.children
        boxes = [child for child in node.children
                 if child.role != "menu" and child.extents and child.extents[2] > 0 and child.extents[3] > 0]
        behind = set()
        for i, one in enumerate(boxes):
            for other in boxes[i + 1:]:
                if overlap(one.extents, other.extents):
                    behind |= {one, other} - {self._hit(node, one, other)}
        return [child for child in node.children if child not in behind]

    def _hit(self, parent, one, other):
        x, y, width, height = meet(one.extents, other.extents)
        places = [(x + width * part // 12, y + height * other_part // 12)
                  for part, other_part in ((6, 6), (2, 2), (10, 2), (2, 10), (10, 10), (6, 2), (6, 10), (2, 6), (10, 6))]
        window = parent.window()
        calls = [(window.bus, window.path, A11Y + "Component", "GetAccessibleAtPoint", GLib.Variant("(iiu)", (*place, 1)))
                 for place in places]
        for answer in self.desktop.call_all(calls):
            path = answer[0][1] if answer else None
            for candidate in (one, other):
                if path and any(node.path == path for node in below(candidate)):
                    return candidate
        return one

    def find(self, name=None, role=None, *states):
        """The first visible node whose name or text is the pattern NAME as a whole."""
        for node in self.nodes():
            if (role is None or node.role == role) and node.has(*states) and (name is None or matches(node, name)):
                return node
        return None

    def get(self, name=None, role=None, *states, seconds=20):
        try:
            return wait_until(lambda: self.find(name, role, *states), f"{role or 'anything'} {name!r} {states}", seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.describe()}\n{self.log()[-2000:]}") from None

    def words(self):
        return [word for node in self.nodes() for word in (node.name, node.text) if word]

    def says(self, pattern):
        return next((word for word in self.words() if re.search(pattern, word)), None)

    def wait_says(self, pattern, seconds=60):
        return self.wait(lambda: self.says(pattern), f"the words {pattern!r}", seconds)

    def wait_gone(self, pattern):
        self.wait(lambda: not self.says(pattern), f"the words {pattern!r} to go")

    def wait(self, condition, what, seconds=60):
        try:
            return wait_until(condition, what, seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.describe()}\n{self.log()[-2000:]}") from None

    def describe(self):
        try:
            lines = [repr(node) for node in self.nodes() if node.name or node.text or node.has("focused")]
        except AssertionError as error:
            return str(error)
        return "On the screen:\n" + "\n".join(lines)

    def focus(self):
        """The node with the keyboard, of the active window."""
        return next((node for node in self.nodes() if node.has("focused") and node.window().has("active")), None)

    def rows(self):
        """What the accounts' rows say, from the top."""
        rows = [node for node in self.nodes() if node.role == "list item" and node.parent.name == "Accounts"]
        return [row.name for row in sorted(rows, key=lambda row: row.extents[1])]

    def row(self, pattern):
        return self.get(pattern + ".*", "list item")

    # Using

    def press(self, name, role=None):
        self.get(name, role, "sensitive").press()

    def write(self, name, text):
        node = self.get(name, None, "editable")
        node.write(text)

    def type(self, text):
        self.wait_keyboard()
        self.desktop.xdotool("type", "--delay", "15", text)

    def _has_keyboard(self):
        """Whether every window is on the display and the newest one is active, as it is soon after it opens."""
        if self.process.poll() is not None or self.bus is None:
            return True
        root = Node(self, self.bus, ROOT, None)
        windows = self._look([root])
        self._look(windows)
        opened = sum(one.has("visible") and one.role in ("frame", "dialog") for one in windows)
        said = self.desktop.tool("xprop", "-root", "_NET_CLIENT_LIST", "_NET_ACTIVE_WINDOW").splitlines()
        shown, active = (re.findall("0x[0-9a-f]+", line) for line in (*said, "", "")[:2])
        if shown and active in ([], ["0x0"]):
            # openbox forgets whose turn it is when two windows go at once.
            self.desktop.tool("xdotool", "windowfocus", shown[-1])
        return len(shown) >= opened and (not shown or shown[-1:] == active)

    def wait_keyboard(self):
        """A key that comes before the window manager gave a new window the keyboard goes to the one behind it.
        Who opened another window and went back to the first loses two seconds here."""
        end = time.monotonic() + 2
        while not self._has_keyboard() and time.monotonic() < end:
            time.sleep(0.05)

    def key(self, *keys):
        self.wait_keyboard()
        for key in keys:
            self.desktop.xdotool("key", key)

    def click(self, node, button=1):
        """A real mouse, so the window's place on the display is asked of it."""
        node = self.scroll_to(node)
        self.wait(lambda: not self._is_under_toast(node), f"a toast to go from {node}")
        x, y = node.center()
        left, top = self.place(node.window())
        self.desktop.xdotool("mousemove", left + x, top + y, "click", button)

    def _is_under_toast(self, node):
        """Whether a toast lies where NODE would be hit, which goes after some seconds."""
        x, y = node.center()
        toasts = [other for other in self.nodes() if other.name == "AdwToastWidget"
                  and all(one.path != node.path for one in below(other))]
        return any(left <= x < left + width and top <= y < top + height
                   for left, top, width, height in (toast.extents for toast in toasts))

    def scroll_to(self, node):
        """Turns the wheel until NODE is where it can be seen, and rests there."""
        scrolled = None
        for _ in range(40):
            (_, y), (top, bottom) = node.center(), self._seen(node)
            if top < y < bottom - 20 and scrolled in (None, y):
                break
            if not top < y < bottom - 20:
                window = node.window()
                left, above = self.place(window)
                _, _, width, height = window.extents
                self.desktop.xdotool("mousemove", left + width // 2, above + height // 2, "click", 5 if y > top else 4)
            scrolled = y
            node = next((other for other in self.nodes() if other.path == node.path), node)
        return node

    @staticmethod
    def _seen(node):
        """From where to where what is around NODE can be seen: a bar may lie below a list."""
        top, bottom = 0, node.window().extents[3]
        for around in node.above():
            if around.extents and around.extents[3] > 0 and (around.role == "list" or "Scroll" in around.name):
                top, bottom = max(top, around.extents[1]), min(bottom, around.extents[1] + around.extents[3])
        return top, bottom

    def window_id(self):
        """The X window that has the keyboard."""
        return self.desktop.xdotool("getwindowfocus")

    def place(self, window):
        """Where the inside of WINDOW begins on the display; AT-SPI leaves the shadow and border out."""
        shell = self.desktop.xdotool("getwindowgeometry", "--shell", self.window_id())
        box = dict(line.split("=") for line in shell.splitlines() if "=" in line)
        _, _, width, height = window.extents
        return (int(box["X"]) + (int(box["WIDTH"]) - width) // 2, int(box["Y"]) + (int(box["HEIGHT"]) - height) // 2)

    def activate(self):
        """Gives the keyboard to the main window: openbox forgets whose turn it is when two windows go at once."""
        window = self.desktop.xdotool("search", "--onlyvisible", "--name", "^Sparekey$").split()
        if window:
            self.desktop.xdotool("windowfocus", "--sync", window[0])

    def close(self):
        """Closes the window as a person does; it must end well and have said nothing."""
        if self.process.poll() is None:
            self.wait_keyboard()
            self.activate()
            self.desktop.xdotool("key", "ctrl+q")
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError("Sparekey did not end") from None
        assert self.process.returncode == 0, f"Sparekey ended with {self.process.returncode}: {self.log()}"

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)


def plain_name(name):
    """GTK 4.8 names a button by its label with the mnemonic and by what is in it: "_Add Add"."""
    words = name.replace("_", "", 1)
    half = len(words) // 2
    return words[:half] if words[half:half + 1] == " " and words[:half] == words[half + 1:] else name


def matches(node, pattern):
    return any(word and re.fullmatch(pattern, word) for word in (plain_name(node.name), node.text))


def may_be_seen(node):
    """What was never given a place, such as a page or a row that is not shown, has nothing in it that can be seen."""
    return not node.extents or (node.extents[2] > 0 and node.extents[3] > 0 and node.has("visible"))


def below(node):
    yield node
    for child in node.children:
        yield from below(child)


def meet(one, other):
    x, y = max(one[0], other[0]), max(one[1], other[1])
    return (x, y, min(one[0] + one[2], other[0] + other[2]) - x, min(one[1] + one[3], other[1] + other[3]) - y)


def overlap(one, other):
    """Do both cover each other for the most part, as the pages of a stack do and a toast over a page does not?"""
    _, _, width, height = meet(one, other)
    return width > 0 and height > 0 and width * height * 2 > max(one[2] * one[3], other[2] * other[3])


def oathtool(secret, when, *options, totp="sha1"):
    """The code of a Base32 SECRET at a Unix time, by a program that is not ours."""
    done = subprocess.run(["oathtool", f"--totp={totp}", "-b", f"--now=@{int(when)}", *options, "-"], input=secret, text=True,
                          capture_output=True, check=True)
    return done.stdout.strip()


def oathtool_counter(secret, counter, digits=6):
    done = subprocess.run(["oathtool", "-b", "-c", str(counter), "-d", str(digits), "-"], input=secret, text=True,
                          capture_output=True, check=True)
    return done.stdout.strip()
