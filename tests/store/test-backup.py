#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sealed backups on a real disk: written whole or not at all, and read back.

Usage: test-backup.py TOOL service|file BAD_DISK (the spare-store-tool and the
spare-bad-disk library of this build)
"""

import errno
import os
import re
import resource
import signal
import subprocess
import sys

from storetool import KILLS, KIND, TOOL, KillTime, expect, races, records, run, state

from sparetest import Tap  # its folder is found by storetool

ACCOUNT = "11111111-2222-4333-8444-555555555555"
DELETED = "22222222-2222-4333-8444-555555555555"
CODES = "33333333-2222-4333-8444-555555555555"
STRANGE = "44444444-2222-4333-8444-555555555555"
BROKEN = "55555555-2222-4333-8444-555555555555"
KEY = "66666666-2222-4333-8444-555555555555"
COUNTS = "88888888-2222-4333-8444-555555555555"
LINES = (
    f"otpauth://hotp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub&algorithm=SHA1&digits=6&counter=7"
    f"&x-id={ACCOUNT}&x-note=two%0Alines&x-used=1700000000&x-version=1&image=https://x.org/y.png",
    f"otpauth://totp/Bank:bob?secret=GEZDGNBVGY3TQOJQ&issuer=Bank&algorithm=SHA1&digits=6&period=30"
    f"&x-id={DELETED}&x-deleted=1700000001&x-version=1",
    f"sparekey:code-set?x-id={CODES}&account={ACCOUNT}&code=R12345&code=b%20c",
    f"sparekey:from-the-future?x-id={STRANGE}&z=%00%FF&a=&z=2",
)
NAME = re.compile(r"sparekey-\d{8}-\d{6}(-\d+)?\.sparekey")
IO_ERROR = "g-io-error-quark"
NOT_FOUND, IS_DIRECTORY, CANCELLED = 1, 3, 19
NOT_READ_BACK = 14
NOW = 1767225600  # 2026-01-01 00:00:00 UTC
DAY = 24 * 60 * 60


class Scene:
    """A keyring with records of every sort, a key, and a folder for backups."""

    def __init__(self):
        self.keyring = KIND()

    def __enter__(self):
        self.keyring.__enter__()
        self.folder = os.path.join(self.keyring.data, "backups")
        os.mkdir(self.folder)
        self.key = os.path.join(self.keyring.data, "key")
        self.target = os.path.join(self.folder, "mine.sparekey")
        run(self.keyring, "make-key", self.key)
        run(self.keyring, "records", stdin="".join(line + "\n" for line in LINES))
        return self

    def __exit__(self, *args):
        self.keyring.__exit__(*args)

    def run(self, *arguments, **options):
        return run(self.keyring, *arguments, **options)

    def backup(self, *more, target=None, **options):
        return self.run("backup", target or self.target, self.key, *(more or ("1",)), **options)

    def keep(self, generations, now, n=1, key=None, **options):
        done = self.run("keep", self.folder, key or self.key, str(generations), str(now), str(n), **options)
        return re.findall(r"^kept (\S+)$", done.stdout, re.M)

    def show(self, path=None):
        return self.run("show", path or self.target, self.key).stdout

    def lines(self, path=None):
        return sorted(re.findall(r"^record \S+ (.*)$", self.show(path), re.M))

    def fingerprint(self):
        (value,) = re.findall(r"^fingerprint ([0-9a-f]{64})$", self.run("fingerprint").stdout, re.M)
        return value

    def files(self):
        return sorted(os.listdir(self.folder))


def failed(done, domain, code):
    assert done.returncode == 1, (done.returncode, done.stdout, done.stderr)
    assert re.search(rf"^error \S+ {domain} {code} ", done.stdout, re.M), done.stdout


def restored_is_equal():
    with Scene() as scene:
        raw = "otpauth://totp/Broken?secret=JBSWY3DPEHPK3PXP&algorithm=SHA9999"
        scene.backup()
        before = scene.fingerprint()
        assert scene.lines() == sorted(LINES)
        assert "created 1700000000 preferences {'sort': <'name'>}\n" in scene.show()
        assert scene.files() == ["mine.sparekey"]
        assert os.stat(scene.target).st_mode & 0o777 == 0o600
        with open(scene.target, "rb") as file:
            data = file.read()
        for word in (b"otpauth", b"JBSWY3DP", b"GitHub", b"R12345", b"sort", ACCOUNT.encode()):
            assert word not in data, word
        with KIND() as empty:
            assert "restored 4\n" in run(empty, "restore-all", scene.target, scene.key).stdout
            expect(state(empty), state="ready", accounts=1, bin=1, things=2, broken=0, expected=4, found=4)
            for where in ("account", "bin", "thing"):
                assert records(empty, where) == records(scene.keyring, where)
            assert f"fingerprint {before}\n" in run(empty, "fingerprint").stdout
            # twice is not another record
            failed(run(empty, "restore-all", scene.target, scene.key, check=False), "spare-store-error-quark", 1)
            expect(state(empty), expected=4, found=4)

        scene.run("raw", BROKEN, stdin=raw + "\n")
        scene.run("remember", scene.key, KEY)
        expect(state(scene.keyring), things=3, broken=1)
        scene.backup()
        assert scene.lines() == sorted(LINES), "the key has no place in a backup"
        assert f"set-aside {raw}\n" in scene.show()


def key_in_the_keyring():
    with Scene() as scene:
        other = scene.key + "2"
        scene.run("make-key", other)
        assert "key none\n" in scene.run("recall", scene.key).stdout
        scene.run("remember", scene.key, KEY)
        assert "key the same\n" in scene.run("recall", scene.key).stdout
        assert "key another\n" in scene.run("recall", other).stdout
        scene.run("remember", other, "77777777-2222-4333-8444-555555555555")  # takes its place
        assert "key the same\n" in scene.run("recall", other).stdout
        things = records(scene.keyring, "thing")
        assert KEY in things and len(things) == 3, things
        with open(other, "rb") as file:
            encoded = "".join(chr(b) if chr(b).isascii() and (chr(b).isalnum() or chr(b) in "-._~@") else f"%{b:02X}"
                              for b in file.read())
        assert things[KEY] == f"sparekey:backup-key?x-id={KEY}&key={encoded}"
        failed(run(scene.keyring, "derive", "correct horse battery", check=False), IO_ERROR, CANCELLED)
        assert "key of " in scene.run("derive", "correct horse battery", check=False).stdout


def fingerprint():
    """Tells of each change that a backup would hold, and of no other."""
    with Scene() as scene:
        seen = [scene.fingerprint()]
        scene.run("touch", ACCOUNT, "1800000000")
        assert "x-used=1800000000" in records(scene.keyring)[ACCOUNT]
        scene.run("remember", scene.key, KEY)
        assert scene.fingerprint() == seen[0]
        counts = f"sparekey:checkup-count?x-id={COUNTS}&count=1700000000%3A3%3A1%3A3%3A2"
        scene.run("records", stdin=counts + "\n")
        assert scene.fingerprint() == seen[0]  # nobody has changed anything
        scene.backup()
        assert counts in scene.lines()
        for change in (("advance", ACCOUNT, "1"), ("delete", ACCOUNT), ("set", CODES, "code", "R2"),
                       ("churn", "New", "1"), ("erase", STRANGE)):
            scene.run(*change)
            seen.append(scene.fingerprint())
        scene.run("raw", BROKEN, stdin="otpauth://totp/Broken?secret=JBSWY3DPEHPK3PXP&algorithm=SHA9999\n")
        seen.append(scene.fingerprint())
        assert len(set(seen)) == 7, seen
        scene.run("erase", BROKEN)
        assert scene.fingerprint() == seen[5]


def killed():
    """Whatever is killed whenever: the old one is there, or the new one."""
    with Scene() as scene:
        scene.backup()
        before = scene.lines()
        scene.run("bulk", "More", "300")
        when = KillTime(4)
        written = {len(before): 0, len(before) + 300: 0}
        with open(scene.target, "rb") as file:
            old = file.read()
        for i in range(KILLS // 2):
            with open(scene.target, "wb") as file:
                file.write(old)
            process = subprocess.Popen([TOOL, "backup", scene.target, scene.key, "1000"], env=scene.keyring.env(),
                                       stdout=subprocess.PIPE)
            when.wait()
            process.kill()
            acknowledged = b"written" in process.communicate()[0]
            found = len(scene.lines())
            written[found] += 1
            when.learn(found == len(before))
            assert found == len(before) + 300 or not acknowledged
        pieces = [name for name in scene.files() if name != "mine.sparekey"]
        print(f"# {written}, {len(pieces)} pieces left")
        assert all(written.values()) and pieces, (written, pieces)
        assert all(re.fullmatch(r"\.sparekey-[0-9a-f]{8}\.part", name) for name in pieces), pieces

        # The next one of another day clears up, and leaves what may still be written.
        for name in pieces[1:]:
            os.utime(os.path.join(scene.folder, name), (NOW - DAY - 1, NOW - DAY - 1))
        os.utime(os.path.join(scene.folder, pieces[0]), (NOW - DAY + 1, NOW - DAY + 1))
        (kept,) = scene.keep(3, NOW)
        assert scene.files() == sorted([pieces[0], "mine.sparekey", kept])


def generations():
    with Scene() as scene:
        other_key = scene.key + "2"
        scene.run("make-key", other_key)
        (foreign,) = scene.keep(1, NOW - 100 * DAY, key=other_key)
        scene.backup(target=os.path.join(scene.folder, "sparekey-20200101-000000-x.sparekey"))
        scene.backup(target=os.path.join(scene.folder, "my-sparekey-20200101-000000.sparekey"))
        scene.backup(target=os.path.join(scene.folder, "sparekey-20200101-000001.sparekey"))
        with open(os.path.join(scene.folder, "sparekey-20200101-000001.sparekey"), "r+b") as file:
            file.seek(-1, os.SEEK_END)
            last = file.read(1)[0]
            file.seek(-1, os.SEEK_END)
            file.write(bytes([last ^ 1]))  # fits by its head, and does not open
        open(os.path.join(scene.folder, "sparekey-20200101-000002.sparekey"), "wb").close()
        os.mkdir(os.path.join(scene.folder, "sparekey-20200101-000003.sparekey"))
        scene.backup(target=os.path.join(scene.keyring.data, "elsewhere"))
        os.symlink(os.path.join(scene.keyring.data, "elsewhere"),
                   os.path.join(scene.folder, "sparekey-20200101-000004.sparekey"))
        others = set(scene.files())
        assert len(others) == 7 and foreign in others

        kept = []
        for i in range(5):
            kept += scene.keep(3, NOW + i * DAY)
            assert set(scene.files()) == others | set(kept[-3:]), (i, scene.files())
        assert kept[:2] == ["sparekey-20260101-000000.sparekey", "sparekey-20260102-000000.sparekey"]
        assert all(NAME.fullmatch(name) and len(scene.lines(os.path.join(scene.folder, name))) == 4
                   for name in kept[-3:])

        # Several in one second; fewer from now on.
        again = [scene.keep(3, NOW + 4 * DAY)[0] for _ in range(2)]
        assert again == ["sparekey-20260105-000000-2.sparekey", "sparekey-20260105-000000-3.sparekey"]
        assert set(scene.files()) == others | {kept[-1], *again}
        (last,) = scene.keep(1, NOW + 5 * DAY)
        assert set(scene.files()) == others | {last}


def wrong_clock():
    """Backups of a time to come neither hold the place of the present ones, nor
    does a clock that was set back cost the one that was just written."""
    with Scene() as scene:
        ahead = scene.keep(3, NOW + 1000 * DAY, 3)
        assert scene.files() == ahead
        first = scene.keep(3, NOW)
        assert scene.files() == sorted(first + ahead[1:])
        more = scene.keep(3, NOW + 3600, 2)
        assert scene.files() == sorted(first + more)
        back = scene.keep(3, NOW - 3600)  # an hour is no wrong clock: what is newer is counted, and stays
        assert scene.files() == sorted(back + first + more)
        assert scene.keep(3, NOW + 2 * DAY) and len(scene.files()) == 3 and back[0] not in scene.files()


def two_processes():
    with Scene() as scene:
        workers = [subprocess.Popen([TOOL, "keep", scene.folder, scene.key, str(n), str(NOW), "30"],
                                    env=scene.keyring.env(), stdout=subprocess.PIPE, text=True) for n in (1, 1, 2)]
        output = [worker.communicate(timeout=240)[0] for worker in workers]
        kept = [name for text in output for name in re.findall(r"^kept (\S+)$", text, re.M)]
        assert len(kept) == 90, output
        assert kept and scene.files(), "they removed each other's"
        assert not [name for name in scene.files() if not NAME.fullmatch(name)]
        assert all(len(scene.lines(os.path.join(scene.folder, name))) == 4 for name in scene.files())
        scene.keep(2, NOW + DAY)
        assert len(scene.files()) == 2

        workers = [subprocess.Popen([TOOL, "backup", scene.target, scene.key, "30"], env=scene.keyring.env(),
                                    stdout=subprocess.PIPE, text=True) for _ in range(2)]
        output = [worker.communicate(timeout=240)[0] for worker in workers]
        assert [text.count("written") for text in output] == [30, 30], output
        assert scene.lines() == sorted(LINES) and len(scene.files()) == 3


def disk_full():
    with Scene() as scene:
        scene.backup()
        scene.run("bulk", "More", "300")
        with open(scene.target, "rb") as file:
            old = file.read()

        def no_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))

        for command in (("backup", scene.target, scene.key, "1"),
                        ("keep", scene.folder, scene.key, "1", str(NOW), "1")):
            done = subprocess.run([TOOL, *command], env=scene.keyring.env(), preexec_fn=no_room, restore_signals=False,
                                  capture_output=True, text=True, timeout=60, check=False)
            failed(done, IO_ERROR, r"\d+")
            assert os.strerror(errno.EFBIG) in done.stdout, done.stdout
            assert scene.files() == ["mine.sparekey"]
        with open(scene.target, "rb") as file:
            assert file.read() == old
        scene.backup()
        assert len(scene.lines()) == 304


def cancelled():
    """Leaves no litter, and the old one; or was too late, and then it is whole."""
    with Scene() as scene:
        scene.run("bulk", "More", "300")
        scene.backup()
        counts = {True: 0, False: 0}
        for microseconds in (0, 0, 100, 1000, 3000, 10000, 20000, 30000, 50000, 100000, 2000000):
            done = scene.backup("1", str(microseconds), check=False)
            counts[done.returncode == 0] += 1
            if done.returncode != 0:
                failed(done, IO_ERROR, CANCELLED)
            assert scene.files() == ["mine.sparekey"]
            assert len(scene.lines()) == 304
        assert all(counts.values()), counts


def not_read_back():
    """What the disk holds is opened before it counts."""
    with Scene() as scene:
        scene.backup()
        with open(scene.target, "rb") as file:
            old = file.read()
        for command in (("backup", scene.target, scene.key, "1"),
                        ("keep", scene.folder, scene.key, "1", str(NOW), "1")):
            done = subprocess.run([TOOL, *command], env=scene.keyring.env(LD_PRELOAD=sys.argv[3]), capture_output=True,
                                  text=True, timeout=60, check=False)
            failed(done, "spare-store-error-quark", NOT_READ_BACK)
            assert scene.files() == ["mine.sparekey"]
        with open(scene.target, "rb") as file:
            assert file.read() == old


def places():
    with Scene() as scene:
        failed(scene.backup(target=os.path.join(scene.folder, "none", "x.sparekey"), check=False), IO_ERROR, NOT_FOUND)
        missing = run(scene.keyring, "keep", scene.folder + "-none", scene.key, "1", str(NOW), "1", check=False)
        failed(missing, IO_ERROR, NOT_FOUND)  # a disk that is not plugged in
        assert not os.path.exists(scene.folder + "-none")
        os.mkdir(scene.target)
        failed(scene.backup(check=False), IO_ERROR, IS_DIRECTORY)
        assert scene.files() == ["mine.sparekey"]
        os.rmdir(scene.target)

        # A link stays one, and what it leads to is replaced.
        real = os.path.join(scene.keyring.data, "real.sparekey")
        with open(real, "w", encoding="utf-8") as file:
            file.write("old")
        os.symlink(real, scene.target)
        scene.backup()
        assert os.path.islink(scene.target) and scene.lines(real) == sorted(LINES)


def main():
    tap = Tap()
    for test in (restored_is_equal, key_in_the_keyring, fingerprint, generations, wrong_clock, disk_full, cancelled,
                 places, *races(not_read_back, killed, two_processes)):
        tap.run(f"/backup/{test.__name__}", test)
    tap.finish()


if __name__ == "__main__":
    main()
