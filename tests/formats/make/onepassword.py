# SPDX-License-Identifier: GPL-3.0-or-later
"""1Password: 1PUX (an archive with export.data in it) and CSV."""
import csv
import io
import json
import zlib

from common import USUAL, Vector, account, base32
from otpauth import uri
from winauth import archive, deflate

TRASHED, PASSWORD_THERE = 2, 8
GITHUB, BANK, FRUIT, _ = USUAL
SHOP = account('Example Shop', 'dora')
SECOND = account('Example Shop', 'dora (recovery)')
THIRD = account('Example Shop', 'dora (one-time password)')
HOST = account('example.net', '')


def code(value, title='one-time password'):
    return {'title': title, 'id': 'TOTP_1', 'value': {'totp': value}, 'guarded': False, 'multiline': False}


def item(title, codes=(), name='', password='', wrapped=False, tags=(), notes='', urls=(), **other):
    result = {
        'uuid': 'u', 'favIndex': 0, 'createdAt': 1, 'updatedAt': 1, 'state': 'active', 'categoryUuid': '001',
        'details': {'loginFields': [
            {'value': name, 'id': '', 'name': 'username', 'fieldType': 'T', 'designation': 'username'},
            {'value': password, 'id': '', 'name': 'password', 'fieldType': 'P', 'designation': 'password'}, 7, {}],
            'notesPlain': notes, 'passwordHistory': [],
            'sections': [{'title': '', 'name': 'linked', 'fields': []},
                         {'title': 'Security', 'name': 's', 'fields': [
                             {'title': 'pin', 'id': 'p', 'value': {'concealed': 'JBSWY3DP'}}, *codes]}, 5]},
        'overview': {'subtitle': '', 'urls': [{'label': '', 'url': u} for u in urls], 'title': title,
                     'url': urls[0] if urls else '', 'ps': 0, 'tags': list(tags)}, **other}
    return {'item': result} if wrapped else result


def pux(*vaults, data=None):
    data = data or json.dumps({'accounts': [{'attrs': {'accountName': 'A', 'email': 'a@b'}, 'vaults': [
        {'attrs': {'uuid': 'v', 'desc': '', 'name': name, 'type': 'P'}, 'items': items} for name, items in vaults]}]})
    attributes = b'{"version":3,"description":"1Password Unencrypted Export","createdAt":1}'
    members = [(b'export.attributes', attributes), (b'export.data', data.encode()),
               (b'files/a__b.txt', b'attachment')]
    return archive([(name, 0, 8, b'', zlib.crc32(text), deflate(text), len(text)) for name, text in members])


def items(wrapped):
    return [
        item('Our GitHub', [code(uri(GITHUB))], 'somebody', 'hunter2', wrapped, ['dev', 'work/a'], 'two\nlines',
             ['https://github.com'], favIndex=1),
        item('Example Shop', [code(base32(SHOP['secret'])[:16] + ' ' + base32(SHOP['secret'])[16:])], 'dora', '',
             wrapped),
        item('Example Shop', [code(base32(SECOND['secret']), 'recovery'), code(base32(THIRD['secret'])),
                              code(uri(BANK))], 'dora', '', wrapped),
        item('No code', [], 'x', 'y', wrapped),
        item('', [code(base32(HOST['secret']))], '', '', wrapped, urls=['https://www.example.net/login']),
        item('Fruit', [code(uri(FRUIT))], '', '', wrapped, trashed=True)]


ACCOUNTS = [dict(GITHUB, tags=['dev', 'work/a'], note='two\nlines', favorite=True, notes=PASSWORD_THERE),
            dict(SHOP, tags=[], favorite=False, notes=0), SECOND, THIRD, BANK, HOST, dict(FRUIT, notes=TRASHED)]


def table(header, rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def vectors():
    yield Vector('new.1pux', pux(('Personal', items(False))), ACCOUNTS, others=1, cut=False)
    yield Vector('old.1pux', pux(('Personal', items(True))), ACCOUNTS, others=1, cut=False)
    yield Vector('vaults.1pux', pux(('Personal', [item('GitHub', [code(uri(GITHUB))], tags=['dev'])]),
                                    ('Shared', [item('Bank', [code(uri(BANK))])]), ('Empty', [])),
                 [dict(GITHUB, tags=['Personal', 'dev']), dict(BANK, tags=['Shared'])], cut=False)
    yield Vector('spoilt.1pux', pux(('Personal', [
        item('Bad', [code('not a secret!')]), item('Bad', [code(7)]), item('Null', [code(None)]), None, 7, {},
        item('No overview', [code(uri(BANK))], overview=None), {'item': 5}, item('No details', details=[]),
        item('Shop', [code(uri(SHOP))], tags=[5, None, 'x'])])), [dict(SHOP, tags=['x'])], problems=3, others=6,
                 cut=False)
    yield Vector('no-accounts.1pux', pux(data='{"accounts":5}'), error='damaged', cut=False)
    yield Vector('no-json.1pux', pux(data='[' * 10000), error='damaged', cut=False)
    yield Vector('no-codes.1pux', pux(('Personal', [item('No code')])), error='empty', cut=False)

    header = ['Title', 'Url', 'Username', 'Password', 'OTPAuth', 'Favorite', 'Archived', 'Tags', 'Notes']
    rows = [['Our GitHub', 'https://github.com', 'somebody', 'hunter2', uri(GITHUB), 'true', 'false', 'dev;work/a',
             'two\nlines'],
            ['Example Shop', '', 'dora', '', base32(SHOP['secret']), 'false', 'true', '', ''],
            ['No code', 'https://example.org', 'x', 'y', '', 'false', 'false', '', '']]
    yield Vector('new.csv', table(header, rows), ACCOUNTS[:2], others=1, cut=False)
    # Loose headers: another case, other columns, another order.
    mac = ['archived', 'TITLE', ' otpauth ', 'login name', 'username']
    yield Vector('loose.csv', table(mac, [['', 'Example Shop', base32(SHOP['secret']), '', 'dora']]), [SHOP],
                 cut=False)
