# SPDX-License-Identifier: GPL-3.0-or-later
"""Sparekey's windows on a desktop without a screen: looked at through AT-SPI, used by real keys and a real mouse."""

import os
import re
import signal
import subprocess
import time
from sparedesktop import Desktop  # noqa: F401 (for those who import all from here)
from sparetest import wait_until
from sparewindows import Windows

import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (the version comes first)

APP_ID = "io.github.sparekey.Sparekey"
A11Y = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
CLICKS = ("click", "activate", "press", "toggle")


class Node:
    """One thing in a window, as it was at the moment of the look."""

    def __init__(self, app, name, path, parent):
        self.app, self.bus, self.path, self.parent = app, name, path, parent
        self.children = []
        self.role = self.name = self.description = ""
        self.text = ""
        self.states = self.interfaces = frozenset()
        self.extents = None
        self.again = None

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
        """Presses it, or what came in its place since the look."""
        node, end = self, time.monotonic() + 60
        while True:
            actions = node.call("Action", "GetActions")
            for i, action in enumerate(actions[0] if actions else ()):
                if action[0].casefold() in CLICKS and node.call("Action", "DoAction", "(i)", i):
                    return
            if actions or self.again is None or time.monotonic() > end:
                raise AssertionError(f"nothing to press in {self}: {actions}; {self.app.brief()}")
            node = self.again()

    def write(self, text):
        self.call("EditableText", "SetTextContents", "(s)", text)

    def look(self):
        """Asks anew where it is; None if it went."""
        answer = self.call("Component", "GetExtents", "(u)", 1)
        self.extents = answer[0] if answer else None
        return self.extents

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
# What a reader of a failure wants to know of a window.
TELLING = {"active", "focused", "checked", "editable", "expanded"}
READ = {"frame", "dialog", "label", "push button", "toggle button", "check box", "list item", "menu item", "page tab",
        "text", "entry", "password text", "combo box"}


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
        self.windows = Windows(desktop, self.process.pid)
        self.chosen = None
        self.bus = None
        self.kinds = {}

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
        assert self._spawn(*arguments).wait(60) == 0, self.log()

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
            self.bus = wait_until(self._find_bus, "Sparekey on the accessibility bus", 60)
        if self.process.poll() is not None:
            raise AssertionError(f"Sparekey ended with {self.process.returncode}: {self.log()}")
        nodes, level = [], [Node(self, self.bus, ROOT, None)]
        while level:
            nodes += level
            level = self._look(level)
        return nodes

    def _look(self, level):
        """Fills a level and gives the next one."""
        self._learn_kinds([node for node in level if node.path not in self.kinds])
        calls, places = [], []
        for node in level:
            node.role, node.interfaces = self.kinds.get(node.path, ("", frozenset()))
            asked = [(A11Y + "Accessible", "GetState", None), (A11Y + "Accessible", "GetChildren", None),
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
            states, children, properties, *more = answers[place]
            if None in (states, children, properties):
                continue
            node.states = state_names(states[0])
            node.name, node.description = properties[0].get("Name", ""), properties[0].get("Description", "")
            node.children = [Node(self, bus, path, node) for bus, path in dict.fromkeys(children[0])]
            for what, answer in zip([what for what in ("Component", "Text") if what in node.interfaces], more):
                if answer:
                    setattr(node, "extents" if what == "Component" else "text", answer[0])
            if may_be_seen(node):
                below += node.children
        return below

    def _learn_kinds(self, nodes):
        """What a widget is and can do stays the same; so each look asks once a level, which counts when much else runs."""
        answers = self.desktop.call_all([(node.bus, node.path, A11Y + "Accessible", method, None)
                                         for node in nodes for method in ("GetRole", "GetInterfaces")])
        for node, role, interfaces in zip(nodes, answers[::2], answers[1::2]):
            if role and interfaces:
                self.kinds[node.path] = (Atspi.role_get_name(Atspi.Role(role[0])),
                                         frozenset(name.removeprefix(A11Y) for name in interfaces[0]))

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

    def get(self, name=None, role=None, *states, seconds=60):
        def look():
            return self.find(name, role, *states)

        node = self.wait(look, f"{role or 'anything'} {name!r} {' '.join(states)}", seconds)
        node.again = lambda: self.wait(look, f"{role or 'anything'} {name!r} {' '.join(states)}", seconds)
        return node

    def words(self):
        return [word for node in self.nodes() for word in (node.name, node.text) if word]

    def says(self, pattern):
        return next((word for word in self.words() if re.search(pattern, word)), None)

    def wait_says(self, pattern, seconds=60):
        return self.wait(lambda: self.says(pattern), f"the words {pattern!r}", seconds)

    def wait_gone(self, pattern):
        """Two looks in a row: in one of them a page that is just being laid out has no words."""
        self.wait(lambda: not self.says(pattern) and not self.says(pattern), f"the words {pattern!r} to go")

    def wait(self, condition, what, seconds=60):
        try:
            return wait_until(condition, what, seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}; {self.brief()}\n{self.describe()}\n{self.log()[-1000:]}") from None

    def brief(self):
        """The windows and the keyboard, in a line."""
        if self.process.poll() is not None:
            return f"Sparekey ended with {self.process.returncode}"
        try:
            return f"{self.windows.describe()}; focus: {self.focus()}"
        except AssertionError as error:
            return str(error)

    def describe(self):
        """What can be read, the newest window first, in a line."""
        try:
            nodes = self.nodes()
        except AssertionError as error:
            return str(error)
        said = []
        for window in reversed(nodes[0].children):
            for node in nodes:
                word = plain_name(node.name) or node.text
                if node.window() is window and word and (node.role in READ or node.has("focused")) \
                        and word not in (node.parent.name, plain_name(node.parent.name)):
                    said.append(f"{node.role} {word!r}" + "".join(f" {state}" for state in sorted(node.states & TELLING)))
        return "on the screen: " + " | ".join(said)

    def keep(self, error):
        """Where SPAREKEY_TEST_KEEP names a folder, a picture and all that can be read go there before the window does."""
        folder = os.environ.get("SPAREKEY_TEST_KEEP")
        if not folder or self.process.poll() is not None:
            return
        path = os.path.join(folder, f"failed-{time.strftime('%H%M%S')}-{self.process.pid}")
        os.makedirs(folder, exist_ok=True)
        self.desktop.picture(path + ".png")
        with open(path + ".txt", "w", encoding="utf-8") as file:
            print(f"{type(error).__name__}: {error}", self.windows.describe(), self.desktop.tool("xprop", "-root"),
                  *self.nodes(), self.log(), sep="\n", file=file)

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

    def _opened(self):
        """How many windows the program itself says that it shows."""
        if self.bus is None:
            self.tree()
        root = Node(self, self.bus, ROOT, None)
        windows = self._look([root])
        self._look(windows)
        return sum(one.has("visible") and one.role != "menu" for one in windows)

    def _front_window(self, shown):
        """The newest one, or the one that was chosen after it came."""
        window, before = self.chosen or (None, ())
        return window if window in shown and shown[-1] in before else shown[-1]

    def _has_keyboard(self, waited):
        """Whether the display shows the windows that the program shows, no more and no less, and keys go to the front
        one, as they do soon after one opens or goes."""
        # The display first: by then it has passed the last key on, and the program gets that before this question.
        shown, opened = self.windows.shown(), self._opened()
        if len(shown) != opened:
            return False
        if not shown:
            return True
        focused, front = self.windows.focused(), self._front_window(shown)
        if focused != front and (focused not in shown or waited > 3):
            # openbox forgets whose turn it is when two windows go at once: a person would click on one.
            self.windows.focus(front)
        return focused == front

    def wait_keyboard(self):
        """A key that comes before the window manager gave a new window the keyboard goes to the one behind it, and one
        that comes while a window goes to that or to nobody."""
        start = time.monotonic()
        while self.process.poll() is None and not self._has_keyboard(time.monotonic() - start):
            if time.monotonic() - start > 60:
                raise AssertionError(f"waited 60 s in vain: the keyboard in the front window; {self.brief()}\n"
                                     f"{self.describe()}")
            time.sleep(0.02)

    def key(self, *keys):
        for key in keys:
            self.wait_keyboard()
            self.desktop.xdotool("key", key)

    def click(self, node, button=1):
        """A real mouse, which is moved first: what is there must rest until the click, and nothing else lie over it."""
        node = self.scroll_to(node)
        aim, covered = [None], [time.monotonic()]

        def rests():
            if node.look() is None or not self._is_seen(node):
                return False
            x, y = node.center()
            left, top = self.place(node.window())
            aim.append((left + x, top + y))
            self.desktop.xdotool("mousemove", *aim[-1])
            if aim[-1] != aim[-2]:
                return False
            if self._is_hit(node):
                return True
            if time.monotonic() - covered[0] > 2:
                # A bar lies below or above the list that says nothing of where its list can be seen.
                covered[0] = time.monotonic()
                self._wheel(node, y > node.window().extents[3] // 2, 1)
            return False
        self.wait(rests, f"{node} to rest with nothing over it")
        self.desktop.xdotool("click", button)

    def _is_hit(self, node):
        """Whether a click in the middle of NODE is one on it: a toast may lie there, which goes after some seconds."""
        if any(around.role == "menu" or "Popover" in around.name for around in node.above()):
            return True  # in front of all, and a window of its own
        window, (x, y) = node.window(), node.center()
        answer = window.call("Component", "GetAccessibleAtPoint", "(iiu)", x, y, 1)
        if answer and not answer[0][1].endswith("/null"):
            return answer[0][1] in {one.path for one in (*below(node), *node.above())}
        # Nobody has asked yet what is hit, such as an icon.
        toasts = [other.extents for other in self.nodes() if other.name == "AdwToastWidget"]
        return not any(left <= x < left + width and top <= y < top + height for left, top, width, height in toasts)

    def scroll_to(self, node):
        """Turns the wheel until NODE is where it can be seen, and not at the very edge unless the list ends there."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if node.extents is None:
                # Rows are made anew where what they show changes.
                node = next((other for other in self.nodes() if (other.role, other.name) == (node.role, node.name)), node)
                time.sleep(0.02)
                continue
            (_, y), (top, bottom) = node.center(), self._seen(node)
            if top < y < bottom - 20:
                break
            self._wheel(node, y > top, min(max(1, abs(y - (top + bottom) // 2) // 100), 10))
            self._wait_moved(node, y)
            node = next((other for other in self.nodes() if other.path == node.path), node)
            if node.extents is not None and node.center()[1] == y and top < y < bottom:
                break
        return node

    def _wheel(self, node, down, notches):
        """Turned at the edge of NODE's list, where nothing takes the wheel for itself."""
        window = node.window()
        left, above = self.place(window)
        edge, _, width, _ = next((around.extents for around in node.above() if around.role == "list"), node.extents)
        # The scroll bar is at the other edge: there each notch would be a page.
        x = edge + width - 2 if self.program.endswith("rtl") else edge + 2
        self.desktop.xdotool("mousemove", left + x, above + window.extents[3] // 2,
                             "click", "--repeat", notches, "--delay", 5, 5 if down else 4)

    @staticmethod
    def _wait_moved(node, y):
        """Waits until NODE left Y and rests, but not long: it may have nowhere to go."""
        end, last = time.monotonic() + 1, y
        while node.look() and time.monotonic() < end:
            if last != y and node.center()[1] == last:
                break
            last = node.center()[1]
            time.sleep(0.02)

    @staticmethod
    def _seen(node):
        """From where to where what is around NODE can be seen: a bar may lie below a list."""
        top, bottom = 0, node.window().extents[3]
        for around in node.above():
            if around.extents and around.extents[3] > 0 and (around.role in ("list", "scroll pane")
                                                             or "Scroll" in around.name):
                top, bottom = max(top, around.extents[1]), min(bottom, around.extents[1] + around.extents[3])
        return top, bottom

    def _is_seen(self, node):
        """Whether its middle is in the window; lists around it may have been scrolled since they were looked at."""
        return 0 < node.center()[1] < node.window().extents[3]

    def window_id(self, window=None):
        """The X window that WINDOW is, a node; without one the X window that has the keyboard."""
        if window is None:
            return self.windows.focused()
        shown = self.windows.shown()
        named = [one for one in shown if self.windows.title(one) == window.name]
        if len(named) == 1:
            return named[0]
        nodes = [one.path for one in self.tree()[0].children if one.has("visible") and one.role != "menu"]
        return shown[nodes.index(window.path)] if len(nodes) == len(shown) and window.path in nodes else None

    def place(self, window):
        """Where the inside of WINDOW begins on the display, once it is as large there as the program says; AT-SPI leaves
        the border out, which is the same on all sides."""
        def look():
            shown = self.window_id(window)
            box, inside = shown and self.windows.box(shown), window.look()
            if not box or not inside:
                return None
            across, down = box[2] - inside[2], box[3] - inside[3]
            return across == down >= 0 and (box[0] + across // 2, box[1] + down // 2)
        return self.wait(look, f"{window} to be as large on the display")

    def activate(self):
        """Gives the keyboard to the main window, as a click on it does."""
        shown = self.windows.shown()
        main = next((window for window in shown if self.windows.title(window) == "Sparekey"), None)
        if main:
            self.chosen = main, shown
            self.windows.focus(main)

    def close(self):
        """Closes the window as a person does; it must end well and have said nothing."""
        if self.process.poll() is None:
            self.activate()
            self._quit()
        assert self.process.returncode == 0, f"Sparekey ended with {self.process.returncode}: {self.log()}"

    def _quit(self):
        """Ctrl+Q must end it. It is pressed again only if the keyboard was not here when it was pressed."""
        end = time.monotonic() + 60
        got = False
        while self.process.poll() is None and time.monotonic() < end:
            if not got:
                # Twice, for the keyboard may pass from hand to hand while another window goes.
                self.wait_keyboard()
                time.sleep(0.2)
                self.wait_keyboard()
                before = self.windows.focused()
                self.desktop.xdotool("key", "ctrl+q")
                after = self.windows.focused()
                got = before == after
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                got = got or not self.windows.shown()
        if self.process.poll() is None:
            raise AssertionError(f"Sparekey did not end within 60 s; {self.brief()}\n{self.describe()}\n{self.log()[-1000:]}")

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
