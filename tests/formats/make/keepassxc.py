# SPDX-License-Identifier: GPL-3.0-or-later
"""KeePassXC's CSV, with its TOTP cell in all its forms."""
from urllib.parse import quote

from common import USUAL, Vector, account, base32

TRASHED, PASSWORD_THERE = 2, 8
COLUMNS = ['Group', 'Title', 'Username', 'Password', 'URL', 'Notes', 'TOTP', 'Icon', 'Last Modified', 'Created']
GITHUB, BANK, FRUIT, _ = USUAL
SHOP = account('Example Shop', 'dora')
STEAM = account('Steam', 'carol', kind='steam')
KEE = account('Forum', 'erin', algorithm='SHA256', digits=8, period=60)
KEE_PLAIN = account('Wiki', 'erin')
KEE_HOTP = account('Gate', 'erin', kind='hotp', counter=7, digits=8)
NAMELESS = account('example.net', '')
UNTITLED = account('example.com', 'heidi')


def setup(a, title=None, name=None, steam=False):
    """As KeePassXC prints it: no algorithm unless another than SHA1, and names for what has none."""
    title, name = title or quote(a['service'], safe=''), name or quote(a['name'], safe='')
    text = f'otpauth://totp/{title}:{name}?secret={base32(a["secret"])}&period={a.get("period", 30)}'
    text += f'&digits={5 if steam else a["digits"]}&issuer={title}'
    if steam:
        return text + '&encoder=steam'
    return text if a['algorithm'] == 'SHA1' else text + '&algorithm=' + a['algorithm']


def row(group='Root', title='', name='', password='', url='', notes='', totp=''):
    cells = [group, title, name, password, url, notes, totp, '0', '2025-01-01T00:00:00Z', '2024-01-01T00:00:00Z']
    return ','.join('"' + cell.replace('"', '""') + '"' for cell in cells)


def table(rows, columns=None):
    return '\n'.join([','.join(f'"{c}"' for c in columns or COLUMNS)] + rows) + '\n'


def kee(a, extra=''):
    return f'key={base32(a["secret"])}' + extra


ROWS = [
    row('Root/Work/Servers', 'GitHub', GITHUB['name'], 'hunter2', 'https://github.com', 'two\nlines, "quoted"',
        setup(GITHUB)),
    row('Root', 'Renamed', 'somebody', '', '', '', setup(BANK)),
    row('Root/Private', FRUIT['service'], FRUIT['name'], totp=setup(FRUIT)),
    row('Root', 'No code', 'x', 'y'),
    row('Root', 'Steam', 'carol', totp=setup(STEAM, steam=True)),
    row('Root', 'Forum', 'erin', totp=kee(KEE, '&size=8&step=60&otpHashMode=Sha256')),
    row('Root', 'Wiki', 'erin', totp=kee(KEE_PLAIN)),
    row('Root', 'Gate', 'erin', totp='type=hotp&size=8&counter=7&' + kee(KEE_HOTP)),
    row('Root', 'Example Shop', 'dora', totp=base32(SHOP['secret']).lower()),
    # Older entries keep their secret elsewhere.
    row('Root', 'Old', 'x', totp='30;6'),
    row('Root', 'Old Steam', 'x', totp='30;S'),
    row('Root', '', '', url='https://example.net/login', totp=setup(NAMELESS, 'KeePassXC', 'none')),
    row('Root', '', 'heidi', url='example.com', totp=setup(UNTITLED, 'KeePassXC')),
    row('Root/Recycle Bin', 'Example Shop', 'dora', totp=base32(SHOP['secret'])),
    row('Root/Recycle Bins/Old', 'Example Shop', 'dora', totp=base32(SHOP['secret'])),
]
ACCOUNTS = [
    dict(GITHUB, tags=['Work/Servers'], note='two\nlines, "quoted"', notes=PASSWORD_THERE),
    dict(BANK, tags=[], notes=0), dict(FRUIT, tags=['Private']), STEAM, KEE, KEE_PLAIN, KEE_HOTP, SHOP, NAMELESS,
    UNTITLED, dict(SHOP, tags=[], notes=TRASHED), dict(SHOP, tags=['Recycle Bins/Old'], notes=0)]


def vectors():
    text = table(ROWS)
    yield Vector('all.csv', text, ACCOUNTS, problems=2, others=1, cut=False)
    yield Vector('windows.csv', b'\xef\xbb\xbf' + text.replace('"\n', '"\r\n').encode(), ACCOUNTS, problems=2,
                 others=1, cut=False)
    # KeePassXC's own words for someone who really is called so.
    none = account('KeePassXC', 'none')
    yield Vector('named-so.csv', table([row('Root', 'KeePassXC', 'none', totp=setup(none))]), [none], cut=False)
    yield Vector('short-rows.csv', table(['"Root","only"', '', row('Root', 'Example Shop', 'dora', totp=base32(
        SHOP['secret'])) + ',"more","than","columns"']), [SHOP], others=1, cut=False)
    yield Vector('spoilt.csv', table([
        row('Root', 'Forum', totp=kee(KEE, '&size=0')), row('Root', 'Forum', totp=kee(KEE, '&size=eight')),
        row('Root', 'Forum', totp=kee(KEE, '&step=-1')), row('Root', 'Forum', totp=kee(KEE, '&otpHashMode=Md5')),
        row('Root', 'Forum', totp=kee(KEE, '&type=yandex')), row('Root', 'Forum', totp='key='),
        row('Root', 'Forum', totp='key=%zz'), row('Root', 'Forum', totp=kee(KEE, '&encoding=rot13')),
        row('Root', 'Forum', totp=kee(KEE, '&type=hotp&counter=-1')), row('Root', 'Forum', totp='not a secret!'),
        row('Root', 'Forum', totp='otpauth://totp/x?secret=JBSWY3DP&encoder=other'),
        row('Root', 'Example Shop', 'dora', totp=base32(SHOP['secret']))]), [SHOP], problems=11, cut=False)
    yield Vector('no-codes.csv', table([row('Root', 'No code', 'x', 'y')]), error='empty', cut=False)
    # A note may hold links, even on a line of its own.
    yield Vector('link-in-note.csv', table([row('Root', 'Example Shop', 'dora', notes='a\n' + setup(GITHUB) + '\nb',
                                                totp=base32(SHOP['secret']))]), [SHOP], cut=False)
    # The form before there was a TOTP column is nobody's.
    yield Vector('before-totp.csv', table(['"Root","a","b","c","d","e"'], COLUMNS[:6]), error='unknown', cut=False)
