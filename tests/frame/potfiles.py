#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with text for people is in po/POTFILES.in: potfiles.py SOURCE_ROOT

With --list it prints what the list should be.
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from tap import Tap  # noqa: E402

CALL = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|ngettext|dngettext|dpgettext2?|g_dgettext|g_dngettext|g_dpgettext2?)\s*\(\s*"')
# What formats may do: mark the names of apps and what to do with their files, for
# the rooms above to translate.
MARK = re.compile(r'(?<!\w)N_\s*\(')
# The drawing of the map has headings, and is the same in the window and on paper.
PICTURE = 'src/sheet/spare-map-picture.c'
TRANSLATABLE = re.compile(r'translatable="(?:yes|true)"')


def has_text(path, but_marks=False):
    if path.endswith(('.desktop.in', '.gschema.xml', '.metainfo.xml.in')):
        return True
    with open(path, encoding='utf-8') as source:
        text = source.read()
    if but_marks:
        text = MARK.sub('(', text)
    if path.endswith(('.c', '.h')):
        return CALL.search(text) is not None
    return path.endswith(('.ui', '.xml')) and TRANSLATABLE.search(text) is not None


def main(root):
    tap = Tap()
    with open(os.path.join(root, 'po', 'POTFILES.in'), encoding='utf-8') as listed:
        listed = [line.strip() for line in listed if line.strip() and not line.startswith('#')]
    wanted = []
    elsewhere = []
    for top in ('src', 'data'):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in names:
                path = os.path.join(folder, name)
                inside = os.path.relpath(path, root)
                if has_text(path):
                    wanted.append(inside)
                    if (inside.startswith('src/') and not inside.startswith(('src/ui/', 'src/cli/', 'src/checkup/', PICTURE))
                            and has_text(path, inside.startswith('src/formats/'))):
                        elsewhere.append(inside)

    if '--list' in sys.argv:
        print('\n'.join(sorted(wanted)))
        return
    tap.nothing('every file with text for people is listed', sorted(set(wanted) - set(listed)))
    tap.nothing('nothing else is listed', sorted(set(listed) - set(wanted)))
    tap.check('the list is sorted', listed == sorted(listed), '\n'.join(sorted(listed)))
    tap.check('the list names each file once', len(listed) == len(set(listed)))
    tap.nothing('the rooms below leave words to ui, cli and checkup', elsewhere)
    tap.finish()


main(os.path.realpath(sys.argv[1]))
