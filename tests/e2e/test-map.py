# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery map in the real window: the arrow keys and the pointer, the list with the same, and the file."""
import os
import xml.etree.ElementTree

from choose import save_file
from facts import NAMES, PHONE_AND_MAIL, store
from stage import run

LOST = "Without it you lose 2 of 2 accounts: Posteo.*, Forum"
TAKEN = "Whoever has it gets 1 of 2 accounts: Forum"


def drawing(stage):
    """A box tells what is lost and what is taken with it; the list says the same; the drawing is saved."""
    with stage.home() as home:
        store(home, PHONE_AND_MAIL)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == len(NAMES), "the accounts")
            app.key("ctrl+3")
            app.wait_says("^If you lose Pixel 8")
            app.click(app.get("Recovery Map", "list item"))
            app.wait_says("A line leads from what opens")
            image = app.get("Recovery map; the arrow keys choose a box", None, seconds=60)
            left, top, _, _ = image.extents
            x, y = app.place(image.window())
            # The first click only gives it the keyboard: nothing is at its corner.
            app.desktop.xdotool("mousemove", x + left + 4, y + top + 4, "click", 1)
            app.wait_says(LOST)
            app.key("Right")
            app.wait_says(TAKEN)
            app.press("Show as List")
            app.get("Pixel 8", "list item", seconds=60)
            app.wait_says("Without it you lose 2 of 2 accounts")
            app.press("Show as List")
            path = os.path.join(home.folder, "map.svg")
            app.click(app.get("Print or Save"))
            app.press("Save as SVG…", "menu item")
            save_file(app, "Save the Recovery Map", path)
            app.wait_says("The map is saved")
            root = xml.etree.ElementTree.parse(path).getroot()
            assert root.tag == "{http://www.w3.org/2000/svg}svg", root.tag
            assert os.stat(path).st_mode & 0o077 == 0


if __name__ == "__main__":
    run(drawing)
