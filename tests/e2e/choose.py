# SPDX-License-Identifier: GPL-3.0-or-later
"""The toolkit's own file dialogs and the window's import, as a person uses them."""
import os

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "formats", "vectors")


def _focus(app, title):
    """The node with the keyboard in the dialog TITLE: GTK 4.8 does not say that the dialog is active."""
    return next((node for node in app.nodes() if node.has("focused") and node.window().name == title), None)


def _enter(app, title, path):
    app.wait(lambda: (focus := _focus(app, title)) and focus.has("editable"), "an entry for the place")
    _focus(app, title).write(path)
    app.wait(lambda: _focus(app, title).text == path, "the place to be there")
    app.key("Return")
    app.wait(lambda: all(node.name != title for node in app.nodes()), f"the dialog {title!r} to go")


def choose_file(app, title, path):
    """Opens PATH, a file or folder, in the dialog TITLE."""
    app.wait(lambda: _focus(app, title), f"the dialog {title!r}")
    app.key("ctrl+l")
    _enter(app, title, path)


def save_file(app, title, path):
    """Writes PATH in the dialog TITLE to save a file."""
    app.wait(lambda: _focus(app, title), f"the dialog {title!r}")
    _enter(app, title, path)


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
