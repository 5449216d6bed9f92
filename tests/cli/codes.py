#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup codes on the command line: codes.py PROGRAM CODES

Takes in files as services write them (CODES, of tests/formats), uses codes,
makes some. Check characters are computed here, by the standard's formula.
"""
import fcntl
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from keyrings import FileKeyring, NoKeyring, ServiceKeyring  # noqa: E402
from tap import Tap  # noqa: E402

ACCOUNTS = ('otpauth://totp/GitHub:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub\n'
            'otpauth://totp/Google:alice.example%40gmail.com?secret=NBSWY3DPO5XXE3DENBSWY3DP&issuer=Google\n'
            'otpauth://totp/Mailgun:ops?secret=MFRGGZDFMZTWQ2LKMFRGGZDF&issuer=Mailgun\n'
            'otpauth://totp/mail.ch:peter.muster%40mail.ch?secret=KRSXG5CTMVRXEZLUKRSXG5CT&issuer=mail.ch\n')
ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
GITHUB = ('8c1f0-4be27 d29ab-07e51 4471c-9f0d3 b6e82-13fa9 0fd37-c5b46 91ae4-27d80 e3c05-8f1b2 5d740-a96ec 27b9f-e4031 '
          'c80d6-5a17f 6fa13-b29d4 1e5c8-7043b a4927-df6e0 f03b1-68c5d 7d9e2-41fa8 38a60-ec97b').split()
GOOGLE = '3920 4471|5518 0263|7746 9015|2384 6690|4109 8856|8840 1127|1093 5582|6627 3041|9052 7718|3471 6209'.split('|')


def check_characters(code):
    """ISO/IEC 7064, MOD 1271,36: the sum of all characters, each times 36 to the power of its place, is 1 modulo 1271."""
    values = [ALPHABET.index(c) for c in code.upper() if c in ALPHABET]
    total = 0
    for value in values:
        total = (total + value) * 36 % 1271
    wanted = (1 - total * 36) % 1271
    return ALPHABET[wanted // 36] + ALPHABET[wanted % 36]


class Session:
    def __init__(self, tap, keyring, codes, folder):
        self.tap, self.keyring, self.codes, self.folder = tap, keyring, codes, folder

    def file(self, name):
        return os.path.join(self.codes, name)

    def run(self, *words, **more):
        return self.keyring.run('codes', *words, **more)

    def same(self, name, found, wanted):
        self.tap.check(f'{self.keyring.kind}: {name}', found == wanted, f'found    {found!r}\nexpected {wanted!r}')

    def expect(self, name, result, status, out='', err=''):
        good = result.status == status and re.search(out, result.out) and re.search(err, result.err)
        self.tap.check(f'{self.keyring.kind}: {name}', good, f'{result}\nexpected {status}, out {out!r}, err {err!r}')
        return result

    def sets(self, name):
        return self.run('list', name, '--json', '--secret').json['sets']


def taking_in(session):
    session.expect('none yet', session.run('list', 'github'), 0, out='^$', err='codes import NAME FILE')
    session.expect('nothing to use', session.run('use', 'github'), 3, out='^$', err='has no backup codes')
    dry = session.run('import', 'github', session.file('github-recovery-codes.txt'), '--dry-run')
    session.expect('a dry run', dry, 0, out='16 backup codes would be taken in for GitHub:alice')
    session.same('changes nothing', session.sets('github'), [])
    done = session.expect('a file of codes', session.run('import', 'github', session.file('github-recovery-codes.txt')), 0,
                          out='^16 backup codes taken in for GitHub:alice:\n', err='Delete it')
    session.same('codes are shown only if asked for', [c for c in GITHUB if c in done.out + done.err], [])
    session.same('check characters', re.findall(r'^ +(\d+)  ·(\w\w)$', done.out, re.M),
                 [(str(i), check_characters(c)) for i, c in enumerate(GITHUB, 1)])
    found, = session.sets('github')
    session.same('the codes', [c['code'] for c in found['codes']], GITHUB)
    session.same('and where they are from', (found['file'], found['count'], found['left'], found['kept'], found['void']),
                 ('github-recovery-codes.txt', 16, 16, True, None))
    session.expect('the same again', session.run('import', 'github', '-', stdin='\n'.join(GITHUB[4:7])), 8, out='^$',
                   err='--duplicate')
    session.same('is refused', len(session.sets('github')), 1)
    piped = session.run('import', 'google', '-', '--json', '--effect', 'no-password', '--numbered', 'no', '--case', 'no',
                        '--separators', 'no', stdin=open(session.file('google.txt'), 'rb').read())
    found = piped.json['set']
    session.same('from standard input', (piped.status, found['count'], found['file'], found['effect'], found['by_number'],
                                         found['case'], found['separators']),
                 (0, 10, '', 'no-password', 'no', 'no', 'no'))
    session.same('what was left out', piped.json['left_out'],
                 {'prose': 3, 'addresses': 2, 'dates': 1, 'unsure': 0, 'twice': 0})
    session.same('two columns in the order of their numbers', [c['code'] for c in session.sets('google')[0]['codes']], GOOGLE)
    session.expect('for somebody else', session.run('import', 'github', session.file('google.txt'), '--dry-run'), 0,
                   err=r'for alice\.example@gmail\.com\. Check')


def refusals(session):
    for name in ('only-prose.txt', 'document.pdf', 'picture.png'):
        session.expect(f'no codes: {name}', session.run('import', 'mailgun', session.file(name)), 7, out='^$',
                       err='No backup codes were found')
    session.expect('no file', session.run('import', 'mailgun', session.file('nothing-here')), 1, err='cannot be read')
    session.expect('too large', session.run('import', 'mailgun', '-', stdin='12345678\n' * 150000), 7, err='too large')
    session.expect('too many', session.run('import', 'mailgun', '-', stdin='\n'.join(str(12345678 + i) for i in range(501))),
                   7, err='at most 500')
    session.expect('no account', session.run('import', 'nobody', '-', stdin='12345678'), 3, err='No account is called')
    for words in (['import', 'mailgun'], ['list'], ['use'], [], ['fly'], ['list', 'github', '--nonsense'],
                  ['import', 'mailgun', '-', '--effect', 'magic'], ['import', 'mailgun', '-', '--numbered', 'perhaps'],
                  ['make', '--preset', 'runes'], ['make', '--count', '0'], ['make', '--count', '501'], ['make', '--replace']):
        session.expect(f'usage: {" ".join(words)}', session.run(*words, stdin='12345678'), 2, out='^$', err='--help')
    session.same('nothing was taken in', session.sets('mailgun'), [])
    for command in ('import', 'list', 'use', 'make'):
        session.expect(f'help of {command}', session.run(command, '--help'), 0, out=f'sparekey-cli codes {command} .*OPTION')


def unsure(session):
    text = '93027461\n18450937\n60718253\nHX4K-72PM-QW9C\n93027461\n'
    left = session.run('import', 'mailgun', '-', '--dry-run', '--json', stdin=text).json
    session.same('one unlike the others', (left['set']['count'], left['left_out']['unsure'], left['left_out']['twice']), (3, 1, 1))
    session.expect('is told of', session.run('import', 'mailgun', '-', '--dry-run', stdin=text), 0, err='--unsure')
    session.same('and taken in if asked for', session.run('import', 'mailgun', '-', '--dry-run', '--json', '--unsure',
                                                          stdin=text).json['set']['count'], 4)


def using(session):
    first = session.run('use', 'github')
    session.same('the next one is printed', (first.status, first.out, first.err), (0, GITHUB[0] + '\n', ''))
    session.same('and the one after it', session.run('use', 'github').out, GITHUB[1] + '\n')
    chosen = session.run('use', 'github', '5', '--json').json
    session.same('one by its number', [chosen[k] for k in ('number', 'code', 'check', 'left')],
                 ['5', GITHUB[4], check_characters(GITHUB[4]), 13])
    session.same('is marked', [c['number'] for c in session.sets('github')[0]['codes'] if c['used']], ['1', '2', '5'])
    session.expect('only once', session.run('use', 'github', '5'), 7, out='^$', err='works only once')
    session.expect('taken back', session.run('use', 'github', '--undo', '5'), 0, out='Code 5 counts as unused again')
    session.expect('only what was used', session.run('use', 'github', '--undo', '5'), 7, err='not marked as used')
    session.expect('undo needs a number', session.run('use', 'github', '--undo'), 2)
    session.expect('no such number', session.run('use', 'github', '99'), 3, err='no backup code with this number')
    session.same('left', session.sets('github')[0]['left'], 14)
    listed = session.run('list', 'github')
    session.expect('the list says so', listed, 0, out=r'14 of 16 left(.|\n)*   1  ·\w\w  used \d{4}-\d\d-\d\d\n')
    session.same('without the codes', [c for c in GITHUB if c in listed.out], [])
    status, shown = session.keyring.terminal('codes', 'list', 'github', '--secret')
    session.tap.check('a terminal is warned', status == 0 and 'Whoever sees' in shown and GITHUB[3] in shown, shown)
    for left in range(13, 2, -1):
        session.keyring.run('codes', 'use', 'github')
    session.expect('few are left', session.run('use', 'github'), 0, err='2 codes are left')
    session.run('use', 'github')
    session.expect('the last one', session.run('use', 'github'), 0, err='This was the last one')
    session.expect('none is left', session.run('use', 'github'), 3, out='^$', err='All backup codes of this account are used')


def numbered(session):
    session.expect('numbers as the service has them', session.run('import', 'mail.ch', session.file('mail-ch.txt'),
                                                                  '--numbered', 'yes'), 0, out='  01  ·')
    session.expect('the service asks by number', session.run('use', 'mail.ch'), 2, out='^$', err='Give that number')
    session.same('with and without a zero', session.run('use', 'mail.ch', '4').out, 'D9F5-2VJZ\n')
    session.same('marked', session.run('use', 'mail.ch', '04').status, 7)
    session.expect('one key that turns it off', session.run('import', 'mailgun', session.file('mailgun.txt'), '--effect',
                                                            'turns-off'), 0, out='1 backup code taken in')
    session.expect('is told of', session.run('use', 'mailgun'), 0, out='^7f3c9e21b04d4a68a5d2\n$',
                   err='turns two-step sign-in off')


def replacing(session):
    session.expect('new codes', session.run('import', 'github', '-', '--replace', stdin='\n'.join(c[::-1] for c in GITHUB)), 0)
    new, old = session.sets('github')
    session.same('the old ones are void', (new['void'], new['left'], old['void'], old['left']), (None, 16, 'replaced', 0))
    session.same('the new ones are used', session.run('use', 'github').out, GITHUB[0][::-1] + '\n')
    session.expect('older ones stay without it', session.run('import', 'google', '-', stdin='11112222\n33334444\n'), 0)
    session.same('and count', [one['void'] for one in session.sets('google')], [None, None])


def making(session):
    forms = {'digits': (10, r'\d{4}-\d{4}', '26.6'), 'groups': (16, r'[0-9A-Z]{5}-[0-9A-Z]{5}', '47.5'),
             'hex': (8, r'([0-9a-f]{4}-){3}[0-9a-f]{4}', '64.0'), 'words': (10, '([a-z]+-){5}[a-z]+', '66.0')}
    for name, (count, form, bits) in forms.items():
        made = session.run('make', '--preset', name)
        lines = made.out.splitlines()
        session.same(f'{name}: all of one form, all different', (made.status, len(lines), len(set(lines)),
                     [one for one in lines if not re.fullmatch(form, one)]), (0, count, count, []))
        session.expect(f'{name}: the strength', made, 0, err=f'has {bits} bits')
        session.same(f'{name}: a warning under 64 bits', 'too little' in made.err, float(bits) < 64)
    session.same('count and length', [len(one) for one in session.run('make', '--preset', 'digits', '--count', '3', '--length',
                                                                      '12').out.splitlines()], [14, 14, 14])
    session.expect('impossible', session.run('make', '--length', '3'), 7, out='^$', err='cannot be made')
    document = session.run('make', '--preset=hex', 'mailgun', '--replace', '--json').json
    session.same('kept for an account', document['codes'], [c['code'] for c in session.sets('mailgun')[0]['codes']])
    session.same('in place of the others', [one['void'] for one in session.sets('mailgun')], [None, 'replaced'])


def not_saved(session):
    """Somebody else has the lock: nothing is printed that could not be marked as used."""
    before = session.sets('google')
    with open(os.path.join(session.keyring.data, 'sparekey', 'lock'), 'rb') as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        result = session.run('use', 'google')
    session.expect('not marked, not printed', result, 9, out='^$', err='busy writing')
    session.same('all is as it was', session.sets('google'), before)


def no_service(session):
    for words in (['list', 'x'], ['use', 'x'], ['import', 'x', '-'], ['make', 'x']):
        session.expect(f'no keyring: {words[0]}', session.run(*words, stdin='12345678'), 5, out='^$')
    session.expect('making needs none', session.run('make', '--count=1'), 0, out='^[0-9A-Z-]{11}\n$')


def main(program, codes):
    tap = Tap()
    # The standard's own example.
    tap.check('the check characters of this test', check_characters('ISO79') == '3W', check_characters('ISO79'))
    for kind in (FileKeyring, ServiceKeyring):
        with kind(program) as keyring, tempfile.TemporaryDirectory() as folder:
            session = Session(tap, keyring, codes, folder)
            keyring.run('add', '-', stdin=ACCOUNTS)
            steps = [taking_in, refusals, unsure, using, numbered, replacing, making]
            for step in steps + ([not_saved] if kind is FileKeyring else []):
                tap.run(f'{keyring.kind}: {step.__name__}', step, session)
    with NoKeyring(program) as keyring, tempfile.TemporaryDirectory() as folder:
        tap.run('no keyring', no_service, Session(tap, keyring, codes, folder))
    tap.finish()


main(os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]))
