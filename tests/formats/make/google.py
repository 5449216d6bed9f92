# SPDX-License-Identifier: GPL-3.0-or-later
"""Google Authenticator's transfer links: a protocol buffer in Base64 in a URI."""
import base64
from urllib.parse import quote

from common import USUAL, Vector, account
from otpauth import uri

PERIOD_ASSUMED = 1
ALGORITHMS = {'SHA1': 1, 'SHA256': 2, 'SHA512': 3}


def varint(number):
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 0x7f:
        out.append(number & 0x7f | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def piece(field, data):
    data = data.encode() if isinstance(data, str) else data
    return varint(field << 3 | 2) + varint(len(data)) + data


def token(a, name=None, issuer=None, extra=b'', **over):
    fields = {4: ALGORITHMS[a.get('algorithm', 'SHA1')], 5: {6: 1, 8: 2}[a['digits']],
              6: 1 if a['kind'] == 'hotp' else 2}
    fields.update(over.get('fields', {}))
    out = piece(1, a['secret']) + piece(2, a['name'] if name is None else name)
    out += piece(3, a['service'] if issuer is None else issuer)
    out += b''.join(number(k, v) for k, v in fields.items() if v is not None)
    if a['kind'] == 'hotp':
        out += number(7, a['counter'])
    return piece(1, out + extra)


def payload(tokens, version=1, size=1, index=0, batch=None):
    out = b''.join(tokens) + number(2, version) + number(3, size)
    if index:
        out += number(4, index)
    if batch is not None:
        out += number(5, batch)
    return out


def link(data, padded=True):
    text = base64.b64encode(data).decode()
    return 'otpauth-migration://offline?data=' + quote(text if padded else text.rstrip('='), safe='')


def noted(a):
    return dict(a, notes=PERIOD_ASSUMED if a['kind'] == 'totp' else 0)


# What the format can hold: 6 or 8 digits, 30 s.
HELD = [noted(a) for a in (
    account('GitHub', 'alice@example.org'), account('Example Bank', 'alice', algorithm='SHA256', digits=8),
    account('Früchte & Gemüse', 'José 🍐', algorithm='SHA512'), account('Vpn', 'bob', kind='hotp', counter=42))]
MANY = [noted(account(f'Service {i}', f'user{i}')) for i in range(25)]


def parts(version, batch):
    chunks = [MANY[0:10], MANY[10:20], MANY[20:25]]
    return [link(payload([token(a) for a in chunk], version, 3, i, batch)) for i, chunk in enumerate(chunks)]


def vectors():
    one = payload([token(a) for a in HELD], batch=-1234567)
    yield Vector('version-1.txt', link(one) + '\n', HELD, parts=(1, 1), cut=False)
    yield Vector('no-padding.txt', link(one + number(9, 1), padded=False), HELD, parts=(1, 1), cut=False)
    # Field 8 of an account, unknown ones of every wire type, and unknown ones of the payload.
    extra = piece(8, 'b7e1d0c2-0001') + varint(20 << 3 | 1) + bytes(8) + varint(21 << 3 | 5) + bytes(4)
    extra += number(22, 1 << 63)
    two = payload([token(a, extra=extra) for a in HELD], version=2) + piece(30, b'later') + number(31, 7)
    yield Vector('version-2.txt', link(two), HELD, parts=(1, 1), cut=False)

    # "issuer:account" with the issuer empty, equal, and only there; no issuer at all; unspecified numbers.
    a = HELD[0]
    named = [token(a, name='GitHub:alice@example.org', issuer=''), token(a, name='GitHub:alice@example.org'),
             token(a, name='GitHub: alice@example.org'), token(a, issuer=''),
             token(a, fields={4: None, 5: None, 6: None}), token(a, fields={4: 0, 5: 0, 6: 0})]
    expected = [a, a, a, dict(a, service=''), a, a]
    yield Vector('names.txt', link(payload(named)), expected, parts=(1, 1), cut=False)

    ordered = parts(1, -559038737)
    yield Vector('three-parts.txt', '\n'.join(ordered), MANY, parts=(3, 3), cut=False)
    yield Vector('any-order.txt', '\n'.join([ordered[2], ordered[0], ordered[2], ordered[0], ordered[1]]), MANY,
                 parts=(3, 3), cut=False)
    yield Vector('one-missing.txt', '\n'.join([ordered[2], ordered[0]]), MANY[0:10] + MANY[20:25], parts=(3, 2),
                 cut=False)
    # Version 2 has no batch id; two batches of one size then look alike.
    unnamed = parts(2, None)
    yield Vector('no-batch.txt', '\n'.join(reversed(unnamed)), MANY, parts=(3, 3), cut=False)
    others = [noted(account('Other', f'user{i}')) for i in range(3)]
    second = [link(payload([token(other)], 2, 3, i)) for i, other in enumerate(others)]
    yield Vector('no-batch-twice.txt', '\n'.join(unnamed + second[:2]), MANY + others[:2], parts=(6, 5), cut=False)
    named_second = [link(payload([token(other)], 1, 3, i, 77)) for i, other in enumerate(others)]
    yield Vector('two-batches.txt', '\n'.join([named_second[2], *ordered, *named_second[:2]]), others + MANY,
                 parts=(6, 6), cut=False)

    # What cannot be used: MD5, another kind, other digits, no secret, an account that is cut short.
    md5, kind, digits = (token(a, fields={f: v}) for f, v in ((4, 4), (6, 3), (5, 3)))
    bad = [md5, kind, digits, piece(1, piece(2, 'no secret')), piece(1, piece(1, b'12345')[:-2] + b'\xff'), token(a)]
    yield Vector('bad-entries.txt', link(payload(bad)), [a], problems=5, parts=(1, 1), cut=False)
    # Numbers where texts should be, and the other way round.
    odd = [piece(1, piece(1, a['secret']) + piece(2, 'odd') + number(3, 7) + piece(4, 'x')), number(1, 5),
           piece(1, number(1, 5) + piece(2, 'no secret')), piece(1, piece(1, a['secret']) + number(2, 7) + piece(3, b'\xff'))]
    yield Vector('wire-types.txt', link(payload(odd)), [dict(a, service='', name='odd'), dict(a, service='\ufffd', name='')],
                 problems=2, parts=(1, 1), cut=False)
    # One damaged link, one of a later version, one with a wrong index; the good one stays.
    links = [link(payload([token(a)])[:-1]), link(payload([token(a)], version=3)), link(payload([token(a)], size=2, index=5)),
             'otpauth-migration://offline?data=%%%', 'otpauth-migration://offline', link(payload([token(a)]))]
    yield Vector('bad-links.txt', '\n'.join(links), [a], problems=5, parts=(1, 1), cut=False)
    yield Vector('huge-length.txt', link(b'\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f' + bytes(8)), [], problems=1,
                 parts=(0, 0), cut=False)
    yield Vector('endless-number.txt', link(b'\x10' + b'\xff' * 64), [], problems=1, parts=(0, 0), cut=False)

    # Between ordinary links it is a list of links that knows these, too.
    yield Vector('mixed.txt', '\n'.join([uri(USUAL[1]), ordered[1], 'A note', uri(USUAL[3]), ordered[0]]),
                 [USUAL[1], USUAL[3], *MANY[0:20]], others=1, parts=(3, 2), format='otpauth', cut=False)
    yield Vector('secret-of-one-byte.txt', link(payload([token(dict(a, secret=b'\0'))])), [dict(a, secret=b'\0')],
                 parts=(1, 1), cut=False)
    yield Vector('not-utf8.txt', (link(one) + '\n').encode() + b'caf\xe9\n', HELD, parts=(1, 1), others=1, cut=False)
