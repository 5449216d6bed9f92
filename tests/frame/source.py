#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the source that no compiler checks: source.py SOURCE_ROOT"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from tap import Tap  # noqa: E402

MAX_FILE = 800
MAX_FUNCTION = 60
# All but ui and cli.
BELOW = ('src/core/', 'src/crypto/', 'src/qr/', 'src/formats/', 'src/graph/', 'src/checkup/', 'src/sheet/', 'src/store/')

# Calls that wait for a disk, a bus or a keyring, and so stop a window.
WAITING = re.compile(r'\b(?:secret_\w+_sync'
                     r'|g_(?:dbus|bus|file|input_stream|output_stream|data_input_stream|app_info|subprocess)_\w*'
                     r'(?:_sync|load_contents|replace_contents|query_info|communicate|communicate_utf8|wait)'
                     r'|g_file_(?:get|set)_contents(?:_full)?'
                     r'|g_spawn_sync|g_spawn_command_line_sync|sleep|usleep|g_usleep)\s*\(')
TOOLKIT = re.compile(r'^\s*#\s*include\s*[<"](?:gtk/|gdk/|gsk/|adwaita\.h)', re.M)
PRINTS = re.compile(r'\b(?:printf|puts|fprintf|g_print|g_printerr|perror)\s*\(')
LEFTOVER = re.compile(r'\b(?:TODO|FIXME|XXX|HACK)\b')
COMMENT = re.compile(r'/\*.*?\*/|\'(?:\\.|[^\'\\\n])+\'|"(?:\\.|[^"\\\n])*"', re.S)


def without_comments(text):
    return COMMENT.sub(lambda found: re.sub(r'[^\n]', ' ', found.group(0)), text)


def functions(text):
    """Yields (name, lines of its body) by the brace in the first column."""
    name, start = '', None
    lines = text.splitlines()
    for number, line in enumerate(lines):
        called = re.match(r'(\w+) \(', line)
        if called and start is None:
            name = called.group(1)
        if line == '{' and start is None and number > 0 and lines[number - 1].endswith(')'):
            start = number
        elif line == '}' and start is not None:
            yield name, number - start - 1
            start = None


def main(root):
    tap = Tap()
    files = {}
    for folder, _, names in os.walk(os.path.join(root, 'src')):
        for name in names:
            if name.endswith(('.c', '.h', '.ui', '.css')):
                path = os.path.join(folder, name)
                with open(path, encoding='utf-8') as source:
                    files[os.path.relpath(path, root)] = source.read()
    code = {path: without_comments(text) for path, text in files.items() if path.endswith(('.c', '.h'))}
    below = {path: text for path, text in code.items() if path.startswith(BELOW)}

    def matches(pattern, texts):
        return [f'{path}:{text[:found.start()].count(chr(10)) + 1}: {found.group(0).strip()}'
                for path, text in sorted(texts.items()) for found in pattern.finditer(text)]

    tap.check('there is source to look at', len(code) > 10, len(code))
    tap.nothing('only ui includes the toolkit',
                matches(TOOLKIT, {path: text for path, text in files.items() if not path.startswith('src/ui/')}))
    tap.nothing('ui never waits for a disk, a bus or the keyring',
                matches(WAITING, {path: text for path, text in code.items() if path.startswith('src/ui/')}))
    tap.nothing('no room below ui and cli prints', matches(PRINTS, below))
    tap.nothing('nothing is left for later', matches(LEFTOVER, files))
    tap.nothing(f'no file is longer than {MAX_FILE} lines',
                [f'{path}: {count}' for path, text in sorted(files.items())
                 if (count := text.count('\n')) > MAX_FILE])
    tap.nothing('every file names its licence',
                [path for path, text in sorted(code.items())
                 if not files[path].startswith('/* SPDX-License-Identifier: GPL-3.0-or-later */\n')])
    tap.nothing('every header is guarded by #pragma once',
                [path for path, text in sorted(files.items())
                 if path.endswith('.h') and not re.search(r'^#pragma once$', text, re.M)])
    for path, text in sorted(files.items()):
        if path.endswith('.c'):
            for name, count in functions(text):
                if count > MAX_FUNCTION:
                    print(f'# long function: {path}: {name} has {count} lines')
    tap.finish()


main(os.path.realpath(sys.argv[1]))
