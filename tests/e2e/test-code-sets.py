# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup codes in the window: seen, used, corrected, made void."""
import contextlib
import os
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
        # It is offered for some seconds only; that the next code comes is looked at below.
        app.press("Undo", "push button")
        app.wait_says("5 of 5 left")
        app.click(app.get("What Happened When"))
        app.wait_says("Code 1 was used")
        app.wait_says("The use of code 1 was taken back")
        app.press("Mark as Used", "push button")
        app.wait_says("4 of 5 left")
        app.wait_says("Code 2")


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
        assert "1a2b3" not in stage.run_cli(home, "codes", "list", "--secret", "GitHub")


def code_corrected(stage):
    """A typing error is corrected in the stored set, noted, and taken back by Undo"""
    with sets_page(stage, GITHUB) as (app, home):
        open_set(app)
        app.click(app.get("All Codes"))
        app.press("Correct Code 2", "push button")
        app.wait_says("Check characters HJ")
        app.write("Code, as the Service Gave It", "6f7g8-h9j01")
        app.wait_gone("Check characters HJ")
        app.write("Number in the Service.s List", "12")
        app.press("Save", "push button")
        app.get("Correct Code 12", "push button")
        assert "6f7g8-h9j01" in stage.run_cli(home, "codes", "list", "--secret", "GitHub")
        app.wait_gone("^Undo$")
        app.press("Correct Code 12", "push button")
        app.write("Code, as the Service Gave It", "6f7g8-h9j02")
        app.press("Save", "push button")
        # It is offered for some seconds only.
        app.press("Undo", "push button")
        app.wait(lambda: "6f7g8-h9j01" in stage.run_cli(home, "codes", "list", "--secret", "GitHub"), "the code as it was")


def erased_with_account(stage):
    """An account that is erased for good takes its codes along: none are left without an account"""
    with sets_page(stage, GITHUB, MAIL) as (app, _):
        app.key("ctrl+1")
        app.click(app.row("GitHub"))
        app.key("Delete")
        app.wait(lambda: len(app.rows()) == 1, "the account to go")
        app.wait_gone("^Undo$")
        app.key("F10")
        app.get("Bin", "menu item").press()
        app.press("Delete GitHub for Good", "push button")
        app.press("Delete for Good", "push button")
        app.wait_says("^Deleted GitHub for good")
        app.wait_gone("^Delete GitHub for Good.$")
        app.activate()
        app.key("ctrl+2")
        app.wait_says("Codes for the Day the Phone Is Lost")


def without_account(stage):
    """Codes whose account another program erased are shown, and can be given to another account"""
    line = ("sparekey:code-set?x-id=11111111-2222-4333-8444-555555555511&account=11111111-2222-4333-8444-555555555599"
            "&file=old-codes.txt&created=1767225600&code=abcd-1234&code=efgh-5678\n")
    with stage.home(MAIL, kind=FileKeyring) as home:
        subprocess.run([os.environ["SPARE_STORE_TOOL"], "records"], input=line, env=home.env(), check=True, text=True,
                       capture_output=True, timeout=60)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the list")
            app.key("ctrl+2")
            app.wait_says("Backup Codes Without an Account")
            app.click(app.get("old-codes.txt, 2 of 2 left.*", "list item"))
            app.press("Mark as Used", "push button")
            app.wait_says("1 of 2 left")
            app.wait_gone("^Undo$")
            app.click(app.get("Give Them to an Account….*", "list item"))
            app.press("Whose codes are they[?] Choose an account", "push button")
            app.get("Search accounts", None, "focused", seconds=60)
            app.type("mailer")
            app.wait(lambda: app.find("MailerSend, .*", "label"), "the account among the hits")
            app.key("Return")
            app.get("Save", "push button", "sensitive", seconds=60)
            app.press("Save", "push button")
            app.get("MailerSend, alice, 1 of 2 left.*", "list item", seconds=60)
        assert "efgh-5678" in stage.run_cli(home, "codes", "list", "--secret", "MailerSend")


def searched(stage):
    """Typing finds accounts on this page, too"""
    with sets_page(stage, GITHUB, MAIL) as (app, _):
        app.type("mail")
        app.wait_gone("^GitHub, ")
        app.get("MailerSend, .*", "list item")
        app.type("zz")
        app.wait_says("No Results")
        app.key("Escape")
        app.get("GitHub, .*", "list item", seconds=60)


run(rows_say_how_many, shown_when_asked, copied, used_and_back, turned_off, used_from_the_list, new_phone,
    old_codes_deleted, code_corrected, erased_with_account, without_account, searched)
