# SPDX-License-Identifier: GPL-3.0-or-later
"""Stratum, and Authenticator Pro as it was called before."""
import hashlib
import json

from argon2.low_level import Type, hash_secret_raw
from common import PASSWORD, USUAL, Vector, account, base32, seeded
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TYPES = {'hotp': 1, 'totp': 2, 'motp': 3, 'steam': 4, 'yaotp': 5}
ALGORITHMS = {'SHA1': 0, 'SHA256': 1, 'SHA512': 2}
PIN_MISSING = 4

GITHUB, BANK, FRUIT, VPN = USUAL
STEAM = account('Steam', 'carol', kind='steam')
MOTP = account('Old Vpn', 'erin', secret=bytes.fromhex('e3152afee62599c8'), kind='motp', pin='1234')
YANDEX = account('Yandex', 'frank', secret=seeded('yandex', 16), kind='yaotp', pin='7586')
NO_PIN = account('Yandex', 'grace', secret=seeded('yandex 2', 16), kind='yaotp', notes=PIN_MISSING)
# Same secret: the category is bound to both.
TWIN = account('GitHub again', '', secret=GITHUB['secret'])


def entry(a, **other):
    hexadecimal = a['kind'] == 'motp'
    return {'Type': TYPES[a['kind']], 'Icon': 'github', 'Issuer': a['service'], 'Username': a['name'] or None,
            'Secret': a['secret'].hex().upper() if hexadecimal else base32(a['secret']), 'Pin': a.get('pin'),
            'Algorithm': ALGORITHMS[a.get('algorithm', 'SHA1')], 'Digits': a.get('digits', 6),
            'Period': a.get('period', 30), 'Counter': a.get('counter', 0), 'CopyCount': 3, 'Ranking': 0, **other}


def category(name):
    return {'Id': hashlib.sha1(name.encode()).hexdigest()[:8], 'Name': name, 'Ranking': 0}


def binding(name, a):
    return {'CategoryId': category(name)['Id'], 'AuthenticatorSecret': base32(a['secret']), 'Ranking': 0}


def document(entries, categories=(), bindings=(), **other):
    return json.dumps({'Authenticators': entries, 'Categories': [category(c) for c in categories],
                       'AuthenticatorCategories': list(bindings),
                       'CustomIcons': [{'Id': 'abc', 'Data': 'AAAA'}], **other})


ALL = [GITHUB, BANK, FRUIT, VPN, STEAM, MOTP, YANDEX, NO_PIN, TWIN]
ACCOUNTS = [dict(GITHUB, tags=['Work', 'Büro']), dict(BANK, tags=['Work']), dict(FRUIT, tags=[]), VPN, STEAM, MOTP,
            YANDEX, NO_PIN, dict(TWIN, tags=['Work', 'Büro'])]
TEXT = document([entry(a, Icon='@abc') for a in ALL], ['Work', 'Büro', 'Empty'],
                [binding('Work', GITHUB), binding('Büro', GITHUB), binding('Work', BANK), binding('Gone', FRUIT)])


def strong(text):
    salt, nonce = seeded('stratum salt', 16), seeded('stratum nonce', 12)
    key = hash_secret_raw(PASSWORD.encode(), salt, 3, 65536, 4, 32, Type.ID)
    return b'AUTHENTICATORPRO' + salt + nonce + AESGCM(key).encrypt(nonce, text.encode(), None)


def legacy(text):
    salt, iv = seeded('legacy salt', 20), seeded('legacy iv', 16)
    key = hashlib.pbkdf2_hmac('sha1', PASSWORD.encode(), salt, 64000, 32)
    padder = padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return (b'AuthenticatorPro' + salt + iv + encryptor.update(padder.update(text.encode()) + padder.finalize())
            + encryptor.finalize())


def vectors():
    yield Vector('plain.json', TEXT, ACCOUNTS, others=0)
    yield Vector('strong.authpro', strong(TEXT), ACCOUNTS, password=PASSWORD)
    yield Vector('legacy.authpro', legacy(TEXT), ACCOUNTS, password=PASSWORD)
    yield Vector('strong-short.authpro', strong(TEXT)[:50], error='damaged')
    yield Vector('legacy-short.authpro', legacy(TEXT)[:52], error='damaged')
    yield Vector('strong-inside.authpro', strong('{}'), password=PASSWORD, error='damaged', cut=False)
    yield Vector('spoilt.json', document([
        entry(GITHUB), entry(BANK, Type=6), entry(BANK, Type='2x'), entry(BANK, Type=None), entry(BANK, Algorithm=3),
        entry(BANK, Algorithm='SHA1'), entry(BANK, Digits=0), entry(BANK, Digits=11), entry(BANK, Digits=[6]),
        entry(BANK, Period=-1), entry(BANK, Period=10**18), entry(BANK, Secret=None), entry(BANK, Secret=7),
        entry(BANK, Secret='1'), entry(VPN, Counter=-1), entry(VPN, Counter='many'), entry(MOTP, Secret='XYZ'),
        entry(YANDEX, Secret='JBSWY3DP'), 7, None, entry(BANK, Issuer=7, Username=[])],
        AuthenticatorCategories=[7, {}, {'CategoryId': 5, 'AuthenticatorSecret': []}]),
        [GITHUB, dict(BANK, service='', name='unnamed-21')], problems=19)
    yield Vector('fixed-kinds.json', document([
        entry(STEAM, Digits=5), entry(STEAM, Digits=0, Period=0), entry(MOTP, Period=10), entry(YANDEX, Algorithm=1),
        entry(STEAM, Algorithm=1), entry(STEAM, Digits=8), entry(STEAM, Period=60), entry(MOTP, Algorithm=2),
        entry(YANDEX, Algorithm=2), entry(YANDEX, Digits=9)]), [STEAM, STEAM, MOTP, YANDEX], problems=6)
    yield Vector('empty.json', document([]), error='empty')
