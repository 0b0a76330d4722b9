import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { describeFinding } from '../catalogue.ts';
import { domainTree } from '../testing/trees.ts';

const host = {
  servers: { 'a.dns-host.test.': '203.0.113.11' },
  records: ['ns-old CNAME a'],
};

test('a name server that is an alias and has no glue has no address of its own', async () => {
  const servers = { 'ns1.example.test.': '203.0.113.1', 'ns-old.dns-host.test.': null };
  const tree = zoneTree({ ...domainTree({ servers }), 'dns-host.test.': host });
  const run = await traceIn(tree, 'www.example.test. A');
  assert.deepEqual(run.said, [
    'ns-is-cname example.test ns-old.dns-host.test',
    'glue-missing-sibling example.test ns-old.dns-host.test',
  ]);
  assert.equal(
    describeFinding(run.findings[0]!).sentence,
    'ns-old.dns-host.test, a name server of example.test, is an alias of a.dns-host.test: it has no address of its own.',
  );
});

test('a name server that is an alias and has glue works by its glue', async () => {
  const tree = zoneTree(
    domainTree({
      servers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
      records: ['www A 192.0.2.1', 'ns2 CNAME ns1'],
    }),
  );
  const run = await traceIn(tree, 'www.example.test. A');
  assert.deepEqual(run.said, ['ns-is-cname example.test ns2.example.test']);
  assert.match(
    describeFinding(run.findings[0]!).sentence,
    /works only as long as the glue of the parent is used/,
  );
});

test('a name server with an address of its own is no alias', async () => {
  const tree = zoneTree({
    ...domainTree({
      servers: { 'ns1.example.test.': '203.0.113.1', 'a.dns-host.test.': '203.0.113.11' },
    }),
    'dns-host.test.': host,
  });
  assert.deepEqual((await traceIn(tree, 'www.example.test. A')).said, []);
});
