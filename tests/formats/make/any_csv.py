# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV files of password managers that are known by the column of the one-time code alone."""
import csv
import io

from common import USUAL, Vector, account, base32
from otpauth import uri

PASSWORD_THERE = 8
GITHUB, BANK, _, _ = USUAL
SHOP = account('Example Shop', 'dora')
BARE = base32(SHOP['secret'])


def table(*rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def made(name, data, *arguments, **others):
    return Vector(name, data, *arguments, **{'format': 'csv', 'cut': False, **others})


def vectors():
    yield made('apple.csv', table(
        ['Title', 'URL', 'Username', 'Password', 'Notes', 'OTPAuth'],
        ['github.com (somebody)', 'https://github.com/', 'somebody', 'hunter2', 'a, "b"\nc', uri(GITHUB)],
        ['example.org', 'https://example.org', 'x', 'y', '', '']),
        [dict(GITHUB, note='a, "b"\nc', notes=PASSWORD_THERE)], others=1)
    yield made('lastpass.csv', table(
        ['url', 'username', 'password', 'totp', 'extra', 'name', 'grouping', 'fav'],
        ['https://shop.example', 'dora', '', BARE, 'note', 'Example Shop', 'Shops\\Old', '1'],
        ['http://sn', '', '', '', 'a note', 'Note', '', '0']),
        [dict(SHOP, note='note', tags=['Shops\\Old'], favorite=True, notes=0)], others=1)
    # The user name where there is one, the address otherwise.
    yield made('proton-pass.csv', table(
        ['type', 'name', 'url', 'email', 'username', 'password', 'note', 'totp', 'createTime', 'modifyTime', 'vault'],
        ['login', 'Example Shop', 'https://a, https://b', 'dora@example.org', 'dora', '', '', BARE, '1', '1', 'V'],
        ['login', 'Example Bank', '', 'alice', '', '', '', uri(BANK), '1', '1', 'V'],
        ['login', 'Example Shop', '', 'dora', '', '', '', BARE, '1', '1', 'V'],
        ['alias', 'x', '', 'y', '', '', '', '', '1', '1', 'V']), [SHOP, BANK, SHOP], others=1)
    yield made('dashlane.csv', table(
        ['username', 'username2', 'username3', 'title', 'password', 'note', 'url', 'category', 'otpUrl'],
        ['dora', '', '', 'Example Shop', '', '', '', 'Shops', uri(SHOP)]), [dict(SHOP, tags=['Shops'])])
    # Names of the column that people and programs use.
    for i, header in enumerate(['otp', 'TOTP', '2FA', 'otpauth', 'One-time password', 'OTP secret', 'Two-factor']):
        yield made(f'header-{i + 1}.csv', table(['website', header, 'Login'], ['Example Shop', BARE, 'dora']), [SHOP])
    # No code, only the word that there is one.
    yield made('yes-no.csv', table(['name', '2FA', 'user'], *[['x', word, 'y'] for word in
                                                              ('yes', 'No', 'TRUE', 'false', 'on', 'Off', 'none', ' ')],
                                   ['Example Shop', BARE, 'dora']), [SHOP], others=8)
    yield made('host.csv', table(['url', 'totp'], ['https://bob@www.example.org:8443/login?x=y', BARE]),
               [account('example.org:8443', '', SHOP['secret'])])
    yield made('spoilt.csv', table(['name', 'totp'], ['Bad', 'not a secret!'], ['Bad', 'otpauth://totp/x'],
                                   ['Bad', 'otpauth-migration://offline?data=AAAA'], ['Example Shop', BARE],
                                   ['a\rb', 'x!']),
               [dict(SHOP, name='')], problems=4)
    # Beside a bare secret, in columns of their own; a link says it itself.
    mine = account('Example Shop', 'dora', algorithm='SHA512', digits=8, period=60)
    for i, header in enumerate([['Digits', 'Period', 'Algorithm'], ['otp_digits', 'Time step', 'OTP algorithm'],
                                ['Code length', 'Interval', 'algo'], ['TOTP digits', 'period (s)', 'Hash function']]):
        yield made(f'params-{i + 1}.csv', table(
            ['name', 'user', 'totp', *header], ['Example Shop', 'dora', base32(mine['secret']), '8', ' 60 ', 'SHA-512'],
            ['Example Shop', 'dora', BARE, '', '', ''], ['x', 'y', uri(GITHUB), '8', '60', 'SHA512']),
            [mine, SHOP, GITHUB])
    counted = account('Example Shop', 'dora', kind='hotp', counter=42)
    steam = account('Example Shop', 'dora', kind='steam')
    yield made('kinds.csv', table(
        ['name', 'user', 'totp', 'type', 'counter', 'period'], ['Bad', 'dora', BARE, 'motp', '', ''],
        ['Example Shop', 'dora', BARE, 'HOTP', '42', '30'],
        ['Example Shop', 'dora', BARE, '', '42', ''], ['Example Shop', 'dora', BARE, 'TOTP', '0', ''],
        ['Example Shop', 'dora', BARE, 'login', '0', '30'], ['Example Shop', 'dora', BARE, 'steam', '', '30']),
        [counted, counted, SHOP, SHOP, steam], problems=1)
    yield made('params-wrong.csv', table(
        ['name', 'totp', 'digits', 'period', 'algorithm', 'counter'], ['Bad', BARE, 'six', '30', 'SHA1', ''],
        ['Bad', BARE, '0', '30', 'SHA1', ''], ['Bad', BARE, '6', '-30', 'SHA1', ''], ['Bad', BARE, '6', '30s', 'SHA1', ''],
        ['Bad', BARE, '6', '30', 'MD5', ''], ['Bad', BARE, '6', '', 'SHA1', 'x'], ['Bad', BARE, '11', '30', '', ''],
        ['Example Shop', BARE, '6', '30', 'SHA1', '']), [dict(SHOP, name='')], problems=7)
    yield made('keeotp.csv', table(
        ['name', 'totp'], ['Bad', f'key={BARE}&x&size=8&step=60'], ['Bad', f'key={BARE}&size=8%'],
        ['Bad', f'key={BARE}&step=60&type=%zz'], ['Example Shop', f'key={BARE}&size=8&step=60']),
        [dict(SHOP, name='', digits=8, period=60)], problems=3)
    yield made('only-header.csv', table(['name', 'totp']), error='empty')
    yield made('wide.csv', ','.join(['name', 'totp'] + ['x'] * 300) + '\n', error='unknown', format=None)
    yield made('no-code-column.csv', table(['name', 'password'], ['x', 'y']), error='unknown', format=None)
    yield made('open-quote.csv', 'name,totp\n"x,y\n', error='unknown', format=None)
