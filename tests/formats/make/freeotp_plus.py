# SPDX-License-Identifier: GPL-3.0-or-later
"""FreeOTP+: tokens in JSON, the secret as signed bytes."""
import json

from common import USUAL, Vector, account

STEAM = account('Steam', 'carol', kind='steam')


def signed(data):
    return [b - 256 if b > 127 else b for b in data]


def token(a, **over):
    result = {'algo': a.get('algorithm', 'SHA1'), 'counter': a.get('counter', 0) - 1, 'digits': a.get('digits', 5),
              'issuerExt': a['service'], 'issuerInt': a['service'], 'label': a['name'], 'period': a.get('period', 30),
              'secret': signed(a['secret']), 'type': 'HOTP' if a['kind'] == 'hotp' else 'TOTP'}
    result.update(over)
    return {k: v for k, v in result.items() if v != 'absent'}


def document(tokens):
    order = [f'{t["issuerExt"]}:{t["label"]}' for t in tokens or [] if isinstance(t, dict) and 'issuerExt' in t]
    return json.dumps({'tokenOrder': order, 'tokens': tokens}, ensure_ascii=False)


def quirks():
    """What FreeOTP has in common with it: (token, account)."""
    a = USUAL[0]
    hotp = USUAL[3]
    return [
        (token(a, issuerAlt='My GitHub', labelAlt='me'), dict(a, service='My GitHub', name='me')),
        (token(a, issuerAlt='', labelAlt=None), a),
        (token(a, issuerExt='', issuerInt='Inner'), dict(a, service='Inner')),
        (token(a, issuerInt='Inner'), a),
        (token(a, algo='absent', digits='absent', period='absent', counter='absent'), a),
        (token(a, image='content://picture', secret=list(a['secret'])), a),
        # A new token has -1; the next code of it is that of counter 0.
        (token(hotp, counter=-1), dict(hotp, counter=0)),
        (token(hotp, counter=0), dict(hotp, counter=1)),
        (token(hotp, counter='absent'), dict(hotp, counter=0)),
        (token(hotp, counter=(1 << 63) - 1), {k: v for k, v in hotp.items() if k != 'counter'}),
        (token(STEAM), STEAM),
        # Named so, and not of that kind: six digits.
        (token(STEAM, digits=6), dict(STEAM, kind='totp', algorithm='SHA1', digits=6, period=30)),
    ]


def bad():
    a = USUAL[0]
    tokens = [token(a, algo=v) for v in ('SHA224', 'SHA384', 'MD5', 1)] + \
             [token(a, secret=v) for v in ([], [300], [-129], [1.5], ['x'], None, 'JBSWY3DP', [None], 5)] + \
             [token(a, digits=v) for v in (0, -1, 11, 'six', [])] + \
             [token(a, period=v) for v in (0, -30, 1 << 60, 'x')] + \
             [token(STEAM, period=60), token(STEAM, algo='SHA256')] + \
             [token(USUAL[3], counter=v) for v in (-2, 'x', 1.5)] + \
             [token(a, type=v) for v in ('OCRA', 5)] + [token(a, label=5), token(a, issuerExt={})]
    return tokens


def vectors():
    everything = [*USUAL, STEAM]
    yield Vector('plain.json', document([token(x) for x in everything]), everything)
    yield Vector('quirks.json', document([t for t, _ in quirks()]), [x for _, x in quirks()])
    others = [None, 5, [], 'x']
    yield Vector('bad-entries.json', document(bad() + others + [token(USUAL[0])]), [USUAL[0]],
                 problems=len(bad()) + len(others))
    yield Vector('empty.json', document([]), error='empty')
    yield Vector('no-array.json', document({}), error='damaged')
    yield Vector('huge-secret.json', document([token(USUAL[0], secret=[1] * 20000)]), [], problems=1)
    deep = document([]).replace('"tokens": []', '"tokens": ' + '[' * 10000 + ']' * 10000)
    yield Vector('deep.json', deep, error='unknown', cut=False)
