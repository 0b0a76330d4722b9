// The health tier: what a server is asked when the picture is whole, and when it is not asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ZoneSpec,
  type ZoneTreeSpec,
  notAuthoritative,
  refusesZone,
  says,
  silent,
  zoneTree,
} from '@delegraph/lab';
import { virtualClock } from '@delegraph/lab/testing';
import {
  type HopState,
  HEALTH_PROBES,
  type Probe,
  type TraceOptions,
  formOf,
  isOfTraceTier,
} from '@delegraph/model';
import { decodeMessage } from '../codec/message.ts';
import { defaultLimits } from '../limits.ts';
import { traceWith } from '../testing/trace-with.ts';

const QUESTION = 'a.b.www.example.test A';
const NS1 = '203.0.113.1';
const NS2 = '203.0.113.2';
const example: ZoneSpec = {
  servers: { 'ns1.example.test.': NS1, 'ns2.example.test.': NS2 },
  records: ['a.b.www A 192.0.2.80'],
};

function world(zone: Partial<ZoneSpec> = {}): ZoneTreeSpec {
  return {
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'ns.nic.test.': '198.51.100.2' } },
    'example.test.': { ...example, ...zone },
  };
}

function examine(zone: Partial<ZoneSpec> = {}, options: Partial<TraceOptions> = {}) {
  return traceWith(zoneTree(world(zone)), QUESTION, { options: { health: true, ...options } });
}

/** `probe name type` of what an address was asked after the trace tier. */
function examined(hops: readonly HopState[], address: string): string[] {
  return hops
    .filter((hop) => hop.address === address && !isOfTraceTier(hop.probe))
    .map(({ probe, question }) => `${probe} ${question.name} ${question.type}`);
}

const lateClock = virtualClock();
const RANDOM = /[a-z]{16}/g;
/** A primary that is no name server, and lives where the top-level domain is served. */
const HIDDEN_PRIMARY = [
  '@ 3600 SOA primary hostmaster 2026112101 7200 3600 1209600 300',
  'primary A 198.51.100.2',
];

test('each server that serves is examined, with one random name for all of them', async () => {
  const { state } = await examine();
  const [first, second] = [examined(state.hops, NS1), examined(state.hops, NS2)];
  assert.deepEqual(
    first.map((text) => text.replaceAll(RANDOM, 'random')),
    [
      'soa-tcp example.test SOA',
      'soa-without-edns example.test SOA',
      'soa-edns-version example.test SOA',
      'soa-edns-option example.test SOA',
      'soa-edns-flag example.test SOA',
      'small-payload example.test NS',
      'no-such-name random.example.test A',
      'no-such-branch random.random.example.test A',
      'name-above www.example.test A',
      'name-above b.www.example.test A',
      'foreign-name random.invalid A',
      'identity example.test SOA',
      'host-identity id.server TXT',
    ],
  );
  assert.deepEqual(second, first);
});

test('the examination begins when the picture is whole, and never changes it', async () => {
  const [examined, plain] = [await examine(), await examine({}, { health: false })];
  const { state, events } = examined;
  assert.ok(state.examination);
  const before = state.hops.slice(0, state.examination.firstHopId);
  assert.ok(before.every(({ probe }) => isOfTraceTier(probe)));
  assert.equal(before.length, plain.state.hops.length);
  assert.deepEqual(state.zones, plain.state.zones);
  const at = events.findIndex(({ type }) => type === 'examination-started');
  assert.ok(events.slice(at).every(({ type }) => type !== 'lookup-started' && type !== 'delegation-learned'));
});

test('a primary that is no name server is looked up before, and then asked for the zone', async () => {
  const zone = { records: [...example.records!, ...HIDDEN_PRIMARY] };
  const { state } = await examine(zone);
  assert.deepEqual(
    state.lookups
      .filter(({ purpose }) => purpose === 'target')
      .map(({ question }) => `${question.name} ${question.type}`),
    ['primary.example.test A', 'primary.example.test AAAA'],
  );
  assert.deepEqual(
    state.hops
      .filter(({ probe }) => probe === 'primary-soa')
      .map(
        ({ nameServer, address, question }) => `${nameServer} ${address} ${question.name} ${question.type}`,
      ),
    ['primary.example.test 198.51.100.2 example.test SOA'],
  );
  const unexamined = (await examine(zone, { health: false })).state;
  assert.ok(unexamined.lookups.every(({ purpose }) => purpose !== 'target'));
});

test('every probe is put in its form', async () => {
  const { sent, state } = await examine({ ds: ['12345 13 2 49FD46E6C4B45C55D4AC'] });
  const packetOf = (probe: Probe) => {
    const hop = state.hops.find((one) => one.probe === probe && one.address === NS1)!;
    assert.ok(hop, probe);
    return sent.filter(
      ({ address, atMs, transport }) =>
        address === NS1 && atMs === hop.sentAtMs && (transport === 'tcp') === (formOf(probe).tcp === true),
    );
  };
  const messages = (probe: Probe) => packetOf(probe).map(({ packet }) => decodeMessage(packet));
  assert.ok(packetOf('soa-tcp').length > 0);
  assert.ok(messages('soa-without-edns').some(({ edns }) => edns === null));
  assert.ok(messages('soa-edns-version').some(({ edns }) => edns?.version === 1));
  assert.ok(messages('soa-edns-option').some(({ edns }) => edns?.options?.includes(65_001)));
  assert.ok(messages('soa-edns-flag').some(({ edns }) => edns?.unknownFlags === 0x4000));
  assert.ok(messages('small-payload').some(({ edns }) => edns?.udpSize === 512));
  assert.ok(messages('large-payload').some(({ edns }) => edns?.udpSize === 4096));
  assert.ok(
    messages('identity').some(({ edns }) => edns?.options?.join() === '3,10' && edns.cookie?.length === 16),
  );
});

test('a signed zone is asked for the records of DNSSEC', async () => {
  const { state } = await examine({ ds: ['12345 13 2 49FD46E6C4B45C55D4AC'] });
  const asked = examined(state.hops, NS1).filter((text) => text.startsWith('dnssec'));
  assert.deepEqual(
    asked,
    ['DNSKEY', 'NSEC3PARAM', 'CDS', 'CDNSKEY'].map((type) => `dnssec example.test ${type}`),
  );
});

for (const [situation, fault] of [
  ['refuses the zone', refusesZone],
  ['is silent', silent],
  ['has no authority', notAuthoritative],
] as const) {
  test(`a server that ${situation} is not examined: it is known what is wrong with it`, async () => {
    const { state } = await examine({ faults: [fault('ns2.example.test.')] });
    assert.deepEqual(examined(state.hops, NS2), []);
    assert.ok(examined(state.hops, NS1).length > 0);
  });
}

test('where nobody serves the zone there is no examination', async () => {
  const faults = [refusesZone('ns1.example.test.'), refusesZone('ns2.example.test.')];
  assert.equal((await examine({ faults })).state.examination, null);
});

for (const options of [{ health: false }, { breadth: 'path' }] as const)
  test(`${JSON.stringify(options)} leaves the examination out`, async () => {
    const { state } = await examine({}, options);
    assert.equal(state.examination, null);
    assert.ok(state.hops.every(({ probe }) => isOfTraceTier(probe)));
  });

test('a healthy server of the lab keeps every rule it is examined for', async () => {
  const { state } = await examine();
  const messageOf = (probe: Probe) => {
    const { result } = state.hops.find((hop) => hop.probe === probe)!;
    assert.ok(result.status === 'answered', probe);
    return result.message;
  };
  assert.equal(messageOf('soa-tcp').rcode, 'NOERROR');
  assert.equal(messageOf('soa-without-edns').edns, null);
  assert.deepEqual(
    [messageOf('soa-edns-version').rcode, messageOf('soa-edns-version').edns?.version],
    ['BADVERS', 0],
  );
  assert.equal(messageOf('soa-edns-option').edns?.options, undefined);
  assert.equal(messageOf('soa-edns-flag').edns?.unknownFlags, undefined);
  assert.equal(messageOf('no-such-name').rcode, 'NXDOMAIN');
  assert.equal(messageOf('name-above').rcode, 'NOERROR');
});

test('an unusual query is repeated as it is, and settled in five and a half seconds', async () => {
  const { state } = await traceWith(zoneTree(world()), QUESTION, {
    options: { health: true },
    around: (exchange) => (request, signal) => {
      const { edns } = decodeMessage(request.packet);
      const isDropped = request.address === NS1 && edns?.options?.includes(65_001);
      return exchange(isDropped ? { ...request, objection: () => 'lost on the way' } : request, signal);
    },
  });
  const hop = state.hops.find(({ probe, address }) => probe === 'soa-edns-option' && address === NS1)!;
  assert.equal(hop.result.status, 'failed');
  assert.deepEqual(
    hop.tries.map(({ transport, edns }) => `${transport} ${edns}`),
    ['udp true', 'udp true', 'udp true'],
  );
  assert.ok(hop.endedAtMs! - hop.sentAtMs <= 5500);
});

test('when the budget of the examination is spent, the trace says so and ends well', async () => {
  const { state, limits, outcome } = await traceWith(zoneTree(world()), QUESTION, {
    options: { health: true },
    limits: { ...defaultLimits, healthQueries: 3 },
  });
  assert.deepEqual([outcome?.kind, state.status, limits], ['answer', 'done', ['health-queries']]);
  const asked = state.hops.filter(
    ({ probe, result }) => !isOfTraceTier(probe) && result.status !== 'skipped',
  );
  assert.equal(asked.length, 3);
});

// Only on request

test('nobody is asked to search for strangers, unless that is wanted', async () => {
  assert.ok((await examine()).state.hops.every(({ probe }) => probe !== 'open-recursion'));
  const { state, sent } = await examine({}, { health: false, openRecursion: true });
  const hops = state.hops.filter(({ probe }) => !isOfTraceTier(probe));
  assert.deepEqual(
    hops
      .map(
        ({ probe, address, question }) => `${address} ${probe} ${question.name.replaceAll(RANDOM, 'random')}`,
      )
      .toSorted(),
    [NS1, NS2].map((address) => `${address} open-recursion random.invalid`),
  );
  assert.ok(sent.slice(-2).every(({ packet }) => decodeMessage(packet).flags.includes('rd')));
});

const PROOF = 'f2a81c37d0b94e56a1c2d3e4f5061728';

test('a zone is asked for a transfer where a server has the proof that its owner wants it', async () => {
  const withProof = [...example.records!, `_delegraph TXT "${PROOF}"`];
  const canned = says('ns2.example.test.', { question: '_delegraph TXT', rcode: 'NXDOMAIN', authority: [] });
  const { state } = await examine(
    { records: withProof, faults: [canned] },
    { health: false, zoneTransferProof: PROOF },
  );
  assert.deepEqual(examined(state.hops, NS1), [
    'transfer-proof _delegraph.example.test TXT',
    'zone-transfer example.test AXFR',
  ]);
  assert.deepEqual(examined(state.hops, NS2), ['transfer-proof _delegraph.example.test TXT']);
  const transfer = state.hops.find(({ probe }) => probe === 'zone-transfer')!;
  assert.equal(transfer.tries[0]?.transport, 'tcp');
  assert.ok(transfer.result.status === 'answered' && transfer.result.message.rcode === 'REFUSED');
});

test('another proof, or none, asks for no transfer', async () => {
  for (const records of [example.records!, [...example.records!, '_delegraph TXT "somebody else"']]) {
    const { state } = await examine({ records }, { health: false, zoneTransferProof: PROOF });
    assert.ok(state.hops.every(({ probe }) => probe !== 'zone-transfer'));
  }
});

test('every health probe is in the plan of some zone', async () => {
  const { state } = await examine({
    ds: ['12345 13 2 49FD46E6C4B45C55D4AC'],
    records: [...example.records!, ...HIDDEN_PRIMARY],
  });
  const asked = new Set(state.hops.map(({ probe }) => probe));
  assert.deepEqual(
    HEALTH_PROBES.filter((probe) => !asked.has(probe)),
    [],
  );
});

test('a referral that comes late brings its lookups in before the servers are examined', async () => {
  const late = 'ns9.example.test.';
  const { state } = await traceWith(
    zoneTree({
      ...world(),
      'test.': {
        servers: { 'ns.nic.test.': '198.51.100.2', 'ns2.nic.test.': '198.51.100.12' },
        faults: [
          says('ns2.nic.test.', {
            question: 'a.b.www.example A',
            authoritative: false,
            authority: [`example.test. NS ${late}`],
            additional: [`${late} A ${NS1}`],
          }),
        ],
      },
    }),
    QUESTION,
    {
      options: { health: true },
      // The second server of the parent answers when all others have been heard.
      around: (exchange) => async (request, signal) => {
        if (request.address === '198.51.100.12') await lateClock.sleep(600, signal);
        return exchange(request, signal);
      },
      clock: lateClock,
    },
  );
  assert.ok(state.lookups.some(({ question }) => `${question.name}.` === late));
});
