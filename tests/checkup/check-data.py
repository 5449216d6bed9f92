#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files about services say what docs/services.md allows, and where they have
it from: check-data.py FOLDER. Knows nothing of the program's own reader."""
import datetime
import json
import os
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from tap import Tap  # noqa: E402

ANSWERS = {'app', 'codes', 'single', 'by-number', 'case', 'separators', 'new-voids', 'off-voids'}
ADDRESSES = {'sign-in', 'settings', 'support', 'recovery', 'codes-page'}
LISTS = {'settings-path', 'files'}
TEXTS = {'code-form', 'wait'}
GUIDES = {'mailersend', 'mailjet', 'mailchimp', 'hubspot', 'constant-contact', 'google', 'microsoft', 'github',
          'apple'}


def is_address(text):
    parts = urllib.parse.urlsplit(text) if isinstance(text, str) else None
    return parts is not None and parts.scheme == 'https' and '.' in parts.netloc and '@' not in parts.netloc \
        and not re.search(r'\s', text)


def value_is_good(name, value):
    if name in ANSWERS:
        return value in ('yes', 'no')
    if name in ADDRESSES:
        return is_address(value)
    if name in LISTS:
        return isinstance(value, list) and value and all(isinstance(one, str) and one.strip() == one and one
                                                         for one in value)
    if name == 'code-count':
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 500
    if name == 'effect':
        return value in ('second-step', 'turns-off', 'no-password')
    return name in TEXTS and isinstance(value, str) and 0 < len(value) <= 300


def pairs(entries):
    names = [name for name, _ in entries]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f'twice: {twice}')
    return dict(entries)


def check_fact(wrong, where, name, fact):
    if not isinstance(fact, dict) or not {'value', 'source', 'checked'} <= set(fact) \
            or set(fact) - {'value', 'source', 'checked', 'via'}:
        wrong.append(f'{where}: not value, source, checked and maybe via')
        return
    if not value_is_good(name, fact['value']):
        wrong.append(f'{where}: {fact["value"]!r}')
    for address in ('source', 'via'):
        if address in fact and not is_address(fact[address]):
            wrong.append(f'{where}: {address}')
    try:
        if datetime.date.fromisoformat(fact['checked']) < datetime.date(2026, 11, 1):
            wrong.append(f'{where}: looked up before this file was begun')
    except (TypeError, ValueError):
        wrong.append(f'{where}: no date')


def check_file(path):
    wrong = []
    with open(path, encoding='utf-8') as text:
        service = json.load(text, object_pairs_hook=pairs)
    if set(service) - {'name', 'other-names', 'domains', 'guide', 'facts'}:
        wrong.append(f'unknown keys {set(service)}')
    if not {'name', 'domains', 'facts'} <= set(service):
        wrong.append('name, domains and facts are needed')
    for domain in service.get('domains', []):
        if not re.fullmatch(r'([a-z0-9-]+\.)+[a-z]{2,}', domain):
            wrong.append(f'domain {domain!r}')
    for name, fact in service.get('facts', {}).items():
        check_fact(wrong, name, name, fact)
    return service, wrong


def main(folder):
    tap = Tap()
    services = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith('.json'):
            services[name[:-5]], wrong = check_file(os.path.join(folder, name))
            tap.nothing(f'{name} is as documented', wrong)
    tap.check('there are services', len(services) >= 10, len(services))
    tap.check('the guides are there', {name for name, service in services.items() if service.get('guide')} == GUIDES)

    names = [one.lower() for key, service in services.items()
             for one in {key, service['name'].lower(), *map(str.lower, service.get('other-names', []))}]
    domains = [domain for service in services.values() for domain in service['domains']]
    tap.nothing('no name is used twice', sorted({one for one in names if names.count(one) > 1}))
    tap.nothing('no domain is used twice', sorted({one for one in domains if domains.count(one) > 1}))

    with open(os.path.join(folder, 'services.gresource.xml'), encoding='utf-8') as text:
        listed = re.findall(r'<file>([^<]+)\.json</file>', text.read())
    tap.check('every file is built in, by name', listed == sorted(services), listed)
    tap.check('none without codes says how they look',
              not any(set(service['facts']) & {'code-count', 'code-form', 'single', 'effect', 'files'}
                      for service in services.values()
                      if service['facts'].get('codes', {}).get('value') != 'yes'))
    tap.finish()


main(sys.argv[1])
