# SPDX-License-Identifier: GPL-3.0-or-later
"""Something happened: what to do, the most urgent first; what is ticked is kept."""
from facts import NAMES, PHONE_AND_MAIL, store, things
from stage import run


def happening(home):
    """The record of what happened."""
    return next((line for line in things(home).splitlines() if "sparekey:happening" in line), "")


def open_page(app):
    app.activate()
    app.key("F10")
    app.press("Something Happened", "menu item")
    app.wait_says("Take a breath")


def steps(app):
    return [node.name for node in app.nodes() if node.role == "check box"]


def phone(stage):
    """A lost phone: mailbox before what it opens; a tick is saved, there after a restart, and it can be over."""
    with stage.home() as home:
        store(home, PHONE_AND_MAIL)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == len(NAMES), "the accounts")
            open_page(app)
            app.click(app.get("A Phone Is Lost or Broken", "list item"))
            app.wait_says("Which one is it")
            app.key("Return")
            app.wait_says("^Lost: Pixel 8$")
            found = app.wait(lambda: steps(app), "the steps")
            named = {name: next((i for i, step in enumerate(found) if name in step), None) for name in NAMES}
            assert None not in named.values() and named["Posteo"] < named["Forum"], found
            assert "&done=" not in happening(home)
            app.click(app.get(found[0], "check box"))
            app.wait(lambda: "&done=" in happening(home), "the tick in the keyring")
            app.get(found[0], "check box", "checked", "sensitive", seconds=60)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == len(NAMES), "the accounts")
            open_page(app)
            app.wait_says(f"^1 of {len(found)} steps (is|are) done$")
            app.click(app.get("Lost: Pixel 8", "list item"))
            app.get(found[0], "check box", "checked", seconds=60)
            app.press("It Is Over", "push button")
            app.wait(lambda: "&finished=" in happening(home), "the end in the keyring")
            app.wait_gone("Going On")


def intruder(stage):
    """Somebody is in an account, found by its name; no device is asked for; Back leads to the choice."""
    with stage.home() as home:
        store(home, PHONE_AND_MAIL)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == len(NAMES), "the accounts")
            open_page(app)
            app.click(app.get("A Computer Was Stolen", "list item"))
            app.wait_says("does not know this device yet")
            app.press("Back", "push button")
            app.wait_says("Take a breath")
            app.click(app.get("Somebody Is in My Account", "list item"))
            app.wait_says("Which account is it")
            app.get("Search accounts", None, "focused", seconds=60)
            app.type("forum")
            app.wait(lambda: app.find("Posteo", "list item") is None, "the search")
            app.key("Return")
            app.wait_says("^Somebody is in Forum$")
            assert app.wait(lambda: steps(app), "the steps")
            assert "kind=intruder" in happening(home)


if __name__ == "__main__":
    run(phone, intruder)
