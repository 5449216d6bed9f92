# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup codes in the window: seen, used, corrected, made void."""
import contextlib
import subprocess

from stage import GITHUB, MAIL, OTHER_SECRET, RFC_SECRET, FileKeyring, run

CODES = "1a2b3-c4d5e\n6f7g8-h9j0k\nq1w2e-r3t4y\nz5x6c-v7b8n\nm9k8j-u7h6g\n"


@contextlib.contextmanager
def sets_page(stage, *uris, service="GitHub", **settings):
    """The page of backup codes; the account of SERVICE has five."""
    with stage.home(*uris, kind=FileKeyring) as home:
        subprocess.run([stage.cli, "codes", "import", service, "-"], input=CODES, env=home.env(), check=True, text=True,
                       capture_output=True, timeout=60)
        with stage.app(home, settings=settings) as app:
            app.wait(lambda: len(app.rows()) == len(uris), "the list")
            app.key("ctrl+2")
            app.wait_says("5 of 5 left")
            yield app, home


def open_set(app, service="GitHub"):
    app.click(app.get(f"{service}, .*left.*", "list item", seconds=60))
    app.wait_says("What a Code Does")


def rows_say_how_many(stage):
    """A row for each account: how many codes are left, or that there are none; also at 360 px"""
    for width in (720, 360):
        with sets_page(stage, GITHUB, MAIL, **{"window-width": width}) as (app, _):
            app.get("GitHub, alice@example.org, 5 of 5 left, Not on paper", "list item")
            app.get("MailerSend, alice, No backup codes yet", "list item")
            app.get("Codes", "page tab")
            app.key("ctrl+1")
            app.get("Accounts", "list")


def shown_when_asked(stage):
    """A code is in the window only after Show, and no more after leaving"""
    with sets_page(stage, GITHUB) as (app, _):
        open_set(app)
        assert not app.says("1a2b3"), "the code is there before it was asked for"
        app.press("Show", "push button")
        app.get("Hide", "push button")
        app.key("alt+Left")
        app.wait_says("5 of 5 left")
        open_set(app)
        app.get("Show", "push button")


def copied(stage):
    """Copy gives the next code as the service wrote it"""
    with sets_page(stage, GITHUB) as (app, _):
        open_set(app)
        app.press("Copy", "push button")
        app.wait(lambda: app.desktop.clipboard() == "1a2b3-c4d5e", "the code on the clipboard")


def used_and_back(stage):
    """A use is saved, the next code is offered, and Undo takes it back"""
    with sets_page(stage, GITHUB) as (app, _):
        open_set(app)
        app.press("Mark as Used", "push button")
        app.wait_says("4 of 5 left")
        app.wait_says("Code 2")
        app.click(app.get("Undo", "push button"))
        app.wait_says("5 of 5 left")
        app.click(app.get("What Happened When"))
        app.wait_says("Code 1 was used")
        app.wait_says("The use of code 1 was taken back")
        app.press("Mark as Used", "push button")
        app.wait_says("4 of 5 left")


def turned_off(stage):
    """Two-step sign-in turned off: asked first; then secret and codes are void together"""
    with sets_page(stage, GITHUB) as (app, home):
        open_set(app)
        app.click(app.get("Two-Step Sign-In Was Turned Off….*", "list item"))
        app.wait_says("Is Two-Step Sign-In Off at GitHub")
        app.press("It Is Off", "push button")
        app.wait_says("No valid codes")
        app.wait_gone("Is Two-Step Sign-In Off at GitHub")
        kept = stage.accounts(home)
        assert [account["kind"] for account in kept] == ["none"], kept


def used_from_the_list(stage):
    """Any code can be marked as used in the list of all, and be taken back there"""
    with sets_page(stage, GITHUB) as (app, _):
        open_set(app)
        app.click(app.get("All Codes"))
        app.press("Mark Code 3 as Used", "push button")
        app.wait_says("4 of 5 left")
        app.wait_says("^Used on ")
        app.press("Take Back the Use of Code 3", "push button")
        app.wait_says("5 of 5 left")


def new_phone(stage):
    """A new phone: the old secret is refused, a new one is saved, and the old one goes into the bin"""
    with sets_page(stage, GITHUB) as (app, home):
        open_set(app)
        app.click(app.get("New Phone….*", "list item"))
        app.wait_says("Do the Backup Codes Still Work")
        app.press("They Are Void", "push button")
        app.get("New Secret", None, "editable", seconds=60)
        app.write("New Secret", RFC_SECRET)
        app.press("Save", "push button")
        app.wait_says("This is the old secret")
        app.write("New Secret", OTHER_SECRET)
        app.press("Save", "push button")
        app.wait_says("^Saved GitHub.$")
        app.wait_gone("This is the old secret")
        app.activate()
        app.wait_says("No valid codes")
        app.key("alt+Left")
        app.get("Get new codes: GitHub.*", "list item", seconds=60)
        assert [account["service"] for account in stage.accounts(home)] == ["GitHub"]
        assert OTHER_SECRET in stage.run_cli(home, "show", "--secret", "GitHub")


def old_codes_deleted(stage):
    """Void codes can be deleted, after a question"""
    with sets_page(stage, GITHUB) as (app, home):
        open_set(app)
        app.click(app.get("Two-Step Sign-In Was Turned Off….*", "list item"))
        app.press("It Is Off", "push button")
        app.wait_says("No valid codes")
        app.wait_gone("Is Two-Step Sign-In Off at GitHub")
        # What is said of it lies over the row.
        app.wait_gone("^Two-step sign-in of GitHub is off")
        app.activate()
        app.click(app.get("Old Codes", seconds=60))
        app.press("Delete These Old Codes", "push button")
        app.wait_says("Delete These Old Codes.$")
        app.press("Delete", "push button")
        app.wait_says("Deleted the backup codes")
        app.wait_gone("^Old Codes$")
        assert "1a2b3" not in stage.run_cli(home, "codes", "list", "GitHub")


run(rows_say_how_many, shown_when_asked, copied, used_and_back, turned_off, used_from_the_list, new_phone,
    old_codes_deleted)
