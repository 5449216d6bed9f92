#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs sparekey-cli as people do: end-to-end.py PROGRAM

Against libsecret's file backend, and against gnome-keyring-daemon on a bus of
its own. Expected codes come from oathtool and from published vectors.
"""
import os
import sys
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from keyrings import FileKeyring, NoKeyring, ServiceKeyring  # noqa: E402
import scenarios  # noqa: E402
from tap import Tap  # noqa: E402


def attempt(tap, scenario, keyring):
    try:
        scenario(tap, keyring)
    except Exception:
        tap.check(f'{keyring.kind}: {scenario.__name__}', False, traceback.format_exc())


def main(program):
    tap = Tap()
    for make, listed in ((FileKeyring, scenarios.EVERYWHERE + scenarios.FILE),
                         (ServiceKeyring, scenarios.EVERYWHERE + scenarios.SERVICE),
                         (NoKeyring, scenarios.NOTHING)):
        with make(program) as keyring:
            for scenario in listed:
                attempt(tap, scenario, keyring)
    tap.finish()


main(os.path.realpath(sys.argv[1]))
