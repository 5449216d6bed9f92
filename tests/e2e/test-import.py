# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts of other programs, brought in through the window's own dialogs."""
import base64
import json
import os
import subprocess
import time

from choose import VECTORS, button, close_done, open_file, open_import, take_in
from stage import GITHUB, MAIL, OTHER_SECRET, RFC_SECRET, THIRD_SECRET, WIKI, FileKeyring, expect_code, run

APP_ID = "io.github.sparekey.Sparekey"
PASSPHRASE = "four words nobody knows"


def write_links(home, *links, name="links.txt"):
    path = os.path.join(home.folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(links) + "\n")
    return path


def write_backup(stage, home, name="all.sparekey"):
    """A sealed backup of what HOME holds."""
    path, words = (os.path.join(home.folder, file) for file in (name, "passphrase"))
    with open(words, "w", encoding="utf-8") as file:
        file.write(PASSPHRASE + "\n")
    stage.run_cli(home, "backup", "--password-file", words, path)
    return path


def many_links(number):
    return [f"otpauth://totp/Service%20{i:04}:alice?secret={base64.b32encode(f'secret number {i:06}'.encode()).decode().rstrip('=')}"
            f"&issuer=Service%20{i:04}" for i in range(number)]


def choose_whole(app, path):
    open_file(app, path)
    app.wait_says("Type the passphrase")
    app.write("Passphrase", PASSPHRASE)
    app.press("Open", "push button")
    app.click(app.get("Make Everything as in the Backup", "check box"))
    app.get("Restore", "push button", "sensitive")


def wrong_password(stage):
    """A wrong password is said to be wrong, and the right one then opens the file."""
    path = os.path.join(VECTORS, "aegis", "encrypted.json")
    with open(path + ".expect", encoding="utf-8") as file:
        password = json.load(file)["password"]
    with stage.window(kind=FileKeyring) as app:
        open_file(app, path)
        app.wait_says("“encrypted.json” is encrypted")
        assert app.find("Open", "push button", "sensitive") is None, "nothing is typed yet"
        app.type("wrong")
        app.key("Return")
        app.wait_says("This password does not open it")
        assert app.get("Password", None, "editable").text == ""
        app.type("w")
        app.wait_gone("This password does not open it")
        app.write("Password", password)
        app.press("Open", "push button")
        button(app)
        app.key("Escape")
        app.wait(lambda: app.find("Import", "dialog") is None, "the dialog to close")
        assert stage.accounts(app.home) == []


def twins(stage):
    """What is there already is skipped, kept beside it, or replaced, as one chooses."""
    renamed = GITHUB.replace("alice%40example.org", "renamed")
    for choice, names in (("Skip", ["alice@example.org"]), ("Keep Both", ["alice@example.org", "renamed"]),
                          ("Replace", ["renamed"])):
        with stage.window(GITHUB, kind=FileKeyring) as app:
            open_file(app, write_links(app.home, renamed, MAIL))
            app.wait_says("Already there as GitHub, alice@example.org")
            # Only the new one is taken in by itself.
            app.get("Import 1", "push button", "sensitive")
            if choice != "Skip":
                drop_down = next(node for node in app.nodes() if node.name.startswith("Those already there")
                                 and node.role == "combo box")
                app.click(drop_down)
                app.click(app.wait(lambda: next((node for node in app.nodes() if node.name == choice
                                                 and node.role == "label" and "list item" in
                                                 [above.role for above in node.above()]), None), choice))
                app.get("Import 2", "push button", "sensitive")
            take_in(app)
            if choice == "Skip":
                app.wait_says("1 was there already and was skipped")
            close_done(app)
            found = sorted(account["name"] for account in stage.accounts(app.home) if account["service"] == "GitHub")
            assert found == names, f"{choice}: {found}"
            expect_code(app, "MailerSend", OTHER_SECRET)


def ticks(stage):
    """Only what is ticked is taken in; Space ticks, and the button counts."""
    with stage.window(kind=FileKeyring) as app:
        open_file(app, write_links(app.home, GITHUB, MAIL, GITHUB.replace(RFC_SECRET, "no-secret-1")))
        app.get("Import 2", "push button", "sensitive")
        app.wait_says("1 cannot be taken in")
        app.wait_says("has a character that does not belong there")
        app.press("Select None", "push button")
        app.wait(lambda: app.find("Import 0", "push button") and not app.find("Import 0", "push button", "sensitive"),
                 "nothing to import")
        app.click(app.get("MailerSend, alice", "check box"))
        app.get("Import 1", "push button", "sensitive")
        app.key("space")
        app.get("Import 0", "push button")
        app.key("Up", "space")
        take_in(app)
        app.wait_says("1 could not be taken in")
        close_done(app)
        assert [account["service"] for account in stage.accounts(app.home)] == ["GitHub"]


def transfer_parts(stage):
    """Of Google's codes it says how many are missing, and takes the next one."""
    with open(os.path.join(VECTORS, "google", "three-parts.txt"), encoding="utf-8") as file:
        parts = file.read().split()
    with stage.window(kind=FileKeyring) as app:
        open_file(app, write_links(app.home, parts[2], parts[0], name="first.txt"))
        app.wait_says("2 of 3 codes read")
        app.wait_says("always uses 30 seconds")
        before = int(button(app).name.split()[-1])
        tick = app.get(None, "check box", "checked")
        app.click(tick)
        app.get(f"Import {before - 1}", "push button", "sensitive")
        app.desktop.copy(parts[1])
        app.press("Clipboard", "push button")
        app.wait_gone("2 of 3 codes read")
        assert int(button(app).name.split()[-1]) >= before
        assert not app.get(tick.name, "check box").has("checked"), "it was unticked before"
        take_in(app)
        app.wait_says("1 was not ticked")
        close_done(app)


def stopped(stage):
    """An import of 1000 can be stopped, says what is saved, and goes on where it stopped."""
    with stage.window() as app:
        open_file(app, write_links(app.home, *many_links(1000)))
        app.get("Import 1000", "push button", "sensitive").press()
        app.wait_says("Saving in the keyring and reading back: [0-9]+ of 1000")
        app.press("Cancel", "push button")
        text = app.wait_says("[0-9]+ of 1000 accounts are saved", 60)
        saved = int(text.split()[0])
        assert len(stage.accounts(app.home)) == saved, f"said {saved}"
        app.press("Try Again", "push button")
        app.get(f"Import {1000 - saved}", "push button", "sensitive").press()
        # Each look at the window takes its time from it.
        for _ in range(100):
            time.sleep(4)
            if app.find("Done", "push button"):
                break
        close_done(app)
        accounts = stage.accounts(app.home)
        assert len({account["service"] for account in accounts}) == len(accounts) == 1000


def deletion(stage):
    """After a plain file it offers to delete it, says what that is worth, and does it only when asked twice."""
    with stage.window(kind=FileKeyring) as app:
        path = write_links(app.home, GITHUB)
        open_file(app, path)
        take_in(app)
        app.wait_says("on an SSD, in a backup")
        app.press("Delete “links.txt”", "push button")
        app.wait_says("Delete “links.txt”[?]")
        app.key("Return")
        app.wait_gone("Delete “links.txt”[?]")
        assert os.path.exists(path), "Enter deletes nothing"
        app.press("Delete “links.txt”", "push button")
        app.press("Delete", "push button")
        app.wait_says("“links.txt” is deleted")
        app.wait(lambda: not os.path.exists(path), "the file to be gone")
        close_done(app)
        expect_code(app, "GitHub", RFC_SECRET)


def not_deleted(stage):
    """A file that may not be deleted is told."""
    with stage.window(kind=FileKeyring) as app:
        path = write_links(app.home, GITHUB)
        open_file(app, path)
        take_in(app)
        os.remove(path)
        app.press("Delete “links.txt”", "push button")
        app.press("Delete", "push button")
        app.wait_says("was not deleted. It is no longer there")
        close_done(app)


def kept(stage):
    """A file with something in it that was not taken in is not offered to be deleted, and why is said."""
    with stage.window(kind=FileKeyring) as app:
        open_file(app, write_links(app.home, GITHUB, MAIL, WIKI, GITHUB.replace(RFC_SECRET, "no-secret-1")))
        app.click(app.get("MailerSend, alice", "check box"))
        take_in(app)
        app.wait_says("Keep the file: 2 of its accounts are not here")
        assert app.find("Delete .*", "push button") is None
        close_done(app)
        # The others are there already, and nothing else is wrong with this one.
        open_file(app, write_links(app.home, GITHUB, MAIL))
        take_in(app)
        app.get("Delete “links.txt”", "push button")
        close_done(app)


def all_there(stage):
    """A file with nothing new says so, and has no button to import nothing."""
    with stage.window(GITHUB, MAIL, kind=FileKeyring) as app:
        open_file(app, write_links(app.home, GITHUB, MAIL))
        app.wait_says("2 accounts · You have all of these already")
        assert app.find("Import [0-9]+", "push button") is None
        drop_down = next(node for node in app.nodes() if node.name.startswith("What to do with GitHub")
                         and node.role == "combo box")
        app.click(drop_down)
        app.click(app.wait(lambda: next((node for node in app.nodes() if node.name == "Keep Both"
                                         and node.role == "label" and "list item" in
                                         [above.role for above in node.above()]), None), "Keep Both"))
        app.get("Import 1", "push button", "sensitive")
        app.key("Escape")


def others_stay(stage):
    """A restore that stops before the bin says what is done, and goes on as it was chosen."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        path = write_backup(stage, app.home)
        stage.add(app.home, MAIL)
        app.wait(lambda: len(app.rows()) == 2, "both accounts")
        choose_whole(app, path)
        lock = next(os.path.join(folder, "lock") for folder, _, names in os.walk(app.home.folder) if "lock" in names)
        os.rename(lock, lock + ".kept")
        os.mkdir(lock)
        app.press("Restore", "push button")
        app.wait_says("Everything that is in the backup is back")
        app.wait_says("0 of 1 account that is not in the backup went to the bin")
        assert not app.says("Nothing else was changed")
        os.rmdir(lock)
        os.rename(lock + ".kept", lock)
        app.press("Try Again", "push button")
        app.press("Restore", "push button")
        app.wait_says("1 that is not in the backup went to the bin")
        close_done(app)
        assert [account["service"] for account in stage.accounts(app.home)] == ["GitHub"]


def closed_meanwhile(stage):
    """A restore goes on to its end when the window is closed meanwhile."""
    with stage.home(kind=FileKeyring) as other:
        stage.run_cli(other, "import", write_links(other, *many_links(120)))
        path = write_backup(stage, other)
        with stage.window(GITHUB) as app:
            choose_whole(app, path)
            app.press("Restore", "push button")
            app.wait_says("Saving in the keyring and reading back: [0-9]+ of 120")
            # As the dock does: the open dialog has the keyboard.
            subprocess.run(["gapplication", "action", APP_ID, "quit"], env=app.home.env(), check=True, timeout=60)
            app.process.wait(120)
            accounts = stage.accounts(app.home)
            assert len(accounts) == 120 and "GitHub" not in [account["service"] for account in accounts]


def unknown_file(stage):
    """A file that is nothing of the kind is refused with a way on."""
    with stage.window(kind=FileKeyring) as app:
        open_file(app, write_links(app.home, "Dear diary,", name="diary.txt"))
        app.wait_says("This Could Not Be Read")
        app.wait_says("not a file that Sparekey knows")
        app.press("Try Again", "push button")
        app.get("Files…", "list item")
        app.key("Escape")


def too_much_memory(stage):
    """A file that would take more than 2 GiB to open is refused, and why is said."""
    with stage.window(kind=FileKeyring) as app:
        open_file(app, os.path.join(VECTORS, "ente", "memory-huge.json"))
        app.wait_says("is encrypted")
        app.type("password")
        app.key("Return")
        app.wait_says("This Could Not Be Read")
        app.wait_says("more than 2 GiB|no app uses")
        app.key("Escape")


def how_to_move(stage):
    """Each app has a page that says how to get out of it, also those without an export."""
    with stage.window(kind=FileKeyring) as app:
        open_import(app)
        app.key("End")
        app.click(app.get("Moving from Another App…", "list item"))
        app.get("1Password", "list item")
        app.click(app.get("Authy", "list item"))
        app.wait_says("no export, and shows no secrets")
        app.get("Scan the Screen", "push button", "sensitive")
        assert app.find("Choose Files…", "push button") is None
        app.key("Escape")
        app.click(app.get("Aegis", "list item"))
        app.wait_says("Import & Export, Export")
        app.get("Choose Files…", "push button", "sensitive")
        app.key("Escape")
        app.get("Authy", "list item")
        app.key("Escape")
        app.get("Files…", "list item")
        app.key("Escape")
        app.wait(lambda: app.find("Import", "dialog") is None, "the dialog to close")


def opened_link(stage):
    """A transfer link that the desktop hands over opens the preview."""
    with open(os.path.join(VECTORS, "google", "version-2.txt"), encoding="utf-8") as file:
        link = file.read().split()[0]
    with stage.window(kind=FileKeyring) as app:
        app.hand_over(link)
        take_in(app)
        close_done(app)
        assert stage.accounts(app.home)


def pasted(stage):
    """Ctrl+V in the list takes a copied setup link."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        app.desktop.copy(MAIL)
        app.key("ctrl+v")
        app.get("MailerSend, alice", "check box", "checked")
        take_in(app)
        close_done(app)
        expect_code(app, "MailerSend", OTHER_SECRET)


def pictures(stage):
    """A picture with a QR code among the files is read."""
    with stage.window(kind=FileKeyring) as app:
        path = os.path.join(app.home.folder, "code.png")
        link = f"otpauth://totp/Wiki:bob?secret={THIRD_SECRET}&issuer=Wiki"
        stage.desktop.tool("qrencode", "-o", path, link)
        open_file(app, path)
        take_in(app)
        close_done(app)
        expect_code(app, "Wiki", THIRD_SECRET)


run(wrong_password, twins, ticks, transfer_parts, stopped, deletion, not_deleted, kept, all_there, others_stay,
    closed_meanwhile, unknown_file, too_much_memory, how_to_move, opened_link, pasted, pictures)
