# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup codes taken in, made and looked for, through the window's own dialogs."""
import json
import os
import re
import subprocess
import time

from choose import choose_file, open_file, save_file
from stage import GITHUB, MAIL, OTHER_SECRET, RFC_SECRET, FileKeyring, ServiceKeyring, oathtool, run
from portal import Portal

NEW = f"otpauth://totp/GitHub:alice%40example.org?secret={OTHER_SECRET}&issuer=GitHub"

# Five hexadecimal digits twice, as GitHub gives them; these are of nobody.
CODES = ["1a2b3-4c5d6", "2b3c4-5d6e7", "3c4d5-6e7f8", "4d5e6-7f809", "5e6f7-8091a"]
OTHERS = ["a1b2c-3d4e5", "b2c3d-4e5f6", "c3d4e-5f607", "d4e5f-60718", "e5f60-71829"]
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
    app.press("Whose codes are they[?] Choose an account", "push button")
    app.get("Search accounts", None, "focused", seconds=60)
    # Any part of the name finds it; Enter takes the first hit.
    app.type(name[1:].lower())
    app.wait(lambda: app.find(f"{name}, .*", "label"), f"{name} among the hits")
    app.key("Return")
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


def corrected(stage):
    """What was understood can be corrected: a code, its number, a used one, one removed, one added."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        open_take(app)
        app.desktop.copy("\n".join(CODES))
        app.press("Paste", "push button")
        app.wait_says("^5 Codes$")
        choose_account(app, "GitHub")
        app.write("Code 2", OTHERS[1])
        app.click(app.get("Code 1 is used already", "check box", "sensitive"))
        app.press("Remove code 5", "push button")
        app.wait_says("^4 Codes$")
        app.press("Add a Code", "push button")
        app.get("Code 5", None, "editable", "focused")
        app.type(OTHERS[4])
        app.wait_says("^5 Codes$")
        app.write("Number of code 5", "9")
        keep(app)
        close_done(app)
        stored, = sets(stage, app.home, "GitHub")
        assert codes_of(stored) == [CODES[0], OTHERS[1], CODES[2], CODES[3], OTHERS[4]], stored
        assert [code["number"] for code in stored["codes"]] == ["1", "2", "3", "4", "9"], stored
        assert stored["left"] == 4 and stored["codes"][0]["used"], stored


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


def replaced(stage):
    """New codes make the old ones void where the service says so, and the same ones again are told of."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        stage.run_cli(app.home, "codes", "import", "GitHub", write_codes(app.home.folder, "old.txt", CODES))
        open_take(app)
        app.desktop.copy("\n".join(CODES))
        app.press("Paste", "push button")
        app.wait_says("You have these already: the codes of GitHub, alice@example.org")
        app.press("Back", "push button")
        app.desktop.copy("\n".join(OTHERS))
        app.press("Paste", "push button")
        app.wait_says("^5 Codes$")
        app.wait_gone("You have these already")
        choose_account(app, "GitHub")
        app.wait_says("The 5 that are left are void then")
        keep(app)
        close_done(app)
        stored = sorted(sets(stage, app.home, "GitHub"), key=lambda one: one["void"] or "")
        assert [one["void"] for one in stored] == [None, "replaced"], stored
        assert [codes_of(one) for one in stored] == [OTHERS, CODES], stored


def unknown_file(stage):
    """A file of codes that the import does not know is taken in from there."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        open_file(app, write_codes(app.home.folder, "notes.txt", CODES))
        app.wait_says("This Could Not Be Read")
        app.press("Take In as Backup Codes…", "push button")
        app.wait_says("^5 Codes$")
        choose_account(app, "GitHub")
        keep(app)
        close_done(app)
        assert codes_of(sets(stage, app.home, "GitHub")[0]) == CODES


def picture(stage):
    """Writing in a picture is not read, and that is said."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        path = os.path.join(os.path.realpath(app.home.folder), "codes.png")
        stage.desktop.tool("qrencode", "-o", path, "no codes")
        open_take(app)
        app.press("Open File…", "push button")
        choose_file(app, "Choose the File with the Codes", path)
        app.wait_says("a picture or a PDF, and writing in those is not read")
        app.key("Escape")
        app.wait_gone("Photos and screenshots are not read")


def discarded(stage):
    """Codes that are not saved are not lost by one key."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        open_take(app)
        app.type(CODES[0])
        app.get("Continue", "push button", "sensitive")
        app.key("Escape")
        app.wait_says("Discard the Codes[?]")
        app.press("Discard", "push button")
        app.wait_gone("Photos and screenshots are not read")


def made(stage):
    """Codes that are made are saved as a list for nobody else's eyes, and kept."""
    with stage.window(MAIL, kind=FileKeyring) as app:
        path = os.path.join(os.path.realpath(app.home.folder), "list.txt")
        open_menu(app, "Make Backup Codes…")
        # 8 decimal digits: 8 x log2 (10) = 26.6 bits.
        app.wait_says("26 bits each: enough beside a password")
        app.press("Make", "push button")
        app.wait_says("^10 New Codes$")
        app.press("Save List…", "push button")
        save_file(app, "Save the List", path)
        app.wait_says("Anybody who gets this file can use the codes")
        assert os.stat(path).st_mode & 0o777 == 0o600, oct(os.stat(path).st_mode)
        with open(path, encoding="utf-8") as file:
            codes = file.read().split("\n")[:-1]
        assert len(set(codes)) == 10 and all(len(code.replace("-", "")) == 8 for code in codes), codes
        app.press("Copy as Plain List", "push button")
        app.wait(lambda: app.desktop.clipboard().split() == codes, "the list on the clipboard")
        app.press("Keep…", "push button")
        app.wait_says("^10 Codes$")
        choose_account(app, "MailerSend")
        keep(app)
        # The dialog behind has a button of this name, too.
        app.key("Escape")
        app.wait_gone("Codes? (Is|Are) Kept")
        app.wait_says("They are kept in Sparekey")
        app.press("Done", "push button")
        app.wait_gone("^10 New Codes$")
        stored, = sets(stage, app.home, "MailerSend")
        assert codes_of(stored) == codes, stored


def swept(stage):
    """Files that look like saved codes are found by name, taken in and deleted; links and others are left alone."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        folder = os.path.join(os.path.realpath(app.home.folder), "Downloads")
        below = os.path.join(folder, "old", "things")
        os.makedirs(below)
        found = [write_codes(folder, "github-recovery-codes.txt", CODES),
                 write_codes(below, "My Backup Codes (1).txt", OTHERS)]
        with open(os.path.join(folder, "backupCodes.pdf"), "wb") as file:
            file.write(b"%PDF-1.4\n")
        write_codes(folder, "shopping.txt", ["milk"])
        write_codes(below, "github-stars.txt", ["milk"])
        os.symlink(app.home.folder, os.path.join(folder, "link"))
        write_codes(app.home.folder, "Backup-codes-outside.txt", CODES)
        open_menu(app, "Look for Leftover Files…")
        app.press("Choose a Folder…", "push button")
        choose_file(app, "Choose a Folder to Look Through", folder)
        app.wait_says("3 files look like saved backup codes")
        app.wait_says("not read: open it, and type the codes")
        assert not app.says("outside")
        app.press("Take In… github-recovery-codes.txt", "push button")
        app.wait_says("^5 Codes$")
        keep(app)
        close_done(app)
        app.wait_says("Its codes are in Sparekey now")
        app.press("Delete… github-recovery-codes.txt", "push button")
        app.press("Delete", "push button")
        app.wait_says("“github-recovery-codes.txt” is deleted")
        assert not os.path.exists(found[0]) and os.path.exists(found[1])
        app.press("Close", "push button")
        assert codes_of(sets(stage, app.home, "GitHub")[0]) == CODES


def nothing_left(stage):
    """A folder without such files says so."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        folder = os.path.join(os.path.realpath(app.home.folder), "Downloads")
        os.makedirs(folder)
        write_codes(folder, "shopping.txt", ["milk"])
        open_menu(app, "Look for Leftover Files…")
        app.press("Choose a Folder…", "push button")
        choose_file(app, "Choose a Folder to Look Through", folder)
        app.wait_says("No Leftover Codes Found")
        app.key("Escape")
        app.wait_gone("No Leftover Codes Found")


def kept_file(stage):
    """A file is not offered for deletion while a line of it that looks like a code was not taken in."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        path = write_codes(app.home.folder, "github-recovery-codes.txt", CODES + ["XY77ZK"])
        open_take(app)
        app.press("Open File…", "push button")
        choose_file(app, "Choose the File with the Codes", path)
        app.wait_says("^5 Codes$")
        app.wait_says("Unlike the others")
        keep(app)
        app.wait_says("Keep the file: 1 line of it was not taken in")
        assert app.find("Delete “github-recovery-codes.txt”", "push button") is None
        close_done(app)
        assert os.path.exists(path)


def make_picture(home, name, text):
    path = os.path.join(os.path.realpath(home.folder), name)
    subprocess.run(["qrencode", "-s", "5", "-o", path, text], check=True, timeout=60)
    return path


def open_renewal(stage, app, answer="They Still Work", service="GitHub"):
    """The dialog for the new secret of a new phone."""
    stage.run_cli(app.home, "codes", "import", service, write_codes(app.home.folder, "codes.txt", CODES))
    app.key("ctrl+2")
    app.click(app.get(f"{service}, .*left.*", "list item", seconds=60))
    app.click(app.get("New Phone….*", "list item", seconds=60))
    app.wait_says("Do the Backup Codes Still Work")
    app.press(answer, "push button")
    app.get("New Secret", None, "editable", seconds=60)


def shown(app):
    """The code in the dialog's preview; None while there is none."""
    for node in app.nodes():
        if re.fullmatch(r"Code( \d)+", node.name) and node.window().name == "New Phone":
            return re.sub(r"\D", "", node.name)
    return None


def expect_shown(app, secret):
    """The dialog must come to show what oathtool says for this moment."""
    def fits():
        before = time.time()
        code = shown(app)
        return code is not None and code in {oathtool(secret, before), oathtool(secret, time.time())}
    app.wait(fits, "a code of the new secret")


def renewed(stage):
    """A new phone: its secret is read from a picture; the old one is refused, and no code of the old one is shown."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        new = make_picture(app.home, "new.png", NEW)
        open_renewal(stage, app)
        assert shown(app) is None and app.find("Save", "push button", "sensitive") is None, "the old code is there"
        app.desktop.copy(GITHUB)
        app.key("ctrl+v")
        app.wait_says("This is the old secret")
        assert shown(app) is None, "the old code is there"
        app.press("Save", "push button")
        assert app.says("This is the old secret"), "the old secret is taken"
        # From the clipboard: a picture of the new one.
        subprocess.run(["xclip", "-selection", "clipboard", "-target", "image/png", "-in", new], check=True, timeout=30,
                       env=app.desktop.env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        app.press("Paste from the Clipboard", "push button")
        app.wait_gone("This is the old secret")
        expect_shown(app, OTHER_SECRET)
        app.press("Save", "push button")
        app.wait_says("^Saved GitHub.$")
        assert OTHER_SECRET in stage.run_cli(app.home, "show", "--secret", "GitHub")
        assert RFC_SECRET not in stage.run_cli(app.home, "show", "--secret", "GitHub")


def renewed_from_screen(stage):
    """The new secret is read from the screen, and of a screen with several accounts the right one is taken."""
    with stage.home(GITHUB, kind=ServiceKeyring) as home, Portal(home, "screenshot") as portal, \
            stage.app(home, ADW_DISABLE_PORTAL="1") as app:
        app.wait(lambda: len(app.rows()) == 1, "the list")
        parts = [make_picture(home, f"part-{i}.png", text) for i, text in enumerate((NEW, MAIL))]
        path = os.path.join(home.folder, "Screenshot.png")
        subprocess.run(["convert", *parts, "-bordercolor", "white", "-border", "30", "+append", path], check=True,
                       timeout=60)
        portal.set(uri=f"file://{path}")
        open_renewal(stage, app)
        app.press("Scan the Screen", "push button")
        expect_shown(app, OTHER_SECRET)
        app.wait(lambda: not os.path.exists(path), "the picture of the screen to be gone")
        assert app.find("Import 1", "push button") is None
        app.press("Save", "push button")
        app.wait_says("^Saved GitHub.$")
        assert OTHER_SECRET in stage.run_cli(home, "show", "--secret", "GitHub")


if __name__ == "__main__":
    run(pasted, typed, file_deleted, kept_file, corrected, left_out, unknown_service, replaced, unknown_file, picture,
        discarded, made, swept, nothing_left, renewed, renewed_from_screen)
