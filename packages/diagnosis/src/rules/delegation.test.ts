import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failsZone, refusesZone, silent, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { describeFinding } from '../catalogue.ts';
import { domainTree, root, testZone } from '../testing/trees.ts';

const QUESTION = 'www.example.test. A';

async function sentences(
  tree: ReturnType<typeof domainTree>,
  { question = QUESTION, ...options }: { question?: string } & Parameters<typeof traceIn>[2] = {},
): Promise<string[]> {
  const run = await traceIn(zoneTree(tree), question, options);
  return run.findings
    .filter(({ code }) => code.startsWith('delegation-') || code.startsWith('no-delegation-'))
    .map((finding) => `${finding.code}: ${describeFinding(finding).sentence}`);
}

const fourAddresses = {
  'ns1.example.test.': ['203.0.113.1', '2001:db8::1'],
  'ns2.example.test.': ['203.0.113.2', '2001:db8::2'],
};

test('of four addresses three are lame in different ways: three of four are counted', async () => {
  const faults = [refusesZone('ns1.example.test.'), failsZone('ns2.example.test.', '203.0.113.2')];
  assert.deepEqual(await sentences(domainTree({ servers: fourAddresses, faults })), [
    'delegation-partially-lame: 3 of the 4 addresses of example.test do not serve it.',
  ]);
});

test('of four addresses one is lame: the sentence is in the singular', async () => {
  const faults = [refusesZone('ns1.example.test.', '2001:db8::1')];
  assert.deepEqual(await sentences(domainTree({ servers: fourAddresses, faults })), [
    'delegation-partially-lame: 1 of the 4 addresses of example.test does not serve it.',
  ]);
});

test('an address that two name servers share is counted once', async () => {
  const servers = { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.1' };
  const faults = [refusesZone('ns1.example.test.')];
  assert.deepEqual(await sentences(domainTree({ servers, faults })), [
    'delegation-fully-lame: The only address of example.test does not serve it.',
  ]);
});

test('addresses that could not be asked from here are neither lame nor well', async () => {
  const faults = [refusesZone('ns1.example.test.'), refusesZone('ns2.example.test.')];
  assert.deepEqual(await sentences(domainTree({ servers: fourAddresses, faults }), { ipv6: false }), [
    'delegation-fully-lame: None of the 2 addresses of example.test that could be asked serves it.',
  ]);
});

test('a trace cut short says nothing of a delegation it did not hear out', async () => {
  const stop = new AbortController();
  stop.abort();
  const faults = [refusesZone('ns1.example.test.'), silent('ns2.example.test.')];
  assert.deepEqual(await sentences(domainTree({ faults }), { signal: stop.signal }), []);
});

test('the root is nobody’s delegation', async () => {
  const lameRoot = { ...root, faults: [refusesZone('b.root.test.')] };
  assert.deepEqual(await sentences({ ...domainTree(), '.': lameRoot }), []);
});

test('a zone whose servers fail for a zone below it is not lame itself', async () => {
  const run = await traceIn(
    zoneTree({
      ...domainTree({ records: [] }),
      'sub.example.test.': {
        servers: { 'ns2.example.test.': '203.0.113.2' },
        faults: [failsZone('ns2.example.test.')],
      },
    }),
    'www.sub.example.test. A',
  );
  assert.deepEqual(run.said, [
    'delegation-fully-lame sub.example.test',
    'lame-servfail sub.example.test ns2.example.test',
  ]);
});

test('a domain that is not registered is said by all servers of its parent', async () => {
  const { '.': top, 'test.': tld } = domainTree();
  assert.deepEqual(await sentences({ '.': top!, 'test.': tld! }), [
    'no-delegation-nxdomain: www.example.test does not exist: all 2 servers of test that answered said so (NXDOMAIN).',
  ]);
});

test('a server that does not answer has not denied anything', async () => {
  const tld = testZone({ faults: [silent('b.test.')] });
  assert.deepEqual(
    await sentences({ '.': root, 'test.': tld }),
    [
      'delegation-partially-lame: 1 of the 2 addresses of test does not serve it.',
      'no-delegation-nxdomain: www.example.test does not exist: the only server of test that answered said so (NXDOMAIN).',
    ].toSorted((a, b) => Number(b.startsWith('no-')) - Number(a.startsWith('no-'))),
  );
});

test('a top-level domain that does not exist is denied by the root', async () => {
  const run = await traceIn(zoneTree(domainTree()), 'www.example.tset. A');
  assert.deepEqual(run.said, ['no-delegation-nxdomain .', 'negative-cache-window .']);
  const { sentence, fix } = describeFinding(run.findings[0]!);
  assert.equal(
    sentence,
    'www.example.tset does not exist: all 2 servers of the root zone that answered said so (NXDOMAIN).',
  );
  assert.match(fix, /^No top-level domain of that name/);
});

test('a name missing in its own zone is no matter of delegation', async () => {
  assert.deepEqual(await sentences(domainTree(), { question: 'nowhere.example.test. A' }), []);
});
