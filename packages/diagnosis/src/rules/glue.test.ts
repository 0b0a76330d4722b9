import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ZoneTreeSpec, truncates, noTcp, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { describeFinding } from '../catalogue.ts';
import { domainTree, testZone } from '../testing/trees.ts';

function trace(tree: ZoneTreeSpec, question = 'www.example.test. A') {
  return traceIn(zoneTree(tree), question);
}

test('one of two in-domain name servers has no glue: it is missing, and the zone works', async () => {
  const run = await trace(domainTree({ glue: { 'ns2.example.test.': [] } }));
  assert.deepEqual(run.said, ['glue-missing-in-domain example.test ns2.example.test']);
  assert.equal(run.outcome?.kind, 'answer');
  assert.deepEqual(run.findings[0]!.seen, { count: 2, of: 2 });
  assert.equal(
    describeFinding(run.findings[0]!).sentence,
    'The delegation of example.test in test names ns2.example.test without its address, which only example.test itself could tell.',
  );
});

test('no in-domain name server has glue: nobody can reach the zone', async () => {
  const run = await trace(domainTree({ glue: { 'ns1.example.test.': [], 'ns2.example.test.': [] } }));
  assert.deepEqual(run.said, [
    'glue-missing-all example.test',
    'glue-missing-in-domain example.test ns1.example.test',
    'glue-missing-in-domain example.test ns2.example.test',
  ]);
  assert.equal(run.outcome?.kind, 'unresolvable');
  assert.equal(
    describeFinding(run.findings[0]!).sentence,
    'Every name server of example.test lies in example.test itself, and the delegation in test gives no address of any, so nobody can reach the zone.',
  );
});

test('a name server outside the zone makes missing glue of the other survivable', async () => {
  const run = await trace({
    ...domainTree({
      servers: { 'ns1.example.test.': '203.0.113.1', 'ns.dns-host.test.': '203.0.113.11' },
      glue: { 'ns1.example.test.': [] },
    }),
    'dns-host.test.': { servers: { 'ns.dns-host.test.': '203.0.113.11' } },
  });
  assert.deepEqual(run.said, ['glue-missing-in-domain example.test ns1.example.test']);
});

test('a sibling name server needs no glue, and that it has none is told', async () => {
  const run = await trace({
    ...domainTree({
      servers: { 'ns.dns-host.test.': '203.0.113.11' },
      glue: { 'ns.dns-host.test.': [] },
    }),
    'dns-host.test.': { servers: { 'ns.dns-host.test.': '203.0.113.11' } },
  });
  assert.deepEqual(run.said, [
    'single-ns example.test',
    'glue-missing-sibling example.test ns.dns-host.test',
  ]);
});

test('glue of one address family is glue, and the other is missed by itself', async () => {
  const run = await trace(
    domainTree({
      servers: { 'ns1.example.test.': ['203.0.113.1', '2001:db8::1'], 'ns2.example.test.': '203.0.113.2' },
      glue: { 'ns1.example.test.': ['203.0.113.1'] },
    }),
  );
  assert.deepEqual(run.said, ['glue-missing-ipv6 example.test ns1.example.test']);
});

test('a top-level domain without glue for one of its servers is the root’s fault', async () => {
  const run = await trace({ ...domainTree(), 'test.': testZone({ glue: { 'b.test.': [] } }) });
  assert.deepEqual(run.said, ['glue-missing-in-domain test b.test']);
});

test('a truncated referral proves no missing glue', async () => {
  const faults = [truncates('a.test.'), truncates('b.test.'), noTcp('a.test.'), noTcp('b.test.')];
  const run = await trace({ ...domainTree(), 'test.': testZone({ faults }) });
  assert.deepEqual(
    run.codes.filter((code) => code.startsWith('glue')),
    [],
  );
});
