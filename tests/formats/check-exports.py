#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what spare-export-tool writes with readers of its own, made from what is published about each format, and
compares it with export-accounts.json.

  check-exports.py TOOL ACCOUNTS"""
import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import uuid
from urllib.parse import parse_qsl, quote, unquote, urlsplit

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
sys.dont_write_bytecode = True
from cryptography.exceptions import InvalidTag  # noqa: E402
from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: E402
from tap import Tap  # noqa: E402

PASSWORD = 'correct horse Tür 錠'
FIXED = {'steam': ('SHA1', 5, 30), 'motp': ('MD5', 6, 10), 'yaotp': ('SHA256', 8, 30)}
# The fixed text with which 2FAS checks a password.
REFERENCE = (
    b'tRViSsLKzd86Hprh4ceC2OP7xazn4rrt4xhfEUbOjxLX8Rc3mkISXE0lWbmnWfggogbBJhtYgpK6fMl1D6mtsy92R3HkdGfwuXbzLebqVFJsR7IZ'
    b'2w58t938iymwG4824igYy1wi6n2WDpO1Q1P69zwJGs2F5a1qP4MyIiDSD7NCV2OvidXQCBnDlGfmz0f1BQySRkkt4ryiJeCjD2o4QsveJ9uDBUn8'
    b'ELyOrESv5R5DMDkD4iAF8TXU7KyoJujd')


def base32(data):
    return base64.b32encode(data).decode().rstrip('=')


def unbase32(text):
    assert re.fullmatch('[A-Z2-7]+', text), text
    return base64.b32decode(text + '=' * (-len(text) % 8))


def record(account):
    """The stored form, for the tool."""
    kind = account['kind']
    secret = bytes.fromhex(account['secret'])
    values = []
    if kind != 'none':
        values.append(('secret', secret.hex() if kind == 'motp' else base32(secret)))
    if account['service']:
        values.append(('issuer', account['service']))
    values += [(key, account[key]) for key in ('algorithm', 'digits', 'period', 'counter') if key in account]
    if 'pin' in account:
        values.append(('pin', base32(account['pin'].encode()) if kind == 'yaotp' else account['pin']))
    values += [('x-note', account['note'])] if account['note'] else []
    values += [('x-tag', tag) for tag in account['tags']]
    values += [('x-favorite', 1)] if account['favorite'] else []
    label = quote(account['service'], safe='') + ':' + quote(account['name'], safe='')
    return f'otpauth://{kind}/{label}?' + '&'.join(f'{key}={quote(str(value), safe="")}' for key, value in values)


def expected(account, note=True, tags=None, favorite=True):
    """What a format can say of an account."""
    result = {key: account[key] for key in ('kind', 'service', 'name', 'secret')}
    if account['kind'] in FIXED:
        algorithm, digits, period = FIXED[account['kind']]
        result.update(algorithm=algorithm, digits=digits, period=period)
    else:
        result.update({key: account[key] for key in ('algorithm', 'digits', 'period', 'counter') if key in account})
    if 'pin' in account:
        result['pin'] = account['pin']
    result.update(note=account['note'] if note else '', tags=account['tags'][:tags],
                  favorite=account['favorite'] and favorite)
    return result


# Readers: each gives the accounts of one file, as expected() has them.

def read_otpauth(text):
    assert text.endswith('\n')
    for line in text[:-1].split('\n'):
        assert re.fullmatch(r'[A-Za-z0-9._~:/?&=%@-]+', line), line
        parts = urlsplit(line)
        query = dict(parse_qsl(parts.query, strict_parsing=True, keep_blank_values=True))
        assert parts.query.count('=') == len(query), 'a parameter twice'
        path = (parts.netloc + parts.path) if parts.scheme == 'motp' else parts.path[1:]
        first, colon, second = path.partition(':')
        service, name = (unquote(first), unquote(second)) if colon else ('', unquote(first))
        assert query.pop('issuer', '') == service
        kind = 'motp' if parts.scheme == 'motp' else parts.netloc
        assert parts.scheme in ('otpauth', 'motp')
        secret = query.pop('secret')
        result = {'kind': kind, 'service': service, 'name': name, 'note': '', 'tags': [], 'favorite': False,
                  'secret': secret if kind == 'motp' else unbase32(secret).hex()}
        if kind == 'motp':
            result.update(algorithm='MD5', digits=6, period=10)
        for key in ('digits', 'period', 'counter'):
            if key in query:
                result[key] = int(query.pop(key))
        if 'algorithm' in query:
            result['algorithm'] = query.pop('algorithm')
        if 'pin' in query:
            pin = query.pop('pin')
            result['pin'] = unbase32(pin).decode() if kind == 'yaotp' else pin
        assert not query, query
        yield result


def read_aegis_content(content):
    assert content['version'] == 3 and set(content) == {'version', 'entries', 'groups'}
    groups = {group['uuid']: group['name'] for group in content['groups']}
    assert all(str(uuid.UUID(key)) == key for key in groups) and len(set(groups.values())) == len(groups)
    assert len({entry['uuid'] for entry in content['entries']}) == len(content['entries'])
    for entry in content['entries']:
        uuid.UUID(entry['uuid'])
        assert entry['icon'] is None
        info = entry['info']
        result = {'kind': {'yandex': 'yaotp'}.get(entry['type'], entry['type']), 'service': entry['issuer'],
                  'name': entry['name'], 'note': entry['note'], 'favorite': entry['favorite'],
                  'tags': [groups[group] for group in entry['groups']], 'secret': unbase32(info['secret']).hex(),
                  'algorithm': info['algo'], 'digits': info['digits']}
        result.update({key: info[key] for key in ('period', 'counter', 'pin') if key in info})
        yield result


def read_aegis(text):
    vault = json.loads(text)
    assert vault['version'] == 1 and vault['header'] == {'slots': None, 'params': None}
    yield from read_aegis_content(vault['db'])


def aegis_master(vault, password):
    slot, = vault['header']['slots']
    assert slot['type'] == 1 and (slot['n'], slot['r'], slot['p']) == (32768, 8, 1) and slot['is_backup'] is False
    uuid.UUID(slot['uuid'])
    salt = bytes.fromhex(slot['salt'])
    assert len(salt) == 32
    key = hashlib.scrypt(password.encode(), salt=salt, n=slot['n'], r=slot['r'], p=slot['p'], dklen=32,
                         maxmem=64 << 20)
    params = {name: bytes.fromhex(value) for name, value in slot['key_params'].items()}
    return AESGCM(key).decrypt(params['nonce'], bytes.fromhex(slot['key']) + params['tag'], None)


def read_aegis_encrypted(text):
    vault = json.loads(text)
    try:
        aegis_master(vault, 'wrong')
        raise AssertionError('a wrong password opens it')
    except InvalidTag:
        pass
    master = aegis_master(vault, PASSWORD)
    params = {name: bytes.fromhex(value) for name, value in vault['header']['params'].items()}
    assert len(master) == 32 and len(params['nonce']) == 12 and len(params['tag']) == 16
    content = AESGCM(master).decrypt(params['nonce'], base64.b64decode(vault['db'], validate=True) + params['tag'],
                                     None)
    yield from read_aegis_content(json.loads(content))


def read_services(services, backup):
    groups = {group['id']: group['name'] for group in backup['groups']}
    assert backup['schemaVersion'] == 4 and backup['appOrigin'] == 'android' and backup['updatedAt'] == 1767225600000
    assert all(isinstance(group['isExpanded'], bool) for group in backup['groups'])
    for position, service in enumerate(services):
        otp = service['otp']
        assert service['order'] == {'position': position} and isinstance(service['updatedAt'], int)
        assert service['icon']['selected'] == 'Label' and len(service['icon']['label']['text']) <= 2
        assert otp['issuer'] == service['name'] and otp['label'] == otp['account'] and otp['source'] == 'Manual'
        result = {'kind': otp['tokenType'].lower(), 'service': service['name'], 'name': otp['account'], 'note': '',
                  'favorite': False, 'secret': unbase32(service['secret']).hex(),
                  'tags': [groups[service['groupId']]] if 'groupId' in service else []}
        result.update({key: otp[key] for key in ('algorithm', 'digits', 'period', 'counter') if key in otp})
        yield result


def read_2fas(text):
    backup = json.loads(text)
    assert 'servicesEncrypted' not in backup and 'reference' not in backup
    yield from read_services(backup['services'], backup)


def open_2fas(text, password):
    data, salt, nonce = (base64.b64decode(part, validate=True) for part in text.split(':'))
    assert len(salt) == 256 and len(nonce) == 12
    key = hashlib.pbkdf2_hmac('sha256', password.encode(), salt, 10000, 32)
    return AESGCM(key).decrypt(nonce, data, None), salt, nonce


def read_2fas_encrypted(text):
    backup = json.loads(text)
    assert backup['services'] == []
    try:
        open_2fas(backup['reference'], 'wrong')
        raise AssertionError('a wrong password opens it')
    except InvalidTag:
        pass
    reference, salt, nonce = open_2fas(backup['reference'], PASSWORD)
    assert reference == REFERENCE and len(reference) == 256
    services, other_salt, other_nonce = open_2fas(backup['servicesEncrypted'], PASSWORD)
    assert salt == other_salt and nonce != other_nonce
    yield from read_services(json.loads(services), backup)


def fields(data):
    """Protocol buffers: (number, value) for each field; value is an int or bytes."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
        else:
            assert key & 7 == 2, key
            size = varint()
            assert at + size <= len(data)
            yield key >> 3, data[at:at + size]
            at += size


def read_google(text):
    pages = []
    for line in text.split('\n'):
        assert re.fullmatch(r'otpauth-migration://offline\?data=(?:[A-Za-z0-9]|%2B|%2F|%3D)+', line), line
        payload = list(fields(base64.b64decode(unquote(line.split('data=')[1]), validate=True)))
        pages.append(payload)
        head = dict(payload)
        assert head[2] == 1 and head[3] == len(text.split('\n')) and head[4] == len(pages) - 1
        assert 0 <= head[5] < 1 << 31 and head[5] == dict(pages[0])[5]
        for number, value in payload:
            if number != 1:
                continue
            one = dict(fields(value))
            result = {'kind': {1: 'hotp', 2: 'totp'}[one[6]], 'service': one[3].decode(), 'name': one[2].decode(),
                      'secret': one[1].hex(), 'note': '', 'tags': [], 'favorite': False,
                      'algorithm': {1: 'SHA1', 2: 'SHA256', 3: 'SHA512'}[one[4]], 'digits': {1: 6, 2: 8}[one[5]]}
            if result['kind'] == 'hotp':
                result['counter'] = one[7]
            else:
                assert 7 not in one
                result['period'] = 30
            yield result


READERS = {
    'otpauth': (read_otpauth, dict(note=False, tags=0, favorite=False)),
    'aegis': (read_aegis, {}),
    'aegis-encrypted': (read_aegis_encrypted, {}),
    '2fas': (read_2fas, dict(note=False, tags=1, favorite=False)),
    '2fas-encrypted': (read_2fas_encrypted, dict(note=False, tags=1, favorite=False)),
    'google': (read_google, dict(note=False, tags=0, favorite=False)),
}


def check(tap, tool, accounts, folder, format):
    read, carries = READERS[format]
    program = format.removesuffix('-encrypted')
    records, out = os.path.join(folder, 'records'), os.path.join(folder, 'out')
    command = [tool, format, records, out] + ([PASSWORD] if program != format else [])
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    left = [f'{i} {a["left"][program]}' for i, a in enumerate(accounts) if program in a['left']]
    tap.check(f'{format}: left out', done.stdout.splitlines() == left, f'{done.stdout!r}, not {left}')
    found = []
    with open(out, encoding='utf-8') as file:
        tap.run(f'{format}: can be read', lambda: found.extend(read(file.read())))
    wanted = [expected(a, **carries) for a in accounts if program not in a['left']]
    tap.check(f'{format}: as many accounts', len(found) == len(wanted), f'{len(found)}, not {len(wanted)}')
    for i, (one, other) in enumerate(zip(found, wanted)):
        tap.check(f'{format}: account {i}, {other["kind"]}', one == other, f'{one}\nnot {other}')


def main():
    tool, path = sys.argv[1:]
    tap = Tap()
    with open(path, encoding='utf-8') as file:
        accounts = json.load(file)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'records'), 'w', encoding='utf-8') as file:
            file.write('\n'.join(record(account) for account in accounts))
        for format in READERS:
            check(tap, tool, accounts, folder, format)
    tap.finish()


main()
