# SPDX-License-Identifier: GPL-3.0-or-later
"""Aegis: a JSON vault, plain, or with slots that wrap the key of its content."""
import hashlib
import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common import PASSWORD, USUAL, Vector, account, base32, base64text, seeded

PIN_MISSING = 4
STEAM = account('Boeing', 'Sophia', kind='steam')
# Mobile-OTP and Yandex accounts whose codes are published (see test-otp.c): the secrets as Aegis keeps them.
MOTP = account('Vpn', 'erin', kind='motp', secret=bytes.fromhex('e3152afee62599c8'), pin='1234')
YANDEX = account('Yandex', 'dora', kind='yaotp', secret=seeded('yandex', 16), pin='7586')
GROUPS = [{'uuid': '11111111-2222-3333-4444-555555555555', 'name': 'Work'},
          {'uuid': '66666666-7777-8888-9999-000000000000', 'name': 'Größe'}]

KINDS = {'totp': 'totp', 'hotp': 'hotp', 'steam': 'steam', 'motp': 'motp', 'yaotp': 'yandex'}
FIXED = {'steam': ('SHA1', 5, 30), 'motp': ('MD5', 6, 10), 'yaotp': ('SHA256', 8, 30)}


def entry(a, **over):
    algorithm, digits, period = FIXED.get(a['kind']) or (a['algorithm'], a['digits'], a.get('period'))
    info = {'secret': base32(a['secret']), 'algo': algorithm, 'digits': digits}
    if a['kind'] == 'hotp':
        info['counter'] = a['counter']
    else:
        info['period'] = period
    if 'pin' in a:
        info['pin'] = a['pin']
    result = {'type': KINDS[a['kind']], 'uuid': seeded(a['name'], 16).hex(), 'name': a['name'],
              'issuer': a['service'], 'note': a.get('note', ''), 'favorite': a.get('favorite', False),
              'icon': None, 'info': info, 'groups': []}
    result.update(over)
    return result


def changed(a, **info):
    """An entry with other members in `info`; None leaves one out."""
    result = entry(a)
    for key, value in info.items():
        if value is None:
            del result['info'][key]
        else:
            result['info'][key] = value
    return result


def content(entries, version=3, **other):
    return dict({'version': version, 'entries': entries, 'groups': GROUPS}, **other)


def plain(db, version=1):
    return json.dumps({'version': version, 'header': {'slots': None, 'params': None}, 'db': db}, indent=4,
                      ensure_ascii=False)


def gcm(key, nonce, data):
    sealed = AESGCM(key).encrypt(nonce, data, None)
    return sealed[:-16], {'nonce': nonce.hex(), 'tag': sealed[-16:].hex()}


MASTER = seeded('aegis master', 32)


def password_slot(password, n=1024, r=8, p=1, name='slot', **other):
    salt = seeded(f'aegis salt {name}', 32)
    key = hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=1 << 30, dklen=32)
    wrapped, params = gcm(key, seeded(f'aegis nonce {name}', 12), MASTER)
    return dict({'type': 1, 'uuid': seeded(name, 16).hex(), 'key': wrapped.hex(), 'key_params': params,
                 'n': n, 'r': r, 'p': p, 'salt': salt.hex()}, **other)


def other_slot(kind):
    wrapped, params = gcm(seeded(f'aegis key {kind}', 32), seeded(f'aegis nonce {kind}', 12), MASTER)
    return {'type': kind, 'uuid': seeded(f'slot {kind}', 16).hex(), 'key': wrapped.hex(), 'key_params': params}


def encrypted(db, slots, version=1, escape=False, damage=False):
    text = json.dumps(db, ensure_ascii=False).encode()
    sealed, params = gcm(MASTER, seeded('aegis content', 12), text)
    if damage:
        sealed = bytes([sealed[0] ^ 1]) + sealed[1:]
    result = json.dumps({'version': version, 'header': {'slots': slots, 'params': params}, 'db': base64text(sealed)},
                        indent=4)
    return result.replace('/', '\\/') if escape else result


def bad_entries():
    a = USUAL[0]
    entries = [changed(a, algo='WHIRLPOOL'), changed(a, algo='MD5'), changed(a, algo=5), changed(a, secret=None),
               changed(a, secret='!!!'), changed(a, secret=[1, 2]), changed(a, digits=0), changed(a, digits=-6),
               changed(a, digits='six'), changed(a, digits=11), changed(a, period=0), changed(a, period=-30),
               changed(a, period=1 << 62), changed(a, period=29.5), changed(USUAL[3], counter=-1),
               changed(USUAL[3], counter='many'), entry(a, type='fido'), entry(a, type=None), entry(a, info=None),
               entry(a, info=[]), entry(a, name=17), entry(a, issuer={}), entry(a, note=True), None, 17, [], 'text']
    good = [entry(USUAL[0]), changed(USUAL[3], counter=None), entry(a, issuer=None), entry(a, groups=None, note=None),
            entry(a, groups='none', favorite='maybe'), changed(a, digits=None, period=None)]
    expected = [USUAL[0], dict(USUAL[3], counter=0), dict(a, service=''), a, a, a]
    return entries + good, expected, len(entries)


def vectors():
    a = USUAL[0]
    everything = [*USUAL, STEAM, MOTP, YANDEX]
    yield Vector('plain-v3.json', plain(content([entry(x) for x in everything])), everything)

    grouped = [dict(a, tags=['Work', 'Größe'], note='Two\nlines', favorite=True), dict(USUAL[1], tags=[], note='')]
    entries = [entry(grouped[0], groups=[g['uuid'] for g in GROUPS]), entry(grouped[1], groups=['unknown'])]
    yield Vector('groups-v3.json', plain(content(entries)), grouped)
    old = [dict(a, tags=['Private']), dict(USUAL[1], tags=[])]
    entries = [entry(x, group=group) for x, group in zip(old, ('Private', None))]
    for e in entries:
        del e['groups']
    for version in (1, 2):
        yield Vector(f'groups-v{version}.json', plain({'version': version, 'entries': entries}), old)

    # Codes that are published: RFC 6238's secret and Steam's, with values that test-otp.c checks.
    lowercase = changed(a, secret=base32(a['secret']).lower(), algo='HmacSHA1')
    yield Vector('lower-case.json', plain(content([lowercase])), [a])
    # A PIN that is missing is asked for later; a Yandex secret in full has a checksum.
    missing = [entry(x) for x in (MOTP, YANDEX)]
    for e in missing:
        del e['info']['pin']
    yield Vector('pin-missing.json', plain(content(missing)),
                 [dict({k: v for k, v in x.items() if k != 'pin'}, notes=PIN_MISSING) for x in (MOTP, YANDEX)])
    unnamed = entry(account('', '', secret=b'nameless secret'))
    yield Vector('unnamed.json', plain(content([unnamed])), [account('', 'unnamed-1', secret=b'nameless secret')])
    controls = entry(account('Git\nHub', 'al\tice', secret=b'control secret'))
    yield Vector('control-characters.json', plain(content([controls])),
                 [account('Git Hub', 'al ice', secret=b'control secret')])

    entries, expected, problems = bad_entries()
    yield Vector('bad-entries.json', plain(content(entries)), expected, problems=problems)
    wrong = changed(YANDEX, secret=base32(bytes(26)[:-1] + b'\1'))
    yield Vector('bad-yandex.json', plain(content([wrong, changed(YANDEX, secret=base32(bytes(5))),
                                                   changed(YANDEX, pin='12ab'), entry(YANDEX)])), [YANDEX], problems=3)

    # Programs fill in what TOTP has; any other value contradicts the kind.
    filled = [changed(STEAM, digits=6), changed(STEAM, digits=0, period=0, algo=''), changed(STEAM, digits=None),
              changed(MOTP, algo='SHA1', period=30), changed(YANDEX, algo='SHA1', digits=6)]
    wrong = [changed(STEAM, algo='SHA256'), changed(STEAM, algo='MD5'), changed(STEAM, digits=7),
             changed(STEAM, digits=-5), changed(STEAM, period=60), changed(STEAM, period=-30),
             changed(MOTP, algo='SHA256'), changed(MOTP, digits=8), changed(MOTP, period=60),
             changed(YANDEX, algo='SHA512'), changed(YANDEX, digits=7), changed(YANDEX, period=60)]
    yield Vector('fixed-kinds.json', plain(content(filled + wrong)), [STEAM, STEAM, STEAM, MOTP, YANDEX],
                 problems=len(wrong))

    # Real parameters once; the others are small, to be quick.
    db = content([entry(x) for x in everything])
    real = [password_slot(PASSWORD, n=32768)]
    yield Vector('encrypted.json', encrypted(db, real), everything, password=PASSWORD)
    # Raw and biometric slots have no parameters; the second password is that of the backups.
    slots = [other_slot(0), other_slot(2), password_slot('another one', name='first', repaired=True),
             password_slot(PASSWORD, name='backup', is_backup=True)]
    yield Vector('several-slots.json', encrypted(db, slots, escape=True), everything, password=PASSWORD)
    yield Vector('encrypted-v1.json', encrypted({'version': 1, 'entries': [dict(entry(a), group='Private')]},
                                                [password_slot(PASSWORD)]), [dict(a, tags=['Private'])],
                 password=PASSWORD)
    # A broken slot beside a good one costs nothing.
    broken = [dict(password_slot('x', name='broken'), n=1 << 40), dict(password_slot('y', name='short'), salt='ab'),
              dict(password_slot('y', name='odd'), key='xyz'), password_slot(PASSWORD)]
    yield Vector('broken-slots.json', encrypted(db, broken), everything, password=PASSWORD)

    slot = password_slot(PASSWORD)
    for name, over, error in (
            ('n-no-power', {'n': 1025}, 'parameters'), ('n-huge', {'n': 1 << 21}, 'parameters'),
            ('n-negative', {'n': -1024}, 'parameters'), ('n-zero', {'n': 0}, 'parameters'),
            ('p-huge', {'p': 1 << 30}, 'parameters'), ('r-huge', {'r': 1 << 40}, 'memory'),
            ('n-text', {'n': 'many'}, 'damaged'), ('no-salt', {'salt': None}, 'damaged'),
            ('no-key', {'key': None}, 'damaged'), ('key-short', {'key': 'abcd'}, 'damaged'),
            ('no-params', {'key_params': 5}, 'damaged')):
        yield Vector(f'{name}.json', encrypted(db, [dict(slot, **over)]), error=error, password=PASSWORD)
    yield Vector('no-password-slot.json', encrypted(db, [other_slot(0), other_slot(2)]), error='encryption', password=PASSWORD)
    yield Vector('damaged-content.json', encrypted(db, [slot], damage=True), error='damaged', password=PASSWORD)
    yield Vector('empty.json', plain(content([])), error='empty')
    yield Vector('version-2.json', plain(content([entry(a)]), version=2), error='version')
    yield Vector('content-4.json', plain(content([entry(a)], version=4)), error='version')
    yield Vector('encrypted-content-4.json', encrypted(content([entry(a)], version=4), [slot]), error='version',
                 password=PASSWORD)
    yield Vector('no-entries.json', plain({'version': 3, 'entries': {}}), error='damaged')
    yield Vector('no-db.json', plain(None), error='damaged')
    deep = plain(None).replace('"db": null', '"db": ' + '[' * 10000 + ']' * 10000)
    yield Vector('deep.json', deep, error='unknown', cut=False)
