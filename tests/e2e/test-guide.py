# SPDX-License-Identifier: GPL-3.0-or-later
"""Turning on two-step sign-in, led by the guide, in the real window."""
import os
import subprocess
import time

from stage import MAIL, OTHER_SECRET, ServiceKeyring, oathtool, run, wait_until

SET = "22222222-2222-4333-8444-555555555555"
SHEET = "33333333-2222-4333-8444-555555555555"

# Every service of the guide and one that it does not know; whether it has codes of an app, and what the step for
# backup codes says.
SERVICES = [
    ("Apple", False, "Take In the Recovery Key"),
    ("Constant Contact", True, "No Backup Codes"),
    ("GitHub", True, "Take In the Backup Codes"),
    ("Google", True, "Take In the Backup Codes"),
    ("HubSpot", True, "Take In the Backup Codes"),
    ("Mailchimp", True, "Take In the Recovery Key"),
    ("MailerSend", True, "Take In the Backup Codes"),
    ("Mailjet", True, "Does Mailjet show backup codes now"),
    ("Microsoft", True, "Take In the Recovery Key"),
    ("Tea Club", True, "Does Tea Club show backup codes now"),
]


def tool(home, *words, stdin=None):
    """What another program of ours does to the keyring meanwhile."""
    subprocess.run([os.environ["SPARE_STORE_TOOL"], *words], input=stdin, env=home.env(), text=True, check=True,
                   stdout=subprocess.DEVNULL, timeout=60)


def things(home):
    done = subprocess.run([os.environ["SPARE_STORE_TOOL"], "list"], env=home.env(), capture_output=True,
                          text=True, check=True, timeout=60)
    return done.stdout


def open_guide(app):
    app.activate()
    app.key("F10")
    app.press("Turn On Two-Step Sign-In.*", "menu item")
    app.wait_says("Sparekey leads you through it")


def begin(app, service):
    open_guide(app)
    app.wait(lambda: app.focus() and app.focus().has("editable"), "the focus in the search")
    app.type(service.lower() if service != "Tea Club" else service)
    app.get(f"{service}|Another service: {service}", "list item")
    app.key("Return")
    app.wait_says(f"Sign In at {service}")


def press(app, name, says):
    app.get(name, "push button", "sensitive", seconds=60).press()
    app.wait_says(says)


def click_row(app, name):
    app.click(app.scroll_to(app.get(name, "list item")) or app.get(name, "list item"))


def first_code(app, secret):
    """The page shows the code of now, or says how long to wait for the next."""
    def fits():
        now = time.time()
        codes = {" ".join(oathtool(secret, moment)) for moment in (now - 1, now)}
        return any(code in word for word in app.words() for code in codes)
    app.wait(fits, "the code of this moment")


def mailersend(stage):
    """MailerSend from the first page to the last, interrupted and taken up again."""
    with stage.home() as home:
        with stage.app(home) as app:
            app.wait_says("Add Your First Account")
            begin(app, "MailerSend")
            for words in ("https://mailersend.com/", "1. My profile", "2. Two-factor authentication",
                          "As read at www.mailersend.com"):
                assert app.says(words), (words, app.words())
            press(app, "I Am There", "Scan the QR Code")
            stage.desktop.copy(MAIL)
            click_row(app, "Paste from the Clipboard")
            app.get("Import 1", "push button", "sensitive", seconds=60).press()
            app.wait_says("Imported")
            app.get("Done", "push button", "sensitive").press()
            app.wait_says("Enter the First Code")
            first_code(app, OTHER_SECRET)
            press(app, "No", "What to Check")
            assert app.says("That is|The code above is that of MailerSend, alice"), app.words()
            press(app, "Yes, It Is On", "Take In the Backup Codes")

            account = stage.accounts(home)[0]["id"]
            tool(home, "records", stdin=f"sparekey:code-set?x-id={SET}&account={account}&code=12345678&code=23456789\n")
            app.wait_says("2 codes are saved in your keyring")
            press(app, "Next", "Print a Sheet")

        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            open_guide(app)
            app.wait_says("Go On With")
            click_row(app, "MailerSend, alice")
            app.wait_says("Print a Sheet")
            assert app.says("Step 5 of 7"), app.words()
            tool(home, "records", stdin=f"sparekey:sheet?x-id={SHEET}&kind=codes&name=K7M-3QP&fingerprint=A2B3"
                                        f"&printed=1795305600&set={SET}\n")
            app.wait_says("The Sheet Is Printed")
            press(app, "Next", "Type one code back from the paper")
            tool(home, "set", SHEET, "tested", "1795305700")
            app.wait_says("The Sheet Is Tested")
            press(app, "Next", "Delete the Downloaded File")
            press(app, "There Is None Any More", "Two-Step Sign-In Is On")
            assert not app.says("Skipped"), app.words()
            app.get("Done", "push button", "sensitive").press()
            app.wait_gone("Two-Step Sign-In Is On")
            open_guide(app)
            assert not app.says("Go On With"), app.words()
            app.key("Escape")


def constant_contact(stage):
    """A service without backup codes: it is said, and nothing is printed."""
    link = f"otpauth://totp/Constant%20Contact:alice?secret={OTHER_SECRET}&issuer=Constant%20Contact"
    with stage.home(link) as home, stage.app(home) as app:
        app.wait(lambda: len(app.rows()) == 1, "the account")
        begin(app, "Constant Contact")
        press(app, "I Am There", "Already in Sparekey")
        assert app.says("Step 2 of 4"), app.words()
        click_row(app, "Constant Contact, alice")
        app.wait_says("Enter the First Code")
        press(app, "Yes, It Is On", "No Backup Codes")
        assert app.says("as far as its help says"), app.words()
        press(app, "Next", "Two-Step Sign-In Is On")
        assert app.says("The service gives none") and not app.says("Sheet printed"), app.words()
        app.key("Return")
        app.wait_gone("Two-Step Sign-In Is On")


def walk(app, service, with_app, codes):
    begin(app, service)
    if with_app:
        press(app, "I Am There", "Already in Sparekey")
        click_row(app, f"{service}, alice")
        app.wait_says("Enter the First Code")
        press(app, "Yes, It Is On", codes)
    else:
        press(app, "I Am There", "Name the Account")
        app.get("Account name, such as an e-mail address", "text").write("alice")
        press(app, "Save", codes)
    if codes == "No Backup Codes":
        press(app, "Next", "Two-Step Sign-In Is On")
    else:
        press(app, "Skip This Step…", "Why Skip This Step")
        press(app, "Not Now", "Delete the Downloaded File")
        press(app, "Back", "Test the Sheet")
        press(app, "Back", "Print a Sheet")
        press(app, "Back", codes)
        press(app, "Back", "Enter the First Code" if with_app else "The Account Is Here")
        press(app, "Yes, It Is On" if with_app else "Next", "Delete the Downloaded File")
        press(app, "There Is None Any More", "Two-Step Sign-In Is On")
        assert app.says("Skipped"), app.words()
    app.get("Done", "push button", "sensitive").press()
    app.wait_gone("Two-Step Sign-In Is On")


def every_page(stage):
    """Every page of every service can be shown."""
    links = [f"otpauth://totp/{name}:alice?secret={OTHER_SECRET[i:] + OTHER_SECRET[:i]}&issuer={name}".replace(" ", "%20")
             for i, (name, with_app, _) in enumerate(SERVICES) if with_app]
    with stage.home(*links) as home, stage.app(home) as app:
        app.wait(lambda: len(app.rows()) == len(links), "the accounts")
        for service, with_app, codes in SERVICES:
            walk(app, service, with_app, codes)
        assert {one["service"] for one in stage.accounts(home)} == {name for name, _, _ in SERVICES}


def browser(stage):
    """The address is opened in the browser, and is there to be read where none can be started."""
    with stage.home() as home:
        opened = os.path.join(home.folder, "opened")
        folder = os.path.join(home.folder, "programs", "applications")
        os.makedirs(folder)
        with open(os.path.join(folder, "browser.desktop"), "w", encoding="utf-8") as file:
            file.write("[Desktop Entry]\nType=Application\nName=Browser\nMimeType=x-scheme-handler/https;\n"
                       f"Exec=sh -c 'echo \"$0\" > {opened}' %u\n")
        with open(os.path.join(folder, "mimeapps.list"), "w", encoding="utf-8") as file:
            file.write("[Default Applications]\nx-scheme-handler/https=browser.desktop\n")
        shared = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share")
        with stage.app(home, XDG_DATA_DIRS=f"{folder.rsplit('/', 1)[0]}:{shared}") as app:
            app.wait_says("Add Your First Account")
            begin(app, "Microsoft")
            click_row(app, "Open in the Browser")
            wait_until(lambda: os.path.exists(opened) and os.path.getsize(opened), "the browser")
            with open(opened, encoding="utf-8") as file:
                assert file.read().strip() == "https://account.microsoft.com/security"
            app.key("Escape")


def one_line(stage):
    """What was begun is stored, and can be given up."""
    with stage.home(kind=ServiceKeyring) as home, stage.app(home) as app:
        app.wait_says("Add Your First Account")
        begin(app, "Tea Club")
        assert "sparekey:guide?" in things(home) and "&service=Tea%20Club&" in things(home), things(home)
        app.key("Escape")
        app.wait_gone("Sign In at Tea Club")
        open_guide(app)
        click_row(app, "Tea Club")
        app.wait_says("Sign In at Tea Club")
        press(app, "End the Guide…", "What was saved stays")
        app.get("End the Guide", "push button", "sensitive").press()
        app.wait_gone("Sign In at Tea Club")
        assert "&finished=" in things(home), things(home)


run(mailersend, constant_contact, every_page, browser, one_line)
