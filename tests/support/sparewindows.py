# SPDX-License-Identifier: GPL-3.0-or-later
"""The windows of one program as the display and its window manager know them: which there are, which of them has the
keyboard, and where each is. The program itself may know of a change before they do, or after."""

import re


class Windows:
    def __init__(self, desktop, pid):
        self.desktop, self.pid = desktop, pid
        self.owners = {}

    def _owner(self, window):
        if window not in self.owners:
            said = self.desktop.xdotool("getwindowpid", window)
            if not said:
                return None  # it went meanwhile
            self.owners[window] = int(said)
        return self.owners[window]

    def shown(self):
        """The ids of what the window manager has on the screen, oldest first."""
        said = self.desktop.tool("xprop", "-root", "_NET_CLIENT_LIST")
        return [window for window in (int(word, 16) for word in re.findall("0x[0-9a-f]+", said))
                if self._owner(window) == self.pid]

    def focused(self):
        """The id of the window that keys go to, of this program or another one; 0 if nobody gets them."""
        said = self.desktop.xdotool("getwindowfocus")
        return int(said) if said.isdigit() else 0

    def focus(self, window):
        self.desktop.xdotool("windowfocus", window)

    def title(self, window):
        return self.desktop.xdotool("getwindowname", window)

    def box(self, window):
        """Left, top, width, height; None for one that went."""
        shell = self.desktop.xdotool("getwindowgeometry", "--shell", window)
        box = dict(line.split("=") for line in shell.splitlines() if "=" in line)
        return tuple(int(box[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")) if "HEIGHT" in box else None

    def describe(self):
        shown, focused = self.shown(), self.focused()
        words = [f"{self.title(window)!r} {self.box(window)}{' with the keyboard' * (window == focused)}"
                 for window in shown]
        if focused not in shown:
            words.append(f"the keyboard is elsewhere: {focused:#x} {self.title(focused)!r}" if focused else "nobody has the keyboard")
        return "windows: " + ", ".join(words)
