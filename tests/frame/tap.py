# SPDX-License-Identifier: GPL-3.0-or-later
"""Test points in the Test Anything Protocol, one a call."""
import sys


class Tap:
    def __init__(self):
        self.points = 0
        self.failures = 0

    def check(self, name, good, why=''):
        """One point. @why is shown when it fails."""
        self.points += 1
        if good:
            print(f'ok {self.points} {name}')
        else:
            self.failures += 1
            print(f'not ok {self.points} {name}')
            for line in str(why).splitlines()[:40]:
                print(f'# {line}')
        sys.stdout.flush()

    def nothing(self, name, found):
        """A point that is good when the list @found is empty."""
        self.check(name, not found, '\n'.join(str(one) for one in found))

    def done(self):
        print(f'1..{self.points}')
        sys.exit(1 if self.failures else 0)
