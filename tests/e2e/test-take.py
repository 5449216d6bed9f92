# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup codes taken in, made and looked for, through the window's own dialogs."""
import json
import os

from choose import choose_file
from stage import GITHUB, MAIL, FileKeyring, run

# Five hexadecimal digits twice, as GitHub gives them; these are of nobody.
CODES = ["1a2b3-4c5d6", "2b3c4-5d6e7", "3c4d5-6e7f8", "4d5e6-7f809", "5e6f7-8091a"]
KEY = "K7QM-4XPD-9TRW-2HFA-6YNC"


def write_codes(folder, name, codes, head="Save these recovery codes in a safe place.\n\n"):
    path = os.path.join(os.path.realpath(folder), name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(head + "\n".join(codes) + "\n")
    return path


def sets(stage, home, name):
    """The code sets of an account in the keyring, as the other program reads them."""
    return json.loads(stage.run_cli(home, "codes", "list", "--json", "--secret", name))["sets"]


def codes_of(stored):
    return [code["code"] for code in stored["codes"]]


def open_menu(app, item):
    app.key("ctrl+2")
    app.click(app.get("Backup Codes and Sheets", "push button"))
    app.get(item, "menu item", "sensitive").press()


def open_take(app):
    open_menu(app, "Take In Backup Codes…")
    app.get("Open File…", "push button", "sensitive")


def keep(app):
    app.get("Keep", "push button", "sensitive").press()
    app.wait_says("Codes? (Is|Are) Kept")


def close_done(app):
    app.press("Done", "push button")
    app.wait_gone("Codes? (Is|Are) Kept")


def choose_account(app, name):
    app.click(app.get("Whose Codes Are They.*", "combo box"))
    app.click(app.wait(lambda: next((node for node in app.nodes() if node.role == "label" and node.text.startswith(name)
                                     and "list item" in [above.role for above in node.above()]), None), name))
    app.get("Keep", "push button", "sensitive")


def pasted(stage):
    """What is pasted is shown before it is kept, with what is known of the service and where from."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        open_take(app)
        app.desktop.copy("GitHub recovery codes for alice@example.org\n\n" + "\n".join(CODES))
        app.press("Paste", "push button")
        app.wait_says("^5 Codes$")
        # The address in the text is the name of one account only.
        app.get("Keep", "push button", "sensitive")
        app.wait_says("GitHub usually gives 16 codes")
        app.wait_says("According to docs.github.com, looked up on")
        keep(app)
        app.get("Print a Sheet…", "push button")
        close_done(app)
        stored, = sets(stage, app.home, "GitHub")
        assert codes_of(stored) == CODES, stored
        assert stored["effect"] == "second-step" and stored["left"] == 5, stored


def typed(stage):
    """Codes that are typed into the text are kept, in their order."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        open_take(app)
        for code in CODES:
            app.type(code)
            app.key("Return")
        app.press("Continue", "push button")
        app.wait_says("^5 Codes$")
        assert app.find("Keep", "push button", "sensitive") is None, "nobody's codes yet"
        choose_account(app, "GitHub")
        keep(app)
        close_done(app)
        assert codes_of(sets(stage, app.home, "GitHub")[0]) == CODES


def file_deleted(stage):
    """A file that a service gave tells its account, and is deleted when asked twice."""
    with stage.window(GITHUB, MAIL, kind=FileKeyring) as app:
        path = write_codes(app.home.folder, "github-recovery-codes.txt", CODES)
        open_take(app)
        app.press("Open File…", "push button")
        choose_file(app, "Choose the File with the Codes", path)
        app.wait_says("^5 Codes$")
        app.wait_says("1 Line Left Out")
        keep(app)
        app.wait_says("still stand unencrypted")
        app.press("Delete “github-recovery-codes.txt”", "push button")
        app.wait_says("Delete “github-recovery-codes.txt”[?]")
        app.key("Return")
        app.wait_gone("Delete “github-recovery-codes.txt”[?]")
        assert os.path.exists(path), "Enter deletes nothing"
        app.press("Delete “github-recovery-codes.txt”", "push button")
        app.press("Delete", "push button")
        app.wait_says("“github-recovery-codes.txt” is deleted")
        app.wait(lambda: not os.path.exists(path), "the file to be gone")
        close_done(app)
        stored, = sets(stage, app.home, "GitHub")
        assert codes_of(stored) == CODES and stored["file"] == "github-recovery-codes.txt", stored


def left_out(stage):
    """A line that was left out can be taken as a code after all."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        open_take(app)
        app.desktop.copy("Heading\n" + "\n".join(CODES))
        app.press("Paste", "push button")
        app.wait_says("1 Line Left Out")
        app.click(app.get("1 Line Left Out.*", "list item"))
        app.press("Take as Code", "push button")
        app.wait_says("^6 Codes$")
        assert app.get("Code 1", None, "editable").text == "Heading"
        app.press("Remove code 1", "push button")
        choose_account(app, "GitHub")
        keep(app)
        close_done(app)
        assert codes_of(sets(stage, app.home, "GitHub")[0]) == CODES


def unknown_service(stage):
    """A service that is not in the list gets an account without one-time codes; a single key is a set of one."""
    with stage.window(kind=FileKeyring) as app:
        open_take(app)
        app.press("One by One", "push button")
        app.write("Code 1", KEY)
        app.wait_says("^1 Code$")
        assert app.find("Keep", "push button", "sensitive") is None, "it has no name yet"
        app.write("Service", "Town Library")
        app.write("Account Name", "alice")
        keep(app)
        app.wait_says("1 Code Is Kept")
        close_done(app)
        assert [account["service"] for account in stage.accounts(app.home)] == ["Town Library"]
        stored, = sets(stage, app.home, "Town Library")
        assert codes_of(stored) == [KEY] and stored["effect"] is None, stored


if __name__ == "__main__":
    run(pasted, typed, file_deleted, left_out, unknown_service)
