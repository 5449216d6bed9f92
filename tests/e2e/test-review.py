# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan on paper, the yearly review, the calendar and the history in the real window, and what is stored of them."""
import os
import re
import subprocess
import time
import zlib

from choose import answer, choose_from, print_to, save_file
from facts import IDS, NAMES, store, things
from printer import Printer
from stage import matches, run

LONG_AGO = 1672574400  # 1 January 2023
SECRET, CODE = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU", "48151623xq42"
PHONE, WIKI, SET, ASIDE, COUNTS = (f"22222222-0000-4000-8000-00000000000{number}" for number in range(5))
APP = "app%3A" + PHONE


def _access(key, service, recovery):
    said = "".join(f"&said={word}%3A{LONG_AGO}" for word in ("password", "second", "recovery"))
    return (f"sparekey:access?x-id={IDS[key]}&account={IDS[service]}&password=own&second={APP}"
            f"&recovery={recovery}{said}")


# The phone costs both; who reads the mail gets the forum, too. All of it was told long ago, and one finding was put off
# until long ago.
RECORDS = (*(f"otpauth://none/{service}:{name}?issuer={service}&x-id={IDS[service]}&x-version=1"
             for service, name in NAMES.items()),
           f"otpauth://totp/Wiki:eve?secret={SECRET}&issuer=Wiki&algorithm=SHA1&digits=6&period=30&x-id={WIKI}&x-version=1",
           f"sparekey:code-set?x-id={SET}&account={WIKI}&origin=file&created={LONG_AGO}&code={CODE}",
           f"sparekey:device?x-id={PHONE}&name=Pixel%208&kind=phone&said=kind%3A{LONG_AGO}",
           f"sparekey:set-aside?x-id={ASIDE}&finding=one-loss%3Alose-device%3A{PHONE}&reason=It%20is%20not%20so"
           f"&noted={LONG_AGO}&until={LONG_AGO + 86400}",
           _access("first", "Posteo", "none"), _access("second", "Forum", f"email%3A{IDS['Posteo']}"))


def open_checkup(app):
    app.wait(lambda: len(app.rows()) == 3, "the accounts")
    app.key("ctrl+3")
    app.wait_says("^If you lose Pixel 8")


def choose(app, item):
    choose_from(app, "Plan and Review", item)


def record(home, kind, *parts):
    """The stored record of KIND that has all of PARTS in it; None."""
    return next((line for line in things(home).splitlines()
                 if f"sparekey:{kind}?" in line and all(part in line for part in parts)), None)


def wait_record(app, home, kind, *parts):
    return app.wait(lambda: record(home, kind, *parts), f"a {kind} with {parts}")


def bytes_of(path):
    """All that is in the file, and what is packed in it."""
    with open(path, "rb") as file:
        data = file.read()
    packed = [part for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL) if part[:1] == b"\x78"]
    assert packed, path
    return data + b"".join(map(zlib.decompress, packed))


def expect_plan(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True, timeout=60).stdout
    lines = [line.strip() for line in text.splitlines()]
    for wanted in ("Recovery Plan", "What You Would Lose", "If you lose Pixel 8",
                   "2 of 3 accounts, and your mailbox is one of them.", "What Somebody Would Get",
                   "What to Do, in This Order", "What Is Due within a Year"):
        assert wanted in lines, f"{wanted!r} is not in\n{text}"
    assert "keep it at home" in text
    # In the order in which the keyring gives them.
    assert "Forum, Posteo." in lines or "Posteo, Forum." in lines, text
    whole = bytes_of(path)
    for secret in (SECRET, CODE):
        assert secret not in "".join(text.split()) and secret.encode() not in whole, secret


def plan(stage):
    """The plan is shown, and saved as PDF without any secret; nobody else may read the file."""
    with stage.home() as home:
        store(home, RECORDS)
        path = os.path.join(home.folder, "plan.pdf")
        with stage.app(home) as app:
            open_checkup(app)
            choose(app, "Print the Plan…")
            app.wait_says("Preview, page 1 of")
            app.key("ctrl+s")
            save_file(app, "Save the Plan as PDF", path, "The plan is saved")
        expect_plan(path)
        assert os.stat(path).st_mode & 0o077 == 0, "only its owner may read it"


def paper(stage):
    """Through the print dialog onto paper: the same, without any secret."""
    with Printer() as printer, stage.home() as home:
        store(home, RECORDS)
        # The print dialog grumbles when there is no system bus, which would end a program that minds warnings.
        with stage.app(home, **{**printer.env(), "G_DEBUG": ""}) as app:
            open_checkup(app)
            choose(app, "Print the Plan…")
            app.wait_says("Preview, page 1 of")
            app.press("Print…", "push button")
            print_to(app)
            app.wait_says("The plan went to the printer")
            expect_plan(app.wait(printer.take, "paper"))
        assert "eve" not in "".join(printer.jobs()), "the name of a job is read by others"


def escape(stage):
    """Escape closes the preview, and nothing is stored or written."""
    with stage.home() as home:
        store(home, RECORDS)
        with stage.app(home) as app:
            open_checkup(app)
            choose(app, "Print the Plan…")
            app.wait_says("Preview, page 1 of")
            app.key("Escape")
            app.wait_gone("Preview, page 1 of")
            app.get("If you lose Pixel 8", "list item")


def review(stage):
    """Step by step through the review: what waits is answered, and in the end the day is stored."""
    with stage.home() as home:
        store(home, RECORDS)
        before = int(time.time())
        with stage.app(home) as app:
            open_checkup(app)
            choose(app, "Yearly Review")
            app.wait_says("^Step 1 of 5$")
            app.wait_says("^This is the first review")
            app.wait_says("^Now 3 of 3 accounts$")
            app.wait(lambda: app.focus() and matches(app.focus(), "Next"), "the focus on what goes on")
            app.key("Return")

            app.wait_says("^Step 2 of 5$")
            row = app.get("Have you rehearsed an emergency.*", "list item", seconds=60)
            app.click(app.scroll_to(row))
            answer(app, "Yes")
            wait_record(app, home, "promise", "rehearsal")
            app.wait_gone("^Have you rehearsed an emergency")
            # What says that it was noted lies over the buttons for a while.
            app.wait_gone("^Noted")
            app.click(app.scroll_to(app.get("Next", "push button")))

            app.wait_says("^Step 3 of 5$")
            app.wait_says("^It is not so. Until ")
            app.key("Return")
            answer(app, "Later")
            app.wait_says("^Nothing that you set aside waits for you")
            app.wait_gone("^Asked again on")
            assert f"until={LONG_AGO + 86400}" not in record(home, "set-aside", ASIDE), things(home)
            app.click(app.get("Next", "push button"))

            app.wait_says("^Step 4 of 5$")
            app.click(app.scroll_to(app.get("Pixel 8.*", "list item", seconds=60)))
            answer(app, "Yes, Still So")
            app.wait(lambda: str(LONG_AGO) not in record(home, "device", PHONE), "a new date")
            assert "kind=phone" in record(home, "device", PHONE), things(home)
            app.wait_gone("^Pixel 8")
            app.click(app.scroll_to(app.get("Next", "push button")))

            app.wait_says("^Step 5 of 5$")
            app.press("Finish", "push button")
            app.wait_says("^The Review Is Done")
            app.wait_says("^The next one is due on ")
        said = int(re.search(r"said=(\d+)", record(home, "promise", "promise=review")).group(1))
        assert before <= said <= time.time(), (before, said)
        assert re.search(rf"count={said}(:|%3A)3(:|%3A)2(:|%3A)3(:|%3A)\d+", record(home, "promise", "promise=review")), \
            things(home)


def calendar(stage):
    """What is due, by month: a row that is answered goes to next year's."""
    with stage.home() as home:
        store(home, (*RECORDS, f"sparekey:promise?x-id={COUNTS}&promise=educate&said={LONG_AGO}"))
        with stage.app(home) as app:
            open_checkup(app)
            choose(app, "Calendar")
            app.wait_says("^Overdue$")
            app.wait_says("^Due since 1 Jan 2024$")
            row = app.get("Do those around you know.*", "list item", seconds=60)
            app.click(app.scroll_to(row))
            answer(app, "Yes")
            app.wait(lambda: str(LONG_AGO) not in record(home, "promise", "educate"), "a new date")
            app.wait_says("^Due on ")


def history(stage):
    """Counts of former months as a list; what is counted today joins them."""
    with stage.home() as home:
        store(home, (*RECORDS, f"sparekey:checkup-count?x-id={COUNTS}&count={LONG_AGO}%3A3%3A1%3A3"))
        with stage.app(home) as app:
            open_checkup(app)
            app.wait(lambda: record(home, "checkup-count", COUNTS).count("count=") == 2, "the count of today")
            choose(app, "History")
            app.get("Counts over time; the list below says the same", "image", seconds=60)
            app.get("1 Jan 2023", "list item", seconds=60)
            app.wait_says(r"^The worst loss costs 3 of 3 accounts\.\n.* 1 of 3 accounts\.\nHow many findings were open was not noted")
            app.wait_says(r"^The worst loss costs 3 of 3 accounts\.\n.* 2 of 3 accounts\.\n[0-9]+ findings open")


run(plan, paper, escape, review, calendar, history)
