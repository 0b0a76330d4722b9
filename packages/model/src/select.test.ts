import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LookupOutcome, TraceFact } from './events.ts';
import { ROOT, parseDomainName as name } from './names.ts';
import {
  addressesOfZone,
  fastestMs,
  isWalkOver,
  isZoneSettled,
  questionChain,
  traceOutcome,
  traceTotals,
  zoneNamed,
} from './select.ts';
import { ended, lookup, received, sent, server, started, stateAfter, target } from './testing/event-log.ts';
import { message, record } from './testing/message.ts';

const answer = message({ answer: ['www.shop.test. 60 A 192.0.2.1'] });
const opening = [started, lookup(0, 'www.shop.test A'), sent(0), received(0, answer)];

function alias(from: string, to: string, next: number | null): LookupOutcome {
  const link = { type: 'CNAME', name: name(from), owner: name(from), target: name(to), ttl: 60 } as const;
  return { kind: 'alias', link, hopId: 0, next };
}

function endOf(lookupId: number, outcome: LookupOutcome): TraceFact {
  return { type: 'lookup-ended', lookupId, outcome };
}

function outcomeAfter(...facts: TraceFact[]) {
  return traceOutcome(stateAfter([...opening, ...facts]));
}

test('while the question is open there is no outcome', () => {
  assert.equal(traceOutcome(stateAfter([])), null);
  assert.equal(outcomeAfter(), null);
  assert.equal(outcomeAfter(lookup(1, 'cdn.test A'), endOf(0, alias('www.shop.test', 'cdn.test', 1))), null);
});

test('an answer has its records, its RCODE and its time', () => {
  const records = [record('www.shop.test. 60 A 192.0.2.1')];
  assert.deepEqual(outcomeAfter(endOf(0, { kind: 'answer', records, hopId: 0 })), {
    kind: 'answer',
    rcode: 'NOERROR',
    records,
    chain: [],
    answeredAfterMs: 40,
  });
});

test('NODATA and NXDOMAIN have no records', () => {
  for (const kind of ['nodata', 'nxdomain'] as const) {
    const outcome = outcomeAfter(endOf(0, { kind, hopId: 0 }));
    assert.deepEqual([outcome?.kind, outcome?.records, outcome?.rcode], [kind, [], 'NOERROR']);
  }
});

test('where aliases are not to be followed, the alias is the answer', () => {
  const line = 'www.shop.test. 60 CNAME cdn.test.';
  const state = stateAfter([
    { ...(started as Extract<TraceFact, { type: 'trace-started' }>), options: { followAliases: false } },
    lookup(0, 'www.shop.test A'),
    sent(0),
    received(0, message({ answer: [line, 'cdn.test. 60 A 192.0.2.1'] })),
    endOf(0, alias('www.shop.test', 'cdn.test', null)),
  ]);
  const outcome = traceOutcome(state);
  assert.deepEqual([outcome?.kind, outcome?.records, outcome?.chain.length], ['answer', [record(line)], 1]);
});

test('what no hop answered has no RCODE', () => {
  assert.equal(outcomeAfter(endOf(0, { kind: 'unresolvable', zone: ROOT }))?.rcode, null);
});

test('the outcome is that of the last alias target', () => {
  const outcome = outcomeAfter(
    lookup(1, 'cdn.test A', { purpose: 'alias', parentLookupId: 0 }),
    endOf(0, alias('www.shop.test', 'cdn.test', 1)),
    endOf(1, { kind: 'nxdomain', hopId: 0 }),
  );
  assert.equal(outcome?.kind, 'nxdomain');
  assert.deepEqual(
    outcome.chain.map(({ target }) => target),
    ['cdn.test'],
  );
  assert.equal(outcome.answeredAfterMs, 60);
});

test('an alias back to a name of the chain is a loop, also to itself', () => {
  assert.equal(outcomeAfter(endOf(0, alias('www.shop.test', 'www.shop.test', null)))?.kind, 'loop');
  const two = outcomeAfter(
    lookup(1, 'cdn.test A'),
    endOf(0, alias('www.shop.test', 'cdn.test', 1)),
    endOf(1, alias('cdn.test', 'www.shop.test', null)),
  );
  assert.equal(two?.kind, 'loop');
  assert.equal(two.chain.length, 2);
});

test('an alias not followed to a new name was stopped by a limit', () => {
  assert.equal(outcomeAfter(endOf(0, alias('www.shop.test', 'cdn.test', null)))?.kind, 'budget');
  assert.equal(outcomeAfter(endOf(0, { kind: 'budget', limit: 'queries' }))?.kind, 'budget');
});

test('a log in which aliases point in a circle is read to its end', () => {
  const state = stateAfter([...opening, endOf(0, alias('www.shop.test', 'www.shop.test', 0))]);
  assert.equal(questionChain(state).length, 1);
});

test('an address of two name servers stands once, with the hops to it in this zone', () => {
  const shared: TraceFact = {
    type: 'delegation-learned',
    zone: name('test'),
    parent: ROOT,
    hopId: 0,
    nameServers: [server('ns1.test', '198.51.100.2', '198.51.100.3'), server('ns2.test', '198.51.100.2')],
    signed: false,
  };
  const state = stateAfter([
    ...opening,
    shared,
    sent(1, { zone: name('test'), address: '198.51.100.2' }),
    sent(2, { address: '198.51.100.2' }),
  ]);
  assert.deepEqual(
    addressesOfZone(state, zoneNamed(state, name('test'))!).map(({ address, nameServers, hops }) => [
      address,
      nameServers,
      hops.map(({ id }) => id),
    ]),
    [
      ['198.51.100.2', ['ns1.test', 'ns2.test'], [1]],
      ['198.51.100.3', ['ns1.test'], []],
    ],
  );
});

/** Whether the walk is over, and whether the root zone is settled. */
function settled(...facts: TraceFact[]): boolean[] {
  const state = stateAfter(facts);
  return [isWalkOver(state), isZoneSettled(state, state.zones[0]!)];
}

test('a zone is settled when nothing is out that could tell more of it', () => {
  const done = endOf(0, { kind: 'answer', records: [], hopId: 0 });
  const apex = { probe: 'apex-soa' } as const;
  assert.deepEqual(settled(started), [false, false]);
  assert.deepEqual(settled(...opening), [false, false]);
  assert.deepEqual(settled(...opening, done), [true, true]);
  assert.deepEqual(settled(...opening, sent(1), done), [false, false]);
  assert.deepEqual(settled(...opening, sent(1, apex), done), [true, false]);
  assert.deepEqual(settled(...opening, sent(1, { ...apex, zone: name('test') }), done), [true, true]);
  assert.deepEqual(settled(...opening, lookup(1, 'ns1.test A'), done), [false, false]);
  assert.deepEqual(settled(...opening, sent(1), ended), [true, true]);
});

test('the totals count tries, addresses and octets, what was cut off too, and nothing that was not sent', () => {
  const attempt = { transport: 'udp', edns: true, sentAtMs: 1, elapsedMs: 800, result: 'timeout' } as const;
  const state = stateAfter([
    ...opening,
    sent(1),
    {
      type: 'query-failed',
      hopId: 1,
      elapsedMs: 5500,
      tries: [attempt, attempt, attempt],
      reason: 'timeout',
    },
    { type: 'query-skipped', reason: 'no-ipv6', ...target(2, { address: '2001:db8::1' }) },
    sent(3, { address: '198.51.100.7' }),
    ended,
  ]);
  assert.deepEqual(traceTotals(state), { queries: 5, addresses: 2, bytes: 100, resolverQueries: 0 });
  assert.equal(fastestMs(state.hops), 5);
  assert.equal(fastestMs(state.hops.slice(1)), null);
});
