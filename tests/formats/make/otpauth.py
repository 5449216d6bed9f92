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
