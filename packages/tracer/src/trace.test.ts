import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import {
  type ServerSpec,
  type ZoneSpec,
  type ZoneTree,
  type ZoneTreeSpec,
  answersLate,
  formErrorOnEdns,
  memoryNetwork,
  notAuthoritative,
  refusesZone,
  rootHintsOf,
  silent,
  zoneTree,
} from '@delegraph/lab';
import { type TraceRun, traceIn, virtualClock } from '@delegraph/lab/testing';
import { type Exchange, type TimedFact, labelsOf, parseDomainName } from '@delegraph/model';
import { decodeMessage } from './codec/message.ts';
import { type Limits, defaultLimits } from './limits.ts';
import { assertGrammar } from './testing/grammar.ts';
import { trace } from './trace.ts';

/** The root and two TLDs, one server each, and these zones. */
function world(zones: ZoneTreeSpec): ZoneTreeSpec {
  return {
    '.': { servers: { 'a.root.test.': ROOT_SERVER } },
    'test.': { servers: { 'ns.nic.test.': TEST_SERVER } },
    'example.': { servers: { 'ns.nic.example.': EXAMPLE_SERVER } },
    ...zones,
  };
}
const ROOT_SERVER = '198.51.100.1';
const TEST_SERVER = '198.51.100.2';
const EXAMPLE_SERVER = '198.51.100.3';

/** ns1, ns2 … in the zone, at 203.0.113.`first` and on. */
function inDomain(zone: string, count: number, first: number): ServerSpec {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`ns${i + 1}.${zone}`, `203.0.113.${first + i}`]),
  );
}

/** Traces without the examination of servers, and holds the events against the grammar and the limits of every trace. */
async function run(
  zones: ZoneTreeSpec,
  question: string,
  options: Parameters<typeof traceIn>[2] = {},
): Promise<TraceRun> {
  const traced = await traceIn(zoneTree(world(zones)), question, { options: { health: false }, ...options });
  assertGrammar(traced.events);
  assertWithinLimits(traced, options.limits ?? defaultLimits);
  return traced;
}

function assertWithinLimits({ sent }: TraceRun, limits: Limits): void {
  // Each tier has a budget of its own.
  assert.ok(sent.length <= limits.queries + limits.checkQueries, `${sent.length} packets`);
  for (const [address, packets] of Object.entries(Object.groupBy(sent, ({ address }) => address)))
    assert.ok(packets!.length <= 2 * limits.queriesPerAddress, `${packets!.length} packets to ${address}`);
  for (const [key, count] of Object.entries(countOf(sent.map((one) => `${one.transport} ${askedIn(one)}`))))
    assert.ok(count <= 3, `${count} times ${key}`);
}

function askedIn({ address, packet }: TraceRun['sent'][number]): string {
  const { question } = decodeMessage(packet);
  return `${address} ${question!.name} ${question!.type}`;
}

function countOf(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

/** What was asked of an address, each question once, sorted. */
function asked({ sent }: TraceRun, address?: string): string[] {
  return [...new Set(sent.map(askedIn))]
    .filter((text) => address === undefined || text.startsWith(`${address} `))
    .map((text) => (address === undefined ? text : text.slice(address.length + 1)))
    .toSorted();
}

const limitsIn = ({ state }: TraceRun) => state.limitsReached.map(({ limit }) => limit);
const purposesIn = ({ state }: TraceRun) =>
  state.lookups.map(({ question, startZone }) => `${startZone}: ${question.name} ${question.type}`);

// The way down

const example: ZoneSpec = {
  servers: inDomain('example.test.', 2, 1),
  records: ['www A 192.0.2.80', 'www2 CNAME www'],
};

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

function setupFor(
  tree: ZoneTree,
  exchange: Exchange,
  clock: ReturnType<typeof virtualClock>,
): Parameters<typeof trace>[1] {
  return {
    exchange,
    clock,
    rootHints: rootHintsOf(tree),
    profile: 'lab',
    vantage: { name: 'test', ipv4: true, ipv6: true },
    allowTarget: () => true,
    engine: 'test',
    startedAt: '2026-01-01T00:00:00.000Z',
  };
}

test('name servers without glue in another TLD are looked up there', async () => {
  const traced = await run(
    {
      'example.test.': { servers: { 'ns1.host.example.': '203.0.113.21' }, records: ['www A 192.0.2.80'] },
      'host.example.': { servers: inDomain('host.example.', 2, 21), records: [] },
    },
    'www.example.test. A',
  );
  assert.equal(traced.outcome?.kind, 'answer');
  assert.deepEqual(purposesIn(traced), [
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
  assert.ok(purposesIn(traced).includes('example: www.other.example A'));
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

/** For traces that ask the one server of the TLD more often than any server may be. */
const busyTld: Limits = { ...defaultLimits, queriesPerAddress: 400 };

/** Zones z0, z1 …, whose `www` is an alias of the next one's. */
function chainOf(count: number, last: string): ZoneTreeSpec {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `z${i}.test.`,
      {
        servers: inDomain(`z${i}.test.`, 1, 100 + i),
        records: [i === count - 1 ? last : `www CNAME www.z${i + 1}.test.`],
      },
    ]),
  );
}

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

// Name servers that cannot be found

/** Zones that have all their name servers in the next one, the last in the first, without glue. */
function circle(length: number): ZoneTreeSpec {
  return Object.fromEntries(
    Array.from({ length }, (_, i) => {
      const next = `c${(i + 1) % length}.test.`;
      const servers = inDomain(next, 2, 100 + 10 * i);
      return [
        `c${i}.test.`,
        {
          servers,
          records: ['www A 192.0.2.80'],
          glue: Object.fromEntries(Object.keys(servers).map((name) => [name, []])),
        },
      ];
    }),
  );
}

for (const length of [1, 2, 3, 6]) {
  test(`${length} zone(s) that need each other end as unresolvable, and nothing is asked twice`, async () => {
    const traced = await run(circle(length), 'www.c0.test. A', { limits: busyTld });
    assert.equal(traced.outcome?.kind, 'unresolvable');
    // A referral without glue is asked for over TCP too: that is another question.
    const overUdp = traced.sent.filter(({ transport }) => transport === 'udp').map(askedIn);
    assert.equal(new Set(overUdp).size, overUdp.length);
    assert.ok(traced.tookMs < 5000);
  });
}

test('a circle of seven zones is longer than we follow, and says so', async () => {
  const traced = await run(circle(7), 'www.c0.test. A', { limits: busyTld });
  assert.deepEqual([traced.outcome?.kind, limitsIn(traced)], ['budget', ['sub-trace-depth']]);
});

test('a circle with one way out is left by it, though a race had not got that far', async () => {
  const traced = await run(
    {
      'out.test.': {
        servers: { 'x.z.test.': '203.0.113.98' },
        records: ['www A 192.0.2.80'],
        glue: { 'x.z.test.': [] },
      },
      'z.test.': { servers: { 'a.ca.test.': null, 'b.cb.test.': null, 'd.good.example.': '203.0.113.99' } },
      'ca.test.': { servers: { 'q.z.test.': null } },
      'cb.test.': { servers: { 'r.z.test.': null } },
      'good.example.': { servers: inDomain('good.example.', 1, 90) },
    },
    'www.out.test. A',
  );
  assert.equal(traced.outcome?.kind, 'answer');
});

const namesOf = (count: number, zone: string): ServerSpec =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}.${zone}`, null]));

for (const [count, reached] of [
  [5, []],
  [20, ['failing-name-servers']],
  [1500, ['name-servers-per-zone', 'failing-name-servers']],
] as const) {
  test(`NXNSAttack with ${count} names spares the victim`, async () => {
    const traced = await run(
      {
        'evil.test.': { servers: namesOf(count, 'victim.example.') },
        'victim.example.': { servers: inDomain('victim.example.', 2, 70) },
      },
      'www.evil.test. A',
    );
    const toVictim = traced.sent.filter(({ address }) => address.startsWith('203.0.113.7'));
    assert.ok(toVictim.length <= 26, `${toVictim.length} packets to the victim`);
    assert.deepEqual(limitsIn(traced), reached);
    assert.equal(traced.codes.includes('not-explored'), reached.length > 0);
    assert.equal(traced.outcome?.kind, 'unresolvable');
    assert.ok(
      traced.state.zones.some(({ name }) => name === 'evil.test'),
      'what was learned is kept',
    );
  });
}

test('name servers in ever new zones without end stop at the limits', async () => {
  const zones: ZoneTreeSpec = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`e${i}.test.`, { servers: { ...namesOf(3, `e${i + 1}.test.`) } }]),
  );
  const spared = await run({ ...zones, 'e60.test.': example }, 'www.e0.test. A');
  assert.deepEqual(limitsIn(spared), ['queries-per-address']);
  const traced = await run({ ...zones, 'e60.test.': example }, 'www.e0.test. A', { limits: busyTld });
  assert.ok(limitsIn(traced).includes('sub-trace-depth'));
  // What a limit kept us from finding is not called impossible to find.
  assert.deepEqual([spared.outcome?.kind, traced.outcome?.kind], ['budget', 'budget']);
});

test('a zone cut at every label stops after 24 cuts', async () => {
  const labels = Array.from({ length: 30 }, (_, i) => `l${i}`);
  const zones: ZoneTreeSpec = Object.fromEntries(
    labels.map((_, i) => {
      const name = `${labels
        .slice(0, i + 1)
        .toReversed()
        .join('.')}.test.`;
      return [name, { servers: { [`ns.${name}`]: `203.0.113.${i + 1}` } }];
    }),
  );
  const traced = await run(zones, `www.${labels.toReversed().join('.')}.test. A`);
  assert.deepEqual([traced.outcome?.kind, limitsIn(traced)], ['budget', ['zone-cuts']]);
});

test('a name server whose lookup a limit forbids is no proof that the zone cannot be reached', async () => {
  const traced = await run(
    {
      'example.test.': { servers: { 'ns.host.example.': '203.0.113.1' } },
      'host.example.': { servers: inDomain('host.example.', 1, 21) },
    },
    'www.example.test. A',
    { limits: { ...defaultLimits, subTraces: 0 } },
  );
  assert.deepEqual([traced.outcome?.kind, limitsIn(traced)], ['budget', ['sub-traces']]);
});

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

// Limits, and being stopped

test('the limit of queries ends a trace, which says so and keeps what it learned', async () => {
  const traced = await run({ 'example.test.': example }, 'www.example.test. A', {
    limits: { ...defaultLimits, queries: 2 },
  });
  const toRootAndTld = traced.sent.filter(({ address }) => address.startsWith('198.'));
  assert.equal(toRootAndTld.length, 2);
  assert.deepEqual(limitsIn(traced), ['queries']);
  assert.ok(traced.codes.includes('budget-exhausted'));
  assert.equal(traced.outcome?.kind, 'budget');
  assert.equal(traced.state.status, 'done');
  assert.deepEqual(
    traced.state.zones.map(({ name }) => name),
    ['.', 'test', 'example.test'],
  );
  const skipped = traced.state.hops.filter(({ result }) => result.status === 'skipped');
  assert.ok(
    skipped.length > 0 &&
      skipped.every(({ result }) => result.status === 'skipped' && result.reason === 'budget'),
  );
});

test('a limit of bytes', async () => {
  const traced = await run({ 'example.test.': example }, 'www.example.test. A', {
    limits: { ...defaultLimits, receivedBytes: 100 },
  });
  assert.deepEqual(limitsIn(traced), ['bytes']);
});

test('after 30 seconds a trace ends, whatever its servers still hold back', async () => {
  // Every reply comes just before the last try, over TCP, is given up, in zone after zone.
  const zones = Object.fromEntries(
    Object.entries(chainOf(12, 'www A 192.0.2.80')).map(([name, zone]) => [
      name,
      { ...zone, faults: [answersLate(`ns1.${name}`, 2200)] },
    ]),
  );
  const traced = await run(zones, 'www.z0.test. A', { limits: busyTld });
  assert.ok(traced.tookMs >= 30_000 && traced.tookMs < 30_100, `${traced.tookMs} ms`);
  assert.deepEqual(limitsIn(traced), ['wall-time']);
  assert.equal(traced.state.endReason, 'The trace was ended after 30 seconds.');
  assert.ok(traced.sent.every(({ atMs }) => atMs <= 30_000));
});

/** A network that tells of every packet. */
function watched(zones: ZoneTreeSpec, onSend: (count: number) => void) {
  const tree = zoneTree(world(zones));
  const clock = virtualClock();
  const network = memoryNetwork(tree, { clock, strict: true });
  const exchange: Exchange = (request, signal) => {
    onSend(network.sent.length + 1);
    return network.exchange(request, signal);
  };
  const start = (signal?: AbortSignal) =>
    trace(
      { name: parseDomainName('www.example.test'), type: 'A' },
      { ...setupFor(tree, exchange, clock), ...(signal ? { signal } : {}) },
    );
  return { clock, sent: network.sent, start };
}

for (const packets of [1, 2, 3, 5, 8]) {
  test(`cancelled at packet ${packets}, a trace ends as interrupted and sends nothing more`, async () => {
    const controller = new AbortController();
    const { clock, sent, start } = watched(
      { 'example.test.': example },
      (count) => count === packets && controller.abort(),
    );
    const facts = await clock.run(Array.fromAsync(start(controller.signal)));
    const end = facts.at(-1)!.fact;
    assert.deepEqual(end, { type: 'trace-ended', status: 'interrupted', reason: 'The trace was cancelled.' });
    const sentAtEnd = sent.length;
    await clock.run(clock.sleep(10_000, new AbortController().signal));
    assert.equal(sent.length, sentAtEnd);
    assert.equal(facts.filter(({ fact }) => fact.type === 'trace-ended').length, 1);
  });
}

test('cancelled before it starts, a trace sends nothing', async () => {
  const { clock, sent, start } = watched({ 'example.test.': example }, () => {});
  const facts = await clock.run(Array.fromAsync(start(AbortSignal.abort())));
  assert.deepEqual(
    facts.map(({ fact }) => fact.type),
    ['trace-started', 'trace-ended'],
  );
  assert.equal(sent.length, 0);
});

test('a reader who goes away stops the trace, at whatever fact', async () => {
  const total = (await run({ 'example.test.': example }, 'www.example.test. A')).events.length;
  for (let kept = 1; kept <= total; kept += 1) {
    const { clock, sent, start } = watched({ 'example.test.': example }, () => {});
    const read = async () => {
      const facts: TimedFact[] = [];
      for await (const fact of start()) {
        facts.push(fact);
        if (facts.length === kept) break;
      }
      return facts;
    };
    const facts = await clock.run(read());
    assert.equal(facts.length, Math.min(kept, total));
    const sentAtEnd = sent.length;
    await clock.run(clock.sleep(10_000, new AbortController().signal));
    assert.equal(sent.length, sentAtEnd, `after fact ${kept}`);
  }
});

test('a signal that outlives the trace keeps no hold of it', async () => {
  const controller = new AbortController();
  const { clock, start } = watched({ 'example.test.': example }, () => {});
  await clock.run(Array.fromAsync(start(controller.signal)));
  assert.deepEqual(getEventListeners(controller.signal, 'abort'), []);
});

test('an error of ours reaches the reader, and stops the trace', async () => {
  const { clock, sent, start } = watched({ 'example.test.': example }, (count) => {
    if (count === 3) throw new TypeError('a bug');
  });
  await assert.rejects(clock.run(Array.fromAsync(start())), /a bug/);
  const sentAtEnd = sent.length;
  await clock.run(clock.sleep(10_000, new AbortController().signal));
  assert.equal(sent.length, sentAtEnd);
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
