# SPDX-License-Identifier: GPL-3.0-or-later
"""Setup links, one a line."""
from urllib.parse import quote

from common import USUAL, Vector, account, base32


def uri(a, **extra):
    """The strict form of the Key URI Format."""
    kind = a['kind']
    text = f'otpauth://{kind}/{quote(a["service"], safe="")}:{quote(a["name"], safe="")}?secret={base32(a["secret"])}'
    text += f'&issuer={quote(a["service"], safe="")}&algorithm={a["algorithm"]}&digits={a["digits"]}'
    text += f'&counter={a["counter"]}' if kind == 'hotp' else f'&period={a["period"]}'
    return text + ''.join(f'&{key}={quote(value)}' for key, value in extra.items())


def vectors():
    lines = [uri(a) for a in USUAL]
    yield Vector('plain.txt', '\n'.join(lines) + '\n', USUAL, cut=False)
    yield Vector('windows.txt', b'\xef\xbb\xbf' + '\r\n\r\n'.join(lines).encode(), USUAL, cut=False)
    yield Vector('utf16.txt', '\n'.join(lines).encode('utf-16'), USUAL, cut=False)
    # The lines between, and one link that cannot be used.
    bad = lines[:1] + ['My codes:', 'otpauth://totp/X:y?secret=JBSWY3DP&algorithm=WHIRLPOOL'] + lines[1:]
    yield Vector('mixed.txt', '\n'.join(bad), USUAL, problems=1, others=1, cut=False)
    steam = account('Steam', 'carol', kind='steam')
    yield Vector('steam.txt', f'steam://{base32(steam["secret"])}\n', [dict(steam, service='Steam', name='')],
                 cut=False)
    # Behind bullets and numbers, in quotes and brackets, two in a line.
    a, b, c, d = lines
    marked = [f'{b} "', f'* {a}', f'"{b}"', f'1. {c}', f'- Vpn: <{d}> (work)', f"'{a}'", f'[{b}]', f'`{c}`', f'({d}), {a}', 'no link',
              'see otpauth:// for more', 'xotpauth://totp/x?secret=JBSWY3DP']
    yield Vector('marked.txt', '\n'.join(marked), USUAL + USUAL + [USUAL[0]], others=3, problems=1, cut=False)
    yield Vector('marked-only.txt', f'My codes\n\t- {a}\n', USUAL[:1], others=1, cut=False)
    # One line that is not UTF-8, as a QR code can say it, and one with a zero byte.
    spoilt = a.encode() + b'\nTel\xe9fono \xff\xfe\nx\0y\n' + b.encode()
    yield Vector('not-utf8.txt', spoilt, USUAL[:2], others=2, cut=False)
    cafe = account('', 'Caf\ufffd', USUAL[0]['secret'])
    yield Vector('latin-1.txt', f'otpauth://totp/Caf\xe9?secret={base32(cafe["secret"])}'.encode('latin-1'), [cafe],
                 cut=False)
    yield Vector('page.html', f'<html><a href="{a}">x</a></html>', error='unknown', cut=False)
