# SPDX-License-Identifier: GPL-3.0-or-later
"""Bitwarden's JSON (plain, with a password, bound to an account) and CSV; Bitwarden Authenticator's JSON and CSV."""
import base64
import csv
import hashlib
import hmac
import html
import io
import json
from urllib.parse import quote

from common import PASSWORD, USUAL, Vector, account, base32, base64text, seeded
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from argon2.low_level import Type, hash_secret_raw
from otpauth import uri

TRASHED, PASSWORD_THERE = 2, 8

FOLDERS = [{'id': 'f-1', 'name': 'Work/Servers'}, {'id': 'f-2', 'name': 'Private'}]
GITHUB, BANK, FRUIT, VPN = USUAL
BARE = account('Example Shop', 'dora')
STEAM = account('Steam', 'carol', kind='steam')


def item(name, totp=None, kind=1, login=(), **other):
    result = {'passwordHistory': None, 'revisionDate': '2025-01-01T00:00:00.000Z', 'deletedDate': None,
              'id': 'i-' + name, 'organizationId': None, 'folderId': None, 'type': kind, 'reprompt': 0, 'name': name,
              'notes': None, 'favorite': False, 'fields': [], 'collectionIds': None}
    if kind == 1:
        result['login'] = {'uris': [{'match': None, 'uri': 'https://example.org'}], 'fido2Credentials': [],
                           'username': None, 'password': None, 'totp': totp, **dict(login)}
    result.update(other)
    return result


def document(items, **other):
    return {'encrypted': False, 'folders': FOLDERS, 'items': items, **other}


ITEMS = [
    item('My GitHub', uri(GITHUB), notes='two\nlines', folderId='f-1', favorite=True,
         login={'username': 'somebody else', 'password': 'hunter2'}),
    item('Bank', uri(BANK), folderId='f-2', deletedDate='2025-02-02T00:00:00.000Z'),
    item('Card', kind=3, card={'number': '4111'}),
    item('Note', kind=2, notes='otpauth://totp/X?secret=JBSWY3DP', secureNote={'type': 0}),
    item('Steam', 'steam://' + base32(STEAM['secret']), login={'username': 'carol'}),
    # A secret as people copy it: lower case, in groups.
    item('Example Shop', ' '.join(base32(BARE['secret'])[i:i + 4] for i in range(0, 32, 4)).lower(),
         login={'username': 'dora'}),
    item('No code', login={'username': 'x', 'password': 'y'}),
    item('Empty code', ''),
    dict(item('No login'), login=None),
]
ACCOUNTS = [
    dict(GITHUB, note='two\nlines', favorite=True, tags=['Work/Servers'], notes=PASSWORD_THERE),
    dict(BANK, tags=['Private'], notes=TRASHED, favorite=False),
    dict(STEAM, notes=0),
    BARE,
]
OTHERS = 5


def cipher_text(data, keys, name):
    iv = seeded(name, 16)
    padder = padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(keys[0]), modes.CBC(iv)).encryptor()
    text = encryptor.update(padder.update(data) + padder.finalize()) + encryptor.finalize()
    mac = hmac.new(keys[1], iv + text, 'sha256').digest()
    return '2.' + '|'.join(base64text(part) for part in (iv, text, mac))


def protected(data, iterations=1000, argon=None, spoil=None, **other):
    """argon: (MiB, lanes)"""
    salt = base64text(seeded('salt', 16))
    if argon:
        key = hash_secret_raw(PASSWORD.encode(), hashlib.sha256(salt.encode()).digest(), iterations, argon[0] * 1024,
                              argon[1], 32, Type.ID)
    else:
        key = hashlib.pbkdf2_hmac('sha256', PASSWORD.encode(), salt.encode(), iterations)
    keys = [HKDFExpand(hashes.SHA256(), 32, info).derive(key) for info in (b'enc', b'mac')]
    result = {'encrypted': True, 'passwordProtected': True, 'salt': salt, 'kdfType': 1 if argon else 0,
              'kdfIterations': iterations, 'kdfMemory': argon[0] if argon else None,
              'kdfParallelism': argon[1] if argon else None,
              'encKeyValidation_DO_NOT_EDIT': cipher_text(b'0e0dbe51-2b1c-4a63-a9ee-8b3f8a1d4a4f', keys, 'iv 1'),
              'data': cipher_text(data.encode(), keys, 'iv 2')}
    if spoil:
        spoil(result)
    return json.dumps(dict(result, **other))


def spoil_data(result):
    iv, text, mac = result['data'].split('|')
    raw = bytearray(base64.b64decode(text))
    raw[20] ^= 1
    result['data'] = '|'.join((iv, base64text(bytes(raw)), mac))


def manager_csv(header):
    rows = {
        'folder': ['Work/Servers', '', '', ''], 'favorite': ['1', '', '', ''], 'type': ['login', 'login', 'note', 'login'],
        'name': ['My GitHub', 'Example Shop', 'Note, with comma', 'No code'], 'notes': ['two\nlines', '', '"quoted"', ''],
        'fields': [''] * 4, 'reprompt': ['0'] * 4, 'login_uri': ['https://github.com'] * 4,
        'login_username': ['somebody else', 'dora', '', 'x'], 'login_password': ['hunter2', '', '', 'y'],
        'login_totp': [uri(GITHUB), base32(BARE['secret']), '', ''], 'collections': ['Team,Ops', '', '', '']}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator='\n')
    writer.writerow(header)
    for i in range(4):
        writer.writerow([rows[column][i] for column in header])
    return out.getvalue()


def authenticator_uri(a):
    """Android's Uri.Builder encodes everything but letters, digits and _-!.~'()*; the label is HTML before that."""
    if a['kind'] == 'steam':
        return 'steam://' + base32(a['secret'])
    label = a['service'] + (':' + a['name'] if a['name'] else '')
    label = html.escape(label).replace('&#x27;', '&#39;')
    safe = "_-!.~'()*"
    return (f'otpauth://totp/{quote(label, safe=safe)}?secret={base32(a["secret"])}&algorithm={a["algorithm"]}'
            f'&digits={a["digits"]}&period={a["period"]}&issuer={quote(a["service"], safe=safe)}')


ODD = account('R&D, <Berlin> "South"', "Bob's", period=60)
ALONE = account('Only an Issuer', '')
PLAIN_STEAM = dict(STEAM, name='')
AUTHENTICATOR = [GITHUB, FRUIT, ODD, ALONE, PLAIN_STEAM]


def authenticator_csv(accounts):
    lines = ['folder,favorite,type,name,login_uri,login_totp']
    for a in accounts:
        lines.append(f',,1,{a["service"]},,{authenticator_uri(a)},{a["service"]},{a.get("period", 30)},'
                     f'{a.get("digits", 5)}')
    return '\n'.join(lines)


def authenticator_json(accounts):
    return json.dumps({'encrypted': False, 'items': [
        {'id': str(i), 'name': a['service'], 'folderId': None, 'organizationId': None, 'collectionIds': None,
         'notes': None, 'type': 1, 'login': {'totp': authenticator_uri(a)}, 'favorite': i == 1}
        for i, a in enumerate(accounts)]})


def vectors():
    text = json.dumps(document(ITEMS), indent=2)
    yield Vector('plain.json', text, ACCOUNTS, others=OTHERS)
    organization = {'encrypted': False, 'collections': [{'id': 'c-1', 'organizationId': 'o', 'name': 'Team'},
                                                        {'id': 'c-2', 'organizationId': 'o', 'name': 'Ops'}],
                    'items': [item('GitHub', uri(GITHUB), collectionIds=['c-1', 'c-2', 'c-3', 7])]}
    yield Vector('organization.json', json.dumps(organization), [dict(GITHUB, tags=['Team', 'Ops'])])
    yield Vector('pbkdf2.json', protected(text), ACCOUNTS, password=PASSWORD, others=OTHERS)
    yield Vector('pbkdf2-real.json', protected(text, 600000), ACCOUNTS, password=PASSWORD)
    yield Vector('argon2id.json', protected(text, 2, (1, 1)), ACCOUNTS, password=PASSWORD)
    yield Vector('argon2id-lanes.json', protected(text, 3, (2, 4)), ACCOUNTS, password=PASSWORD)
    yield Vector('argon2id-real.json', protected(text, 3, (64, 4)), ACCOUNTS, password=PASSWORD)
    yield Vector('no-validation.json', protected(text, encKeyValidation_DO_NOT_EDIT=None), ACCOUNTS,
                 password=PASSWORD)
    yield Vector('damaged.json', protected(text, spoil=spoil_data), password=PASSWORD, error='damaged')
    yield Vector('not-json.json', protected('no JSON at all'), password=PASSWORD, error='damaged')
    yield Vector('restricted.json', json.dumps({
        'encrypted': True, 'encKeyValidation_DO_NOT_EDIT': '2.a|b|c', 'folders': [],
        'items': [dict(item('2.x|y|z', '2.x|y|z'))]}), error='restricted')
    yield Vector('too-many-rounds.json', protected(text, kdfIterations=10**9), password=PASSWORD, error='parameters')
    yield Vector('negative-rounds.json', protected(text, kdfIterations=-1), password=PASSWORD, error='parameters')
    yield Vector('no-rounds.json', protected(text, kdfIterations=None), password=PASSWORD, error='parameters')
    yield Vector('unknown-kdf.json', protected(text, kdfType=2), password=PASSWORD, error='parameters')
    yield Vector('no-lanes.json', protected(text, 2, (1, 1), kdfParallelism=0), password=PASSWORD, error='parameters')
    yield Vector('too-much-memory.json', protected(text, 2, (1, 1), kdfMemory=1 << 40), password=PASSWORD,
                 error='memory')
    yield Vector('spoilt.json', json.dumps(document([
        item('Wrong type', 7), item('Wrong login', login={}) | {'login': 'x'}, item('Wrong kind') | {'type': 'login'},
        'text', None, item('Bad secret', 'not base32 !!'),
        item('Bad algorithm', 'otpauth://totp/X:y?secret=JBSWY3DPEHPK3PXP&algorithm=MD5'),
        item('Type missing', uri(BANK)) | {'type': None}, item('No name', base32(BARE['secret'])) | {'name': None},
        item('Future', uri(GITHUB), kind=9)])),
        [BANK, dict(BARE, service='example.org', name='')], problems=7, others=1)
    yield Vector('long-note.json', json.dumps(document([item('Long', uri(GITHUB), notes='x' * 70000), item(
        'Bank', uri(BANK))])), [BANK], problems=1)
    yield Vector('empty.json', json.dumps(document([])), error='empty')
    yield Vector('items-missing.json', json.dumps({'encrypted': False, 'passwordProtected': False}), error='damaged')

    old = ['folder', 'favorite', 'type', 'name', 'notes', 'fields', 'login_uri', 'login_username', 'login_password',
           'login_totp']
    new = old[:6] + ['reprompt'] + old[6:]
    expected = [dict(GITHUB, note='two\nlines', favorite=True, tags=['Work/Servers'], notes=PASSWORD_THERE), BARE]
    yield Vector('old.csv', manager_csv(old), expected, others=2, cut=False)
    yield Vector('new.csv', manager_csv(new), expected, others=2, cut=False)
    yield Vector('organization.csv', manager_csv(['collections'] + new[2:]),
                 [dict(GITHUB, tags=['Team,Ops'], favorite=False), BARE], others=2, cut=False)

    yield Vector('authenticator.json', authenticator_json(AUTHENTICATOR),
                 [dict(a, favorite=i == 1) for i, a in enumerate(AUTHENTICATOR)], others=0)
    yield Vector('authenticator.csv', authenticator_csv(AUTHENTICATOR), AUTHENTICATOR, others=0, cut=False)
    # Some links name the service in the label alone.
    nameless = '\n'.join(line.split('&issuer=')[0] + f',{ODD["service"]},60,6' if '&issuer=' in line else line
                         for line in authenticator_csv([ODD]).split('\n'))
    yield Vector('authenticator-no-issuer.csv', nameless, [ODD], others=0, cut=False)
    # A quote that is never closed, and a line that is none.
    quoted = account('5" Disks', 'eve')
    yield Vector('authenticator-odd.csv', authenticator_csv([quoted, GITHUB]).replace('\n', '\r\n') + '\r\n,,1,x\r\n',
                 [quoted, GITHUB], problems=1, cut=False)
