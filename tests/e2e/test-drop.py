# SPDX-License-Identifier: GPL-3.0-or-later
"""Links, files and pictures dragged from another program's window, with the mouse."""
import contextlib
import os
import subprocess
import time

from choose import VECTORS, close_done, take_in
from stage import FileKeyring, GITHUB, RFC_SECRET, expect_code, run, wait_until

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "drag-source.py")


@contextlib.contextmanager
def source(app, kind, what):
    """The other window, in a corner that the main window leaves free."""
    desktop = app.desktop
    child = subprocess.Popen(["/usr/bin/python3", SOURCE, kind, what], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env=desktop.env(GTK_A11Y="none", GDK_BACKEND="x11"))
    try:
        window = wait_until(lambda: desktop.xdotool("search", "--onlyvisible", "--name", "^Drag From Here$"),
                            "the window to drag from", 60).split()[0]
        desktop.xdotool("windowmove", "--sync", window, 1050, 800)
        time.sleep(0.5)
        yield
    finally:
        child.kill()
        child.wait()


def drag(app):
    """From the middle of the other window onto the list, as a hand does it: in steps."""
    desktop = app.desktop
    frame = desktop.xdotool("search", "--onlyvisible", "--name", "^Drag From Here$").split()[0]
    place = dict(line.split("=", 1) for line in desktop.xdotool("getwindowgeometry", "--shell", frame).split()
                 if "=" in line)
    left, top = int(place["X"]) + int(place["WIDTH"]) // 2, int(place["Y"]) + int(place["HEIGHT"]) // 2
    main = desktop.xdotool("search", "--onlyvisible", "--name", "^Sparekey$").split()[0]
    place = dict(line.split("=", 1) for line in desktop.xdotool("getwindowgeometry", "--shell", main).split()
                 if "=" in line)
    right, bottom = int(place["X"]) + int(place["WIDTH"]) // 2, int(place["Y"]) + int(place["HEIGHT"]) // 2
    desktop.xdotool("mousemove", left, top)
    time.sleep(0.3)
    desktop.xdotool("mousedown", 1)
    for step in range(1, 21):
        desktop.xdotool("mousemove", left + (right - left) * step // 20, top + (bottom - top) * step // 20)
        time.sleep(0.05)
    time.sleep(0.5)
    desktop.xdotool("mouseup", 1)


def dropped(stage, kind, what, service):
    with stage.window(kind=FileKeyring) as app, source(app, kind, what):
        drag(app)
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
    with stage.window(GITHUB, kind=FileKeyring) as app, source(app, "picture", path):
        drag(app)
        app.wait_says("No Setup Code Found")
        assert not app.find("Try Again", "push button"), app.describe()
        app.key("Escape")
        assert len(app.rows()) == 1, app.rows()


def other_text(stage):
    """Text that is no link changes nothing and says what to do."""
    with stage.window(GITHUB, kind=FileKeyring) as app, source(app, "text", "a shopping list"):
        drag(app)
        app.wait_says("The text that was dropped here has no setup link")
        assert not app.find("Try Again", "push button"), app.describe()
        app.key("Escape")
        assert len(app.rows()) == 1, app.rows()


def export_file(stage):
    """The export of another app is opened by dropping it."""
    with stage.window(kind=FileKeyring) as app, \
            source(app, "file", os.path.realpath(os.path.join(VECTORS, "aegis", "plain-v3.json"))):
        drag(app)
        app.wait_says("Aegis")
        take_in(app)
        close_done(app)
        app.wait(app.rows, "what was dropped")


run(link, picture_file, picture, other_picture, other_text, export_file)
