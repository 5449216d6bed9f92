# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person tells of devices, places and people, and the questions about accounts, in the real window."""
import re
import time

from facts import store, things
from prompter import Prompter
from stage import GITHUB, OTHER_SECRET, FileKeyring, matches, run

CLUB = f"otpauth://totp/Tea%20Club:alice%40example.org?secret={OTHER_SECRET}&issuer=Tea%20Club"

OWN = "One of its own, which I remember"


def records(home, kind):
    return re.findall(rf"sparekey:{kind}\?(\S*)", things(home))


def value(record, key):
    return re.findall(rf"(?:^|&){key}=([^&]*)", record)


def open_page(app, action, says):
    app.activate()
    app.key("F10")
    app.press(action, "menu item")
    app.wait_says(says)


def has_focus(app, name):
    """Of the dialog in front; GTK 4.8 does not always say that it is active."""
    return any(node.has("focused") and matches(node, name) for node in app.nodes())


def press_last(app, name, role="push button"):
    """Presses NAME in the window in front."""
    def look():
        found = [node for node in app.nodes() if node.role == role and matches(node, name)]
        return found and found[-1].has("sensitive") and found[-1]
    app.wait(look, f"{role} {name!r}").press()


def facts(stage):
    """A device, a place and a person are added, changed, removed and brought back."""
    with stage.home(GITHUB, kind=FileKeyring) as home:
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            open_page(app, "Devices, Places and People", "Whether you can get back in")
            # What most have is there with one press.
            app.press("Add “Phone”.*", "push button")
            app.wait(lambda: app.find("Phone.*", "list item"), "the phone")
            app.press("Add “Home”.*", "push button")
            app.wait(lambda: app.find("Home.*", "list item"), "the place")
            # By keyboard: the name is enough.
            app.press("New Person", "push button")
            app.get("Name", "text", "editable").write("Eva")
            app.key("Return")
            app.wait(lambda: app.find("Eva.*", "list item"), "the person")

            # A second one of that name is another one.
            app.press("New Device", "push button")
            app.get("Name", "text", "editable")
            app.key("Return")
            app.wait_says("Give it a name by which you know it")
            app.get("Name", "text", "editable").write("Phone")
            app.key("Return")
            app.wait(lambda: len([node for node in app.nodes() if node.role == "list item"
                                  and node.name.startswith("Phone")]) == 2, "two phones")

            app.click(app.get("Home.*", "list item"))
            app.wait_says("Who Else Can Get at It")
            app.click(app.get("Who Else Can Get at It.*", "list item"))
            app.click(app.get("Eva", "check box"))
            press_last(app, "Save")
            app.wait_says("also: Eva")

            app.click(app.get("Eva.*", "list item"))
            app.wait_says("Keeps a Sealed Copy Of")
            press_last(app, "Remove…")
            app.wait_says("Remove “Eva”?")
            assert app.says("1 record names it") and app.says("Home"), app.words()
            press_last(app, "Remove")
            app.wait_gone("also: Eva")
            app.press("Undo", "push button")
            app.wait_says("also: Eva")
        person, = records(home, "person")
        place, = records(home, "place")
        assert value(person, "name") == ["Eva"], person
        assert value(place, "person") == value(person, "x-id"), (place, person)
        assert value(place, "kind") == ["home"], place
        assert sorted(value(one, "name")[0] for one in records(home, "device")) == ["Phone", "Phone"]


def interview(stage):
    """Two accounts: one by keyboard, one by mouse; what is not on record is added on the way."""
    with stage.home(GITHUB, CLUB, kind=FileKeyring) as home:
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 2, "the accounts")
            open_page(app, "Devices, Places and People", "Whether you can get back in")
            app.get("Questions about Your Accounts….*", "list item")
            app.click(app.get("Questions about Your Accounts….*", "list item"))
            app.wait_says("^Account 1 of 2$")
            first = "GitHub" if app.says("^GitHub, ") else "Tea Club"

            # The keyboard: what is suggested, then another answer, then the middle one.
            app.wait_says("^How Do You Sign In")
            app.wait(lambda: has_focus(app, "I Don’t Know"), "the focus on the answer")
            for _ in range(5):
                if not has_focus(app, OWN):
                    app.key("Up")
            app.key("space")
            app.get(OWN, "check box", "checked")
            app.key("Return")
            app.wait_says("^How Do You Get Back In")
            app.key("Return")
            app.wait_says("^How Bad Would It Be")
            app.key("Return")
            app.wait_says("^Account 2 of 2$")
            access, = records(home, "access")
            assert value(access, "importance") == ["3"], access
            assert value(access, "password") == ["own"], access

            # The mouse.
            app.wait_says("As for the account before")
            app.click(app.get("Something Else…", "list item"))
            entry = app.get("Another password manager", "text", "editable")
            app.click(entry)
            app.type("Bitwarden")
            app.key("Return")
            app.wait(lambda: (found := app.find("Bitwarden", "check box")) and found.has("checked"), "the manager")
            press_last(app, "Continue")
            app.wait_says("^How Do You Get Back In")
            app.click(app.get("Support of the service", "check box"))
            press_last(app, "Continue")
            app.wait_says("^How Bad Would It Be")
            app.key("alt+Left")
            app.wait_says("^How Do You Get Back In")
            assert app.get("Support of the service", "check box").has("checked")
            press_last(app, "Skip")
            app.wait_says("^How Bad Would It Be")
            app.click(app.get("Very bad", "check box"))
            press_last(app, "Done")
            app.wait_gone("^How Bad Would It Be")

        one, two = sorted(records(home, "access"), key=lambda record: value(record, "importance"))
        manager = next(one for one in stage.accounts(home) if one["service"] == "Bitwarden")
        ids = {account["service"]: account["id"] for account in stage.accounts(home)}
        assert value(one, "account") == [ids[first]], (one, ids)
        assert value(two, "password") in (["manager:" + manager["id"]], ["manager%3A" + manager["id"]]), two
        assert "support" in value(two, "recovery"), two
        assert value(two, "importance") == ["5"], two


TEN = ("Anise", "Basil", "Caraway", "Dill", "Endive", "Fennel", "Ginger", "Hyssop", "Iris", "Juniper")
# A click of somebody who knows where it goes: pointing takes 1.1 s, pressing and letting go 0.2 s (Card, Moran and
# Newell, The Keystroke-Level Model for User Performance Time with Interactive Systems, CACM 23 (7), 1980).
SECONDS_PER_CLICK = 1.3


def first_time(stage):
    """From ten accounts to a finding, and on through all questions about them, takes two minutes of clicks at most."""
    clicks = 0

    def click(name, role):
        nonlocal clicks
        clicks += 1
        app.click(app.wait(lambda: next((node for node in reversed(app.nodes()) if node.role == role
                                         and matches(node, name)), None), f"{role} {name!r}"))

    with stage.home(kind=FileKeyring) as home:
        store(home, [f"otpauth://totp/{name}:eve?secret={OTHER_SECRET}&issuer={name}&x-version=1"
                     f"&x-id=11111111-0000-4000-8000-00000000000{number}" for number, name in enumerate(TEN)])
        with stage.app(home) as app:
            app.row(TEN[0])
            start = time.monotonic()
            click("Check-Up", "page tab")
            app.wait_says("^Without this computer you cannot get back into ")
            first, seconds = clicks, time.monotonic() - start
            click("Answer Questions…", "push button")
            for _ in TEN:
                for question, said in (("How Do You Sign In", OWN), ("How Do You Get Back In", "There is no way"),
                                       ("How Bad Would It Be", "Quite bad")):
                    app.wait_says("^" + question)
                    # What is suggested needs no click.
                    if not app.get(said, "check box").has("checked"):
                        click(said, "check box")
                    click("Continue|Done", "push button")
            app.wait_gone("^How Bad Would It Be")
            app.wait_says("All are answered")
            app.wait_says("^Without this computer you cannot get back into ")
        print(f"# the first finding after {first} click, {seconds:.1f} s; all questions answered after {clicks} clicks, "
              f"{time.monotonic() - start:.1f} s on this machine, {clicks * SECONDS_PER_CLICK:.0f} s for a person")
        assert first == 1, first
        assert clicks * SECONDS_PER_CLICK <= 120, clicks
        found = [value(record, "importance") for record in records(home, "access")]
        assert found == [["4"]] * len(TEN), found


def dismiss(app, prompter, button):
    """Tries to save until the keyring asks, and closes its question: it only asks once it is known to be locked."""
    press_last(app, button)
    app.wait(lambda: prompter.windows() or app.says("The keyring is locked, so nothing was saved"), "the question")
    if not prompter.windows():
        press_last(app, button)
    prompter.answer(("key", "Escape"))
    app.wait_says("question was closed, so nothing was saved")


def answer_with_manager(app):
    """The first question, with an account that is named on the way."""
    app.wait(lambda: len(app.rows()) == 1, "the account")
    open_page(app, "Devices, Places and People", "Whether you can get back in")
    app.click(app.get("Questions about Your Accounts….*", "list item"))
    app.wait_says("^How Do You Sign In")
    app.click(app.get("Something Else…", "list item"))
    app.click(app.get("Another password manager", "text", "editable"))
    app.type("Bitwarden")
    app.key("Return")
    app.get("Bitwarden", "check box", "checked")


def expect_answered(app, stage, home):
    app.wait_says("^How Do You Get Back In")
    manager, = (one for one in stage.accounts(home) if one["service"] == "Bitwarden")
    access, = records(home, "access")
    assert value(access, "password") in (["manager:" + manager["id"]], ["manager%3A" + manager["id"]]), access


def answers_keyring_gone(stage):
    """Answers that the keyring does not take stay chosen, and what was named on the way is saved once."""
    with stage.home(GITHUB) as home:
        with stage.app(home) as app:
            answer_with_manager(app)
            home.stop()
            press_last(app, "Continue")
            app.wait_says("No keyring answers, so nothing was saved")
            assert app.says("^How Do You Sign In")
            app.get("Bitwarden", "check box", "checked")
            home.start()
            press_last(app, "Continue")
            expect_answered(app, stage, home)


def answers_question_dismissed(stage):
    """The same where the keyring is locked, and its question is closed first and answered then."""
    with stage.home(GITHUB) as home:
        with Prompter(stage, home) as prompter, stage.app(home) as app:
            answer_with_manager(app)
            home.restart(unlock=False)
            dismiss(app, prompter, "Continue")
            assert app.says("^How Do You Sign In")
            app.get("Bitwarden", "check box", "checked")
            press_last(app, "Continue")
            prompter.answer(("type", home.password), ("key", "Return"))
            expect_answered(app, stage, home)


def fact_keyring_gone(stage):
    """A person whom the keyring does not take stays as typed and is saved once; the window behind has its keys."""
    with stage.home(GITHUB) as home:
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            open_page(app, "Devices, Places and People", "Whether you can get back in")
            app.click(app.get("New Person", "push button"))
            app.wait(lambda: app.find("Name", "text", "editable"), "the new person")
            app.type("Eva")
            home.stop()
            app.key("Return")
            app.wait_says("No keyring answers, so nothing was saved")
            assert not app.says("“Eva” is added")
            home.start()
            app.key("Return")
            app.wait_gone("No keyring answers, so nothing was saved")
            app.wait(lambda: len(app.rows()) == 1, "the account again")
            app.activate()
            app.key("F10")
            app.get("Something Happened", "menu item")
            app.key("Escape")
            app.wait(lambda: not app.find("Something Happened", "menu item"), "the menu to go")
        person, = records(home, "person")
        assert value(person, "name") == ["Eva"], person


run(facts, interview, first_time, answers_keyring_gone, answers_question_dismissed, fact_keyring_gone)
