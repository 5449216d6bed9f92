# SPDX-License-Identifier: GPL-3.0-or-later
"""TOTP Authenticator for Android."""
import base64
import hashlib
import json

from common import PASSWORD, Vector, account, base32, base64text
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

USUAL = 'TotpAuthenticator'
PERIOD_ASSUMED = 1
THIRTYTWO = account('GitHub', 'alice@example.org', notes=PERIOD_ASSUMED)
SIXTEEN = account('Früchte & Gemüse', 'José 🍐', notes=PERIOD_ASSUMED)
SIXTYFOUR = account('Example Bank', 'alice', notes=PERIOD_ASSUMED)
ALL = [THIRTYTWO, SIXTEEN, SIXTYFOUR]


def item(a, base, **other):
    secret = a['secret']
    key = {16: secret.hex().upper(), 32: base32(secret), 64: base64text(secret)}[base]
    return dict({'base': base, 'key': key, 'name': a['name'], 'issuer': a['service'], 'digits': 6, 'id': 3,
                 'icon': 'ic_github', 'isFavorite': False}, **other)


def encrypt(plain, password=USUAL):
    plain = plain.encode()
    padding = 16 - len(plain) % 16
    cipher = Cipher(algorithms.AES(hashlib.sha256(password.encode()).digest()), modes.CBC(bytes(16))).encryptor()
    return base64.b64encode(cipher.update(plain + bytes([padding]) * padding) + cipher.finalize()).decode()


def wrap(items, texts=True):
    """The list as text is the key of an object."""
    listed = [json.dumps(i) for i in items] if texts else items
    return json.dumps({json.dumps(listed): ''})


def vectors():
    items = [item(THIRTYTWO, 32), item(SIXTEEN, 16), item(SIXTYFOUR, 64)]
    yield Vector('usual.encrypt', encrypt(wrap(items)), ALL)
    yield Vector('password.encrypt', encrypt(wrap(items), PASSWORD), ALL, password=PASSWORD)
    text = encrypt(wrap(items))
    folded = '\n'.join(text[i:i + 76] for i in range(0, len(text), 76)) + '\n'
    yield Vector('lines.encrypt', folded, ALL)
    yield Vector('unpadded.encrypt', encrypt(wrap(items)).rstrip('='), ALL, format='totp-authenticator')
    yield Vector('objects.encrypt', encrypt(wrap(items, False)), ALL)
    lower = [dict(items[1], key=items[1]['key'].lower()), dict(items[0], key=items[0]['key'].lower(), base='32')]
    yield Vector('lower.encrypt', encrypt(wrap(lower)), [SIXTEEN, THIRTYTWO])
    null = dict(items[0], issuer=None, name=None)
    yield Vector('names.encrypt', encrypt(wrap([null, items[1]])), [dict(THIRTYTWO, service='', name='unnamed-1', notes=PERIOD_ASSUMED | 16),
                                                                 SIXTEEN])
    spoilt = [items[0], {}, dict(items[0], base=10), dict(items[0], base='x'), dict(items[0], base=None),
              dict(items[0], key=None), dict(items[0], key=''), dict(items[0], key=7), dict(items[0], key='!!!'),
              dict(items[1], key='abc'), dict(items[1], key='zz'), dict(items[2], key='*'),
              dict(items[0], name=5), dict(items[0], issuer=[])]
    yield Vector('spoilt.encrypt', encrypt(wrap(spoilt)), [THIRTYTWO], problems=13)
    broken = json.dumps({json.dumps([7, None, '{', '[]', '7', [], json.dumps(items[0])]): ''})
    yield Vector('broken.encrypt', encrypt(broken), [THIRTYTWO], problems=6)
    deep = json.dumps({json.dumps(['[' * 10000, json.dumps(items[0])]): ''})
    yield Vector('deep.encrypt', encrypt(deep), [THIRTYTWO], problems=1)
    # Decrypted, and something else: not to be told from a wrong password.
    blank = ' ' * 64
    for name, plain in (('list', '[]' + blank), ('empty-object', '{}' + blank), ('no-json', 'x' + blank),
                        ('key-is-object', json.dumps({'{}': ''}) + blank),
                        ('deep-root', '[' * 10000)):
        yield Vector(f'else-{name}.encrypt', encrypt(plain), error='password_needed')
    yield Vector('none.encrypt', encrypt(json.dumps({'[]': ''}) + blank), error='empty')
