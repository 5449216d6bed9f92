# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests written in Python share: real keyrings that live in a folder
of their own and leave nothing behind, and the TAP output of tap.py."""

import os
import shutil
import signal
import subprocess
import tempfile
import time

from tap import Tap  # noqa: F401 (for those who import all from here)


def wait_until(condition, what, seconds=60):
    """Polls until condition() is true and gives what it returned."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s in vain: {what}")
        time.sleep(0.02)


def end_child(child, seconds=20):
    """Ends a program that was started here; one that does not go is killed."""
    child.terminate()
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


class Home:
    """A private home: no program started with env() sees the person's own."""

    kind = "none"

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="sparekey-test-")
        self.data = os.path.join(self.folder, "data")
        self.runtime = os.path.join(self.folder, "run")
        os.mkdir(self.data)
        os.mkdir(self.runtime, 0o700)

    def inherited(self):
        """What the programs see of the environment of the test."""
        env = dict(os.environ)
        for name in ("SECRET_BACKEND", "SECRET_FILE_TEST_PATH", "SECRET_FILE_TEST_PASSWORD",
                     "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "XDG_CURRENT_DESKTOP"):
            env.pop(name, None)
        return env

    def env(self, **more):
        env = self.inherited()
        env.update(HOME=self.folder, XDG_DATA_HOME=self.data, XDG_RUNTIME_DIR=self.runtime,
                   XDG_CONFIG_HOME=os.path.join(self.folder, "config"),
                   XDG_CACHE_HOME=os.path.join(self.folder, "cache"),
                   GSETTINGS_BACKEND="memory", LC_ALL="C.UTF-8", TZ="UTC")
        env.update(more)
        return env

    @property
    def marker(self):
        return os.path.join(self.data, "sparekey", "marker.ini")

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()


class FileKeyring(Home):
    """libsecret's own file, as used in a sandbox; no D-Bus at all."""

    kind = "file"

    def __init__(self):
        super().__init__()
        self.password = "test"
        self.path = os.path.join(self.data, "keyrings", "default.keyring")

    def env(self, **more):
        return super().env(SECRET_BACKEND="file", SECRET_FILE_TEST_PATH=self.path,
                           SECRET_FILE_TEST_PASSWORD=self.password, **more)


class ServiceKeyring(Home):
    """gnome-keyring-daemon on a private session bus."""

    kind = "service"

    def __init__(self, password="test", start=True, unlock=True):
        super().__init__()
        self.password = password
        self.address = None
        self.bus = None
        self.daemon = None
        self._start_bus()
        if start:
            self.start(unlock)

    @property
    def path(self):
        return os.path.join(self.data, "keyrings", "login.keyring")

    def env(self, **more):
        return super().env(**{"DBUS_SESSION_BUS_ADDRESS": self.address, **more})

    def make_plain(self):
        """A keyring without a password, which the daemon keeps in clear."""
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("[keyring]\ndisplay-name=Login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n")
        with open(os.path.join(os.path.dirname(self.path), "default"), "w", encoding="utf-8") as file:
            file.write("login")

    def _start_bus(self):
        # Activation is off: whoever answers is whom the test has started.
        config = os.path.join(self.folder, "bus.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"""<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={self.runtime}</listen>
<servicedir>{self.folder}/services</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>""")
        self.bus = subprocess.Popen(["dbus-daemon", "--config-file", config, "--nofork", "--print-address"],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                    env=super().env())
        self.address = self.bus.stdout.readline().strip()

    def start(self, unlock=True):
        """Starts the daemon; with unlock=False its keyrings stay locked."""
        arguments = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        if unlock:
            arguments.append("--unlock")
        # What ends our program at a warning is not for other people's.
        env = {name: value for name, value in self.env().items() if name not in ("G_DEBUG", "MALLOC_CHECK_")}
        self.daemon = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, env=env)
        if unlock:
            self.daemon.stdin.write(self.password.encode())
        self.daemon.stdin.close()
        subprocess.run(["gdbus", "wait", "--session", "--timeout", "60", "org.freedesktop.secrets"],
                       env=self.env(), check=True)

    def stop(self, how=signal.SIGTERM):
        if self.daemon is not None:
            self.daemon.send_signal(how)
            self.daemon.wait(20)
            self.daemon = None

    def restart(self, unlock=True):
        self.stop()
        self.start(unlock)

    def close(self):
        self.stop(signal.SIGKILL)
        if self.bus is not None:
            end_child(self.bus)
            self.bus = None
        super().close()


class Display:
    """A private X server."""

    def __init__(self, size="1280x900x24"):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp",
                                        "-noreset", "-r"],
                                       pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as file:
            self.name = ":" + file.readline().strip()

    def close(self):
        end_child(self.server)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()
