# SPDX-License-Identifier: GPL-3.0-or-later
"""The XML file of KeePass 2 and KeePassXC."""
import base64
from xml.sax.saxutils import escape

from common import USUAL, Vector, account, base32, base64text, seeded
from otpauth import uri

TRASHED, PASSWORD_THERE = 2, 8
GITHUB, BANK, FRUIT, VPN = USUAL
SEED = account('Seed', 'erin')
SEED8 = account('Seed 8', 'erin', digits=8, period=60)
SEED_STEAM = account('Seed Steam', 'erin', kind='steam')
KEE = account('Kee', 'erin', period=45)
TIME = account('Time', 'erin', algorithm='SHA512', digits=8, period=60)
TIME_PLAIN = account('Time 2', 'erin')
TIME_TEXT = account('Time 3', 'erin', secret='gläsern'.encode(), algorithm='SHA256')
TIME_BASE64 = account('Time 4', 'erin')
HMAC = account('Counter', 'erin', kind='hotp', counter=41)
HMAC_BOTH = account('Time', 'erin', kind='hotp', counter=3)
OLD = account('Old', 'erin')


def uuid(name):
    return base64text(seeded(name, 16))


def string(key, value, sealed=False):
    attribute = ' Protected="True"' if sealed else ' ProtectInMemory="True"' if key != 'Title' else ''
    return f'<String><Key>{escape(key)}</Key><Value{attribute}>{escape(value)}</Value></String>'


def entry(title, name='erin', tags='', history='', sealed=(), **fields):
    text = f'<Entry><UUID>{uuid(title)}</UUID><IconID>0</IconID><Tags>{escape(tags)}</Tags>'
    text += '<Times><LastModificationTime>2025-01-01T00:00:00Z</LastModificationTime></Times>'
    fields = {'Title': title, 'UserName': name, **{k.replace('_', '-'): v for k, v in fields.items()}}
    text += ''.join(string(k, v, k in sealed) for k, v in fields.items())
    return text + f'<AutoType><Enabled>True</Enabled></AutoType><History>{history}</History></Entry>'


def group(name, *inside, id=None):
    return (f'<Group><UUID>{uuid(id or name)}</UUID><Name>{escape(name)}</Name><Notes>Name of nothing</Notes>'
            + ''.join(inside) + '</Group>')


def document(*inside, head='<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'):
    return (head + '<KeePassFile>\n<Meta><Generator>KeePass</Generator><DatabaseName>Name</DatabaseName>'
            '<RecycleBinEnabled>True</RecycleBinEnabled>'
            f'<RecycleBinUUID>{uuid("bin")}</RecycleBinUUID></Meta>\n<Root>' + ''.join(inside)
            + '<DeletedObjects><DeletedObject><UUID>AAAA</UUID></DeletedObject></DeletedObjects></Root></KeePassFile>\n')


ROOT = group(
    'Passwords & more',
    entry('GitHub here', 'alice', otp=uri(GITHUB), Password='hunter2', Notes='two\nlines <b>', tags='dev;home, old',
          history=entry('Before', otp=uri(BANK)) + entry('Before that', Password='x')),
    entry('No code', Password='x', URL='https://example.org'),
    group('Work', entry('Bank', otp=uri(BANK)),
          group('Servers', entry('Seed', **{'TOTP Seed': base32(SEED['secret']).lower()}),
                entry('Seed 8', **{'TOTP Seed': base32(SEED8['secret']), 'TOTP Settings': '60;8'}),
                entry('Seed Steam', **{'TOTP Seed': base32(SEED_STEAM['secret']), 'TOTP Settings': '30;S'}))),
    entry('Kee', otp=f'key={base32(KEE["secret"])}%3d&step=45&size=6'),
    group('Counters',
          entry('Time', TimeOtp_Secret_Base32=base32(TIME['secret']), TimeOtp_Algorithm='HMAC-SHA-512',
                TimeOtp_Length='8', TimeOtp_Period='60', HmacOtp_Secret_Base32=base32(HMAC_BOTH['secret']),
                HmacOtp_Counter='3'),
          entry('Time 2', TimeOtp_Secret_Hex=TIME_PLAIN['secret'].hex()),
          entry('Time 3', TimeOtp_Secret='gläsern', TimeOtp_Algorithm='HMAC-SHA-256'),
          entry('Time 4', TimeOtp_Secret_Base64=base64text(TIME_BASE64['secret'])),
          entry('Counter', HmacOtp_Secret_Hex=HMAC['secret'].hex(), HmacOtp_Counter='41')),
    group('Papierkorb', entry('Old', otp=base32(OLD['secret'])),
          group('Gone', entry('Old', otp=base32(OLD['secret']), tags='dev')), id='bin'))
ACCOUNTS = [
    dict(GITHUB, note='two\nlines <b>', tags=['dev', 'home', 'old'], notes=PASSWORD_THERE),
    dict(BANK, tags=['Work'], notes=0), dict(SEED, tags=['Work/Servers']), SEED8, SEED_STEAM, dict(KEE, tags=[]),
    dict(TIME, tags=['Counters']), HMAC_BOTH, TIME_PLAIN, TIME_TEXT, TIME_BASE64, HMAC,
    dict(OLD, tags=[], notes=TRASHED), dict(OLD, tags=['Gone', 'dev'], notes=TRASHED)]


def vectors():
    text = document(ROOT)
    yield Vector('all.xml', text, ACCOUNTS, others=1)
    yield Vector('bare.xml', document(ROOT, head=''), ACCOUNTS, others=1)
    yield Vector('commented.xml', document(ROOT, head='<?xml version="1.0"?><!-- > --><!DOCTYPE KeePassFile>\n'),
                 ACCOUNTS, others=1)
    yield Vector('utf16.xml', document(ROOT, head='').encode('utf-16'), ACCOUNTS, others=1)
    cdata = document(group('Root', '<Entry>' + string('Title', 'Old') + '<String><Key>otp</Key><Value><![CDATA['
                           + base32(OLD['secret']) + ']]></Value></String></Entry>'))
    yield Vector('cdata.xml', cdata, [dict(OLD, name='')])
    yield Vector('spoilt.xml', document(group(
        'Root', entry('a', otp='nonsense!'), entry('b', TimeOtp_Secret_Base32='JBSWY3DP', TimeOtp_Algorithm='HMAC-MD5'),
        entry('c', TimeOtp_Secret_Base32='JBSWY3DP', TimeOtp_Length='0'),
        entry('d', TimeOtp_Secret_Base32='JBSWY3DP', TimeOtp_Period='-30'), entry('e', TimeOtp_Secret_Hex='xyz'),
        entry('f', TimeOtp_Secret_Base64='!!'), entry('g', HmacOtp_Secret='x', HmacOtp_Counter='-1'),
        entry('h', **{'TOTP Seed': 'JBSWY3DP', 'TOTP Settings': 'thirty;six'}),
        entry('i', **{'TOTP Seed': 'JBSWY3DP', 'TOTP Settings': '30;99'}),
        entry('j', otp='AAAA', sealed=['otp']), entry('k', Password='AAAA', sealed=['Password']),
        entry('Old', otp=base32(OLD['secret'])))), [OLD], problems=10, others=1)
    # Parts where they do not belong.
    yield Vector('odd.xml', '<KeePassFile><Name>x</Name><Value>y</Value><Key>otp</Key><String><Value>z</Value></String>'
                 + '<Entry/><History><Group><Entry></Entry></Group></History>'
                 + entry('Old', otp=base32(OLD['secret'])) + '</KeePassFile>', [OLD], others=1)
    yield Vector('deep.xml', '<KeePassFile>' + '<Group>' * 10000, error='too_large', cut=False)
    yield Vector('entity.xml', '<KeePassFile><Entry>&lol;</Entry></KeePassFile>', error='damaged')
    yield Vector('no-codes.xml', document(group('Root', entry('No code'))), error='empty', cut=False)
