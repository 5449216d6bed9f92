# SPDX-License-Identifier: GPL-3.0-or-later
"""Something happened: what to do, the most urgent first; what is ticked is kept."""
import json
import re
from urllib.parse import unquote

from facts import IDS, NAMES, PHONE_AND_MAIL, store, things
from stage import OTHER_SECRET, RFC_SECRET, below, run

# A third one with a secret here, and codes of two: those of GitHub lie with the phone.
GITHUB, WAY_IN, *SETS = (f"22222222-0000-4000-8000-00000000000{number}" for number in range(4))
FRESH = [f"{number}z9y8-x7w6{number}" for number in range(5)]
WITH_CODES = (*PHONE_AND_MAIL,
              f"otpauth://totp/GitHub:eve?secret={RFC_SECRET}&issuer=GitHub&x-id={GITHUB}&x-version=1",
              f"sparekey:access?x-id={WAY_IN}&account={GITHUB}&password=own&second=app%3A{IDS['phone']}"
              f"&recovery=email%3A{IDS['Posteo']}&codes-at=device%3A{IDS['phone']}",
              *(f"sparekey:code-set?x-id={key}&account={account}&origin=pasted"
                + "".join(f"&code={number}a4f{number}-7c{number}e1" for number in range(5))
                for key, account in zip(SETS, (IDS["Forum"], GITHUB))))


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


def start(app, step):
    """Presses the button of a step."""
    row = app.wait(lambda: next((node for node in app.nodes() if node.role == "list item"
                                 and re.search(rf"^\d+\. {step}", node.name)), None), step)
    button = next(node for node in below(row) if node.role == "push button")
    app.scroll_to(button)
    button.press()


def sets(stage, home, service):
    """Its code sets in the keyring: why each is void, and which codes are used."""
    found = json.loads(stage.run_cli(home, "codes", "list", "--json", service))["sets"]
    return [(one["void"], [bool(code["used"]) for code in one["codes"]]) for one in found]


def go_back(app):
    app.key("alt+Left")
    app.wait_says("^Lost: Pixel 8$")


def is_ticked(app, step):
    app.get(f"{step}.*", "check box", "checked", seconds=60)


def uses_a_code(stage, app, home):
    """On the page that the step leads to: the use ticks it, Undo takes both back, and it is used after all."""
    start(app, "Get back into Forum with a backup code")
    # After Undo the second code stays in front.
    for name, used in (("Mark as Used", 0), ("Undo", None), ("Mark as Used", 1)):
        app.press(name, "push button")
        app.wait(lambda used=used: sets(stage, home, "Forum") == [(None, [i == used for i in range(5)])], name)
        app.wait(lambda used=used: (f"back:{IDS['Forum']}" in unquote(happening(home))) == (used is not None), "its tick")
    go_back(app)
    is_ticked(app, "Get back into Forum with a backup code")
    app.wait_says("^Code 1 of Forum was used$")
    app.wait_says("^Code 2 of Forum was used$")
    app.wait_says("^The use of code 1 of Forum was taken back$")


def renews(stage, app, home):
    """A new secret puts the old one into the bin."""
    start(app, "Set up the second step of GitHub anew")
    app.wait_says("Do the Backup Codes Still Work")
    app.press("They Still Work", "push button")
    app.get("New Secret", None, "editable", seconds=60)
    app.write("New Secret", OTHER_SECRET)
    app.press("Save", "push button")
    app.wait_says("^The old secret of GitHub went into the bin$")
    is_ticked(app, "Set up the second step of GitHub anew")
    shown = stage.run_cli(home, "show", "--secret", "GitHub")
    assert OTHER_SECRET in shown and RFC_SECRET not in shown


def takes_in(stage, app, home):
    """New codes make those void that a thief may have."""
    start(app, "Get new backup codes for GitHub")
    app.get("Paste", "push button", "sensitive", seconds=60)
    app.desktop.copy("\n".join(FRESH))
    app.press("Paste", "push button")
    app.wait_says("The 5 that are left are void then")
    app.press("Keep", "push button")
    app.wait_says("Codes? (Is|Are) Kept")
    app.press("Done", "push button")
    app.wait_says("^The old backup codes of GitHub became void$")
    is_ticked(app, "Get new backup codes for GitHub")
    assert sorted(str(void) for void, _ in sets(stage, home, "GitHub")) == ["None", "replaced"]


def codes_and_secrets(stage):
    """What the steps lead to uses codes and makes secrets void; it ticks them and is in the log, mailbox first."""
    with stage.home() as home:
        store(home, WITH_CODES)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 3, "the accounts")
            open_page(app)
            app.click(app.get("A Phone Is Lost or Broken", "list item"))
            app.wait_says("Which one is it")
            app.key("Return")
            app.wait_says("^Lost: Pixel 8$")
            found = app.wait(lambda: steps(app), "the steps")
            where = {name: [i for i, step in enumerate(found) if name in step] for name in ("Posteo", "Forum", "GitHub")}
            assert where["Posteo"] and max(where["Posteo"]) < min(where["Forum"] + where["GitHub"]), found
            first = found[0].split(" 1. ")[0]
            uses_a_code(stage, app, home)
            renews(stage, app, home)
            takes_in(stage, app, home)
            app.click(app.get(found[0], "check box"))
            app.wait_says(f"^Done: {first}$")
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 3, "the accounts")
            open_page(app)
            app.wait_says(f"^4 of {len(found)} steps are done$")
            app.click(app.get("Lost: Pixel 8", "list item"))
            for step in (first, "Get back into Forum with a backup code", "Set up the second step of GitHub anew",
                         "Get new backup codes for GitHub"):
                is_ticked(app, step)
            for line in ("Code 1 of Forum was used", "The old secret of GitHub went into the bin",
                         "The old backup codes of GitHub became void", f"Done: {first}"):
                app.wait_says(f"^{line}$")


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
    run(phone, intruder, codes_and_secrets)
