# SPDX-License-Identifier: GPL-3.0-or-later
"""The window by keyboard alone, and for those who hear it."""
import re

from stage import BANK, GITHUB, MAIL, RFC_SECRET, WIKI, below, expect_copied, run

# What a person can act on; containers that take the focus only to pass it on are none of these.
CONTROLS = {"push button", "toggle button", "check box", "radio button", "entry", "text", "password text", "combo box",
            "list item", "menu item", "check menu item", "radio menu item", "spin button", "link", "switch"}
CLASS_NAME = re.compile(r"(Gtk|Adw|Spare)[A-Z]\w+")


def focus_name(app):
    node = app.focus()
    return node.name if node else None


def the_list_is_one_stop(stage):
    """Tab goes into the list once and out of it again."""
    with stage.window(GITHUB, MAIL, WIKI) as app:
        stops = []
        for _ in range(12):
            stops.append(app.focus())
            last = focus_name(app)
            app.key("Tab")
            app.wait(lambda last=last: focus_name(app) not in (None, last), "the next stop")
        # A row says its code, which is another one every 30 seconds.
        names = [node.name.split(", code ")[0] for node in stops]
        rounds = names.index(names[0], 1)
        assert sum(node.role == "list item" for node in stops[:rounds]) == 1, names
        assert {"Add Account", "Search", "Main Menu"} <= set(names[:rounds]), names


def context_menu(stage):
    """The Menu key and Shift+F10 open the menu of the selected account."""
    with stage.window(GITHUB, MAIL) as app:
        for key in ("Menu", "shift+F10"):
            app.key(key)
            app.get("Copy Code", "menu item")
            app.key("Escape")
            app.wait(lambda: app.find(None, "menu item") is None, "the menu to close")
            app.wait(lambda: (focus_name(app) or "").startswith("GitHub"), "the focus back in its row")
        app.key("Menu")
        app.get("Copy Code", "menu item")
        expect_copied(app, RFC_SECRET, lambda: app.key("Return"))
        app.click(app.row("MailerSend"), button=3)
        app.get("Account Details", "menu item").press()
        app.wait_says("Show the Secret")


def main_keys(stage):
    """Ctrl+F, F10, Ctrl+comma, Ctrl+question and Escape do what they do elsewhere."""
    with stage.window(GITHUB) as app:
        app.key("ctrl+f")
        app.type("zz")
        app.wait_says("No Results")
        app.key("Escape")
        app.wait(lambda: (focus_name(app) or "").startswith("GitHub"), "the focus in the list")
        app.key("F10")
        app.get("Preferences", "menu item")
        app.key("Escape")
        app.wait(lambda: app.find(None, "menu item") is None, "the menu to close")
        app.key("ctrl+comma")
        app.wait_says("Show dots until a code is asked for")
        app.key("Escape")
        app.wait_gone("Show dots until a code is asked for")
        app.key("ctrl+question")
        app.wait_says("Search accounts, or just type")
        app.key("Escape")
        app.wait_gone("Search accounts, or just type")


def account_page(stage):
    """The account page shows everything about an account, and the secret only when asked."""
    with stage.window(GITHUB + "&x-tag=work", BANK) as app:
        app.click(app.row("GitHub"))
        app.key("alt+Return")
        app.wait_says("Time-based, SHA-1, 6 digits, 30 seconds")
        app.wait_says("work")
        plain = re.sub(r"\s", "", " ".join(app.words()))
        assert RFC_SECRET not in plain, "the secret is shown"
        app.press("Show the Secret", "check box")
        app.wait(lambda: RFC_SECRET in re.sub(r"\s", "", " ".join(app.words())), "the secret")
        app.key("alt+Left")
        app.wait(lambda: len(app.rows()) == 2, "the list")
        assert (focus_name(app) or "").startswith("GitHub"), focus_name(app)
        app.key("alt+Return")
        app.wait_says("Show the Secret")
        assert RFC_SECRET not in re.sub(r"\s", "", " ".join(app.words())), "the secret is still shown"


def preferences(stage):
    """Preferences work at once: codes are hidden."""
    with stage.window(GITHUB) as app:
        app.key("ctrl+comma")
        app.get("Hide Codes.*", "check box").press()
        app.key("Escape")
        app.wait(lambda: app.rows() == ["GitHub, alice@example.org, code hidden"], "dots")


def nameless(app):
    """GTK 4.8 leaves the chosen item of a list without a name; its label has it."""
    return [repr(node) for node in app.nodes()
            if node.role in CONTROLS and node.has("focusable") and (not node.name or CLASS_NAME.fullmatch(node.name))
            and not (node.role == "list item" and any(other.name and other.role == "label" for other in below(node)))]


def check_names(app, what):
    app.wait(lambda: not nameless(app), f"names for every control of {what}: {nameless(app)}", 10)


def everything_has_a_name(stage):
    """Every control of every page has a name of its own."""
    with stage.window() as app:
        app.wait_says("Add Your First Account")
        check_names(app, "the first page")
    with stage.window(GITHUB + "&x-tag=work", BANK) as app:
        check_names(app, "the list")
        app.type("zz")
        app.wait_says("No Results")
        check_names(app, "the empty search")
        app.key("Escape", "F10")
        app.get("Preferences", "menu item")
        check_names(app, "the main menu")
        app.key("Escape", "ctrl+comma")
        app.wait_says("Show dots until a code is asked for")
        check_names(app, "the preferences")
        app.key("Escape")
        app.wait_gone("Show dots until a code is asked for")
        app.key("ctrl+n")
        app.write("Secret", RFC_SECRET)
        app.click(app.get("Advanced", "list item"))
        app.get("Digits", None, "editable")
        check_names(app, "the editor")
        app.key("Escape")
        app.press("Discard", "push button")
        app.wait_gone("Advanced")
        app.activate()
        app.click(app.row("Bank"))
        app.key("alt+Return")
        app.wait_says("Show the Secret")
        check_names(app, "the account page")
        app.key("alt+Left")
        app.get("Accounts", "list")
        app.click(app.row("Bank"))
        app.key("Delete", "F10")
        app.get("Bin", "menu item").press()
        app.get("Restore Bank", "push button")
        check_names(app, "the bin")


def menu_closes(app):
    app.key("Escape")
    app.wait(lambda: app.find(None, "menu item") is None, "the menu to close")


def views(stage):
    """Ctrl+1 and Ctrl+2 change the view, as the list of shortcuts tells, and the focus goes along."""
    with stage.window(GITHUB, MAIL) as app:
        app.key("ctrl+question")
        app.wait_says("^Backup codes$")
        app.key("Escape")
        app.wait_gone("^Backup codes$")
        app.key("ctrl+2")
        app.wait_says("Codes for the Day the Phone Is Lost")
        app.wait(lambda: (focus_name(app) or "").startswith("Take In"), "the focus on what to do")
        app.key("ctrl+1")
        app.wait(lambda: (focus_name(app) or "").startswith("GitHub"), "the focus in the list")


def tab_round(app):
    """The names of what Tab reaches until it is where it began."""
    names = [app.wait(lambda: focus_name(app), "a focus")]
    while len(names) < 30:
        app.key("Tab")
        names.append(app.wait(lambda: (name := focus_name(app)) != names[-1] and name, f"Tab to leave {names[-1]}"))
        if names[-1] == names[0]:
            break
    return names


def tab_reaches_all(stage):
    """Tab goes round the page of backup codes and that of sheets, their bars included."""
    with stage.window(GITHUB) as app:
        app.key("ctrl+2")
        app.wait(lambda: (focus_name(app) or "").startswith("Take In"), "the focus on what to do")
        names = tab_round(app)
        assert names == [names[0], "Turn On Two-Step Sign-In…", "Backup Codes and Sheets", "Codes", "Backup Codes",
                         "Check-Up", "Print All", "Main Menu", names[0]], names
        app.key("F10")
        app.get("Sheets", "menu item").press()
        app.wait(lambda: app.find(None, "menu item") is None, "the menu to close")
        app.wait_says("No Sheets Yet|Sheets")
        names = tab_round(app)
        assert names[-1] == names[0] and {"Back", "Main Menu"} <= set(names), names


def menu_everywhere(stage):
    """F10 opens the main menu on every page."""
    with stage.window(GITHUB) as app:
        for page, says in (("Sheets", "No Sheets Yet|Sheets"), ("Bin", "Bin")):
            app.key("F10")
            app.get(page, "menu item").press()
            app.wait(lambda: app.find(None, "menu item") is None, "the menu to close")
            app.wait_says(says)
            app.key("F10")
            app.get("Preferences", "menu item")
            menu_closes(app)
        app.key("alt+Left", "alt+Left")
        app.get("Accounts", "list", seconds=60)
        app.key("ctrl+2")
        app.wait_says("Codes for the Day the Phone Is Lost")
        app.key("F10")
        app.get("Preferences", "menu item")
        menu_closes(app)
        app.key("ctrl+1")
        app.wait(lambda: (focus_name(app) or "").startswith("GitHub"), "the focus in the list")
        app.key("alt+Return")
        app.wait_says("Show the Secret")
        app.key("F10")
        app.get("Preferences", "menu item")
        menu_closes(app)


def quits(stage):
    """Ctrl+Q ends the program also from a dialog, unless that asks what is to become of what was typed."""
    with stage.window(GITHUB) as app:
        app.key("ctrl+n")
        app.write("Service", "Wiki")
        app.key("ctrl+q")
        app.press("Discard", "push button")
        app.wait(lambda: app.find("Service", None, "editable") is None, "the editor to go")
        app.activate()
        app.key("ctrl+comma")
        app.wait_says("Show dots until a code is asked for")
        app.key("ctrl+q")
        assert app.process.wait(60) == 0, app.log()


run(the_list_is_one_stop, context_menu, main_keys, account_page, preferences, everything_has_a_name, views,
    tab_reaches_all, menu_everywhere, quits)
