# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done about a finding: a page is opened in the browser, or it is said why it does not apply, until that is due."""
import re
import time

from browser import Browser
from facts import NAMES, PHONE_AND_MAIL, store, things
from stage import matches, run

DAY = 86400
FORUM, SHOP, MEMORY, FIRST, SECOND = (f"22222222-0000-4000-8000-00000000000{number}" for number in range(5))
ONE_PASSWORD = (f"otpauth://none/forum.example.com:eve?issuer=forum.example.com&x-id={FORUM}&x-version=1",
                f"otpauth://none/shop.example.co.uk:eve?issuer=shop.example.co.uk&x-id={SHOP}&x-version=1",
                f"sparekey:memory?x-id={MEMORY}&name=Old%20one&kind=password",
                *(f"sparekey:access?x-id={key}&account={account}&password=memory%3A{MEMORY}&second=none&recovery=none"
                  for key, account in ((FIRST, FORUM), (SECOND, SHOP))))


def answer(app, name):
    """Presses the button NAME of what is in front, and gives what it is called."""
    def look():
        found = [node for node in app.nodes() if node.role == "push button" and matches(node, name)]
        return found and found[-1].has("sensitive") and found[-1]
    button = app.wait(look, f"the answer {name!r}")
    called = button.name
    button.press()
    return called


def open_finding(app, title):
    app.click(app.scroll_to(app.get(title, "list item")))


def browser(stage):
    """The page on which a password is changed is opened, and then it is asked how it is now."""
    with stage.home() as home:
        store(home, ONE_PASSWORD)
        with stage.app(home) as app:
            opener = Browser(home)
            app.wait(lambda: len(app.rows()) == 2, "the accounts")
            app.key("ctrl+3")
            open_finding(app, "2 accounts have one password: .*")
            called = answer(app, "Open (forum.example.com|shop.example.co.uk)")
            domain = {"forum.example.com": "example.com", "shop.example.co.uk": "example.co.uk"}[called.split()[-1]]
            opener.expect(f"https://{domain}/.well-known/change-password")
            answer(app, "I Did It…")
            app.wait_says("^How Do You Sign In")
            app.key("Escape")
            app.wait_gone("^How Do You Sign In")


def set_aside(home):
    """The record of it, as docs/record.md has it."""
    found = re.findall(r"sparekey:set-aside\?\S*", things(home))
    return found[0] if found else ""


def not_applying(stage):
    """A finding that does not apply is set aside with its reason, and is back when it is due."""
    with stage.home() as home:
        store(home, PHONE_AND_MAIL)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == len(NAMES), "the accounts")
            app.key("ctrl+3")
            open_finding(app, "No backup codes are noted: .*")
            answer(app, "Does Not Apply…")
            app.wait_says("^Why Does It Not Apply")
            assert app.says("asked about again in a year")
            app.key("Escape")
            app.wait_gone("^Why Does It Not Apply")
            assert set_aside(home) == "", set_aside(home)
            answer(app, "Does Not Apply…")
            app.wait_says("^Why Does It Not Apply")
            answer(app, "It Is Not So")
            app.wait_says("^Set Aside \\(1\\)$")
            record = app.wait(lambda: set_aside(home), "the record in the keyring")
            assert "&reason=It%20is%20not%20so&" in record + "&", record
            until = int(re.search("&until=([0-9]+)", record).group(1))
            assert abs(until - time.time() - 365 * DAY) < 3 * DAY, record

        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == len(NAMES), "the accounts")
            app.key("ctrl+3")
            app.wait_says("^Set Aside \\(1\\)$")
            app.click(app.scroll_to(app.get("Set Aside \\(1\\)", "label")))
            app.wait_says("^It is not so. Asked again on ")

        # As if it had been noted a year ago and a day: of several records the latest counts.
        noted = int(re.search("&noted=([0-9]+)", record).group(1))
        store(home, [re.sub("x-id=[^&]*", f"x-id={FIRST}", record).replace(f"&until={until}", f"&until={noted - DAY}")
                     .replace(f"&noted={noted}", f"&noted={noted + 1}")])
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == len(NAMES), "the accounts")
            app.key("ctrl+3")
            app.get("No backup codes are noted: .*", "list item")
            assert not app.says("^Set Aside"), app.words()


run(browser, not_applying)
