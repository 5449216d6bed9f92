# SPDX-License-Identifier: GPL-3.0-or-later
"""Our own sealed backup, made as docs/backup.md says, by the reader that shares no code with Sparekey."""
import base64
import importlib.util
import os
import struct
from urllib.parse import quote

from common import PASSWORD, USUAL, Vector, account, seeded
from otpauth import uri

spec = importlib.util.spec_from_file_location(
    'read_backup', os.path.join(os.path.dirname(__file__), '..', '..', 'crypto', 'read-backup.py'))
backup = importlib.util.module_from_spec(spec)
spec.loader.exec_module(backup)

TRASHED = 2
LEAST = (1, 8192)


def record(a, number, **own):
    own = {'id': f'{number:08}-0000-4000-8000-000000000000', 'version': '1', **own}
    return uri(a) + ''.join(f'&x-{key}={quote(value, safe="")}' for key, value in own.items())


def text(records, broken=(), end=None, first='sparekey-backup 1'):
    lines = [first, 'created 1767225600', "preference sort-by %27name%27"]
    lines += [f'record {one}' for one in records] + [f'broken {base64.b64encode(one).decode()}' for one in broken]
    return '\n'.join(lines + [end or f'end {len(records)} {len(broken)}', '']).encode()


def sealed(data, passes=1, memory=8192, version=1, password=PASSWORD, size=None):
    chunks = [data[at:at + backup.CHUNK] for at in range(0, len(data), backup.CHUNK)] or [b'']
    salt, start = seeded('backup salt', 16), seeded('backup stream', 24)
    total = backup.HEADER + len(data) + backup.OVERHEAD * len(chunks)
    header = backup.MAGIC + struct.pack('>IIIQ', version, passes, memory, size or total) + salt + start
    # Parameters that are refused need no true key.
    small = 1 <= passes <= 16 and 8192 <= memory <= 1 << 20
    stream = backup.Stream(backup.derive_key(password, passes, memory, salt) if small else bytes(32), start)
    file = header
    for at, chunk in enumerate(chunks):
        tag = backup.FINAL if at + 1 == len(chunks) else backup.MESSAGE
        file += stream.seal(tag, chunk, header if at == 0 else b'')
    return file


def vectors():
    a = USUAL[0]
    records = [record(x, i) for i, x in enumerate(USUAL)]
    expected = [dict(x, notes=0) for x in USUAL]
    yield Vector('backup.sparekey', sealed(text(records)), expected, password=PASSWORD)
    # As the app seals it: 256 MiB, three passes.
    yield Vector('usual.sparekey', sealed(text(records[:1]), 3, 262144), expected[:1], password=PASSWORD)
    said = dict(a, tags=['Work', 'Größe'], note='Two\nlines', favorite=True, used=1700000000, notes=0)
    trashed = dict(USUAL[1], notes=TRASHED)
    others = [record(said, 0, note='Two\nlines', favorite='1', used='1700000000', created='1600000000') +
              '&x-tag=Work&x-tag=' + quote('Größe'), record(trashed, 1, deleted='1750000000'),
              'sparekey:code-set?x-id=6f9619ff-8b86-d011-b42d-00cf4fc964ff&account=' + f'{0:08}-0000-4000-8000-000000000000' +
              '&code=1234&code=5678']
    yield Vector('everything.sparekey', sealed(text(others, [b'\0\1\2\3'])), [said, trashed], password=PASSWORD)
    # A record of a later version goes to the broken ones, and is no problem of the import.
    later = [record(a, 0), record(USUAL[1], 1).replace('x-version=1', 'x-version=9')]
    yield Vector('later-record.sparekey', sealed(text(later)), expected[:1], password=PASSWORD)
    many = [account(f'Service {i}', f'user{i}') for i in range(700)]
    yield Vector('two-chunks.sparekey', sealed(text([record(x, i) for i, x in enumerate(many)])), many,
                 password=PASSWORD)
    yield Vector('no-accounts.sparekey', sealed(text([])), [], password=PASSWORD)

    good = sealed(text(records))
    flipped = good[:-20] + bytes([good[-20] ^ 1]) + good[-19:]
    long = sealed(text([record(x, i) for i, x in enumerate(many)]))
    yield Vector('flipped.sparekey', flipped, error='password_wrong', password=PASSWORD)
    yield Vector('second-chunk.sparekey', long[:-20] + bytes([long[-20] ^ 1]) + long[-19:], error='damaged',
                 password=PASSWORD)
    yield Vector('header-changed.sparekey', good[:60] + bytes([good[60] ^ 1]) + good[61:], error='password_wrong',
                 password=PASSWORD)
    for name, data, error in (
            ('version-2', sealed(text(records), version=2), 'version'),
            ('version-0', sealed(text(records), version=0), 'damaged'),
            ('text-version-2', sealed(text(records, first='sparekey-backup 2')), 'version'),
            ('passes-zero', sealed(text(records), passes=0), 'parameters'),
            ('passes-many', sealed(text(records), passes=17), 'parameters'),
            ('memory-little', sealed(text(records), memory=8191), 'parameters'),
            ('memory-much', sealed(text(records), memory=(2 << 20) + 1), 'memory'),
            ('memory-most', sealed(text(records), memory=0xffffffff), 'memory'),
            ('size-less', sealed(text(records), size=93), 'damaged'),
            ('size-more', sealed(text(records), size=1 << 63), 'damaged'),
            ('no-end', sealed(text(records)[:-8]), 'damaged'), ('end-other', sealed(text(records, end='end 9 0')), 'damaged'),
            ('no-text', sealed(b''), 'damaged')):
        yield Vector(f'{name}.sparekey', data, error=error, password=PASSWORD)
