# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person told, put into the keyring before the window is there."""
import os
import subprocess
import time
from urllib.parse import quote

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


DAY = 86400
MAYA_ACCOUNTS = ("Posteo", "Bitwarden", "Sparkasse", "iCloud", "MailerSend", "GitHub", "Gardening Forum", "Bookshop",
                 "The Royal Society for Very Long Names of Services")
MAYA = {name: f"0a000000-0000-4000-8000-0000000000{number:02}" for number, name in enumerate(MAYA_ACCOUNTS, 1)}
PHONE, LAPTOP, KEY, HOME, DESK, BANK, EVA, TOM, NUMBER, MASTER, COMMON, PASSPORT, CARD, SET, SHEET = (
    f"0b000000-0000-4000-8000-0000000000{number:02}" for number in range(1, 16))


def _thing(what, key, /, **values):
    parts = [f"sparekey:{what}?x-id={key}"]
    for name, value in values.items():
        parts += [f"{name.rstrip('_').replace('_', '-')}={quote(one, safe='')}"
                  for one in (value if isinstance(value, list) else [value])]
    return "&".join(parts)


def _way_in(service, said, **values):
    return _thing("access", MAYA[service].replace("0a", "0c", 1), account=MAYA[service], **values,
                  said=[f"{key}:{said}" for key in ("password", "second", "recovery", "importance")])


def _mayas_things(said):
    return [
        _thing("device", PHONE, name="Pixel 8", kind="phone", lock="pin", finger="yes", find="yes", carried="yes",
               said=f"lock:{said}"),
        _thing("device", LAPTOP, name="The old laptop that the children use for school, too", kind="computer",
               here="yes", lock="none", encrypted="no", carried="yes", said=f"lock:{said}"),
        _thing("device", KEY, name="Security Key", kind="security-key", at=HOME),
        _thing("place", HOME, name="Home", kind="home", locked="yes", person=TOM, said=f"person:{said}"),
        _thing("place", DESK, name="Desk in the study, second drawer", kind="other", locked="no", in_=HOME, person=TOM),
        _thing("place", BANK, name="Safe deposit box", kind="bank", locked="yes"),
        _thing("person", EVA, name="Aunt Eva", keeps=[f"memory:{MASTER}", f"codes:{MAYA['GitHub']}"]),
        _thing("person", TOM, name="Tom", gone="yes"),
        _thing("number", NUMBER, name="+49 151 23456789", device=PHONE, document=PASSPORT),
        _thing("memory", MASTER, name="Master password", kind="master", at=BANK),
        _thing("memory", COMMON, name="The one from school", kind="password"),
        _thing("document", PASSPORT, name="Passport", carried="yes"),
        _thing("document", CARD, name="Identity Card", at=HOME)]


def maya(told=40):
    """A person with nine accounts, who answered the questions about all but one TOLD days ago, printed codes and
    compared passwords."""
    said = int(time.time()) - told * DAY
    manager, app, sms = f"manager:{MAYA['Bitwarden']}", f"app:{PHONE}", f"sms:{NUMBER}"
    accounts = [f"otpauth://none/{quote(name)}:{'maya@posteo.de' if name == 'iCloud' else 'maya'}?issuer={quote(name)}"
                f"&x-id={key}&x-version=1" for name, key in MAYA.items()]
    return (
        *accounts, *_mayas_things(said),
        _way_in("Bitwarden", said, importance="5", password=f"memory:{MASTER}", second="none", recovery="none"),
        _way_in("Posteo", said, importance="5", password=manager, second=app, recovery=sms, address="maya@posteo.de"),
        _way_in("Sparkasse", said, importance="5", password=manager, second=sms, recovery="none"),
        _way_in("iCloud", said, importance="4", password=manager, second=app, recovery="unknown"),
        _way_in("MailerSend", said, importance="4", password=manager, second=app, recovery="none", others="yes",
                codes_at=f"device:{LAPTOP}"),
        _way_in("GitHub", said, importance="4", password=manager, second=app, recovery="none"),
        _way_in("Gardening Forum", said, importance="1", password=f"memory:{COMMON}", second="none", recovery="none"),
        _way_in("Bookshop", said, importance="2", password=f"memory:{COMMON}", second="none",
                recovery=f"email:{MAYA['Posteo']}"),
        _thing("code-set", SET, account=MAYA["GitHub"], origin="pasted", created=str(said),
               code=[f"{number}a4f{number}-7c{number}e1" for number in range(8)]),
        _thing("sheet", SHEET, kind="codes", name="K7M-3QP", fingerprint="ABCD", printed=str(said), set=SET,
               place="Desk"),
        _thing("promise", PHONE.replace("0b", "0d", 1), promise="device-updates", subject=PHONE, said=str(said)),
        _thing("password-snapshot", SHEET.replace("0b", "0d", 1), date=str(said), source="firefox", part="0", parts="1",
               entry=["1 0 fine medium no no 0 no no\nGitHub\nmaya\ngithub.com",
                      "2 0 weak short no no 0 no no\nBookshop\nmaya\nbookshop.example"]))


def happening(kind, subject, *done):
    """Something that began an hour ago."""
    now = int(time.time())
    return _thing("happening", SHEET.replace("0b", "0e", 1), kind=kind, subject=subject, started=str(now - 3600),
                  done=[f"{now - 1800}:{step}" for step in done])


def counts(*counted):
    """What was noted in months of last year: (lost, taken, accounts, findings) each, the last one a month ago."""
    now = int(time.time())
    return _thing("checkup-count", SHEET.replace("0b", "1b", 1),
                  count=[":".join(map(str, (now - 31 * (len(counted) - number) * DAY, *parts)))
                         for number, parts in enumerate(counted)])


def set_aside(findings):
    """Records with which all of FINDINGS, their ids, do not apply for a year."""
    now = int(time.time())
    return [_thing("set-aside", f"0f000000-0000-4000-8000-0000000000{number:02}", finding=one, noted=str(now),
                   reason="You accept it" if number % 2 else "It is solved in another way",
                   until=str(now + 365 * DAY)) for number, one in enumerate(findings)]
