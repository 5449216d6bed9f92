# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are known by their marks and not opened. Behind the mark is what a real file has there, as far as its
format says it, then bytes without a meaning."""
import base64
import json
import struct

from common import Vector, base64text, seeded


def closed(name, data, format):
    return Vector(name, data, error='encryption', format=format)


def pgp_armor(data):
    lines = base64.encodebytes(data).decode()
    return f'-----BEGIN PGP MESSAGE-----\nVersion: x\n\n{lines}=AAAA\n-----END PGP MESSAGE-----\n'


def vectors():
    rest = seeded('rest', 300)
    for name, second, version in (('keepass-4.kdbx', 0xb54bfb67, 0x00040001), ('keepass-3.kdbx', 0xb54bfb67, 0x00030001),
                                  ('keepass-1.kdb', 0xb54bfb65, 0x00030004)):
        yield closed(name, struct.pack('<III', 0x9aa2d903, second, version) + rest, 'keepass-database')
    yield closed('phone.db', b'SQLite format 3\0' + struct.pack('>HBBBBBB', 4096, 1, 1, 0, 64, 32, 32) + rest,
                 'sqlite-database')
    yield closed('otpclient.enc', b'OTPClient' + struct.pack('<i', 2) + rest, 'otpclient-database')
    # RFC 4880, 5.1: for a key (version 3, key id, algorithm); 5.3: for a password (version 4, cipher, derivation).
    for_key = b'\3' + seeded('id', 8) + b'\1' + seeded('key', 258)
    for_password = b'\4\x09\3\x08' + seeded('salt', 8) + b'\x60'
    data = b'\xd2\xff' + struct.pack('>I', 301) + b'\1' + rest
    yield closed('old-key.gpg', b'\x85' + struct.pack('>H', len(for_key)) + for_key + data, 'openpgp-message')
    yield closed('old-password.gpg', b'\x8c' + bytes([len(for_password)]) + for_password + data, 'openpgp-message')
    length = len(for_key) - 192
    yield closed('new-key.gpg', b'\xc1' + bytes([192 + (length >> 8), length & 255]) + for_key + data,
                 'openpgp-message')
    yield closed('new-password.gpg', b'\xc3' + bytes([len(for_password)]) + for_password + data, 'openpgp-message')
    yield closed('armored.asc', pgp_armor(b'\xc3' + bytes([len(for_password)]) + for_password + data),
                 'openpgp-message')
    token = {'account_type': 'github', 'digits': 7, 'encrypted_seed': base64text(seeded('seed', 32)), 'name': 'GitHub',
             'original_name': 'GitHub:alice', 'password_timestamp': 1600000000, 'salt': 'abc', 'unique_id': '1'}
    answer = {'message': 'success', 'authenticator_tokens': [token], 'deleted': [], 'success': True}
    yield closed('authy.json', json.dumps(answer), 'authy-tokens')
    settings = (f'<WinAuth version="3.6.0.0"><WinAuthAuthenticator id="1"><name>GitHub</name><authenticatordata '
                f'encrypted="u">{rest.hex()}</authenticatordata></WinAuthAuthenticator></WinAuth>')
    yield closed('winauth.xml', settings, 'winauth-settings')
    yield closed('winauth-declared.xml', '<?xml version="1.0" encoding="utf-8"?>\r\n' + settings, 'winauth-settings')
