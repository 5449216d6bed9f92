# SPDX-License-Identifier: GPL-3.0-or-later
"""Authenticator Plus: Accounts.txt in a ZIP archive."""
import zlib

from common import PASSWORD, USUAL, Vector
from otpauth import uri
from winauth import aes_zip, archive, deflate, plain_zip


def vectors():
    text = '\n'.join(uri(a) for a in USUAL).encode()
    yield Vector('password.zip', aes_zip(b'Accounts.txt', text, PASSWORD), USUAL, password=PASSWORD, cut=False)
    yield Vector('plain.zip', plain_zip(b'Accounts.txt', text), USUAL, cut=False)
    html = b'<html></html>'
    two = archive([(b'Accounts.html', 0, 8, b'', zlib.crc32(html), deflate(html), len(html)),
                   (b'Backup/accounts.txt', 0, 8, b'', zlib.crc32(text), deflate(text), len(text))])
    yield Vector('folder.zip', two, USUAL, cut=False)
    # Unpacks to more than any list takes.
    yield Vector('bomb.zip', plain_zip(b'Accounts.txt', bytes(5 << 20)), error='too_large', cut=False)
