# SPDX-License-Identifier: GPL-3.0-or-later
"""The question for the keyring's password."""
import subprocess
import time

from stage import wait_until


class Prompter:
    """The desktop's own question for the password, and a person who answers it."""

    def __init__(self, stage, home):
        self.desktop = stage.desktop
        self.process = subprocess.Popen(["/usr/libexec/gcr-prompter"], env=home.env(DISPLAY=self.desktop.name, G_DEBUG=""),
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run(["gdbus", "wait", "--session", "--timeout", "20", "org.gnome.keyring.SystemPrompter"],
                       env=home.env(), check=True)

    def windows(self):
        return self.desktop.xdotool("search", "--onlyvisible", "--class", "gcr-prompter").split()

    def answer(self, *keys):
        window = wait_until(self.windows, "the question for the password")[-1]
        time.sleep(0.5)  # it grabs the keyboard when it is there
        self.desktop.xdotool("windowfocus", "--sync", window)
        for key in keys:
            self.desktop.xdotool(*key)
        wait_until(lambda: not self.windows(), "the question to go")

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.kill()
        self.process.wait()
