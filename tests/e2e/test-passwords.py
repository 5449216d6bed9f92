# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords compared in the window, and nothing left of them."""
import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile

from choose import choose_file
from search import search_files, search_memory
from stage import GITHUB, FileKeyring, ServiceKeyring, Stage, Tap

TOOL = sys.argv[3]
# Nothing else in a process looks like these.
REUSED, ALIKE, LIKE, WEAK, LEAKED, FINE = ("qWv7-reused-Zk41", "Gurkenglas!2023", "gurkenglas2024", "hunter2zz",
                                           "xQ9-leaked-Vm27", "8r%Kd-fine-Lq03-Wz")
PASSWORDS = (REUSED, ALIKE, LIKE, WEAK, LEAKED, FINE)
ROWS = (("https://github.com/login", "alice", REUSED), ("https://shop.example.org", "alice", REUSED),
        ("https://accounts.google.com", "alice", FINE), ("https://www.youtube.com", "alice", FINE),
        ("http://forum.example.net", "alice", ALIKE), ("https://blog.example.com", "alice", LIKE),
        ("https://old.example.edu", "alice", WEAK), ("https://leaked.example.info", "alice", LEAKED))


@contextlib.contextmanager
def files():
    """An export as Firefox writes it, and a list of leaked passwords in order; outside of the home, which is searched."""
    with tempfile.TemporaryDirectory(prefix="sparekey-test-") as folder:
        export, leaks = os.path.join(folder, "logins.csv"), os.path.join(folder, "pwned.txt")
        with open(export, "w", encoding="utf-8") as file:
            file.write('"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed",'
                       '"timePasswordChanged"\r\n')
            for url, user, password in ROWS:
                file.write(f'"{url}","{user}","{password}",,"{url}","{{0}}","1","1","1700000000000"\r\n')
        digests = [hashlib.sha1(text.encode()).hexdigest().upper()
                   for text in [LEAKED, *(f"another {number}" for number in range(500))]]
        with open(leaks, "w", encoding="ascii") as file:
            file.write("".join(f"{digest}:3\r\n" for digest in sorted(digests)))
        yield export, leaks


def snapshot(home):
    """{domains: the other facts} of what is stored, as the store's own tool reads it."""
    done = subprocess.run([TOOL, "list"], env=home.env(), text=True, capture_output=True, check=True, timeout=60)
    line, = (line for line in done.stdout.splitlines() if "sparekey:password-snapshot?" in line)
    pieces = urllib.parse.parse_qsl(line.partition("?")[2], keep_blank_values=True)
    entries = [value.split("\n") for key, value in pieces if key == "entry"]
    assert not [password for password in PASSWORDS if password in urllib.parse.unquote(done.stdout)]
    return dict(pieces), {domains: facts.split(" ") for facts, _, _, domains in entries}


def open_dialog(app):
    app.key("F10")
    app.get("Compare Passwords…", "menu item").press()
    app.wait_says("Which passwords are used twice")


def activate(app, name):
    """A row is no button to a screen reader of GTK 4.8: it is clicked."""
    app.click(app.get(name, "list item", "sensitive"))


def expect_nothing_left(app, home):
    app.wait(lambda: not search_memory(app.process.pid, PASSWORDS), "memory without passwords")
    left = search_files(home.folder, PASSWORDS)
    assert not left, left


def imported(stage, kind):
    with kind() as home, files() as (export, leaks):
        stage.add(home, GITHUB)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            open_dialog(app)
            activate(app, "List in One File…")
            choose_file(app, "Choose the List", leaks)
            app.wait_says("pwned.txt")
            activate(app, "Exported File…")
            choose_file(app, "Choose the Exported Passwords", export)
            app.wait_says("8 Passwords Compared")
            for line in ("2 of 8: the same password", "2 of 8: much like", "1 of 8: in the list of leaked"):
                assert app.says(line), line
            expect_nothing_left(app, home)
            app.press("Delete “logins.csv”", "push button")
            app.wait_says("Delete “logins.csv”[?]")
            app.press("Delete", "push button")
            app.wait(lambda: not os.path.exists(export), "the file to go")
            app.press("Done", "push button")
            app.wait_gone("8 Passwords Compared")
            expect_nothing_left(app, home)
        head, found = snapshot(home)
        assert head["source"] == "firefox" and (head["part"], head["parts"]) == ("0", "1"), head
        number = {domain: int(facts[0]) for domain, facts in found.items()}
        similar = {domain: int(facts[1]) for domain, facts in found.items()}
        assert len(found) == 8 and len(set(number.values())) == 6, found
        assert number["github.com"] == number["example.org"], found
        assert number["google.com"] == number["youtube.com"], found
        assert similar["example.net"] == similar["example.com"] != 0, found
        assert [domain for domain in similar if similar[domain]] == ["example.net", "example.com"], found
        assert found["example.edu"][2] in ("very-weak", "weak") and found["google.com"][2] == "fine", found
        assert {domain: facts[4] for domain, facts in found.items()} == {
            domain: "yes" if domain == "example.info" else "no" for domain in found}, found
        assert found["example.net"][8] == "yes" and found["github.com"][8] == "no", found


def imported_service(stage):
    """An export is compared, and no password of it is in memory, in the keyring or in a file."""
    imported(stage, ServiceKeyring)


def imported_file(stage):
    """The same with the keyring of a sandbox."""
    imported(stage, FileKeyring)


def dashlane(stage):
    """What Dashlane exports is an archive: the table in it is read, and nothing is unpacked anywhere."""
    with FileKeyring() as home, tempfile.TemporaryDirectory(prefix="sparekey-test-") as folder:
        path = os.path.join(folder, "dashlane-credential-export.zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("payments.csv", "type,account_name\npayment_card,nothing\n")
            archive.writestr("credentials.csv", "username,username2,username3,title,password,note,url,category,otpSecret"
                             + "".join(f"\n{user},,,,{password},,{url},," for url, user, password in ROWS) + "\n")
        stage.add(home, GITHUB)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            open_dialog(app)
            activate(app, "Exported File…")
            choose_file(app, "Choose the Exported Passwords", path)
            app.wait_says("8 Passwords Compared")
            assert app.says("2 of 8: the same password")
            expect_nothing_left(app, home)
        assert os.listdir(folder) == [os.path.basename(path)], os.listdir(folder)
        head, found = snapshot(home)
        assert head["source"] == "dashlane" and len(found) == 8, (head, found)


def folder_of_prefixes(stage):
    """The list of leaked passwords can be the folder that its downloader writes: a file for each prefix."""
    with FileKeyring() as home, files() as (export, leaks), tempfile.TemporaryDirectory(prefix="sparekey-test-") as folder:
        with open(leaks, encoding="ascii") as file:
            for line in file:
                with open(os.path.join(folder, line[:5] + ".txt"), "a", encoding="ascii") as part:
                    part.write(line[5:].rstrip() + "\r\n")
        # Without the file of its prefix, nothing would be known of a password.
        for password in PASSWORDS:
            prefix = hashlib.sha1(password.encode()).hexdigest().upper()[:5]
            with open(os.path.join(folder, prefix + ".txt"), "a", encoding="ascii") as part:
                part.write("F" * 35 + ":1\r\n")
        stage.add(home, GITHUB)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            open_dialog(app)
            activate(app, "List in a Folder…")
            choose_file(app, "Choose the Folder", folder)
            app.wait_says(os.path.basename(folder))
            activate(app, "Exported File…")
            choose_file(app, "Choose the Exported Passwords", export)
            app.wait_says("8 Passwords Compared")
            assert app.says("1 of 8: in the list of leaked")
        found = snapshot(home)[1]
        assert {domain: facts[4] for domain, facts in found.items()} == {
            domain: "yes" if domain == "example.info" else "no" for domain in found}, found


def by_hand(stage):
    """One password is looked at and not kept."""
    with FileKeyring() as home, files() as (_, leaks):
        stage.add(home, GITHUB)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            open_dialog(app)
            activate(app, "List in One File…")
            choose_file(app, "Choose the List", leaks)
            app.wait_says("pwned.txt")
            for password, said in ((LEAKED, "It is in the list of leaked passwords"),
                                   (FINE, "It is fine.*It is not in the list"), (WEAK, "weak: a guesser")):
                app.write("Password to Look At", password)
                assert search_memory(app.process.pid, [password]), "the test finds a password while it is there"
                app.press("Look", "push button")
                app.wait_says(said)
                assert app.says("It was not kept")
                expect_nothing_left(app, home)
            app.key("Escape")
            app.wait_gone("Which passwords are used twice")


def gnome_web(stage):
    """The passwords of GNOME Web are read out of the keyring after a press, and stay there."""
    with ServiceKeyring() as home:
        stage.add(home, GITHUB)
        for url, user, password in ROWS[:3]:
            subprocess.run(["secret-tool", "store", "--label=Password for a page", "xdg:schema",
                            "org.epiphany.FormPassword", "uri", url, "target_origin", url, "form_username", "login",
                            "form_password", "password", "username", user], input=password, env=home.env(), text=True,
                           check=True, timeout=60)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            open_dialog(app)
            activate(app, "Passwords of GNOME Web")
            app.wait_says("3 Passwords Compared")
            assert app.says("2 of 3: the same password")
            assert app.find("Delete .*", "push button") is None
            app.wait(lambda: not search_memory(app.process.pid, PASSWORDS), "memory without passwords")
        head, found = snapshot(home)
        assert head["source"] == "gnome-web" and set(found) == {"github.com", "example.org", "google.com"}, found
        there = subprocess.run(["secret-tool", "search", "--all", "xdg:schema", "org.epiphany.FormPassword"],
                               env=home.env(), text=True, capture_output=True, check=True, timeout=60)
        assert there.stdout.count("secret = ") == 3, there.stdout


def refused(stage):
    """What is no export, and a list that is none, are told, and the next step is there."""
    with FileKeyring() as home, files() as (export, _):
        stage.add(home, GITHUB)
        with stage.app(home) as app:
            app.wait(lambda: len(app.rows()) == 1, "the account")
            open_dialog(app)
            activate(app, "Exported File…")
            choose_file(app, "Choose the Exported Passwords", os.path.realpath(stage.ui))
            app.wait_says("This file is not a table of passwords")
            activate(app, "List in One File…")
            choose_file(app, "Choose the List", export)
            app.wait_says("logins.csv")
            activate(app, "Exported File…")
            choose_file(app, "Choose the Exported Passwords", export)
            app.wait_says("The list of leaked passwords is not one that Sparekey knows")
            activate(app, "Do Without a List")
            activate(app, "Exported File…")
            choose_file(app, "Choose the Exported Passwords", export)
            app.wait_says("8 Passwords Compared")
            assert app.says("Not known: whether one was leaked")


def main():
    tap = Tap()
    stage = Stage(sys.argv[1], sys.argv[2])
    try:
        for test in (imported_service, imported_file, dashlane, folder_of_prefixes, by_hand, gnome_web,
                     refused):
            if all(word in test.__name__ for word in sys.argv[4:]):
                tap.run(test.__doc__.splitlines()[0].rstrip("."), test, stage)
    finally:
        stage.close()
    tap.finish()


main()
