import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ServerSpec, type ZoneTreeSpec, answersLate } from '@delegraph/lab';
import { defaultLimits } from './limits.ts';
import { askedIn, busyTld, chainOf, example, inDomain, limitsIn, run } from './testing/small-world.ts';

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

// What runs into a limit

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
