#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets with backup codes on the command line: sheet.py PROGRAM CODES

What was written is read back by pdftotext, pdfinfo and zbarimg.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from keyrings import FileKeyring, NoKeyring, ServiceKeyring  # noqa: E402
from tap import Tap  # noqa: E402

ACCOUNTS = ('otpauth://totp/GitHub:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub\n'
            'otpauth://totp/Google:alice.example%40gmail.com?secret=NBSWY3DPO5XXE3DENBSWY3DP&issuer=Google\n'
            'otpauth://totp/Bank:alice?secret=MFRGGZDFMZTWQ2LKMFRGGZDF&issuer=Bank\n')
GITHUB = ('8c1f0-4be27 d29ab-07e51 4471c-9f0d3 b6e82-13fa9 0fd37-c5b46 91ae4-27d80 e3c05-8f1b2 5d740-a96ec 27b9f-e4031 '
          'c80d6-5a17f 6fa13-b29d4 1e5c8-7043b a4927-df6e0 f03b1-68c5d 7d9e2-41fa8 38a60-ec97b').split()
GOOGLE = '3920 4471|5518 0263|7746 9015|2384 6690|4109 8856|8840 1127|1093 5582|6627 3041|9052 7718|3471 6209'.split('|')
# Points, as ISO 216 and ANSI have them.
PAPERS = {'A4': (595.3, 841.9), 'letter': (612.0, 792.0), 'A5': (419.5, 595.3), 'LETTER': (612.0, 792.0)}


def output_of(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True, timeout=60, stdin=subprocess.DEVNULL).stdout


def text_of(path, *more):
    return output_of('pdftotext', *more, path, '-')


def info_of(path):
    return dict(re.findall(r'^([^:]+): +(.*)$', output_of('pdfinfo', path), re.M))


class Session:
    def __init__(self, tap, keyring, codes, folder):
        self.tap, self.keyring, self.codes, self.folder = tap, keyring, codes, folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def sheet(self, *words, **more):
        return self.keyring.run('sheet', *words, **more)

    def same(self, name, found, wanted):
        self.tap.check(f'{self.keyring.kind}: {name}', found == wanted, f'found    {found!r}\nexpected {wanted!r}')

    def expect(self, name, result, status, out='', err=''):
        good = result.status == status and re.search(out, result.out) and re.search(err, result.err)
        self.tap.check(f'{self.keyring.kind}: {name}', good, f'{result}\nexpected {status}, out {out!r}, err {err!r}')
        return result


def start(session):
    keyring = session.keyring
    keyring.run('add', '-', stdin=ACCOUNTS)
    session.expect('no codes to print', session.sheet('github', '--output', session.path('none.pdf')), 3, out='^$',
                   err='GitHub:alice has no backup codes')
    session.same('nothing is written', os.listdir(session.folder), [])
    for name, file in (('github', 'github-recovery-codes.txt'), ('google', 'google.txt')):
        session.expect(f'codes of {name}', keyring.run('codes', 'import', name, os.path.join(session.codes, file)), 0)


def content(session):
    out = session.path('sheet.pdf')
    done = session.expect('a sheet', session.sheet('github', 'google', '--output', out), 0,
                          out=r'^Sheet \w{3}-\w{3} written to .*sheet\.pdf: \d+ pages?\n$', err='digital copy')
    # As it was painted: columns do not mix.
    text = text_of(out, '-raw')
    places = [text.find(code) for code in GITHUB + GOOGLE]
    session.same('all codes are on it', [c for c, at in zip(GITHUB + GOOGLE, places) if at < 0], [])
    session.same('in their order', places, sorted(places))
    for word in ('GitHub', 'alice.example@gmail.com', re.search(r'Sheet (\S+)', done.out).group(1)):
        session.same(f'{word} is on it', word in text, True)
    session.same('no code is in what is said', [c for c in GITHUB + GOOGLE if c in done.out + done.err], [])
    session.same('nor in what the file says of itself', [c for c in GITHUB if c in str(info_of(out))], [])
    session.same('only its owner can read it', os.stat(out).st_mode & 0o777, 0o600)
    with open(out, 'rb') as file:
        before = file.read()
    session.expect('it is not overwritten', session.sheet('github', '--output', out), 1, out='^$', err='--force')
    session.same('and is as it was', open(out, 'rb').read() == before, True)
    session.expect('unless that is wanted', session.sheet('github', '--output', out, '--force'), 0)
    session.same('then it is another', (GOOGLE[0] in text_of(out), GITHUB[0] in text_of(out)), (False, True))
    session.expect('no such folder', session.sheet('github', '--output', session.path('no/where.pdf')), 1, err='not written')


def choices(session):
    for paper, (width, height) in PAPERS.items():
        out = session.path('paper.pdf')
        session.expect(f'on {paper}', session.sheet('github', '-o', out, '--force', '--paper', paper), 0)
        found = [float(x) for x in re.findall(r'[\d.]+', info_of(out)['Page size'])[:2]]
        session.same(f'{paper}: its size', [abs(a - b) < 1 for a, b in zip(found, (width, height))], [True, True])
    out = session.path('choice.pdf')
    one = session.sheet('github', '-o', out, '--force', '--json').json
    two = session.sheet('github', '-o', out, '--force', '--json', '--copies', '2').json
    session.same('two copies', (two['pages'], two['copies'], int(info_of(out)['Pages'])),
                 (one['pages'] * 2, 2, one['pages'] * 2))
    session.same('each with all codes', [text_of(out).count(c) for c in GITHUB], [2] * len(GITHUB))
    placed = session.sheet('github', '-o', out, '--force', '--json', '--place', 'Grey safe', '--place', 'Aunt Ada')
    session.same('one for each place', (placed.json['copies'], 'Aunt Ada' in text_of(out)), (2, True))
    session.sheet('google', '-o', out, '--force', '--no-user-names')
    session.same('without user names', ('alice' in text_of(out), GOOGLE[0] in text_of(out)), (False, True))
    session.sheet('google', '-o', out, '--force', '--code-names')
    session.same('without services', ('Google' in text_of(out), 'gmail' in text_of(out)), (False, False))
    session.sheet('github', '-o', out, '--force', '--blank')
    session.same('lines to fill in', ('GitHub' in text_of(out), [c for c in GITHUB if c in text_of(out)]), (True, []))
    session.sheet('github', 'google', '-o', out, '--force', '--one-each', '--owner', 'Alice Example', '--passwords', 'in my head')
    session.same('a page each', int(info_of(out)['Pages']) >= 2, True)
    session.same('whose, and where the passwords are', [w in text_of(out) for w in ('Alice Example', 'in my head')], [True] * 2)
    large = session.sheet('github', '-o', out, '--force', '--large')
    session.same('large print has the same codes', (large.status, [c for c in GITHUB if c not in text_of(out)]), (0, []))
    session.expect('in German', session.sheet('github', '-o', out, '--force', '--language', 'de'), 0)
    session.same('says so', ('Emergency codes' in text_of(out), [c for c in GITHUB if c not in text_of(out)]), (False, []))
    session.sheet('github', '-o', out, '--force', '--language', 'en', '--second-language', 'de')
    session.same('in English', 'Emergency codes' in text_of(out), True)
    session.same('the same account twice is there once', session.sheet('github', 'GitHub:alice', '-o', out, '--force',
                                                                       '--json').json['sets'], 1)


def codes_in_pictures(session):
    out = session.path('qr.pdf')
    session.expect('with a QR code', session.sheet('google', '-o', out, '--qr'), 0)
    subprocess.run(['pdftoppm', '-r', '200', '-gray', '-png', out, session.path('page')], check=True, timeout=60)
    pages = [session.path(name) for name in sorted(os.listdir(session.folder)) if name.startswith('page')]
    read = output_of('zbarimg', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', *pages)
    session.same('it says the codes', [c for c in GOOGLE if c not in read], [])
    session.expect('a secret for a new phone', session.sheet('bank', '-o', out, '--force', '--secrets'), 0)
    session.same('is there as text, too', 'MFRGGZDFMZTWQ2LKMFRGGZDF' in re.sub(r'\s', '', text_of(out)), True)


def register(session):
    out = session.path('kept.pdf')
    session.expect('a PDF is no printed sheet', session.sheet('github', '-o', out), 0, err='not in Sparekey’s register')
    again = session.keyring.run('codes', 'import', 'github', '-', '--replace', stdin='\n'.join(c[::-1] for c in GITHUB))
    session.same('so none is void when new codes come', (again.status, 'void now' in again.err), (0, False))
    shown = session.expect('one that is held', session.sheet('github', '-o', out, '--force', '--printed', '--json'), 0)
    session.same('is in the register', (shown.json['recorded'], 'not in Sparekey' in shown.err), (True, False))
    session.same('with the codes that count', [c for c in GITHUB if c[::-1] not in text_of(out) or c in text_of(out)], [])
    session.expect('and void when new codes come', session.keyring.run('codes', 'import', 'github', '-', '--replace',
                                                                       stdin='12345678\n23456789\n'), 0,
                   err='1 printed sheet is void now. Destroy it')
    session.sheet('github', 'google', '-o', out, '--force', '--printed')
    session.expect('but not the last paper with codes of others', session.keyring.run(
        'codes', 'import', 'github', '-', '--replace', stdin='34567890\n45678901\n'), 0,
        err='only paper with codes of other accounts')


def register_secrets(session):
    """What makes one-time codes is noted: whoever finds such a sheet needs no phone."""
    def noted(*words):
        name = session.sheet('bank', 'google', '-o', session.path('secret.pdf'), '--force', '--json', '--printed',
                             *words).json['sheet']
        found = subprocess.run(['secret-tool', 'search', '--all', 'xdg:schema', 'io.github.sparekey.Record', 'kind', 'thing'],
                               env=session.keyring.env(), capture_output=True, text=True, check=True, timeout=60).stdout
        line, = re.findall(rf'^secret = (sparekey:sheet\?.*&name={name}&.*)$', found, re.M)
        return re.findall('&secret=([^&]*)', line)

    accounts = {a['service']: a['id'] for a in session.keyring.run('list', '--json').json['accounts']}
    session.keyring.run('codes', 'import', 'bank', '-', stdin='11223344\n55667788\n')
    session.same('secrets on a sheet are noted', noted('--secrets'), [accounts['Bank'], accounts['Google']])
    session.same('and none that are not', (noted(), noted('--secrets', '--blank'), noted('--secrets', '--card')), ([], [], []))


def usage(session):
    out = session.path('usage.pdf')
    for words in ([], ['github'], ['-o', out], ['github', '-o', out, '--paper', 'B5'], ['github', '-o', out, '--copies', '0'],
                  ['github', '-o', out, '--copies', '21'], ['github', '-o', out, '--language', 'xx'],
                  ['github', '-o', out, '--second-language', 'xx']):
        session.expect(f'usage: {" ".join(words)}'.replace(session.folder, ''), session.sheet(*words), 2, out='^$', err='--help')
    session.expect('no such account', session.sheet('nobody', '-o', out), 3, out='^$')
    session.same('nothing is written', os.path.exists(out), False)
    session.expect('help', session.sheet('--help'), 0, out='sparekey-cli sheet .*OPTION')
    piped = subprocess.run([session.keyring.program, 'sheet', 'google', '-o', '-'], env=session.keyring.env(),
                           capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
    session.same('to standard output', (piped.returncode, piped.stdout[:5], piped.stdout.rstrip()[-5:]), (0, b'%PDF-', b'%%EOF'))
    status, shown = session.keyring.terminal('sheet', 'google', '-o', '-')
    session.tap.check('but not to a terminal', status == 2 and '%PDF' not in shown, shown)


def no_service(session):
    session.expect('no keyring', session.sheet('x', '-o', session.path('x.pdf')), 5, out='^$')


def main(program, codes):
    tap = Tap()
    for kind in (FileKeyring, ServiceKeyring):
        with kind(program) as keyring, tempfile.TemporaryDirectory() as folder:
            session = Session(tap, keyring, codes, folder)
            steps = [start, content, register, usage]
            # Another program can read what is stored there.
            if kind is ServiceKeyring:
                steps.insert(3, register_secrets)
            # How the keyring keeps codes makes no difference to paper.
            if kind is FileKeyring:
                steps[2:2] = [choices, codes_in_pictures]
            for step in steps:
                tap.run(f'{keyring.kind}: {step.__name__}', step, session)
    with NoKeyring(program) as keyring, tempfile.TemporaryDirectory() as folder:
        tap.run('no keyring', no_service, Session(tap, keyring, codes, folder))
    tap.finish()


main(os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]))
