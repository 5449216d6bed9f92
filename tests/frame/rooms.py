#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An arrow between rooms only points down, because the compiler says so.

Takes the command with which meson compiles one file of each room, and runs it
on a copy of that file: unchanged it compiles, and with one include of what the
room must not know it does not. Usage: rooms.py SOURCE_ROOT BUILD_ROOT
"""
import json
import os
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from tap import Tap  # noqa: E402

# What each room must not reach.
FORBIDDEN = {
    'core': ['spare-vault.h', 'spare-cli.h', 'spare-window.h',
             'libsecret/secret.h', 'gtk/gtk.h', 'adwaita.h'],
    'store': ['spare-cli.h', 'spare-window.h', 'gtk/gtk.h', 'adwaita.h'],
    'cli': ['spare-window.h', 'libsecret/secret.h', 'gtk/gtk.h', 'adwaita.h'],
    'ui': ['spare-cli.h', 'libsecret/secret.h'],
}
# What may be missing from a room only because nothing of it is there at all.
OWN = {'spare-vault.h': 'store', 'spare-cli.h': 'cli', 'spare-window.h': 'ui'}


def without_outputs(words):
    """The compiler's words without the input and all that writes a file."""
    kept = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in ('-o', '-MF', '-MQ', '-MT'):
            skip = True
        elif word not in ('-c', '-MD', '-MMD') and not word.endswith('.c'):
            kept.append(word)
    return kept


def compiles(entry, text, folder):
    # Beside the original in name only: an include in quotes must find its
    # neighbours through the room's own include directory, like any other.
    path = os.path.join(folder, 'copy.c')
    with open(path, 'w', encoding='utf-8') as copy:
        copy.write(text)
    words = without_outputs(shlex.split(entry['command'])) + ['-fsyntax-only', path]
    done = subprocess.run(words, cwd=entry['directory'], capture_output=True, text=True)
    return done.returncode == 0, done.stderr


def main(source_root, build_root):
    tap = Tap()
    with open(os.path.join(build_root, 'compile_commands.json'), encoding='utf-8') as commands:
        entries = json.load(commands)
    rooms = {}
    for entry in entries:
        path = os.path.realpath(os.path.join(entry['directory'], entry['file']))
        parts = os.path.relpath(path, source_root).split(os.sep)
        if parts[0] == 'src' and len(parts) == 3:
            rooms.setdefault(parts[1], []).append((path, entry))

    tap.check('every room is built', set(FORBIDDEN) == set(rooms), f'built: {sorted(rooms)}')
    for header, room in OWN.items():
        tap.check(f'{header} is in {room}', os.path.exists(os.path.join(source_root, 'src', room, header)))
    for room in sorted(set(FORBIDDEN) & set(rooms)):
        # The program's main file and a library's file have the same room, not
        # always the same flags: every set of flags counts once.
        seen = set()
        for path, entry in sorted(rooms[room], key=lambda pair: pair[0]):
            flags = tuple(without_outputs(shlex.split(entry['command'])))
            if flags in seen:
                continue
            seen.add(flags)
            check_file(tap, room, path, entry)
    tap.finish()


def check_file(tap, room, path, entry):
    with open(path, encoding='utf-8') as source:
        text = source.read()
    name = f'{room}/{os.path.basename(path)}'
    with tempfile.TemporaryDirectory(prefix='sparekey-rooms-') as folder:
        good, errors = compiles(entry, text, folder)
        tap.check(f'{name} compiles as it is', good, errors)
        for header in FORBIDDEN[room]:
            good, errors = compiles(entry, f'#include <{header}>\n{text}', folder)
            reason = f'{header}: No such file or directory'
            tap.check(f'{name} cannot include {header}', not good and reason in errors,
                      errors or 'it compiles')


main(os.path.realpath(sys.argv[1]), sys.argv[2])
