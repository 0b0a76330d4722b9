import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersLate, labScenarios, labTree, noTcp, refusesZone, says } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import type { TraceState } from '@delegraph/model';
import { type Comparison, compareTraces } from './compare-traces.ts';
import { changesOf } from './comparison-forms.ts';
import { NS1, NS2, soaWithSerial, traceOf } from './testing/trees.ts';

const NS3 = { 'ns3.shop.test.': '203.0.113.3' };
const NS4 = { 'ns4.shop.test.': '203.0.113.4' };

test('two name servers are added and one is repaired', async () => {
  const { summary, differences } = await comparisonOf(
    { faults: [refusesZone('ns1.shop.test.')] },
    { servers: { ...NS1, ...NS2, ...NS3, ...NS4 } },
  );
  assert.equal(
    summary,
    'NS set of shop.test changed from 2 to 4, at its parent and in the zone; ns1.shop.test is no longer lame; nothing else.',
  );
  assert.deepEqual(
    differences
      .filter(({ aspect, mark }) => aspect === 'parent-ns' && mark === 'added')
      .map(({ zone, nameServer, what, before, after }) => [zone, nameServer, what, before, after]),
    [
      ['shop.test', 'ns3.shop.test', 'ns3.shop.test at the parent', null, 'named'],
      ['shop.test', 'ns4.shop.test', 'ns4.shop.test at the parent', null, 'named'],
    ],
  );
});

test('a lame server is repaired', async () => {
  const compared = await comparisonOf({ faults: [refusesZone('ns1.shop.test.')] }, {});
  assert.equal(compared.summary, 'ns1.shop.test is no longer lame; nothing else.');
  assert.deepEqual(rowsOf(compared), [
    '≠ standing of ns1.shop.test (203.0.113.1): lame: refused -> serves',
    '- delegation-partially-lame: error: Partially lame delegation',
    '- lame-refused at ns1.shop.test (203.0.113.1): error: Lame: refused',
  ]);
});

test('a server that is added lame is told of by itself', async () => {
  const { summary } = await comparisonOf(
    {},
    { servers: { ...NS1, ...NS2, ...NS3 }, faults: [refusesZone('ns3.shop.test.')] },
  );
  assert.equal(
    summary,
    'NS set of shop.test changed from 2 to 3, at its parent and in the zone; ns3.shop.test is lame (refused); nothing else.',
  );
});

test('the zone names a server that the parent does not name', async () => {
  const { summary } = await comparisonOf({}, { childServers: { ...NS1, ...NS2, ...NS3 } });
  assert.match(summary, /^NS set of shop\.test in the zone changed from 2 to 3; newly found: “/u);
});

test('one name server takes the place of another', async () => {
  const { summary } = await comparisonOf({}, { servers: { ...NS1, ...NS3 } });
  assert.equal(
    summary,
    'NS set of shop.test has ns3.shop.test in place of ns2.shop.test, at its parent and in the zone; nothing else.',
  );
});

test('a name server moves, its glue with it', async () => {
  const compared = await comparisonOf({}, { servers: { 'ns1.shop.test.': '203.0.113.7', ...NS2 } });
  assert.equal(
    compared.summary,
    'glue and address of ns1.shop.test changed from 203.0.113.1 to 203.0.113.7; nothing else.',
  );
  assert.ok(rowsOf(compared).includes('≠ glue of ns1.shop.test: 203.0.113.1 -> 203.0.113.7'));
});

test('glue goes stale', async () => {
  const stale = { glue: { 'ns1.shop.test.': ['203.0.113.4'] }, servers: { ...NS1, ...NS2, ...NS4 } };
  const { summary } = await comparisonOf({ servers: { ...NS1, ...NS2, ...NS4 } }, stale);
  assert.match(
    summary,
    /^glue of ns1\.shop\.test changed from 203\.0\.113\.1 to 203\.0\.113\.4; newly found: “/u,
  );
});

test('the answer, its TTL and the serial change', async () => {
  const compared = await comparisonOf(
    { records: ['www 300 A 192.0.2.1', soaWithSerial(1)] },
    { records: ['www 60 A 192.0.2.9', soaWithSerial(2)] },
  );
  assert.equal(
    compared.summary,
    'The answer changed from 192.0.2.1 to 192.0.2.9; the serial of shop.test changed from 1 to 2; the TTL of the answer changed from 300 s to 60 s; nothing else.',
  );
  assert.ok(
    rowsOf(compared).includes('≠ www.shop.test A at ns2.shop.test (203.0.113.2): 192.0.2.1 -> 192.0.2.9'),
  );
});

test('one server of two has another answer', async () => {
  const other = says('ns2.shop.test.', { question: 'www A', answer: ['www 300 A 192.0.2.9'] });
  const { summary } = await comparisonOf({}, { faults: [other] });
  assert.match(
    summary,
    /^The answer changed from 192\.0\.2\.1 to 192\.0\.2\.1 or 192\.0\.2\.9; ns2\.shop\.test \(203\.0\.113\.2\) answers 192\.0\.2\.9, it answered 192\.0\.2\.1; /u,
  );
});

test('who answers first among servers that disagree is nothing', async () => {
  const disagreement = says('ns2.shop.test.', { question: 'www A', answer: ['www 300 A 192.0.2.9'] });
  const [before, after] = await Promise.all(
    ['ns1.shop.test.', 'ns2.shop.test.'].map((late) =>
      traceOf({ faults: [disagreement, answersLate(late, 300)] }),
    ),
  );
  assert.notDeepEqual(before!.outcome?.records, after!.outcome?.records);
  assert.equal(compareTraces(before!.state, after!.state).summary, 'Nothing changed.');
});

test('the zone is signed at its parent', async () => {
  const ds = ['12345 13 2 49FD46E6C4B45C55D4AC69CBD3CD34AC1AFE51DE49FD46E6C4B45C55D4AC69CB'];
  assert.equal(
    (await comparisonOf({}, { ds })).summary,
    'shop.test is signed at its parent now; nothing else.',
  );
  assert.equal(
    (await comparisonOf({ ds }, {})).summary,
    'shop.test is no longer signed at its parent; nothing else.',
  );
});

test('the domain is no longer registered', async () => {
  const after = await traceOf({}, { without: true });
  const { summary } = compareTraces((await traceOf()).state, after.state);
  assert.match(
    summary,
    /^www\.shop\.test A now ends in no such name \(NXDOMAIN\) instead of an answer; the zone shop\.test is no longer on the way; /u,
  );
});

test('other times, another order, other letters and identifiers are nothing', async () => {
  const records = ['www A 192.0.2.1', 'www A 192.0.2.2', soaWithSerial(1)];
  const before = await traceOf({ records });
  const after = await traceOf({
    records: ['WWW A 192.0.2.2', 'www A 192.0.2.1', soaWithSerial(1)],
    servers: { ...NS2, ...NS1 },
    faults: [answersLate('ns1.shop.test.', 400)],
  });
  const disguised = withOtherChance(after.state);
  assert.notDeepEqual(disguised.hops, before.state.hops);
  const compared = compareTraces(before.state, disguised);
  assert.equal(compared.summary, 'Nothing changed.');
  assert.deepEqual(rowsOf(compared), []);
});

test('a TTL that counts down is nothing, one that its owner changed is something', async () => {
  assert.equal((await comparisonOf(cached(300), cached(17))).summary, 'Nothing changed.');
  const { summary } = await comparisonOf(
    { records: ['www 300 A 192.0.2.1'] },
    { records: ['www 17 A 192.0.2.1'] },
  );
  assert.equal(summary, 'The TTL of the answer changed from 300 s to 17 s; nothing else.');
});

test('what was not asked is neither gone nor new', async () => {
  const whole = await traceOf({ faults: [noTcp('ns1.shop.test.')] });
  for (const options of [{ breadth: 'path' }, { health: false }] as const) {
    const part = await traceOf({ faults: [noTcp('ns1.shop.test.')] }, { options });
    const [name] = Object.keys(options);
    for (const [before, after] of [
      [whole, part],
      [part, whole],
    ] as const)
      assert.equal(
        compareTraces(before.state, after.state).summary,
        `Asked with other options: ${name}. Nothing changed.`,
      );
  }
});

test('a trace that was cut off does not make anything go away', async () => {
  const { state } = await traceOf();
  const cut: TraceState = {
    ...state,
    status: 'interrupted',
    hops: state.hops.slice(0, 2),
    zones: state.zones.slice(0, 2),
    lookups: state.lookups.slice(0, 1).map((lookup) => ({ ...lookup, outcome: null, endedAtMs: null })),
    findings: [],
  };
  assert.equal(
    compareTraces(state, cut).summary,
    'The trace after was interrupted: what it lacks does not count as a difference. Nothing changed.',
  );
});

test('two questions, two places and two profiles are said first', async () => {
  const { state } = await traceOf();
  const other = await traceOf({}, { question: 'www.shop.test. AAAA' });
  const elsewhere = {
    ...other.state,
    profile: 'internet',
    vantage: { name: 'fra', ipv4: true, ipv6: false },
  };
  assert.match(
    compareTraces(state, elsewhere).summary,
    /^These are two questions: www\.shop\.test A and www\.shop\.test AAAA\. The profiles differ: lab before, internet after\. Asked from test before, from fra after\. Asked over IPv4 and IPv6 before, over IPv4 after\. /u,
  );
});

test('every trace of the lab is the same as itself, and the way back is the way there', async () => {
  const states = await Promise.all(
    labScenarios.map(async ({ name, type }) => (await traceIn(labTree, `${name} ${type}`)).state),
  );
  for (const [index, state] of states.entries()) {
    assert.equal(compareTraces(state, state).summary, 'Nothing changed.');
    const next = states[(index + 1) % states.length]!;
    const [there, back] = [compareTraces(state, next), compareTraces(next, state)];
    assert.deepEqual([back.counts.added, back.counts.removed], [there.counts.removed, there.counts.added]);
    assert.equal(back.counts.changed, there.counts.changed);
    assert.doesNotMatch(there.summary, /undefined|null/u);
  }
});

test('which of the two was uploaded as a file is said', async () => {
  const { state } = await traceOf({});
  const uploaded = { ...state, uploadedAt: '2026-11-26T17:00:00.000Z' };
  assert.equal(
    compareTraces(state, uploaded).summary,
    'The trace after was uploaded from a file. Nothing changed.',
  );
});

/** The zone at servers that answer without authority. */
function cached(ttl: number): Shop {
  return {
    faults: ['ns1.shop.test.', 'ns2.shop.test.'].map((server) =>
      says(server, { question: 'www A', authoritative: false, answer: [`www ${ttl} A 192.0.2.1`] }),
    ),
  };
}

type Shop = Parameters<typeof traceOf>[0];

async function comparisonOf(before: Shop, after: Shop): Promise<Comparison> {
  const [one, other] = await Promise.all([traceOf(before), traceOf(after)]);
  return compareTraces(one.state, other.state);
}

function rowsOf(comparison: Comparison): string[] {
  const signs = { added: '+', removed: '-', changed: '≠', same: '=' };
  return changesOf(comparison).map(
    ({ mark, what, before, after }) =>
      `${signs[mark]} ${what}: ${[before, after].filter((value) => value !== null).join(' -> ')}`,
  );
}

/** The state as another run could have brought it about: identifiers, times, sizes and the case of letters. */
function withOtherChance(state: TraceState): TraceState {
  return {
    ...state,
    hops: state.hops.map((hop) => {
      if (hop.result.status !== 'answered') return hop;
      const { message, elapsedMs } = hop.result;
      const answer = message.answer
        .toReversed()
        .map((record) => (record.type === 'NS' ? { ...record, data: record.data.toUpperCase() } : record));
      const edns = message.edns && { ...message.edns, nsid: `site ${hop.id}` };
      return {
        ...hop,
        result: {
          ...hop.result,
          elapsedMs: elapsedMs * 3 + hop.id,
          message: { ...message, id: message.id ^ 0x5555, answer, edns },
        },
      };
    }),
  };
}
