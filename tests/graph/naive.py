#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""All answers about a graph once more, from their definitions and nothing else:
sets that grow until nothing fires, all subsets in turn, no index and no counter.
Compares them with those of the program on the graphs of a file and on random ones.
Usage: naive.py GRAPH_ANSWERS GRAPHS.json [NUMBER [SEED]]
"""
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from tap import Tap  # noqa: E402

BATCH = 1000
INFINITE = 99


class Graph:
    """Things are bits of a number."""

    def __init__(self, data, actions=()):
        vertices = list(data['vertices'])
        rules = list(data['rules'])
        roots = list(data['owner_roots'])
        for action in actions:
            known = {vertex['id'] for vertex in vertices}
            vertices += [vertex for vertex in action['add_vertices'] if vertex['id'] not in known]
            rules = [rule for rule in rules if rule.get('id') not in action['remove_rules']]
            rules += action['add_rules']
            roots += action['add_roots']
        self.vertices = {vertex['id']: vertex for vertex in vertices}
        self.bits = {name: 1 << number for number, name in enumerate(self.vertices)}
        self.accounts = [vertex['id'] for vertex in vertices if vertex['kind'] == 'account']
        self.tiers = {vertex['id']: vertex['tier'] for vertex in vertices if vertex.get('tier') is not None}
        self.roots = self.set(roots)
        self.public = self.set(data['public'])
        self.rules = [(self.set(rule['body']), self.bits[rule['head']], rule) for rule in rules if rule['body']]
        owner = [rule for rule in self.rules
                 if rule[2].get('who', 'both') != 'attacker' and not rule[2].get('assumed')]
        self.warm = owner
        self.owner = [rule for rule in owner if rule[2]['label'] != 'session']
        self.may = [rule for rule in self.rules if rule[2].get('who', 'both') != 'owner']
        self.certain = [rule for rule in self.may if not rule[2].get('assumed')]

    def set(self, names):
        found = 0
        for name in names:
            found |= self.bits[name]
        return found

    def names(self, bits):
        return sorted(name for name, bit in self.bits.items() if bits & bit)


def closure(start, rules, barred=0):
    have = start & ~barred
    while True:
        before = have
        for body, head, _ in rules:
            if body & have == body and not head & barred:
                have |= head
        if have == before:
            return have


def least(sets):
    return sorted(sorted(one) for one in sets if not any(other < one for other in sets))


def subsets(names, size):
    for n in range(size + 1):
        yield from map(frozenset, itertools.combinations(sorted(names), n))


def traps(graph, reach):
    out = [name for name in graph.bits if not graph.bits[name] & reach]
    leads = {(a, b) for body, head, _ in graph.owner for a in out for b in out
             if body & graph.bits[a] and head == graph.bits[b]}
    for middle in out:
        leads |= {(a, b) for a in out for b in out if (a, middle) in leads and (middle, b) in leads}
    found = {frozenset(b for b in out if (a, b) in leads and (b, a) in leads) for a in out if (a, a) in leads}
    return sorted(sorted(one) for one in found if one & set(graph.accounts))


def attack_sets(graph, account, rules):
    bit = graph.bits[account]
    return least([one for one in subsets(set(graph.tiers) - {account}, 3)
                  if closure(graph.set(one) | graph.public, rules) & bit])


def exposure(graph, account, rules):
    for tier in range(4):
        held = graph.set(name for name, own in graph.tiers.items() if own <= tier and name != account)
        if closure(held | graph.public, rules) & graph.bits[account]:
            return tier
    return None


def doors(graph, account, answers):
    rules = [rule for rule in graph.may if rule[1] != graph.bits[account] or rule[2]['label'] == 'login']
    front = exposure(graph, account, rules)
    answers['front_exposure'][account] = front
    front = INFINITE if front is None else front
    through = attack_sets(graph, account, rules)

    def effort(one):
        return max([graph.tiers[name] for name in one], default=0), len(one)

    easiest = min(map(effort, through), default=(front, 4))
    side = [one for one in answers['min_attack_sets'][account]
            if not any(set(other) <= set(one) for other in through)]
    back = [one for one in side if effort(one)[0] < front]
    shorter = [one for one in side if one not in back and effort(one) < easiest]
    for key, found in (('side_doors', side), ('backdoors', back), ('shorter_side_doors', shorter)):
        if found:
            answers[key][account] = found


def outlook(data, actions):
    base, graph = Graph(data), Graph(data, actions)
    today = ({name for name in base.accounts if closure(base.roots | base.public, base.owner) & base.bits[name]}
             | {name for name in graph.accounts if closure(graph.roots | graph.public, graph.owner) & graph.bits[name]})
    lost, seized = {}, {}
    for scenario in data['loss_scenarios']:
        gone = list(scenario['lost'])
        for action in actions:
            gone += action['also_lost'].get(scenario['id'], [])
        reach = closure((graph.roots | graph.public) & ~graph.set(gone), graph.owner,
                        graph.set(scenario.get('barred', [])))
        lost[scenario['id']] = sorted(name for name in today if not reach & graph.bits[name])
    for scenario in data['attack_scenarios']:
        reach = closure(graph.set(scenario['has']) | graph.public, graph.may, graph.set(scenario.get('barred', [])))
        seized[scenario['id']] = sorted(name for name in graph.accounts if reach & graph.bits[name])

    def weigh(column):
        return sum(graph.vertices[name].get('importance', 0) for names in column.values() for name in names)

    return {'lost': lost, 'seized': seized, 'lost_weight': weigh(lost), 'seized_weight': weigh(seized)}


def what_if(data):
    actions = data['what_if']
    chosen, greedy = [], []
    base = now = outlook(data, [])
    while True:
        best = None
        for action in actions:
            if action in chosen:
                continue
            new = outlook(data, chosen + [action])
            gain = now['lost_weight'] + now['seized_weight'] - new['lost_weight'] - new['seized_weight']
            if (new['lost_weight'] <= now['lost_weight'] and new['seized_weight'] <= now['seized_weight']
                    and gain > (best[0] if best else 0)):
                best = gain, action, new
        if best is None:
            break
        chosen.append(best[1])
        now = best[2]
        greedy.append({'action': best[1]['id'], 'gain': best[0],
                       'lost_weight': now['lost_weight'], 'seized_weight': now['seized_weight']})
    return {'base': base, 'single': {action['id']: outlook(data, [action]) for action in actions},
            'greedy': greedy, 'after': now}


def answer_owner(data, graph, answers):
    start = graph.roots | graph.public
    today = closure(start, graph.owner)
    accounts = graph.accounts

    answers['owner_reach'] = graph.names(today)
    answers['owner_reach_warm'] = graph.names(closure(start, graph.warm))
    answers['unreachable_accounts'] = sorted(name for name in accounts if not today & graph.bits[name])
    answers['circular_today'] = traps(graph, today)
    answers['loss'] = {}
    for scenario in data['loss_scenarios']:
        reach = closure(start & ~graph.set(scenario['lost']), graph.owner, graph.set(scenario.get('barred', [])))
        answers['loss'][scenario['id']] = {
            'lost_accounts': sorted(name for name in accounts if today & graph.bits[name] & ~reach),
            'reach': graph.names(reach), 'circular': traps(graph, reach)}

    left = {one: closure(start & ~graph.set(one), graph.owner) for one in subsets(graph.names(graph.roots), 3)}
    for name in accounts:
        bit = graph.bits[name]
        sets = least([one for one, reach in left.items() if not reach & bit]) if today & bit else None
        answers['min_lockout_sets'][name] = sets
        answers['resilience'][name] = 0 if sets is None else min(map(len, sets)) if sets else '>3'
        answers['single_points_of_failure'][name] = sorted(
            root for root in graph.names(graph.roots) if today & bit and not left[frozenset([root])] & bit)


def answer_attacker(data, graph, answers):
    anyone = closure(graph.public, graph.may)
    for scenario in data['attack_scenarios']:
        start, barred = graph.set(scenario['has']) | graph.public, graph.set(scenario.get('barred', []))
        answers['attack'][scenario['id']] = {
            key: sorted(name for name in graph.accounts if closure(start, rules, barred) & graph.bits[name])
            for key, rules in (('seized_may', graph.may), ('seized_certain', graph.certain))}
    blast = {name: {other for other in graph.accounts
                    if other != name and closure(bit | graph.public, graph.may) & ~anyone & graph.bits[other]}
             for name, bit in graph.bits.items()}
    for name in data.get('blast_for', graph.accounts):
        answers['blast_radius'][name] = sorted(blast[name])

    for name in graph.accounts:
        answers['min_attack_sets'][name] = attack_sets(graph, name, graph.may)
        answers['exposure'][name] = exposure(graph, name, graph.may)
        if any(head == graph.bits[name] and rule['label'] == 'login' for _, head, rule in graph.rules):
            doors(graph, name, answers)
        by = sorted(thing for thing in graph.tiers if thing not in graph.accounts
                    and closure(graph.bits[thing] | graph.public, graph.may) & graph.bits[name])
        if graph.vertices[name].get('factors', 0) >= 2 and by:
            answers['factor_collapse'].append({'account': name, 'by': by})
    answers['importance_inversions'] = sorted(
        [first, second] for first in graph.accounts for second in blast[first]
        if graph.vertices[first].get('importance', 0) < graph.vertices[second].get('importance', 0))


def answer(data):
    answers = {key: {} for key in ('attack', 'blast_radius', 'min_lockout_sets', 'resilience',
                                   'single_points_of_failure', 'min_attack_sets', 'exposure', 'front_exposure',
                                   'side_doors', 'backdoors', 'shorter_side_doors')}
    answers['factor_collapse'] = []
    graph = Graph(data)
    answer_owner(data, graph, answers)
    answer_attacker(data, graph, answers)
    if 'what_if' in data:
        answers['what_if'] = what_if(data)
    return answers


def random_rule(rng, names, number=None):
    body = rng.choices(names, k=rng.choice((1, 1, 1, 2, 2, 2, 3) if rng.random() < 0.97 else (0,)))
    rule = {'label': rng.choice(('login', 'login', 'login', 'recovery', 'recovery', 'session', 'storage', 'sso')),
            'body': body, 'head': rng.choice([name for name in names if name < 'b'] or names)
            if rng.random() < 0.6 else rng.choice(names)}
    if number is not None:
        rule['id'] = f'r{number}'
    if rng.random() < 0.3:
        rule['who'] = rng.choice(('both', 'owner', 'attacker'))
    if rng.random() < 0.15:
        rule['assumed'] = True
    return rule


def some(rng, names, most):
    return rng.sample(names, rng.randint(0, min(most, len(names))))


def random_action(rng, data, number):
    names = [vertex['id'] for vertex in data['vertices']]
    added = [{'id': f'new{rng.randint(0, 1)}', 'kind': 'sheet'}] if rng.random() < 0.5 else []
    names = names + [vertex['id'] for vertex in added]
    return {'id': f'do{number}', 'add_vertices': added,
            'add_rules': [dict(random_rule(rng, names), who=rng.choice(('owner', 'both')))
                          for _ in range(rng.randint(0, 3))],
            'remove_rules': some(rng, [rule['id'] for rule in data['rules']], 2) if rng.random() < 0.6 else [],
            'add_roots': some(rng, names, 1) if rng.random() < 0.4 else [],
            'also_lost': {'l0': some(rng, names, 1)} if rng.random() < 0.3 else {}}


def random_graph(rng, number):
    # Accounts are named with an a.
    names = [f'{rng.choice("aabcd")}{i}' for i in range(rng.randint(2, 11))]
    vertices = []
    for name in names:
        kind = 'account' if name < 'b' else rng.choice(('credential', 'device', 'place'))
        vertex = {'id': name, 'kind': kind}
        if vertex['kind'] == 'account':
            vertex['importance'] = rng.randint(1, 5)
            vertex['factors'] = rng.randint(1, 2)
        if rng.random() < (0.1 if vertex['kind'] == 'account' else 0.85):
            vertex['tier'] = rng.randint(0, 3)
        vertices.append(vertex)
    data = {'name': f'random-{number}', 'vertices': vertices,
            'rules': [random_rule(rng, names, i) for i in range(rng.randint(0, 14))],
            'owner_roots': [name for name in names if rng.random() < (0.1 if name < 'b' else 0.7)],
            'public': some(rng, names, 1) if rng.random() < 0.2 else [],
            'loss_scenarios': [{'id': f'l{i}', 'lost': some(rng, names, 3)} for i in range(2)],
            'attack_scenarios': [{'id': f'a{i}', 'has': some(rng, names, 2)} for i in range(2)]}
    if data['rules'] and rng.random() < 0.1:
        data['rules'].append(dict(rng.choice(data['rules']), id='again'))
    for scenario in data['loss_scenarios'] + data['attack_scenarios']:
        if rng.random() < 0.3:
            scenario['barred'] = some(rng, names, 2)
    if rng.random() < 0.5:
        data['blast_for'] = some(rng, names, 4)
    if rng.random() < 0.2:
        data['what_if'] = [random_action(rng, data, i) for i in range(rng.randint(1, 3))]
    return data


def ask(program, graphs):
    with tempfile.TemporaryDirectory(prefix='sparekey-graph-') as folder:
        path = os.path.join(folder, 'graphs.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump({'format': 1, 'graphs': graphs}, file)
        done = subprocess.run([program, path], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        return done.stderr, []
    return '', json.loads(done.stdout)['graphs']


def refused(tap, program):
    """What is not as it should be is refused, with a word, and no harm done."""
    good = {'name': 'x', 'vertices': [{'id': 'a', 'kind': 'account', 'importance': 1}, {'id': 'b', 'kind': 'fact'}],
            'rules': [{'id': 'r', 'label': 'login', 'body': ['b'], 'head': 'a'}], 'owner_roots': ['b'], 'public': [],
            'loss_scenarios': [{'id': 'l', 'lost': ['b']}], 'attack_scenarios': [{'id': 't', 'has': ['b']}]}
    tap.check('what is well is answered', not ask(program, [good])[0])
    rule, vertex = good['rules'][0], good['vertices'][0]
    for what, changed in (
            ('a body of what is not there', {'rules': [dict(rule, body=['z'])]}),
            ('a head of what is not there', {'rules': [dict(rule, head='z')]}),
            ('a root that is not there', {'owner_roots': ['z']}),
            ('public that is not there', {'public': ['z']}),
            ('lost that is not there', {'loss_scenarios': [{'id': 'l', 'lost': ['z']}]}),
            ('taken that is not there', {'attack_scenarios': [{'id': 't', 'has': ['z']}]}),
            ('barred that is not there', {'attack_scenarios': [{'id': 't', 'has': [], 'barred': ['z']}]}),
            ('blast of what is not there', {'blast_for': ['z']}),
            ('two things of one id', {'vertices': good['vertices'] + [vertex]}),
            ('two rules of one id', {'rules': [rule, rule]}),
            ('an empty id', {'vertices': [dict(vertex, id='')] + good['vertices']}),
            ('an id that is too long', {'vertices': [dict(vertex, id='x' * 257)] + good['vertices']}),
            ('a tier that is too high', {'vertices': [dict(vertex, tier=4)] + good['vertices'][1:]}),
            ('a tier below 0', {'vertices': [dict(vertex, tier=-1)] + good['vertices'][1:]}),
            ('an importance that is too high', {'vertices': [dict(vertex, importance=6)] + good['vertices'][1:]}),
            ('a tier in words', {'vertices': [dict(vertex, tier='2')] + good['vertices'][1:]}),
            ('a body of 65', {'rules': [dict(rule, body=['b'] * 65)]}),
            ('a body that is no list', {'rules': [dict(rule, body='b')]}),
            ('a body of numbers', {'rules': [dict(rule, body=[1])]}),
            ('somebody else', {'rules': [dict(rule, who='nobody')]}),
            ('vertices that are no list', {'vertices': {}}),
            ('no name', {'name': None})):
        error, _ = ask(program, [dict(good, **changed)])
        tap.check(f'{what} is refused', error.startswith('graph-answers: '), error)


def main(program, path, number=10000, seed=20261122):
    tap = Tap()
    rng = random.Random(int(seed))
    with open(path, encoding='utf-8') as file:
        graphs = json.load(file)['graphs']

    for graph in graphs:
        found = answer(graph)
        tap.check(f'{graph["name"]} is answered as in the file', found == graph['expected'],
                  [key for key in graph['expected'] if found.get(key) != graph['expected'][key]])

    for first in range(0, int(number), BATCH):
        batch = [random_graph(rng, first + i) for i in range(min(BATCH, int(number) - first))]
        error, answers = ask(program, batch)
        bad = error and [error]
        for graph, theirs in zip(batch, answers):
            ours = answer(graph)
            if ours != theirs['expected']:
                keys = [key for key in ours if ours[key] != theirs['expected'].get(key)]
                bad = bad or [json.dumps(graph)]
                bad += [f'{graph["name"]} {key}: {ours[key]} is {theirs["expected"].get(key)}' for key in keys]
        tap.check(f'random graphs {first} to {first + len(batch) - 1} agree',
                  not bad and len(answers) == len(batch), '\n'.join(bad or [])[:4000])
    refused(tap, program)
    tap.finish()


main(*sys.argv[1:])
