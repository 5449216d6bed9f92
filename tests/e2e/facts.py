# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person told, put into the keyring before the window is there."""
import os
import subprocess

# The phone makes the codes of both; whoever reads the mail has the forum, too.
NAMES = {"Posteo": "eve@posteo.de", "Forum": "eve"}
IDS = {name: f"11111111-0000-4000-8000-00000000000{number}"
       for number, name in enumerate((*NAMES, "phone", "first", "second"))}


def _access(key, service, recovery):
    return (f"sparekey:access?x-id={IDS[key]}&account={IDS[service]}&password=own&second=app%3A{IDS['phone']}"
            f"&recovery={recovery}")


PHONE_AND_MAIL = (*(f"otpauth://none/{service}:{name}?issuer={service}&x-id={IDS[service]}&x-version=1"
                    for service, name in NAMES.items()),
                  f"sparekey:device?x-id={IDS['phone']}&name=Pixel%208&kind=phone",
                  _access("first", "Posteo", "none"), _access("second", "Forum", f"email%3A{IDS['Posteo']}"))


def store(home, records):
    """Records as docs/record.md has them."""
    subprocess.run([os.environ["SPARE_STORE_TOOL"], "records"], input="".join(line + "\n" for line in records),
                   env=home.env(), capture_output=True, text=True, check=True, timeout=60)


def things(home):
    """All records that the keyring holds, a line each."""
    return subprocess.run([os.environ["SPARE_STORE_TOOL"], "list"], env=home.env(), capture_output=True, text=True,
                          check=True, timeout=60).stdout
