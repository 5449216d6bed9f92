# SPDX-License-Identifier: GPL-3.0-or-later
"""The store's tool and the keyring that it is run against, for the tests of this folder.

Each is started with TOOL service|file (TOOL is the spare-store-tool of this build).
"""

import os
import random
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from sparetest import FileKeyring, ServiceKeyring, wait_until  # noqa: E402

TOOL = sys.argv[1]
KIND = {"service": ServiceKeyring, "file": FileKeyring}[sys.argv[2]]
# Under the sanitizers everything is slowed down many times: no kill meets a
# write, and writers of libsecret's file wait longer than any patience. Those
# races are left to the run without sanitizers.
SANITIZED = "SPAREKEY_TEST_SANITIZED" in os.environ
KILLS = int(os.environ.get("SPAREKEY_TEST_KILLS", "200"))


def run(keyring, *arguments, stdin=None, check=True):
    done = subprocess.run([TOOL, *arguments], env=keyring.env(), input=stdin, capture_output=True, text=True,
                          timeout=120, check=False)
    if check and done.returncode != 0:
        raise AssertionError(f"{arguments}: exit {done.returncode}: {done.stdout[-500:]} {done.stderr[-500:]}")
    return done


def state(keyring):
    """{'state': 'ready', 'expected': 3, …}"""
    line = run(keyring, "state").stdout.strip().splitlines()[-1]
    words = line.split()
    return {name: int(value) if value.isdigit() else value for name, value in zip(words[::2], words[1::2])}


def records(keyring, where="account"):
    """{id: line} of the accounts in use (or of "bin", "thing", "broken")."""
    found = {}
    for line in run(keyring, "list").stdout.splitlines():
        words = line.split(" ", 2)
        if words[0] == where:
            found[words[1]] = words[2]
    return found


def saved_ids(text):
    return re.findall(r"^saved (\S+)$", text, re.M)


class KillTime:
    """When to kill a process: about as often before its first success as after
    it, however busy the machine is."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.span = 0.25

    def wait(self):
        time.sleep(self.random.uniform(0.0, self.span))

    def learn(self, was_early):
        self.span = min(max(self.span * (1.15 if was_early else 0.9), 0.05), 5.0)


def expect(actual, **wanted):
    for name, value in wanted.items():
        assert actual[name] == value, f"{name} is {actual[name]}, not {value}: {actual}"


class Watcher:
    """A running app."""

    def __init__(self, keyring):
        self.process = subprocess.Popen([TOOL, "watch"], env=keyring.env(), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.text = ""

    def send(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def sees(self, pattern):
        def look():
            try:
                self.text += self.process.stdout.read() or ""
            except TypeError:
                pass
            assert self.process.poll() is None, "the app ended: " + self.text
            return re.search(pattern, self.text, re.M)
        found = wait_until(look, pattern)
        self.text = self.text[found.end():]
        return found

    def fails(self, pattern):
        """The last command is refused, which ends the tool."""
        os.set_blocking(self.process.stdout.fileno(), True)
        self.text += self.process.communicate(timeout=60)[0]
        assert self.process.returncode == 1 and re.search(pattern, self.text, re.M), self.text

    def close(self):
        self.process.kill()
        self.process.communicate()


def races(*tests):
    return () if SANITIZED else tests
