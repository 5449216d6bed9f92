# SPDX-License-Identifier: GPL-3.0-or-later
"""Duo Mobile's accounts.json."""
import json

from common import Vector, account, base32

PERIOD_ASSUMED = 1
GITHUB = account('', 'GitHub', notes=PERIOD_ASSUMED)
UMLAUT = account('', 'Früchte 🍐', notes=PERIOD_ASSUMED)
VPN = account('', 'Vpn', kind='hotp', counter=1234567890123, notes=0)


def entry(a, **generator):
    made = {'otpSecret': base32(a['secret'])}
    if 'counter' in a:
        made['counter'] = a['counter']
    made.update(generator)
    return {'name': a['name'], 'logoUri': 'android.resource://x', 'otpGenerator': made}


def vectors():
    yield Vector('accounts.json', json.dumps([entry(GITHUB), entry(UMLAUT), entry(VPN)]), [GITHUB, UMLAUT, VPN],
                 others=0)
    # Duo's own accounts have no generator.
    tap = {'name': 'Work', 'akey': 'DAXXXXXXXXXXXXXXXXXX', 'pkey': 'DPXXXXXXXXXXXXXXXXXX', 'otpGenerator': None}
    yield Vector('tap.json', json.dumps([tap, entry(GITHUB), {'name': 'None'}]), [GITHUB], others=2)
    yield Vector('only-taps.json', json.dumps([tap]), error='empty')
    lower = entry(GITHUB)
    lower['otpGenerator']['otpSecret'] = ' '.join(base32(GITHUB['secret']).lower()[i:i + 4] for i in range(0, 32, 4))
    yield Vector('blanks.json', json.dumps([lower]), [GITHUB])
    null = entry(GITHUB, counter=None)
    yield Vector('counter-null.json', json.dumps([null]), [GITHUB])
    zero = entry(account('', 'Zero', kind='hotp'), counter=0)
    yield Vector('counter-zero.json', json.dumps([zero]), [account('', 'Zero', kind='hotp', notes=0)])
    spoilt = [
        entry(GITHUB), 7, None, [], 'text', dict(entry(GITHUB), otpGenerator=[]), dict(entry(GITHUB), otpGenerator={}),
        entry(GITHUB, otpSecret=None), entry(GITHUB, otpSecret=7), entry(GITHUB, otpSecret=''),
        entry(GITHUB, otpSecret='!!!'), entry(GITHUB, counter=-1), entry(GITHUB, counter='x'),
        entry(GITHUB, counter=1e300), dict(entry(UMLAUT), name=None), dict(entry(UMLAUT), name=5)]
    unnamed = {key: value for key, value in UMLAUT.items() if key not in ('name', 'notes')}
    yield Vector('spoilt.json', json.dumps(spoilt), [GITHUB, unnamed, unnamed], problems=13)
