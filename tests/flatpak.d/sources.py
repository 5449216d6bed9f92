# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what can be had from a Debian mirror: for each archive of the manifest that names a file of
Debian's pool, a line "SHA256 PATH-ON-THE-MIRROR NAME", NAME being what flatpak-builder will look for."""
import os
import sys

import yaml


def archives(modules):
    for module in modules:
        if isinstance(module, dict):
            yield from (s for s in module.get('sources', []) if isinstance(s, dict) and 'sha256' in s)
            yield from archives(module.get('modules', []))


with open(sys.argv[1]) as file:
    manifest = yaml.safe_load(file)
for source in archives(manifest['modules']):
    for url in source.get('mirror-urls', []):
        _, found, path = url.partition('/debian/pool/')
        if found:
            name = source.get('dest-filename') or os.path.basename(source['url'])
            print(source['sha256'], 'pool/' + path, name)
