import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ZoneTree,
  type ZoneTreeSpec,
  memoryNetwork,
  refusesZone,
  silent,
  truncates,
  zoneTree,
} from '@delegraph/lab';
import { virtualClock } from '@delegraph/lab/testing';
import {
  type Exchange,
  type SuppliedDelegation,
  type TraceOptions,
  parseDomainName as name,
} from '@delegraph/model';
import { decodeMessage } from './codec/message.ts';
import { TracePool } from './pool.ts';
import { traceWith } from './testing/trace-with.ts';

const ROOT_SERVER = '198.51.100.1';
const TEST_SERVER = '198.51.100.2';

const world: ZoneTreeSpec = {
  '.': { servers: { 'a.root.test.': ROOT_SERVER, 'b.root.test.': '198.51.100.11' } },
  'test.': { servers: { 'ns.nic.test.': TEST_SERVER, 'ns2.nic.test.': '198.51.100.12' } },
  'example.test.': {
    servers: {
      'ns1.example.test.': ['203.0.113.1', '2001:db8::1'],
      'ns2.example.test.': ['203.0.113.2', '2001:db8::2'],
    },
    records: ['www A 192.0.2.80', 'a.b.c A 192.0.2.81', 'shop CNAME www.other.test.'],
  },
  'other.test.': { servers: { 'ns1.other.test.': '203.0.113.11' }, records: ['www A 192.0.2.90'] },
};
const QUESTION = 'www.example.test A';

function run(options: Partial<TraceOptions>, question = QUESTION, zones: ZoneTreeSpec = {}) {
  return traceWith(zoneTree({ ...world, ...zones }), question, { options });
}

test('a usual trace says nothing of its options, another says what is unusual', async () => {
  const usual = await run({ breadth: 'all', health: true });
  assert.ok(usual.events[0]?.type === 'trace-started' && !('options' in usual.events[0]));
  assert.deepEqual((await run({ health: false, families: 'both' })).state.options, { health: false });
});

test('a path asks one server of each zone, and examines none', async () => {
  const { outcome, asked, state } = await run({ breadth: 'path' });
  assert.equal(outcome?.kind, 'answer');
  assert.deepEqual(asked, [
    `${ROOT_SERVER} ${QUESTION}`,
    `${TEST_SERVER} ${QUESTION}`,
    `203.0.113.1 ${QUESTION}`,
  ]);
  assert.deepEqual(state.options, { breadth: 'path', health: false });
});

test('a path goes on to the next server when one does not help, and waits for no confirmation', async () => {
  const faults = [refusesZone('ns1.example.test.')];
  const zones = { 'example.test.': { ...world['example.test.']!, faults } };
  const { outcome, asked } = await run({ breadth: 'path' }, QUESTION, zones);
  assert.equal(outcome?.kind, 'answer');
  assert.ok(outcome.answeredAfterMs < 500);
  assert.deepEqual(
    asked.slice(2).map((text) => text.split(' ')[0]),
    ['203.0.113.1', '2001:db8::1', '203.0.113.2'],
  );
});

test('a path follows aliases and finds name servers without glue, one server at a time', async () => {
  const zones: ZoneTreeSpec = {
    'example.test.': {
      servers: { 'ns1.other.test.': '203.0.113.11' },
      records: ['www CNAME www.other.test.'],
      glue: { 'ns1.other.test.': [] },
    },
  };
  const { outcome, asked } = await run({ breadth: 'path' }, QUESTION, zones);
  assert.equal(outcome?.kind, 'answer');
  assert.ok(!asked.some((text) => text.startsWith('198.51.100.12')));
});

for (const [families, left] of [
  ['ipv4', ':'],
  ['ipv6', '.'],
] as const) {
  test(`with ${families} alone, addresses of the other family are shown as not wanted`, async () => {
    const zones: ZoneTreeSpec = {
      '.': { servers: { 'a.root.test.': [ROOT_SERVER, '2001:db8::a'] } },
      'test.': { servers: { 'ns.nic.test.': [TEST_SERVER, '2001:db8::b'] } },
      // The parent knows less than the zone, so that the addresses are looked up.
      'example.test.': { ...world['example.test.']!, glue: { 'ns2.example.test.': ['203.0.113.2'] } },
    };
    const { outcome, sent, state } = await run({ families }, QUESTION, zones);
    assert.equal(outcome?.kind, 'answer');
    assert.ok(sent.every(({ address }) => !address.includes(left)));
    const others = state.hops.filter(({ address }) => address.includes(left));
    assert.ok(others.length >= 4);
    for (const { result } of others) assert.deepEqual(result, { status: 'skipped', reason: 'not-wanted' });
    const types = state.lookups.map(({ question }) => question.type);
    assert.equal(types.includes('AAAA'), families === 'ipv6');
  });
}

test('aliases that are not to be followed are the answer', async () => {
  const { outcome, asked, state } = await run({ followAliases: false }, 'shop.example.test A');
  assert.deepEqual(
    [outcome?.kind, outcome?.records.map(({ type, data }) => `${type} ${data}`)],
    ['answer', ['CNAME www.other.test.']],
  );
  assert.ok(!asked.some((text) => text.includes('www.other.test')));
  assert.ok(state.lookups.every(({ purpose }) => purpose !== 'alias'));
});

test('of several aliases as many are followed as are wanted, and the next one is the answer', async () => {
  const zones: ZoneTreeSpec = {
    'other.test.': {
      servers: { 'ns1.other.test.': '203.0.113.11' },
      records: ['www CNAME next', 'next CNAME last', 'last A 192.0.2.90'],
    },
  };
  const { outcome, state } = await run({ maxAliases: 2 }, 'shop.example.test A', zones);
  assert.deepEqual(
    [outcome?.kind, outcome?.records.map(({ type, data }) => `${type} ${data}`)],
    ['answer', ['CNAME last.other.test.']],
  );
  assert.equal(state.lookups.filter(({ purpose }) => purpose === 'alias').length, 2);
  assert.deepEqual(state.limitsReached, [], 'it was a wish, and no limit of ours');
  assert.equal((await run({ maxAliases: 3 }, 'shop.example.test A', zones)).outcome?.kind, 'answer');
  await assert.rejects(run({ maxAliases: 0 }), { name: 'RangeError' });
});

test('without DO no query asks for the records of DNSSEC', async () => {
  const { sent, outcome } = await run({ dnssecOk: false });
  assert.equal(outcome?.kind, 'answer');
  assert.deepEqual([...new Set(sent.map(({ packet }) => decodeMessage(packet).edns?.dnssecOk))], [false]);
});

test('without TCP a truncated reply is what there is, and silence is asked three times', async () => {
  const faults = [truncates('ns1.example.test.'), truncates('ns2.example.test.')];
  const zones = { 'example.test.': { ...world['example.test.']!, faults } };
  const over = await run({}, QUESTION, zones);
  assert.equal(over.outcome?.kind, 'answer');
  const without = await run({ tcpRetry: false, health: false }, QUESTION, zones);
  assert.ok(without.sent.every(({ transport }) => transport === 'udp'));
  assert.equal(without.outcome?.kind, 'unresolvable');

  const mute = { 'example.test.': { ...world['example.test.']!, faults: [silent('ns1.example.test.')] } };
  const { state } = await run({ tcpRetry: false, health: false }, QUESTION, mute);
  const tries = state.hops.filter(({ address }) => address === '203.0.113.1').map((hop) => hop.tries.length);
  assert.ok(tries.length > 0 && tries.every((count) => count === 3), String(tries));
});

test('every query over UDP offers the size that is wanted', async () => {
  const { sent } = await run({ udpPayloadOctets: 512 });
  const offers = sent.map(({ packet }) => decodeMessage(packet).edns?.udpSize);
  assert.deepEqual([...new Set(offers)], [512]);
});

test('a size nobody can offer is refused', async () => {
  for (const udpPayloadOctets of [511, 65_536])
    await assert.rejects(run({ udpPayloadOctets }), { name: 'RangeError', message: /512 to 65535/ });
});

// What would be, if the parent said so

/** The network in which some addresses are those of another tree. */
function partlyIn(tree: ZoneTree, addresses: readonly string[], clock: ReturnType<typeof virtualClock>) {
  const network = memoryNetwork(tree, { clock, strict: true });
  return (exchange: Exchange): Exchange =>
    (request, signal) =>
      (addresses.includes(request.address) ? network.exchange : exchange)(request, signal);
}

test('a delegation that was supplied is taken though the parent knows of none', async () => {
  // The servers stand ready: one inside the zone, one outside that already serves it.
  const servers = { 'ns1.new.test.': '203.0.113.21', 'ns1.other.test.': '203.0.113.11' };
  const ready = zoneTree({ ...world, 'new.test.': { servers, records: ['www A 192.0.2.70'] } });
  const clock = virtualClock();
  const delegation: SuppliedDelegation = {
    zone: name('new.test'),
    nameServers: [
      { name: name('ns1.new.test'), addresses: ['203.0.113.21'] },
      { name: name('ns1.other.test'), addresses: [] },
    ],
    ds: ['12345 13 2 49FD46E6'],
  };
  const { outcome, state } = await traceWith(zoneTree(world), 'www.new.test A', {
    clock,
    around: partlyIn(ready, Object.values(servers), clock),
    options: { delegations: [delegation] },
  });
  assert.equal(outcome?.kind, 'answer');
  const zone = state.zones.find((one) => one.name === 'new.test')!;
  assert.deepEqual([zone.parent, zone.signed], ['test', true]);
  assert.deepEqual(
    zone.nameServers.map((server) => [server.name, ...server.addresses.map(({ source }) => source)]),
    [
      ['ns1.new.test', 'supplied'],
      ['ns1.other.test', 'lookup'],
    ],
  );
  const probed = state.hops.filter(
    ({ probe, result }) => probe === 'apex-soa' && result.status === 'answered',
  );
  assert.deepEqual(
    probed.map(({ address }) => address),
    Object.values(servers),
  );
  assert.deepEqual(state.options, { health: false, delegations: [delegation] });
});

test('a delegation that was supplied hides the one the parent has', async () => {
  const nameServers = [{ name: name('ns.example.test'), addresses: ['203.0.113.2'] }];
  const delegations = [{ zone: name('example.test'), nameServers, ds: [] }];
  const { outcome, state } = await run({ delegations });
  assert.equal(outcome?.kind, 'answer');
  const zone = state.zones.find((one) => one.name === 'example.test')!;
  assert.deepEqual(
    zone.nameServers.map((server) => server.name),
    ['ns.example.test'],
  );
  // The zone itself still names the server, so it is only asked as resolvers would that have the name from there.
  const probes = state.hops.filter(({ address }) => address === '203.0.113.1').map(({ probe }) => probe);
  assert.deepEqual(new Set(probes), new Set(['own-soa', 'own-question']));
});

test('DS is asked of the parent, whatever delegation was supplied', async () => {
  const delegations = [{ zone: name('example.test'), nameServers: [], ds: ['12345 13 2 49FD46E6'] }];
  const { outcome } = await run({ delegations }, 'example.test DS');
  assert.equal(outcome?.kind, 'nodata');
});

// As much of the name as a server needs

test('each zone is told one label more than it has, until the name is whole', async () => {
  const { outcome, asked } = await run(
    { qnameMinimisation: true, breadth: 'path' },
    'a.b.c.example.test TXT',
  );
  assert.equal(outcome?.kind, 'nodata');
  const questions = (server: string) =>
    asked.flatMap((text) => (text.startsWith(`${server} `) ? [text.slice(server.length + 1)] : []));
  assert.deepEqual(questions(ROOT_SERVER), ['test A']);
  assert.deepEqual(questions(TEST_SERVER), ['example.test A']);
  assert.deepEqual(questions('203.0.113.1'), [
    'c.example.test A',
    'b.c.example.test A',
    'a.b.c.example.test TXT',
  ]);
});

test('a minimised walk comes to the same end', async () => {
  for (const question of [
    QUESTION,
    'shop.example.test A',
    'no.where.example.test A',
    'example.test DS',
    '. NS',
  ]) {
    const [whole, minimised] = [await run({}, question), await run({ qnameMinimisation: true }, question)];
    assert.equal(minimised.outcome?.kind, whole.outcome?.kind, question);
    assert.deepEqual(minimised.outcome?.records, whole.outcome?.records);
  }
});

// From other servers than the profile's

test('a trace starts from the servers it is given, and shows them as supplied', async () => {
  const rootServers = [{ name: name('my.root.test'), addresses: ['198.51.100.11'] }];
  const { outcome, asked, state } = await run({ rootServers });
  assert.equal(outcome?.kind, 'answer');
  assert.ok(!asked.some((text) => text.startsWith(`${ROOT_SERVER} `)));
  assert.deepEqual(state.zones[0]?.nameServers, [
    { name: 'my.root.test', addresses: [{ address: '198.51.100.11', source: 'supplied' }] },
  ]);
});

test('only servers that every trace asks may be asked as often as those: not what a visitor puts in their place', async () => {
  class WatchedPool extends TracePool {
    readonly top = new Set<string>();
    override send: TracePool['send'] = (target, send, signal) => {
      if (target.isTop) this.top.add(target.address);
      return super.send(target, send, signal);
    };
  }
  const askedAsTop = async (options: Partial<TraceOptions>) => {
    const clock = virtualClock();
    const pool = new WatchedPool(clock);
    await traceWith(zoneTree(world), QUESTION, { clock, pool, options });
    return [...pool.top];
  };
  assert.deepEqual(await askedAsTop({}), [ROOT_SERVER, '198.51.100.11', TEST_SERVER, '198.51.100.12']);
  const roots = [{ name: name('my.root.test'), addresses: ['198.51.100.11'] }];
  assert.deepEqual(await askedAsTop({ rootServers: roots }), []);
  const delegations = [
    { zone: name('test'), nameServers: [{ name: name('ns.nic.test'), addresses: [TEST_SERVER] }], ds: [] },
  ];
  assert.deepEqual(await askedAsTop({ delegations }), [ROOT_SERVER, '198.51.100.11']);
});

test('of the servers that a visitor starts from no more are asked than of any other zone', async () => {
  const rootServers = Array.from({ length: 20 }, (_, i) => ({
    name: name(`r${i}.root.test`),
    addresses: [1, 2].map((n) => `198.51.100.${100 + 2 * i + n}`),
  }));
  const servers = Object.fromEntries(
    rootServers.map(({ name: server, addresses }) => [`${server}.`, addresses]),
  );
  const { asked, limits } = await run({ rootServers }, QUESTION, { '.': { servers } });
  assert.equal(asked.filter((text) => text.startsWith('198.51.100.1')).length, 32 + 1);
  assert.deepEqual(limits, ['addresses-per-zone']);
});
