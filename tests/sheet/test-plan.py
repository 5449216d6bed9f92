#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of the worked example as PDF, read back by other programs: pdftotext, pdfinfo, pdftoppm, pdffonts.
Usage: test-plan.py SPARE_PLAN_TOOL"""

import os
import re
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "support"))
from tap import Tap  # noqa: E402

TOOL = sys.argv[1]
POINTS = {0: (595.28, 841.89), 1: (612, 792), 2: (419.53, 595.28)}
MARGIN = 15 / 25.4 * 72
# What the account Wiki and the code set of Cloud hold.
SECRETS = [b"48151623-secret", b"48151623", b"12345678901234567890", b"GEZDGNBVGY3TQOJQ"]
# By hand: of nine accounts, Code has its second step on the phone only; Manager, Bank, Cloud, Mailer and Code have
# their passwords behind the master password, and Mail comes back by a code to the number.
LINES = """Recovery Plan
As of 2026-11-22, about 9 accounts.
What You Would Lose
If you lose Phone
1 of 9 accounts.
Code.
If you forget Master password
5 of 9 accounts.
Manager, Bank, Cloud, Mailer, Code.
What Somebody Would Get
If somebody gets a new SIM card for +49 170 555
3 of 9 accounts, and your mailbox is one of them. 1 of them only if what is assumed is so.
Mail, Cloud, Shop.
What to Do, in This Order
Without Phone you cannot get back into Code
About 5 minutes. Evidence: you said so on 2026-11-22.
Set Aside
No time. Asked again on 2026-11-23.
What Is Due within a Year
Have you practised recognising a false message or page?
Due on 2027-10-23.
Not Looked At Yet
Have you rehearsed an emergency?""".splitlines()


def run(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, check=True, timeout=60).stdout


class Pdf:
    def __init__(self, folder, paper=0, direction="ltr", offset=0):
        self.path = os.path.join(folder, "plan.pdf")
        run(TOOL, paper, direction, offset, self.path)
        self.text = run("pdftotext", "-layout", self.path, "-").decode()
        self.pages = self.text.split("\f")[:-1]
        self.lines = [line.strip() for line in self.text.splitlines() if line.strip()]

    def words(self):
        """(page, left, top, right, bottom) of each word."""
        found = []
        for number, page in enumerate(run("pdftotext", "-bbox", self.path, "-").decode().split("<page ")[1:]):
            found += [(number, *map(float, edges)) for edges in
                      re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', page)]
        return found


def lines(folder):
    """The sentences stand on it, in their order"""
    found = iter(Pdf(folder).lines)
    for wanted in LINES:
        assert wanted in found, wanted


def day(folder):
    """Made on the day that is printed, which is not that of UTC: it was midnight there"""
    for offset, wanted in ((-3600, "2026-11-21"), (3600, "2026-11-22")):
        pdf = Pdf(folder, offset=offset)
        assert f"As of {wanted}, about" in pdf.text, pdf.text
        made = run("env", "TZ=UTC", "pdfinfo", "-isodates", pdf.path).decode()
        assert f" {wanted}T00:00:00Z" in made, made


def warning(folder):
    """It says on the first page who may see it"""
    first = " ".join(Pdf(folder).pages[0].split())
    assert "keep it at home, and show it only to people whom you trust" in first, first


def paper(folder):
    """Each paper: its size, nothing outside of 15 mm, the number on each page, no smaller letter than 12 points"""
    for number, (width, height) in POINTS.items():
        for direction in ("ltr", "rtl"):
            pdf = Pdf(folder, number, direction)
            sizes = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", run("pdfinfo", pdf.path).decode())
            assert abs(float(sizes[0][0]) - width) < 0.1 and abs(float(sizes[0][1]) - height) < 0.1, sizes
            for page, text in enumerate(pdf.pages):
                assert f"Page {page + 1} of {len(pdf.pages)}" in text, text
                # Not only the head and the foot, and no heading at the end.
                assert len([line for line in text.splitlines() if line.strip()]) > 4, text
            for _, left, top, right, bottom in pdf.words():
                assert left >= MARGIN - 0.1 and right <= width - MARGIN + 0.1, (left, right)
                assert top >= MARGIN - 3 and bottom <= height - MARGIN + 3, (top, bottom)
                assert bottom - top >= 12, (top, bottom)


def together(folder):
    """No heading and no single line of a paragraph at the foot of a page"""
    sections = ("What You Would Lose", "What Somebody Would Get", "What to Do, in This Order", "Set Aside",
                "What Is Due within a Year", "Not Looked At Yet")
    for number in POINTS:
        for page in Pdf(folder, number).pages:
            last = [line.strip() for line in page.splitlines() if line.strip()][-2]
            assert last not in sections and not last.startswith(("If ", "Without ")), last


def boxes(folder):
    """A box to tick before each step: as many as there are steps"""
    pdf = Pdf(folder)
    data = b"".join(zlib.decompress(stream) for stream in streams(pdf) if stream[:1] == b"\x78")
    drawn = len(re.findall(rb"\b11 (?:-)?11 re\s", data))
    steps = len([line for line in pdf.lines if line.startswith("About ")])
    asked = len([line for line in pdf.lines if line.endswith("?")])
    assert steps > 5 and asked > 20 and drawn >= steps + asked, (drawn, steps, asked)


def streams(pdf):
    with open(pdf.path, "rb") as file:
        return re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file.read(), re.DOTALL)


def secrets(folder):
    """No secret is in the text, in the file, or in what is packed in it"""
    pdf = Pdf(folder)
    with open(pdf.path, "rb") as file:
        whole = file.read()
    for stream in streams(pdf):
        if stream[:1] == b"\x78":
            whole += zlib.decompress(stream)
    assert b"endstream" in whole and len(streams(pdf)) > 3
    squeezed = re.sub(r"\s", "", pdf.text).encode()
    for secret in SECRETS:
        assert secret not in whole and secret not in squeezed, secret
    # It would be found: what is printed is.
    assert "Manager,Bank,Cloud,Mailer,Code.".encode() in squeezed


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        for test in (lines, day, warning, paper, together, boxes, secrets):
            tap.run(test.__doc__, test, folder)
    tap.finish()


if __name__ == "__main__":
    main()
