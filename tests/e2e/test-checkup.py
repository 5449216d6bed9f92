# SPDX-License-Identifier: GPL-3.0-or-later
"""The check-up in the real window: numbers that a person can work out, fixes that start the thing itself, and what is
put off."""
from choose import answer
from facts import store, things
from stage import below, matches, run

NAMES = {"Posteo": "eve@posteo.de", "Forum": "eve", "Shop": "eve"}
IDS = {name: f"11111111-0000-4000-8000-00000000000{number}"
       for number, name in enumerate((*NAMES, "phone", "first", "second", "third"))}
SAID = 1767225600  # 1 January 2026


def account(service):
    return f"otpauth://none/{service}:{NAMES[service]}?issuer={service}&x-id={IDS[service]}&x-version=1"


def access(key, service, second, recovery):
    said = "".join(f"&said={word}%3A{SAID}" for word in ("password", "second", "recovery", "importance"))
    return (f"sparekey:access?x-id={IDS[key]}&account={IDS[service]}&password=own&second={second}&recovery={recovery}"
            f"&importance=4{said}")


APP = "app%3A" + IDS["phone"]
# The mailbox and the forum ask for a code of the phone's, and nothing else gets one back in: the phone costs 2 of 3. The
# shop lets in who reads the mail: whoever does has the shop, too.
RECORDS = (*(account(service) for service in NAMES),
           f"sparekey:device?x-id={IDS['phone']}&name=Pixel%208&kind=phone&said=kind%3A{SAID}",
           access("first", "Posteo", APP, "none"), access("second", "Forum", APP, "none"),
           access("third", "Shop", "none", "email%3A" + IDS["Posteo"]))


def open_checkup(app):
    app.wait(lambda: len(app.rows()) == len(NAMES), "the accounts")
    app.key("ctrl+3")
    app.wait_says("^If you lose Pixel 8")


def event(app, text):
    """What is said of an event is its row's description, or stands in it."""
    return app.wait(lambda: next((node for node in app.nodes() if node.role == "list item"
                                  and node.name.startswith(text)), None), f"the row {text!r}")


def walk_to(app, wanted, *keys):
    """Moves the focus with a key until it is on something named so."""
    def there():
        focus = app.focus()
        return focus and any(matches(node, wanted) for node in below(focus))
    for _ in range(60):
        if there():
            return
        app.key(*keys)
    raise AssertionError(f"{app.focus()}: the focus does not come to {wanted!r}: {app.describe()}")


def numbers(stage):
    """The sentences, why, a fix that starts the right dialog, and numbers that move when it is done."""
    with stage.home() as home:
        store(home, RECORDS)
        with stage.app(home) as app:
            open_checkup(app)
            app.wait_says("^2 of 3 accounts")
            app.click(event(app, "If you lose Pixel 8"))
            app.wait_says("You still get into the other account")
            assert app.says("one-time codes of Posteo.* Pixel 8"), app.words()
            app.key("Escape")
            app.wait_gone("You still get into the other account")

            row = app.get("No backup codes are noted: .*", "list item")
            app.click(app.scroll_to(row))
            answer(app, "Take In Backup Codes…")
            app.wait_says("Paste or type the codes")
            app.get(None, "text", "editable", "focused", seconds=60).write("48151623\n42108815\n")
            answer(app, "Continue")
            app.wait_says("^2 Codes$")
            answer(app, "Keep")
            app.wait_says("Codes Are Kept")
            answer(app, "Done")
            app.wait_gone("Codes Are Kept")
            # They are in the keyring of this computer, and not on the phone.
            app.wait_says("^1 of 3 accounts")
            assert "code-set" in things(home), things(home)


def later(stage):
    """By keys alone: a finding is put off, is under what is set aside, and comes back."""
    with stage.home() as home:
        store(home, RECORDS)
        with stage.app(home) as app:
            open_checkup(app)
            walk_to(app, "Without Pixel 8 .*", "Tab")
            app.key("Return")
            walk_to(app, "Later", "Tab")
            app.key("Return")
            app.wait_says("^Set Aside \\(1\\)$")
            assert "sparekey:set-aside" in things(home) or "set-aside" in things(home), things(home)
            walk_to(app, "Set Aside \\(1\\)", "Tab")
            app.key("Return")
            app.wait_says("^Put off until ")
            app.key("Tab", "Return")
            walk_to(app, "Show Again", "Tab")
            app.key("Return")
            app.wait_gone("^Set Aside")
            app.get("Without Pixel 8 .*", "list item")


def nothing(stage):
    """Without accounts, the page says what it is for and where to begin."""
    with stage.home() as home, stage.app(home) as app:
        app.wait_says("Add Your First Account")
        app.key("ctrl+3")
        app.wait_says("^What Would You Lose")
        app.get("Add Account", "push button", "sensitive")
        app.key("ctrl+2")
        app.wait_gone("^What Would You Lose")


run(numbers, later, nothing)
