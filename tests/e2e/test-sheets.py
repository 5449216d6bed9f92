# SPDX-License-Identifier: GPL-3.0-or-later
"""Printed sheets: the register, the test of a sheet, and what is to be done when one is lost.

The records are written by the store's own tool: test-sheets.py SPAREKEY SPAREKEY-CLI STORE-TOOL [WORD…]"""
import contextlib
import os
import re
import subprocess
import sys
import time
from urllib.parse import quote

from choose import save_file
from stage import GITHUB, MAIL, OTHER_SECRET, RFC_SECRET, matches, run

TOOL = sys.argv.pop(3)
DAY = 86400
GOOGLE = f"otpauth://totp/Google:alice%40example.org?secret={RFC_SECRET}&issuer=Google"
GITHUB_CODES = ("a1b2c-3d4e5", "f6a7b-8c9d0", "0a1b2-c3d4e")
NEW_CODES = ("1b2c3-4d5e6", "6f7a8-b9c0d", "a0b1c-2d3e4")
MAIL_CODES = ("48151623", "42108815")
SHEET = "11111111-2222-4333-8444-555555555501"
OTHER_SHEET = "11111111-2222-4333-8444-555555555502"
VOID_SHEET = "11111111-2222-4333-8444-555555555503"
SHARING_SHEET = "11111111-2222-4333-8444-555555555504"
GITHUB_SET = "11111111-2222-4333-8444-555555555511"
MAIL_SET = "11111111-2222-4333-8444-555555555512"


def check_characters(code):
    """ISO/IEC 7064, MOD 1271,36, as the standard writes it down: the pure system, two characters."""
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    product = 0
    for character in re.sub("[^0-9A-Z]", "", code.upper()):
        product = (product + alphabet.index(character)) * 36 % 1271
    product = product * 36 % 1271
    checksum = (1271 - product + 1) % 1271
    return alphabet[checksum // 36] + alphabet[checksum % 36]


def line(kind, identity, *values):
    return f"sparekey:{kind}?x-id={identity}" + "".join(f"&{key}={quote(str(value))}" for key, value in values)


def tool(home, *words, stdin=None):
    done = subprocess.run([TOOL, *words], env=home.env(), input=stdin, capture_output=True, text=True, timeout=120,
                          check=False)
    assert done.returncode == 0, f"{words}: {done.stdout} {done.stderr}"
    return done.stdout


def save(home, *lines):
    tool(home, "records", stdin="".join(text + "\n" for text in lines))


def things(home):
    """{id: {key: [values]}}, as the keyring has them."""
    found = {}
    for words in (text.split(" ", 2) for text in tool(home, "list").splitlines()):
        if words[0] == "thing":
            found[words[1]] = {}
            for part in words[2].split("?", 1)[1].split("&"):
                key, _, value = part.partition("=")
                found[words[1]].setdefault(key, []).append(value)
    return found


def code_set(home, stage, identity, service, codes, *more, forgotten=False):
    account = next(one["id"] for one in stage.accounts(home) if one["service"] == service)
    if forgotten:
        kept = [("check", check_characters(code)) for code in codes] + [("forgotten", int(time.time()) - DAY)]
    else:
        kept = [("code", code) for code in codes]
    return line("code-set", identity, ("account", account), ("origin", "pasted"), *kept, *more)


def sheet(identity, name, fingerprint, printed, sets, places=("Safe",), *more):
    return line("sheet", identity, ("kind", "codes"), ("name", name), ("fingerprint", fingerprint),
                ("printed", printed), *[("set", one) for one in sets], *[("place", place) for place in places], *more)


def furnish(stage, home, forgotten=False, age=30 * DAY, places=("Safe", "Drawer"), service="GitHub"):
    """Two accounts with codes, a sheet with both, one for MailerSend alone, and a void one."""
    now = int(time.time())
    save(home, code_set(home, stage, GITHUB_SET, service, GITHUB_CODES, forgotten=forgotten),
         code_set(home, stage, MAIL_SET, "MailerSend", MAIL_CODES),
         sheet(SHEET, "K7M-3QP", "ABCD", now - age, [GITHUB_SET], places),
         sheet(OTHER_SHEET, "W4X-9RT", "EFGH", now - 2 * DAY, [MAIL_SET], ("Bank",)),
         sheet(VOID_SHEET, "H2J-6KN", "MNPQ", now - 900 * DAY, [], ("Cellar",), ("void", "replaced"),
               ("voided", now - DAY)))


def show_register(app):
    app.key("F10")
    app.get("Sheets", "menu item", seconds=60).press()
    app.wait_says("^Sheets That Count$")


@contextlib.contextmanager
def furnished(stage, *lines, settings=None, **options):
    """The window over accounts and sheets of furnish(), and the keyring under it; LINES are records more."""
    service = GOOGLE if options.get("service") == "Google" else GITHUB
    with stage.home(service, MAIL) as home:
        furnish(stage, home, **options)
        save(home, *lines)
        with stage.app(home, settings=settings) as app:
            app.wait(lambda: len(app.rows()) == 2, "the accounts")
            yield home, app


@contextlib.contextmanager
def shown(stage, *lines, **options):
    """The same with the register in front."""
    with furnished(stage, *lines, **options) as (home, app):
        show_register(app)
        yield home, app


def open_row(app, name):
    app.click(app.get(name, "label", seconds=60))
    app.wait_says("^Printed$")


def press_row(app, title):
    """The rows that do something are named by what they say."""
    app.click(app.get(title, "label", seconds=60))


def start_drill(app, name="K7M-3QP"):
    open_row(app, name)
    press_row(app, "Test This Sheet…")
    app.wait_says("^Fetch sheet " + name)


def asked(app):
    """The number of the code that is asked for."""
    return int(re.search(r"\d+", app.wait_says(r"^Code number \d+$")).group())


def answer(app, text):
    app.get(None, "text", "editable", "focused")
    app.key("ctrl+a", "BackSpace")
    app.type(text)
    app.key("Return")


def leave(app):
    """Enter ends a test that went well."""
    app.key("Return")
    app.wait_gone("^The Sheet Is Good$")


def register(stage):
    """The register tells of each sheet what is on it, where it is and whether it counts"""
    with shown(stage) as (_, app):
        app.wait_says("^K7M-3QP$")
        app.wait_says("^GitHub\nSafe, Drawer\nNever tested. Test it now.$")
        app.wait_says("^MailerSend\nBank\nNever tested. Test it until ")
        app.get("To Destroy", "label")
        app.wait_says("^Backup codes\nCellar\nVoid since .* The service gave new codes.$")
        open_row(app, "K7M-3QP")
        app.wait_says("^GitHub, alice@example.org: 3 codes$")
        app.wait_says("^ABCD$")
        # What is looked for, by its place.
        app.press("Search Sheets", "push button")
        app.get("Search sheets by .*", None, "focused")
        app.type("bank")
        app.wait_gone("^K7M-3QP$")
        app.wait_says("^W4X-9RT$")
        app.key("ctrl+a", "BackSpace")
        app.type("nowhere")
        app.wait_says("^No Sheets Found$")
        app.press("Show All Sheets")
        app.wait_says("^K7M-3QP$")


def papers(stage):
    """A paper is told by its number or its fingerprint"""
    with shown(stage) as (_, app):
        entry = app.get("Number or Fingerprint", None, "editable")
        for typed, verdict in (("abcd", "^K7M-3QP, printed on .*: it counts. Keep it.$"),
                               ("h2j 6kn", "^H2J-6KN, printed on .*: it is void. Destroy it.$"),
                               ("ZZZZ", "^No sheet here has that number or fingerprint.")):
            entry.write(typed)
            app.wait_says(verdict)


def places(stage):
    """Where a copy is can be corrected"""
    with shown(stage) as (home, app):
        open_row(app, "K7M-3QP")
        app.click(app.get("Where Copy 2 of 2 Is", None, "editable"))
        app.key("ctrl+a")
        app.type("Aunt Eva")
        app.key("Return")
        app.wait_says("^GitHub\nSafe, Aunt Eva\n")
        assert things(home)[SHEET]["place"] == ["Safe", "Aunt%20Eva"], things(home)[SHEET]


def destroyed(stage):
    """A void sheet that was destroyed is gone, and can come back"""
    with shown(stage) as (home, app):
        open_row(app, "H2J-6KN")
        press_row(app, "I Destroyed It")
        app.wait_gone("^To Destroy$")
        assert int(things(home)[VOID_SHEET]["destroyed"][0]) > time.time() - 600
        app.click(app.get(".*Gone .1.", None))
        app.wait_says("Cellar\nDestroyed on ")
        press_row(app, "It Still Exists")
        app.wait_says("^To Destroy$")
        app.wait(lambda: things(home)[VOID_SHEET].get("destroyed", ["0"]) == ["0"], "the sheet to exist")


def lost(stage):
    """A lost sheet and its codes are void, and the accounts that need new ones are listed"""
    with shown(stage, places=("Safe",), service="Google") as (home, app):
        open_row(app, "K7M-3QP")
        press_row(app, "This Sheet Is Lost…")
        app.wait_says("^Is Sheet K7M-3QP Lost.$")
        app.wait_says("Google, alice@example.org: 3 codes")
        app.key("Escape")
        app.wait_gone("^Is Sheet K7M-3QP Lost.$")
        assert "void" not in things(home)[SHEET]
        press_row(app, "This Sheet Is Lost…")
        app.press("It Is Lost", "push button")
        app.wait_says("^New Codes Needed$")
        app.get("I Got New Codes of Google…", "push button")
        app.get("Open Google in the Browser", "push button")
        assert not app.find("I Got New Codes of MailerSend…")
        found = things(home)
        assert found[SHEET]["void"] == found[GITHUB_SET]["void"] == ["lost"], found
        assert "void" not in found[MAIL_SET] and "void" not in found[OTHER_SHEET]
        app.click(app.get(".*Gone .1.", None))
        app.wait_says("\nLost on .* If it turns up, destroy it.$")


def lost_copy(stage):
    """The other copies of a lost one are kept until there are new codes, and must be destroyed then"""
    with shown(stage) as (home, app):
        open_row(app, "K7M-3QP")
        press_row(app, "This Sheet Is Lost…")
        app.wait_says("Keep the other copies until you have new codes")
        app.wait_says("\nCopy 2: Drawer")
        app.press("Copy 2 Is Lost", "push button")
        app.wait_says("^GitHub\nSafe\n.*new codes will make this one void. Until you have them, its codes still work")
        found = things(home)
        assert "void" not in found[SHEET] and found[SHEET]["place"] == ["Safe"], found[SHEET]
        assert found[GITHUB_SET]["void"] == ["lost"], found[GITHUB_SET]
        app.press("I Got New Codes of GitHub…", "push button")
        app.get("Paste", "push button", "sensitive")
        app.desktop.copy("\n".join(NEW_CODES))
        app.press("Paste", "push button")
        app.wait_says("^3 Codes$")
        app.press("Keep", "push button")
        app.wait_says("Codes Are Kept")
        app.press("Done", "push button")
        app.wait_gone("Codes Are Kept")
        app.wait_says("^GitHub\nSafe\nVoid since .* The service gave new codes.$")
        app.wait_gone("^New Codes Needed$")


def right(stage):
    """A code that is typed back rightly is noted in the sheet and in the log of its set, and not used up"""
    with shown(stage) as (home, app):
        start_drill(app)
        app.wait_says("Safe, Drawer")
        code = GITHUB_CODES[asked(app) - 1]
        wrong = code[:4] + ("z" if code[4] != "z" else "y") + code[5:]
        answer(app, wrong)
        app.wait_says("^Character 5 differs")
        swapped = code[0] + code[2] + code[1] + code[3:]
        answer(app, swapped)
        app.wait_says("^Characters 2 and 3 are swapped.$")
        answer(app, code[:-1])
        app.wait_says("^A character is missing or too many.")
        assert not any(code in word for word in app.words())
        answer(app, code.upper().replace("-", " "))
        app.wait_says("^The Sheet Is Good$")
        app.wait_says("The next test is due on ")
        found = things(home)
        tested = int(found[SHEET]["tested"][0])
        assert abs(time.time() - tested) < 600
        assert found[GITHUB_SET]["log"] == [f"{tested}%3Atested%3AK7M-3QP"], found[GITHUB_SET]
        assert found[GITHUB_SET]["code"] == list(GITHUB_CODES) and "used" not in found[GITHUB_SET]
        leave(app)
        app.wait_says("^GitHub\nSafe, Drawer\nTested on ")


def by_check(stage):
    """The two check characters are enough, and others are refused"""
    with shown(stage) as (home, app):
        start_drill(app)
        code = GITHUB_CODES[asked(app) - 1]
        check = check_characters(code)
        answer(app, check[::-1] if check[0] != check[1] else "ZZ")
        app.wait_says("^The check characters of this code are others.")
        answer(app, check.lower())
        app.wait_says("^The Sheet Is Good$")
        assert "tested" in things(home)[SHEET]
        leave(app)


def forgotten_codes(stage):
    """Forgotten codes are compared by their check characters"""
    with shown(stage, forgotten=True) as (home, app):
        open_row(app, "K7M-3QP")
        assert not app.find("Print Again…", "label")
        press_row(app, "Test This Sheet…")
        first = asked(app)
        app.press("Ask for Another Code", "push button")
        app.wait(lambda: asked(app) != first, "another code")
        code = GITHUB_CODES[asked(app) - 1]
        answer(app, code[0] + code[2] + code[1] + code[3:])
        app.wait_says("^(Characters 2 and 3 are swapped|This is not it|Character . differs)")
        answer(app, f"{code} {check_characters(code)}")
        app.wait_says("^The Sheet Is Good$")
        app.wait_says("upper and lower case are not part of those")
        assert "code" not in things(home)[GITHUB_SET]
        leave(app)


def not_found(stage):
    """Who cannot find the sheet that is to be tested is led to what to do"""
    with shown(stage) as (_, app):
        start_drill(app)
        app.press("I Cannot Find the Sheet…", "push button")
        app.wait_says("^Is Sheet K7M-3QP Lost.$")
        app.key("Escape")
        app.wait_gone("^Is Sheet K7M-3QP Lost.$")
        app.wait(lambda: app.focus(), "the keyboard in the window")
        press_row(app, "Test This Sheet…")
        app.wait_says("^Fetch sheet")
        app.key("Escape")
        app.wait_gone("^Fetch sheet")


def save_pdf(app, home, codes=False):
    """What the sheet in front says, read by a program that is not ours."""
    path = os.path.join(home.folder, "sheet.pdf")
    app.wait_says("^Preview, page 1 of")
    app.key("ctrl+s")
    if codes:
        app.wait_says("The PDF is not encrypted")
        app.wait(lambda: [node for node in app.nodes() if node.role == "push button" and matches(node, "Save as PDF")
                          and node.has("sensitive")], "the answer")[-1].press()
    save_file(app, "Save as PDF", path)
    app.wait_says("^Do You Hold It in Your Hand")
    app.press("Not Yet", "push button")
    app.wait_gone("^Do You Hold It in Your Hand")
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True,
                          timeout=60).stdout


def no_secrets(text):
    for secret in (*GITHUB_CODES, *MAIL_CODES, RFC_SECRET, OTHER_SECRET):
        assert secret not in text and secret.upper() not in text.upper().replace(" ", ""), f"{secret} is in\n{text}"


def close_sheet(app):
    """Escape closes the sheet's window; one that is pressed while a dialog closes goes nowhere."""
    app.wait(lambda: not app.says("^Preview, page") or app.key("Escape"), "the sheet's window to close")


def print_from_menu(app, item):
    show_register(app)
    app.click(app.get("Print", "push button", "focusable"))
    app.get(item, "menu item", seconds=60).press()
    app.wait_says("^Preview, page 1 of")


def again(stage):
    """A sheet is printed again with what was on it"""
    with shown(stage) as (home, app):
        open_row(app, "K7M-3QP")
        press_row(app, "Print Again…")
        text = save_pdf(app, home, codes=True)
        assert all(code in text for code in GITHUB_CODES), text
        assert not any(code in text for code in MAIL_CODES) and "MailerSend" not in text, text
        assert "K7M-3QP" not in text, "it is a sheet of its own"
        close_sheet(app)
        assert len(things(home)) == 5, "what nobody holds is not noted"


def emergency(stage):
    """The emergency sheet says what was chosen, in that order, and nothing secret"""
    with furnished(stage) as (home, app):
        print_from_menu(app, "Print Emergency Sheet…")
        app.click(app.get("Accounts", "label"))
        app.click(app.get("MailerSend", "check box"))
        app.wait_says("^1 of 2 accounts$")
        order = "K7M-3QP", "W4X-9RT"
        if app.get("Use K7M-3QP Earlier", "push button").has("sensitive"):
            order = order[::-1]
        app.press(f"Use {order[1]} Earlier", "push button")
        app.wait(lambda: not app.get(f"Use {order[1]} Earlier", "push button").has("sensitive"), "the order")
        app.click(app.get("Whom to ask, what to do first", "text"))
        app.type("Ask Aunt Eva")
        text = save_pdf(app, home)
        assert "GitHub" in text and "alice@example.org" in text and "Ask Aunt Eva" in text, text
        assert 0 <= text.find(order[1]) < text.find(order[0]), text
        assert "Drawer" in text and "Bank" in text, "where the sheets are"
        assert "H2J-6KN" not in text and "Cellar" not in text, "a void sheet"
        no_secrets(text)
        close_sheet(app)


def backup_sheet(stage):
    """The sheet for the sealed backup says what the file is called and where it is"""
    with furnished(stage, settings={"backup-file": "'file:///media/stick/Keys%20of%20May.sparekey'"}) as (home, app):
        print_from_menu(app, "Print Sheet for the Backup…")
        app.wait(lambda: app.get("Name of the File", None, "editable").text == "Keys of May.sparekey", "the file")
        entry = app.get("Where It Is Kept", None, "editable")
        assert entry.text == "/media/stick", entry
        entry.write("On the stick in the safe")
        text = save_pdf(app, home)
        assert "Keys of May.sparekey" in text and "On the stick in the safe" in text, text
        assert "/media/stick" not in text, text
        no_secrets(text)
        close_sheet(app)


def shared(stage):
    """Of a lost sheet's codes, other sheets say that new ones will make them void"""
    other = sheet(SHARING_SHEET, "P7C-4WD", "ABCD", int(time.time()) - 2 * DAY, [GITHUB_SET], ("Attic",))
    with shown(stage, other, places=("Safe",)) as (home, app):
        open_row(app, "K7M-3QP")
        press_row(app, "This Sheet Is Lost…")
        app.press("It Is Lost", "push button")
        app.wait_says("^GitHub\nAttic\n.*new codes will make this one void")
        assert "void" not in things(home)[SHARING_SHEET]


def reminder(stage):
    """What is due is said once a day, and not at all when that is switched off"""
    with stage.home(GITHUB, MAIL) as home:
        furnish(stage, home, age=400 * DAY)
        with stage.app(home, settings={"backup-reminder": "false"}) as app:
            app.wait_says("^1 sheet with backup codes should be tested. 1 void sheet must be destroyed.$")
            app.press("Sheets", "push button")
            app.get("Sheets That Count", "label")
            app.press("Back", "push button")
            app.press("Close This Notice", "push button")
            app.wait_gone("should be tested")
        yesterday = str(int(time.time()) - DAY - 60)
        with stage.app(home, settings={"backup-reminder": "false", "sheet-reminded": yesterday}) as app:
            app.wait_says("should be tested")
        with stage.app(home, settings={"backup-reminder": "false", "sheet-reminder": "false"}) as app:
            app.wait(lambda: len(app.rows()) == 2, "the accounts")
            assert not app.says("should be tested")


def empty(stage):
    """Without sheets, the register says what they are for"""
    with stage.window(GITHUB) as app:
        app.key("F10")
        app.get("Sheets", "menu item").press()
        app.wait_says("^No Sheets Yet$")
        app.key("Escape")
        app.wait_gone("^No Sheets Yet$")


run(register, papers, places, destroyed, lost, lost_copy, right, by_check, forgotten_codes, not_found, shared, again,
    emergency, backup_sheet, reminder, empty)
