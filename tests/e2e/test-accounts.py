# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts in the window: added, edited, deleted, brought back, and refused."""
import re
import time

from stage import (BANK, GITHUB, MAIL, OTHER_SECRET, RFC_SECRET, THIRD_SECRET, below, expect_code, matches, oathtool,
                   run)

EMPTY = "Add Your First Account"


def open_editor(app):
    app.key("ctrl+n")
    app.get("Service", None, "editable")


def preview(app):
    """The digits that the editor shows before saving."""
    for node in app.nodes():
        found = re.fullmatch(r"Code( \d)+", node.name)
        if found and node.window().name in ("Add Account", "Edit Account"):
            return re.sub(r"\D", "", node.name)
    return None


def expect_preview(app, secret, *options, **named):
    def fits():
        before = time.time()
        return preview(app) in {oathtool(secret, moment, *options, **named) for moment in (before, time.time())}
    app.wait(fits, "the preview of the code")


def wait_closed(app):
    app.wait(lambda: app.find("Service", None, "editable") is None, "the editor to close")


def field(app, name):
    return app.get(name, None, "editable").text


def first_start(stage):
    """A new person is welcomed and led to the first account."""
    with stage.window() as app:
        app.wait_says(EMPTY)
        app.press("Add Account", "push button")
        app.get("Setup Link.*", None, "editable")
        app.type("x")
        app.wait(lambda: field(app, "Setup Link.*") == "x", "the focus in the link's entry")
        discard(app)


def by_hand(stage):
    """An account is added by typing, after a preview of its code."""
    with stage.window() as app:
        open_editor(app)
        for name, text in (("Service", "GitHub"), ("Account Name", "alice@example.org"), ("Secret", RFC_SECRET.lower())):
            app.click(app.get(name, None, "editable"))
            app.type(text)
            app.wait(lambda name=name, text=text: field(app, name) == text, f"what was typed as {name}")
        expect_preview(app, RFC_SECRET)
        app.key("Return")
        wait_closed(app)
        expect_code(app, "GitHub", RFC_SECRET)
        accounts = stage.accounts(app.home)
        assert [(account["service"], account["name"]) for account in accounts] == [("GitHub", "alice@example.org")]


def by_pasting(stage):
    """A pasted setup link fills the fields, wherever the cursor is."""
    with stage.window() as app:
        open_editor(app)
        app.click(app.get("Account Name", None, "editable"))
        app.desktop.copy(GITHUB)
        app.key("ctrl+v")
        app.wait(lambda: field(app, "Service") == "GitHub", "the service from the link")
        assert field(app, "Account Name") == "alice@example.org"
        assert field(app, "Setup Link.*") == ""
        expect_preview(app, RFC_SECRET)
        app.press("Add", "push button")
        wait_closed(app)
        expect_code(app, "GitHub", RFC_SECRET)


def handed_over(stage):
    """A link opened elsewhere comes to the running window, to be looked at first."""
    with stage.window(MAIL) as app:
        app.hand_over(GITHUB)
        app.wait(lambda: app.find("Service", None, "editable") and field(app, "Service") == "GitHub", "the link's fields")
        assert len(stage.accounts(app.home)) == 1
        app.press("Add", "push button")
        wait_closed(app)
        expect_code(app, "GitHub", RFC_SECRET)


def started_with_a_link(stage):
    """A link given at the start waits for the keyring."""
    with stage.home() as home, stage.app(home, GITHUB) as app:
        app.wait(lambda: app.find("Service", None, "editable") and field(app, "Service") == "GitHub", "the link's fields")
        app.press("Add", "push button")
        wait_closed(app)
        expect_code(app, "GitHub", RFC_SECRET)


def edited(stage):
    """An edit shows its code before it is saved."""
    with stage.window(GITHUB) as app:
        app.key("F2")
        app.get("Service", None, "editable")
        expect_preview(app, RFC_SECRET)
        app.write("Service", "Forge")
        app.press("Replace the Secret", "push button")
        app.write("Secret", THIRD_SECRET)
        expect_preview(app, THIRD_SECRET)
        app.press("Save", "push button")
        app.wait_says("Replace the Secret of Forge")
        app.press("Replace", "push button")
        wait_closed(app)
        expect_code(app, "Forge", THIRD_SECRET)
        assert [account["service"] for account in stage.accounts(app.home)] == ["Forge"]


def discarded(stage):
    """What was typed is not thrown away without a question."""
    with stage.window(GITHUB) as app:
        app.key("F2")
        app.get("Service", None, "editable")
        app.write("Service", "Forge")
        app.key("Escape")
        app.wait_says("Discard What You Typed")
        app.key("Escape")
        app.wait_gone("Discard What You Typed")
        assert field(app, "Service") == "Forge"
        app.key("Escape")
        app.wait_says("Discard What You Typed")
        app.press("Discard", "push button")
        wait_closed(app)
        assert [account["service"] for account in stage.accounts(app.home)] == ["GitHub"]


def deleted_and_undone(stage):
    """Delete moves to the bin, and Undo brings back."""
    with stage.window(GITHUB, MAIL) as app:
        app.key("Delete")
        # Undo is offered for some seconds only, so one look must do.
        undo = app.get("Undo", "push button")
        undo.press()
        said = [node.text or node.name for node in below(undo.window())]
        assert "Moved GitHub to the bin." in said and not [word for word in said if word.startswith("GitHub,")], said
        app.wait(lambda: len(app.rows()) == 2, "both accounts")
        expect_code(app, "GitHub", RFC_SECRET)


def show_bin(app):
    app.key("F10")
    app.get("Bin", "menu item").press()
    app.get("Back", "push button")


def bin_and_erase(stage):
    """The bin restores, and erases only after a confirmed question."""
    with stage.window(GITHUB, MAIL) as app:
        app.key("Delete")
        app.wait(lambda: len(app.rows()) == 1, "one account less")
        show_bin(app)
        app.press("Restore GitHub", "push button")
        app.wait_says("Restored GitHub")
        app.key("alt+Left")
        app.wait(lambda: len(app.rows()) == 2, "both accounts")

        app.click(app.row("GitHub"))
        app.key("Delete")
        app.wait(lambda: len(app.rows()) == 1, "one account less")
        show_bin(app)
        app.press("Delete GitHub for Good", "push button")
        app.wait_says("cannot be brought back")
        app.key("Escape")
        app.wait_gone("cannot be brought back")
        app.get("Restore GitHub", "push button")
        assert len(binned(stage, app)) == 1

        app.press("Delete GitHub for Good", "push button")
        app.wait_says("cannot be brought back")
        app.key("Return")  # means Cancel: never the destructive answer
        app.wait_gone("cannot be brought back")
        assert len(binned(stage, app)) == 1

        app.press("Delete GitHub for Good", "push button")
        app.wait_says("cannot be brought back")
        app.press("Delete for Good", "push button")
        app.wait_says("The Bin Is Empty")
        assert binned(stage, app) == []


def binned(stage, app):
    return [account for account in stage.accounts(app.home, "--bin")]


def duplicates(stage):
    """An account with the same codes is noticed, in the list and in the bin."""
    with stage.window(GITHUB) as app:
        for answer, count in (("Cancel", 1), ("Keep Both", 2)):
            app.hand_over(GITHUB.replace("issuer=GitHub", "issuer=Forge"))
            app.wait(lambda: app.find("Add", "push button", "sensitive"), "the Add button")
            app.press("Add", "push button")
            app.wait_says("You Already Have This Account")
            app.get(answer, "push button")
            [node for node in app.nodes() if node.role == "push button" and matches(node, answer)][-1].press()
            app.wait_gone("You Already Have This Account")
            if count == 1:
                app.key("Escape")
                app.wait_says("Discard")
                app.press("Discard", "push button")
            wait_closed(app)
            app.wait(lambda: len(app.rows()) == count, f"{count} accounts")


BAD_LINKS = (
    ("hello world", "not a setup link"),
    ("otpauth://garbage", "kind of code"),
    ("otpauth:", "not a setup link|kind of code"),
    ("https://example.org/totp?secret=ABC", "not a setup link"),
    ("otpauth://totp/Example:alice", "secret is missing"),
    ("otpauth://totp/Example:alice?secret=", "secret is missing"),
    ("otpauth://totp/Example:alice?secret=A", "too short"),
    ("otpauth://totp/Example:alice?secret=GEZDGNB1890", "character that does not belong"),
    (f"otpauth://totp/Example:alice?secret={RFC_SECRET}&digits=99", "1 to 10 digits"),
    (f"otpauth://totp/Example:alice?secret={RFC_SECRET}&digits=0", "1 to 10 digits"),
    (f"otpauth://totp/Example:alice?secret={RFC_SECRET}&period=0", "period is a number of seconds"),
    (f"otpauth://totp/Example:alice?secret={RFC_SECRET}&algorithm=MD5", "algorithm is not one"),
    (f"otpauth://hotp/Example:alice?secret={RFC_SECRET}&counter=-1", "counter is a whole number"),
    ("otpauth-migration://offline?data=CjEKCkhello", "several accounts"),
)


def bad_links(stage):
    """A bad link gets one sentence that says what is wrong, and changes nothing."""
    with stage.window(GITHUB) as app:
        open_editor(app)
        for link, sentence in BAD_LINKS:
            app.write("Setup Link.*", link)
            app.wait_says(sentence)
            assert RFC_SECRET not in " ".join(node.name for node in app.nodes()), "the secret is in a message"
            assert field(app, "Service") == "", link
        app.press("Add", "push button")
        app.wait_says(BAD_LINKS[-1][1])
        assert len(stage.accounts(app.home)) == 1
        discard(app)


def discard(app):
    app.key("Escape")
    app.wait_says("Discard")
    app.press("Discard", "push button")
    wait_closed(app)


BAD_SECRETS = (
    ("", "secret is missing"),
    ("A", "too short"),
    ("hello world!", "character that does not belong"),
    ("GEZDGNB1890", "character that does not belong"),
)


def bad_secrets(stage):
    """A bad secret is named beside its field; hyphens and blanks are no fault."""
    with stage.window() as app:
        open_editor(app)
        app.write("Service", "Example")
        for secret, sentence in BAD_SECRETS:
            app.write("Secret", secret)
            app.press("Add", "push button")
            app.wait_says(sentence)
            assert stage.accounts(app.home) == [], secret
        app.write("Secret", "jbsw-y3dp ehpk-3pxp jbsw-y3dp-ehpk-3pxp")
        expect_preview(app, OTHER_SECRET)
        app.press("Add", "push button")
        wait_closed(app)
        expect_code(app, "Example", OTHER_SECRET)


def bad_numbers(stage):
    """Numbers that no code can have are named; without a name nothing is saved."""
    with stage.window() as app:
        open_editor(app)
        app.write("Secret", RFC_SECRET)
        app.press("Add", "push button")
        app.wait_says("so that you can find the account again")
        app.write("Service", "Example")
        app.click(app.get("Advanced", "list item"))
        app.get("Digits", None, "editable")
        for name, value, good, sentence in (("Digits", "99", "8", "1 to 10 digits"),
                                            ("Digits", "six", "8", "1 to 10 digits"),
                                            ("Period in Seconds", "0", "60", "at least 1")):
            app.write(name, value)
            app.press("Add", "push button")
            app.wait_says(sentence)
            assert preview(app) is None, "a code that nobody asked for"
            app.write(name, good)
        assert stage.accounts(app.home) == []
        expect_preview(app, RFC_SECRET, "--digits=8", "--time-step-size=60s")
        app.press("Add", "push button")
        wait_closed(app)
        expect_code(app, "Example", RFC_SECRET, "--digits=8", "--time-step-size=60s")


def restarted(stage):
    """After the keyring and the window start again, everything is there."""
    with stage.window(GITHUB, MAIL, BANK) as app:
        home = app.home
        app.click(app.row("MailerSend"))
        app.key("Delete")
        app.wait(lambda: len(app.rows()) == 2, "one account less")
        app.close()
        home.restart()
        with stage.app(home) as again:
            again.wait(lambda: len(again.rows()) == 2, "both accounts")
            expect_code(again, "GitHub", RFC_SECRET)
            show_bin(again)
            again.get("Restore MailerSend", "push button")


run(first_start, by_hand, by_pasting, handed_over, started_with_a_link, edited, discarded, deleted_and_undone,
    bin_and_erase, duplicates, bad_links, bad_secrets, bad_numbers, restarted)
