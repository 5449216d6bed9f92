# SPDX-License-Identifier: GPL-3.0-or-later
"""A file of each program, brought in through the window's own dialog."""
import base64
import json
import os

from choose import VECTORS, close_done, open_file, take_in
from stage import FileKeyring, expect_code, run

# One file of each program that has an export.
FILES = ("2fas/schema-4.2fas", "2fas/encrypted-4.2fas", "aegis/plain-v3.json", "aegis/encrypted.json", "andotp/plain.json",
         "andotp/encrypted.json.aes", "authenticator-plus/plain.zip", "bitwarden/plain.json", "bitwarden/pbkdf2.json",
         "bitwarden/authenticator.csv", "duo/accounts.json", "ente/plain.txt", "ente/encrypted.json",
         "freeotp/backup.xml", "freeotp-plus/plain.json", "google/three-parts.txt", "keepass/all.xml",
         "keepassxc/all.csv", "lastpass/plain.json", "onepassword/new.1pux", "otpauth/plain.txt", "proton/plain.json",
         "proton/encrypted.json", "raivo/aes.zip", "sparekey/everything.sparekey", "steam/app.json",
         "stratum/strong.authpro", "totp-authenticator/password.encrypt", "winauth/aes.zip")


def first_timed(expected):
    return next((account for account in expected["accounts"]
                 if account["kind"] == "totp" and account.get("service") and account["algorithm"] in ("SHA1", "SHA256", "SHA512")
                 and account["digits"] in (6, 7, 8)), None)


def expect_account(app, account):
    secret = base64.b32encode(bytes.fromhex(account["secret"])).decode().rstrip("=")
    expect_code(app, account["service"].replace(".", r"\."), secret, "-d", str(account["digits"]), "-s",
                f"{account['period']}s", totp=account["algorithm"].lower())


def import_one(stage, name):
    path = os.path.join(VECTORS, name)
    with open(path + ".expect", encoding="utf-8") as file:
        expected = json.load(file)
    with stage.window(kind=FileKeyring) as app:
        open_file(app, path)
        if "password" in expected:
            app.wait_says("is encrypted")
            app.write("Passphrase" if name.endswith(".sparekey") else "Password", expected["password"])
            app.press("Open", "push button")
        take_in(app)
        close_done(app)
        account = first_timed(expected)
        if account is not None:
            expect_account(app, account)
        else:
            app.wait(app.rows, "what was imported")


def each_format():
    def one(name):
        def test(stage):
            import_one(stage, name)
        test.__doc__ = f"{name} is taken in, and its first code is right."
        test.__name__ = "format_" + name.replace("/", "_")
        return test
    return [one(name) for name in FILES]


run(*each_format())
