# SPDX-License-Identifier: GPL-3.0-or-later
"""What sparekey-cli must do. The scenarios run in order and build on the
accounts that the earlier ones left."""
import concurrent.futures
import fcntl
import os
import re
import stat
import subprocess
import time
import urllib.parse

from sparetest import Display

# RFC 6238, appendix B, in Base32.
SHA1 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
SHA256 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA'
SHA512 = ('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
          'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA')
HOTP = 'JBSWY3DPEHPK3PXP'
BOB = 'NBSWY3DPO5XXE3DE'
STEAM = 'BASE32SECRET3232'
MOTP = 'e3152afee62599c8'
YANDEX = 'LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI'
HOSTILE = 'MFRGGZDFMZTWQ2LK'
SECRETS = (SHA1, SHA256, SHA512, HOTP, BOB, STEAM, MOTP, YANDEX, HOSTILE)

CONTROL = re.compile('[\x00-\x09\x0b-\x1f\x7f-\x9f]')
UUID = '00000000-0000-4000-8000-000000000001'


def oathtool(*words):
    return subprocess.run(['oathtool', *words], capture_output=True, text=True, check=True).stdout.strip()


def expect(tap, keyring, name, result, status, out=None, err=None):
    """One point: the exit status and, where given, patterns of the output."""
    good = result.status == status
    good = good and (out is None or re.search(out, result.out) is not None)
    good = good and (err is None or re.search(err, result.err) is not None)
    good = good and not any(secret in result.err.upper() for secret in map(str.upper, SECRETS))
    tap.check(f'{keyring.kind}: {name}', good, f'{result}\nexpected {status}, out {out!r}, err {err!r}')


def same(tap, keyring, name, found, expected):
    tap.check(f'{keyring.kind}: {name}', found == expected, f'found    {found!r}\nexpected {expected!r}')


def ids(keyring, *options):
    return {one['service'] + ':' + one['name']: one['id']
            for one in keyring.run('list', '--json', *options).json['accounts']}


def empty(tap, keyring):
    expect(tap, keyring, 'an empty list is a list', keyring.run('list'), 0, out=r'^$', err='no accounts yet')
    same(tap, keyring, 'an empty list in JSON', keyring.run('list', '--json').json, {'accounts': [], 'broken': 0, 'missing': 0})
    expect(tap, keyring, 'nothing to find', keyring.run('code', 'github'), 3, err='No account is called “github”')


def add_and_code(tap, keyring):
    uris = (f'otpauth://totp/GitHub:alice%40example.org?secret={SHA1}&issuer=GitHub\n'
            f'otpauth://totp/Bank:alice?secret={SHA256}&issuer=Bank&algorithm=SHA256&digits=8\n'
            f'\n'
            f'otpauth://totp/Work:alice?secret={SHA512}&issuer=Work&algorithm=SHA512&digits=8&period=60\n')
    expect(tap, keyring, 'add several', keyring.run('add', '-', stdin=uris), 0,
           out=r'^Added GitHub:alice@example.org.\nAdded Bank:alice.\nAdded Work:alice.\n$', err=r'^$')
    for moment in (59, 1111111109, 20000000000):
        for name, words in (('github', ['--totp=sha1', SHA1]), ('bank', ['--totp=sha256', '-d8', SHA256]),
                            ('work', ['--totp=sha512', '-d8', '-s60s', SHA512])):
            code = keyring.run('code', name, '--at', str(moment))
            same(tap, keyring, f'code of {name} at {moment}', (code.status, code.out, code.err),
                 (0, oathtool('-b', f'--now=@{moment}', *words) + '\n', ''))
    same(tap, keyring, 'the next code', keyring.run('code', 'bank', '--at', '59', '--next').out,
         oathtool('-b', '--now=@60', '--totp=sha256', '-d8', SHA256) + '\n')
    document = keyring.run('code', 'bank', '--at', '59', '--json').json
    # RFC 6238, appendix B: the SHA-256 code at 59 s.
    same(tap, keyring, 'a code in JSON', [document[key] for key in ('service', 'name', 'kind', 'code', 'valid_from',
                                                                    'valid_until')],
         ['Bank', 'alice', 'totp', '46119246', 30, 60])
    before = time.time()
    now = keyring.run('code', 'github').out.strip()
    same(tap, keyring, 'the code of now', now in {oathtool('-b', f'--now=@{int(at)}', '--totp=sha1', SHA1)
                                                  for at in (before, time.time())}, True)
    same(tap, keyring, 'using a code is noted', keyring.run('show', 'github', '--json').account['used']
         >= int(before), True)
    for moment in ('-1', 'soon', '9223372036854775807', ''):
        expect(tap, keyring, f'the time {moment!r} is refused', keyring.run('code', 'bank', f'--at={moment}'), 7,
               out=r'^$', err='--at is not valid')


def partly(tap, keyring):
    lines = (f'otpauth://totp/Shop:bob?secret={BOB}\n'
             'not a URI\n'
             'otpauth://totp/A:b?secret=!!!!\n'
             f'otpauth://totp/A:b?secret={BOB[:10]}&algorithm=SHA3\n'
             + 'otpauth://totp/A:b?secret=' + 'A' * 20000 + '\n'
             f'otpauth://totp/Again:bob?secret={BOB}\n')
    result = keyring.run('add', stdin=lines)
    expect(tap, keyring, 'good lines are kept', result, 10, out=r'^Added Shop:bob.\n$', err='1 account was added, but')
    for number, text in ((2, 'not an “otpauth://” address'), (3, 'secret is not valid'), (4, 'algorithm'),
                         (5, 'too long'), (6, 'Shop:bob makes the same codes')):
        expect(tap, keyring, f'line {number} is named', result, 10, err=f'Line {number}: .*{text}')
    result = keyring.run('add', '--json', stdin=lines.replace('Shop', 'Shop2'))
    expect(tap, keyring, 'nothing good at all', result, 7, err='Nothing was added')
    same(tap, keyring, 'problems in JSON', [(one['line'], one['status']) for one in result.json['problems']],
         [(1, 8), (2, 7), (3, 7), (4, 7), (5, 7), (6, 8)])
    same(tap, keyring, 'the error in JSON', (result.json['added'], result.json['error']['status']), ([], 7))
    expect(tap, keyring, 'empty input', keyring.run('add', stdin=''), 7, err='input is empty')
    expect(tap, keyring, 'a single bad line', keyring.run('add', '-', stdin='hello\n'), 7,
           err=r'^sparekey-cli: This is not an')
    expect(tap, keyring, 'a migration export', keyring.run('add', '-', stdin='otpauth-migration://offline?data=CjEK'),
           7, err='several accounts at once')
    expect(tap, keyring, 'bytes that are no text', keyring.run('add', '-', stdin=b'\x00\xff\xfe\x00\n'), 7)


def duplicates(tap, keyring):
    uri = f'otpauth://totp/Other:name?secret={SHA1.lower()}&issuer=Other\n'
    expect(tap, keyring, 'a duplicate is refused', keyring.run('add', '-', stdin=uri), 8,
           err='GitHub:alice@example.org makes the same codes')
    expect(tap, keyring, 'a duplicate on demand', keyring.run('add', '-', '--duplicate', stdin=uri), 0)
    expect(tap, keyring, 'an edit that makes a duplicate',
           keyring.run('edit', 'shop', '--secret', '-', stdin=SHA1), 8, err='nothing was changed')


def by_options(tap, keyring):
    expect(tap, keyring, 'add Steam',
           keyring.run('add', '--service', 'Steam', '--name', 'gamer', '--kind', 'steam', '--secret', '-',
                       stdin=STEAM + '\n'), 0, out='Added Steam:gamer')
    expect(tap, keyring, 'add mOTP',
           keyring.run('add', '--service', 'VPN', '--kind', 'motp', '--secret', '-', '--pin', '-',
                       stdin=MOTP + '\n1234\n'), 0, out='Added VPN')
    expect(tap, keyring, 'add Yandex',
           keyring.run('add', '--service', 'Yandex', '--name', 'ya', '--kind', 'yaotp', '--secret', '-', '--pin=-',
                       '--tag', 'mail', '--tag', 'mail', '--tag', 'home', '--note', 'one\ntwo', '--favorite', 'yes',
                       stdin=f'{YANDEX}\n7586\n'), 0)
    expect(tap, keyring, 'add without codes',
           keyring.run('add', '--service', 'Library', '--kind', 'none'), 0)
    for name, moment, code in (('steam', 0, '2TC8B'), ('steam', 30, 'YKKK4'), ('vpn', 165892298, 'e7d8b6'),
                               ('yandex', 1581064020, 'oactmacq')):
        same(tap, keyring, f'code of {name} at {moment}', keyring.run('code', name, '--at', str(moment)).out,
             code + '\n')
    expect(tap, keyring, 'no codes to show', keyring.run('code', 'library'), 7, err='has no one-time codes')
    account = keyring.run('show', 'yandex', '--json').account
    same(tap, keyring, 'what was given is kept',
         [account[key] for key in ('tags', 'note', 'favorite', 'kind')], [['mail', 'home'], 'one\ntwo', True, 'yaotp'])
    common = ['add', '--service', 'X', '--name', 'y', '--secret', '-']
    for words, text, message in (
            ([], '', 'secret is missing'), ([], 'A', 'too short'), ([], '0189', 'secret is not valid'),
            (['--digits', '11'], BOB, 'number of digits'), (['--digits', '0'], BOB, 'number of digits'),
            (['--digits', '-6'], BOB, 'number of digits'), (['--period', '0'], BOB, 'period'),
            (['--period', '1.5'], BOB, 'period'), (['--algorithm', 'MD5'], BOB, 'algorithm'),
            (['--counter', '5'], BOB, 'counter'), (['--kind', 'hotp', '--counter', '-1'], BOB, 'counter'),
            (['--kind', 'motp'], MOTP, 'PIN'), (['--kind', 'motp', '--pin', '-'], MOTP, 'PIN'),
            (['--kind', 'fax'], BOB, 'kind of code'), (['--kind', 'steam', '--digits', '6'], BOB, 'digits')):
        expect(tap, keyring, f'refused: {" ".join(words)} {"" if text else "empty"}',
               keyring.run(*common, *words, stdin=text + '\n'), 7, out=r'^$', err=message)
    expect(tap, keyring, 'refused: no name', keyring.run('add', '--secret', '-', stdin=HOSTILE), 7, err='no name')


def arguments(tap, keyring):
    expect(tap, keyring, 'a secret as an argument is warned of',
           keyring.run('add', f'otpauth://hotp/Door:key?secret={HOTP}&counter=7&issuer=Door'), 0,
           out='Added Door:key', err='can be seen by other users')
    expect(tap, keyring, '--secret VALUE is refused',
           keyring.run('add', '--service', 'X', '--secret', HOSTILE), 2, err='can be seen by other users')
    expect(tap, keyring, '--pin VALUE is refused', keyring.run('edit', 'vpn', '--pin', '9999'), 2,
           err='can be seen by other users')


def counter(tap, keyring):
    for number in (7, 8):
        same(tap, keyring, f'the code of counter {number}', keyring.run('code', 'door').out,
             oathtool('-b', '--hotp', f'-c{number}', HOTP) + '\n')
    document = keyring.run('code', 'door', '--json').json
    same(tap, keyring, 'a counter in JSON', (document['counter'], document['code']),
         (9, oathtool('-b', '--hotp', '-c9', HOTP)))
    for option in ('--at=59', '--next'):
        expect(tap, keyring, f'{option} is refused', keyring.run('code', 'door', option), 2, err='follow a counter')
    expect(tap, keyring, 'no clipboard, no counter used up', keyring.run('code', 'door', '--copy'), 11, out=r'^$')
    same(tap, keyring, 'refused codes use up no counter',
         keyring.run('show', 'door', '--json').account['counter'], 10)


def matching(tap, keyring):
    result = keyring.run('code', 'ALICE')
    expect(tap, keyring, 'an ambiguous name', result, 4, out=r'^$', err=r'can mean 2 accounts')
    known = ids(keyring)
    for label in ('Bank:alice', 'Work:alice'):
        expect(tap, keyring, f'{label} is a candidate', result, 4, err=f'{known[label]}  {label}\n')
    document = keyring.run('show', 'alice', '--json')
    same(tap, keyring, 'candidates in JSON', sorted(one['id'] for one in document.json['error']['candidates']),
         sorted([known['Bank:alice'], known['Work:alice']]))
    expect(tap, keyring, 'an id is exact', keyring.run('show', known['Work:alice'].upper()), 0, out='SHA512')
    expect(tap, keyring, 'service:name is exact', keyring.run('show', 'work:ALICE'), 0, out='SHA512')
    expect(tap, keyring, 'a part is enough', keyring.run('show', 'itHu'), 0, out='alice@example.org')
    expect(tap, keyring, 'an empty name', keyring.run('show', ''), 2)
    expect(tap, keyring, 'not found in JSON', keyring.run('show', 'zzz', '--json'), 3, out='"status": 3')


def hostile(tap, keyring):
    name = 'x\x1b[2J\x1b]0;owned\x07\r\u009b31m\u202eevil'
    uri = f'otpauth://totp/{urllib.parse.quote(name)}?secret={HOSTILE}&issuer={urllib.parse.quote(name)}'
    expect(tap, keyring, 'an address with controls is refused', keyring.run('add', '-', stdin=uri), 7)
    result = keyring.run('add', '--service', name, '--name', name, '--note', name, '--tag', name, '--secret', '-',
                         stdin=HOSTILE)
    expect(tap, keyring, 'a hostile name can be typed', result, 0)
    outputs = [result, keyring.run('list'), keyring.run('show', 'evil'), keyring.run('list', '--json'),
               keyring.run('show', name), keyring.run('show', 'evil\x1b[2J'), keyring.run('remove', 'evil'),
               keyring.run('show', 'evil', '--json'), keyring.run('restore', 'evil')]
    same(tap, keyring, 'no control character reaches the terminal',
         [CONTROL.findall(one.out + one.err) for one in outputs], [[]] * len(outputs))
    same(tap, keyring, 'JSON has the name as it is',
         any(one['name'] == name for one in outputs[3].json['accounts']), True)


def edit(tap, keyring):
    expect(tap, keyring, 'edit words', keyring.run('edit', 'shop', '--service', 'Market', '--name', 'carol', '--note',
                                                   'moved', '--tag', 'b', '--tag', 'a', '--favorite', 'yes'), 0,
           out='Saved Market:carol')
    expect(tap, keyring, 'edit more', keyring.run('edit', 'market', '--tag', 'c', '--digits', '8', '--period', '60',
                                                  '--algorithm', 'sha256'), 0)
    account = keyring.run('show', 'market', '--json').account
    same(tap, keyring, 'edits are kept',
         [account[key] for key in ('service', 'name', 'note', 'tags', 'favorite', 'digits', 'period', 'algorithm')],
         ['Market', 'carol', 'moved', ['b', 'a', 'c'], True, 8, 60, 'SHA256'])
    same(tap, keyring, 'and make other codes', keyring.run('code', 'market', '--at=59').out,
         oathtool('-b', '--now=@59', '--totp=sha256', '-d8', '-s60s', BOB) + '\n')
    expect(tap, keyring, 'take away', keyring.run('edit', 'market', '--no-tags', '--note', '', '--favorite', 'no',
                                                  '--name', ''), 0)
    account = keyring.run('show', 'market', '--json').account
    same(tap, keyring, 'nothing is left of it', [account[key] for key in ('name', 'note', 'tags', 'favorite')],
         ['', '', [], False])
    expect(tap, keyring, 'a new secret', keyring.run('edit', 'market', '--secret', '-', '--kind', 'hotp', '--counter',
                                                     '3', '--digits', '7', stdin='mfrg gzdf-mztwq2lk mfrg'), 0)
    same(tap, keyring, 'makes the new codes', keyring.run('code', 'market').out,
         oathtool('-b', '--hotp', '-c3', '-d7', 'MFRGGZDFMZTWQ2LKMFRG') + '\n')
    expect(tap, keyring, 'nothing to change', keyring.run('edit', 'market'), 2, err='Say what to change')
    expect(tap, keyring, 'a bad favorite', keyring.run('edit', 'market', '--favorite', 'perhaps'), 2)
    expect(tap, keyring, 'a bad secret changes nothing',
           keyring.run('edit', 'market', '--name', 'changed', '--secret', '-', stdin='1890'), 7)
    same(tap, keyring, 'nothing was changed', keyring.run('show', 'market', '--json').account['name'], '')


def show(tap, keyring):
    result = keyring.run('show', 'github')
    expect(tap, keyring, 'details', result, 0,
           out=r'Service: +GitHub\nAccount name: +alice@example.org\nCodes: +time-based')
    same(tap, keyring, 'no secret without being asked', [SHA1 in keyring.run(*words).out for words in (
        ['show', 'github'], ['show', 'github', '--json'], ['list'], ['list', '--json'])], [False] * 4)
    uri = f'otpauth://totp/GitHub:alice%40example.org?secret={SHA1}&issuer=GitHub'
    result = keyring.run('show', 'github', '--secret')
    parsed = urllib.parse.urlsplit(result.out.strip())
    query = dict(urllib.parse.parse_qsl(parsed.query))
    same(tap, keyring, 'the otpauth address', (parsed.scheme, parsed.netloc, urllib.parse.unquote(parsed.path),
                                               query['secret'], query['issuer'], result.err),
         ('otpauth', 'totp', '/GitHub:alice@example.org', SHA1, 'GitHub', ''))
    same(tap, keyring, 'the same in JSON', keyring.run('show', 'github', '--secret', '--json').json['uri'],
         result.out.strip())
    same(tap, keyring, 'it can be read again', keyring.run('add', '-', stdin=result.out).status, 8)
    expect(tap, keyring, 'no address without codes', keyring.run('show', 'library', '--secret'), 7)
    status, shown = keyring.terminal('show', 'github', '--secret')
    same(tap, keyring, 'a terminal is warned', (status, 'Whoever sees' in shown, SHA1 in shown), (0, True, True))
    expect(tap, keyring, 'uri', keyring.run('add', '-', stdin=uri), 8)


def remove(tap, keyring):
    expect(tap, keyring, 'remove', keyring.run('remove', 'bank'), 0,
           out=r"Moved Bank:alice to the bin. Get it back with: sparekey-cli restore 'Bank:alice'\n")
    same(tap, keyring, 'it is in the bin', (list(ids(keyring, '--bin')), 'Bank:alice' in ids(keyring)),
         (['Bank:alice'], False))
    expect(tap, keyring, 'the bin as text', keyring.run('list', '--bin'), 0, out='^Bank  alice\n$')
    expect(tap, keyring, 'no codes from the bin', keyring.run('code', 'bank'), 3, err='is in the bin')
    expect(tap, keyring, 'but details', keyring.run('show', 'bank'), 0, out='In the bin since')
    expect(tap, keyring, 'adding it again points to the bin',
           keyring.run('add', '-', stdin=f'otpauth://totp/B?secret={SHA256}&algorithm=SHA256&digits=8'), 8,
           err='is in the bin')
    expect(tap, keyring, 'restore', keyring.run('restore', 'Bank:alice'), 0, out='Restored Bank:alice')
    expect(tap, keyring, 'it is back', keyring.run('code', 'bank', '--at=59'), 0, out='^46119246\n$')
    expect(tap, keyring, 'what is not in the bin', keyring.run('restore', 'bank'), 3, err='the account is in use')
    expect(tap, keyring, 'erasing asks', keyring.run('remove', 'other', '--erase'), 2, err='add --yes')
    status, shown = keyring.terminal('remove', 'other', '--erase', answers=[('go on: ', 'no\n')])
    same(tap, keyring, 'another answer erases nothing', (status, 'Nothing was erased' in shown,
                                                         'Other:name' in ids(keyring)), (1, True, True))
    status, shown = keyring.terminal('remove', 'other', '--erase', answers=[('go on: ', 'erase\n')])
    same(tap, keyring, 'the word erases', (status, 'Erased Other:name' in shown, 'Other:name' in ids(keyring)),
         (0, True, False))
    expect(tap, keyring, 'remove in JSON', keyring.run('remove', 'library', '--json'), 0, out='"deleted": [1-9]')
    result = keyring.run('remove', 'library', '--erase', '--yes', '--json')
    same(tap, keyring, 'erase from the bin', (result.status, result.json['erased']['service'],
                                              ids(keyring, '--bin')), (0, 'Library', {}))


def terminal(tap, keyring):
    status, shown = keyring.terminal('add')
    same(tap, keyring, 'nothing to add', (status, 'Nothing to add' in shown), (2, True))
    typed = 'KRSXG5CTMVRXEZLU'
    status, shown = keyring.terminal('add', '--service', 'Typed', '--secret', '-',
                                     answers=[('Secret: ', typed + '\n')])
    same(tap, keyring, 'a typed secret is not shown', (status, 'Added Typed' in shown, typed in shown),
         (0, True, False))
    same(tap, keyring, 'and is the one', keyring.run('code', 'typed', '--at=59').out,
         oathtool('-b', '--now=@59', '--totp=sha1', typed) + '\n')
    status, shown = keyring.terminal('add', '-', answers=[('Ctrl+D', f'otpauth://totp/P?secret={typed}MFRA\n\x04')])
    same(tap, keyring, 'a pasted address is not shown', (status, 'Added P.' in shown, typed in shown),
         (0, True, False))
    status, shown = keyring.terminal('code', 'typed')
    same(tap, keyring, 'how long a code is valid', (status, re.search('Valid for [0-9]+ second', shown) is not None),
         (0, True))
    for name in ('Typed', 'P'):
        expect(tap, keyring, f'{name} is erased', keyring.run('remove', name, '--erase', '--yes'), 0)


def usage(tap, keyring):
    for words in ([], ['fly'], ['list', 'x'], ['code'], ['code', 'a', 'b'], ['--nonsense'], ['list', '--nonsense'],
                  ['list', '--bin', '--broken'], ['add', '--service', 'x'], ['add', '-', '--service', 'x']):
        expect(tap, keyring, f'usage: {" ".join(words)}', keyring.run(*words), 2, out=r'^$', err='--help')
    result = keyring.run('--help')
    expect(tap, keyring, 'help', result, 0, err=r'^$')
    same(tap, keyring, 'help names all exit statuses', re.findall(r'^ +(\d+)  \S', result.out, re.M),
         [str(number) for number in range(13)])
    for command in ('add', 'list', 'code', 'show', 'edit', 'remove', 'restore'):
        expect(tap, keyring, f'help of {command}', keyring.run(command, '--help'), 0,
               out=f'sparekey-cli {command} .*OPTION', err=r'^$')
    expect(tap, keyring, 'version', keyring.run('--version'), 0, out=r'^sparekey-cli [0-9]+\.[0-9]+')
    expect(tap, keyring, 'options before the command', keyring.run('--json', 'list'), 0, out=r'^\{')
    with open('/dev/full', 'wb') as full:
        done = subprocess.run([keyring.program, 'list'], env=keyring.env(), stdout=full, stderr=subprocess.PIPE,
                              timeout=60)
    same(tap, keyring, 'output that cannot be written', (done.returncode, b'could not be written' in done.stderr),
         (1, True))


def clipboard(tap, keyring):
    expect(tap, keyring, 'no session', keyring.run('code', 'bank', '--copy'), 11, out=r'^$', err='desktop session')
    tools = os.path.join(keyring.folder, 'tools')
    os.makedirs(tools)
    os.symlink('/usr/bin/timeout', os.path.join(tools, 'timeout'))
    expect(tap, keyring, 'no tool', keyring.run('code', 'bank', '--copy', env={'PATH': tools, 'WAYLAND_DISPLAY': 'x'}),
           11, err='Install the package wl-clipboard')
    record = os.path.join(keyring.folder, 'record')
    tool = os.path.join(tools, 'wl-copy')
    with open(tool, 'w', encoding='utf-8') as script:
        script.write(f'#!/bin/sh\nPATH=/usr/bin:/bin\n[ "$1" = --help ] && exit\n'
                     f'{{ echo "$@"; cat; }} > {record}\nexec sleep 2\n')
    os.chmod(tool, stat.S_IRWXU)
    env = {'PATH': tools, 'WAYLAND_DISPLAY': 'x'}
    expect(tap, keyring, 'copy', keyring.run('code', 'bank', '--copy', '--at=59', env=env), 0, out=r'^$',
           err='Copied. The clipboard is cleared in 30 seconds')
    with open(record, encoding='utf-8') as written:
        same(tap, keyring, 'the code goes through the pipe alone', written.read(),
             '--foreground --type text/plain\n46119246')
    result = keyring.run('code', 'bank', '--copy', '--at=59', '--json', env=env)
    same(tap, keyring, 'copy in JSON', (result.json['copied'], 'code' in result.json), (True, False))
    with open(tool, 'w', encoding='utf-8') as script:
        script.write('#!/bin/sh\nexit 1\n')
    expect(tap, keyring, 'a tool that fails', keyring.run('code', 'bank', '--copy', env=env), 11, err='not be copied')


def real_clipboard(tap, keyring):
    """xclip and a display of its own."""
    with Display('64x64x24') as display:
        env = {'DISPLAY': display.name}
        expect(tap, keyring, 'copy with xclip', keyring.run('code', 'bank', '--copy', '--at=59', env=env), 0)
        pasted = subprocess.run(['xclip', '-out', '-selection', 'clipboard'], env=keyring.env(**env),
                                capture_output=True, text=True, timeout=20)
        same(tap, keyring, 'the clipboard holds the code', pasted.stdout, '46119246')


def broken(tap, keyring):
    attributes = {'xdg:schema': 'io.github.sparekey.Record', 'kind': 'account', 'version': '1'}
    keyring.store('otpauth://totp/Odd?secret=189', id=UUID, **attributes)
    expect(tap, keyring, 'a broken record hides no other', keyring.run('list'), 0, out='GitHub',
           err='1 record could not be understood')
    expect(tap, keyring, 'it is listed', keyring.run('list', '--broken'), 0, out=UUID)
    document = keyring.run('list', '--broken', '--json').json['broken']
    same(tap, keyring, 'it is listed in JSON', [(one['id'], 'secret is not valid' in one['reason'])
                                                for one in document], [(UUID, True)])
    same(tap, keyring, 'it is printed as it is', keyring.run('show', '--broken', UUID).out,
         'otpauth://totp/Odd?secret=189\n')
    same(tap, keyring, 'and in JSON', keyring.run('show', '--broken', UUID, '--json').json['raw'],
         'otpauth://totp/Odd?secret=189')
    expect(tap, keyring, 'another id', keyring.run('show', '--broken', 'x'), 3, err='list --broken')
    expect(tap, keyring, 'codes go on', keyring.run('code', 'bank', '--at=59'), 0, out='46119246')


def not_ready(tap, keyring, status, name):
    """Every command says so, and nothing is written."""
    for words in (['list'], ['code', 'bank'], ['show', 'bank'], ['edit', 'bank', '--note', 'x'], ['remove', 'bank'],
                  ['restore', 'bank'], ['add', '-']):
        expect(tap, keyring, f'{name}: {words[0]}',
               keyring.run(*words, stdin=f'otpauth://totp/New?secret={BOB}AA'), status, out=r'^$')
    same(tap, keyring, f'{name}: in JSON', keyring.run('list', '--json').json['error']['status'], status)


def missing(tap, keyring):
    """Another program takes one record away."""
    gone = ids(keyring)['Steam:gamer']
    keyring.clear(id=gone)
    expect(tap, keyring, 'a record that is gone is told of', keyring.run('list'), 0, out='GitHub',
           err='1 record that Sparekey stored earlier is missing')
    document = keyring.run('list', '--json').json
    same(tap, keyring, 'the same in JSON', (document['missing'], document['broken']), (1, 1))


def file_states(tap, keyring):
    with open(keyring.path, 'rb') as file:
        good = file.read()
    for name, content in (('truncated', good[:60]), ('cut in half', good[:len(good) // 2]), ('random', b'\xa5' * 500)):
        with open(keyring.path, 'wb') as file:
            file.write(content)
        not_ready(tap, keyring, 6, name)
        with open(keyring.path, 'rb') as file:
            same(tap, keyring, f'{name}: the file is as it was', file.read(), content)
    os.unlink(keyring.path)
    not_ready(tap, keyring, 6, 'file gone')
    expect(tap, keyring, 'file gone: says how many', keyring.run('list'), 6, err=r'earlier: [1-9][0-9]*; .* now: 0')
    with open(keyring.path, 'wb') as file:
        file.write(good)
    password, keyring.password = keyring.password, 'another key'
    not_ready(tap, keyring, 6, 'another key')
    keyring.password = password
    expect(tap, keyring, 'all is well again', keyring.run('code', 'bank', '--at=59'), 0, out='46119246')


def file_not_saved(tap, keyring):
    before = keyring.run('list', '--json').json
    commands = (['edit', 'bank', '--note', 'x'], ['remove', 'bank'], ['code', 'door'], ['code', 'door', '--json'],
                ['add', '-'], ['remove', 'bank', '--erase', '--yes'])
    # Another process that reads for ever, and so lets nobody write.
    folder = os.path.join(keyring.data, 'sparekey')
    with open(os.path.join(folder, 'lock'), 'rb') as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        expect(tap, keyring, 'reading goes on beside a reader', keyring.run('code', 'bank', '--at=59'), 0)
        # All wait at the same time, for half a minute.
        with concurrent.futures.ThreadPoolExecutor(len(commands)) as pool:
            results = list(pool.map(lambda words: keyring.run(*words, stdin=f'otpauth://totp/New?secret={BOB}MFRGGZDF'),
                                    commands))
    for words, result in zip(commands, results):
        expect(tap, keyring, f'not saved: {" ".join(words)}', result, 9, err='busy writing')
        tap.check(f'{keyring.kind}: not saved: nothing is promised',
                  '"code"' not in result.out and not re.search('^[0-9]|Added|Saved|Moved|Erased', result.out), result)
    same(tap, keyring, 'nothing was lost', keyring.run('list', '--json').json, before)
    found = []
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), 'rb') as file:
            content = file.read()
        found += [(name, word) for word in (*SECRETS, 'GitHub', 'alice') if word.encode() in content]
    same(tap, keyring, 'our own files hold no secret and no name', found, [])


def service_locked(tap, keyring):
    keyring.restart(unlock=False)
    not_ready(tap, keyring, 5, 'locked')
    expect(tap, keyring, 'locked: what to do', keyring.run('list'), 5, err='--unlock')
    result = keyring.run('list', '--unlock')
    expect(tap, keyring, 'no answer to the keyring', result, 5, out=r'^$')
    keyring.restart()
    expect(tap, keyring, 'unlocked again', keyring.run('code', 'bank', '--at=59'), 0, out='46119246')


def no_service(tap, keyring):
    not_ready(tap, keyring, 5, 'no bus')


EVERYWHERE = (empty, add_and_code, partly, duplicates, by_options, arguments, counter, matching, hostile, edit, show,
              remove, terminal, usage, clipboard, broken, missing)
FILE = (real_clipboard, file_states, file_not_saved)
SERVICE = (service_locked,)
NOTHING = (no_service,)
