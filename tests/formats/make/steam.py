# SPDX-License-Identifier: GPL-3.0-or-later
"""Steam's mobile app and the maFile of desktop programs."""
import json

from common import Vector, account, base32, base64text, seeded

ALICE = account('Steam', 'alice', kind='steam')
BOB = account('Steam', 'bob', kind='steam')


def guard(a, code, **more):
    """As Steam answers, with everything that is of no use here."""
    secret = a['secret']
    name = a['name']
    result = {
        'shared_secret': base64text(secret),
        'serial_number': '1234567890123456789',
        'revocation_code': code,
        'uri': f'otpauth://totp/Steam:{name}?secret={base32(secret)}&issuer=Steam',
        'server_time': '1600000000',
        'account_name': name,
        'token_gid': '2f2a3c4d5e6f',
        'identity_secret': base64text(seeded(name + ' identity', 20)),
        'secret_1': base64text(seeded(name + ' one', 20)),
        'status': 1,
        'steamguard_scheme': '2',
    }
    result.update(more)
    return result


def without(entry, *keys):
    return {key: value for key, value in entry.items() if key not in keys}


def vectors():
    a, b = guard(ALICE, 'R12345'), guard(BOB, 'R54321')
    both = {'accounts': {'76561198000000001': a, '76561198000000002': b}}
    yield Vector('app.json', json.dumps(both), [ALICE, BOB], codes={0: ['R12345'], 1: ['R54321']})
    yield Vector('app-one.json', json.dumps(a, indent=2), [ALICE], codes={0: ['R12345']})
    mafile = dict(a, device_id='android:11111111-2222-3333-4444-555555555555', fully_enrolled=True,
                  Session={'SessionID': 'abc', 'SteamID': 76561198000000001, 'WebCookie': None})
    yield Vector('desktop.maFile', json.dumps(mafile), [ALICE], codes={0: ['R12345']})
    nested = {'steamid': '76561198000000001', 'account_name': 'alice', 'Steamguard': without(a, 'account_name')}
    yield Vector('nested.maFile', json.dumps(nested), [ALICE], codes={0: ['R12345']})
    # Escaped slashes, as some programs write Base64.
    yield Vector('escaped.json', json.dumps(guard(BOB, 'R1')).replace('/', '\\/'), [BOB], codes={0: ['R1']})
    yield Vector('no-code.json', json.dumps(without(a, 'revocation_code')), [ALICE])
    # The link is asked only where there is no secret; what it says of the kind is wrong.
    other = dict(a, uri='otpauth://totp/Steam:mallory?secret=JBSWY3DPEHPK3PXP&issuer=Steam')
    yield Vector('secret-before-link.json', json.dumps(other), [ALICE], codes={0: ['R12345']})
    for name, value in (('null', None), ('blank', ''), ('number', 5), ('broken', '!!!!')):
        yield Vector(f'link-for-{name}.json', json.dumps(dict(a, shared_secret=value)), [ALICE],
                     codes={0: ['R12345']})
    named = without(dict(a, shared_secret=None), 'account_name')
    yield Vector('link-names.json', json.dumps(named), [ALICE], codes={0: ['R12345']})
    # One that is spoilt does not hide the others.
    spoilt = {'accounts': {
        '1': a, '2': 7, '3': None, '4': [], '5': {}, '6': without(dict(b, shared_secret=17), 'uri'),
        '7': without(dict(b, shared_secret=None), 'uri'), '8': dict(b, shared_secret='', uri=12),
        '9': dict(b, shared_secret='****', uri='otpauth://totp/Steam:bob?issuer=Steam'),
        '10': dict(b, account_name=17, revocation_code=12345)}}
    yield Vector('spoilt.json', json.dumps(spoilt), [ALICE, dict(BOB, name='')], problems=8, codes={0: ['R12345']})
    yield Vector('no-secret.json', json.dumps({'shared_secret': None, 'account_name': 'alice'}), problems=1)
    yield Vector('secret-object.json', json.dumps({'shared_secret': {'a': 1}, 'account_name': None}), problems=1)
    # Encrypted maFiles are told by what lies beside them.
    entry = {'encryption_iv': base64text(seeded('iv', 16)), 'encryption_salt': base64text(seeded('salt', 8)),
             'filename': '76561198000000001.maFile', 'steamid': 76561198000000001}
    manifest = {'encrypted': True, 'first_run': False, 'entries': [entry], 'periodic_checking': False}
    yield Vector('manifest.json', json.dumps(manifest), error='encryption')
    newer = {'version': 1, 'entries': [{'filename': 'alice.maFile', 'steam_id': 76561198000000001,
                                        'account_name': 'alice', 'encryption': {'scheme': 'Argon2idAes256'}}]}
    yield Vector('manifest-cli.json', json.dumps(newer), error='encryption')
