# SPDX-License-Identifier: GPL-3.0-or-later
"""A print system of the test's own: cupsd on a socket of its own, with one queue, whose printer takes PDF and is a file.

Needs root: the daemon's fixed folders are covered in a mount namespace."""
import glob
import os
import shutil
import subprocess
import tempfile

from sparetest import wait_until

# What the daemon has under fixed paths; each gets an empty folder in its place.
COVERED = ("/etc/cups", "/var/spool", "/var/log", "/var/cache/cups", "/run/cups")
PPD = "/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd"
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


def unwrap(path):
    """The PDF in a job, without the printer's commands around it; None while it is not whole."""
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        data = file.read()
    start, end = data.find(b"%PDF-"), data.rfind(b"%%EOF")
    return data[start:end + 6] if 0 <= start < end else None


class Printer:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="sparekey-cups-")
        self.socket = os.path.join(self.folder, "socket")
        self.out = os.path.join(self.folder, "out.pdf")
        self.count = 0
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
        for path in ("/etc/cups/ppd", "/var/spool/cups/tmp", "/var/log/cups"):
            top = next(one for one in COVERED if path.startswith(one))
            os.makedirs(self._inside(top) + path[len(top):])
        self._write("cupsd.conf", DAEMON)
        self._write("cups-files.conf", "SystemGroup root lpadmin\nSandboxing relaxed\nFileDevice Yes\n")
        binds = "".join(f"mount --bind '{self._inside(path)}' {path} && " for path in COVERED)
        with open(os.path.join(self.folder, "log"), "ab") as log:
            self.daemon = subprocess.Popen(["unshare", "--mount", "sh", "-c", binds + "exec /usr/sbin/cupsd -f"],
                                           stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until(self._answers, "cupsd", 60)
        self._tool("lpadmin", "-p", QUEUE, "-E", "-v", "file://" + self.out, "-P", PPD)
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

    def take(self):
        """What came out, once it is whole; the next sheet comes out after it was taken."""
        data = unwrap(self.out)
        if data is None:
            return None
        os.remove(self.out)
        self.count += 1
        path = os.path.join(self.folder, f"sheet-{self.count}.pdf")
        with open(path, "wb") as file:
            file.write(data)
        return path

    def sent(self):
        """The job that came last as it was given to the print system, before its filters fit it to the printer."""
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
