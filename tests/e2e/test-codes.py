# SPDX-License-Identifier: GPL-3.0-or-later
"""Codes in the window: shown, found, copied, counted, hidden, ordered."""
import signal
import time

from stage import (BANK, GITHUB, MAIL, OTHER_SECRET, RFC_SECRET, THIRD_SECRET, WIKI, expect_code, expect_copied,
                   expect_not_copied, oathtool, oathtool_counter, run, shown_code)


def services(app):
    return [row.split(",")[0] for row in app.rows()]


def counter(stage, app):
    return next(account["counter"] for account in stage.accounts(app.home) if account["service"] == "Bank")


def shows_codes(stage):
    """Codes are oathtool's, and read digit by digit."""
    with stage.window(GITHUB, MAIL, WIKI) as app:
        expect_code(app, "GitHub", RFC_SECRET)
        expect_code(app, "MailerSend", OTHER_SECRET)
        expect_code(app, "Wiki", THIRD_SECRET, "--digits=8", totp="sha256")
        app.get(r"GitHub, alice@example\.org, code \d( \d){5}", "list item")


def follows_the_clock(stage):
    """A code is replaced when its time is over."""
    with stage.window(f"otpauth://totp/Fast:alice?secret={RFC_SECRET}&issuer=Fast&period=3") as app:
        expect_code(app, "Fast", RFC_SECRET, "--time-step-size=3s")
        first = shown_code(app, "Fast")
        app.wait(lambda: shown_code(app, "Fast") != first, "another code")
        expect_code(app, "Fast", RFC_SECRET, "--time-step-size=3s")


def search_and_enter(stage):
    """Typing searches, and Enter copies the first hit."""
    with stage.window(GITHUB, MAIL, WIKI) as app:
        app.type("ma")
        app.wait(lambda: services(app) == ["MailerSend"], "one hit")
        # It is said for some seconds only.
        expect_copied(app, OTHER_SECRET, lambda: (app.key("Return"), app.wait_says("Copied the code of MailerSend")))
        app.key("Escape")
        app.wait(lambda: len(app.rows()) == 3, "all accounts again")
        app.type("i")
        app.wait(lambda: services(app) == ["GitHub", "MailerSend", "Wiki"], "three hits")
        expect_copied(app, RFC_SECRET, lambda: app.key("Return"))


def search_without_hits(stage):
    """A search without hits says so and leads back."""
    with stage.window(GITHUB) as app:
        app.type("zzz")
        app.wait_says("No Results")
        expect_not_copied(app, lambda: app.key("Return"))
        app.press("Show All Accounts")
        app.wait(lambda: services(app) == ["GitHub"], "the account again")


def clipboard_is_marked_and_cleared(stage):
    """A copied code is marked as a password and cleared in time."""
    with stage.window(GITHUB, settings={"clipboard-timeout": "uint32 15"}) as app:
        expect_copied(app, RFC_SECRET, lambda: app.key("Return"))
        assert "x-kde-passwordManagerHint" in app.desktop.clipboard("TARGETS").split()
        app.wait(lambda: app.desktop.clipboard() == "", "the empty clipboard")


def foreign_clipboard_stays(stage):
    """What another program copied meanwhile is not cleared."""
    with stage.window(GITHUB, settings={"clipboard-timeout": "uint32 15"}) as app:
        expect_copied(app, RFC_SECRET, lambda: app.key("Return"))
        app.desktop.copy("a letter to mother")
        time.sleep(16)  # longer than the program waits
        assert app.desktop.clipboard() == "a letter to mother"


def closing_clears_the_clipboard(stage):
    """A code does not stay on the clipboard when the window closes."""
    with stage.window(GITHUB) as app:
        expect_copied(app, RFC_SECRET, lambda: app.key("Return"))
        app.close()
        assert app.desktop.clipboard() == ""


def a_click_copies(stage):
    """A click on a row copies its code, and so does its button."""
    with stage.window(GITHUB, MAIL) as app:
        expect_copied(app, OTHER_SECRET, lambda: app.click(app.row("MailerSend")))
        expect_copied(app, RFC_SECRET, lambda: app.click(app.get("Copy the code of GitHub", "push button")))


def arrows_only_move(stage):
    """Moving through the list copies nothing and counts nothing."""
    with stage.window(BANK, GITHUB, MAIL) as app:
        app.wait(lambda: app.focus() and app.focus().name.startswith("Bank"), "the focus in the first row")

        def move():
            app.key("Down", "Down", "Up", "Up", "End", "Home", "Page_Down", "Page_Up", "Down")
            app.wait(lambda: app.focus() and app.focus().name.startswith("GitHub"), "the focus in the second row")

        expect_not_copied(app, move)
        assert shown_code(app, "Bank") is None
        assert counter(stage, app) == 5


def only_a_press_counts(stage):
    """A counter advances by an explicit press only, one step each."""
    with stage.window(BANK, GITHUB) as app:
        expect_not_copied(app, lambda: app.click(app.row("Bank")))
        app.wait_says("new code each time you ask")
        assert counter(stage, app) == 5
        app.click(app.get("Next code of Bank", "push button"))
        app.wait(lambda: shown_code(app, "Bank") == oathtool_counter(RFC_SECRET, 5), "the code of counter 5")
        assert counter(stage, app) == 6
        app.key("ctrl+g")
        app.wait(lambda: shown_code(app, "Bank") == oathtool_counter(RFC_SECRET, 6), "the code of counter 6")
        assert counter(stage, app) == 7


def counter_is_stored_first(stage):
    """No counter-based code is shown before the keyring holds the new counter."""
    with stage.window(BANK) as app:
        app.home.daemon.send_signal(signal.SIGSTOP)
        try:
            app.click(app.get("Next code of Bank", "push button"))
            time.sleep(1)
            assert shown_code(app, "Bank") is None
        finally:
            app.home.daemon.send_signal(signal.SIGCONT)
        app.wait(lambda: shown_code(app, "Bank") == oathtool_counter(RFC_SECRET, 5), "the code of counter 5")
        assert counter(stage, app) == 6


def next_code(stage):
    """The next code can be copied before its time."""
    with stage.window(GITHUB) as app:
        app.wait(lambda: time.time() % 30 < 20, "a moment away from the change")
        app.desktop.copy("something else")
        before = time.time()
        app.key("ctrl+shift+c")
        app.wait_says("Copied the next code of GitHub")
        app.wait(lambda: app.desktop.clipboard() not in ("", "something else"), "something on the clipboard")
        code = app.desktop.clipboard()
        assert code in {oathtool(RFC_SECRET, moment + 30) for moment in (before, time.time())}, code


def favorites_tags_and_order(stage):
    """Favourites stand first, tags filter, and three orders work."""
    with stage.home() as home:
        for uri in (GITHUB + "&x-tag=work", MAIL + "&x-tag=home", WIKI + "&x-tag=home"):
            stage.add(home, uri)
        with stage.app(home) as app:
            app.wait(lambda: services(app) == ["GitHub", "MailerSend", "Wiki"], "the order by name")
            app.press("home")
            app.wait(lambda: services(app) == ["MailerSend", "Wiki"], "those with the tag")
            app.press("All")
            app.wait(lambda: len(app.rows()) == 3, "all of them")
            app.click(app.row("Wiki"))
            app.key("ctrl+d")
            app.wait(lambda: services(app) == ["Wiki", "GitHub", "MailerSend"], "the favourite first")
            app.press("Favorites")
            app.wait(lambda: services(app) == ["Wiki"], "the favourite only")
            app.press("All")
            app.wait(lambda: len(app.rows()) == 3, "all of them")
            app.click(app.row("Wiki"))
            app.key("ctrl+d")
            app.wait(lambda: services(app) == ["GitHub", "MailerSend", "Wiki"], "no favourite any more")


def sort_orders(stage):
    """The order by last use and by hand work and stay."""
    with stage.window(GITHUB, MAIL, WIKI) as app:
        app.click(app.row("MailerSend"))
        choose_order(app, "Last Use")
        app.wait(lambda: services(app)[0] == "MailerSend", "the one used last first")
        choose_order(app, "Order by Hand")
        app.wait(lambda: len(app.rows()) == 3, "the order by hand")
        before = services(app)
        app.click(app.row(before[2]))
        app.key("alt+Up")
        app.wait(lambda: services(app) == [before[0], before[2], before[1]], "one step up")
        home = app.home
        app.close()
        with stage.app(home, settings={"sort-order": "'hand'"}) as again:
            again.wait(lambda: services(again) == [before[0], before[2], before[1]], "the same order")


def choose_order(app, name):
    app.key("F10")
    app.get(name, "radio menu item").press()
    app.wait(lambda: not app.find(None, "menu"), "no menu")


def hidden_until_asked(stage):
    """With codes hidden, one is shown only when asked for."""
    with stage.window(GITHUB, MAIL, settings={"hide-codes": "true"}) as app:
        app.wait(lambda: app.rows() == ["GitHub, alice@example.org, code hidden", "MailerSend, alice, code hidden"],
                 "two accounts with hidden codes")
        app.key("space")
        expect_code(app, "GitHub", RFC_SECRET)
        assert shown_code(app, "MailerSend") is None
        app.key("space")
        app.wait(lambda: shown_code(app, "GitHub") is None, "dots again")
        expect_copied(app, RFC_SECRET, lambda: app.key("Return"))
        expect_code(app, "GitHub", RFC_SECRET)


run(shows_codes, follows_the_clock, search_and_enter, search_without_hits, clipboard_is_marked_and_cleared,
    foreign_clipboard_stays, closing_clears_the_clipboard, a_click_copies, arrows_only_move, only_a_press_counts,
    counter_is_stored_first, next_code, favorites_tags_and_order, sort_orders, hidden_until_asked)
