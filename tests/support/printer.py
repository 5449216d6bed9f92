# SPDX-License-Identifier: GPL-3.0-or-later
"""A print system of the test's own: cupsd on a socket of its own, with one queue that CUPS-PDF prints into a folder.

Needs root: cupsd starts its filters as another user, and its fixed folders are covered in a mount namespace."""
import glob
import os
import shutil
import subprocess
import tempfile

from sparetest import wait_until

# What the programs have under fixed paths; each gets an empty folder in its place.
COVERED = ("/etc/cups", "/var/spool", "/var/log", "/var/cache/cups", "/run/cups")
PPDS = ("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd", "/usr/share/cups/model/CUPS-PDF_noopt.ppd")
QUEUE = "Paper"
DAEMON = """LogLevel info
Listen {socket}
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles Yes
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
# Each job a file of its own.
CUPS_PDF = """Out /var/spool/cups-pdf/${{USER}}
Grp lp
Label 2
"""


def is_whole(path):
    with open(path, "rb") as file:
        data = file.read()
    return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


class Printer:
    def __init__(self):
        if os.geteuid() != 0:
            raise AssertionError("a print system of its own takes root; run this test as root")
        self.ppd = next((path for path in PPDS if os.path.exists(path)), None)
        assert self.ppd, "CUPS-PDF is not installed; src/install-packages test does it"
        self.folder = tempfile.mkdtemp(prefix="sparekey-cups-")
        self.socket = os.path.join(self.folder, "socket")
        self.taken = set()
        self.daemon = None
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _inside(self, path):
        """Where what it sees at PATH lies."""
        return os.path.join(self.folder, path.strip("/").replace("/", "-"))

    def _start(self):
        os.chmod(self.folder, 0o755)
        for path in COVERED:
            os.makedirs(self._inside(path))
            os.makedirs(path, exist_ok=True)
        for path in ("/etc/cups/ppd", "/var/spool/cups/tmp", "/var/spool/cups-pdf", "/var/log/cups"):
            top = next(one for one in COVERED if path.startswith(one))
            os.makedirs(self._inside(top) + path[len(top):])
        self._write("cupsd.conf", DAEMON)
        self._write("cups-files.conf", "SystemGroup root lpadmin\nSandboxing relaxed\n")
        self._write("cups-pdf.conf", CUPS_PDF)
        binds = "".join(f"mount --bind '{self._inside(path)}' {path} && " for path in COVERED)
        with open(os.path.join(self.folder, "log"), "ab") as log:
            self.daemon = subprocess.Popen(["unshare", "--mount", "sh", "-c", binds + "exec /usr/sbin/cupsd -f"],
                                           stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until(self._answers, "cupsd", 60)
        # CUPS-PDF takes PostScript. As its own notes advise, poppler makes that: GhostScript's takes half a minute.
        self._tool("lpadmin", "-p", QUEUE, "-E", "-v", "cups-pdf:/", "-P", self.ppd,
                   "-o", "pdftops-renderer-default=pdftocairo")
        self._tool("lpadmin", "-d", QUEUE)

    def _write(self, name, text):
        with open(os.path.join(self._inside("/etc/cups"), name), "w", encoding="utf-8") as file:
            file.write(text.format(socket=self.socket))

    def env(self):
        return {"CUPS_SERVER": self.socket}

    def _tool(self, *words):
        done = subprocess.run(words, env={**os.environ, **self.env()}, capture_output=True, text=True, check=False,
                              timeout=60)
        assert done.returncode == 0, f"{words}: {done.stderr}\n{self.log()}"

    def _answers(self):
        assert self.daemon.poll() is None, self.log()
        return os.path.exists(self.socket)

    def log(self):
        paths = (os.path.join(self.folder, "log"), *glob.glob(os.path.join(self._inside("/var/log"), "cups", "*_log")))
        text = ""
        for path in paths:
            with open(path, encoding="utf-8", errors="replace") as file:
                text += file.read()[-3000:]
        return text

    def jobs(self):
        """The names of all that came out, as CUPS-PDF makes them of the titles."""
        return sorted(glob.glob(os.path.join(self._inside("/var/spool"), "cups-pdf", "*", "*.pdf")))

    def take(self):
        """The sheet that came out, once it is whole; each once."""
        path = next((path for path in self.jobs() if path not in self.taken and is_whole(path)), None)
        if path is not None:
            self.taken.add(path)
        return path

    def sent(self):
        """The job that came last as it was given to the print system, before its filters make PostScript of it."""
        jobs = sorted(glob.glob(os.path.join(self._inside("/var/spool"), "cups", "d*")))
        assert jobs, self.log()
        with open(jobs[-1], "rb") as file:
            data = file.read()
        assert data.startswith(b"%PDF-"), data[:40]
        path = os.path.join(self.folder, "sent.pdf")
        with open(path, "wb") as file:
            file.write(data)
        return path

    def close(self):
        if self.daemon is not None:
            self.daemon.terminate()
            self.daemon.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()
