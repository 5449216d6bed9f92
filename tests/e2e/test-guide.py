# SPDX-License-Identifier: GPL-3.0-or-later
"""Turning on two-step sign-in, led by the guide, in the real window."""
import os
import re
import subprocess
import time

from browser import Browser
from choose import choose_file, save_file
from facts import things
from stage import MAIL, OTHER_SECRET, ServiceKeyring, matches, oathtool, run

# As a service may write them, in a file that it lets people download; these are of nobody.
CODES = ["48151623", "42108815", "23481516", "16234281"]
FILE = "MailerSend-recovery-codes.txt"


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


def answer(app, name):
    """Presses the button NAME of what is in front."""
    def look():
        found = [node for node in app.nodes() if node.role == "push button" and matches(node, name)]
        return found and found[-1].has("sensitive") and found[-1]
    app.wait(look, f"the answer {name!r}").press()


def turn_on(stage, app):
    """From the choice of the service to the first code, which is accepted."""
    begin(app, "MailerSend")
    press(app, "I Am There", "Scan the QR Code")
    stage.desktop.copy(MAIL)
    click_row(app, "Paste from the Clipboard")
    app.get("Import 1", "push button", "sensitive", seconds=60).press()
    app.wait_says("Imported")
    app.get("Done", "push button", "sensitive").press()
    app.wait_says("Enter the First Code")
    first_code(app, OTHER_SECRET)
    press(app, "No", "What to Check")
    app.wait_says("The code above is that of MailerSend, alice")
    press(app, "Yes, It Is On", "Take In the Backup Codes")


def take_in(app, folder):
    """The codes of the downloaded file, which stays for later."""
    os.makedirs(folder)
    with open(os.path.join(folder, FILE), "w", encoding="utf-8") as file:
        file.write("Keep these codes in a safe place.\n\n" + "\n".join(CODES) + "\n")
    press(app, "Take Them In…", "Paste or type the codes")
    app.press("Open File…", "push button")
    choose_file(app, "Choose the File with the Codes", os.path.join(folder, FILE))
    app.wait_says(f"^{len(CODES)} Codes$")
    answer(app, "Keep")
    app.wait_says("Codes Are Kept")
    answer(app, "Done")
    app.wait_gone("Codes Are Kept")
    app.wait_says(f"{len(CODES)} codes are saved in your keyring")


def print_sheet(app, folder):
    """What is on the paper, as a program reads it that is not ours."""
    path = os.path.join(folder, "sheet.pdf")
    press(app, "Print a Sheet…", "^Preview, page 1 of")
    app.key("ctrl+s")
    app.wait_says("The PDF is not encrypted")
    answer(app, "Save as PDF")
    save_file(app, "Save as PDF", path)
    app.wait_says("^Do You Hold It in Your Hand")
    paper = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True,
                           timeout=60).stdout
    answer(app, "Yes, I Hold It")
    app.wait_says("The PDF is a copy that anybody can read")
    answer(app, "Delete")
    app.wait_says("The Sheet Is in the Register")
    answer(app, "Done")
    app.wait_gone("The Sheet Is in the Register")
    app.wait_says("The Sheet Is Printed")
    assert not os.path.exists(path), "the digital copy"
    return paper


def drill(app, paper):
    """The code that is asked for, read off the paper by its number."""
    press(app, "Test the Sheet…", "^Fetch sheet")
    number = re.search(r"\d+", app.wait_says(r"^Code number \d+$")).group()
    code = re.search(rf"(?<!\d){number}\s+(\d{{4}} ?\d{{4}})\b", paper).group(1)
    assert code.replace(" ", "") == CODES[int(number) - 1], paper
    app.get(None, "text", "editable", "focused").write(code)
    answer(app, "Check")
    app.wait_says("^The Sheet Is Good$")
    answer(app, "Done")
    app.wait_gone("^The Sheet Is Good$")
    app.wait_says("The Sheet Is Tested")


def sweep(app, folder):
    """The downloaded file is found by its name, and deleted."""
    press(app, "Look for It…", "Choose a Folder…")
    answer(app, "Choose a Folder…")
    choose_file(app, "Choose a Folder to Look Through", folder)
    app.wait_says("1 file looks like saved backup codes")
    app.press(f"Delete… {FILE}", "push button")
    answer(app, "Delete")
    app.wait_says(f"“{FILE}” is deleted")
    assert not os.path.exists(os.path.join(folder, FILE))
    answer(app, "Close")
    app.wait_gone(f"“{FILE}” is deleted")


def mailersend(stage):
    """From the service's page to the tested sheet and the deleted file, interrupted and taken up again."""
    with stage.home() as home:
        folder = os.path.join(os.path.realpath(home.folder), "Downloads")
        with stage.app(home) as app:
            app.wait_says("Add Your First Account")
            turn_on(stage, app)
            take_in(app, folder)
            press(app, "Next", "Paper survives what takes the computer along")

        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            # What was begun is an open item.
            app.key("ctrl+2")
            click_row(app, ".*MailerSend, alice.*Step 5 of 7 is next.*")
            app.wait_says("^Step 5 of 7$")
            paper = print_sheet(app, home.folder)
            press(app, "Next", "Type one code back from the paper")
            drill(app, paper)
            press(app, "Next", "Delete the Downloaded File")
            sweep(app, folder)
            press(app, "There Is None Any More", "Two-Step Sign-In Is On")
            assert not app.says("Skipped"), app.words()
            app.get("Done", "push button", "sensitive").press()
            app.wait_gone("Two-Step Sign-In Is On")
            app.wait_gone("Step 5 of 7 is next")
            assert "tested=" in things(home) and "&finished=" in things(home), things(home)


def constant_contact(stage):
    """A service without backup codes: it is said, and nothing is printed."""
    link = f"otpauth://totp/Constant%20Contact:alice?secret={OTHER_SECRET}&issuer=Constant%20Contact"
    with stage.home(link) as home, stage.app(home) as app:
        app.wait(lambda: len(app.rows()) == 1, "the account")
        begin(app, "Constant Contact")
        press(app, "I Am There", "Already in Sparekey")
        app.wait_says("Step 2 of 4")
        click_row(app, "Constant Contact, alice")
        app.wait_says("Enter the First Code")
        press(app, "Yes, It Is On", "No Backup Codes")
        app.wait_says("as far as its help says")
        press(app, "Next", "Two-Step Sign-In Is On")
        app.wait_says("The service gives none")
        assert not app.says("Sheet printed"), app.words()
        app.key("Return")
        app.wait_gone("Two-Step Sign-In Is On")


def skip_codes(app, codes):
    press(app, "Skip This Step…", "Why Skip This Step")
    press(app, "Not Now", "Delete the Downloaded File")
    for page in ("Test the Sheet", "Print a Sheet", codes):
        press(app, "Back", page)


def without_codes(app):
    press(app, "There Is None Any More", "Two-Step Sign-In Is On")
    app.wait_says("Skipped")
    app.get("Done", "push button", "sensitive").press()
    app.wait_gone("Two-Step Sign-In Is On")


def skipped(stage):
    """A service that has no codes of an app, and one that is not known; what is skipped is said."""
    link = f"otpauth://totp/Tea%20Club:alice?secret={OTHER_SECRET}&issuer=Tea%20Club"
    with stage.home(link) as home, stage.app(home) as app:
        app.wait(lambda: len(app.rows()) == 1, "the account")
        begin(app, "Apple")
        press(app, "I Am There", "Name the Account")
        app.get("Account name, such as an e-mail address", "text").write("alice")
        press(app, "Save", "Take In the Recovery Key")
        skip_codes(app, "Take In the Recovery Key")
        press(app, "Back", "The Account Is Here")
        press(app, "Next", "Delete the Downloaded File")
        without_codes(app)

        begin(app, "Tea Club")
        press(app, "I Am There", "Already in Sparekey")
        click_row(app, "Tea Club, alice")
        app.wait_says("Enter the First Code")
        press(app, "Yes, It Is On", "Does Tea Club show backup codes now")
        skip_codes(app, "Does Tea Club show backup codes now")
        press(app, "Back", "Enter the First Code")
        press(app, "Yes, It Is On", "Delete the Downloaded File")
        without_codes(app)
        assert {one["service"] for one in stage.accounts(home)} == {"Apple", "Tea Club"}


def browser(stage):
    """The address is opened in the browser, and is there to be read where none can be started."""
    with stage.home() as home:
        opener = Browser(home)
        with stage.app(home) as app:
            app.wait_says("Add Your First Account")
            begin(app, "Microsoft")
            click_row(app, "Open in the Browser")
            opener.expect("https://account.microsoft.com/security")
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


run(mailersend, constant_contact, skipped, browser, one_line)
