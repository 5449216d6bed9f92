# SPDX-License-Identifier: GPL-3.0-or-later
"""Ente Auth: setup links with a parameter of its own, plain, or as one chunk of libsodium's secretstream.

The stream is that of the reader of our own backups, which shares no code with Sparekey or libsodium."""
import json
from urllib.parse import quote

from argon2.low_level import Type, hash_secret_raw

from common import PASSWORD, USUAL, Vector, account, base32, base64text, seeded
from sparekey import backup

TRASHED = 2
STEAM = account('Steam', 'carol', kind='steam')
USED = 1700000000


def link(a, display=None, **over):
    label = quote(f'{a["service"]}:{a["name"]}', safe='')
    text = f'otpauth://{a["kind"]}/{label}?secret={base32(a["secret"])}&issuer={quote(a["service"], safe="")}'
    if a['kind'] != 'steam':
        text += f'&algorithm={over.get("algorithm", a["algorithm"].lower())}&digits={a["digits"]}'
    text += f'&counter={a["counter"]}' if a['kind'] == 'hotp' else f'&period={a.get("period", 30)}'
    if display is not None:
        text += '&codeDisplay=' + (display if isinstance(display, str) else quote(json.dumps(display), safe=''))
    return text


def display(**over):
    return dict({'pinned': False, 'trashed': False, 'lastUsedAt': 0, 'tapCount': 0, 'tags': [], 'note': '',
                 'position': 0, 'iconSrc': '', 'iconID': ''}, **over)


def encrypted(text, memory=8 * 1024 * 1024, passes=2, tag=3, **over):
    salt, header = seeded('ente salt', 16), seeded('ente header', 24)
    key = hash_secret_raw(PASSWORD.encode(), salt, passes, memory // 1024, 1, 32, Type.ID)
    data = backup.Stream(key, header).seal(tag, text.encode() if isinstance(text, str) else text)
    members = {'version': 1, 'kdfParams': {'memLimit': memory, 'opsLimit': passes, 'salt': base64text(salt)},
               'encryptedData': base64text(data), 'encryptionNonce': base64text(header)}
    kdf = over.pop('kdf', None)
    if kdf is not None:
        members['kdfParams'] = dict(members['kdfParams'], **kdf) if isinstance(kdf, dict) else kdf
    members.update(over)
    return json.dumps({k: v for k, v in members.items() if v != 'absent'})


def vectors():
    a, b = USUAL[0], USUAL[1]
    everything = [dict(x, notes=0) for x in (*USUAL, STEAM)]
    lines = [link(x, display()) for x in everything]
    yield Vector('plain.txt', '\n'.join(lines) + '\n', everything, cut=False)
    said = [
        (link(a, display(tags=['Work', 'Größe, klein'], note='50 % & more\nsecond line', pinned=True, position=3,
                         lastUsedAt=USED * 1000000)),
         dict(a, tags=['Work', 'Größe, klein'], note='50 % & more\nsecond line', favorite=True, used=USED, notes=0)),
        (link(a, display(trashed=True, lastUsedAt=USED * 1000)), dict(a, notes=TRASHED, used=USED, favorite=False)),
        (link(a, display(lastUsedAt=-5)), dict(a, used=0)),
        (link(b, algorithm='Algorithm.sha256', display=display()), b),
        (link(b), b),
        # A '+' for a blank, as forms have it.
        (link(a, '%7B%22note%22:+%22x+y%22%7D'), dict(a, note='x y')),
        (link(a).replace('?secret', '?codeDisplay=%7B%22pinned%22:true%7D&secret'), dict(a, favorite=True)),
        # That it cannot be read costs nothing but itself.
        (link(a, ''), a), (link(a, '%'), a), (link(a, '%7B'), a), (link(a, '5'), a), (link(a, []), a),
        (link(a, {'tags': 5, 'note': [], 'pinned': {}, 'trashed': None, 'lastUsedAt': 'x'}), dict(a, notes=0)),
        (link(a, {'tags': [5, None, 'Work', 'Work']}), dict(a, tags=['Work'])),
        (link(a, quote('[' * 10000, safe='')), a), (link(a, {'note': 'x' * 40000}), dict(a, note='')),
    ]
    yield Vector('display.txt', '\n'.join(text for text, _ in said), [x for _, x in said], problems=0, cut=False)
    bad = [link(a, display()).replace('otpauth://totp', 'otpauth://ocra'), link(a, display()).replace('sha1', 'md5'),
           link(a, display()).replace('secret=', 'secrets='), 'A note', lines[0]]
    yield Vector('bad-entries.txt', '\n'.join(bad), [a], problems=3, others=1, cut=False)

    text = '\n'.join(lines)
    yield Vector('encrypted.json', encrypted(text), everything, password=PASSWORD)
    # The tag at the end of the only chunk is 0 in files of some versions.
    yield Vector('encrypted-tag-0.json', encrypted(text, tag=0), everything, password=PASSWORD)
    yield Vector('encrypted-least.json', encrypted(text, memory=10 * 1024, passes=1), everything, password=PASSWORD)
    # Much memory and more passes, as the app takes on a small device.
    yield Vector('encrypted-64-mib.json', encrypted(text, memory=64 * 1024 * 1024, passes=3), everything,
                 password=PASSWORD)
    # Links without the parameter.
    yield Vector('encrypted-old.json', encrypted('\n'.join(link(x) for x in USUAL)), USUAL, password=PASSWORD)
    yield Vector('encrypted-one-byte-more.json', encrypted(text + '\n'), everything, password=PASSWORD)
    small = dict(memory=10 * 1024, passes=1)
    for name, kdf, error in (
            ('memory-huge', {'memLimit': (2 << 30) + 1024}, 'memory'), ('memory-text', {'memLimit': 'x'}, 'damaged'),
            ('memory-vast', {'memLimit': 1 << 62}, 'memory'), ('memory-least', {'memLimit': 1024}, 'parameters'),
            ('memory-negative', {'memLimit': -1}, 'parameters'), ('passes-zero', {'opsLimit': 0}, 'parameters'),
            ('passes-huge', {'opsLimit': 1 << 40}, 'parameters'), ('passes-negative', {'opsLimit': -3}, 'parameters'),
            ('passes-costly', {'memLimit': 64 << 20, 'opsLimit': 10000}, 'parameters'),
            ('salt-short', {'salt': 'AAAA'}, 'damaged'), ('salt-number', {'salt': 5}, 'damaged'),
            ('no-params', 5, 'damaged')):
        yield Vector(f'{name}.json', encrypted(text, **small, kdf=kdf), error=error, password=PASSWORD)
    for name, over in (('no-data', {'encryptedData': None}), ('data-short', {'encryptedData': 'AAAA'}),
                       ('nonce-short', {'encryptionNonce': 'AAAA'}), ('nonce-number', {'encryptionNonce': 7})):
        yield Vector(f'{name}.json', encrypted(text, **small, **over), error='damaged', password=PASSWORD)
    yield Vector('no-text.json', encrypted(seeded('noise', 200), **small), error='damaged', password=PASSWORD)
    yield Vector('empty.json', encrypted('', **small), error='empty', password=PASSWORD)
    yield Vector('version-2.json', encrypted(text, **small, version=2), error='version', password=PASSWORD)
