import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { describeFinding } from '../catalogue.ts';
import { domainTree } from '../testing/trees.ts';

async function trace(records: readonly string[], others: ReturnType<typeof domainTree> = {}) {
  const run = await traceIn(zoneTree({ ...domainTree({ records }), ...others }), 'www.example.test. A');
  return { ...run, sentences: run.findings.map((finding) => describeFinding(finding).sentence) };
}

/** Two name servers in the zone. */
function serversIn(zone: string) {
  return { [`ns1.${zone}`]: '203.0.113.9', [`ns2.${zone}`]: '203.0.113.10' };
}

/** `www` and as many CNAME records as asked for, the last of which points to an address. */
function chainOf(links: number): string[] {
  const names = ['www', ...Array.from({ length: links }, (_, i) => `n${i + 1}`)];
  return [
    ...names.slice(0, -1).map((owner, i) => `${owner} CNAME ${names[i + 1]}`),
    `${names.at(-1)} A 192.0.2.1`,
  ];
}

for (const [links, severity] of [
  [1, null],
  [8, null],
  [9, 'warning'],
  [11, 'warning'],
  [12, 'error'],
] as const) {
  test(`${links} aliases in a row: ${severity ?? 'nothing is found'}`, async () => {
    const run = await trace(chainOf(links));
    assert.equal(run.outcome?.kind, 'answer');
    assert.deepEqual(run.said, severity ? ['cname-chain-long example.test'] : []);
    if (!severity) return;
    assert.equal(run.findings[0]!.severity, severity);
    assert.deepEqual(run.sentences, [
      `www.example.test leads through ${links} aliases; resolvers give up after 8 to 16.`,
    ]);
  });
}

test('a chain longer than we follow is long, and our limit is said', async () => {
  const run = await trace(chainOf(30));
  assert.equal(run.outcome?.kind, 'budget');
  assert.deepEqual(run.said, ['cname-chain-long example.test', 'budget-exhausted .']);
});

test('an alias of itself is a loop', async () => {
  const run = await trace(['www CNAME www']);
  assert.equal(run.outcome?.kind, 'loop');
  assert.deepEqual(run.said, ['cname-loop example.test']);
  assert.deepEqual(run.sentences, [
    'www.example.test is an alias of www.example.test, which leads back to it: the chain never ends.',
  ]);
});

test('a loop over two zones is found where it closes, and is not also long', async () => {
  const run = await trace(['www CNAME a', 'a CNAME b.other.test.'], {
    'other.test.': { servers: serversIn('other.test.'), records: ['b CNAME a.example.test.'] },
  });
  assert.deepEqual(run.said, ['cname-loop other.test']);
  assert.equal(run.findings[0]!.name, 'b.other.test');
  assert.equal(run.state.hops[run.findings[0]!.evidence[0]!]!.zone, 'other.test');
});

test('a loop of ten names is a loop, not a long chain', async () => {
  const names = Array.from({ length: 10 }, (_, i) => `n${i}`);
  const records = ['www CNAME n0', ...names.map((owner, i) => `${owner} CNAME n${(i + 1) % 10}`)];
  assert.deepEqual((await trace(records)).codes, ['cname-loop']);
});

test('an alias of a name that does not exist dangles', async () => {
  const run = await trace(['www CNAME old-site.hosting.test.'], {
    'hosting.test.': { servers: serversIn('hosting.test.') },
  });
  assert.deepEqual(run.said, ['cname-dangling-nxdomain example.test', 'negative-cache-window hosting.test']);
  assert.equal(
    run.sentences[0],
    'www.example.test is an alias of old-site.hosting.test, which does not exist (NXDOMAIN).',
  );
});

test('of a chain the last alias dangles', async () => {
  const run = await trace(['www CNAME a', 'a CNAME gone']);
  assert.deepEqual(
    run.findings.map(({ code, name }) => [code, name]),
    [
      ['cname-dangling-nxdomain', 'a.example.test'],
      ['negative-cache-window', 'gone.example.test'],
    ],
  );
});

test('an alias of a name without an address is no dangling one', async () => {
  const run = await trace(['www CNAME mail', 'mail MX 10 www']);
  assert.equal(run.outcome?.kind, 'nodata');
  assert.deepEqual(run.said, ['cname-target-nodata example.test']);
});

test('a DNAME that makes too long a name ends the trace without an exception', async () => {
  const long = Array.from({ length: 4 }, () => 'a'.repeat(59)).join('.');
  const tree = zoneTree({
    ...domainTree({ servers: { 'ns.other.test.': '203.0.113.9' }, records: [`@ DNAME ${long}.`] }),
    'other.test.': { servers: { 'ns.other.test.': '203.0.113.9' } },
  });
  const run = await traceIn(tree, `${'b'.repeat(20)}.example.test. A`);
  assert.equal(run.state.status, 'done');
  assert.equal(run.outcome?.kind, 'unresolvable');
  assert.deepEqual(run.said, ['single-ns example.test', 'dname-yxdomain example.test']);
});
