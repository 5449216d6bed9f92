#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An arrow between rooms only points down, because the compiler says so.

Takes the command with which meson compiles one file of each room, and runs it
on a copy of that file: unchanged it compiles, and with one include of what the
room must not know it does not. Headers that no compiler flag can hide are looked
for in the text. Usage: rooms.py SOURCE_ROOT BUILD_ROOT
"""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from tap import Tap  # noqa: E402

# One header that each room offers to those that may know it.
OWN = {'spare-seal.h': 'crypto', 'spare-qr-scan.h': 'qr', 'spare-import.h': 'formats',
       'spare-graph.h': 'graph', 'spare-service.h': 'checkup', 'spare-sheet.h': 'sheet',
       'spare-vault.h': 'store', 'spare-cli.h': 'cli', 'spare-window.h': 'ui'}
# What each room must not reach.
LIBRARIES = ['libsecret/secret.h', 'json-glib/json-glib.h', 'gdk-pixbuf/gdk-pixbuf.h',
             'gst/gst.h', 'gtk/gtk.h', 'adwaita.h']
FORBIDDEN = {
    'core': [*OWN, *LIBRARIES],
    'graph': ['spare-account.h', *(header for header in OWN if header != 'spare-graph.h'), *LIBRARIES],
    'crypto': ['spare-sheet.h', 'spare-graph.h', 'spare-qr-scan.h', 'spare-import.h', 'spare-service.h', 'spare-vault.h', 'spare-cli.h', 'spare-window.h',
               *LIBRARIES],
    'qr': ['spare-sheet.h', 'spare-graph.h', 'spare-seal.h', 'spare-import.h', 'spare-service.h', 'spare-vault.h', 'spare-cli.h', 'spare-window.h',
           'libsecret/secret.h', 'json-glib/json-glib.h', 'gst/gst.h', 'gtk/gtk.h', 'adwaita.h'],
    'formats': ['spare-sheet.h', 'spare-graph.h', 'spare-qr-scan.h', 'spare-service.h', 'spare-vault.h', 'spare-cli.h', 'spare-window.h',
                'libsecret/secret.h', 'gdk-pixbuf/gdk-pixbuf.h', 'gst/gst.h', 'gtk/gtk.h', 'adwaita.h'],
    'checkup': ['spare-sheet.h', 'spare-qr-scan.h', 'spare-import.h', 'spare-vault.h', 'spare-cli.h',
                'spare-window.h', 'libsecret/secret.h', 'gdk-pixbuf/gdk-pixbuf.h', 'gst/gst.h', 'gtk/gtk.h',
                'adwaita.h'],
    'sheet': ['spare-seal.h', 'spare-import.h', 'spare-vault.h', 'spare-cli.h', 'spare-window.h',
              'libsecret/secret.h', 'gst/gst.h', 'gtk/gtk.h', 'adwaita.h'],
    'store': ['spare-sheet.h', 'spare-graph.h', 'spare-qr-scan.h', 'spare-service.h', 'spare-import.h', 'spare-cli.h', 'spare-window.h',
              'json-glib/json-glib.h', 'gdk-pixbuf/gdk-pixbuf.h', 'gst/gst.h', 'gtk/gtk.h', 'adwaita.h'],
    'cli': ['spare-window.h', *LIBRARIES],
    'ui': ['spare-cli.h', 'libsecret/secret.h', 'json-glib/json-glib.h'],
}
# Some libraries put their headers where every compiler looks, and GTK's headers
# need GdkPixbuf's: of these only the text tells.
ONLY = {
    r'gcrypt\.h': {'crypto'},
    r'sodium\.h': {'core', 'crypto', 'store'},
    r'archive(_entry)?\.h': {'formats'},
    r'json-glib/': {'formats', 'checkup', 'sheet'},
    r'libpsl\.h': {'checkup'},
    r'zxcvbn\.h': {'checkup'},
    r'zbar\.h': {'qr'},
    r'qrencode\.h': {'qr'},
    r'gdk-pixbuf/': {'qr'},
    r'libsecret/': {'store'},
    r'libportal(-gtk4)?/': {'ui'},
    r'gst/': {'ui'},
}


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
    check_text(tap, source_root)
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


def check_text(tap, source_root):
    texts = {}
    for folder, _, names in os.walk(os.path.join(source_root, 'src')):
        for name in names:
            if name.endswith(('.c', '.h')):
                path = os.path.relpath(os.path.join(folder, name), os.path.join(source_root, 'src'))
                with open(os.path.join(folder, name), encoding='utf-8') as source:
                    texts[path] = source.read()
    for header, rooms in ONLY.items():
        include = re.compile(rf'^\s*#\s*include\s*[<"]{header}', re.M)
        found = {path for path, text in texts.items() if include.search(text)}
        tap.nothing(f'only {" and ".join(sorted(rooms))} include {header}',
                    sorted(path for path in found if path.split(os.sep)[0] not in rooms))
        tap.check(f'{header} is included at all', found)


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
