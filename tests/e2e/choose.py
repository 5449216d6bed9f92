# SPDX-License-Identifier: GPL-3.0-or-later
"""The toolkit's own file dialogs and the window's import, as a person uses them."""
import os
import time

# In this order: the stage tells where the other is.
from stage import matches
from printer import QUEUE

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "formats", "vectors")


def _focus(app, title):
    """The node with the keyboard in the dialog TITLE: GTK 4.8 does not say that the dialog is active."""
    return next((node for node in app.nodes() if node.has("focused") and node.window().name == title), None)


def _enter(app, title, path, says=None):
    entry = app.wait(lambda: (focus := _focus(app, title)) and focus.has("editable") and focus, "an entry for the place")
    entry.write(path)
    app.wait(lambda: (focus := _focus(app, title)) and focus.text == path, "the place to be there")
    app.key("Return")
    if says:
        app.wait_says(says)
    app.wait(lambda: all(node.name != title for node in app.nodes()), f"the dialog {title!r} to go")


def choose_file(app, title, path):
    """Opens PATH, a file or folder, in the dialog TITLE."""
    app.wait(lambda: _focus(app, title), f"the dialog {title!r}")
    app.key("ctrl+l")
    _enter(app, title, path)


def save_file(app, title, path, says=None):
    """Writes PATH in the dialog TITLE to save a file. What is said of it for some seconds only is @says."""
    app.wait(lambda: _focus(app, title), f"the dialog {title!r}")
    _enter(app, title, path, says)


def open_import(app):
    app.key("ctrl+i")
    app.get("Files…", "list item")


def open_file(app, path):
    open_import(app)
    app.key("Return")
    choose_file(app, "Choose Files to Import", os.path.realpath(path))


def button(app):
    """The suggested button of the dialog, once it tells a number."""
    return app.get("Import [0-9]+", "push button")


def take_in(app):
    app.get("Import [1-9][0-9]*", "push button", "sensitive").press()
    app.wait_says("Accounts? Imported")


def close_done(app):
    app.press("Done", "push button")
    app.wait_gone("Accounts? Imported")


def answer(app, name):
    """Presses the button NAME of what is in front."""
    def look():
        found = [node for node in app.nodes() if node.role == "push button" and matches(node, name)]
        return found and found[-1].has("sensitive") and found[-1]
    app.wait(look, f"the answer {name!r}").press()


def print_to(app):
    """In the system's print dialog: to the printer of these tests."""
    row = app.wait(lambda: next((node for node in app.nodes() if node.role == "table row" and node.has("selected")
                                 and any(child.text == QUEUE for cell in node.children for child in cell.children)),
                                None), f"the printer {QUEUE}")
    assert row.window().name == "Print", row.window()
    answer(app, "Print")


def choose_from(app, button, item):
    """ITEM of the menu that BUTTON opens. GTK 4.8 closes a menu again that does not get the pointer at once: then a
    person clicks once more."""
    for _ in range(3):
        app.click(app.get(button))
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if app.find(item, "menu item", "sensitive"):
                app.press(item, "menu item")
                return
            time.sleep(0.1)
    raise AssertionError(f"{button!r} opened no menu with {item!r}")
