# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts taken out, backups by hand and by themselves, and back into an empty keyring."""
import glob
import json
import os
import subprocess
import time

from choose import choose_file, close_done, open_file, save_file, take_in
from stage import (BANK, GITHUB, MAIL, OTHER_SECRET, RFC_SECRET, WIKI, FileKeyring, expect_code, run)

PASSPHRASE = "four words nobody knows"
STEAM = f"otpauth://steam/Steam:alice?secret={OTHER_SECRET}&issuer=Steam"


def write_passphrase(app, text=PASSPHRASE, again=None, title="New Passphrase"):
    app.write(title, text)
    app.write("The Same Again", text if again is None else again)


def choose_format(app, name):
    app.key("ctrl+e")
    app.click(app.get(name, "check box"))
    app.get(name, "check box", "checked")


def export(app, name, path, passphrase=False):
    choose_format(app, name)
    app.press("Continue", "push button")
    if passphrase:
        write_passphrase(app)
        app.press("Save…", "push button")
    else:
        app.wait_says("Anyone who gets this file can make your codes")
        app.press("Export Unencrypted", "push button")
    save_file(app, "Export Accounts", path)
    app.wait_says("^Saved$", 60)


def leave(app):
    app.press("Done", "push button")
    app.wait_gone("^Saved$")


def restore(app, path, passphrase=PASSPHRASE):
    open_file(app, path)
    app.wait_says("is encrypted")
    app.write("Passphrase", passphrase)
    app.press("Open", "push button")


def personal(stage, home):
    """What an account is, without the moment at which it was stored."""
    return sorted(json.dumps({key: account[key] for key in ("id", "service", "name", "kind", "digits", "tags")}, sort_keys=True)
                  for account in stage.accounts(home))


def sealed(stage):
    """A sealed backup brings everything back into an empty keyring."""
    with FileKeyring() as kept:
        path = os.path.join(kept.folder, "all.sparekey")
        with stage.window(GITHUB, MAIL + "&x-tag=work", WIKI, kind=FileKeyring) as app:
            export(app, "Sealed Backup", path, passphrase=True)
            leave(app)
            before = personal(stage, app.home)
        with open(path, "rb") as file:
            assert RFC_SECRET.encode() not in file.read()
        with stage.window(kind=FileKeyring) as app:
            restore(app, path, "something else altogether")
            app.wait_says("does not open it", 60)
            app.write("Passphrase", PASSPHRASE)
            app.press("Open", "push button")
            app.wait_says("Make Everything as in the Backup", 60)
            take_in(app)
            close_done(app)
            expect_code(app, "GitHub", RFC_SECRET)
            assert personal(stage, app.home) == before


def whole(stage):
    """Made as in the backup, what is not in it goes to the bin, and nothing is erased."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        path = os.path.join(app.home.folder, "all.sparekey")
        export(app, "Sealed Backup", path, passphrase=True)
        leave(app)
        stage.add(app.home, MAIL)
        app.wait(lambda: len(app.rows()) == 2, "both accounts")
        restore(app, path)
        app.click(app.get("Make Everything as in the Backup", "check box"))
        app.press("Restore", "push button")
        app.wait_says("1 that is not in the backup went to the bin")
        close_done(app)
        app.wait(lambda: len(app.rows()) == 1, "one account")
        assert [account["service"] for account in stage.accounts(app.home)] == ["GitHub"]
        app.key("F10")
        app.get("Bin", "menu item").press()
        app.get("Restore MailerSend", "push button")


def plain(stage):
    """Setup links are exported after a question, and hold every account."""
    with stage.window(GITHUB, MAIL, kind=FileKeyring) as app:
        path = os.path.join(app.home.folder, "links.txt")
        export(app, "Setup Links", path)
        app.wait_says("Delete it as soon as it has served")
        leave(app)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        assert RFC_SECRET in text and OTHER_SECRET in text
        assert os.stat(path).st_mode & 0o077 == 0, "only its owner may read it"


def left_out(stage):
    """What another program cannot hold is named before."""
    with stage.window(GITHUB, STEAM, kind=FileKeyring) as app:
        choose_format(app, "Google Authenticator")
        app.wait_says("1 account cannot be in it")
        app.wait_says("Steam, alice: its kind of code")
        app.press("Continue", "push button")
        app.wait_says("Anyone who sees or photographs")
        app.key("Escape")
        app.wait_gone("Anyone who sees or photographs")
        app.key("Escape")


def nothing_to_write(stage):
    """An account that another program cannot hold is named also where no other is left."""
    with stage.window(STEAM, kind=FileKeyring) as app:
        choose_format(app, "Google Authenticator")
        app.wait_says("1 account cannot be in it")
        app.press("Continue", "push button")
        app.press("Show on the Screen", "push button")
        app.wait_says("None of these accounts can be in it")
        app.wait_says("Steam, alice: its kind of code")
        leave_not_saved(app)


def leave_not_saved(app):
    app.press("Done", "push button")
    app.wait_gone("^Not Saved$")


def read_screen(app):
    """What a phone before the screen would read."""
    path = os.path.join(app.home.folder, "screen.png")
    app.desktop.picture(path)
    done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path], capture_output=True,
                          text=True, check=False, timeout=30)
    return done.stdout.strip()


def many():
    return [f"otpauth://totp/Service{number}:user?secret={RFC_SECRET[number:16 + number]}&issuer=Service{number}"
            for number in range(12)]


def transfer_codes(stage):
    """Google's transfer codes are on the screen after two questions, a page at a time, and hold every account."""
    with stage.home(*many(), kind=FileKeyring) as home, stage.app(home) as app, FileKeyring() as other:
        app.wait(app.rows, "the accounts")
        choose_format(app, "Google Authenticator")
        app.press("Continue", "push button")
        app.press("Show on the Screen", "push button")
        app.wait_says("Is Nobody Watching")
        assert "otpauth" not in read_screen(app), "shown before it was asked for"
        app.press("Show the QR Code", "push button")
        first = app.wait(lambda: read_screen(app), "a code that zbarimg reads")
        app.press("Next", "push button")
        second = app.wait(lambda: (text := read_screen(app)) != first and text, "the second code")
        app.key("Escape")
        app.wait_says("They are written nowhere")
        app.press("Done", "push button")
        path = os.path.join(other.folder, "codes.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(second + "\n" + first + "\n")
        stage.run_cli(other, "import", path)
        assert {one["service"] for one in stage.accounts(other)} == {f"Service{number}" for number in range(12)}


def transfer_pictures(stage):
    """The same as pictures, which zbarimg reads."""
    with stage.home(*many(), kind=FileKeyring) as home, stage.app(home) as app:
        app.wait(app.rows, "the accounts")
        choose_format(app, "Google Authenticator")
        app.press("Continue", "push button")
        app.press("Save as Pictures…", "push button")
        folder = os.path.join(app.home.folder, "codes")
        os.mkdir(folder)
        choose_file(app, "Choose a Folder for the Pictures", folder)
        app.wait_says("^Saved$", 60)
        leave(app)
        pictures = sorted(glob.glob(os.path.join(folder, "*.png")))
        assert len(pictures) == 2, pictures
        for picture in pictures:
            done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture],
                                  capture_output=True, text=True, check=True, timeout=30)
            assert done.stdout.startswith("otpauth-migration://offline?data="), picture
            assert os.stat(picture).st_mode & 0o077 == 0, "only its owner may read it"


def passphrase_rules(stage):
    """A password must be long enough and typed twice the same, and a file for another app has no passphrase."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        choose_format(app, "Aegis, Encrypted")
        app.press("Continue", "push button")
        app.wait_says("At least 10 characters")
        for first, second in (("short", "short"), (PASSPHRASE, "four words nobody nows")):
            write_passphrase(app, first, second, "New Password")
            assert app.find("Save…", "push button", "sensitive") is None, (first, second)
        app.wait_says("not the same")
        write_passphrase(app, "short", "sharp", "New Password")
        app.wait_says("(?s)not the same.*At least 10 characters")
        write_passphrase(app, title="New Password")
        app.get("Save…", "push button", "sensitive")
        assert not app.says("assphrase")
        app.key("Escape")
        app.key("Escape")


def backups(folder):
    return sorted(glob.glob(os.path.join(folder, "*.sparekey")))


def automatic(stage):
    """Turned on, a backup is there at once, another after a change, and as many are kept as was said."""
    with stage.home(GITHUB, kind=FileKeyring) as home:
        folder = os.path.join(home.folder, "backups")
        os.mkdir(folder)
        with stage.app(home, settings={"backup-generations": "uint32 2"}) as app:
            app.wait(app.rows, "the account")
            app.key("F10")
            app.get("Backups", "menu item").press()
            app.get("Automatic Backups", "check box").press()
            choose_file(app, "Choose a Folder for Backups", folder)
            app.wait_says("not even we")
            write_passphrase(app)
            app.press("Set", "push button")
            app.wait(lambda: len(backups(folder)) == 1, "the first backup", 60)
            app.wait_says("Everything Is in a Backup")
            app.get("Automatic Backups", "check box", "checked")
            app.key("Escape")
            app.wait_gone("Everything Is in a Backup")

            stage.add(home, MAIL)
            app.wait(lambda: len(app.rows()) == 2, "both accounts")
            app.wait(lambda: len(backups(folder)) == 2, "the second backup", 60)
        first, second = backups(folder)
        with stage.app(home, settings=kept_settings(home)) as app:
            app.wait(lambda: len(app.rows()) == 2, "both accounts")
            stage.add(home, WIKI)
            app.wait(lambda: len(app.rows()) == 3, "three accounts")
        # Closing writes what was waiting, and the oldest one goes.
        assert first not in backups(folder) and second in backups(folder) and len(backups(folder)) == 2, backups(folder)
        with stage.window(kind=FileKeyring) as other:
            restore(other, backups(folder)[-1])
            other.get("Import 3", "push button", "sensitive")
            other.key("Escape")


def kept_settings(home):
    """The preferences that the last window left, for another one."""
    path = os.path.join(home.folder, "config", "glib-2.0", "settings", "keyfile")
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("=", 1) for line in file if "=" in line]
    return {key: value for key, value in rows if key != "memory-lock-warned"}


def folder_gone(stage):
    """A backup that cannot be written is said, with what to do."""
    with stage.home(GITHUB, kind=FileKeyring) as home:
        with stage.app(home, settings={"backup-automatic": "true", "backup-folder": "'file:///nowhere/at/all'"}) as app:
            app.wait(app.rows, "the account")
            app.wait_says("The automatic backup was not written. Its passphrase is not in the keyring", 60)
            app.press("Backups", "push button")
            app.wait_says("There Is No Backup Yet")
            app.click(app.get("Passphrase…", "list item"))
            write_passphrase(app)
            app.press("Set", "push button")
            app.wait_says("Its folder is not there", 60)
            app.key("Escape")
            app.press("Close This Notice", "push button")
            app.wait_gone("The automatic backup was not written")


def reminder(stage):
    """A change that has been in no backup for a day is mentioned, and not again after it was closed."""
    old = str(int(time.time()) - 3 * 24 * 3600)
    with stage.home(GITHUB, kind=FileKeyring) as home:
        with stage.app(home, settings={"backup-changed": "int64 " + old}) as app:
            app.wait_says("Your accounts are in no backup yet")
            app.press("Close This Notice", "push button")
            app.wait_gone("Your accounts are in no backup yet")
        with stage.app(home, settings=kept_settings(home)) as app:
            app.wait(app.rows, "the account")
            time.sleep(2.5)
            assert not app.says("in no backup")
        with stage.app(home, settings={"backup-changed": "int64 " + old, "backup-reminder": "false"}) as app:
            app.wait(app.rows, "the account")
            time.sleep(2.5)
            assert not app.says("in no backup")


def counter(stage):
    """Restored beside a newer counter, the counter does not go back."""
    with stage.window(BANK, kind=FileKeyring) as app:
        path = os.path.join(app.home.folder, "all.sparekey")
        export(app, "Sealed Backup", path, passphrase=True)
        leave(app)
        app.click(app.get("Next code of Bank", "push button"))
        app.wait_says("Bank, alice, code [0-9]")
        after = stage.accounts(app.home)[0]["counter"]
        restore(app, path)
        app.click(app.get("Make Everything as in the Backup", "check box"))
        app.press("Restore", "push button")
        app.wait_says("Accounts? Imported")
        close_done(app)
        assert stage.accounts(app.home)[0]["counter"] >= after


run(sealed, whole, plain, left_out, nothing_to_write, transfer_codes, transfer_pictures, passphrase_rules, automatic, folder_gone, reminder, counter)
