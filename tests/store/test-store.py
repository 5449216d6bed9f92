#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The store against the real things: gnome-keyring-daemon and libsecret's file.

Usage: test-store.py TOOL service|file (TOOL is the spare-store-tool of this build)
"""

import fcntl
import os
import random
import re
import resource
import signal
import subprocess
import time

from storetool import KILLS, KIND, TOOL, KillTime, Watcher, expect, races, records, run, saved_ids, state

from sparetest import Display, FileKeyring, ServiceKeyring, Tap, wait_until  # its folder is found by storetool


def four_processes(kind):
    with kind() as keyring:
        run(keyring, "add", stdin="otpauth://hotp/Shared:x?secret=JBSWY3DPEHPK3PXP&counter=0\n")
        shared = next(iter(records(keyring)))
        workers = [subprocess.Popen([TOOL, "churn", f"P{i}", "50"], env=keyring.env(), stdout=subprocess.PIPE,
                                    text=True) for i in range(4)]
        output = [worker.communicate(timeout=240)[0] for worker in workers]
        acknowledged = [i for text in output for i in saved_ids(text)]
        assert len(acknowledged) == len(set(acknowledged)) == 200, [text[-300:] for text in output]
        missing = set(acknowledged) - set(records(keyring))
        assert not missing, f"{len(missing)} acknowledged records are gone"

        # 4 × 50 changes of one and the same record: no step is lost or given twice.
        workers = [subprocess.Popen([TOOL, "advance", shared, "50"], env=keyring.env(), stdout=subprocess.PIPE,
                                    text=True) for _ in range(4)]
        output = [worker.communicate(timeout=240)[0] for worker in workers]
        counters = [int(c) for text in output for c in re.findall(r"^counter (\d+)$", text, re.M)]
        assert sorted(counters) == list(range(200)), (sorted(counters), [text[-300:] for text in output])
        assert "&counter=200" in records(keyring)[shared]
        expect(state(keyring), state="ready", expected=201, found=201)


def killed(kind):
    with kind() as keyring:
        acknowledged = set()
        when = KillTime(1)
        mid_write = 0
        for i in range(KILLS):
            process = subprocess.Popen([TOOL, "churn", f"K{i}", "1000"], env=keyring.env(), stdout=subprocess.PIPE)
            when.wait()
            process.kill()
            text = process.communicate()[0].decode()
            acknowledged.update(saved_ids(text))
            mid_write += "saved" in text
            when.learn("saved" not in text)
            if i % 10 == 9:
                now = state(keyring)
                expect(now, state="ready", broken=0)
                assert now["found"] == now["expected"], now
        missing = acknowledged - set(records(keyring))
        assert not missing, f"{len(missing)} of {len(acknowledged)} acknowledged records are gone"
        print(f"# {kind.kind}: {KILLS} kills, {mid_write} between or in writes, "
              f"{len(acknowledged)} acknowledged, 0 lost")
        assert mid_write > KILLS // 10


def everything_comes_back(kind):
    """Add, change, bin, restore, erase; a new process sees exactly that."""
    with kind() as keyring:
        run(keyring, "add", stdin="otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP\n"
                                  "otpauth://hotp/Bank:4711?secret=GEZDGNBVGY3TQOJQ&counter=7\n")
        ids = list(records(keyring))
        expect(state(keyring), state="ready", expected=2, found=2, accounts=2, bin=0)
        run(keyring, "delete", ids[0])
        expect(state(keyring), accounts=1, bin=1, expected=2)
        run(keyring, "restore", ids[0])
        expect(state(keyring), accounts=2, bin=0)
        run(keyring, "erase", ids[0])
        expect(state(keyring), state="ready", accounts=1, expected=1, found=1)
        assert list(records(keyring)) == [ids[1]]


def erased_is_gone():
    """Also from the file that libsecret keeps beside its own."""
    with FileKeyring() as keyring:
        run(keyring, "add", stdin="otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP\n"
                                  "otpauth://totp/B:b?secret=GEZDGNBVGY3TQOJQ\n")
        gone = [i for i, line in records(keyring).items() if "/A:a" in line][0]
        run(keyring, "erase", gone)
        os.replace(keyring.path + "~", keyring.path)
        assert gone not in records(keyring)


def stale_copy_is_refused(kind):
    with kind() as keyring:
        run(keyring, "add", stdin="otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP\n")
        (account,) = records(keyring)
        done = run(keyring, "conflict", account, check=False)
        assert done.returncode == 1 and "error save spare-store-error-quark 1 " in done.stdout, done.stdout
        assert "x-note=first" in records(keyring)[account]


def one_broken_among_many(kind):
    with kind() as keyring:
        run(keyring, "bulk", "Good", "99")
        bad = "11111111-2222-4333-8444-555555555555"
        raw = "otpauth://totp/Broken?secret=JBSWY3DPEHPK3PXP&algorithm=SHA9999"
        run(keyring, "raw", bad, stdin=raw + "\n")
        expect(state(keyring), state="ready", accounts=99, broken=1)
        listing = run(keyring, "list").stdout
        (line,) = re.findall(r"^broken (.*)$", listing, re.M)
        words = line.split(" ")
        assert words[-1] == raw, line
        # it is still there after other changes
        run(keyring, "churn", "More", "1")
        expect(state(keyring), state="ready", accounts=100, broken=1)


def marker_knows(kind):
    """Records that vanish behind our back are never taken for a new user."""
    with kind() as keyring:
        run(keyring, "bulk", "A", "3")
        if kind is ServiceKeyring:
            keyring.stop()
            os.unlink(keyring.path)
            keyring.start()
        else:
            os.unlink(keyring.path)
        expect(state(keyring), state="missing", expected=3, found=0, accounts=0)
        refused = run(keyring, "churn", "B", "1", check=False)
        assert refused.returncode == 1 and "spare-store-error-quark 0 " in refused.stdout, refused.stdout
        expect(state(keyring), state="missing", expected=3)
        run(keyring, "accept")
        expect(state(keyring), state="ready", expected=0)
        assert [name for name in os.listdir(os.path.dirname(keyring.marker)) if name.startswith("marker.ini.2")]
        run(keyring, "churn", "C", "1")
        expect(state(keyring), state="ready", expected=1, found=1)


def damage(keyring, data):
    with open(keyring.path, "rb") as file:
        old = file.read()
    if keyring.kind == "service":
        keyring.stop()
    with open(keyring.path, "wb") as file:
        file.write(data(old))
    if keyring.kind == "service":
        keyring.start()
    return old


def damaged_file(kind, cut):
    with kind() as keyring:
        run(keyring, "bulk", "A", "3")
        damage(keyring, lambda old: old[:cut])
        now = state(keyring)
        wanted = "damaged" if kind is FileKeyring and cut > 0 else "missing"
        expect(now, state=wanted, expected=3, accounts=0)
        assert run(keyring, "churn", "B", "1", check=False).returncode == 1


def flipped_bytes():
    """libsecret aborts on some of these; we never do, and never welcome."""
    with FileKeyring() as keyring:
        run(keyring, "bulk", "A", "3")
        with open(keyring.path, "rb") as file:
            good = file.read()
        seen = {}
        for position in list(range(0, 64)) + [len(good) // 2, len(good) - 2]:
            data = bytearray(good)
            data[position] ^= 0xff
            with open(keyring.path, "wb") as file:
                file.write(data)
            now = state(keyring)
            seen[now["state"]] = seen.get(now["state"], 0) + 1
            assert now["state"] in ("damaged", "foreign", "missing") or \
                (now["state"] == "ready" and now["expected"] == 3), (position, now)
        print("#", seen)
        with open(keyring.path, "wb") as file:
            file.write(good)
        expect(state(keyring), state="ready", accounts=3)


def foreign_key():
    with FileKeyring() as keyring:
        run(keyring, "bulk", "A", "3")
        keyring.password = "another"
        expect(state(keyring), state="foreign", expected=3, accounts=0)
        assert run(keyring, "churn", "B", "1", check=False).returncode == 1
        # also where the marker was lost with it
        os.rename(keyring.marker, keyring.marker + ".away")
        expect(state(keyring), state="foreign", accounts=0)
        os.rename(keyring.marker + ".away", keyring.marker)
        keyring.password = "test"
        expect(state(keyring), state="ready", accounts=3)
        keyring.password = "another"
        run(keyring, "accept")
        expect(state(keyring), state="ready", expected=0, accounts=0)
        assert [name for name in os.listdir(os.path.dirname(keyring.path)) if name.startswith("default.keyring.2")]


def foreign_service_keyring():
    """Another wallet answers: its own records do not make it ours."""
    with ServiceKeyring() as keyring:
        run(keyring, "bulk", "A", "3")
        keyring.stop()
        os.rename(keyring.path, keyring.path + ".away")
        os.rename(keyring.marker, keyring.marker + ".away")
        keyring.start()
        run(keyring, "bulk", "B", "2")
        os.rename(keyring.marker + ".away", keyring.marker)
        now = state(keyring)
        expect(now, state="missing", expected=3, found=0, accounts=0, provider="gnome-keyring-d")


def locked_is_not_empty():
    with ServiceKeyring() as keyring:
        run(keyring, "bulk", "A", "2")
        keyring.restart(unlock=False)
        expect(state(keyring), state="locked", accounts=0)
        os.unlink(keyring.marker)
        expect(state(keyring), state="locked", accounts=0)
        keyring.restart()
        expect(state(keyring), state="ready", accounts=2)
    with ServiceKeyring() as keyring:
        expect(state(keyring), state="ready", accounts=0, expected=0)


def no_service():
    with ServiceKeyring(start=False) as keyring:
        expect(state(keyring), state="no-service", accounts=0)


def no_bus():
    with ServiceKeyring() as keyring:
        run(keyring, "bulk", "A", "1")
        environment = keyring.env(DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
        done = subprocess.run([TOOL, "state"], env=environment, capture_output=True, text=True, timeout=60, check=True)
        assert "state no-service expected 1 " in done.stdout, done.stdout


def plain_keyring_byte_for_byte():
    """A passwordless keyring, written in clear, through the daemon's restart."""
    uris = [
        "otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP",
        "otpauth://hotp/Bank:4711%200815?secret=GEZDGNBVGY3TQOJQ&counter=18446744073709551000",
        "otpauth://steam/Steam:gabe?secret=JRZCL47CMXVOQMNPZR2F7J4RGI",
        "motp://Work:bob?secret=e3152afee62599c8&pin=1234",
        "otpauth://yaotp/user?secret=LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI&pin=7586",
        "otpauth://totp/%C3%9Cml%C3%A4ut%20%F0%9F%94%91:a%5Cb%20c?secret=JBSWY3DPEHPK3PXP&algorithm=SHA512&digits=8",
        "otpauth://totp/x:y?secret=JBSWY3DPEHPK3PXP&issuer=back%5Cslash%20%20two&image=http%3A%2F%2Fx%2F%22q%22&weird=%5Cn",
        "otpauth://none/Paper:only?issuer=Paper",
    ]
    with ServiceKeyring(start=False) as keyring:
        keyring.make_plain()
        keyring.start(unlock=False)
        run(keyring, "add", stdin="".join(uri + "\n" for uri in uris))
        before = records(keyring)
        assert len(before) == len(uris)
        with open(keyring.path, "rb") as file:
            assert b"otpauth://" in file.read(), "this keyring was to be a plain one"
        for _ in range(2):
            keyring.restart(unlock=False)
            assert records(keyring) == before


def make_default(keyring, name):
    """Another keyring, without a password, becomes the one for new items."""
    folder = os.path.dirname(keyring.path)
    keyring.stop()
    if name != "login":
        with open(os.path.join(folder, name + ".keyring"), "w", encoding="utf-8") as file:
            file.write(f"[keyring]\ndisplay-name={name}\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n")
    with open(os.path.join(folder, "default"), "w", encoding="utf-8") as file:
        file.write(name)
    keyring.start()


def counters(text):
    return [int(counter) for counter in re.findall(r"^counter (\d+)$", text, re.M)]


def default_collection_changes():
    """A record stays where it is, and in one place."""
    with ServiceKeyring() as keyring:
        run(keyring, "add", stdin="otpauth://hotp/H:x?secret=JBSWY3DPEHPK3PXP&counter=5\n")
        (account,) = records(keyring)
        make_default(keyring, "second")
        assert counters(run(keyring, "advance", account, "3").stdout) == [5, 6, 7]
        run(keyring, "churn", "B", "1")  # goes to the second
        expect(state(keyring), state="ready", accounts=2, broken=0, expected=2, found=2)
        make_default(keyring, "login")
        assert counters(run(keyring, "advance", account, "2").stdout) == [8, 9]
        run(keyring, "erase", account)
        expect(state(keyring), state="ready", accounts=1, broken=0, expected=1, found=1)


def two_items_with_one_id(name):
    """The last state counts, and erasing the other one leaves it alone."""
    account = "11111111-2222-4333-8444-555555555555"
    line = f"otpauth://hotp/H:x?secret=JBSWY3DPEHPK3PXP&x-id={account}&x-version=1&counter="
    with ServiceKeyring() as keyring:
        make_default(keyring, name)
        run(keyring, "raw", account, stdin=line + "2\n")
        time.sleep(1.1)  # the keyring counts seconds
        make_default(keyring, "login")
        run(keyring, "raw", account, stdin=line + "8\n")
        expect(state(keyring), state="ready", accounts=1, broken=1)
        assert "counter=8" in records(keyring)[account]
        assert counters(run(keyring, "advance", account, "2").stdout) == [8, 9]
        (copy,) = records(keyring, "broken")
        assert copy != account
        run(keyring, "erase", copy)
        expect(state(keyring), state="ready", accounts=1, broken=0, expected=1, found=1)
        assert counters(run(keyring, "advance", account, "1").stdout) == [10]


def daemon_killed(kills=20):
    """What was acknowledged outlives the daemon, no counter goes back, and a
    first store that was cut off leaves no broken record."""
    with ServiceKeyring() as keyring:
        run(keyring, "add", stdin="otpauth://hotp/H:x?secret=JBSWY3DPEHPK3PXP&counter=0\n")
        (account,) = acknowledged = set(records(keyring))
        given = []
        rng = random.Random(2)
        for i in range(kills):
            tools = [subprocess.Popen([TOOL, *command, "1000"], env=keyring.env(), stdout=subprocess.PIPE, text=True)
                     for command in (("churn", f"K{i}"), ("advance", account))]
            time.sleep(rng.uniform(0.05, 0.25))
            keyring.stop(signal.SIGKILL)
            added, advanced = [tool.communicate(timeout=60)[0] for tool in tools]
            acknowledged.update(saved_ids(added))
            given.extend(counters(advanced))
            keyring.start()
        missing = acknowledged - set(records(keyring))
        assert not missing, f"{len(missing)} of {len(acknowledged)} acknowledged records are gone"
        assert len(given) > kills and given == sorted(set(given)), given
        now = state(keyring)
        expect(now, state="ready", broken=0, found=now["expected"])


def another_keyring_under_us(kind):
    """Nothing is written, and told to be saved, in a keyring that took the place of ours."""
    with kind() as keyring:
        run(keyring, "bulk", "A", "3")
        app = Watcher(keyring)
        app.sees(r"^state ready .*accounts 3")
        if kind is ServiceKeyring:
            keyring.stop()
        os.rename(keyring.path, keyring.path + ".away")
        if kind is ServiceKeyring:
            keyring.start()
        app.send("add")
        app.fails(r"^error save spare-store-error-quark 0 ")
        expect(state(keyring), state="missing", expected=3, found=0)
        if kind is ServiceKeyring:
            keyring.stop()
        os.replace(keyring.path + ".away", keyring.path)
        if kind is ServiceKeyring:
            keyring.start()
        expect(state(keyring), state="ready", expected=3, found=3, accounts=3)


def long_import_shares(kind):
    """Others get their turn meanwhile, and what they erase is not waited for afterwards."""
    with kind() as keyring:
        run(keyring, "bulk", "A", "2")
        (first, *_) = records(keyring)
        importer = subprocess.Popen([TOOL, "bulk", "B", "400"], env=keyring.env(), stdout=subprocess.PIPE, text=True)
        time.sleep(0.2)
        run(keyring, "erase", first)
        assert importer.poll() is None, "the import was over before the other had its turn"
        assert "saved-all 400" in importer.communicate(timeout=240)[0]
        expect(state(keyring), state="ready", accounts=401, expected=401, found=401)


def daemon_restarted_under_us():
    with ServiceKeyring() as keyring:
        run(keyring, "bulk", "A", "2")
        app = Watcher(keyring)
        app.sees(r"^state ready .*accounts 2")
        for how in (signal.SIGTERM, signal.SIGKILL):
            keyring.stop(how)
            keyring.start()
            app.send("add")
            app.sees(r"^saved ")
        app.send("load")
        app.sees(r"^state ready expected 4 found 4")
        keyring.restart(unlock=False)
        app.send("load")
        app.sees(r"^state locked")
        keyring.restart()
        app.send("load")
        app.sees(r"^state ready expected 4 found 4")
        app.close()
        expect(state(keyring), state="ready", accounts=4)


class Prompter:
    """The desktop's question for the keyring's password, and a person at it."""

    def __init__(self, keyring):
        self.display = Display()
        self.env = keyring.env(DISPLAY=self.display.name)
        self.process = subprocess.Popen(["/usr/libexec/gcr-prompter"], env=self.env, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        subprocess.run(["gdbus", "wait", "--session", "--timeout", "20", "org.gnome.keyring.SystemPrompter"],
                       env=self.env, check=True)

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *arguments], env=self.env, capture_output=True, text=True, check=False).stdout

    def windows(self):
        return self.xdotool("search", "--onlyvisible", "--class", "gcr-prompter").split()

    def wait(self):
        return wait_until(self.windows, "the question's window")[-1]

    def answer(self, *keys):
        window = self.wait()
        time.sleep(0.3)  # it grabs the keyboard first
        self.xdotool("windowfocus", "--sync", window)
        for key in keys:
            self.xdotool(*key)

    def close(self):
        self.process.kill()
        self.process.wait()
        self.display.close()


def unlocking(answer, wanted):
    """A keyring that is locked, and the person's answer to its question."""
    with ServiceKeyring() as keyring:
        run(keyring, "bulk", "A", "2")
        keyring.restart(unlock=False)
        prompter = Prompter(keyring)
        try:
            tool = subprocess.Popen([TOOL, "unlock"], env=keyring.env(), stdout=subprocess.PIPE, text=True)
            prompter.answer(*answer)
            text = tool.communicate(timeout=60)[0]
        finally:
            prompter.close()
        assert f"state {wanted} " in text, text
        if wanted == "ready":
            assert "accounts 2" in text, text
        else:
            expect(state(keyring), state="locked", accounts=0)


def cancelled_while_looking_again():
    """A save that is given up while it reads the keyring anew leaves nothing half read."""
    with ServiceKeyring() as keyring:
        run(keyring, "bulk", "A", "2")
        keyring.restart(unlock=False)
        app = Watcher(keyring)
        app.sees(r"^state locked")
        keyring.restart()
        with open(os.path.join(os.path.dirname(keyring.marker), "lock"), "rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            app.send("try")
            time.sleep(1)  # it waits for the lock by then; where it does not, it was only given up sooner
            app.send("cancel")
            time.sleep(0.5)
        app.sees(r"^refused g-io-error-quark 19$")
        app.send("state")
        assert app.sees(r"^state (\S+) ").group(1) in ("ready", "locked")
        app.send("try")
        app.sees(r"^taken$")
        app.send("load")
        app.sees(r"^state ready expected 3 found 3 accounts 3 ")
        app.close()


def lock_itself(keyring):
    """As at a locked screen: the programs that have read it are not told."""
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.secrets",
                    "--object-path", "/org/freedesktop/secrets", "--method", "org.freedesktop.Secret.Service.Lock",
                    "['/org/freedesktop/secrets/collection/login']"],
                   env=keyring.env(), stdout=subprocess.DEVNULL, check=True)


def noted_without_a_question():
    """What nobody has asked to be saved asks nobody, also where the lock was not noticed yet."""
    with ServiceKeyring() as keyring:
        run(keyring, "bulk", "A", "2")
        prompter = Prompter(keyring)
        app = Watcher(keyring)
        try:
            app.sees(r"^state ready .*accounts 2")
            app.send("note")
            app.sees(r"^taken$")
            lock_itself(keyring)
            app.send("note")  # a question would keep it from ending
            app.sees(r"^refused spare-store-error-quark 7$")
            assert not prompter.windows()
            app.send("load")
            app.sees(r"^state locked")
            app.send("note")
            app.sees(r"^refused spare-store-error-quark 0$")
            assert not prompter.windows()
        finally:
            app.close()
            prompter.close()
        keyring.restart()
        expect(state(keyring), state="ready", accounts=2, things=1)


def noted_without_a_keyring():
    """Nor is anybody asked for a first password."""
    with ServiceKeyring(unlock=False) as keyring:
        prompter = Prompter(keyring)
        app = Watcher(keyring)
        try:
            app.sees(r"^state ready .*accounts 0")
            app.send("note")
            app.sees(r"^refused spare-store-error-quark 7$")
            assert not prompter.windows()
        finally:
            app.close()
            prompter.close()
        expect(state(keyring), state="ready", things=0, expected=0)


def first_password():
    """A person with no keyring yet is asked for one, and nobody waits for them."""
    with ServiceKeyring(unlock=False) as keyring:
        prompter = Prompter(keyring)
        try:
            tool = subprocess.Popen([TOOL, "churn", "A", "1"], env=keyring.env(), stdout=subprocess.PIPE, text=True)
            prompter.wait()
            lock = os.path.join(os.path.dirname(keyring.marker), "lock")
            subprocess.run(["flock", "--nonblock", lock, "true"], check=True)
            prompter.answer(("key", "Escape"))
            text = tool.communicate(timeout=60)[0]
            assert "error save spare-store-error-quark 8 " in text, text
            expect(state(keyring), state="ready", accounts=0, expected=0)

            tool = subprocess.Popen([TOOL, "churn", "A", "1"], env=keyring.env(), stdout=subprocess.PIPE, text=True)
            prompter.answer(("type", "test"), ("key", "Tab"), ("type", "test"), ("key", "Return"))
            text = tool.communicate(timeout=60)[0]
            assert len(saved_ids(text)) == 1, text
        finally:
            tool.kill()
            prompter.close()
        expect(state(keyring), state="ready", accounts=1, expected=1, found=1)


def other_process_is_followed(kind):
    with kind() as keyring:
        run(keyring, "bulk", "A", "2")
        app = Watcher(keyring)
        app.sees(r"^state ready .*accounts 2")
        run(keyring, "churn", "B", "1")
        app.sees(r"^accounts 3")
        (first, *_) = records(keyring)
        run(keyring, "erase", first)
        app.sees(r"^accounts 2")
        # both write in turn, neither loses the other's
        app.send("add")
        app.sees(r"^saved ")
        run(keyring, "churn", "C", "1")
        app.send("add")
        app.sees(r"^saved ")
        app.send("load")
        app.sees(r"^state ready expected 5 found 5 accounts 5")
        app.close()
        expect(state(keyring), state="ready", accounts=5, expected=5)


def first_store_cut_off():
    """A 0-byte file is what a killed first store leaves; it is in nobody's way."""
    with FileKeyring() as keyring:
        os.makedirs(os.path.dirname(keyring.path))
        open(keyring.path, "wb").close()
        expect(state(keyring), state="ready", accounts=0)
        run(keyring, "churn", "A", "1")
        expect(state(keyring), state="ready", accounts=1)


def disk_full():
    """A write that does not fit is refused, and everything else stays."""
    with FileKeyring() as keyring:
        run(keyring, "bulk", "A", "3")
        before = records(keyring)

        def no_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1200, 1200))

        done = subprocess.run([TOOL, "churn", "B", "1"], env=keyring.env(), preexec_fn=no_room, restore_signals=False,
                              capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 1 and "error save spare-store-error-quark" in done.stdout, (done.returncode, done.stdout)
        expect(state(keyring), state="ready", accounts=3, found=3)
        assert records(keyring) == before
        run(keyring, "churn", "B", "1")
        expect(state(keyring), state="ready", accounts=4, found=4)

    with FileKeyring() as keyring:  # already the first store does not fit

        def less_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        done = subprocess.run([TOOL, "churn", "B", "1"], env=keyring.env(), preexec_fn=less_room,
                              restore_signals=False, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 1, (done.returncode, done.stdout)
        expect(state(keyring), state="ready", accounts=0)
        run(keyring, "churn", "B", "1")
        expect(state(keyring), state="ready", accounts=1)


def damaged_goes_back_one_change():
    """After the confirmed question the state before the last change returns."""
    with FileKeyring() as keyring:
        run(keyring, "bulk", "A", "3")
        run(keyring, "churn", "B", "1")
        with open(keyring.path, "r+b") as file:
            file.truncate(100)
        expect(state(keyring), state="damaged", expected=4)
        run(keyring, "accept")
        expect(state(keyring), state="ready", accounts=3)


def marker_damaged(kind):
    with kind() as keyring:
        run(keyring, "bulk", "A", "2")
        with open(keyring.marker, "w", encoding="utf-8") as file:
            file.write("\0garbage")
        expect(state(keyring), state="ready", accounts=2)
        run(keyring, "churn", "B", "1")
        expect(state(keyring), state="ready", accounts=3, expected=3, found=3)


def one_record_missing(kind):
    """The others stay usable, and the loss is not hidden."""
    with kind() as keyring:
        run(keyring, "bulk", "A", "5")
        ids = list(records(keyring))
        with open(keyring.marker, encoding="utf-8") as file:
            text = file.read()
        run(keyring, "erase", ids[0])
        with open(keyring.marker, "w", encoding="utf-8") as file:
            file.write(text)
        expect(state(keyring), state="ready", accounts=4, expected=5, found=4)
        run(keyring, "churn", "B", "1")
        expect(state(keyring), state="ready", accounts=5, expected=6, found=5)
        run(keyring, "accept")
        expect(state(keyring), state="ready", accounts=5, found=0, expected=0)


def mended_meanwhile():
    """A file that is good again when the person answers is not set aside."""
    with FileKeyring() as keyring:
        run(keyring, "bulk", "A", "3")
        good = damage(keyring, lambda old: old[:100])
        app = Watcher(keyring)
        app.sees(r"^state damaged")
        with open(keyring.path, "wb") as file:
            file.write(good)
        app.send("accept")
        app.sees(r"^state ready expected 3 found 3 accounts 3")
        app.close()
        assert not [name for name in os.listdir(os.path.dirname(keyring.path)) if name.startswith("default.keyring.2")]
        expect(state(keyring), state="ready", expected=3, accounts=3)


def read_only_folder(kind):
    """Codes are there all the same; only changes are refused."""
    with kind() as keyring:
        run(keyring, "bulk", "A", "3")
        lock = os.path.join(os.path.dirname(keyring.marker), "lock")
        os.unlink(lock)
        os.mkdir(lock)  # cannot be opened for writing, by root neither
        expect(state(keyring), state="ready", accounts=3, expected=3, found=3)
        refused = run(keyring, "churn", "B", "1", check=False)
        assert refused.returncode == 1 and "spare-store-error-quark 5 " in refused.stdout, refused.stdout
        os.rename(os.path.dirname(keyring.marker), os.path.join(keyring.data, "away"))
        open(os.path.dirname(keyring.marker), "wb").close()
        expect(state(keyring), state="ready", accounts=3)
        assert run(keyring, "churn", "B", "1", check=False).returncode == 1


def nul_in_record(kind):
    """What is behind it must not go with the next change."""
    with kind() as keyring:
        raw = "otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP"
        run(keyring, "raw", "11111111-2222-4333-8444-555555555555", stdin=raw + "\x01&x-note=more\n")
        expect(state(keyring), state="ready", accounts=0, broken=1)


def clock_goes_back(kind):
    """A time of use from the future does not keep later ones from being stored."""
    with kind() as keyring:
        run(keyring, "add", stdin="otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP\n")
        (account,) = records(keyring)
        for unix_time in ("4000000000", "1700000000", "1700000001"):
            run(keyring, "touch", account, unix_time)
        assert "x-used=1700000000" in records(keyring)[account], records(keyring)


def private_files(kind):
    with kind() as keyring:
        run(keyring, "bulk", "A", "1")
        for path in (keyring.marker, keyring.path):
            assert os.stat(path).st_mode & 0o077 == 0, path
        with open(keyring.marker, encoding="utf-8") as file:
            text = file.read()
        assert "JBSWY3DP" not in text and "user0" not in text


def main():
    tap = Tap()
    for test in (everything_comes_back, stale_copy_is_refused, one_broken_among_many, marker_knows, marker_damaged,
                 one_record_missing, other_process_is_followed, another_keyring_under_us, read_only_folder,
                 nul_in_record, clock_goes_back, private_files, *races(long_import_shares, four_processes, killed)):
        tap.run(f"/store/{KIND.kind}/{test.__name__}", test, KIND)
    for cut in (0, 10, 60, 200):
        tap.run(f"/store/{KIND.kind}/truncated_to_{cut}", damaged_file, KIND, cut)
    if KIND is FileKeyring:
        for test in (erased_is_gone, flipped_bytes, foreign_key, first_store_cut_off, disk_full,
                     damaged_goes_back_one_change, mended_meanwhile):
            tap.run(f"/store/file/{test.__name__}", test)
    else:
        for test in (foreign_service_keyring, locked_is_not_empty, no_service, no_bus, plain_keyring_byte_for_byte,
                     daemon_restarted_under_us, default_collection_changes, cancelled_while_looking_again,
                     noted_without_a_question, noted_without_a_keyring, *races(daemon_killed)):
            tap.run(f"/store/service/{test.__name__}", test)
        for name in ("aaa", "zzz"):
            tap.run(f"/store/service/two_items_with_one_id/{name}", two_items_with_one_id, name)
        tap.run("/store/service/first_password", first_password)
        tap.run("/store/service/prompt_dismissed", unlocking, [("key", "Escape")], "dismissed")
        tap.run("/store/service/prompt_answered", unlocking, [("type", "test"), ("key", "Return")], "ready")
    tap.finish()


if __name__ == "__main__":
    main()
