// The two tiers of a walk, and what it does where it cannot send.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ZoneSpec,
  type ZoneTreeSpec,
  formErrorOnEdns,
  memoryNetwork,
  truncates,
  zoneTree,
} from '@delegraph/lab';
import { virtualClock } from '@delegraph/lab/testing';
import type { Exchange } from '@delegraph/model';
import { defaultLimits } from '../limits.ts';
import { TracePool } from '../pool.ts';
import { traceWith } from '../testing/trace-with.ts';

const QUESTION = 'www.example.test A';
const FIRST_TLD = '198.51.100.2';
const SECOND_TLD = '198.51.100.3';
const example: ZoneSpec = {
  servers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
  records: ['www A 192.0.2.80'],
};

function world(zones: ZoneTreeSpec) {
  return zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'ns1.nic.test.': FIRST_TLD, 'ns2.nic.test.': SECOND_TLD } },
    ...zones,
  });
}

/** Traces where the two servers of the TLD have different delegations; the one in `slow` answers last. */
function traceSplit(first: ZoneSpec, second: ZoneSpec, slow: string) {
  const clock = virtualClock();
  const latencyMs = (address: string) => (address === slow ? 200 : 5);
  const networks = [first, second].map((zone) =>
    memoryNetwork(world({ 'example.test.': zone }), { clock, latencyMs }),
  );
  const around = (): Exchange => (request, signal) =>
    networks[request.address === SECOND_TLD ? 1 : 0]!.exchange(request, signal);
  return traceWith(world({ 'example.test.': first }), QUESTION, { clock, around });
}

for (const slow of [FIRST_TLD, SECOND_TLD]) {
  test(`a zone is signed when one referral has DS records, ${slow === SECOND_TLD ? 'the last' : 'the first'}`, async () => {
    const { state, events } = await traceSplit(example, { ...example, ds: ['1 13 2 AB'] }, slow);
    assert.equal(state.zones.find(({ name }) => name === 'example.test')?.signed, true);
    const learned = events.filter(
      (event) => event.type === 'delegation-learned' && event.zone === 'example.test',
    );
    assert.equal(learned.length, slow === SECOND_TLD ? 2 : 1);
  });
}

test('a name server has six addresses at most, however many referrals add to them', async () => {
  const [first, second] = [10, 20].map((start): ZoneSpec => {
    const addresses = Array.from({ length: 4 }, (_, i) => `203.0.113.${start + i}`);
    return { ...example, servers: { 'ns1.example.test.': addresses } };
  });
  const { state, limits } = await traceSplit(first!, second!, SECOND_TLD);
  const zone = state.zones.find(({ name }) => name === 'example.test')!;
  assert.equal(zone.nameServers[0]!.addresses.length, 6);
  assert.deepEqual(limits, ['addresses-per-name-server']);
});

test('a zone none of whose servers may be asked is not called unreachable', async () => {
  const { state, outcome } = await traceWith(world({ 'example.test.': example }), QUESTION, {
    allowTarget: (address) => !address.startsWith('203.0.113.'),
  });
  assert.equal(outcome?.kind, 'unresolvable');
  const zone = 'example.test';
  assert.deepEqual(state.lookups[0]!.outcome, { kind: 'unresolvable', zone, notAsked: 'address-policy' });
});

test('a zone one of whose servers was asked in vain is', async () => {
  const { state } = await traceWith(world({ 'example.test.': example }), QUESTION, {
    allowTarget: (address) => address !== '203.0.113.2',
    around: (exchange) => (request, signal) =>
      request.address === '203.0.113.1'
        ? Promise.resolve({ kind: 'unreachable', elapsedMs: 0, detail: 'ENETUNREACH' })
        : exchange(request, signal),
  });
  assert.deepEqual(state.lookups[0]!.outcome, { kind: 'unresolvable', zone: 'example.test' });
});

test('a machine that cannot send says so, and the trace goes on', async () => {
  const { state, outcome } = await traceWith(world({ 'example.test.': example }), QUESTION, {
    around: (exchange) => (request, signal) =>
      request.address === '203.0.113.1'
        ? Promise.resolve({ kind: 'no-socket', detail: 'EMFILE' })
        : exchange(request, signal),
  });
  assert.deepEqual([outcome?.kind, state.status], ['answer', 'done']);
  const hops = state.hops.filter(({ address }) => address === '203.0.113.1');
  assert.ok(hops.length > 0);
  for (const { result } of hops) assert.deepEqual(result, { status: 'skipped', reason: 'no-socket' });
});

test('a machine that can send nothing at all calls no server silent', async () => {
  const { state, sent } = await traceWith(world({ 'example.test.': example }), QUESTION, {
    around: () => () => Promise.resolve({ kind: 'no-socket', detail: 'EMFILE' }),
  });
  assert.equal(sent.length, 0);
  assert.equal(state.status, 'done');
  assert.deepEqual(state.lookups[0]!.outcome, { kind: 'unresolvable', zone: '.', notAsked: 'no-socket' });
});

test('two servers from before EDNS that truncate reach no limit', async () => {
  const names = Object.keys(example.servers);
  const faults = names.flatMap((name) => [formErrorOnEdns(name), truncates(name)]);
  const traced = await traceWith(world({ 'example.test.': { ...example, faults } }), QUESTION);
  assert.deepEqual([traced.outcome?.kind, traced.limits], ['answer', []]);
  // Once an answer without EDNS has come, no more is sent with it.
  const nsProbes = traced.state.hops.filter(({ probe }) => probe === 'apex-ns');
  assert.equal(nsProbes.length, 2);
  for (const { tries } of nsProbes)
    assert.deepEqual(
      tries.map(({ edns }) => edns),
      [false, false],
    );
});

test('when the check tier has spent its budget, the trace tier still asks every server', async () => {
  const { asked, limits, outcome } = await traceWith(world({ 'example.test.': example }), QUESTION, {
    limits: { ...defaultLimits, checkQueries: 1 },
  });
  assert.equal(outcome?.kind, 'answer');
  assert.deepEqual(limits, ['check-queries']);
  assert.equal(asked.filter((text) => !text.endsWith(QUESTION)).length, 1);
  for (const address of ['203.0.113.1', '203.0.113.2']) assert.ok(asked.includes(`${address} ${QUESTION}`));
});

test('what the check tier could not afford to look up, the trace tier looks up when it needs it', async () => {
  const zones: ZoneTreeSpec = {
    'host.test.': { servers: { 'ns1.host.test.': '203.0.113.11' } },
    'example.test.': {
      servers: { 'ns1.host.test.': '203.0.113.11' },
      records: ['www CNAME www.other.test.'],
    },
    'other.test.': {
      servers: { 'ns1.host.test.': '203.0.113.11' },
      records: ['www A 192.0.2.90'],
      glue: { 'ns1.host.test.': [] },
    },
  };
  const { outcome } = await traceWith(world(zones), QUESTION, {
    limits: { ...defaultLimits, checkQueries: 0 },
  });
  assert.equal(outcome?.kind, 'answer');
});

test('traces that share a pool keep their manners together', async () => {
  const clock = virtualClock();
  const pool = new TracePool(clock);
  const tree = world({ 'example.test.': example });
  const out = new Map<string, number>();
  let mostOut = 0;
  const around =
    (exchange: Exchange): Exchange =>
    async (request, signal) => {
      const count = (out.get(request.address) ?? 0) + 1;
      out.set(request.address, count);
      mostOut = Math.max(mostOut, count);
      try {
        return await exchange(request, signal);
      } finally {
        out.set(request.address, out.get(request.address)! - 1);
      }
    };
  const runs = await clock.run(
    Promise.all(Array.from({ length: 5 }, () => traceWith(tree, QUESTION, { clock, pool, around }))),
  );
  assert.equal(mostOut, 2);
  const atFirst = runs
    .flatMap(({ sent }) => sent)
    .filter(({ address }) => address === '203.0.113.1')
    .map(({ atMs }) => atMs)
    .toSorted((a, b) => a - b);
  for (const [i, atMs] of atFirst.entries())
    assert.ok(
      atFirst.filter((other) => other >= atMs && other < atMs + 1000).length <= 20,
      `from query ${i}`,
    );
  for (const { state } of runs) {
    assert.equal(state.status, 'done');
    const times = state.hops.flatMap(({ result }) =>
      result.status === 'answered' ? [result.elapsedMs] : [],
    );
    assert.ok(Math.max(...times) <= 60, 'waiting is not the time of a server');
  }
});
