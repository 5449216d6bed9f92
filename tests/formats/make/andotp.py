# SPDX-License-Identifier: GPL-3.0-or-later
"""andOTP: a JSON array, plain, or encrypted in a newer and an older way."""
import base64
import hashlib
import json
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common import PASSWORD, USUAL, Vector, account, seeded

PIN_MISSING = 4
STEAM = account('Steam', 'carol', kind='steam')
KINDS = {'totp': 'TOTP', 'hotp': 'HOTP', 'steam': 'STEAM', 'motp': 'MOTP'}
USED = 1700000000


def entry(a, **over):
    # With padding, as Android's Base32 writes it.
    result = {'secret': base64.b32encode(a['secret']).decode(), 'issuer': a['service'], 'label': a['name'],
              'digits': a.get('digits', 5 if a['kind'] == 'steam' else 6), 'type': KINDS[a['kind']],
              'algorithm': a.get('algorithm', 'SHA1'), 'thumbnail': 'Default', 'last_used': USED * 1000 + 250,
              'used_frequency': 3}
    if a['kind'] == 'hotp':
        result['counter'] = a['counter']
    elif a['kind'] == 'totp':
        result['period'] = a['period']
    result['tags'] = a.get('tags', [])
    result.update(over)
    return {k: v for k, v in result.items() if v != 'absent'}


def newer(data, iterations):
    salt, nonce = seeded('andotp salt', 12), seeded('andotp nonce', 12)
    key = hashlib.pbkdf2_hmac('sha1', PASSWORD.encode(), salt, iterations, 32)
    return struct.pack('>i', iterations) + salt + nonce + AESGCM(key).encrypt(nonce, data, None)


def older(data):
    nonce = seeded('andotp old nonce', 12)
    return nonce + AESGCM(hashlib.sha256(PASSWORD.encode()).digest()).encrypt(nonce, data, None)


def vectors():
    a = USUAL[0]
    everything = [dict(x, used=USED) for x in (*USUAL, STEAM)]
    everything[1]['tags'] = ['Work', 'Größe']
    array = [entry(x) for x in everything]
    text = json.dumps(array, ensure_ascii=False)
    yield Vector('plain.json', text, everything)
    # Before issuers had a member of their own.
    old = [entry(x, issuer='absent', label=f'{x["service"]} - {x["name"]}', last_used='absent', tags='absent',
                 used_frequency='absent') for x in USUAL]
    dashes = [entry(a, issuer='absent', label='GitHub - alice - work'), entry(a, issuer='absent', label='alone'),
              entry(a, label='A - B')]
    yield Vector('plain-old.json', json.dumps(old + dashes),
                 [*USUAL, dict(a, name='alice - work'), dict(a, service='', name='alone'), dict(a, name='A - B')])
    # Members that old files do not have: the defaults of the app.
    yield Vector('defaults.json', json.dumps([entry(a, type='absent', digits='absent', algorithm='absent',
                                                    period='absent'), entry(a, last_used=0)]), [a, dict(a, used=0)])
    motp = account('Vpn', 'erin', kind='motp', secret=bytes.fromhex('e3152afee62599c8'), notes=PIN_MISSING)
    twice = base64.b32encode(b'e3152afee62599c8').decode()
    yield Vector('motp.json', json.dumps([entry(motp, secret='e3152afee62599c8'), entry(motp, secret=twice),
                                          entry(motp, secret='E3152AFEE62599C8', pin='1234')]),
                 [motp, motp, dict(motp, pin='1234', notes=0)])

    fixed = [dict(entry(motp, secret='e3152afee62599c8'), **v) for v in (
        {'algorithm': 'MD5', 'period': 10}, {'algorithm': 'SHA256'}, {'digits': 8})] + [
            dict(entry(STEAM), period=60)]
    yield Vector('fixed-kinds.json', json.dumps(fixed), [motp], problems=3)

    yield Vector('encrypted.json.aes', newer(text.encode(), 150000), everything, password=PASSWORD)
    yield Vector('encrypted-few.json.aes', newer(text.encode(), 1000), everything, password=PASSWORD)
    yield Vector('encrypted-old.json.aes', older(text.encode()), everything, password=PASSWORD)
    yield Vector('encrypted-one.json.aes', older(json.dumps([entry(a)]).encode()), [a], password=PASSWORD)
    large = [account(f'Service {i}', f'user{i}') for i in range(300)]
    yield Vector('encrypted-large.json.aes', newer(json.dumps([entry(x) for x in large]).encode(), 1000), large,
                 password=PASSWORD)
    # More iterations than anything takes: it can only be of the old kind, and does not open.
    damaged = struct.pack('>i', 20000000) + newer(text.encode(), 1000)[4:]
    yield Vector('iterations.json.aes', damaged, error='password_wrong', password=PASSWORD)
    negative = struct.pack('>i', -5) + newer(text.encode(), 1000)[4:]
    yield Vector('iterations-negative.json.aes', negative, error='password_wrong', password=PASSWORD)
    yield Vector('encrypted-object.json.aes', newer(b'{"encrypted": "but no array of accounts at all"}', 1000),
                 error='damaged', password=PASSWORD)

    bad = [entry(a, secret=v) for v in (None, 5, '', '!', [])] + \
          [entry(a, digits=v) for v in (0, -1, 11, 'x', 1 << 60, {})] + \
          [entry(a, period=v) for v in (0, -30, 1 << 60, '', [])] + \
          [entry(a, algorithm=v) for v in ('SHA224', 5, 'SHA-3')] + [entry(a, type=v) for v in ('WEB', 5)] + \
          [entry(USUAL[3], counter=v) for v in (-1, 'x', True)] + [entry(a, label=5), entry(a, issuer=[]), 1, None, []]
    good = [entry(a, tags=[5, 'Work', None, 'Work', ' ']), entry(a, tags='x', last_used='yesterday')]
    yield Vector('bad-entries.json', json.dumps(bad + good), [dict(a, tags=['Work']), dict(a, tags=[], used=0)],
                 problems=len(bad))

    # None of these may be taken for an encrypted file.
    for name, data in (('picture', b'\x89PNG\r\n\x1a\n' + seeded('png', 4000)),
                       ('photo', b'\xff\xd8\xff\xe0' + seeded('jpg', 4000)), ('zeros', bytes(500)),
                       ('short', seeded('short', 50)), ('table', struct.pack('<200H', *range(200))),
                       ('latin-1', ('Müller, Köln; ' * 40).encode('latin-1')), ('film', b'\0\0\0\x20ftypisom' +
                                                                            seeded('film', 4000))):
        yield Vector(f'other-{name}.bin', data, error='unknown', cut=False)
