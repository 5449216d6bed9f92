# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page and state, to be looked at: screenshots.py SPAREKEY SPAREKEY-CLI SPAREKEY-RTL FOLDER [VARIANT…]

Checks of each picture only that something is on it, that the window is as wide as was asked for, and that no words and
buttons of the pages of backup codes and paper go beyond its sides."""
import base64
import hashlib
import os
import struct
import subprocess
import sys
import time
import zlib
from urllib.parse import quote

import pictures
from choose import VECTORS, choose_file, close_done, open_file, open_import, save_file, take_in
from stage import BANK, GITHUB, MAIL, RFC_SECRET, FileKeyring, ServiceKeyring, Stage, Tap, matches

RTL, FOLDER = sys.argv[3:5]


def uri(label, issuer, more="", kind="totp"):
    secret = base64.b32encode(hashlib.sha1(label.encode()).digest()).decode()
    return f"otpauth://{kind}/{quote(label)}?secret={secret}&issuer={quote(issuer)}{more}"


MANY = (
    GITHUB + "&x-tag=work",
    MAIL + "&x-tag=work&x-tag=mail",
    uri("alice", "Bank", "&counter=5", "hotp"),
    uri("alice@example.net", "Codeberg", "&x-favorite=1&x-tag=work"),
    uri("eight@example.org", "Eight Digits", "&digits=8"),
    uri("ten@example.org", "Ten Digits", "&digits=10&period=60"),
    uri("alice_plays", "Steam", "&x-tag=games", "steam"),
    uri("somebody.with.a.long.name@department.example.org", "The Royal Society for Very Long Names of Services"),
    uri("\u05d3\u05e0\u05d4", "\u05d1\u05e0\u05e7", "&digits=7"),
)


class Variant:
    def __init__(self, name, width, height=640, settings=None, dpi=96, program=None, **env):
        self.name, self.width, self.height, self.dpi, self.program = name, width, height, dpi, program
        self.settings = {"window-width": width, "window-height": height, **(settings or {})}
        self.env = env


DARK = {"color-scheme": "'dark'"}
VARIANTS = {variant.name: variant for variant in (
    Variant("light", 720),
    Variant("dark", 720, settings=DARK),
    Variant("narrow", 360),
    Variant("wide", 1200),
    Variant("contrast", 720, ADW_DEBUG_HIGH_CONTRAST="1"),
    Variant("contrast-dark", 720, settings=DARK, ADW_DEBUG_HIGH_CONTRAST="1"),
    Variant("large", 720, 800, dpi=192),
    Variant("large-narrow", 360, 800, dpi=192),
    Variant("rtl", 720, program=RTL),
    Variant("rtl-narrow", 360, program=RTL),
)}
MAIN = tuple(VARIANTS)
ALL = ("light", "dark", "narrow")
# Where the pages of backup codes and paper are seen.
PAPER = {"light": ("code_set", "taking", "sheets", "sheet", "making", "guide"),
         "narrow": ("code_set", "sheets", "sheet", "guide"), "dark": ("code_set", "sheet"),
         "rtl-narrow": ("code_set", "taking"), "contrast": ("code_set",),
         "large-narrow": ("code_set",)}

DAY = 86400
TOOL = os.environ["SPARE_STORE_TOOL"]
KEYS = {name: f"11111111-2222-4333-8444-5555555555{number:02}"
        for number, name in enumerate(("GitHub", "MailerSend", "Google", "Long", "None", "sheet", "void", "guide"))}
SETTING = KEYS["GitHub"].replace("1111", "2222", 1)


def codes(shape, count, seed=""):
    """Codes of nobody: digits where SHAPE has 9, digits and letters where it has x."""
    def code(number):
        digest = iter(hashlib.sha512(f"{seed}{shape}{number}".encode()).hexdigest())
        return "".join(next(c for c in digest if c.isdigit()) if sign == "9" else next(digest) if sign == "x" else sign
                       for sign in shape)
    return [code(number) for number in range(count)]


GITHUB_CODES = codes("xxxxx-xxxxx", 16)
MAIL_TEXT = ("Hello alice, these are your backup codes. Each of them works once.\n\n"
             + "\n".join(f"{number}. {code}" for number, code in enumerate(codes("9999 9999", 10, "library"), 1))
             + "\n\nYour Town Library, 12 High Street, since 22.11.2026, ref. 20261122\n")


def on_paper(variant):
    """What the keyring of somebody holds who has printed sheets; in large letters there is no room for all to do."""
    now = int(time.time())
    used = 1 if variant.dpi > 96 else 3

    def account(key, label, issuer, kind="totp"):
        return uri(label, issuer, f"&x-id={KEYS[key]}&x-version=1", kind)

    def code_set(key, values, *more):
        words = [f"account={KEYS[key]}", f"created={now - 90 * DAY}", "origin=pasted", *more,
                 *("code=" + quote(value) for value in values)]
        return f"sparekey:code-set?x-id={KEYS[key].replace('1111', '2222', 1)}&" + "&".join(words)

    return (account("GitHub", "alice@example.org", "GitHub"), account("MailerSend", "alice", "MailerSend"),
            account("Google", "alice@gmail.example", "Google"), account("None", "alice", "Town Library"),
            account("Long", "somebody.with.a.long.name@department.example.org",
                    "The Royal Society for Very Long Names of Services"),
            code_set("GitHub", GITHUB_CODES, "effect=second-step", f"used=0%3A{now - 5 * DAY}"),
            code_set("MailerSend", codes("99999999", 8)),
            code_set("Google", codes("9999 9999", 4), *(f"used={number}%3A{now - 9 * DAY}" for number in range(used))),
            code_set("Long", codes("xxxx-xxxx-xxxx-xxxx-xxxx-xxxx", 10)),
            f"sparekey:sheet?x-id={KEYS['sheet']}&kind=codes&name=K7M-3QP&fingerprint=ABCD&printed={now - 40 * DAY}"
            f"&set={SETTING}&place=Safe&place={quote('Aunt Eva, in the blue folder')}&tested={now - 39 * DAY}",
            *([] if variant.dpi > 96 else [
                f"sparekey:sheet?x-id={KEYS['void']}&kind=codes&name=H2J-6KN&fingerprint=MNPQ&printed={now - 900 * DAY}"
                f"&place=Cellar&void=replaced&voided={now - DAY}",
                f"sparekey:guide?x-id={KEYS['guide']}&service=Mailjet&started={now - DAY}"]))


class Photographer:
    def __init__(self, stage, tap):
        self.stage, self.tap = stage, tap
        self.sides = False  # are they looked at?

    def app(self, variant, home, **more):
        # A home is used for several windows, one after the other.
        self.stage.desktop.tool("xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER",
                                f"Xft.dpi:\t{variant.dpi}\n")
        return self.stage.app(home, settings={**variant.settings, **more.pop("settings", {})},
                              program=variant.program, **variant.env, **more)

    def take(self, variant, app, page):
        self.tap.run(f"{page}, {variant.name}", self._take, variant, app, page)

    def _take(self, variant, app, page):
        self._squeeze(variant, app)
        path = os.path.join(FOLDER, f"{page}-{variant.name}.png")
        width, rows = trim(*self._settled())
        write_png(path, width, rows)
        colors = {row[i:i + 3] for row in rows[::7] for i in range(0, len(row), 21)}
        assert len(colors) > 8, f"{path} is as good as blank: {len(colors)} colours"
        nodes = app.nodes()
        windows = [node for node in nodes if node.parent is not None and node.parent.parent is None]
        assert windows[0].extents[2] <= variant.width, f"{windows[0]} is wider than {variant.width}"
        if self.sides:
            width = windows[-1].extents[2]
            beyond = [node for node in nodes if node.role in ("label", "push button", "check box", "text")
                      and node.window() is windows[-1]
                      # In a narrow window it lies behind the choices, and is said to be where it was.
                      and all(above.name != "SpareSheetPreview" for above in node.above())
                      and (node.extents[0] < 0 or node.extents[0] + node.extents[2] > width)]
            assert not beyond, f"beyond the sides of {width}: {beyond}"

    def _squeeze(self, variant, app):
        """A dialog gets no wider than the window; on a telephone it has no other place."""
        front = next((node for node in reversed(app.nodes()) if node.role == "dialog"), None)
        if front is None or variant.width > 360 or front.extents[2] <= variant.width:
            return
        window = app.window_id(front)
        _, _, width, height = app.windows.box(window)
        border = width - front.extents[2]
        self.stage.desktop.xdotool("windowsize", window, variant.width + border, height)
        # It keeps the width that what is in it needs.
        until = time.monotonic() + 3
        while app.windows.box(window)[2] != variant.width + border and time.monotonic() < until:
            time.sleep(0.02)
        app.place(front)

    def _settled(self):
        """The display, when two looks in a row are the same."""
        last = None
        for _ in range(5):
            seen = self.stage.desktop.look()
            if seen == last:
                break
            last = seen
        return last


def trim(width, pixels):
    """Leaves out what is black around the windows."""
    rows = [pixels[i:i + 3 * width] for i in range(0, len(pixels), 3 * width)]
    rows = [row for row in rows if row.strip(b"\0")]
    left = min(len(row) - len(row.lstrip(b"\0")) for row in rows) // 3
    right = (max(len(row.rstrip(b"\0")) for row in rows) + 2) // 3
    return right - left, [row[3 * left:3 * right] for row in rows]


def write_png(path, width, rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    data = zlib.compress(b"".join(b"\0" + row for row in rows), 4)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0))
                   + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def list_ready(app, count):
    app.wait(lambda: app.rows() and (app.focus() is None or app.focus().role == "list item"), f"the list of {count}")


def main_pages(photos, variant):
    """The list with its menus and messages, and the pages behind it, in one run of the program."""
    stage = photos.stage
    with ServiceKeyring() as home:
        stage.add(home, *MANY)
        with photos.app(variant, home) as app:
            list_ready(app, len(MANY))
            photos.take(variant, app, "list")
            if variant.name in ALL:
                menus(photos, variant, app)
            app.key("Return")
            app.wait_says("Copied the code of")
            photos.take(variant, app, "toast")
            app.key("ctrl+f")
            app.type("mailer")
            app.wait(lambda: len(app.rows()) == 1, "one hit")
            photos.take(variant, app, "search")
            app.key("Escape")
            app.wait(lambda: len(app.rows()) > 1, "the whole list")
            account(photos, variant, app)
            editor(photos, variant, app)
            if variant.name in ALL:
                behind(photos, variant, app)


def menus(photos, variant, app):
    app.key("Menu")
    app.get("Delete", "menu item")
    photos.take(variant, app, "context-menu")
    app.key("Escape")
    app.wait(lambda: app.find(None, "menu item") is None, "the menu to close")
    app.key("F10")
    app.get("Preferences", "menu item")
    photos.take(variant, app, "main-menu")
    app.key("Escape")
    app.wait(lambda: app.find(None, "menu item") is None, "the menu to close")
    app.type("zzz")
    app.wait_says("No Results|Show All Accounts")
    photos.take(variant, app, "no-results")
    app.key("Escape")
    app.wait(lambda: len(app.rows()) > 1, "the whole list")


def account(photos, variant, app):
    app.key("alt+Return")
    app.wait_says("Show the Secret")
    photos.take(variant, app, "account")
    if variant.name in ALL:
        app.press("Show the Secret", "check box")
        app.get("Show the Secret", "check box", "checked")
        app.key("Tab", "Tab", "End")
        photos.take(variant, app, "account-secret")
    app.key("alt+Left")
    app.get("Accounts", "list")


def editor(photos, variant, app):
    app.key("ctrl+n")
    app.get("Service", None, "editable")
    photos.take(variant, app, "add")
    app.write("Service", "GitHub")
    app.write("Secret", RFC_SECRET)
    app.wait_says("Check before saving")
    photos.take(variant, app, "add-preview")
    if variant.name in ALL:
        app.write("Setup Link.*", f"otpauth://totp/A:b?secret={RFC_SECRET}&digits=99")
        app.write("Secret", "no secret 0189")
        app.wait_says("does not belong there")
        photos.take(variant, app, "add-wrong")
        app.write("Secret", RFC_SECRET)
        app.write("Setup Link.*", "")
        app.press("Add", "push button")
        app.wait_says("You Already Have")
        photos.take(variant, app, "duplicate")
        app.key("Escape")
        app.wait_gone("You Already Have")
    app.key("Escape")
    app.wait_says("Discard")
    app.press("Discard", "push button")
    app.wait_gone("Discard")
    app.activate()


def behind(photos, variant, app):
    """What takes more steps: counter, dialogs, bin."""
    app.key("ctrl+comma")
    app.wait_says("Show dots until")
    photos.take(variant, app, "preferences")
    app.key("Escape")
    app.wait_gone("Show dots until")
    app.key("ctrl+question")
    app.wait_says("Search accounts, or just type")
    photos.take(variant, app, "shortcuts")
    app.key("Escape")
    app.wait_gone("Search accounts, or just type")
    app.key("F10")
    app.get("About Sparekey", "menu item").press()
    app.wait_says("Sparekey Contributors")
    photos.take(variant, app, "about")
    app.key("Escape")
    app.wait_gone("Sparekey Contributors")
    app.click(app.get("Next code of Bank", "push button"))
    app.wait_says("Bank, alice, code [0-9]")
    app.key("Delete")
    app.wait_says("to the bin")
    photos.take(variant, app, "deleted")
    app.key("F10")
    app.get("Bin", "menu item").press()
    app.get("Restore Bank", "push button")
    photos.take(variant, app, "bin")
    app.press("Delete Bank for Good", "push button")
    app.wait_says("cannot be brought back")
    photos.take(variant, app, "erase")
    app.key("Escape")
    app.wait_gone("cannot be brought back")
    app.press("Restore Bank", "push button")
    app.wait_says("The Bin Is Empty")
    photos.take(variant, app, "bin-empty")


def moving_in(photos, variant):
    """The pages of the import."""
    with FileKeyring() as home:
        photos.stage.add(home, GITHUB)
        links = os.path.join(home.folder, "my-exported-links.txt")
        with open(links, "w", encoding="utf-8") as file:
            file.write("\n".join((*MANY, "otpauth://totp/Broken?secret=0189&issuer=Broken")) + "\n")
        with photos.app(variant, home) as app:
            list_ready(app, 1)
            open_import(app)
            photos.take(variant, app, "import")
            app.click(app.get("Moving from Another App…", "list item"))
            app.get("1Password", "list item")
            photos.take(variant, app, "import-apps")
            app.click(app.get("Authy", "list item"))
            app.wait_says("no export, and shows no secrets")
            photos.take(variant, app, "import-by-hand")
            app.key("Escape", "Escape")
            app.get("Files…", "list item")
            app.key("Escape")
            app.wait_gone("Nothing is saved before")
            transfer(photos, variant, app)
            open_file(app, os.path.join(VECTORS, "aegis", "encrypted.json"))
            app.wait_says("is encrypted")
            photos.take(variant, app, "import-password")
            app.type("wrong")
            app.key("Return")
            app.wait_says("does not open it")
            photos.take(variant, app, "import-password-wrong")
            app.key("Escape", "Escape")
            app.wait_gone("Nothing is saved before")
            open_file(app, links)
            app.wait_says("is already there")
            photos.take(variant, app, "import-preview")
            take_in(app)
            app.wait_says("Keep the file")
            photos.take(variant, app, "import-done")
            close_done(app)


def transfer(photos, variant, app):
    open_file(app, os.path.join(VECTORS, "google", "one-missing.txt"))
    app.wait_says("codes? read")
    photos.take(variant, app, "import-transfer")
    app.key("Escape")
    app.wait_gone("codes? read")


def moving_out(photos, variant):
    """The pages of the export, and of backups."""
    with FileKeyring() as home:
        photos.stage.add(home, *MANY)
        settings = {"backup-changed": "int64 1000000000"}
        with photos.app(variant, home, settings=settings) as app:
            list_ready(app, len(MANY))
            app.wait_says("in no backup yet")
            photos.take(variant, app, "backup-reminder")
            app.key("ctrl+e")
            app.click(app.get("Google Authenticator", "check box"))
            app.wait_says("cannot be in it")
            photos.take(variant, app, "export")
            app.press("Continue", "push button")
            app.wait_says("sees or photographs")
            photos.take(variant, app, "export-plain")
            app.key("Escape")
            app.wait_gone("sees or photographs")
            app.click(app.get("Aegis, Encrypted", "check box"))
            app.press("Continue", "push button")
            app.wait_says("At least 10")
            photos.take(variant, app, "export-password")
            app.key("Escape")
            app.wait_gone("At least 10")
            app.click(app.get("Which Accounts…", "list item"))
            app.get("GitHub, alice@example.org", "check box")
            photos.take(variant, app, "export-accounts")
            app.key("Escape", "Escape")
            app.wait_gone("Sealed Backup")
            app.press("Backups", "push button")
            app.wait_says("There Is No Backup Yet")
            photos.take(variant, app, "backups")
            app.click(app.get("Passphrase…", "list item"))
            app.wait_says("not even we")
            photos.take(variant, app, "backup-passphrase")
            app.key("Escape")
            app.wait_gone("not even we")
            app.key("Escape")


def open_menu(app, item):
    app.key("ctrl+2")
    app.click(app.get("Backup Codes and Sheets", "push button"))
    app.press(item, "menu item")
    # Its tooltip would be in the pictures.
    app.desktop.xdotool("mousemove", 1270, 990)


def paper(photos, variant):
    """Backup codes and sheets, in one run of the program."""
    with FileKeyring() as home:
        records = on_paper(variant)
        done = subprocess.run([TOOL, "records"], input="".join(line + "\n" for line in records), env=home.env(),
                              text=True, capture_output=True, check=True, timeout=60)
        assert done.stdout.count("saved ") == len(records), done.stdout + done.stderr
        with photos.app(variant, home) as app:
            list_ready(app, 5)
            app.key("ctrl+2")
            app.wait_says("15 of 16 left")
            photos.take(variant, app, "backup-codes")
            for part in (code_set, taking, sheets, sheet, making, guide):
                if part.__name__ in PAPER[variant.name]:
                    part(photos, variant, app)


def code_set(photos, variant, app):
    app.click(app.get("GitHub, .*left.*", "list item"))
    app.press("Show", "push button")
    app.get("Hide", "push button")
    photos.take(variant, app, "code-set")
    app.key("alt+Left")
    app.wait_says("15 of 16 left")


def taking(photos, variant, app):
    open_menu(app, "Take In Backup Codes…")
    app.get("Open File…", "push button", "sensitive")
    photos.take(variant, app, "take")
    app.desktop.copy(MAIL_TEXT)
    app.press("Paste", "push button")
    app.wait_says("^10 Codes$")
    photos.take(variant, app, "take-understood")
    app.press("Back", "push button")
    app.get("Open File…", "push button", "sensitive")
    app.key("Escape")
    app.wait(lambda: app.says("Discard the Codes") or not app.find("Open File…", "push button"), "the dialog to go")
    if app.says("Discard the Codes"):
        app.press("Discard", "push button")
    app.wait_gone("Discard the Codes|Photos and screenshots are not read")
    app.activate()


def making(photos, variant, app):
    open_menu(app, "Make Backup Codes…")
    app.press("Make", "push button")
    app.wait_says("^10 New Codes$")
    photos.take(variant, app, "made")
    app.press("Back", "push button")
    app.get("Make", "push button", "sensitive")
    photos.take(variant, app, "make")
    app.key("Escape")
    app.wait(lambda: not app.find("Make", "push button"), "the dialog to go")
    app.activate()
    folder = os.path.join(os.path.realpath(app.home.folder), "Downloads")
    os.makedirs(folder)
    for name in ("github-recovery-codes.txt", "Backup-codes-somebody.with.a.long.name.txt", "backupCodes.pdf"):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("\n".join(codes("9999 9999", 10)) + "\n")
    open_menu(app, "Look for Leftover Files…")
    app.press("Choose a Folder…", "push button")
    choose_file(app, "Choose a Folder to Look Through", folder)
    app.wait_says("3 files look like saved backup codes")
    photos.take(variant, app, "sweep")
    app.key("Escape")
    app.wait_gone("3 files look like saved backup codes")
    app.activate()


def sheets(photos, variant, app):
    """The register, and the test of a sheet."""
    open_menu(app, "Printed Sheets")
    app.wait_says("^Sheets That Count$")
    app.click(app.get("K7M-3QP", "label"))
    app.wait_says("^Printed$")
    photos.take(variant, app, "sheets")
    app.click(app.get("Test This Sheet…", "label"))
    number = int(app.wait_says(r"^Code number \d+$").rsplit(" ", 1)[1])
    app.get(None, "text", "editable", "focused")
    code = GITHUB_CODES[number - 1]
    app.type(code[:-1] + ("z" if code[-1] != "z" else "y"))
    app.key("Return")
    app.wait_says("differs")
    photos.take(variant, app, "drill")
    app.key("Escape")
    app.wait_gone("differs")
    app.activate()
    app.key("alt+Left")
    app.wait_says("15 of 16 left")


def sheet(photos, variant, app):
    """The window of a sheet; kept as a PDF, it can be confirmed and forgotten without a printer."""
    app.key("ctrl+p")
    app.wait_says("Preview, page 1 of")
    photos.take(variant, app, "sheet")
    if variant.name == "light":
        app.key("ctrl+s")
        app.wait_says("The PDF is not encrypted")
        app.wait(lambda: [node for node in app.nodes() if matches(node, "Save as PDF") and node.role == "push button"
                          and node.has("sensitive")], "the answer")[-1].press()
        save_file(app, "Save as PDF", os.path.join(app.home.folder, "sheet.pdf"))
        app.wait_says("Do You Hold It in Your Hand")
        photos.take(variant, app, "hold")
        app.press("Yes, I Hold It", "push button")
        app.wait_says("The PDF is a copy that anybody can read")
        app.press("Delete", "push button")
        app.wait_says("The Sheet Is in the Register")
        photos.take(variant, app, "registered")
        app.press("Print and Forget…", "push button")
        app.wait_says("The two characters after code ")
        photos.take(variant, app, "forget")
        app.key("Escape")
        app.wait_gone("The two characters after code ")
    app.wait(lambda: not app.find("Print Sheet", "dialog") or app.key("Escape"), "the sheet's window to close")
    app.activate()


def guide(photos, variant, app):
    open_menu(app, "Turn On Two-Step Sign-In…")
    app.wait_says("Sparekey leads you through it")
    photos.take(variant, app, "guide")
    app.wait(lambda: app.focus() and app.focus().has("editable"), "the search")
    app.type("github")
    app.key("Return")
    app.wait_says("Sign In at GitHub")
    photos.take(variant, app, "guide-step")
    app.key("Escape")
    app.wait_gone("Sign In at GitHub")
    app.activate()


def no_paper(photos, variant):
    with FileKeyring() as home, photos.app(variant, home) as app:
        app.wait_says("Add Your First Account")
        app.key("ctrl+2")
        app.wait_says("Codes for the Day the Phone Is Lost")
        photos.take(variant, app, "backup-codes-empty")
        open_menu(app, "Printed Sheets")
        app.wait_says("No Sheets Yet")
        photos.take(variant, app, "sheets-empty")


def hidden(photos, variant):
    with ServiceKeyring() as home:
        photos.stage.add(home, GITHUB, MAIL, BANK)
        with photos.app(variant, home, settings={"hide-codes": "true"}) as app:
            list_ready(app, 3)
            photos.take(variant, app, "hidden")


def first(photos, variant):
    with ServiceKeyring() as home, photos.app(variant, home) as app:
        app.wait_says("Add Your First Account")
        photos.take(variant, app, "first")


def broken(photos, variant):
    with ServiceKeyring() as home:
        photos.stage.add(home, GITHUB)
        for number, text in enumerate(("this is no account", "otpauth://totp/A:b?secret=GEZDGNBV&algorithm=MD5")):
            subprocess.run(["secret-tool", "store", "--label=Test", "xdg:schema", "io.github.sparekey.Record", "kind",
                            "account", "id", f"8c6f2f1e-6d0b-4b57-9d55-0d8a6a3f2b1{number}", "version", "1"],
                           input=text, text=True, env=home.env(), check=True)
        with photos.app(variant, home) as app:
            app.wait_says("could not be read")
            photos.take(variant, app, "broken-notice")
            app.press("Show", "push button")
            app.wait_says("Records Set Aside")
            photos.take(variant, app, "broken")


def state(photos, variant, page, home, words):
    with photos.app(variant, home) as app:
        app.wait_says(words)
        photos.take(variant, app, page)


def service_states(photos, variants):
    """States of one keyring, each in every variant before the next."""
    with ServiceKeyring() as home:
        photos.stage.add(home, GITHUB)
        home.restart(unlock=False)
        for variant in variants:
            state(photos, variant, "locked", home, "The Keyring Is Locked")
        home.stop()
        for variant in variants:
            state(photos, variant, "no-service", home, "No Keyring Is Running")
        os.remove(home.path)
        home.start()
        for variant in variants:
            state(photos, variant, "missing", home, "Your Accounts Are Not in This Keyring")


def file_states(photos, variants):
    with FileKeyring() as home:
        photos.stage.add(home, GITHUB)
        home.password = "another key"
        for variant in variants:
            state(photos, variant, "foreign", home, "Key Has Changed")
        with open(home.path, "r+b") as file:
            file.truncate(40)
        for variant in variants:
            state(photos, variant, "damaged", home, "The Keyring File Is Damaged")


def main():
    os.makedirs(FOLDER, exist_ok=True)
    tap = Tap()
    stage = Stage(sys.argv[1], sys.argv[2])
    photos = Photographer(stage, tap)
    names = sys.argv[5:] or MAIN
    variants = [VARIANTS[name] for name in names]
    states = [variant for variant in variants if variant.name in ALL]
    try:
        for variant in variants:
            photos.sides = False
            tap.run(f"main pages, {variant.name}", main_pages, photos, variant)
            photos.sides = True
            if variant.name in PAPER:
                tap.run(f"paper, {variant.name}", paper, photos, variant)
            if variant.name in ("light", "large-narrow"):
                tap.run(f"no paper, {variant.name}", no_paper, photos, variant)
        pictures.take_all(photos, variants)
        photos.sides = False
        for variant in states:
            for page in (hidden, first, broken, moving_in, moving_out):
                tap.run(f"{page.__name__}, {variant.name}", page, photos, variant)
        for page in (service_states, file_states):
            if states:
                tap.run(page.__name__.replace("_", " "), page, photos, states)
    finally:
        stage.close()
    tap.finish()


main()
