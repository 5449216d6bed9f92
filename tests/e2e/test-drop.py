# SPDX-License-Identifier: GPL-3.0-or-later
"""Links, files and pictures dragged from another program's window, with the mouse."""
import contextlib
import itertools
import json
import os
import subprocess
import tempfile

from choose import VECTORS, close_done, take_in
from stage import FileKeyring, GITHUB, RFC_SECRET, expect_code, run, wait_until

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "drag-source.py")
# Five hexadecimal digits twice, as GitHub gives them; these are of nobody.
CODES = ["1a2b3-4c5d6", "2b3c4-5d6e7", "3c4d5-6e7f8", "4d5e6-7f809", "5e6f7-8091a"]


def find_window(desktop, title):
    return next(iter(desktop.xdotool("search", "--onlyvisible", "--name", f"^{title}$").split()), None)


def box(desktop, window):
    assert window, "no window"
    shell = desktop.xdotool("getwindowgeometry", "--shell", window)
    place = dict(line.split("=", 1) for line in shell.split() if "=" in line)
    return tuple(int(place[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))


def middle(desktop, window):
    left, top, width, height = box(desktop, window)
    return left + width // 2, top + height // 2


@contextlib.contextmanager
def source(app, kind, what):
    """The other window, in a corner that the program's windows leave free; it says when it is there to be dragged from
    and when a drag began."""
    desktop = app.desktop
    with tempfile.TemporaryFile("a+") as said:
        child = subprocess.Popen(["/usr/bin/python3", SOURCE, kind, what], stdin=subprocess.DEVNULL, stdout=said,
                                 stderr=subprocess.DEVNULL,
                                 env=desktop.env(GTK_A11Y="none", GDK_BACKEND="x11", DBUS_SESSION_BUS_ADDRESS=desktop.bus))
        try:
            window = wait_until(lambda: find_window(desktop, "Drag From Here"), "the window to drag from")
            place = [None]

            def rests():
                desktop.xdotool("windowmove", window, 1050, 800)
                place.append(box(desktop, window))
                return place[-1] == place[-2] and place[-1][0] > 1000
            wait_until(rests, "the window to drag from in its corner")

            def told(word):
                said.seek(0)
                return word in said.read().split()
            wait_until(lambda: told("shown"), "the window to drag from to be drawn")
            yield told
        finally:
            child.kill()
            child.wait()


def drag(app, told, title="Sparekey"):
    """From the middle of the other window onto the one with TITLE, as a hand does it: in steps, until it is seen to
    lie over it."""
    desktop = app.desktop
    left, top = middle(desktop, find_window(desktop, "Drag From Here"))
    right, bottom = middle(desktop, find_window(desktop, title))
    desktop.xdotool("mousemove", left, top)
    desktop.xdotool("mousedown", 1)
    for step in range(1, 6):
        desktop.xdotool("mousemove", left - 8 * step, top - 8 * step)
    wait_until(lambda: told("begun"), "the drag to begin")
    steps = itertools.count()

    def accepted():
        # A hand is never still; each move asks the program anew whether it takes what lies over it.
        desktop.xdotool("mousemove", right + next(steps) % 7 * 4, bottom)
        return told("accepted")
    wait_until(accepted, "what is dragged to be accepted")
    desktop.xdotool("mouseup", 1)


def dropped(stage, kind, what, service):
    with stage.window(kind=FileKeyring) as app, source(app, kind, what) as told:
        drag(app, told)
        app.wait_says(service)
        take_in(app)
        close_done(app)
        return expect_code(app, service, RFC_SECRET, totp="sha1")


def link(stage):
    """A setup link that is dropped is shown, and taken in after a press."""
    dropped(stage, "text", GITHUB, "GitHub")


def picture_file(stage):
    """A picture's file that is dropped is read for its QR code."""
    path = os.path.join(stage.desktop.folder.name, "code.png")
    subprocess.run(["qrencode", "-o", path, GITHUB], check=True)
    dropped(stage, "file", path, "GitHub")


def picture(stage):
    """A picture itself, as a browser gives it, too."""
    path = os.path.join(stage.desktop.folder.name, "code.png")
    subprocess.run(["qrencode", "-o", path, GITHUB], check=True)
    dropped(stage, "picture", path, "GitHub")


def other_picture(stage):
    """A picture without a setup code is told of as what it is: dropped."""
    path = os.path.join(stage.desktop.folder.name, "code.png")
    subprocess.run(["qrencode", "-o", path, "https://example.org"], check=True)
    with stage.window(GITHUB, kind=FileKeyring) as app, source(app, "picture", path) as told:
        drag(app, told)
        app.wait_says("No Setup Code Found")
        assert not app.find("Try Again", "push button"), app.describe()
        app.key("Escape")
        app.wait(lambda: len(app.rows()) == 1, "the one account")


def other_text(stage):
    """Text that is no link changes nothing and says what to do."""
    with stage.window(GITHUB, kind=FileKeyring) as app, source(app, "text", "a shopping list") as told:
        drag(app, told)
        app.wait_says("The text that was dropped here has no setup link")
        assert not app.find("Try Again", "push button"), app.describe()
        app.key("Escape")
        app.wait(lambda: len(app.rows()) == 1, "the one account")


def export_file(stage):
    """The export of another app is opened by dropping it."""
    with stage.window(kind=FileKeyring) as app, \
            source(app, "file", os.path.realpath(os.path.join(VECTORS, "aegis", "plain-v3.json"))) as told:
        drag(app, told)
        app.wait_says("Aegis")
        take_in(app)
        close_done(app)
        app.wait(app.rows, "what was dropped")


def code_file(stage):
    """A file of backup codes that is dropped on the dialog that takes them in is read there."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        path = os.path.join(os.path.realpath(app.home.folder), "github-recovery-codes.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(CODES) + "\n")
        app.key("ctrl+2")
        app.press("Take In Backup Codes.*", "push button")
        app.get("Open File…", "push button", "sensitive")
        with source(app, "file", path) as told:
            drag(app, told, "Backup Codes")
            app.wait_says("^5 Codes$")
        app.get("Keep", "push button", "sensitive").press()
        app.wait_says("Codes? (Is|Are) Kept")
        app.press("Done", "push button")
        app.wait_gone("Codes? (Is|Are) Kept")
        stored = json.loads(stage.run_cli(app.home, "codes", "list", "--json", "--secret", "GitHub"))["sets"]
        assert [code["code"] for code in stored[0]["codes"]] == CODES and stored[0]["file"] == os.path.basename(path), stored


run(link, picture_file, picture, other_picture, other_text, export_file, code_file)
