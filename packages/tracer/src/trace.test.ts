import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ZoneSpec,
  type ZoneTree,
  formErrorOnEdns,
  memoryNetwork,
  notAuthoritative,
  refusesZone,
  silent,
  zoneTree,
} from '@delegraph/lab';
import { virtualClock } from '@delegraph/lab/testing';
import { type Exchange, labelsOf, parseDomainName } from '@delegraph/model';
import {
  ROOT_SERVER,
  TEST_SERVER,
  asked,
  askedIn,
  busyTld,
  chainOf,
  example,
  inDomain,
  limitsIn,
  lookupsIn,
  run,
  setupFor,
  world,
} from './testing/small-world.ts';
import { trace } from './trace.ts';

// The way down

test('from the root to the answer', async () => {
  const { path, outcome, findings, state } = await run({ 'example.test.': example }, 'www.example.test. A');
  assert.deepEqual(path, ['. -> test.', 'test. -> example.test.', 'example.test. -> answer']);
  assert.equal(outcome?.records[0]?.data, '192.0.2.80');
  assert.deepEqual(findings, []);
  assert.equal(state.status, 'done');
});

test('every address of every name server of every zone is asked', async () => {
  const servers = {
    'ns1.example.test.': ['203.0.113.1', '2001:db8::1'],
    'ns2.example.test.': ['203.0.113.2', '2001:db8::2'],
  };
  const traced = await run(
    {
      '.': { servers: { 'a.root.test.': [ROOT_SERVER, '2001:db8::a'], 'b.root.test.': '198.51.100.9' } },
      'test.': {
        servers: { 'ns.nic.test.': [TEST_SERVER, '2001:db8::b'], 'ns2.nic.test.': '198.51.100.10' },
      },
      'example.test.': { servers, records: ['www A 192.0.2.80'] },
    },
    'www.example.test. A',
  );
  const question = 'www.example.test A';
  for (const address of [
    ROOT_SERVER,
    '2001:db8::a',
    '198.51.100.9',
    TEST_SERVER,
    '2001:db8::b',
    '198.51.100.10',
  ])
    assert.deepEqual(asked(traced, address), [question], address);
  for (const address of Object.values(servers).flat()) {
    assert.deepEqual(
      asked(traced, address).filter((text) => !text.startsWith('ns')),
      ['example.test NS', 'example.test SOA', question],
    );
  }
});

test('ten name servers at one address are one server', async () => {
  const servers = Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [`ns${i}.example.test.`, '203.0.113.1']),
  );
  const traced = await run(
    { 'example.test.': { servers, records: ['www A 192.0.2.80'] } },
    'www.example.test. A',
  );
  assert.equal(traced.sent.filter((one) => askedIn(one) === '203.0.113.1 www.example.test A').length, 1);
});

test('the first usable referral moves on, and the others add what they know', async () => {
  // Two servers of the TLD: the second, far away, still has another name server for the zone.
  const near = zoneTree(world({ 'example.test.': example, 'test.': twoServers }));
  const far = zoneTree(
    world({
      'test.': twoServers,
      'example.test.': { ...example, servers: { ...example.servers, 'ns3.example.test.': '203.0.113.3' } },
    }),
  );
  const clock = virtualClock();
  const networks = [near, far].map((tree) =>
    memoryNetwork(tree, { clock, latencyMs: (address) => (address === '198.51.100.20' ? 200 : 5) }),
  );
  const exchange: Exchange = (request, signal) =>
    networks[request.address === '198.51.100.20' || request.address === '203.0.113.3' ? 1 : 0]!.exchange(
      request,
      signal,
    );
  const facts = await clock.run(
    Array.fromAsync(
      trace({ name: parseDomainName('www.example.test'), type: 'A' }, setupFor(near, exchange, clock)),
    ),
  );
  const learned = facts.flatMap(({ fact }) =>
    fact.type === 'delegation-learned' && fact.zone === 'example.test'
      ? [fact.nameServers.map(({ name }) => name)]
      : [],
  );
  assert.deepEqual(learned, [['ns1.example.test', 'ns2.example.test'], ['ns3.example.test']]);
  const ended = facts.find(({ fact }) => fact.type === 'lookup-ended' && fact.lookupId === 0)!;
  assert.ok(ended.atMs < 100, 'the answer does not wait for the far server');
  assert.ok(networks[1]!.sent.some((one) => askedIn(one) === '203.0.113.3 www.example.test A'));
});

const twoServers: ZoneSpec = { servers: { 'ns.nic.test.': TEST_SERVER, 'ns2.nic.test.': '198.51.100.20' } };

test('name servers without glue in another TLD are looked up there', async () => {
  const traced = await run(
    {
      'example.test.': { servers: { 'ns1.host.example.': '203.0.113.21' }, records: ['www A 192.0.2.80'] },
      'host.example.': { servers: inDomain('host.example.', 2, 21), records: [] },
    },
    'www.example.test. A',
  );
  assert.equal(traced.outcome?.kind, 'answer');
  assert.deepEqual(lookupsIn(traced), [
    '.: www.example.test A',
    '.: ns1.host.example A',
    '.: ns1.host.example AAAA',
  ]);
  assert.deepEqual(asked(traced, ROOT_SERVER), [
    'ns1.host.example A',
    'ns1.host.example AAAA',
    'www.example.test A',
  ]);
});

test('the name does not exist', async () => {
  const { outcome, path } = await run({ 'example.test.': example }, 'nope.example.test. A');
  assert.equal(outcome?.kind, 'nxdomain');
  assert.equal(path.at(-1), 'example.test. -> nxdomain');
});

test('one server denies what another has: the answer counts', async () => {
  const [staleTree, freshTree] = [[], ['www A 192.0.2.80']].map((records) =>
    zoneTree(world({ 'example.test.': { ...example, records } })),
  ) as [ZoneTree, ZoneTree];
  const clock = virtualClock();
  const stale = memoryNetwork(staleTree, { clock, latencyMs: () => 5 });
  const fresh = memoryNetwork(freshTree, { clock, latencyMs: () => 50 });
  const exchange: Exchange = (request, signal) =>
    (request.address === '203.0.113.2' ? fresh : stale).exchange(request, signal);
  const facts = await clock.run(
    Array.fromAsync(
      trace({ name: parseDomainName('www.example.test'), type: 'A' }, setupFor(staleTree, exchange, clock)),
    ),
  );
  const end = facts.find(({ fact }) => fact.type === 'lookup-ended' && fact.lookupId === 0)!.fact;
  assert.equal(end.type === 'lookup-ended' && end.outcome.kind, 'answer');
});

test('an answer without authority is taken only when nobody has a better one', async () => {
  const faults = [notAuthoritative('ns1.example.test.'), silent('ns2.example.test.')];
  const traced = await run({ 'example.test.': { ...example, faults } }, 'www.example.test. A');
  assert.equal(traced.outcome?.kind, 'answer');
  assert.ok(traced.outcome.answeredAfterMs >= 5500);
});

test('DS is asked of the parent', async () => {
  const traced = await run({ 'example.test.': { ...example, ds: ['1 13 2 AB'] } }, 'example.test. DS');
  assert.equal(traced.outcome?.records[0]?.data, '1 13 2 AB');
  assert.deepEqual(asked(traced, '203.0.113.1'), []);
});

test('the root itself', async () => {
  const { outcome, path } = await run({}, '. NS');
  assert.deepEqual([outcome?.kind, path], ['answer', ['. -> answer']]);
});

test('records of a type by number are an answer', async () => {
  const traced = await run(
    { 'example.test.': { ...example, records: ['www TXT hello'] } },
    'www.example.test. TYPE16',
  );
  assert.equal(traced.outcome?.kind, 'answer');
});

// Aliases

test('an alias into another TLD starts at the deepest zone known', async () => {
  const traced = await run(
    {
      'example.test.': {
        servers: { 'ns.host.example.': '203.0.113.1' },
        records: ['www CNAME www.other.example.'],
      },
      'host.example.': { servers: inDomain('host.example.', 1, 21) },
      'other.example.': { servers: inDomain('other.example.', 1, 31), records: ['www A 192.0.2.80'] },
    },
    'www.example.test. A',
  );
  assert.equal(traced.outcome?.kind, 'answer');
  assert.ok(lookupsIn(traced).includes('example: www.other.example A'));
  assert.ok(!asked(traced, ROOT_SERVER).includes('www.other.example A'));
  assert.equal(traced.path.at(-1), 'other.example. -> answer');
});

test('an alias into an unknown TLD starts at the root', async () => {
  const traced = await run(
    {
      'example.test.': { ...example, records: ['www CNAME www.other.example.'] },
      'other.example.': { servers: inDomain('other.example.', 1, 31), records: ['www A 192.0.2.80'] },
    },
    'www.example.test. A',
  );
  assert.deepEqual(traced.path, [
    '. -> test.',
    'test. -> example.test.',
    'example.test. -> alias www.other.example.',
    '. -> example.',
    'example. -> other.example.',
    'other.example. -> answer',
  ]);
});

test('an alias within the zone comes with its answer and is not asked again', async () => {
  const traced = await run({ 'example.test.': example }, 'www2.example.test. A');
  assert.equal(traced.outcome?.records[0]?.data, '192.0.2.80');
  assert.equal(traced.state.lookups.filter(({ purpose }) => purpose === 'alias').length, 1);
  assert.ok(!asked(traced).some((text) => text.endsWith('www.example.test A')));
});

test('a DNAME redirects the names below it', async () => {
  const traced = await run(
    {
      'old.test.': { servers: inDomain('old.test.', 1, 11), records: ['@ DNAME new.test.'] },
      'new.test.': { servers: inDomain('new.test.', 1, 21), records: ['a.b A 192.0.2.80'] },
    },
    'a.b.old.test. A',
  );
  assert.deepEqual(
    traced.outcome?.chain.map(({ type, owner, target }) => [type, owner, target]),
    [['DNAME', 'old.test', 'a.b.new.test']],
  );
  assert.equal(traced.outcome?.kind, 'answer');
});

test('a question for CNAME is answered by it', async () => {
  const { outcome } = await run({ 'example.test.': example }, 'www2.example.test. CNAME');
  assert.deepEqual([outcome?.kind, outcome?.chain.length], ['answer', 0]);
});

for (const [aliases, kind, reached] of [
  [1, 'answer', []],
  [20, 'answer', []],
  [21, 'budget', ['alias-links']],
  [25, 'budget', ['alias-links']],
] as const) {
  test(`${aliases} aliases in a row`, async () => {
    const traced = await run(chainOf(aliases + 1, 'www A 192.0.2.80'), 'www.z0.test. A', { limits: busyTld });
    assert.equal(traced.outcome?.kind, kind);
    assert.deepEqual(limitsIn(traced), reached);
    assert.equal(traced.outcome?.chain.length, Math.min(aliases, 21));
  });
}

for (const length of [1, 2, 3, 4, 5]) {
  test(`an alias loop of ${length} is walked once`, async () => {
    const traced = await run(chainOf(length, 'www CNAME www.z0.test.'), 'www.z0.test. A');
    assert.equal(traced.outcome?.kind, 'loop');
    assert.equal(traced.outcome?.chain.length, length);
    for (let i = 0; i < length; i += 1)
      assert.equal(
        traced.sent.filter((one) => askedIn(one) === `203.0.113.${100 + i} www.z${i}.test A`).length,
        1,
      );
  });
}

// Servers in trouble

test('a dead zone is unresolvable as soon as its servers are known to be silent, and no limit is blamed', async () => {
  const names = Array.from({ length: 8 }, (_, i) => `ns${i + 1}.example.test.`);
  const traced = await run(
    {
      'example.test.': {
        servers: inDomain('example.test.', 8, 1),
        faults: names.map((name) => silent(name)),
      },
    },
    'www.example.test. A',
  );
  assert.equal(traced.outcome?.kind, 'unresolvable');
  assert.ok(traced.tookMs < 5700);
  assert.deepEqual(limitsIn(traced), []);
});

test('eight servers that refuse are each asked three times over two seconds before they are called lame', async () => {
  const names = Array.from({ length: 8 }, (_, i) => `ns${i + 1}.example.test.`);
  const traced = await run(
    {
      'example.test.': {
        servers: inDomain('example.test.', 8, 1),
        faults: names.map((name) => refusesZone(name)),
      },
    },
    'www.example.test. A',
  );
  const probes = traced.state.hops.filter(({ probe }) => probe === 'apex-soa');
  assert.deepEqual(
    probes.map(({ tries }) => tries.length),
    probes.map(() => 3),
  );
  assert.ok(probes.every(({ sentAtMs, endedAtMs }) => endedAtMs! - sentAtMs >= 2000));
  assert.deepEqual(limitsIn(traced), []);
});

test('half of the servers silent: their names are looked up at the others', async () => {
  const traced = await run(
    {
      'example.test.': {
        servers: inDomain('example.test.', 8, 1),
        records: ['www A 192.0.2.80'],
        faults: [1, 2, 3, 4].map((n) => silent(`ns${n}.example.test.`)),
      },
    },
    'www.example.test. A',
  );
  assert.deepEqual(limitsIn(traced), []);
  assert.deepEqual(asked(traced, '203.0.113.1'), ['example.test SOA', 'www.example.test A']);
  assert.ok(traced.outcome!.answeredAfterMs < 200);
});

test('a healthy chain over three operators with thirteen servers each reaches no limit', async () => {
  const traced = await run(
    {
      'a.test.': { servers: inDomain('a.test.', 13, 10), records: ['www CNAME www.b.test.'] },
      'b.test.': { servers: inDomain('b.test.', 13, 30), records: ['www CNAME www.c.test.'] },
      'c.test.': { servers: inDomain('c.test.', 13, 50), records: ['www A 192.0.2.80'] },
    },
    'www.a.test. A',
  );
  assert.deepEqual([traced.outcome?.kind, limitsIn(traced)], ['answer', []]);
  assert.deepEqual(traced.codes, ['cname-cross-zone-count']);
});

// What is not asked

test('without IPv6 its addresses are not asked, and never called silent', async () => {
  const servers = { 'ns1.example.test.': ['203.0.113.1', '2001:db8::1'], 'ns2.example.test.': '2001:db8::2' };
  const traced = await run(
    { 'example.test.': { servers, records: ['www A 192.0.2.80'] } },
    'www.example.test. A',
    { ipv6: false },
  );
  assert.equal(traced.outcome?.kind, 'answer');
  assert.ok(!traced.sent.some(({ address }) => address.includes(':')));
  const toV6 = traced.state.hops.filter(({ address }) => address.includes(':'));
  assert.deepEqual(new Set(toV6.map(({ address }) => address)), new Set(['2001:db8::1', '2001:db8::2']));
  assert.ok(toV6.every(({ result }) => result.status === 'skipped' && result.reason === 'no-ipv6'));
});

test('an address the instance may not ask is shown as not asked', async () => {
  const traced = await run({ 'example.test.': example }, 'www.example.test. A', {
    allowTarget: (address) => address !== '203.0.113.2',
  });
  assert.ok(!traced.sent.some(({ address }) => address === '203.0.113.2'));
  const hops = traced.state.hops.filter(({ address }) => address === '203.0.113.2');
  assert.ok(
    hops.length > 0 &&
      hops.every(({ result }) => result.status === 'skipped' && result.reason === 'address-policy'),
  );
});

test('glue outside the parent zone is not believed', async () => {
  const traced = await run(
    {
      'example.test.': {
        servers: { 'ns.host.example.': '203.0.113.1' },
        records: ['www A 192.0.2.80'],
        glue: { 'ns.host.example.': ['203.0.113.66'] },
      },
      'host.example.': { servers: inDomain('host.example.', 1, 21) },
    },
    'www.example.test. A',
  );
  assert.equal(traced.outcome?.kind, 'answer');
  assert.deepEqual(asked(traced, '203.0.113.66'), []);
});

test('servers from before EDNS are walked to the answer', async () => {
  const faults = ['ns1', 'ns2'].map((name) => formErrorOnEdns(`${name}.example.test.`));
  const traced = await run({ 'example.test.': { ...example, faults } }, 'www.example.test. A');
  assert.deepEqual([traced.outcome?.kind, limitsIn(traced)], ['answer', []]);
});

test('the labels of a name asked for stay as they were given', async () => {
  const traced = await run(
    { 'example.test.': { ...example, records: ['a\\.b A 192.0.2.80'] } },
    'a\\.b.example.test. A',
  );
  assert.deepEqual(labelsOf(traced.state.question!.name)[0], 'a\\.b');
  assert.equal(traced.outcome?.kind, 'answer');
});
