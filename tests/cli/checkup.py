#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check-up on the command line: checkup.py PROGRAM STORE_TOOL

Maya has eight accounts. What she would lose, and what others would get, was worked
out by hand from who opens whom:

    master password -> manager -> the passwords of mail, bank, cloud, mailer, code host
    mail:      password and app on the phone; or a code by SMS
    bank:      password and a code by SMS
    cloud:     password and app; whether a mail is enough, nobody knows
    mailer:    password and app; or password and backup codes, in the laptop's downloads
    code host: password and app
    forum:     one password with the shop
    shop:      the same; or a mail
    SMS:       the phone, locked or not; the passport gets a new SIM card;
               who talks the carrier into one has them, too
"""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from keyrings import FileKeyring, NoKeyring, ServiceKeyring  # noqa: E402
from tap import Tap  # noqa: E402

ACCOUNTS = ['Mail', 'Manager', 'Bank', 'Cloud', 'Mailer', 'Code host', 'Forum', 'Shop']
IDS = {name: f'0a000000-0000-4000-8000-0000000000{i:02}' for i, name in enumerate(ACCOUNTS, 1)}
PHONE, LAPTOP, DESK, PASSPORT, NUMBER, MASTER, COMMON = (f'0b000000-0000-4000-8000-0000000000{i:02}' for i in range(1, 8))
SAID = 1795305600


def thing(kind, key, /, **values):
    """A record as docs/record.md has it."""
    parts = [f'sparekey:{kind}?x-id={key}']
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            parts.append(f'{name.replace("_", "-")}={one.replace(" ", "%20").replace(":", "%3A").replace("+", "%2B")}')
    return '&'.join(parts)


def access(account, /, **values):
    return thing('access', IDS[account].replace('0a', '0c', 1), account=IDS[account], **values)


def maya():
    manager, app, sms = f'manager:{IDS["Manager"]}', f'app:{PHONE}', f'sms:{NUMBER}'
    # The address of the cloud's account is all that is known of its way back in.
    lines = [f'otpauth://none/{name.replace(" ", "%20")}:{"maya@mail.example" if name == "Cloud" else "maya"}'
             f'?issuer={name.replace(" ", "%20")}&x-id={key}&x-version=1' for name, key in IDS.items()]
    return lines + [
        thing('device', PHONE, name='Phone', kind='phone', lock='pin', carried='yes'),
        thing('device', LAPTOP, name='Laptop', kind='computer', lock='none', encrypted='no', carried='yes'),
        thing('place', DESK, name='Desk', kind='home', locked='no'),
        thing('document', PASSPORT, name='Passport', carried='yes'),
        thing('number', NUMBER, name='+49 151 1', device=PHONE, document=PASSPORT),
        thing('memory', MASTER, name='Master password', kind='master'),
        thing('memory', COMMON, name='Old password', kind='password'),
        access('Manager', importance='5', password=f'memory:{MASTER}', second='none', recovery='none'),
        access('Mail', importance='5', password=manager, second=app, recovery=sms, address='maya@mail.example'),
        access('Bank', importance='5', password=manager, second=sms, recovery='none'),
        access('Cloud', importance='4', password=manager, second=app, recovery='unknown'),
        access('Mailer', importance='4', password=manager, second=app, recovery='none', codes_at=f'device:{LAPTOP}'),
        access('Code host', importance='4', password=manager, second=app, recovery='none'),
        access('Forum', importance='1', password=f'memory:{COMMON}', second='none', recovery='none'),
        access('Shop', importance='2', password=f'memory:{COMMON}', second='none', recovery=f'email:{IDS["Mail"]}'),
    ]


class Session:
    def __init__(self, tap, keyring, tool):
        self.tap, self.keyring, self.tool = tap, keyring, tool

    def keep(self, lines):
        subprocess.run([self.tool, 'records'], env=self.keyring.env(), input='\n'.join(lines) + '\n', text=True,
                       capture_output=True, timeout=200, check=True)

    def run(self, *words, **more):
        return self.keyring.run('checkup', *words, **more)

    def same(self, name, found, wanted):
        self.tap.check(f'{self.keyring.kind}: {name}', found == wanted, f'found    {found!r}\nexpected {wanted!r}')

    def expect(self, name, result, status, out='', err=''):
        good = result.status == status and re.search(out, result.out) and re.search(err, result.err)
        self.tap.check(f'{self.keyring.kind}: {name}', good, f'{result}\nexpected {status}, out {out!r}, err {err!r}')
        return result


def names(accounts, certain=False):
    return sorted(one['service'] for one in accounts if one['certain'] or not certain)


def ask(session, option, *things):
    words = [word for one in things for word in (option, one)]
    return session.run('--json', *words).json


# What is lost: the whole answer.
LOSSES = [
    (['Phone'], ['Cloud', 'Code host']),
    (['Laptop'], []),
    (['bag'], ['Bank', 'Cloud', 'Code host', 'Mail', 'Mailer']),
    (['home'], ['Bank', 'Cloud', 'Code host', 'Mail', 'Mailer']),
    (['Phone', 'Laptop', 'Passport', 'Desk'], ['Bank', 'Cloud', 'Code host', 'Mail', 'Mailer']),
    (['Master password'], ['Bank', 'Cloud', 'Code host', 'Mailer', 'Manager']),
    # The phone is gone, and with the passport there is no new SIM card.
    (['Phone', 'Passport'], ['Bank', 'Cloud', 'Code host', 'Mail']),
    (['me'], ACCOUNTS),
    # A mailbox that was closed: nothing needs it, the shop has its password.
    (['Mail'], ['Mail']),
    # The manager has the passwords of all but forum and shop; the mail comes back by a code.
    (['Manager'], ['Bank', 'Cloud', 'Code host', 'Mailer', 'Manager']),
]
# What is taken: with what is assumed, and what is sure.
TAKINGS = [
    (['+49 151 1'], ['Cloud', 'Mail', 'Shop'], ['Mail', 'Shop']),
    (['Master password'], ['Manager'], ['Manager']),
    (['Master password', '+49 151 1'], ['Bank', 'Cloud', 'Mail', 'Manager', 'Shop'], ['Bank', 'Mail', 'Manager', 'Shop']),
    (['Phone', 'Laptop'], ['Cloud', 'Mail', 'Shop'], ['Mail', 'Shop']),
    (['Old password'], ['Forum', 'Shop'], ['Forum', 'Shop']),
    (['Mail'], ['Cloud', 'Mail', 'Shop'], ['Mail', 'Shop']),
]


def what_if(session):
    for things, lost in LOSSES:
        answer = ask(session, '--lose', *things)
        session.same(f'lost with {", ".join(things)}', (names(answer['accounts']), answer['lost'], answer['of']),
                     (sorted(lost), len(lost), 8))
    for things, may, sure in TAKINGS:
        answer = ask(session, '--taken', *things)
        session.same(f'taken with {", ".join(things)}',
                     (names(answer['accounts']), names(answer['accounts'], True), answer['seized'], answer['certain'],
                      answer['of']), (sorted(may), sorted(sure), len(may), len(sure), 8))
    for answer in (ask(session, '--lose', 'bag'), ask(session, '--taken', '+49 151 1')):
        session.same(f'{answer["title"]}: each says why', [one for one in answer['accounts'] if len(one['why']) < 12], [])


def words(session):
    session.expect('lost, in words', session.run('--lose', 'phone'), 0,
                   out='^If you lose Phone: 2 of 8 accounts\\.\n  Cloud\n    .*\n  Code host\n    .*\n$')
    session.expect('with the mailbox', session.run('--lose', 'bag'), 0, out='5 of 8 accounts, and your mailbox is one of them')
    session.expect('several at once', session.run('--lose', 'phone', '--lose', 'passport'), 0,
                   out='^If you lose all of this at once: Phone, Passport: 4 of 8 accounts')
    session.expect('taken, in words', session.run('--taken', NUMBER), 0,
                   out='^If somebody gets a new SIM card for \\+49 151 1: 3 of 8 accounts')
    both = session.expect('several taken', session.run('--taken', 'master', '--taken', '151'), 0,
                          out='^If somebody else has all of this at once: .*5 of 8 accounts')
    session.same('the way is said', 'Bank\n' in both.out and '→' in both.out, True)
    session.expect('the bag, taken', session.run('--taken', 'bag'), 0,
                   out='^If somebody else has your bag, with all that you carry: 3 of 8 accounts')
    session.expect('an account', session.run('--lose', 'Mail'), 0,
                   out='^If you lose Mail: 1 of 8 accounts\\.\n  Mail\n    This account itself is gone\\.\n$')
    session.expect('nothing is lost', session.run('--lose', 'Laptop'), 0, out='^If you lose Laptop: None of 8 accounts\\.\n$')
    everything = session.expect('all of it', session.run('--all'), 0, out='^What you would lose:\n')
    for text in ('If you lose Phone: 2 of 8 accounts.', 'If you forget Master password: 5 of 8 accounts',
                 'What somebody else would get:', 'What to do first:', 'Due:', 'Do you read the mail that arrives at Mail?',
                 'If Forum leaks its passwords: 2 of 8 accounts.'):
        session.same(f'says {text!r}', text in everything.out, True)
    short = session.run().out
    session.same('five findings and five dates at first', (len(re.findall(r'^  \d\. ', short, re.M)),
                                                          len(re.findall(r'^  not yet said ', short, re.M)),
                                                          short.count('more: give --all.')), (5, 5, 2))


def overview(session):
    found = session.run('--json').json
    losses = {one['id']: one for one in found['losses']}
    takings = {one['id']: one for one in found['takings']}
    for key, lost in ((f'lose-device:{PHONE}', 2), ('lose-bag', 5), ('lose-home', 5), (f'forget:{MASTER}', 5)):
        session.same(f'{key} costs', (losses[key]['lost'], losses[key]['of'], len(losses[key]['accounts'])), (lost, 8, lost))
    for key, may, sure in ((f'take-number:{NUMBER}', 3, 2), (f'take-master:{MASTER}', 1, 1),
                           (f'take-shared:{IDS["Forum"]}', 2, 2), (f'take-mailbox:{IDS["Mail"]}', 3, 2)):
        session.same(f'{key} gives', (takings[key]['seized'], takings[key]['certain']), (may, sure))
    accounts = {one['service']: one for one in found['accounts']}
    session.same('the accounts', sorted(accounts), sorted(ACCOUNTS))
    for name, exposure, front, resilience in (('Mail', 1, 3, 2), ('Manager', 1, 1, 1), ('Bank', 1, 1, 1), ('Cloud', 1, 3, 1),
                                              ('Mailer', 2, 3, 1), ('Code host', 3, 3, 1), ('Forum', 0, 0, 1),
                                              ('Shop', 0, 0, 3)):
        one = accounts[name]
        session.same(f'{name}: exposure, front door, resilience', (one['exposure'], one['front'], one['resilience']),
                     (exposure, front, resilience))
    kinds = {one['kind'] for one in found['findings']}
    session.same('findings', {'one-loss', 'mailbox', 'reuse', 'backdoor'} - kinds, set())
    session.same('each finding says what and why', [one for one in found['findings'] if not one['title'] or not one['why']], [])
    session.same('what is due', {one['what'] for one in found['due']}, {'promise', 'review'})
    session.same('is nothing but questions yet', {one['due'] for one in found['due']}, {0})


def refusals(session):
    session.expect('nothing of this name', session.run('--lose', 'Submarine'), 3, out='^$', err='Nothing is called “Submarine”')
    session.expect('several of this name', session.run('--taken', 'password'), 4, out='^$', err=f'{MASTER}  Master password')
    document = session.run('--lose', 'password', '--json')
    session.same('candidates', (document.status, sorted(document.json['error']['candidates'], key=lambda one: one['id'])),
                 (4, [{'id': MASTER, 'type': 'memory', 'name': 'Master password'},
                      {'id': COMMON, 'type': 'memory', 'name': 'Old password'}]))
    session.expect('accounts, too', session.run('--taken', 'maya'), 4, err='can mean 7 things')
    session.expect('one of several is wrong', session.run('--lose', 'Phone', '--lose', 'Submarine'), 3, out='^$')
    for line in (['--lose', 'Phone', '--taken', 'Phone'], ['--all', '--lose', 'Phone'], ['Phone'], ['--lose'], ['--nonsense']):
        session.expect(f'usage: {" ".join(line)}', session.run(*line), 2, out='^$', err='--help')
    session.expect('help', session.run('--help'), 0, out='--taken=THING')


def empty(session):
    session.expect('no accounts', session.run(), 0, out='^$', err='no accounts yet')
    session.same('nothing at all', session.run('--json').json,
                 {'accounts': [], 'losses': [], 'takings': [], 'findings': [], 'set_aside': [], 'due': []})
    session.expect('nothing is carried', session.run('--lose', 'bag'), 3, out='^$', err='Nothing is noted yet')


def main(program, tool):
    tap = Tap()
    for kind in (FileKeyring, ServiceKeyring):
        with kind(program) as keyring:
            session = Session(tap, keyring, tool)
            tap.run(f'{keyring.kind}: empty', empty, session)
            session.keep(maya())
            for step in (what_if, words, overview, refusals):
                tap.run(f'{keyring.kind}: {step.__name__}', step, session)
    with NoKeyring(program) as keyring:
        Session(tap, keyring, tool).expect('no keyring', keyring.run('checkup'), 5, out='^$')
    tap.finish()


main(os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]))
