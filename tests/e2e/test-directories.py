# SPDX-License-Identifier: GPL-3.0-or-later
"""Public directories: imported from a file, used, kept, removed, and what is no directory is refused."""
import json
import os

from browser import Browser
from choose import choose_file
from stage import BANK, FileKeyring, run

SHOP = "otpauth://totp/shop.example.co.uk:maya?secret=JBSWY3DPEHPK3PXP&issuer=shop.example.co.uk"
# In the layouts in which their makers publish them.
FILES = {
    "tfa.json": [["Example", {"domain": "example.com", "tfa": ["totp", "sms"], "keywords": ["other"]}],
                 ["Other", {"domain": "other.example", "tfa": ["u2f"], "keywords": ["other"]}]],
    "passkeys.json": {"example.com": {"passwordless": "allowed", "mfa": "allowed"}},
    "change-password-URLs.json": {"example.co.uk": "https://account.example.co.uk/password"},
    "shared-credentials.json": [{"shared": ["example.com", "example.org"]}, {"shared": ["a.example", "b.example"]}],
}
SAYS = {
    "tfa.json": ("Two-Step Sign-In", "2 domains"),
    "passkeys.json": ("Passkeys", "1 domain"),
    "change-password-URLs.json": ("Pages to Change Passwords", "1 domain"),
    "shared-credentials.json": ("Domains with One Account", "2 groups of domains"),
}


def write(home, name):
    path = os.path.join(home.folder, name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(FILES[name], file)
    return path


def open_directories(app):
    app.key("ctrl+comma")
    row = app.get("Import a Directory….*", "list item")
    app.scroll_to(row)


def import_file(app, path, says):
    app.click(app.get("Import a Directory….*", "list item"))
    choose_file(app, "Choose the File of a Directory", path)
    app.wait_says(says)


def is_there(name):
    title, count = SAYS[name]
    return title, f"^{count}, imported from “{name}” on "


def close_preferences(app):
    app.key("Escape")
    app.wait_gone("^Import a Directory…")


def every_kind(stage):
    """Each directory is imported, is there after a restart, and goes when it is removed."""
    with stage.home(kind=FileKeyring) as home:
        with stage.app(home) as app:
            app.wait_says("Add Your First Account")
            open_directories(app)
            for name in FILES:
                title, there = is_there(name)
                assert not app.says(there)
                import_file(app, write(home, name), f"^Imported: {title}$")
                app.wait_says(there)
                os.remove(os.path.join(home.folder, name))
            close_preferences(app)
        with stage.app(home) as app:
            app.wait_says("Add Your First Account")
            open_directories(app)
            for name in FILES:
                title, there = is_there(name)
                app.wait_says(there)
                app.press(f"Remove: {title}", "push button")
                app.wait_gone(there)
            assert app.find("Remove: .*", "push button") is None
            close_preferences(app)
        with stage.app(home) as app:
            app.wait_says("Add Your First Account")
            open_directories(app)
            assert app.says("^Not imported") and not app.says("imported from")
            close_preferences(app)


def no_directory(stage):
    """What is no directory changes nothing, and a damaged copy is told of."""
    with stage.home(kind=FileKeyring) as home:
        copies = os.path.join(home.data, "sparekey", "directories")
        with stage.app(home) as app:
            app.wait_says("Add Your First Account")
            open_directories(app)
            path = os.path.join(home.folder, "export.json")
            with open(path, "w", encoding="utf-8") as file:
                file.write('{"items": [{"login": {"password": "x"}}]}')
            import_file(app, path, "^This is none of the four directories")
            with open(path, "w", encoding="utf-8") as file:
                file.write("<html>")
            import_file(app, path, "^This is no JSON file")
            import_file(app, write(home, "passkeys.json"), "^Imported: Passkeys$")
            close_preferences(app)
        with open(os.path.join(copies, "passkeys.json"), "w", encoding="utf-8") as file:
            file.write('{"version":1')
        with stage.app(home) as app:
            app.wait_says("Add Your First Account")
            open_directories(app)
            app.wait_says("^Its copy cannot be read")
            import_file(app, write(home, "passkeys.json"), "^Imported: Passkeys$")
            app.wait_says(is_there("passkeys.json")[1])
            assert not app.says("^Its copy cannot be read")
            close_preferences(app)


def change_password(stage):
    """An account's page leads to where its password is changed, as far as that is known."""
    with stage.window(BANK, SHOP, kind=FileKeyring) as app:
        browser = Browser(app.home)
        app.key("alt+Return")
        app.wait_says("^Show the Secret$")
        assert not app.says("^Change Password"), "nobody knows which bank it is"
        app.key("alt+Left")
        app.wait(lambda: app.focus() and app.focus().role == "list item", "the focus in the list")
        app.key("Down", "alt+Return")
        app.wait_says("^Opens a page of example.co.uk in your browser")
        open_directories(app)
        name = "change-password-URLs.json"
        import_file(app, write(app.home, name), "^Imported: Pages to Change Passwords$")
        close_preferences(app)
        app.wait_says("^Opens a page of account.example.co.uk in your browser")
        app.click(app.get("Change Password….*", "list item"))
        browser.expect("https://account.example.co.uk/password")


run(every_kind, no_directory, change_password)
