import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silent, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { describeFinding } from '../catalogue.ts';
import { domainTree, root } from '../testing/trees.ts';

const QUESTION = 'www.example.test. A';
const servers = { 'ns1.example.test.': ['203.0.113.1', '2001:db8::1'], 'ns2.example.test.': '203.0.113.2' };

test('a limit that ends a trace is said, and blamed on nobody', async () => {
  const chain = Array.from({ length: 30 }, (_, i) => `n${i} CNAME n${i + 1}`);
  const run = await traceIn(zoneTree(domainTree({ records: chain })), 'n0.example.test. A');
  const limit = run.findings.find(({ code }) => code === 'budget-exhausted')!;
  assert.deepEqual([limit.severity, limit.zone], ['info', '.']);
  assert.equal(
    describeFinding(limit).sentence,
    'This trace stopped short of everything: it reached its limit of 20 aliases in a chain. What was not asked is marked so.',
  );
});

test('without IPv6 the addresses that were not asked are counted', async () => {
  const run = await traceIn(zoneTree(domainTree({ servers })), QUESTION, { ipv6: false });
  assert.deepEqual(run.said, ['vantage-no-ipv6 .']);
  assert.equal(
    describeFinding(run.findings[0]!).sentence,
    'No IPv6 works from here, so 1 IPv6 address could not be tested.',
  );
});

test('when no server answers over IPv6, those of the root included, the IPv6 is ours that fails', async () => {
  const v6Root = { servers: { 'a.root.test.': ['198.51.100.1', '2001:db8:1::1'] } };
  const faults = [silent('ns1.example.test.', '2001:db8::1')];
  const tree = zoneTree({
    ...domainTree({ servers, faults }),
    '.': { ...v6Root, faults: [silent('a.root.test.', '2001:db8:1::1')] },
  });
  const run = await traceIn(tree, QUESTION);
  assert.deepEqual(run.said, ['vantage-no-ipv6 .']);
  assert.equal(run.findings[0]!.params['addresses'], 2);
});

test('with IPv6, and with no IPv6 address to ask, nothing is said of it', async () => {
  assert.deepEqual((await traceIn(zoneTree(domainTree({ servers })), QUESTION)).said, []);
  assert.deepEqual((await traceIn(zoneTree(domainTree()), QUESTION, { ipv6: false })).said, []);
  assert.deepEqual((await traceIn(zoneTree({ ...domainTree(), '.': root }), QUESTION)).said, []);
});
