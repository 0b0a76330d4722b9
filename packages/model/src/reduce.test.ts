import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceEvent, TraceFact } from './events.ts';
import { ROOT, parseDomainName as name } from './names.ts';
import { reduceEvents, reduceTrace } from './reduce.ts';
import { initialTraceState } from './state.ts';
import {
  asks,
  ended,
  eventsOf,
  lookup,
  received,
  sent,
  server,
  stateAfter,
  started,
  target,
} from './testing/event-log.ts';
import { message } from './testing/message.ts';

const opening = [started, lookup(0, 'www.shop.test A'), sent(0)];
const referral = message({
  flags: ['qr'],
  authority: ['test. 300 NS ns1.test.'],
  additional: ['ns1.test. 300 A 198.51.100.2'],
});
const learned: TraceFact = {
  type: 'delegation-learned',
  zone: name('test'),
  parent: ROOT,
  hopId: 0,
  nameServers: [server('ns1.test', '198.51.100.2')],
  signed: false,
};
const link = {
  type: 'CNAME',
  name: name('www.shop.test'),
  owner: name('www.shop.test'),
  target: name('cdn.test'),
  ttl: 60,
} as const;

/** A log with every type of event in it. */
const wholeLog = eventsOf([
  ...opening,
  {
    type: 'query-tried',
    hopId: 0,
    attempt: { transport: 'udp', edns: true, sentAtMs: 0, elapsedMs: 800, result: 'timeout' },
  },
  received(0, referral),
  learned,
  sent(1, { zone: name('test'), address: '198.51.100.2' }),
  { type: 'query-skipped', reason: 'no-ipv6', ...target(2, { address: '2001:db8::1' }) },
  { type: 'query-failed', hopId: 1, elapsedMs: 5500, tries: [], reason: 'timeout' },
  { type: 'addresses-learned', zone: name('test'), nameServer: name('ns2.test'), addresses: [], lookupId: 0 },
  { type: 'alias-followed', lookupId: 0, link, next: 1 },
  { type: 'lookup-ended', lookupId: 0, outcome: { kind: 'alias', link, hopId: 0, next: 1 } },
  { type: 'limit-reached', limit: 'queries', allowed: 400, zone: null },
  ended,
]);

test('a trace starts with its question and the root servers', () => {
  const state = stateAfter([started]);
  assert.equal(state.status, 'running');
  assert.deepEqual(state.question, asks('www.shop.test A'));
  assert.deepEqual(
    state.zones.map((zone) => [zone.name, zone.parent]),
    [['.', null]],
  );
  assert.equal(state.vantage.name, 'here');
});

test('an event that was applied already changes nothing', () => {
  let state = initialTraceState;
  for (const [i, event] of wholeLog.entries()) {
    state = reduceTrace(state, event);
    for (const old of wholeLog.slice(0, i + 1)) assert.equal(reduceTrace(state, old), state);
  }
});

test('events applied one by one never change the states before', () => {
  const states = wholeLog.map((_, i) => wholeLog.slice(0, i + 1).reduce(reduceTrace, initialTraceState));
  const texts = states.map((state) => JSON.stringify(state));
  let state = initialTraceState;
  for (const [i, event] of wholeLog.entries()) {
    state = reduceTrace(state, event);
    assert.equal(JSON.stringify(state), texts[i]);
    assert.equal(state.seq, i);
    assert.equal(state.atMs, event.atMs);
  }
  assert.deepEqual(
    states.map((one) => JSON.stringify(one)),
    texts,
  );
});

test('events applied together make the state they make one by one, and change none that was there before', () => {
  for (const [cut] of wholeLog.entries()) {
    const before = wholeLog.slice(0, cut).reduce(reduceTrace, initialTraceState);
    const text = JSON.stringify(before);
    const after = reduceEvents(before, wholeLog);
    assert.deepEqual(after, wholeLog.reduce(reduceTrace, initialTraceState));
    assert.equal(JSON.stringify(before), text);
    // Nor is it changed by what comes next.
    const whole = JSON.stringify(after);
    reduceEvents(after, [{ ...wholeLog.at(-1)!, seq: after.seq + 1 }]);
    assert.equal(JSON.stringify(after), whole);
  }
  assert.throws(() => reduceEvents(initialTraceState, wholeLog.slice(1)), RangeError);
});

test('an event missing in between is an error', () => {
  const [first, , third] = wholeLog;
  assert.throws(() => reduceTrace(reduceTrace(initialTraceState, first!), third!), RangeError);
  assert.throws(() => reduceTrace(initialTraceState, third!), RangeError);
});

test('an event of an unknown type is an error', () => {
  const unknown = { type: 'weather-changed', seq: 0, atMs: 0 } as unknown as TraceEvent;
  assert.throws(() => reduceTrace(initialTraceState, unknown), TypeError);
});

test('a hop is asking, has its tries, and is answered with the class of its reply', () => {
  const attempt = { transport: 'udp', edns: true, sentAtMs: 1, elapsedMs: 800, result: 'timeout' } as const;
  const asking = stateAfter([...opening, { type: 'query-tried', hopId: 0, attempt }]);
  assert.deepEqual(asking.hops[0]!.result, { status: 'asking' });
  assert.deepEqual(asking.hops[0]!.tries, [attempt]);
  assert.equal(asking.hops[0]!.endedAtMs, null);

  const [hop] = stateAfter([...opening, received(0, referral)]).hops;
  assert.equal(hop!.endedAtMs, 30);
  assert.equal(hop!.tries.length, 1);
  assert.deepEqual(hop!.result.status === 'answered' && hop!.result.response, {
    kind: 'referral',
    zone: 'test',
  });
});

test('a hop that fails has no reply, and one that is skipped was never sent', () => {
  const state = stateAfter([
    ...opening,
    { type: 'query-failed', hopId: 0, elapsedMs: 5500, tries: [], reason: 'timeout' },
    { type: 'query-skipped', reason: 'no-ipv6', ...target(1, { address: '2001:db8::1' }) },
  ]);
  assert.deepEqual(
    state.hops.map(({ result, endedAtMs }) => [result, endedAtMs]),
    [
      [{ status: 'failed', elapsedMs: 5500, reason: 'timeout' }, 30],
      [{ status: 'skipped', reason: 'no-ipv6' }, 40],
    ],
  );
});

test('a hop that this machine then could not send was skipped after all', () => {
  const state = stateAfter([...opening, { type: 'query-skipped', reason: 'no-socket', ...target(0) }]);
  assert.deepEqual(
    state.hops.map(({ result, endedAtMs }) => [result, endedAtMs]),
    [[{ status: 'skipped', reason: 'no-socket' }, 30]],
  );
});

test('the options of a trace are those its first event carries', () => {
  assert.deepEqual(stateAfter([started]).options, {});
  const path = { breadth: 'path' } as const;
  const start = started as Extract<TraceFact, { type: 'trace-started' }>;
  assert.deepEqual(stateAfter([{ ...start, options: path }]).options, path);
});

test('referrals to the same zone are merged, each server and address once', () => {
  const more: TraceFact = {
    ...learned,
    hopId: 1,
    nameServers: [server('ns1.test', '198.51.100.2', '198.51.100.3'), server('ns2.test', '198.51.100.4')],
    signed: true,
  };
  const zone = stateAfter([...opening, learned, more]).zones[1]!;
  assert.deepEqual(
    zone.nameServers.map((one) => [one.name, ...one.addresses.map(({ address }) => address)]),
    [
      ['ns1.test', '198.51.100.2', '198.51.100.3'],
      ['ns2.test', '198.51.100.4'],
    ],
  );
  assert.deepEqual([zone.parent, zone.learnedFrom, zone.signed], ['.', 0, true]);
});

test('an address that was looked up joins its name server', () => {
  const found: TraceFact = {
    type: 'addresses-learned',
    zone: name('test'),
    nameServer: name('ns1.test'),
    addresses: [{ address: '198.51.100.9', source: 'lookup' }],
    lookupId: 0,
  };
  const zone = stateAfter([...opening, learned, found]).zones[1]!;
  assert.deepEqual(
    zone.nameServers[0]!.addresses.map(({ address, source }) => [address, source]),
    [
      ['198.51.100.2', 'glue'],
      ['198.51.100.9', 'lookup'],
    ],
  );
});

test('a lookup ends with its outcome, and the others go on', () => {
  const state = stateAfter([
    ...opening,
    lookup(1, 'ns1.test A', { purpose: 'nameserver-address', parentLookupId: 0, neededBy: name('test') }),
    { type: 'lookup-ended', lookupId: 0, outcome: { kind: 'nodata', hopId: 0 } },
  ]);
  assert.deepEqual(
    state.lookups.map(({ outcome, endedAtMs, neededBy }) => [outcome?.kind, endedAtMs, neededBy]),
    [
      ['nodata', 40, null],
      [undefined, null, 'test'],
    ],
  );
});

test('limits and findings are kept in the order they came', () => {
  const finding = {
    code: 'lame-refused',
    severity: 'error',
    confidence: 'high',
    scope: 'address',
    zone: name('test'),
    evidence: [0],
    params: {},
  } as const;
  const events: TraceEvent[] = [
    ...eventsOf([...opening, { type: 'limit-reached', limit: 'bytes', allowed: 7, zone: name('test') }]),
    { type: 'finding-raised', finding: { ...finding, evidence: [0] }, seq: 4, atMs: 40 },
  ];
  const state = events.reduce(reduceTrace, initialTraceState);
  assert.deepEqual(state.limitsReached, [{ limit: 'bytes', allowed: 7, zone: 'test' }]);
  assert.deepEqual(state.findings, [finding]);
});

test('what is still asking when the trace ends is cut off, with the tries it had', () => {
  const attempt = { transport: 'udp', edns: true, sentAtMs: 1, elapsedMs: 800, result: 'timeout' } as const;
  const state = stateAfter([
    ...opening,
    { type: 'query-tried', hopId: 0, attempt },
    { type: 'trace-ended', status: 'interrupted', reason: 'The trace was cancelled.' },
  ]);
  assert.equal(state.status, 'interrupted');
  assert.equal(state.endReason, 'The trace was cancelled.');
  assert.deepEqual(state.hops[0]!.result, { status: 'skipped', reason: 'cut-off' });
  assert.deepEqual(state.hops[0]!.tries, [attempt]);
  assert.equal(state.hops[0]!.endedAtMs, 40);
});
