#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs sparekey-cli as people do: end-to-end.py PROGRAM SOURCE_ROOT

Against libsecret's file backend, and against gnome-keyring-daemon on a bus of
its own. Expected codes come from oathtool and from published vectors.
"""
import os
import pathlib
import shutil
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "frame"))
from tap import Tap

from keyrings import FileKeyring, ServiceKeyring
import scenarios


def attempt(tap, scenario, keyring):
    try:
        scenario(tap, keyring)
    except Exception:
        tap.check(f'{keyring.name}: {scenario.__name__}', False, traceback.format_exc())


def main(program, source_root):
    tap = Tap()
    for make in (FileKeyring, ServiceKeyring):
        folder = tempfile.mkdtemp(prefix='sparekey-cli-')
        try:
            with make(program, folder) as keyring:
                for scenario in scenarios.EVERYWHERE + (scenarios.FILE if make is FileKeyring else scenarios.SERVICE):
                    attempt(tap, scenario, keyring)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix='sparekey-cli-')
    try:
        scenarios.no_service(tap, program, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tap.done()


main(os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]))
