# SPDX-License-Identifier: GPL-3.0-or-later
"""Proton Authenticator, plain and with a password."""
import base64
import json

from argon2.low_level import Type, hash_secret_raw
from common import PASSWORD, USUAL, Vector, account, base32, base64text, seeded
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from otpauth import uri

GITHUB, BANK, FRUIT, _ = USUAL
STEAM = account('Steam', 'carol', kind='steam')
# Its Base64 has characters that Base32 lacks.
STEAM64 = account('Steam', 'dave', secret=bytes(range(200, 220)), kind='steam')


def steam64(name, text):
    """Unpadded Base64 that says what it must be read as."""
    secret = base64.b64decode(text + '=' * (-len(text) % 4))
    return account('Steam', name, secret=secret, kind='steam'), f'steam://{text}'


# Each would be valid Base32 without the one thing that tells it, or up to it.
TOLD = [steam64('slash', 'JBSWYDPEHPKPXPJB/WYDPEHPKA'), steam64('plus', 'JBSWYDPEHPKPXPJB+WYDPEHPKA'),
        steam64('digit', 'JBSWYDPEHPKPXPJB1WYDPEHPKA'), steam64('case', 'JBSWYDPEHPKPXPJBxWYDPEHPKA'),
        steam64('first', '/BSWYDPEHPKPXPJBXWYDPEHPKA')]


def entry(a, text=None, kind=None, **other):
    steam = a['kind'] == 'steam'
    return {'id': 'id-' + a['name'], 'note': None,
            'content': {'uri': text or (f'steam://{base32(a["secret"])}' if steam else uri(a)),
                        'entry_type': kind or ('Steam' if steam else 'Totp'), 'name': a['name']}, **other}


ENTRIES = [entry(GITHUB, note='a note\nof two lines'), entry(BANK), entry(FRUIT), entry(STEAM),
           entry(STEAM64, 'steam://' + base64.b64encode(STEAM64['secret']).decode().rstrip('='))]
ACCOUNTS = [dict(GITHUB, note='a note\nof two lines'), BANK, FRUIT, STEAM, STEAM64]


def document(entries, version=1):
    return json.dumps({'version': version, 'entries': entries})


def encrypted(text, version=1, **other):
    salt, nonce = seeded('proton salt', 16), seeded('proton nonce', 12)
    key = hash_secret_raw(PASSWORD.encode(), salt, 2, 19456, 1, 32, Type.ID)
    content = nonce + AESGCM(key).encrypt(nonce, text.encode(), b'proton.authenticator.export.v1')
    return json.dumps({'version': version, 'salt': base64text(salt), 'content': base64text(content), **other})


def vectors():
    text = document(ENTRIES)
    yield Vector('plain.json', text, ACCOUNTS, others=0)
    yield Vector('encrypted.json', encrypted(text), ACCOUNTS, password=PASSWORD)
    yield Vector('later.json', document(ENTRIES, 2), error='version')
    yield Vector('later-encrypted.json', encrypted(text, 2), error='version')
    yield Vector('short.json', encrypted(text, content='AAAA'), error='damaged')
    yield Vector('no-base64.json', encrypted(text, content='!'), error='damaged')
    yield Vector('inside-broken.json', encrypted('{"version":1,"entries":[' + '[' * 10000), password=PASSWORD,
                 error='damaged')
    escaped, plus = steam64('escaped', 'JBSWYDPEHPKPXPJB+WYDPEHPKA')
    lower = account('Steam', 'lower', kind='steam')
    yield Vector('steam-base64.json', document(
        [entry(a, text) for a, text in TOLD] +
        [entry(escaped, plus.replace('+', '%2B') + '%3D%3D'), entry(lower, f'steam://{base32(lower["secret"]).lower()}'),
         entry(STEAM, f'steam://{base32(STEAM["secret"])}/')]), [a for a, _ in TOLD] + [escaped, lower, STEAM], others=0)
    no_name = account('Example Shop', 'dora')
    yield Vector('spoilt.json', document([
        entry(GITHUB), entry(BANK, kind='Hotp'), entry(BANK, kind=7), entry(BANK, text='nonsense'),
        entry(BANK, text='otpauth://totp/X?secret=JBSWY3DP&period=0'), entry(STEAM, text='steam://!!'), None, 5, {},
        {'id': 'x', 'content': {'uri': 5, 'entry_type': 'Totp', 'name': 'y'}},
        {'content': {'uri': uri(no_name), 'entry_type': 'Totp'}}]), [GITHUB, no_name], problems=9)
