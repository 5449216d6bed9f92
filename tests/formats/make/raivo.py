# SPDX-License-Identifier: GPL-3.0-or-later
"""Raivo OTP: JSON in a ZIP archive with a password, and the JSON alone."""
import json
import zlib

from common import PASSWORD, USUAL, Vector, account, base32
from winauth import aes_zip, archive, deflate, old_zip, plain_zip

MEMBER = b'raivo-otp-export.json'


def entry(a, **other):
    return {'issuer': a['service'], 'account': a['name'], 'secret': base32(a['secret']), 'algorithm': a['algorithm'],
            'digits': str(a['digits']), 'kind': a['kind'].upper(), 'timer': str(a.get('period', 0) or 30),
            'counter': str(a.get('counter', 0)), 'pinned': 'true' if a['service'] == 'Vpn' else 'false',
            'iconType': 'raivo_repository', 'iconValue': 'github/github.png', **other}


ACCOUNTS = [dict(a, favorite=a['service'] == 'Vpn') for a in USUAL]
TEXT = json.dumps([entry(a) for a in USUAL]).encode()


def spoilt(data, at):
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def vectors():
    locked = aes_zip(MEMBER, TEXT, PASSWORD)
    yield Vector('plain.json', TEXT, ACCOUNTS, others=0)
    yield Vector('aes.zip', locked, ACCOUNTS, password=PASSWORD, cut=False)
    yield Vector('old.zip', old_zip(MEMBER, TEXT, PASSWORD), ACCOUNTS, password=PASSWORD, cut=False)
    yield Vector('plain.zip', plain_zip(MEMBER, TEXT), ACCOUNTS, cut=False)
    html = b'<html></html>'
    yield Vector('with-html.zip', archive([
        (b'raivo-otp-export.html', 0, 8, b'', zlib.crc32(html), deflate(html), len(html)),
        (MEMBER, 0, 0, b'', zlib.crc32(TEXT), TEXT, len(TEXT))]), ACCOUNTS, cut=False)
    # In the middle of what is encrypted, and in its MAC at the end of the member.
    directory = locked.index(b'PK\1\2')
    yield Vector('damaged.zip', spoilt(locked, directory // 2), password=PASSWORD, error='damaged', cut=False)
    yield Vector('damaged-mac.zip', spoilt(locked, directory - 3), password=PASSWORD, error='damaged', cut=False)
    plain = plain_zip(MEMBER, TEXT)
    yield Vector('damaged-plain.zip', spoilt(plain, plain.index(b'PK\1\2') // 2), error='damaged', cut=False)
    yield Vector('no-json.zip', plain_zip(MEMBER, b'nothing'), error='damaged', cut=False)
    yield Vector('no-list.zip', plain_zip(MEMBER, b'{}'), error='damaged', cut=False)
    yield Vector('deep.zip', plain_zip(MEMBER, b'[' * 10000), error='damaged', cut=False)
    yield Vector('bomb.zip', plain_zip(MEMBER, bytes(65 << 20)), error='too_large', cut=False)
    yield Vector('many.zip', plain_zip(MEMBER, json.dumps([entry(USUAL[0])] + [0] * 100001).encode()),
                 error='too_large', cut=False)
    a = USUAL[0]
    yield Vector('spoilt.json', json.dumps([
        entry(a), entry(a, kind='STEAM'), entry(a, kind=None), entry(a, digits='six'), entry(a, digits='0'),
        entry(a, timer='-30'), entry(a, timer='9' * 30), entry(a, algorithm='SHA3'), entry(a, secret=''),
        entry(a, secret=5), entry(USUAL[3], counter='-1'), entry(USUAL[3], counter='x'), 'text', None,
        entry(account('', ''), issuer=None, account=None)]), [ACCOUNTS[0], account('', 'unnamed-15', account(
            '', '')['secret'])], problems=13)
