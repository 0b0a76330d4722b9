import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName as name } from '@delegraph/model';
import { refusesZone } from './faults.ts';
import { type ZoneSpec, rootHintsOf, zoneTree } from './zone-tree.ts';

const ROOT_ZONE: ZoneSpec = { servers: { 'a.root.test.': '198.51.100.1' } };
const TLD: ZoneSpec = { servers: { 'ns.test.': ['198.51.100.2', '2001:DB8:0::2'] } };

function treeWith(zones: Record<string, ZoneSpec>) {
  return zoneTree({ '.': ROOT_ZONE, 'test.': TLD, ...zones });
}

test('addresses of name servers become data of the zone that holds their names', () => {
  const tree = treeWith({});
  const types = tree.zones
    .get(name('test'))!
    .records.get(name('ns.test'))!
    .map((record) => record.type);
  assert.deepEqual(types, ['A', 'AAAA']);
  assert.ok(tree.zones.get(name('test'))!.records.has(name('a.root.test')));
});

test('an owner the records already have is left alone', () => {
  const tree = treeWith({
    'example.test.': {
      servers: { 'ns.example.test.': '203.0.113.1' },
      records: ['ns CNAME other.test.'],
    },
  });
  const types = tree.zones
    .get(name('example.test'))!
    .records.get(name('ns.example.test'))!
    .map(({ type }) => type);
  assert.deepEqual(types, ['CNAME']);
});

test('the parent gives glue in-domain and for siblings, and as declared where it is overridden', () => {
  const tree = treeWith({
    'host.test.': { servers: { 'ns.host.test.': '203.0.113.1' } },
    'example.test.': {
      servers: {
        'ns1.example.test.': '203.0.113.2',
        'ns2.example.test.': '203.0.113.3',
        'ns.host.test.': '203.0.113.1',
        'ns.elsewhere.example.': '203.0.113.4',
      },
      glue: { 'ns2.example.test.': [] },
    },
  });
  const { glue, ns } = tree.zones.get(name('test'))!.delegations.get(name('example.test'))!;
  assert.deepEqual(
    glue.map((record) => record.name),
    ['ns1.example.test', 'ns.host.test'],
  );
  assert.equal(ns.length, 4);
});

test('addresses are known by their RFC 5952 text, and serve what was declared', () => {
  const tree = treeWith({});
  assert.deepEqual([...tree.hosts.keys()], ['198.51.100.1', '198.51.100.2', '2001:db8::2']);
});

test('root hints are the servers of the root', () => {
  assert.deepEqual(rootHintsOf(treeWith({})), [{ name: 'a.root.test', addresses: ['198.51.100.1'] }]);
});

const misuse: [string, Record<string, ZoneSpec>, RegExp][] = [
  ['a missing parent', { 'a.tset.': TLD }, /no parent: declare tset\./],
  ['a name without its final dot', { 'a.test': TLD }, /final dot/],
  ['a bad name', { 'a..test.': TLD }, /empty label/],
  ['a bad address', { 'a.test.': { servers: { 'ns.a.test.': '300.1.1.1' } } }, /no IP address/],
  ['no servers', { 'a.test.': { servers: {} } }, /no name servers/],
  ['two homes', { 'a.test.': { servers: { 'ns.test.': '203.0.113.9' } } }, /elsewhere at 198/],
  ['an unknown type', { 'a.test.': { ...TLD, records: ['x HINFO a b'] } }, /type of A, NS/],
  ['a missing field', { 'a.test.': { ...TLD, records: ['x MX mail'] } }, /expected 2 fields after MX/],
  ['a number too large', { 'a.test.': { ...TLD, records: ['x MX 65536 mail'] } }, /16 bits/],
  ['an owner outside', { 'a.test.': { ...TLD, records: ['b.test. A 192.0.2.1'] } }, /not in the zone/],
  ['apex NS as a record', { 'a.test.': { ...TLD, records: ['@ NS ns'] } }, /childServers/],
  [
    'glue for a stranger',
    { 'a.test.': { ...TLD, glue: { 'ns.a.test.': [] } } },
    /no name server of a\.test\./,
  ],
  [
    'a fault of a stranger',
    { 'a.test.': { ...TLD, faults: [refusesZone('ns.a.test.')] } },
    /no server of the zone/,
  ],
  [
    'a fault of a wrong address',
    { 'a.test.': { ...TLD, faults: [refusesZone('ns.test.', '192.0.2.1')] } },
    /no server/,
  ],
];

for (const [what, zones, message] of misuse) {
  test(`${what} throws with a message to act on`, () => {
    assert.throws(() => treeWith(zones), { name: 'LabError', message });
  });
}

test('records below a declared child zone throw', () => {
  const zones = { 'test.': { ...TLD, records: ['www.a A 192.0.2.1'] }, 'a.test.': TLD };
  assert.throws(
    () => treeWith(zones),
    /www\.a\.test\. stands in zone test\., but the name lies in zone a\.test\./,
  );
});

test('a tree without a root throws', () => {
  assert.throws(() => zoneTree({ 'test.': TLD }), /no root/);
});

test('a zone with DS records has a key', () => {
  const tree = treeWith({ 'a.test.': { ...TLD, ds: ['12345 13 2 AB'] } });
  const keysOf = (zone: string) =>
    tree.zones
      .get(name(zone))!
      .records.get(name(zone))!
      .filter(({ type }) => type === 'DNSKEY').length;
  assert.deepEqual([keysOf('a.test'), keysOf('test')], [1, 0]);
});
