# SPDX-License-Identifier: GPL-3.0-or-later
"""FreeOTP: the settings file of version 1, and the backup of version 2, a Java map with encrypted tokens."""
import hashlib
import json
import struct
from xml.sax.saxutils import escape, quoteattr

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common import PASSWORD, USUAL, Vector, account, seeded
from freeotp_plus import STEAM, bad, quirks, signed, token


def settings(values, cdata=False):
    lines = ["<?xml version='1.0' encoding='utf-8' standalone='yes' ?>", '<map>', '    <boolean name="ok" value="true" />']
    for name, value in values:
        text = f'<![CDATA[{value}]]>' if cdata else escape(value, {'"': '&quot;'})
        lines.append(f'    <string name={quoteattr(name)}>{text}</string>')
    return '\n'.join(lines + ['</map>', ''])


def named(tokens):
    return [(f'{t.get("issuerExt")}:{t.get("label")}', json.dumps(t, ensure_ascii=False)) for t in tokens]


# ---- Java's serialization ----

def modified(text):
    """Java's UTF-8: two surrogates of three bytes each beyond the first plane."""
    out = b''
    for c in text:
        if ord(c) > 0xffff:
            for half in struct.unpack('<2H', c.encode('utf-16-le')):
                out += chr(half).encode('utf-8', 'surrogatepass')
        else:
            out += c.encode()
    return out


def string(text, long=False):
    if text is None:
        return b'\x70'
    data = modified(text)
    return struct.pack('>BQ', 0x7c, len(data)) + data if long else struct.pack('>BH', 0x74, len(data)) + data


CLASS = b'java.util.HashMap'
HEAD = (bytes.fromhex('aced00057372') + struct.pack('>H', len(CLASS)) + CLASS + bytes.fromhex('0507dac1c31660d1') +
        b'\x03' + b'\x00\x02' + b'F\x00\x0aloadFactor' + b'I\x00\x09threshold' + b'\x78\x70' +
        struct.pack('>fi', 0.75, 12))


def java(entries, size=None, long=False, tail=b'\x78'):
    out = HEAD + b'\x77\x08' + struct.pack('>II', 16, len(entries) if size is None else size)
    for key, value in entries:
        out += key if isinstance(key, bytes) else string(key)
        out += value if isinstance(value, bytes) else string(value, long)
    return out + tail


MASTER = seeded('freeotp master', 32)


def wrap(key, data, use, name, der='list', **over):
    nonce = seeded(f'freeotp nonce {name}', 12)
    sealed = AESGCM(key).encrypt(nonce, data, use.encode())
    octets = b'\x04\x0c' + nonce
    params = octets if der == 'octets' else b'\x30\x11' + octets + b'\x02\x01\x10'
    return dict({'mCipher': 'AES/GCM/NoPadding', 'mCipherText': signed(sealed), 'mParameters': signed(params),
                 'mToken': use}, **over)


def master_key(algorithm='PBKDF2withHmacSHA512', iterations=1000, wrapped=None, **over):
    salt = seeded('freeotp salt', 32)
    key = hashlib.pbkdf2_hmac(algorithm.lower().split('hmac')[1], PASSWORD.encode(), salt,
                              max(1, min(iterations, 100000)), 32)
    return json.dumps(dict({'mAlgorithm': algorithm, 'mIterations': iterations, 'mSalt': signed(salt),
                            'mEncryptedKey': wrapped or wrap(key, MASTER, 'AES', 'master')}, **over))


def one(a, index, meta=None, der='list', **over):
    identity = f'00000000-0000-0000-0000-{index:012}'
    hmac = 'Hmac' + a.get('algorithm', 'SHA1')
    inner = wrap(MASTER, a['secret'], hmac, identity, der, **over)
    meta = {k: v for k, v in (meta or token(a)).items() if k != 'secret'}
    return [(identity, json.dumps({'key': json.dumps(inner)})), (identity + '-token', json.dumps(meta, ensure_ascii=False))]


def backup(accounts, master=None, **other):
    entries = [('masterKey', master or master_key())]
    for i, a in enumerate(accounts):
        entries += one(a, i)
    return java(entries, **other)


def vectors():
    a = USUAL[0]
    everything = [*USUAL, STEAM]
    order = ('tokenOrder', json.dumps([name for name, _ in named([token(x) for x in everything])]))
    tokens = named([token(x) for x in everything])
    yield Vector('tokens.xml', settings(tokens + [order]), everything)
    yield Vector('tokens-cdata.xml', settings([order] + tokens, cdata=True), everything)
    yield Vector('quirks.xml', settings(named([t for t, _ in quirks()])), [x for _, x in quirks()])
    yield Vector('bad-entries.xml', settings(named(bad() + [token(a)]) + [('x', '[1]'), ('y', 'text')]), [a],
                 problems=len(bad()))
    held = settings(tokens).replace('<map>', '<map><set name="s"><string>x</string></set>')
    yield Vector('set.xml', held, everything)
    deep = settings(tokens).replace('<map>', '<map>' + '<x>' * 4 + '</x>' * 4)
    yield Vector('deep.xml', deep, error='unknown')
    yield Vector('deep-open.xml', '<map>' + '<a>' * 1000000, error='unknown', cut=False)
    nested = settings(tokens + [('deep', '{"secret":' * 10000 + '1' + '}' * 10000)])
    yield Vector('deep-json.xml', nested, everything, problems=1)
    broken = tokens + [('Shop:bob', '{"label":"bob",'), ('', ' {')]
    yield Vector('broken-json.xml', settings(broken), everything, problems=2)
    yield Vector('other-root.xml', settings(tokens).replace('map>', 'html>'), error='unknown')
    yield Vector('no-tokens.xml', settings([order]), error='unknown')
    yield Vector('entities.xml', settings(tokens).replace('<map>', '<!DOCTYPE x [<!ENTITY a "b">]><map>&a;'),
                 error='unknown')

    real = master_key(iterations=100000)
    yield Vector('backup.xml', backup(everything, real), everything, password=PASSWORD)
    yield Vector('backup-sha1.xml', backup(everything, master_key('PBKDF2withHmacSHA1')), everything,
                 password=PASSWORD)
    yield Vector('backup-long-strings.xml', backup(everything, long=True), everything, password=PASSWORD)
    short = java([('masterKey', master_key())] + one(a, 1, der='octets'))
    yield Vector('backup-octets.xml', short, [a], password=PASSWORD)
    hotp = USUAL[3]
    metas = [(a, {'label': 'alice@example.org', 'issuerExt': 'GitHub', 'type': 'TOTP'}, a),
             (hotp, {'label': 'bob', 'issuerExt': 'Vpn', 'type': 'HOTP'}, dict(hotp, counter=0)),
             (a, dict(token(a), issuerAlt='My GitHub', algo=None, digits=None, period=None),
              dict(a, service='My GitHub'))]
    entries = [('masterKey', master_key())]
    for i, (x, meta, _) in enumerate(metas):
        entries += one(x, i, meta)
    yield Vector('backup-defaults.xml', java(entries), [x for _, _, x in metas], password=PASSWORD)

    # Single tokens that do not open, and whatever else may stand in the map.
    good = one(a, 1)
    broken = one(USUAL[1], 2, mCipherText=signed(bytes(36))) + one(USUAL[1], 3, mToken='HmacSHA1x') + \
        one(USUAL[1], 4, mCipher='DES') + one(USUAL[1], 5, mParameters=[4, 12, 1]) + \
        one(USUAL[1], 6, mCipherText=None) + one(USUAL[1], 7)[1:] + \
        [('n-token', None), ('j-token', '{"label":'), ('k', '{"key":5}'), ('k-token', '{"label":"k"}')] + \
        [('no', one(a, 9)[0][1]), ('no-token', '[]')] + one(a, 10, token(a, digits=-1))
    rest = [('tokenOrder', '["x"]'), ('empty', None), (None, 'no key'), ('orphan', '{}')]
    yield Vector('backup-broken-tokens.xml', java([('masterKey', master_key())] + broken + rest + good), [a],
                 problems=11, password=PASSWORD)
    lone = java([('masterKey', master_key())] + one(USUAL[1], 2)[:1] + good)
    yield Vector('backup-lone-key.xml', lone, [a], problems=1, password=PASSWORD)
    # A string that was written before is referred to by its number.
    repeated = java([('masterKey', master_key()), ('a', 'b'), ('c', b'\x71' + struct.pack('>I', 0x7e0002 + 3))] + good)
    yield Vector('backup-reference.xml', repeated, [a], password=PASSWORD)

    for name, master, error in (
            ('iterations-huge', master_key(iterations=1 << 40), 'parameters'),
            ('iterations-zero', master_key(iterations=0), 'parameters'),
            ('iterations-negative', master_key(iterations=-1), 'parameters'),
            ('iterations-text', master_key(mIterations='x'), 'damaged'),
            ('algorithm', master_key(mAlgorithm='scrypt'), 'encryption'),
            ('salt', master_key(mSalt=[]), 'damaged'), ('salt-huge', master_key(mSalt=[1] * 5000), 'damaged'),
            ('no-key', master_key(mEncryptedKey=5), 'damaged'), ('no-object', '[]', 'damaged')):
        yield Vector(f'master-{name}.xml', backup([a], master), error=error, password=PASSWORD)
    yield Vector('no-master.xml', java(good), error='damaged', password=PASSWORD)
    yield Vector('empty-map.xml', java([('masterKey', master_key())]), error='empty', password=PASSWORD)
    yield Vector('count-huge.xml', java(good, size=0xffffffff), error='damaged', password=PASSWORD)
    yield Vector('count-more.xml', java(good, size=5), error='damaged', password=PASSWORD)
    yield Vector('no-end.xml', java(good, tail=b''), error='damaged', password=PASSWORD)
    yield Vector('length-huge.xml', java([('a', b'\x7c' + b'\xff' * 8)]), error='damaged', password=PASSWORD)
    yield Vector('reference-outside.xml', java([('a', b'\x71\x00\x7e\x00\x09')]), error='damaged', password=PASSWORD)
    yield Vector('reference-class.xml', java([('a', b'\x71\x00\x7e\x00\x00')]), error='damaged', password=PASSWORD)
    yield Vector('object-inside.xml', java([('a', HEAD[4:])]), error='damaged', password=PASSWORD)
    yield Vector('half-surrogate.xml', java([('a', b'\x74\x00\x03\xed\xa0\x80')]), error='damaged', password=PASSWORD)
    yield Vector('other-class.xml', HEAD.replace(b'HashMap', b'TreeMap') + bytes(40), error='unknown', cut=False)
