#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files about services say what the schema allows, and where they have it
from: check-data.py FOLDER SCHEMA MANUAL. Knows nothing of the program's own
reader."""
import copy
import datetime
import json
import os
import re
import sys
import urllib.parse

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from tap import Tap  # noqa: E402

GUIDES = {'mailersend', 'mailjet', 'mailchimp', 'hubspot', 'constant-contact', 'google', 'microsoft', 'github',
          'apple'}
GOOD = {'name': 'Example', 'domains': ['example.org'],
        'facts': {'codes': {'value': 'yes', 'source': 'https://example.org/help', 'checked': '2026-11-22'}}}


def pairs(entries):
    names = [name for name, _ in entries]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f'twice: {twice}')
    return dict(entries)


def read(path):
    with open(path, encoding='utf-8') as text:
        return json.load(text, object_pairs_hook=pairs)


def check_dates(service):
    """What is no day, or lies before this file was begun."""
    wrong = []
    for name, fact in service['facts'].items():
        try:
            if datetime.date.fromisoformat(fact['checked']) < datetime.date(2026, 11, 1):
                wrong.append(f'{name}: looked up before the first of these files was begun')
        except ValueError:
            wrong.append(f'{name}: {fact["checked"]} is no day')
    return wrong


def check_sense(facts):
    """Facts that cannot all be true."""
    value = {name: fact['value'] for name, fact in facts.items()}
    steps = value.get('second-steps')
    wrong = []
    if value.get('codes') != 'yes':
        wrong += [f'{name}, and no "codes"' for name in ('code-count', 'code-form', 'single', 'effect', 'by-number',
                                                         'case', 'separators', 'files', 'codes-page') if name in value]
    if value.get('codes') == 'no' and 'codes' in value.get('ways-back', []):
        wrong.append('back with codes that there are not')
    if steps is not None and 'app' in value and ('app' in steps) != (value['app'] == 'yes'):
        wrong.append('"app" and "second-steps"')
    if value.get('help-resets') == 'no' and 'wait' in value and 'support' in value.get('ways-back', []):
        wrong.append('waits for what help does not do')
    if 'code-count' in value and value.get('single') == 'yes' and value['code-count'] != 1:
        wrong.append('one key, and more than one')
    return wrong


def check_places(service):
    """Pages of the service that are not pages of the service: what is opened there asks for the password."""
    wrong = []
    for name in ('sign-in', 'settings', 'codes-page', 'password-page'):
        address = service['facts'].get(name, {}).get('value', '')
        host = urllib.parse.urlsplit(address).hostname
        if host and not any(host == domain or host.endswith('.' + domain) for domain in service.get('domains', [])):
            wrong.append(f'{name}: {address} lies elsewhere')
    return wrong


def check_domains(name, service):
    """A kind of services has no domain; a service has one at least."""
    generic = name.startswith('generic-')
    return ['domains of a kind' if generic else 'no domains'] if generic == ('domains' in service) else []


def changed(**changes):
    service = copy.deepcopy(GOOD)
    for name, value in changes.items():
        if name == 'facts':
            service['facts'].update({key: dict(GOOD['facts']['codes'], **fact) for key, fact in value.items()})
        else:
            service[name] = value
    return service


BAD = {
    'another key': changed(colour='red'),
    'no domain': changed(domains=[]),
    'a domain in capitals': changed(domains=['Example.org']),
    'a domain that is none': changed(domains=['localhost']),
    'an empty name': changed(name=''),
    'a guide that is a word': changed(guide='yes'),
    'another fact': changed(facts={'colour': {'value': 'red'}}),
    'a fact with another member': changed(facts={'codes': {'by': 'me'}}),
    'an answer that is none': changed(facts={'codes': {'value': 'maybe'}}),
    'a count of none': changed(facts={'code-count': {'value': 0}}),
    'a count that is a text': changed(facts={'code-count': {'value': '10'}}),
    'an effect that is none': changed(facts={'effect': {'value': 'magic'}}),
    'an address without encryption': changed(facts={'settings': {'value': 'http://example.org/'}}),
    'an address with a name in it': changed(facts={'settings': {'value': 'https://me@example.org/'}}),
    'an empty list': changed(facts={'files': {'value': []}}),
    'a second step that is none': changed(facts={'second-steps': {'value': ['app', 'magic']}}),
    'a second step named twice': changed(facts={'second-steps': {'value': ['app', 'app']}}),
    'a way back that is none': changed(facts={'ways-back': {'value': ['password']}}),
    'a first step that is none': changed(facts={'sign-in-with': {'value': ['codes']}}),
    'a source that is no address': changed(facts={'codes': {'source': 'a friend'}}),
    'a day in words': changed(facts={'codes': {'checked': 'today'}}),
    'a blank at the end': changed(facts={'code-form': {'value': '8 digits '}}),
}


def check_schema(tap, schema, manual):
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    tap.check('the schema takes a good file', validator.is_valid(GOOD))
    for name, service in BAD.items():
        tap.check(f'the schema refuses {name}', not validator.is_valid(service))
    for member in ('value', 'source', 'checked'):
        service = copy.deepcopy(GOOD)
        del service['facts']['codes'][member]
        tap.check(f'the schema refuses a fact without {member}', not validator.is_valid(service))
    facts = schema['properties']['facts']['properties']
    words = {word for fact in facts.values()
             for word in fact.get('properties', {}).get('value', {}).get('items', {}).get('enum', [])}
    told = set(re.findall(r'`([a-z-]+)`', manual))
    tap.nothing('the manual explains all facts and words', sorted((set(facts) | words) - told))
    return validator


def check_files(tap, validator, folder):
    services = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.json'):
            continue
        service = services[name[:-5]] = read(os.path.join(folder, name))
        wrong = [f'{error.json_path}: {error.message}' for error in validator.iter_errors(service)]
        tap.nothing(f'{name} is as documented', wrong or check_domains(name, service) + check_dates(service)
                    + check_places(service) + check_sense(service['facts']))
    return services


def main(folder, schema, manual):
    tap = Tap()
    with open(manual, encoding='utf-8') as text:
        validator = check_schema(tap, read(schema), text.read())
    services = check_files(tap, validator, folder)
    tap.check('there are services', len(services) >= 30, len(services))
    tap.check('the guides are there', {name for name, service in services.items() if service.get('guide')} == GUIDES)

    names = [one.lower() for key, service in services.items()
             for one in {key, service['name'].lower(), *map(str.lower, service.get('other-names', []))}]
    domains = [domain for service in services.values() for domain in service.get('domains', [])]
    tap.nothing('no name is used twice', sorted({one for one in names if names.count(one) > 1}))
    tap.nothing('no domain is used twice', sorted({one for one in domains if domains.count(one) > 1}))

    with open(os.path.join(folder, 'services.gresource.xml'), encoding='utf-8') as text:
        listed = re.findall(r'<file>([^<]+)\.json</file>', text.read())
    tap.check('every file is built in, by name', listed == sorted(services), listed)
    tap.finish()


main(*sys.argv[1:])
