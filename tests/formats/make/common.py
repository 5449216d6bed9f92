# SPDX-License-Identifier: GPL-3.0-or-later
"""What the makers of test files share: the accounts in them, and how a file and what must be read from it
are described. Nothing here uses Sparekey; ciphers come from python3-cryptography, keys from hashlib and
argon2-cffi. Salts, nonces and keys are fixed, so that the same files are made each time."""
import base64
import hashlib

PASSWORD = 'correct horse Tür 錠'
WRONG = 'wrong password'


def seeded(name, size):
    """Bytes that look random and are always the same for one name."""
    return hashlib.shake_256(name.encode()).digest(size)


def base32(secret):
    return base64.b32encode(secret).decode().rstrip('=')


def base64text(data):
    return base64.b64encode(data).decode()


def account(service, name, secret=None, kind='totp', **other):
    """What is expected of one account. `secret` is bytes, made from the names where none is given."""
    result = {'kind': kind, 'service': service, 'name': name,
              'secret': secret if secret is not None else seeded(f'{service}/{name}', 20)}
    if kind in ('totp', 'hotp'):
        result.update(algorithm='SHA1', digits=6)
    if kind == 'totp':
        result.update(period=30)
    if kind == 'hotp':
        result.update(counter=0)
    result.update(other)
    return result


# One of each kind that most programs know; makers add what is special to theirs.
USUAL = [
    account('GitHub', 'alice@example.org'),
    account('Example Bank', 'alice', algorithm='SHA256', digits=8, period=60),
    account('Früchte & Gemüse', 'José 🍐', algorithm='SHA512', digits=7),
    account('Vpn', 'bob', kind='hotp', counter=42),
]


class Vector:
    """One file and what must come of it.

    name      of the file, in the folder of its format
    data      bytes
    accounts  from account(), in the file's order; a key missing there is not compared
    password  None for a file without encryption
    problems  how many entries cannot be used
    others    how many entries without codes are passed over; None is not compared
    error     the code of SPARE_FORMAT_ERROR where the file as a whole cannot be read, in lower case ("version")
    parts     (number of parts, parts read) of Google's transfer codes
    codes     {index of the account: [backup codes]}
    format    the id under which the file must be recognised, where it is not its folder's name
    cut       False where a shorter file is not surely wrong (a list of links, say)
    """

    def __init__(self, name, data, accounts=(), password=None, problems=0, others=None, error=None, parts=None,
                 codes=None, format=None, cut=True):
        self.name = name
        self.data = data if isinstance(data, bytes) else data.encode()
        self.expected = {
            'accounts': [dict(a, secret=a['secret'].hex()) for a in accounts],
            'problems': problems, 'cut': cut}
        for key, value in (('password', password), ('others', others), ('error', error),
                           ('parts', list(parts) if parts else None),
                           ('codes', {str(k): v for k, v in codes.items()} if codes else None), ('format', format)):
            if value is not None:
                self.expected[key] = value
