# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: accounts, a desktop, and one window at a time."""
import contextlib
import json
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))

from sparetest import FileKeyring, ServiceKeyring, Tap, wait_until  # noqa: E402
from spareui import App, Desktop, below, matches, oathtool, oathtool_counter  # noqa: E402

# The key of RFC 4226 and RFC 6238, and two more that nobody uses.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
OTHER_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
THIRD_SECRET = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"

GITHUB = f"otpauth://totp/GitHub:alice%40example.org?secret={RFC_SECRET}&issuer=GitHub"
MAIL = f"otpauth://totp/MailerSend:alice?secret={OTHER_SECRET}&issuer=MailerSend"
BANK = f"otpauth://hotp/Bank:alice?secret={RFC_SECRET}&issuer=Bank&counter=5"
WIKI = f"otpauth://totp/Wiki:bob?secret={THIRD_SECRET}&issuer=Wiki&digits=8&algorithm=SHA256"


class Stage:
    def __init__(self, ui, cli, *size):
        self.ui, self.cli = ui, cli
        self.desktop = Desktop(*size)

    def run_cli(self, home, *words, stdin=None):
        done = subprocess.run([self.cli, *words], input=stdin, env=home.env(), capture_output=True, text=True,
                              check=False, timeout=180)
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout

    def add(self, home, *uris):
        for uri in uris:
            self.run_cli(home, "add", "-", stdin=uri)

    def accounts(self, home, *options):
        """What the keyring holds, as the other program reads it."""
        return json.loads(self.run_cli(home, "list", "--json", *options))["accounts"]

    @contextlib.contextmanager
    def home(self, *uris, kind=ServiceKeyring):
        with kind() as home:
            self.add(home, *uris)
            yield home

    @contextlib.contextmanager
    def app(self, home, *arguments, program=None, **options):
        """A window on @home; it must end well, with nothing to complain about."""
        app = App(self.desktop, home, program or self.ui, *arguments, **options)
        try:
            yield app
            app.close()
        except BaseException as error:
            app.keep(error)
            raise
        finally:
            app.kill()

    @contextlib.contextmanager
    def window(self, *uris, kind=ServiceKeyring, **options):
        """A window whose accounts are in the list."""
        with self.home(*uris, kind=kind) as home, self.app(home, **options) as app:
            app.wait(lambda: len(app.rows()) == len(uris), f"{len(uris)} accounts in the list")
            if uris:
                app.wait(lambda: app.focus() and app.focus().role == "list item", "the focus in the list")
            yield app

    def close(self):
        self.desktop.close()


def shown_code(app, service):
    """The digits that the row of @service says; None while it hides them."""
    for row in app.rows():
        found = re.fullmatch(rf"{service}\b.*, code ([0-9A-Z]( [0-9A-Z])*)", row)
        if found:
            return found.group(1).replace(" ", "")
    return None


def expect_code(app, service, secret, *options, **named):
    """Its row must come to show what oathtool says for this moment."""
    def fits():
        before = time.time()
        code = shown_code(app, service)
        return code is not None and code in {oathtool(secret, before, *options, **named),
                                          oathtool(secret, time.time(), *options, **named)}
    app.wait(fits, f"the code of {service}")


def expect_copied(app, secret, act, *options):
    """@act must put the code of this moment on the clipboard."""
    app.desktop.copy("something else")
    before = time.time()
    act()
    app.wait(lambda: app.desktop.clipboard() not in ("", "something else"), "something on the clipboard")
    code = app.desktop.clipboard()
    wanted = {oathtool(secret, moment, *options) for moment in (before, time.time())}
    assert code in wanted, f"{code} was copied, not {wanted}"


def expect_not_copied(app, act):
    app.desktop.copy("something else")
    act()
    assert app.desktop.clipboard() == "something else", app.desktop.clipboard()


def run(*tests):
    """Runs functions that take the stage; the program's arguments are the two programs and, to run only
    some, words of their names."""
    tap = Tap()
    stage = Stage(sys.argv[1], sys.argv[2])
    try:
        for test in tests:
            name = test.__doc__ or test.__name__.replace("_", " ")
            if all(word in test.__name__ for word in sys.argv[3:]):
                tap.run(name.splitlines()[0].rstrip("."), test, stage)
    finally:
        stage.close()
    tap.finish()
