# SPDX-License-Identifier: GPL-3.0-or-later
"""Test points in the Test Anything Protocol, for all tests written in Python."""

import os
import sys
import time
import traceback

MAX_LINES = 12
MAX_WIDTH = 1500


def explain(error):
    """What failed comes first, then where, then the rest: who reads it may see no more than the beginning."""
    frames = traceback.extract_tb(error.__traceback__)[1:]
    said, *more = str(error).splitlines() or [""]
    where = " < ".join(f"{os.path.basename(frame.filename)}:{frame.lineno}" for frame in reversed(frames))
    return [f"{type(error).__name__}: {said}", f"at {where}: {frames[-1].line if frames else ''}",
            *(line for line in more if line.strip())]


class Tap:
    """A point is something that was looked at already, or a function to run.
    One that fails does not stop the others."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def _point(self, good, name, comments=()):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        # After the point: tests/count shows what follows a failed one.
        for line in list(comments)[:MAX_LINES]:
            print("#", line[:MAX_WIDTH])
        sys.stdout.flush()

    def check(self, name, good, why=""):
        """One point. @why is shown when it fails."""
        self._point(good, name, () if good else str(why).splitlines())

    def nothing(self, name, found):
        """A point that is good when the list @found is empty."""
        self.check(name, not found, "\n".join(str(one) for one in found))

    def run(self, name, function, *arguments):
        """A point that is good when @function returns."""
        start = time.monotonic()
        try:
            function(*arguments)
        except Exception as error:  # any failure is one point
            self._point(False, name, explain(error))
            return
        self._point(True, f"{name} # {time.monotonic() - start:.1f} s")

    def finish(self):
        """Says how many points there were, and ends the program."""
        print(f"1..{self.count}", flush=True)
        sys.exit(1 if self.failed else 0)
