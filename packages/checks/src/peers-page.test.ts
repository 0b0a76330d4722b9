// What the page about the peers is made from: who counts as having found what, and which zones a faulty server holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fault, deniesApex, failsZone, refusesZone, says, silent, zoneTree } from '@delegraph/lab';
import type { CaseReport, PeerMessage } from './testing/peers/case-report.ts';
import { peerCases } from './testing/peers/peer-case.ts';
import { peersPage, unexplainedIn } from './testing/peers/peers-page.ts';
import { zoneCopies } from './testing/peers/zone-copy.ts';

const SECOND = 'ns2.example.test.';
const CIRCUMSTANCES = {
  date: '2026-01-01',
  machine: 'a machine',
  commit: 'abc',
  sideBySide: 1,
  versions: { nsd: '4' },
};

test('every code with a scenario is a case, once, and names the domain that peers are asked about', () => {
  const cases = peerCases();
  assert.equal(cases[0]!.code, 'healthy');
  assert.equal(new Set(cases.map(({ code }) => code)).size, cases.length);
  const domains = new Map(cases.map(({ code, domain }) => [code, domain]));
  assert.equal(domains.get('lame-refused'), 'example.test');
  assert.equal(domains.get('no-delegation-nxdomain'), 'unregistered.test');
  assert.equal(domains.get('lame-type-specific'), 'host.other');
});

test('a peer has found what it names, and what only it says wants an explanation', () => {
  const report = reportOf([
    { tag: 'NOT_ENOUGH_NS_DEL', level: 'ERROR', about: '{}' },
    { tag: 'NEVER_HEARD_OF', level: 'NOTICE', about: '{}' },
    { tag: 'ALL_IS_WELL', level: 'INFO', about: '{}' },
  ]);
  assert.deepEqual(unexplainedIn([report]), ['Zonemaster NEVER_HEARD_OF, where the fault is single-ns']);
  const page = peersPage([report], CIRCUMSTANCES);
  assert.match(
    page,
    /\| `single-ns` .* \*\*found\*\* 0\.1 s, 9 queries \| – 0\.2 s \| `NOT_ENOUGH_NS_DEL` 0\.3 s \|/,
  );
});

test('that every server has a documentation address is no find', () => {
  const about = '{"name":"Documentation (TEST-NET-3)","ns_ip":"203.0.113.1"}';
  const message = { tag: 'NAMESERVER_IP_PRIVATE_NETWORK', level: 'ERROR', about };
  const page = peersPage([{ ...reportOf([message]), code: 'glue-private' }], CIRCUMSTANCES);
  assert.match(page, /\| `glue-private` .* \*\*not found\*\* .* \| – 0\.3 s \|/);
});

test('a server that refuses a zone holds none, and one whose copy has expired cannot load it', () => {
  assert.deepEqual(copiesAtSecond(refusesZone(SECOND)), {});
  assert.deepEqual(Object.keys(copiesAtSecond(failsZone(SECOND))!), ['example.test']);
  assert.doesNotMatch(copiesAtSecond(failsZone(SECOND))!['example.test']!, /SOA/);
});

test('a server that denies the domain holds its parent without it', () => {
  const copies = copiesAtSecond(deniesApex(SECOND))!;
  assert.deepEqual(Object.keys(copies), ['test']);
  assert.doesNotMatch(copies['test']!, /example/);
});

test('a server that says something else holds another copy of the zone', () => {
  const copy = copiesAtSecond(says(SECOND, { question: 'www A', answer: ['www 60 A 192.0.2.9'] }))![
    'example.test'
  ]!;
  assert.match(copy, /^www 60 A 192\.0\.2\.9$/m);
  assert.doesNotMatch(copy, /192\.0\.2\.1$/m);
  assert.match(copy, /^example\.test\. 3600 IN SOA /m);
});

test('what no data makes a server do is left to the lab', () => {
  assert.equal(copiesAtSecond(silent(SECOND)), null);
  assert.equal(copiesAtSecond(says(SECOND, { question: 'www AAAA', rcode: 'NXDOMAIN' })), null);
});

function copiesAtSecond(fault: Fault): Record<string, string> | null {
  const tree = zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'a.test.': '198.51.100.11' } },
    'example.test.': {
      servers: { 'ns1.example.test.': '203.0.113.1', [SECOND]: '203.0.113.2' },
      records: ['www A 192.0.2.1'],
      faults: [fault],
    },
  });
  return zoneCopies(tree, tree.hosts.get('203.0.113.2')!);
}

function reportOf(messages: readonly PeerMessage[]): CaseReport {
  return {
    code: 'single-ns',
    servers: { '203.0.113.1': 'nsd' },
    ours: { seconds: 0.1, queries: 9, said: ['single-ns example.test'] },
    dnsviz: { seconds: 0.2, messages: [] },
    zonemaster: { seconds: 0.3, messages },
  };
}
