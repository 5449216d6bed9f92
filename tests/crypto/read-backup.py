#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the text of a sealed backup: read-backup.py FILE

Asks for the passphrase. This follows docs/backup.md and nothing else: it shares
no code with Sparekey and does not use libsodium. It needs the Python packages
argon2-cffi and cryptography.
"""
import base64
import getpass
import hmac
import struct
import sys
import urllib.parse
from collections import namedtuple

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.poly1305 import Poly1305

MAGIC = b'Sparekey backup\n'
HEADER = 76
CHUNK = 65536
OVERHEAD = 17
MESSAGE, FINAL = 0, 3

Header = namedtuple('Header', 'version passes memory size salt stream')
Backup = namedtuple('Backup', 'created preferences records broken')


class Damaged(Exception):
    """What is wrong with the file, or the passphrase."""


# The header and the key


def read_header(file):
    if file[:16] != MAGIC or len(file) < 20:
        raise Damaged('not a sealed backup')
    version = int.from_bytes(file[16:20], 'big')
    if version != 1:
        raise Damaged(f'version {version} is unknown')
    if len(file) < HEADER + OVERHEAD:
        raise Damaged('too short')
    header = Header(*struct.unpack('>IIIQ16s24s', file[16:HEADER]))
    if header.size != len(file):
        raise Damaged(f'{len(file)} bytes, and not {header.size}')
    if not 1 <= header.passes <= 16 or not 8192 <= header.memory <= 2097152:
        raise Damaged('passes or memory out of range')
    return header


def derive_key(passphrase, passes, memory, salt):
    return hash_secret_raw(passphrase.encode(), salt, time_cost=passes, memory_cost=memory, parallelism=1,
                           hash_len=32, type=Type.ID, version=0x13)


# The secretstream


def rotate(value, count):
    return (value << count | value >> (32 - count)) & 0xffffffff


def quarter(state, a, b, c, d):
    for x, y, z, count in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[x] = (state[x] + state[y]) & 0xffffffff
        state[z] = rotate(state[z] ^ state[x], count)


def hchacha20(key, nonce):
    """draft-irtf-cfrg-xchacha-03, 2.2"""
    state = list(struct.unpack('<4I8I4I', b'expand 32-byte k' + key + nonce))
    for _ in range(10):
        for column in range(4):
            quarter(state, column, 4 + column, 8 + column, 12 + column)
        for first in range(4):
            quarter(state, first, 4 + (first + 1) % 4, 8 + (first + 2) % 4, 12 + (first + 3) % 4)
    return struct.pack('<8I', *state[:4], *state[12:])


def chacha20(key, nonce, block, data):
    """RFC 8439, 2.4, from the block with this number on"""
    cipher = Cipher(algorithms.ChaCha20(key, struct.pack('<I', block) + nonce), mode=None).encryptor()
    return cipher.update(data) + cipher.finalize()


class Stream:
    """One direction of a secretstream: chunks are opened, or sealed, in order."""

    def __init__(self, key, header):
        self.key = hchacha20(key, header[:16])
        self.counter = 1
        self.rest = header[16:24]

    def _step(self, first, encrypted, additional):
        """The MAC of a chunk whose first byte is @first in the clear or not: see
        block(); then the state for the next one."""
        nonce = struct.pack('<I', self.counter) + self.rest
        mac = Poly1305(chacha20(self.key, nonce, 0, bytes(32)))
        mac.update(additional + bytes(-len(additional) % 16))
        mac.update(first + self.block(b'\0')[1:])
        mac.update(encrypted + bytes(len(encrypted) % 16))
        mac.update(struct.pack('<QQ', len(additional), 64 + len(encrypted)))
        return mac.finalize()

    def block(self, first):
        """64 bytes: @first and zeros, encrypted; the same decrypts."""
        nonce = struct.pack('<I', self.counter) + self.rest
        return chacha20(self.key, nonce, 1, first + bytes(63))

    def text(self, data):
        nonce = struct.pack('<I', self.counter) + self.rest
        return chacha20(self.key, nonce, 2, data)

    def next(self, mac):
        self.rest = bytes(a ^ b for a, b in zip(self.rest, mac))
        self.counter += 1

    def open(self, chunk, additional=b''):
        """(tag, text)"""
        if len(chunk) < OVERHEAD:
            raise Damaged('a chunk is too short')
        first, encrypted, mac = chunk[:1], chunk[1:-16], chunk[-16:]
        if not hmac.compare_digest(self._step(first, encrypted, additional), mac):
            raise Damaged('a chunk is not authentic, or the passphrase is wrong')
        result = self.block(first)[0], self.text(encrypted)
        self.next(mac)
        return result

    def seal(self, tag, text, additional=b''):
        first, encrypted = self.block(bytes([tag]))[:1], self.text(text)
        mac = self._step(first, encrypted, additional)
        self.next(mac)
        return first + encrypted + mac


def open_file(file, passphrase):
    """The text of a sealed backup, as bytes."""
    header = read_header(file)
    stream = Stream(derive_key(passphrase, header.passes, header.memory, header.salt), header.stream)
    text = b''
    at = HEADER
    while at < len(file):
        chunk = file[at:at + CHUNK + OVERHEAD]
        tag, piece = stream.open(chunk, file[:HEADER] if at == HEADER else b'')
        at += len(chunk)
        if tag != (FINAL if at == len(file) else MESSAGE):
            raise Damaged('a chunk is at the wrong place')
        text += piece
    return text


# The text


def read_text(text):
    lines = text.decode('ascii').split('\n')
    if lines.pop() != '':
        raise Damaged('the last line has no end')
    if len(lines) < 3 or lines[0] != 'sparekey-backup 1' or not lines[1].startswith('created '):
        raise Damaged('the first lines are others')
    backup = Backup(int(lines[1][len('created '):]), {}, [], [])
    for line in lines[2:-1]:
        word, _, rest = line.partition(' ')
        if word == 'record':
            backup.records.append(rest)
        elif word == 'broken':
            backup.broken.append(base64.b64decode(rest, validate=True))
        elif word == 'preference':
            key, _, value = rest.partition(' ')
            backup.preferences[urllib.parse.unquote(key)] = urllib.parse.unquote(value)
        else:
            raise Damaged('a line of another kind')
    if lines[-1] != f'end {len(backup.records)} {len(backup.broken)}':
        raise Damaged('the last line is another')
    return backup


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith('-'):
        print(__doc__.strip())
        return 2
    with open(arguments[0], 'rb') as source:
        file = source.read()
    passphrase = getpass.getpass('Passphrase: ') if sys.stdin.isatty() else sys.stdin.readline().rstrip('\n')
    try:
        text = open_file(file, passphrase)
        read_text(text)
    except Damaged as problem:
        print(f'{arguments[0]}: {problem}', file=sys.stderr)
        return 1
    sys.stdout.write(text.decode('ascii'))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
