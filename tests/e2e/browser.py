# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser that writes down what it is to open."""
import os

from stage import wait_until

BROWSER = ("[Desktop Entry]\nType=Application\nName=Browser\nMimeType=x-scheme-handler/https;\n"
           "Exec=sh -c 'echo \"$0\" >>{}' %u\n")


class Browser:
    def __init__(self, home):
        applications = os.path.join(home.data, "applications")
        self.path = os.path.join(home.folder, "opened")
        os.makedirs(applications, exist_ok=True)
        with open(os.path.join(applications, "browser.desktop"), "w", encoding="utf-8") as file:
            file.write(BROWSER.format(self.path))
        with open(os.path.join(applications, "mimeapps.list"), "w", encoding="utf-8") as file:
            file.write("[Default Applications]\nx-scheme-handler/https=browser.desktop\n")

    def opened(self):
        """The addresses, in their order."""
        if not os.path.exists(self.path):
            return []
        with open(self.path, encoding="utf-8") as file:
            return file.read().splitlines()

    def expect(self, *addresses):
        wait_until(lambda: len(self.opened()) >= len(addresses), "the browser")
        assert self.opened() == list(addresses), self.opened()
