#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hardening flags reach the programs: hardening.py [--sanitized] PROGRAM..."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from tap import Tap  # noqa: E402


def readelf(option, program):
    return subprocess.run(['readelf', '--wide', option, program],
                          capture_output=True, text=True, check=True).stdout


def main(arguments):
    tap = Tap()
    sanitized = '--sanitized' in arguments
    for program in [word for word in arguments if word != '--sanitized']:
        name = os.path.basename(program)
        header = readelf('--file-header', program)
        segments = readelf('--program-headers', program)
        dynamic = readelf('--dynamic', program)
        symbols = readelf('--dyn-syms', program)
        stack = re.search(r'GNU_STACK\s.*', segments)

        tap.check(f'{name} is position independent',
                  re.search(r'Type:\s+DYN', header) and re.search(r'FLAGS_1.*\bPIE\b', dynamic), header)
        tap.check(f'{name} has read-only relocations', 'GNU_RELRO' in segments, segments)
        tap.check(f'{name} binds at once', re.search(r'\bBIND_NOW\b|FLAGS_1.*\bNOW\b', dynamic), dynamic)
        tap.check(f'{name} has no executable stack',
                  stack is not None and re.search(r'\sRW\s', stack.group(0)), segments)
        tap.check(f'{name} has no segment that is both written and run',
                  not re.search(r'^\s*LOAD\s.*\sRWE\s', segments, re.M), segments)
        tap.check(f'{name} has no run path', not re.search(r'\((RPATH|RUNPATH)\)', dynamic), dynamic)
        tap.check(f'{name} guards its stack', '__stack_chk_fail' in symbols, symbols)
        if not sanitized:
            # Sanitizers and _FORTIFY_SOURCE do not go together.
            tap.check(f'{name} uses checked copies of libc functions',
                      re.search(r'__\w+_chk\b', symbols.replace('__stack_chk_fail', '')), symbols)
    tap.check('there was a program to look at', tap.count > 0)
    tap.finish()


main(sys.argv[1:])
