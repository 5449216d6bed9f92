#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/backup.md is enough to read and write a sealed backup: test-backup.py TOOL

read-backup.py, which follows that page, opens what Sparekey sealed; Sparekey
opens what is sealed here with the same few functions.
"""
import base64
import importlib.util
import os
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from tap import Tap  # noqa: E402

spec = importlib.util.spec_from_file_location('read_backup', os.path.join(HERE, 'read-backup.py'))
reader = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reader)

RECORDS = [
    'otpauth://totp/Example:alice@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Example&algorithm=SHA1&digits=6'
    '&period=30&x-id=0b9f6f1e-2d3c-4b5a-8f7e-112233445566&x-version=1',
    'otpauth://hotp/Caf%C3%A9:b?secret=GEZDGNBVGY3TQOJQ&issuer=Caf%C3%A9&algorithm=SHA256&digits=8&counter=7'
    '&x-id=22222222-2d3c-4b5a-8f7e-112233445566&x-deleted=1767225600&x-version=1',
    'sparekey:code-set?x-id=6f9619ff-8b86-d011-b42d-00cf4fc964ff&code=1234&code=5678',
]
PREFERENCES = {'sort-by': "'name'", 'seconds': 'uint32 30'}
# SpareCryptoError, as the tool prints it.
PASSWORD, DAMAGED, PARAMETERS, MEMORY, VERSION = range(5)


def make_text(size=None):
    """A text of exactly @size bytes, or a short one."""
    def lines(broken):
        text = 'sparekey-backup 1\ncreated 1767225600\n'
        text += "preference sort-by %27name%27\npreference seconds uint32%2030\n"
        text += ''.join(f'record {line}\n' for line in records)
        text += ''.join(f'broken {base64.b64encode(one).decode()}\n' for one in broken)
        return (text + f'end {len(records)} {len(broken)}\n').encode()

    records = list(RECORDS)
    broken = [b'\0\1\2\3', b'otpauth://nonsense']
    if size is not None:
        # Base64 grows by fours; a record's note fills what is left.
        records[0] = records[0].replace('&x-version', '&x-note=n&x-version')
        broken.append(b'')
        missing = size - len(lines(broken))
        broken[-1] = bytes(i * 7 % 256 for i in range(missing // 4 * 3))
        records[0] = records[0].replace('x-note=n', 'x-note=' + 'n' * (1 + missing % 4))
    text = lines(broken)
    assert size is None or len(text) == size, (len(text), size)
    return text


class Bench:
    def __init__(self, tool, folder):
        self.tool = tool
        self.path = os.path.join(folder, 'backup.sparekey')

    def call(self, command, passphrase, text=b'', *more):
        done = subprocess.run([self.tool, command, self.path, *more], input=passphrase.encode() + b'\n' + text,
                              stdout=subprocess.PIPE)
        return done.returncode, done.stdout

    def seal(self, text, passphrase, *more):
        """By Sparekey."""
        status, said = self.call('seal', passphrase, text, *more)
        assert status == 0, said
        with open(self.path, 'rb') as file:
            return file.read()

    def open(self, file, passphrase):
        """By Sparekey: the text, or the number of the error."""
        with open(self.path, 'wb') as out:
            out.write(file)
        status, said = self.call('open', passphrase)
        if status == 0:
            return said
        assert status == 1 and said.startswith(b'error '), (status, said)
        return int(said.split()[1])


def split(text):
    """(tag, text) of each chunk, as a writer has to make them."""
    pieces = [text[at:at + reader.CHUNK] for at in range(0, len(text), reader.CHUNK)] or [b'']
    return [(reader.MESSAGE, piece) for piece in pieces[:-1]] + [(reader.FINAL, pieces[-1])]


def write_file(parts, passphrase, passes=1, memory=8192, version=1, size=None):
    """A sealed backup by hand."""
    salt, start = os.urandom(16), os.urandom(24)
    if size is None:
        size = reader.HEADER + sum(reader.OVERHEAD + len(text) for _, text in parts)
    header = reader.MAGIC + struct.pack('>IIIQ', version, passes, memory, size) + salt + start
    # What cannot be computed needs no key: it is refused before.
    fits = 1 <= passes <= 16 and 8192 <= memory <= 65536
    stream = reader.Stream(reader.derive_key(passphrase, passes, memory, salt) if fits else bytes(32), start)
    file = header
    for number, (tag, text) in enumerate(parts):
        file += stream.seal(tag, text, header if number == 0 else b'')
    return file


def check_hchacha20():
    """draft-irtf-cfrg-xchacha-03, 2.2.1"""
    key = bytes(range(32))
    nonce = bytes.fromhex('000000090000004a0000000031415927')
    assert reader.hchacha20(key, nonce).hex() == '82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc'


def check_ours(bench, text, passphrase, *more):
    file = bench.seal(text, passphrase, *more)
    assert reader.open_file(file, passphrase) == text
    backup = reader.read_text(text)
    assert backup.created == 1767225600 and backup.preferences == PREFERENCES
    assert len(backup.records) == 3 and backup.broken[0] == b'\0\1\2\3'
    return file


def check_theirs(bench, text, passphrase, *more):
    found = bench.open(write_file(split(text), passphrase, *more), passphrase)
    assert found == text, found if isinstance(found, int) else 'another text'


def check_refused(bench, file, passphrase, error):
    found = bench.open(file, passphrase)
    assert found == error, found
    try:
        reader.read_text(reader.open_file(file, passphrase))
    except reader.Damaged:
        return
    raise AssertionError('the other reader took it')


def check_wrong(bench):
    file = bench.seal(make_text(), 'right')
    check_refused(bench, file, 'wrong', PASSWORD)


def check_main(bench):
    text = make_text()
    bench.seal(text, 'right')
    command = [sys.executable, os.path.join(HERE, 'read-backup.py'), bench.path]
    done = subprocess.run(command, input=b'right\n', capture_output=True)
    assert (done.returncode, done.stdout) == (0, text), done
    done = subprocess.run(command, input=b'wrong\n', capture_output=True)
    assert done.returncode == 1 and done.stdout == b'', done


def main(tool):
    tap = Tap()
    text = make_text()
    long = make_text(200000)
    word = 'correct horse'
    with tempfile.TemporaryDirectory(prefix='sparekey-backup-') as folder:
        bench = Bench(tool, folder)
        tap.run('HChaCha20 is as its draft has it', check_hchacha20)
        tap.run('what Sparekey seals is read', check_ours, bench, text, word)
        tap.run('with the parameters that people get', check_ours, bench, text, word, 'usual')
        tap.run('with a passphrase beyond ASCII', check_ours, bench, text, 'Schlüssel 🔑 e\u0301')
        tap.run('with a passphrase of 1024 bytes', check_ours, bench, text, 'p' * 1024)
        for size in (65535, 65536, 65537, 131072, 131073, 200000):
            tap.run(f'a text of {size} bytes is read', check_ours, bench, make_text(size), word)
            tap.run(f'a text of {size} bytes is written', check_theirs, bench, make_text(size), word)
        tap.run('Sparekey reads what another sealed', check_theirs, bench, text, word)
        tap.run('with other parameters', check_theirs, bench, text, word, 5, 9000)
        tap.run('with a passphrase beyond ASCII, too', check_theirs, bench, text, 'Schlüssel 🔑 e\u0301')
        tap.run('the reader is a program', check_main, bench)

        tap.run('a wrong passphrase', check_wrong, bench)
        for name, file, error in (
                ('a later version', write_file(split(text), word, version=2), VERSION),
                ('version 0', write_file(split(text), word, version=0), DAMAGED),
                ('no passes', write_file(split(text), word, passes=0), PARAMETERS),
                ('too many passes', write_file(split(text), word, passes=17), PARAMETERS),
                ('too little memory', write_file(split(text), word, memory=8191), PARAMETERS),
                ('too much memory', write_file(split(text), word, memory=2097153), MEMORY),
                ('another size', write_file(split(text), word, size=5000), DAMAGED),
                ('no end', write_file([(0, text)], word), DAMAGED),
                ('an end too early', write_file([(3, long[:65536]), (3, long[65536:131072])], word), DAMAGED),
                ('an end that is missing', write_file(split(long)[:-1], word), DAMAGED),
                ('another tag', write_file([(1, text)], word), DAMAGED),
                ('a tag for a new key', write_file([(2, long[:65536]), (3, b'')], word), DAMAGED),
                ('a chunk that is not full', write_file([(0, text[:100]), (3, text[100:])], word), PASSWORD),
                ('text that is cut', write_file(split(text[:-8]), word), DAMAGED),
                ('text that goes on', write_file(split(text + b'x\n'), word), DAMAGED),
                ('no text', write_file([(3, b'')], word), DAMAGED),
                ('bytes behind the end', write_file(split(text), word) + b'\0', DAMAGED)):
            tap.run(f'{name} is refused', check_refused, bench, file, word, error)
    tap.finish()


main(sys.argv[1])
