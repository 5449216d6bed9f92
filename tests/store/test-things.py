#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records that are no accounts, in gnome-keyring-daemon and in libsecret's file.

Usage: test-things.py TOOL service|file (TOOL is the spare-store-tool of this build)
"""

import subprocess

from storetool import KILLS, KIND, TOOL, KillTime, Watcher, expect, races, records, run, saved_ids, state

from sparetest import Tap  # its folder is found by storetool

ACCOUNT = "11111111-2222-4333-8444-555555555555"
CODES = "22222222-2222-4333-8444-555555555555"
STRANGE = "33333333-2222-4333-8444-555555555555"
RECORDS = {
    ACCOUNT: f"otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub&algorithm=SHA1&digits=6&period=30"
             f"&x-id={ACCOUNT}&x-version=1",
    CODES: f"sparekey:code-set?x-id={CODES}&account={ACCOUNT}&origin=steam-revocation&created=1700000000"
           f"&code=R12345&code=b%20c%2Bd%26e%5C%25&code=%00%FF%0A",
    STRANGE: f"sparekey:from-the-future?x-id={STRANGE}&z=1&a=&z=2&%C3%A9%3D=%F0%9F%94%91",
}


def things_come_back(kind):
    """Saved with their account in one go, read back byte for byte, changed, erased."""
    with kind() as keyring:
        saved = run(keyring, "records", stdin="".join(line + "\n" for line in RECORDS.values())).stdout
        assert saved_ids(saved) == list(RECORDS), saved
        expect(state(keyring), state="ready", accounts=1, things=2, broken=0, expected=3, found=3)
        assert {**records(keyring), **records(keyring, "thing")} == RECORDS
        run(keyring, "set", STRANGE, "z", "3 4")
        changed = f"sparekey:from-the-future?x-id={STRANGE}&z=3%204&a=&%C3%A9%3D=%F0%9F%94%91"
        assert records(keyring, "thing") == {CODES: RECORDS[CODES], STRANGE: changed}
        stale = run(keyring, "set", CODES, "origin", "first", "second", check=False)
        assert stale.returncode == 1 and saved_ids(stale.stdout) == [CODES], stale.stdout
        assert "error save spare-store-error-quark 1 " in stale.stdout, stale.stdout
        assert "&origin=first&" in records(keyring, "thing")[CODES]
        twice = run(keyring, "records", stdin=RECORDS[CODES] + "\n", check=False)  # not new, and not changed from there
        assert "error save spare-store-error-quark 1 " in twice.stdout, twice.stdout
        run(keyring, "churn", "More", "1")  # other changes leave it alone
        run(keyring, "erase", STRANGE, ACCOUNT)
        assert list(records(keyring, "thing")) == [CODES]
        expect(state(keyring), state="ready", accounts=1, things=1, expected=2, found=2)


def things_are_followed(kind):
    with kind() as keyring:
        run(keyring, "records", stdin=RECORDS[ACCOUNT] + "\n")
        app = Watcher(keyring)
        app.sees(r"^state ready .*accounts 1 .*things 0")
        run(keyring, "records", stdin=RECORDS[CODES] + "\n" + RECORDS[STRANGE] + "\n")
        app.sees(r"^things 2")
        run(keyring, "set", CODES, "origin", "elsewhere")
        app.sees(rf"^things 2\nthing {CODES} .*&origin=elsewhere&")
        run(keyring, "erase", CODES)
        app.sees(r"^things 1")
        app.close()


def unknown_records_are_kept(kind):
    """What no thing can be, or is of a later version, is set aside as it is."""
    later = f"sparekey:code-set?x-id={CODES}&x-version=2&code=1"
    for line in (later, f"sparekey:?x-id={CODES}", f"sparekey:Big?x-id={CODES}", f"sparekey:a?x-id={CODES}&b=%4"):
        with kind() as keyring:
            run(keyring, "raw", CODES, stdin=line + "\n")
            run(keyring, "churn", "More", "1")
            expect(state(keyring), state="ready", accounts=1, things=0, broken=1, expected=2, found=2)
            assert records(keyring, "broken")[CODES].endswith(" " + line)


def things_survive_kills(kind):
    with kind() as keyring:
        acknowledged = set()
        when = KillTime(3)
        for i in range(KILLS // 4):
            process = subprocess.Popen([TOOL, "mix", f"K{i}", "1000"], env=keyring.env(), stdout=subprocess.PIPE)
            when.wait()
            process.kill()
            saved = saved_ids(process.communicate()[0].decode())
            acknowledged.update(saved)
            when.learn(not saved)
        missing = acknowledged - set(records(keyring)) - set(records(keyring, "thing"))
        assert not missing, f"{len(missing)} of {len(acknowledged)} acknowledged records are gone"
        assert acknowledged
        now = state(keyring)
        expect(now, state="ready", broken=0, found=now["expected"])
        workers = [subprocess.Popen([TOOL, "mix", f"P{i}", "20"], env=keyring.env(), stdout=subprocess.PIPE, text=True)
                   for i in range(2)]
        both = [i for worker in workers for i in saved_ids(worker.communicate(timeout=240)[0])]
        assert len(set(both)) == 80
        assert not set(both) - set(records(keyring)) - set(records(keyring, "thing"))


def main():
    tap = Tap()
    for test in (things_come_back, things_are_followed, unknown_records_are_kept, *races(things_survive_kills)):
        tap.run(f"/store/{KIND.kind}/{test.__name__}", test, KIND)
    tap.finish()


if __name__ == "__main__":
    main()
