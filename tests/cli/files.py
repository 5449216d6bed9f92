#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files in and out of sparekey-cli: files.py PROGRAM VECTORS

Takes in what other programs write (VECTORS, made by tests/formats/make-vectors),
writes for them, makes QR codes and sealed backups, and moves everything into
an empty keyring. Expected codes come from oathtool, QR codes are read by
zbarimg and made by qrencode.
"""
import base64
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from keyrings import FileKeyring, ServiceKeyring  # noqa: E402
from tap import Tap  # noqa: E402

PASSPHRASE = 'correct horse Tür 錠'
AT = 1111111109


def expected(path):
    with open(path + '.expect', encoding='utf-8') as file:
        return json.load(file)


def everything(keyring):
    """All accounts with their secrets, without what each keyring has for itself."""
    found = []
    for one in keyring.run('list', '--json').json['accounts']:
        shown = keyring.run('show', one['id'], '--secret', '--json')
        assert shown.status == 0, shown
        account = shown.account
        found.append((shown.json['uri'], account['note'], tuple(account['tags']), account['favorite']))
    return sorted(found)


def oathtool_code(account):
    """The code that oathtool makes of what the vector's maker wrote; None for kinds it does not know."""
    secret = base64.b32encode(bytes.fromhex(account['secret'])).decode()
    if account['kind'] == 'totp':
        words = [f'--totp={account["algorithm"].lower()}', f'-d{account["digits"]}', f'-s{account["period"]}s',
                 f'--now=@{AT}']
        if account['digits'] not in (6, 7, 8):
            return None
    else:
        return None
    return subprocess.run(['oathtool', '-b', *words, secret], capture_output=True, text=True, check=True).stdout.strip()


class Session:
    def __init__(self, tap, keyring, other, vectors, folder):
        self.tap, self.keyring, self.other, self.vectors, self.folder = tap, keyring, other, vectors, folder
        self.password = self.path('password')
        with open(self.password, 'w', encoding='utf-8') as file:
            file.write(PASSPHRASE + '\nanother line\n')

    def path(self, name):
        return os.path.join(self.folder, name)

    def same(self, name, found, wanted):
        self.tap.check(name, found == wanted, f'found    {found!r}\nexpected {wanted!r}')

    def expect(self, name, result, status, out='', err=''):
        good = result.status == status and re.search(out, result.out) and re.search(err, result.err)
        self.tap.check(name, good, f'{result}\nexpected {status}, out {out!r}, err {err!r}')
        return result


def vector_files(vectors):
    for folder, _, names in sorted(os.walk(vectors)):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if not name.endswith('.expect') and 'error' not in expected(path) and expected(path)['accounts']:
                yield path


def compare_vector(session, keyring, path, wanted):
    """Imports one file into an empty keyring, and looks at the accounts and the first code."""
    words = ['import', '--json', path]
    if 'password' in wanted:
        words += ['--password-file', session.password]
    done = keyring.run(*words)
    found = done.json['files'][0].get('accounts', []) if done.out else []
    sources = [a for a in wanted['accounts'] if not skipped(a, path)]
    label = os.path.relpath(path, session.vectors)
    fields = ('kind', 'service', 'name')
    session.same(f'{label}: the accounts', [tuple(a[f] for f in fields) for a in found],
                 [tuple(a[f] for f in fields) for a in sources])
    for account, source in zip(found, sources):
        code = oathtool_code(source)
        if code is not None:
            made = keyring.run('code', account['id'], '--at', str(AT))
            session.same(f'{label}: the code of {account["service"]}:{account["name"]}', made.out.strip(), code)
            break


def skipped(account, path):
    """What stays out without being asked: the bin of another program, and accounts without their PIN."""
    own = os.path.basename(os.path.dirname(path)) == 'sparekey'
    return bool(account.get('notes', 0) & (4 if own else 6))


def no_twins(accounts):
    codes = [(a['kind'], a['secret'], a.get('algorithm'), a.get('digits'), a.get('period')) for a in accounts]
    return len(set(codes)) == len(codes)


def imports(session):
    for path in vector_files(session.vectors):
        wanted = expected(path)
        # Under the sanitizers the large ones are read by tests/formats only: each takes minutes there.
        if 'SPAREKEY_TEST_SANITIZED' in os.environ and os.path.getsize(path) > 40960:
            continue
        if no_twins(wanted['accounts']) and wanted.get('password', PASSPHRASE) == PASSPHRASE:
            with FileKeyring(session.keyring.program) as keyring:
                compare_vector(session, keyring, path, wanted)


def behaviour(session):
    keyring = session.keyring
    path = os.path.join(session.vectors, 'otpauth', 'mixed.txt')
    result = session.expect('a bad entry does not hide the good ones', keyring.run('import', path), 10,
                            out='4 accounts taken in', err='Not everything')
    session.tap.check('no secret in what is said', 'JBSWY3DP' not in result.out + result.err, result)
    session.expect('again: everything is there', keyring.run('import', os.path.join(session.vectors, 'otpauth', 'plain.txt')),
                   0, out='0 accounts taken in, 4 were there already')
    before = everything(keyring)
    session.expect('a dry run says what would be', keyring.run('import', '--dry-run', '--duplicates', 'keep', path), 10,
                   out='4 accounts would be taken in')
    session.same('a dry run changes nothing', everything(keyring), before)
    session.expect('keep both', keyring.run('import', '--duplicates=keep', path), 10, out='4 accounts taken in')
    session.same('both are there', len(everything(keyring)), 8)
    session.expect('an unknown word', keyring.run('import', '--duplicates=all', path), 2, err='skip, keep or replace')
    session.expect('standard input', keyring.run('import', '-', stdin=open(path, 'rb').read()), 10,
                   out='standard input: .*4 were there')
    session.expect('no file of that name', keyring.run('import', session.path('nothing')), 1, err='cannot be read')
    session.expect('nobody’s file', keyring.run('import', '-', stdin=b'\x00\x01\x02' * 5), 7, err='no file that Sparekey knows')
    for one in keyring.run('list', '--json').json['accounts']:
        keyring.run('remove', one['id'], '--erase', '--yes')


def passwords(session):
    for path in vector_files(session.vectors):
        if expected(path).get('password') == PASSPHRASE:
            break
    session.expect('a password is needed', session.keyring.run('import', path), 12, err='--password-file')
    session.expect('a wrong one', session.keyring.run('import', path, '--password-file', '-', stdin='no\n'), 12,
                   err='does not open')
    status, shown = session.keyring.terminal('import', '--dry-run', path, answers=[('Password of the file', PASSPHRASE + '\n')])
    session.tap.check('asked on the terminal, and not shown', status in (0, 10) and PASSPHRASE not in shown, shown)


def pictures(session):
    """QR codes as pictures: ours are read by zbarimg, qrencode's by us."""
    keyring = session.keyring
    source = os.path.join(session.vectors, 'otpauth', 'plain.txt')
    with open(source, encoding='utf-8') as file:
        lines = file.read().split()
    made = []
    for number, line in enumerate(lines):
        made.append(session.path(f'code-{number}.png'))
        subprocess.run(['qrencode', '-o', made[-1]], input=line.encode(), check=True)
    session.expect('pictures with QR codes', keyring.run('import', *made), 0, out='4 accounts taken in')
    for one in keyring.run('list', '--json').json['accounts']:
        out = session.path('out.png')
        session.expect(f'a picture of {one["service"]}', keyring.run('qr', one['id'], out), 0, err='Whoever sees')
        read = subprocess.run(['zbarimg', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', out],
                              capture_output=True, text=True, check=True).stdout.strip()
        uri = keyring.run('show', one['id'], '--secret').out.strip()
        session.same(f'what zbarimg reads of {one["service"]}', read, uri)
        session.same('only its owner can read it', os.stat(out).st_mode & 0o777, 0o600)
    subprocess.run(['convert', '-size', '200x200', 'xc:white', session.path('white.png')], check=True)
    session.expect('a picture without a code', keyring.run('import', session.path('white.png')), 7, err='No QR code')


def exports(session):
    keyring, other = session.keyring, session.other
    wanted = everything(keyring)
    session.expect('the format is missing', keyring.run('export', session.path('x')), 2, err='aegis')
    for name, encrypted in (('otpauth', False), ('aegis', False), ('aegis-encrypted', True), ('2fas', False),
                            ('2fas-encrypted', True), ('google', False)):
        out = session.path(f'export-{name}.png' if name == 'google' else f'export-{name}')
        words = ['--password-file', session.password] if encrypted else []
        done = keyring.run('export', '--format', name, out, *words)
        files = sorted(os.path.join(session.folder, f) for f in os.listdir(session.folder) if f.startswith(f'export-{name}.')
                       or f.startswith(f'export-{name}-') or f == f'export-{name}') if name == 'google' else [out]
        if name == 'google':
            # A period of 60 s and seven digits are not for Google.
            session.expect('google: what it cannot hold is left out', done, 10, err='2 accounts were left out')
        else:
            session.expect(f'{name}: written', done, 0)
        session.same(f'{name}: only its owner can read it', os.stat(files[0]).st_mode & 0o777, 0o600)
        back = other.run('import', *files, *words)
        session.expect(f'{name}: read again', back, 0)
        found = everything(other)
        session.same(f'{name}: the same accounts', found,
                     [a for a in wanted if name != 'google' or ('period=60' not in a[0] and 'digits=7' not in a[0])])
        for one in other.run('list', '--json').json['accounts']:
            other.run('remove', one['id'], '--erase', '--yes')
    session.expect('no folder', keyring.run('export', '--format', 'otpauth', session.path('no/where')), 1, err='not written')
    text = session.expect('to standard output', keyring.run('export', '--format', 'otpauth', '-'), 0)
    session.same('one link a line', len(text.out.split()), len(wanted))


def backups(session):
    keyring, other = session.keyring, session.other
    accounts = keyring.run('list', '--json').json['accounts']
    keyring.run('edit', accounts[0]['id'], '--note', 'a note\nof two lines', '--tag', 'work', '--favorite', 'yes')
    keyring.run('remove', accounts[1]['id'])
    wanted = everything(keyring)
    out = session.path('all.sparekey')
    session.expect('a backup', keyring.run('backup', out, '--password-file', session.password), 0, out='4 accounts')
    session.same('only its owner can read it', os.stat(out).st_mode & 0o777, 0o600)
    with open(out, 'rb') as file:
        content = file.read()
    session.tap.check('nothing to read in it', b'otpauth' not in content and b'GitHub' not in content, '')
    session.expect('restored where nothing is', other.run('restore', out, '--password-file', session.password), 0)
    session.same('everything is there', everything(other), wanted)
    session.same('the bin too', [one['service'] for one in other.run('list', '--bin', '--json').json['accounts']],
                 [accounts[1]['service']])
    session.expect('a second time there is nothing to write',
                   other.run('restore', out, '--password-file', session.password), 0, out='Records written: 0')
    session.expect('a wrong passphrase', other.run('restore', out, '--password-file', '-', stdin='no\n'), 12)
    other.run('remove', other.run('list', '--json').json['accounts'][0]['id'])
    other.run('add', '-', stdin='otpauth://totp/Only:here?secret=JBSWY3DPEHPK3PXP')
    session.expect('said beforehand', other.run('restore', out, '--replace', '--dry-run', '--password-file', session.password),
                   0, out='To the bin: 1')
    session.expect('replaced', other.run('restore', out, '--replace', '--password-file', session.password), 0)
    session.same('as it was in the backup', everything(other), wanted)
    bins = [one['service'] for one in other.run('list', '--bin', '--json').json['accounts']]
    session.tap.check('what was only here is in the bin', 'Only' in bins, bins)
    piped = subprocess.run([keyring.program, 'backup', '-', '--password-file', session.password], env=keyring.env(),
                           capture_output=True, check=True, timeout=60, stdin=subprocess.DEVNULL).stdout
    session.expect('through a pipe', other.run('restore', '-', '--password-file', session.password, stdin=piped), 0)
    session.expect('not a backup', other.run('restore', os.path.join(session.vectors, 'otpauth', 'plain.txt')), 7,
                   err='no backup of Sparekey')
    session.expect('a name is still a name', other.run('restore', 'only'), 0, out='Restored Only:here')
    # Cut, and changed in one byte.
    session.expect('cut short', other.run('restore', '-', '--password-file', session.password, stdin=content[:-1]), 7)
    session.expect('changed', other.run('restore', '-', '--password-file', session.password,
                                        stdin=content[:-40] + bytes([content[-40] ^ 1]) + content[-39:]), 12 if len(content) < 65536 else 7)
    # Onto a disk that is full.
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, 'kept.sparekey')
        with open(target, 'wb') as file:
            file.write(content)
        limited = subprocess.run(['sh', '-c', 'ulimit -f 1; trap "" XFSZ; exec "$@"', 'sh', keyring.program, 'backup', target,
                                  '--password-file', session.password], env=keyring.env(), capture_output=True, timeout=60,
                                 stdin=subprocess.DEVNULL)
        session.tap.check('a full disk is told', limited.returncode != 0, limited)
        session.same('and the old backup stays', open(target, 'rb').read(), content)
        session.same('and nothing beside it', os.listdir(folder), ['kept.sparekey'])


def main(program, vectors):
    tap = Tap()
    for kind in (FileKeyring, ServiceKeyring):
        with kind(program) as keyring, kind(program) as other, tempfile.TemporaryDirectory() as folder:
            session = Session(tap, keyring, other, vectors, folder)
            steps = [behaviour, passwords, pictures, exports, backups]
            # Each file once: how the keyring keeps accounts makes no difference to reading.
            for step in ([imports] if kind is FileKeyring else []) + steps:
                tap.run(f'{keyring.kind}: {step.__name__}', step, session)
    tap.finish()


main(os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]))
