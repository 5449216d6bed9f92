# SPDX-License-Identifier: GPL-3.0-or-later
"""What can happen to a keyring, and what the window then says and offers."""
import os
import subprocess

from prompter import Prompter
from stage import (GITHUB, MAIL, RFC_SECRET, FileKeyring, ServiceKeyring, expect_code, run)

WELCOME = "Add Your First Account"
STAND_IN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "timedate.py")


def locked_dismissed_unlocked(stage):
    """A locked keyring is said to be locked, also after a dismissed question, and opens by its password."""
    with stage.home(GITHUB) as home:
        home.restart(unlock=False)
        with Prompter(stage, home) as prompter, stage.app(home) as app:
            app.wait_says("The Keyring Is Locked")
            assert not app.says(WELCOME)
            assert app.find("Add Account", "push button", "sensitive") is None
            app.press("Unlock", "push button")
            prompter.answer(("key", "Escape"))
            app.wait_says("The Keyring Is Still Locked")
            app.press("Try Again", "push button")
            prompter.answer(("type", home.password), ("key", "Return"))
            expect_code(app, "GitHub", RFC_SECRET)


def no_service(stage):
    """Without a keyring service it says so, and goes on when one starts."""
    with stage.home(GITHUB) as home:
        home.stop()
        with stage.app(home) as app:
            app.wait_says("No Keyring Is Running")
            assert not app.says(WELCOME)
            home.start()
            app.press("Look Again", "push button")
            expect_code(app, "GitHub", RFC_SECRET)


def missing(stage):
    """An emptied keyring is no new person: the accounts are missed until that is accepted."""
    with stage.home(GITHUB, MAIL) as home:
        home.stop()
        os.rename(home.path, home.path + ".away")
        home.start()
        with stage.app(home) as app:
            app.wait_says("Your Accounts Are Not in This Keyring")
            assert not app.says(WELCOME)
            app.press("Use This Keyring as It Is…", "push button")
            app.wait_says("It deletes nothing")
            app.key("Escape")
            app.wait_gone("It deletes nothing")
            app.wait_says("Your Accounts Are Not in This Keyring")

            home.stop()
            os.replace(home.path + ".away", home.path)
            home.start()
            app.press("Look Again", "push button")
            app.wait(lambda: len(app.rows()) == 2, "both accounts")


def accepted(stage):
    """A keyring without the accounts can be accepted, after a question."""
    with stage.home(GITHUB) as home:
        home.stop()
        os.remove(home.path)
        home.start()
        with stage.app(home) as app:
            app.press("Use This Keyring as It Is…", "push button")
            app.press("Use This Keyring", "push button")
            app.wait_says(WELCOME)


def foreign(stage):
    """Another key for the keyring file is explained, and nobody is welcomed."""
    with stage.home(GITHUB, kind=FileKeyring) as home:
        home.password = "another key"
        with stage.app(home) as app:
            app.wait_says("The Keyring’s Key Has Changed")
            assert not app.says(WELCOME)
            app.get("Look Again", "push button", "sensitive")


def damaged(stage):
    """A cut-off keyring file is explained, and left as it is."""
    with stage.home(GITHUB, kind=FileKeyring) as home:
        with open(home.path, "rb") as file:
            data = file.read()[:-20]
        with open(home.path, "wb") as file:
            file.write(data)
        with stage.app(home) as app:
            app.wait_says("The Keyring File Is Damaged")
            assert not app.says(WELCOME)
            app.get("Look Again", "push button", "sensitive")
        with open(home.path, "rb") as file:
            assert file.read() == data


def file_backend(stage):
    """With libsecret's own file the window works the same."""
    with stage.window(GITHUB, kind=FileKeyring) as app:
        expect_code(app, "GitHub", RFC_SECRET)


def store_broken(home, identity):
    subprocess.run(["secret-tool", "store", "--label=Test", "xdg:schema", "io.github.sparekey.Record", "kind", "account",
                    "id", identity, "version", "1"], input="this is no account", text=True, env=home.env(), check=True)


def broken_record(stage):
    """A record that cannot be read is set aside and said, and hides no other."""
    with stage.home(GITHUB) as home:
        store_broken(home, "8c6f2f1e-6d0b-4b57-9d55-0d8a6a3f2b11")
        with stage.app(home) as app:
            app.wait_says("1 record could not be read")
            expect_code(app, "GitHub", RFC_SECRET)
            app.press("Show", "push button")
            app.wait_says("Records Set Aside")
            app.wait_says("not written as Sparekey writes accounts")
            app.get("Export.*", "push button", "sensitive")
            app.key("alt+Left")
            app.get("GitHub.*", "list item")


def daemon_restarted(stage):
    """A keyring that restarts under the window takes the next change."""
    with stage.window(GITHUB, MAIL) as app:
        app.home.restart()
        app.click(app.row("MailerSend"))
        app.key("ctrl+d")
        app.wait(lambda: app.rows()[:1] and app.rows()[0].startswith("MailerSend"), "the favourite first")
        assert [account["favorite"] for account in stage.accounts(app.home) if account["service"] == "MailerSend"] == [True]


def followed(stage):
    """What the command line adds appears in the window."""
    with stage.window(GITHUB) as app:
        stage.add(app.home, MAIL)
        app.wait(lambda: len(app.rows()) == 2, "both accounts")


def clock_warning(stage):
    """A clock that is not synchronised is mentioned; one that is, is not."""
    for synchronized, warned in (("false", True), ("true", False)):
        with stage.home(GITHUB) as home, ServiceKeyring(start=False) as system:
            clock = subprocess.Popen(["/usr/bin/python3", STAND_IN, synchronized], stdout=subprocess.PIPE, text=True,
                                     env=dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS=system.address, G_DEBUG=""))
            try:
                assert clock.stdout.readline() == "ready\n"
                with stage.app(home, DBUS_SYSTEM_BUS_ADDRESS=system.address) as app:
                    expect_code(app, "GitHub", RFC_SECRET)
                    assert clock.stdout.readline() == "asked\n"
                    if warned:
                        app.wait_says("clock is not synchronized")
                        app.press("Close This Notice", "push button")
                        app.wait_gone("clock is not synchronized")
                    else:
                        assert not app.says("clock is not synchronized")
            finally:
                clock.kill()
                clock.wait()


run(locked_dismissed_unlocked, no_service, missing, accepted, foreign, damaged, file_backend, broken_record,
    daemon_restarted, followed, clock_warning)
