# SPDX-License-Identifier: GPL-3.0-or-later
"""2FAS: services in JSON, or sealed into three pieces of Base64."""
import hashlib
import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common import PASSWORD, USUAL, Vector, account, base32, base64text, seeded

STEAM = account('Steam', 'carol', kind='steam')
KINDS = {'totp': 'TOTP', 'hotp': 'HOTP', 'steam': 'STEAM'}
GROUPS = [{'id': 'a1b2', 'name': 'Work', 'isExpanded': True, 'updatedAt': 1}, {'id': 'c3d4', 'name': 'Größe'}]
REFERENCE = hashlib.shake_256(b'any fixed text').hexdigest(128)


def service(a, group=None, **over):
    otp = {'link': None, 'label': f'{a["service"]}:{a["name"]}', 'account': a['name'], 'issuer': a['service'],
           'tokenType': KINDS[a['kind']], 'source': 'Link'}
    if a['kind'] in ('totp', 'hotp'):
        otp.update(digits=a['digits'], algorithm=a['algorithm'])
    if a['kind'] == 'hotp':
        otp.update(counter=a['counter'])
    else:
        otp.update(period=a.get('period', 30))
    otp.update(over.pop('otp', {}))
    otp = {k: v for k, v in otp.items() if v != 'absent'}
    result = {'name': a['service'], 'secret': base32(a['secret']), 'updatedAt': 1700000000000, 'otp': otp,
              'order': {'position': 0}, 'badge': {'color': 'Default'},
              'icon': {'selected': 'Label', 'label': {'text': 'XX', 'backgroundColor': 'Orange'}}}
    if group:
        result['groupId'] = group
    result.update(over)
    return {k: v for k, v in result.items() if v != 'absent'}


def document(services, schema=4, **other):
    return json.dumps(dict({'services': services, 'groups': GROUPS, 'updatedAt': 1700000000000,
                            'schemaVersion': schema, 'appVersionCode': 50000, 'appVersionName': '5.0.0',
                            'appOrigin': 'android'}, **other), ensure_ascii=False)


def sealed(text, name, salt='2fas salt', password=PASSWORD):
    salt = seeded(salt, 256)
    key = hashlib.pbkdf2_hmac('sha256', password.encode(), salt, 10000, 32)
    nonce = seeded(f'2fas nonce {name}', 12)
    data = AESGCM(key).encrypt(nonce, text.encode(), None)
    return ':'.join(base64text(part) for part in (data, salt, nonce))


def encrypted(services, schema=4, **other):
    members = {'servicesEncrypted': sealed(json.dumps(services), 'services'), 'reference': sealed(REFERENCE, 'ref')}
    members.update(other)
    return document([], schema, **{k: v for k, v in members.items() if v != 'absent'})


def vectors():
    a = USUAL[0]
    everything = [dict(x) for x in (*USUAL, STEAM)]
    everything[0]['tags'] = ['Work']
    everything[1]['tags'] = ['Größe']
    everything[2]['tags'] = []
    groups = ['a1b2', 'c3d4', 'unknown', None, None]
    services = [service(x, group) for x, group in zip(everything, groups)]
    # The first schema knew neither kinds nor parameters.
    first = [account('GitHub', 'alice@example.org'), account('Vpn', 'dave')]
    v1 = [{'name': x['service'], 'secret': base32(x['secret']), 'updatedAt': 1,
           'otp': {'account': x['name'], 'issuer': x['service'], 'label': f'{x["service"]}:{x["name"]}'},
           'order': {'position': i}} for i, x in enumerate(first)]
    yield Vector('schema-1.2fas', document(v1, 1), first)
    v2 = [{k: v for k, v in s.items() if k not in ('icon', 'badge')} for s in services[:2]]
    yield Vector('schema-2.2fas', document(v2, 2), everything[:2])
    for schema in (3, 4):
        yield Vector(f'schema-{schema}.2fas', document(services, schema), everything)
        yield Vector(f'encrypted-{schema}.2fas', encrypted(services, schema), everything, password=PASSWORD)
    yield Vector('encrypted-1.2fas', encrypted(v1, 1), first, password=PASSWORD)
    yield Vector('encrypted-2.2fas', encrypted(v2, 2), everything[:2], password=PASSWORD)

    spaced = ' '.join(base32(a['secret'])[i:i + 4] for i in range(0, 32, 4)).lower()
    quirks = [
        (service(a, secret=spaced), a),
        (service(a, otp={'link': 'absent', 'source': 'Manual', 'tokenType': 'absent', 'digits': None, 'period': None,
                         'algorithm': None}), a),
        (service(a, name=''), a),
        (service(a, name='My GitHub'), dict(a, service='My GitHub')),
        (service(a, otp={'account': 'absent'}), a),
        (service(a, otp={'account': None, 'label': None}), dict(a, name='')),
        (service(a, otp={'account': '', 'label': 'GitHub'}), dict(a, name='')),
        (dict(service(a), otp=None), dict(a, name='')),
        (dict(service(a), groupId=5), dict(a, tags=[])),
    ]
    yield Vector('quirks.2fas', document([s for s, _ in quirks]), [x for _, x in quirks])

    bad = [service(a, otp={'algorithm': v}) for v in ('SHA224', 'SHA384', 'MD5', 'SHA3', 5)] + \
          [service(a, otp={'digits': v}) for v in (0, -6, 11, 'x', 6.5)] + \
          [service(a, otp={'period': v}) for v in (0, -1, 1 << 50, [])] + \
          [service(a, otp={'tokenType': v}) for v in ('MOTP', 4)] + \
          [service(USUAL[3], otp={'counter': v}) for v in (-1, 'x', 1e300)] + \
          [service(a, secret=v) for v in (None, '', '1', 5, {}, 'absent')] + \
          [dict(service(a), otp=v) for v in ([], 'x', 5)] + [service(a, name=5), service(a, otp={'account': 5})] + \
          [None, 5, [], 'x']
    yield Vector('bad-entries.2fas', document(bad + [service(a)]), [a], problems=len(bad))

    steam = [service(STEAM, otp=v) for v in ({'digits': 6}, {'digits': 0}, {'algorithm': None, 'period': None})]
    wrong = [service(STEAM, otp=v) for v in ({'algorithm': 'SHA256'}, {'algorithm': 'MD5'}, {'digits': 7},
                                             {'period': 60})]
    yield Vector('steam.2fas', document(steam + wrong), [STEAM] * 3, problems=len(wrong))

    # What tells a wrong password from a damaged file.
    good = sealed(json.dumps(services), 'services')
    flipped = ('B' if good[0] == 'A' else 'A') + good[1:]
    yield Vector('no-reference.2fas', encrypted(services, reference='absent'), everything, password=PASSWORD)
    yield Vector('other-reference.2fas', encrypted(services, reference='x:y:z'), everything, password=PASSWORD)
    yield Vector('other-salt.2fas', encrypted(services, reference=sealed(REFERENCE, 'ref', 'another salt')),
                 everything, password=PASSWORD)
    yield Vector('damaged.2fas', encrypted(services, servicesEncrypted=flipped), error='damaged', password=PASSWORD)
    yield Vector('damaged-no-reference.2fas', encrypted(services, servicesEncrypted=flipped, reference=None),
                 error='password_wrong', password=PASSWORD)
    yield Vector('wrong-reference.2fas', encrypted(services, reference=sealed(REFERENCE, 'ref', password='other')),
                 error='password_wrong', password=PASSWORD)
    pieces = good.split(':')
    for name, text in (('two-pieces', ':'.join(pieces[:2])), ('four-pieces', good + ':AAAA'), ('empty', ''),
                       ('no-salt', f'{pieces[0]}::{pieces[2]}'), ('long-nonce', good + 'AAAA'), ('no-base64', '*:*:*'),
                       ('number', 5), ('array', ['a'])):
        yield Vector(f'sealed-{name}.2fas', encrypted(services, servicesEncrypted=text), error='damaged',
                     password=PASSWORD)
    yield Vector('sealed-object.2fas', encrypted({'services': services}), error='damaged', password=PASSWORD)
    yield Vector('schema-5.2fas', document(services, 5), error='version')
    yield Vector('encrypted-5.2fas', encrypted(services, 5), error='version', password=PASSWORD)
    yield Vector('no-services.2fas', document({'a': 1}), error='damaged')
    yield Vector('empty.2fas', document([]), error='empty')
    deep = document([]).replace('"services": []', '"services": ' + '[' * 10000 + ']' * 10000)
    yield Vector('deep.2fas', deep, error='unknown', cut=False)
