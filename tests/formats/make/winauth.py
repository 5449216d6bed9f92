# SPDX-License-Identifier: GPL-3.0-or-later
"""WinAuth's list in a ZIP archive, with the old cipher of such archives (PKWARE's APPNOTE, 6.1) or WinZip's AES."""
import hashlib
import hmac
import struct
import zlib
from urllib.parse import quote

from common import PASSWORD, Vector, account, base32, seeded
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

GITHUB = account('GitHub', '')
BANK = account('Example Bank', 'alice', period=60, digits=8)
VPN = account('Vpn', '', kind='hotp', counter=42)
STEAM = account('Steam', 'carol', kind='steam')
ALL = [GITHUB, BANK, VPN, STEAM]


def listing():
    """Only the name where WinAuth knows no issuer; parameters in its order."""
    return (f'otpauth://totp/GitHub?secret={base32(GITHUB["secret"])}&digits=6\r\n'
            f'otpauth://totp/{quote(BANK["service"])}:alice?secret={base32(BANK["secret"])}&digits=8'
            '&issuer=Example+Bank&icon=Bank&period=60\r\n'
            f'otpauth://hotp/Vpn?secret={base32(VPN["secret"])}&digits=6&counter=42\r\n'
            f'otpauth://totp/Steam:carol?secret={base32(STEAM["secret"])}&digits=5&issuer=Steam&deviceid=android%3a1'
            '&data=%7b%7d\r\n').encode()


class OldCipher:
    """The keys are three numbers that every byte stirs."""

    def __init__(self, password):
        self.keys = [0x12345678, 0x23456789, 0x34567890]
        for byte in password:
            self.stir(byte)

    @staticmethod
    def crc(value, byte):
        return zlib.crc32(bytes([byte]), value ^ 0xffffffff) ^ 0xffffffff

    def stir(self, byte):
        k = self.keys
        k[0] = self.crc(k[0], byte)
        k[1] = ((k[1] + (k[0] & 0xff)) * 134775813 + 1) & 0xffffffff
        k[2] = self.crc(k[2], k[1] >> 24)

    def encrypt(self, data):
        out = bytearray()
        for byte in data:
            mask = (self.keys[2] | 2) & 0xffff
            out.append(byte ^ ((mask * (mask ^ 1)) >> 8 & 0xff))
            self.stir(byte)
        return bytes(out)


def deflate(data):
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return machine.compress(data) + machine.flush()


def archive(members):
    """members: (name, flags, method, extra, crc, stored bytes, real size)"""
    out, directory = b'', b''
    for name, flags, method, extra, crc, stored, size in members:
        head = struct.pack('<HHHHHIIIHH', 20, flags, method, 0, 0x5821, crc, len(stored), size, len(name), len(extra))
        directory += (b'PK\1\2' + struct.pack('<H', 20) + head + struct.pack('<HHHII', 0, 0, 0, 0, len(out)) + name
                      + extra)
        out += b'PK\3\4' + head + name + extra + stored
    return out + directory + b'PK\5\6' + struct.pack('<HHHHIIH', 0, 0, len(members), len(members), len(directory),
                                                     len(out), 0)


def plain_zip(name, data):
    return archive([(name, 0, 8, b'', zlib.crc32(data), deflate(data), len(data))])


def old_zip(name, data, password):
    crc = zlib.crc32(data)
    header = seeded('header', 11) + bytes([crc >> 24])
    return archive([(name, 1, 8, b'', crc, OldCipher(password.encode()).encrypt(header + deflate(data)), len(data))])


def aes_zip(name, data, password):
    salt = seeded('salt', 16)
    keys = hashlib.pbkdf2_hmac('sha1', password.encode(), salt, 1000, 66)
    cipher = Cipher(algorithms.AES(keys[:32]), modes.ECB()).encryptor()
    plain = deflate(data)
    blocks = (len(plain) + 15) // 16
    # The counter is little-endian and begins with 1.
    stream = cipher.update(b''.join(i.to_bytes(16, 'little') for i in range(1, blocks + 1)))
    secret = bytes(a ^ b for a, b in zip(plain, stream))
    mac = hmac.new(keys[32:64], secret, 'sha1').digest()[:10]
    extra = struct.pack('<HHH2sBH', 0x9901, 7, 2, b'AE', 3, 8)
    return archive([(name, 1, 99, extra, 0, salt + keys[64:66] + secret + mac, len(data))])


def vectors():
    text = listing()
    yield Vector('old.zip', old_zip(b'winauth-2024-01-01.txt', text, PASSWORD), ALL, password=PASSWORD, cut=False)
    yield Vector('aes.zip', aes_zip(b'winauth-2024-01-01.txt', text, PASSWORD), ALL, password=PASSWORD, cut=False)
    yield Vector('plain.zip', plain_zip(b'codes.TXT', text), ALL, cut=False)
    yield Vector('spoilt.zip', plain_zip(b'codes.txt', b'otpauth://totp/X?secret=!\nnothing\n' + text), ALL,
                 problems=1, others=1, cut=False)
    # Without the archive nothing tells it from any other list: the name stays a name.
    yield Vector('list.txt', text, [dict(GITHUB, service='', name='GitHub'), BANK,
                                    dict(VPN, service='', name='Vpn'), STEAM], format='otpauth', cut=False)
    yield Vector('no-links.zip', plain_zip(b'readme.txt', b'nothing here\n'), error='unknown', cut=False)
    yield Vector('password-no-links.zip', old_zip(b'readme.txt', b'nothing here\n', PASSWORD), password=PASSWORD,
                 error='empty', cut=False)
