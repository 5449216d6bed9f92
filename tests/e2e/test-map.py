# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery map in the real window: the arrow keys and the pointer, the list with the same, a file and paper."""
import contextlib
import itertools
import os
import subprocess
import xml.etree.ElementTree

from choose import print_to, save_file
from facts import NAMES, PHONE_AND_MAIL, store
from printer import Printer
from stage import FileKeyring, run

LOST = "Without it you lose 2 of 2 accounts: Posteo.*, Forum"
TAKEN = "Whoever has it gets 1 of 2 accounts: Forum"
NOTHING = "A line leads from what opens"


@contextlib.contextmanager
def window(stage, **more):
    """A window with the map of a phone, a mailbox and a forum."""
    with stage.home(kind=FileKeyring) as home:
        store(home, PHONE_AND_MAIL)
        with stage.app(home, **more) as app:
            app.wait(lambda: len(app.rows()) == len(NAMES), "the accounts")
            app.key("ctrl+3")
            app.wait_says("^If you lose Pixel 8")
            app.click(app.get("Recovery Map", "list item"))
            app.wait_says(NOTHING)
            yield app


def corner(app):
    """Where the drawing begins on the display: no box is there."""
    image = app.get("Recovery map; the arrow keys choose a box")
    x, y = app.place(image.window())
    return x + image.extents[0] + 4, y + image.extents[1] + 4


def point_at(app, words, row=None):
    """Moves the mouse over the drawing, or the line ROW of it, until that says WORDS; gives the line."""
    left, top = corner(app)
    _, _, width, height = app.get("Recovery map; the arrow keys choose a box").extents
    rows = range(24, min(height, 150), 20) if row is None else (row,)
    points = itertools.cycle((x, y) for y in rows for x in range(40, width, 60))
    at = [(0, 0)]

    def look():
        # Twice: the first answer may still be that of the place before.
        if app.says(words) and app.says(words):
            return True
        at[0] = next(points)
        app.desktop.xdotool("mousemove", left + at[0][0], top + at[0][1])
        return False
    app.wait(look, f"a box that says {words!r}", 300)
    return at[0][1]


def pointer(stage):
    """The mouse over a box shows what is lost and what is taken, and what the keyboard chose shows when it is gone."""
    with window(stage) as app:
        plain = app.desktop.look()
        row = point_at(app, LOST)
        assert app.desktop.look() != plain, "the drawing does not show it"
        app.desktop.xdotool("mousemove", *corner(app))
        app.wait_says(NOTHING)
        # The first click only gives it the keyboard.
        app.desktop.xdotool("click", 1)
        app.wait_says(LOST)
        point_at(app, TAKEN, row)
        app.desktop.xdotool("mousemove", *corner(app))
        app.wait_says(LOST)


def drawing(stage):
    """A box tells what is lost and what is taken with it; the list says the same; the drawing is saved."""
    with window(stage) as app:
        app.desktop.xdotool("mousemove", *corner(app), "click", 1)
        app.wait_says(LOST)
        app.key("Right")
        app.wait_says(TAKEN)
        app.press("Show as List")
        app.get("Pixel 8", "list item", seconds=60)
        app.wait_says("Without it you lose 2 of 2 accounts")
        app.press("Show as List")
        path = os.path.join(app.home.folder, "map.svg")
        app.click(app.get("Print or Save"))
        app.press("Save as SVG…", "menu item")
        save_file(app, "Save the Recovery Map", path)
        app.wait_says("The map is saved")
        root = xml.etree.ElementTree.parse(path).getroot()
        assert root.tag == "{http://www.w3.org/2000/svg}svg", root.tag
        assert os.stat(path).st_mode & 0o077 == 0


def paper(stage):
    """The map goes through the system's print dialog onto paper, with the names of all that is on it."""
    # The dialog grumbles when there is no system bus, which would end a program that minds warnings.
    with Printer() as printer, window(stage, **{**printer.env(), "G_DEBUG": ""}) as app:
        app.click(app.get("Print or Save"))
        app.press("Print…", "menu item")
        print_to(app)
        pdf = app.wait(printer.take, "paper")
        words = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True,
                               timeout=60).stdout
        for name in ("Pixel 8", *NAMES):
            assert name in words, (name, words)


if __name__ == "__main__":
    run(pointer, drawing, paper)
