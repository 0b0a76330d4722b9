import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceEvent, TraceFact } from './events.ts';
import type { Finding } from './finding.ts';
import { parseDomainName as name } from './names.ts';
import { recordTrace } from './record.ts';
import type { TraceState } from './state.ts';
import { ended, lookup, received, sent, started } from './testing/event-log.ts';
import { message } from './testing/message.ts';

const facts: readonly TraceFact[] = [
  started,
  lookup(0, 'www.shop.test A'),
  sent(0),
  sent(1, { address: '198.51.100.9' }),
  received(0, message({ rcode: 'REFUSED' })),
  { type: 'lookup-ended', lookupId: 0, outcome: { kind: 'nodata', hopId: 0 } },
  ended,
];

async function* timed(list: readonly TraceFact[]) {
  for (const [i, fact] of list.entries()) yield { atMs: 7 * i, fact };
}

function recorded(diagnose: (state: TraceState) => readonly Finding[]): Promise<TraceEvent[]> {
  return Array.fromAsync(recordTrace(timed(facts), diagnose));
}

function finding(address: string, more: Partial<Finding> = {}): Finding {
  return {
    code: 'lame-refused',
    severity: 'error',
    confidence: 'high',
    scope: 'address',
    zone: name('shop.test'),
    nameServer: name('ns1.shop.test'),
    address,
    evidence: [0],
    params: {},
    ...more,
  };
}

function typesOf(events: readonly TraceEvent[]): string[] {
  return events.map(({ type }) => type);
}

test('events are numbered without gaps, findings too, and keep their times', async () => {
  const events = await recorded((state) => (state.hops.length > 0 ? [finding('203.0.113.1')] : []));
  assert.deepEqual(
    events.map(({ seq }) => seq),
    [...events.keys()],
  );
  assert.deepEqual(typesOf(events).slice(4, 6), ['response-received', 'finding-raised']);
  assert.deepEqual(
    events.slice(4, 6).map(({ atMs }) => atMs),
    [28, 28],
  );
  assert.deepEqual(
    events.filter(({ type }) => type !== 'finding-raised').map(({ atMs }) => atMs),
    [0, 7, 14, 21, 28, 35, 42],
  );
});

test('a finding is raised once, each of two addresses its own', async () => {
  const events = await recorded(() => [finding('203.0.113.1'), finding('203.0.113.2')]);
  assert.equal(typesOf(events).filter((type) => type === 'finding-raised').length, 2);
});

test('an address found by another of its names later is the same finding', async () => {
  const names = ['ns1.shop.test', 'ns2.shop.test'].map(name);
  const events = await recorded(({ lookups }) => [
    finding('203.0.113.1', { nameServer: names[lookups[0]!.outcome ? 1 : 0]! }),
  ]);
  assert.equal(typesOf(events).filter((type) => type === 'finding-raised').length, 1);
});

test('what is certain only at the end is raised before the trace ends, from a state in which nothing is out', async () => {
  const events = await recorded((state) => {
    if (state.status === 'running') return [];
    assert.deepEqual(
      state.hops.map(({ result }) => result.status),
      ['answered', 'skipped'],
    );
    return [finding('203.0.113.1')];
  });
  assert.deepEqual(typesOf(events).slice(-2), ['finding-raised', 'trace-ended']);
});
