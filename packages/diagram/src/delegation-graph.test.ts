import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TraceEvent, parseDomainName } from '@delegraph/model';
import { type DelegationGraph, delegationGraph } from './delegation-graph.ts';
import type { ZoneCard } from './zone-card.ts';
import { addressRecord, answers, cname, eventLog, stateOf } from './testing/event-log.ts';
import { scenarios } from './testing/scenarios.ts';

const ROOTS = { 'a.root.test': ['192.0.2.1'] };

test('a large zone shows a dot per address and no rows while all is well', () => {
  const root = zoneOf(graphOf(scenarios.healthy()), '.');
  assert.equal(root.summary, 'root · 13 NS · 26 addresses');
  assert.equal(root.dots.v4.length, 13);
  assert.equal(root.dots.v6.length, 13);
  assert.deepEqual(root.rows, []);
  assert.equal(root.progress, '26 agree · fastest a 9 ms');
});

test('a small zone shows each name server as a row', () => {
  const shop = zoneOf(graphOf(scenarios.healthy()), 'shop.test');
  assert.deepEqual(
    shop.rows.map(({ nameServer, addresses, standing }) => [nameServer, ...addresses, standing]),
    [
      ['ns1.shop.test', '192.0.2.53', 'ok'],
      ['ns2.shop.test', '192.0.2.54', 'ok'],
    ],
  );
  assert.equal(shop.progress, null);
});

test('an unfolded zone names all its servers, and keeps its dots', () => {
  const graph = delegationGraph(stateOf(scenarios.healthy()), 'all', new Set([parseDomainName('.')]));
  const root = zoneOf(graph, '.');
  assert.equal(root.rows.length, 13);
  assert.equal(root.dots.v4.length, 13);
  assert.equal(root.foldedRows, 0);
  assert.equal(zoneOf(graph, 'test').rows.length, 0);
  assert.equal(zoneOf(graph, 'test').foldedRows, 13);
  assert.equal(zoneOf(graph, 'shop.test').foldedRows, 0);
});

test('while servers are asked, the card counts those that answered, and an error is only a suspicion', () => {
  const graph = graphOf(scenarios.halfway());
  assert.equal(zoneOf(graph, 'test').progress, 'asking 4 of 26');
  assert.deepEqual(
    zoneOf(graph, 'shop.test').rows.map(({ standing }) => standing),
    ['suspect', 'asking'],
  );
  assert.equal(zoneOf(graph, 'shop.test').severity, null);
  assert.deepEqual(
    graph.delegations.map(({ agreement }) => agreement),
    [
      { count: 13, of: 13 },
      { count: 4, of: 4 },
    ],
  );
  assert.match(graph.title, /so far: 3 zones/);
});

test('addresses we cannot reach are not asked, not silent', () => {
  const root = zoneOf(graphOf(scenarios.nxdomain()), '.');
  assert.deepEqual(new Set(root.dots.v6.map(({ standing }) => standing)), new Set(['skipped']));
  assert.equal(root.progress, '13 agree · 13 not asked');
  assert.equal(root.severity, null);
});

test('faults are rows in the worst tone, and the edge tells of the glue', () => {
  const graph = graphOf(scenarios.troubled());
  const shop = zoneOf(graph, 'shop-demo.test');
  assert.equal(shop.severity, 'error');
  assert.deepEqual(
    shop.rows.map(({ standing, finding }) => finding?.code ?? standing),
    ['ok', 'glue-missing-in-domain', 'lame-refused', 'ok'],
  );
  const edge = graph.delegations.find(({ zone }) => zone === 'shop-demo.test');
  assert.deepEqual(edge?.glueLack, { given: 2, needed: 3, severity: 'warning' });
});

test('the answer column tells the aliases in order, then the name server that had to be looked up', () => {
  const graph = graphOf(scenarios.troubled());
  assert.deepEqual(
    graph.lookups.map(({ name, kind, lines, detail }) => [name, kind, ...lines, detail]),
    [
      ['www.shop-demo.test', 'alias', 'CNAME shop.edge-demo.example', 'TTL 300 s · aa · 2 of 3 servers'],
      ['shop.edge-demo.example', 'alias', 'CNAME pop7.edge-demo.example', 'TTL 60 s · aa · 2 of 2 servers'],
      ['pop7.edge-demo.example', 'answer', 'A 203.0.113.80', 'TTL 20 s · aa · 2 of 2 servers'],
      ['ns3.dns-host.example', 'address', 'A 198.51.100.7', 'TTL 86400 s · for a name server'],
    ],
  );
  assert.deepEqual(
    graph.aliases.map(({ number, from, to }) => [number, from, to]),
    [
      [1, 'lookup 0', 'lookup 2'],
      [2, 'lookup 2', 'lookup 3'],
    ],
  );
  assert.deepEqual(graph.dependencies, [
    {
      kind: 'needed',
      from: 'address ns3.dns-host.example',
      zone: 'shop-demo.test',
      nameServer: 'ns3.dns-host.example',
    },
  ]);
});

test('an address with a fault of its own leaves the row of its name server', () => {
  const deep = zoneOf(graphOf(scenarios.crowded()), 'deep.big.test');
  assert.deepEqual(
    deep.rows.slice(2).map(({ addresses, standing }) => [...addresses, standing]),
    [
      ['192.0.2.3', '2001:db8::3', 'ok'],
      ['192.0.2.4', 'ok'],
      ['2001:db8::4', 'notice'],
    ],
  );
});

test('a card has room for three records', () => {
  const [card] = graphOf(scenarios.crowded()).lookups;
  assert.deepEqual(card?.lines.slice(2), ['TXT "three"', '+2 more']);
});

test('how a lookup ends is said in words', () => {
  const cases = [
    [{ kind: 'unresolvable', zone: 'test' }, 'failed', 'no answer', 'no server of test gave one'],
    [{ kind: 'loop' }, 'failed', 'loop', 'it needs itself to be answered'],
    [{ kind: 'budget', limit: 'wall-time' }, 'cut', 'not finished', 'our limit: wall time'],
  ] as const;
  for (const [outcome, kind, line, detail] of cases) {
    const log = eventLog('www.test A', ROOTS);
    const lookup = log.lookup('question', 'www.test A');
    log.endLookup(lookup, outcome as Parameters<typeof log.endLookup>[1]);
    const [card] = graphOf(log.end()).lookups;
    assert.deepEqual([card?.kind, ...(card?.lines ?? []), card?.detail], [kind, line, detail]);
  }
});

test('an alias back to a name of the chain is a loop', () => {
  const log = eventLog('www.test A', ROOTS);
  const lookup = log.lookup('question', 'www.test A');
  const [hopId] = log.ask(lookup, '.', 'www.test A', () => answers());
  log.endLookup(lookup, { kind: 'alias', link: cname('www.test', 'www.test', 5), hopId: hopId!, next: null });
  const [card] = graphOf(log.end()).lookups;
  assert.equal(card?.kind, 'failed');
  assert.equal(card?.detail, 'TTL 5 s · the aliases go in a circle');
});

test('where a host lives that the answer names stays out of the picture', () => {
  const log = eventLog('shop.test MX', ROOTS);
  const question = log.lookup('question', 'shop.test MX');
  log.refer(question, '.', 'test', { 'a.nic.test': ['192.0.2.2'] });
  log.ask(question, 'test', 'shop.test MX', () => ({ rcode: 'NXDOMAIN' }));
  const target = log.lookup('target', 'mail.host.test A', { parent: question });
  log.refer(target, 'test', 'host.test', { 'ns.elsewhere.test': [] });
  const needed = log.lookup('nameserver-address', 'ns.elsewhere.test A', {
    parent: target,
    neededBy: 'host.test',
  });
  log.ask(needed, 'test', 'ns.elsewhere.test A', () => ({ rcode: 'NXDOMAIN' }));
  const { zones, lookups } = graphOf(log.events);
  assert.deepEqual(
    zones.map(({ zone }) => zone),
    ['.', 'test'],
  );
  assert.equal(lookups.length, 1);
});

test('a lookup that only verifies glue stays out of the picture until a fault is found with it', () => {
  const log = eventLog('www.shop.test A', ROOTS);
  const question = log.lookup('question', 'www.shop.test A');
  log.refer(question, '.', 'test', { 'a.nic.test': ['192.0.2.2'] });
  log.refer(question, 'test', 'shop.test', { 'ns1.dns.test': ['192.0.2.53'] });
  log.ask(question, 'shop.test', 'www.shop.test A', () =>
    answers(addressRecord('www.shop.test', '192.0.2.80')),
  );
  const verification = log.lookup('nameserver-address', 'ns1.dns.test A', {
    parent: question,
    neededBy: 'shop.test',
  });
  log.refer(verification, 'test', 'dns.test', { 'ns0.dns.test': ['192.0.2.60'] });
  log.ask(verification, 'dns.test', 'ns1.dns.test A', () =>
    answers(addressRecord('ns1.dns.test', '192.0.2.99')),
  );
  const quiet = graphOf(log.events);
  assert.deepEqual(
    quiet.zones.map(({ zone }) => zone),
    ['.', 'test', 'shop.test'],
  );
  assert.equal(quiet.lookups.length, 1);

  log.raise('glue-stale', 'error', { zone: 'shop.test', nameServer: 'ns1.dns.test', address: '192.0.2.53' });
  const loud = graphOf(log.events);
  assert.deepEqual(
    loud.zones.map(({ zone }) => zone),
    ['.', 'test', 'shop.test', 'dns.test'],
  );
  assert.deepEqual(
    loud.dependencies.map(({ kind }) => kind),
    ['checked'],
  );
  assert.deepEqual(
    loud.lookups.map(({ key }) => key),
    ['lookup 0', 'address ns1.dns.test'],
  );
});

test('the lookups of both address types of a name server share a card', () => {
  const log = eventLog('www.shop.test A', ROOTS);
  const question = log.lookup('question', 'www.shop.test A');
  log.refer(question, '.', 'test', { 'a.nic.test': ['192.0.2.2'] });
  log.refer(question, 'test', 'shop.test', { 'ns1.elsewhere.example': [] });
  const both = ['A', 'AAAA'].map((type) =>
    log.lookup('nameserver-address', `ns1.elsewhere.example ${type}`, {
      parent: question,
      neededBy: 'shop.test',
    }),
  );
  assert.deepEqual(graphOf(log.events).lookups[1]?.lines, ['asking A, AAAA']);
  const [a, aaaa] = both.map(
    (lookup) => log.ask(lookup, '.', 'ns1.elsewhere.example A', () => answers())[0]!,
  );
  log.endLookup(both[0]!, {
    kind: 'answer',
    records: [addressRecord('ns1.elsewhere.example', '192.0.2.7')],
    hopId: a!,
  });
  log.endLookup(both[1]!, { kind: 'nodata', hopId: aaaa! });
  assert.deepEqual(graphOf(log.events).lookups[1]?.lines, ['A 192.0.2.7']);
});

function graphOf(events: readonly TraceEvent[]): DelegationGraph {
  return delegationGraph(stateOf(events));
}

function zoneOf(graph: DelegationGraph, name: string): ZoneCard {
  const card = graph.zones.find(({ zone }) => zone === name);
  assert.ok(card, `${name} is not in the picture`);
  return card;
}
