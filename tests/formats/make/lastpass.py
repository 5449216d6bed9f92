# SPDX-License-Identifier: GPL-3.0-or-later
"""LastPass Authenticator."""
import json

from common import USUAL, Vector, account, base32

GITHUB, BANK, FRUIT, _ = USUAL
RENAMED = account('Example Shop', 'dora')


def entry(a, folder=0, **other):
    return {'accountID': '1', 'issuerName': a['service'], 'originalIssuerName': a['service'], 'userName': a['name'],
            'originalUserName': a['name'], 'pushNotification': False, 'secret': base32(a['secret']),
            'timeStep': a['period'], 'digits': a['digits'], 'creationTimestamp': 1700000000000,
            'isFavorite': folder == 1, 'algorithm': a['algorithm'], 'folderData': {'folderId': folder, 'position': 0},
            'backupInfo': {'creationDate': '', 'deviceId': ''}, **other}


def document(accounts, version=3):
    return json.dumps({'deviceId': '', 'deviceSecret': '', 'localDeviceId': 'x', 'deviceName': 'Phone',
                       'version': version, 'accounts': accounts,
                       'folders': [{'id': 1, 'name': 'Favorites', 'isOpened': True},
                                   {'id': 0, 'name': 'Other Accounts', 'isOpened': True},
                                   {'id': 2, 'name': 'Work', 'isOpened': False}, 7, {'name': 'no id'}]})


ENTRIES = [entry(GITHUB, 2), entry(BANK, 1), entry(FRUIT), entry(RENAMED, 9, issuerName='', userName='')]
ACCOUNTS = [dict(GITHUB, tags=['Work'], favorite=False), dict(BANK, tags=[], favorite=True), dict(FRUIT, tags=[]),
            dict(RENAMED, tags=[])]


def vectors():
    yield Vector('plain.json', document(ENTRIES), ACCOUNTS, others=0)
    yield Vector('old.json', document(ENTRIES, 1), ACCOUNTS)
    yield Vector('later.json', document(ENTRIES, 4), error='version')
    yield Vector('spoilt.json', document([
        entry(GITHUB), entry(GITHUB, algorithm='SHA3'), entry(GITHUB, algorithm=1), entry(GITHUB, digits=0),
        entry(GITHUB, digits='x'), entry(GITHUB, timeStep=-1), entry(GITHUB, timeStep={}), entry(GITHUB, secret=None),
        entry(GITHUB, secret='0189'), None, 'x', entry(BANK, folderData=None), entry(BANK, folderData={'folderId': 'x'})]),
        [GITHUB, BANK, BANK], problems=10)
